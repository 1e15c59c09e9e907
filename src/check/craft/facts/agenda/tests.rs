//! Sums and sittings.

use crate::check::craft::fixture::{of_agenda, of_session};

const NONE: [&str; 0] = [];

fn sum(agenda: &str) -> Vec<String> {
    of_agenda("agenda-adds-up", "", agenda)
}

#[test]
fn too_much_is_a_warning_with_the_time_at_which_it_would_end() {
    assert_eq!(
        sum("- 45 min: Check-in\n- 50 min: Discussion\n"),
        [
            "sessions/a.md \"## Agenda\" warning[agenda-adds-up]: This agenda takes 95 minutes, 5 more than planned, and would \
          end at 8:05 pm. People can give themselves to a meeting that starts and ends when it was said to (guidance for \
          early childhood facilitators). / Take 5 minutes out of it, or plan a longer session."
        ]
    );
    assert!(sum("- 91 min: Check-in\n")[0].contains("1 more than planned, and would end at 8:01 pm."));
    assert!(sum("- 91 min: Check-in\n")[0].ends_with("/ Take 1 minute out of it, or plan a longer session."));
}

#[test]
fn what_is_about_right_may_be_a_little_more() {
    assert_eq!(sum("- 60 min: Check-in\n- 25-34 min: Discussion\n"), NONE);
    assert_eq!(
        sum("- 60 min: Check-in\n- 25-35 min: Discussion\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[agenda-adds-up]: This agenda takes 95 minutes, 5 more than planned, and would \
          end at 8:05 pm. People can give themselves to a meeting that starts and ends when it was said to (guidance for \
          early childhood facilitators). / Take 5 minutes out of it, or plan a longer session."
        ]
    );
}

#[test]
fn too_little_is_a_nudge() {
    assert_eq!(
        sum("- 45 min: Check-in\n- 15 min: Discussion\n- 10 min: Circle\n"),
        [
            "sessions/a.md \"## Agenda\" nudge[agenda-adds-up]: This agenda fills 70 of 90 minutes, so 20 are left over. \
          People can give themselves to a meeting that starts and ends when it was said to (guidance for early childhood \
          facilitators). / Give the 20 minutes to a part that needs them, or plan a shorter session."
        ]
    );
}

#[test]
fn what_adds_up_or_cannot_be_added_up_is_not_told() {
    for agenda in [
        "- 45 min: Check-in\n- 35 min: Discussion\n- 10 min: Circle\n",
        "- 45 min: Check-in\n- 31 min: Discussion\n- 10 min: Circle\n",
        // Sketches.
        "- 45 min: Check-in\n- 20 min: Discussion\n",
        "- 10 min: Check-in\n- 10 min: Discussion\n- 10 min: Circle\n",
        "- 45 min: Check-in\n- 10 min: Circle\n- Discussion\n",
        "- Check-in\n- Discussion\n",
        "| Time | What |\n|---|---|\n| 6:30pm | Check-in |\n| 7:00pm | Discussion |\n",
    ] {
        assert_eq!(sum(agenda), NONE, "{agenda}");
    }
    let undecided = "---\ntitle: A\ndate: to be decided\n---\n## Agenda\n- 45 min: Check-in\n";
    let files = [("community.yml", crate::check::craft::fixture::COMMUNITY), ("sessions/a.md", undecided)];
    assert_eq!(crate::check::craft::fixture::only("agenda-adds-up", crate::check::craft::fixture::said(&files)), NONE);
}

#[test]
fn a_sum_is_of_elapsed_minutes_and_the_end_by_the_clock() {
    // On the night of 7 March 2027 the clocks of Halifax go from 2 to 3.
    let agenda = "- 60 min: Check-in\n- 21 min: Discussion\n- 10 min: Circle\n";
    let told = of_session("agenda-adds-up", "time: 1:30-4:00 am\n", agenda).concat();
    assert!(told.contains("fills 91 of 150 minutes"), "{told}");
    let session = format!("---\ntitle: A\ndate: 2027-03-14\ntime: 1:30-4:00 am\n---\n## Agenda\n{agenda}");
    let files = [("community.yml", crate::check::craft::fixture::COMMUNITY), ("sessions/a.md", session.as_str())];
    let told = crate::check::craft::fixture::only("agenda-adds-up", crate::check::craft::fixture::said(&files)).concat();
    assert!(told.contains("takes 91 minutes, 1 more than planned, and would end at 4:01 am."), "{told}");
}

fn sitting(agenda: &str) -> Vec<String> {
    of_session("long-sitting", "time: 5-8 pm\n", agenda)
}

#[test]
fn a_long_sitting_is_told_from_where_it_begins() {
    assert_eq!(
        sitting(
            "- 10 min: Tea [break]\n- 40 min: Check-in\n- 35 min: Discussion\n- 20 min: In pairs\n- 5 min: Stretch\n"
        ),
        [
            "sessions/a.md \"40 min: Check-in\" nudge[long-sitting]: From “Check-in” on there are 95 minutes without a break. \
          A snack and a stretch are part of being looked after (guidance for early childhood facilitators). / Put a \
          break near the middle: `- 10 min: Tea and a stretch [break]`."
        ]
    );
}

#[test]
fn whoever_may_rest_or_move_is_not_told() {
    for agenda in [
        "- 90 min: Check-in\n- 10 min: Tea [break]\n- 80 min: Discussion\n",
        "- 60 min: Check-in\n- 80 min: Cook [practice]\n- 40 min: Discussion\n",
        "- 60 min: Check-in\n- 60 min: Walking pairs\n- 60 min: Discussion\n",
        "- 60 min: Check-in\n- 120 min: Discussion, with a coffee in between\n",
        "- 60 min: Check-in\n- Discussion\n- 60 min: In pairs\n",
        "- 60 min: Check-in\n- 60 min: In pairs\n  We stand up for this.\n",
    ] {
        assert_eq!(sitting(agenda), NONE, "{agenda}");
    }
}
