//! Tests `check --previous`: a handbook is built, edited, and checked beside what was built.

#![allow(clippy::needless_raw_string_hashes, reason = "expected texts are written by snapbox")]

use std::path::{Path, PathBuf};

use crate::support;
use crate::support::{Folder, Ran, handbound, run};
use snapbox::{IntoData, str};

/// A circle that meets twice, weekly over tea, and in one place.
const CIRCLE: &[(&str, &str)] = &[
    (
        "community.yml",
        "name: The Lantern Circle\nid: lantern\ntimezone: America/Halifax\nwebsite: https://lantern.example\n\
         contact: {email: lantern@example.org}\ngroup_size: 12\nwhere_we_talk: [{name: Mail}]\n",
    ),
    ("sessions/autumn/series.md", "---\ntitle: Autumn\n---\n"),
    (
        "sessions/autumn/01-first.md",
        "---\ntitle: First evening\ndate: 2026-12-03\ntime: 6:30 pm - 8:00 pm\nwhere: library\n---\nWe meet.\n",
    ),
    (
        "sessions/02-soup.md",
        "---\ntitle: Soup\ndate: 2026-12-10\ntime: 6:30 pm - 8:00 pm\nwhere: library\n\
         also_offered: {date: 2026-12-11, time: 10 am - 11 am}\n---\nWe eat.\n",
    ),
    (
        "sessions/tea.md",
        "---\ntitle: Tea\ndate: 2026-11-12\ntime: 4 pm - 5 pm\nwhere: online\n\
         repeats: {every: week, until: 2026-12-17, except: [2026-12-03]}\n---\nTea.\n",
    ),
    (
        "sessions/tea-out.md",
        "---\ntitle: Tea on the beach\ndate: 2026-12-10\ntime: 3 pm - 5 pm\nwhere: online\noccurrence_of: tea\n---\nTea.\n",
    ),
    ("sessions/00-past.md", "---\ntitle: Past\ndate: 2026-10-01\ntime: 6 pm - 7 pm\nwhere: library\n---\nWe met.\n"),
    ("venues/library.md", "---\nname: Library\naddress: 1 Quay Road\n---\n"),
    ("people/wren-halloran.md", "---\nname: Wren Halloran\nrole: mentor\n---\nHello.\n"),
    ("readings/holmes.md", "---\ncite: \"Holmes (2015). Talking.\"\n---\nOf talking.\n"),
    ("values.md", "## Curiosity\nWe ask. What is said stays here. Cameras are welcome.\n"),
];

/// The circle, published.
struct Published {
    folder: Folder,
}

impl Published {
    fn circle() -> Self {
        Published::of(CIRCLE)
    }

    fn of(files: &[(&str, &str)]) -> Self {
        let published = Published { folder: Folder::new(files) };
        published.publish();
        published
    }

    fn publish(&self) {
        support::build(&self.folder.root(), &self.live()).well();
    }

    fn live(&self) -> PathBuf {
        self.folder.beside("live")
    }

    fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.folder.read(path);
        assert!(text.contains(from), "{path} holds {from:?}:\n{text}");
        self.folder.write(path, text.replace(from, to));
        self
    }

    fn rename(&self, from: &str, to: &str) -> &Self {
        let text = self.folder.read(from);
        self.folder.remove(from);
        self.folder.write(to, text);
        self
    }

    fn remove(&self, path: &str) -> &Self {
        self.folder.remove(path);
        self
    }

    fn check(&self, previous: &Path) -> Ran {
        // Other messages about so small a handbook are another matter.
        let only = "address-vanished,calendar-id-changed,change-unwritten,changes-lost,session-vanished,stamp-back,uid-changed";
        run(&[
            Path::new("check"),
            &self.folder.root(),
            Path::new("--only"),
            Path::new(only),
            Path::new("--previous"),
            previous,
        ])
    }

    /// Compares the report beside the published site, word for word.
    #[track_caller]
    fn says(&self, expected: snapbox::data::Inline) -> &Self {
        let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
        assert.eq(self.check(&self.live()).with(1).stdout, expected.raw());
        self
    }

    /// Asserts that there is nothing to mend beside the whole published site.
    #[track_caller]
    fn is_silent(&self) -> &Self {
        let said = self.check(&self.live()).well().stdout;
        assert!(said.ends_with(": nothing to mend\n"), "{said}");
        self
    }
}

#[test]
fn what_did_not_change_is_silent() {
    Published::circle().is_silent();
    let circle = Published::circle();
    assert!(circle.check(&circle.live().join("calendar.ics")).well().stdout.ends_with("nothing to mend\n"));
}

/// Holds that a build reports changes that no subscriber would see: the site that it replaces is the last that knows
/// what subscribers have.
#[test]
fn a_build_tells_what_no_subscriber_would_see() {
    let circle = Published::circle();
    let build = |more: &[&str]| {
        let mut command = handbound();
        command.args(["build", "--today", support::TODAY]).args(more).arg(circle.folder.root());
        Ran::from(command.arg("--out").arg(circle.live()).output().expect("the program runs"))
    };
    let feed = || std::fs::read(circle.live().join("calendar.ics")).expect("the feed");
    assert!(!build(&[]).well().stdout.contains("change-unwritten"), "nothing changed");
    let before = feed();
    circle.edit("sessions/02-soup.md", "time: 6:30 pm - 8:00 pm", "time: 7:00 pm - 8:30 pm");
    circle.edit("sessions/00-past.md", "6 pm - 7 pm", "6 pm - 8 pm");
    assert!(build(&["--strict"]).with(1).stdout.contains("[change-unwritten]: `Soup` "), "no warning is let by");
    assert!(feed() == before, "nothing was published");
    let said = build(&[]).well().stdout;
    assert!(
        said.contains("warning[change-unwritten]: `Soup` ") && said.contains("- 2026-11-22: moved from 6:30"),
        "{said}"
    );
    assert!(feed() != before && !said.contains("Past"), "{said}");

    std::fs::write(circle.live().join("calendar.ics"), &before).expect("the folder is ours");
    circle.edit("sessions/02-soup.md", "title: Soup", "title: Soup\nchanges:\n  - 2026-11-22: half an hour later");
    assert!(!build(&["--strict"]).well().stdout.contains("change-unwritten"), "it is written");
}

