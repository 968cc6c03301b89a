//! Pinyin put in parentheses behind Han characters: `微(wēi)信(xìn)`. It is noise against text matching.

/// Length in bytes of the pinyin group that `rest` begins with (with both parentheses), given the number of Han
/// characters right before it. A group counts if its syllables carry tone marks or numbers; bare letters only if
/// `rest` goes on with another Han character and another group, so that `函数(main)` stays.
pub(super) fn group(rest: &str, han_before: usize) -> Option<usize> {
    let first = one_group(rest)?;
    if first.syllables > han_before {
        return None;
    }
    let toned = first.tones > 0 && first.tones * 2 > first.syllables;
    let repeated = || {
        let mut after = rest[first.len..].chars();
        after.next().is_some_and(super::script::is_han) && one_group(after.as_str()).is_some()
    };
    (toned || (first.tones == 0 && repeated())).then_some(first.len)
}

/// As [`group`], for a bare group that follows an accepted one: the last of a series has nothing behind it.
pub(super) fn next_group(rest: &str) -> Option<usize> {
    one_group(rest)
        .filter(|group| group.syllables == 1)
        .map(|group| group.len)
}

struct Group {
    len: usize,
    syllables: usize,
    tones: usize,
}

fn one_group(rest: &str) -> Option<Group> {
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（'))?;
    // Four syllables of six letters are the longest group; every byte looked at is bounded by it.
    let mut plain = String::new();
    let (mut tones, mut numbers) = (0, 0);
    for (at, c) in rest.char_indices().skip(1).take(32) {
        match c {
            ')' | '）' => {
                let syllables = syllables(&plain)?;
                return Some(Group {
                    len: at + c.len_utf8(),
                    syllables,
                    tones: tones + numbers,
                });
            }
            'a'..='z' => plain.push(c),
            '1'..='5' if !plain.is_empty() => numbers += 1,
            ' ' | '\'' if at > open.len_utf8() => {}
            _ => {
                let (letter, toned) = untoned(c)?;
                plain.push(letter);
                tones += usize::from(toned);
            }
        }
    }
    None
}

fn untoned(c: char) -> Option<(char, bool)> {
    Some(match c {
        'ā' | 'á' | 'ǎ' | 'à' => ('a', true),
        'ē' | 'é' | 'ě' | 'è' => ('e', true),
        'ī' | 'í' | 'ǐ' | 'ì' => ('i', true),
        'ō' | 'ó' | 'ǒ' | 'ò' => ('o', true),
        'ū' | 'ú' | 'ǔ' | 'ù' => ('u', true),
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => ('v', true),
        'ü' => ('v', false),
        _ => return None,
    })
}

const INITIALS: [&str; 23] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r",
    "z", "c", "s", "y", "w",
];
const FINALS: [&str; 37] = [
    "iang", "iong", "uang", "ueng", "ang", "eng", "iao", "ian", "ing", "ong", "uai", "uan", "van",
    "ai", "an", "ao", "ei", "en", "er", "ia", "ie", "in", "iu", "ou", "ua", "ue", "ui", "un", "uo",
    "ve", "vn", "a", "e", "i", "o", "u", "v",
];

/// Number of pinyin syllables that the letters consist of, longest finals first; `None` if they are no pinyin.
fn syllables(letters: &str) -> Option<usize> {
    let mut rest = letters;
    let mut count = 0;
    while !rest.is_empty() {
        let after = INITIALS
            .iter()
            .find_map(|initial| rest.strip_prefix(initial))
            .unwrap_or(rest);
        rest = FINALS.iter().find_map(|last| after.strip_prefix(last))?;
        count += 1;
    }
    (1..=4).contains(&count).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_toned_groups_and_series_of_bare_ones() {
        assert_eq!(group("(wēi)信", 1), Some(6));
        assert_eq!(group("（bei3jing1）", 2), Some("（bei3jing1）".len()));
        assert_eq!(group("(wei)信(xin)", 1), Some(5));
        assert_eq!(next_group("(xin)，"), Some(5));
    }

    #[test]
    fn leaves_words_in_parentheses() {
        for words in [
            "(main)", "(API)", "(café)", "(man)的", "(python)", "()", "(", "(a",
        ] {
            assert_eq!(group(words, 2), None, "{words}");
        }
    }
}
