//! Files that are no text at all.

/// How much of an input is looked at. By hand.
const LOOKED_AT: usize = 4096;

/// First bytes of the kinds of file that people confuse with pages, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\0\0\x01\0", "an icon"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old office document",
    ),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OggS", "an audio file"),
    (b"ID3", "an audio file"),
    (b"SQLite format 3\0", "a database"),
    (b"bplist00", "a web archive or property list"),
];

/// What a file is that holds no text, or `None` for text in any charset.
///
/// Charsets cannot be told apart by control characters alone, so only an amount of them that no text has (2 % of the
/// first 4 KiB; random bytes have 10 %) counts, and only where neither a byte order mark nor HTML markup is seen.
pub(super) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    if let Some((_, kind)) = SIGNATURES
        .iter()
        .find(|(magic, _)| start.starts_with(magic))
    {
        return Some(kind);
    }
    if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        return Some("a WebP image");
    }
    if start.get(4..8) == Some(b"ftyp") {
        return Some("a video or an image");
    }
    let marked = [b"\xff\xfe".as_slice(), b"\xfe\xff", b"\xef\xbb\xbf"]
        .iter()
        .any(|mark| start.starts_with(mark));
    if marked || has_markup(start) || is_utf16(start) {
        return None;
    }
    let odd = start.iter().filter(|byte| is_binary(**byte)).count();
    (odd >= 4 && odd * 50 > start.len()).then_some("binary data")
}

/// Bytes that occur in no text of any charset but UTF-16 and UTF-32 (the "binary data bytes" of the WHATWG's MIME
/// Sniffing standard).
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f)
}

fn has_markup(start: &[u8]) -> bool {
    [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| {
            start
                .windows(tag.len())
                .any(|part| part.eq_ignore_ascii_case(tag))
        })
}

/// Whether every second byte of the first 64 is zero: Latin markup in UTF-16 without a byte order mark.
fn is_utf16(start: &[u8]) -> bool {
    let start = &start[..start.len().min(64)];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).all(|byte| *byte == 0);
    let text = |from: usize| {
        start
            .iter()
            .skip(from)
            .step_by(2)
            .all(|byte| !is_binary(*byte))
    };
    start.len() >= 8 && ((zeros(1) && text(0)) || (zeros(0) && text(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_known() {
        assert_eq!(binary_kind(b"%PDF-1.7\n..."), Some("a PDF"));
        assert_eq!(binary_kind(b"\x1f\x8b\x08\0"), Some("compressed with gzip"));
        assert_eq!(binary_kind(b"RIFF\0\0\0\0WEBPVP8 "), Some("a WebP image"));
        let noise: Vec<u8> = (0..5000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        assert_eq!(binary_kind(&noise), Some("binary data"));
        assert_eq!(binary_kind(&[0; 100]), Some("binary data"));
    }

    #[test]
    fn text_in_any_charset_is_text() {
        let wide =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        assert_eq!(binary_kind(b""), None);
        assert_eq!(binary_kind("Der Käse ist alle.".as_bytes()), None);
        assert_eq!(
            binary_kind(&[0xd4, 0xad, 0xb4, 0xb4, 0xce, 0xc4, 0xd5, 0xc2]),
            None
        );
        assert_eq!(binary_kind(b"\x1b$B@8\x1b(B"), None);
        assert_eq!(binary_kind(&wide("<p>Plain words in a row.</p>")), None);
        assert_eq!(binary_kind(b"\xfe\xff\0<\0p\0>"), None);
        assert_eq!(
            binary_kind(b"<html>\0\0\0\0\0\0 a page may hold these"),
            None
        );
        assert_eq!(binary_kind(b"one stray \0 in a line of text"), None);
    }
}