#[test]
fn the_example_is_silent_beside_itself_on_any_day() {
    for folder in ["example-community", "tests/communities/everything"] {
        let folder = Folder::copy_of(&support::repository(folder));
        let live = folder.beside("live");
        support::build(&folder.root(), &live).well();
        for day in ["2026-08-01", "2027-02-01", "2028-01-01"] {
            let mut command = handbound();
            command.args(["check", "--today", day, "--previous"]).arg(&live).arg(folder.root());
            let said = Ran::from(command.output().expect("the program runs")).well().stdout;
            assert!(!said.contains("error"), "{day}: {said}");
        }
    }
}

#[test]
fn harmless_edits_are_silent() {
    let edits: &[fn(&Published) -> &Published] = &[
        |it| it.edit("sessions/02-soup.md", "title: Soup", "title: Bread"),
        |it| it.edit("sessions/02-soup.md", "We eat.", "We eat soup.\n\n## Agenda\n- 20 min: Soup"),
        |it| {
            let off = "status: cancelled\nchanges:\n  - 2026-11-22: cancelled\ntitle:";
            it.edit("sessions/02-soup.md", "title:", off)
        },
        |it| it.edit("sessions/02-soup.md", "title:", "status: confirmed\ntitle:"),
        |it| it.rename("sessions/02-soup.md", "sessions/autumn/02-soup.md"),
        |it| it.rename("sessions/autumn/01-first.md", "sessions/01-first.md"),
        |it| {
            it.rename("sessions/02-soup.md", "sessions/02-bread.md").edit(
                "sessions/02-bread.md",
                "title: Soup",
                "title: Bread\nwas: [02-soup]",
            )
        },
        |it| it.edit("community.yml", "https://lantern.example", "https://other.example/circle"),
        |it| it.edit("community.yml", "website: https://lantern.example\n", ""),
        |it| it.edit("community.yml", "name: The Lantern Circle", "name: Lanterns\ncalendar: {times: utc}"),
        |it| it.edit("sessions/02-soup.md", "date: 2026-12-10", "changes:\n  - 2026-11-20: moved\ndate: 2026-12-17"),
        // A past session may be corrected, and may go; its page is another matter.
        |it| it.edit("sessions/00-past.md", "6 pm - 7 pm", "6 pm - 8 pm"),
        // A repeating session that goes on for longer, and one whose past is cut off.
        |it| it.edit("sessions/tea.md", "until: 2026-12-17", "until: 2026-12-31"),
        |it| it.edit("sessions/tea.md", "date: 2026-11-12", "date: 2026-11-26"),
        |it| {
            let tea = "title: Tea\nchanges:\n  - 2026-11-20: not on 26 November";
            it.edit("sessions/tea.md", "[2026-12-03]", "[2026-12-03, 2026-11-26]").edit(
                "sessions/tea.md",
                "title: Tea",
                tea,
            )
        },
        // An occurrence that gets a page of its own.
        |it| {
            let text = "---\ntitle: Tea, with guests\ndate: 2026-11-26\ntime: 4 pm - 5 pm\nwhere: online\n\
                        occurrence_of: tea\n---\nTea.\n";
            it.folder.write("sessions/tea-guests.md", text);
            it
        },
        |it| it.edit("venues/library.md", "1 Quay Road", "1, Quay road."),
        |it| {
            it.rename("people/wren-halloran.md", "people/wren.md").edit(
                "people/wren.md",
                "role:",
                "was: [wren-halloran]\nrole:",
            )
        },
    ];
    for (number, edit) in edits.iter().enumerate() {
        let circle = Published::circle();
        edit(&circle);
        let said = circle.check(&circle.live());
        assert!(
            said.code == Some(0) && !said.stdout.contains("error"),
            "edit {number}: {}{}",
            said.stdout,
            said.stderr
        );
    }
}

