//! JPEG (ITU-T T.81 annex B): the picture's own segments stay, of the application segments only those that say how
//! its colours are meant.

use super::{KeptParts, exif};

const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;
/// The length of a JFIF segment without a thumbnail, its own two bytes of length included (JFIF 1.02).
const PLAIN_JFIF: usize = 16;

/// Returns the JPEG without metadata; `None` where `bytes` is no JPEG. Data after the picture's end (a telephone's
/// film, a second picture) goes.
pub(super) fn clean(bytes: &[u8]) -> Option<KeptParts> {
    let mut kept = KeptParts { bytes: Vec::with_capacity(bytes.len()), orientation: 1 };
    kept.bytes.extend(bytes.strip_prefix(b"\xff\xd8").map(|_| b"\xff\xd8")?);
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // A filling byte.
            0xff => at += 1,
            END => {
                kept.bytes.extend([0xff, END]);
                return Some(kept);
            }
            0x01 | 0xd0..=0xd7 => {
                kept.bytes.extend([0xff, marker]);
                at += 2;
            }
            _ => {
                let length = usize::from(u16::from_be_bytes(*bytes.get(at + 2..)?.first_chunk()?));
                let segment = bytes.get(at + 2..at + 2 + length)?;
                let said = segment.get(2..)?;
                keep_segment(&mut kept, marker, segment, said);
                at += 2 + length;
                if marker == SCAN {
                    let end = scan_end(bytes, at);
                    kept.bytes.extend(bytes.get(at..end)?);
                    at = end;
                    if at == bytes.len() {
                        // Cut off, as a broken download is; browsers show what there is.
                        return Some(kept);
                    }
                }
            }
        }
    }
}

fn keep_segment(kept: &mut KeptParts, marker: u8, segment: &[u8], said: &[u8]) {
    match marker {
        0xe0 if said.starts_with(b"JFIF\0") && segment.len() >= PLAIN_JFIF => {
            kept.bytes.extend([0xff, marker, 0, 16]);
            // Its last two bytes are the thumbnail's width and height.
            kept.bytes.extend(segment.get(2..PLAIN_JFIF - 2).unwrap_or_default());
            kept.bytes.extend([0, 0]);
        }
        0xe1 => {
            if let Some(tiff) = said.strip_prefix(b"Exif\0\0") {
                kept.orientation = exif::orientation(tiff);
            }
        }
        0xe2 if !said.starts_with(b"ICC_PROFILE\0") => {}
        0xee if !said.starts_with(b"Adobe") => {}
        0xe0 | 0xe3..=0xed | 0xef | COMMENT => {}
        _ => {
            kept.bytes.extend([0xff, marker]);
            kept.bytes.extend(segment);
        }
    }
}

/// Returns the end of the coded data that begins at `at`: the next marker that is neither a coded 0xff nor a restart.
fn scan_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes.get(at..).unwrap_or_default() {
            [0xff, 0x00 | 0xd0..=0xd7, ..] => at += 2,
            [0xff, 0xff, ..] => at += 1,
            [0xff, _, ..] => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}
