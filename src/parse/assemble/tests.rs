//! Folders put together.

use jiff::civil::date;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::handbook::Session;
use crate::handbook::fixture;
use crate::handbook::private::Join;
use crate::handbook::session::When;
use crate::source::Located;

fn parsed(entries: Vec<Entry>) -> Vec<Parsed> {
    let community = Entry::Community(Arc::new(fixture::community()));
    std::iter::once(community)
        .chain(entries)
        .map(|entry| Parsed { entries: vec![entry], ..Parsed::default() })
        .collect()
}

fn session(session: Session) -> Entry {
    Entry::Session(Arc::new(session), Join::default())
}

fn book(entries: Vec<Entry>) -> (Book, Vec<String>) {
    let (handbook, diagnostics) = assemble(&parsed(entries), Vec::new());
    (handbook.expect("a community").book, texts(&diagnostics))
}

/// Returns each diagnostic as `file code: message / help / (related)`.
fn texts(diagnostics: &[Diagnostic]) -> Vec<String> {
    let text = |d: &Diagnostic| {
        let file = d.span.as_ref().map_or("", |span| &span.file);
        let related: Vec<String> = d.related.iter().map(|(span, words)| format!(" ({} {words})", span.file)).collect();
        let related = related.concat();
        format!("{file} {}: {} / {}{related}", d.code, d.message, d.help.as_deref().unwrap_or_default())
    };
    diagnostics.iter().map(text).collect()
}

#[test]
fn lists_are_in_the_order_that_is_written_there() {
    let mut undecided = fixture::session("00");
    undecided.when.value = When::Undecided { times: None };
    let mut week = fixture::session("w");
    week.when.value = When::WeekOf { date: date(2026, 11, 16), times: None };
    let mut west = fixture::session_on("west", date(2026, 11, 19));
    west.timezone = Some(Located::new(fixture::zone("America/Vancouver"), fixture::at(&west.meta.file, 0)));
    let person = |id: &str, name: &str| Entry::Person(Arc::new(fixture::person(id, name)));
    let page = |id: &str, order| {
        let mut page = fixture::page(id);
        page.order = order;
        Entry::Page(Arc::new(page))
    };
    let (book, said) = book(vec![
        session(undecided),
        session(west),
        session(fixture::session_on("b", date(2026, 11, 19))),
        session(fixture::session_on("a", date(2026, 11, 19))),
        session(week),
        person("z", "Zoë"),
        person("e", "Édith"),
        person("f", "Frank"),
        person("d", "dora"),
        page("last", None),
        page("first", Some(1)),
        page("second", Some(2)),
        page("faq", None),
    ]);
    let sessions: Vec<_> = book.sessions.iter().map(|session| &*session.meta.id).collect();
    assert_eq!(sessions, ["w", "a", "b", "west", "00"]);
    let people: Vec<_> = book.people.iter().map(|person| &*person.meta.title).collect();
    assert_eq!(people, ["dora", "Édith", "Frank", "Zoë"]);
    let pages: Vec<_> = book.pages.iter().map(|page| &*page.meta.id).collect();
    assert_eq!(pages, ["first", "second", "faq", "last"]);
    assert!(said.is_empty());
    assert!(book.session("WEST").is_some_and(|session| &*session.meta.id == "west"));
}

#[test]
fn a_folder_of_sessions_is_a_series() {
    let mut one = fixture::session("01");
    one.series = Some("spring-season 2027".into());
    let mut two = fixture::session("02");
    two.series = Some("winter".into());
    let winter = fixture::series("winter");
    let (book, said) = book(vec![session(one), session(two), Entry::Series(Arc::new(winter))]);
    let series: Vec<_> = book.series.iter().map(|series| (&*series.meta.title, &*series.meta.address)).collect();
    let made = ("Spring season 2027", "sessions/series/spring-season-2027.html");
    assert_eq!(series, [made, ("winter", "sessions/series/winter.html")]);
    assert!(said.is_empty());
}

#[test]
fn private_things_are_gathered_apart() {
    let link = Located::new("https://meet.example".to_owned(), fixture::at(&"sessions/01.md".into(), 0));
    let join = Join { link: Some(link), dial_in: None };
    let entries = vec![Entry::Session(Arc::new(fixture::session("01")), join), session(fixture::session("02"))];
    let handbook = assemble(&parsed(entries), Vec::new()).0.expect("a community");
    assert_eq!(handbook.private.joins.keys().map(|id| &**id).collect::<Vec<_>>(), ["01"]);
}

