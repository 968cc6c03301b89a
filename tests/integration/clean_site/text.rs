//! Prose of nobody's, made from word lists: the same for the same seed, and no two stretches of it alike.

/// A language of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    German,
    Chinese,
}

impl Tongue {
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Chinese => "zh",
        }
    }
}

/// Numbers without rhyme or reason, the same every time.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn pick<'a>(&mut self, words: &'a str) -> &'a str {
        let words: Vec<&str> = words.split_whitespace().collect();
        words[self.roll(words.len())]
    }
}

const NOUNS: &str = "harbour ferry orchard kettle ladder miller cooper lantern bridge quarry tailor meadow cellar signal \
    beekeeper carpet tannery clock furnace sluice pilot granary window raft baker archive trumpet kiln chapel wagon \
    compass turbine hedge barrel anchor reservoir loom ropewalk vineyard observatory mason garden printer river \
    lighthouse market herd tower stable cannery";
const VERBS: &str = "mended carried counted painted sold measured followed borrowed weighed sheltered copied polished \
    emptied guarded lifted answered rebuilt lowered watered traded sketched repaired collected surveyed planted heated \
    drained greeted renamed photographed";
const ADJECTIVES: &str = "northern quiet crooked wooden stubborn narrow golden forgotten patient rusty hollow early \
    copper shallow distant noisy gentle frozen second public windy borrowed steep silver hidden late heavy tidy spare old";
const PLACES: &str = "Aldmoor Brinkvale Corrowby Dunmere Eastholt Fenwick Gallowtree Harrowsea Innisford Jutley Kelderby \
    Larkham Mossend Netherby Orrin Pellworth Quillon Rushmere Saltby Tarnwick";

const NOMEN: &str = "Hafen Fähre Obstgarten Kessel Leiter Müller Laterne Brücke Steinbruch Schneider Wiese Keller Signal \
    Imker Teppich Gerberei Uhr Ofen Schleuse Lotse Speicher Fenster Floß Bäcker Archiv Trompete Kapelle Wagen Kompass \
    Turbine Hecke Fass Anker Webstuhl Weinberg Sternwarte Maurer Druckerei Leuchtturm Markt Herde Turm Stall Mühle";
const TATEN: &str = "reparierte trug zählte strich verkaufte vermaß begleitete lieh wog schützte kopierte polierte leerte \
    bewachte hob baute senkte tauschte zeichnete sammelte pflanzte heizte grüßte benannte fotografierte";
const EIGEN: &str = "stille schiefe hölzerne sture schmale goldene vergessene geduldige rostige hohle frühe kupferne \
    seichte ferne laute sanfte gefrorene zweite windige steile silberne späte schwere alte leere";

const MING: &str = "码头 渡船 果园 水壶 梯子 磨坊 木匠 灯笼 石桥 采石场 裁缝 草地 地窖 信号 蜂箱 地毯 钟楼 火炉 水闸 领航员 粮仓 窗户 \
    木筏 面包师 档案 小号 砖窑 教堂 马车 罗盘 风车 篱笆 木桶 铁锚 水库 织机 绳厂 葡萄园 天文台 泥瓦匠 花园 印刷所 河流 灯塔 集市 羊群";
const DONG: &str = "修好 搬走 数过 漆成 卖掉 测量 跟随 借来 称重 遮住 抄写 擦亮 清空 守护 举起 回答 重建 放低 浇水 交换 描画 收集 勘察 种下 \
    加热 排干 问候 命名 拍摄";
const XING: &str = "北方的 安静的 弯曲的 木头的 固执的 狭窄的 金色的 被遗忘的 耐心的 生锈的 空心的 清早的 铜制的 浅浅的 遥远的 吵闹的 温和的 \
    冰冻的 公共的 多风的 陡峭的 银色的 隐蔽的 沉重的 整洁的";

/// One sentence.
pub(super) fn sentence(dice: &mut Dice, tongue: Tongue) -> String {
    let d = dice;
    match tongue {
        Tongue::English => {
            let text = match d.roll(4) {
                0 => format!(
                    "the {} {} {} a {} {} near {}, and {} {} {} every {} {}",
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(VERBS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(PLACES),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(VERBS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS)
                ),
                1 => format!(
                    "in {} {} {} {} {} before {} {} {} its {} {}",
                    d.pick(PLACES),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(VERBS),
                    d.pick(NOUNS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(VERBS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS)
                ),
                2 => format!(
                    "whoever {} {} {} from {} also {} {} {} behind {} {}",
                    d.pick(VERBS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(PLACES),
                    d.pick(VERBS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS)
                ),
                _ => format!(
                    "{} {} of {} {} {} while {} {} {} {}",
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(PLACES),
                    d.pick(VERBS),
                    d.pick(NOUNS),
                    d.pick(ADJECTIVES),
                    d.pick(NOUNS),
                    d.pick(VERBS),
                    d.pick(NOUNS)
                ),
            };
            capitalised(&text) + ". "
        }
        Tongue::German => {
            let text = format!(
                "die {} {} {} {} {} bei {}, und {} {} {} {} {}",
                d.pick(EIGEN),
                d.pick(NOMEN),
                d.pick(TATEN),
                d.pick(EIGEN),
                d.pick(NOMEN),
                d.pick(PLACES),
                d.pick(EIGEN),
                d.pick(NOMEN),
                d.pick(TATEN),
                d.pick(EIGEN),
                d.pick(NOMEN)
            );
            capitalised(&text) + ". "
        }
        Tongue::Chinese => format!(
            "{}{}{}了{}{}，{}{}又{}{}。",
            d.pick(XING),
            d.pick(MING),
            d.pick(DONG),
            d.pick(XING),
            d.pick(MING),
            d.pick(XING),
            d.pick(MING),
            d.pick(DONG),
            d.pick(MING)
        ),
    }
}

/// One paragraph of three or four sentences.
pub(super) fn paragraph(dice: &mut Dice, tongue: Tongue) -> String {
    let count = 3 + dice.roll(2);
    let text: String = (0..count).map(|_| sentence(dice, tongue)).collect();
    text.trim_end().to_owned()
}

/// A headline.
pub(super) fn title(dice: &mut Dice, tongue: Tongue) -> String {
    let d = dice;
    match tongue {
        Tongue::English => capitalised(&format!(
            "{} {} and {} {} of {}",
            d.pick(ADJECTIVES),
            d.pick(NOUNS),
            d.pick(ADJECTIVES),
            d.pick(NOUNS),
            d.pick(PLACES)
        )),
        Tongue::German => capitalised(&format!(
            "{} {} und {} {} von {}",
            d.pick(EIGEN),
            d.pick(NOMEN),
            d.pick(EIGEN),
            d.pick(NOMEN),
            d.pick(PLACES)
        )),
        Tongue::Chinese => format!(
            "{}{}与{}{}",
            d.pick(XING),
            d.pick(MING),
            d.pick(XING),
            d.pick(MING)
        ),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
