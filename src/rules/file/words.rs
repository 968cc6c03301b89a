//! The fixed words of rule files and what they stand for.

use crate::finding::{Severity, Verdict};
use crate::matching::Class;
use crate::rules::model::{Changes, LinkForm, Placement, VoiceRule, When};

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
    ("online", When::Online),
];

pub(crate) const FORMS: &[(&str, LinkForm)] =
    &[("any", LinkForm::Any), ("hyperlink", LinkForm::Hyperlink)];

pub(crate) const PLACEMENTS: &[(&str, Placement)] = &[
    ("byline", Placement::Byline),
    ("top", Placement::Top(0)),
    ("end", Placement::End),
    ("near", Placement::Near),
    ("prominent", Placement::Prominent),
    ("article", Placement::Article),
    ("anywhere", Placement::Anywhere),
];

pub(crate) const CHANGES: &[(&str, Changes)] = &[
    ("none", Changes::None),
    ("headline", Changes::Headline),
    ("style", Changes::Style),
];

/// For what `each` repeats an item.
pub(crate) const EACH: &[(&str, ())] = &[("author", ())];

/// The one thing that `visibility` can ask for.
pub(crate) const VISIBILITIES: &[(&str, ())] = &[("visible", ())];
