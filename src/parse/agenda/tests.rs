//! Agendas in all spellings, with the smallest texts that show what is read.

use jiff::civil::time;

use crate::handbook::agenda::voice;
use crate::handbook::prose::shown;
use crate::handbook::references::OutgoingReference;
use crate::handbook::timeline::layout;
use crate::handbook::{Agenda, Grouping, Segment, Spelling};
use crate::parse::agenda::Hours;
use crate::parse::markdown::{MarkdownText, RenderedText, body, session_roles};

fn written(markdown: &str) -> RenderedText {
    body(&MarkdownText { file: "a.md".into(), text: markdown.into(), places: vec![(0, 0)] }, session_roles, None)
}

fn agenda(lines: &str) -> Agenda {
    let written = written(&format!("## Agenda\n{lines}"));
    assert_eq!(written.diagnostics, [], "{lines}");
    written.agenda.unwrap()
}

/// Returns a segment in one line: minutes, title, kind, group, leads, things.
fn line(segment: &Segment) -> String {
    let mut out = match (segment.start, segment.end) {
        (Some(start), Some(end)) => format!("[{start}-{end}] "),
        (Some(start), None) => format!("[{start}] "),
        _ => String::new(),
    };
    out += &match segment.minutes {
        Some(minutes) if minutes.about => format!("~{} ", minutes.value),
        Some(minutes) => format!("{} ", minutes.value),
        None if out.is_empty() => "? ".to_owned(),
        None => String::new(),
    };
    out.push_str(&shown(&segment.title));
    if let Some(kind) = segment.kind {
        out.push_str(&format!(" {kind:?}"));
    }
    match segment.group {
        Some(Grouping::Of(n)) => out.push_str(&format!(" of {n}")),
        Some(group) => out.push_str(&format!(" {group:?}")),
        None => {}
    }
    for lead in &segment.leads {
        out.push_str(&format!(" @{}", lead.value));
    }
    for thing in &segment.bring {
        out.push_str(&format!(" +{thing}"));
    }
    out
}

fn lines(agenda: &Agenda) -> Vec<String> {
    agenda.segments.iter().map(line).collect()
}

/// Returns each diagnostic as `code: what it points at: message | help`.
fn says(markdown: &str) -> Vec<String> {
    let one = |d: &crate::diagnostic::Diagnostic| {
        let at = d.span.as_ref().map_or("", |span| &markdown[span.range()]);
        format!("{}: {at}: {} | {}", d.code, d.message, d.help.as_deref().unwrap_or_default())
    };
    written(markdown).diagnostics.iter().map(one).collect()
}

#[test]
fn lists() {
    let agenda = agenda(
        "First words.\n\n- 12 min: Check-in - *stand* up [everyone]\n- **25 min:** Breakout groups of 4 - redesign [breakout]\n\
         1. Introductions (5m, Marisol and Tobias)\n2. `10 min` Our values: gather [values, groups of 4]\n\nLast words.",
    );
    assert_eq!(agenda.spelling, Spelling::List);
    assert_eq!(
        lines(&agenda),
        [
            "12 Check-in - <em>stand</em> up Everyone",
            "25 Breakout groups of 4 - redesign Breakout of 4",
            "5 Introductions @Marisol @Tobias",
            "10 Our values: gather Values of 4",
        ]
    );
    assert_eq!(
        (shown(&agenda.intro), shown(&agenda.outro)),
        ("<p>First words.</p>".into(), "<p>Last words.</p>".into())
    );
}

#[test]
fn list_items_carry_details() {
    let agenda = agenda(
        "- 12 min: A long title\n  that goes on [talk]\n  **Lead:** Marisol\n  **Bring**: a lamp; paper\n  More words.\n  - nested\n- 5 min: B\n  - Lead: Wren\n\n  > [!facilitator] secret",
    );
    assert_eq!(lines(&agenda), ["12 A long title\nthat goes on Talk @Marisol +a lamp +paper", "5 B @Wren"]);
    assert_eq!(shown(&agenda.segments[0].details), "<p>More words.</p>\n<ul>\n<li>nested</li>\n</ul>");
    assert_eq!(shown(&agenda.segments[1].details), "");
}

#[test]
fn things_to_bring_stand_among_other_points_and_are_parted_at_commas() {
    let read = agenda("- 10 min: X [everyone]\n  - tell a story\n  - Bring: mugs, wall paper\n  - and *listen*\n");
    let part = &read.segments[0];
    assert_eq!(part.bring, ["mugs", "wall paper"]);
    assert_eq!(shown(&part.details), "<ul>\n<li>tell a story</li>\n<li>and <em>listen</em></li>\n</ul>");
    let bring = |value: &str| agenda(&format!("### 5 min - X\nBring: {value}\n")).segments.remove(0).bring;
    assert_eq!(bring("sticky notes, markers, wall paper"), ["sticky notes", "markers", "wall paper"]);
    assert_eq!(bring("paper; a chair, if you can"), ["paper", "a chair, if you can"]);
    assert_eq!(bring("a chair, if you can"), ["a chair, if you can"]);
}

#[test]
fn headings() {
    let agenda = agenda(
        "Before.\n### 25 min - Our values [values, groups of 4]\nLead: Tobias\nBring: sticky notes, markers\n\nEach proposes.\n\n\
         > [!facilitator]\n> SECRET\n\n### 10 min: Practice [practice]\nUse: show-and-tell\nReading: [H](../readings/holmes.md); pelo\nGroups: 4\nAnd more.\n\n#### Deeper\n",
    );
    assert_eq!(agenda.spelling, Spelling::Headings);
    assert_eq!(
        lines(&agenda),
        ["25 Our values Values of 4 @Tobias +sticky notes +markers", "10 Practice Practice of 4"]
    );
    assert_eq!(shown(&agenda.segments[0].details), "<p>Each proposes.</p>");
    let second = &agenda.segments[1];
    assert_eq!(&*second.method.as_ref().unwrap().value, "show-and-tell");
    assert_eq!(second.readings.iter().map(|r| &*r.value).collect::<Vec<_>>(), ["holmes"]);
    assert_eq!(shown(&second.details), "<p>And more.</p>\n<h4 id=\"deeper\">Deeper</h4>");
    assert_eq!(shown(&agenda.intro), "<p>Before.</p>");
}

