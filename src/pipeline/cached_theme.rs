//! The community's theme with what lies in its own `theme/`, made again only when one of these files changed.

use std::sync::Arc;

use super::{clean, has_ending};
use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::Community;
use crate::handbook::community::ThemeChoice;
use crate::read;
use crate::source::{FilePath, Source};
use crate::theme::{self, Theme};

/// A file in `theme/`, by its use.
#[derive(Clone)]
pub(super) enum OwnFile {
    Template(Arc<Source>),
    /// With a warning where readers may miss something of it.
    Asset(Arc<[u8]>, Option<Diagnostic>),
    Unread(Diagnostic),
}

/// The theme that was made last, and the last one that worked.
#[derive(Default)]
pub(super) struct Themes {
    last: Option<CachedTheme>,
    good: Option<WorkingTheme>,
    /// The last choice whose colour is known, be it that none was chosen.
    known: Option<ThemeChoice>,
}

struct CachedTheme {
    choice: ThemeChoice,
    theme: Result<Arc<Theme>, Vec<Diagnostic>>,
}

/// A theme that works, with the community's own files in it.
struct WorkingTheme {
    choice: ThemeChoice,
    own: Vec<(FilePath, OwnFile)>,
    theme: Arc<Theme>,
}

/// Returns the file at `file`, read by its ending: a template or an asset, or what is wrong with it.
pub(super) fn own_file(file: &FilePath, bytes: Result<Vec<u8>, Box<Diagnostic>>, _before: Option<&OwnFile>) -> OwnFile {
    let read = bytes.and_then(|bytes| {
        if has_ending(file, &["html"]) {
            read::source(file, bytes).map(|source| OwnFile::Template(Arc::new(source)))
        } else {
            clean(file, bytes).map(|(bytes, warning)| OwnFile::Asset(bytes.into(), warning))
        }
    });
    read.unwrap_or_else(|problem| OwnFile::Unread(*problem))
}

impl Themes {
    /// Returns the theme that `community` chose, with its `own` files. It is made once, until one of these changes:
    /// then [`forget`](Themes::forget) it.
    ///
    /// # Errors
    ///
    /// The diagnostics of the theme.
    pub fn theme<'a>(
        &mut self,
        community: &Community,
        own: impl Iterator<Item = (&'a FilePath, &'a OwnFile)>,
    ) -> Result<Arc<Theme>, Vec<Diagnostic>> {
        let choice = &community.theme;
        let made = self.last.take().filter(|last| last.choice == *choice).unwrap_or_else(|| {
            let own: Vec<(FilePath, OwnFile)> = own.map(|(file, own)| (file.clone(), own.clone())).collect();
            let theme = make(choice, &own).map(Arc::new);
            if let Ok(theme) = &theme {
                let theme = self.in_known_colour(choice, &own, theme);
                self.good = Some(WorkingTheme { choice: choice.clone(), own, theme });
            }
            CachedTheme { choice: choice.clone(), theme }
        });
        self.last.insert(made).theme.clone()
    }

    /// Returns `theme` or, where nobody knows the colour of `choice`, the same in the last one that was known.
    fn in_known_colour(&mut self, choice: &ThemeChoice, own: &[(FilePath, OwnFile)], theme: &Arc<Theme>) -> Arc<Theme> {
        if !theme.remarks.iter().any(|remark| remark.severity == Severity::Error) {
            self.known = Some(choice.clone());
            return Arc::clone(theme);
        }
        let known = self.known.as_ref().map(|known| ThemeChoice { colour: known.colour.clone(), ..choice.clone() });
        known.and_then(|known| make(&known, own).ok()).map_or_else(|| Arc::clone(theme), Arc::new)
    }

    /// Forgets the theme, since its own files are no longer what they were.
    pub fn forget(&mut self) {
        self.last = None;
    }

    /// Returns the theme that `community` chose with those own files that worked last, in the last colour that was
    /// known; where even that does not work, the last theme that did, or the usual one.
    pub fn last_good(&mut self, community: &Community) -> Option<Arc<Theme>> {
        let choice = &community.theme;
        if self.good.as_ref().is_none_or(|good| good.choice != *choice) {
            let own = self.good.as_mut().map(|good| std::mem::take(&mut good.own)).unwrap_or_default();
            match make(choice, &own) {
                Ok(theme) => self.good = Some(WorkingTheme { choice: choice.clone(), own, theme: Arc::new(theme) }),
                Err(_) => self.keep(own),
            }
        }
        self.good.as_ref().map(|good| Arc::clone(&good.theme))
    }

    fn keep(&mut self, own: Vec<(FilePath, OwnFile)>) {
        if let Some(good) = &mut self.good {
            good.own = own;
        } else {
            let usual = make(&ThemeChoice::default(), &[]).ok().map(Arc::new);
            self.good = usual.map(|theme| WorkingTheme { choice: ThemeChoice::default(), own, theme });
        }
    }
}

fn make(choice: &ThemeChoice, own: &[(FilePath, OwnFile)]) -> Result<Theme, Vec<Diagnostic>> {
    let (mut templates, mut assets, mut warnings, mut problems) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (file, own) in own {
        match own {
            OwnFile::Template(source) => templates.push(Source::clone(source)),
            OwnFile::Asset(bytes, warning) => {
                assets.push((file.to_string(), bytes.to_vec()));
                warnings.extend(warning.clone());
            }
            OwnFile::Unread(problem) => problems.push(problem.clone()),
        }
    }
    match theme::theme(choice, templates, assets) {
        Ok(mut theme) if problems.is_empty() => {
            theme.remarks.extend(warnings);
            Ok(theme)
        }
        Ok(_) => Err(problems),
        Err(found) => {
            problems.extend(found);
            Err(problems)
        }
    }
}
