//! Advice on what a community says of itself, given and not given.

use crate::check::craft::fixture::{AGENDA, of_files, of_season, only, said};

const NONE: [&str; 0] = [];
const NAME: &str = "name: The Lantern Circle\ntimezone: America/Halifax\n";

#[test]
fn values_are_missed() {
    assert_eq!(
        of_season("values-page-missing", "", "", &[]),
        [
            "community.yml \"The Lantern Circle\" warning[values-page-missing]: This handbook has no `values.md`. A group \
             can keep to values that it can see (facilitators' guide). / Write it with a heading and a sentence for each value, such as `## Curiosity before judgement`; it may say `status: draft` until the group has chosen."
        ]
    );
    for more in [
        ("values.md", "---\ntitle: V\nstatus: draft\n---\n## Rest\nWe stop.\n"),
        ("values.md", "---\ntitle: [V\n---\n## Rest\nWe stop.\n"),
    ] {
        assert_eq!(of_season("values-page-missing", "", "", &[more]), NONE, "{more:?}");
    }
    assert_eq!(of_season("values-page-missing", "status: resting\n", "", &[]), NONE);
}

#[test]
fn a_group_has_a_good_size() {
    let why = "That is enough people for many views, and few enough for each to speak (facilitators' guide).";
    assert_eq!(
        of_season("group-size", "group_size: 12 to 34\n", "", &[]),
        [format!(
            "community.yml \"group_size\" nudge[group-size]: This group has up to 34 people, and 10 to 20 make a good group. {why} / \
             Consider two groups that share a handbook; or set your own number: \
             `checks: {{group_size: 34}}`."
        )]
    );
    assert!(
        of_season("group-size", "group_size: 6\n", "", &[])[0]
            .contains("up to 6 people, and 10 to 20 make a good group.")
    );
    assert!(of_season("group-size", "", "", &[])[0].contains("note[group-size]: `community.yml` has no `group_size`."));
    for fields in [
        "group_size: 10\n",
        "group_size: 8 to 20\n",
        "group_size: 40\nchecks: {group_size: 30 to 40}\n",
        "group_size: 40\nstatus: closed\n",
    ] {
        assert_eq!(of_season("group-size", fields, "", &[]), NONE, "{fields}");
    }
}

#[test]
fn members_can_turn_to_somebody() {
    let seen = of_season("no-contact", "contact: {name: Ana}\n", "", &[]);
    assert_eq!(
        seen,
        [
            "community.yml \"The Lantern Circle\" warning[no-contact]: Neither `contact` nor a facilitator has an email address or a phone number. Members who are late or unsure need somebody to ask (facilitators' guide). / Write \
             it in `community.yml`: `contact: {name: ..., email: ...}`; an address for the group will do."
        ]
    );
    assert_eq!(of_season("no-contact", "", "", &[]).len(), 1);
    let ana = ("people/ana.md", "---\nname: Ana\nrole: facilitator\nemail: a@example.org\n---\nHello.\n");
    assert_eq!(of_season("no-contact", "facilitators: [ana]\n", "", &[ana]), NONE);
    for fields in ["contact: {email: a@example.org}\n", "contact: {phone: \"902-555-0142\"}\n", "status: closed\n"] {
        assert_eq!(of_season("no-contact", fields, "", &[]), NONE, "{fields}");
    }
}

#[test]
fn what_cannot_be_read_is_not_said_to_be_missing() {
    let broken = "contact: {name: \"Ana, email: a@example.org}\n";
    for id in ["no-contact", "group-size", "no-channel"] {
        assert_eq!(of_season(id, "", "", &[]).len(), 1, "{id}");
        assert_eq!(of_season(id, broken, "", &[]), NONE, "{id}");
    }
    let ana = ("people/ana.md", "---\nname: \"Ana\nrole: facilitator\nemail: a@example.org\n---\nHello.\n");
    assert_eq!(of_season("no-contact", "facilitators: [ana]\n", "", &[ana]), NONE);
}

