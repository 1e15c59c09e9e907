//! Gathers what is searched for: every private text of a handbook, normalized, with the place that it is private at.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::handbook::normalize::{NormalizedText, word_count};
use crate::handbook::private::{Guarded, PrivateKind, guarded};
use crate::handbook::references::OutgoingReference;
use crate::handbook::{Handbook, Meta, Session, Venue};
use crate::redact::{Drafts, Public, hidden};
use crate::source::Span;

use super::decode::{Escapes, text};
use super::join_secrets;

/// The fewest words of a paragraph for facilitators. Their pages say much that all pages say.
const FEWEST_WORDS: usize = 8;

/// The kind of a private text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TextKind {
    Callout,
    Debrief,
    /// A paragraph of an entry for facilitators.
    Entry,
    JoinLink,
    DialIn,
    Email,
    Name,
    Secret,
}

/// The place of private texts: one for all paragraphs of a callout.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Origin {
    pub span: Span,
    pub line: Option<u64>,
    pub kind: TextKind,
}

/// A private text that is searched for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Its words, normalized, with a blank before, after and between them.
    pub alike: Vec<u8>,
    /// Its place among the origins.
    pub origin: usize,
    /// The readers who may know it: nobody, or those of the members' feed.
    pub told: AllowedReaders,
}

/// The readers who may know a private text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AllowedReaders {
    Nobody,
    Members,
}

/// The texts that are searched for.
#[derive(Debug, Default)]
pub(super) struct Strings {
    pub wanted: Vec<Wanted>,
    pub origins: Vec<Origin>,
    /// The number of private texts, and of names.
    pub texts: usize,
    pub names: usize,
    places: FxHashMap<Origin, usize>,
    /// The index of each wanted text by its words: a text that is private twice is reported once.
    seen: FxHashMap<Vec<u8>, usize>,
}

/// Returns the private strings of `handbook`, of which `public` was made.
pub(super) fn strings(handbook: &Handbook, public: &Public) -> Strings {
    let mut strings = Strings::default();
    let open = open(handbook, public);
    for private in handbook.private.texts() {
        let (kind, told, spellings) = match &private.kind {
            PrivateKind::Callout => (TextKind::Callout, AllowedReaders::Nobody, vec![usual(&private.text)]),
            PrivateKind::Debrief => (TextKind::Debrief, AllowedReaders::Nobody, vec![usual(&private.text)]),
            PrivateKind::Email => (TextKind::Email, AllowedReaders::Nobody, vec![usual(&private.text)]),
            PrivateKind::Secret => (TextKind::Secret, AllowedReaders::Members, vec![usual(&private.text)]),
            PrivateKind::JoinLink(id) | PrivateKind::DialIn(id) if public.join(id).is_some() => continue,
            PrivateKind::JoinLink(id) => {
                (TextKind::JoinLink, allowed_readers(public, id), join_secrets::of_link(&private.text))
            }
            PrivateKind::DialIn(id) => {
                (TextKind::DialIn, allowed_readers(public, id), join_secrets::of_dial_in(&private.text))
            }
        };
        let origin = Origin { span: private.span, line: private.line, kind };
        strings.add(&origin, told, spellings.into_iter().filter(|alike| !open.contains(alike)).collect());
    }
    let mut of_entry = |meta: &Meta, paragraph: &str| {
        if word_count(paragraph) >= FEWEST_WORDS {
            let origin = Origin { span: Span::whole(&meta.file), line: None, kind: TextKind::Entry };
            strings.add(&origin, AllowedReaders::Nobody, vec![usual(paragraph)]);
        }
    };
    let book = &handbook.book;
    let mut hides = false;
    // Drafts are for nobody yet, but they are no secret, and many repeat what is public.
    book.each_entry(&mut |meta, _| hides |= hidden(book, meta, Drafts::Shown));
    if hides {
        book.each_prose(&mut |meta, prose| {
            if hidden(book, meta, Drafts::Shown) {
                prose.paragraphs().iter().for_each(|paragraph| of_entry(meta, paragraph));
            }
        });
        for session in book.sessions.iter().filter(|session| hidden(book, &session.meta, Drafts::Shown)) {
            texts_of_session(session).for_each(|field| of_entry(&session.meta, field));
        }
        for venue in book.venues.iter().filter(|venue| hidden(book, &venue.meta, Drafts::Shown)) {
            texts_of_venue(venue).for_each(|field| of_entry(&venue.meta, field));
        }
        for reading in book.readings.iter().filter(|reading| hidden(book, &reading.meta, Drafts::Shown)) {
            of_entry(&reading.meta, &reading.citation);
        }
    }
    // The ways to write one name follow each other.
    for name in guarded(handbook).chunk_by(|a, b| a.place == b.place) {
        let Some(Guarded { place: (file, line), .. }) = name.first() else { continue };
        let origin = Origin { span: Span::whole(file), line: Some(*line), kind: TextKind::Name };
        strings.add(&origin, AllowedReaders::Nobody, name.iter().map(|name| name.alike.clone()).collect());
    }
    strings
}

