//! That what is drawn can be read: contrast, and nothing that the policy would block.

use super::{SCRIPT, STYLE};

/// The colours of a theme by name.
fn theme(dark: bool) -> Vec<(String, [f64; 3])> {
    let light = STYLE.split(":root {").nth(1).unwrap();
    let dark_too = STYLE.split("prefers-color-scheme: dark").nth(1).unwrap();
    let block = if dark {
        dark_too.split(":root {").nth(1).unwrap()
    } else {
        light
    };
    let block = block.split("}").next().unwrap();
    let mut colours = Vec::new();
    for part in block.split(';') {
        if let Some((name, value)) = part.split_once(':')
            && let Some((_, name)) = name.split_once("--")
            && let Some(hex) = value.trim().strip_prefix('#')
        {
            let channel = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap());
            colours.push((name.to_owned(), [channel(0), channel(2), channel(4)]));
        }
    }
    colours
}

/// The contrast of WCAG 2, 1 to 21.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|channel| {
            let share = channel / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_stands_out_from_its_ground() {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut add = |ink: &str, ground: &str| pairs.push((ink.to_owned(), ground.to_owned()));
    for ground in ["paper", "raised"] {
        for ink in ["ink", "quiet", "link", "bad", "open", "good", "exempt"] {
            add(ink, ground);
        }
    }
    for verdict in ["bad", "open", "good", "exempt", "none"] {
        add(verdict, &format!("{verdict}-wash"));
    }
    for passage in 0..super::map::COLOURS {
        for ink in ["ink", "del", "ins"] {
            add(ink, &format!("c{passage}"));
        }
    }
    add("credit-ink", "credit");
    for dark in [false, true] {
        let colours = theme(dark);
        let get = |name: &str| {
            let found = colours.iter().find(|(known, _)| known == name);
            found
                .unwrap_or_else(|| panic!("no colour {name}, dark: {dark}"))
                .1
        };
        for (ink, ground) in &pairs {
            let contrast = contrast(get(ink), get(ground));
            assert!(
                contrast >= 4.5,
                "{ink} on {ground}, dark: {dark}: {contrast:.2}"
            );
        }
    }
}

#[test]
fn the_script_writes_no_markup_and_asks_nobody() {
    for word in [
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttpRequest",
        "setAttribute('style",
        ".style",
        "import(",
    ] {
        assert!(!SCRIPT.contains(word), "{word}");
    }
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains("</"));
    assert!(!SCRIPT.contains("</"));
}
