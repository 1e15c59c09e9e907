//! A theme: the templates and assets inside the binary, and what a community's own `theme/` puts in their place.
//!
//! What all themes share lies in `themes/common/`; a theme holds what makes it another one, at least its `base.html`
//! and its style sheet, and may have a file of its own in the place of any common one. Templates of a theme, the
//! common ones among them, are known as `hearth/session.html` and found as `session.html` too, unless the community
//! has a `theme/session.html`, which then comes first and may still extend what it replaces
//! (`{% extends "hearth/session.html" %}`). An asset of the same path is replaced as a whole.

mod mistakes;

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, DirEntry, include_dir};
use tera::{Kwargs, State, TeraResult};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use crate::suggest;

pub use mistakes::mistakes;

/// Every theme that travels inside the binary: a folder each, with `templates/` and `assets/`, and what they share.
static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The folder of what all themes share.
const COMMON: &str = "common";

/// The folders that lie beside the themes and are none: what they share, and the string tables.
const NO_THEMES: [&str; 2] = [COMMON, "words"];

/// Templates that are ready to render, and the assets they refer to.
pub struct Theme {
    pub templates: tera::Tera,
    /// Path in the site (`assets/hearth.css`) and bytes, sorted by path.
    pub assets: Vec<(String, Vec<u8>)>,
    /// The sources of the community's own templates, to show a line of them when rendering fails.
    pub own: Vec<Source>,
    /// The name of the theme's own style sheet among the assets.
    sheet: String,
}

impl Theme {
    /// The style sheets that every page loads: the theme's, then the community's.
    pub fn stylesheets(&self) -> impl Iterator<Item = &str> {
        let is_there = |path: &&str| self.assets.iter().any(|(known, _)| known == path);
        [self.sheet.as_str(), "assets/own.css"].into_iter().filter(is_there)
    }
}

/// Makes the theme `name`, with the community's own files: templates (`theme/session.html`) as text, everything
/// else as bytes. Paths count from the handbook's folder; `theme/hearth.css` takes the place of
/// `assets/hearth.css`, and `theme/pictures/shore.svg` becomes `assets/pictures/shore.svg`.
///
/// # Errors
///
/// One diagnostic a template that cannot be read, or for a theme that does not exist.
pub fn theme(name: &str, own: Vec<Source>, assets: Vec<(String, Vec<u8>)>) -> Result<Theme, Vec<Diagnostic>> {
    if !names().any(|known| known == name) {
        return Err(vec![unknown(name)]);
    }

    let mut by_path: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (path, bytes) in embedded(name, "assets") {
        by_path.insert(asset(&path), bytes.to_vec());
    }
    let sheet = asset(&format!("{name}.css"));
    by_path.insert(sheet.clone(), style(name));
    for (path, bytes) in assets {
        by_path.insert(asset(inside(&path, "theme/")), bytes);
    }

    let mut tera = tera::Tera::default();
    // Everything that templates write is HTML.
    tera.autoescape_on([""]);
    tera.register_function("asset", address_of(by_path.keys().cloned().collect()));
    let texts = embedded(name, "templates")
        .into_iter()
        .map(|(path, bytes)| (format!("{name}/{path}"), String::from_utf8_lossy(bytes).into_owned()));
    tera.set_fallback_prefixes([format!("{name}/")])
        .and_then(|()| tera.add_raw_templates(texts))
        .map_err(|error| mistakes(&error, &own))?;

    // One at a time, so that every broken template is named in one run; what one needs of another comes last, in
    // the call that adds them all.
    let found: Vec<Diagnostic> = own.iter().filter_map(|source| syntax(source, &own)).collect();
    if !found.is_empty() {
        return Err(found);
    }
    tera.add_raw_templates(own.iter().map(|source| (inside(&source.path, "theme/"), source.text.as_str())))
        .map_err(|error| mistakes(&error, &own))?;

    Ok(Theme { templates: tera, assets: by_path.into_iter().collect(), own, sheet })
}

/// The names of the themes inside the binary.
fn names() -> impl Iterator<Item = &'static str> {
    THEMES.dirs().filter_map(|dir| dir.path().to_str()).filter(|name| !NO_THEMES.contains(name))
}

/// The files in the folder `part` of a theme, by their path in it: the common ones, and its own in their place.
fn embedded(name: &str, part: &str) -> BTreeMap<String, &'static [u8]> {
    let mut all = BTreeMap::new();
    for owner in [COMMON, name] {
        let folder = format!("{owner}/{part}");
        let found = THEMES.get_dir(&folder).map(files).unwrap_or_default();
        all.extend(found.into_iter().map(|(path, bytes)| (inside(&path, &format!("{folder}/")).to_owned(), bytes)));
    }
    all
}

fn unknown(name: &str) -> Diagnostic {
    let all: Vec<String> = names().map(|name| format!("`{name}`")).collect();
    let meant = suggest::nearest(name, names()).map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
    Diagnostic {
        code: "theme-unknown",
        severity: Severity::Error,
        message: format!("There is no theme called `{name}`.{meant}"),
        help: Some(format!("Write one of these after `name:` under `theme:`: {}.", all.join(", "))),
        span: None,
        related: Vec::new(),
    }
}

/// What is wrong with the grammar of one template, looked at alone.
fn syntax(source: &Source, own: &[Source]) -> Option<Diagnostic> {
    let mut alone = tera::Tera::default();
    let error = alone.add_raw_template(inside(&source.path, "theme/"), &source.text).err()?;
    matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        .then(|| mistakes(&error, own))
        .and_then(|all| all.into_iter().next())
}

/// Every file below `dir`, with its path from the themes' folder.
fn files(dir: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut all = Vec::new();
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(below) => all.extend(files(below)),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                all.push((path, file.contents()));
            }
        }
    }
    all
}

/// `path` without the folder it lies in.
fn inside<'a>(path: &'a str, folder: &str) -> &'a str {
    path.strip_prefix(folder).unwrap_or(path)
}

/// The style sheet of a theme: its own sheets first, which set the tokens that the common ones use.
fn style(name: &str) -> Vec<u8> {
    let of = |owner: &str| THEMES.get_dir(format!("{owner}/styles")).map(files).unwrap_or_default();
    of(name).into_iter().chain(of(COMMON)).flat_map(|(_, bytes)| bytes).copied().collect()
}

/// What templates call as `asset(path="next.js")`: where that asset stands, from the site's root.
fn address_of(assets: BTreeSet<String>) -> impl Fn(Kwargs, &State) -> TeraResult<String> + Sync + Send + 'static {
    move |arguments: Kwargs, _: &State| {
        let path = arguments.must_get::<&str>("path")?;
        let known = assets.get(&asset(path)).cloned();
        known.ok_or_else(|| tera::Error::message(format!("there is no asset called `{path}`")))
    }
}

/// Where an asset stands in the site.
fn asset(path: &str) -> String {
    format!("assets/{}", inside(path, "assets/"))
}

#[cfg(test)]
mod tests;
