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
    ("exempt", Verdict::Exempt),
    ("credited", Verdict::Credited),
    ("unverifiable", Verdict::Unverifiable),
    ("not-credited", Verdict::NotCredited),
];
