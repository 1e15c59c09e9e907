//! Pages for addresses that lead nowhere, or no longer here.

use serde::Serialize;

use crate::calendar;
use crate::handbook::Meta;

use super::at::{At, Link};
use super::here::Here;
use super::page::Ready;

/// What `redirect.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct RedirectPage<'a> {
    pub to: Link<'a>,
}

/// What `404.html` finds as `page`: nothing of its own.
#[derive(Debug, Serialize)]
pub(super) struct NotFoundPage {
    pub status: u16,
}

/// The page at an earlier address of the entry `to`.
pub(super) fn redirect<'a>(at: At<'a>, to: &'a Meta) -> Ready<'a> {
    let mut here = Here::page(&at, to.title.as_str());
    // The one address that counts is the new one.
    let new = At {
        site: at.site,
        path: to.address.find(".html#").map_or(&to.address, |dot| &to.address[..dot + ".html".len()]),
    };
    here.canonical = Here::page(&new, "").canonical;
    Ready::new("redirect.html", here, &RedirectPage { to: at.link(to) })
}

/// The page of the folder in which feeds lie, which leads to the page that lists them.
pub(super) fn feeds_folder(at: At<'_>) -> Ready<'_> {
    let title = at.site.words.get("nav_calendar");
    let mut here = Here::page(&at, title);
    here.canonical = Here::page(&At { site: at.site, path: calendar::PAGE }, "").canonical;
    let to = Link { title: title.into(), url: Some(at.href(calendar::PAGE)) };
    Ready::new("redirect.html", here, &RedirectPage { to })
}

/// The page for what is not there.
pub(super) fn not_found(at: At<'_>) -> Ready<'_> {
    let mut here = Here::page(&at, at.site.words.get("not_found"));
    here.canonical = None;
    Ready::new("404.html", here, &NotFoundPage { status: 404 })
}
