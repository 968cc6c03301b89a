//! The words in which reports name places and links.

use crate::audit::Match;
use crate::credit::{Credit, CreditLink, Region, Target, Voice, Zone};
use crate::matching::Class;
use crate::page::Visibility;

/// What the original's length is counted in.
pub(super) fn unit(found: &Match) -> &'static str {
    if found.original.counts_characters {
        "characters"
    } else {
        "words"
    }
}

/// How much was taken, as the JSON report says it.
pub(super) fn class(class: Class) -> &'static str {
    match class {
        Class::None => "none",
        Class::Translated => "translated?",
        Class::Reworded => "reworded?",
        Class::Quotation => "quotation",
        Class::Excerpt => "excerpt",
        Class::Partial => "partial",
        Class::Full => "full",
    }
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

/// A link and where it leads, with what keeps it from being a plain link.
pub(super) fn link(link: &CreditLink) -> String {
    let mut words = vec![target(link.target)];
    if !link.hyperlink {
        words.push("shown as text");
    }
    if link.redirector {
        words.push("through a redirector");
    }
    if !link.follow && !link.redirector {
        words.push("not to be followed");
    }
    format!(
        "{} ({})",
        super::encode::shortened(&link.href, 100),
        words.join(", ")
    )
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