#[test]
fn tables() {
    let agenda = agenda(
        "| Minutes | What we do | Kind | Lead | Bring | Notes |\n|---|---|---|---|---|---|\n\
         | 15 | Check-in | everyone | Marisol | talking stone | slowly |\n\
         | 25 | Groups of 3: consult | groups of 3 | | | |\n| 10-15 | Quiet | | | | |\n| 55 | Total | | | | |",
    );
    assert_eq!(agenda.spelling, Spelling::Table);
    assert_eq!(
        lines(&agenda),
        ["15 Check-in Everyone @Marisol +talking stone", "25 Groups of 3: consult Groups of 3", "~15 Quiet"]
    );
    assert_eq!(shown(&agenda.segments[0].details), "<p><strong>Notes</strong>: slowly</p>");
}

#[test]
fn a_trailing_link_is_no_kind_and_a_lone_kind_is_its_own_title() {
    let agenda = agenda("- 5 min: Read [chapter](a.md)\n- 5 min [break]\n- 5 min: Whole *[talk]*");
    assert_eq!(lines(&agenda), ["5 Read <a href=\"{a.md}\">chapter</a>", "5 break Break", "5 Whole Talk"]);
}

#[test]
fn spans_are_exact() {
    let markdown = "## Agenda\n- 5 min: Don't “rush” (é) (x)\n- Intro (5m, Marisol)\n  Lead: Tobias";
    let agenda = written(markdown).agenda.unwrap();
    let leads: Vec<_> = agenda.segments[1].leads.iter().map(|lead| &markdown[lead.span.range()]).collect();
    assert_eq!(leads, ["Marisol", "Tobias"]);
    assert_eq!(&markdown[agenda.segments[0].span.range()], "5 min: Don't “rush” (é) (x)");
}

#[test]
fn a_line_without_minutes_is_named_only_where_others_have_them() {
    assert!(says("## Agenda\n- A\n- B").is_empty());
    assert!(says("## Agenda\n### 5 min - A\n### B\nUse: c").is_empty());
    assert_eq!(
        says("## Agenda\n- 5 min: A\n- B *c* [talk]"),
        [
            "missing-minutes: B *c* [talk]: “B c” has no length that can be read, so the times after it cannot be worked out. | \
          Begin the line with its minutes, such as `10 min: `."
        ]
    );
}

#[test]
fn the_minutes_that_are_left_are_told_where_one_line_alone_lacks_them() {
    let says = |lines: &str| {
        let hours = Some(Hours::between(time(23, 0, 0, 0), time(0, 30, 0, 0)));
        let text = format!("## Agenda\n{lines}");
        let text = MarkdownText { file: "a.md".into(), text: text.as_str().into(), places: vec![(0, 0)] };
        let found = body(&text, session_roles, hours).diagnostics;
        found.into_iter().map(|d| (d.message, d.help.unwrap_or_default(), d.related.len())).collect::<Vec<_>>()
    };
    let none = "has no length that can be read, so the times after it cannot be worked out.";
    assert_eq!(
        says("- 5 min: A\n- B\n- 60 min: C"),
        [(
            format!("“B” {none}"),
            "Begin the line with its minutes, such as `25 min: `, which is the time that is left.".into(),
            0
        )]
    );
    let usual = "Begin the line with its minutes, such as `10 min: `.";
    assert_eq!(says("- 5 min: A\n- B\n- 85 min: C")[0].1, usual, "nothing is left");
    let several = "“B” and 2 more parts of this agenda have no length that can be read, so the times after it cannot be worked out.";
    assert_eq!(says("- 5 min: A\n- B\n- C\n- D"), [(several.into(), usual.into(), 2)]);
}

#[test]
fn an_agenda_whose_numbers_are_no_lengths_is_named_once() {
    let whole = "missing-minutes: ## Agenda: No line of this agenda has a length that can be read, so its times cannot be worked out.";
    assert_eq!(
        says("## Agenda\n- 5: A\n- B 10\n- C"),
        [format!("{whole} | Begin the line with its minutes, such as `10 min: `.")]
    );
    assert_eq!(
        says("## Agenda\n### A (5)\n### B (10)"),
        [format!("{whole} | Begin the heading with its minutes, such as `### 10 min - `.")]
    );
    assert!(says("## Agenda\n- Chapter 3\n- Talk [groups of 4]").is_empty());
}

#[test]
fn a_list_pasted_from_a_table_keeps_its_columns() {
    let agenda = agenda("- Welcome\t5 min\tBen\n- *Walk*\t1/2 hour\tWren and Juno");
    assert_eq!(lines(&agenda), ["5 Welcome @Ben", "30 <em>Walk</em> @Wren @Juno"]);
}

#[test]
fn timed_lines_that_are_no_list_are_named_once() {
    for lines in ["Welcome\t5 min\tBen\nWalk\t10 min\tWren", "Welcome (5 min)\nWalk, 10 min"] {
        assert_eq!(
            says(&format!("## Agenda\n{lines}")),
            [
                "missing-minutes: ## Agenda: The lines of this agenda are no list and no table with a column of times, so its parts cannot be \
                 told apart. | Write each part as a line of a list, such as `- 10 min: Check-in`."
            ]
        );
    }
    assert!(
        says("## Agenda\nWe meet for 90 min and then have soup.\n\n> [!facilitator]\n> 5 min: A\n> 6 min: B")
            .is_empty()
    );
}

#[test]
fn lines_of_their_own_that_begin_with_a_time_are_read_as_a_list() {
    let agenda = agenda("Bring a mug.\n\n**0:00-0:10** Quiet\n\n**0:10-0:25**\u{a0}Talk\n\nAnd then home.");
    assert_eq!(lines(&agenda), ["[0-10] Quiet", "[10-25] Talk"]);
    assert!(shown(&agenda.intro).contains("mug") && shown(&agenda.outro).contains("home"));
    assert!(says("## Agenda\n5 min: A\n\n10 min: B").is_empty());
    // One time alone could be anything.
    assert!(self::agenda("5 min: A\n\nB").segments.is_empty());
    // Beside a list with as many parts these lines are text around it, and named.
    let beside = |text: &str| lines(&written(&format!("## Agenda\n{text}")).agenda.unwrap());
    assert_eq!(beside("5 min: A\n\n6 min: B\n\n- 5 min: C\n- 6 min: D"), ["5 C", "6 D"]);
    assert_eq!(beside("30 min: A\n\n6 min: B\n\n- 5 min: C\n- 6 min: D"), ["30 A", "6 B"]);
}

