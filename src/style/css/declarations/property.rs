//! The properties that can hide text, and by which names they are set.

/// The properties that can hide text or show it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    Display,
    Visibility,
    ContentVisibility,
    Opacity,
    FontSize,
    LineHeight,
    Colour,
    /// `-webkit-text-fill-color`, which browsers draw text in before `color`.
    Fill,
    /// `fill` of SVG: whether letters are filled at all.
    Filled,
    FillOpacity,
    /// `stroke` of SVG: whether letters have an outline.
    Stroked,
    /// Whether the rows of a grid leave no room.
    NoRows,
    /// A shadow or an outline of letters, which shows them whatever their colour.
    Outline,
    /// `-webkit-text-security`: discs in the place of letters.
    Masked,
    Background,
    /// An image or a gradient; a gradient of one colour is that colour.
    BackgroundImage,
    BackgroundClip,
    Clip,
    ClipPath,
    Mask,
    TextIndent,
    Position,
    Left,
    Right,
    Top,
    Bottom,
    Width,
    Height,
    MinWidth,
    MinHeight,
    MaxWidth,
    MaxHeight,
    PaddingAcross,
    PaddingDown,
    Overflow,
    /// `contain: size`: what is inside adds nothing to the size.
    ContainSize,
    /// `contain: paint`: what reaches out is cut off.
    ContainPaint,
    /// Makes a stack of its own: what lies behind everything in it still lies before its background.
    Isolation,
    /// `backface-visibility: hidden`.
    Backface,
    Transform,
    Translate,
    Scale,
    Rotate,
    Zoom,
    MarginLeft,
    MarginTop,
    Filter,
    Float,
    AnimationName,
    AnimationFill,
    AnimationEndless,
    AnimationReverse,
    /// Whether every second run goes backwards.
    AnimationAlternate,
    /// Whether it runs an even number of times.
    AnimationEven,
    AnimationPaused,
    ZIndex,
    Content,
    ContainerType,
    ContainerName,
}

/// Number of properties.
pub(crate) const PROPERTIES: usize = Property::ContainerName as usize + 1;

