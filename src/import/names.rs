//! Names for new files: plain letters, legal, and never one that the folder has.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode;

use crate::handbook::links::{RESERVED, address_name};
use crate::handbook::{Book, Meta};
use crate::source::FilePath;

/// The most letters of a name.
const LONGEST: usize = 60;

/// Names of devices, which no file may have on Windows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of a folder whose files are published nowhere.
const PRIVATE: &str = "private";

/// The names that are taken, a set for each folder; letter case aside.
#[derive(Debug, Default)]
pub struct UniqueNames {
    taken: BTreeMap<&'static str, BTreeSet<String>>,
    /// The last number that was given to a name, so that a thousand like it take no square of time.
    numbers: BTreeMap<(&'static str, String), usize>,
}

pub const SESSIONS: &str = "sessions";
pub const VENUES: &str = "venues";

impl UniqueNames {
    /// Collects everything that `book` and the files beside it call their own.
    pub fn new(files: &[FilePath], book: Option<&Book>) -> Self {
        let mut names = UniqueNames::default();
        for file in files {
            // A folder's name in `sessions/`, and a file's without its ending.
            for part in file.split('/').skip(1) {
                let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
                let first = file.split('/').next().unwrap_or_default();
                names.take(if first == VENUES { VENUES } else { SESSIONS }, stem);
            }
        }
        if let Some(book) = book {
            let mut meta = |folder, meta: &Meta| {
                names.take(folder, &meta.id);
                meta.was.iter().for_each(|was| names.take(folder, &was.value));
            };
            book.sessions.iter().for_each(|session| meta(SESSIONS, &session.meta));
            book.series.iter().for_each(|series| meta(SESSIONS, &series.meta));
            book.venues.iter().for_each(|venue| meta(VENUES, &venue.meta));
        }
        names
    }

    fn take(&mut self, folder: &'static str, name: &str) {
        self.taken.entry(folder).or_default().insert(address_name(name).to_lowercase());
    }

    /// Returns a new name in `folder`, made from `text`, or from `otherwise` where no letter is left of it.
    pub fn new_name(&mut self, folder: &'static str, text: &str, otherwise: &str) -> String {
        let slug = slug(text);
        let name = if slug.is_empty() { otherwise.to_owned() } else { slug };
        let name =
            if DEVICES.contains(&name.as_str()) || name == PRIVATE { format!("{name}-{otherwise}") } else { name };
        let taken = self.taken.entry(folder).or_default();
        let is_free = |name: &str| !taken.contains(name) && !RESERVED.contains(&name) && name != "series";
        let number = self.numbers.entry((folder, name.clone())).or_insert(1);
        let mut numbered = if *number == 1 { name.clone() } else { format!("{name}-{number}") };
        while !is_free(&numbered) {
            *number += 1;
            numbered = format!("{name}-{number}");
        }
        taken.insert(numbered.clone());
        numbered
    }
}

/// Returns plain small letters and digits with single hyphens between them.
pub fn slug(text: &str) -> String {
    let mut name = String::new();
    let start: String = text.chars().take(4 * LONGEST).collect();
    for letter in deunicode(&start).chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter.to_ascii_lowercase());
        } else if letter != '\'' && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    if name.len() > LONGEST {
        let cut = name[..LONGEST].rfind('-').filter(|at| *at > LONGEST / 2).unwrap_or(LONGEST);
        name.truncate(cut);
    }
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_legal_and_new() {
        let files: Vec<FilePath> = vec!["sessions/Autumn/2026-11-19-soup.md".into(), "venues/the-hall.md".into()];
        let mut names = UniqueNames::new(&files, None);
        assert_eq!(names.new_name(SESSIONS, "2026-11-19 Soup!", "session"), "2026-11-19-soup-2");
        assert_eq!(names.new_name(SESSIONS, "2026-11-19 soup", "session"), "2026-11-19-soup-3");
        assert_eq!(names.new_name(SESSIONS, "AUTUMN", "session"), "autumn-2");
        assert_eq!(names.new_name(SESSIONS, "Index", "session"), "index-2");
        assert_eq!(names.new_name(VENUES, "The Hall", "venue"), "the-hall-2");
        assert_eq!(names.new_name(VENUES, "Con", "venue"), "con-venue");
        assert_eq!(names.new_name(VENUES, "???", "venue"), "venue");
        assert_eq!(slug("Über den Fluß — 北京, l'été"), "uber-den-fluss-bei-jing-lete");
        assert_eq!(slug(&"word ".repeat(100)).len(), 59);
    }
}
