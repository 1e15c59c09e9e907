//! Timelines of hand-counted agendas.

use jiff::Zoned;
use jiff::civil::Time;

use super::{Packed, Timeline, timeline};
use crate::handbook::community::GroupSize;
use crate::handbook::schedule::Sitting;
use crate::handbook::{Agenda, Grouping, Minutes, RichText, Segment, SegmentKind, Spelling, Voice, fixture};
use crate::source::Span;

fn segment(minutes: Option<u32>, kind: Option<SegmentKind>, group: Option<Grouping>, bring: &[&str]) -> Segment {
    Segment {
        minutes: minutes.map(|value| Minutes { value, about: false }),
        kind,
        group,
        bring: bring.iter().map(|thing| (*thing).to_owned()).collect(),
        ..Segment::at(Span::whole(&"a.md".into()))
    }
}

fn agenda(segments: Vec<Segment>) -> Agenda {
    Agenda {
        spelling: Spelling::List,
        intro: RichText::default(),
        segments,
        outro: RichText::default(),
        zero: None,
        span: Span::whole(&"a.md".into()),
    }
}

fn sitting(start: &str, end: &str) -> Sitting {
    let at = |text: &str| text.parse::<Zoned>().unwrap();
    Sitting { number: 1, start: at(start), end: at(end), doors: at(start), surprise: None }
}

fn laid(agenda: &Agenda, sitting: &Sitting, size: (u32, u32)) -> Timeline {
    timeline(agenda, Some(sitting), Some(GroupSize { least: size.0, most: size.1 }), &fixture::book(Vec::new()))
}

fn clock(timeline: &Timeline) -> Vec<String> {
    let show = |time: &Option<Time>| time.map_or("-".into(), |time| time.strftime("%H:%M").to_string());
    timeline.segments.iter().map(|timed| format!("{} {}", show(&timed.start), show(&timed.end))).collect()
}

#[test]
fn minutes_shares_and_first_voice() {
    let agenda = agenda(vec![
        segment(Some(10), Some(SegmentKind::Welcome), None, &["lamp"]),
        segment(Some(20), Some(SegmentKind::Values), Some(Grouping::Of(4)), &["Lamp", "paper", "paper"]),
        segment(Some(15), Some(SegmentKind::Break), Some(Grouping::Pairs), &[]),
        segment(Some(15), None, None, &["paper"]),
    ]);
    let timeline =
        laid(&agenda, &sitting("2026-09-17T18:30[America/Halifax]", "2026-09-17T20:30[America/Halifax]"), (12, 16));
    assert_eq!(clock(&timeline), ["18:30 18:40", "18:40 19:00", "19:00 19:15", "19:15 19:30"]);
    assert_eq!((timeline.total, timeline.scheduled, timeline.first_voice), (60, Some(120), None));
    assert_eq!(timeline.shares, [], "a quarter of the minutes has no kind");
    assert_eq!(
        timeline.packing,
        [Packed { thing: "lamp".into(), segments: vec![0, 1] }, Packed { thing: "paper".into(), segments: vec![1, 3] }]
    );
    assert!(!timeline.incomplete);
}

#[test]
fn elapsed_minutes_across_a_clock_change_and_midnight() {
    let agenda = agenda(vec![segment(Some(90), None, None, &[]), segment(Some(90), None, None, &[])]);
    // The clocks go back at 2:00, so 0:30 to 2:30 is 180 minutes.
    let night = sitting("2026-11-01T00:30-03:00[America/Halifax]", "2026-11-01T02:30-04:00[America/Halifax]");
    let timeline = laid(&agenda, &night, (8, 8));
    assert_eq!(timeline.scheduled, Some(180));
    assert_eq!(clock(&timeline), ["00:30 01:00", "01:00 02:30"]);
    let late = sitting("2026-06-01T23:00[America/Halifax]", "2026-06-02T02:00[America/Halifax]");
    assert_eq!(clock(&laid(&agenda, &late, (8, 8))), ["23:00 00:30", "00:30 02:00"]);
}

#[test]
fn a_segment_without_minutes_stops_the_clock() {
    let agenda = agenda(vec![
        segment(Some(10), None, None, &[]),
        segment(None, None, None, &[]),
        segment(Some(5), Some(SegmentKind::Everyone), None, &[]),
    ]);
    let timeline = laid(&agenda, &sitting("2026-06-01T10:00[UTC]", "2026-06-01T11:00[UTC]"), (8, 8));
    assert_eq!(clock(&timeline), ["10:00 10:10", "10:10 -", "- -"]);
    assert!(timeline.incomplete);
    assert_eq!((timeline.total, timeline.first_voice), (15, None));
}

#[test]
fn rooms_round_up_and_an_odd_pair_becomes_a_trio() {
    let agenda = agenda(vec![
        segment(Some(10), Some(SegmentKind::Breakout), Some(Grouping::Of(4)), &[]),
        segment(Some(10), Some(SegmentKind::Pairs), Some(Grouping::Pairs), &[]),
        segment(Some(10), Some(SegmentKind::Breakout), Some(Grouping::Count(3)), &[]),
        segment(Some(10), Some(SegmentKind::Breakout), None, &[]),
        segment(Some(12), Some(SegmentKind::Everyone), None, &[]),
    ]);
    let timeline = laid(&agenda, &sitting("2026-06-01T10:00[UTC]", "2026-06-01T11:00[UTC]"), (13, 16));
    let rooms: Vec<_> = timeline.segments.iter().map(|timed| timed.rooms).collect();
    assert_eq!(rooms, [Some((4, 4)), Some((6, 8)), Some((3, 3)), None, None]);
    assert_eq!(timeline.segments[4].seconds_each, Some((45, 55)));
    assert_eq!(timeline.segments[0].seconds_each, None);
}

