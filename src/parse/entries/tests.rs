//! What is said about front matter and fields, word for word: each line is place, code, message, help and what the
//! message points at.

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use crate::handbook::Session;
use crate::handbook::session::{DoorsOpen, End, Every, When};
use crate::parse::{Entry, Parsed, parse};
use crate::source::Source;

fn read(path: &str, text: &str) -> Parsed {
    parse(&Source { path: path.into(), text: text.to_owned() })
}

/// What is said about each of `texts`, with a blank line between them.
fn said(path: &str, texts: &[&str]) -> String {
    let mut out = String::new();
    for (number, text) in texts.iter().enumerate() {
        out += if number == 0 { "" } else { "\n" };
        for diagnostic in read(path, text).diagnostics {
            let span = diagnostic.span.expect("a place");
            let before = &text[..span.range().start];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let help = diagnostic.help.unwrap_or_default();
            out += &format!("{line}:{column} {} {}\n", diagnostic.code, diagnostic.message);
            out += &format!("    at {:?}; {help}\n", &text[span.range()]);
        }
    }
    out
}

#[test]
fn broken_values() {
    let texts = [
        "---\ntitle: *hello*\ndate: 2026-12-10\n---\n",
        "---\ntitle: @hello\n---\n",
        "---\ntitle: \"Who\" gets\n---\n",
        "---\ntitle: \"Who\ndate: 2026-12-10\n---\n",
        "---\ntitle: A\ndate:2026-11-19\ntime: 7-9 pm\n---\n",
        "---\ntitle: A\n   date: 2026-11-19\n---\n",
        "---\ntitle: A\nfoo\ndate: 2026-11-19\n---\n",
        "---\ntitle: [draft] Foo\ndate: 2026-11-19\n---\n",
        "---\nreadings: [a, b\ntitle: A\n---\n",
        "---\njust words\n---\n",
        "---\n- a\n- b\n---\n",
        "---\ntitle: !!int foo\n---\n",
        "---\ntitle: A: &x [*x, !!binary ~~]\n? a : b\n---\n",
        "---\ntitle: 'it's'\n---\n",
        "---\ntitle: >>\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
2:8 front-matter-broken A value cannot begin with `*`.
    at "*"; Put quotation marks around it: `title: "*hello*"`.

2:8 front-matter-broken A value cannot begin with `@`.
    at "@"; Put quotation marks around it: `title: "@hello"`.

2:8 front-matter-broken There is text after the closing quotation mark.
    at "/"Who/" gets"; Put quotation marks around it: `title: '"Who" gets'`.

2:8 front-matter-broken The quotation mark `"` that opens here is never closed.
    at "/""; Add `"` at the end of the value, or leave both marks out.

3:1 front-matter-broken A blank is missing after the colon of `date`.
    at "date:"; Write `date: 2026-11-19`.

3:4 front-matter-broken This line does not begin below the others that it belongs to.
    at "date: 2026-11-19"; Begin all fields at the same column, and lists and their fields two blanks further in.

3:1 front-matter-broken This line should be a field: a name, a colon, a blank and a value.
    at "foo"; Write `name: value`; if the line belongs to the one above, indent it by two blanks.

2:8 front-matter-broken A value that begins with `[` is read as a list.
    at "[draft] Foo"; Put quotation marks around it: `title: "[draft] Foo"`.

2:11 front-matter-broken The bracket `[` that opens here is never closed.
    at "["; Add `]` where the list ends.

2:1 front-matter-broken Between the two lines of hyphens, each line should be a field: a name, a colon and a value.
    at "just words"; Write fields such as `title: Finding each other`, or take the lines of hyphens out.

2:1 front-matter-broken Between the two lines of hyphens, each line should be a field: a name, a colon and a value.
    at "- a/n- b"; Write fields such as `title: Finding each other`, or take the lines of hyphens out.

2:8 front-matter-broken A value cannot begin with `!`.
    at "!"; Put quotation marks around it: `title: "!!int foo"`.

2:8 colon-quoted This value has a colon in it and was read as one text.
    at "A: &x [*x, !!binary ~~]"; Put quotation marks around it to be safe: `title: "A: &x [*x, !!binary ~~]"`.
3:3 front-matter-broken This line should be a field: a name, a colon, a blank and a value.
    at "a : b"; Write `name: value`, or take the line out.
1:1 missing-field This session has no `date` and no `time`.
    at "---"; Add `date: ...` and `time: ...` to its fields.

2:8 front-matter-broken There is text after the closing quotation mark.
    at "'it's'"; Put quotation marks around it: `title: "it's"`.

2:8 front-matter-broken A value cannot begin with `>`.
    at ">"; Put quotation marks around it: `title: ">>"`.

"#]]
    );
}

#[test]
fn forgiven() {
    let texts = [
        "---\ntitle: A\nbring:\n\t- a cup\ndate: 2026-12-10\ntime: 7-9 pm\n---\n",
        "---\ntitle: “Who: is: here”\nbring: [“a, b”, c]\nfacilitators: anna, bob\ndate:\u{a0}2026-12-10\ntime: 7–9 pm\n---\n",
        "—\nTitle: A\nDATE: 2026-12-10\ntime: 11 pm - 1 am\n---\nx",
        "\r\n---\r\ntitle: A\r\ndate: 2026-12-10\r\ntime: 18:00\r\nlength: 1h30\r\nDoors open: 10 minutes before\r\n---\r\nx",
        "---\ntitle: |\n  Two\n  lines\ndate: To be decided\n...\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"





"#]]
    );
}

#[test]
fn colons() {
    let texts = [
        "---\ntitle: Who gets \"heard\"?: voices\ndate: 2026-12-10\ntime: 7-9 pm\nsnack: tea: green\nbring:\n  - one: two\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
2:8 colon-quoted This value has a colon in it and was read as one text.
    at "Who gets /"heard/"?: voices"; Put quotation marks around it to be safe: `title: "Who gets /"heard/"?: voices"`.
5:8 colon-quoted This value has a colon in it and was read as one text.
    at "tea: green"; Put quotation marks around it to be safe: `snack: "tea: green"`.
7:5 colon-quoted This value has a colon in it and was read as one text.
    at "one: two"; Put quotation marks around it to be safe: `- "one: two"`.

"#]]
    );
}

#[test]
fn unclosed() {
    let texts = ["---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\n\n## Purpose\nx\n"];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
1:1 front-matter-unclosed The fields begin at this line of hyphens, but no second line of hyphens ends them.
    at "---"; Add a line `---` between the last field and the text.

"#]]
    );
}

#[test]
fn missing() {
    let texts = ["", "---\n---\n", "---\ntitle:\ndate: 2026-12-10\n---\n"];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
1:1 missing-field This session has no `title`, no `date` and no `time`.
    at ""; Begin the file with a line `---`, then `title: ...`, `date: ...` and `time: ...`, each on its own line, then another line `---`.

1:1 missing-field This session has no `title`, no `date` and no `time`.
    at "---"; Add `title: ...`, `date: ...` and `time: ...` to its fields.

1:1 missing-field This session has no `title` and no `time`.
    at "---"; Add `title: ...` and `time: ...` to its fields.

"#]]
    );
}

#[test]
fn unknown_and_twice() {
    let texts = ["---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\nfacilitator: a\nmood: good\nTime: 8-9 pm\n---\n"];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
7:1 key-twice `time` is written twice.
    at "Time"; Keep the one that is right and take the other out.
5:1 unknown-field A session has no field `facilitator`. Did you mean `facilitators`?
    at "facilitator"; Write `facilitators:`, or take the line out.
6:1 unknown-field A session has no field `mood`.
    at "mood"; Take the line out, or put what it says into the text.

"#]]
    );
}

#[test]
fn times() {
    let texts = [
        "---\ntitle: A\ndate: 2026-02-30\ntime: 25:00 - 26:00\n---\n",
        "---\ntitle: A\ndate: 19 November\ntime: soon\n---\n",
        "---\ntitle: A\ndate: 2026-13-01\ntime: 7 pm\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 7 pm - 7 pm\ntimezone: Halifax\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 8 pm - 6 pm\ntimezone: Moon/Base\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\nlength: 90 min\ndoors_open: soon\n---\n",
        "---\ntitle: A\ndate: week of 2026-11-31\n---\n",
        "---\ntitle: A\ndate: to be decided\nrepeats: {every: 2 weks, until: 2026-02-30, except: 2026-11-26}\nalso_offered: [{date: 2026-12-11}, x]\noccurrence_of: {date: 2026-12-01}\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
3:7 impossible-date There is no day `2026-02-30`; that month ends on 2026-02-28.
    at "2026-02-30"; Write the day as year, month, day: `2026-11-19`.
4:7 impossible-time There is no clock time `25:00`.
    at "25:00"; Write it like this: `time: 6:30 pm - 8:00 pm`.

3:7 wrong-type `date` should be a day such as 2026-11-19, not `19 November`.
    at "19 November"; Write it like this: `date: 2026-11-19`.
4:7 wrong-type `time` should be a clock time, not `soon`.
    at "soon"; Write it like this: `time: 6:30 pm - 8:00 pm`.

3:7 impossible-date There is no day `2026-13-01`; a year has months 01 to 12.
    at "2026-13-01"; Write the day as year, month, day: `2026-11-19`.
4:7 start-alone The time has a start but no end.
    at "7 pm"; Write both, such as `time: 19:00 to 20:30`, or add `length: 90 minutes`.

4:7 dates-in-order The session ends when it starts.
    at "7 pm - 7 pm"; Write the earlier time first, with am or pm where it could be either.
5:11 timezone-unknown There is no time zone `Halifax`. Did you mean `America/Halifax`?
    at "Halifax"; Write the continent and the nearest large city: `America/Halifax`.

4:7 dates-in-order The session ends before it starts.
    at "8 pm - 6 pm"; Write the earlier time first, with am or pm where it could be either.
5:11 timezone-unknown There is no time zone `Moon/Base`.
    at "Moon/Base"; Write the continent and the nearest large city: `America/Halifax`.

5:9 dates-in-order `length` says 90 minutes, but `time` makes 120 minutes.
    at "90 min"; Keep the one that is right; where `time` has an end, `length` is not needed.
6:13 wrong-type `doors_open` should be a clock time, not `soon`.
    at "soon"; Write it like this: `doors_open: 6:15 pm`.

3:15 impossible-date There is no day `2026-11-31`; that month ends on 2026-11-30.
    at "2026-11-31"; Write the day as year, month, day: `2026-11-19`.

5:16 missing-field This sitting has no `time`.
    at "{date: 2026-12-11}"; Add `time: ...` to its fields.
5:36 wrong-type `also_offered` should be a date with a time, not `x`.
    at "x"; Write it like this: `also_offered: {date: 2026-11-20, time: 10 am - 11:30 am}`.
4:18 wrong-type `every` should be a number of weeks or months, not `2 weks`.
    at "2 weks"; Write it like this: `every: 2 weeks`.
4:33 impossible-date There is no day `2026-02-30`; that month ends on 2026-02-28.
    at "2026-02-30"; Write the day as year, month, day: `2026-11-19`.
6:16 missing-field `occurrence_of` has no `id`.
    at "{date: 2026-12-01}"; Add `id: ...` to its fields.

"#]]
    );
}

#[test]
fn wrong_types() {
    let texts = [
        "---\ntitle: [a, b]\ndate: 2026-12-10\ntime: 7-9 pm\nstatus: canceld\nwhere: [a, b, online]\nreadings: [{a: b}, c, [d]]\ndraft: maybe\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\nnotes: javascript:alert(1)\nslides: //x/y\nignore: [a]\nreview_by: soon\nchanges: [x, {yesterday: y}]\nowner: {a: b, c: d}\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
2:8 wrong-type `title` should be a text, not a list.
    at "[a, b]"; Write it like this: `title: some words`.
8:8 wrong-type `draft` should be `yes` or `no`, not `maybe`.
    at "maybe"; Write it like this: `draft: yes`.
6:12 wrong-type A session has one venue, and this is a second one.
    at "b"; Keep one venue; `online` may stand beside it.
5:9 wrong-type `status` cannot be `canceld`. Did you mean `cancelled`?
    at "canceld"; Write `planned`, `confirmed`, `cancelled` or `done`.

10:8 wrong-type `owner` should be a text, not a group of fields.
    at "{a: b, c: d}"; Write it like this: `owner: some words`.
8:12 wrong-type `review_by` should be a day such as 2026-11-19, not `soon`.
    at "soon"; Write it like this: `review_by: 2026-11-19`.
7:9 wrong-type `ignore` should be a check's name with its reason, not a list.
    at "[a]"; Write it like this: `ignore: {everyone-speaks-early: "silent retreat"}`.
9:11 wrong-type `changes` should be a day with what changed, not `x`.
    at "x"; Write it like this: `- 2026-11-02: moved from 12 November`.
9:15 wrong-type `changes` should be a day such as 2026-11-19, not `yesterday`.
    at "yesterday"; Write it like this: `- 2026-11-02: moved from 12 November`.
5:8 link-scheme Links may not begin with `javascript:`, so readers could not follow this one.
    at "javascript:alert(1)"; Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.
6:9 link-scheme This address begins with `//` and does not say how to reach it.
    at "//x/y"; Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.

"#]]
    );
}

#[test]
fn lists() {
    let text = "- name: A B\n  role: guest\n- id: ../x\n  name: X\n  role: guest\n- id: ok\n  nam: Y\n  text: |\n    Hello.\n\n    <b>x</b>\n- foo\n";
    assert_data_eq!(
        said("people.yml", &[text]),
        str![[r#"
11:5 raw-html `<b>` is HTML, which readers will see as it is written here.
    at "<b>"; Take the tag out and say it in Markdown, such as `**bold**`, `*italic*` or a blank line.
1:3 missing-field This person has no `id`.
    at "name"; Add `id: ...` to its fields.
3:7 wrong-type An `id` should be a plain name without signs such as `/`.
    at "../x"; Use letters, digits and hyphens: `id: bellwood-library`.
7:3 unknown-field A person has no field `nam`. Did you mean `name`?
    at "nam"; Write `name:`, or take the line out.
6:3 missing-field This person has no `role`.
    at "id"; Add `role: ...` to its fields.
12:3 wrong-type `person` should be a group of fields, not `foo`.
    at "foo"; Write it like this: `- id: a-name`.

"#]]
    );
}

#[test]
fn no_list() {
    let text = "hall: {name: Hall}\n";
    assert_data_eq!(
        said("venues.yml", &[text]),
        str![[r#"
1:1 wrong-type `venues` should be a list, each item beginning with a hyphen, not a field of its own.
    at "hall: {name: Hall}"; Write it like this: `- id: a-name`.

"#]]
    );
}

#[test]
fn community() {
    let text = "name: X\ntimezone: America/Halifx\nlanguage: english!\ncontact: me\ngroup_size: lots\nclock: 13\nchecks: {ignore: {a: }, gap_weeks: x}\ncalendar: {reminders: [soon, 1 week], times: zulu, foo: 1}\nwebsite: tidepool.example\nwhere_we_talk: [{use: x}]\nwords: {sesion: x}\n";
    assert_data_eq!(
        said("community.yml", &[text]),
        str![[r#"
2:11 timezone-unknown There is no time zone `America/Halifx`. Did you mean `America/Halifax`?
    at "America/Halifx"; Write the continent and the nearest large city: `America/Halifax`.
3:11 wrong-type `language` should be a language tag such as `en` or `pt-BR`, not `english!`.
    at "english!"; Write it like this: `language: en`.
9:10 wrong-type `website` should be an address that begins with https, not `tidepool.example`.
    at "tidepool.example"; Write it like this: `website: https://tidepool.example.org`.
4:10 wrong-type `contact` should be a group of fields, not `me`.
    at "me"; Write it like this: `contact: {name: Marisol Quennell, email: name@example.org}`.
5:13 wrong-type `group_size` should be a number of people, not `lots`.
    at "lots"; Write it like this: `group_size: 12 to 16`.
10:17 missing-field This place to talk has no `name`.
    at "{use: x}"; Add `name: ...` to its fields.
11:9 unknown-field `words` has no field `sesion`. Did you mean `session`?
    at "sesion"; Write `session:`, or take the line out.
8:24 wrong-type `reminders` should be a number of days before, not `soon`.
    at "soon"; Write it like this: `reminders: [7 days, 2 days]`.
8:46 wrong-type `times` cannot be `zulu`.
    at "zulu"; Write `zoned` or `utc`.
8:52 unknown-field `calendar` has no field `foo`.
    at "foo"; Take the line out, or put what it says into the text.
6:8 wrong-type `clock` should be `12` or `24`, not `13`.
    at "13"; Write it like this: `clock: 24`.
7:19 missing-field `a` has no reason.
    at "a"; Say why: `a: "silent retreat"`.
7:36 wrong-type `gap_weeks` should be a whole number, not `x`.
    at "x"; Write it like this: `gap_weeks: 6`.

"#]]
    );
}

#[test]
fn an_empty_community() {
    let text = "";
    assert_data_eq!(
        said("community.yml", &[text]),
        str![[r#"
1:1 missing-field This community has no `name` and no `timezone`.
    at ""; Add `name: ...` and `timezone: ...` to its fields.

"#]]
    );
}

#[test]
fn methods() {
    let text = "---\nkind: evryone\nminutes: many\ngroup: crowds\n---\n";
    assert_data_eq!(
        said("methods/a.md", &[text]),
        str![[r#"
2:7 unknown-kind There is no kind `evryone`. Did you mean `everyone`?
    at "evryone"; Use one of these: welcome, everyone, pairs, breakout, discussion, talk, reading, reflection, share back, values, practice, break, close, tech, groups of 4.
3:10 wrong-type `minutes` should be a number of minutes, not `many`.
    at "many"; Write it like this: `minutes: 15`.
4:8 wrong-type `group` should be `whole group`, `pairs` or `groups of` a number, not `crowds`.
    at "crowds"; Write it like this: `group: groups of 4`.

"#]]
    );
}

#[test]
fn roster() {
    let text = "nam,email\n,x@example.org\n";
    assert_data_eq!(
        said("private/roster.csv", &[text]),
        str![[r#"
1:1 roster-broken Column 1 has an unknown name. Did you mean `name`?
    at ""; Write `name` in the first line.

"#]]
    );
}

#[test]
fn a_member_without_a_name() {
    let text = "name;email\n;x@example.org\nZora;z@example.org\n";
    assert_data_eq!(
        said("private/roster.csv", &[text]),
        str![[r#"
1:1 roster-broken Line 2: this member has no `name`.
    at ""; Write the member's name into the first column, or take the line out.

"#]]
    );
}

#[test]
fn expenses() {
    let text = "date,session,item,category,amount,receipt\n2026-02-30,a,b,c,1.00,\n2026-02-20,a,b,c,one,\n2026-02-20,a,b,c,\"1,058.40\",\n";
    assert_data_eq!(
        said("private/records/expenses.csv", &[text]),
        str![[r#"
1:1 expenses-broken Line 2: the `date` does not exist.
    at ""; Write the day as year, month, day.
1:1 expenses-broken Line 3: the `amount` should be a number such as 58.40.
    at ""; Write the amount without a currency.

"#]]
    );
}

#[test]
fn attendance() {
    let text = "name,2026-12-03\nZora,perhaps\n,x\n";
    assert_data_eq!(
        said("private/records/attendance.csv", &[text]),
        str![[r#"
1:1 attendance-broken Line 2: the mark in column 2 says neither present nor away.
    at ""; Use `x`, `yes`, `late` or `online` for present, and nothing, `-` or `no` for away.
1:1 attendance-broken Line 3: this line has no name.
    at ""; Write the member's name into the first column, or take the line out.

"#]]
    );
}

fn session(text: &str) -> Session {
    match read("sessions/01 first.md", text).entries.pop() {
        Some(Entry::Session(session, _)) => *session,
        other => panic!("a session, not {other:?}"),
    }
}

fn values<T: AsRef<str>>(located: impl IntoIterator<Item = crate::source::Located<T>>) -> Vec<String> {
    located.into_iter().map(|one| one.value.as_ref().to_owned()).collect()
}

#[test]
fn what_was_meant_is_read() {
    let text = "---\nTitle: “Who: is: here”\nbring: [“a, b”, c]\nsnack: tea; bread\nfacilitators: anna, bob\n\
                date:\u{a0}2026-12-10\ntime: 7–9 pm\nDoors open: 10 minutes before\nwhere: [hall, online]\n\
                readings:\n  - a: chapters 1 and 2\n  - b\nchanges:\n  - 2026-11-02: moved: from 12\n\
                repeats: {every: month, until: 2027-05-01, except: 2026-12-24}\nstatus: Canceled\n---\n";
    let session = session(text);
    assert_eq!(session.meta.title, "Who: is: here");
    assert_eq!(session.meta.address, "sessions/01-first.html");
    assert_eq!(&*session.meta.id, "01 first");
    assert_eq!(session.bring, ["a, b", "c"]);
    assert_eq!(session.snack, ["tea", "bread"]);
    let facilitators = session.facilitators.unwrap();
    assert_eq!(&text[facilitators[1].span.range()], "bob");
    let When::On(meeting) = session.when.value else { panic!("a date") };
    assert_eq!(meeting.date.to_string(), "2026-12-10");
    assert_eq!(meeting.times.end, End::At(jiff::civil::time(21, 0, 0, 0)));
    assert_eq!(session.doors_open.unwrap().value, DoorsOpen::Before(10));
    let place = session.place.unwrap();
    assert!(place.online && place.venue.is_some_and(|venue| &*venue.value == "hall"));
    assert_eq!(session.readings[0].part.as_deref(), Some("chapters 1 and 2"));
    assert_eq!(values(session.readings.into_iter().map(|used| used.reading)), ["a", "b"]);
    assert_eq!(session.changes[0].text, "moved: from 12");
    assert_eq!(session.repeats.unwrap().value.every, Every::Months(1));
}

#[test]
fn a_list_and_a_folder_mean_the_same() {
    let show = |path: &str, text: &str| match read(path, text).entries.pop() {
        Some(Entry::Person(person)) => {
            format!("{} {} {} {}", person.meta.id, person.meta.address, person.meta.title, person.body.summary.html)
        }
        other => format!("{other:?}"),
    };
    let file = show("people/wren.md", "---\nname: Wren\nrole: guest\n---\nHello *you*.\n");
    let item = show("people.yml", "- id: wren\n  name: Wren\n  role: guest\n  text: |\n    Hello *you*.\n");
    assert_eq!(file, item);
}

#[test]
fn a_reading_without_a_text_is_a_line_of_the_list() {
    let address = |text: &str| match read("readings/a b.md", text).entries.pop() {
        Some(Entry::Reading(reading)) => reading.meta.address,
        other => format!("{other:?}"),
    };
    assert_eq!(address("---\ncite: A\n---\n"), "readings/index.html#a-b");
    assert_eq!(address("---\ncite: A\n---\nWords.\n"), "readings/a-b.html");
}

#[test]
fn values_in_both_shapes_of_a_list() {
    let titles = |text: &str| match read("values.yml", text).entries.pop() {
        Some(Entry::Values(values)) => {
            values.items.iter().map(|value| format!("{} {}", value.id, value.title)).collect()
        }
        other => vec![format!("{other:?}")],
    };
    let list = "- {title: Be kind, text: Always.}\n- title: Be kind\n";
    assert_eq!(titles(list), ["be-kind Be kind", "be-kind-1 Be kind"]);
    let indented = list.replace("- ", "  - ");
    assert_eq!(titles(&format!("status: agreed\nitems:\n{indented}")), ["be-kind Be kind", "be-kind-1 Be kind"]);
}

#[test]
fn paragraphs_flow_as_they_were_meant() {
    let about = |text: &str| match read("community.yml", text).entries.pop() {
        Some(Entry::Community(community)) => community.about,
        _ => None,
    };
    let expected = Some("one two\n\nthree".to_owned());
    assert_eq!(about("name: X\ntimezone: UTC\nabout: >\n  one\n  two\n\n  three\n"), expected);
    assert_eq!(about("name: X\ntimezone: UTC\nabout: |\n  one two\n\n  three\n"), expected);
}

/// Pieces of files, right and wrong.
const PIECES: [&str; 40] = [
    "---\n",
    "...",
    "—",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\u{a0}",
    "- ",
    ": ",
    ":",
    "title",
    "date",
    "time",
    "id",
    "text",
    "where",
    "|",
    ">",
    "\n  ",
    "“",
    "”",
    "’",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!x",
    "#",
    " # ",
    "2026-02-30",
    "7-9 pm",
    "ü",
    "week of ",
    "<<",
    "?",
];

proptest! {
    #[test]
    fn no_file_is_too_odd(pieces in prop::collection::vec(0usize..PIECES.len(), 0..40), fenced: bool, kind in 0usize..6) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        let text = if fenced { format!("---\n{text}\n---\nwords\n") } else { text };
        let path = ["sessions/a.md", "people.yml", "community.yml", "values.yml", "private/roster.csv", "readings/a.md"][kind];
        for diagnostic in read(path, &text).diagnostics {
            let span = diagnostic.span.expect("a place");
            prop_assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
        }
    }
}
