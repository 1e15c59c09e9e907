//! Pages for addresses that lead nowhere, or no longer here.

use serde::Serialize;

use crate::calendar;
use crate::handbook::Meta;

use super::context::{LinkView, PageContext};
use super::page::Ready;
use super::page_meta::PageMeta;

/// The fields that `redirect.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct RedirectPage<'a> {
    pub to: LinkView<'a>,
}

/// The fields that `404.html` finds as `page`: none of its own.
#[derive(Debug, Serialize)]
pub(super) struct NotFoundPage {
    pub status: u16,
}

/// Makes the page at an earlier address of the entry `to`.
pub(super) fn redirect<'a>(at: PageContext<'a>, to: &'a Meta) -> Ready<'a> {
    let mut here = PageMeta::page(&at, to.title.as_str());
    // The one address that counts is the new one.
    let new = PageContext {
        site: at.site,
        path: to.address.find(".html#").map_or(&to.address, |dot| &to.address[..dot + ".html".len()]),
    };
    here.canonical = PageMeta::page(&new, "").canonical;
    Ready::new("redirect.html", here, &RedirectPage { to: at.link(to) })
}

/// Makes the page of the folder in which feeds lie, which leads to the page that lists them.
pub(super) fn feeds_folder(at: PageContext<'_>) -> Ready<'_> {
    let title = at.site.words.get("nav_calendar");
    let mut here = PageMeta::page(&at, title);
    here.canonical = PageMeta::page(&PageContext { site: at.site, path: calendar::PAGE }, "").canonical;
    let to = LinkView { title: title.into(), url: Some(at.href(calendar::PAGE)) };
    Ready::new("redirect.html", here, &RedirectPage { to })
}

/// Makes the page for a missing address.
pub(super) fn not_found(at: PageContext<'_>) -> Ready<'_> {
    let mut here = PageMeta::page(&at, at.site.words.get("not_found"));
    here.canonical = None;
    Ready::new("404.html", here, &NotFoundPage { status: 404 })
}
