//! Messages about the values of fields, each as place, code, words, what it points at, and help.

use snapbox::{assert_data_eq, str};

use super::said;

#[test]
fn times_without_am_or_pm() {
    let texts = [
        "---\ntitle: A\ndate: 2026-12-10\ntime: 1:00 - 2:30\ndoors_open: 12:45\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 6:30\nlength: 90 min\ndoors_open: 6:15\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 6:30\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 12:30 - 1:30\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 6:30 – 8 p\n---\n",
        "---\ntitle: A\ndate: 2026-12-10\ntime: 7:30 - 9:00\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
4:7 time-unclear `1:00 - 2:30` has no am or pm, so it may be in the morning or later in the day.
    at "1:00 - 2:30"; Write `time: 1:00 - 2:30 pm` if it is later in the day, or `time: 01:00 - 02:30` if the morning is right.

4:7 time-unclear `6:30` has no am or pm, so it may be in the morning or later in the day.
    at "6:30"; Write `time: 6:30 pm` if it is later in the day, or `time: 06:30` if the morning is right.
6:13 time-unclear `6:15` has no am or pm, so it may be in the morning or later in the day.
    at "6:15"; Write `doors_open: 6:15 pm` if it is later in the day, or `doors_open: 06:15` if the morning is right.

4:7 start-alone The time has a start but no end.
    at "6:30"; Write both, such as `time: 18:30 to 20:00`, or add `length: 90 minutes`.

4:7 dates-in-order The session ends before it starts.
    at "12:30 - 1:30"; Write `time: 12:30 - 1:30 pm` if you mean the afternoon; otherwise write the earlier time first.

4:7 wrong-type `time` should be a start and an end, not `6:30 – 8 p`.
    at "6:30 – 8 p"; Write it like this: `time: 6:30 – 8 pm`.


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
4:7 wrong-type `time` should be a start and an end, not `soon`.
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
    at "Moon/Base"; Write the continent and the largest city that has your time, such as `Europe/Dublin` or `America/Halifax`.

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
        "---\ntitle: A\ndate: 2026-12-10\ntime: 7-9 pm\nnotes: javascript:alert(1)\nslides: //x/y\nignore: [a]\nreview_by: soon\nchanges: [x, {yesterday: y}, {2026-11-02: {moved: 2026-11-12}}, {2026-11-02: {moved_from: Tuesday}}]\nowner: {a: b, c: d}\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
2:8 wrong-type `title` should be a text, not a list.
    at "[a, b]"; Write it like this: `title: some words`.
8:8 wrong-type `draft` should be `yes` or `no`, not `maybe`.
    at "maybe"; Write it like this: `draft: yes`.
6:12 wrong-type A session has one venue, and this is a second one.
    at "b"; Keep one venue; you may add `online` to it.
5:9 wrong-type `status` cannot be `canceld`. Did you mean `cancelled`?
    at "canceld"; Write `planned`, `confirmed`, `cancelled` or `done`.

10:8 wrong-type `owner` should be a text, not a group of fields.
    at "{a: b, c: d}"; Write it like this: `owner: some words`.
8:12 wrong-type `review_by` should be a day such as 2026-11-19, not `soon`.
    at "soon"; Write it like this: `review_by: 2026-11-19`.
7:9 wrong-type `ignore` should be a check's name with its reason, not a list.
    at "[a]"; Write it like this: `ignore: {everyone-speaks-early: "silent retreat"}`.
9:11 wrong-type `changes` should be a day with what changed, not `x`.
    at "x"; Write it like this: `- 2026-11-02: now in the hall`.
9:15 wrong-type `changes` should be a day such as 2026-11-19, not `yesterday`.
    at "yesterday"; Write it like this: `- 2026-11-02: now in the hall`.
9:44 unknown-field `change` has no field `moved`. Did you mean `moved_from`?
    at "moved"; Write `moved_from:`, or take the line out.
9:91 wrong-type `moved_from` should be a day such as 2026-11-19, not `Tuesday`.
    at "Tuesday"; Write it like this: `moved_from: 2026-11-12 18:30`.
5:8 link-scheme Links may not begin with `javascript:`, so readers could not follow this one.
    at "javascript:alert(1)"; Use an address that begins with `https://`, `mailto:` or `tel:`, or the path of a file in this folder.
6:9 link-scheme This address begins with `//`, so its first part is missing.
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
11:5 raw-html `<b>` is HTML, and readers will see it just as you wrote it.
    at "<b>"; Take the tag out and use Markdown, such as `**bold**`, `*italic*` or a blank line.
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
    let text = "name: X\ntimezone: America/Halifx\nlanguage: english!\ncontact: me\ngroup_size: lots\nclock: 13\nchecks: {ignore: {a: }, gap_weeks: x, openingminutes: 3}\ncalendar: {reminders: [soon, 1 week], times: zulu, foo: 1}\nwebsite: tidepool.example\nwhere_we_talk: [{use: x}]\nwords: {sesion: x}\n";
    assert_data_eq!(
        said("community.yml", &[text]),
        str![[r#"
2:11 timezone-unknown There is no time zone `America/Halifx`. Did you mean `America/Halifax`?
    at "America/Halifx"; Write the continent and the nearest large city: `America/Halifax`.
3:11 wrong-type `language` should be the short code of a language, such as `en` or `pt-BR`, not `english!`.
    at "english!"; Write it like this: `language: en`.
9:10 wrong-type `website` should be an address that begins with https, not `tidepool.example`.
    at "tidepool.example"; Write it like this: `website: https://tidepool.example`.
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
7:39 unknown-field `checks` has no field `openingminutes`. Did you mean `opening_minutes`?
    at "openingminutes"; Write `opening_minutes:`, or take the line out.

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
2:7 unknown-kind `evryone` is no kind of segment; did you mean `everyone`?
    at "evryone"; Write one of: welcome, everyone, pairs, groups of 4, breakout, discussion, talk, reading, reflection, share back, values, practice, break, close, tech.
3:10 wrong-type `minutes` should be a number of minutes, not `many`.
    at "many"; Write it like this: `minutes: 15`.
4:8 wrong-type `group` should be `whole group`, `pairs` or `groups of` a number, not `crowds`.
    at "crowds"; Write it like this: `group: groups of 4`.

"#]]
    );
}

#[test]
fn words_for_facilitators_in_a_field() {
    let texts = [
        "name: A\ntimezone: America/Halifax\nabout: >\n  Hello.\n\n  [!Facilitator] Not this.\n",
        "name: A\ntimezone: America/Halifax\nwe_hope_to:\n  - meet\n  - \"[!facilitator] rest\"\n",
        "name: A\ntimezone: America/Halifax\nwe_hope_to: [!facilitator rest, meet]\n",
    ];
    assert_data_eq!(
        said("community.yml", &texts),
        str![[r#"
6:3 unknown-callout `[!Facilitator]` does not hide anything in a field: notes for facilitators only work in the text of a page. This text would be published.
    at "[!Facilitator]"; Take it out here, or move it into the text of a page, as a quote whose lines begin with `> `.

5:6 unknown-callout `[!facilitator]` does not hide anything in a field: notes for facilitators only work in the text of a page. This text would be published.
    at "[!facilitator]"; Take it out here, or move it into the text of a page, as a quote whose lines begin with `> `.

3:13 unknown-callout `[!facilitator` does not hide anything in a field: notes for facilitators only work in the text of a page. This text would be published.
    at "[!facilitator "; Take it out here, or move it into the text of a page, as a quote whose lines begin with `> `.

"#]]
    );
    assert_data_eq!(
        said("sessions/01.md", &["---\ntitle: A [!FACILITATOR]\ndate: to be decided\n---\n> [!facilitator] B\n"]),
        str![[r#"
2:10 unknown-callout `[!FACILITATOR]` does not hide anything in a field: notes for facilitators only work in the text of a page. This text would be published.
    at "[!FACILITATOR]"; Take it out here, or move it into the text of a page, as a quote whose lines begin with `> `.

"#]]
    );
    let values = "- title: Rest \\[!facilitator\\] B\n- title: Curiosity\n  text: |\n    > [!facilitator]\n    > C\n";
    assert_data_eq!(
        said("values.yml", &[values]),
        str![[r#"
1:16 unknown-callout `[!facilitator/]` does not hide anything in a field: notes for facilitators only work in the text of a page. This text would be published.
    at "[!facilitator//]"; Take it out here, or move it into the text of a page, as a quote whose lines begin with `> `.

"#]]
    );
}

#[test]
fn dates_as_people_write_them() {
    let texts = [
        "---\ntitle: A\ndate: December 2, 2026\ntime: 7-9 pm\n---\n",
        "---\ntitle: A\ndate: 2.12.2026\ntime: 7-9 pm\n---\n",
        "---\ntitle: A\ndate: week of 16 Nov 2026\nchanges:\n  - Nov 2 2026: moved\n---\n",
        "---\ntitle: A\ndate: 2026-12-16 18:30:00\nupdated: 2026-12-01 09:00\ntime: 7-9 pm\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
3:7 wrong-type `date` should be a day such as 2026-11-19, not `December 2, 2026`.
    at "December 2, 2026"; Write year, month and day with hyphens: `date: 2026-12-02`.

3:7 wrong-type `date` should be a day such as 2026-11-19, not `2.12.2026`.
    at "2.12.2026"; Write `date: 2026-12-02` for 2 December, or `date: 2026-02-12` for 12 February.

3:15 wrong-type `date` should be a day such as 2026-11-19, not `16 Nov 2026`.
    at "16 Nov 2026"; Write year, month and day with hyphens: `date: week of 2026-11-16`.
5:5 wrong-type `changes` should be a day such as 2026-11-19, not `Nov 2 2026`.
    at "Nov 2 2026"; Write year, month and day with hyphens: `- 2026-11-02: now in the hall`.

4:10 wrong-type `updated` should be a day such as 2026-11-19, not `2026-12-01 09:00`.
    at "2026-12-01 09:00"; Write the day alone: `updated: 2026-12-01`.
3:7 wrong-type `date` should be a day such as 2026-11-19, not `2026-12-16 18:30:00`.
    at "2026-12-16 18:30:00"; Write the day alone, `date: 2026-12-16`, and move the hour into `time`, such as `time: 18:30 - ...` with its end.

"#]]
    );
}

#[test]
fn fields_by_another_name() {
    let texts = [
        "---\ntitle: A\ndate: 2026-12-10\nstart: 19:00\nend: 20:30\nlocation: online\nhost: wren\n---\n",
        "---\ntitle: A\nname: A\nwhen: 2026-12-10\nduration: 2 hours\ntime: 19:00\n---\n",
    ];
    assert_data_eq!(
        said("sessions/01.md", &texts),
        str![[r#"
4:1 unknown-field A session has no field `start`. Did you mean `time`?
    at "start"; Write start and end on one line, such as `time: 6:30 pm - 8:00 pm`.
6:1 unknown-field A session has no field `location`. Did you mean `where`?
    at "location"; Write `where:`, or take the line out.
7:1 unknown-field A session has no field `host`. Did you mean `facilitators`?
    at "host"; Write `facilitators:`, or take the line out.

3:1 unknown-field A session has no field `name`.
    at "name"; Take the line out, or put what it says into the text.
4:1 unknown-field A session has no field `when`. Did you mean `date`?
    at "when"; Write `date:`, or take the line out.
5:1 unknown-field A session has no field `duration`. Did you mean `length`?
    at "duration"; Write `length:`, or take the line out.

"#]]
    );
    assert_data_eq!(
        said("venues/a.md", &["---\ntitle: A\nlocation: 3 Quay Street\n---\n"]),
        str![[r#"
2:1 unknown-field A venue has no field `title`. Did you mean `name`?
    at "title"; Write `name:`, or take the line out.
3:1 unknown-field A venue has no field `location`. Did you mean `address`?
    at "location"; Write `address:`, or take the line out.

"#]]
    );
}

#[test]
fn links_to_meetings() {
    let session = |join: &str| format!("---\ntitle: A\ndate: to be decided\njoin: {join}\n---\n");
    let texts = [session("see the email"), session("meet.example.org/room")];
    assert_data_eq!(
        said("sessions/01.md", &texts.each_ref().map(String::as_str)),
        str![[r#"
4:7 wrong-type `join` should be the link to the meeting, not `see the email`.
    at "see the email"; Write it like this: `join: https://meet.example.org/our-room`.


"#]]
    );
}

#[test]
fn time_zones_by_their_everyday_names() {
    let community = |zone: &str| format!("name: A\ntimezone: {zone}\n");
    let texts =
        ["EST", "Atlantic Time", "Moon/Base", "halifax", "america/st johns", "Europe/Dublin", "UTC"].map(community);
    assert_data_eq!(
        said("community.yml", &texts.each_ref().map(String::as_str)),
        str![[r#"
2:11 timezone-unknown `EST` is winter time, so all times in summer would be an hour wrong.
    at "EST"; Write the nearest large city: `America/New_York`; or `America/Panama` if your clocks never change.

2:11 timezone-unknown There is no time zone `Atlantic Time`. Did you mean `America/Halifax`?
    at "Atlantic Time"; Write the continent and the nearest large city: `America/Halifax`.

2:11 timezone-unknown There is no time zone `Moon/Base`.
    at "Moon/Base"; Write the continent and the largest city that has your time, such as `Europe/Dublin` or `America/Halifax`.

2:11 timezone-unknown There is no time zone `halifax`. Did you mean `America/Halifax`?
    at "halifax"; Write the continent and the nearest large city: `America/Halifax`.




"#]]
    );
}

#[test]
fn distances_from_greenwich_and_names_of_winter_time_are_answered_with_cities() {
    let community = |zone: &str| format!("name: A\ntimezone: \"{zone}\"\n");
    let texts = ["GMT", "CET", "GMT+1", "UTC-3:30", "Etc/GMT+5", "+05:30", "UTC+9:45", "Etc/UTC"].map(community);
    assert_data_eq!(
        said("community.yml", &texts.each_ref().map(String::as_str)),
        str![[r#"
2:11 timezone-unknown `GMT` is winter time, so all times in summer would be an hour wrong.
    at "/"GMT/""; Write the nearest large city: `Europe/London` or `Europe/Dublin`; or `Africa/Abidjan` if your clocks never change.

2:11 timezone-unknown `CET` is winter time, so all times in summer would be an hour wrong.
    at "/"CET/""; Write the nearest large city: `Europe/Berlin`; or `Africa/Lagos` if your clocks never change.

2:11 timezone-unknown `GMT+1` is a distance from Greenwich and not a place, so Handbound cannot know its summer time.
    at "/"GMT+1/""; Write the nearest large city: `Europe/Berlin`; or `Africa/Lagos` if your clocks never change.

2:11 timezone-unknown `UTC-3:30` is a distance from Greenwich and not a place, so Handbound cannot know its summer time.
    at "/"UTC-3:30/""; Write the nearest large city: `America/St_Johns`.

2:11 timezone-unknown `Etc/GMT+5` is a distance from Greenwich and not a place, so Handbound cannot know its summer time.
    at "/"Etc/GMT+5/""; Write the nearest large city: `America/New_York`; or `America/Panama` if your clocks never change.

2:11 timezone-unknown `+05:30` is a distance from Greenwich and not a place, so Handbound cannot know its summer time.
    at "/"+05:30/""; Write the nearest large city, such as `Asia/Kolkata`, where clocks never change.

2:11 timezone-unknown `UTC+9:45` is a distance from Greenwich and not a place, so Handbound cannot know its summer time.
    at "/"UTC+9:45/""; Write the continent and the nearest large city, such as `Europe/Dublin`.


"#]]
    );
}

#[test]
fn a_country_is_answered_with_its_zones() {
    let community = |zone: &str| format!("name: A\ntimezone: {zone}\n");
    let texts = [
        "Ireland",
        "Germany",
        "United Kingdom",
        "India",
        "Canada",
        "Galway",
        "Deutschland",
        "Cork, Ireland",
        "Etc/Gmt",
    ]
    .map(community);
    assert_data_eq!(
        said("community.yml", &texts.each_ref().map(String::as_str)),
        str![[r#"
2:11 timezone-unknown There is no time zone `Ireland`. Did you mean `Europe/Dublin`?
    at "Ireland"; Write the continent and the city: `Europe/Dublin`.

2:11 timezone-unknown There is no time zone `Germany`. Did you mean `Europe/Berlin`?
    at "Germany"; Write the continent and the city: `Europe/Berlin`.

2:11 timezone-unknown There is no time zone `United Kingdom`. Did you mean `Europe/London`?
    at "United Kingdom"; Write the continent and the city: `Europe/London`.

2:11 timezone-unknown There is no time zone `India`. Did you mean `Asia/Kolkata`?
    at "India"; Write the continent and the city: `Asia/Kolkata`.

2:11 timezone-unknown `Canada` has more than one time zone.
    at "Canada"; Write the zone of the nearest large city, such as `America/Halifax`, `America/Toronto`, `America/Winnipeg`, `America/Edmonton` or `America/Vancouver`.

2:11 timezone-unknown There is no time zone `Galway`.
    at "Galway"; Write the continent and the largest city that has your time, such as `Europe/Dublin` or `America/Halifax`.

2:11 timezone-unknown There is no time zone `Deutschland`. Did you mean `Europe/Berlin`?
    at "Deutschland"; Write the continent and the city: `Europe/Berlin`.

2:11 timezone-unknown There is no time zone `Cork, Ireland`. Did you mean `Europe/Dublin`?
    at "Cork, Ireland"; Write the continent and the city: `Europe/Dublin`.

2:11 timezone-unknown `Etc/Gmt` is winter time, so all times in summer would be an hour wrong.
    at "Etc/Gmt"; Write the nearest large city: `Europe/London` or `Europe/Dublin`; or `Africa/Abidjan` if your clocks never change.

"#]]
    );
}

#[test]
fn photos_and_their_descriptions() {
    let person = |more: &str| format!("---\nname: A\nrole: guest\nphoto: a.jpg\n{more}---\n");
    let texts = [person(""), person("photo_description: decorative\n")];
    assert_data_eq!(
        said("people/a.md", &texts.each_ref().map(String::as_str)),
        str![[r#"
4:8 picture-described This photo has no description, so people who cannot see it learn nothing from it.
    at "a.jpg"; Add a line `photo_description: ...` that says what it shows, or `decorative` if it says nothing.


"#]]
    );
}

#[test]
fn a_value_in_short_and_a_misspelt_one() {
    let values = "- Curiosity: We ask [more than once](nowhere.html).\n- titel: B\n  text: c\n- Rest:\n";
    assert_data_eq!(
        said("values.yml", &[values]),
        str![[r#"
2:3 unknown-field A value has no field `titel`. Did you mean `title`?
    at "titel"; Write `title:`, or take the line out.

"#]]
    );
}

#[test]
fn what_stands_one_level_too_high_or_lets_people_in_is_told_its_place() {
    let community =
        "name: A\ntimezone: Europe/Dublin\ncolour: red\nE-mail: a@example.org\nurl: example.org\nlocale: en\n";
    let session = "---\ntitle: A\ndate: 2026-12-10\ntime: 7 pm - 8 pm\nMeeting ID: 821 0000 0123\n---\n";
    assert_data_eq!(
        said("community.yml", &[community]),
        str![[r#"
3:1 unknown-field `colour` belongs below `theme:`, not beside it.
    at "colour"; Write a line `theme:` and below it, indented by two spaces, `colour: red`.
4:1 unknown-field `E-mail` belongs below `contact:`, not beside it.
    at "E-mail"; Write a line `contact:` and below it, indented by two spaces, `email: a@example.org`.
5:1 unknown-field A community has no field `url`. Did you mean `website`?
    at "url"; Write `website:`, or take the line out.
6:1 unknown-field A community has no field `locale`. Did you mean `language`?
    at "locale"; Write `language:`, or take the line out.

"#]]
    );
    assert_data_eq!(
        said("sessions/01.md", &[session]),
        str![[r#"
5:1 unknown-field A session has no field `Meeting ID`. Did you mean `dial_in`?
    at "Meeting ID"; It belongs after `dial_in:` of its session, such as `dial_in: "+1 902 555 0100, meeting 812 3456 7890, passcode 4711"`, or into a `> [!facilitator]` box. Neither is published.

"#]]
    );
    assert_data_eq!(
        said("pages/a.md", &["---\ntitle: A\nPasscode: 4711\n---\n"]),
        str![[r#"
3:1 unknown-field A page has no field `Passcode`.
    at "Passcode"; It belongs after `dial_in:` of its session, such as `dial_in: "+1 902 555 0100, meeting 812 3456 7890, passcode 4711"`, or into a `> [!facilitator]` box. Neither is published.

"#]]
    );
}

#[test]
fn a_part_of_a_reading_and_where_a_method_works() {
    let session =
        |readings: &str| format!("---\ntitle: A\ndate: 2026-12-10\ntime: 7 pm - 8 pm\nreadings: {readings}\n---\n");
    let of = |readings: &str| match super::read("sessions/01.md", &session(readings)).entries.remove(0) {
        crate::parse::Entry::Session(session, _) => {
            let told = |one: &crate::handbook::session::ReadingUse| {
                format!("{}|{}", one.reading.value, one.part.clone().unwrap_or_default())
            };
            session.readings.iter().map(told).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    for readings in ["bk: chapters 1, 2", "'bk: chapters 1, 2'", "['bk: chapters 1, 2']", "{bk: 'chapters 1, 2'}"] {
        assert_eq!(of(readings), ["bk|chapters 1, 2"], "{readings}");
    }
    assert_eq!(of("a, b"), ["a|", "b|"]);
    let works = |works: &str| said("methods/m.md", &[&format!("---\ntitle: M\nworks: {works}\n---\n")]);
    for known in ["hybrid", "in-person", "[in person, online]", "online and in person", "Both"] {
        assert_eq!(works(known), "", "{known}");
    }
    assert_data_eq!(
        works("onlin"),
        str![[r#"
3:8 wrong-type `works` should be `in person`, `online` or both, not `onlin`.
    at "onlin"; Write it like this: `works: [in person, online]`.

"#]]
    );
}
