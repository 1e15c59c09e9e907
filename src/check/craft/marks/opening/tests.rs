//! Openings: slow ones, and near misses.

use super::opening;
use crate::check::craft::Context;
use crate::check::craft::fixture::{COMMUNITY, handbook, of_agenda, of_session, only, said, silent};
use crate::public::Drafts;

const EVENING: &str = "time: 6:30-8 pm\n";
const OPENINGS: [&str; 3] = ["everyone-speaks-early", "long-introduction", "introductions-first"];

fn openings(agenda: &str) -> Vec<String> {
    OPENINGS.iter().flat_map(|id| of_agenda(id, "", agenda)).collect()
}

#[test]
fn everyone_speaks_early() {
    assert_eq!(
        openings("- 3 min: Welcome\n- 10 min: What we read [discussion]\n- 20 min: Check-in\n"),
        [
            "sessions/a.md \"3 min: Welcome\" nudge[everyone-speaks-early]: Everyone first speaks 13 minutes after the start. \
             People who have said something in the first minutes speak again more easily (online guide). / Begin with a \
             short round, such as `- 5 min: Check-in [everyone]`."
        ]
    );
    assert_eq!(
        openings("| Minutes | What |\n|---|---|\n| 20 | Presentation |\n| 30 | Discussion |\n| 10 | Close |\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[everyone-speaks-early]: No part of this agenda is marked for everyone, for pairs \
             or for small groups. People who have said something in the first minutes speak again more easily (online \
             guide). / Begin with a short round, such as a row with 5 minutes and `Check-in [everyone]`."
        ]
    );
}

#[test]
fn long_introduction() {
    assert_eq!(
        openings(
            "### 4 min - Welcome\n### 6 min - Our values [values]\n### 8 min - Notices [talk]\n### 5 min - Pairs\n"
        ),
        [
            "sessions/a.md \"8 min - Notices [talk]\" nudge[long-introduction]: Facilitators speak for 12 of the 18 minutes \
             before everyone else does. After a long introduction people go on listening (online guide). / Put a round \
             first and shorten this to 5 minutes, or send it by mail beforehand."
        ]
    );
}

#[test]
fn a_long_introduction_right_at_the_start() {
    let found = openings("- 14 min: The plan [talk]\n- 10 min: Check-in\n");
    assert!(found.len() == 1 && found[0].contains(": Only facilitators speak in the first 14 minutes."), "{found:?}");
}

#[test]
fn a_good_or_an_unclear_opening_is_silent() {
    for id in OPENINGS {
        silent(
            id,
            EVENING,
            &[
                "- 5 min: Welcome\n- 10 min: Check-in\n",
                "- 2 min: Welcome\n- 3 min: Our values\n- 20 min: In pairs\n",
                "- 20 min: Introductions\n- 40 min: Lecture\n",
                // A fifth of the minutes may have no kind, but not these.
                "- 12 min: Opening circle\n- 40 min: Check-in\n- 20 min: In pairs\n",
                // Only half of it is marked.
                "- 20 min: Notices [talk]\n- 20 min: The garden\n",
                "- Welcome\n- 20 min: In pairs\n",
                "- Welcome\n- The reading [discussion]\n",
                "We will see.\n",
                // Too little for something to be missed.
                "- 20 min: Presentation\n- 60 min: Discussion\n",
                // People talk over soup.
                "- 15 min: Soup [break]\n- 20 min: In pairs\n- 20 min: Discussion\n",
                // No word in a title is taken for a kind.
                "- 20 min: A welcome to the lecture\n- 20 min: Check-in\n",
            ],
        );
    }
}

/// What is said of the first session of a series, with what is before it.
fn first(agenda: &str, before: &[(&str, &str)]) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n## Agenda\n{agenda}");
    let mut files = vec![("community.yml", COMMUNITY), ("sessions/winter/a.md", session.as_str())];
    files.extend(before);
    let found = said(&files);
    OPENINGS.iter().flat_map(|id| only(id, found.clone())).collect()
}

#[test]
fn introductions_first() {
    assert_eq!(
        first("- 20 min: The year [welcome]\n- 15 min: Introductions\n", &[]),
        [
            "sessions/winter/a.md \"20 min: The year [welcome]\" nudge[introductions-first]: This first session begins with \
             “The year”; everyone speaks 20 minutes after the start. People want to hear each other's names and voices \
             first (online guide). / Begin with a round, such as `- 15 min: Introductions [everyone]`."
        ]
    );
    let without = first("- 40 min: Lecture\n- 15 min: Questions [discussion]\n- 5 min: Close\n", &[]);
    assert!(without[0].contains("begins with “Lecture”, and no part is marked for everyone."), "{without:?}");
    let earlier = "---\ntitle: B\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
    let slow = "- 20 min: The year [talk]\n- 15 min: Introductions\n";
    // A later session of the season is no first one; what was called off was not the first.
    assert!(first(slow, &[("sessions/winter/b.md", earlier)])[0].contains("[long-introduction]"));
    let cancelled = earlier.replace("title", "status: cancelled\ntitle");
    assert!(first(slow, &[("sessions/winter/b.md", &cancelled)])[0].contains("[introductions-first]"));
}

