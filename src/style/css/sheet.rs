//! Style sheets: rules with what they hang on (layers, scopes, containers), and animations.

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, Delimiter, ParseError,
    ParseErrorKind, Parser as Input, ParserState, QualifiedRuleParser, RuleBodyItemParser,
    RuleBodyParser, StyleSheetParser, match_ignore_ascii_case,
};
use foldhash::HashMap;
use selectors::SelectorList;
use selectors::parser::ParseRelative;

use super::conditions::{declaration, media, supports};
use super::declarations::{Block, Custom, Declaration, Value};
use super::selector::{Css, hash, selectors};
use super::{Parsed, fault};
use crate::style::Sheet;

/// Simple selectors that those of nested rules may come to, with all they stand in. By hand; it bounds work.
const NESTED: usize = 4_096;

/// Levels of `@import` that are followed. By hand; it bounds work.
const IMPORTS: usize = 8;

/// A rule that can hide text or show it again.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) selectors: SelectorList<Css>,
    pub(crate) declarations: Vec<Declaration>,
    pub(crate) custom: Vec<Custom>,
    /// Indexes into [`Sheets`]; 0 where it stands in none.
    pub(crate) place: Place,
}

/// What a rule stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    pub(crate) layer: u32,
    pub(crate) scope: u32,
    pub(crate) container: u32,
    /// The root of the shadow tree that the sheet stands in; it holds nowhere else.
    pub(crate) tree: u32,
}

/// `@scope (ROOT) to (LIMIT)`, within the scope around it.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    pub(crate) outer: u32,
    /// What the root matches; without it, it is the element that holds the sheet.
    pub(crate) root: Option<SelectorList<Css>>,
    pub(crate) limit: Option<SelectorList<Css>>,
    /// The parent of the `style` element.
    pub(crate) holder: usize,
}

/// `@container NAME CONDITION`, within the one around it.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    pub(crate) outer: u32,
    pub(crate) name: Option<u32>,
    pub(crate) condition: Box<str>,
}

#[derive(Debug, Clone, Default)]
struct Layer {
    name: Box<str>,
    inner: Vec<u32>,
    rank: u32,
}

/// The first and the last state of an animation.
#[derive(Debug, Default)]
pub(crate) struct Keyframes {
    pub(crate) from: Vec<Declaration>,
    pub(crate) to: Vec<Declaration>,
}

/// A custom property that a sheet registers.
#[derive(Debug, Clone)]
pub(crate) struct Registered {
    pub(crate) inherits: bool,
    /// Its value where nothing is set.
    pub(crate) initial: Option<Box<str>>,
}

/// A style sheet that another one brings in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Import<'a> {
    /// The sheet that says so; empty for the page.
    pub(crate) from: &'a str,
    pub(crate) href: &'a str,
}

/// Gives a linked or imported sheet, if it can be read.
pub(crate) type Loader<'a> = &'a dyn Fn(Import<'_>) -> Option<Sheet>;

/// The rules of all sheets of a page.
#[derive(Debug, Default)]
pub(crate) struct Sheets {
    pub(crate) rules: Vec<Rule>,
    pub(crate) pending: Vec<(Box<str>, Box<str>)>,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) containers: Vec<Container>,
    pub(crate) keyframes: HashMap<u32, Keyframes>,
    pub(crate) registered: HashMap<Box<str>, Registered>,
    /// Whether the page has no doctype, so that much is read more loosely.
    pub(crate) quirks: bool,
    layers: Vec<Layer>,
    /// More rules than are kept, or nested deeper than is followed.
    pub(crate) too_many: bool,
}

impl Sheets {
    /// The sheets of a page with or without a doctype.
    pub(crate) fn new(quirks: bool) -> Self {
        Self {
            quirks,
            ..Self::default()
        }
    }

