//! A phrase and what must stand around it.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// What must stand around a phrase for it to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Need {
    /// It opens a line, a sentence or a bracket.
    Boundary,
    /// A colon or dash follows, or a link.
    Colon,
    /// A link or URL stands behind it or on it.
    Link,
    /// The line links or names the original.
    Original,
    /// Hardly anything else stands in its line, unless the line speaks of the text or of leave to print it: thanks may be for
    /// anything.
    Alone,
}

/// A phrase of a language file: `the phrase`, or `the phrase: [needs]`. A `*` at its end lets the last word go on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    /// As it is written.
    pub text: String,
    /// All of them must hold.
    pub needs: Vec<Need>,
}

/// A longer phrase is a sentence, which belongs into a rule. By hand.
const MAX_CHARS: usize = 80;

impl Phrase {
    /// Why it can never match, or would match everywhere.
    pub fn fault(&self) -> Option<&'static str> {
        let words = self.text.strip_suffix('*').unwrap_or(&self.text);
        if self.text.chars().count() > MAX_CHARS {
            Some("it is longer than 80 characters")
        } else if words.contains('*') {
            Some("a `*` may stand at its end only")
        } else if words.trim() != words
            || !words.contains(|c: char| c.is_alphanumeric() || c == '©')
        {
            Some("it needs a letter, and no space at its ends")
        } else {
            None
        }
    }
}

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PhraseVisitor)
    }
}

struct PhraseVisitor;

impl<'de> Visitor<'de> for PhraseVisitor {
    type Value = Phrase;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a phrase, or `phrase: [needs]`")
    }

    fn visit_str<E>(self, text: &str) -> Result<Phrase, E> {
        Ok(Phrase {
            text: text.to_owned(),
            needs: Vec::new(),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Phrase, A::Error> {
        let one =
            || serde::de::Error::custom("write one phrase an entry, with its needs behind a colon");
        let (text, needs) = entries.next_entry()?.ok_or_else(one)?;
        match entries.next_key::<String>()? {
            None => Ok(Phrase { text, needs }),
            Some(_) => Err(one()),
        }
    }
}