#[test]
fn a_group_talks_somewhere_between_sessions() {
    assert_eq!(
        of_season("no-channel", "", "", &[]),
        [
            "community.yml \"The Lantern Circle\" nudge[no-channel]: 3 sessions are to come, and `community.yml` has no `where_we_talk`. A conversation can go on where members find each other \
             (facilitators' guide). / Name the place where members talk in between, such as `where_we_talk: [{name: Email list, \
             use: reminders}]`."
        ]
    );
    assert_eq!(of_season("no-channel", "where_we_talk: [{name: Forum}]\n", "", &[]), NONE);
    assert_eq!(of_season("no-channel", "status: resting\n", "", &[]), NONE);
    let scenario = ("scenarios/a.md", "---\ntitle: A\nwhere: forum\n---\n## The story\nA.\n");
    assert_eq!(of_season("no-channel", "", "", &[scenario]), NONE);
}

#[test]
fn facilitators_have_a_mentor() {
    let ana = ("people.yml", "- {id: ana, name: Ana, role: facilitator}\n- {id: bo, name: Bo, role: guest}\n");
    assert_eq!(
        of_season("no-mentor", "facilitators: [ana]\n", "", &[ana]),
        [
            "community.yml \"The Lantern Circle\" note[no-mentor]: `community.yml` has no `mentor` for the facilitators. Somebody who was \
             not there can help to look back on a session (facilitators' guide). / Write who it is, `mentor: NAME`, \
             or `mentor: none`."
        ]
    );
    for fields in ["", "facilitators: [ana]\nmentor: none\n", "facilitators: [ana]\nmentor: bo\n"] {
        assert_eq!(of_season("no-mentor", fields, "", &[ana]), NONE, "{fields}");
    }
    let mentored = ("people.yml", "- {id: ana, name: Ana, role: facilitator}\n- {id: bo, name: Bo, role: Mentor}\n");
    assert_eq!(of_season("no-mentor", "facilitators: [ana]\n", "", &[mentored]), NONE);
}

const PAST: &str = "2026-11-19";

fn values(values: &str, day: &str, agenda: &str) -> Vec<String> {
    let values = format!("---\ntitle: What we value\n{values}---\n## Rest\nWe stop.\n");
    let first = format!("---\ntitle: A\ndate: {day}\ntime: 6:30-8 pm\n---\n");
    let next = format!("---\ntitle: B\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n## Agenda\n{agenda}");
    let files = [("values.md", &*values), ("sessions/a.md", &*first), ("sessions/b.md", &*next)];
    of_files("values-not-agreed", "", &files)
}

#[test]
fn a_draft_after_the_first_session_is_of_season() {
    assert_eq!(
        values("status: draft\n", PAST, "- 5 min: Tea\n"),
        [
            "values.md \"What we value\" nudge[values-not-agreed]: The first session was on 19 November 2026, and these values \
          are still a draft. People keep to values that they chose, and the first session is the time for it (facilitators' guide). / Give them ten minutes of the next session, and write `status: agreed` here when they \
          are."
        ]
    );
    // A look at them is no agreement.
    assert_eq!(values("status: draft\n", PAST, "- 5 min: Our values [values]\n").len(), 1);
}

#[test]
fn other_values_are_not() {
    for (fields, day, agenda) in [
        ("status: agreed\n", PAST, ""),
        ("", PAST, ""),
        ("status: draft\nagreed_on: 2026-11-19\n", PAST, ""),
        ("status: draft\nagreed_at: a\n", PAST, ""),
        ("status: draft\n", "2026-11-22", ""),
        ("status: draft\n", PAST, "- 20 min: Our values: gather and choose [values]\n"),
        ("status: draft\ndraft: true\n", PAST, ""),
    ] {
        assert_eq!(values(fields, day, agenda), NONE, "{fields} {day} {agenda}");
    }
}

