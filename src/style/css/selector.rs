//! Selectors: what an element must be for a rule to hold.

/// A selector, its rightmost part first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selector {
    /// Each part with the relation it has to the part before it in this list; the first is the element itself.
    pub(crate) parts: Vec<(Combinator, Compound)>,
    pub(crate) specificity: u32,
}

/// How a part of a selector relates to the part on its right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combinator {
    /// An ancestor of it (and the mark of the rightmost part).
    Ancestor,
    Parent,
    /// The sibling just before it.
    Previous,
    /// Any sibling before it.
    Earlier,
}

/// Conditions on one element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Compound {
    pub(crate) tag: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) classes: Vec<String>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) pseudos: Vec<Pseudo>,
}

/// A condition on an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) operator: Operator,
    pub(crate) value: String,
    pub(crate) ignore_case: bool,
}

/// How an attribute's value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Exists,
    Equals,
    HasWord,
    BeginsWithPart,
    StartsWith,
    EndsWith,
    Contains,
}

/// A pseudo-class that can be told from the page as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pseudo {
    Not(Vec<Compound>),
    Is(Vec<Compound>),
    Root,
    /// Every `a`th child from the `b`th on.
    NthChild(i32, i32),
    /// The same, counted from the end.
    NthLastChild(i32, i32),
    /// The same, among the children of the same name.
    NthOfType(i32, i32),
    NthLastOfType(i32, i32),
    Empty,
}

/// Deepest nesting of `:not(:is(…))`.
const NESTING: usize = 4;

/// Parts of one selector, and selectors of one list.
const PARTS: usize = 64;

/// Parses a selector list; selectors that only hold while the reader does something, that mean no element, or that
/// are not known, are left out.
pub(crate) fn selectors(list: &str) -> Vec<Selector> {
    split(list, ',').take(1_000).filter_map(selector).collect()
}

fn selector(text: &str) -> Option<Selector> {
    let mut parts = Vec::new();
    let mut specificity = 0;
    let mut combinator = Combinator::Ancestor;
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        if parts.len() >= PARTS {
            return None;
        }
        let (compound, weight, after) = compound(rest, 0)?;
        parts.push((combinator, compound));
        specificity += weight;
        let trimmed = after.trim_start();
        (combinator, rest) = match trimmed.chars().next() {
            Some('>') => (Combinator::Parent, trimmed[1..].trim_start()),
            Some('+') => (Combinator::Previous, trimmed[1..].trim_start()),
            Some('~') => (Combinator::Earlier, trimmed[1..].trim_start()),
            Some(_) if trimmed.len() < after.len() => (Combinator::Ancestor, trimmed),
            Some(_) => return None,
            None => break,
        };
        if rest.is_empty() {
            return None;
        }
    }
    // Each combinator stands to the right of its part now; shift it to the part it leads to.
    parts.reverse();
    let mut relation = Combinator::Ancestor;
    for (combinator, _) in &mut parts {
        std::mem::swap(combinator, &mut relation);
    }
    Some(Selector { parts, specificity })
}

/// Parses one compound at the head of `text`: the conditions, their weight and what follows.
fn compound(text: &str, nesting: usize) -> Option<(Compound, u32, &str)> {
    const ID: u32 = 1 << 16;
    const CLASS: u32 = 1 << 8;
    let mut compound = Compound::default();
    let mut weight = 0;
    let mut rest = text;
    if let Some(after) = rest.strip_prefix('*') {
        rest = after;
    } else if rest.starts_with(|c: char| is_name(c)) {
        let (name, after) = name(rest);
        compound.tag = Some(name.to_ascii_lowercase());
        weight += 1;
        rest = after;
    }
    loop {
        match rest.chars().next() {
            Some('#') => {
                let (name, after) = non_empty(name(&rest[1..]))?;
                compound.id = Some(name);
                weight += ID;
                rest = after;
            }
            Some('.') => {
                let (name, after) = non_empty(name(&rest[1..]))?;
                compound.classes.push(name);
                weight += CLASS;
                rest = after;
            }
            Some('[') => {
                let end = closing(rest, '[', ']')?;
                compound.attributes.push(attribute(&rest[1..end])?);
                weight += CLASS;
                rest = &rest[end + 1..];
            }
            Some(':') => {
                let (pseudo, heavier, after) = pseudo(&rest[1..], nesting)?;
                compound.pseudos.extend(pseudo);
                weight += heavier;
                rest = after;
            }
            _ => break,
        }
    }
    (rest.len() < text.len()).then_some((compound, weight, rest))
}

