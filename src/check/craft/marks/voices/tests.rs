//! Shares of the talking, and rounds.

use crate::check::craft::fixture::{of_agenda, only, said, silent};

const EVENING: &str = "time: 6:30-8 pm\n";

#[test]
fn balance_of_voices() {
    assert_eq!(
        of_agenda(
            "balance-of-voices",
            "",
            "- 5 min: Check-in\n- 35 min: Lecture\n- 10 min: Quiet writing\n- 20 min: Discussion\n- 20 min: Pairs\n"
        ),
        [
            "sessions/a.md \"## Agenda\" nudge[balance-of-voices]: Facilitators and speakers have 35 of 80 minutes of talking \
             (43 %). Facilitators see to it that the talking is shared (facilitators' guide). / Turn part of the longest \
             talk into pairs or questions, or send it to be read beforehand."
        ]
    );
    let group = of_agenda(
        "balance-of-voices",
        "",
        "- 2 min: Check-in\n- 20 min: Lecture\n- 30 min: Discussion\n- 10 min: Silent reading [reading]\n",
    );
    assert!(
        group[0]
            .contains(": Rounds, pairs and small groups have 32 % of the talking, with whole-group talk counted half."),
        "{group:?}"
    );
}

#[test]
fn shared_short_or_unclear_talk_is_silent() {
    silent(
        "balance-of-voices",
        EVENING,
        &[
            // 40 % exactly.
            "- 10 min: Check-in\n- 32 min: Lecture\n- 18 min: Discussion\n- 20 min: In pairs\n",
            // A silent evening.
            "- 5 min: Welcome\n- 60 min: Quiet writing\n- 15 min: Check-in\n",
            // Half of it is not marked.
            "- 10 min: Check-in\n- 25 min: Lecture\n- 30 min: The long table\n",
            "- 5 min: Check-in\n- 10 min: Lecture\n- 60 min: Quiet writing\n",
            // Sketches.
            "- 5 min: Check-in\n- 39 min: Lecture\n- Close\n",
            "- 5 min: Check-in\n- 80 min: Lecture\n",
            "- 5 min: Check-in\n- Lecture\n- 60 min: Presentation\n",
            // Which `everyone-speaks-early` reports.
            "- 40 min: Discussion\n- 40 min: What we heard [discussion]\n- 10 min: Close\n",
        ],
    );
}

#[test]
fn round_too_short() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\n---\n## Agenda\n- 5 min: Introductions\n\
                   - 1 min: Closing round [everyone]\n";
    let community = "name: The Lantern Circle\ntimezone: America/Halifax\ngroup_size: 12 to 16\n";
    let files = [("community.yml", community), ("sessions/a.md", session)];
    assert_eq!(
        only("round-too-short", said(&files)),
        ["sessions/a.md \"5 min: Introductions\" nudge[round-too-short]: Each person has about 18 to 25 seconds in \
             “Introductions”. People connect when they can say more than their name (facilitators' guide). / Give it 8 \
             minutes, or let people tell each other in pairs."]
    );
    assert!(of_agenda("round-too-short", "", "- 5 min: Check-in\n")[0].contains("has about 25 seconds in"));
    let without_size = community.replace("group_size: 12 to 16\n", "");
    assert_eq!(only("round-too-short", said(&[("community.yml", &without_size), files[1]])), [""; 0]);
}

#[test]
fn a_round_with_time_or_without_turns_is_silent() {
    silent(
        "round-too-short",
        EVENING,
        &[
            "- 6 min: Check-in\n",
            // What follows the name of the kind says how the round goes.
            "- 3 min: Check-in: one word each\n",
            "- 3 min: Check-in\n  In the chat.\n",
            "- 3 min: A word each [everyone]\n",
            "- 3 min: Check-in\n- 10 min: The garden\n",
            "- 3 min: Try it out [practice]\n",
            "- 3 min: In pairs\n",
            "- Check-in\n",
        ],
    );
}
