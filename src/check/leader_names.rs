//! Checks of who leads a segment: an id, a full name, or a part of one where only one fits.

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::handbook::index::{NameMatch, name_key, name_parts};
use crate::handbook::references::OutgoingReference;
use crate::handbook::{Book, EntryKind, Handbook};
use crate::redact::Drafts;
use crate::source::{Located, Span};
use crate::suggest;

use super::references::NEAREST;

/// Words that stand for whoever takes that part on the day.
const ANYBODY: &[&str] = &[
    "all",
    "all of us",
    "alle",
    "anybody",
    "anyone",
    "anyone who likes",
    "both",
    "both of us",
    "caucus",
    "chair",
    "co-chair",
    "co-facilitator",
    "co-facilitators",
    "co-host",
    "co-hosts",
    "each",
    "everybody",
    "everyone",
    "facilitator",
    "facilitators",
    "fours",
    "group",
    "groups",
    "guest",
    "guest speaker",
    "guest speakers",
    "guests",
    "host",
    "hosts",
    "leader",
    "leaders",
    "member",
    "members",
    "mentor",
    "mentors",
    "moderator",
    "moderators",
    "n.n",
    "n.n.",
    "newcomers",
    "nn",
    "no one",
    "nobody",
    "none",
    "note-taker",
    "open",
    "organizer",
    "organizers",
    "pair",
    "pairs",
    "participant",
    "participants",
    "presenter",
    "presenters",
    "secretary",
    "small groups",
    "speaker",
    "speakers",
    "staff",
    "tables",
    "tba",
    "tbc",
    "tbd",
    "team",
    "teams",
    "tech",
    "tech help",
    "tech host",
    "the room",
    "threes",
    "timekeeper",
    "to be agreed",
    "to be announced",
    "to be confirmed",
    "to be decided",
    "tous",
    "toutes",
    "treasurer",
    "triads",
    "trios",
    "twos",
    "us",
    "visitors",
    "volunteer",
    "volunteers",
    "we",
    "we all",
    "whoever likes",
    "whole group",
    "whole room",
    "yet to be found",
    "you",
];

/// Reports leads of segments who are not written down. Where a handbook has no people at all, leads are plain text.
pub fn unknown_leads(handbook: &Handbook, _: Drafts) -> Vec<Diagnostic> {
    let book = &handbook.book;
    let unread = &book.index.unread;
    let nobody = book.people.is_empty() || unread.kinds.contains(&EntryKind::Person);
    if nobody || unread.ids.iter().any(|(kind, _)| *kind == EntryKind::Person) {
        return Vec::new();
    }
    let roles: FxHashSet<String> = book.people.iter().map(|person| name_key(&person.role)).collect();
    let mut diagnostics = Vec::new();
    book.each_part(&mut |_, part| {
        if let OutgoingReference::Lead(lead) = part {
            let is_slip = diagnostics.len() < NEAREST;
            diagnostics.extend(unknown(book, &roles, lead, is_slip));
        }
    });
    diagnostics
}

fn unknown(book: &Book, roles: &FxHashSet<String>, lead: &Located<String>, is_slip: bool) -> Option<Diagnostic> {
    if book.who(&lead.value).is_some() {
        return None;
    }
    let name = name_key(&lead.value);
    let bare = ["the ", "a ", "an ", "our ", "each ", "one "].iter().find_map(|word| name.strip_prefix(word));
    let bare = bare.unwrap_or(&name);
    let words = &book.community.words;
    let mut houses = words.member.iter().chain(&words.members);
    if bare.is_empty() || ANYBODY.contains(&bare) || roles.contains(bare) || houses.any(|word| name_key(word) == bare) {
        return None;
    }
    if let Some(several) = several(book, &lead.value, &lead.span) {
        return Some(several);
    }
    let seen = format!("There is no person called `{}`.", lead.value);
    let (message, help) = match is_slip.then(|| nearest(book, &lead.value)).flatten() {
        Some(near) => (
            format!("{seen} Did you mean `{near}`?"),
            format!("Write `{near}` here, or give this person a file in `people/`."),
        ),
        None => (
            seen,
            "Write the id, the full name or a part of the name of someone in `people/`, or a word such as `everyone` or `host`."
                .to_owned(),
        ),
    };
    Some(Diagnostic::error("unknown-name", lead.span.clone(), message).help(help))
}