    /// Reads one sheet, which stands in an element of a tree; reading stops once there are more than `limit` rules.
    pub(crate) fn read(
        &mut self,
        text: &str,
        address: &str,
        (holder, tree): (usize, u32),
        limit: usize,
        load: Loader<'_>,
    ) {
        self.layer(0, "");
        let mut reader = Reader {
            sheets: self,
            load,
            address,
            holder,
            limit,
            imports: 0,
            begun: false,
            place: Place {
                tree,
                ..Place::default()
            },
            parent: None,
            weight: 1,
            own: Block::default(),
        };
        reader.sheet(text);
    }

    /// The number of the layer `name` in the layer `outer`, which has its place from its first mention on.
    fn layer(&mut self, outer: u32, name: &str) -> u32 {
        if self.layers.is_empty() {
            self.layers.push(Layer::default());
        }
        let mut at = outer;
        for name in name.split('.').filter(|name| !name.is_empty()) {
            let known = self.layers.get(at as usize).and_then(|layer| {
                let is = |inner: &&u32| {
                    self.layers
                        .get(**inner as usize)
                        .is_some_and(|layer| *layer.name == *name)
                };
                layer.inner.iter().find(is).copied()
            });
            at = known.unwrap_or_else(|| self.new_layer(at, name));
        }
        at
    }

    fn new_layer(&mut self, outer: u32, name: &str) -> u32 {
        let number = u32::try_from(self.layers.len()).unwrap_or(u32::MAX);
        self.layers.push(Layer {
            name: name.into(),
            ..Layer::default()
        });
        if let Some(layer) = self.layers.get_mut(outer as usize) {
            layer.inner.push(number);
        }
        number
    }

    /// Ranks the layers, once all sheets are read: what stands in a layer itself beats the layers in it.
    pub(crate) fn rank(&mut self) {
        let mut rank = 0;
        let mut open = vec![(0_u32, 0_usize)];
        while let Some((layer, next)) = open.pop() {
            let Some(known) = self.layers.get_mut(layer as usize) else {
                continue;
            };
            if let Some(inner) = known.inner.get(next).copied() {
                open.push((layer, next + 1));
                open.push((inner, 0));
            } else {
                rank += 1;
                known.rank = rank;
            }
        }
    }

    /// The rank of a layer; the greater wins among declarations that are not important.
    pub(crate) fn rank_of(&self, layer: u32) -> u32 {
        self.layers
            .get(layer as usize)
            .map_or(u32::MAX, |layer| layer.rank)
    }
}

struct Reader<'s> {
    sheets: &'s mut Sheets,
    load: Loader<'s>,
    address: &'s str,
    holder: usize,
    limit: usize,
    imports: usize,
    /// Whether it is too late for `@import`.
    begun: bool,
    place: Place,
    /// The selectors of the rule that is being read.
    parent: Option<SelectorList<Css>>,
    /// Simple selectors in `parent`, with all they stand in.
    weight: usize,
    own: Block,
}

