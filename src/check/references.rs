//! Checks of names in front matter and agendas that stand for other entries.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::handbook::index::name_key;
use crate::handbook::kinds::KindRow;
use crate::handbook::references::OutgoingReference;
use crate::handbook::{Audience, Book, EntryKind, Handbook, Meta, Reference};
use crate::redact::{Drafts, hidden};
use crate::suggest;

use super::leader_names;

/// Reports ids that refer to no entry.
pub fn unknown_names(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let mut diagnostics = Vec::new();
    book.each_part(&mut |_, part| {
        if let OutgoingReference::Reference(kind, reference) = part {
            let is_slip = diagnostics.len() < NEAREST;
            let nearest = || if is_slip { nearest(book, kind, &reference.value) } else { None };
            diagnostics.extend(unknown(book, kind, reference, &nearest));
        }
    });
    diagnostics
}

/// The most unknown names for which a suggestion is looked for, which compares each with everything. Who has more has
/// another mistake than slips.
pub(super) const NEAREST: usize = 200;

/// The most places where an entry is named that are shown.
const MOST_PLACES: usize = 5;

/// Reports public references to what readers do not see.
pub fn not_public(handbook: &Handbook, drafts: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut places: FxHashMap<*const Meta, usize> = FxHashMap::default();
    book.each_part(&mut |holder, part| {
        let (meta, span, name) = match part {
            OutgoingReference::Reference(kind, reference) => {
                (book.named(kind, &reference.value), &reference.span, &*reference.value)
            }
            OutgoingReference::Lead(lead) => {
                (book.who(&lead.value).map(|person| &person.meta), &lead.span, &*lead.value)
            }
            OutgoingReference::Prose(_) | OutgoingReference::Link(_) | OutgoingReference::Picture(_) => return,
        };
        let out_of_sight = meta.filter(|meta| hidden(book, meta, drafts));
        if let Some(meta) = out_of_sight.filter(|_| !holder.is_some_and(|holder| hidden(book, holder, drafts))) {
            // One entry that is kept back is one mistake, however often it is named.
            let first = *places.entry(std::ptr::from_ref(meta)).or_insert(found.len());
            match found.get_mut(first) {
                Some(said) if said.related.len() < MOST_PLACES => said.related.push((span.clone(), "and here".into())),
                Some(_) => {}
                None => found.push(unseen(meta, span.clone(), name)),
            }
        }
    });
    found
}

/// Returns the error for something public that points at `meta`, which is not.
pub(super) fn unseen(meta: &Meta, span: crate::source::Span, name: &str) -> Diagnostic {
    let (why, mend) = if meta.audience == Audience::Facilitators {
        ("for facilitators only", format!("let everyone see it by taking `audience` out of `{}`", meta.file))
    } else if meta.draft {
        ("a draft", format!("publish it by taking `draft: true` out of `{}`", meta.file))
    } else {
        ("in a series that is not public", "publish the series".to_owned())
    };
    let message = format!("`{name}` is {why}, so readers of this page could not see it.");
    Diagnostic::error("link-not-public", span, message).help(format!("Take it out here, or {mend}."))
}

fn unknown(
    book: &Book,
    kind: EntryKind,
    reference: &Reference,
    nearest: &dyn Fn() -> Option<String>,
) -> Option<Diagnostic> {
    let id = &*reference.value;
    if book.named(kind, id).is_some() || book.index.unread.may_hold(kind, id) {
        return None;
    }
    if let Some(several) = leader_names::several(book, id, &reference.span).filter(|_| kind == EntryKind::Person) {
        return Some(several);
    }
    let KindRow { singular, files: folder, .. } = kind.row();
    let seen = format!("There is no {singular} called `{id}`.");
    let plain = !id.is_empty() && !id.contains(['/', '\\']);
    let file = id.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    let file = file.trim_end_matches('.');
    let add = if plain { format!("add a file `{folder}/{file}.md`") } else { format!("add a file to `{folder}/`") };
    let (message, help) = if kind == EntryKind::Venue && means_online(id) {
        (
            format!("{seen} Did you mean `online`?"),
            "Write `online` here; the link itself goes after `join:`.".to_owned(),
        )
    } else if let Some(near) = nearest() {
        // The very title, the path or the file of an entry that is there is no other entry yet to come.
        let is_there = !plain
            || near.eq_ignore_ascii_case(file)
            || book.named(kind, &near).is_some_and(|meta| name_key(&meta.title) == name_key(id));
        let help = if is_there {
            format!("Write `{near}` here: the name of an entry is its file name without the ending.")
        } else {
            format!("Write `{near}` here, or {add}.")
        };
        (format!("{seen} Did you mean `{near}`?"), help)
    } else {
        let names = format!("Write the name of a file in `{folder}/` here, without its ending");
        (seen, format!("{names}, or {add}."))
    };
    Some(Diagnostic::error("unknown-name", reference.span.clone(), message).help(help))
}

