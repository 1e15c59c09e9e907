//! The community's theme with what lies in its own `theme/`, made again only when one of these files changed.

use std::sync::Arc;

use super::{clean, has_ending};
use crate::diagnostic::Diagnostic;
use crate::handbook::Community;
use crate::handbook::community::ThemeChoice;
use crate::read;
use crate::source::{FilePath, Source};
use crate::theme::{self, Theme};

/// What a file in `theme/` is.
#[derive(Clone)]
pub(super) enum OwnFile {
    Template(Arc<Source>),
    Asset(Arc<[u8]>),
    Unread(Diagnostic),
}

/// The theme that was made last, and the last one that worked.
#[derive(Default)]
pub(super) struct Themes {
    last: Option<Made>,
    good: Option<Arc<Theme>>,
}

struct Made {
    choice: ThemeChoice,
    theme: Result<Arc<Theme>, Vec<Diagnostic>>,
}

/// What the file at `file` is.
pub(super) fn own_file(file: &FilePath, bytes: Result<Vec<u8>, Box<Diagnostic>>, _before: Option<&OwnFile>) -> OwnFile {
    let read = bytes.and_then(|bytes| {
        if has_ending(file, &["html"]) {
            read::source(file, bytes).map(|source| OwnFile::Template(Arc::new(source)))
        } else {
            clean(file, bytes).map(|bytes| OwnFile::Asset(bytes.into()))
        }
    });
    read.unwrap_or_else(|problem| OwnFile::Unread(*problem))
}

impl Themes {
    /// The theme that `community` chose, with its `own` files. It is made once, until one of these changes: then
    /// [`forget`](Themes::forget) it.
    ///
    /// # Errors
    ///
    /// What is wrong with the theme.
    pub fn theme<'a>(
        &mut self,
        community: &Community,
        own: impl Iterator<Item = (&'a FilePath, &'a OwnFile)>,
    ) -> Result<Arc<Theme>, Vec<Diagnostic>> {
        let choice = &community.theme;
        let last = self.last.take().filter(|last| last.choice == *choice);
        let made = last.unwrap_or_else(|| Made { choice: choice.clone(), theme: make(choice, own).map(Arc::new) });
        if let Ok(theme) = &made.theme {
            self.good = Some(Arc::clone(theme));
        }
        self.last.insert(made).theme.clone()
    }

    /// Its own files are no longer what they were.
    pub fn forget(&mut self) {
        self.last = None;
    }

    /// The last theme that worked, or the usual one without anybody's own files.
    pub fn last_good(&mut self) -> Option<Arc<Theme>> {
        if self.good.is_none() {
            self.good = make(&ThemeChoice::default(), std::iter::empty()).ok().map(Arc::new);
        }
        self.good.clone()
    }
}

fn make<'a>(
    choice: &ThemeChoice,
    own: impl Iterator<Item = (&'a FilePath, &'a OwnFile)>,
) -> Result<Theme, Vec<Diagnostic>> {
    let (mut templates, mut assets, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (file, own) in own {
        match own {
            OwnFile::Template(source) => templates.push(Source::clone(source)),
            OwnFile::Asset(bytes) => assets.push((file.to_string(), bytes.to_vec())),
            OwnFile::Unread(problem) => problems.push(problem.clone()),
        }
    }
    match theme::theme(choice, templates, assets) {
        Ok(theme) if problems.is_empty() => Ok(theme),
        Ok(_) => Err(problems),
        Err(found) => {
            problems.extend(found);
            Err(problems)
        }
    }
}