#[test]
fn a_column_of_times_needs_no_name() {
    let read = |table: &str| lines(&agenda(table));
    assert_eq!(read("| Wann | Was |\n|---|---|\n| 10 min | A |\n| 1 h | B |"), ["10 A", "60 B"]);
    assert_eq!(
        read("| Start | What |\n|---|---|\n| 16:00-16:10 | A |\n| 16:10-16:30 | B |"),
        ["[0-10] A", "[10-30] B"]
    );
    assert_eq!(read("| Row | What |\n|---|---|\n| 1 | A |\n| 2 | B |"), ["? A", "? B"], "a number alone is no time");
    assert!(read("| Wann | Was |\n|---|---|\n| 10 min | A |\n| soon | B |").is_empty());
}

/// Reads `markdown` as a session that begins at 19:00 and lasts that many minutes.
fn in_the_evening(markdown: &str, minutes: Option<u32>) -> RenderedText {
    let text = MarkdownText { file: "a.md".into(), text: markdown.into(), places: vec![(0, 0)] };
    body(&text, session_roles, Some(Hours { date: None, starts: time(19, 0, 0, 0), minutes }))
}

#[test]
fn a_session_without_an_end_has_the_agenda_that_begins_with_it() {
    let list = "- 19:00 Soup\n- 19:30 Songs\n- 20:30 Home\n";
    let read = |markdown: &str| in_the_evening(markdown, None).agenda.map(|agenda| lines(&agenda));
    assert_eq!(read(list).unwrap(), ["[0] Soup", "[30] Songs", "[90] Home"]);
    assert_eq!(read("- 8:10 Bus\n- 9:10 Bus\n- 10:10 Bus\n"), None);
}

#[test]
fn further_days_have_other_hours() {
    let days = "## Friday\n- 19:00 Soup\n- 20:00 Songs\n\n## Saturday\n- 9:00 Walk\n- 12:00 Lunch\n";
    let agenda = in_the_evening(days, Some(120)).agenda.unwrap();
    assert_eq!(lines(&agenda), ["[0] Soup", "[60] Songs", "[840] Walk", "[1020] Lunch"]);
    let nested = "## Agenda\n- Friday\n    - Soup\n    - Songs\n";
    assert_eq!(lines(&in_the_evening(nested, Some(120)).agenda.unwrap()), ["? Soup", "? Songs"]);
}

#[test]
fn each_day_has_its_own_times() {
    let read = |markdown: &str, date: (i16, i8, i8)| {
        let text = MarkdownText { file: "a.md".into(), text: markdown.into(), places: vec![(0, 0)] };
        let date = Some(jiff::civil::date(date.0, date.1, date.2));
        let hours = Hours { date, starts: time(9, 0, 0, 0), minutes: Some(9 * 60) };
        body(&text, session_roles, Some(hours)).agenda.map_or_else(Vec::new, |agenda| lines(&agenda))
    };
    let halves = "## Agenda\n### Saturday morning\n- 9:00 Soup\n- 10:00 Songs\n### Saturday afternoon\n- 14:00 Walk\n";
    assert_eq!(read(halves, (2027, 3, 19)), ["[0] Soup", "[60] Songs", "[300] Walk"]);
    // The evening before has no times, and is none of the session's days.
    let dated = "## Agenda\nThursday, 18 March\n\nA walk, for who likes.\n\nFriday, 19 March\n\n9:00 Soup\n\n12:00 Songs\n\n17:00 Tea\n";
    assert_eq!(read(dated, (2027, 3, 19)), ["[0] Soup", "[180] Songs", "[480] Tea"]);
    assert_eq!(read(dated, (2027, 3, 18)), ["[1440] Soup", "[1620] Songs", "[1920] Tea"]);
    let anew = "9:00 Soup\n12:00 Songs\n17:00 Tea\n9:30 Walk\n11:00 Bread\n13:00 Home\n";
    assert_eq!(
        read(anew, (2027, 3, 19)),
        ["[0] Soup", "[180] Songs", "[480] Tea", "[1470] Walk", "[1560] Bread", "[1680] Home"]
    );
    // A part of the evening does not last until the next morning.
    let agenda = agenda("### Friday\n- 12:00 Soup\n- 18:00 Songs\n### Saturday\n- 9:00 Walk\n");
    let placed = layout(&agenda.segments, None, |minute| minute, |segment| segment.minutes);
    assert_eq!(placed.iter().map(|placed| placed.end).collect::<Vec<_>>(), [Some(360), None, None]);
}

#[test]
fn text_below_a_point_that_names_others_is_kept() {
    for point in [
        "- Talking points\n\n  A letter.\n",
        "- Friday\n\n  A letter.\n\n  - 19:20 Tea\n",
        "- Then\n\n  A letter.\n\n  - 19:20 Tea\n  - 19:30 Walk\n",
    ] {
        let agenda =
            in_the_evening(&format!("## Agenda\n- 19:00 Soup\n{point}- 19:40 Songs\n"), Some(60)).agenda.unwrap();
        let kept = agenda.segments.iter().any(|segment| shown(&segment.before).contains("A letter."));
        assert!(kept, "{point}");
    }
}