/// The conditions of a pseudo-class at the head of `text`, all of which must hold, their weight and what follows.
fn pseudo(text: &str, nesting: usize) -> Option<(Vec<Pseudo>, u32, &str)> {
    const CLASS: u32 = 1 << 8;
    let (name, after) = name(text);
    let name = name.to_ascii_lowercase();
    if after.starts_with('(') {
        let end = closing(after, '(', ')')?;
        let inner = &after[1..end];
        let rest = &after[end + 1..];
        let pseudo = match name.as_str() {
            "not" | "is" | "where" | "matches" | "-webkit-any" | "-moz-any" => {
                if nesting >= NESTING {
                    return None;
                }
                let (list, weight) = compounds(inner, nesting + 1, name == "not")?;
                let weight = if name == "where" { 0 } else { weight };
                let pseudo = if name == "not" {
                    Pseudo::Not(list)
                } else {
                    Pseudo::Is(list)
                };
                return Some((vec![pseudo], weight, rest));
            }
            "nth-child" | "nth-last-child" | "nth-of-type" | "nth-last-of-type" => {
                let (step, offset) = nth(inner)?;
                match name.as_str() {
                    "nth-child" => Pseudo::NthChild(step, offset),
                    "nth-last-child" => Pseudo::NthLastChild(step, offset),
                    "nth-of-type" => Pseudo::NthOfType(step, offset),
                    _ => Pseudo::NthLastOfType(step, offset),
                }
            }
            _ => return None,
        };
        return Some((vec![pseudo], CLASS, rest));
    }
    let pseudo = match name.as_str() {
        "root" => vec![Pseudo::Root],
        "first-child" => vec![Pseudo::NthChild(0, 1)],
        "last-child" => vec![Pseudo::NthLastChild(0, 1)],
        "only-child" => vec![Pseudo::NthChild(0, 1), Pseudo::NthLastChild(0, 1)],
        "first-of-type" => vec![Pseudo::NthOfType(0, 1)],
        "last-of-type" => vec![Pseudo::NthLastOfType(0, 1)],
        "only-of-type" => vec![Pseudo::NthOfType(0, 1), Pseudo::NthLastOfType(0, 1)],
        "empty" => vec![Pseudo::Empty],
        // Hold for every element, or for every element that they are written for.
        "link" | "any-link" | "enabled" | "defined" => Vec::new(),
        // `:hover`, `:focus`, `:checked`…: not while nobody does anything. `::before`: no text of the page.
        _ => return None,
    };
    Some((pseudo, CLASS, after))
}

/// The list inside `:not()` or `:is()`. A member that never holds is dropped; one that cannot be told makes the
/// whole selector unknown.
fn compounds(list: &str, nesting: usize, negated: bool) -> Option<(Vec<Compound>, u32)> {
    let mut members = Vec::new();
    let mut heaviest = 0;
    for member in split(list, ',').take(PARTS) {
        let member = member.trim();
        match compound(member, nesting) {
            Some((compound, weight, "")) => {
                members.push(compound);
                heaviest = heaviest.max(weight);
            }
            // `:not(:hover)` holds while nobody hovers; `:not(a b)` is not known.
            None if member.starts_with(':') && negated => {}
            None if member.starts_with(':') => {}
            _ => return None,
        }
    }
    Some((members, heaviest))
}

fn nth(text: &str) -> Option<(i32, i32)> {
    let text: String = text.to_ascii_lowercase().split_whitespace().collect();
    match text.as_str() {
        "odd" => return Some((2, 1)),
        "even" => return Some((2, 0)),
        _ => {}
    }
    let Some((step, offset)) = text.split_once('n') else {
        return Some((0, text.parse().ok()?));
    };
    let step = match step {
        "" | "+" => 1,
        "-" => -1,
        step => step.parse().ok()?,
    };
    let offset = if offset.is_empty() {
        0
    } else {
        offset.parse().ok()?
    };
    Some((step, offset))
}

fn attribute(text: &str) -> Option<Attribute> {
    let Some(at) = text.find('=') else {
        let (name, rest) = non_empty(name(text.trim()))?;
        return rest.is_empty().then(|| Attribute {
            name: name.to_ascii_lowercase(),
            operator: Operator::Exists,
            value: String::new(),
            ignore_case: false,
        });
    };
    let (head, operator) = match text.as_bytes().get(at.wrapping_sub(1)) {
        Some(b'~') => (at - 1, Operator::HasWord),
        Some(b'|') => (at - 1, Operator::BeginsWithPart),
        Some(b'^') => (at - 1, Operator::StartsWith),
        Some(b'$') => (at - 1, Operator::EndsWith),
        Some(b'*') => (at - 1, Operator::Contains),
        _ => (at, Operator::Equals),
    };
    let (name, rest) = non_empty(name(text[..head].trim()))?;
    if !rest.is_empty() {
        return None;
    }
    let value = text[at + 1..].trim();
    let (value, flag) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let end = value[1..].find(quote)? + 1;
            (value[1..end].to_owned(), value[end + 1..].trim())
        }
        _ => match value.split_once(char::is_whitespace) {
            Some((value, flag)) => (value.to_owned(), flag.trim()),
            None => (value.to_owned(), ""),
        },
    };
    Some(Attribute {
        name: name.to_ascii_lowercase(),
        operator,
        value,
        ignore_case: flag.eq_ignore_ascii_case("i"),
    })
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '\\') || !c.is_ascii()
}

