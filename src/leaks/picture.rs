//! Finds text in pictures beside their pixels. Published ones were cleaned of it before; here that is not believed.

/// A piece of a picture that may hold words.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PictureText<'a> {
    Plain(&'a [u8]),
    /// Compressed with zlib.
    Packed(&'a [u8]),
}

/// Returns the chunks of a PNG file but its pixels (PNG, third edition, §11.3), and what follows its end.
pub(super) fn png(bytes: &[u8]) -> Vec<PictureText<'_>> {
    let mut parts = Vec::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((length, [a, b, c, d, after @ ..])) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX).min(after.len());
        let (data, next) = after.split_at(length);
        let text = |start: usize| data.get(start..).unwrap_or_default();
        let keyword = data.iter().position(|byte| *byte == 0).unwrap_or(data.len());
        match &[*a, *b, *c, *d] {
            b"IDAT" => {}
            b"zTXt" => parts.extend([PictureText::Plain(&data[..keyword]), PictureText::Packed(text(keyword + 2))]),
            b"iTXt" if data.get(keyword + 1) == Some(&1) => {
                // Two more texts end before the long one: its language, and the keyword in that language.
                let ends: Vec<usize> = (keyword + 3..data.len()).filter(|at| data[*at] == 0).take(2).collect();
                let start = ends.get(1).map_or(data.len(), |end| end + 1);
                parts.extend([PictureText::Plain(&data[..start]), PictureText::Packed(text(start))]);
            }
            _ => parts.push(PictureText::Plain(data)),
        }
        // Four bytes of checksum.
        rest = next.get(4..).unwrap_or_default();
    }
    parts.push(PictureText::Plain(rest));
    parts
}

/// Returns the segments before the pixels of a JPEG file, and what follows its last end (ITU T.81 §B.1).
pub(super) fn jpeg(bytes: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        if *marker == 0xDA {
            break;
        }
        let end = at + 2 + usize::from(u16::from_be_bytes([*high, *low]));
        parts.push(bytes.get(at + 4..end).or_else(|| bytes.get(at + 4..)).unwrap_or_default());
        at = end;
    }
    let start = at.min(bytes.len());
    let end = bytes[start..].windows(2).rposition(|pair| pair == [0xFF, 0xD9]).map_or(bytes.len(), |end| start + end);
    parts.push(&bytes[end..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cut_or_odd_picture_is_a_panic() {
        let mut picture =
            b"\x89PNG\r\n\x1a\n\0\0\0\x03tEXta\0b1234\0\0\0\x06zTXta\0\0xyz1234\0\0\0\x09iTXta\0\x01\0e\0f\0z1234"
                .to_vec();
        assert_eq!(
            png(&picture),
            [
                PictureText::Plain(b"a\0b"),
                PictureText::Plain(b"a"),
                PictureText::Packed(b"xyz"),
                PictureText::Plain(b"a\0\x01\0e\0f\0"),
                PictureText::Packed(b"z"),
                PictureText::Plain(b""),
            ]
        );
        while picture.pop().is_some() {
            let _ = png(&picture);
        }
        let mut photo = b"\xFF\xD8\xFF\xFE\0\x05abc\xFF\xDA\0\x02pixels\xFF\xD9after".to_vec();
        assert_eq!(jpeg(&photo), [&b"abc"[..], b"\xFF\xD9after"]);
        while photo.len() > 2 {
            photo.pop();
            let _ = jpeg(&photo);
        }
    }
}
