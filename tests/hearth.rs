//! The theme hearth keeps what its style sheet promises: a small size, any direction of script; its colours are held in src/theme/tokens.rs.

const SHEET: &str = include_str!("../themes/hearth/styles/hearth.css");

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