/// Returns whether text in place of a venue is a way to meet without one.
fn means_online(written: &str) -> bool {
    let words = ["zoom", "teams", "virtual", "virtually", "remote", "remotely", "video", "webinar", "online"];
    let written = written.to_lowercase();
    written.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}

/// Returns the id that was meant by `written`: a path instead of an id, a title, or the nearest one.
pub(super) fn nearest(book: &Book, kind: EntryKind, written: &str) -> Option<String> {
    let name = written.rsplit(['/', '\\']).next().unwrap_or(written);
    let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name);
    if let Some(meta) = book.named(kind, stem) {
        return Some(meta.id.to_string());
    }
    if let Some(person) = book.who(written).filter(|_| kind == EntryKind::Person) {
        return Some(person.meta.id.to_string());
    }
    let mut ids = Vec::new();
    let mut titled = None;
    let title = name_key(written);
    book.each_entry(&mut |meta, place| {
        if meta.kind == kind {
            ids.push((kind, place));
            if titled.is_none() && name_key(&meta.title) == title {
                titled = Some(meta.id.to_string());
            }
        }
    });
    titled.or_else(|| {
        let ids = ids.iter().filter_map(|(kind, place)| book.entry(*kind, *place)).map(|meta| &*meta.id);
        suggest::nearest(stem, ids).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::fixture::{self, reference};
    use crate::handbook::session::Place;
    use crate::source::FilePath;

    fn with_venue(venue: &str, change: impl FnOnce(&mut crate::handbook::Venue)) -> Handbook {
        let file: FilePath = "sessions/01.md".into();
        let mut session = fixture::session("01");
        session.place = Some(Place { venue: Some(reference(venue, &file)), online: false });
        let mut book = fixture::book(vec![session]);
        let mut library = fixture::venue("bellwood-library");
        library.meta.title = "Bellwood Public Library".into();
        change(&mut library);
        book.venues.push(Arc::new(library));
        fixture::handbook(book)
    }

    #[test]
    fn a_name_that_is_written_down_is_fine_in_any_case() {
        for venue in ["bellwood-library", "Bellwood-Library"] {
            assert!(unknown_names(&with_venue(venue, |_| {}), Drafts::Left).is_empty());
        }
    }

    #[test]
    fn what_was_meant_is_looked_for_so_many_times_and_no_more() {
        let file: FilePath = "sessions/01.md".into();
        let sessions = (0..NEAREST + 50).map(|number| {
            let mut session = fixture::session(&number.to_string());
            session.place = Some(Place { venue: Some(reference("belwood-library", &file)), online: false });
            session
        });
        let mut book = fixture::book(sessions.collect());
        book.venues.push(Arc::new(fixture::venue("bellwood-library")));
        let said = texts(unknown_names(&fixture::handbook(book), Drafts::Left));
        assert_eq!(said.len(), NEAREST + 50);
        assert_eq!(said.iter().filter(|said| said.contains("Did you mean")).count(), NEAREST);
    }

    #[test]
    fn an_unknown_name_suggests_what_was_meant() {
        let said = |venue| texts(unknown_names(&with_venue(venue, |_| {}), Drafts::Left));
        assert_eq!(
            said("belwood-library"),
            ["sessions/01.md:50 error[unknown-name]: There is no venue called `belwood-library`. Did you mean \
              `bellwood-library`? / Write `bellwood-library` here, or add a file `venues/belwood-library.md`."]
        );
        assert_eq!(
            said("../venues/bellwood-library.md"),
            [
                "sessions/01.md:50 error[unknown-name]: There is no venue called `../venues/bellwood-library.md`. Did you \
              mean `bellwood-library`? / Write `bellwood-library` here: the name of an entry is its file name without the ending."
            ]
        );
        assert_eq!(
            said("Bellwood  public library"),
            [
                "sessions/01.md:50 error[unknown-name]: There is no venue called `Bellwood  public library`. Did you mean \
              `bellwood-library`? / Write `bellwood-library` here: the name of an entry is its file name without the ending."
            ]
        );
        assert_eq!(
            said("Bellwood library"),
            ["sessions/01.md:50 error[unknown-name]: There is no venue called `Bellwood library`. Did you mean \
              `bellwood-library`? / Write `bellwood-library` here: the name of an entry is its file name without the ending."]
        );
        assert_eq!(
            said("on Zoom"),
            [
                "sessions/01.md:50 error[unknown-name]: There is no venue called `on Zoom`. Did you mean `online`? / Write \
              `online` here; the link itself goes after `join:`."
            ]
        );
        assert_eq!(
            said("quay-hall"),
            [
                "sessions/01.md:50 error[unknown-name]: There is no venue called `quay-hall`. / Write the name of a file in \
              `venues/` here, without its ending, or add a file `venues/quay-hall.md`."
            ]
        );
    }

    #[test]
    fn a_kind_is_called_by_its_name_in_the_table() {
        let mut session = fixture::session("01");
        session.guidance = vec![reference("first-night", &"sessions/01.md".into())];
        assert_eq!(
            texts(unknown_names(&fixture::handbook(fixture::book(vec![session])), Drafts::Left)),
            [
                "sessions/01.md:50 error[unknown-name]: There is no guidance page called `first-night`. / Write the name of a \
              file in `guidance/` here, without its ending, or add a file `guidance/first-night.md`."
            ]
        );
    }

    #[test]
    fn nobody_is_said_of_people() {
        let mut handbook = fixture::handbook(fixture::book(Vec::new()));
        Arc::make_mut(&mut handbook.book.community).facilitators = vec![reference("wren", &"community.yml".into())];
        assert_eq!(
            texts(unknown_names(&handbook, Drafts::Left)),
            ["community.yml:50 error[unknown-name]: There is no person called `wren`. / Write the name of a file in \
              `people/` here, without its ending, or add a file `people/wren.md`."]
        );
    }

    #[test]
    fn nothing_is_said_of_what_could_not_be_read() {
        let mut handbook = with_venue("quay-hall", |_| {});
        Arc::make_mut(&mut handbook.book.index).unread.ids.insert((EntryKind::Venue, "quay-hall".into()));
        assert!(unknown_names(&handbook, Drafts::Left).is_empty());
        let mut handbook = with_venue("quay-hall", |_| {});
        Arc::make_mut(&mut handbook.book.index).unread.kinds.push(EntryKind::Venue);
        assert!(unknown_names(&handbook, Drafts::Left).is_empty());
    }

    #[test]
    fn what_readers_see_names_nothing_hidden() {
        let draft = with_venue("bellwood-library", |venue| venue.meta.draft = true);
        assert_eq!(
            texts(not_public(&draft, Drafts::Left)),
            [
                "sessions/01.md:50 error[link-not-public]: `bellwood-library` is a draft, so readers of this page could not \
              see it. / Take it out here, or publish it by taking `draft: true` out of `venues/bellwood-library.md`."
            ]
        );
        assert!(not_public(&draft, Drafts::Shown).is_empty());
        let internal =
            with_venue("bellwood-library", |venue| venue.meta.audience = crate::handbook::Audience::Facilitators);
        assert_eq!(
            texts(not_public(&internal, Drafts::Shown)),
            [
                "sessions/01.md:50 error[link-not-public]: `bellwood-library` is for facilitators only, so readers of this \
              page could not see it. / Take it out here, or let everyone see it by taking `audience` out of \
              `venues/bellwood-library.md`."
            ]
        );
    }

    #[test]
    fn an_entry_that_is_kept_back_is_one_mistake() {
        let mut handbook = with_venue("bellwood-library", |venue| venue.meta.draft = true);
        for id in ["02", "03"] {
            let mut session = fixture::session(id);
            let file: FilePath = format!("sessions/{id}.md").into();
            session.place = Some(Place { venue: Some(reference("bellwood-library", &file)), online: false });
            handbook.book.sessions.push(Arc::new(session));
        }
        let said = not_public(&handbook, Drafts::Left);
        let related: Vec<_> = said[0].related.iter().map(|(span, words)| format!("{} {words}", span.file)).collect();
        assert_eq!(
            (said.len(), related),
            (1, vec!["sessions/02.md and here".to_owned(), "sessions/03.md and here".into()])
        );
    }

    #[test]
    fn a_draft_may_name_a_draft() {
        let mut handbook = with_venue("bellwood-library", |venue| venue.meta.draft = true);
        Arc::make_mut(&mut handbook.book.sessions[0]).meta.draft = true;
        assert!(not_public(&handbook, Drafts::Left).is_empty());
    }
}
