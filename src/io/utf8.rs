//! Text that people write for the program, which is UTF-8.

/// The text of a file.
///
/// # Errors
/// When it is no UTF-8: where it is not, and what to do, to stand behind the name of the file.
pub(crate) fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return "is UTF-16, not UTF-8; save it as UTF-8".to_owned();
        }
        let before = bytes.get(..valid).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        format!("is not UTF-8 in line {line} (byte {valid}); save it as UTF-8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf8_is_told_with_its_line() {
        assert_eq!(utf8("Käse".into()).unwrap(), "Käse");
        let told = |bytes: &[u8]| utf8(bytes.to_vec()).unwrap_err();
        assert!(told(b"one\ntwo\nK\xe4se").contains("line 3 (byte 9)"));
        assert!(told(b"\xff\xfea\0").contains("UTF-16"));
        assert!(told(b"\xfe\xff\0a").contains("UTF-16"));
    }
}