#[test]
fn a_session_that_vanished() {
    Published::circle().remove("sessions/autumn/01-first.md").says(str![[r#"
error[session-vanished]: `First evening` was published for Thursday 3 December 2026; it no longer exists, so it would disappear from members' calendars without notice.
--> sessions/autumn/01-first.md
 = help: If it does not take place, put it back and write `status: cancelled` in its header, with a line in `changes` that says so. Calendars then show everybody that it is cancelled.

Checked 10 files: 1 error

"#]]);
    // Both sittings are one session, and its page is not reported again.
    Published::circle().remove("sessions/02-soup.md").says(str![[r#"
error[session-vanished]: `Soup` was published for Thursday 10 December 2026; it no longer exists, so it would disappear from members' calendars without notice.
--> sessions/02-soup.md
 = help: If it does not take place, put it back and write `status: cancelled` in its header, with a line in `changes` that says so. Calendars then show everybody that it is cancelled.

Checked 10 files: 1 error

"#]]);
    // Where one session is clear, the one that it became is named.
    let circle = Published::circle();
    circle.rename("sessions/autumn/01-first.md", "sessions/autumn/05-first.md");
    circle.edit("sessions/autumn/05-first.md", "2026-12-03", "2026-12-17").says(str![[r#"
error[session-vanished]: `First evening` was published for Thursday 3 December 2026; it no longer exists, so it would disappear from members' calendars without notice.
 --> sessions/autumn/05-first.md:2:8
  |
2 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: If `sessions/autumn/05-first.md` is the same session, write `was: [01-first]` in it; otherwise put the old file back and write `status: cancelled` in its header, with a line in `changes` that says so.

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_session_that_members_no_longer_see() {
    Published::circle().edit("sessions/02-soup.md", "title:", "draft: true\ntitle:").says(str![[r#"
error[session-vanished]: `Soup` was published for Thursday 10 December 2026; it is a draft now, so it would disappear from members' calendars without notice.
 --> sessions/02-soup.md:3:8
  |
3 | title: Soup
  |        ^^^^
  |
  = help: Take `draft: true` out; if the session does not take place, write `status: cancelled` instead, with a line in `changes` that says so.

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("sessions/02-soup.md", "title:", "audience: facilitators\ntitle:").says(str![[r#"
error[session-vanished]: `Soup` was published for Thursday 10 December 2026; it is for facilitators only now, so it would disappear from members' calendars without notice.
 --> sessions/02-soup.md:3:8
  |
3 | title: Soup
  |        ^^^^
  |
  = help: Take `audience: facilitators` out; if the session does not take place, write `status: cancelled` instead, with a line in `changes` that says so.

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("sessions/autumn/series.md", "title:", "draft: true\ntitle:").says(str![[r#"
error[session-vanished]: The series `Autumn` is now a draft, so its upcoming session would disappear from members' calendars without notice.
 --> sessions/autumn/series.md:3:8
  |
3 | title: Autumn
  |        ^^^^^^
  |
 ::: sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ------------- published
  |
  = help: Take `draft: true` out; if it does not take place, write `status: cancelled` in each of its sessions instead, with a line in `changes` that says so.

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_session_that_lost_its_day() {
    let circle = Published::circle();
    circle.edit("sessions/autumn/01-first.md", "date: 2026-12-03\ntime: 6:30 pm - 8:00 pm", "date: to be decided");
    circle.says(str![[r#"
error[session-vanished]: `First evening` was published for Thursday 3 December 2026; it no longer has a date, so it would disappear from members' calendars without notice.
 --> sessions/autumn/01-first.md:3:7
  |
3 | date: to be decided
  |       ^^^^^^^^^^^^^
  |
  = help: Until the new day is known, keep `date: 2026-12-03` and write `status: cancelled`, with a line in `changes` that says so.

Checked 11 files: 1 error

"#]]);
    let circle = Published::circle();
    circle.remove("sessions/tea-out.md");
    let none = "[2026-11-12, 2026-11-19, 2026-11-26, 2026-12-03, 2026-12-10, 2026-12-17]";
    circle.edit("sessions/tea.md", "[2026-12-03]", none).says(str![[r#"
error[address-vanished]: `sessions/tea-out.html` is a page of the published site and would disappear. Links to it would stop working.
--> sessions/tea-out.md
 = help: Put it back, or write `was: [tea-out]` in the header of the file that replaces it. If you want to remove the page, build anyway.

error[session-vanished]: `Tea` was published for Thursday 26 November 2026; none of its dates is left, so it would disappear from members' calendars without notice.
 --> sessions/tea.md:6:10
  |
6 | repeats: {every: week, until: 2026-12-17, except: [2026-11-12, 2026-11-19, 2026-11-26, 2026-12-03, 2026-12-10, 2026-12-17]}
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Leave its days as they were, and write `status: cancelled`, with a line in `changes` that says so.

Checked 10 files: 2 errors

"#]]);
}

#[test]
fn a_session_under_another_uid() {
    let circle = Published::circle();
    circle.rename("sessions/02-soup.md", "sessions/02-bread.md").says(str![[r#"
error[uid-changed]: `Soup` was published with the id `02-soup` and no longer has it: calendars would treat it as a new session, and some would show both.
 --> sessions/02-bread.md:2:8
  |
2 | title: Soup
  |        ^^^^
  |
  = help: Write `was: [02-soup]` in its header.

Checked 11 files: 1 error

"#]]);
    let circle = Published::circle();
    circle.edit("sessions/autumn/01-first.md", "title:", "was: [00-start]\ntitle:").says(str![[r#"
error[uid-changed]: `First evening` was published with the UID `01-first@lantern` and now has a different one: calendars would treat it as a new session, and some would show both.
 --> sessions/autumn/01-first.md:3:8
  |
3 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Write `uid: 01-first@lantern` in its header.

Checked 11 files: 1 error

"#]]);
    let circle = Published::circle();
    circle.edit("sessions/autumn/01-first.md", "title:", "uid: abc@else\ntitle:").says(str![[r#"
error[uid-changed]: `First evening` was published with the UID `01-first@lantern` and now has a different one: calendars would treat it as a new session, and some would show both.
 --> sessions/autumn/01-first.md:3:8
  |
3 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Take `uid` out of its header: only a session imported from another calendar needs one.

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_session_that_forgot_its_oldest_name() {
    let circle = Published::circle();
    circle.edit("sessions/autumn/01-first.md", "title:", "was: [a, b]\ntitle:");
    circle.publish();
    circle.edit("sessions/autumn/01-first.md", "was: [a, b]", "was: [b, a]").says(str![[r#"
error[uid-changed]: `First evening` was published with the id `a` and no longer has it: calendars would treat it as a new session, and some would show both.
 --> sessions/autumn/01-first.md:3:8
  |
3 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Write `was: [a, b]` in its header, the oldest name first.

Checked 11 files: 1 error

"#]]);
    circle.edit("sessions/autumn/01-first.md", "was: [b, a]\n", "").says(str![[r#"
error[uid-changed]: `First evening` was published with the id `a` and no longer has it: calendars would treat it as a new session, and some would show both.
 --> sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Write `was: [a]` in its header.

error[address-vanished]: `sessions/b.html` is a page of the published site and would disappear. Links to it would stop working.
--> sessions/b.md
 = help: Put it back, or write `was: [b]` in the header of the file that replaces it. If you want to remove the page, build anyway.

Checked 11 files: 2 errors

"#]]);
    let circle = Published::circle();
    circle.edit("sessions/autumn/01-first.md", "title:", "uid: abc@else\ntitle:");
    circle.publish();
    circle.edit("sessions/autumn/01-first.md", "uid: abc@else\n", "").says(str![[r#"
error[uid-changed]: `First evening` was published with the UID `abc@else` and now has a different one: calendars would treat it as a new session, and some would show both.
 --> sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Write `uid: abc@else` in its header.

Checked 11 files: 1 error

"#]]);
}

#[test]
fn another_id_for_the_whole_handbook() {
    Published::circle().edit("community.yml", "id: lantern\n", "id: lanterns\n").says(str![[r#"
error[calendar-id-changed]: This handbook was published with the id `lantern`, and its id is now `lanterns`. Calendar apps would show every session as a new one, and some sessions twice.
 --> community.yml:2:5
  |
2 | id: lanterns
  |     ^^^^^^^^
  |
  = help: Write `id: lantern`, and never change it.

Checked 11 files: 1 error

"#]]);
    // Other mistakes are found beside it.
    let circle = Published::circle();
    circle.edit("community.yml", "id: lantern\n", "").remove("sessions/autumn/01-first.md").says(str![[r#"
error[calendar-id-changed]: This handbook was published with the id `lantern`, and its id is now `the-lantern-circle`. Calendar apps would show every session as a new one, and some sessions twice.
 --> community.yml:1:7
  |
1 | name: The Lantern Circle
  |       ^^^^^^^^^^^^^^^^^^
  |
  = help: Add the line `id: lantern`; without it, the id is made from the name, and changes with it.

error[session-vanished]: `First evening` was published for Thursday 3 December 2026; it no longer exists, so it would disappear from members' calendars without notice.
--> sessions/autumn/01-first.md
 = help: If it does not take place, put it back and write `status: cancelled` in its header, with a line in `changes` that says so. Calendars then show everybody that it is cancelled.

Checked 10 files: 2 errors

"#]]);
}

#[test]
fn a_session_that_moved() {
    Published::circle().edit("sessions/autumn/01-first.md", "2026-12-03", "2026-12-04").says(str![[r#"
error[change-unwritten]: `First evening` was on Thursday 3 December 2026 and is on Friday 4 December 2026 now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:3:7
  |
3 | date: 2026-12-04
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-12-03}

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("sessions/autumn/01-first.md", "6:30 pm - 8:00 pm", "7 pm - 8:30 pm").says(str![[r#"
error[change-unwritten]: `First evening` was at 6:30–8:00 pm and is at 7:00–8:30 pm now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:3:7
  |
3 | date: 2026-12-03
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-12-03 18:30}

Checked 11 files: 1 error

"#]]);
    let circle = Published::circle();
    let moved = "date: 2027-01-07\ntime: 11 am - 1 pm";
    circle.edit("sessions/autumn/01-first.md", "date: 2026-12-03\ntime: 6:30 pm - 8:00 pm", moved).says(str![[r#"
error[change-unwritten]: `First evening` was on Thursday 3 December 2026, 6:30–8:00 pm, and is on Thursday 7 January 2027, 11:00 am – 1:00 pm, now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:3:7
  |
3 | date: 2027-01-07
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-12-03 18:30}

Checked 11 files: 1 error

"#]]);
    // An end alone, and a further sitting.
    Published::circle().edit("sessions/autumn/01-first.md", "8:00 pm", "9:00 pm").says(str![[r#"
error[change-unwritten]: `First evening` was at 6:30–8:00 pm and is at 6:30–9:00 pm now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:3:7
  |
3 | date: 2026-12-03
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: moved from 6:30–8:00 pm

Checked 11 files: 1 error

"#]]);
    let circle = Published::circle();
    circle.edit("sessions/02-soup.md", "2026-12-10", "2026-12-09").edit(
        "sessions/02-soup.md",
        "2026-12-11",
        "2026-12-12",
    );
    circle.says(str![[r#"
error[change-unwritten]: `Soup` was on Thursday 10 December 2026 and is on Wednesday 9 December 2026 now; it was on Friday 11 December 2026 and is on Saturday 12 December 2026 now. No line in `changes` tells members.
 --> sessions/02-soup.md:3:7
  |
3 | date: 2026-12-09
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: moved from Thursday 10 December
            - 2026-11-22: moved from Friday 11 December

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("sessions/02-soup.md", "2026-12-11", "2026-12-12").says(str![[r#"
error[change-unwritten]: `Soup` was on Friday 11 December 2026 and is on Saturday 12 December 2026 now. No line in `changes` tells members.
 --> sessions/02-soup.md:6:15
  |
6 | also_offered: {date: 2026-12-12, time: 10 am - 11 am}
  |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: moved from Friday 11 December

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("sessions/autumn/01-first.md", "title:", "timezone: America/Toronto\ntitle:").says(str![[r#"
error[change-unwritten]: `First evening` was at 6:30–8:00 pm Halifax time and is at 6:30–8:00 pm Toronto time now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:4:7
  |
4 | date: 2026-12-03
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-12-03 17:30}

Checked 11 files: 1 error

"#]]);
}

#[test]
fn another_zone_is_said_once() {
    Published::circle().edit("community.yml", "America/Halifax", "America/Toronto").says(str![[r#"
error[change-unwritten]: Times were in Halifax time when you last published and are in Toronto time now, which changes 4 upcoming sessions. No line in their `changes` tells members.
 --> community.yml:3:11
  |
3 | timezone: America/Toronto
  |           ^^^^^^^^^^^^^^^
  |
 ::: sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ------------- changes too
  |
 ::: sessions/02-soup.md:2:8
  |
2 | title: Soup
  |        ---- changes too
  |
 ::: sessions/tea.md:2:8
  |
2 | title: Tea
  |        --- changes too
  |
 ::: sessions/tea-out.md:2:8
  |
2 | title: Tea on the beach
  |        ---------------- changes too
  |
  = help: Put it back as it was, or add this at the end of `changes` in each of the sessions, in your own words:
            - 2026-11-22: moved from Halifax time

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_session_in_another_place() {
    Published::circle().edit("sessions/autumn/01-first.md", "where: library", "where: online").says(str![[r#"
error[change-unwritten]: `First evening` was at `Library, 1 Quay Road` and is at `Online` now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: moved from Library, 1 Quay Road

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("sessions/autumn/01-first.md", "where: library\n", "").says(str![[r#"
error[change-unwritten]: `First evening` was at `Library, 1 Quay Road` and has no place now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: moved from Library, 1 Quay Road

Checked 11 files: 1 error

"#]]);
    // The place itself moved.
    Published::circle().edit("venues/library.md", "1 Quay Road", "22 Hill Street").says(str![[r#"
error[change-unwritten]: `Library` was published as `Library, 1 Quay Road` and is `Library, 22 Hill Street` now, which changes 2 upcoming sessions. No line in their `changes` tells members.
 --> venues/library.md:2:7
  |
2 | name: Library
  |       ^^^^^^^
  |
 ::: sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ------------- changes too
  |
 ::: sessions/02-soup.md:2:8
  |
2 | title: Soup
  |        ---- changes too
  |
  = help: Put it back as it was, or add this at the end of `changes` in each of the sessions, in your own words:
            - 2026-11-22: moved from Library, 1 Quay Road

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_session_that_is_on_again_or_off() {
    let circle = Published::circle();
    circle.edit("sessions/autumn/01-first.md", "title:", "status: cancelled\ntitle:").says(str![[r#"
error[change-unwritten]: `First evening` was going to take place and is now cancelled. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:3:8
  |
3 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: cancelled

Checked 11 files: 1 error

"#]]);
    // It may have been published without that line all the same.
    circle.publish();
    circle.edit("sessions/autumn/01-first.md", "status: cancelled\n", "").says(str![[r#"
error[change-unwritten]: `First evening` was cancelled and takes place after all. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:2:8
  |
2 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: cancelled
            - 2026-11-22: takes place after all

Checked 11 files: 1 error

"#]]);
    circle.edit(
        "sessions/autumn/01-first.md",
        "title:",
        "changes:\n  - 2026-11-22: cancelled\n  - 2026-11-22: takes place after all\ntitle:",
    );
    circle.is_silent();
    circle.publish();
    circle.edit("sessions/autumn/01-first.md", "title:", "status: cancelled\ntitle:").says(str![[r#"
error[change-unwritten]: `First evening` was going to take place and is now cancelled. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:6:8
  |
6 | title: First evening
  |        ^^^^^^^^^^^^^
  |
  = help: Add this at the end of `changes`, in your own words:
            - 2026-11-22: cancelled

Checked 11 files: 1 error

"#]]);
}

#[test]
fn several_changes_are_one_message() {
    let circle = Published::circle();
    circle.edit("sessions/autumn/01-first.md", "2026-12-03", "2026-12-04");
    circle.edit("sessions/autumn/01-first.md", "where: library", "where: online").says(str![[r#"
error[change-unwritten]: `First evening` was on Thursday 3 December 2026 and is on Friday 4 December 2026 now; it was at `Library, 1 Quay Road` and is at `Online` now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:3:7
  |
3 | date: 2026-12-04
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-12-03}
            - 2026-11-22: moved from Library, 1 Quay Road

Checked 11 files: 1 error

"#]]);
}

/// Holds that every line that is offered mends the mistake that it is offered for.
#[test]
fn what_is_offered_mends() {
    let edits: [(&str, &str, &str); 8] = [
        ("sessions/autumn/01-first.md", "2026-12-03", "2027-01-07"),
        ("sessions/autumn/01-first.md", "6:30 pm - 8:00 pm", "11 am - 1 pm"),
        ("sessions/autumn/01-first.md", "where: library", "where: online"),
        ("sessions/autumn/01-first.md", "title:", "timezone: Asia/Kathmandu\ntitle:"),
        ("sessions/02-soup.md", "also_offered: {date: 2026-12-11, time: 10 am - 11 am}\n", ""),
        ("sessions/tea.md", "[2026-12-03]", "[2026-12-03, 2026-11-26]"),
        ("sessions/tea.md", "4 pm - 5 pm", "5 pm - 6 pm"),
        ("sessions/tea-out.md", "where: online\n", ""),
    ];
    for (path, from, to) in edits {
        let circle = Published::circle();
        circle.edit(path, from, to);
        let said = circle.check(&circle.live()).with(1).stdout;
        let offered =
            said.lines().skip_while(|line| line.trim() != "changes:").take_while(|line| !line.trim().is_empty());
        let offered: Vec<&str> = offered.map(|line| line.get(10..).unwrap_or_default()).collect();
        circle.edit(path, "title:", &format!("{}\ntitle:", offered.join("\n"))).is_silent();
    }
}

#[test]
fn what_was_told_is_taken_back() {
    let circle = Published::circle();
    let told = "changes:\n  - 2026-11-01: other soup\n  - 2026-11-02: moved from 12 November\ntitle:";
    circle.edit("sessions/02-soup.md", "title:", told);
    circle.publish();
    circle.edit("sessions/02-soup.md", "  - 2026-11-01: other soup\n", "").says(str![[r#"
error[changes-lost]: `changes` of `Soup` had 2 entries when you last published and has 1 now. Calendars would take this for an older version, and keep the one they have.
 --> sessions/02-soup.md:3:5
  |
3 |   - 2026-11-02: moved from 12 November
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Put back the entries that were there, the newest last.

Checked 11 files: 1 error

"#]]);
    circle.edit("sessions/02-soup.md", "date: 2026-12-10", "date: 2026-12-17").says(str![[r#"
error[changes-lost]: `changes` of `Soup` had 2 entries when you last published and has 1 now. Calendars would take this for an older version, and keep the one they have.
 --> sessions/02-soup.md:3:5
  |
3 |   - 2026-11-02: moved from 12 November
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Put back the entries that were there, the newest last. Add this at the end of `changes`, in your own words:
            - 2026-11-22: moved from Thursday 10 December

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_date_that_went_back() {
    let circle = Published::circle();
    circle.edit("sessions/02-soup.md", "title:", "updated: 2026-11-20\ntitle:");
    circle.publish();
    circle.edit("sessions/02-soup.md", "updated: 2026-11-20", "updated: 2026-10-20").says(str![[r#"
error[stamp-back]: The newest date in `Soup` was 20 November 2026 when you last published, and is 20 October 2026 now. Calendars would take this for an older version.
 --> sessions/02-soup.md:3:8
  |
3 | title: Soup
  |        ^^^^
  |
  = help: Write `updated: 2026-11-22` in its header.

Checked 11 files: 1 error

"#]]);
    circle.edit("sessions/02-soup.md", "updated: 2026-10-20\n", "").says(str![[r#"
error[stamp-back]: The newest date in `Soup` was 20 November 2026 when you last published, and there is none now. Calendars would take this for an older version.
 --> sessions/02-soup.md:2:8
  |
2 | title: Soup
  |        ^^^^
  |
  = help: Write `updated: 2026-11-22` in its header.

Checked 11 files: 1 error

"#]]);
}

#[test]
fn days_that_a_repeating_session_lost() {
    Published::circle().edit("sessions/tea.md", "[2026-12-03]", "[2026-12-03, 2026-11-26]").says(str![[r#"
error[change-unwritten]: `Tea` no longer takes place on Thursday 26 November 2026. No line in `changes` tells members.
 --> sessions/tea.md:6:10
  |
6 | repeats: {every: week, until: 2026-12-17, except: [2026-12-03, 2026-11-26]}
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: not on Thursday 26 November

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("sessions/tea.md", "[2026-12-03]", "[2026-12-03, 2026-11-26, 2026-12-17]").says(str![[r#"
error[change-unwritten]: `Tea` no longer takes place on Thursday 26 November 2026 and Thursday 17 December 2026. No line in `changes` tells members.
 --> sessions/tea.md:6:10
  |
6 | repeats: {every: week, until: 2026-12-17, except: [2026-12-03, 2026-11-26, 2026-12-17]}
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: not on Thursday 26 November, Thursday 17 December

Checked 11 files: 1 error

"#]]);
    let circle = Published::of(&[
        CIRCLE[0],
        (
            "sessions/tea.md",
            "---\ntitle: Tea\ndate: 2026-11-12\ntime: 4 pm - 5 pm\nrepeats: {every: week, until: 2026-12-17}\n---\nTea.\n",
        ),
    ]);
    circle.edit("sessions/tea.md", "until: 2026-12-17", "until: 2026-12-03").says(str![[r#"
error[change-unwritten]: `Tea` now takes place for the last time on Thursday 3 December 2026. No line in `changes` tells members.
 --> sessions/tea.md:5:10
  |
5 | repeats: {every: week, until: 2026-12-03}
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: ends with Thursday 3 December

Checked 2 files: 1 error

"#]]);
    let circle = Published::circle();
    circle.edit("sessions/tea.md", "4 pm - 5 pm", "4:30 pm - 5:30 pm").says(str![[r#"
error[change-unwritten]: `Tea` was at 4:00–5:00 pm and is at 4:30–5:30 pm now. No line in `changes` tells members.
 --> sessions/tea.md:3:7
  |
3 | date: 2026-11-12
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: moved from 4:00–5:00 pm

Checked 11 files: 1 error

"#]]);
    // It does not repeat any more.
    let circle = Published::circle();
    circle.remove("sessions/tea-out.md");
    circle
        .edit("sessions/tea.md", "repeats: {every: week, until: 2026-12-17, except: [2026-12-03]}\n", "")
        .says(str![[r#"
error[session-vanished]: `Tea on the beach` was published for Thursday 10 December 2026; it no longer exists, so it would disappear from members' calendars without notice.
--> sessions/tea-out.md
 = help: If it does not take place, put it back and write `status: cancelled` in its header, with a line in `changes` that says so. Calendars then show everybody that it is cancelled.

error[change-unwritten]: `Tea` now takes place for the last time on Thursday 12 November 2026. No line in `changes` tells members.
 --> sessions/tea.md:2:8
  |
2 | title: Tea
  |        ^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: ends with Thursday 12 November

Checked 10 files: 2 errors

"#]]);
}

#[test]
fn an_occurrence_of_its_own() {
    // It differs from the usual day,
    let circle = Published::circle();
    let text =
        "---\ntitle: Tea, late\ndate: 2026-11-26\ntime: 5 pm - 6 pm\nwhere: online\noccurrence_of: tea\n---\nTea.\n";
    circle.folder.write("sessions/tea-late.md", text);
    circle.says(str![[r#"
error[change-unwritten]: `Tea, late` was at 4:00–5:00 pm and is at 5:00–6:00 pm now. No line in `changes` tells members.
 --> sessions/tea-late.md:3:7
  |
3 | date: 2026-11-26
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-11-26 16:00}

Checked 12 files: 1 error

"#]]);
    circle.edit("sessions/tea-late.md", "title:", "changes:\n  - 2026-11-22: an hour later\ntitle:").is_silent();
    // A former stand-in moves like any other,
    let circle = Published::circle();
    circle.edit("sessions/tea-out.md", "3 pm - 5 pm", "2 pm - 4 pm").says(str![[r#"
error[change-unwritten]: `Tea on the beach` was at 3:00–5:00 pm and is at 2:00–4:00 pm now. No line in `changes` tells members.
 --> sessions/tea-out.md:3:7
  |
3 | date: 2026-12-10
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-12-10 15:00}

Checked 11 files: 1 error

"#]]);
    // or is as usual again,
    Published::circle().remove("sessions/tea-out.md").says(str![[r#"
error[change-unwritten]: `Tea` was replaced by `Tea on the beach` on Thursday 10 December 2026, and now takes place as usual on that day. No line in `changes` tells members.
 --> sessions/tea.md:2:8
  |
2 | title: Tea
  |        ^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: as usual on Thursday 10 December

Checked 10 files: 1 error

"#]]);
    // or on no day at all.
    let circle = Published::circle();
    circle.remove("sessions/tea-out.md");
    circle.edit("sessions/tea.md", "[2026-12-03]", "[2026-12-03, 2026-12-10]").says(str![[r#"
error[session-vanished]: `Tea on the beach` was published for Thursday 10 December 2026; it no longer exists, so it would disappear from members' calendars without notice.
--> sessions/tea-out.md
 = help: If it does not take place, put it back and write `status: cancelled` in its header, with a line in `changes` that says so. Calendars then show everybody that it is cancelled.

Checked 10 files: 1 error

"#]]);
    // A session of its own becomes one.
    let circle = Published::circle();
    let text = text.replace("occurrence_of: tea\n", "").replace("5 pm - 6 pm", "6 pm - 7 pm");
    circle.folder.write("sessions/tea-late.md", &text);
    circle.publish();
    circle.edit("sessions/tea-late.md", "title:", "occurrence_of: tea\ntitle:").says(str![[r#"
error[uid-changed]: `Tea, late` was published with the UID `tea-late@lantern` and now has a different one: calendars would treat it as a new session, and some would show both.
 --> sessions/tea-late.md:3:8
  |
3 | title: Tea, late
  |        ^^^^^^^^^
  |
  = help: Take `occurrence_of` out, and add that day to `except` in `tea`.

Checked 12 files: 1 error

"#]]);
}

#[test]
fn a_further_sitting_that_is_gone() {
    let further = "also_offered: {date: 2026-12-11, time: 10 am - 11 am}\n";
    let circle = Published::circle();
    circle.edit("sessions/02-soup.md", further, "").says(str![[r#"
error[change-unwritten]: `Soup` was published with a sitting on Friday 11 December 2026, which it no longer offers. No line in `changes` tells members.
 --> sessions/02-soup.md:2:8
  |
2 | title: Soup
  |        ^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: not on Friday 11 December

Checked 11 files: 1 error

"#]]);
    circle.edit("sessions/02-soup.md", "title:", "changes:\n  - 2026-11-22: one sitting only\ntitle:").is_silent();
}

#[test]
fn a_page_that_vanished() {
    Published::circle().rename("people/wren-halloran.md", "people/wren.md").says(str![[r#"
error[address-vanished]: `people/wren-halloran.html` is a page of the published site and would disappear. Links to it would stop working.
 --> people/wren.md:2:7
  |
2 | name: Wren Halloran
  |       ^^^^^^^^^^^^^
  |
  = help: If `people/wren.md` replaces it, write `was: [wren-halloran]` in the header of that file. If you want to remove the page, build anyway.

Checked 11 files: 1 error

"#]]);
    Published::circle().remove("people/wren-halloran.md").says(str![[r#"
error[address-vanished]: `people/wren-halloran.html` is a page of the published site and would disappear. Links to it would stop working.
--> people/wren-halloran.md
 = help: Put it back, or write `was: [wren-halloran]` in the header of the file that replaces it. If you want to remove the page, build anyway.

Checked 10 files: 1 error

"#]]);
    Published::circle().edit("people/wren-halloran.md", "name:", "draft: true\nname:").says(str![[r#"
error[address-vanished]: `people/wren-halloran.html` is a page of the published site, and its entry is a draft now. Links to it would stop working.
 --> people/wren-halloran.md:3:7
  |
3 | name: Wren Halloran
  |       ^^^^^^^^^^^^^
  |
  = help: Take `draft: true` out. If you want to remove the page, build anyway.

Checked 11 files: 1 error

"#]]);
    Published::circle().edit("readings/holmes.md", "Of talking.\n", "").says(str![[r#"
error[address-vanished]: `readings/holmes.html` is a page of the published site and would disappear, because its entry has no text now. Links to it would stop working.
 --> readings/holmes.md:2:7
  |
2 | cite: "Holmes (2015). Talking."
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: Give it a text again. If you want to remove the page, build anyway.

Checked 11 files: 1 error

"#]]);
    Published::circle().remove("values.md").says(str![[r#"
error[address-vanished]: `values.html` is a page of the published site and would disappear. Links to it would stop working.
--> values.md
 = help: Put `values.md` back. If you want to remove the page, build anyway.

Checked 10 files: 1 error

"#]]);
    Published::circle().remove("sessions/00-past.md").says(str![[r#"
error[address-vanished]: `sessions/00-past.html` is a page of the published site and would disappear. Links to it would stop working.
--> sessions/00-past.md
 = help: Put it back, or write `was: [00-past]` in the header of the file that replaces it. If you want to remove the page, build anyway.

Checked 10 files: 1 error

"#]]);
    let circle = Published::circle();
    circle.rename("sessions/autumn/01-first.md", "sessions/winter/01-first.md").remove("sessions/autumn/series.md");
    circle.says(str![[r#"
error[address-vanished]: `sessions/series/autumn.html` is a page of the published site and would disappear. Links to it would stop working.
--> sessions/winter/series.md
 = help: If `sessions/winter/series.md` replaces it, write `was: [autumn]` in the header of that file. If you want to remove the page, build anyway.

Checked 10 files: 1 error

"#]]);
}

#[test]
fn the_members_calendar_that_vanished() {
    let circle = Published::circle();
    let secret = "k3nwv5q2p7rtx8mz4hcd6bgjfy";
    circle.edit("community.yml", "id: lantern\n", "id: lantern\ncalendar: {show_join_link: members}\n");
    circle.folder.write("private/calendar.yml", format!("secret: {secret}\n"));
    circle.publish();
    circle.is_silent().remove("private/calendar.yml").says(str![[r#"
error[address-vanished]: The members' calendar would disappear from its published address, and members who subscribed to it would get no more changes.
 --> community.yml:1:7
  |
1 | name: The Lantern Circle
  |       ^^^^^^^^^^^^^^^^^^
  |
  = help: Put back the old `private/calendar.yml` and `show_join_link: members`. If you want to remove it, tell your members, and build anyway.

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_renamed_series_keeps_its_feed() {
    let circle = Published::circle();
    let text = circle.folder.read("sessions/autumn/series.md");
    circle.remove("sessions/autumn/series.md");
    circle.rename("sessions/autumn/01-first.md", "sessions/winter/01-first.md");
    circle.folder.write("sessions/winter/series.md", text.replace("title:", "was: [autumn]\ntitle:"));
    circle.is_silent();
}

#[test]
fn what_a_stand_in_shares_is_said_once() {
    let circle = Published::circle();
    circle.edit("sessions/tea.md", "title:", "updated: 2026-11-02\nchanges:\n  - 2026-11-01: later\ntitle:");
    circle.edit("sessions/tea-out.md", "title:", "changes:\n  - 2026-11-01: on the beach\ntitle:");
    circle.publish();
    circle.edit("sessions/tea.md", "updated: 2026-11-02\nchanges:\n  - 2026-11-01: later\n", "").says(str![[r#"
error[changes-lost]: `changes` of `Tea` had 1 entry when you last published and has 0 now. Calendars would take this for an older version, and keep the one they have.
 --> sessions/tea.md:2:8
  |
2 | title: Tea
  |        ^^^
  |
  = help: Put back the entries that were there, the newest last.

Checked 11 files: 1 error

"#]]);
}

#[test]
fn a_folder_in_a_folder_has_no_earlier_name() {
    let circle = Published::circle();
    circle.folder.write("guidance/hosts/tea.md", "---\ntitle: Making tea\n---\nBoil water.\n");
    circle.publish();
    circle.rename("guidance/hosts/tea.md", "guidance/kitchen/tea.md").says(str![[r#"
error[address-vanished]: `guidance/hosts/tea.html` is a page of the published site and would disappear. Links to it would stop working.
 --> guidance/kitchen/tea.md:2:8
  |
2 | title: Making tea
  |        ^^^^^^^^^^
  |
  = help: It is in `guidance/kitchen/tea.md` now. `was` can name an old file but not an old folder, so move it back to `guidance/hosts`. If you want to remove the page, build anyway.

Checked 12 files: 1 error

"#]]);
}

#[test]
fn lists_and_files_are_no_addresses_to_keep() {
    let circle = Published::circle();
    circle.folder.write("files/sheet.txt", "A sheet.");
    circle.folder.write("readings/short.md", "---\ncite: \"Short (2016). Less.\"\n---\n");
    circle.remove("readings/holmes.md");
    circle.publish();
    circle.remove("files/sheet.txt").remove("readings/short.md").is_silent();
}

#[test]
fn what_is_no_published_calendar() {
    let circle = Published::circle();
    let said = |previous: &Path| {
        let home = circle.folder.beside("");
        circle.check(previous).with(2).stdout.replace(&*home.to_string_lossy(), "")
    };
    assert_eq!(said(&circle.folder.beside("none")), "There is no file or folder `none`.\n");
    assert_eq!(
        said(&circle.live().join("index.html")),
        "`live/index.html` is not a calendar: it should begin with `BEGIN:VCALENDAR`.\n"
    );
    assert_eq!(
        said(&circle.folder.root()),
        "There is no `calendar.ics` in `handbook`. Name the folder of a published site, or a copy of its calendar.\n"
    );
    circle.folder.build().well();
    assert_eq!(
        said(&circle.folder.root()),
        "There is no `calendar.ics` in `handbook`. Did you mean `handbook/public`?\n"
    );
}

/// Another program's feed, with zones, rules, stamps and counts of its own.
const FOREIGN: &str = "BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nX-WR-TIMEZONE:America/Halifax\r\n\
    BEGIN:VEVENT\r\nUID:abc@other\r\nDTSTAMP:20261121T000000Z\r\nSEQUENCE:7\r\nSUMMARY:First evening\r\n\
    DTSTART:20261203T223000Z\r\nDTEND:20261204T000000Z\r\nLOCATION:The library\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:def@other\r\nDTSTART;TZID=Atlantic Standard Time:20261210T183000\r\n\
    RRULE:FREQ=DAILY;COUNT=3;BYHOUR=1\r\nSUMMARY:Soup\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:\r\nDTSTART:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn another_program_s_calendar_is_compared_as_far_as_it_goes() {
    let circle = Published::circle();
    circle.folder.write("../foreign.ics", FOREIGN);
    let file = circle.folder.beside("foreign.ics");
    circle.edit("sessions/autumn/01-first.md", "title:", "uid: abc@other\ntitle:");
    circle.edit("sessions/02-soup.md", "title:", "uid: def@other\ntitle:");
    assert!(circle.check(&file).well().stdout.ends_with("nothing to mend\n"));
    circle.edit("sessions/autumn/01-first.md", "2026-12-03", "2026-12-04").edit(
        "sessions/02-soup.md",
        "uid: def@other\n",
        "",
    );
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    assert.eq(circle.check(&file).with(1).stdout, str![[r#"
error[uid-changed]: `Soup` was published with the UID `def@other` and now has a different one: calendars would treat it as a new session, and some would show both.
 --> sessions/02-soup.md:2:8
  |
2 | title: Soup
  |        ^^^^
  |
  = help: Write `uid: def@other` in its header.

error[change-unwritten]: `First evening` was on Thursday 3 December 2026 and is on Friday 4 December 2026 now. No line in `changes` tells members.
 --> sessions/autumn/01-first.md:4:7
  |
4 | date: 2026-12-04
  |       ^^^^^^^^^^
  |
  = help: Add this to its header, in your own words:
          changes:
            - 2026-11-22: {moved_from: 2026-12-03}

Checked 11 files: 2 errors

"#]].raw());
}

#[test]
fn a_move_is_noticed_by_outlooks_zone_names_and_beside_its_count_of_changes() {
    let circle = Published::circle();
    circle.folder.write(
        "../outlook.ics",
        "BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nBEGIN:VEVENT\r\nUID:abc@other\r\nSEQUENCE:7\r\nSUMMARY:First evening\r\n\
         DTSTART;TZID=\"Atlantic Standard Time\":20261203T183000\r\nDTEND;TZID=\"Atlantic Standard Time\":20261203T200000\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let file = circle.folder.beside("outlook.ics");
    circle.edit("sessions/autumn/01-first.md", "title:", "uid: abc@other\nsequence: 7\ntitle:");
    assert!(circle.check(&file).well().stdout.ends_with("nothing to mend\n"));
    circle.edit("sessions/autumn/01-first.md", "2026-12-03", "2026-12-04");
    let said = circle.check(&file).with(1).stdout;
    assert!(said.contains("was on Thursday 3 December 2026 and is on Friday 4 December 2026 now"), "{said}");
    circle.edit("sessions/autumn/01-first.md", "title:", "changes:\n  - 2026-11-22: moved from 3 December\ntitle:");
    assert!(circle.check(&file).well().stdout.ends_with("nothing to mend\n"));
}

#[test]
fn all_sittings_called_off_are_one_line() {
    let circle = Published::circle();
    let sitting = "also_offered: {date: 2026-12-12, time: 9 am - 10 am}\ntitle:";
    circle.edit("sessions/autumn/01-first.md", "title:", sitting);
    circle.publish();
    circle.edit("sessions/autumn/01-first.md", "title:", "status: cancelled\ntitle:");
    let said = circle.check(&circle.live()).with(1).stdout;
    assert_eq!(said.matches("is now cancelled").count(), 1, "{said}");
    assert_eq!(said.matches("- 2026-11-22: cancelled").count(), 1, "{said}");
}
