//! Names in letters that leave out vowels, Arabic and Hebrew, or some of them, Devanagari and Bengali, and as hosts spell
//! them: ساحل‌نامه at `sahelnameh.example`.

/// Letters of such a name, consonants among them, and letters of a host that tell. By hand: shorter ones agree by chance.
const LEAST: usize = 4;
const FIRM: usize = 3;
const HOST: usize = 6;

/// Letters of a host's part that fit into the bits of a number; others have more only to deceive.
const MOST: usize = 60;

/// Whether a letter is one of Arabic or Hebrew, or of Devanagari or Bengali, where one vowel is written by no letter.
pub(in crate::originals::notice) fn is_abjad(c: char) -> bool {
    let indic = matches!(c as u32, 0x901..=0x94C | 0x958..=0x95F | 0x981..=0x9CC | 0x9DC..=0x9DF);
    indic || matches!(c as u32, 0x5D0..=0x5EA | 0x620..=0x64A | 0x66E..=0x6D3)
}

/// Whether a part of a host's name spells a name of such letters, whatever vowels stand between.
pub(in crate::originals::notice) fn transcribes(name: &str, host: &str) -> bool {
    let host = host.as_bytes();
    let letters = || name.chars();
    let firm = letters().filter(|c| !is_weak(*c)).count();
    let fits = letters().count() >= LEAST
        && firm >= FIRM
        && (HOST..=MOST).contains(&host.len())
        && host.is_ascii()
        && letters().all(is_abjad);
    if !fits {
        return false;
    }
    // The places in the host up to which the letters so far may reach, as bits.
    let mut reached: u64 = 1;
    for letter in letters() {
        let mut next = 0;
        for from in (0..=host.len()).filter(|at| reached & 1 << at != 0) {
            for start in (from..=host.len()).take(2) {
                // One vowel may stand before each letter.
                if start > from && !host.get(from).copied().is_some_and(is_vowel) {
                    break;
                }
                let rest = host.get(start..).unwrap_or_default();
                for spelling in spellings(letter) {
                    let spelling = spelling.as_bytes();
                    if !rest.starts_with(spelling) {
                        continue;
                    }
                    let end = start + spelling.len();
                    next |= 1 << end;
                    // "muhammad"
                    if spelling.len() == 1 && host.get(end) == spelling.first() {
                        next |= 1 << (end + 1);
                    }
                }
            }
        }
        reached = next;
    }
    let ended = |at: &usize| {
        let rest = host.get(*at..).unwrap_or_default();
        reached & 1 << at != 0 && rest.len() <= 2 && rest.iter().all(|c| is_vowel(*c) || *c == b'h')
    };
    (0..=host.len()).any(|at| ended(&at))
}

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Whether a letter may be a vowel, or silent.
fn is_weak(c: char) -> bool {
    let vowel = |spelling: &&str| spelling.bytes().next().is_none_or(is_vowel);
    spellings(c).iter().any(vowel)
}

