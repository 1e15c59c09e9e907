//! Messages about front matter, each as place, code, words, what it points at, and help.

use snapbox::{assert_data_eq, str};

use super::said;

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

3:1 front-matter-broken A space is missing after the colon of `date`.
    at "date:"; Write `date: 2026-11-19`.

3:4 front-matter-broken This line does not begin in the same column as the lines that it belongs to.
    at "date: 2026-11-19"; Begin all fields at the same column, and lists and their fields two spaces further in.

3:1 front-matter-broken This line should be a field: a name, a colon, a space and a value.
    at "foo"; Write `name: value`; if the line belongs to the one above, indent it by two spaces.

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
3:3 front-matter-broken This line should be a field: a name, a colon, a space and a value.
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
        str![[r"





"]]
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
fn a_colon_in_a_text_of_several_lines() {
    let texts = [
        "---\ntitle: A\nsnack: We meet once a month: on Mondays\n  and bring a cup\ndate: 2026-12-10\ntime: 7-9 pm\n---\n",
        "---\ntitle: A\nsnack: We meet once a month\n  on one day: Monday\ndate: 2026-12-10\ntime: 7-9 pm\n---\n",
        "---\ntitle: A\nsnack: We meet:\n  on Monday,\n  with a cup\ndate: 2026-12-10\ntime: 7-9 pm\n---\n",
        "---\ntitle: A\nchanges:\n  - 2026-12-01: a: b\n    c\ndate: 2026-12-10\ntime: 7-9 pm\n---\n",
        "---\ntitle: A: a\n  b: c\n  d e\ndate: 2026-12-10\ntime: 7-9 pm\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
3:28 front-matter-broken Handbound read this colon as the end of a field's name, but it is part of a text.
    at ":"; Write `snack: >` and begin the text on the next line, indented by two more spaces, or put quotation marks around all of it.

4:13 front-matter-broken Handbound read this colon as the end of a field's name, but it is part of a text.
    at ":"; Write `snack: >` and begin the text on the next line, indented by two more spaces, or put quotation marks around all of it.

3:15 front-matter-broken Handbound read this colon as the end of a field's name, but it is part of a text.
    at ":"; Write `snack: >` and begin the text on the next line, indented by two more spaces, or put quotation marks around all of it.

4:18 front-matter-broken Handbound read this colon as the end of a field's name, but it is part of a text.
    at ":"; Write `- 2026-12-01: >` and begin the text on the next line, indented by two more spaces, or put quotation marks around all of it.

3:3 front-matter-broken This line does not begin in the same column as the lines that it belongs to.
    at "b: c"; Begin all fields at the same column, and lists and their fields two spaces further in.

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
fn a_quotation_mark_left_open_above_another() {
    let texts = [
        "---\ntitle: \"An ordinary moment\ndate: 2026-12-10\ntime: \"19:30\"\n---\n",
        "---\ntitle: 'Our evening\ndate: 2026-12-10\nbring: the children's cups\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
2:8 front-matter-broken The quotation mark `"` that opens here is never closed.
    at "/""; Add `"` at the end of the value, or leave both marks out.

2:8 front-matter-broken The quotation mark `'` that opens here is never closed.
    at "'"; Add `'` at the end of the value, or leave both marks out.

"#]]
    );
}

#[test]
fn a_number_with_its_hash() {
    let texts = ["---\ntitle: Evening #2: voices # the second\ndate: to be decided # so far\n---\n"];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
2:8 hash-quoted This value has a `#` in it, which could begin a comment; it was read as one text.
    at "Evening #2: voices"; Put quotation marks around it to be safe: `title: "Evening #2: voices"`.

"#]]
    );
}
