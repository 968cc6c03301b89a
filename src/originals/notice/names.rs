//! Several names in one field.

use crate::languages;

/// The single names in an author field: `A, B and C`, `甲、乙`. A name written with the family name first (`Doe, Jane`)
/// and titles behind a name (`Jane Doe, PhD`) are not torn apart.
pub fn split_names(names: &str) -> Vec<String> {
    let mut list = vec![names];
    for separator in ["、", "，", ";", "；", " / ", " & ", "＆"] {
        list = list
            .into_iter()
            .flat_map(|name| name.split(separator))
            .collect();
    }
    let mut names: Vec<String> = list
        .into_iter()
        .flat_map(split_at_waw)
        .flat_map(languages::split_at_separators)
        .flat_map(split_at_commas)
        .map(|name| name.trim().trim_start_matches("and ").to_owned())
        .filter(|name| name.chars().any(char::is_alphabetic))
        .collect();
    // The first of several has lost its title before: "Ida Holm and Prof. Per Dahl".
    for name in names.iter_mut().skip(1) {
        if let Some((title, rest)) = name.split_once(". ")
            && languages::is_honorific(&title.to_lowercase())
        {
            *name = rest.to_owned();
        }
    }
    names
}

/// Arabic writes "and" in one word with the second name: two names of two words each.
fn split_at_waw(names: &str) -> Vec<&str> {
    let words: Vec<&str> = names.split_whitespace().collect();
    if let [_, _, third, _] = words.as_slice()
        && third.starts_with('و')
        && third.chars().count() > 3
        && let Some((first, second)) = names.split_once(" و")
    {
        return vec![first, second];
    }
    vec![names]
}

fn split_at_commas(names: &str) -> Vec<String> {
    let parts: Vec<&str> = names.split(", ").collect();
    let family_first = matches!(parts.as_slice(), [family, given]
        if !family.trim().contains(' ') && !given.trim().contains(' ') && names.is_ascii());
    if family_first {
        return vec![names.to_owned()];
    }
    let mut list: Vec<String> = Vec::new();
    for part in parts {
        let title = part.trim().trim_end_matches('.');
        match list.last_mut() {
            Some(name) if TITLES.contains(&title) => {
                name.push_str(", ");
                name.push_str(part);
            }
            _ => list.push(part.to_owned()),
        }
    }
    list
}

/// What stands behind a name after a comma without being another name.
const TITLES: &[&str] = &[
    "Jr", "Sr", "II", "III", "PhD", "Ph.D", "MD", "M.D", "MA", "MSc", "Esq", "RN", "MBA",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_but_not_torn() {
        for (names, split) in [
            (
                "Jane Doe, John Roe and Ann Poe",
                &["Jane Doe", "John Roe", "Ann Poe"][..],
            ),
            ("甲乙、丙丁", &["甲乙", "丙丁"]),
            ("Doe, Jane", &["Doe, Jane"]),
            (
                "Jane Doe, Ph.D., John Roe Jr.",
                &["Jane Doe, Ph.D.", "John Roe Jr."],
            ),
            ("Ida Holm and Prof. Per Dahl", &["Ida Holm", "Per Dahl"]),
            ("Anna und Otto", &["Anna", "Otto"]),
            ("سلمى النجار ويزن الكرمي", &["سلمى النجار", "يزن الكرمي"]),
            ("Sandra Anderson", &["Sandra Anderson"]),
            ("", &[]),
        ] {
            assert_eq!(split_names(names), split, "{names}");
        }
    }
}
