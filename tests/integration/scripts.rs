//! Excerpts and edits in scripts without spaces, and in those with their own: Japanese, Korean, Thai, Arabic, Hindi.

use creditline::matching::{Class, EditKind, PassageKind};

use crate::matching::check;

/// A text, a stretch of it, and a word of the stretch with another for it.
struct Sample {
    language: &'static str,
    text: &'static str,
    excerpt: &'static str,
    word: (&'static str, &'static str),
    frame: &'static str,
}

const SAMPLES: [Sample; 5] = [
    Sample {
        language: "Japanese",
        text: "夜の連絡船は予定より一時間おくれて港を出た。明かりはすべてついていたが、客室の半分は空だった。甲板では島から来た料理人が\
               玉ねぎの皮をむきながら、朝まで天気は持つだろうと誰にでも話していた。船長は海峡を四千回も渡った人で、気圧を鉛筆で書きとめ、\
               何も言わなかった。やがて北の海岸の小さな光が見えてきた。",
        excerpt: "甲板では島から来た料理人が玉ねぎの皮をむきながら、朝まで天気は持つだろうと誰にでも話していた",
        word: ("玉ねぎ", "じゃがいも"),
        frame: "今日は旅行の思い出を書きます。",
    },
    Sample {
        language: "Korean",
        text: "밤 연락선은 예정보다 한 시간 늦게 항구를 떠났다. 등불은 모두 켜져 있었지만 선실의 절반은 비어 있었다. 갑판에서는 섬에서 온 \
               요리사가 양파를 까면서 아침까지 날씨가 좋을 것이라고 누구에게나 말했다. 선장은 해협을 사천 번이나 건넌 사람으로, 기압을 \
               연필로 적고 아무 말도 하지 않았다. 마침내 북쪽 해안의 작은 불빛이 보였다.",
        excerpt: "갑판에서는 섬에서 온 요리사가 양파를 까면서 아침까지 날씨가 좋을 것이라고 누구에게나 말했다",
        word: ("양파", "감자"),
        frame: "오늘은 여행 이야기를 써 볼까요?",
    },
    Sample {
        language: "Thai",
        text: "เรือข้ามฟากเที่ยวกลางคืนออกจากท่าช้าไปหนึ่งชั่วโมง ไฟทุกดวงสว่าง แต่ห้องพักครึ่งหนึ่งว่างเปล่า บนดาดฟ้ามีพ่อครัวจากเกาะ\
               ปอกหัวหอมลงถังและบอกทุกคนที่อยากฟังว่าอากาศจะดีไปจนถึงเช้า กัปตันข้ามช่องแคบมาแล้วสี่พันครั้ง เขาจดความกดอากาศด้วย\
               ดินสอและไม่พูดอะไรเลย",
        excerpt: "บนดาดฟ้ามีพ่อครัวจากเกาะปอกหัวหอมลงถังและบอกทุกคนที่อยากฟังว่าอากาศจะดีไปจนถึงเช้า",
        word: ("หัวหอม", "มันฝรั่ง"),
        frame: "วันนี้เราจะเล่าเรื่องการเดินทาง",
    },
    Sample {
        language: "Arabic",
        text: "غادرت العبارة الليلية الميناء متأخرة ساعة كاملة، وكانت مصابيحها مضاءة ونصف غرفها خاليا. على السطح كان طباخ من \
               الجزر يقشر البصل في دلو ويقول لكل من أراد أن يسمع إن الطقس سيبقى جيدا حتى الصباح فلا تخافوا من البحر يا أصدقائي \
               ولا من الريح ولا من طول الطريق بين الجزيرتين في الشتاء. ولم يصدقه أحد من الركاب، أما القبطان فقد كتب الضغط \
               بقلم الرصاص ولم يقل شيئا.",
        excerpt: "على السطح كان طباخ من الجزر يقشر البصل في دلو ويقول لكل من أراد أن يسمع إن الطقس سيبقى جيدا حتى الصباح فلا \
                  تخافوا من البحر يا أصدقائي ولا من الريح",
        word: ("البصل", "الثوم"),
        frame: "نكتب اليوم عن رحلاتنا القديمة.",
    },
    Sample {
        language: "Hindi",
        text: "रात की नाव एक घंटे की देरी से बंदरगाह से निकली और उसके आधे कमरे खाली थे। छत पर द्वीपों से आया एक रसोइया बाल्टी में प्याज \
               छील रहा था और हर सुनने वाले से कह रहा था कि मौसम सुबह तक अच्छा रहेगा और समुद्र शांत रहेगा चाहे हवा कितनी भी तेज \
               क्यों न चले। किसी ने उस पर विश्वास नहीं किया। कप्तान ने पेंसिल से दबाव लिखा और कुछ नहीं कहा।",
        excerpt: "छत पर द्वीपों से आया एक रसोइया बाल्टी में प्याज छील रहा था और हर सुनने वाले से कह रहा था कि मौसम सुबह तक अच्छा \
                  रहेगा और समुद्र शांत रहेगा",
        word: ("प्याज", "आलू"),
        frame: "आज हम अपनी यात्राओं के बारे में लिखते हैं।",
    },
];

impl Sample {
    fn page(&self, middle: &str) -> String {
        let frame = self.frame.repeat(3);
        format!("{frame}\n{middle}\n{frame}")
    }
}

#[test]
fn whole_copies_are_full_and_excerpts_end_where_they_end() {
    for sample in &SAMPLES {
        let reuse = check(sample.text, &sample.page(sample.text));
        assert_eq!(reuse.class, Class::Full, "{}", sample.language);
        assert_eq!(reuse.passages.len(), 1, "{}", sample.language);
        let page = sample.page(sample.excerpt);
        let reuse = check(sample.text, &page);
        assert!(
            reuse.class >= Class::Excerpt,
            "{} {:?}",
            sample.language,
            reuse.class
        );
        let [passage] = &*reuse.passages else {
            panic!("{}: {:?}", sample.language, reuse.passages);
        };
        assert_eq!(
            &page[passage.page.clone()],
            sample.excerpt,
            "{}",
            sample.language
        );
        assert_eq!(
            &sample.text[passage.original.clone()],
            sample.excerpt,
            "{}",
            sample.language
        );
        assert_eq!(passage.kind, PassageKind::Verbatim, "{}", sample.language);
    }
}

#[test]
fn a_replaced_word_is_an_edit_of_the_same_passage() {
    for sample in &SAMPLES {
        let (word, other) = sample.word;
        let page = sample.page(&sample.text.replace(word, other));
        let reuse = check(sample.text, &page);
        let [passage] = &*reuse.passages else {
            panic!("{}: {:?}", sample.language, reuse.passages);
        };
        let edited: Vec<(EditKind, &str)> = passage
            .edits
            .iter()
            .map(|edit| (edit.kind, &page[edit.page.clone()]))
            .collect();
        // Characters that both words share are no edit.
        assert!(
            !edited.is_empty()
                && edited
                    .iter()
                    .all(|(kind, text)| *kind != EditKind::Moved && other.contains(text)),
            "{}: {edited:?}",
            sample.language
        );
    }
}

#[test]
fn nothing_of_one_text_is_found_in_another() {
    for sample in &SAMPLES {
        let reuse = check(sample.text, &sample.frame.repeat(20));
        assert!(reuse.passages.is_empty(), "{}", sample.language);
        for other in &SAMPLES {
            if other.language != sample.language {
                let reuse = check(sample.text, other.text);
                assert_eq!(
                    reuse.class,
                    Class::None,
                    "{} {}",
                    sample.language,
                    other.language
                );
            }
        }
    }
}
