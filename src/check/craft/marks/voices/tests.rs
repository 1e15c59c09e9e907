//! Shares of the talking, rounds, and leads.

use crate::check::craft::fixture::{COMMUNITY, of_agenda, only, said};

const NONE: [&str; 0] = [];

fn balance(agenda: &str) -> Vec<String> {
    of_agenda("balance-of-voices", "", agenda)
}

#[test]
fn facilitators_who_speak_most_of_the_time_are_told() {
    assert_eq!(
        balance(
            "- 5 min: Check-in\n- 35 min: Lecture\n- 10 min: Quiet writing\n- 20 min: Discussion\n- 20 min: Pairs\n"
        ),
        ["sessions/a.md \"## Agenda\" nudge[balance-of-voices]: Of 80 minutes of talking, 35 belong to facilitators \
          and speakers (43 %). It is the facilitator's part to see that the talking is shared (guidance for early \
          childhood facilitators). / Turn part of the longest talk into pairs or questions, or send it to be read \
          beforehand."]
    );
}

#[test]
fn a_group_that_hardly_speaks_is_told() {
    assert_eq!(
        balance("- 2 min: Check-in\n- 20 min: Lecture\n- 30 min: Discussion\n- 10 min: Silent reading [reading]\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[balance-of-voices]: Rounds, pairs and small groups have 32 % of the talking, with \
          that of the whole group counted half. It is the facilitator's part to see that the talking is shared (guidance \
          for early childhood facilitators). / Let pairs or small groups begin one of the discussions."
        ]
    );
}

#[test]
fn shared_short_or_unclear_talk_is_not_told() {
    for agenda in [
        // 40 % exactly.
        "- 10 min: Check-in\n- 32 min: Lecture\n- 18 min: Discussion\n- 20 min: In pairs\n",
        // A silent evening.
        "- 5 min: Welcome\n- 60 min: Quiet writing\n- 15 min: Check-in\n",
        // Nobody knows who speaks in a circle.
        "- 10 min: Check-in\n- 15 min: Lecture\n- 30 min: The long table\n",
        "- 5 min: Check-in\n- 10 min: Lecture\n- 60 min: Quiet writing\n",
        // Sketches.
        "- 5 min: Check-in\n- 39 min: Lecture\n- Close\n",
        "- 5 min: Check-in\n- 80 min: Lecture\n",
        "- 5 min: Check-in\n- Lecture\n- 60 min: Presentation\n",
        // Of which another check tells.
        "- 40 min: Discussion\n- 40 min: What we heard [discussion]\n- 10 min: Close\n",
    ] {
        assert_eq!(balance(agenda), NONE, "{agenda}");
    }
}

fn round(agenda: &str) -> Vec<String> {
    of_agenda("round-too-short", "", agenda)
}

#[test]
fn a_round_that_is_over_before_it_begins_is_told_once() {
    let session =
        "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\n---\n## Agenda\n- 5 min: Introductions\n- 1 min: Check-in\n";
    let community = "name: The Lantern Circle\ntimezone: America/Halifax\ngroup_size: 12 to 16\n";
    let files = [("community.yml", community), ("sessions/a.md", session)];
    assert_eq!(
        only("round-too-short", said(&files)),
        [
            "sessions/a.md \"5 min: Introductions\" nudge[round-too-short]: Each person would have about 18 to 25 seconds in \
          “Introductions”. People connect when they are given time to say more than their name (guidance for early \
          childhood facilitators). / Give it 8 minutes, or let people tell each other in pairs."
        ]
    );
    assert!(round("- 5 min: Check-in\n")[0].contains("about 25 seconds in"));
}

#[test]
fn a_round_with_time_or_without_turns_is_not_told() {
    for agenda in [
        "- 6 min: Check-in\n",
        "- 3 min: Check-in, one word each\n",
        "- 3 min: Check-in in the chat\n",
        "- 3 min: A song [everyone]\n",
        "- 3 min: Try it out [practice]\n",
        "- 3 min: In pairs\n",
        "- Check-in\n",
    ] {
        assert_eq!(round(agenda), NONE, "{agenda}");
    }
}

const PEOPLE: &str =
    "- {id: ana, name: Ana Reyes, role: facilitator}\n- {id: tobias, name: Tobias Oke, role: facilitator}\n";

fn leads(fields: &str, agenda: &str) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\n{fields}---\n## Agenda\n{agenda}");
    let files = [("community.yml", COMMUNITY), ("people.yml", PEOPLE), ("sessions/a.md", session.as_str())];
    only("facilitator-leads-everything", said(&files))
}

#[test]
fn one_who_leads_all_parts_beside_others_is_told() {
    assert_eq!(
        leads(
            "facilitators: [ana, tobias]\n",
            "- 5 min: Check-in\n  - Lead: Ana\n- 10 min: Talk (Ana)\n- 10 min: Pairs\n  - Lead: ana\n- 5 min: Close\n  - Lead: Ana Reyes\n"
        ),
        [
            "sessions/a.md \"Ana\" note[facilitator-leads-everything]: Ana Reyes leads all 3 parts of this agenda that say who \
          does. Leading can be shared, and a group learns from more than one way of doing it (guidance for early \
          childhood facilitators). / Give a part to somebody else: `Lead: Tobias Oke`."
        ]
    );
}

#[test]
fn leads_that_are_shared_few_or_alone_are_not_told() {
    let all = "- 5 min: Check-in\n  - Lead: Ana\n- 10 min: Pairs\n  - Lead: Ana\n- 5 min: Close\n  - Lead: Ana\n";
    for (fields, agenda) in [
        ("facilitators: [ana]\n", all.to_owned()),
        ("facilitators: [ana, tobias]\n", all.replacen("Lead: Ana", "Lead: Tobias", 1)),
        ("facilitators: [ana, tobias]\n", all.replacen("Lead: Ana", "Lead: everyone", 1)),
        ("facilitators: [ana, tobias]\n", all.replacen("\n  - Lead: Ana", "", 1)),
        ("", all.to_owned()),
    ] {
        assert_eq!(leads(fields, &agenda), NONE, "{fields}{agenda}");
    }
}
