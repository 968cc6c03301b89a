//! The fixed words of rule files and what they stand for.

use crate::finding::{Severity, Verdict};
use crate::matching::Class;
use crate::rules::model::{LinkForm, Placement, VoiceRule, When};

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

pub(crate) const SEVERITIES: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("note", Severity::Note),
    ("off", Severity::Off),
];

pub(crate) const WHENS: &[(&str, When)] = &[
    ("always", When::Always),
    ("edited", When::Edited),
    ("translated", When::Translated),
    ("excerpt", When::Excerpt),
    ("full", When::Full),
];

pub(crate) const FORMS: &[(&str, LinkForm)] =
    &[("any", LinkForm::Any), ("hyperlink", LinkForm::Hyperlink)];

pub(crate) const PLACEMENTS: &[(&str, Placement)] = &[
    ("top", Placement::Top),
    ("end", Placement::End),
    ("near", Placement::Near),
    ("article", Placement::Article),
    ("anywhere", Placement::Anywhere),
];