/// The properties that a declaration of `name`, in lower case, sets.
pub(crate) fn longhands(name: &str) -> &'static [Property] {
    use Property as P;
    match name {
        "display" => &[P::Display],
        "visibility" => &[P::Visibility],
        "content-visibility" => &[P::ContentVisibility],
        "opacity" => &[P::Opacity],
        "font-size" => &[P::FontSize],
        "line-height" => &[P::LineHeight],
        "font" => &[P::FontSize, P::LineHeight],
        "color" => &[P::Colour],
        "-webkit-text-fill-color" => &[P::Fill],
        "fill" => &[P::Filled],
        "fill-opacity" => &[P::FillOpacity],
        "stroke" => &[P::Stroked],
        "grid-template-rows" | "grid-auto-rows" | "grid-template" | "grid" => &[P::NoRows],
        "-webkit-text-security" => &[P::Masked],
        "text-shadow" | "-webkit-text-stroke" | "-webkit-text-stroke-width" => &[P::Outline],
        "background-color" => &[P::Background],
        "background-image" => &[P::BackgroundImage],
        "background-clip" | "-webkit-background-clip" => &[P::BackgroundClip],
        "background" => &[P::Background, P::BackgroundImage, P::BackgroundClip],
        "clip" => &[P::Clip],
        "clip-path" | "-webkit-clip-path" => &[P::ClipPath],
        "mask" | "mask-image" | "-webkit-mask" | "-webkit-mask-image" => &[P::Mask],
        "text-indent" => &[P::TextIndent],
        "position" => &[P::Position],
        "left" | "inset-inline-start" => &[P::Left],
        "right" | "inset-inline-end" => &[P::Right],
        "top" | "inset-block-start" => &[P::Top],
        "bottom" | "inset-block-end" => &[P::Bottom],
        "inset" => &[P::Top, P::Right, P::Bottom, P::Left],
        "inset-inline" => &[P::Left, P::Right],
        "inset-block" => &[P::Top, P::Bottom],
        "width" | "inline-size" => &[P::Width],
        "height" | "block-size" => &[P::Height],
        "min-width" | "min-inline-size" => &[P::MinWidth],
        "min-height" | "min-block-size" => &[P::MinHeight],
        "max-width" | "max-inline-size" => &[P::MaxWidth],
        "max-height" | "max-block-size" => &[P::MaxHeight],
        "padding" => &[P::PaddingDown, P::PaddingAcross],
        "padding-left"
        | "padding-right"
        | "padding-inline"
        | "padding-inline-start"
        | "padding-inline-end" => &[P::PaddingAcross],
        "padding-top"
        | "padding-bottom"
        | "padding-block"
        | "padding-block-start"
        | "padding-block-end" => &[P::PaddingDown],
        "overflow" | "overflow-x" | "overflow-y" | "overflow-block" | "overflow-inline" => {
            &[P::Overflow]
        }
        "contain" => &[P::ContainSize, P::ContainPaint, P::Isolation],
        "isolation" | "mix-blend-mode" | "perspective" => &[P::Isolation],
        "backface-visibility" | "-webkit-backface-visibility" => &[P::Backface],
        "transform" | "-webkit-transform" => &[P::Transform],
        "translate" => &[P::Translate],
        "scale" => &[P::Scale],
        "rotate" => &[P::Rotate],
        "zoom" => &[P::Zoom],
        "margin-left" | "margin-inline-start" => &[P::MarginLeft],
        "margin-top" | "margin-block-start" => &[P::MarginTop],
        "margin" => &[P::MarginTop, P::MarginLeft],
        "margin-inline" => &[P::MarginLeft],
        "margin-block" => &[P::MarginTop],
        "filter" | "-webkit-filter" => &[P::Filter],
        "float" => &[P::Float],
        "animation-name" | "-webkit-animation-name" => &[P::AnimationName],
        "animation-fill-mode" | "-webkit-animation-fill-mode" => &[P::AnimationFill],
        "animation-iteration-count" | "-webkit-animation-iteration-count" => {
            &[P::AnimationEndless, P::AnimationEven]
        }
        "animation-direction" | "-webkit-animation-direction" => {
            &[P::AnimationReverse, P::AnimationAlternate]
        }
        "animation-play-state" | "-webkit-animation-play-state" => &[P::AnimationPaused],
        "animation" | "-webkit-animation" => &[
            P::AnimationName,
            P::AnimationFill,
            P::AnimationEndless,
            P::AnimationReverse,
            P::AnimationAlternate,
            P::AnimationEven,
            P::AnimationPaused,
        ],
        "z-index" => &[P::ZIndex],
        "content" => &[P::Content],
        "container-type" => &[P::ContainerType],
        "container-name" => &[P::ContainerName],
        "container" => &[P::ContainerName, P::ContainerType],
        "all" => &[
            P::Display,
            P::Visibility,
            P::ContentVisibility,
            P::Opacity,
            P::Colour,
            P::Fill,
            P::Outline,
            P::Masked,
            P::Background,
            P::BackgroundImage,
            P::BackgroundClip,
            P::FontSize,
            P::LineHeight,
            P::TextIndent,
            P::Position,
            P::Left,
            P::Right,
            P::Top,
            P::Bottom,
            P::Width,
            P::Height,
            P::MaxWidth,
            P::MaxHeight,
            P::Overflow,
            P::Clip,
            P::ClipPath,
            P::Mask,
            P::MarginLeft,
            P::MarginTop,
            P::Transform,
            P::Translate,
            P::Scale,
            P::Rotate,
            P::Zoom,
            P::Filter,
            P::Float,
            P::AnimationName,
            P::ZIndex,
        ],
        _ => &[],
    }
}

/// Whether CSS passes a property on to what an element holds.
pub(super) fn is_inherited(property: Property) -> bool {
    matches!(
        property,
        Property::Visibility
            | Property::FontSize
            | Property::LineHeight
            | Property::Colour
            | Property::Fill
            | Property::Filled
            | Property::FillOpacity
            | Property::Stroked
            | Property::Outline
            | Property::Masked
            | Property::TextIndent
    )
}

/// Whether a property is a size, which cannot be negative.
pub(super) fn is_size(property: Property) -> bool {
    matches!(
        property,
        Property::FontSize
            | Property::LineHeight
            | Property::Width
            | Property::Height
            | Property::MinWidth
            | Property::MinHeight
            | Property::MaxWidth
            | Property::MaxHeight
            | Property::PaddingAcross
            | Property::PaddingDown
    )
}