/// Reports a `written` name that several people may have, with their names.
pub(super) fn several(book: &Book, written: &str, span: &Span) -> Option<Diagnostic> {
    let name = name_key(written);
    if book.index.names.get(&name) != Some(&NameMatch::Several) {
        return None;
    }
    let fitting = book
        .people
        .iter()
        .filter(|person| name_key(&person.meta.title) == name || name_parts(&person.meta.title).contains(&name));
    let titles: Vec<&str> = fitting.clone().map(|person| &*person.meta.title).collect();
    let ids: Vec<String> = fitting.map(|person| format!("`{}`", person.meta.id)).collect();
    let message = format!("`{written}` may be {}.", titles.join(" or "));
    let help = format!("Write the one who is meant by id: {}.", ids.join(" or "));
    Some(Diagnostic::error("unknown-name", span.clone(), message).help(help))
}

/// Returns the nearest full name, part of one or id, in the form that the author uses.
fn nearest<'a>(book: &'a Book, written: &str) -> Option<&'a str> {
    let titles = book.people.iter().map(|person| &*person.meta.title);
    if written.trim().contains(' ') {
        return suggest::nearest(written, titles);
    }
    let words = titles.flat_map(str::split_whitespace);
    let ids = book.people.iter().map(|person| &*person.meta.id);
    suggest::nearest(written, words.chain(ids))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check::fixture::texts;
    use crate::handbook::{Agenda, RichText, Segment, Spelling, fixture};

    fn said(lead: &str, people: &[(&str, &str)]) -> Vec<String> {
        let mut session = fixture::session("01");
        let span = fixture::at(&session.meta.file, 70);
        let segment = Segment { leads: vec![Located::new(lead.to_owned(), span.clone())], ..Segment::at(span.clone()) };
        session.agenda = Some(Agenda {
            spelling: Spelling::List,
            intro: RichText::default(),
            segments: vec![segment],
            outro: RichText::default(),
            zero: None,
            span,
        });
        let mut book = fixture::book(vec![session]);
        book.people = people.iter().map(|(id, name)| Arc::new(fixture::person(id, name))).collect();
        texts(unknown_leads(&fixture::handbook(book), Drafts::Left))
    }

    const PEOPLE: &[(&str, &str)] =
        &[("marisol-quennell", "Marisol Quennell"), ("ana-b", "Ana Brook"), ("ana-c", "Ana Cole")];

    #[test]
    fn ids_names_first_names_and_everyday_words_are_understood() {
        let fine = [
            "marisol-quennell",
            "Marisol Quennell",
            "marisol",
            " Marisol  quennell ",
            "everyone",
            "Host",
            "The group",
            "a volunteer",
            "facilitator",
            "",
        ];
        for lead in fine {
            assert!(said(lead, PEOPLE).is_empty(), "{lead}");
        }
        assert!(said("Jo", &[]).is_empty(), "without people leads are plain text");
    }

    #[test]
    fn a_lead_whom_nobody_wrote_down_is_said() {
        assert_eq!(
            said("Marisool", PEOPLE),
            [
                "sessions/01.md:70 error[unknown-name]: There is no person called `Marisool`. Did you mean `Marisol`? / Write \
              `Marisol` here, or give this person a file in `people/`."
            ]
        );
        assert_eq!(
            said("Tobias", PEOPLE),
            [
                "sessions/01.md:70 error[unknown-name]: There is no person called `Tobias`. / Write the id, the full name or \
              a part of the name of someone in `people/`, or a word such as `everyone` or `host`."
            ]
        );
    }

    #[test]
    fn any_part_that_one_person_bears_is_that_person() {
        let people = &[
            ("linh", "Đào Thị Linh"),
            ("minh", "Đào Văn Minh"),
            ("sandor", "Nagy Sándor"),
            ("anke", "Anke van der Berg"),
            ("xm", "王小明"),
            ("ana", "Ana-Luisa Ferrão"),
            ("dot", "Dorothy \u{201c}Dot\u{201d} Hale"),
        ];
        for lead in [
            "Linh",
            "thị linh",
            "Đào Thị",
            "Sándor",
            "Nagy",
            "van der Berg",
            "Berg",
            "小明",
            "Luisa",
            "ferrão",
            "Dot",
            "Dorothy",
        ] {
            assert_eq!(said(lead, people), [""; 0], "{lead}");
        }
        assert_eq!(
            said("Đào", people),
            [
                "sessions/01.md:70 error[unknown-name]: `Đào` may be Đào Thị Linh or Đào Văn Minh. / Write the one who is \
              meant by id: `linh` or `minh`."
            ]
        );
        assert_eq!(said("van", people).len(), 1, "a word that is never a name alone");
    }

    #[test]
    fn a_first_name_that_fits_two_asks_which() {
        assert_eq!(
            said("Ana", PEOPLE),
            [
                "sessions/01.md:70 error[unknown-name]: `Ana` may be Ana Brook or Ana Cole. / Write the one who is meant \
              by id: `ana-b` or `ana-c`."
            ]
        );
    }
}
