//! `letters:`: who writes, to whom, and by when an answer is asked for.

use super::keys;
use super::model::Letters;
use super::network::is_host;
use crate::letter::Party;
use crate::yaml::{Node, Reader};

/// Reads `letters:`.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Letters {
    let mut letters = Letters::default();
    let Some(fields) = reader.map(node, "`letters`", keys::LETTERS) else {
        return letters;
    };
    if let Some(node) = fields.get("sender") {
        letters.sender = party(reader, node, "`sender`");
    }
    if let Some(node) = fields.get("recipients") {
        for (site, node) in reader.any_map(node, "`recipients`").unwrap_or_default() {
            if !is_host(site.value.split('/').next().unwrap_or_default()) {
                reader.error_help(
                    site.referenced,
                    format!("`{}` is no site", site.value),
                    "a site is a host such as copier.example",
                );
            }
            let recipient = party(reader, node, "a recipient");
            letters.recipients.insert(site.value.clone(), recipient);
        }
    }
    if let Some(node) = fields.get("reply-days") {
        let days = reader.number(node, "`reply-days`", 1.0..=365.0);
        letters.reply_days = days.map(|days| days as u16);
    }
    letters
}

fn party(reader: &mut Reader<'_>, node: &Node, what: &str) -> Party {
    let Some(fields) = reader.map(node, what, keys::PARTY) else {
        return Party::default();
    };
    let name = fields
        .get("name")
        .and_then(|node| line(reader, node, "`name`"));
    let address = fields.get("address").and_then(|node| {
        let text = line(reader, node, "`address`")?;
        if is_mail_address(&text) {
            return Some(text);
        }
        reader.error_help(
            node.referenced,
            format!("`{text}` is no mail address"),
            "such as rights@our-site.example",
        );
        None
    });
    Party { name, address }
}

/// A text of one line: a line end would end a header of a mail.
fn line(reader: &mut Reader<'_>, node: &Node, what: &str) -> Option<String> {
    let text = reader.text(node, what)?;
    if text.chars().any(char::is_control) {
        reader.error(
            node.referenced,
            format!("{what} holds a line end, or another character that cannot be seen"),
        );
        return None;
    }
    Some(text)
}

/// Whether a text can be an address of mail: what is before and after the one `@`, in letters that every program takes.
fn is_mail_address(text: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"@<>()[]\\,;:\"".contains(&byte))
    };
    text.split_once('@')
        .is_some_and(|(before, host)| is_plain(before) && is_plain(host) && is_host(host))
}
