//! A desk over a folder, without watch, server or browser: what is shown, and what is said, after each save.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI8, Ordering};

use jiff::civil::date;

use super::*;
use crate::preview::server::{Company, Found, Shelf};
use crate::preview::watch::Mode;

/// Without an agenda, which would be advised.
const COMMUNITY: &str = "name: The Tidepool Circle\ntimezone: UTC\nchecks: { ignore: { outline-empty: we talk } }\n";
const SESSION: &str = "---\ntitle: First tides\ndate: 2026-12-03\ntime: 19:00-20:00\nwhere: online\n---\nHello.\n";
const BROKEN: &str = "---\ntitle: First tides\ndate: 2026-02-30\ntime: 19:00-20:00\nwhere: online\n---\nHello.\n";

/// A folder, and all that its desk does.
struct Office<'a> {
    root: &'a Path,
    current: &'a Current,
    said: &'a Mutex<Vec<String>>,
    /// The day in December 2026.
    day: &'a AtomicI8,
    desk: Desk<'a>,
}

/// Runs `test` on the desk of a folder with one session.
fn office(test: impl FnOnce(Office<'_>)) {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("handbook");
    let (current, said, day) = (Current::default(), Mutex::<Vec<String>>::default(), AtomicI8::new(1));
    let room = Room::new("run", Company::Alone, |_: &str| None);
    let today = |_: &TimeZone| date(2026, 12, day.load(Ordering::Relaxed));
    let say = |words: Said<'_>| {
        let words = match words {
            Said::Ready => "ready".to_owned(),
            Said::Polling(why) => format!("{why:?}"),
            Said::Problems { new, all } => {
                let codes: Vec<&str> = new.iter().map(|shown| shown.code).collect();
                format!("{} of {}", codes.join(" "), all.len())
            }
        };
        said.lock().expect("no poison").push(words);
    };
    let output = PathBuf::from("public");
    let serving = Serving { root: &folder, output: &output, mode: Mode::Native, today: &today, run: "run" };
    let desk = Desk::new(&serving, &current, &room, &say);
    let office = Office { root: &folder, current: &current, said: &said, day: &day, desk };
    office.save("community.yml", COMMUNITY);
    office.save("sessions/a.md", SESSION);
    test(office);
}

impl Office<'_> {
    fn save(&self, file: &str, text: &str) {
        let path = self.root.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn page(&self, path: &str) -> String {
        match self.current.find(path) {
            Found::File(file) | Found::Broken(file) => String::from_utf8_lossy(&file.bytes).into_owned(),
            Found::Missing { nearest } => format!("missing, nearest: {}", nearest.unwrap_or_default()),
        }
    }

    /// Looks for problems to the end.
    fn prove(&mut self) {
        assert_eq!(self.desk.show_problems(&|| true), Proof::Done);
    }

    fn said(&self) -> Vec<String> {
        std::mem::take(&mut *self.said.lock().expect("no poison"))
    }
}

#[test]
fn a_save_is_shown_at_once_and_what_is_wrong_with_it_when_the_files_are_quiet() {
    office(|mut office| {
        assert_eq!(office.desk.build(), Built::Anew);
        office.prove();
        assert_eq!(office.said(), ["ready"], "of a handbook without problems nothing more is said");

        office.save("sessions/a.md", &SESSION.replace("Hello", "Good evening"));
        assert_eq!(office.desk.build(), Built::Anew);
        assert!(office.page("sessions/a.html").contains("Good evening"));

        office.save("sessions/a.md", BROKEN);
        assert_eq!(office.desk.build(), Built::Anew);
        assert!(office.said().is_empty() && office.desk.told.stale.is_empty(), "it may be half saved");
        assert!(office.page("sessions/a.html").contains("Good evening"), "the last good version stays");
        office.prove();
        assert_eq!(office.said().len(), 1);
        assert_eq!(office.desk.told.stale, ["sessions/a.md".into()]);

        office.save("sessions/a.md", SESSION);
        office.desk.build();
        office.prove();
        assert_eq!(office.said(), [" of 0"]);
        assert!(office.desk.told.stale.is_empty());
    });
}

#[test]
fn a_hint_about_nothing_makes_nothing() {
    office(|mut office| {
        office.desk.build();
        let told = office.desk.told.edition;
        assert_eq!(office.desk.build(), Built::TheSame);
        assert_eq!(office.desk.told.edition, told);
    });
}

/// Pages are made to find mistakes only where a community has templates of its own.
#[test]
fn looking_for_problems_gives_way_to_a_save() {
    office(|mut office| {
        office.save("theme/session.html", "{{ no.such.thing }}");
        office.desk.build();
        assert_eq!(office.desk.show_problems(&|| false), Proof::GivenUp);
        assert_eq!(office.said(), ["ready"]);
        office.prove();
        assert_eq!(office.said(), ["template of 1"]);
    });
}

