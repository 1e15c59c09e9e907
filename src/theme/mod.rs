//! A theme: the templates and assets inside the binary, and what a community's own `theme/` puts in their place.
//!
//! Templates and assets that all themes share lie in `themes/common/`; a theme holds what makes it another one, at
//! least its style sheet, and may have a file of its own in the place of any common one, which it may extend
//! (`{% extends "common/base.html" %}`). Templates of a theme, the common ones among them, are known as
//! `original/session.html` (and as `hearth/session.html`) and found as `session.html` too, unless the community has a
//! `theme/session.html`, which then comes first and may still extend what it replaces
//! (`{% extends "original/session.html" %}`). An asset of the same path is replaced as a whole.
//!
//! The colours of a theme are data, its `theme.yml`: they and those made of the community's colour are the first lines
//! of its one sheet (`tokens`). Every asset has a name in the site that carries a fingerprint (`assets`).

mod accent;
mod assets;
mod contract;
mod eject;
mod mistakes;
mod tokens;
mod trim;

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry, include_dir};
use tera::{Kwargs, State, TeraResult};

use crate::diagnostic::{Diagnostic, Severity};
use crate::handbook::community::ThemeChoice;
use crate::source::{Source, Span};
use crate::suggest;

use contract::Contract;

pub use eject::{EjectedFile, NotTaken, ThemeInfo, eject, themes};
pub use mistakes::mistakes;
pub use tokens::Tokens;

/// The beginnings of the paths of what the kit alone needs.
const KIT_ASSETS: [&str; 3] = ["assets/kit.", "assets/kit-papers.", "assets/kit-run."];

/// Every theme that travels inside the binary: a folder each, with `templates/` and `assets/`, and what they share.
static THEMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// Their sheets and scripts as readers load them, made by `build.rs`.
static MINIFIED: Dir<'_> = include_dir!("$OUT_DIR/minified");

/// The folder of what all themes share.
const COMMON: &str = "common";

/// The folders that lie beside the themes and are none: what they share, and the string tables.
const NO_THEMES: [&str; 2] = [COMMON, "words"];

/// The theme of a community that chose none.
pub const USUAL: &str = "hearth";

/// The folder in which a community's template finds the theme's own, whichever theme it is: `original/home.html`.
const ORIGINAL: &str = "original/";

/// Templates that are ready to render, and the assets they refer to.
pub struct Theme {
    pub templates: tera::Tera,
    /// Path in the site (`assets/hearth.3f2a9c1b.css`) and bytes, sorted by path.
    pub assets: Vec<(String, Vec<u8>)>,
    /// The same for what the facilitators' kit needs beside them, and no site has.
    pub kit_assets: Vec<(String, Vec<u8>)>,
    /// The sources of the community's own templates, to show a line of them when rendering fails.
    pub own: Vec<Source>,
    /// The colours of its sheet.
    pub tokens: Tokens,
    /// The diagnostics of a theme that works, such as a chosen colour that nobody knows.
    pub remarks: Vec<Diagnostic>,
    /// The style sheets that every page loads, by their paths in the site: the theme's, then the community's.
    pub stylesheets: Vec<String>,
}

