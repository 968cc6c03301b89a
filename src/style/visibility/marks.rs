//! What the attributes and classes of an element say about whether it is seen.

use html5ever::local_name;
use scraper::node::Element;

use super::Form;
use crate::dom::tag::Tag;
use crate::style::HiddenBy;
use crate::style::class_names::{ClassMeaning, Opens, meaning};
use crate::style::css::{Cascaded, Display, Position, Property};

/// The attributes of an element that bear on visibility.
pub(super) struct Marks<'a> {
    pub(super) class: &'a str,
    pub(super) hidden: bool,
    /// A condition of a template that never holds: `v-if="false"` of Vue and the like.
    pub(super) never: bool,
    pub(super) until_found: bool,
    pub(super) popover: bool,
    pub(super) open: bool,
    pub(super) folds: bool,
    pub(super) shut: bool,
    pub(super) for_screen_readers: bool,
    pub(super) not_displayed: bool,
    /// The text of a WeChat article, which is served unseen and shown by a script in every browser.
    pub(super) revealed: bool,
    /// Whether a style sheet that is not read may well style it.
    pub(super) styled: bool,
}

impl<'a> Marks<'a> {
    pub(super) fn of(element: &'a Element) -> Self {
        let mut marks = Self {
            class: "",
            hidden: false,
            never: false,
            until_found: false,
            popover: false,
            open: false,
            folds: false,
            shut: false,
            for_screen_readers: false,
            not_displayed: false,
            revealed: false,
            styled: false,
        };
        for (name, value) in &element.attrs {
            match name.local {
                local_name!("class") => {
                    marks.class = value;
                    marks.styled = true;
                }
                local_name!("id") => {
                    marks.styled = true;
                    marks.revealed = &**value == "js_content";
                }
                local_name!("hidden") => {
                    marks.until_found = value.eq_ignore_ascii_case("until-found");
                    marks.hidden = !marks.until_found;
                }
                local_name!("open") => marks.open = true,
                ref other if matches!(&**other, "v-if" | "v-show" | "x-show") => {
                    marks.never |= value.trim() == "false";
                }
                ref other if **other == *"popover" => {
                    marks.hidden = true;
                    marks.popover = true;
                }
                local_name!("role") => marks.folds |= value.eq_ignore_ascii_case("tabpanel"),
                _ => {}
            }
        }
        for class in marks.class.split_ascii_whitespace() {
            match meaning(class) {
                Some(ClassMeaning::ScreenReaderOnly) => marks.for_screen_readers = true,
                Some(ClassMeaning::NotDisplayed) => marks.not_displayed = true,
                Some(ClassMeaning::Folds) => marks.folds = true,
                Some(ClassMeaning::Shut) => {
                    marks.folds = true;
                    marks.shut = true;
                }
                None => {}
            }
        }
        if marks.shut || marks.for_screen_readers || marks.not_displayed {
            for class in marks.class.split_ascii_whitespace() {
                match Opens::by(class) {
                    Opens::Fold => marks.shut = false,
                    Opens::Hidden => {
                        marks.for_screen_readers = false;
                        marks.not_displayed = false;
                    }
                    Opens::Nothing => {}
                }
            }
        }
        marks
    }
}

/// How an attribute hides an element.
pub(super) fn by_attribute(
    tag: Tag,
    form: Form,
    style: &Cascaded,
    marks: &Marks<'_>,
) -> Option<HiddenBy> {
    // Browsers implement it by `content-visibility: hidden`, of the lowest rank and of boxes only.
    let is_shown = style.is(Property::ContentVisibility) == Some(false);
    if marks.until_found && form == Form::Box && !is_shown {
        return Some(HiddenBy::Attribute);
    }
    if marks.never {
        return Some(HiddenBy::Attribute);
    }
    let shut = marks.hidden || (tag == Tag::Dialog && !marks.open);
    // A declared `display` beats the attribute: browsers implement both by a rule of the lowest rank.
    (shut
        && style
            .display()
            .is_none_or(|display| display == Display::None))
    .then_some(HiddenBy::Attribute)
}

/// How the class of an element hides it where no sheet that was read says otherwise.
pub(super) fn by_class(style: &Cascaded, marks: &Marks<'_>) -> Option<HiddenBy> {
    let in_flow = style.has(Property::Position)
        && !matches!(style.position(), Position::Absolute | Position::Fixed);
    if marks.for_screen_readers && !in_flow {
        return Some(HiddenBy::ScreenReaderOnly);
    }
    (marks.not_displayed && style.display().is_none()).then_some(HiddenBy::Display)
}
