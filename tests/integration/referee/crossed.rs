//! Tricks made by crossing what is declared, by which selector, under which at-rule and in what place.

use super::tricks::Trick;

/// What is declared.
const DECLARED: &[&str] = &[
    "display:none",
    "visibility:hidden",
    "opacity:0",
    "color:white",
    "font-size:0",
    "height:0;overflow:hidden",
    "position:absolute;left:-9999px",
    "clip-path:inset(50%)",
    "transform:scale(0)",
    "text-indent:-9999px;overflow:hidden",
    "color:navy",
    "opacity:.8",
    "display:inline-block",
];

/// By what the box around the line is chosen; `html` of the place gives it these names.
const CHOSEN: &[&str] = &[
    ".box",
    "#box.box",
    "article > :is(.box, .none)",
    "[data-box='1']",
    "article :has(> .s)",
    ".box:not(:hover)",
    "p ~ .box:last-child",
    "article .none, .box:nth-child(n)",
    ".none",
    ".box:hover",
];

/// Around the rule; `{}` is the rule.
const UNDER: &[(&str, &str)] = &[
    ("nothing", "{}"),
    ("media", "@media screen and (min-width:100px){{}}"),
    ("print", "@media print{{}}"),
    ("layer", "@layer base{{}}"),
    ("supports", "@supports (color:red){{}}"),
    ("scope", "@scope (body){{}}"),
    ("nesting", "html{& {}}"),
    (
        "container",
        "body{container-type:inline-size} @container (min-width:100px){{}}",
    ),
];

/// The box around the line.
const PLACES: &[(&str, &str)] = &[
    ("div", "<div class=box id=box data-box=1>{line}</div>"),
    (
        "footer",
        "<footer class='box b' id=box data-box=1>{line}</footer>",
    ),
    (
        "list item",
        "<ul class=box id=box data-box=1><li>{line}</ul>",
    ),
    (
        "details",
        "<details open class=box id=box data-box=1><summary>x</summary>{line}</details>",
    ),
    (
        "cell",
        "<table class=box id=box data-box=1><tr><td>{line}</table>",
    ),
    (
        "quotation",
        "<blockquote class='a box' id=box data-box=1><span>{line}</span></blockquote>",
    ),
];

/// How many of all combinations are tried, spread evenly.
const TRIED: usize = 160;

/// Every so-many-th combination of all.
pub(super) fn all() -> Vec<Trick> {
    let sizes = [DECLARED.len(), CHOSEN.len(), UNDER.len(), PLACES.len()];
    let count: usize = sizes.iter().product();
    // Has no divisor in common with the number of combinations, so that none comes twice.
    let step = 1_777;
    (0..TRIED)
        .map(|number| {
            let mut at = number * step % count;
            let [declared, chosen, under, place] = sizes.map(|size| {
                let index = at % size;
                at /= size;
                index
            });
            let rule = format!("{}{{{}}}", CHOSEN[chosen], DECLARED[declared]);
            Trick {
                name: format!(
                    "cross: {} | {} | {} | {}",
                    DECLARED[declared], CHOSEN[chosen], UNDER[under].0, PLACES[place].0
                ),
                css: format!("{}\n", UNDER[under].1.replace("{}", &rule)),
                html: PLACES[place].1.to_owned(),
            }
        })
        .collect()
}
