//! Addresses as codes that a telephone's camera reads: the only place that knows the crate for them.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use tera::Value;

use crate::calendar;
use crate::handbook::{Book, prose};

/// The white modules that a code needs on all sides (ISO/IEC 18004 §9.1).
const QUIET: usize = 4;

/// An address, as letters and as a code.
#[derive(Serialize)]
pub(super) struct CodeView {
    address: String,
    svg: Value,
}

/// Returns the code of a page of the site; `None` where the site has no address, or one that is too long.
pub(super) fn code(book: &Book, page: &str) -> Option<CodeView> {
    let website = book.community.website.as_ref()?.value.trim_end_matches('/');
    let address = calendar::page_address(website, page);
    let code = QrCode::with_error_correction_level(&address, EcLevel::M).ok()?;
    let svg = Value::safe_string(&svg(&code, &address));
    Some(CodeView { address, svg })
}

/// Draws a code with the name that is read aloud for it: a bar for each row of dark modules, on white.
fn svg(code: &QrCode, name: &str) -> String {
    let (width, colors) = (code.width(), code.to_colors());
    let whole = width + 2 * QUIET;
    let mut svg = format!("<svg class=\"kit-code\" viewBox=\"0 0 {whole} {whole}\" role=\"img\" aria-label=\"");
    prose::attribute(name, &mut svg);
    svg.push_str("\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h");
    let _ = write!(svg, "{whole}v{whole}H0z\"/><path fill=\"#000\" d=\"");
    for (row, modules) in colors.chunks(width).enumerate() {
        let mut at = 0;
        for run in modules.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let _ = write!(svg, "M{} {}h{}v1h-{}z", at + QUIET, row + QUIET, run.len(), run.len());
            }
            at += run.len();
        }
    }
    svg.push_str("\"/></svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_the_code() {
        let address = "https://tidepool.example.org/sessions/one.html";
        let code = QrCode::with_error_correction_level(address, EcLevel::M).expect("a code");
        let (width, drawn) = (code.width(), svg(&code, "a \"name\""));
        assert!(drawn.contains("aria-label=\"a &quot;name&quot;\""), "{drawn}");
        let mut dark = vec![false; width * width];
        let path = drawn.rsplit_once("d=\"").expect("a path").1;
        for bar in path.split('M').skip(1) {
            let numbers = bar.split([' ', 'h', 'v']).map_while(|part| part.parse::<usize>().ok()).collect::<Vec<_>>();
            let [x, y, length, 1] = numbers[..] else { panic!("{bar}") };
            for at in x..x + length {
                dark[(y - QUIET) * width + at - QUIET] = true;
            }
        }
        let meant: Vec<bool> = code.to_colors().iter().map(|color| *color == Color::Dark).collect();
        assert_eq!(dark, meant);
    }
}
