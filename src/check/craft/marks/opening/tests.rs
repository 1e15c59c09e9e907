//! Openings: what is told of a slow one, and what is not.

use crate::check::craft::fixture::{COMMUNITY, handbook, of_agenda, only, said};
use crate::check::craft::{Context, craft};
use super::opening;
use crate::public::Drafts;

const NONE: [&str; 0] = [];

fn openings(agenda: &str) -> Vec<String> {
    ["everyone-speaks-early", "long-introduction", "introductions-first"]
        .iter()
        .flat_map(|id| of_agenda(id, "", agenda))
        .collect()
}

#[test]
fn what_comes_before_everyone_is_told_where_facilitators_do_not_fill_it() {
    assert_eq!(
        openings("- 3 min: Welcome\n- 10 min: What we read [discussion]\n- 20 min: Check-in\n"),
        [
            "sessions/a.md \"3 min: Welcome\" nudge[everyone-speaks-early]: Everyone first speaks 13 minutes after the start. Whoever has \
          said something in the first minutes finds it easier to speak again (Fishman, ZERO TO THREE). / Begin with a \
          short round, such as `- 5 min: Check-in [everyone]`."
        ]
    );
    assert_eq!(
        openings("| Minutes | What |\n|---|---|\n| 20 | Presentation |\n| 30 | Discussion |\n| 10 | Close |\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[everyone-speaks-early]: No part of this agenda is for everyone, for pairs or for \
             small groups. Whoever has said something in the first minutes finds it easier to speak again (Fishman, ZERO \
             TO THREE). / Begin with a short round, such as a row with 5 minutes and `Check-in [everyone]`."
        ]
    );
}

#[test]
fn a_long_introduction_is_told_with_its_minutes() {
    assert_eq!(
        openings("- 14 min: Welcome and the agenda\n- 10 min: Check-in\n"),
        [
            "sessions/a.md \"14 min: Welcome and the agenda\" nudge[long-introduction]: The first 14 minutes belong to one voice. A long introduction \
          teaches people to listen, and they go on listening (Fishman, ZERO TO THREE). / Let a round come first and \
          shorten this to 5 minutes, or send it by mail beforehand."
        ]
    );
    assert_eq!(
        openings(
            "### 4 min - Welcome\n### 6 min - Our values [values]\n### 8 min - Notices [talk]\n### 5 min - Pairs\n"
        ),
        [
            "sessions/a.md \"8 min - Notices [talk]\" nudge[long-introduction]: Facilitators speak for 12 of the 18 minutes before everyone else \
          does. A long introduction teaches people to listen, and they go on listening (Fishman, ZERO TO THREE). / Let a \
          round come first and shorten this to 5 minutes, or send it by mail beforehand."
        ]
    );
}

#[test]
fn a_good_or_an_unclear_opening_is_not_told() {
    for agenda in [
        "- 5 min: Welcome\n- 10 min: Check-in\n",
        "- 2 min: Welcome\n- 3 min: Our values\n- 20 min: In pairs\n",
        "- 20 min: Introductions\n- 40 min: Lecture\n",
        // Nobody knows who speaks in a circle.
        "- 12 min: Opening circle\n- 20 min: Lecture\n- 20 min: In pairs\n",
        // Nor how long this is.
        "- Welcome\n- 20 min: In pairs\n",
        "- Welcome\n- The reading [discussion]\n",
        "We will see.\n",
        // A sketch.
        "- 20 min: Presentation\n- 60 min: Discussion\n",
        // People talk over soup.
        "- 15 min: Soup\n- 20 min: In pairs\n- 20 min: Discussion\n",
    ] {
        assert_eq!(openings(agenda), NONE, "{agenda}");
    }
}

/// The first session of a series, with what is before it.
fn first(agenda: &str, before: &[(&str, &str)]) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n## Agenda\n{agenda}");
    let mut files = vec![("community.yml", COMMUNITY), ("sessions/winter/a.md", session.as_str())];
    files.extend(before);
    let told = said(&files);
    ["everyone-speaks-early", "long-introduction", "introductions-first"]
        .iter()
        .flat_map(|id| only(id, told.clone()))
        .collect()
}

#[test]
fn a_season_begins_with_introductions() {
    assert_eq!(
        first("- 20 min: Welcome and the year [welcome]\n- 15 min: Introductions\n", &[]),
        [
            "sessions/winter/a.md \"20 min: Welcome and the year [welcome]\" nudge[introductions-first]: This first session begins with “Welcome and the year”, and \
          everyone speaks 20 minutes after the start. People who are about to trust each other want to hear each other's \
          names and voices first (Fishman, ZERO TO THREE). / Begin with a round, such as `- 15 min: Introductions \
          [everyone]`."
        ]
    );
    assert_eq!(
        first("- 20 min: Lecture\n- 15 min: Questions [discussion]\n", &[]),
        [
            "sessions/winter/a.md \"20 min: Lecture\" nudge[introductions-first]: This first session begins with “Lecture” and has no round \
          of introductions. People who are about to trust each other want to hear each other's names and voices first \
          (Fishman, ZERO TO THREE). / Begin with a round, such as `- 15 min: Introductions [everyone]`."
        ]
    );
}

