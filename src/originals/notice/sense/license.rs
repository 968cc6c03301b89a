//! Licences in words.

use std::ops::Range;
use std::sync::LazyLock;

use super::cc_names::OFFICIAL;
use crate::languages;
use crate::originals::notice::lexicon::is_license_word;
use crate::text::template::is_spaceless;
use crate::text::{fold, folded};

/// The licence that a text names in words: the address of its deed, or its name where it has none.
pub(crate) fn license_in(text: &str) -> Option<String> {
    if let Some(at) = text.find("SPDX-License-Identifier:") {
        let name = text.get(at + 24..)?.split_whitespace().next()?;
        return cc_license(&name.replace('-', " "))
            .or_else(|| Some(name.chars().take(60).collect()));
    }
    cc_license(text).or_else(|| public_license(text))
}

/// The address of the mark of works that belong to everybody.
pub(crate) const PUBLIC_DOMAIN: &str = "https://creativecommons.org/publicdomain/mark/1.0/";

/// How languages say that a work belongs to everybody, folded.
static IN_PUBLIC_DOMAIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = languages::words(|language| &language.public_domain);
    words.map(|word| folded(word).into_owned()).collect()
});

/// Whether a text says that a work belongs to everybody.
pub(crate) fn in_public_domain(text: &str) -> bool {
    let folded = fold(text);
    let mut known = IN_PUBLIC_DOMAIN.iter();
    known.any(|words| folded.as_str().contains(words.as_str()))
}

/// A Creative Commons licence of which nobody can tell which one it is: a condition of it is not understood.
pub(crate) const SOME_CC: &str = "Creative Commons";