impl Reader<'_> {
    fn sheet(&mut self, text: &str) {
        let mut deep = false;
        for rule in StyleSheetParser::new(&mut Input::new(text), self) {
            deep |= rule.is_err_and(|(error, ..)| is_deep(&error));
        }
        self.sheets.too_many |= deep;
    }

    /// Makes a rule of the declarations read so far.
    fn flush(&mut self) {
        let mut own = std::mem::take(&mut self.own);
        let Some(selectors) = self.parent.clone().filter(|_| !own.is_empty()) else {
            return;
        };
        if self.sheets.rules.len() >= self.limit {
            self.sheets.too_many = true;
            return;
        }
        own.shift(self.sheets.pending.len());
        self.sheets.pending.extend(own.pending);
        self.sheets.rules.push(Rule {
            selectors,
            declarations: own.declarations,
            custom: own.custom,
            place: self.place,
        });
    }

    /// Reads what stands in a block, in `place` and under `parent`.
    fn block(
        &mut self,
        input: &mut Input<'_>,
        place: Place,
        parent: Option<(SelectorList<Css>, usize)>,
    ) {
        if self.sheets.too_many {
            return;
        }
        self.flush();
        let outer = (self.place, self.parent.clone(), self.weight);
        self.place = place;
        if let Some((parent, weight)) = parent {
            (self.parent, self.weight) = (Some(parent), weight);
        }
        let mut deep = false;
        for item in RuleBodyParser::new(input, self) {
            deep |= item.is_err_and(|(error, ..)| is_deep(&error));
        }
        self.sheets.too_many |= deep;
        self.flush();
        (self.place, self.parent, self.weight) = outer;
    }

    fn import(&mut self, import: &ImportRule) {
        if !import.holds || self.imports >= IMPORTS {
            return;
        }
        let from = Import {
            from: self.address,
            href: &import.href,
        };
        let Some(Sheet { address, text }) = (self.load)(from) else {
            return;
        };
        let place = match &import.layer {
            Some(name) => self.in_layer(name),
            None => self.place,
        };
        let mut reader = Reader {
            sheets: &mut *self.sheets,
            load: self.load,
            address: &address,
            holder: self.holder,
            limit: self.limit,
            imports: self.imports + 1,
            begun: false,
            place,
            parent: None,
            weight: 1,
            own: Block::default(),
        };
        reader.sheet(&text);
    }

    fn in_layer(&mut self, name: &str) -> Place {
        let layer = if name.is_empty() {
            self.sheets.new_layer(self.place.layer, "")
        } else {
            self.sheets.layer(self.place.layer, name)
        };
        Place {
            layer,
            ..self.place
        }
    }
}

/// Whether blocks were nested deeper than the parser follows.
fn is_deep(error: &ParseError<()>) -> bool {
    matches!(
        error.kind,
        ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks)
    )
}

