//! WebP (RFC 9649 §2): the chunks that a browser draws from stay.

use super::{KeptParts, exif};

/// The flags in `VP8X` that announce Exif and XMP (RFC 9649 §2.7.1.1).
const ANNOUNCED: u8 = 0b0000_1100;

/// Returns the WebP without metadata; `None` where `bytes` is no whole WebP.
pub(super) fn clean(bytes: &[u8]) -> Option<KeptParts> {
    let mut kept = KeptParts { bytes: Vec::with_capacity(bytes.len()), orientation: 1 };
    kept.bytes.extend(b"RIFF\0\0\0\0WEBP");
    let size = usize::try_from(u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?)).ok()?;
    let mut rest = bytes.get(12..size.checked_add(8)?.min(bytes.len()))?;
    let mut is_animated = false;
    let mut is_seen = false;
    while !rest.is_empty() {
        let kind: &[u8; 4] = rest.first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*rest.get(4..)?.first_chunk()?)).ok()?;
        let data = rest.get(8..length.checked_add(8)?)?;
        match kind {
            b"VP8X" => {
                let (flags, others) = data.split_first()?;
                add(&mut kept.bytes, *kind, &[&[flags & !ANNOUNCED], others].concat());
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {
                is_animated |= kind == b"ANIM";
                is_seen |= matches!(kind, b"VP8 " | b"VP8L" | b"ANMF");
                add(&mut kept.bytes, *kind, data);
            }
            b"EXIF" => kept.orientation = exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
            _ => {}
        }
        rest = rest.get(8 + length + length % 2..).unwrap_or_default();
    }
    let size = u32::try_from(kept.bytes.len() - 8).ok()?.to_le_bytes();
    kept.bytes.get_mut(4..8)?.copy_from_slice(&size);
    if is_animated {
        kept.orientation = 1;
    }
    is_seen.then_some(kept)
}

fn add(bytes: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    bytes.extend(kind);
    // A chunk of more than 4 GiB cannot have been read.
    bytes.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(data);
    if data.len() % 2 == 1 {
        bytes.push(0);
    }
}