#[test]
fn a_season_that_begins_well_is_silent() {
    for agenda in [
        "- 20 min: Introductions\n- 20 min: The year [talk]\n",
        "- 5 min: Welcome\n- 15 min: Name and a plant you like [everyone]\n",
        "- 10 min: Soup [break]\n- 10 min: Who are you? [pairs]\n",
        "- 3 min: Tea in silence [reflection]\n- 10 min: Who are you? [pairs]\n",
        "- 10 min: Circle\n- 50 min: Lecture\n",
    ] {
        assert_eq!(first(agenda, &[]), [""; 0], "{agenda}");
    }
}

/// Minutes until the group speaks, if it does, and minutes that facilitators speak before; `None` where it is not clear.
type Counted = Option<(Option<u32>, u32)>;

#[test]
fn ten_agendas_counted_by_hand() {
    let agendas: [(&str, Counted); 10] = [
        ("- 12 min: Check-in - a movement your group loves [everyone]\n- 3 min: Our values\n", Some((Some(0), 0))),
        ("1. Welcome (5m, Ana)\n2. Introductions (15m)\n3. Lightning talk (10m) [talk]\n", Some((Some(5), 5))),
        ("- 10 min: Welcome\n- 5 min: Tech check\n- 20 min: Rooms [groups of 3]\n", Some((Some(15), 15))),
        ("- 3 min: Welcome\n- 7 min: Silent reading [reading]\n- 15 min: In pairs\n", Some((Some(10), 3))),
        ("### 15 min - Lecture\n### 5 min - Stretch [break]\n### 20 min - Pairs\n", Some((Some(20), 15))),
        (
            "| Time | What |\n|---|---|\n| 6:30pm | Welcome |\n| 6:37pm | Check-in |\n| 7:00pm | Close |\n",
            Some((Some(7), 7)),
        ),
        (
            "| Minutes | Topic | Kind |\n|---|---|---|\n| 8 | Where we are | talk |\n| 20 | Stories | pairs |\n",
            Some((Some(8), 8)),
        ),
        ("- 20-30 min: Presentation\n- 30 min: Discussion\n- 10 min: Close\n", Some((None, 40))),
        ("- 1 h: Lecture\n- 15 min: Discussion\n- 1h30: Small groups\n", Some((Some(75), 60))),
        ("- 10 min: Land acknowledgement\n- 10 min: Check-in\n", None),
    ];
    for (agenda, counted) in agendas {
        let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n## Agenda\n{agenda}");
        let (handbook, _) = handbook(&[("community.yml", COMMUNITY), ("sessions/a.md", &session)]);
        let context = Context::new(&handbook, jiff::civil::date(2026, 11, 22), Drafts::Left, &[]);
        let found = opening(&context.plans[0]).map(|opening| (opening.first_voice, opening.led));
        assert_eq!(found, counted, "{agenda}");
    }
}

#[test]
fn tech_after_start() {
    let online = "time: 6:30-8 pm\nwhere: online\n";
    assert_eq!(
        of_session(
            "tech-after-start",
            online,
            "- 2 min: Welcome\n- 10 min: Sound and picture [tech]\n- 78 min: Check-in\n"
        ),
        [
            "sessions/a.md \"10 min: Sound and picture [tech]\" nudge[tech-after-start]: The agenda begins with 10 minutes of \
             trying out the equipment. The others wait meanwhile (online guide). / Take it out of the agenda and open the \
             room earlier: `doors_open: 10 minutes before`."
        ]
    );
    silent(
        "tech-after-start",
        online,
        &[
            "- 10 min: Check-in\n- 5 min: Tech check for the film [tech]\n- 75 min: In pairs\n",
            "- 10 min: Sound and picture\n- 80 min: Check-in\n",
            "- 90 min: Check-in\n",
            // Which `agenda-adds-up` reports.
            "- 10 min: Tech check\n- 90 min: Check-in\n",
        ],
    );
    silent("tech-after-start", EVENING, &["- 3 min: Tech check\n- 87 min: Check-in\n"]);
}
