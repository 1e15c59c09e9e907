//! Quiet, sharing and values.

use crate::check::craft::fixture::{COMMUNITY, of_agenda, of_session, only, said};

const NONE: [&str; 0] = [];

#[test]
fn an_evening_without_quiet_is_told() {
    assert_eq!(
        of_agenda("no-reflection", "", "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Circle\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[no-reflection]: None of these 90 minutes is quiet. Not everybody thinks aloud, \
          and some thoughts need a page before they can be shared (guidance for early childhood facilitators). / Give a \
          few to each person's own page: `- 5 min: Quiet writing [reflection]`."
        ]
    );
}

#[test]
fn quiet_by_any_name_and_short_meetings_are_not_told() {
    for agenda in [
        "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Journal\n",
        "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: A page, read alone [reading]\n",
        "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Write, then talk in pairs\n",
        "- 45 min: Check-in\n- 25 min: Discussion\n- 20 min: Circle\n  Begin with three breaths.\n",
        "- 10 min: Check-in\n- 60 min: Cook [practice]\n- 20 min: Discussion\n",
        // Sketches.
        "- 45 min: Check-in\n- 45 min: Discussion\n",
        "- 10 min: Check-in\n- 10 min: Discussion\n- 10 min: Circle\n",
    ] {
        assert_eq!(of_agenda("no-reflection", "", agenda), NONE, "{agenda}");
    }
    assert_eq!(
        of_session(
            "no-reflection",
            "time: 12:15-12:55 pm\n",
            "- 20 min: Check-in\n- 10 min: Discussion\n- 10 min: Circle\n"
        ),
        NONE
    );
}

#[test]
fn quiet_that_nobody_hears_of_is_told() {
    assert_eq!(
        of_agenda("reflect-then-share", "", "- 45 min: Check-in\n- 10 min: Quiet writing\n- 5 min: Close\n"),
        [
            "sessions/a.md \"10 min: Quiet writing\" note[reflect-then-share]: Nothing after “Quiet writing” lets people share \
          what they found. Reflecting alone and sharing with the group belong together (guidance for early childhood \
          facilitators). / Add some minutes for it: `- 5 min: One line from your page, if you wish [share back]`."
        ]
    );
}

#[test]
fn quiet_that_is_shared_is_not_told() {
    for agenda in [
        "- 5 min: Check-in\n- 45 min: Lecture\n- 10 min: Quiet writing\n- 5 min: Share back\n",
        "- 5 min: Check-in\n- 45 min: Lecture\n- 10 min: Quiet writing\n- 5 min: Close: one word each\n",
        "- 5 min: Check-in\n- 45 min: Lecture\n- 10 min: Quiet writing\n- 20 min: Circle\n",
        "- 5 min: Check-in\n- 45 min: Lecture\n- 10 min: Journal, then share a line\n- 5 min: Close\n",
        "- 5 min: Check-in\n- 45 min: Lecture\n- 10 min: A page, read alone [reading]\n- 5 min: Close\n",
        "- 60 min: Check-in\n- 5 min: Talk\n- 5 min: Close\n",
    ] {
        assert_eq!(of_agenda("reflect-then-share", "", agenda), NONE, "{agenda}");
    }
}

fn values(agenda: &str, values: &str) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\n---\n## Agenda\n{agenda}");
    let files = [("community.yml", COMMUNITY), ("values.md", values), ("sessions/a.md", session.as_str())];
    only("values-not-in-agenda", said(&files))
}

#[test]
fn values_without_a_moment_are_told() {
    assert_eq!(
        values("- 60 min: Check-in\n- 5 min: Talk\n- 5 min: Close\n", "## Curiosity\nWe ask.\n## Rest\nWe stop.\n"),
        [
            "sessions/a.md \"## Agenda\" note[values-not-in-agenda]: This agenda has no moment for the 2 values of your group. \
          Values that are looked at every time are the ones that a group holds itself to (guidance for early childhood \
          facilitators). / Add one, such as `- 3 min: Our values [values]`."
        ]
    );
}

#[test]
fn values_that_are_told_or_unwritten_are_not_told() {
    let written = "## Curiosity\nWe ask.\n";
    for agenda in [
        "- 60 min: Our values\n- 5 min: Talk\n- 5 min: Close\n",
        "- 60 min: What holds us [values]\n- 5 min: Talk\n- 5 min: Close\n",
        "- 60 min: Check-in\n  Which of our values did you meet?\n- 5 min: Talk\n- 5 min: Close\n",
    ] {
        assert_eq!(values(agenda, written), NONE, "{agenda}");
    }
    // By what the group calls them: all of them, how many they are, the first words of one.
    let three = "## Rest\nWe stop.\n## Muddy hands, always\nWe try.\n## Care\nWe ask.\n";
    let agenda = |line: &str| format!("- 60 min: Check-in\n- 5 min: Talk\n- 5 min: {line}\n");
    for line in
        ["Which of our three helped?", "The promises, read out", "Muddy hands: did we?", "Which norm did we lean on?"]
    {
        assert_eq!(values(&agenda(line), three), NONE, "{line}");
    }
    for line in ["The three Ds of pruning", "Back to normal"] {
        assert_eq!(values(&agenda(line), three).len(), 1, "{line}");
    }
    assert_eq!(values("- 60 min: Check-in\n- 5 min: Talk\n- 5 min: Close\n", "We have not met yet.\n"), NONE);
    // Of which little is written yet.
    assert_eq!(values("- 50 min: Check-in\n", written), NONE);
    assert_eq!(of_agenda("values-not-in-agenda", "", "- 60 min: Check-in\n- 5 min: Talk\n- 5 min: Close\n"), NONE);
}
