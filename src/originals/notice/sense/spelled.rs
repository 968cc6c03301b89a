//! Names by their letters, for comparing: one with another, and with what hosts write.

use crate::text::{fold, without_accents};

/// Whether a name and another are the same but for case and spaces.
pub(crate) fn same(a: &str, b: &str) -> bool {
    spelled(a) == spelled(b)
}

/// The letters and digits of a name in lower case and without accents, as in the name of a host.
pub(in crate::originals::notice) fn spelled(name: &str) -> String {
    without_accents(fold(name).as_str())
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The letters of a name as hosts write them, for comparing: Greek and Cyrillic in Latin letters, and what one transcription
/// writes so and another otherwise left out or alike.
pub(in crate::originals::notice) fn romanized(name: &str) -> String {
    let mut latin = String::with_capacity(name.len());
    for c in spelled(name).chars() {
        match in_latin(c) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    let pairs = [
        ("kh", "h"),
        ("ts", "c"),
        ("tz", "c"),
        ("ph", "f"),
        ("ou", "u"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("aa", "a"),
    ];
    for (pair, letter) in pairs {
        latin = latin.replace(pair, letter);
    }
    let mut key = String::with_capacity(latin.len());
    for c in latin.chars() {
        let c = match c {
            'h' => continue,
            'y' | 'j' => 'i',
            'w' => 'v',
            'k' | 'q' => 'c',
            c => c,
        };
        if !key.ends_with(c) {
            key.push(c);
        }
    }
    key
}

/// A letter of Greek or Cyrillic, without accents, in Latin letters.
fn in_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'α' | 'а' => "a",
        'β' | 'в' => "v",
        'б' => "b",
        'γ' | 'г' | 'ґ' => "g",
        'δ' | 'д' => "d",
        'ε' | 'е' | 'э' | 'ё' => "e",
        'є' => "ie",
        'ж' => "zh",
        'ζ' | 'з' => "z",
        'η' | 'ι' | 'и' | 'і' | 'ї' | 'й' | 'ы' | 'ј' => "i",
        'θ' => "th",
        'κ' | 'к' => "k",
        'λ' | 'л' => "l",
        'μ' | 'м' => "m",
        'ν' | 'н' => "n",
        'ξ' => "x",
        'ο' | 'ω' | 'о' => "o",
        'π' | 'п' => "p",
        'ρ' | 'р' => "r",
        'σ' | 'ς' | 'с' => "s",
        'τ' | 'т' => "t",
        'υ' => "y",
        'у' => "u",
        'φ' | 'ф' => "f",
        'χ' | 'х' => "h",
        'ψ' => "ps",
        'ц' => "c",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sht",
        'ъ' => "a",
        'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_alphabets_are_those_of_hosts() {
        for (name, host) in [
            ("Дунавска Поща", "dunavskaposhta"),
            ("Волжский листок", "volzhskijlistok"),
            ("Волжский листок", "volzhskiylistok"),
            ("Θάλασσα", "thalassa"),
            ("Σκύρος 24", "skiros24"),
            ("Uferkompass Süd", "uferkompasssued"),
            ("Åfjorden", "aafjorden"),
        ] {
            assert_eq!(romanized(name), romanized(host), "{name}");
        }
        assert_ne!(romanized("Волна"), romanized("volnica"));
    }
}