#[test]
fn an_id_twice_names_both_places() {
    let mut again = fixture::session("06-book-night");
    again.meta.file = "sessions/spring/06-book-night.md".into();
    again.meta.span = fixture::at(&again.meta.file, 0);
    again.series = Some("spring".into());
    let (_, said) = book(vec![session(again), session(fixture::session("06-book-night"))]);
    assert_eq!(
        said,
        [
            "sessions/spring/06-book-night.md id-twice: Two sessions have the id `06-book-night`. / Rename one of the two \
          files: an id is how links, references and calendars find an entry, so each needs its own. \
          (sessions/06-book-night.md the first one)"
        ]
    );
}

#[test]
fn a_reading_with_a_page_and_one_without_may_not_share_an_id() {
    let mut listed = fixture::reading("holmes");
    listed.meta.file = "readings.yml".into();
    listed.meta.span = fixture::at(&listed.meta.file, 9);
    let mut paged = fixture::reading("holmes");
    paged.meta.address = "readings/holmes.html".into();
    let (_, said) = book(vec![Entry::Reading(Arc::new(listed)), Entry::Reading(Arc::new(paged))]);
    assert_eq!(
        said,
        [
            "readings/holmes.md id-twice: Two readings have the id `holmes`. / Keep one of them, or give the file another name: an id is how links, references and calendars find an entry, so each needs its own. (readings.yml the first one)"
        ]
    );
}

#[test]
fn values_in_two_files_are_one_mistake() {
    let mut yaml = fixture::values(&["a"]);
    yaml.meta.file = "values.yml".into();
    yaml.meta.span = fixture::at(&yaml.meta.file, 0);
    let entries = vec![Entry::Values(Arc::new(fixture::values(&["a"]))), Entry::Values(Arc::new(yaml))];
    assert_eq!(
        book(entries).1,
        [
            "values.yml id-twice: `values.md` and `values.yml` both hold the values. / Keep one of the two files and move \
          what is missing into it. (values.md the other one)"
        ]
    );
}

#[test]
fn one_address_for_two_is_an_error() {
    let (_, said) = book(vec![session(fixture::session("Book Night")), session(fixture::session("book-night"))]);
    assert_eq!(
        said,
        ["sessions/book-night.md address-twice: `Book Night` and `book-night` would both have the address \
          `sessions/book-night.html`. / Rename one of the two files: in an address, capital and small letters count as the same, and so do spaces and dashes. (sessions/Book Night.md the other one)"]
    );
}

#[test]
fn names_that_the_site_needs_are_not_for_entries() {
    let (_, said) = book(vec![Entry::Page(Arc::new(fixture::page("Index"))), session(fixture::session("404"))]);
    assert_eq!(
        said,
        [
            "sessions/404.md reserved-name: An entry cannot be called `404`: the site needs that name itself. / Give the \
             file `sessions/404.md` another name.",
            "pages/Index.md reserved-name: An entry cannot be called `index`: the site needs that name itself. / Give the \
             file `pages/Index.md` another name.",
        ]
    );
}

#[test]
fn the_page_of_a_folder_lies_beside_it() {
    let mut index = fixture::page("index");
    index.meta.file = "pages/about/accessibility/index.md".into();
    index.meta.span = fixture::at(&index.meta.file, 0);
    index.meta.address = "pages/about/accessibility/index.html".into();
    let (_, said) = book(vec![Entry::Page(Arc::new(index))]);
    assert_eq!(
        said,
        [
            "pages/about/accessibility/index.md reserved-name: An entry cannot be called `index`: the site needs that name \
          itself. / For the page of the folder `pages/about/accessibility/` name it `pages/about/accessibility.md`, beside \
          the folder, or give it another name."
        ]
    );
}

fn without_community(files: &[&str]) -> Vec<String> {
    let (handbook, diagnostics) = assemble::<Parsed>(&[], files.iter().map(|file| (*file).into()).collect());
    assert!(handbook.is_none());
    texts(&diagnostics)
}

#[test]
fn a_folder_without_a_community_is_told_what_to_do() {
    let said =
        " no-community-file: This folder has no `community.yml`, the one file that makes a folder a handbook. / ";
    let two_lines = "Make a file `community.yml` with two lines, such as `name: The Tidepool Circle` and `timezone: \
                     America/Halifax`.";
    let above = "If this is one of a handbook's folders, such as `sessions`, use the folder above.";
    let below = "There is one in `circle`: that is probably the handbook's folder.";
    let cases = [
        (&[][..], two_lines.to_owned()),
        (&["sessions/01.md"], two_lines.to_owned()),
        (&["circle/community.yml", "circle/sessions/01.md"], below.to_owned()),
        (&["01.md", "02.md"], format!("{above} {two_lines}")),
        (&["comunity.yml"], "If `comunity.yml` is meant to be that file, rename it to `community.yml`.".to_owned()),
        (
            &["community.yml.txt"],
            "If `community.yml.txt` is meant to be that file, rename it to `community.yml`.".to_owned(),
        ),
    ];
    for (files, help) in cases {
        assert_eq!(without_community(files), [format!("{said}{help}")], "{files:?}");
    }
}
