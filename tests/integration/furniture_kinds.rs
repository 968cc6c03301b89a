//! What a page puts between the paragraphs of a faithful reprint is no change of the text; a change of it still is one.
//!
//! Built-in rules, page skeletons, kinds of furniture, four languages.

use std::fs;
use std::path::Path;

use creditline::finding::{Code, Severity};
use creditline::matching::Class;
use creditline::{Library, ReadOptions, RuleSets, page, read_original};

const ARTICLE: &str = "https://valley.example/news/the-wheel.html";

/// A text in one language, and the furniture that sites of the language put into it.
struct Tongue {
    tag: &'static str,
    title: &'static str,
    text: [&'static str; 4],
    /// Kind and HTML; the kinds are the same in all languages.
    furniture: &'static [(&'static str, &'static str)],
    credit: &'static str,
    /// A paragraph of the reprinter's own.
    own: &'static str,
    /// What is said, and what is made of it.
    word: (&'static str, &'static str),
    negation: (&'static str, &'static str),
}

const TONGUES: [Tongue; 4] = [
    Tongue {
        tag: "en",
        title: "The wheel that turned by itself in the night",
        text: [
            "The old wheel below the weir has not been greased since the miller died, and yet on three nights of last \
             week the people of the lower street heard it turning in the dark.",
            "Nobody went to look. The baker, who rises before everybody else, said that he had seen a lantern on the \
             bridge, but that it was gone before he had found his boots and his stick.",
            "On Thursday the schoolmistress walked down with eleven children and a notebook. They measured the water, \
             the wood and the wind, and wrote down that the wheel cannot turn without help.",
            "Since then a dog sleeps beside the gate of the mill, and the council has put the matter on its list for \
             the autumn, behind the drains and in front of the new bell.",
        ],
        furniture: &[
            ("byline", "<p class=byline>By Nora Quist, Copier Daily</p>"),
            (
                "date",
                "<p>Published on 4 October 2026 at 10:32 am | Updated 5 October 2026</p>",
            ),
            (
                "caption",
                "<figure><img src=k.jpg alt=''><figcaption>The wheel on a cold morning in March, seen from the bridge by our photographer. Photo: Ines Roth</figcaption></figure>",
            ),
            (
                "caption-in-class",
                "<p class=wp-caption-text>The wheel was turned by hand for the first time while the whole council stood and watched it from the bridge.</p>",
            ),
            (
                "advertisement",
                "<div class=advertisement><p>Lamps at half price until Sunday, only in the little shop on the quay. Come in and see them all.</p></div>",
            ),
            (
                "advertisement-label",
                "<p>Advertisement: buy two lamps and take a third one home for nothing until the end of the month.</p>",
            ),
            (
                "aside",
                "<aside><p>The museum of the valley is open on Sundays and shows the tools of the millers to anyone who asks.</p></aside>",
            ),
            (
                "read-also",
                "<p><strong>Read also:</strong> <a href='/2024/boats'>How the boats of the lake learned to sail without any wind at all</a></p>",
            ),
            (
                "related",
                "<div class=related-articles><h3>More on this</h3><ul><li><a href='/a'>Seven mills that went silent in a single winter</a></li><li><a href='/b'>What the bell of the lower street has seen</a></li></ul></div>",
            ),
            (
                "share",
                "<ul class=share-buttons><li><a href='https://social.example/share'>Share</a></li><li><a href='https://mail.example'>Mail</a></li><li>Print</li></ul>",
            ),
            (
                "newsletter",
                "<div class=newsletter-signup><p>Get our best stories every Friday. Sign up for the newsletter and never miss a tale from the hills.</p><form><input name=mail><button>Subscribe</button></form></div>",
            ),
            (
                "newsletter-line",
                "<p>Sign up for our newsletter to get stories like this one in your inbox every week.</p>",
            ),
            (
                "credit",
                "<p>This story was first published by <a href='https://valley.example/news/the-wheel.html'>The Valley Courier</a>.</p>",
            ),
            (
                "anchor",
                "<p><a class=anchor href='#part-2' aria-label=Link>#</a></p>",
            ),
            (
                "editor",
                "<p><em>Editor's note: this was written before the flood of last year, and some of the people who are named in it have moved away.</em></p>",
            ),
            (
                "editor-in-brackets",
                "<p>[Our reporter in the valley adds that the second wheel has been turning as well since the end of October.]</p>",
            ),
            (
                "tags",
                "<p class=tags>Tags: <a href='/t/mill'>mill</a>, <a href='/t/water'>water</a>, <a href='/t/night'>night</a></p>",
            ),
            (
                "meta",
                "<div class=post-meta><span>5 min read</span> · <time>4 October 2026</time> · 12 comments</div>",
            ),
            (
                "pull-quote",
                "<aside class=pullquote>Nobody went to look.</aside>",
            ),
            (
                "support",
                "<p>Support our journalism: <a href='/donate'>become a member today</a></p>",
            ),
        ],
        credit: "Source: <a href='https://valley.example/news/the-wheel.html'>The wheel that turned by itself in the night</a> by Tobias Lind, The Valley Courier",
        own: "It is a story that could have happened in any of our villages, and whoever has lived near running water knows that such wheels have a will of their own when the moon is high.",
        word: ("three nights", "nine nights"),
        negation: ("has not been greased", "has been greased"),
    },
    Tongue {
        tag: "de",
        title: "Das Rad, das sich nachts von selbst drehte",
        text: [
            "Das alte Rad unter dem Wehr wurde nicht mehr geschmiert, seit der Müller gestorben ist, und doch hörten es \
             die Leute der unteren Gasse in drei Nächten der letzten Woche im Dunkeln laufen.",
            "Niemand ging hinunter. Der Bäcker, der vor allen anderen aufsteht, will auf der Brücke eine Laterne gesehen \
             haben, die aber fort war, ehe er Stiefel und Stock gefunden hatte.",
            "Am Donnerstag ging die Lehrerin mit elf Kindern und einem Heft zur Mühle. Sie maßen das Wasser, das Holz und \
             den Wind und schrieben auf, dass sich das Rad ohne Hilfe gar nicht drehen kann.",
            "Seither schläft ein Hund neben dem Tor der Mühle, und der Rat hat die Sache für den Herbst auf seine Liste \
             gesetzt, hinter die Gräben und noch vor die neue Glocke.",
        ],
        furniture: &[
            (
                "byline",
                "<p class=autor>Von Nora Quist, Kopierer Tageblatt</p>",
            ),
            (
                "date",
                "<p>Veröffentlicht am 4. Oktober 2026 um 10:32 Uhr</p>",
            ),
            (
                "caption",
                "<figure><img src=k.jpg alt=''><figcaption>Das Rad an einem kalten Morgen im März, von der Brücke aus gesehen. Foto: Ines Roth</figcaption></figure>",
            ),
            (
                "caption-in-class",
                "<p class=bildunterschrift>Foto: Ines Roth. Das Rad wurde zum ersten Mal von Hand gedreht, während der ganze Rat von der Brücke aus zusah.</p>",
            ),
            (
                "advertisement",
                "<div class=anzeige><p>Lampen zum halben Preis bis Sonntag, nur im kleinen Laden am Kai. Kommen Sie herein und sehen Sie alle an.</p></div>",
            ),
            (
                "advertisement-label",
                "<p>Anzeige: Kaufen Sie zwei Lampen und nehmen Sie bis zum Ende des Monats eine dritte umsonst mit nach Hause.</p>",
            ),
            (
                "aside",
                "<aside><p>Das Museum des Tals ist am Sonntag geöffnet und zeigt die Werkzeuge der Müller jedem, der danach fragt.</p></aside>",
            ),
            (
                "read-also",
                "<p><strong>Lesen Sie auch:</strong> <a href='/2024/boote'>Wie die Boote auf dem See lernten, ganz ohne Wind zu segeln</a></p>",
            ),
            (
                "newsletter-line",
                "<p>Abonnieren Sie unseren Newsletter und erhalten Sie jede Woche Geschichten wie diese in Ihr Postfach.</p>",
            ),
            (
                "editor",
                "<p><em>Anmerkung der Redaktion: Der Text entstand vor der Flut des letzten Jahres, einige der Genannten sind seither fortgezogen.</em></p>",
            ),
            (
                "editor-in-brackets",
                "<p>(Unsere Reporterin im Tal ergänzt, dass sich seit Ende Oktober auch das zweite Rad wieder dreht.)</p>",
            ),
            (
                "credit",
                "<p>Dieser Text erschien zuerst bei <a href='https://valley.example/news/the-wheel.html'>The Valley Courier</a>.</p>",
            ),
        ],
        credit: "Quelle: <a href='https://valley.example/news/the-wheel.html'>Das Rad, das sich nachts von selbst drehte</a> von Tobias Lind, The Valley Courier",
        own: "Es ist eine Geschichte, die sich in jedem unserer Dörfer hätte zutragen können, und wer je an einem Bach gewohnt hat, der weiß, dass solche Räder bei Vollmond ihren eigenen Willen haben.",
        word: ("drei Nächten", "neun Nächten"),
        negation: ("wurde nicht mehr geschmiert", "wurde geschmiert"),
    },
    Tongue {
        tag: "es",
        title: "La rueda que giraba sola durante la noche",
        text: [
            "La vieja rueda bajo la presa no se ha engrasado desde que murió el molinero, y sin embargo en tres noches de \
             la semana pasada los vecinos de la calle baja la oyeron girar en la oscuridad.",
            "Nadie fue a mirar. El panadero, que se levanta antes que todos, dijo que había visto un farol en el puente, \
             pero que ya no estaba cuando encontró por fin sus botas y su bastón.",
            "El jueves la maestra bajó al molino con once niños y un cuaderno. Midieron el agua, la madera y el viento, y \
             apuntaron que la rueda no puede girar sin que alguien la ayude.",
            "Desde entonces un perro duerme junto a la puerta del molino, y el concejo ha puesto el asunto en su lista \
             para el otoño, detrás de las zanjas y delante de la campana nueva.",
        ],
        furniture: &[
            (
                "byline",
                "<p class=autor>Por Nora Quist, Diario Copista</p>",
            ),
            (
                "date",
                "<p>Publicado el 4 de octubre de 2026 a las 10:32 h</p>",
            ),
            (
                "caption",
                "<figure><img src=k.jpg alt=''><figcaption>La rueda en una mañana fría de marzo, vista desde el puente. Foto: Inés Roth</figcaption></figure>",
            ),
            (
                "advertisement",
                "<div class='publicidad ad-box'><p>Lámparas a mitad de precio hasta el domingo, solo en la pequeña tienda del muelle. Venga a verlas.</p></div>",
            ),
            (
                "advertisement-label",
                "<p>Publicidad: compre dos lámparas y llévese una tercera gratis a casa hasta el final de este mes.</p>",
            ),
            (
                "aside",
                "<aside><p>Cada domingo abre el museo del valle, que enseña las herramientas de los molineros a quien las pida.</p></aside>",
            ),
            (
                "read-also",
                "<p><strong>Lea también:</strong> <a href='/2024/barcos'>Cómo los barcos del lago aprendieron a navegar sin viento alguno</a></p>",
            ),
            (
                "newsletter-line",
                "<p>Suscríbete a nuestro boletín y recibe cada semana en tu correo historias como esta que acabas de leer.</p>",
            ),
            (
                "editor",
                "<p><em>Nota de la redacción: este texto se escribió antes de la riada del año pasado, y algunos de los nombrados se han mudado.</em></p>",
            ),
            (
                "credit",
                "<p>Este artículo se publicó originalmente en <a href='https://valley.example/news/the-wheel.html'>The Valley Courier</a>.</p>",
            ),
        ],
        credit: "Fuente: <a href='https://valley.example/news/the-wheel.html'>La rueda que giraba sola durante la noche</a>, por Tobias Lind, The Valley Courier",
        own: "Es una historia que podría haber ocurrido en cualquiera de nuestros pueblos, y quien haya vivido junto a un arroyo sabe que esas ruedas tienen voluntad propia cuando la luna está llena.",
        word: ("tres noches", "nueve noches"),
        negation: ("no se ha engrasado", "se ha engrasado"),
    },
    Tongue {
        tag: "zh",
        title: "夜里自己转起来的水车",
        text: [
            "自从磨坊主去世以后，堰下那架老水车就没有再上过油，可是上个星期有三个夜里，下街的人都听见它在黑暗中转动，声音一直传到桥的那一头。",
            "没有人过去看。面包师总是比别人起得早，他说自己看见桥上有一盏灯笼，可是等他找到靴子和手杖的时候，那盏灯笼已经不见了，只剩下河面上的雾。",
            "星期四，女教师带着十一个孩子和一本笔记走到磨坊。他们量了水深、木板和风力，在本子上写下：如果没有人帮忙，这架水车是转不起来的。",
            "从那以后，磨坊的门口总睡着一条狗。镇议会把这件事写进了秋天的议程，排在修水沟的后面，又排在换新钟的前面，谁也不知道什么时候轮到它。",
        ],
        furniture: &[
            ("byline", "<p class=author>作者：林小舟　抄录日报</p>"),
            ("date", "<p>发布时间：2026年10月4日 10:32　阅读 1234</p>"),
            (
                "caption",
                "<figure><img src=k.jpg alt=''><figcaption>三月一个寒冷的早晨，从桥上看到的水车。摄影：林小舟</figcaption></figure>",
            ),
            (
                "caption-in-class",
                "<p class=img-caption>图为水车第一次用手转动时，全体议员站在桥上观看的情景，摄于今年春天。</p>",
            ),
            (
                "advertisement",
                "<div class=ad-wrap><p>码头小店的灯具半价销售，只到星期天为止，欢迎各位街坊邻居进店选购。</p></div>",
            ),
            (
                "advertisement-label",
                "<p>广告：买两盏灯送一盏灯，活动到本月底结束，数量有限，先到先得。</p>",
            ),
            (
                "aside",
                "<aside><p>山谷博物馆每逢星期天开放，向每一位来访者展示磨坊主用过的工具。</p></aside>",
            ),
            (
                "read-also",
                "<p><strong>延伸阅读：</strong><a href='/2024/boats'>湖上的船怎样学会在没有风的日子里航行</a></p>",
            ),
            (
                "newsletter-line",
                "<p>欢迎关注我们的微信公众号，每个星期都能收到这样的好故事，记得点赞和转发。</p>",
            ),
            (
                "editor",
                "<p>编者按：本文写于去年洪水之前，文中提到的几个人后来已经搬走，特此说明。</p>",
            ),
            (
                "editor-in-brackets",
                "<p>（本报驻山谷记者补充：从十月底开始，第二架水车也重新转动起来了。）</p>",
            ),
            (
                "credit",
                "<p>本文转载自<a href='https://valley.example/news/the-wheel.html'>The Valley Courier</a></p>",
            ),
        ],
        credit: "来源：<a href='https://valley.example/news/the-wheel.html'>夜里自己转起来的水车</a>，作者：Tobias Lind，The Valley Courier",
        own: "这样的故事在我们任何一个村子里都可能发生，凡是在河边住过的人都知道，每到月圆的时候，这样的水车总会有自己的主意，谁也拦不住它。",
        word: ("三个夜里", "九个夜里"),
        negation: ("就没有再上过油", "就再上过油"),
    },
];

fn library(tongue: &Tongue, rule: &str, rules: &RuleSets) -> Library {
    let text = format!(
        "---\ntitle: {}\nauthor: Tobias Lind\npublisher: The Valley Courier\nurl: {ARTICLE}\nlang: {}\nrule: {rule}\n\
         ---\n\n# {}\n\n{}\n",
        tongue.title,
        tongue.tag,
        tongue.title,
        tongue.text.join("\n\n")
    );
    let options = ReadOptions {
        location: "original.md".to_owned(),
        ..ReadOptions::default()
    };
    let page = page::read(text.as_bytes(), &options).unwrap();
    Library::new(vec![read_original(&page, rules).unwrap()], rules)
}

fn skeletons() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/skeletons");
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    all.sort();
    all
}

