//! Rarer ways to show or hide the line of the other tricks, a few for each kind of means.

/// Declarations of the line itself.
pub(super) const DECLARATIONS: &[&str] = &[
    "-webkit-text-security:disc",
    "-webkit-text-security:none",
    "display:table;content-visibility:hidden",
    "margin-top:-100%",
    "margin-top:-2%",
    "filter:opacity(2%) !important",
    "transform:scaleX(0)!important",
    "color:rgb(255 255 255) ! important",
    "color:rgb(0 0 90)!/* ! */important;color:white",
    "opacity:calc(1 - 1) !important;opacity:1",
    "position:absolute;clip:rect(0,0,0,0) !important",
    "position:absolute;left:100%;white-space:nowrap",
    "position:relative;left:-100%",
    "position:relative;right:100%",
    "position:relative;left:50%",
    "all:unset",
    "all:initial",
    "height:0;overflow:hidden;all:unset",
    "display:inline;margin-top:-9999px",
    "contain:strict",
    "contain:size;overflow:hidden",
    "contain:size paint",
    "contain:content",
    "contain:size",
    "overflow-y:hidden;height:0",
    "overflow-x:hidden;width:0;white-space:nowrap",
    "overflow:auto;height:0",
    "overflow:scroll;max-height:0",
    "display:table;table-layout:fixed;width:0;overflow:hidden",
    "max-height:min(0px, 40px);overflow:hidden",
    "height:calc(1em - 1em);overflow:hidden",
    "height:0;overflow:hidden;border-top:40px solid",
    "height:0;overflow:hidden;min-height:2em",
    "backface-visibility:hidden;transform:rotateY(180deg)",
    "backface-visibility:hidden",
    "transform:rotateY(180deg)",
    "transform:skew(90deg)",
    "transform:translate3d(-9999px,0,0)",
    "transform:scale3d(0,0,0)",
    "transform:scale(.001)",
    "rotate:x 90deg",
    "rotate:y 10deg",
    "scale:1 0",
    "translate:0 -9999px",
    "filter:invert(1)",
    "filter:brightness(0)",
    "filter:brightness(9)",
    "filter:invert(1) hue-rotate(180deg);background:white",
    "filter:drop-shadow(0 0 0 black)",
    "filter:blur(40px)",
    "color:Canvas",
    "color:CanvasText",
    "color:color(display-p3 1 1 1)",
    "color:rgb(none 0 0)",
    "color:rgb(from white r g b)",
    "color:rgb(from black r g b / 0)",
    "color:rgb(calc(255) 255 255)",
    "color:contrast-color(white)",
    "background:black;color:rgb(0 0 0 / 100%)",
    "background:white;color:white;text-shadow:0 0 2px white",
    "color:white;-webkit-text-stroke:1px navy",
    "position:fixed;left:100vw",
    "position:fixed;inset:100vh auto auto 0",
    "position:absolute;inset:-9999px auto auto -9999px",
    "position:absolute;top:-100em",
    "position:sticky;left:-9999px",
    "position:fixed;right:100%;white-space:nowrap",
    "float:left;margin-left:-3000px",
    "margin-top:-5000px",
    "text-indent:-500vw",
    "text-indent:-1em",
    "clip-path:rect(0 0 0 0)",
    "clip-path:inset(-10px 120% -10px -10px)",
    "clip-path:inset(-10px -5px 300% -10px)",
    "clip-path:inset(-20px)",
    "clip-path:polygon(-90px -9px,-5px -9px,-5px 90px)",
    "clip-path:shape(from 0 0, line to 0 0, close)",
    "clip-path:shape(from 0 0, line to 100% 0, line to 100% 100%, line to 0 100%, close)",
    "font-size:-3px",
    "width:-1px;overflow:hidden",
    "height:0%;overflow:hidden",
    "position:absolute;height:0%;overflow:hidden",
    "color:white;text-shadow:0 0 1px white",
    "color:white;text-shadow:1px 1px",
    "color:white;background:white;text-shadow:1px 1px black",
    "clip-path:xywh(0 0 0 0)",
    "clip-path:xywh(0 0 100% 100%)",
    "clip-path:path('M0 0')",
    "clip-path:path('M0 0H900V900H0Z')",
    "clip-path:inset(0 50%)",
    "clip-path:polygon(0 0, 100% 0)",
    "clip-path:circle(0 at 100px 100px)",
    "mask-image:radial-gradient(#0000, #0000)",
    "mask-image:linear-gradient(black, #0000 1%)",
    "animation-name:gone;animation-duration:1s;animation-fill-mode:forwards",
    "animation:gone 1s steps(1) forwards",
    "animation:gone .1s 0s 2 both",
    "animation:come 1s -2s paused both;opacity:0",
    "opacity:0;animation:none",
    "opacity:0;opacity:revert",
    "display:none;display:revert",
    "display:none;all:revert",
    "display:none;display:unset",
    "display:var(--a, var(--b, none))",
    "opacity:calc(var(--zero) * 5)",
    "background:var(--paper);color:var(--paper)",
    "display:none !ie",
    "display:none ! important",
    "display:none;}",
    "font-size:.05rem",
    "font-size:0vw",
    "font:italic bold 0px/2 serif",
    "zoom:0",
    "display:block flow",
    "display:inline-grid",
    "display:ruby-text",
    "visibility:hidden;visibility:nonsense",
    "visibility:inherit",
    "opacity:1e-9",
    "opacity:0.0",
    "opacity:+.00",
    "opacity:calc(0%)",
    "opacity:sign(0)",
];

