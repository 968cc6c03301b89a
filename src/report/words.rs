//! The words in which reports name places and links.

use crate::audit::Match;
use crate::credit::{Credit, Region, Target, Voice, Zone};
use crate::matching::Class;
use crate::page::Visibility;

use super::encode::shortened;

/// What the original's length is counted in.
pub(super) fn unit(found: &Match) -> &'static str {
    if found.original.counts_characters {
        "characters"
    } else {
        "words"
    }
}

/// A share as a whole percentage; never `100 %` or `0 %` when it is only near.
pub fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    let shown = if rounded >= 100.0 && share < 1.0 {
        99.0
    } else if rounded <= 0.0 && share > 0.0 {
        1.0
    } else {
        rounded
    };
    format!("{shown:.0} %")
}

/// What was taken from which original, in words.
pub(super) fn reprints(found: &Match) -> String {
    let reuse = &found.reuse;
    let original = found
        .original
        .url
        .as_deref()
        .unwrap_or(&found.original.location);
    let (taken, all) = reuse.original_tokens;
    let what = match reuse.class {
        Class::Translated => "possibly a translation of".to_owned(),
        Class::Reworded => "possibly rewords".to_owned(),
        Class::Quotation => "quotes".to_owned(),
        Class::None => "nothing of".to_owned(),
        Class::Excerpt | Class::Partial | Class::Full => percent(reuse.original_share) + " of",
    };
    let passages = match found.passages.len() {
        1 => "1 passage".to_owned(),
        count => format!("{count} passages"),
    };
    format!(
        "{what} {} ({taken} of {all} {}, {passages}, longest {})",
        shortened(original, 100),
        unit(found),
        reuse.longest_run
    )
}

/// Where a link leads.
pub(super) fn target(target: Target) -> &'static str {
    match target {
        Target::Article => "the article",
        Target::Near => "nearly the article",
        Target::Site => "the original's site",
        Target::OtherArticle => "another article of the site",
        Target::ThirdParty => "another site",
        Target::OwnPage => "the page's own site",
        Target::Opaque => "a short link that cannot be read offline",
    }
}

/// How and where a credit is seen.
pub(super) fn place(credit: &Credit) -> String {
    let visibility = match credit.visibility {
        Visibility::Visible => "visible",
        Visibility::Folded => "folded away",
        Visibility::Hidden(_) => "hidden",
        Visibility::CodeOnly => "only in the code",
    };
    let mut words = vec![visibility.to_owned()];
    if credit.visibility != Visibility::CodeOnly {
        let region = match credit.region {
            Region::Before => "before the text",
            Region::Inside => "inside the text",
            Region::After => "after the text",
            Region::Aside => "in a sidebar or list",
            Region::Comments => "in the comments",
            Region::SiteFooter => "in the site's header or footer",
            Region::Head => "in the head",
        };
        words.push(region.to_owned());
        if credit.zone == Zone::Page {
            words.push("detached".to_owned());
        }
    }
    words.push(
        match credit.voice {
            Voice::Own => "the page's own words",
            Voice::Copied => "copied with the text",
        }
        .to_owned(),
    );
    words.join(", ")
}