/// Furniture as a line of text that a `<br>` ends, for skeletons without paragraphs.
fn as_line(html: &str) -> String {
    let mut line = html.to_owned();
    for tag in ["p", "div", "aside", "figure", "figcaption", "em"] {
        while let Some(at) = line.find(&format!("<{tag}")) {
            let end = line[at..].find('>').unwrap() + at + 1;
            line.replace_range(at..end, "");
        }
        line = line.replace(&format!("</{tag}>"), "");
    }
    line
}

/// What only markup tells from the text: in a skeleton without paragraphs it is a line like all others.
const MARKUP_ALONE: [&str; 6] = [
    "caption",
    "caption-in-class",
    "advertisement",
    "aside",
    "newsletter",
    "pull-quote",
];

/// A skeleton with paragraphs as its text and the credit behind them.
fn filled(skeleton: &str, tongue: &Tongue, paragraphs: &[&str]) -> String {
    let blocks: String = paragraphs
        .iter()
        .map(|text| match text.starts_with('<') {
            true => format!("{text}\n"),
            false => format!("<p>{text}</p>\n"),
        })
        .collect();
    let lines: Vec<String> = paragraphs.iter().map(|text| as_line(text)).collect();
    let mut page = skeleton
        .replace("[[TEXT]]", &blocks)
        .replace("[[LINES]]", &lines.join("<br><br>"))
        .replace("[[AFTER]]", &format!("<p>{}</p>", tongue.credit))
        .replace("Water returns", tongue.title);
    for place in ["BEFORE", "COMMENT", "RELATED", "FOOTER"] {
        page = page.replace(&format!("[[{place}]]"), "");
    }
    page
}