/// Makes the theme of `choice`, with the community's own files: templates (`theme/session.html`) as text, everything
/// else as bytes. Paths count from the handbook's folder; `theme/hearth.css` replaces `hearth.css`, and
/// `theme/pictures/shore.svg` becomes `assets/pictures/shore.1a2b3c4d.svg`.
///
/// # Errors
///
/// One diagnostic a template that cannot be read, or for a theme that does not exist.
pub fn theme(choice: &ThemeChoice, own: Vec<Source>, assets: Vec<(String, Vec<u8>)>) -> Result<Theme, Vec<Diagnostic>> {
    let written = choice.name.as_ref().map_or(USUAL, |name| &name.value);
    let Some(name) = names().find(|known| known.eq_ignore_ascii_case(written)) else {
        return Err(vec![unknown(written, choice.name.as_ref().map(|name| name.span.clone()))]);
    };
    let contract = contract(name);
    let chosen = choice.colour.as_ref();
    let (palette, unknown) = accent::palette(&contract, chosen);
    let (tokens, adjusted) = tokens::tokens(&contract, palette);
    let mut remarks: Vec<Diagnostic> = unknown.into_iter().collect();
    remarks.extend(chosen.zip(adjusted).map(|(chosen, adjusted)| accent::adjusted(chosen, adjusted)));

    let mut by_path: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for themes in [&THEMES, &MINIFIED] {
        by_path.extend(found(themes, name, "assets").into_iter().map(|(path, bytes)| (asset(&path), bytes.to_vec())));
    }
    let sheet = asset(&format!("{name}.css"));
    by_path.insert(sheet.clone(), style(&MINIFIED, name).into_bytes());
    for (path, bytes) in assets {
        by_path.insert(asset(inside(&path, "theme/")), bytes);
    }
    if let Some(sheet) = by_path.get_mut(&sheet) {
        sheet.splice(..0, tokens::css(&tokens).into_bytes());
    }
    let assets = assets::named(&by_path);
    let stylesheets = [sheet, asset("own.css")].iter().filter_map(|path| assets.names.get(path).cloned()).collect();

    let mut tera = tera::Tera::default();
    // Everything that templates write is HTML.
    tera.autoescape_on([""]);
    tera.register_function("asset", address_of(assets.names.clone()));
    // By the theme's own name, too, what a community has asked for by it.
    let mut named = of(name, &format!("{name}/"));
    named.retain(|(path, _)| {
        own.iter()
            .any(|source| ["\"", "'", "`"].iter().any(|mark| source.text.contains(&format!("{mark}{path}{mark}"))))
    });
    let texts = of(name, ORIGINAL).into_iter().chain(shadowed(name)).chain(named);
    let texts: Vec<(String, String)> = texts.collect();
    tera.set_fallback_prefixes([ORIGINAL])
        .and_then(|()| tera.add_raw_templates(texts))
        .map_err(|error| mistakes(&error, &own))?;

    // One at a time, so that every broken template is named in one run; what one needs of another comes last, in
    // the call that adds them all.
    let mut found: Vec<Diagnostic> = own.iter().filter_map(|source| syntax(source, &own)).collect();
    found.extend(own.iter().filter_map(|source| mistakes::plain_asset(source, assets.names.keys())));
    if !found.is_empty() {
        return Err(found);
    }
    tera.add_raw_templates(own.iter().map(|source| (inside(&source.path, "theme/"), source.text.as_str())))
        .map_err(|error| mistakes(&error, &own))?;

    let is_of_kit = |path: &str| KIT_ASSETS.iter().any(|beginning| path.starts_with(beginning));
    let (kit_assets, site_assets) = assets.files.into_iter().partition(|(path, _)| is_of_kit(path));
    Ok(Theme { templates: tera, assets: site_assets, kit_assets, own, tokens, remarks, stylesheets })
}

/// Returns the names of the themes inside the binary.
fn names() -> impl Iterator<Item = &'static str> {
    THEMES.dirs().filter_map(|dir| dir.path().to_str()).filter(|name| !NO_THEMES.contains(name))
}

/// Returns the files in the folder `part` of a theme, by their path in it: the common ones, and its own in their place.
fn embedded(name: &str, part: &str) -> BTreeMap<String, &'static [u8]> {
    found(&THEMES, name, part)
}

/// Returns those files out of `themes`, one of the two forms that themes have.
fn found(themes: &'static Dir<'static>, name: &str, part: &str) -> BTreeMap<String, &'static [u8]> {
    let mut all = BTreeMap::new();
    for owner in [COMMON, name] {
        let folder = format!("{owner}/{part}");
        let found = themes.get_dir(&folder).map(files).unwrap_or_default();
        all.extend(found.into_iter().map(|(path, bytes)| (inside(&path, &format!("{folder}/")).to_owned(), bytes)));
    }
    all
}

