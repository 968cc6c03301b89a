//! `var()`, `env()` and `attr()` replaced by what they stand for.

use cssparser::{Parser as Input, Token};

use super::{Parsed, fault};

/// Deepest chain of variables that stand for variables; a circle ends there too, and is no value. By hand; it bounds
/// work.
const DEPTH: usize = 16;

/// Bytes to which a value may grow. By hand; it bounds work.
const LENGTH: usize = 16 * 1024;

/// What can be asked for the values of names.
pub(crate) trait Values: Sized {
    /// The text of a custom property and from where to look up what it refers to.
    fn custom(&self, name: &str) -> Option<(&str, Self)>;

    /// The value of an attribute of the element.
    fn attribute(&self, name: &str) -> Option<&str>;

    /// Whether so many more bytes may be written.
    fn allows(&self, bytes: usize) -> bool;
}

/// The text with everything replaced; an error where that is no value.
pub(crate) fn substitute(text: &str, values: &impl Values) -> Parsed<String> {
    let mut out = String::new();
    replace(&mut Input::new(text), values, &mut out, 0)?;
    Ok(out)
}

fn replace<'i>(
    input: &mut Input<'i>,
    values: &impl Values,
    out: &mut String,
    depth: usize,
) -> Parsed<()> {
    let mut from = input.position();
    loop {
        let before = input.position();
        let (name, close) = match input.next_including_whitespace_and_comments() {
            Ok(Token::Function(name)) => (name.to_ascii_lowercase(), ')'),
            Ok(Token::ParenthesisBlock) => (String::new(), ')'),
            Ok(Token::SquareBracketBlock) => (String::new(), ']'),
            Ok(Token::CurlyBracketBlock) => (String::new(), '}'),
            Ok(_) => continue,
            Err(_) => break,
        };
        if matches!(name.as_str(), "var" | "env" | "attr") {
            push(input.slice(from..before), values, out)?;
            input.parse_nested_block(|input| function(&name, input, values, out, depth))?;
        } else {
            push(input.slice_from(from), values, out)?;
            input.parse_nested_block(|input| replace(input, values, out, depth))?;
            out.push(close);
        }
        from = input.position();
    }
    push(input.slice_from(from), values, out)
}

fn push(text: &str, values: &impl Values, out: &mut String) -> Parsed<()> {
    if out.len() + text.len() > LENGTH || !values.allows(text.len()) {
        return Err(fault());
    }
    out.push_str(text);
    Ok(())
}

fn function(
    function: &str,
    input: &mut Input<'_>,
    values: &impl Values,
    out: &mut String,
    depth: usize,
) -> Parsed<()> {
    if depth >= DEPTH || !values.allows(1) {
        return Err(fault());
    }
    let name = input.expect_ident_cloned()?;
    let mut typed = false;
    let mut fallback = false;
    while !fallback && !input.is_exhausted() {
        // The type of an attribute, the index of an inset.
        let token = input.next()?;
        fallback = matches!(token, Token::Comma);
        typed |= matches!(token, Token::Function(_));
    }
    // Tokens on either side of a value never grow together.
    out.push(' ');
    let length = out.len();
    let found = match function {
        "var" => values.custom(&name).is_some_and(|(text, values)| {
            replace(&mut Input::new(text), &values, out, depth + 1).is_ok()
        }),
        "env" => name.starts_with("safe-area-inset-") && push("0px", values, out).is_ok(),
        _ => values
            .attribute(&name)
            .filter(|_| typed)
            .is_some_and(|text| push(text, values, out).is_ok()),
    };
    if found {
        while input.next().is_ok() {}
    } else {
        out.truncate(length);
        if !fallback {
            return Err(fault());
        }
        replace(input, values, out, depth)?;
    }
    out.push(' ');
    Ok(())
}
