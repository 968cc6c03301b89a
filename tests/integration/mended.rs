//! A whole copy is found however its words are parted: by numbers, times, notices, a word put in or left out here and
//! there. Texts that fill the same skeleton with other facts stay what they are.

use creditline::finding::{Code, Verdict};

use crate::matching::{CHINESE, ORIGINAL};
use crate::reprint::{judge_with, library};

const RUSSIAN: &str = "Старую мельницу под Вересковым холмом открыли снова, и первый мешок муки увезли в пекарню, где \
его ждали с самого утра. Мельничиха рассказывает, что колесо пришлось поднимать из ила лебёдкой, а жернова чистить \
щётками, которыми обычно моют лодки. Деньги собирали всей улицей: кто продавал варенье, кто чинил соседям крыши, а \
школьники пели во дворах и складывали мелочь в бидон. Инженер из города считал, что вода не справится, и просил \
поставить мотор. Вода справилась в первую же ночь. Теперь колесо вертится по пятницам, и на берегу в этот день варят \
уху, спорят о ветре и слушают, как стучит вал. Осенью хотят починить плотину и пустить второй жёрнов, если дождей \
хватит и никто не раздумает.";

const MORE_CHINESE: &str = "凌晨两点左右，海浪终于追上了船身。箱子在货舱里滑来滑去，车库里的狗叫个不停，一位赶去参加面试的小提琴手把\
琴盒用围巾绑在管子上。当北岸灰白的灯光终于出现的时候，厨师仍在削洋葱。后来有人问他为什么不去睡觉，他说洋葱不会自己变小，\
而风总会停下来。";

/// Puts something before every piece of so many words (characters where no spaces part them).
fn parted(text: &str, every: usize, what: impl Fn(usize) -> String) -> String {
    let is_spaced = text.contains(' ');
    let words: Vec<String> = if is_spaced {
        text.split(' ').map(str::to_owned).collect()
    } else {
        text.chars().map(String::from).collect()
    };
    let joint = if is_spaced { " " } else { "" };
    let pieces = words.chunks(every).enumerate();
    let pieces = pieces.map(|(n, piece)| format!("{}{joint}{}", what(n), piece.join(joint)));
    pieces.collect::<Vec<_>>().join(joint)
}

/// Puts another word in the place of every so manieth, or none.
fn without(text: &str, every: usize, instead: Option<&str>) -> String {
    let words = text.split(' ').enumerate();
    let kept = words.filter_map(|(n, word)| {
        let is_lost = n % every == every - 1;
        if is_lost { instead } else { Some(word) }
    });
    kept.collect::<Vec<_>>().join(" ")
}

fn verdict(original: &str, copy: &str) -> (Option<Verdict>, bool) {
    let library = library(&format!(
        "---\ntitle: A night\nauthor: Ada Lind\npublisher: The Courier\nurl: https://courier.example/night\n---\n\n\
         {original}\n"
    ));
    let html = format!("<body><main><article><h1>Tonight</h1>{copy}</article></main></body>");
    let judged = judge_with(&library, &html, "page.html");
    (judged.verdict, judged.has(Code::MissingAttribution))
}

#[test]
fn a_whole_copy_is_found_whatever_parts_its_words() {
    let chinese = format!("{CHINESE}{MORE_CHINESE}");
    let mut wrong = Vec::new();
    let mut expect = |name: &str, original: &str, copy: &str| {
        let found = verdict(original, copy);
        if found != (Some(Verdict::NotCredited), true) {
            wrong.push(format!("{name}: {found:?}\n{copy}"));
        }
    };
    for (language, text) in [("en", ORIGINAL), ("ru", RUSSIAN)] {
        let ways: [(&str, String); 8] = [
            ("lines", parted(text, 8, |n| format!("<br>{}.", n + 1))),
            (
                "verses",
                parted(text, 7, |n| format!("<sup>{}</sup>", n + 1)),
            ),
            (
                "times",
                parted(text, 6, |n| {
                    format!("<br>[{:02}:{:02}]", n / 12, 5 * n % 60)
                }),
            ),
            (
                "subtitles",
                parted(text, 6, |n| {
                    let (minute, second) = (n / 20, 3 * n % 60);
                    format!(
                        "<br><br>{}<br>00:{minute:02}:{second:02},000 --> 00:{minute:02}:{:02},500<br>",
                        n + 1,
                        second + 2
                    )
                }),
            ),
            (
                "notices",
                parted(text, 8, |_| "<p>Advertisement</p>".to_owned()),
            ),
            ("a word put in", parted(text, 5, |_| "indeed".to_owned())),
            ("a word left out", without(text, 6, None)),
            ("another word", without(text, 6, Some("indeed"))),
        ];
        for (way, copy) in ways {
            expect(&format!("{language}, {way}"), text, &copy);
        }
    }
    expect(
        "zh, a character put in",
        &chinese,
        &parted(&chinese, 11, |_| "的".to_owned()),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A text of a skeleton with these facts; `first` begins its numbers.
fn filled(language: &str, facts: &[&str], first: usize) -> String {
    match language {
        "en" => facts
            .iter()
            .enumerate()
            .map(|(n, name)| {
                let turns = [
                    "the people of the parish are kindly asked to bring their own plates and cups to",
                    "will be glad to hear from anybody who can lend a hand with the tables and",
                    "if it should rain we shall meet in the hall behind the church as always with",
                    "children are welcome as long as somebody looks after them near the water and so is",
                    "those who have not yet paid may still do so at the gate or write to",
                ];
                format!("{} {name} {}.", turns[n % 5], first + 3 * n)
            })
            .collect::<Vec<_>>()
            .join(" "),
        "fr" => format!(
            "Préchauffez le four à {} degrés, beurrez un moule et farinez-le sans oublier les bords. Mélangez la \
             farine, le sucre et la levure, puis ajoutez les œufs un à un en fouettant bien. Versez la pâte et \
             faites cuire {} minutes, puis laissez tiédir avant de démouler.",
            facts[0], facts[1]
        ),
        "es" => format!(
            "Precalienta el horno a {} grados y unta el molde con un poco de mantequilla y harina. Bate los huevos \
             con el azúcar hasta que doblen su volumen y añade la harina tamizada poco a poco. Hornea durante {} \
             minutos y deja que se enfríe antes de cortarlo.",
            facts[0], facts[1]
        ),
        _ => format!(
            "Scalda il forno a {} gradi e fodera uno stampo con la carta bagnata e strizzata. Monta le uova con lo \
             zucchero finché sono chiare e gonfie e unisci la farina poco alla volta. Inforna per {} minuti e \
             lascia raffreddare prima di servire.",
            facts[0], facts[1]
        ),
    }
}

#[test]
fn other_facts_in_one_skeleton_are_no_copy_however_long_its_turns_are() {
    let skeletons: [(&str, [&[&str]; 2]); 4] = [
        (
            "en",
            [
                &["Hale", "Osgood", "Brindle", "Fallow", "Menon"],
                &["Pugh", "Sharrow", "Grange", "Ellery", "Harker"],
            ],
        ),
        ("fr", [&["180", "40"], &["170", "55"]]),
        ("es", [&["200", "35"], &["160", "50"]]),
        ("it", [&["190", "25"], &["175", "45"]]),
    ];
    for (language, facts) in skeletons {
        let [one, other] = facts;
        let texts = [filled(language, one, 12), filled(language, other, 52)];
        let (found, is_accused) = verdict(&texts[0], &format!("<p>{}</p>", texts[1]));
        assert!(
            !is_accused,
            "{language}: {found:?}\n{}\n{}",
            texts[0], texts[1]
        );
    }
}
