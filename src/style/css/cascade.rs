//! Which declaration wins.

use super::colour::Colour;
use super::declarations::{Display, PROPERTIES, Position, Property, Value};
use super::length::Length;
use super::shapes::{Filter, Transform};

/// How strong a declaration is before anything else is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The attributes of old HTML.
    Hint,
    Normal,
    Animation,
    Important,
}

/// Where a declaration comes from; the greater one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    pub(crate) level: Level,
    /// A `style` attribute.
    pub(crate) inline: bool,
    /// Rank of the layer; what stands in none is highest.
    pub(crate) layer: u32,
    pub(crate) specificity: u32,
    /// The nearer the root of its `@scope`, the greater.
    pub(crate) proximity: u32,
    pub(crate) order: u32,
}

impl Origin {
    /// Nothing but a level.
    pub(crate) const fn of(level: Level) -> Self {
        Self {
            level,
            inline: false,
            layer: u32::MAX,
            specificity: 0,
            proximity: 0,
            order: 0,
        }
    }

    /// A `style` attribute.
    pub(crate) const INLINE: Self = Self {
        inline: true,
        ..Self::of(Level::Normal)
    };

    /// The same for a declaration that is important or not: among important ones the first layer is strongest.
    pub(crate) fn with(self, important: bool) -> Self {
        if !important {
            return self;
        }
        Self {
            level: Level::Important,
            layer: u32::MAX - self.layer,
            ..self
        }
    }
}

/// The winning declarations of one element.
#[derive(Debug, Clone)]
pub(crate) struct Cascaded {
    /// For each property where its value stands in the list, from 1; 0 where there is none.
    slots: [u8; PROPERTIES],
    values: Vec<(Property, Origin, Value)>,
}

impl Default for Cascaded {
    fn default() -> Self {
        Self {
            slots: [0; PROPERTIES],
            values: Vec::new(),
        }
    }
}

impl Cascaded {
    /// Adds a declaration, which wins unless a stronger one is there.
    pub(crate) fn add(&mut self, origin: Origin, property: Property, value: Value) {
        let slot = &mut self.slots[property as usize];
        match self.values.get_mut(usize::from(*slot).wrapping_sub(1)) {
            Some((_, known, old)) => {
                if *known <= origin {
                    (*known, *old) = (origin, value);
                }
            }
            None => {
                self.values.push((property, origin, value));
                *slot = u8::try_from(self.values.len()).unwrap_or(0);
            }
        }
    }

    /// The values that wait for variables.
    pub(crate) fn pending(&mut self) -> impl Iterator<Item = (Property, &mut Value)> {
        self.values
            .iter_mut()
            .filter(|(_, _, value)| matches!(value, Value::Pending(_)))
            .map(|(property, _, value)| (*property, value))
    }

    /// A property for which `revert-layer` has won, and from where.
    pub(crate) fn reverted(&self) -> Option<(Property, Origin)> {
        self.values
            .iter()
            .find(|(_, _, value)| *value == Value::RevertLayer)
            .map(|(property, origin, _)| (*property, *origin))
    }

    /// Sets what wins for a property that is declared; without anything, it is as if it were not.
    pub(crate) fn replace(&mut self, property: Property, winner: Option<(Origin, Value)>) {
        let slot = &mut self.slots[property as usize];
        if let Some(known) = self.values.get_mut(usize::from(*slot).wrapping_sub(1)) {
            let (origin, value) = winner.unwrap_or((known.1, Value::Unknown));
            (known.1, known.2) = (origin, value);
        }
        if winner.is_none() {
            *slot = 0;
        }
    }

    /// Whether nothing was declared.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn slot(&self, property: Property) -> Option<&(Property, Origin, Value)> {
        let slot = usize::from(self.slots[property as usize]);
        self.values.get(slot.wrapping_sub(1))
    }

    /// The value that won.
    pub(crate) fn value(&self, property: Property) -> Option<Value> {
        self.slot(property).map(|(_, _, value)| *value)
    }

    /// Whether the property was declared at all.
    pub(crate) fn has(&self, property: Property) -> bool {
        self.slot(property).is_some()
    }

    /// The rule whose declaration of a property won, if it was a rule's.
    pub(crate) fn rule_of(&self, property: Property) -> Option<u32> {
        let (_, origin, _) = self.slot(property)?;
        let from_rule = !origin.inline && !matches!(origin.level, Level::Hint | Level::Animation);
        from_rule.then_some(origin.order)
    }

    /// The declared `display`.
    pub(crate) fn display(&self) -> Option<Display> {
        match self.value(Property::Display)? {
            Value::Display(display) => Some(display),
            Value::Initial => Some(Display::Inline),
            _ => None,
        }
    }

    /// The declared `position`.
    pub(crate) fn position(&self) -> Position {
        match self.value(Property::Position) {
            Some(Value::Position(position)) => position,
            _ => Position::Static,
        }
    }

    /// A declared yes or no.
    pub(crate) fn is(&self, property: Property) -> Option<bool> {
        match self.value(property)? {
            Value::Is(value) => Some(value),
            Value::Initial => Some(false),
            _ => None,
        }
    }

    /// A declared number.
    pub(crate) fn number(&self, property: Property) -> Option<f32> {
        match self.value(property)? {
            Value::Number(value) => Some(value),
            _ => None,
        }
    }

    /// A declared length.
    pub(crate) fn length(&self, property: Property) -> Option<Length> {
        match self.value(property)? {
            Value::Length(value) => Some(value),
            _ => None,
        }
    }

    /// A declared colour.
    pub(crate) fn colour(&self, property: Property) -> Option<Colour> {
        match self.value(property)? {
            Value::Colour(value) => Some(value),
            _ => None,
        }
    }

    /// The declared filter.
    pub(crate) fn filter(&self) -> Filter {
        match self.value(Property::Filter) {
            Some(Value::Filter(filter)) => filter,
            _ => Filter::NONE,
        }
    }

    /// What `zoom` and, of a box, `transform`, `translate`, `scale` and `rotate` do.
    pub(crate) fn transforms(&self, is_box: bool) -> impl Iterator<Item = Transform> {
        let all = [
            Property::Zoom,
            Property::Transform,
            Property::Translate,
            Property::Scale,
            Property::Rotate,
        ];
        let apply = if is_box { all.len() } else { 1 };
        all.into_iter()
            .take(apply)
            .filter_map(|property| match self.value(property)? {
                Value::Transform(transform) => Some(transform),
                // A zoom of 0 is none.
                Value::Number(zoom) if property == Property::Zoom && zoom > 0.0 => {
                    Some(Transform::scale(zoom))
                }
                _ => None,
            })
    }
}
