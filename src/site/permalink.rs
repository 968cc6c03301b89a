//! Patterns of permanent links, such as `/:year/:month/:title/`, and when two paths are the same page.

use super::source::SourceFile;

/// Two paths below the built pages with the same key are one page: letter case, endings, `index.html`, and whatever a
/// generator makes of spaces and signs play no part. Letters of other scripts stay, also where the path has them as
/// percent signs.
pub(super) fn key(path: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let lower = decoded.to_lowercase();
    let mut path = lower.trim_matches('/');
    for ending in [".html", ".htm"] {
        path = path.strip_suffix(ending).unwrap_or(path);
    }
    path = match path.strip_suffix("index") {
        Some(rest) if rest.is_empty() || rest.ends_with('/') => rest,
        _ => path,
    };
    let segments = path.split('/').map(|segment| {
        let words = segment.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    });
    let segments: Vec<String> = segments.filter(|segment| !segment.is_empty()).collect();
    segments.join("/")
}

/// What stands for the words of a pattern, in one source. A word without value keeps the pattern from being filled.
pub(super) fn filled(pattern: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        let (before, after) = rest.split_at(at);
        path.push_str(before);
        let after = after.get(1..).unwrap_or_default();
        let end = after
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        path.push_str(&value(word)?);
        rest = after;
    }
    path.push_str(rest);
    Some(path)
}

/// The words that stand for parts of the day in every generator.
pub(super) fn of_day(source: &SourceFile, word: &str) -> Option<String> {
    let [year, month, day] = source.day()?;
    let bare = |part: &str| part.trim_start_matches('0').to_owned();
    Some(match word {
        "year" => year,
        "short_year" => year.get(2..)?.to_owned(),
        "month" => month,
        "i_month" => bare(&month),
        "day" => day,
        "i_day" => bare(&day),
        _ => return None,
    })
}

/// Folders and a name as one path.
pub(super) fn joined<'a>(folders: impl IntoIterator<Item = &'a str>, name: &'a str) -> String {
    let mut path = String::new();
    for part in folders.into_iter().chain([name]) {
        if !part.is_empty() {
            path.push_str(part);
            path.push('/');
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_page_have_one_key() {
        for (one, other) in [
            ("posts/A Day/index.html", "/posts/a-day/"),
            ("posts/a.html", "posts/a/"),
            ("index.html", ""),
            ("%E6%B8%A1%E8%BD%AE/index.html", "渡轮"),
            ("a/what's_new.htm", "a/what-s-new"),
        ] {
            assert_eq!(key(one), key(other), "{one}");
        }
        assert_ne!(key("a/b"), key("a-b"));
        assert_ne!(key("reindex.html"), key("re/index.html"));
    }

    #[test]
    fn a_pattern_with_an_unknown_word_is_not_filled() {
        let value = |word: &str| (word == "title").then(|| "t".to_owned());
        assert_eq!(filled("/a/:title/", &value).as_deref(), Some("/a/t/"));
        assert_eq!(filled(":hash/", &value), None);
    }
}
