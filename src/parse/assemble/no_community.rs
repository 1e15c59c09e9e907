//! A folder without `community.yml`: what to write, and where the handbook may be instead.

use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::EntryKind;
use crate::handbook::index::ends_in;
use crate::source::FilePath;
use crate::suggest;

use super::{FileKind, classify};

const TWO_LINES: &str = "Make a file `community.yml` with two lines, such as `name: The Tidepool Circle` and \
                         `timezone: America/Halifax`.";

/// Reports that the file is missing, unless it is there and could not be read. Messages that are there only because the
/// folder is the wrong one are taken back.
pub fn report(files: &[FilePath], diagnostics: &mut Vec<Diagnostic>) {
    let is_community = |file: &FilePath| classify(file) == FileKind::Community;
    let failed = diagnostics.iter().any(|d| d.span.as_ref().is_some_and(|span| is_community(&span.file)));
    if failed && diagnostics.iter().any(|d| d.severity == Severity::Error) {
        return;
    }
    diagnostics.retain(|d| d.code != "misplaced-file");
    diagnostics.push(Diagnostic {
        code: "no-community-file",
        severity: Severity::Error,
        message: "This folder has no `community.yml`, the one file that makes a folder a handbook.".to_owned(),
        help: Some(advice(files)),
        span: None,
        related: Vec::new(),
    });
}

fn advice(files: &[FilePath]) -> String {
    let in_subfolder = files.iter().find_map(|file| {
        let (folder, name) = file.rsplit_once('/')?;
        is_called_community(name).then_some(folder)
    });
    if let Some(folder) = in_subfolder {
        return format!("There is one in `{folder}`: that is probably the handbook's folder.");
    }
    let here = || files.iter().map(|file| &**file).filter(|file| !file.contains('/'));
    let texts = || here().filter(|name| ends_in(name, &[".yml", ".yaml", ".txt", ".md"]));
    let misspelt = texts().find(|name| name.to_lowercase().starts_with("community."));
    if let Some(name) = misspelt.or_else(|| suggest::nearest("community.yml", texts())) {
        return format!("If `{name}` is meant to be that file, rename it to `community.yml`.");
    }
    let is_in_folder = |file: &FilePath| file.split_once('/').and_then(|(top, _)| EntryKind::of_folder(top)).is_some();
    let has_folders = files.iter().any(is_in_folder);
    if !has_folders && here().any(|name| ends_in(name, &[".md"])) {
        return format!(
            "If this is one of a handbook's folders, such as `sessions`, use the folder above. {TWO_LINES}"
        );
    }
    TWO_LINES.to_owned()
}

fn is_called_community(name: &str) -> bool {
    name.eq_ignore_ascii_case("community.yml") || name.eq_ignore_ascii_case("community.yaml")
}
