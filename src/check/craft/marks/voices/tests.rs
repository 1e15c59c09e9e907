//! Shares of the talking, rounds, quiet, sharing, values and breaks.

use crate::check::craft::fixture::{of_agenda, of_files, of_session, only, said, silent};

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

#[test]
fn no_reflection() {
    assert_eq!(
        of_agenda("no-reflection", "", "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: In pairs\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[no-reflection]: No part of these 90 minutes is marked as quiet. Some people need \
             to write before they can speak (facilitators' guide). / Add a few minutes in which each person writes: `- 5 \
             min: Quiet writing [reflection]`."
        ]
    );
    silent(
        "no-reflection",
        EVENING,
        &[
            "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Journal [reflection]\n",
            "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: A page each [reading]\n",
            // What has no kind may be quiet.
            "- 45 min: Check-in\n- 35 min: Discussion\n- 10 min: Candles\n",
            // People do something.
            "- 5 min: Check-in\n- 60 min: Cook along [practice]\n- 25 min: Discussion\n",
            // A sketch.
            "- 45 min: Check-in\n- 45 min: Discussion\n",
        ],
    );
    silent("no-reflection", "time: 6:30-7:10 pm\n", &["- 20 min: Check-in\n- 15 min: Discussion\n- 5 min: Close\n"]);
}

#[test]
fn reflect_then_share() {
    assert_eq!(
        of_agenda("reflect-then-share", "", "- 45 min: Check-in\n- 40 min: Quiet writing\n- 5 min: Close\n"),
        [
            "sessions/a.md \"40 min: Quiet writing\" note[reflect-then-share]: No part after “Quiet writing” is marked for the \
             group to share. Reflecting alone and sharing belong together (facilitators' guide). / Add some minutes for it: \
             `- 5 min: One line from your page, if you wish [share back]`."
        ]
    );
    silent(
        "reflect-then-share",
        EVENING,
        &[
            "- 45 min: Check-in\n- 25 min: Quiet writing\n- 20 min: Share back\n",
            "- 45 min: Check-in\n- 25 min: Quiet writing\n- 15 min: Pairs\n- 5 min: Close\n",
            "- 45 min: Check-in\n- 35 min: Quiet writing\n- 10 min: The garden\n",
            "- 45 min: Check-in\n- 35 min: Silent reading\n- 10 min: Close\n",
        ],
    );
}

#[test]
fn values_not_in_agenda() {
    const VALUES: (&str, &str) = ("values.md", "---\ntitle: What we value\n---\n## Rest\nWe stop.\n");
    let with = |agenda: &str, values: &[(&str, &str)]| {
        let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n## Agenda\n{agenda}");
        of_files("values-not-in-agenda", "", &[&[("sessions/a.md", &*session)], values].concat())
    };
    let none = "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: In pairs\n";
    assert_eq!(
        with(none, &[VALUES]),
        [
            "sessions/a.md \"## Agenda\" note[values-not-in-agenda]: No part of this agenda is marked for the group's values. A \
             group keeps to values that it looks at every time (facilitators' guide). / Add one, such as `- 3 min: Our \
             values [values]`."
        ]
    );
    assert_eq!(with(none, &[]), [""; 0], "the group has written none");
    for agenda in [
        "- 45 min: Check-in\n- 25 min: Our values\n- 20 min: In pairs\n",
        "- 45 min: Check-in\n- 35 min: Discussion\n- 10 min: The three promises\n",
        "- 45 min: Check-in\n- 45 min: Discussion\n",
    ] {
        assert_eq!(with(agenda, &[VALUES]), [""; 0], "{agenda}");
    }
}

#[test]
fn long_sitting() {
    let afternoon = "time: 5-8 pm\n";
    assert_eq!(
        of_session(
            "long-sitting",
            afternoon,
            "- 10 min: Tea [break]\n- 40 min: Check-in\n- 35 min: Discussion\n- 20 min: In pairs\n- 5 min: Break\n"
        ),
        [
            "sessions/a.md \"40 min: Check-in\" nudge[long-sitting]: From “Check-in” on there are 95 minutes without a part \
             marked as a break. People need a snack and a stretch (facilitators' guide). / Put a break near the middle: \
             `- 10 min: Tea and a stretch [break]`."
        ]
    );
    silent(
        "long-sitting",
        afternoon,
        &[
            "- 90 min: Check-in\n- 10 min: Tea [break]\n- 80 min: Discussion\n",
            "- 60 min: Check-in\n- 80 min: Cook [practice]\n- 40 min: Discussion\n",
            // What has no kind may be a break.
            "- 80 min: Check-in\n- 10 min: Outside\n- 85 min: Discussion\n",
            "- 60 min: Check-in\n- Discussion\n- 60 min: In pairs\n",
        ],
    );
}