/// Returns the texts in the fields of a session. Taken apart whole, so that whoever adds a field decides here as well.
fn texts_of_session(session: &Session) -> impl Iterator<Item = &str> {
    let Session {
        // Searched for as an entry's title and prose.
        meta: _,
        agenda: _,
        body: _,
        unread: _,
        // Names, days, numbers and addresses.
        series: _,
        when: _,
        timezone: _,
        doors_open: _,
        place: _,
        tech_help: _,
        show_join_link: _,
        facilitators: _,
        guests: _,
        readings: _,
        scenarios: _,
        guidance: _,
        sign_up: _,
        live_notes: _,
        status: _,
        also_offered: _,
        repeats: _,
        occurrence_of: _,
        uid: _,
        sequence: _,
        notes: _,
        recording: _,
        slides: _,
        bring,
        snack,
        ways_to_take_part,
        doors_words,
        changes,
    } = session;
    let lists = bring.iter().chain(snack).chain(ways_to_take_part).chain(doors_words).map(String::as_str);
    lists.chain(changes.iter().filter_map(|change| change.words().map(String::as_str)))
}

/// Returns the texts in the fields of a venue, taken apart whole as those of a session are.
fn texts_of_venue(venue: &Venue) -> impl Iterator<Item = &str> {
    let Venue { meta: _, address, parking, getting_in, accessible, room, map: _, body: _ } = venue;
    let rest = [parking, getting_in, accessible, room].into_iter().flatten();
    std::iter::once(address).chain(rest).map(String::as_str)
}

impl Strings {
    /// Adds the ways to write one private text.
    fn add(&mut self, origin: &Origin, told: AllowedReaders, spellings: Vec<Vec<u8>>) {
        let mut is_new = false;
        for alike in spellings {
            // Nothing but blanks would be found everywhere.
            if alike.len() < 4 {
                continue;
            }
            if let Some(known) = self.seen.get(&alike) {
                // A text that may be shown for one of two rooms with one address may be shown for both.
                if told == AllowedReaders::Members {
                    self.wanted[*known].told = told;
                }
                continue;
            }
            is_new = true;
            let next = self.origins.len();
            let place = *self.places.entry(origin.clone()).or_insert(next);
            if place == next {
                self.origins.push(origin.clone());
            }
            self.seen.insert(alike.clone(), self.wanted.len());
            self.wanted.push(Wanted { alike, origin: place, told });
        }
        if is_new {
            match origin.kind {
                TextKind::Name => self.names += 1,
                _ => self.texts += 1,
            }
        }
    }
}

/// Normalizes a text as it is written.
pub(super) fn usual(words: &str) -> Vec<u8> {
    let mut out = NormalizedText::default();
    text(words.as_bytes(), Escapes::Usual, &mut out);
    out.gap();
    out.bytes().to_vec()
}

/// Returns whether the members' feed shows how to join a session.
fn allowed_readers(public: &Public, session: &str) -> AllowedReaders {
    if public.is_join_told_to_members(session) { AllowedReaders::Members } else { AllowedReaders::Nobody }
}

/// Returns texts that look private and were published on purpose: the ways into rooms that are open to all, the
/// addresses of people who have a page, of the community, and its telephone number.
fn open(handbook: &Handbook, public: &Public) -> FxHashSet<Vec<u8>> {
    let mut open = FxHashSet::default();
    for join in public.joins().values() {
        open.extend(join.link.iter().flat_map(|link| join_secrets::of_link(&link.value)));
        open.extend(join.dial_in.iter().flat_map(|words| join_secrets::of_dial_in(&words.value)));
    }
    let contact = handbook.book.community.contact.as_ref();
    let people = handbook.book.people.iter().filter_map(|person| person.email.as_ref());
    open.extend(people.chain(contact.and_then(|contact| contact.email.as_ref())).map(|address| usual(address)));
    open.extend(
        contact
            .and_then(|contact| contact.phone.as_ref())
            .into_iter()
            .flat_map(|phone| join_secrets::of_dial_in(phone)),
    );
    open
}

/// Returns the paragraphs among `wanted` that a public entry of the book has as well, whole: a text that its author
/// wrote both publicly and privately is no secret.
pub(super) fn also_public(public: &Public, wanted: &FxHashSet<&[u8]>) -> FxHashSet<Vec<u8>> {
    let mut found = FxHashSet::default();
    public.book().each_part(&mut |_, part| {
        if let OutgoingReference::Prose(prose) = part {
            let paragraphs = prose.paragraphs().into_iter().map(|paragraph| usual(&paragraph));
            found.extend(paragraphs.filter(|paragraph| wanted.contains(paragraph.as_slice())));
        }
    });
    found
}
