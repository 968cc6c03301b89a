//! Texts of one skeleton with other facts: no copy of one another, however much of the skeleton they share.

use std::collections::BTreeMap;

use creditline::finding::{Severity, Verdict};
use creditline::matching::Class;
use creditline::originals::Original;
use creditline::{Library, ReadOptions, RuleSets, page, read_original};

/// The skeletons: see the head of the file.
const FORMULAS: &str = include_str!("../data/formulas.txt");

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

#[derive(Default)]
struct Formulas<'a> {
    /// By language and name.
    lists: BTreeMap<(&'a str, &'a str), Vec<&'a str>>,
    /// Kind, language, the heading and the paragraphs.
    kinds: Vec<(&'a str, &'a str, Vec<&'a str>)>,
}

impl<'a> Formulas<'a> {
    fn read() -> Formulas<'static> {
        let mut formulas = Formulas::default();
        for line in FORMULAS.lines() {
            if let Some(list) = line.strip_prefix("= ") {
                let (name, values) = list.split_once(": ").unwrap();
                let name = name.split_once(' ').unwrap();
                formulas.lists.insert(name, values.split('|').collect());
            } else if let Some(head) = line.strip_prefix('[') {
                let (kind, language) = head.trim_end_matches(']').split_once(' ').unwrap();
                formulas.kinds.push((kind, language, Vec::new()));
            } else if !line.is_empty() && !line.starts_with('#') {
                formulas.kinds.last_mut().unwrap().2.push(line);
            }
        }
        formulas
    }

    fn fill(&self, language: &str, template: &str, dice: &mut Dice) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap();
            text.push_str(before);
            let range: Option<(usize, usize)> = slot
                .split_once('-')
                .and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
            match range {
                Some((from, to)) => text.push_str(&(from + dice.below(to - from + 1)).to_string()),
                None => {
                    let own: Vec<&str> = slot.split('|').collect();
                    let values = self.lists.get(&(language, slot)).unwrap_or(&own);
                    text.push_str(values[dice.below(values.len())]);
                }
            }
            rest = after;
        }
        text + rest
    }

    /// One text of a kind as a page; `host` publishes it.
    fn html(&self, kind: usize, seed: u64, host: &str) -> String {
        let (name, language, paragraphs) = &self.kinds[kind];
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ kind as u64);
        dice.below(1);
        let mut filled = paragraphs
            .iter()
            .map(|paragraph| self.fill(language, paragraph, &mut dice));
        let title = filled.next().unwrap();
        let body: String = filled.map(|text| format!("<p>{text}</p>\n")).collect();
        format!(
            "<html lang={language}><title>{title}</title>\n\
             <link rel=canonical href='https://{host}/{name}/{seed}'><meta property=og:site_name content='{host}'>\n\
             <article><h1>{title}</h1>\n{body}</article></html>"
        )
    }
}

fn original(html: &str, rules: &RuleSets) -> Original {
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    read_original(&page, rules).unwrap()
}

/// What is above note on a page, and how many originals it is matched with.
fn judged(library: &Library, html: &str) -> (Vec<String>, usize) {
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    let audit = library.audit(&page);
    let faults = audit
        .matches
        .iter()
        .flat_map(|found| found.findings.iter().map(move |finding| (found, finding)))
        .filter(|(_, located)| located.finding.severity > Severity::Note)
        .map(|(found, located)| {
            format!(
                "{} ({:?}, {:.0} %, run of {}) of {:?}",
                located.finding.code.as_str(),
                found.reuse.class,
                100.0 * found.reuse.original_share,
                found.reuse.longest_run,
                found.original.url
            )
        })
        .collect();
    (faults, audit.matches.len())
}

