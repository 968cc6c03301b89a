//! A guess at the language of a text, for pages that do not say.

use crate::dom::lines::head;

use std::collections::HashMap;
use std::sync::LazyLock;

/// Bytes looked at.
const SAMPLE: usize = 8_000;

/// Very common short words of languages in Latin and Cyrillic script.
const WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "and", "of", "to", "in", "is", "that", "for", "was", "with",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "ist", "nicht", "mit", "den", "von", "ein",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "est", "une", "dans", "pour", "que", "sur", "pas",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "que", "una", "por", "con", "para", "del", "es",
        ],
    ),
    (
        "pt",
        &[
            "os", "uma", "não", "que", "com", "para", "do", "da", "em", "ao",
        ],
    ),
    (
        "it",
        &[
            "il", "che", "di", "una", "per", "non", "della", "sono", "con", "gli",
        ],
    ),
    (
        "nl",
        &[
            "de", "het", "een", "van", "en", "niet", "dat", "voor", "zijn", "met",
        ],
    ),
    (
        "pl",
        &[
            "nie", "się", "na", "jest", "że", "do", "to", "oraz", "przez", "jak",
        ],
    ),
    (
        "cs",
        &[
            "se", "na", "že", "je", "jsou", "ale", "pro", "jako", "byl", "který",
        ],
    ),
    (
        "sv",
        &[
            "och", "att", "det", "som", "en", "på", "är", "av", "för", "inte",
        ],
    ),
    (
        "da",
        &[
            "og", "at", "det", "er", "en", "til", "af", "ikke", "som", "på",
        ],
    ),
    (
        "no",
        &[
            "og", "det", "er", "som", "på", "til", "av", "ikke", "har", "jeg",
        ],
    ),
    (
        "fi",
        &[
            "ja", "on", "ei", "että", "oli", "se", "mutta", "joka", "myös", "kuin",
        ],
    ),
    (
        "hu",
        &[
            "az", "és", "hogy", "nem", "egy", "is", "meg", "volt", "már", "csak",
        ],
    ),
    (
        "tr",
        &[
            "ve", "bir", "bu", "için", "ile", "olarak", "daha", "olan", "çok", "gibi",
        ],
    ),
    (
        "vi",
        &[
            "và", "của", "là", "có", "được", "cho", "không", "trong", "một", "các",
        ],
    ),
    (
        "id",
        &[
            "yang", "dan", "di", "dengan", "untuk", "dari", "ini", "itu", "tidak", "pada",
        ],
    ),
    (
        "ro",
        &[
            "și", "este", "care", "pentru", "din", "nu", "cu", "sunt", "mai", "pe",
        ],
    ),
    (
        "ru",
        &["и", "в", "не", "на", "что", "с", "по", "это", "как", "из"],
    ),
    (
        "uk",
        &["і", "в", "не", "на", "що", "та", "з", "у", "це", "від"],
    ),
];

/// Characters written differently in the two forms of Chinese.
const TRADITIONAL: &str = "這個們來說時國對會後過還沒裡為學與開關點問題現經發長東車書見語讀";
const SIMPLIFIED: &str = "这个们来说时国对会后过还没里为学与开关点问题现经发长东车书见语读";

/// Guesses the language as a BCP 47 tag; `None` for too little text or an unknown language.
pub(super) fn guess(text: &str) -> Option<String> {
    let text = head(text, SAMPLE);
    let mut scripts = [0_usize; 9];
    let mut letters = 0;
    let mut traditional = 0_usize;
    let mut simplified = 0_usize;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        let script = match c {
            '\u{3040}'..='\u{30FF}' => 0,
            '\u{AC00}'..='\u{D7AF}' => 1,
            '\u{4E00}'..='\u{9FFF}' => 2,
            '\u{0600}'..='\u{06FF}' => 3,
            '\u{0590}'..='\u{05FF}' => 4,
            '\u{0E00}'..='\u{0E7F}' => 5,
            '\u{0900}'..='\u{097F}' => 6,
            '\u{0370}'..='\u{03FF}' => 7,
            _ => 8,
        };
        scripts[script] += 1;
        if script == 2 {
            traditional += usize::from(TRADITIONAL.contains(c) && !SIMPLIFIED.contains(c));
            simplified += usize::from(SIMPLIFIED.contains(c) && !TRADITIONAL.contains(c));
        }
    }
    if letters < 10 {
        return None;
    }
    let share = |script: usize| scripts[script] * 100 / letters;
    let tag = if share(0) >= 10 {
        "ja"
    } else if share(1) >= 20 {
        "ko"
    } else if share(2) >= 20 {
        if traditional > simplified {
            "zh-Hant"
        } else {
            "zh-Hans"
        }
    } else if share(3) >= 30 {
        // Letters that Persian and Urdu have and Arabic has not.
        if text.contains(['پ', 'چ', 'گ', 'ژ']) {
            "fa"
        } else {
            "ar"
        }
    } else if share(4) >= 30 {
        "he"
    } else if share(5) >= 30 {
        "th"
    } else if share(6) >= 30 {
        "hi"
    } else if share(7) >= 30 {
        "el"
    } else {
        return by_words(text);
    };
    Some(tag.to_owned())
}

/// For each common word a bit for every language in [`WORDS`] that has it.
static LANGUAGES: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut languages = HashMap::new();
    for (index, (_, words)) in WORDS.iter().enumerate() {
        for word in *words {
            *languages.entry(*word).or_default() |= 1 << index;
        }
    }
    languages
});

fn by_words(text: &str) -> Option<String> {
    let mut scores = vec![0_usize; WORDS.len()];
    let mut word = String::new();
    for part in text.split(|c: char| !c.is_alphabetic()) {
        // The common words are short.
        if part.is_empty() || part.len() > 16 {
            continue;
        }
        word.clear();
        word.extend(part.chars().flat_map(char::to_lowercase));
        let languages = LANGUAGES.get(word.as_str()).copied().unwrap_or(0);
        for (index, score) in scores.iter_mut().enumerate() {
            *score += (languages >> index & 1) as usize;
        }
    }
    // The first of equals wins, so that the answer is the same every time.
    let (best, score) = scores
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, score)| **score)?;
    (*score >= 3).then(|| WORDS[best].0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_by_script_and_small_words() {
        for (text, tag) in [
            (
                "The author of the text and the name of the site are given in the footer.",
                Some("en"),
            ),
            (
                "Der Name und die Quelle sind mit dem Text zu nennen, das ist nicht viel.",
                Some("de"),
            ),
            (
                "Имя автора и ссылка на источник должны быть на странице, это не сложно.",
                Some("ru"),
            ),
            ("转载时请注明作者和来源，这个要求并不难。", Some("zh-Hans")),
            ("轉載時請註明作者和來源，這個要求並不難。", Some("zh-Hant")),
            ("転載するときは出典を書いてください。", Some("ja")),
            ("옮겨 실을 때에는 출처를 밝혀 주십시오.", Some("ko")),
            ("12345", None),
            ("x", None),
        ] {
            assert_eq!(guess(text).as_deref(), tag, "{text}");
        }
    }
}
