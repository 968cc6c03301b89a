//! The author whom a reprint is to name.

use super::super::NoticeKind;
use super::super::notice::sense;
use super::{Found, LintCode};
use crate::text::fold;

/// Marks at which a sentence ends.
const ENDS: [char; 6] = ['.', '!', '。', '！', '।', '۔'];

const NAME: &str = "name the person, or the pen name, under which reprints shall credit the text";

pub(super) fn lint(found: &mut Found<'_>) {
    let role = role(found);
    if let Some((role, place)) = &role {
        let message = format!("`{role}` names a role; reprints would credit nobody");
        found.tell(LintCode::RoleAsAuthor, *place, message, NAME);
    }
    let asks = found.original.notice.as_ref().is_some_and(|notice| {
        matches!(
            notice.kind,
            NoticeKind::Demand | NoticeKind::Permission | NoticeKind::Stated
        )
    });
    // A licence with BY asks for the name by itself.
    let licensed = found
        .original
        .licenses
        .iter()
        .any(|license| license.contains("/licenses/by"));
    if found.original.authors.is_empty() && role.is_none() && (asks || licensed) {
        let notice = found.original.notice.as_ref();
        let place = match notice {
            Some(notice) => (notice.line.max(1), 1),
            None => found
                .original
                .licenses
                .first()
                .map_or((1, 1), |license| found.place(license)),
        };
        let message =
            "nothing says who wrote the text: neither the notice, nor the metadata, nor a byline";
        found.tell(LintCode::MissingAuthor, place, message.to_owned(), NAME);
    }
}

/// What is declared, or labelled in the notice, as the author and is a role.
fn role(found: &Found<'_>) -> Option<(String, (u32, u32))> {
    let front = found.page.front_matter.iter();
    let by_hand = front
        .flat_map(|front| &front.authors)
        .filter(|name| !sense::placeholder(name));
    let declared = found
        .page
        .meta
        .authors
        .iter()
        .chain(by_hand)
        .find(|name| !fold(name).as_str().is_empty() && !sense::is_person(name));
    if let Some(name) = declared {
        return Some((name.clone(), found.place(name)));
    }
    // `Author: admin`: the reader of notices has left it out already, so that it is looked for once more.
    let labels = crate::languages::all()
        .iter()
        .flat_map(|language| language.labels(crate::languages::Label::Author));
    let labels: Vec<String> = labels.map(|label| label.to_lowercase()).collect();
    found.original.notice.as_ref()?;
    found.blocks.iter().find_map(|block| {
        block.text.lines().find_map(|line| {
            let (label, value) = line.split_once([':', '：'])?;
            // Sentences may stand before the label and behind the role: "Reprints are welcome. Author: admin. Thank you."
            let label = label.rsplit(ENDS).next()?.trim().to_lowercase();
            let value = value.split([',', '，', ';', '；', '|']).next()?;
            let end = value.char_indices().find(|(at, c)| {
                let behind = value.get(at + c.len_utf8()..).unwrap_or_default();
                ENDS.contains(c) && (*c != '.' || behind.is_empty() || behind.starts_with(' '))
            });
            // What comes with an address is no name alone.
            let value = end.map_or(value, |(at, _)| &value[..at]).trim();
            let is_role = labels.contains(&label)
                && !value.is_empty()
                && !value.contains("://")
                && !sense::is_person(value);
            is_role.then(|| (value.to_owned(), (block.line, block.column)))
        })
    })
}
