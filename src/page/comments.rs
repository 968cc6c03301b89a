//! Readers' comments that are told by nothing but a heading above them.

use super::{Block, BlockKind, Element, Landmark};

/// Such headings, lower case, without numbers and punctuation.
const HEADINGS: &[&str] = &[
    "comment",
    "comments",
    "all comments",
    "reader comments",
    "readers comments",
    "latest comments",
    "recent comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "join the conversation",
    "join the discussion",
    "kommentare",
    "leserkommentare",
    "kommentar schreiben",
    "schreibe einen kommentar",
    "schreib einen kommentar",
    "commentaires",
    "laisser un commentaire",
    "laissez un commentaire",
    "vos commentaires",
    "comentarios",
    "deja un comentario",
    "deja una respuesta",
    "comentários",
    "deixe um comentário",
    "deixe uma resposta",
    "commenti",
    "lascia un commento",
    "reacties",
    "geef een reactie",
    "plaats een reactie",
    "komentarze",
    "dodaj komentarz",
    "комментарии",
    "комментариев",
    "добавить комментарий",
    "оставить комментарий",
    "коментарі",
    "залишити коментар",
    "yorumlar",
    "yorum yap",
    "bir yanıt yazın",
    "bình luận",
    "để lại bình luận",
    "komentar",
    "tinggalkan komentar",
    "tinggalkan balasan",
    "التعليقات",
    "تعليقات",
    "اترك تعليقا",
    "اترك رد",
    "نظرات",
    "دیدگاهها",
    "دیدگاه ها",
    "टिप्पणियाँ",
    "टिप्पणी",
    "评论",
    "全部评论",
    "最新评论",
    "热门评论",
    "精彩评论",
    "网友评论",
    "用户评论",
    "评论区",
    "发表评论",
    "留言",
    "留言板",
    "發表留言",
    "网友留言",
    "網友留言",
    "評論",
    "網友評論",
    "發表評論",
    "回應",
    "發佈留言",
    "コメント",
    "コメント一覧",
    "コメントを残す",
    "コメントを書く",
    "댓글",
    "댓글 쓰기",
    "댓글 남기기",
    "전체 댓글",
];

/// Beginnings of headings that name the article: "3 thoughts on “The mill”".
const BEGINNINGS: &[&str] = &[
    "thoughts on ",
    "thought on ",
    "comments on ",
    "comment on ",
    "responses to ",
    "response to ",
    "kommentare zu ",
    "gedanken zu ",
    "commentaires sur ",
    "comentarios en ",
    "pensieri su ",
];

/// A heading has at most so many characters.
const LENGTH: usize = 120;

/// Marks what stands under such a heading as comments: up to the end of the box around the heading, or to the next
/// heading of its rank. A heading of the first rank is the title of the page.
pub(super) fn mark(blocks: &mut [Block], elements: &[Element]) {
    let mut index = 1;
    while index < blocks.len() {
        let heading = &blocks[index];
        let Some(rank) = rank(heading, elements).filter(|_| heading.landmark == Landmark::Content)
        else {
            index += 1;
            continue;
        };
        if rank == 1 || !is_comments(&heading.text) {
            index += 1;
            continue;
        }
        let parent = |element: usize| elements.get(element).map_or(0, |element| element.parent);
        let mut around = parent(heading.element);
        // A heading with a box of its own stands above the next one.
        let follows = |around: usize| {
            blocks
                .get(index + 1)
                .is_some_and(|next| is_within(around, next.element, elements))
        };
        if !follows(around) {
            around = parent(around);
        }
        let length = blocks[index + 1..]
            .iter()
            .take_while(|block| {
                is_within(around, block.element, elements)
                    && self::rank(block, elements).is_none_or(|other| other > rank)
            })
            .count();
        for block in &mut blocks[index..=index + length] {
            if block.landmark == Landmark::Content {
                block.landmark = Landmark::Comments;
            }
        }
        index += length + 1;
    }
}

/// The rank of a heading, 1 to 6.
fn rank(block: &Block, elements: &[Element]) -> Option<u8> {
    if block.kind != BlockKind::Heading {
        return None;
    }
    let name = elements.get(block.element)?.name.as_bytes();
    match name {
        [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}

fn is_comments(text: &str) -> bool {
    if text.len() > LENGTH * 4 || text.chars().count() > LENGTH {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c.is_numeric() || is_mark(c))
        .filter(|word| !word.is_empty())
        .collect();
    let text = words.join(" ");
    HEADINGS.contains(&text.as_str())
        || BEGINNINGS
            .iter()
            .any(|beginning| text.starts_with(beginning))
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '“' | '”'
                | '„'
                | '«'
                | '»'
                | '：'
                | '（'
                | '）'
                | '·'
                | '•'
                | '–'
                | '—'
                | '…'
                | '、'
                | '，'
        )
}

fn is_within(outer: usize, element: usize, elements: &[Element]) -> bool {
    let depth = elements.get(outer).map_or(0, |element| element.depth);
    let mut at = element;
    while let Some(found) = elements.get(at) {
        if at == outer {
            return true;
        }
        if found.depth <= depth {
            return false;
        }
        at = found.parent;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_comments_are_known() {
        for text in [
            "Comments",
            "3 Comments",
            "Comments (12)",
            "2 thoughts on “The mill”",
            "Leave a Reply",
            "评论（3）",
            "コメント",
            "Kommentare:",
        ] {
            assert!(is_comments(text), "{text}");
        }
        for text in [
            "Comment sections are dead",
            "Discussion",
            "No comments policy",
            "",
        ] {
            assert!(!is_comments(text), "{text}");
        }
    }
}
