//! Classifies the files of the handbook folder by place and ending; and finds where a file that has no meaning probably
//! belongs.

use crate::diagnostic::Diagnostic;
use crate::handbook::EntryKind;
use crate::source::{FilePath, Span};
use crate::suggest::nearest;

use super::FileKind;
use super::entries::stem;

/// Folders whose files are not read as entries.
const OTHER_FOLDERS: [&str; 3] = ["files", "theme", "private"];

/// The stem of the file that makes a folder a handbook.
const COMMUNITY: &str = "community";

/// The stem of the file of a series, in its folder.
const SERIES: &str = "series";

/// Documents about the folder itself, wherever they lie.
const ASIDE: [&str; 6] = ["readme", "license", "licence", "contributing", "changelog", "code_of_conduct"];

/// Returns whether a folder of that name, directly in the handbook's, is for what authors write.
#[must_use]
pub fn is_own_folder(name: &str) -> bool {
    all_folders().any(|own| own.eq_ignore_ascii_case(name))
}

/// Returns whether entries are read where the file at `path` lies, whatever it is called: in one of their folders, or
/// beside `community.yml` under the name of one.
#[must_use]
pub fn is_for_entries(path: &str) -> bool {
    match path.split_once('/') {
        Some((folder, _)) => EntryKind::of_folder(folder).is_some(),
        None => stem(path) == COMMUNITY || EntryKind::of_files(stem(path)).is_some(),
    }
}

/// Returns the kind of the file at `path`.
pub(super) fn kind(path: &str) -> FileKind {
    if path.split('/').any(|part| part.starts_with(['_', '.'])) {
        return FileKind::Other;
    }
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let Some((name, folders)) = rest.split_last() else {
        return top_level(first);
    };
    match first {
        "private" => return FileKind::Private,
        "theme" => return FileKind::Theme,
        "files" => return FileKind::Other,
        _ => {}
    }
    let kind = EntryKind::of_folder(first);
    if kind.is_some() && (is_yaml(name) || without_txt(name).is_some()) {
        return FileKind::Misplaced;
    }
    if !is_markdown(name) || is_aside(name) {
        return FileKind::Other;
    }
    let kind = match (kind, folders) {
        (Some(EntryKind::Session), []) if stem(name) == SERIES => None,
        (Some(EntryKind::Session), [_]) if stem(name) == SERIES => Some(EntryKind::Series),
        _ => kind.filter(|kind| folders.len() <= kind.row().depth),
    };
    let folders = || folders.iter().map(|folder| (*folder).to_owned()).collect();
    kind.map_or(FileKind::Misplaced, |kind| FileKind::Entries { kind, folders: folders() })
}

fn top_level(name: &str) -> FileKind {
    let yaml = is_yaml(name);
    if without_txt(name).is_some_and(|meant| top_level(meant) != FileKind::Other) {
        return FileKind::Misplaced;
    }
    if !(yaml || is_markdown(name)) || is_aside(name) {
        return FileKind::Other;
    }
    match EntryKind::of_files(stem(name)) {
        _ if yaml && stem(name) == COMMUNITY => FileKind::Community,
        Some(kind) if yaml || kind.is_single() => FileKind::Entries { kind, folders: Vec::new() },
        // Other tools keep YAML files of their own here; only a near miss is meant for us.
        None if yaml && near_miss(stem(name)).is_none() => FileKind::Other,
        _ => FileKind::Misplaced,
    }
}

