//! `sitemap.xml`: every page once, for search engines (sitemaps.org, protocol 0.9).

use jiff::civil::Date;

use super::context::PageContext;
use super::plan::Planned;
use super::site::Site;
use super::xml;

pub(super) const PATH: &str = "sitemap.xml";

/// The most addresses that one sitemap may hold (sitemaps.org).
const MOST: usize = 50_000;

/// Returns the whole file; `None` where the site's address is not known, since a sitemap holds complete addresses only.
pub(super) fn sitemap(site: &Site<'_>, pages: &[Planned]) -> Option<String> {
    site.book.community.website.as_ref()?;
    let mut text = String::with_capacity(256 + pages.len() * 96);
    text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for page in pages.iter().filter(|page| page.is_listed(site.book)).take(MOST) {
        let Some(address) = (PageContext { site, path: &page.path }).address() else { continue };
        text.push_str("<url><loc>");
        xml::escape(&address, &mut text);
        text.push_str("</loc>");
        if let Some(day) = last_changed(site, page) {
            text.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    Some(text)
}

/// Returns the day on which a page was last changed, as far as its author wrote it.
fn last_changed(site: &Site<'_>, page: &Planned) -> Option<Date> {
    let session = page.session().and_then(|place| site.book.sessions.get(place));
    let changes = session.into_iter().flat_map(|session| &session.changes).map(|change| change.date);
    changes.chain(page.updated(site.book)).filter(|day| *day <= site.today).max()
}
