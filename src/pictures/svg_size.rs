//! The size of a drawing: its `width` and `height`, or else the window that it is drawn in (SVG 2 §8.2).

use quick_xml::Reader;
use quick_xml::events::Event;

use super::sizes::Size;

/// The number of bytes of an SVG in which its first tag is looked for.
const BEGINNING: usize = 64 * 1024;

/// Returns the size in whole pixels; `None` where `bytes` is no SVG, or has its size in nothing but percent.
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(bytes));
    let mut reader = Reader::from_str(&beginning);
    let tag = loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => break tag,
            Event::Eof => return None,
            _ => {}
        }
    };
    if tag.local_name().as_ref() != "svg" {
        return None;
    }
    let attribute = |name| Some(tag.try_get_attribute(name).ok()??.value);
    let own = |name| attribute(name).and_then(|length| pixels(&length));
    let (width, height) = own("width").zip(own("height")).or_else(|| window(&attribute("viewBox")?))?;
    Some(Size { width, height, smaller: None })
}

/// Reads a length in pixels, with or without their unit.
fn pixels(written: &str) -> Option<u32> {
    whole(written.trim().trim_end_matches("px").parse().ok()?)
}

/// Reads width and height of a `viewBox`.
fn window(written: &str) -> Option<(u32, u32)> {
    let mut numbers = written.split(|sign: char| sign.is_whitespace() || sign == ',').filter(|part| !part.is_empty());
    let mut number = |nth| whole(numbers.nth(nth)?.parse().ok()?);
    Some((number(2)?, number(0)?))
}

fn whole(length: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "its range is known")]
    (0.5..1e6).contains(&length).then(|| length.round() as u32)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_drawing_says_its_size_in_one_of_two_ways() {
        let of = |svg: &str| super::size(svg.as_bytes()).map(|size| (size.width, size.height));
        assert_eq!(of("<svg width=\"64\" height='32px'>"), Some((64, 32)));
        assert_eq!(of("<?xml version='1.0'?><!-- <svg> --><svg:svg viewBox=\"0 0 20.4,10\"/>"), Some((20, 10)));
        assert_eq!(of("<svg width=\"100%\" height=\"100%\" viewBox=\"-5 -5 30 40\">"), Some((30, 40)));
        assert_eq!(of("<svg stroke-width=\"2\" width = \"8\" height=\"9\">"), Some((8, 9)));
        for none in
            ["", "<svg", "<svg>", "<html width='1' height='1'>", "<svg viewBox='0 0 é'>", "<svg width='0' height='1'>"]
        {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