/// The text of a `data:` address.
pub(crate) fn data(href: &str) -> Option<String> {
    let rest = href
        .get(..5)
        .filter(|head| head.eq_ignore_ascii_case("data:"))
        .and(href.get(5..))?;
    let (kind, body) = rest.split_once(',')?;
    let bytes: Vec<u8> = percent_encoding::percent_decode_str(body).collect();
    if kind.to_ascii_lowercase().ends_with(";base64") {
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(bytes)
            .ok()?;
        return Some(String::from_utf8_lossy(&bytes).into_owned());
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

struct ImportRule {
    href: String,
    layer: Option<String>,
    holds: bool,
}

/// What an at-rule of ours stands for.
enum AtRule {
    /// A condition that holds or not.
    When(bool),
    Layer(Vec<String>),
    Scope(Option<SelectorList<Css>>, Option<SelectorList<Css>>),
    Container(Option<u32>, Box<str>),
    Keyframes(u32),
    Property(Box<str>),
    Import(ImportRule),
    Other,
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = AtRule;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Input<'i>,
    ) -> Result<AtRule, ParseError<()>> {
        Ok(match_ignore_ascii_case! { &name,
            "media" => AtRule::When(media(input)),
            "supports" => AtRule::When(supports(input)),
            // How it looks at the first moment is over at once.
            "starting-style" => AtRule::When(false),
            "layer" => {
                let mut names = Vec::new();
                while !input.is_exhausted() {
                    names.extend(input.parse_comma_separated(layer_name)?);
                }
                AtRule::Layer(names)
            },
            "scope" => {
                let root = input.try_parse(bracketed).ok();
                let limit = if input.try_parse(|input| input.expect_ident_matching("to")).is_ok() {
                    Some(bracketed(input)?)
                } else {
                    None
                };
                AtRule::Scope(root, limit)
            },
            "container" => {
                let name = input.try_parse(|input| {
                    let name = input.expect_ident()?;
                    if name.eq_ignore_ascii_case("not") { Err(fault()) } else { Ok(hash(name)) }
                });
                input.skip_whitespace();
                let from = input.position();
                while input.next().is_ok() {}
                AtRule::Container(name.ok(), input.slice_from(from).into())
            },
            "keyframes" | "-webkit-keyframes" => {
                AtRule::Keyframes(hash(input.expect_ident_or_string()?))
            },
            "import" if !self.begun => AtRule::Import(import(input)?),
            "property" => AtRule::Property((&**input.expect_ident()?).into()),
            _ => {
                while input.next().is_ok() {}
                AtRule::Other
            },
        })
    }

    fn rule_without_block(&mut self, prelude: AtRule, _start: &ParserState) -> Result<(), ()> {
        match prelude {
            AtRule::Layer(names) => {
                for name in names {
                    self.sheets.layer(self.place.layer, &name);
                }
            }
            AtRule::Import(import) => self.import(&import),
            _ => {}
        }
        Ok(())
    }

    fn parse_block(
        &mut self,
        prelude: AtRule,
        _start: &ParserState,
        input: &mut Input<'i>,
    ) -> Result<(), ParseError<()>> {
        self.begun = true;
        match prelude {
            AtRule::When(true) => self.block(input, self.place, None),
            AtRule::Layer(names) => {
                let place = self.in_layer(names.first().map_or("", String::as_str));
                self.block(input, place, None);
            }
            AtRule::Scope(root, limit) => {
                self.sheets.scopes.push(Scope {
                    outer: self.place.scope,
                    root,
                    limit,
                    holder: self.holder,
                });
                let scope = u32::try_from(self.sheets.scopes.len()).unwrap_or(0);
                let place = Place {
                    scope,
                    ..self.place
                };
                self.block(input, place, Some((SelectorList::implicit_scope(), 1)));
            }
            AtRule::Container(name, condition) => {
                self.sheets.containers.push(Container {
                    outer: self.place.container,
                    name,
                    condition,
                });
                let container = u32::try_from(self.sheets.containers.len()).unwrap_or(0);
                self.block(
                    input,
                    Place {
                        container,
                        ..self.place
                    },
                    None,
                );
            }
            AtRule::Keyframes(name) => {
                let mut frames = Frames::default();
                RuleBodyParser::new(input, &mut frames).for_each(drop);
                self.sheets.keyframes.insert(name, frames.0);
            }
            AtRule::Property(name) => {
                let mut property = Registered {
                    inherits: true,
                    initial: None,
                };
                while !input.is_exhausted() {
                    let described = input.parse_until_after(Delimiter::Semicolon, |input| {
                        let what = input.expect_ident_cloned()?;
                        input.expect_colon()?;
                        let from = input.position();
                        while input.next().is_ok() {}
                        Parsed::Ok((what, input.slice_from(from).trim()))
                    });
                    match described {
                        Ok((what, text)) if what.eq_ignore_ascii_case("initial-value") => {
                            property.initial = Some(text.into());
                        }
                        Ok((what, text)) if what.eq_ignore_ascii_case("inherits") => {
                            property.inherits = !text.eq_ignore_ascii_case("false");
                        }
                        _ => {}
                    }
                }
                self.sheets.registered.insert(name, property);
            }
            AtRule::When(false) | AtRule::Import(_) | AtRule::Other => {}
        }
        while input.next().is_ok() {}
        Ok(())
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = (SelectorList<Css>, usize);
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Input<'i>) -> Result<Self::Prelude, ParseError<()>> {
        self.begun = true;
        let from = input.position();
        let relative = match (&self.parent, self.place.scope) {
            (None, _) => ParseRelative::No,
            (Some(_), 0) => ParseRelative::ForNesting,
            (Some(_), _) if self.weight == 1 => ParseRelative::ForScope,
            (Some(_), _) => ParseRelative::ForNesting,
        };
        let list = selectors(input, relative)?;
        let parts = list.slice().iter().map(|one| one.len()).sum::<usize>() + 1;
        let Some(parent) = &self.parent else {
            return Ok((list, parts));
        };
        // Each `&` stands for the whole list around it.
        let stands = input.slice_from(from).matches('&').count() + list.len();
        let weight = parts + stands.saturating_mul(self.weight);
        if weight > NESTED {
            self.sheets.too_many = true;
            return Err(fault());
        }
        Ok((list.replace_parent_selector(parent), weight))
    }

    fn parse_block(
        &mut self,
        (selectors, weight): Self::Prelude,
        _start: &ParserState,
        input: &mut Input<'i>,
    ) -> Result<(), ParseError<()>> {
        self.block(input, self.place, Some((selectors, weight.max(2))));
        while input.next().is_ok() {}
        Ok(())
    }
}

impl<'i> DeclarationParser<'i> for Reader<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Input<'i>,
        _start: &ParserState,
    ) -> Result<(), ParseError<()>> {
        self.own.take(&name, input, self.sheets.quirks)
    }
}