#[test]
fn a_season_that_begins_well_or_long_ago_is_not_told() {
    for agenda in [
        "- 20 min: Introductions\n- 20 min: The year [talk]\n",
        "- 5 min: Welcome\n- 15 min: Name and a plant you like [everyone]\n",
        "- 10 min: Soup [break]\n- 10 min: In pairs: who are you?\n",
        "- 10 min: Circle\n- 30 min: Lecture\n",
    ] {
        assert_eq!(first(agenda, &[]), NONE, "{agenda}");
    }
    let earlier = "---\ntitle: B\ndate: 2026-09-03\ntime: 6:30-8 pm\n---\n";
    let slow = "- 20 min: The year [talk]\n- 15 min: Introductions\n";
    assert_eq!(first(slow, &[("sessions/winter/b.md", earlier)]).len(), 1);
    assert!(first(slow, &[("sessions/winter/b.md", earlier)])[0].contains("[long-introduction]"));
    // What was called off was not the first.
    let cancelled = earlier.replace("title", "status: cancelled\ntitle");
    assert!(first(slow, &[("sessions/winter/b.md", &cancelled)])[0].contains("[introductions-first]"));
}

/// Minutes until the group's first voice, if it comes, and minutes that facilitators speak; `None` where it is not clear.
type Counted = Option<(Option<u32>, u32)>;

/// Minutes until the group's first voice, and those of them that facilitators speak, counted by hand.
#[test]
fn ten_agendas_counted_by_hand() {
    let agendas: [(&str, Counted); 10] = [
        ("- 12 min: Check-in - a movement your group loves [everyone]\n- 3 min: Our values\n", Some((Some(0), 0))),
        ("1. Welcome (5m, Ana)\n2. Introductions (15m)\n3. Lightning talk (10m) [talk]\n", Some((Some(5), 5))),
        ("- 10 min: Welcome\n- 5 min: Tech check\n- 20 min: Breakout groups of 3\n", Some((Some(15), 15))),
        ("- 3 min: Welcome\n- 7 min: Silent reading [reading]\n- 15 min: In pairs\n", Some((Some(10), 3))),
        ("### 15 min - Lecture\n### 5 min - Stretch\n### 20 min - Trios\n", Some((Some(20), 15))),
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
        let reading = Reading::new(&handbook, jiff::civil::date(2026, 11, 22), Drafts::Left, &[]);
        let found = opening(&reading.outlines[0]).map(|opening| (opening.first_voice, opening.led().1));
        assert_eq!(found, counted, "{agenda}");
        assert!(craft(&reading, &[]).len() < 9);
    }
}

fn tech(fields: &str, agenda: &str) -> Vec<String> {
    let ids = ["tech-after-start", "agenda-adds-up", "everyone-speaks-early", "long-introduction"];
    ids.iter().flat_map(|id| of_agenda(id, fields, agenda)).collect()
}

#[test]
fn trying_out_the_equipment_is_not_what_people_came_for() {
    assert_eq!(
        tech("where: online\n", "- 2 min: Welcome\n- 10 min: Tech check\n- 78 min: Check-in\n"),
        ["sessions/a.md \"10 min: Tech check\" nudge[tech-after-start]: The agenda begins with 10 minutes of \
          trying out the equipment. People give their evening to each other, and not to microphones (Fishman, ZERO TO \
          THREE). / Take it out of the agenda and open the room earlier: `doors_open: 10 minutes before`."]
    );
}

#[test]
fn equipment_elsewhere_or_of_which_the_sum_tells_is_not_told() {
    for (fields, agenda) in [
        ("", "- 3 min: Sound check\n- 87 min: Check-in\n"),
        ("where: online\n", "- 10 min: Check-in\n- 5 min: Tech check for the film\n- 75 min: In pairs\n"),
        ("where: online\n", "- 90 min: Check-in\n"),
    ] {
        assert_eq!(tech(fields, agenda), NONE, "{agenda}");
    }
    assert_eq!(
        tech("where: online\n", "- 10 min: Tech check\n- 90 min: Check-in\n"),
        [
            "sessions/a.md \"## Agenda\" warning[agenda-adds-up]: This agenda takes 100 minutes, 10 more than planned, and would \
          end at 8:10 pm. People can give themselves to a meeting that starts and ends when it was said to (guidance for \
          early childhood facilitators). / Leave “Tech check” out of the agenda, which begins with the session: \
          `doors_open: 10 minutes before` is for that."
        ]
    );
}
