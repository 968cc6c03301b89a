//! The fixed words of rule files and what they stand for.

use crate::finding::Verdict;
use crate::matching::Class;
use crate::rules::model::VoiceRule;

/// The words for classes in rules.
pub(crate) const CLASSES: &[(&str, Class)] = &[
    ("full", Class::Full),
    ("partial", Class::Partial),
    ("excerpt", Class::Excerpt),
    ("quotation", Class::Quotation),
    ("reworded?", Class::Reworded),
    ("translated?", Class::Translated),
];

pub(crate) const VOICES: &[(&str, VoiceRule)] = &[("any", VoiceRule::Any), ("own", VoiceRule::Own)];

pub(crate) const VERDICTS: &[(&str, Verdict)] = &[
    (Verdict::Exempt.as_str(), Verdict::Exempt),
    (Verdict::Credited.as_str(), Verdict::Credited),
    (Verdict::Unverifiable.as_str(), Verdict::Unverifiable),
    (Verdict::NotCredited.as_str(), Verdict::NotCredited),
];
