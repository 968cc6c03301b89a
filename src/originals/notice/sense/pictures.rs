//! Whether a sentence is about pictures and not about the text: "Photographs may not be used without permission".

use crate::languages::is_separator;
use crate::text::template::is_spaceless;

/// How words for pictures begin.
const PICTURES: &str = "photo|image|icon|picture|illustration|fonts|bilder|bildern|bildmat|die bild|foto|imag|ikon|imág|immag|ilustra|illustra|bilde|billed|kuva|\
    valoku|zdję|obráz|slika|slike|slikov|képek|képet|fényk|фото|изображ|снимк|иконк|икон|зображ|світлин|ілюстрац|иллюстрац|εικόν|φωτογρ|resim|görsel|\
    fotoğraf|图片|圖片|图像|图标|圖示|写真|照片|相片|插图|插圖|画像|イラスト|사진|이미지|아이콘|그림|ภาพ|hình ảnh|hình chụp|ảnh|gambar|תמונ|צילומ|\
    صور|الصور|تصاوير|عکس|चित्र|तस्वीर|फ़ोटो|nuotrauk|attēl|pildi|irudi|argazki";

/// How words for texts begin.
const TEXTS: &str = "text|article|articol|artícul|articol|artigo|artik|articl|content|conten|conteú|contenu|stor|post|material|matéri|\
    materia|beitr|inhalt|testo|testi|тек|стат|матер|контент|文章|文字|内容|內容|本文|全文|記事|文書|글|기사|본문|콘텐츠|บทความ|เนื้อหา|bài|\
    nội dung|tulisan|konten|isi |טקסט|מאמר|כתב|תוכן|نص|النص|مقال|المقال|محتو|المحتو|متن|مطلب|metin|yazı|içeri|haber|tekst|\
    treś|publik|publi|člán|obsah|cikk|szöveg|tartal|kirjoit|sisäl|indhold|innhold|innehåll|inläg|κείμεν|άρθρ|περιεχ|съдърж|\
    člana|članc|sadrž|straips|turin|rakst|satur|sisu|लेख|सामग्री|everything|alles|tout|todo|tudo|tutto|всё|все |site|page|blog|\
    seite|página|pagina|sayt|сайт|サイト|网站|本站|사이트";

/// Whether a text speaks of pictures at all.
pub(in crate::originals) fn speaks_of_pictures(text: &str) -> bool {
    first(&text.to_lowercase(), PICTURES).is_some()
}

/// Whether what is said is said of pictures alone. "Texts and photos" and "photos and texts" are both; "the photos in this
/// article" and 本文图片 are pictures.
pub(in crate::originals::notice) fn is_of_pictures(text: &str) -> bool {
    /// Bytes between a text and its pictures in Chinese: 中的. By hand.
    const OF: usize = 6;
    let lower = text.to_lowercase();
    let Some((picture, pictured)) = first(&lower, PICTURES) else {
        return false;
    };
    let Some((text, texted)) = first(&lower, TEXTS) else {
        return true;
    };
    let between = match picture < text {
        true => lower.get(pictured..text),
        false => lower.get(texted..picture),
    };
    let between = between.unwrap_or_default();
    let listed = between.contains([
        ',', '、', '，', '/', '和', '与', '與', '及', '或', 'や', 'と', '과', '와', '및',
    ]) || between.split_whitespace().any(is_separator);
    let spaceless = lower
        .get(picture..)
        .is_some_and(|rest| rest.starts_with(is_spaceless));
    !listed && (picture < text || spaceless && between.len() <= OF)
}

/// Where the first of these beginnings of words stands, and where it ends.
fn first(lower: &str, beginnings: &str) -> Option<(usize, usize)> {
    let begins = |at: usize, word: &str| {
        let before = lower.get(..at).and_then(|text| text.chars().next_back());
        let spaceless = word.chars().any(|c| is_spaceless(c) || c as u32 >= 0xAC00);
        spaceless || before.is_none_or(|c| !c.is_alphanumeric())
    };
    let found = beginnings.split('|').filter_map(|word| {
        let mut places = lower.match_indices(word);
        places
            .find(|(at, _)| begins(*at, word))
            .map(|(at, _)| (at, at + word.len()))
    });
    found.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_told_from_texts() {
        for (text, pictures) in [
            ("Photographs may not be used without permission.", true),
            ("The photos in this article may not be reproduced.", true),
            ("Texts and photos may not be reproduced.", false),
            ("Fotos und Texte dürfen nicht übernommen werden.", false),
            ("本文图片未经许可不得使用", true),
            ("文字和图片均不得转载", false),
            ("Перепечатка фотографий запрещена.", true),
            ("No part of this story may be reproduced.", false),
        ] {
            assert_eq!(is_of_pictures(text), pictures, "{text}");
        }
    }
}