#[test]
fn lines_of_every_sort_are_parts_in_order() {
    let read = |text: &str| published(text).0;
    let lists = "## Agenda\n- 19:00 Soup\n- 19:10 Songs\n\n19:20 Tea\n\n- 19:30 Walk\n";
    assert_eq!(read(lists), ["[0] Soup", "[10] Songs", "[20] Tea", "[30] Walk"]);
    let above =
        "**19:00 - 19:10**\nSoup\n- Bowls are in the kitchen\n\n**19:10 - 19:30**\nSongs\n\n**19:30 - 20:00**\nTea\n";
    assert_eq!(read(above), ["[0-10] Soup", "[10-30] Songs", "[30-60] Tea"]);
    let row = "Plan\n| 19:00 | Soup |\n| 19:30 | Songs |\n| 19:40 | Tea |\n";
    assert_eq!(read(row), ["[0] Soup", "[30] Songs", "[40] Tea"]);
    let named = "Come and eat with us.\nPLAN:\n19:00 Soup (30 min);\n19:30 Songs (10 min), and dance;\n";
    assert_eq!(read(named), ["[0] 30 Soup", "[30] 10 Songs, and dance;"]);
    let lengths = "Soup (about 20 minutes)\n\nBowls are in the kitchen.\n\nSongs (10 minutes)\n\nTea (30 minutes)\n";
    assert_eq!(read(lengths), ["~20 Soup", "10 Songs", "30 Tea"]);
    // A day of its own line is no part, and a sentence below the parts is none.
    let sentence = "Friday 5 March, 19:00 - 20:00\n19:00 Soup\n19:20 Songs\n19:40 Tea\n\
                    From 7pm on the door is shut, and whoever comes later has to knock on the window of the kitchen.\n";
    assert_eq!(read(sentence), ["[0] Soup", "[20] Songs", "[40] Tea"]);
}

#[test]
fn days_are_seen_inside_html_above_a_line_of_signs_and_by_their_number() {
    let days = [
        "<div>\n\n### Day 1\n- 19:00 Soup\n- 20:00 Songs\n\n</div>\n<div>\n### Day 2\n\n- 19:00 Walk\n- 20:00 Lunch\n",
        "Friday 19th of March\n^^^^^^^^\n\n- 19:00 Soup\n- 20:00 Songs\n\nSaturday 20th of March\n^^^^^^^^\n\n- 19:00 Walk\n\
         - 20:00 Lunch\n",
    ];
    for days in days {
        let agenda = in_the_evening(&format!("## Agenda\n{days}"), Some(120)).agenda.unwrap();
        assert_eq!(lines(&agenda), ["[0] Soup", "[60] Songs", "[1440] Walk", "[1500] Lunch"], "{days}");
    }
    for (first, second) in [("First Day", "Second Day"), ("Opening Day (mostly a Friday)", "Full Day (Saturday)")] {
        let of_day = |day: &str| format!("{day}\n19:00 Soup\n20:00 Songs\n20:30 Tea\n\n");
        let days = format!("## Agenda\n{}{}", of_day(first), of_day(second));
        let agenda = in_the_evening(&days, Some(120)).agenda.unwrap();
        assert_eq!(lines(&agenda)[3..], ["[1440] Soup", "[1500] Songs", "[1530] Tea"], "{days}");
    }
    // A further day begins with its own midnight.
    let night = "## Agenda\n### Friday\n- 7:00 pm Soup\n### Saturday\n- 12:00 am Code\n- 6:00 pm Show\n";
    let agenda = in_the_evening(night, Some(120)).agenda.unwrap();
    assert_eq!(lines(&agenda), ["[0] Soup", "[300] Code", "[1380] Show"]);
}

#[test]
fn a_time_may_stand_in_a_tag_and_before_other_words_of_its_cell() {
    let read = |text: &str| lines(&in_the_evening(&format!("## Agenda\n{text}"), Some(60)).agenda.unwrap());
    let evening = ["[0-20] Soup", "[20-60] Songs"];
    let tags =
        "### <kbd>19:00</kbd> - <kbd>19:20</kbd> Soup\nHot.\n### <kbd>19:20</kbd> - <kbd>20:00</kbd> Songs\nLoud.\n";
    assert_eq!(read(tags), evening);
    let cells = "| Time | What |\n|---|---|\n| 19:00 - 19:20 | Soup |\n| 19:20 - 20:00 *(optional)* | Songs |\n";
    assert_eq!(read(cells), evening);
    let two = "| Time | What |\n|---|---|\n| 19:00 - 19:20 | Soup |\n| 19:30 or later | Songs |\n";
    assert_eq!(read(two), ["[0-20] Soup", "? Songs"]);
    let lines_below = "### 19:00\nSoup\nWith bread, from the oven.\n### 19:30\nSongs of the sea\nand of the hills\n";
    assert_eq!(read(lines_below), ["[0] Soup", "[30] Songs of the sea\nand of the hills"]);
}

/// Returns what is published of `markdown`, a session from 19:00 to 20:00, and the messages about its agenda.
fn published(markdown: &str) -> (Vec<String>, Vec<String>) {
    let read = in_the_evening(markdown, Some(60));
    let is_about = |said: &&crate::diagnostic::Diagnostic| ["agenda-unseen", "missing-minutes"].contains(&said.code);
    let said = read.diagnostics.iter().filter(is_about).map(|said| said.message.clone()).collect();
    (read.agenda.map_or_else(Vec::new, |agenda| lines(&agenda)), said)
}

#[test]
fn what_of_an_agenda_is_not_certain_is_named_and_not_published() {
    let one =
        |line: &str| format!("A line of this agenda (“{line}”) cannot be read with certainty, so it is shown as text.");
    let all = |count: usize, first: &str, last: &str| {
        format!(
            "{count} lines of this agenda (“{first}” to “{last}”) cannot be read with certainty, so they are shown as text."
        )
    };
    for (text, lines, said) in [
        // A second time from when to when in a title.
        (
            "- 19:00 - 19:20 Soup; 19:20 - 19:40 Bread\n- 19:40 - 20:00 Songs\n",
            vec!["[40-60] Songs"],
            one("19:00 - 19:20 Soup; 19:20 - 19:40 Bread"),
        ),
        // A time alone.
        ("- 19:00 Soup\n- 19:30 -\n- 19:40 Songs\n", vec!["[0-30] Soup", "[40] Songs"], one("19:30 -")),
        // Headings or the points below them.
        ("### Letters\n- Ada\n- Bo\n### Tools\n- Saw\n", vec![], all(2, "Letters", "Tools")),
        // Two of many points have a time, which may be of anything.
        ("- Ada\n- Bo\n- Cy\n- Di\n- Ed\n- Fair 4pm-5pm\n- Visit 5pm-6pm\n- Hal\n", vec![], all(8, "Ada", "Hal")),
        // No evening has a length of eleven hours, or goes back to its afternoon.
        ("- 12.00 horas: Sopa\n- 20 min: Pan\n", vec![], all(2, "12.00 horas: Sopa", "20 min: Pan")),
        ("- 19:00 Soup\n- 19:50 Songs\n- 10:00 Walk\n- 11:00 Bread\n", vec![], all(4, "19:00 Soup", "11:00 Bread")),
        // The times below the points are those of other points.
        (
            "- Set clocks\n  Hello 5 19:00\n  Soup 30 19:05\n  Songs 25 19:35\n- Sharpen pencils\n",
            vec![],
            all(3, "Hello 5 19:00", "Songs 25 19:35"),
        ),
        // A line of time beside the parts that is not later than these.
        ("- 19:00 Soup\n- 19:30 Songs\n\n19:10 Tea\n", vec!["[0] Soup", "[30] Songs"], one("19:10 Tea")),
    ] {
        assert_eq!(
            published(&format!("## Agenda\n{text}")),
            (lines.into_iter().map(str::to_owned).collect(), vec![said]),
            "{text}"
        );
    }
    let private = "- Soup\n  > [!facilitator]\n  > 19:00 Set\n  > 19:20 Serve\n  > 19:50 Sweep\n- Songs\n";
    assert_eq!(published(&format!("## Agenda\n{private}")), (vec!["? Soup".to_owned(), "? Songs".to_owned()], vec![]));
    let numbered = "### 1. Letters\n- Ada\n### 2. Tools\n- Saw\n";
    assert_eq!(published(&format!("## Agenda\n{numbered}")).0.len(), 2);
    // Where no heading says so, all is published or nothing.
    let unnamed = "- 19:00 - 19:20 Soup; 19:20 - 19:40 Bread\n- 19:40 - 19:50 Songs\n- 19:50 - 20:00 Home\n";
    assert_eq!(published(unnamed).0, [""; 0]);
}

