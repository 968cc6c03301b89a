//! Licences in words.

use crate::text::fold;

/// The licence that a text names in words: the address of its deed, or its name where it has none.
pub(crate) fn license_in(text: &str) -> Option<String> {
    if let Some(at) = text.find("SPDX-License-Identifier:") {
        let name = text.get(at + 24..)?.split_whitespace().next()?;
        return cc_license(&name.replace('-', " "))
            .or_else(|| Some(name.chars().take(60).collect()));
    }
    cc_license(text)
}

/// A Creative Commons licence in words: "CC BY-NC 4.0", "Attribution-ShareAlike 4.0 International", "署名-非商业性使用".
fn cc_license(text: &str) -> Option<String> {
    let folded = fold(text);
    let text = folded.as_str();
    if text.contains("cc0") || text.contains("creativecommons.org/publicdomain/zero") {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    if text.contains("creativecommons.org/") {
        return None;
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .collect();
    let cc = words
        .iter()
        .position(|word| {
            *word == "cc"
                || *word == "creativecommons"
                || word.starts_with("cc") && word.len() <= 4 && word.ends_with("by")
        })
        .or_else(|| {
            words
                .windows(2)
                .position(|pair| pair == ["creative", "commons"])
        });
    let named = [
        "知识共享",
        "创作共用",
        "クリエイティブ",
        "署名-",
        "署名—",
        "署名 非商业",
        "저작자표시",
        "저작자 표시",
        "姓名标示",
        "attribution-",
        "表示-",
    ]
    .iter()
    .any(|mark| text.contains(mark));
    if cc.is_none() && !named {
        return None;
    }
    // The conditions stand close behind the name.
    let from = cc.unwrap_or(0);
    let near: Vec<&str> = words.iter().skip(from).take(14).copied().collect();
    let has = |list: &[&str]| {
        list.iter().any(|mark| near.contains(mark))
            || named
                && list
                    .iter()
                    .any(|mark| !mark.is_ascii() && text.contains(mark))
    };
    // "cc of this letter … by post" names no licence: its code follows at once, or behind the version.
    let coded = near
        .iter()
        .skip(1)
        .take(2)
        .any(|word| matches!(*word, "by" | "by4" | "attribution"))
        || near.first().is_some_and(|word| *word == "ccby")
        || near
            .iter()
            .any(|word| *word == "licensed" || *word == "license");
    if !named && !coded {
        return None;
    }
    let by = has(&[
        "by",
        "ccby",
        "attribution",
        "署名",
        "表示",
        "저작자표시",
        "姓名标示",
    ]) || near.iter().any(|word| {
        matches!(
            *word,
            "atribución" | "attribuzione" | "namensnennung" | "atribuição" | "paternité"
        )
    });
    if !by {
        return None;
    }
    let nc = has(&[
        "nc",
        "noncommercial",
        "非商业性使用",
        "非商业性",
        "非営利",
        "비영리",
        "非商业",
    ]);
    let sa = has(&[
        "sa",
        "sharealike",
        "相同方式共享",
        "继承",
        "変更禁止なし",
        "동일조건변경허락",
    ]);
    let nd = has(&[
        "nd",
        "noderivatives",
        "noderivs",
        "禁止演绎",
        "改変禁止",
        "변경금지",
        "禁止改作",
    ]);
    let version = near
        .iter()
        .chain(words.iter())
        .find(|word| {
            matches!(
                word.trim_end_matches('.'),
                "4.0" | "3.0" | "2.5" | "2.0" | "1.0"
            )
        })
        .map_or("4.0", |word| word.trim_end_matches('.'));
    let mut code = "by".to_owned();
    for (holds, part) in [(nc, "-nc"), (nd, "-nd"), (sa && !nd, "-sa")] {
        if holds {
            code.push_str(part);
        }
    }
    Some(format!(
        "https://creativecommons.org/licenses/{code}/{version}/"
    ))
}

/// Whether an address is the text of a licence: a notice or a credit that links it does not mean the article by it.
pub(crate) fn is_license(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    [
        "creativecommons.org/",
        "creativecommons.net/",
        "gnu.org/licenses",
        "opensource.org/licens",
        "nationalarchives.gov.uk/doc/open-government-licence",
        "opendatacommons.org/",
    ]
    .iter()
    .any(|host| url.contains(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_read_in_words() {
        for (text, code) in [
            (
                "This work is licensed under CC BY-SA 4.0.",
                Some("by-sa/4.0"),
            ),
            (
                "Licensed under a Creative Commons Attribution-NonCommercial 3.0 license",
                Some("by-nc/3.0"),
            ),
            (
                "本文采用 知识共享署名-非商业性使用-相同方式共享 4.0 国际许可协议 进行许可。",
                Some("by-nc-sa/4.0"),
            ),
            ("均采用 CC BY-NC-SA 4.0 许可协议", Some("by-nc-sa/4.0")),
            ("遵循 CC 4.0 BY-SA 版权协议", Some("by-sa/4.0")),
            ("SPDX-License-Identifier: CC-BY-ND-4.0", Some("by-nd/4.0")),
            ("A cc of this letter went to the board by post.", None),
            ("All rights reserved.", None),
        ] {
            let wanted = code.map(|code| format!("https://creativecommons.org/licenses/{code}/"));
            assert_eq!(license_in(text), wanted, "{text}");
        }
    }
}
