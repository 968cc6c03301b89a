//! Which declaration wins.

use super::declarations::{Declaration, Display, PROPERTIES, Property, Value};
use super::values::{Colour, Length};

/// Where a declaration comes from, so that the stronger one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    important: bool,
    inline: bool,
    specificity: u32,
    order: u32,
}

impl Origin {
    /// A `style` attribute.
    pub(crate) const INLINE: Self = Self {
        important: false,
        inline: true,
        specificity: 0,
        order: 0,
    };

    /// A rule of a style sheet.
    pub(crate) fn rule(specificity: u32, order: u32) -> Self {
        Self {
            important: false,
            inline: false,
            specificity,
            order,
        }
    }
}

/// The winning declarations of one element.
#[derive(Debug, Clone)]
pub(crate) struct Cascaded {
    values: [Option<(Origin, Value)>; PROPERTIES],
    any: bool,
}

impl Default for Cascaded {
    fn default() -> Self {
        Self {
            values: [None; PROPERTIES],
            any: false,
        }
    }
}

impl Cascaded {
    /// Adds a declaration, which wins unless a stronger one is there.
    pub(crate) fn add(&mut self, origin: Origin, declaration: &Declaration) {
        let origin = Origin {
            important: declaration.important,
            ..origin
        };
        self.any = true;
        let slot = &mut self.values[declaration.property as usize];
        if slot.is_none_or(|(known, _)| known <= origin) {
            *slot = Some((origin, declaration.value));
        }
    }

    /// Whether nothing was declared.
    pub(crate) fn is_empty(&self) -> bool {
        !self.any
    }

    fn value(&self, property: Property) -> Option<Value> {
        self.values[property as usize].map(|(_, value)| value)
    }

    /// Whether the property was declared at all.
    pub(crate) fn has(&self, property: Property) -> bool {
        self.values[property as usize].is_some()
    }

    /// The rule whose declaration of a property won, if it was a rule's.
    pub(crate) fn rule_of(&self, property: Property) -> Option<u32> {
        let (origin, _) = self.values[property as usize]?;
        (!origin.inline).then_some(origin.order)
    }

    /// The declared `display`.
    pub(crate) fn display(&self) -> Option<Display> {
        match self.value(Property::Display) {
            Some(Value::Display(display)) => Some(display),
            _ => None,
        }
    }

    /// A declared yes or no.
    pub(crate) fn is(&self, property: Property) -> Option<bool> {
        match self.value(property) {
            Some(Value::Is(value)) => Some(value),
            _ => None,
        }
    }

    /// A declared number.
    pub(crate) fn number(&self, property: Property) -> Option<f32> {
        match self.value(property) {
            Some(Value::Number(value)) => Some(value),
            _ => None,
        }
    }

    /// A declared length.
    pub(crate) fn length(&self, property: Property) -> Option<Length> {
        match self.value(property) {
            Some(Value::Length(value)) => Some(value),
            _ => None,
        }
    }

    /// A declared colour: `Some(None)` when it was set to something that cannot be told.
    pub(crate) fn colour(&self, property: Property) -> Option<Option<Colour>> {
        match self.value(property) {
            Some(Value::Colour(value)) => Some(Some(value)),
            Some(_) => Some(None),
            None => None,
        }
    }

    /// What `transform`, `translate`, `scale` and `zoom` do: how far they move the box, and whether they shrink it to
    /// nothing.
    pub(crate) fn transforms(&self) -> impl Iterator<Item = (Length, bool)> {
        [Property::Transform, Property::Translate, Property::Scale]
            .into_iter()
            .filter_map(|property| match self.value(property) {
                Some(Value::Transform { moved, vanishes }) => Some((moved, vanishes)),
                _ => None,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::declarations::declarations;
    use super::*;

    fn cascade(text: &str) -> Cascaded {
        let mut list = Vec::new();
        declarations(text, &mut list);
        let mut cascaded = Cascaded::default();
        for declaration in &list {
            cascaded.add(Origin::INLINE, declaration);
        }
        cascaded
    }

    #[test]
    fn the_last_declaration_wins_unless_one_is_important() {
        assert_eq!(
            cascade("display:none;display:block").display(),
            Some(Display::Block)
        );
        assert_eq!(
            cascade("display:none !IMPORTANT; display : block").display(),
            Some(Display::None)
        );
        assert_eq!(cascade("Display:None").display(), Some(Display::None));
        assert!(cascade("colour:red;;:;x").is_empty());
    }

    #[test]
    fn a_rule_is_weaker_than_the_attribute_unless_important() {
        let mut list = Vec::new();
        declarations("display:none!important", &mut list);
        let mut cascaded = cascade("display:block");
        cascaded.add(Origin::rule(1, 1), &list[0]);
        assert_eq!(cascaded.display(), Some(Display::None));
    }

    #[test]
    fn a_semicolon_in_a_data_url_ends_nothing() {
        let style = "background:url(data:image/png;base64,display:none);display:block";
        assert_eq!(cascade(style).display(), Some(Display::Block));
    }

    #[test]
    fn reads_shapes_that_leave_nothing() {
        for style in [
            "clip:rect(0,0,0,0)",
            "clip:rect(1px 1px 1px 1px)",
            "clip: rect(0 0 0 0)",
        ] {
            assert_eq!(cascade(style).is(Property::Clip), Some(true), "{style}");
        }
        assert_eq!(
            cascade("clip:rect(0,200px,80px,0)").is(Property::Clip),
            Some(false)
        );
        for style in [
            "clip-path:inset(50%)",
            "clip-path: inset(100% 0 0 0)",
            "clip-path:circle(0)",
            "clip-path:polygon(0 0, 0 0, 0 0)",
        ] {
            assert_eq!(cascade(style).is(Property::ClipPath), Some(true), "{style}");
        }
        assert_eq!(
            cascade("clip-path:inset(10% 20%)").is(Property::ClipPath),
            Some(false)
        );
    }

    #[test]
    fn reads_shorthands() {
        assert_eq!(
            cascade("font:italic 0/0 a").length(Property::FontSize),
            Some(Length::Px(0.0))
        );
        assert_eq!(
            cascade("font:bold 12px/1.5 serif").length(Property::FontSize),
            Some(Length::Px(12.0))
        );
        assert_eq!(
            cascade("margin:0 0 0 -9999px").length(Property::MarginLeft),
            Some(Length::Px(-9999.0))
        );
        assert_eq!(
            cascade("background:#fff url(x.png)").is(Property::BackgroundImage),
            Some(true)
        );
        assert!(matches!(
            cascade("background:white").colour(Property::Background),
            Some(Some(_))
        ));
        assert_eq!(
            cascade("transform:translateX(-2000px) scale(1, 0)")
                .transforms()
                .collect::<Vec<_>>(),
            [(Length::Px(-2000.0), true)]
        );
    }
}