#[test]
fn what_may_be_an_agenda_is_named_in_any_language() {
    let may_be = "may be one, and are shown as text.";
    for text in [
        "## Bizim gündem\n",
        "**Porządek obrad:**\n\n",
        "## Förslag på dagordning för mötet\n",
        "Agenda: still open\n\n",
    ] {
        let text = format!("{text}1. Eka\n2. Toka\n3. Kolmas\n");
        let (lines, said) = published(&text);
        assert!(lines.len() == 3 || said.iter().any(|said| said.ends_with(may_be)), "{text}: {said:?}");
    }
    for text in [
        // Lines with the numbers of points.
        "1 Eka\n2 Toka\n3 Kolmas\n4 Neljäs\n5 Viides\n",
        // Lines that stand alone as headings do.
        "OPENING (on time)\n\nThe chair rings.\n\nSONG\n\nAll sing.\n\nEND\n\nThe chair rings.\n",
        "Opening (10 min)\n\nSong.\n\nGame (30 min)\n\n- Relay\n\nClosing (5 min)\n\nA word.\n",
        "I. Eka—15 minutes\n\nII. Toka—10 minutes\n\nIII. Kolmas—10 minutes\n\nIV. Loppu—5 minutes\n",
    ] {
        let (lines, said) = published(text);
        assert!(lines.is_empty() && said.len() == 1 && said[0].ends_with(may_be), "{text}: {lines:?} {said:?}");
    }
    for names in include_str!("words/names.txt").lines().flat_map(|line| line.split(", ")) {
        let text = format!("## {names}\n- 30 min: Eka\n- 30 min: Toka\n");
        assert_eq!(published(&text).0.len(), 2, "{names}");
    }
}

#[test]
fn what_only_has_numbers_and_times_is_no_agenda() {
    for text in [
        "## Trams back into town\n- 19:38 from Depot\n- 19:48 from Depot\n- 19:58 from Depot\n",
        "## Bread\n1. Knead (10 min)\n2. Let it rest (40 min)\n3. Bake (50 min)\n",
        "## To listen to\n- [Rivers](https://example.org/a) (42 min)\n- [Mills](https://example.org/b) (28 min)\n",
        "## Read more\n1. Aho, E. (1999). Eka. Helsinki.\n2. Bo, A. (2001). Toka. Turku.\n3. Cy, D. (2003). Kolmas.\n",
        "1 kg flour\n2 eggs\n1 cup of milk\n3 carrots\n2 leeks\n",
    ] {
        assert_eq!(published(text), (vec![], vec![]), "{text}");
    }
}

#[test]
fn times_and_lines_by_turns_are_named_and_belong_to_none() {
    let turns =
        "Today\n\n19:00 - 19:10\n\nSoup\n\n19:10 - 19:20\n\nBread\n\n19:20 - 19:40\n\nSongs\n\n19:40 - 20:00\n\nTea\n";
    let read = in_the_evening(turns, Some(60));
    assert_eq!(read.agenda.map(|agenda| lines(&agenda)), None);
}

#[test]
fn a_heading_of_the_whole_is_no_part() {
    let plan = "15-minute plan\n\n0–5 min · Soup\n\n5–10 min · Songs\n\n10–15 min · Home\n";
    assert_eq!(lines(&in_the_evening(plan, Some(15)).agenda.unwrap()), ["[0-5] Soup", "[5-10] Songs", "[10-15] Home"]);
    let outline = "# Outline\n\n## How It Goes\n\n1. Soup\n2. Songs\n\n## All Hours\n\n1. [One](one.md)\n";
    // Either may be the parts.
    assert_eq!(lines(&in_the_evening(outline, Some(60)).agenda.unwrap()), [""; 0]);
}

#[test]
fn points_that_say_what_they_are_may_be_the_agenda() {
    let points = [
        "## Top 0: Rules\n- Leyla\n## Top 1: Money\n## Top 2: Other\n",
        "Top1    Rules\nThe chair said much. It took long.\n\nTop 2   Money\nNone.\n\nTop 3   Other\nNone.\n",
        "- Length: long\n- Pauta:\n    - Rules\n    - Money\n    - Other\n",
    ];
    for text in points {
        let said = says(text);
        assert!(said.iter().any(|said| said.contains("3 lines") && said.contains("may be one")), "{text}: {said:?}");
    }
}

#[test]
fn a_label_with_a_number_before_a_time_stays_in_the_title() {
    let read = lines(&agenda("- Session 1: 9:00-10:30 | Baths\n- Block B: 10:45-12:00 Cards"));
    assert_eq!(read, ["[0-90] Session 1: Baths", "[105-180] Block B: Cards"]);
}

