//! A theme: the templates and assets inside the binary, and what a community's own `theme/` puts in their place.

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Templates that are ready to render, and the assets they refer to.
pub struct Theme {
    pub templates: tera::Tera,
    /// Path in the site (`assets/hearth.css`) and bytes, sorted by path.
    pub assets: Vec<(String, Vec<u8>)>,
    /// The sources of the community's own templates, to show a line of them when rendering fails.
    pub own: Vec<Source>,
}

/// Makes the theme `name`, with the community's own files: templates (`theme/session.html`) as text, everything
/// else as bytes.
///
/// # Errors
///
/// One diagnostic a template that cannot be read, or for a theme that does not exist.
pub fn theme(name: &str, own: Vec<Source>, assets: Vec<(String, Vec<u8>)>) -> Result<Theme, Vec<Diagnostic>> {
    let _ = (name, own, assets);
    Err(Vec::new())
}