/// What is said of changes, and whether the page was found to be a copy at all.
fn changes(library: &Library, html: &str) -> (Vec<String>, bool) {
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    let audit = library.audit(&page);
    let told = audit
        .matches
        .iter()
        .flat_map(|found| &found.findings)
        .map(|located| &located.finding)
        .filter(|finding| finding.severity > Severity::Note)
        .filter(|finding| {
            finding.code == Code::AlteredText
                || finding.code == Code::MissingStatement && finding.message.contains("edited")
        })
        .map(|finding| finding.message.clone())
        .collect();
    let copied = audit
        .matches
        .iter()
        .any(|found| found.reuse.class >= Class::Partial);
    (told, copied)
}

/// The rules that ask whether the text was changed.
const STRICT: [&str; 3] = ["cc-by", "cc-by-nd", "the-conversation"];

fn report(failed: &[String], all: usize) {
    assert!(
        failed.is_empty(),
        "{} of {all} failed\n{}",
        failed.len(),
        failed
            .iter()
            .take(60)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn furniture_between_copied_paragraphs_is_no_change_of_the_text() {
    let rules = RuleSets::builtin();
    let skeletons = skeletons();
    let (mut failed, mut all) = (Vec::new(), 0);
    for (language, tongue) in TONGUES.iter().enumerate() {
        for (at, rule) in STRICT.iter().enumerate() {
            let library = library(tongue, rule, &rules);
            for (number, (name, skeleton)) in skeletons.iter().enumerate() {
                for (index, (kind, html)) in tongue.furniture.iter().enumerate() {
                    // Every kind meets every skeleton, under one of the rules and at one of the places.
                    if (index + number + language) % STRICT.len() != at {
                        continue;
                    }
                    if skeleton.contains("[[LINES]]") && MARKUP_ALONE.contains(kind) {
                        continue;
                    }
                    let place = 1 + (index + number) % 3;
                    let mut paragraphs = tongue.text.to_vec();
                    paragraphs.insert(place, html);
                    let (told, copied) = changes(&library, &filled(skeleton, tongue, &paragraphs));
                    all += 1;
                    if !told.is_empty() || !copied {
                        failed.push(format!(
                            "{} {rule} {name} {kind}: {copied} {told:?}",
                            tongue.tag
                        ));
                    }
                }
            }
        }
    }
    report(&failed, all);
}

#[test]
fn all_furniture_at_once_is_no_change_under_any_built_in_rule() {
    let rules = RuleSets::builtin();
    let skeletons = skeletons();
    let (mut failed, mut all) = (Vec::new(), 0);
    let ids: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
    assert!(ids.len() >= 20, "{}", ids.len());
    for (number, id) in ids.iter().enumerate() {
        let tongue = &TONGUES[number % TONGUES.len()];
        let library = library(tongue, id, &rules);
        for step in 0..3 {
            let (name, skeleton) = &skeletons[(3 * number + step) % skeletons.len()];
            let mut paragraphs = Vec::new();
            let fits = |(kind, _): &&(&str, &str)| {
                !skeleton.contains("[[LINES]]") || !MARKUP_ALONE.contains(kind)
            };
            let kinds: Vec<_> = tongue.furniture.iter().filter(fits).collect();
            let mut furniture = kinds.into_iter().cycle().skip(number + step);
            for text in tongue.text {
                paragraphs.push(text);
                let more = furniture.by_ref().take(2).map(|(_, html)| *html);
                paragraphs.extend(more);
            }
            let (told, copied) = changes(&library, &filled(skeleton, tongue, &paragraphs));
            all += 1;
            if !told.is_empty() || !copied {
                failed.push(format!("{} {id} {name}: {copied} {told:?}", tongue.tag));
            }
        }
    }
    report(&failed, all);
}

#[test]
fn changes_of_the_text_are_seen_in_every_skeleton() {
    let rules = RuleSets::builtin();
    let (mut failed, mut all) = (Vec::new(), 0);
    for tongue in &TONGUES {
        let [first, second, third, fourth] = tongue.text;
        let changed = first.replace(tongue.word.0, tongue.word.1);
        let denied = first.replace(tongue.negation.0, tongue.negation.1);
        assert!(changed != first && denied != first);
        let byline = tongue.furniture[0].1;
        let edits: [(&str, Vec<&str>); 4] = [
            ("word", vec![&*changed, byline, second, third, fourth]),
            ("negation", vec![&*denied, second, byline, third, fourth]),
            (
                "own paragraph",
                vec![first, second, tongue.own, third, fourth],
            ),
            ("paragraph left out", vec![first, second, fourth]),
        ];
        // A licence that lets matters of style pass lets a single word pass; what is left out only shortens the text.
        for (kind, paragraphs) in edits {
            let rule = match kind {
                "word" | "paragraph left out" => "cc-by",
                _ => "cc-by-nd",
            };
            let library = library(tongue, rule, &rules);
            for (name, skeleton) in skeletons() {
                let (told, copied) = changes(&library, &filled(&skeleton, tongue, &paragraphs));
                all += 1;
                if told.is_empty() || !copied {
                    failed.push(format!("{} {kind} {name}: {copied} {told:?}", tongue.tag));
                }
            }
        }
    }
    report(&failed, all);
}