impl RuleBodyItemParser<'_, (), ()> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        self.parent.is_some()
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

fn layer_name(input: &mut Input<'_>) -> Parsed<String> {
    let mut name = input.expect_ident()?.to_string();
    while input.try_parse(|input| input.expect_delim('.')).is_ok() {
        name.push('.');
        name.push_str(input.expect_ident()?);
    }
    Ok(name)
}

fn bracketed(input: &mut Input<'_>) -> Parsed<SelectorList<Css>> {
    input.expect_parenthesis_block()?;
    input.parse_nested_block(|input| selectors(input, ParseRelative::No))
}

/// `@import ADDRESS layer(NAME) supports(CONDITION) MEDIA`.
fn import(input: &mut Input<'_>) -> Parsed<ImportRule> {
    let href = input.expect_url_or_string()?.to_string();
    let mut layer = None;
    if input
        .try_parse(|input| input.expect_ident_matching("layer"))
        .is_ok()
    {
        layer = Some(String::new());
    } else if input
        .try_parse(|input| input.expect_function_matching("layer"))
        .is_ok()
    {
        layer = Some(input.parse_nested_block(layer_name)?);
    }
    let mut holds = true;
    if input
        .try_parse(|input| input.expect_function_matching("supports"))
        .is_ok()
    {
        holds = input.parse_nested_block(|input| {
            let simple = input.try_parse(declaration);
            Ok(simple.unwrap_or_else(|_| supports(input)))
        })?;
    }
    holds &= media(input);
    Ok(ImportRule { href, layer, holds })
}

#[derive(Default)]
struct Frames(Keyframes);

impl<'i> QualifiedRuleParser<'i> for Frames {
    type Prelude = (bool, bool);
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Input<'i>) -> Result<(bool, bool), ParseError<()>> {
        let at = input.parse_comma_separated(|input| {
            if let Ok(share) = input.try_parse(Input::expect_percentage) {
                return Ok(share);
            }
            let word = input.expect_ident()?;
            match_ignore_ascii_case! { word,
                "from" => Ok(0.0),
                "to" => Ok(1.0),
                _ => Err(ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid)),
            }
        })?;
        Ok((at.contains(&0.0), at.contains(&1.0)))
    }

    fn parse_block(
        &mut self,
        (first, last): (bool, bool),
        _start: &ParserState,
        input: &mut Input<'i>,
    ) -> Result<(), ParseError<()>> {
        let from = input.position();
        while input.next().is_ok() {}
        // Important declarations do not count in here, and variables are not followed.
        let declarations = || {
            let block = super::inline(input.slice_from(from), false);
            let plain =
                |one: &Declaration| !one.important && !matches!(one.value, Value::Pending(_));
            block
                .declarations
                .into_iter()
                .filter(plain)
                .collect::<Vec<_>>()
        };
        if first {
            self.0.from.extend(declarations());
        }
        if last {
            self.0.to.extend(declarations());
        }
        Ok(())
    }
}

impl DeclarationParser<'_> for Frames {
    type Declaration = ();
    type Error = ();
}

impl AtRuleParser<'_> for Frames {
    type Prelude = ();
    type AtRule = ();
    type Error = ();
}

impl RuleBodyItemParser<'_, (), ()> for Frames {
    fn parse_declarations(&self) -> bool {
        false
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}
