//! `handbound theme`: which themes there are, and a file of one as the beginning of the community's own.

use std::path::Path;

use anyhow::bail;

use crate::publish::{self, AddError, NewFile};
use crate::theme::{self, EjectedFile, NotTaken};

use super::{ExitStatus, default_output, read_folder};

/// Lists the themes, and which of them the handbook in `folder` has.
pub(super) fn list(folder: &Path) -> anyhow::Result<(ExitStatus, String)> {
    let chosen = chosen(folder)?;
    let themes = theme::themes();
    let width = themes.iter().map(|theme| theme.name.len()).max().unwrap_or_default();
    let line = |about: &theme::ThemeInfo| {
        let used = if chosen.as_deref() == Some(about.name) { " This handbook uses it." } else { "" };
        format!("{:width$}  {}{used}\n", about.name, about.description)
    };
    let mut words: String = themes.iter().map(line).collect();
    if let Some(name) = chosen.filter(|name| themes.iter().all(|theme| theme.name != name)) {
        words += &format!("`community.yml` names the theme `{name}`, which does not exist.\n");
    }
    Ok((ExitStatus::Success, words))
}

/// Writes `file` of the handbook's theme into the `theme/` of `folder`, where there is none of that name.
pub(super) fn eject(file: &str, folder: &Path) -> anyhow::Result<(ExitStatus, String)> {
    let taken = match theme::eject(chosen(folder)?.as_deref(), file) {
        Ok(taken) => taken,
        Err(missing) => bail!("{}", not_taken(file, &missing)),
    };
    let EjectedFile { path, bytes } = taken;
    match publish::add(folder, &[NewFile { path: path.clone(), bytes }]) {
        Ok(()) => {}
        Err(AddError::Exist(_)) => {
            bail!("`{path}` already exists, so nothing was written. Move it away first, or name another folder.")
        }
        Err(error) => return Err(error.into()),
    }
    let shown = folder.join(&path);
    // `.` adds nothing to a path that people read.
    let shown = shown.strip_prefix(".").unwrap_or(&shown);
    let words = format!(
        "Wrote `{}`. In a handbook it replaces the theme's own file.\n\
         Keep its first line: it says which file of the theme this was, and in which version of Handbound.\n",
        shown.display()
    );
    Ok((ExitStatus::Success, words))
}

/// Returns the theme of the handbook in `folder`; `None` where there is no handbook.
fn chosen(folder: &Path) -> anyhow::Result<Option<String>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let prepared = read_folder(folder, &default_output(folder))?;
    let name = |name: &crate::source::Located<String>| name.value.to_lowercase();
    let community = prepared.handbook.as_ref().map(|handbook| &handbook.book.community);
    Ok(community.map(|community| community.theme.name.as_ref().map_or_else(|| theme::USUAL.to_owned(), name)))
}

fn not_taken(file: &str, missing: &NotTaken) -> String {
    let meant =
        |meant: &Option<String>| meant.as_ref().map_or(String::new(), |name| format!(" Did you mean `{name}`?"));
    match missing {
        NotTaken::NoTheme { name, meant: near } => format!("There is no theme called `{name}`.{}", meant(near)),
        NotTaken::NoFile { theme, meant: near, all } => {
            let all = if near.is_none() { format!(" It has {}.", all.join(", ")) } else { String::new() };
            format!("The theme `{theme}` has no file `{file}`.{}{all}", meant(near))
        }
    }
}
