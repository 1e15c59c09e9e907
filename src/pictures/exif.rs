//! The one thing of Exif that readers would see: how the camera was held (Exif 2.32 §4.6.4, tag 0x0112).

/// Returns the orientation in a TIFF structure: 1 to 8, 1 where it has none.
pub(super) fn orientation(tiff: &[u8]) -> u8 {
    find(tiff).filter(|found| (1..=8).contains(found)).unwrap_or(1)
}

fn find(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => Ends::Little,
        b"MM\0*" => Ends::Big,
        _ => return None,
    };
    let first = usize::try_from(little.u32(tiff, 4)?).ok()?;
    let count = usize::from(little.u16(tiff, first)?);
    (0..count).map(|entry| first + 2 + entry * 12).find_map(|entry| {
        (little.u16(tiff, entry)? == 0x0112).then(|| u8::try_from(little.u16(tiff, entry + 8)?).ok()).flatten()
    })
}

/// The byte order of numbers.
#[derive(Clone, Copy)]
enum Ends {
    Little,
    Big,
}

impl Ends {
    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let bytes = bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Ends::Little => u16::from_le_bytes(*bytes),
            Ends::Big => u16::from_be_bytes(*bytes),
        })
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let bytes = bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Ends::Little => u32::from_le_bytes(*bytes),
            Ends::Big => u32::from_be_bytes(*bytes),
        })
    }
}
