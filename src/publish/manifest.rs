//! The list, inside a published folder, of the files that Handbound made there: nothing else is ever touched.

use std::fs;
use std::io;
use std::path::Path;

use rustc_hash::FxHashSet;

use crate::calendar::{FEEDS, is_members_feed};

use super::{failed, refusal};

/// The list's own name. Not among the paths it holds.
pub(super) use crate::read::MANIFEST as NAME;

/// What lies in a folder that Handbound made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicationKind {
    /// A site, for everybody.
    Site,
    /// A kit, for facilitators alone.
    Kit,
}

impl PublicationKind {
    /// Returns the list's first line; the number grows when its form changes.
    fn first_line(self) -> &'static str {
        match self {
            PublicationKind::Site => "handbound 1",
            PublicationKind::Kit => "handbound kit 1",
        }
    }

    /// Returns what a folder holds, by its list; `None` where it has none.
    pub(super) fn of(folder: &Path) -> Option<PublicationKind> {
        let text = fs::read_to_string(folder.join(NAME)).ok()?;
        let is_kit = text.lines().next() == Some(PublicationKind::Kit.first_line());
        Some(if is_kit { PublicationKind::Kit } else { PublicationKind::Site })
    }
}

/// The line in place of a path that the list must not name, since it is published with the rest: that there is a
/// members' feed, not at which address. No path begins with `/`.
const MEMBERS: &str = "/members";

/// The most strangers that are named; more would not help.
const NAMED: usize = 3;

/// Returns the list of `paths`, which are sorted.
pub(super) fn text(paths: &[&str], kind: PublicationKind) -> String {
    let mut text = String::with_capacity(paths.iter().map(|path| path.len() + 1).sum::<usize>() + 16);
    let listed = paths.iter().filter(|path| !is_members_feed(path));
    let unlisted = paths.iter().any(|path| is_members_feed(path)).then_some(&MEMBERS);
    for line in std::iter::once(&kind.first_line()).chain(listed).chain(unlisted) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// Returns the files that an earlier build made in `output`; `None` where nothing is there, or an empty folder.
///
/// # Errors
///
/// When `output` holds anything that Handbound did not make.
pub(super) fn earlier(output: &Path, kind: PublicationKind) -> io::Result<Option<FxHashSet<String>>> {
    let made = match fs::read_to_string(output.join(NAME)) {
        Ok(text) => Some(read(output, &text, kind)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed("read", &output.join(NAME), &error)),
    };
    let known = made.as_ref().map(known).unwrap_or_default();
    let mut strangers = Vec::new();
    match find_strangers(output, "", &known, &mut strangers) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found.map_err(|error| failed("read", output, &error))?,
    }
    if strangers.is_empty() { Ok(made) } else { Err(refused(output, strangers)) }
}

/// Returns every path of the list, and its folders with a `/` at their end.
fn known(made: &FxHashSet<String>) -> FxHashSet<&str> {
    let mut known: FxHashSet<&str> = FxHashSet::default();
    for path in made {
        known.insert(path);
        known.extend(path.match_indices('/').map(|(at, _)| &path[..=at]));
    }
    known
}

fn read(output: &Path, text: &str, kind: PublicationKind) -> io::Result<FxHashSet<String>> {
    let mut lines = text.lines();
    let mut paths: FxHashSet<String> = match lines.next() {
        Some(line) if line == kind.first_line() => lines.map(str::to_owned).collect(),
        _ => FxHashSet::from_iter([String::new()]),
    };
    if paths.remove(MEMBERS) {
        paths.extend(members_feeds(output)?);
    }
    if paths.iter().all(|path| vetted(path).is_ok()) {
        return Ok(paths);
    }
    Err(refusal(format!(
        "`{}` lists what an earlier build made, but this version of Handbound cannot read it. Remove the folder `{}` \
         (if nothing in it is yours) and build again.",
        output.join(NAME).display(),
        output.display()
    )))
}

/// Returns the members' feeds in `output`: the list says that there is one, its name is in its folder alone.
fn members_feeds(output: &Path) -> io::Result<Vec<String>> {
    let folder = output.join(FEEDS);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| failed("read", &folder, &error))?,
    };
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    Ok(names.map(|name| format!("{FEEDS}/{name}")).filter(|path| is_members_feed(path)).collect())
}

/// Refuses paths that would leave the site, or that some system understands in another way.
pub(super) fn vetted(path: &str) -> io::Result<()> {
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let is_safe = |c: char| c != '\\' && !c.is_control();
    if path.split('/').all(is_plain) && path.chars().all(is_safe) && path != NAME {
        Ok(())
    } else {
        Err(refusal(format!("`{}` cannot be the path of a file of the site.", path.escape_debug())))
    }
}

/// Adds to `strangers` everything that is not among `known` below `folder`, whose path inside the site is `inside`.
fn find_strangers(folder: &Path, inside: &str, known: &FxHashSet<&str>, strangers: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let kind = entry.file_type()?;
        let path = format!("{inside}{name}");
        if kind.is_dir() {
            let path = path + "/";
            if known.contains(path.as_str()) {
                find_strangers(&entry.path(), &path, known, strangers)?;
            } else {
                strangers.push(path);
            }
        } else if !(kind.is_file() && (known.contains(path.as_str()) || path == NAME || is_litter(&name))) {
            strangers.push(path);
        }
    }
    Ok(())
}

/// Returns whether a file is one that systems leave in every folder that somebody looks at.
fn is_litter(name: &str) -> bool {
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn refused(output: &Path, mut strangers: Vec<String>) -> io::Error {
    strangers.sort_unstable();
    let more = strangers.len().saturating_sub(NAMED);
    strangers.truncate(NAMED);
    let mut names: String =
        strangers.iter().map(|name| format!("`{}`", name.escape_debug())).collect::<Vec<_>>().join(", ");
    if more > 0 {
        names = format!("{names} and {more} more");
    }
    refusal(format!(
        "`{}` holds files that Handbound did not make: {names}. Nothing was changed. Move them elsewhere (files to \
         publish belong in the handbook's `files/`), or name another folder with `--out`.",
        output.display()
    ))
}