#[test]
fn another_day_makes_another_edition() {
    office(|mut office| {
        office.desk.build();
        assert!(!office.desk.is_another_day());
        let before = office.page("sessions/index.html");
        office.day.store(9, Ordering::Relaxed);
        assert!(office.desk.is_another_day());
        assert_eq!(office.desk.build(), Built::Anew);
        assert!(!office.desk.is_another_day());
        assert_ne!(office.page("sessions/index.html"), before, "the session is past now");
    });
}

#[test]
fn what_was_shown_last_stays_while_the_folder_or_its_first_file_is_away() {
    office(|mut office| {
        office.desk.build();
        office.prove();
        office.said();
        let page = office.page("sessions/a.html");

        fs::remove_file(office.root.join("community.yml")).expect("removed");
        office.desk.build();
        assert_eq!(office.page("sessions/a.html"), page);
        office.prove();
        assert_eq!(office.said(), ["no-community-file of 1"]);
        office.save("community.yml", COMMUNITY);
        office.desk.build();
        office.prove();
        assert_eq!(office.said(), [" of 0"]);

        let away = office.root.with_extension("away");
        fs::rename(office.root, &away).expect("renamed");
        for _ in 0..2 {
            assert_eq!(office.desk.build(), Built::Anew);
            office.prove();
        }
        assert_eq!(office.said(), ["unreadable-file of 1"], "it is said once");
        assert_eq!(office.page("sessions/a.html"), page);
        fs::rename(&away, office.root).expect("renamed");
        assert_eq!(office.desk.build(), Built::Anew);
        office.prove();
        assert_eq!(office.said(), [" of 0"]);
    });
}

#[test]
fn a_problem_is_said_once_however_its_line_moves() {
    office(|mut office| {
        office.desk.build();
        office.prove();
        office.said();
        let mut round = |text: &str| {
            office.save("sessions/a.md", text);
            office.desk.build();
            office.prove();
            office.said()
        };
        let said = round(BROKEN);
        assert_eq!(said.len(), 1);
        assert_eq!(round(&BROKEN.replace("title:", "# A remark.\ntitle:")), [""; 0], "it stands one line lower");
        assert_eq!(round(SESSION), [" of 0"]);
        assert_eq!(round(BROKEN), said, "it was made again");
    });
}

/// The accent of the pages that are shown.
fn accent(office: &Office<'_>) -> String {
    let page = office.page("index.html");
    let sheet = page
        .split("href=\"")
        .find_map(|part| part.split('"').next().filter(|path| path.split('.').next_back() == Some("css")));
    let sheet = office.page(sheet.expect("a sheet"));
    sheet.split("--accent:").nth(1).and_then(|rest| rest.split([';', '}']).next()).expect("an accent").to_owned()
}

#[test]
fn a_misspelt_colour_keeps_the_last_that_was_known_whatever_else_changes() {
    office(|mut office| {
        let with = |theme: &str| format!("{COMMUNITY}theme: {theme}\n");
        let mut worn = |theme: &str| {
            office.save("community.yml", &with(theme));
            office.desk.build();
            accent(&office)
        };
        let usual = worn("{ name: hearth }");
        assert_eq!(worn("{ colour: hether }"), usual, "none was known before");
        let clay = worn("{ colour: clay }");
        assert_ne!(clay, usual);
        assert_eq!(worn("{ colour: harbor-x }"), clay);
        assert_eq!(worn("{ colour: harbor-y, density: compact }"), clay);
        let ledger = worn("{ name: ledger, colour: clay }");
        worn("{ colour: clay }");
        assert_eq!(worn("{ name: ledger, colour: harbor-x }"), ledger);
        assert_eq!(worn("{ name: hearth }"), usual);
    });
}

#[test]
fn a_page_that_is_gone_leads_to_one_of_nearly_its_name_or_to_its_list() {
    office(|mut office| {
        office.desk.build();
        office.save("sessions/kettle-hour.md", &SESSION.replace("First", "Second"));
        office.desk.build();
        assert_eq!(office.page("sessions/kettle-hours.html"), "missing, nearest: sessions/kettle-hour.html");
        assert_eq!(office.page("sessions/nothing-like-it.html"), "missing, nearest: sessions/index.html");
        assert_eq!(office.page("nowhere/x.html"), "missing, nearest: index.html");
    });
}

#[test]
fn before_there_is_a_handbook_a_page_says_so_and_gives_way_to_it() {
    office(|mut office| {
        fs::remove_file(office.root.join("community.yml")).expect("removed");
        office.desk.build();
        assert!(office.page("index.html").contains("There is no handbook here yet"));
        office.save("community.yml", COMMUNITY);
        office.desk.build();
        assert!(office.page("index.html").contains("The Tidepool Circle"));
    });
}
