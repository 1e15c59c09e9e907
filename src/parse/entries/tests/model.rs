//! The model that files become, after all that is forgiven.

use std::sync::Arc;

use crate::handbook::Session;
use crate::handbook::session::{DoorsOpen, End, Every, When};
use crate::parse::Entry;

use super::read;

fn session(text: &str) -> Session {
    match read("sessions/01 first.md", text).entries.pop() {
        Some(Entry::Session(session, _)) => Arc::unwrap_or_clone(session),
        other => panic!("a session, not {other:?}"),
    }
}

fn values<T: AsRef<str>>(located: impl IntoIterator<Item = crate::source::Located<T>>) -> Vec<String> {
    located.into_iter().map(|one| one.value.as_ref().to_owned()).collect()
}

#[test]
fn what_was_meant_is_read() {
    let text = "---\nTitle: “Who: is: here”\nbring: [“a, b”, c]\nsnack: tea; bread\nfacilitators: anna, bob\n\
                date:\u{a0}2026-12-10\ntime: 7–9 pm\nDoors open: 10 minutes before\nwhere: [hall, online]\n\
                readings:\n  - a: chapters 1 and 2\n  - b\nchanges:\n  - 2026-11-02: moved: from 12\n\
                repeats: {every: month, until: 2027-05-01, except: 2026-12-24}\nstatus: Canceled\n---\n";
    let session = session(text);
    assert_eq!(session.meta.title, "Who: is: here");
    assert_eq!(session.meta.address, "sessions/01-first.html");
    assert_eq!(&*session.meta.id, "01 first");
    assert_eq!(session.bring, ["a, b", "c"]);
    assert_eq!(session.snack, ["tea", "bread"]);
    let facilitators = session.facilitators.unwrap();
    assert_eq!(&text[facilitators[1].span.range()], "bob");
    let When::On(meeting) = session.when.value else { panic!("a date") };
    assert_eq!(meeting.date.to_string(), "2026-12-10");
    assert_eq!(meeting.times.end, End::At(jiff::civil::time(21, 0, 0, 0)));
    assert_eq!(session.doors_open.unwrap().value, DoorsOpen::Before(10));
    let place = session.place.unwrap();
    assert!(place.online && place.venue.is_some_and(|venue| &*venue.value == "hall"));
    assert_eq!(session.readings[0].part.as_deref(), Some("chapters 1 and 2"));
    assert_eq!(values(session.readings.into_iter().map(|used| used.reading)), ["a", "b"]);
    assert_eq!(session.changes[0].words().map(String::as_str), Some("moved: from 12"));
    assert_eq!(session.repeats.unwrap().value.every, Every::Months(1));
}

#[test]
fn signing_up_is_an_address_or_has_a_day_and_places() {
    let header = "---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\n";
    let short =
        session(&format!("{header}sign_up: https://example.org/form\nlive_notes: https://pad.example/1\n---\n"));
    let sign_up = short.sign_up.expect("a link");
    assert_eq!((sign_up.link.url.value.as_str(), sign_up.until), ("https://example.org/form", None));
    assert_eq!(short.live_notes[0].url.value, "https://pad.example/1");
    let long = session(&format!(
        "{header}sign_up: {{link: https://example.org/form, until: 2026-12-03, places: 16}}\n\
         ways_to_take_part: Speak, or write in the chat\n---\n"
    ));
    let sign_up = long.sign_up.expect("a link");
    assert_eq!(sign_up.until, Some(jiff::civil::date(2026, 12, 3)));
    assert_eq!(sign_up.places, Some(16));
    assert_eq!(long.ways_to_take_part.as_deref(), Some("Speak, or write in the chat"));
}

#[test]
fn doors_may_have_words_behind_a_dash() {
    let doors = |written: &str| {
        let session = session(&format!("---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\ndoors_open: {written}\n---\n"));
        (session.doors_open.map(|doors| doors.value), session.doors_words)
    };
    let at = |hour| Some(DoorsOpen::At(jiff::civil::time(hour, 15, 0, 0)));
    assert_eq!(doors("6:15 pm - say hello"), (at(18), Some("say hello".to_owned())));
    assert_eq!(doors("10 minutes before \u{2013} tea"), (Some(DoorsOpen::Before(10)), Some("tea".to_owned())));
    assert_eq!(doors("6:15 pm"), (at(18), None));
    // A time that may be either is queried, with words or without.
    assert_eq!(doors("6:15 - say hello"), (None, None));
    let said =
        read("sessions/a.md", "---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\ndoors_open: 6:15 - say hello\n---\n");
    assert_eq!(said.diagnostics[0].code, "time-unclear");
}

#[test]
fn people_joined_by_a_word_or_a_sign_are_several() {
    let text = "---\ntitle: New boots\nseeded_by: Ben & Lise and wren\n---\n## The story\nx\n";
    let Some(Entry::Scenario(scenario)) = read("scenarios/new-boots.md", text).entries.pop() else {
        panic!("a scenario")
    };
    let places: Vec<&str> = scenario.seeded_by.iter().map(|person| &text[person.span.range()]).collect();
    assert_eq!(places, ["Ben", "Lise", "wren"]);
    assert_eq!(values(scenario.seeded_by.clone()), places);
}

#[test]
fn a_list_and_a_folder_mean_the_same() {
    let show = |path: &str, text: &str| match read(path, text).entries.pop() {
        Some(Entry::Person(person)) => {
            format!(
                "{} {} {} {}",
                person.meta.id,
                person.meta.address,
                person.meta.title,
                crate::handbook::prose::shown(&person.body.summary)
            )
        }
        other => format!("{other:?}"),
    };
    let file = show("people/wren.md", "---\nname: Wren\nrole: guest\n---\nHello *you*.\n");
    let item = show("people.yml", "- id: wren\n  name: Wren\n  role: guest\n  text: |\n    Hello *you*.\n");
    assert_eq!(file, item);
}

#[test]
fn a_reading_without_a_text_is_a_line_of_the_list() {
    let address = |text: &str| match read("readings/a b.md", text).entries.pop() {
        Some(Entry::Reading(reading)) => reading.meta.address.clone(),
        other => format!("{other:?}"),
    };
    assert_eq!(address("---\ncite: A\n---\n"), "readings/index.html#a-b");
    assert_eq!(address("---\ncite: A\n---\nWords.\n"), "readings/a-b.html");
}

#[test]
fn values_in_both_shapes_of_a_list() {
    let titles = |text: &str| match read("values.yml", text).entries.pop() {
        Some(Entry::Values(values)) => {
            values.items.iter().map(|value| format!("{} {}", value.id, value.title)).collect()
        }
        other => vec![format!("{other:?}")],
    };
    let list = "- {title: Be kind, text: Always.}\n- title: Be kind\n";
    assert_eq!(titles(list), ["be-kind Be kind", "be-kind-1 Be kind"]);
    let indented = list.replace("- ", "  - ");
    assert_eq!(titles(&format!("status: agreed\nitems:\n{indented}")), ["be-kind Be kind", "be-kind-1 Be kind"]);
}

#[test]
fn paragraphs_flow_as_they_were_meant() {
    let about = |text: &str| match read("community.yml", text).entries.pop() {
        Some(Entry::Community(community)) => community.about.clone(),
        _ => None,
    };
    let expected = Some("one two\n\nthree".to_owned());
    assert_eq!(about("name: X\ntimezone: UTC\nabout: >\n  one\n  two\n\n  three\n"), expected);
    assert_eq!(about("name: X\ntimezone: UTC\nabout: |\n  one two\n\n  three\n"), expected);
}
