//! Openings; shares of the talking, rounds, small groups; quiet, sharing, values and breaks.

use super::opening;
use crate::check::craft::Context;
use crate::check::craft::fixture::{COMMUNITY, handbook, of_agenda, of_files, of_session, only, said, silent};
use crate::redact::Drafts;

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

/// Returns the diagnostics of the first session of a series, with what is before it.
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
    // A later session of the season is no first one; one that was called off was not the first.
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

/// Minutes until the group speaks, if it does, and minutes that facilitators speak before; `None` where it is not
/// clear.
type CountedMinutes = Option<(Option<u32>, u32)>;

#[test]
fn ten_agendas_counted_by_hand() {
    let agendas: [(&str, CountedMinutes); 10] = [
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
        let found = opening(&context.plans[0]).map(|opening| (context.plans[0].laid.first_voice, opening.led));
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

#[test]
fn balance_of_voices() {
    assert_eq!(
        of_agenda(
            "balance-of-voices",
            "",
            "- 5 min: Check-in\n- 35 min: Lecture\n- 10 min: Quiet writing\n- 20 min: Discussion\n- 20 min: Pairs\n"
        ),
        ["sessions/a.md \"## Agenda\" nudge[balance-of-voices]: Of 80 minutes of talking, facilitators and \
             speakers have 43 %; rounds, pairs and small groups have 43 %, with whole-group talk counted half. Facilitators see to it that the talking is shared (facilitators' guide). / Turn part of the longest \
             talk into pairs or questions, or send it to be read beforehand."]
    );
    let group = of_agenda(
        "balance-of-voices",
        "",
        "- 2 min: Check-in\n- 20 min: Lecture\n- 30 min: Discussion\n- 10 min: Silent reading [reading]\n",
    );
    assert!(
        group[0].contains("rounds, pairs and small groups have 32 %, with whole-group talk counted half."),
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
            // The words after the name of the kind say how the round goes.
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
            // A part without a kind may be quiet.
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
            // A part without a kind may be a break.
            "- 80 min: Check-in\n- 10 min: Outside\n- 85 min: Discussion\n",
            "- 60 min: Check-in\n- Discussion\n- 60 min: In pairs\n",
        ],
    );
}

const ONLINE: &str = "time: 6:30-8 pm\nwhere: online\n";

#[test]
fn online_needs_small_groups() {
    assert_eq!(
        of_session("online-needs-small-groups", ONLINE, "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Close\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[online-needs-small-groups]: No part of these 90 minutes online is marked for pairs \
             or small groups. In small groups people have deeper conversations (online guide). / Give one question to small \
             rooms, such as `- 15 min: ... [groups of 4]`."
        ]
    );
    silent(
        "online-needs-small-groups",
        ONLINE,
        &[
            "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: In pairs\n",
            // A part without a kind may be one.
            "- 45 min: Check-in\n- 35 min: Discussion\n- 10 min: Talk with your buddy\n",
            "- 45 min: Values work [values, groups of 3]\n- 30 min: Discussion\n- 15 min: Close\n",
            "- 5 min: Check-in\n- 60 min: Cook along [practice]\n- 5 min: Close\n",
            // A sketch.
            "- 45 min: Check-in\n- 45 min: Discussion\n",
        ],
    );
    let whole = "- 10 min: Check-in\n- 20 min: Discussion\n- 20 min: Close\n";
    for fields in ["time: 6:30-7:10 pm\nwhere: online\n", "time: 6:30-8 pm\nwhere: [hall, online]\n", EVENING] {
        silent("online-needs-small-groups", fields, &[whole]);
    }
}

#[test]
fn a_small_group_needs_no_smaller_ones() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\nwhere: online\n---\n## Agenda\n- 60 min: Discussion\n- 5 min: Notices [talk]\n- 5 min: Close\n";
    let of = |size: &str| {
        let community = format!("name: The Lantern Circle\ntimezone: America/Halifax\n{size}");
        let files = [("community.yml", community.as_str()), ("sessions/a.md", session)];
        only("online-needs-small-groups", said(&files)).len()
    };
    assert_eq!((of("group_size: 3 to 5\n"), of("group_size: 4 to 6\n"), of("")), (0, 1, 1));
}