#[test]
fn halves_of_a_day_are_no_parts() {
    let blocks = "## Agenda\n### Morning (9:00 - 12:00)\n```\n9:00 Hello\n10:00 Walk\n  - 10:10 Stones\n```\n\
                  ### Afternoon\n```\n13:00 Talk\n```\n";
    let text = MarkdownText { file: "a.md".into(), text: blocks.into(), places: vec![(0, 0)] };
    let day = Some(Hours::between(time(9, 0, 0, 0), time(15, 0, 0, 0)));
    assert_eq!(lines(&body(&text, session_roles, day).agenda.unwrap()), ["[0] Hello", "[60] Walk", "[240] Talk"]);
}

#[test]
fn a_bracket_that_was_never_meant_for_a_kind_stays_without_a_word() {
    assert_eq!(
        lines(&agenda("- 5 min: The album [once more]\n- 5 min: [to be decided]\n- 5 min: [TEA]")),
        ["5 The album [once more]", "5 [to be decided]", "5 [TEA]"]
    );
}

#[test]
fn a_word_before_a_clock_time_goes_with_it() {
    assert_eq!(
        lines(&agenda("- Accueil à 9h\n- Récits à 10h\n- Déjeuner à 12h")),
        ["[0] Accueil", "[60] Récits", "[180] Déjeuner"]
    );
    assert_eq!(
        lines(&agenda("- 9:00 Work, coffee at 10:30\n- 11:00 Home")),
        ["[0] Work, coffee at 10:30", "[120] Home"]
    );
}

#[test]
fn what_tells_when_and_where_is_no_part() {
    let read =
        in_the_evening("## Schedule\n- **Date**: 3 March\n- **Time**: 7 pm - 9 pm\n- **Place**: Hall\n", Some(120));
    assert!(read.agenda.unwrap().segments.is_empty() && read.diagnostics.is_empty());
}

#[test]
fn rows_that_do_not_begin_with_a_time_are_named() {
    let rows = "## Agenda\n<table>\n<tr><td>Monday</td><td>19:00</td><td>Soup</td></tr>\n\
                <tr><td>Monday</td><td>19:30</td><td>Songs</td></tr>\n</table>\n";
    let beside = "## Agenda\n| 19:00 | 19:30 | 20:00 |\n|---|---|---|\n| Soup | Songs | Home |\n";
    for text in [rows, beside] {
        let said = says(text);
        assert!(said.iter().any(|said| said.contains("cannot be told apart")), "{said:?}");
    }
}

#[test]
fn chapters_of_a_recording_are_text() {
    let chapters = "## Agenda\n00:00 Hello\n06:50 The talk\n31:10 Questions\n47:50 Bye\n";
    let RenderedText { agenda, diagnostics, .. } = in_the_evening(chapters, Some(60));
    assert_eq!(diagnostics, []);
    let agenda = agenda.unwrap();
    assert!(agenda.segments.is_empty() && shown(&agenda.intro).contains("31:10 Questions"), "{}", shown(&agenda.intro));
}

#[test]
fn attributes_for_other_programs_are_not_shown() {
    let agenda =
        in_the_evening("{:.agenda}\nTime | What\n--- | ---\n19:00 | Soup\n19:30 | Songs\n20:30 | Home\n", Some(120));
    assert_eq!(lines(&agenda.agenda.unwrap()), ["[0] Soup", "[30] Songs", "[90] Home"]);
}

#[test]
fn an_unknown_kind_is_named_with_the_nearest() {
    let help = "Write one of: welcome, everyone, pairs, groups of 4, breakout, discussion, talk, reading, reflection, \
                share back, values, practice, break, close, tech.";
    assert_eq!(
        says("## Agenda\n- 5 min: A [disscusion]\n- 5 min: B [talk, zebra]"),
        [
            format!(
                "unknown-kind: disscusion: `disscusion` is no kind of segment; did you mean `discussion`? | {help}"
            ),
            format!("unknown-kind: zebra: `zebra` is no kind of segment. | {help}"),
        ]
    );
    let table = "## Agenda\n| Time | What | Kind |\n|---|---|---|\n| 5 min | A | brake |";
    assert_eq!(
        says(table),
        [format!("unknown-kind: brake: `brake` is no kind of segment; did you mean `break`? | {help}")]
    );
}

#[test]
fn mixed_spellings() {
    let both = agenda("- 5 min: A\n\n### 10 min - B\nMore.\n\n### 20 min - C");
    assert_eq!(lines(&both), ["5 A", "10 B", "20 C"]);
    let one = agenda("- 5 min: A\n- 6 min: B\n\n### 10 min - C\nMore.");
    assert_eq!(
        (lines(&one), shown(&one.segments[2].details)),
        (vec!["5 A".into(), "6 B".into(), "10 C".into()], "<p>More.</p>".into())
    );
    assert_eq!(
        says("## Agenda\n- 5 min: A\n- 6 min: B\n\n| Minutes | What |\n|--|--|\n| 5 | C |\n| 5 | D |"),
        [
            "mixed-agenda: ## Agenda: This agenda is a table and a list; the table was read, and the list is shown as text. | \
             Write the whole agenda as a table, or as a list."
        ]
    );
    let table = written("## Agenda\n- 5 min: A\n\n| Minutes | What |\n|--|--|\n| 5 | B |").agenda.unwrap();
    assert_eq!(lines(&table), ["5 B"]);
    assert!(!table.intro.is_empty());
    let grouped = agenda("### First half\n- 5 min: A\n\n### Second half\n- 6 min: B");
    assert_eq!(lines(&grouped), ["5 A", "6 B"]);
}

#[test]
fn two_agenda_headings_are_one() {
    let agenda =
        written("## Agenda\n- 5 min: A\n## Other\n## Agenda, later\n## Our agenda\n- 6 min: B").agenda.unwrap();
    assert_eq!(lines(&agenda), ["5 A", "6 B"]);
    // Of an agenda and a schedule, the former is the agenda.
    let agenda = written("## Schedule\n- 5 min: A\n## Agenda\n- 6 min: B").agenda.unwrap();
    assert_eq!(lines(&agenda), ["6 B"]);
}

