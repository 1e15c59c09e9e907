//! The links to every section, rendered once for each depth and section instead of once a page.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::sections::SiteSection;
use super::site::Site;

/// The inputs of a page's navigation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct NavigationKey {
    /// The way from the page to the site's root: empty, `../`, or an absolute path for the page that a host shows at
    /// any depth.
    pub root: Cow<'static, str>,
    pub place: NavigationPlace,
}

/// The place of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NavigationPlace {
    Home,
    /// On the page that lists a section.
    On(SiteSection),
    /// On a page of a section.
    Inside(SiteSection),
    Elsewhere,
}

/// A line of the navigation.
#[derive(Serialize)]
struct NavigationItem<'a> {
    title: &'a str,
    /// From the site's root.
    url: &'a str,
    /// The value of `aria-current`, if any: `page` on the section's own page, `true` on those below it.
    current: &'static str,
}

/// Renders the navigation for `key`.
///
/// # Errors
///
/// When its template fails.
pub(super) fn navigation(tera: &Tera, site: &Site<'_>, key: &NavigationKey) -> Result<Value, tera::Error> {
    let home = NavigationItem {
        title: site.words.get("nav_home"),
        url: "index.html",
        current: if key.place == NavigationPlace::Home { "page" } else { "" },
    };
    let item = |section: SiteSection| NavigationItem {
        title: section.title(site.words),
        url: section.path(),
        current: match key.place {
            NavigationPlace::On(current) if current == section => "page",
            NavigationPlace::Inside(current) if current == section => "true",
            _ => "",
        },
    };
    let items: Vec<NavigationItem<'_>> =
        std::iter::once(home).chain(SiteSection::of(site.book, site.today).map(item)).collect();
    let mut context = Context::new();
    context.insert_value("items", Value::try_from_serializable(&items)?);
    context.insert_value("root", Value::normal_string(&key.root));
    let html = tera.render("navigation.html", &context)?;
    Ok(Value::safe_string(html.trim()))
}

/// Returns the navigation for `key`, one of those that [`all`] rendered.
pub(super) fn of(all: &FxHashMap<NavigationKey, Value>, key: &NavigationKey) -> Value {
    all.get(key).cloned().unwrap_or_else(Value::none)
}

/// Renders the navigation for each of `keys`.
///
/// # Errors
///
/// When its template fails.
pub(super) fn all<'k>(
    tera: &Tera,
    site: &Site<'_>,
    keys: impl Iterator<Item = &'k NavigationKey>,
) -> Result<FxHashMap<NavigationKey, Value>, tera::Error> {
    let mut all = FxHashMap::default();
    for key in keys {
        if !all.contains_key(key) {
            all.insert(key.clone(), navigation(tera, site, key)?);
        }
    }
    Ok(all)
}