fn reminder(fields: &str) -> Vec<String> {
    of_files("reminder-two-days", fields, &[])
}

#[test]
fn a_late_reminder_is_told_where_it_stands() {
    assert_eq!(
        reminder("calendar: {reminders: [0 days, 1 day]}\n"),
        ["community.yml \"1 day\" warning[reminder-two-days]: Members are first reminded 1 day before a session. \
             People need time to arrange lifts and cover (facilitators' guide). / Write `reminders: [7 days, 2 \
             days]` below `calendar:`."]
    );
    assert!(reminder("calendar: {reminders: 0 days}\n")[0].contains("only on the day of a session."));
    assert_eq!(reminder("calendar: {reminders: 3 days}\nchecks: {reminder_days: 4}\n").len(), 1);
}

#[test]
fn a_reminder_in_time_is_not() {
    for fields in [
        "",
        "calendar: {reminders: [2 days]}\n",
        "calendar: {reminders: [1 day, 1 week]}\n",
        "calendar: {reminders: [1 day]}\nstatus: resting\n",
        "calendar: {reminders: [1 day]}\nchecks: {reminder_days: 1}\n",
    ] {
        assert_eq!(reminder(fields), NONE, "{fields}");
    }
}

fn titled(title: &str, fields: &str) -> Vec<String> {
    let session = format!("---\ntitle: {title}\ndate: 2026-12-03\ntime: 6:30-8 pm\n{fields}---\nOur webinar begins.\n");
    of_files("not-a-webinar", "", &[("sessions/a.md", &session)])
}

#[test]
fn a_title_that_says_webinar_is_of_season() {
    assert_eq!(
        titled("Webinar 2", ""),
        [
            "sessions/a.md \"Webinar 2\" nudge[not-a-webinar]: The name “Webinar 2” has the word webinar in it. People come to \
             a webinar to listen, and to a community to take part (online guide). / Use another word, such as session or circle."
        ]
    );
    for title in ["The WEBINAR series", "Fall webinars", "Play-based webinar"] {
        assert_eq!(titled(title, "").len(), 1, "{title}");
    }
    let house = of_files("not-a-webinar", "words: {session: webinar}\n", &[]);
    assert!(house[0].contains(": The name “webinar” has the word webinar in it."), "{house:?}");
    let series = ("sessions/winter/series.md", "---\ntitle: Our webinars\n---\nHello.\n");
    let series = of_files("not-a-webinar", "words: {session: circle}\n", &[series]);
    assert!(series[0].contains(": The name “Our webinars” has the word webinar in it."), "{series:?}");
}

#[test]
fn the_word_elsewhere_is_silent() {
    for title in ["Seminar", "\"We read “From webinar to wonder”\"", "Webinarium"] {
        assert_eq!(titled(title, ""), NONE, "{title}");
    }
    assert_eq!(titled("A", ""), NONE, "in the text");
    for fields in ["status: cancelled\n", "draft: true\n"] {
        assert_eq!(titled("Webinar", fields), NONE, "{fields}");
    }
    let page = ("pages/a.md", "---\ntitle: Recorded webinars\n---\nOur webinar.\n");
    assert_eq!(of_files("not-a-webinar", "", &[page]), NONE);
}

#[test]
fn a_new_handbook_may_add_its_parts_one_by_one() {
    let session = |n: u8| format!("---\ntitle: S{n}\ndate: 2026-12-0{n}\ntime: 6:30-8 pm\n---\n{AGENDA}");
    let (one, two) = (session(1), session(2));
    let files = [("community.yml", NAME), ("sessions/1.md", &*one), ("sessions/2.md", &*two)];
    for id in ["values-page-missing", "group-size", "no-contact", "no-channel", "no-bio"] {
        assert_eq!(only(id, said(&files)), NONE, "{id}");
    }
}
