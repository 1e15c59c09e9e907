//! Sums, clock times, leads, marks.

use crate::check::craft::fixture::{COMMUNITY, of_agenda, of_clock, of_files, of_session, only, said, silent};

const EVENING: &str = "time: 6:30-8 pm\n";

fn sum(agenda: &str) -> Vec<String> {
    of_agenda("agenda-adds-up", "", agenda)
}

#[test]
fn too_many_minutes_are_a_warning_with_the_time_at_which_it_would_end() {
    assert_eq!(
        sum("- 45 min: Check-in\n- 50 min: Discussion\n"),
        [
            "sessions/a.md \"## Agenda\" warning[agenda-adds-up]: This agenda takes 95 minutes, 5 more than planned, and would \
             end at 8:05 pm. Members plan their day by the start and the end that you announce (facilitators' guide). / Take \
             5 minutes out of it, or plan a longer session."
        ]
    );
    assert!(sum("- 91 min: Check-in\n")[0].contains("1 more than planned, and would end at 8:01 pm."));
    assert!(sum("- 91 min: Check-in\n")[0].ends_with("/ Take 1 minute out of it, or plan a longer session."));
    let tech = of_agenda("agenda-adds-up", "where: online\n", "- 10 min: Tech check\n- 90 min: Check-in\n");
    assert!(tech[0].ends_with(
        "/ Take “Tech check” out of the agenda, and open the room earlier: `doors_open: 10 minutes before`."
    ));
}

#[test]
fn times_are_written_as_on_the_pages() {
    let session = "---\ntitle: A\ndate: 2026-12-03\ntime: 6:30-8 pm\n---\n## Agenda\n- 95 min: Check-in\n";
    let end = |fields| of_files("agenda-adds-up", fields, &[("sessions/a.md", session)]).concat();
    for (fields, end_is) in [("language: de\n", "20:05."), ("language: hi\n", "8:05 pm."), ("clock: 24\n", "20:05.")] {
        assert!(end(fields).contains(&format!("would end at {end_is}")), "{fields}: {}", end(fields));
    }
}

#[test]
fn lengths_that_are_about_right_may_be_a_little_more() {
    assert_eq!(sum("- 60 min: Check-in\n- 25-34 min: Discussion\n"), [""; 0]);
    let more = sum("- 60 min: Check-in\n- 25-35 min: Discussion\n");
    assert!(more[0].contains("nudge[agenda-adds-up]: This agenda takes 95 minutes, 5 more than planned,"), "{more:?}");
}

#[test]
fn too_few_minutes_are_a_nudge() {
    assert_eq!(
        sum("- 45 min: Check-in\n- 15 min: Discussion\n- 10 min: Circle\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[agenda-adds-up]: This agenda fills 70 of 90 minutes. Members plan their day by \
             the start and the end that you announce (facilitators' guide). / Give the other 20 minutes to a part that needs \
             them, or plan a shorter session."
        ]
    );
}

#[test]
fn what_adds_up_or_cannot_be_added_up_is_silent() {
    silent(
        "agenda-adds-up",
        EVENING,
        &[
            "- 45 min: Check-in\n- 35 min: Discussion\n- 10 min: Circle\n",
            "- 45 min: Check-in\n- 31 min: Discussion\n- 10 min: Circle\n",
            // Sketches.
            "- 45 min: Check-in\n- 20 min: Discussion\n",
            "- 10 min: Check-in\n- 10 min: Discussion\n- 10 min: Circle\n",
            "- 45 min: Check-in\n- 10 min: Circle\n- Discussion\n",
            "- Check-in\n- Discussion\n",
            "| Time | What |\n|---|---|\n| 6:30pm | Check-in |\n| 7:00pm | Discussion |\n",
        ],
    );
    let undecided = "---\ntitle: A\ndate: to be decided\n---\n## Agenda\n- 45 min: Check-in\n";
    let files = [("community.yml", COMMUNITY), ("sessions/a.md", undecided)];
    assert_eq!(only("agenda-adds-up", said(&files)), [""; 0]);
}

#[test]
fn a_sum_is_of_elapsed_minutes_and_the_end_by_the_clock() {
    // On the night of 14 March 2027 the clocks of Halifax go from 2 to 3.
    let agenda = "- 60 min: Check-in\n- 21 min: Discussion\n- 10 min: Circle\n";
    let told = of_session("agenda-adds-up", "time: 1:30-4:00 am\n", agenda).concat();
    assert!(told.contains("fills 91 of 150 minutes"), "{told}");
    let session = format!("---\ntitle: A\ndate: 2027-03-14\ntime: 1:30-4:00 am\n---\n## Agenda\n{agenda}");
    let files = [("community.yml", COMMUNITY), ("sessions/a.md", session.as_str())];
    let told = only("agenda-adds-up", said(&files)).concat();
    assert!(told.contains("takes 91 minutes, 1 more than planned, and would end at 4:01 am."), "{told}");
}