#[test]
fn an_unknown_kind_stays_in_the_title() {
    let of = |line: &str| lines(&written(&format!("## Agenda\n- {line}")).agenda.unwrap());
    assert_eq!(of("Intro (5m, Wren) [zebra]"), ["5 Intro [zebra] @Wren"]);
    assert_eq!(of("5 min: **A** - *[zebra]*"), ["5 <strong>A</strong> - <em>[zebra]</em>"]);
}

#[test]
fn clock_times_in_a_table() {
    let markdown = "## Agenda\n| Time | Topic | Presenter |\n|---|---|---|\n| 6:30pm | Check-in | Wren |\n\
                    | 6:45 pm | Talk [talk] | |\n| 07:40 - 08:00 | Quiet | |\n| 8:00pm | Close | |\n| 8:10 pm | End | |";
    let of = |markdown: &str, hours| {
        let text = MarkdownText { file: "a.md".into(), text: markdown.to_owned().into(), places: vec![(0, 0)] };
        lines(&body(&text, session_roles, hours).agenda.unwrap())
    };
    assert_eq!(of(markdown, None), ["[0] Check-in @Wren", "[15] Talk Talk", "[70-90] Quiet", "[90-100] Close"]);
    let hours = Some(Hours::between(time(18, 30, 0, 0), time(20, 30, 0, 0)));
    let open = "## Agenda\n| Time | Topic |\n|---|---|\n| 6:30pm | A |\n| 7 pm | B |";
    assert_eq!(of(open, hours), ["[0] A", "[30] B"]);
}

#[test]
fn a_clock_time_among_minutes_is_no_length() {
    let markdown = "## Agenda\n| Time | What |\n|---|---|\n| 10 mins | A |\n| 0:20 | B |\n| 30 | C |";
    assert_eq!(lines(&written(markdown).agenda.unwrap()), ["10 A", "20 B", "30 C"]);
    assert_eq!(says(markdown), [""; 0]);
    let pause =
        agenda("| Time | What |\n|---|---|\n| 7:00 pm | A |\n| 7:30 pm | B |\n| 15 min | C |\n| 7:55 pm | End |");
    assert_eq!(lines(&pause), ["[0] A", "[30] B", "15 C"]);
    let range = agenda("| Time | What |\n|---|---|\n| 10 min | A |\n| 5 min | B |\n| 7:00 - 7:20 | C |");
    assert_eq!(lines(&range), ["10 A", "5 B", "[15-35] C"]);
}

#[test]
fn a_total_is_no_segment_in_whatever_cell_it_stands() {
    for total in [
        "| **Total** | **90 min** | | |",
        "| | | **Total:** | 90 |",
        "| 90 | Total: 90 min | | |",
        "| Total time | | 90 | |",
    ] {
        for head in
            ["| Time | What | Lead | Bring |", "| What | Minutes | Lead | Bring |", "| Minutes | What | Lead | Bring |"]
        {
            let row = if head.starts_with("| What") { "| A | 5 | | |" } else { "| 5 | A | | |" };
            let agenda = agenda(&format!("{head}\n|---|---|---|---|\n{row}\n{total}"));
            assert_eq!(lines(&agenda), ["5 A"], "{head} {total}");
        }
    }
    let talk = agenda("| Minutes | What |\n|---|---|\n| 5 | Total physical response |\n| 5 | The end |");
    assert_eq!(lines(&talk).len(), 2);
}

/// Counts the sessions of the example's first season by hand: minutes of everyone, small groups, whole group, quiet,
/// facilitator and nobody.
#[test]
fn the_examples_agendas_counted_by_hand() {
    const SEASON: [(&str, [u32; 6]); 8] = [
        (
            include_str!("../../../example-community/sessions/season-one/01-finding-each-other.md"),
            [20, 45, 20, 10, 15, 10],
        ),
        (
            include_str!("../../../example-community/sessions/season-one/02-what-a-corner-says.md"),
            [25, 20, 30, 10, 5, 0],
        ),
        (
            include_str!("../../../example-community/sessions/season-one/03-bodies-in-small-rooms.md"),
            [24, 25, 23, 10, 8, 0],
        ),
        (
            include_str!("../../../example-community/sessions/season-one/04-whose-voice-is-missing.md"),
            [25, 45, 25, 10, 0, 15],
        ),
        (
            include_str!("../../../example-community/sessions/season-one/05-when-a-family-disagrees.md"),
            [22, 25, 28, 10, 5, 0],
        ),
        (include_str!("../../../example-community/sessions/season-one/06-book-night.md"), [22, 25, 18, 20, 5, 0]),
        (
            include_str!("../../../example-community/sessions/season-one/07-making-thinking-visible.md"),
            [15, 30, 40, 10, 10, 15],
        ),
        (
            include_str!("../../../example-community/sessions/season-one/08-what-we-carry-forward.md"),
            [45, 40, 10, 10, 0, 15],
        ),
    ];
    for (file, counted) in SEASON {
        let written = written(file.splitn(3, "---\n").nth(2).unwrap());
        assert_eq!(written.diagnostics, []);
        let mut shares = [0; 6];
        for segment in &written.agenda.unwrap().segments {
            shares[voice(segment.kind, segment.group) as usize] += segment.minutes.unwrap().value;
        }
        assert_eq!(shares, counted, "{}", &file[..40]);
    }
}

#[test]
fn a_segment_written_as_a_heading_keeps_its_anchor() {
    let written = written(
        "## Agenda\n### 5 min - Welcome [welcome]\nx\n### 5 min: Soup {#soup}\n\n#### Bowls\n### 5 min - Welcome [welcome]\n",
    );
    let ids: Vec<_> = written.agenda.unwrap().segments.into_iter().filter_map(|segment| segment.id).collect();
    assert_eq!(ids, ["5-min---welcome-welcome", "soup", "5-min---welcome-welcome-1"]);
    assert_eq!(written.anchors, ["agenda", "5-min---welcome-welcome", "soup", "bowls", "5-min---welcome-welcome-1"]);
}

#[test]
fn a_segment_of_a_list_has_no_anchor() {
    assert_eq!(agenda("- 5 min: Welcome").segments[0].id, None);
}

