//! The method cards.

use serde::Serialize;

use crate::handbook::agenda_words::kind_and_group;
use crate::handbook::{EntryKind, Method, date_words};

use super::context::{BodyView, PageContext};
use super::page::Ready;
use super::page_meta::PageMeta;
use super::session_list::{self, Lists};

/// The fields that `methods.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct MethodsPage<'a> {
    pub methods: Vec<MethodCard<'a>>,
}

/// A method's card in the list.
#[derive(Debug, Serialize)]
pub(super) struct MethodCard<'a> {
    pub title: &'a str,
    pub url: String,
    /// Its minutes, kind, group and where it works, as far as they are given.
    pub facts: Vec<String>,
    pub draft: bool,
}

/// The fields that `method.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct MethodPage<'a> {
    pub facts: Vec<String>,
    pub body: BodyView<'a>,
    pub sessions: Lists<'a>,
}

/// Lists every method.
pub(super) fn index<'a>(at: PageContext<'a>) -> Ready<'a> {
    let card = |method: &'a std::sync::Arc<Method>| MethodCard {
        title: &method.meta.title,
        url: at.href(&method.meta.address),
        facts: facts(&at, method),
        draft: method.meta.draft,
    };
    let methods = at.site.book.methods.iter().map(card).collect();
    Ready::new("methods.html", PageMeta::list(&at, EntryKind::Method), &MethodsPage { methods })
}

/// Makes the page of a method.
pub(super) fn method<'a>(at: PageContext<'a>, place: usize, method: &'a Method) -> Ready<'a> {
    let here = PageMeta::entry(&at, &method.meta).among(&at, EntryKind::Method, place);
    let view = MethodPage {
        facts: facts(&at, method),
        body: at.body(&method.body),
        sessions: session_list::lists(&at, at.site.uses.methods.get(place).map_or(&[], Vec::as_slice)),
    };
    Ready::new("method.html", here.with_contents(&method.body), &view)
}

fn facts(at: &PageContext<'_>, method: &Method) -> Vec<String> {
    let words = at.site.words;
    let minutes = method.minutes.map(|minutes| {
        let text = date_words::duration(minutes.value, words);
        if minutes.about { words.fill("about", &[("what", &text)]) } else { text }
    });
    let suited = match (method.in_person, method.online) {
        (true, true) => Some("works_both"),
        (true, false) => Some("works_in_person"),
        (false, true) => Some("works_online"),
        (false, false) => None,
    };
    let (kind, group) = kind_and_group(method.kind, method.group, words);
    let suited = suited.map(|key| words.get(key).to_owned());
    [minutes, kind, group, suited].into_iter().flatten().collect()
}