/// Whole style sheets.
pub(super) const SHEETS: &[(&str, &str)] = &[
    ("first line in white", ".s::first-line{color:white}"),
    ("first letter gone", ".s::first-letter{font-size:0}"),
    ("class by attribute", "[class~=s]{display:none}"),
    ("attribute name in capitals", "[DATA-K]{display:none}"),
    (
        "sibling that has the line after it",
        "p:has(+ .s) ~ .s{display:none}",
    ),
    ("nothing has a nav", "body:not(:has(nav)) .s{display:none}"),
    ("scope is the root", ":scope article .s{display:none}"),
    ("host is none", ":host .s{display:none}"),
    ("nth last of type", ".s:nth-last-of-type(1){display:none}"),
    ("nth never", ".s:nth-child(0){display:none}"),
    ("nth negative", ".s:nth-child(-n+3){display:none}"),
    ("state of a form", ".s:checked{display:none}"),
    ("read-only", ".s:read-only{display:none}"),
    ("empty is", ".s:is(){display:none}"),
    ("empty not", ".s:not(:is()){display:none}"),
    ("two commas", ".s,,p{display:none}"),
    ("deep combinator", "article >>> .s{display:none}"),
    (
        "namespace",
        "@namespace svg url(http://www.w3.org/2000/svg); svg|div{display:none}",
    ),
    (
        "default namespace",
        "@namespace url(http://www.w3.org/1999/xhtml); div.s{display:none}",
    ),
    (
        "media hover and none",
        "@media (hover:hover), (hover:none){.s{display:none}}",
    ),
    (
        "media orientation",
        "@media (orientation:landscape), (orientation:portrait){.s{display:none}}",
    ),
    (
        "media resolution",
        "@media (min-resolution:.1dppx){.s{display:none}}",
    ),
    ("media monochrome", "@media (monochrome){.s{display:none}}"),
    ("media color", "@media (color){.s{display:none}}"),
    (
        "media not and",
        "@media not all and (monochrome){.s{display:none}}",
    ),
    (
        "media or",
        "@media (monochrome) or (color){.s{display:none}}",
    ),
    ("media in em", "@media (min-width:10em){.s{display:none}}"),
    (
        "media calc",
        "@media (min-width:calc(10px * 2)){.s{display:none}}",
    ),
    (
        "media unknown feature",
        "@media (made-up:1){.s{display:none}}",
    ),
    (
        "media not unknown feature",
        "@media not (made-up:1){.s{display:none}}",
    ),
    (
        "supports both",
        "@supports (display:grid) and (not (display:made-up)){.s{display:none}}",
    ),
    (
        "supports selector unknown",
        "@supports selector(:nonsense){.s{display:none}}",
    ),
    ("supports variable", "@supports (--a:1){.s{display:none}}"),
    (
        "supports or",
        "@supports (made-up:1) or (color:red){.s{display:none}}",
    ),
    (
        "nested layers",
        "@layer a{@layer b{.s{display:none}} .s{display:block}}",
    ),
    (
        "dotted layer",
        "@layer a.b{.s{display:none}} @layer a{.s{display:block}}",
    ),
    (
        "anonymous layers",
        "@layer{.s{display:none}} @layer{.s{display:block}}",
    ),
    (
        "revert-layer",
        "@layer a{.s{display:none}} @layer b{.s{display:block;display:revert-layer}}",
    ),
    (
        "revert-layer outside",
        "@layer a{.s{display:none}} .s{display:revert-layer}",
    ),
    (
        "scope to the line",
        "@scope (article) to (.s){.s{display:none}}",
    ),
    (
        "scope twice",
        "@scope (body){@scope (article){.s{display:none}}}",
    ),
    (
        "nearer scope wins",
        "@scope (article){.s{display:none}} @scope (body){.s{display:block}}",
    ),
    (
        "style container",
        "article{--x:1} @container style(--x:1){.s{display:none}}",
    ),
    (
        "style container fails",
        "article{--x:1} @container style(--x:2){.s{display:none}}",
    ),
    (
        "container not",
        "article{container-type:inline-size} @container not (max-width:50px){.s{display:none}}",
    ),
    (
        "nesting with a pseudo-class",
        "article{&:not(.x) .s{display:none}}",
    ),
    (
        "nesting in a list of two",
        ".a, article{> .s{display:none}}",
    ),
    (
        "nested supports",
        ".s{@supports (display:grid){display:none}}",
    ),
    ("nested layer", ".s{@layer a{display:none} display:block}"),
    (
        "inherited variable",
        "article{--d:none} .s{display:var(--d)}",
    ),
    (
        "variable set nearer",
        "article{--d:none} .s{--d:block;display:var(--d)}",
    ),
    (
        "variable of the wrong kind",
        ".s{--d:12px;display:none;display:var(--d)}",
    ),
    (
        "property that does not inherit",
        "@property --d{syntax:'*';inherits:false} article{--d:none} .s{display:var(--d,block)}",
    ),
    (
        "half-way keyframes",
        "@keyframes k{50%{opacity:0}} .s{animation:k 1s forwards}",
    ),
    (
        "keyframes in two parts",
        "@keyframes k{from{opacity:1} 100%{opacity:0}} .s{animation:k 1s forwards}",
    ),
    (
        "keyframes defined twice",
        "@keyframes k{to{opacity:0}} @keyframes k{to{opacity:1}} .s{animation:k 1s forwards}",
    ),
    (
        "important beats an animation",
        "@keyframes k{to{opacity:0}} .s{animation:k 1s forwards;opacity:1!important}",
    ),
    ("parent has no room", "article{contain:strict}"),
    ("parent is narrow", "article{width:0;overflow:hidden}"),
    (
        "parent is off the screen",
        "article{position:absolute;left:-9999px} .s{position:relative;left:0}",
    ),
    (
        "parent is scaled away",
        "article{transform:scale(0)} .s{transform:scale(1)}",
    ),
    ("parent is inverted", "article{filter:invert(1)}"),
    ("parent has no content", "article{display:contents}"),
    (
        "parent is a hidden flex item",
        "body{display:flex} article{visibility:collapse}",
    ),
    (
        "before is a box beside",
        ".s::before{content:'';position:absolute;left:0;top:0;width:4px;height:4px;background:white}",
    ),
    (
        "cover by the paragraph before",
        "p{position:fixed;inset:0;background:white}",
    ),
    (
        "cover that is see-through",
        "p{position:fixed;inset:0;background:white;opacity:.01}",
    ),
    (
        "line in a layer behind",
        "article{background:white;isolation:isolate} .s{position:relative;z-index:-1}",
    ),
    (
        "line behind a painted article",
        "article{background:white} .s{position:relative;z-index:-1}",
    ),
];