/// Returns segments with that written start, end and length.
fn written(parts: &[(Option<i32>, Option<i32>, Option<u32>)]) -> Agenda {
    let segments = parts.iter().map(|(start, end, minutes)| Segment {
        start: *start,
        end: *end,
        ..segment(*minutes, None, None, &[])
    });
    agenda(segments.collect())
}

/// Lists the start, the end, the gap before, whether it runs beside the one before, and the minutes that it adds to the
/// sum.
fn placed(agenda: &Agenda) -> Vec<String> {
    let day = sitting("2026-06-01T09:00[UTC]", "2026-06-01T15:00[UTC]");
    let show = |minute: Option<i32>| minute.map_or("-".to_owned(), |minute| minute.to_string());
    let all = laid(agenda, &day, (8, 8)).segments.into_iter().map(|timed| {
        let placed = timed.placed;
        let beside = if placed.is_beside { " beside" } else { "" };
        format!("{}-{} gap {} +{}{beside}", show(placed.start), show(placed.end), placed.gap, placed.fresh)
    });
    all.collect()
}

#[test]
fn a_written_time_holds_and_lengths_fill_what_is_between() {
    // A gap, and an afternoon that begins when it was written to.
    let gap = written(&[(Some(0), Some(30), None), (Some(30), Some(180), None), (Some(240), None, None)]);
    assert_eq!(placed(&gap), ["0-30 gap 0 +30", "30-180 gap 0 +150", "240-360 gap 60 +120"]);
    // Two at once, and what follows them.
    let two = written(&[(Some(0), Some(90), None), (Some(0), Some(60), None), (Some(90), None, Some(10))]);
    assert_eq!(placed(&two), ["0-90 gap 0 +90", "0-60 gap 0 +0 beside", "90-100 gap 0 +10"]);
    // Starts alone end where the next one begins, those of two at once where the one after them does.
    let starts =
        written(&[(Some(15), None, None), (Some(30), None, None), (Some(30), None, None), (Some(120), None, None)]);
    assert_eq!(
        placed(&starts),
        ["15-30 gap 0 +15", "30-120 gap 0 +90", "30-120 gap 0 +0 beside", "120-360 gap 0 +240"]
    );
    // A length before the next start leaves a gap; without one, what is not known stays so up to the next start.
    let lengths =
        written(&[(Some(0), None, Some(10)), (Some(15), None, None), (None, None, None), (Some(60), None, Some(5))]);
    assert_eq!(placed(&lengths), ["0-10 gap 0 +10", "15-- gap 5 +0", "--- gap 0 +0", "60-65 gap 0 +5"]);
    // The last part runs on only where nothing else says when it is over.
    let last = written(&[(None, None, Some(10)), (None, None, None)]);
    assert_eq!(placed(&last), ["0-10 gap 0 +10", "10-- gap 0 +0"]);
    // What begins before the session does so on the page, too, and takes none of its time.
    let early = written(&[(Some(-60), None, Some(10)), (Some(-50), Some(0), None)]);
    assert_eq!(placed(&early), ["-60--50 gap 0 +0", "-50-0 gap 0 +0"]);
    // No gap is shown over a night.
    let days = written(&[(Some(0), Some(360), None), (Some(1440), Some(1500), None)]);
    assert_eq!(placed(&days), ["0-360 gap 0 +360", "1440-1500 gap 0 +60"]);
}

#[test]
fn the_length_of_a_session_says_nothing_of_a_further_day() {
    let evening = sitting("2026-11-19T19:00-04:00[America/Halifax]", "2026-11-19T21:00-04:00[America/Halifax]");
    let is_longer = |minute| laid(&written(&[(Some(0), None, None), (Some(minute), None, None)]), &evening, (4, 4));
    assert!(is_longer(840).has_further_days());
    assert!(!is_longer(150).has_further_days());
}

#[test]
fn a_written_clock_time_is_shown_on_a_night_when_clocks_change() {
    // They go back at 2:00, so that 3:00 on the wall is 210 minutes after 0:30.
    let night = sitting("2026-11-01T00:30-03:00[America/Halifax]", "2026-11-01T04:00-04:00[America/Halifax]");
    let agenda = written(&[(Some(0), None, None), (Some(150), None, Some(30))]);
    let timeline = laid(&agenda, &night, (8, 8));
    assert_eq!(clock(&timeline), ["00:30 03:00", "03:00 03:30"]);
    assert_eq!(timeline.segments[0].minutes, Some(210));
}

#[test]
fn who_speaks_is_said_where_four_fifths_of_the_minutes_have_a_kind() {
    let of = |marked: u32, unmarked: u32| {
        let agenda = agenda(vec![
            segment(Some(marked), Some(SegmentKind::Everyone), None, &[]),
            segment(Some(unmarked), None, None, &[]),
        ]);
        laid(&agenda, &sitting("2026-06-01T10:00[UTC]", "2026-06-01T11:00[UTC]"), (8, 8))
    };
    let (marked, unmarked) = (of(40, 10), of(39, 11));
    assert!(marked.is_marked && !unmarked.is_marked);
    assert_eq!((marked.first_voice, unmarked.first_voice), (Some(0), None));
    assert_eq!(marked.shares, [(Voice::Everyone, 40), (Voice::Unmarked, 10)]);
    assert_eq!(unmarked.shares, []);
}
