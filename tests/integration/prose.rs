//! An article in three languages, and pages that reprint it.

/// The credit that the original asks for, as a page gives it.
pub(crate) const CREDIT: &str = "<p>Author: Marta Lind. Originally published at \
    <a href=\"https://river.example/notes/ferry.html\">https://river.example/notes/ferry.html</a>.</p>";

/// About 170 words.
pub(crate) const ENGLISH: &str = "\
The ferry at Lower Bend has crossed the river since the stone bridge fell in the flood of 1911. It is a flat boat of \
oak planks, held by a cable as thick as a wrist, and it moves without an engine: the ferryman sets the rudder at an \
angle, and the current itself pushes the boat from one bank to the other. The crossing takes seven minutes in summer \
and four in spring, when the snow melts in the hills.

Every morning before six the first passengers stand on the landing. There are two bakers, a teacher who lives on the \
wrong side of the water, and a man with a dog who never says where he goes. They know each other by the way they \
stamp their feet in winter. Nobody pays in coins any more; the village keeps a book, and the sums are settled at \
Easter over a meal of smoked trout.

When the county offered to build a new bridge, the village voted against it twice. A bridge, the teacher said, would \
only let people pass through.
";

/// The same in Chinese.
pub(crate) const CHINESE: &str = "\
自从一九一一年的洪水冲垮了石桥，下湾的渡船就一直在河上往来。那是一条用橡木板拼成的平底船，由一根手腕粗的钢缆牵着，没有发动机：\
船夫把舵转到一定的角度，水流自己就把船从这一岸推到那一岸。夏天过河要七分钟，春天山里的雪化了，只要四分钟。

每天早上不到六点，第一批乘客就站在码头上了。有两个面包师，一个住在河对岸的老师，还有一个牵着狗、从来不说要去哪里的人。\
冬天他们听跺脚的声音就能认出对方。现在已经没有人付硬币了，村里有一本账，复活节的时候大家一起吃熏鳟鱼，顺便把账结清。

县里提出要修一座新桥，村里投票否决了两次。老师说，桥只会让人路过而已。
";

/// The same in Russian.
pub(crate) const RUSSIAN: &str = "\
Паром у Нижней Излучины ходит через реку с тех пор, как в наводнение 1911 года рухнул каменный мост. Это плоская \
лодка из дубовых досок, которую держит трос толщиной в запястье, и мотора на ней нет: паромщик ставит руль под углом, \
и течение само толкает лодку от одного берега к другому. Летом переправа занимает семь минут, а весной, когда в горах \
тает снег, всего четыре.

Каждое утро ещё до шести на причале стоят первые пассажиры. Это два пекаря, учительница, которая живёт не на том \
берегу, и человек с собакой, который никогда не говорит, куда идёт. Зимой они узнают друг друга по тому, как топают \
ногами. Монетами давно никто не платит: в деревне ведут книгу, а счета закрывают на Пасху за обедом из копчёной форели.

Когда округ предложил построить новый мост, деревня дважды проголосовала против. Мост, сказала учительница, нужен \
только тем, кто проезжает мимо.
";

/// The original as a Markdown file that says where it was published and by whom.
pub(crate) fn original(text: &str) -> String {
    format!(
        "---\ntitle: The ferry at Lower Bend\nauthor: Marta Lind\nurl: https://river.example/notes/ferry.html\n---\n\n{text}"
    )
}

/// A page that reprints the article, with this after it.
pub(crate) fn page(text: &str, credit: &str) -> String {
    page_with_head(text, credit, "<meta charset=utf-8>")
}

/// A page that reprints the article, with this after it and that in its head.
pub(crate) fn page_with_head(text: &str, credit: &str, head: &str) -> String {
    let paragraphs: String = text
        .split("\n\n")
        .map(|paragraph| format!("<p>{}</p>\n", paragraph.trim()))
        .collect();
    format!(
        "<!doctype html>\n<html>\n<head>{head}<title>The ferry</title></head>\n<body>\n<article>\n\
         <h1>The ferry</h1>\n{paragraphs}{credit}\n</article>\n</body>\n</html>\n"
    )
}