/// Places in which the line may stand; `{line}` is the line.
pub(super) const PLACES: &[(&str, &str)] = &[
    (
        "shadow tree with a slot",
        "<div><template shadowrootmode=open><slot></slot></template>{line}</div>",
    ),
    (
        "shadow tree without a slot",
        "<div><template shadowrootmode=open><p>x</p></template>{line}</div>",
    ),
    (
        "in a shadow tree",
        "<div><template shadowrootmode=open>{line}</template></div>",
    ),
    (
        "shadow tree that hides its slot",
        "<div><template shadowrootmode=open><div style='display:none'><slot></slot></div></template>{line}</div>",
    ),
    ("progress fallback", "<progress value=.5>{line}</progress>"),
    ("meter fallback", "<meter value=1>{line}</meter>"),
    ("select", "<select><option>x<option>{line}</select>"),
    ("textarea", "<textarea rows=6 cols=60>{line}</textarea>"),
    ("button", "<button>{line}</button>"),
    ("disabled field set", "<fieldset disabled>{line}</fieldset>"),
    (
        "ruby parenthesis",
        "<ruby>x<rp>{line}</rp><rt>y</rt></ruby>",
    ),
    ("ruby text", "<ruby>x<rt>{line}</rt></ruby>"),
    ("noframes", "<noframes>{line}</noframes>"),
    ("noembed", "<noembed>{line}</noembed>"),
    ("xmp", "<xmp>{line}</xmp>"),
    ("title in the body", "<title>{line}</title>"),
    (
        "foreign object",
        "<svg width=400 height=90><foreignObject width=400 height=90>{line}</foreignObject></svg>",
    ),
    (
        "foreign object in defs",
        "<svg width=400 height=90><defs><foreignObject width=400 height=90>{line}</foreignObject></defs></svg>",
    ),
    (
        "foreign object of no size",
        "<svg width=400 height=90><foreignObject width=0 height=0>{line}</foreignObject></svg>",
    ),
    (
        "two style attributes",
        "<div style='display:none' style='display:block'>{line}</div>",
    ),
    (
        "style attribute in capitals",
        "<div STYLE='DISPLAY:NONE'>{line}</div>",
    ),
    (
        "style attribute over lines",
        "<div style='display\n:\nnone'>{line}</div>",
    ),
    ("hidden in capitals", "<div HIDDEN>{line}</div>"),
    ("hidden false", "<div hidden=false>{line}</div>"),
    (
        "hidden row",
        "<table><tr hidden><td>{line}</td></tr></table>",
    ),
    (
        "collapsed row",
        "<table><tr style='visibility:collapse'><td>{line}</td></tr></table>",
    ),
    (
        "caption",
        "<table><caption>{line}</caption><tr><td>x</td></tr></table>",
    ),
    (
        "table with a background of white on white",
        "<table bgcolor=white><tr><td><font color='#ffffff'>{line}</font></td></tr></table>",
    ),
    (
        "body text in a table",
        "<table bgcolor=navy><tr><td><font color=navy>{line}</font></td></tr></table>",
    ),
    (
        "details in closed details",
        "<details><summary>a</summary><details open><summary>b</summary>{line}</details></details>",
    ),
    (
        "second summary",
        "<details><summary>a</summary><summary>{line}</summary></details>",
    ),
    (
        "dialog with display",
        "<dialog style='display:block'>{line}</dialog>",
    ),
    (
        "popover with display",
        "<div popover style='display:block'>{line}</div>",
    ),
    (
        "object with data",
        "<object data='data:text/plain,x' width=90 height=30>{line}</object>",
    ),
    ("picture", "<picture>{line}</picture>"),
    ("map", "<map name=m>{line}</map>"),
    (
        "label of a hidden box",
        "<label><input type=hidden>{line}</label>",
    ),
    ("slot by itself", "<slot>{line}</slot>"),
    ("unknown element", "<x-note>{line}</x-note>"),
    (
        "stretch of a line, hidden until found",
        "<style>.s{display:inline}</style><span hidden=until-found>{line}</span>",
    ),
    (
        "hidden until found, content visible",
        "<div hidden=until-found style='content-visibility:visible'>{line}</div>",
    ),
    (
        "stretch of a line, scaled to nothing",
        "<style>.s{display:inline}</style><span style='transform:scale(0)'>{line}</span>",
    ),
    (
        "stretch of a line, moved",
        "<style>.s{display:inline;translate:-9999px}</style>{line}",
    ),
    (
        "stretch of a line, indented",
        "<style>.s{display:inline;text-indent:-9999px}</style>{line}",
    ),
    (
        "stretch of a line, content not visible",
        "<style>.s{display:inline;content-visibility:hidden}</style>{line}",
    ),
    (
        "stretch of a line, zoomed to nothing",
        "<style>.s{display:inline;zoom:.01}</style>{line}",
    ),
    (
        "stretch of a line in a flex box of no size",
        "<style>.s{display:inline;width:0;height:0;overflow:hidden}</style><div style='display:flex'>{line}</div>",
    ),
    (
        "stretch of a line in a grid, scaled to nothing",
        "<style>.s{display:inline;scale:0}</style><div style='display:inline-grid'>{line}</div>",
    ),
    (
        "stretch of a line in nothing in a flex box",
        "<style>.s{display:inline;block-size:0;overflow:hidden;min-height:0;align-self:start}</style><div style='display:flex'><div style='display:contents'>{line}</div></div>",
    ),
    (
        "no box, transparent",
        "<div style='display:contents;opacity:0'>{line}</div>",
    ),
    (
        "no box, moved",
        "<div style='display:contents;transform:translate(-9999px);position:absolute;left:-9999px'>{line}</div>",
    ),
    (
        "no box, clipped",
        "<div style='display:contents;clip-path:inset(50%);height:0;overflow:hidden'>{line}</div>",
    ),
    (
        "no box, black below white letters",
        "<div style='display:contents;background:black;color:white'>{line}</div>",
    ),
    (
        "no box, not visible",
        "<div style='display:contents;visibility:hidden'>{line}</div>",
    ),
    (
        "placed in a flat box",
        "<style>.s{position:absolute}</style><div style='height:0;overflow:hidden'>{line}</div>",
    ),
    (
        "placed in a flat box that holds it",
        "<style>.s{position:absolute}</style><div style='height:0;overflow:hidden;position:relative'>{line}</div>",
    ),
    (
        "fixed in a flat box",
        "<style>.s{position:fixed;top:60px}</style><div style='height:0;overflow:hidden;position:relative'>{line}</div>",
    ),
    (
        "fixed in a flat box that is moved",
        "<style>.s{position:fixed;top:60px}</style><div style='height:0;overflow:hidden;transform:translate(0)'>{line}</div>",
    ),
    (
        "there and back again",
        "<style>@keyframes come{from{opacity:0}to{opacity:1}}.s{animation:come .05s alternate 2 both}</style>{line}",
    ),
    (
        "there and back and there again",
        "<style>@keyframes come{from{opacity:0}to{opacity:1}}.s{animation:come .01s both;animation-direction:alternate;animation-iteration-count:3}</style>{line}",
    ),
    (
        "behind an empty field",
        "<style>:placeholder-shown + .s{display:none}</style><input placeholder=Name>{line}",
    ),
    (
        "behind a filled field",
        "<style>:placeholder-shown + .s{display:none}</style><input placeholder=Name value=x>{line}",
    ),
    ("unknown element, hidden", "<x-note hidden>{line}</x-note>"),
    ("sheet after it", "{line}<style>.s{display:none}</style>"),
    (
        "sheet for print after it",
        "{line}<style media=print>.s{display:none}</style>",
    ),
    (
        "sheet of no type",
        "{line}<style type=text/plain>.s{display:none}</style>",
    ),
    (
        "sheet linked as data",
        "{line}<link rel=stylesheet href='data:text/css,.s%7Bdisplay:none%7D'>",
    ),
    (
        "alternate sheet",
        "{line}<link rel='alternate stylesheet' title=x href='data:text/css,.s%7Bdisplay:none%7D'>",
    ),
    (
        "sheet in a template",
        "{line}<template><style>.s{display:none}</style></template>",
    ),
    (
        "sheet in noscript",
        "{line}<noscript><style>.s{display:none}</style></noscript>",
    ),
    (
        "sheet in a comment",
        "{line}<!--<style>.s{display:none}</style>-->",
    ),
    (
        "sheet in svg",
        "{line}<svg width=9 height=9><style>.s{display:none}</style></svg>",
    ),
    (
        "cover after it",
        "{line}<div style='position:fixed;top:0;left:0;width:100vw;height:100vh;background:#fff'></div>",
    ),
    (
        "cover by a picture",
        "<div style='position:relative'>{line}<svg style='position:absolute;inset:0;width:100%;height:100%;background:white'></svg></div>",
    ),
    (
        "cover below its box",
        "<div style='position:relative'>{line}<div style='position:absolute;top:100%;left:0;right:0;height:9px;background:white'></div></div>",
    ),
    (
        "discs around it",
        "<div style='-webkit-text-security:circle'>{line}</div>",
    ),
    (
        "discs around it, undone",
        "<div style='-webkit-text-security:square'><div style='-webkit-text-security:none'>{line}</div></div>",
    ),
    (
        "a label with a margin",
        "<label style='margin-top:-9999px'>{line}</label>",
    ),
    (
        "a box drawn up over it",
        "<div>{line}</div><div style='margin-top:-60px;height:60px;background:white;position:relative'></div>",
    ),
    (
        "a box drawn up over its paragraph",
        "<blockquote><p>Before.</p><p>{line}</p></blockquote>\n<div style='margin-top:-80px;height:90px;background:#fff;position:relative;z-index:2'></div>",
    ),
    (
        "a low box drawn up above it",
        "<div>{line}</div><div style='margin-top:-90px;height:20px;background:white;position:relative'></div>",
    ),
    (
        "a box drawn up behind it",
        "<div>{line}</div><div style='margin-top:-60px;height:60px;background:white'></div>",
    ),
    (
        "a box drawn up that is see-through",
        "<div>{line}</div><div style='margin-top:-60px;height:60px;position:relative'></div>",
    ),
    (
        "a box drawn up before other text",
        "<div>{line}<p>One</p><p>Two</p></div><div style='margin-top:-60px;height:60px;background:white;position:relative'></div>",
    ),
    (
        "a box drawn up within its list",
        "<ul><li>{line}</ul><div style='margin-top:-60px;height:60px;background:white;position:relative'></div>",
    ),
    (
        "to the right within its holder",
        "<div style='position:relative;width:300px'><div style='position:absolute;left:100%'>{line}</div></div>",
    ),
];