/// The name at the head of `text`, escapes undone, and what follows.
fn name(text: &str) -> (String, &str) {
    let mut name = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next().filter(|c| is_name(*c)) {
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            name.push(c);
            continue;
        }
        let digits = rest
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        if digits > 0 {
            let code = u32::from_str_radix(&rest[..digits], 16).ok();
            name.push(
                code.and_then(char::from_u32)
                    .unwrap_or(char::REPLACEMENT_CHARACTER),
            );
            rest = &rest[digits..];
            rest = rest.strip_prefix([' ', '\t', '\n']).unwrap_or(rest);
        } else if let Some(escaped) = rest.chars().next() {
            name.push(escaped);
            rest = &rest[escaped.len_utf8()..];
        }
    }
    (name, rest)
}

fn non_empty(found: (String, &str)) -> Option<(String, &str)> {
    (!found.0.is_empty()).then_some(found)
}

/// Where the bracket that `text` begins with is closed.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_u32;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(mark) if c == mark => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == open => depth += 1,
            None if c == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            None => {}
        }
    }
    None
}

/// Splits outside brackets and quotes.
pub(crate) fn split(text: &str, at: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut depth = 0_i32;
        let mut quote = None;
        let mut escaped = false;
        for (index, c) in text.char_indices() {
            match (quote, c) {
                _ if escaped => escaped = false,
                (_, '\\') => escaped = true,
                (Some(mark), c) if mark == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(c),
                (None, '(' | '[') => depth += 1,
                (None, ')' | ']') => depth -= 1,
                (None, c) if c == at && depth <= 0 => {
                    rest = Some(&text[index + at.len_utf8()..]);
                    return Some(&text[..index]);
                }
                _ => {}
            }
        }
        rest = None;
        Some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Selector {
        let mut list = selectors(text);
        assert_eq!(list.len(), 1, "{text}: {list:?}");
        list.remove(0)
    }

    #[test]
    fn reads_parts_from_the_right() {
        let selector = one("ul.menu > li#x a[href^='http']");
        let tags: Vec<_> = selector
            .parts
            .iter()
            .map(|(_, part)| part.tag.as_deref())
            .collect();
        assert_eq!(tags, [Some("a"), Some("li"), Some("ul")]);
        let combinators: Vec<_> = selector
            .parts
            .iter()
            .map(|(combinator, _)| *combinator)
            .collect();
        assert_eq!(
            combinators,
            [
                Combinator::Ancestor,
                Combinator::Ancestor,
                Combinator::Parent
            ]
        );
        assert_eq!(selector.specificity, (1 << 16) + (2 << 8) + 3);
        assert_eq!(
            selector.parts[0].1.attributes[0].operator,
            Operator::StartsWith
        );
    }

    #[test]
    fn undoes_escapes() {
        assert_eq!(one(r".md\:hidden").parts[0].1.classes, ["md:hidden"]);
        assert_eq!(one(r".w-1\/2").parts[0].1.classes, ["w-1/2"]);
        assert_eq!(one(r"#\31 23").parts[0].1.id.as_deref(), Some("123"));
    }

    #[test]
    fn leaves_out_what_does_not_hold_at_rest() {
        for text in [
            "a:hover",
            "p::before",
            "p:before",
            "input:checked + div",
            "",
            ">",
            "a >",
            "p:has(a)",
            "..x",
            "a,,",
        ] {
            let list = selectors(text);
            assert!(list.len() <= usize::from(text == "a,,"), "{text}: {list:?}");
        }
        assert_eq!(selectors("a:hover, b, .c::after").len(), 1);
        assert_eq!(one("p:not(:hover):not(.x)").parts[0].1.pseudos.len(), 2);
        assert_eq!(
            one("li:nth-child(2n + 1)").parts[0].1.pseudos,
            [Pseudo::NthChild(2, 1)]
        );
    }

    #[test]
    fn nested_pseudo_classes_end() {
        let deep = format!("a{}", ":not(".repeat(10_000));
        assert_eq!(selectors(&deep), []);
        let deep = format!("a{}b{}", ":is(".repeat(10), ")".repeat(10));
        assert!(selectors(&deep).len() <= 1);
    }
}