/// Licences of public bodies: words of which one names the licence, and its address.
const PUBLIC: &[(&[&str], &str)] = &[
    (
        &["open government licence", "open government license"],
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    (
        &[
            "licence ouverte",
            "open licence 2.0",
            "licence etalab",
            "etalab-2.0",
        ],
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    (
        &[
            "gnu free documentation",
            "gfdl",
            " fdl",
            "-fdl",
            "fdl-",
            "gnu-lizenz für freie dokumentation",
            "licence de documentation libre gnu",
            "licencia de documentación libre de gnu",
            "licença de documentação livre",
            "licenza per documentazione libera",
            "licencji gnu wolnej dokumentacji",
            "licencja gnu wolnej dokumentacji",
            "gnu-licentie voor vrije documentatie",
            "лиценз за свободна документация",
            "лицензия свободной документации",
            "лицензии свободной документации",
            "ліцензія вільної документації",
            "ліцензією вільної документації",
            "رخصة جنو للوثائق الحرة",
            "gnu自由文档",
            "gnu 自由文档",
            "gnu 자유 문서",
        ],
        "https://www.gnu.org/licenses/fdl-1.3.html",
    ),
    (
        &["datenlizenz deutschland", "dl-de/by", "dl-de-by"],
        "https://www.govdata.de/dl-de/by-2-0",
    ),
    (
        &["italian open data license", "iodl 2.0", "iodl v2.0"],
        "https://www.dati.gov.it/iodl/2.0/",
    ),
    (
        &[
            "norsk lisens for offentlige data",
            "norwegian licence for open government data",
        ],
        "https://data.norge.no/nlod/no/2.0",
    ),
    (&["공공누리"], "https://www.kogl.or.kr/info/license.do"),
    (
        &["政府标准利用规约", "政府標準利用規約"],
        "政府標準利用規約",
    ),
    (
        &["公共データ利用规约", "公共データ利用規約"],
        "公共データ利用規約",
    ),
    (&["政府资料开放授权条款"], "https://data.gov.tw/license"),
];

fn public_license(text: &str) -> Option<String> {
    let folded = fold(text);
    let (_, license) = PUBLIC
        .iter()
        .find(|(words, _)| holds(folded.as_str(), words))?;
    Some((*license).to_owned())
}

/// Whether a folded text names a licence of public bodies: "공공누리" is no name of a person or a site.
pub(super) fn names_public_license(folded: &str) -> bool {
    PUBLIC.iter().any(|(words, _)| holds(folded, words))
}

fn holds(folded: &str, words: &[&str]) -> bool {
    words.iter().any(|words| folded.contains(words))
}

/// How words begin that name the condition of attribution, in the languages of the licences, with bars between.
const ATTRIBUTION: &str = "attribu|atribu|atribui|namensnennung|naamsvermelding|paternit|reconoc|reconeix|erkännande|navngivelse|\
    kreditering|nimeä|nimen mainit|uznanie|uveďte|uvedení|uvedenie|imenovan|priznan|nevezd|атрибуц|авторств|\
    зазначен|признание|αναφορά|atıf|ghi công|แสดงที่มา|श्रेय|ייחוס|نسب|نسبت|انتساب|署名|表示|저작자표시|저작자 표시|姓名标示|\
    viitamine|priskyrimas|atsauc";

/// The same words for non-commercial use.
const NON_COMMERCIAL: &str = "noncommercial|commercial|kommerzi|kommersi|kommerci|commerci|comerci|komerc|komerč|komersial|kaupalli|\
    komercyj|niekomerc|nekomer|necomerc|ikkekommers|ikkekommerc|icke-kommers|некоммерч|коммерч|некомерц|\
    комерц|kereskedelmi|ticari|gayriticari|thương mại|εμπορικ|ไม่ใช้เพื่อการค้า|การค้า|ārkomer|非商业|非营利|비영리|\
    מסחרי|تجاري|تجاری|mittekommers|ärilis";

/// The same words for no changes.
const NO_DERIVATIVES: &str = "noderiv|deriv|dérivé|dériv|bearbeit|bearbejd|bearbei|bearbet|modific|modif|afgeleid|bewerk|muutoksi|\
    muokka|zależn|zpracov|spracov|prerad|prerab|predel|származék|változtat|производн|похідн|изменени|\
    переработ|παράγωγ|türet|turunan|phái sinh|ดัดแปลง|禁止演绎|改变禁止|改変禁止|变更禁止|변경금지|변경 금지|禁止改作|נגזר|اشتقاق|työstö";

/// The same words for changes under the same licence.
const SHARE_ALIKE: &str = "sharealike|alike|gleichen|gleiche bedingungen|compartirigual|compartilhaigual|misma|igual|mêmes|\
    identique|condividi|stesso|stessa|gelijkdelen|gelijk delen|dela lika|lika villkor|samme|jaasamoin|\
    samoin|aceleași|distribuire-în-condiții-identice|na tych samych|zachovejte|zachovajte|dijeli pod istim|\
    így add tovább|на тех же условиях|с сохранением условий|на тих самих умовах|παρόμοια διανομή|\
    aynı lisansla|berbagiserupa|chia sẻ tương tự|相同方式共享|继承|동일조건|שיתוף זהה|المشاركة بالمثل|อนุญาตแบบเดียวกัน";

/// The words of the four conditions, in the order of [`OFFICIAL`].
const CONDITIONS: [&str; 4] = [ATTRIBUTION, SHARE_ALIKE, NON_COMMERCIAL, NO_DERIVATIVES];

/// Which of the four conditions, and a name of it in letters alone.
static NAMES: LazyLock<Vec<(usize, String)>> = LazyLock::new(|| {
    let languages = OFFICIAL.iter().flat_map(|(_, conditions)| {
        let conditions = conditions.iter().enumerate();
        conditions.flat_map(|(which, names)| names.split('|').map(move |name| (which, name)))
    });
    languages
        .map(|(which, name)| (which, letters(fold(name).as_str())))
        .collect()
});

/// A text without what stands between its letters: a name may be written with spaces, with dashes or in one.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words before a condition that turn it into its opposite: "even commercially", "auch kommerziell".
const EVEN: &str = "also|even|including|auch|même|y compris|incluso|también|anche|também|inclusive|ook|även|också|også|myös|\
    inclusiv|также|również|també";

/// Whether a folded word begins like a condition of a licence; short beginnings are those of other words too.
pub(in crate::originals::notice) fn is_condition(word: &str) -> bool {
    /// Letters of such a beginning. By hand: "modif", "igual" and "samme" have fewer.
    const TELLING: usize = 7;
    CONDITIONS
        .iter()
        .flat_map(|stems| stems.split('|'))
        .any(|stem| stem.chars().count() >= TELLING && word.starts_with(stem))
}

/// Whether a folded text begins with the full name of a condition: "Поширення На Тих Самих Умовах 4".
pub(super) fn opens_with_condition(folded: &str) -> bool {
    /// Letters of a name that is nothing else. By hand: "継承" and "aitortu" are words like others.
    const TELLING: usize = 10;
    let text = letters(folded);
    NAMES
        .iter()
        .any(|(_, name)| name.chars().count() >= TELLING && text.starts_with(name.as_str()))
}

/// Where the names of the conditions stand that follow "Creative Commons" in a text: "Ghi Công", "Uveďte původ". Their words ask
/// nothing by themselves.
pub(in crate::originals::notice) fn conditions_named(text: &str) -> Vec<Range<usize>> {
    if !text.contains("ommons") && !text.contains("OMMONS") {
        return Vec::new();
    }
    let folded = fold(text);
    let conditions = conditions_behind(folded.as_str()).into_iter();
    conditions.map(|range| folded.raw_range(range)).collect()
}

fn conditions_behind(folded: &str) -> Vec<Range<usize>> {
    /// Licences that are looked at in one text, letters of a condition, and conditions of one licence. By hand.
    const LICENCES: usize = 8;
    const LETTERS: usize = 48;
    const CONDITIONS: usize = 4;
    let joins = |c: char| !c.is_alphanumeric() && !c.is_control();
    let licences = folded.match_indices("creative commons").take(LICENCES);
    licences
        .filter_map(|(at, name)| {
            let start = at + name.len();
            let mut end = start;
            for _ in 0..CONDITIONS {
                let rest = folded.get(end..)?.trim_start_matches(joins);
                let from = folded.len() - rest.len();
                let mut written = String::new();
                let mut longest = None;
                for (at, c) in rest.char_indices().take(LETTERS) {
                    written.extend(Some(c).filter(|c| c.is_alphanumeric()));
                    if c.is_alphanumeric() && NAMES.iter().any(|(_, name)| *name == written) {
                        longest = Some(from + at + c.len_utf8());
                    }
                }
                let Some(longest) = longest else { break };
                end = longest;
            }
            (end > start).then_some(start..end)
        })
        .collect()
}

/// Whether behind the condition of attribution another one is joined that is none of those known: "Attribution-Foo".
/// A dash before a longer text is one of the sentence.
fn joins_another(text: &str) -> bool {
    /// Words, and letters of scripts without spaces, of a condition. By hand: the longest known have six and ten.
    const WORDS: usize = 6;
    const LETTERS: usize = 10;
    /// Parts of one condition, where its own words are joined: "Distribuire-în-Condiții-Identice".
    const PARTS: usize = 6;
    let from = ["creative commons", "creativecommons", "cc"]
        .iter()
        .find_map(|name| text.find(name));
    let text = text.get(from.unwrap_or_default()..).unwrap_or_default();
    let ends = |stem: &str| text.find(stem).map(|at| at + stem.len());
    let Some(at) = ATTRIBUTION.split('|').filter_map(ends).min() else {
        return false;
    };
    let tail = text.get(at..).unwrap_or_default();
    let closes = |c: char| c.is_numeric() || ".,;:|()[]<>\"“”„«»。，；：、（）「」『』".contains(c);
    let tail = tail.split(closes).next().unwrap_or_default();
    let joins = |c: char| "-‐‑–—―/+&·・•".contains(c);
    let parts: Vec<&str> = tail.split(joins).skip(1).take(64).collect();
    let mut rest = parts.as_slice();
    while let Some((part, behind)) = rest.split_first() {
        let named = (1..=PARTS.min(rest.len())).find(|count| {
            let joined = letters(&rest.get(..*count).unwrap_or_default().concat());
            let mut names = NAMES.iter();
            names.any(|(_, name)| joined.starts_with(name.as_str()))
        });
        if let Some(count) = named {
            rest = rest.get(count..).unwrap_or_default();
            continue;
        }
        rest = behind;
        let words: Vec<&str> = part.split_whitespace().collect();
        let stems = || CONDITIONS.iter().flat_map(|stems| stems.split('|'));
        let known = |word: &&str| {
            matches!(*word, "cc" | "by" | "nc" | "nd" | "sa")
                || EVEN.split('|').any(|even| even == *word)
                || stems().any(|stem| word.starts_with(stem))
        };
        if words.is_empty() || words.iter().any(known) || stems().any(|stem| part.contains(stem)) {
            continue;
        }
        let unspaced = part.chars().filter(|c| is_spaceless(*c)).count();
        let plain = [
            "licen",
            "lizen",
            "lisen",
            "лиценз",
            "ліценз",
            "internat",
            "unported",
            "generic",
        ];
        let ends = |word: &str| plain.iter().any(|start| word.starts_with(start));
        return words.len() <= WORDS
            && unspaced <= LETTERS
            && !words.first().is_some_and(|word| ends(word));
    }
    false
}

/// The licence of an address that is written out, from the path of the deed: "licenses/by-nc/4.0/deed.ko".
fn written_deed(path: &str) -> Option<String> {
    let mut parts = path.strip_prefix("licenses/")?.split('/');
    let code = parts.next()?;
    let known = code.starts_with("by")
        && code
            .split('-')
            .all(|part| matches!(part, "by" | "nc" | "nd" | "sa"));
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let rest = parts.next()?;
    let version = rest.get(..rest.find(|c| !digits(c)).unwrap_or(rest.len()))?;
    (known && version.len() == "4.0".len())
        .then(|| format!("https://creativecommons.org/licenses/{code}/{version}/"))
}

/// The version that a word begins with: "4.0", "4.0国际".
fn version_of(word: &str) -> Option<&'static str> {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    ["4.0", "3.0", "2.5", "2.0", "1.0"]
        .into_iter()
        .find(|version| {
            word.strip_prefix(version)
                .is_some_and(|rest| !goes_on(rest))
        })
}

/// Where the code of a licence stands without the letters CC: "BY-NC-SA 4.0". "By" alone is a word.
fn bare_code(words: &[&str]) -> Option<usize> {
    /// Words of the longest code: BY, NC, SA.
    const CODE: usize = 3;
    let part = |word: &&&str| matches!(**word, "nc" | "nd" | "sa");
    words.iter().enumerate().position(|(at, word)| {
        let rest = words.get(at + 1..).unwrap_or_default();
        let parts = rest.iter().take_while(part).take(CODE).count();
        let version = rest.get(parts).copied().unwrap_or_default();
        *word == "by" && parts > 0 && version_of(version).is_some()
    })
}

/// "Creative Commons" in other letters, folded.
const TRANSLATED: &[&str] = &[
    "知识共享",
    "创作共用",
    "创用cc",
    "创作共享",
    "クリエイティブ",
    "креатив коммонс",
    "криейтив комънс",
    "криейтив комонс",
    "кријејтив комонс",
    "криэйтив коммонс",
    "креатив коммонз",
    "креатів коммонс",
    "крієйтів коммонс",
    "المشاع الإبداعي",
    "المشاع الابداعي",
    "کریتیو کامنز",
    "کرییتیو کامنز",
    "קריאייטיב קומונס",
    "קריאייטיב קומונז",
    "קריאטיב קומונס",
    "क्रिएटिव कॉमन्स",
    "ครีเอทีฟคอมมอนส์",
    "크리에이티브 커먼즈",
];

/// Whether words call what stands at one of them a licence: "pod licencí Creative Commons", "a Creative Commons license".
fn called(words: &[&str], at: Option<usize>) -> bool {
    // The name in other letters has two words as well: "лицензия Креатив Коммонс".
    let names = TRANSLATED.iter().filter_map(|name| name.split_once(' '));
    let written = |(one, two): (&str, &str)| words.windows(2).position(|pair| pair == [one, two]);
    let beside = at
        .or_else(|| names.clone().find_map(written))
        .map(|at| [at.checked_sub(1), at.checked_add(2)]);
    let mut beside = beside.into_iter().flatten().flatten();
    beside.any(|at| words.get(at).is_some_and(|word| is_license_word(word)))
}

/// A Creative Commons licence in words: "CC BY-NC 4.0", "Attribution-ShareAlike 4.0 International", "署名-非商业性使用",
/// "Creative Commons (Namensnennung, keine Bearbeitung)".
fn cc_license(text: &str) -> Option<String> {
    /// Words before the name and behind it in which its conditions stand. By hand.
    const BEFORE: usize = 8;
    const BEHIND: usize = 26;
    let folded = fold(text);
    let text = folded.as_str();
    if text.contains("cc0") || text.contains("creativecommons.org/publicdomain/zero") {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    if let Some((_, deed)) = text.split_once("creativecommons.org/") {
        return written_deed(deed);
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        // "CC BY-ND." ends a sentence.
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let spelled = words
        .windows(2)
        .position(|pair| matches!(pair, ["creative", "commons"]));
    let cc = words
        .iter()
        .position(|word| {
            *word == "cc"
                || *word == "creativecommons"
                || word.starts_with("cc") && word.len() <= 4 && word.ends_with("by")
        })
        .or(spelled)
        .or_else(|| bare_code(&words));
    let translated = TRANSLATED.iter().any(|mark| text.contains(mark));
    let named = translated
        || [
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
    // The conditions stand close to the name.
    let from = cc.unwrap_or(0);
    let behind: Vec<&str> = words.iter().skip(from).take(BEHIND).copied().collect();
    let start = from.saturating_sub(BEFORE);
    let around = words.get(start..).unwrap_or_default();
    let around: Vec<&str> = around.iter().take(BEFORE + BEHIND).copied().collect();
    // Words of a script without spaces run into one; phrases have several words.
    let phrases = around.join(" ");
    let run = letters(&phrases);
    let says = |which: usize| {
        let stems = CONDITIONS.get(which).copied().unwrap_or_default();
        let mut names = NAMES.iter();
        if names.any(|(of, name)| *of == which && run.contains(name.as_str())) {
            return true;
        }
        let opposite = |at: usize| {
            let before = |back: usize| at.checked_sub(back).and_then(|at| around.get(at));
            (1..=2).any(|back| {
                before(back).is_some_and(|word| EVEN.split('|').any(|even| even == *word))
            })
        };
        let word = around
            .iter()
            .enumerate()
            .any(|(at, word)| !opposite(at) && stems.split('|').any(|stem| word.starts_with(stem)));
        let phrase = stems.split('|').any(|stem| {
            let apart = stem.contains(' ') || stem.chars().any(is_spaceless);
            apart && (phrases.contains(stem) || named && text.contains(stem))
        });
        word || phrase
    };
    let coded = |code: &[&str]| behind.iter().any(|word| code.contains(word));
    let attribution = says(0);
    if (spelled.is_some() || translated) && !attribution && !coded(&["by", "by4", "ccby"]) {
        if coded(&["zero"]) && spelled.is_some() {
            return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
        }
        // A name with a version is that of a licence, in whatever language.
        let mut close = behind.iter().take(BEFORE + 2);
        // So is one with a condition right behind it: "Creative Commons “no changes, no commercial use”".
        let versioned = close.any(|word| version_of(word).is_some());
        let named = versioned || !conditions_behind(text).is_empty() || called(&words, cc);
        return (!coded(&["domain"]) && named).then(|| SOME_CC.to_owned());
    }
    // "cc of this letter … by post" names no licence: its code follows at once, or behind the version.
    let follows = bare_code(&words).is_some()
        || behind
            .iter()
            .skip(1)
            .take(2)
            .any(|word| matches!(*word, "by" | "by4"))
        || behind.first() == Some(&"ccby")
        || spelled.is_some() && attribution
        || coded(&["licensed", "license"]);
    if !(translated || named || follows) || !(attribution || coded(&["by", "by4", "ccby"])) {
        return None;
    }
    if attribution && !coded(&["by", "by4", "ccby"]) && joins_another(text) {
        return Some(SOME_CC.to_owned());
    }
    let nc = coded(&["nc"]) || says(2);
    let sa = coded(&["sa"]) || says(1);
    // Who may share changes under the same terms may change it: words of changes are those of share-alike.
    let nd = coded(&["nd"]) || !sa && says(3);
    let version = behind
        .iter()
        .chain(words.iter())
        .find_map(|word| version_of(word))
        .unwrap_or("4.0");
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
        "gnu.org/copyleft/fdl",
        "opensource.org/licens",
        "apache.org/licenses",
        "mozilla.org/mpl",
        "spdx.org/licenses",
        "choosealicense.com/licenses",
        "nationalarchives.gov.uk/doc/open-government-licence",
        "opendatacommons.org/",
        "etalab.gouv.fr/licence",
        "govdata.de/dl-de",
        "dati.gov.it/iodl",
        "data.norge.no/nlod",
        "kogl.or.kr/info/license",
        "data.gov.tw/license",
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
            ("It may be shared under CC BY-ND.", Some("by-nd/4.0")),
            ("Licence : CC BY-NC-SA. Merci !", Some("by-nc-sa/4.0")),
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
            (
                "저작자표시 라이선스 http://creativecommons.org/licenses/by-nc/3.0/deed.ko",
                Some("by-nc/3.0"),
            ),
            ("See creativecommons.org/about for more.", None),
            (
                "© Ida Holm, published under Creative Commons (attribution, non-commercial, no derivatives)",
                Some("by-nc-nd/4.0"),
            ),
            (
                "Creative Commons (Namensnennung, nicht kommerziell, keine Bearbeitung)",
                Some("by-nc-nd/4.0"),
            ),
            (
                "licence Creative Commons : attribution, partage dans les mêmes conditions",
                Some("by-sa/4.0"),
            ),
            (
                "Creative Commons, Namensnennung, auch kommerziell, Version 3.0",
                Some("by/3.0"),
            ),
            (
                "лицензия Creative Commons с указанием авторства, без производных",
                Some("by-nd/4.0"),
            ),
            ("She works for Creative Commons in Lund.", None),
            ("A cc of this letter went to the board by post.", None),
            ("All rights reserved.", None),
        ] {
            let wanted = code.map(|code| format!("https://creativecommons.org/licenses/{code}/"));
            assert_eq!(license_in(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_licence_without_a_version_is_called_one() {
        for (text, named) in [
            ("Texty jsou zdarma pod licencí Creative Commons.", true),
            ("© Ebbe Post · Creative Commons licenc alatt", true),
            ("Our texts carry a Creative Commons license.", true),
            ("The talk on Creative Commons begins at eight.", false),
        ] {
            assert_eq!(license_in(text).is_some(), named, "{text}");
        }
    }

    #[test]
    fn licences_are_read_in_the_words_of_every_language() {
        let known: Vec<&str> = OFFICIAL.iter().map(|(tag, _)| *tag).collect();
        for language in crate::languages::all() {
            let tag = language.tag.as_str();
            assert!(known.contains(&tag), "no names of conditions in {tag}");
        }
        let codes: [(&[usize], &str); 6] = [
            (&[0], "by"),
            (&[0, 1], "by-sa"),
            (&[0, 3], "by-nd"),
            (&[0, 2], "by-nc"),
            (&[0, 2, 1], "by-nc-sa"),
            (&[0, 2, 3], "by-nc-nd"),
        ];
        let upper = |name: &str| -> String {
            let words = name.split([' ', '-']);
            words
                .map(|word| {
                    let mut chars = word.chars();
                    let first: String = chars
                        .next()
                        .into_iter()
                        .flat_map(char::to_uppercase)
                        .collect();
                    first + chars.as_str()
                })
                .collect()
        };
        let mut wrong = Vec::new();
        for (tag, names) in OFFICIAL {
            for (conditions, code) in codes {
                let wanted = format!("https://creativecommons.org/licenses/{code}/4.0/");
                let mut read = |text: String| {
                    let license = license_in(&text);
                    if license.as_ref() != Some(&wanted) {
                        wrong.push(format!("{tag}: {text}: {license:?}"));
                    }
                };
                let parts: Vec<&str> = conditions
                    .iter()
                    .map(|which| names[*which].split('|').next().unwrap())
                    .collect();
                for between in ["-", " - ", " — ", "–", " / ", ", "] {
                    read(format!("Creative Commons {} 4.0", parts.join(between)));
                }
                let parts: Vec<String> = parts.into_iter().map(upper).collect();
                read(format!("Creative Commons {} 4.0 X", parts.join("-")));
                if let [0, which] = conditions {
                    for name in names[*which].split('|') {
                        read(format!("Creative Commons {}-{name} 4.0", parts[0]));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_condition_that_is_not_understood_makes_no_plain_licence() {
        for text in [
            "Creative Commons Attribution-Frobnication 4.0 International",
            "Creative Commons Attribution – NonCommercial – Frobnication 4.0",
            "Creative Commons Namensnennung / Foo bar",
            "Creative Commons Frobnication-Snark 4.0",
            "知识共享署名-不得朗读 4.0",
        ] {
            assert_eq!(license_in(text).as_deref(), Some(SOME_CC), "{text}");
        }
        for text in [
            "Creative Commons Attribution 4.0 International - Ida Holm",
            "Released under Creative Commons Attribution - you may do with it what you like",
            "a Creative Commons Attribution – International license",
            "Creative Commons Attribution (CC BY) – 4.0",
            "Creative Commons Attribution – CC BY 4.0",
        ] {
            let by = "https://creativecommons.org/licenses/by/4.0/";
            assert_eq!(license_in(text).as_deref(), Some(by), "{text}");
        }
    }

    #[test]
    fn licences_of_public_bodies_are_known_by_name() {
        for text in [
            "Available under the Open Government Licence v3.0",
            "Datenlizenz Deutschland – Namensnennung – Version 2.0",
            "Licence Ouverte / Open Licence 2.0 (Etalab)",
            "공공누리 제1유형",
            "本文は政府標準利用規約（第2.0版）に準拠",
            "依政府資料開放授權條款釋出",
        ] {
            assert!(license_in(text).is_some(), "{text}");
        }
    }
}