#[test]
fn one_message_names_the_written_times_and_the_hours_of_the_session() {
    assert_eq!(
        of_clock(&[(15, Some(60)), (60, Some(180)), (240, Some(370))]),
        "sessions/a.md \"## Agenda\" warning[agenda-adds-up]: The agenda begins at 9:15 am instead of 9:00 am, plans \
         nothing from noon to 1:00 pm and runs to 3:10 pm, 10 minutes after the session's end. Members plan their day by \
         the start and the end that you announce (facilitators' guide). / Change the times in the agenda or those of the \
         session, so that both say the same."
    );
    let gap = of_clock(&[(0, Some(180)), (240, Some(300)), (300, Some(360))]);
    assert!(gap.contains("nudge[agenda-adds-up]: The agenda plans nothing from noon to 1:00 pm."), "{gap}");
    assert!(gap.ends_with("/ Add what happens then, such as `- 12:00 Lunch [break]`; pages show the gap as it is."));
    let early = of_clock(&[(0, Some(180)), (180, Some(240)), (240, Some(330))]);
    assert!(early.contains(": The agenda ends at 2:30 pm, 30 minutes before the session's end."), "{early}");
    let begin = of_clock(&[(15, Some(120)), (120, None), (240, None)]);
    assert!(begin.contains(": The agenda begins at 9:15 am instead of 9:00 am. "), "{begin}");
    // All of it is an hour early.
    let shifted = of_clock(&[(-60, Some(-30)), (-30, Some(120)), (120, Some(300))]);
    assert!(
        shifted.contains(": The agenda begins at 8:00 am instead of 9:00 am and ends at 2:00 pm, 60 minutes before"),
        "{shifted}"
    );
}

#[test]
fn clock_times_that_agree_with_the_session_are_silent() {
    for parts in [
        [(0, Some(180)), (180, Some(240)), (240, Some(360))],
        // The last part runs to the end of the session.
        [(0, None), (180, None), (240, None)],
        // People arrive before.
        [(-15, Some(0)), (0, Some(180)), (180, Some(360))],
        [(-20, Some(-5)), (0, Some(180)), (180, Some(360))],
        // A few minutes to sit down again.
        [(0, Some(180)), (184, Some(200)), (200, Some(360))],
        // Side by side.
        [(0, Some(180)), (0, Some(180)), (180, Some(360))],
        // A second day.
        [(0, Some(360)), (1440, Some(1500)), (1500, Some(1600))],
    ] {
        assert_eq!(of_clock(&parts), "", "{parts:?}");
    }
}

const PEOPLE: &str =
    "- {id: ana, name: Ana Reyes, role: facilitator}\n- {id: tobias, name: Tobias Oke, role: facilitator}\n";

fn leads(fields: &str, agenda: &str) -> Vec<String> {
    let session = format!("---\ntitle: A\ndate: 2026-12-03\ntime: 6-8 pm\n{fields}---\n## Agenda\n{agenda}");
    of_files("facilitator-leads-everything", "", &[("people.yml", PEOPLE), ("sessions/a.md", &session)])
}

#[test]
fn facilitator_leads_everything() {
    let all = "- 5 min: Check-in\n  - Lead: Ana\n- 10 min: Pairs\n  - Lead: ana\n- 5 min: Close\n  - Lead: Ana Reyes\n";
    assert_eq!(
        leads("facilitators: [ana, tobias]\n", all),
        [
            "sessions/a.md \"Ana\" note[facilitator-leads-everything]: Ana Reyes leads all 3 parts of this agenda that name a \
             lead. Co-facilitators can share the work of leading (facilitators' guide). / Give a part to somebody else: \
             `Lead: Tobias Oke`."
        ]
    );
    for (fields, agenda) in [
        ("facilitators: [ana]\n", all.to_owned()),
        ("facilitators: [ana, tobias]\n", all.replacen("Lead: Ana", "Lead: Tobias", 1)),
        ("facilitators: [ana, tobias]\n", all.replacen("Lead: Ana", "Lead: everyone", 1)),
        ("facilitators: [ana, tobias]\n", all.replacen("\n  - Lead: Ana", "", 1)),
        ("", all.to_owned()),
    ] {
        assert_eq!(leads(fields, &agenda), [""; 0], "{fields}{agenda}");
    }
}

#[test]
fn parts_unmarked() {
    let session = |day: u8, agenda: &str| {
        format!("---\ntitle: A\ndate: 2026-12-0{day}\ntime: 6-8 pm\n---\nWe meet.\n\n## Agenda\n{agenda}")
    };
    let unmarked = "- 60 min: The garden\n- 40 min: The shed\n- 20 min: Close\n";
    let (one, two) = (session(1, unmarked), session(2, unmarked));
    assert_eq!(
        of_files("parts-unmarked", "", &[("sessions/1.md", &one)]),
        [
            "sessions/1.md \"## Agenda\" note[parts-unmarked]: Too few parts of this agenda say what kind they are. Without \
             a kind, `check` cannot see who speaks, when there is quiet, or when there is a break. / Mark them, such as `- 10 \
             min: Hello [everyone]`; then 15 more checks and the bar of voices on the page can help."
        ]
    );
    let both = of_files("parts-unmarked", "", &[("sessions/1.md", &one), ("sessions/2.md", &two)]);
    assert!(
        both.len() == 1 && both[0].contains(": Too few parts of 2 coming agendas, of which this is the first, say")
    );
    for agenda in [
        "- 60 min: The garden [discussion]\n- 40 min: The shed [talk]\n- 20 min: Hats\n",
        "- 60 min: Discussion\n- 40 min: Lunch\n- 20 min: Close\n",
        "- The garden\n- The shed\n",
        "We will see.\n",
    ] {
        let session = session(1, agenda);
        assert_eq!(of_files("parts-unmarked", "", &[("sessions/1.md", &session)]), [""; 0], "{agenda}");
    }
    let over = one.replace("2026-12-01", "2026-11-01");
    assert_eq!(of_files("parts-unmarked", "", &[("sessions/1.md", &over)]), [""; 0]);
}
