//! Extracts everything that a published file says: its text, what is compressed in it, and the files inside it.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use rawzip::{CompressionMethod, ZipArchive};

use crate::handbook::index::ends_in;
use crate::handbook::normalize::NormalizedText;

use super::decode::{self, Escapes};
use super::picture;

/// The most bytes that are unpacked of one published file; more would be a trap, or a film.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;

/// The most files that are looked for in one archive.
const MOST_MEMBERS: usize = 10_000;

/// The greatest depth of files in files: an office file in an archive holds files of its own.
const DEEPEST: u8 = 3;

/// The size of the pieces in which a file of unknown kind is normalized, so that no film has to be in memory twice.
const PIECE: usize = 1024 * 1024;

/// The size in bytes above which a file of unknown kind is a film, and read in one way only.
const LARGEST_IN_MANY_WAYS: usize = 16 * 1024 * 1024;

/// The reason a part of a file was not searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsearched {
    /// It unpacks to more than is looked at.
    TooLarge,
    /// It has a password, is packed in an unknown way, or is damaged.
    Closed,
    /// It is a PDF, or holds one: most of them keep their letters as numbers, which only a program that draws them can
    /// read.
    Pdf,
}

/// Takes a normalized text, and the name of the file inside the published one that it comes from.
pub(super) type TextVisitor<'a> = &'a mut dyn FnMut(Option<&str>, &[u8]);

/// Hands every text of the file at `path` to `visit`: its name first. `reach` is the length of the longest text that is
/// searched for.
pub(super) fn each_text(path: &str, bytes: &[u8], reach: usize, visit: TextVisitor<'_>) -> Option<Unsearched> {
    let mut look = FileSearch { visit, reach, left: MOST_UNPACKED, unsearched: None };
    look.file(path, None, bytes, 0);
    look.unsearched
}

struct FileSearch<'a> {
    visit: TextVisitor<'a>,
    reach: usize,
    /// The number of bytes that may still be unpacked.
    left: usize,
    unsearched: Option<Unsearched>,
}

