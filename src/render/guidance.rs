//! Guidance and free pages: lists in groups, and the pages themselves.

use serde::Serialize;

use crate::handbook::page::{Guidance, GuidanceFor, Page};
use crate::handbook::{Body, Book, EntryKind, Meta, Words};

use super::context::{BodyView, LinkView, PageContext};
use super::page::Ready;
use super::page_meta::{Content, PageMeta};

/// The readers of guidance in the order of its list.
const READERS: [Option<GuidanceFor>; 5] = [
    None,
    Some(GuidanceFor::Members),
    Some(GuidanceFor::Facilitators),
    Some(GuidanceFor::Mentors),
    Some(GuidanceFor::Organizers),
];

/// The fields that `groups.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct GroupsPage<'a> {
    pub groups: Vec<GuidanceGroup<'a>>,
}

/// Pages that are listed together.
#[derive(Debug, Serialize)]
pub(super) struct GuidanceGroup<'a> {
    /// Its anchor.
    pub id: String,
    /// The title of the group; empty for pages that are in no group.
    pub title: String,
    pub pages: Vec<GuidanceLine<'a>>,
}

/// A page in the list.
#[derive(Debug, Serialize)]
pub(super) struct GuidanceLine<'a> {
    pub title: &'a str,
    pub url: String,
    pub draft: bool,
}

/// The fields that `page.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct PageView<'a> {
    /// The readers for whom it is written.
    pub readers: Option<&'a str>,
    /// The folders it lies in.
    pub group: String,
    pub body: BodyView<'a>,
}

/// Lists all guidance, by its readers, then by folder.
pub(super) fn guidance(at: PageContext<'_>) -> Ready<'_> {
    let (book, words) = (at.site.book, at.site.words);
    let mut groups = Vec::new();
    for readers in READERS {
        let own = book.guidance.iter().filter(|guide| guide.readers == readers);
        let name = readers.map_or("", |readers| readers_words(readers, words));
        groups.extend(grouped(&at, name, own.map(|guide| (&guide.meta, guide.group.as_slice()))));
    }
    list(&at, EntryKind::Guidance, groups)
}

/// Lists all free pages, by folder.
pub(super) fn pages(at: PageContext<'_>) -> Ready<'_> {
    let pages = at.site.book.pages.iter().map(|page| (&page.meta, page.group.as_slice()));
    let groups = grouped(&at, "", pages);
    list(&at, EntryKind::Page, groups)
}

fn list<'a>(at: &PageContext<'a>, kind: EntryKind, mut groups: Vec<GuidanceGroup<'a>>) -> Ready<'a> {
    for (number, group) in (1..).zip(&mut groups) {
        group.id = format!("_group-{number}");
    }
    let named = groups.iter().filter(|group| !group.title.is_empty());
    let lines = named.map(|group| Content::new(2, group.id.clone(), group.title.clone())).collect();
    let here = PageMeta::list(at, kind).with_lines(lines);
    Ready::new("groups.html", here, &GroupsPage { groups })
}

/// Makes the page of a guide.
pub(super) fn guide<'a>(at: PageContext<'a>, place: usize, guide: &'a Guidance) -> Ready<'a> {
    let here = PageMeta::entry(&at, &guide.meta).beside(&at, EntryKind::Guidance, at.site.beside_guides.get(place));
    let readers = guide.readers.map(|readers| readers_words(readers, at.site.words));
    view(&at, here, readers, &guide.group, &guide.body)
}

/// Makes a free page.
pub(super) fn page<'a>(at: PageContext<'a>, place: usize, page: &'a Page) -> Ready<'a> {
    let here = PageMeta::entry(&at, &page.meta).beside(&at, EntryKind::Page, at.site.beside_pages.get(place));
    view(&at, here, None, &page.group, &page.body)
}

/// Returns the places of all guidance, in the order of its list.
pub(super) fn guides_in_order(book: &Book) -> Vec<usize> {
    let all = &book.guidance;
    let of = |readers| (0..all.len()).filter(move |place| all[*place].readers == readers).collect();
    READERS.into_iter().flat_map(|readers| in_groups(of(readers), |place| &all[place].group)).collect()
}

/// Returns the places of all free pages, in the order of their list.
pub(super) fn pages_in_order(book: &Book) -> Vec<usize> {
    in_groups((0..book.pages.len()).collect(), |place| &book.pages[place].group)
}

/// Returns places group by group, as [`grouped`] lists them.
fn in_groups<'a>(mut places: Vec<usize>, group: impl Fn(usize) -> &'a [String]) -> Vec<usize> {
    let mut ranks = rustc_hash::FxHashMap::default();
    for place in &places {
        let rank = ranks.len();
        ranks.entry(group(*place)).or_insert(rank);
    }
    places.sort_by_key(|place| (!group(*place).is_empty(), ranks.get(group(*place)).copied()));
    places
}

fn view<'a>(
    at: &PageContext<'a>,
    mut here: PageMeta<'a>,
    readers: Option<&'a str>,
    group: &'a [String],
    body: &'a Body,
) -> Ready<'a> {
    let group = folder_words(group, at.site.words);
    if !group.is_empty() {
        here.crumbs.push(LinkView { title: group.clone().into(), url: None });
    }
    Ready::new("page.html", here.with_contents(body), &PageView { readers, group, body: at.body(body) })
}

/// Returns pages in their groups, each group where its first page stands.
fn grouped<'a>(
    at: &PageContext<'a>,
    name: &str,
    pages: impl Iterator<Item = (&'a Meta, &'a [String])>,
) -> Vec<GuidanceGroup<'a>> {
    let words = at.site.words;
    let mut groups: Vec<(&[String], GuidanceGroup<'a>)> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    for (meta, folders) in pages {
        let place = *places.entry(folders).or_insert_with(|| {
            let folder = folder_words(folders, words);
            let title = match (name.is_empty(), folder.is_empty()) {
                (false, false) => words.fill("group_in", &[("group", name), ("folder", &folder)]),
                _ => format!("{name}{folder}"),
            };
            groups.push((folders, GuidanceGroup { id: String::new(), title, pages: Vec::new() }));
            groups.len() - 1
        });
        let line = GuidanceLine { title: &meta.title, url: at.href(&meta.address), draft: meta.draft };
        groups[place].1.pages.push(line);
    }
    // Pages in no folder come first, whatever their order is.
    groups.sort_by_key(|(folders, _)| !folders.is_empty());
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Returns folders as a title: `brave-space` is "Brave space".
fn folder_words(folders: &[String], words: &Words) -> String {
    let title = |folder: &String| {
        let folder = folder.replace(['-', '_'], " ");
        let mut letters = folder.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
    };
    folders.iter().map(title).collect::<Vec<_>>().join(words.get("group_arrow"))
}

fn readers_words(readers: GuidanceFor, words: &Words) -> &str {
    match readers {
        GuidanceFor::Members => words.get("for_members"),
        GuidanceFor::Facilitators => words.get("for_facilitators"),
        GuidanceFor::Mentors => words.get("for_mentors"),
        GuidanceFor::Organizers => words.get("for_organizers"),
    }
}