/// Returns the message for a file that has no meaning where it lies.
pub(super) fn misplaced(path: &FilePath) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let (message, help) = match parts.as_slice() {
        _ if without_txt(name).is_some() => (
            "This file's name ends in `.txt`, which some programs add and hide. Handbound does not read such files."
                .to_owned(),
            format!("Rename it to `{}`.", without_txt(name).unwrap_or_default()),
        ),
        [_] if is_yaml(name) => {
            let near = near_miss(stem(name)).unwrap_or(COMMUNITY);
            (
                format!("There is no file of this name in a handbook. Did you mean `{near}.yml`?"),
                format!("Rename it to `{near}.yml`, or put `_` before its name to leave it out."),
            )
        }
        [_] => match near_miss(stem(name)) {
            Some(near) if EntryKind::of_files(near).is_some_and(EntryKind::is_single) => (
                format!("There is no file of this name in a handbook. Did you mean `{near}.md`?"),
                format!("Rename it to `{near}.md`, or move it into `pages/`."),
            ),
            Some(near) if near != COMMUNITY => (
                format!("Handbound does not use this Markdown file beside `community.yml`; `{near}` is a folder."),
                format!("Move it into `{near}/`, or put `_` before its name to leave it out."),
            ),
            _ => (
                "Handbound does not use this Markdown file beside `community.yml`.".to_owned(),
                "Move it into `pages/`, or put `_` before its name to leave it out.".to_owned(),
            ),
        },
        [folder, ..] if is_yaml(name) => (
            format!("A YAML file inside `{folder}/` is not read."),
            format!("Put its entries into `{folder}.yml` beside `community.yml`."),
        ),
        ["sessions", "series.md" | "series.markdown"] => (
            "`series.md` describes a subfolder of `sessions/`, but this file is not in one.".to_owned(),
            "Move it into the subfolder with the series' sessions.".to_owned(),
        ),
        ["sessions", series, ..] => (
            "Handbound reads sessions one folder deep, not deeper.".to_owned(),
            format!("Move the file into `sessions/{series}/`."),
        ),
        [folder, ..] if EntryKind::of_folder(folder).is_some() => {
            (format!("`{folder}/` has no subfolders."), format!("Move the file into `{folder}/`."))
        }
        [folder, ..] => match nearest(folder, all_folders()) {
            Some(near) => (
                format!("Handbound does not know the folder `{folder}/`. Did you mean `{near}/`?"),
                format!("Rename the folder to `{near}`, or move the file into `pages/`."),
            ),
            None => (
                format!("Handbound does not know the folder `{folder}/`."),
                "Move the file into `pages/`, or put `_` before the folder's name to leave it out.".to_owned(),
            ),
        },
        [] => (String::new(), String::new()),
    };
    Diagnostic::error("misplaced-file", Span::whole(path), message).help(help)
}

fn near_miss(stem: &str) -> Option<&'static str> {
    let single = EntryKind::all().filter(|kind| kind.is_single()).map(|kind| kind.row().files);
    nearest(stem, EntryKind::folders().chain([COMMUNITY]).chain(single))
}

fn all_folders() -> impl Iterator<Item = &'static str> {
    EntryKind::folders().chain(OTHER_FOLDERS)
}

pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Returns the name that was meant by `01-first.md.txt`, as text editors write it.
fn without_txt(name: &str) -> Option<&str> {
    let (meant, ending) = name.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case("txt") && (is_markdown(meant) || is_yaml(meant))).then_some(meant)
}

/// Returns whether `name` is a Markdown file.
pub(super) fn is_markdown(name: &str) -> bool {
    has_ending(name, &["md", "markdown"])
}

/// Returns whether `name` is a YAML file.
pub(super) fn is_yaml(name: &str) -> bool {
    has_ending(name, &["yml", "yaml"])
}

/// Returns whether `name` is a table in plain text.
#[must_use]
pub fn is_table(name: &str) -> bool {
    has_ending(name, &["csv", "tsv"])
}

/// Returns whether `name` is a text that people wrote, which is published as it is: a download, or a template of a
/// theme.
#[must_use]
pub fn is_written_text(name: &str) -> bool {
    is_table(name)
        || has_ending(name, &["txt", "text", "rtf", "html", "htm", "md", "markdown", "ics", "vcf", "xml", "svg"])
}

/// Returns whether `name` is a text for programs, which is published as it is. What looks like a passcode there is a
/// word of theirs.
#[must_use]
pub fn is_code(name: &str) -> bool {
    has_ending(name, &["css", "js", "mjs", "json", "geojson", "webmanifest", "yml", "yaml"])
}

