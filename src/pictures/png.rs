//! PNG (W3C PNG, third edition, §5): the chunks that a browser draws from stay.

use super::{Kept, exif};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Everything that changes what is seen: the picture, its colours, its animation.
const SEEN: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// `None` where `bytes` is no whole PNG.
pub(super) fn clean(bytes: &[u8]) -> Option<Kept> {
    let mut kept = Kept { bytes: Vec::with_capacity(bytes.len()), orientation: 1 };
    kept.bytes.extend(SIGNATURE);
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut is_animated = false;
    loop {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk()?)).ok()?;
        let kind: &[u8; 4] = rest.get(4..)?.first_chunk()?;
        // Length, kind, data, check sum.
        let chunk = rest.get(..length.checked_add(12)?)?;
        if SEEN.contains(&kind) {
            kept.bytes.extend(chunk);
        }
        match kind {
            b"eXIf" => kept.orientation = exif::orientation(chunk.get(8..8 + length)?),
            b"acTL" => is_animated = true,
            b"IEND" => break,
            _ => {}
        }
        rest = rest.get(chunk.len()..)?;
    }
    if is_animated {
        // Nobody takes these with a camera, and turning one would stop it.
        kept.orientation = 1;
    }
    Some(kept)
}
