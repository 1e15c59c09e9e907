//! PNG (W3C PNG, third edition, §5): the chunks that a browser draws from stay.

use super::{KeptParts, exif};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that change what is seen: the picture, its colours, its animation.
const SEEN: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Returns the PNG without metadata; `None` where `bytes` is no whole PNG.
pub(super) fn clean(bytes: &[u8]) -> Option<KeptParts> {
    let mut kept = KeptParts { bytes: Vec::with_capacity(bytes.len()), orientation: 1 };
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

/// Returns whether the pixels of the whole PNG `bytes` are numbers of colours in a table (§11.2.1, colour type 3).
pub(super) fn is_of_few_colours(bytes: &[u8]) -> bool {
    bytes.get(25) == Some(&3)
}

/// Returns whether the whole PNG `bytes` moves: its `acTL` comes before what is seen first (§11.3.5).
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    while let (Some(length), Some(kind)) = (rest.first_chunk(), rest.get(4..8)) {
        match kind {
            b"acTL" => return true,
            b"IDAT" => return false,
            _ => {}
        }
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        rest = rest.get(length.saturating_add(12)..).unwrap_or_default();
    }
    false
}