impl FileSearch<'_> {
    fn file(&mut self, name: &str, inside: Option<&str>, bytes: &[u8], depth: u8) {
        match bytes {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => self.archive(inside, bytes, depth),
            [0x1F, 0x8B, 8, ..] => {
                let decoder = MultiGzDecoder::new(bytes);
                // Its header may hold the name from before it was packed (RFC 1952 §2.3.1).
                let header = decoder.header().into_iter().flat_map(|header| [header.filename(), header.comment()]);
                header.flatten().for_each(|words| self.unknown(inside, words));
                let unpacked = self.unpack(decoder);
                let name = name.strip_suffix(".gz").unwrap_or(name);
                self.deeper(name, inside, &unpacked, depth);
            }
            [b'%', b'P', b'D', b'F', ..] => {
                // Titles and authors are often there as they are.
                self.unknown(inside, bytes);
                self.unsearched = self.unsearched.or(Some(Unsearched::Pdf));
            }
            [0x89, b'P', b'N', b'G', ..] => {
                for part in picture::png(bytes) {
                    match part {
                        picture::PictureText::Plain(bytes) => self.unknown(inside, bytes),
                        picture::PictureText::Packed(bytes) => {
                            let unpacked = self.unpack(ZlibDecoder::new(bytes));
                            self.unknown(inside, &unpacked);
                        }
                    }
                }
            }
            [0xFF, 0xD8, ..] => picture::jpeg(bytes).iter().for_each(|part| self.unknown(inside, part)),
            [0xFF, 0xFE, rest @ ..] => self.file(name, inside, &narrow(rest, u16::from_le_bytes), depth),
            [0xFE, 0xFF, rest @ ..] => self.file(name, inside, &narrow(rest, u16::from_be_bytes), depth),
            _ if ends_in(
                name,
                &[".html", ".htm", ".xhtml", ".xml", ".svg", ".rels", ".opf", ".ncx", ".md", ".markdown"],
            ) =>
            {
                self.pieces(inside, bytes, |bytes, [seen, aside]| decode::markup(bytes, seen, aside));
            }
            _ if ends_in(name, &[".ics", ".vcf"]) => {
                self.pieces(inside, bytes, |bytes, [out]| decode::calendar(bytes, out));
            }
            _ if ends_in(name, &[".json", ".webmanifest", ".js", ".map", ".geojson"]) => {
                self.pieces(inside, bytes, |bytes, [out]| {
                    decode::text(bytes, Escapes::Json, out);
                    bytes.len()
                });
            }
            _ => self.unknown(inside, bytes),
        }
    }

    fn deeper(&mut self, name: &str, inside: Option<&str>, bytes: &[u8], depth: u8) {
        if depth < DEEPEST {
            self.file(name, inside, bytes, depth + 1);
        } else {
            self.unsearched = self.unsearched.or(Some(Unsearched::TooLarge));
        }
    }

    /// Searches bytes of unknown meaning: as they are, with `\n` for a new line where that is written, without the
    /// zeros between the letters of UTF-16, and without the byte after a control character, which is a length and looks
    /// like a letter.
    fn unknown(&mut self, inside: Option<&str>, bytes: &[u8]) {
        let is_control = |byte: u8| byte < b'\t';
        let is_binary = bytes.iter().any(|byte| is_control(*byte));
        self.words(inside, bytes, if is_binary { Escapes::Binary } else { Escapes::Usual });
        if bytes.len() > LARGEST_IN_MANY_WAYS {
            return;
        }
        if bytes.windows(2).any(|pair| matches!(pair, [b'\\', b'n' | b'u'])) {
            self.words(inside, bytes, Escapes::Json);
        }
        if is_binary {
            let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            self.words(inside, &narrow, Escapes::Binary);
            let before = std::iter::once(b' ').chain(bytes.iter().copied());
            let parted = before.zip(bytes).map(|(before, byte)| if is_control(before) { b' ' } else { *byte });
            let parted: Vec<u8> = parted.collect();
            self.words(inside, &parted, Escapes::Binary);
        }
    }

    fn words(&mut self, inside: Option<&str>, bytes: &[u8], escapes: Escapes) {
        self.pieces(inside, bytes, |bytes, [out]| {
            // Between two words, where there are any.
            let end = match bytes.get(..PIECE) {
                Some(piece) => piece.iter().rposition(u8::is_ascii_whitespace).filter(|end| *end > 0).unwrap_or(PIECE),
                None => bytes.len(),
            };
            decode::text(&bytes[..end], escapes, out);
            end
        });
    }

    /// Searches `bytes` piece by piece: `read` adds the first piece to the texts and returns its length.
    fn pieces<const TEXTS: usize>(
        &mut self,
        inside: Option<&str>,
        mut bytes: &[u8],
        read: impl Fn(&[u8], &mut [NormalizedText; TEXTS]) -> usize,
    ) {
        let mut texts = std::array::from_fn(|_| NormalizedText::default());
        loop {
            bytes = &bytes[read(bytes, &mut texts)..];
            for text in &mut texts {
                if bytes.is_empty() {
                    text.gap();
                }
                (self.visit)(inside, text.bytes());
                text.forget(self.reach);
            }
            if bytes.is_empty() {
                return;
            }
        }
    }

    /// Unpacks as much as there is room for. Damaged data is searched as far as it goes.
    fn unpack(&mut self, packed: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        let most = u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1);
        if packed.take(most).read_to_end(&mut bytes).is_err() {
            self.unsearched = self.unsearched.or(Some(Unsearched::Closed));
        }
        if bytes.len() > self.left {
            bytes.truncate(self.left);
            self.unsearched = Some(Unsearched::TooLarge);
        }
        self.left -= bytes.len();
        bytes
    }

    /// Searches office files, books and archives.
    fn archive(&mut self, inside: Option<&str>, bytes: &[u8], depth: u8) {
        let Ok(archive) = ZipArchive::from_slice(bytes) else {
            self.unsearched = self.unsearched.or(Some(Unsearched::Closed));
            return self.unknown(inside, bytes);
        };
        self.unknown(inside, archive.comment().as_bytes());
        let mut entries = archive.entries();
        let mut members = 0;
        loop {
            let entry = match entries.next_entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => return,
                Err(_) => {
                    self.unsearched = self.unsearched.or(Some(Unsearched::Closed));
                    return;
                }
            };
            members += 1;
            if members > MOST_MEMBERS {
                self.unsearched = Some(Unsearched::TooLarge);
                return;
            }
            let path = entry.file_path();
            let name = String::from_utf8_lossy(path.as_bytes()).into_owned();
            let whole = inside.map_or_else(|| name.clone(), |outer| format!("{outer}, {name}"));
            self.unknown(Some(&whole), path.as_bytes());
            self.unknown(Some(&whole), entry.comment().as_bytes());
            if entry.is_dir() {
                continue;
            }
            let data = archive.get_entry(entry.wayfinder()).ok().filter(|_| !entry.flags().is_encrypted());
            let method = entry.compression_method();
            match data {
                Some(data) if method == CompressionMethod::STORE => {
                    self.deeper(&name, Some(&whole), data.data(), depth);
                }
                Some(data) if method == CompressionMethod::DEFLATE => {
                    let unpacked = self.unpack(DeflateDecoder::new(data.data()));
                    self.deeper(&name, Some(&whole), &unpacked, depth);
                }
                _ => self.unsearched = self.unsearched.or(Some(Unsearched::Closed)),
            }
        }
    }
}

/// Converts UTF-16 to UTF-8.
fn narrow(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|character| character.unwrap_or(' ')).collect::<String>().into_bytes()
}