/// Returns whether `name` is a table of a spreadsheet program, which is not read.
pub(super) fn is_spreadsheet(name: &str) -> bool {
    has_ending(name, &["xlsx", "xls", "xlsm", "ods", "numbers", "gsheet"])
}

fn is_aside(name: &str) -> bool {
    let stem = stem(name).to_lowercase().replace('-', "_");
    ASIDE.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_place_tells_its_kind() {
        let entries = |kind, folders: &[&str]| FileKind::Entries {
            kind,
            folders: folders.iter().map(|folder| (*folder).to_owned()).collect(),
        };
        let cases = [
            ("community.yml", FileKind::Community),
            ("community.YAML", FileKind::Community),
            ("values.md", entries(EntryKind::Values, &[])),
            ("agreements.yml", entries(EntryKind::Agreements, &[])),
            ("people.yml", entries(EntryKind::Person, &[])),
            ("people/wren.Markdown", entries(EntryKind::Person, &[])),
            ("people/wren.svg", FileKind::Other),
            ("sessions/01.md", entries(EntryKind::Session, &[])),
            ("sessions/autumn/01.md", entries(EntryKind::Session, &["autumn"])),
            ("sessions/autumn/series.md", entries(EntryKind::Series, &["autumn"])),
            ("sessions/series.md", FileKind::Misplaced),
            ("guidance/online/a.md", entries(EntryKind::Guidance, &["online"])),
            ("pages/a/b/c.md", entries(EntryKind::Page, &["a", "b"])),
            ("values/care.md", FileKind::Misplaced),
            ("private/debriefs/a.md", FileKind::Private),
            ("theme/notes.md", FileKind::Theme),
            ("files/form.md", FileKind::Other),
            ("README.md", FileKind::Other),
            ("pages/README.md", FileKind::Other),
            ("LICENSE", FileKind::Other),
            ("mkdocs.yml", FileKind::Other),
            ("people/old/wren.md", FileKind::Misplaced),
            ("sessions/a/b/c.md", FileKind::Misplaced),
            ("sessions/01.md.txt", FileKind::Misplaced),
            ("sessions/outline.txt", FileKind::Other),
            ("values.md.txt", FileKind::Misplaced),
            ("notes.txt", FileKind::Other),
            ("about.md", FileKind::Misplaced),
            ("comunity.yml", FileKind::Misplaced),
            ("notes/a.md", FileKind::Misplaced),
        ];
        for (path, expected) in cases {
            assert_eq!(kind(path), expected, "{path}");
        }
    }

    #[test]
    fn a_misplaced_file_hears_where_it_belongs() {
        let cases = [
            (
                "session/01.md",
                "Handbound does not know the folder `session/`. Did you mean `sessions/`?",
                "Rename the folder to `sessions`, or move the file into `pages/`.",
            ),
            ("people/old/wren.md", "`people/` has no subfolders.", "Move the file into `people/`."),
            (
                "about.md",
                "Handbound does not use this Markdown file beside `community.yml`.",
                "Move it into `pages/`, or put `_` before its name to leave it out.",
            ),
            (
                "comunity.yml",
                "There is no file of this name in a handbook. Did you mean `community.yml`?",
                "Rename it to `community.yml`, or put `_` before its name to leave it out.",
            ),
            (
                "values.md.txt",
                "This file's name ends in `.txt`, which some programs add and hide. Handbound does not read such files.",
                "Rename it to `values.md`.",
            ),
            (
                "sessions/a/b/c.md",
                "Handbound reads sessions one folder deep, not deeper.",
                "Move the file into `sessions/a/`.",
            ),
        ];
        for (path, message, help) in cases {
            let said = misplaced(&path.into());
            assert_eq!(
                (said.code, said.message.as_str(), said.help.as_deref()),
                ("misplaced-file", message, Some(help))
            );
        }
    }
}