#[test]
fn groups_too_large() {
    assert_eq!(
        of_agenda("groups-too-large", "", "- 30 min: The plan [groups of 8]\n"),
        [
            "sessions/a.md \"30 min: The plan [groups of 8]\" nudge[groups-too-large]: The groups in “The plan” have 8 people \
             each, more than 6. In a larger group some people do not speak (online guide). / Make more and smaller groups, \
             such as `[groups of 4]`."
        ]
    );
    silent(
        "groups-too-large",
        EVENING,
        &[
            "- 30 min: The plan [groups of 6]\n",
            "- 30 min: The plan [pairs]\n",
            // Two groups of the twelve people of this community.
            "- 30 min: The plan [breakout]\n  - Groups: 2\n",
            "- 10 min: The plan [groups of 8]\n- 60 min: The garden\n",
            "- 30 min: The groups of 8 and what they need [discussion]\n",
        ],
    );
}

#[test]
fn groups_too_short() {
    assert_eq!(
        of_agenda("groups-too-short", "", "- 4 min: The plan [groups of 4]\n"),
        [
            "sessions/a.md \"4 min: The plan [groups of 4]\" note[groups-too-short]: Small groups have 4 minutes in “The plan”. A \
             group needs some minutes before it talks (online guide). / Give them 5 minutes or more, or let people talk in \
             pairs."
        ]
    );
    silent(
        "groups-too-short",
        EVENING,
        &[
            "- 5 min: The plan [groups of 4]\n",
            "- 2 min: The plan [pairs]\n",
            "- 4 min: The plan [discussion]\n",
            "- The plan [groups of 4]\n",
        ],
    );
}

#[test]
fn breakout_instructions() {
    assert_eq!(
        of_agenda("breakout-instructions", "", "### 20 min - Small groups\n### 10 min - Discussion\n"),
        [
            "sessions/a.md \"20 min - Small groups\" note[breakout-instructions]: Below “Small groups” there is no task for the \
             groups. Groups that know their task begin sooner (online guide). / Write the task below the heading, in the \
             words that you will say."
        ]
    );
    silent(
        "breakout-instructions",
        EVENING,
        &[
            "### 20 min - Small groups\nLook at one corner photo.\n### 10 min - Share back\n",
            "### 20 min - What does this corner say? [breakout]\n### 10 min - Discussion\n",
            "### 20 min - Redesign the hall [breakout]\n### 5 min - Close\n",
            "### 20 min - Small groups: one corner\n### 5 min - Close\n",
            "### 20 min - In pairs\n### 5 min - Close\n",
            "- 20 min: Small groups\n- 5 min: Close\n",
            "| Minutes | What |\n|---|---|\n| 20 | Small groups |\n",
        ],
    );
}

#[test]
fn method_not_online() {
    let with = |place: &str, works: &str| {
        let method = format!("---\ntitle: Walk the line\nkind: pairs\nminutes: 20\n{works}---\nWalk.\n");
        let session = format!(
            "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n{place}---\n## Agenda\n- 20 min: On a line\n  - Use: walk\n"
        );
        let files = [("community.yml", COMMUNITY), ("methods/walk.md", &*method), ("sessions/a.md", &*session)];
        only("method-not-online", said(&files))
    };
    assert_eq!(
        with("where: online\n", "works: in person\n"),
        [
            "sessions/a.md \"20 min: On a line\" nudge[method-not-online]: This session is online, and the method “Walk the line” \
             works in person only. People at a screen cannot take part in it (online guide). / Use another method, or \
             describe its online version and write `works: [in person, online]` in its file."
        ]
    );
    assert_eq!(with("where: online\n", "works: [in person, online]\n"), [""; 0]);
    assert_eq!(with("where: online\n", ""), [""; 0], "nothing is said of it");
    assert_eq!(with("where: [hall, online]\n", "works: in person\n"), [""; 0], "people come to the hall, too");
    assert_eq!(with("", "works: in person\n"), [""; 0]);
}
