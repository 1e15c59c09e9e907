//! Checks where a site may be published: nowhere near the handbook's own files.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::parse::is_own_folder;

use super::{PublicationKind, failed, refusal};

/// Returns `output` as an absolute path whose existing part is free of links and `..`.
///
/// # Errors
///
/// When it is the handbook's folder, holds it or is one that authors write into, or is a file or a link.
pub(super) fn vetted(handbook: &Path, output: &Path, kind: PublicationKind) -> io::Result<PathBuf> {
    let shown = output.display();
    if let Ok(found) = output.symlink_metadata() {
        if found.file_type().is_symlink() {
            return Err(refusal(format!(
                "`{shown}` is a link to another place. Name that place itself as the output folder."
            )));
        }
        if !found.is_dir() {
            return Err(refusal(format!("`{shown}` is a file, not a folder. Name another output folder.")));
        }
    }
    let resolved = resolved(output)?;
    let handbook = handbook.canonicalize().map_err(|error| failed("read", handbook, &error))?;
    if resolved == handbook {
        return Err(refusal(format!(
            "`{shown}` is the handbook's own folder. The site needs a folder to itself, such as `public`."
        )));
    }
    if handbook.starts_with(&resolved) {
        return Err(refusal(format!(
            "The handbook's folder is inside `{shown}`. The site needs a folder to itself, such as `public`."
        )));
    }
    apart(&resolved, output, kind)?;
    if let Ok(inside) = resolved.strip_prefix(&handbook)
        && let Some(Component::Normal(first)) = inside.components().next()
        && is_own_folder(&first.to_string_lossy())
        && !(kind == PublicationKind::Kit && is_below_private(inside))
    {
        return Err(refusal(format!(
            "`{shown}` is inside a folder for your own texts. The site needs a folder to itself, such as \
             `public`."
        )));
    }
    if resolved.file_name().is_none() {
        return Err(refusal(format!("`{shown}` cannot be the output folder.")));
    }
    Ok(resolved)
}

/// Refuses a kit inside a site, and a site inside a kit: whoever publishes the outer folder would publish both. One
/// around the other holds what its own kind did not make, and is refused for that.
fn apart(output: &Path, shown: &Path, kind: PublicationKind) -> io::Result<()> {
    let is_other = |folder: &&Path| PublicationKind::of(folder).is_some_and(|other| other != kind);
    let Some(other) = output.ancestors().find(is_other) else { return Ok(()) };
    let (own, is) = match kind {
        PublicationKind::Kit => ("The kit is private", "a published site"),
        PublicationKind::Site => ("The site is public", "a kit for facilitators, which is private"),
    };
    let (shown, other) = (shown.display(), other.display());
    Err(refusal(format!(
        "{own} and cannot be in `{shown}`: `{other}` is {is}. Nothing was changed. Name another folder with `--out`."
    )))
}

/// Returns whether a path inside the handbook is a folder in `private/`.
fn is_below_private(inside: &Path) -> bool {
    let mut parts = inside.components().map(|part| part.as_os_str().to_string_lossy().to_lowercase());
    parts.next().is_some_and(|first| first == "private") && parts.next().is_some()
}

/// Returns the real place of `path`, of which only the beginning may exist.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path).map_err(|error| failed("found", path, &error))?;
    let mut there = absolute.as_path();
    let mut rest = Vec::new();
    loop {
        if let Ok(real) = there.canonicalize() {
            return Ok(rest.iter().rev().fold(real, |real, part| real.join(part)));
        }
        match (there.components().next_back(), there.parent()) {
            (Some(Component::Normal(name)), Some(parent)) => {
                rest.push(name);
                there = parent;
            }
            _ => return Err(refusal(format!("`{}` cannot be the output folder.", path.display()))),
        }
    }
}
