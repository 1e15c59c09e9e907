//! The theme hearth keeps what its style sheet promises: contrast in every palette, a small size, any direction of script.

use std::collections::BTreeMap;

const SHEET: &str = include_str!("../themes/hearth/styles/hearth.css");

type Tokens = BTreeMap<String, String>;

/// The tokens in the braces of `rule`, as far as they are plain colours (`--ink: #24302f`).
fn tokens(rule: &str) -> Tokens {
    rule.split(';')
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(name, value)| Some((name.trim().strip_prefix("--")?, value.trim())))
        .filter(|(_, value)| value.starts_with('#'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The five palettes of one part of the sheet, by name, each with the tokens they share.
fn palettes(part: &str) -> BTreeMap<String, Tokens> {
    let rules: Vec<(&str, Tokens)> = part
        .split('}')
        .filter_map(|rule| rule.rsplit_once('{'))
        .filter_map(|(selector, body)| Some((selector.rsplit_once(":root")?.1.trim(), tokens(body))))
        .collect();
    let shared: Tokens = rules.iter().filter(|(own, _)| own.is_empty()).flat_map(|(_, all)| all.clone()).collect();
    let mut all = BTreeMap::from([("seaglass".to_owned(), shared.clone())]);
    for (selector, own) in rules {
        if let Some(name) = selector.strip_prefix("[data-colour=\"").and_then(|name| name.strip_suffix("\"]")) {
            all.insert(name.to_owned(), shared.clone().into_iter().chain(own).collect());
        }
    }
    all
}

/// Relative luminance, WCAG 2.2 "relative luminance".
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim_start_matches('#');
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let channel = |from: usize| {
        let value = f64::from(u8::from_str_radix(&wide[from..from + 2], 16).expect("two hexadecimal digits")) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

/// Contrast ratio, WCAG 2.2 "contrast ratio".
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_palette_has_enough_contrast_in_light_and_in_dark() {
    let (light, rest) = SHEET.split_once("@media (prefers-color-scheme: dark)").expect("a dark scheme");
    let dark = rest.split("/* 2").next().unwrap_or_default();
    let mut faint = Vec::new();
    for (scheme, part) in [("light", light), ("dark", dark)] {
        let palettes = palettes(part);
        assert_eq!(palettes.len(), 5, "palettes in {scheme}");
        for (name, colours) in palettes {
            let mut hold = |least: f64, front: &str, ground: &str| {
                let ratio = contrast(&colours[front], &colours[ground]);
                if ratio < least {
                    faint.push(format!("{name}, {scheme}: {front} on {ground} is {ratio:.2}, not {least}"));
                }
            };
            // Text: WCAG 2.2, 1.4.3.
            for ground in ["paper", "sheet", "card", "soft", "alarm-soft"] {
                for front in ["ink", "quiet", "accent"] {
                    hold(4.5, front, ground);
                }
            }
            for (front, ground) in [("paper", "accent"), ("alarm", "alarm-soft"), ("alarm", "card")] {
                hold(4.5, front, ground);
            }
            // Edges of controls and parts of pictures: WCAG 2.2, 1.4.11.
            for ground in ["paper", "sheet", "card"] {
                hold(3.0, "edge", ground);
            }
            for voice in colours.keys().filter(|name| name.starts_with("v-")) {
                hold(3.0, voice, "sheet");
            }
        }
    }
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn the_style_sheet_is_small_and_asks_nobody_for_anything() {
    assert!(SHEET.len() <= 18 * 1024, "{} bytes", SHEET.len());
    for request in ["url(", "@import", "@font-face"] {
        assert!(!SHEET.contains(request), "the style sheet has {request}");
    }
}

#[test]
fn the_style_sheet_knows_no_left_and_right() {
    for side in ["-left:", "-right:", " left:", " right:", ": left", ": right", " top:", " bottom:"] {
        assert!(!SHEET.contains(side), "the style sheet has `{side}`: a script from right to left would be wrong");
    }
}
