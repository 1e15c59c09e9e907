//! GIF (as its specification of 1989 has it): comments and programs' own blocks go, but for those that keep an
//! animation going and its colours right.

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const COMMENT: u8 = 0xfe;
const APPLICATION: u8 = 0xff;

/// Returns the GIF without metadata; `None` where `bytes` is no GIF.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    // Signature, size and flags, background, aspect ratio.
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        match bytes.get(at) {
            Some(&EXTENSION) => {
                let label = *bytes.get(at + 1)?;
                at = blocks_end(bytes, at + 2)?;
                let is_seen = match label {
                    COMMENT => false,
                    APPLICATION => is_needed(bytes.get(start + 3..)?),
                    _ => true,
                };
                if is_seen {
                    kept.extend(bytes.get(start..at)?);
                }
            }
            Some(&IMAGE) => {
                // Place and size, flags, colours, the code size, the data.
                let flags = *bytes.get(at + 9)?;
                at = blocks_end(bytes, at + 10 + colours(flags) + 1)?;
                kept.extend(bytes.get(start..at)?);
            }
            // Many programs forget the last byte.
            Some(&TRAILER) | None => {
                kept.push(TRAILER);
                return Some(kept);
            }
            Some(_) => return None,
        }
    }
}

/// Returns the length of the table of colours that `flags` announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Returns the end of a row of blocks that begins at `at`: after an empty one.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// Returns whether a browser draws from an application's block, by its name.
fn is_needed(block: &[u8]) -> bool {
    [&b"NETSCAPE2.0"[..], b"ANIMEXTS1.0", b"ICCRGBG1012"].iter().any(|name| block.starts_with(name))
}

/// Returns its width and height (`GIF89a` §18).
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)));
    Some((number(6)?, number(8)?)).filter(|(width, height)| *width > 0 && *height > 0)
}