/// Reads the agenda of a session from seven to nine in the evening.
fn evening(lines: &str) -> Agenda {
    let hours = Hours::between(time(19, 0, 0, 0), time(21, 0, 0, 0));
    let text = MarkdownText { file: "a.md".into(), text: format!("## Agenda\n{lines}").into(), places: vec![(0, 0)] };
    let written = body(&text, session_roles, Some(hours));
    assert_eq!(written.diagnostics, [], "{lines}");
    written.agenda.unwrap()
}

#[test]
fn a_row_that_says_when_the_session_ends_takes_none_of_its_time() {
    let agenda = evening(
        "| Time | What | Who |\n|---|---|---|\n| 6.45 pm | Doors, coats | |\n| 7.00 pm | Check-in | |\n\
         | 8.00 pm | Stories | pairs |\n| 9.00 pm | Adjourn | |",
    );
    assert_eq!(lines(&agenda), ["[-15] Doors, coats", "[0] Check-in", "[60-120] Stories Pairs Pairs"]);
    assert_eq!(shown(&agenda.outro), "<p>9.00 pm · Adjourn</p>");
}

#[test]
fn clock_times_before_the_parts_of_a_list_give_their_lengths() {
    assert_eq!(
        lines(&evening("- 19:00 to 19:10 hellos\n- 19:10 to 21:00 the rota")),
        ["[0-10] hellos", "[10-120] the rota"]
    );
    assert_eq!(
        lines(&evening("- 7.00 Check-in (10)\n- 7.10 Snack (50)\n- 8.00 Round")),
        ["[0] Check-in (10)", "[10] Snack (50)", "[60] Round"]
    );
    let headings = evening("### 7 pm Check-in\n### 8 pm Soup\nhot");
    assert_eq!(lines(&headings), ["[0] Check-in", "[60] Soup"]);
}

#[test]
fn the_column_of_who_may_say_how() {
    let agenda = agenda(
        "| Minutes | What | Who |\n|---|---|---|\n| 5 | Names | everyone |\n| 9 | Soup | trios |\n| 6 | Talk | Ana |",
    );
    assert_eq!(lines(&agenda), ["5 Names Everyone", "9 Soup Groups of 3", "6 Talk @Ana"]);
}

#[test]
fn titles_that_name_a_kind_are_few_and_written_as_they_are_looked_up() {
    let (words, _) = crate::parse::words::words("en");
    let count = crate::handbook::TitleKinds::new(&words).count();
    assert!((30..=40).contains(&count), "{count} phrases");
    let guide = include_str!("../../guide/4-agendas.md").to_lowercase().replace('-', " ");
    for (key, listed) in words.table.iter().filter(|(key, _)| key.starts_with("titles_")) {
        for phrase in listed.split(';').map(str::trim) {
            assert_eq!(super::kinds::phrase(phrase), phrase, "{key}");
            assert!(guide.contains(phrase), "chapter 4 does not tell of `{phrase}`");
        }
    }
}

/// Returns the lines of a block whose words differ by a number: each is `word7` and occurs once.
fn block(kind: u8, times: &[&str], next: &mut u32) -> String {
    let mut word = || {
        *next += 1;
        format!("word{next}")
    };
    let line = |word: String, time: &str, mark: &str| match time.chars().next() {
        Some('(' | '[') => format!("{mark}{word} and more {time}\n"),
        Some(_) => format!("{mark}{time} {word}\n"),
        None => format!("{mark}{word}\n"),
    };
    let all = |mark: &str, word: &mut dyn FnMut() -> String| {
        times.iter().map(|time| line(word(), time, mark)).collect::<String>()
    };
    match kind {
        0 => all("- ", &mut word),
        1 => all("1. ", &mut word),
        2 => all("### ", &mut word),
        3 => all("", &mut word),
        4 => format!("```\n{}```\n", all("", &mut word)),
        5 => format!(
            "| Time | What | Room |\n|---|---|---|\n{}",
            times.iter().map(|time| format!("| {time} | {} | {} |\n", word(), word())).collect::<Vec<_>>().concat()
        ),
        6 => format!("{} words\n\n", word()),
        7 => format!("**{}**\n\n", word()),
        8 => format!("- {}\n{}", word(), all("  - ", &mut word)),
        9 => format!("> {}\n", word()),
        10 => format!("**{}**\n\n{}\n", times.first().unwrap_or(&""), word()),
        _ => format!(
            "<table>\n{}</table>\n",
            times
                .iter()
                .map(|time| format!("<tr><td>{time}</td><td>{}</td></tr>\n", word()))
                .collect::<Vec<_>>()
                .concat()
        ),
    }
}

proptest::proptest! {
    /// Holds that written text is kept: whatever is understood of it, each word is somewhere.
    #[test]
    fn no_word_is_lost(
        blocks in proptest::collection::vec(
            (0_u8..12, proptest::collection::vec(proptest::sample::select(vec![
                "", "", "9:00", "9:30 - 10:00", "10 min:", "(5 min)", "(Ada, 5 min)", "[10 min]", "0-10 min:", "19h00", "7.30 pm",
                "~20m", "3 min each:", "12:00", "[talk]", "[zebra]", "(x, 5 min, y)",
            ]), 1..4)), 1..7),
        heading in proptest::sample::select(vec!["## Agenda\n", "# Agenda\n", "**Agenda**\n\n", "## What we do\n", ""]),
    ) {
        let mut next = 0;
        let text: Vec<String> = blocks.iter().map(|(kind, times)| block(*kind, times, &mut next)).collect();
        let markdown = format!("{heading}{}", text.join("\n"));
        let hours = Hours::between(time(9, 0, 0, 0), time(12, 0, 0, 0));
        let text = MarkdownText { file: "a.md".into(), text: markdown.clone().into(), places: vec![(0, 0)] };
        let written = body(&text, session_roles, Some(hours));
        let mut published = format!("{:?}", written.agenda);
        let mut show = |part: OutgoingReference<'_>| {
            if let OutgoingReference::Prose(prose) = part {
                published.extend([" ", &shown(prose)]);
            }
        };
        written.body.parts(&mut show);
        written.agenda.iter().for_each(|agenda| agenda.parts(&mut show));
        for number in 1..=next {
            let word = format!("word{number}");
            let is_there = published.match_indices(&word).any(|(at, _)| !published[at + word.len()..].starts_with(|c: char| c.is_ascii_digit()));
            proptest::prop_assert!(is_there, "{} is lost of\n{}", word, markdown);
        }
    }
}