/// How a letter is written in Latin ones, the empty text among them where it may be silent.
fn spellings(c: char) -> &'static [&'static str] {
    // The letters of Bengali stand in the order of those of Devanagari.
    let c = match c as u32 {
        code @ 0x981..=0x9DF => char::from_u32(code - 0x80).unwrap_or(c),
        _ => c,
    };
    match c {
        'अ' | 'आ' | 'ा' | 'ऑ' | 'ॉ' => &["a", "aa", "o"],
        'इ' | 'ई' | 'ि' | 'ी' => &["i", "ee", "e"],
        'उ' | 'ऊ' | 'ु' | 'ू' => &["u", "oo"],
        'ए' | 'े' | 'ऐ' | 'ै' => &["e", "ai", "ay"],
        'ओ' | 'ो' | 'औ' | 'ौ' => &["o", "au", "ow"],
        'ऋ' | 'ृ' => &["ri", "r"],
        'ं' | 'ँ' => &["n", "m", ""],
        'क' => &["k", "c", "q"],
        'ख' => &["kh"],
        'ग' => &["g"],
        'घ' => &["gh"],
        'च' => &["ch", "c"],
        'छ' => &["chh", "ch"],
        'ज' => &["j", "z"],
        'झ' => &["jh"],
        'ट' | 'त' => &["t", "th"],
        'ठ' | 'थ' => &["th"],
        'ड' | 'द' => &["d", "r"],
        'ढ' | 'ध' => &["dh", "rh"],
        'ण' | 'न' | 'ञ' | 'ङ' => &["n"],
        'प' => &["p"],
        'फ' => &["ph", "f"],
        'ब' => &["b"],
        'भ' => &["bh", "v"],
        'म' => &["m"],
        'य' => &["y", "j"],
        'र' => &["r"],
        'ल' | 'ळ' => &["l"],
        'व' => &["v", "w", "b"],
        'श' | 'ष' => &["sh", "s"],
        'स' => &["s"],
        'ह' => &["h"],
        'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' => &["a", "e", "i", "o", "u"],
        'א' => &["", "a", "e", "i", "o", "u"],
        'ע' | 'ع' => &["", "a", "e", "i", "o"],
        'ء' | 'ئ' | 'ؤ' => &["", "e", "i", "o"],
        'ب' | 'ב' => &["b", "v"],
        'پ' => &["p"],
        'פ' | 'ף' => &["p", "f", "ph"],
        'ت' | 'ط' | 'ט' | 'ת' => &["t", "th"],
        'ث' => &["th", "s"],
        'ج' => &["j", "g", "dj"],
        'ג' => &["g", "j"],
        'چ' => &["ch", "c"],
        'ح' | 'ه' | 'ה' | 'ہ' => &["", "h"],
        'ח' => &["h", "ch", "kh"],
        'خ' => &["kh", "k", "x"],
        'د' | 'ض' | 'ד' => &["d", "z"],
        'ذ' => &["dh", "z", "th"],
        'ر' | 'ר' => &["r"],
        'ز' | 'ظ' | 'ז' => &["z"],
        'ژ' => &["zh", "j"],
        'س' | 'ص' | 'ס' => &["s"],
        'ش' | 'ש' => &["sh", "s"],
        'غ' => &["gh", "g"],
        'ف' => &["f", "ph"],
        'ق' => &["q", "k", "gh", "g", "c"],
        'ק' => &["k", "q", "c"],
        'ک' | 'ك' | 'כ' | 'ך' => &["k", "c", "ch", "kh"],
        'گ' => &["g"],
        'ل' | 'ל' => &["l"],
        'م' | 'מ' | 'ם' => &["m"],
        'ن' | 'נ' | 'ן' => &["n"],
        'و' => &["v", "w", "u", "o", "oo", "ou"],
        'ו' => &["v", "w", "u", "o", "oo", "ou", ""],
        'ی' | 'ي' => &["y", "i", "e", "ee", "ey"],
        'י' => &["y", "i", "e", "ei", "ey", "ay", ""],
        'ى' => &["a", "i", "y"],
        'ة' => &["", "a", "ah", "e", "eh", "at", "h"],
        'צ' | 'ץ' => &["tz", "ts", "z", "c"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_vowels_are_those_of_hosts() {
        for (name, host) in [
            ("ساحلنامه", "sahelnameh"),
            ("مرسىالكتب", "marsaalkutub"),
            ("רציףקטן", "ratzifkatan"),
            ("بندرگاه", "bandargah"),
            ("نورسخن", "noursokhan"),
            ("בתמידע", "batmeyda"),
            ("नदीदरपण", "nadidarpan"),
            ("জলছবি", "jolchhobi"),
        ] {
            assert!(transcribes(name, host), "{name}");
        }
        for (name, host) in [
            ("ساحل", "sahelnameh"),
            ("ساحلنامه", "sahelnamehnews"),
            ("مطالب", "sahelnameh"),
            ("المقالات", "marsaalkutub"),
            ("קישור", "gesher"),
            ("המאמרים", "ratzifkatan"),
            ("نامه", "nameha"),
        ] {
            assert!(!transcribes(name, host), "{name}");
        }
    }
}
