//! Class names by which frameworks and themes hide things, for pages whose style sheets are not read.

use std::sync::LazyLock;

use foldhash::HashMap;

/// What a class name does to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClassMeaning {
    /// Hidden from the eye but not from screen readers.
    ScreenReaderOnly,
    /// `display: none`.
    NotDisplayed,
    /// Part of something that opens when the reader asks.
    Folds,
    /// Shut until the reader asks.
    Shut,
}

static MEANINGS: LazyLock<HashMap<&'static str, ClassMeaning>> = LazyLock::new(|| {
    let lists: [(&[&'static str], ClassMeaning); 4] = [
        (
            &[
                "a11y-hidden",
                "assistive-text",
                "element-invisible",
                "hidden-visually",
                "hide-visually",
                "is-sr-only",
                "is-visually-hidden",
                "screen-reader",
                "screen-reader-only",
                "screen-reader-text",
                "screenreader",
                "screenreader-only",
                "show-for-sr",
                "sr-only",
                "sr-only-focusable",
                "u-visually-hidden",
                "visually-hidden",
                "visually-hidden-focusable",
                "visuallyhidden",
            ],
            ClassMeaning::ScreenReaderOnly,
        ),
        (
            &["d-none", "display-none", "hidden", "is-hidden", "u-hidden"],
            ClassMeaning::NotDisplayed,
        ),
        (
            &["accordion-content", "accordion-body", "tabs-panel"],
            ClassMeaning::Folds,
        ),
        (
            &["tab-pane", "collapse", "accordion-collapse"],
            ClassMeaning::Shut,
        ),
    ];
    lists
        .into_iter()
        .flat_map(|(names, meaning)| names.iter().map(move |name| (*name, meaning)))
        .collect()
});

/// What a class name does, if it is one of those known.
pub(crate) fn meaning(class: &str) -> Option<ClassMeaning> {
    MEANINGS.get(class).copied()
}

/// What a class name undoes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    /// A fold.
    Fold,
    /// A name that hides: breakpoints show the element again on a wide window.
    Hidden,
    Nothing,
}

impl Opens {
    /// What the name undoes.
    pub(crate) fn by(class: &str) -> Self {
        if matches!(class, "active" | "show" | "in" | "is-active") {
            return Self::Fold;
        }
        let at_a_size = ["sm", "md", "lg", "xl"].iter().any(|size| {
            let tailwind = class
                .strip_prefix(size)
                .and_then(|rest| rest.strip_prefix(':'));
            let bootstrap = class
                .strip_prefix("d-")
                .and_then(|rest| rest.strip_prefix(size))
                .and_then(|rest| rest.strip_prefix('-'));
            tailwind
                .or(bootstrap)
                .is_some_and(|rest| !matches!(rest, "hidden" | "none" | "sr-only"))
        });
        if at_a_size || class == "not-sr-only" {
            return Self::Hidden;
        }
        Self::Nothing
    }
}