#[test]
fn two_hundred_formulas_are_no_copies_of_two_hundred_others() {
    let formulas = Formulas::read();
    let rules = RuleSets::builtin();
    let kinds = formulas.kinds.len();
    assert_eq!(kinds, 24, "eight kinds in three languages");
    let originals = (0..200)
        .map(|n| original(&formulas.html(n % kinds, n as u64, "wire.example"), &rules))
        .collect();
    let library = Library::new(originals, &rules);
    let mut wrong = Vec::new();
    for n in 0..200 {
        let html = formulas.html(n % kinds, 1_000 + n as u64, "gazette.example");
        let (faults, _) = judged(&library, &html);
        if !faults.is_empty() {
            wrong.push(format!("page {n}: {faults:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of 200:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The control of the test above: whoever copies one of the two hundred is matched with that one, although all that it
/// shares with its kind is masked.
#[test]
fn a_copy_of_any_kind_is_found_among_two_hundred() {
    let formulas = Formulas::read();
    let rules = RuleSets::builtin();
    let kinds = formulas.kinds.len();
    let originals = (0..200)
        .map(|n| original(&formulas.html(n % kinds, n as u64, "wire.example"), &rules))
        .collect();
    let library = Library::new(originals, &rules);
    let (mut missed, mut accused) = (Vec::new(), 0);
    for n in 50..50 + kinds {
        let (name, language, _) = &formulas.kinds[n % kinds];
        let html = formulas
            .html(n % kinds, n as u64, "wire.example")
            .replace("wire.example", "copy.example");
        let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
        let audit = library.audit(&page);
        let found: Vec<_> = audit
            .matches
            .iter()
            .map(|found| (found.original.url.as_deref(), found.reuse.class))
            .collect();
        let url = format!("https://wire.example/{name}/{n}");
        if found != [(Some(url.as_str()), Class::Full)] {
            missed.push(format!("{name} {language} {n}: {found:?}"));
        }
        accused += usize::from(audit.verdict() == Some(Verdict::NotCredited));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    // What is all template and short facts has no run that is its own; of the others more than half have one.
    assert!(2 * accused > kinds, "{accused} of {kinds}");
}

#[test]
fn two_hundred_formulas_are_no_copies_of_one_to_three_others() {
    let formulas = Formulas::read();
    let rules = RuleSets::builtin();
    let mut wrong = Vec::new();
    for n in 0..200 {
        let kind = n % formulas.kinds.len();
        let originals = (0..1 + n as u64 % 3)
            .map(|one| {
                original(
                    &formulas.html(kind, 3 * n as u64 + one, "wire.example"),
                    &rules,
                )
            })
            .collect();
        let library = Library::new(originals, &rules);
        let html = formulas.html(kind, 5_000 + n as u64, "gazette.example");
        let (faults, _) = judged(&library, &html);
        if !faults.is_empty() {
            wrong.push(format!("page {n}: {faults:?}"));
        }
    }
    // Where the lists of facts are short, next to all of them agree by chance now and then.
    assert!(
        wrong.len() <= 4,
        "{} of 200:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_copy_of_one_of_eleven_weather_reports_is_matched_with_no_more_than_that_one() {
    let formulas = Formulas::read();
    let rules = RuleSets::builtin();
    for (kind, (name, ..)) in formulas.kinds.iter().enumerate() {
        let originals = (0..11)
            .map(|n| original(&formulas.html(kind, n, "wire.example"), &rules))
            .collect();
        let library = Library::new(originals, &rules);
        let html = formulas
            .html(kind, 5, "wire.example")
            .replace("https://wire.example", "https://copy.example");
        let (_, matches) = judged(&library, &html);
        assert!(matches <= 1, "{name}: {matches} matches");
    }
}

/// Pairs of texts of one kind, with other facts.
const FILLED_ANEW: [(&str, &str); 4] = [
    (
        "Pré-aqueça o forno a 180 graus e unte uma forma redonda com manteiga. Numa taça grande, bata os ovos com o açúcar até \
         obter um creme fofo e esbranquiçado. Junte o óleo, o leite e a raspa de um limão. Envolva a farinha peneirada com o \
         fermento, sem bater demasiado. Deite a massa na forma e leve ao forno durante 40 minutos, ou até que um palito saia \
         seco. Deixe arrefecer antes de desenformar.",
        "Pré-aqueça o forno a 170 graus e unte uma forma retangular com azeite. Numa taça grande, bata os ovos com o mel até \
         obter um creme fofo e esbranquiçado. Junte o iogurte, a canela e a raspa de uma laranja. Envolva a farinha peneirada \
         com o cacau, sem bater demasiado. Deite a massa na forma e leve ao forno durante 55 minutos, ou até que um palito saia \
         seco. Deixe arrefecer antes de desenformar.",
    ),
    (
        "Piekarnik rozgrzać do 180 stopni, a formę wysmarować masłem i oprószyć bułką tartą. Jajka ubić z cukrem na puszystą, \
         jasną masę, następnie stopniowo dodawać przesianą mąkę wymieszaną z proszkiem. Na koniec wmieszać starte jabłka. Ciasto \
         przełożyć do formy, wyrównać wierzch i piec przez około 45 minut, do suchego patyczka.",
        "Piekarnik rozgrzać do 160 stopni, a formę wysmarować masłem i oprószyć bułką tartą. Jajka ubić z miodem na puszystą, \
         jasną masę, następnie stopniowo dodawać przesianą mąkę wymieszaną z kakao. Na koniec wmieszać startą marchew. Ciasto \
         przełożyć do formy, wyrównać wierzch i piec przez około 60 minut, do suchego patyczka.",
    ),
    (
        "３日午後４時１２分ごろ、霧ヶ浜沖を震源とする最大震度４の地震が発生しました。震源の深さは４０キロ、地震の規模を示すマグニチュードは５．１と推定さ\
         れています。この地震による津波の心配はありません。",
        "２１日午前１時５７分ごろ、沢渡地方を震源とする最大震度３の地震が発生しました。震源の深さは１０キロ、地震の規模を示すマグニチュードは３．９と推定\
         されています。この地震による津波の心配はありません。",
    ),
    (
        "Встреча состоится 14 мая в 18:00 в большом зале Дома культуры. Вход свободный, количество мест ограничено, а \
         организаторы оставляют за собой право вносить изменения в программу без предварительного уведомления. Подробная \
         информация размещена на официальном сайте, а телефон для справок указан на афише, приходите с детьми.",
        "Встреча состоится 2 июня в 11:30 в читальном зале Лесной школы. Вход свободный, количество мест ограничено, а \
         организаторы оставляют за собой право вносить изменения в программу без предварительного уведомления. Подробная \
         информация размещена на официальном сайте, а телефон для справок указан на афише, приходите с зонтом.",
    ),
];

#[test]
fn one_text_with_other_facts_is_no_copy_and_one_with_its_own_is() {
    let rules = RuleSets::builtin();
    let html = |text: &str, host: &str| {
        format!(
            "<title>A</title><link rel=canonical href='https://{host}/a'><article><h1>A</h1><p>{text}</p></article>"
        )
    };
    for (text, other) in FILLED_ANEW {
        let library = Library::new(vec![original(&html(text, "wire.example"), &rules)], &rules);
        let (faults, _) = judged(&library, &html(other, "gazette.example"));
        assert!(faults.is_empty(), "{other}: {faults:?}");
        let (faults, _) = judged(&library, &html(text, "gazette.example"));
        assert_eq!(faults.len(), 1, "{text}");
    }
    // A whole text in which nothing but the numbers are others.
    let recipe = "Preheat the oven to 180 degrees and butter a shallow dish. Slice the leeks and sweat them in oil until they \
                  collapse, about 12 minutes. Beat the eggs with the cream, a little nutmeg and half of the cheese. Spread the \
                  leeks in the dish, pour the cream over them and scatter the rest of the cheese on top. Bake for 35 minutes, \
                  until the edges are brown and the middle no longer trembles when you shake the dish. Let it rest for a while, \
                  because nobody has ever enjoyed a burnt tongue.";
    let library = Library::new(
        vec![original(&html(recipe, "wire.example"), &rules)],
        &rules,
    );
    let copy = recipe
        .replace("180", "200")
        .replace("12", "15")
        .replace("35", "30");
    let (faults, _) = judged(&library, &html(&copy, "gazette.example"));
    assert_eq!(faults.len(), 1, "{copy}");
}