/// Returns the templates of a theme, named after `prefix`.
fn of(name: &str, prefix: &str) -> Vec<(String, String)> {
    let text =
        |(path, bytes): (String, &[u8])| (format!("{prefix}{path}"), trim::trimmed(&String::from_utf8_lossy(bytes)));
    embedded(name, "templates").into_iter().map(text).collect()
}

/// Returns the common templates in whose place a theme has its own, which may extend them: `common/base.html`.
fn shadowed(name: &str) -> Vec<(String, String)> {
    let mut common = of(COMMON, "common/");
    common.retain(|(path, _)| THEMES.contains(format!("{name}/templates/{}", inside(path, "common/"))));
    common
}

/// Returns the file that `template` names by its theme (`ledger/home.html`), where that theme has it.
fn of_other_theme(template: &str) -> Option<&str> {
    let (name, file) = template.split_once('/')?;
    (names().any(|known| known == name) && embedded(name, "templates").contains_key(file)).then_some(file)
}

/// Returns the declarations of the theme `name`.
fn contract(name: &str) -> Contract {
    let file = THEMES.get_file(format!("{name}/theme.yml"));
    file.and_then(include_dir::File::contents_utf8).and_then(Contract::read).unwrap_or_default()
}

fn unknown(name: &str, span: Option<Span>) -> Diagnostic {
    let all: Vec<String> = names().map(|name| format!("`{name}`")).collect();
    let meant = suggest::nearest(name, names()).map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
    Diagnostic {
        code: "theme-unknown",
        severity: Severity::Error,
        message: format!("There is no theme called `{name}`.{meant}"),
        help: Some(format!("Write one of these after `name:` under `theme:`: {}.", all.join(", "))),
        span,
        related: Vec::new(),
    }
}

/// Returns the diagnostic for the grammar of one template, looked at alone.
fn syntax(source: &Source, own: &[Source]) -> Option<Diagnostic> {
    let mut alone = tera::Tera::default();
    let error = alone.add_raw_template(inside(&source.path, "theme/"), &source.text).err()?;
    matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        .then(|| mistakes(&error, own))
        .and_then(|all| all.into_iter().next())
}

/// Returns every file below `dir`, with its path from the themes' folder.
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

/// Returns `path` without the folder it lies in.
fn inside<'a>(path: &'a str, folder: &str) -> &'a str {
    path.strip_prefix(folder).unwrap_or(path)
}

/// Returns the style sheet of a theme: its own sheets first, which set the tokens that the common ones use. A sheet of
/// its own replaces a common one of the same name, as a template does.
fn style(themes: &'static Dir<'static>, name: &str) -> String {
    let of = |owner: &str| -> BTreeMap<String, Cow<'static, str>> {
        let folder = format!("{owner}/styles");
        let found = themes.get_dir(&folder).map(files).unwrap_or_default();
        let name = |path: String| inside(&path, &format!("{folder}/")).to_owned();
        found.into_iter().map(|(path, bytes)| (name(path), String::from_utf8_lossy(bytes))).collect()
    };
    let (own, mut common) = (of(name), of(COMMON));
    common.retain(|path, _| !own.contains_key(path));
    own.into_values().chain(common.into_values()).collect()
}

/// Returns where an asset stands, from the site's root, for templates that call `asset(path="next.js")`.
fn address_of(
    names: BTreeMap<String, String>,
) -> impl Fn(Kwargs, &State) -> TeraResult<String> + Sync + Send + 'static {
    move |arguments: Kwargs, _: &State| {
        let path = arguments.must_get::<&str>("path")?;
        let known = names.get(&asset(path)).cloned();
        known.ok_or_else(|| tera::Error::message(format!("there is no asset called `{path}`")))
    }
}

/// Returns the path of an asset in the site.
fn asset(path: &str) -> String {
    format!("assets/{}", inside(path, "assets/"))
}

#[cfg(test)]
mod tests;
