//! Where SVG draws its letters, and on what: what stands beside the drawing, or is painted like the page, nobody sees.

use scraper::node::Element;

use super::{Shown, offset};
use crate::dom::attr;
use crate::style::css::{Cascaded, Colour, Property, Value};
use crate::style::visibility::{Cause, PageStyle};

/// The size of a drawing that says none, in pixels: CSS 2, 10.3.2.
const SIZE: (f32, f32) = (300.0, 150.0);

/// A text that begins farther than this to the left of its drawing does not reach into it, in pixels. By hand.
const LEFT: f32 = 900.0;

/// What letters of a drawing are filled with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Paint {
    Nothing,
    Colour(Colour),
    /// A pattern, or what cannot be told.
    Something,
}

/// The part of a drawing that shows, in the units of the element, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Canvas {
    across: (f32, f32),
    down: (f32, f32),
    /// Whether nothing but letters is drawn, so that they stand on the page.
    is_plain: bool,
}

impl Canvas {
    /// That of an `svg` element by its attributes. A drawing with a view box may show what lies around that, so a whole
    /// box more counts on each side.
    fn of(element: &Element, is_plain: bool) -> Option<Self> {
        if let Some(view) = attr!(element, "viewBox") {
            let separators = |c: char| c == ',' || c.is_ascii_whitespace();
            let numbers: Vec<f32> = { view.split(separators) }
                .filter(|part| !part.is_empty())
                .map_while(|part| part.parse().ok())
                .collect();
            let [x, y, width, height] = numbers[..] else {
                return None;
            };
            let more = width.max(height);
            return Some(Self {
                across: (x - more, x + width + more),
                down: (y - more, y + height + more),
                is_plain,
            });
        }
        let size = |text: Option<&str>, usual| text.map_or(Some(usual), number);
        Some(Self {
            across: (0.0, size(attr!(element, "width"), SIZE.0)?),
            down: (0.0, size(attr!(element, "height"), SIZE.1)?),
            is_plain,
        })
    }

    /// The same for what is moved and scaled; `None` where it is turned, or cannot be told.
    fn moved(mut self, transform: &str) -> Option<Self> {
        for one in transform.split_inclusive(')') {
            let one = one.trim_matches(|c: char| c == ',' || c == ')' || c.is_ascii_whitespace());
            if one.is_empty() {
                continue;
            }
            let (name, arguments) = one.split_once('(')?;
            let mut arguments = arguments
                .split(|c: char| c == ',' || c.is_ascii_whitespace())
                .filter(|part| !part.is_empty())
                .map(number);
            let first = arguments.next()??;
            let second = arguments
                .next()
                .map_or(Some(None), |second| second.map(Some))?;
            match name.trim() {
                "translate" => {
                    let down = second.unwrap_or_default();
                    self.across = (self.across.0 - first, self.across.1 - first);
                    self.down = (self.down.0 - down, self.down.1 - down);
                }
                "scale" => {
                    let down = second.unwrap_or(first);
                    if first <= 0.0 || down <= 0.0 {
                        return None;
                    }
                    self.across = (self.across.0 / first, self.across.1 / first);
                    self.down = (self.down.0 / down, self.down.1 / down);
                }
                _ => return None,
            }
        }
        Some(self)
    }

    /// Whether a text that begins there does not show. How large its letters are is not known, but larger than the whole
    /// drawing they hardly are.
    fn leaves_out(&self, x: f32, y: Option<f32>) -> bool {
        let height = self.down.1 - self.down.0;
        x >= self.across.1
            || x <= self.across.0 - LEFT
            || y.is_some_and(|y| y <= self.down.0 || y >= self.down.1 + height)
    }
}

/// A number of pixels.
fn number(text: &str) -> Option<f32> {
    let text = text.trim();
    text.strip_suffix("px").unwrap_or(text).parse().ok()
}

impl Shown {
    /// Takes in what an `svg` element shows of what it holds; `is_plain` if that is nothing but text.
    pub(crate) fn draw(
        &mut self,
        element: &Element,
        style: &Cascaded,
        page: &PageStyle,
        is_plain: bool,
    ) {
        let is_sized = [Property::Width, Property::Height, Property::Overflow]
            .into_iter()
            .any(|property| style.has(property));
        let may_be = page.external && attr!(element, "class").is_some();
        self.canvas = Canvas::of(element, is_plain)
            // One in another has another scale.
            .filter(|_| !is_sized && !may_be && self.canvas.is_none());
    }

    /// Takes in where an element stands in a drawing.
    pub(super) fn place(&mut self, index: usize, element: &Element) {
        let Some(canvas) = self.canvas else {
            return;
        };
        let own = Cause::Element(offset(index));
        let transform = attr!(element, "transform").unwrap_or_default();
        let is_nothing = ["scale(0)", "scale(0,0)", "scale(0 0)", "scale(0, 0)"];
        if is_nothing.contains(&transform.trim()) {
            self.clip(own);
        }
        // Text that does not begin where it is said to stand, and text that is drawn along a line.
        let elsewhere = [
            "text-anchor",
            "dominant-baseline",
            "direction",
            "dx",
            "dy",
            "rotate",
            "style",
        ];
        let is_elsewhere = { element.attrs.iter() }
            .any(|(name, _)| elsewhere.contains(&&*name.local))
            || &*element.name.local == "textPath";
        self.canvas = canvas.moved(transform).filter(|_| !is_elsewhere);
        if &*element.name.local != "text" {
            return;
        }
        // Without a line of its own its parts may have some.
        let y = attr!(element, "y").and_then(number);
        let x = attr!(element, "x").map_or(Some(0.0), number);
        if let (Some(canvas), Some(x)) = (self.canvas, x)
            && canvas.leaves_out(x, y)
        {
            self.clip(own);
        }
    }

    /// Takes in what an element says its letters are filled with.
    pub(super) fn fill_with(&mut self, style: &Cascaded, may_be_other: bool) {
        match style.value(Property::Filled) {
            Some(Value::Is(false)) => self.paint = Paint::Nothing,
            Some(Value::Colour(colour)) => self.paint = Paint::Colour(colour),
            Some(Value::Initial) => self.paint = Paint::Colour(Colour::grey(0.0)),
            Some(Value::Inherit) => {}
            Some(_) => self.paint = Paint::Something,
            None if may_be_other => self.paint = Paint::Something,
            None => {}
        }
    }

    /// Whether letters of a drawing are painted with nothing, or like what is behind them.
    pub(super) fn is_unpainted(&self) -> bool {
        let on_page = self.canvas.is_some_and(|canvas| canvas.is_plain);
        !self.stroked
            && (self.faint
                || match (self.paint, self.background) {
                    (Paint::Nothing, _) => true,
                    (Paint::Colour(colour), Some(background)) if on_page => {
                        colour.over(background).is_like(background)
                    }
                    _ => false,
                })
    }
}
