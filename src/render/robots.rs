//! `robots.txt`: programs may read everything, and where the list of pages is (RFC 9309).

use super::site::Site;
use super::sitemap;

/// The path where programs look for it, at a host's root alone (RFC 9309 §2.3).
pub(super) const PATH: &str = "robots.txt";

/// Returns the whole file. It forbids nothing: a path that it named would be found by it.
pub(super) fn robots(site: &Site<'_>) -> String {
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if let Some(website) = &site.book.community.website {
        text.push_str(&format!("\nSitemap: {}/{}\n", website.value, sitemap::PATH));
    }
    text
}
