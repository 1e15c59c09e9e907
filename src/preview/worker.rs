//! The one worker: reads the folder at each change, shows the new snapshot, and reports problems.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;

use super::current_site::{CurrentSite, ShownSite};
use super::debounce::{BuildOutcome, Debouncer, NextStep};
use super::live::{AssetFingerprints, PreviewState, state_json};
use super::server::{Exposure, Subscribers};
use super::watch::WatchEvent;
use super::{PreviewEvent, PreviewOptions};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::show::{Shown, show};
use crate::parse::{FileKind, classify};
use crate::pipeline::{BuildSettings, FailOn, Prepared, Workspace};
use crate::read;
use crate::redact::Drafts;
use crate::source::{FilePath, Span};

/// The time between two looks at the clock for another day, while nothing is saved.
const DAY_CHECK: Duration = Duration::from_secs(20);

/// What the watch reports. Threads that look for problems may ask whether something has come.
struct Inbox(Mutex<(Receiver<WatchEvent>, Vec<WatchEvent>)>);

impl Inbox {
    fn lock(&self) -> MutexGuard<'_, (Receiver<WatchEvent>, Vec<WatchEvent>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether nothing has come since [`Inbox::take`].
    fn is_empty(&self) -> bool {
        let (receiver, waiting) = &mut *self.lock();
        waiting.extend(receiver.try_recv());
        waiting.is_empty()
    }

    /// Returns all that has come.
    fn take(&self) -> Vec<WatchEvent> {
        let (receiver, waiting) = &mut *self.lock();
        waiting.extend(receiver.try_iter());
        std::mem::take(waiting)
    }

    /// Waits until something comes.
    fn wait(&self, timeout: Duration) -> Result<(), RecvTimeoutError> {
        let (receiver, waiting) = &mut *self.lock();
        waiting.push(receiver.recv_timeout(timeout)?);
        Ok(())
    }
}

/// Works until the watch has ended.
pub(super) fn run(
    options: &PreviewOptions<'_>,
    exposure: Exposure,
    changes: Receiver<WatchEvent>,
    site: &CurrentSite,
    subscribers: &Subscribers,
    report: &(dyn Fn(PreviewEvent<'_>) + Sync),
) {
    let inbox = Inbox(Mutex::new((changes, Vec::new())));
    let mut worker = Worker::new(options, exposure, site, subscribers, report);
    let mut debouncer = Debouncer::default();
    debouncer.changed(Instant::now());
    loop {
        for event in inbox.take() {
            match event {
                WatchEvent::Changed => debouncer.changed(Instant::now()),
                WatchEvent::Polling(reason) => report(PreviewEvent::Polling(reason)),
            }
        }
        match debouncer.next_step(Instant::now()) {
            NextStep::Build => debouncer.built(worker.build()),
            NextStep::Check => {
                if worker.show_problems(&|| inbox.is_empty()) == CheckOutcome::Interrupted {
                    debouncer.interrupted();
                }
            }
            NextStep::Wait(until) => {
                let timeout = until.map_or(DAY_CHECK, |until| until.saturating_duration_since(Instant::now()));
                match inbox.wait(timeout) {
                    Err(RecvTimeoutError::Timeout) if until.is_none() && worker.is_another_day() => {
                        debouncer.changed(Instant::now());
                    }
                    Ok(()) | Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        }
    }
}

/// The result of looking for problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CheckOutcome {
    Complete,
    /// Something was saved meanwhile, which is shown first.
    Interrupted,
}

struct Worker<'a> {
    options: &'a PreviewOptions<'a>,
    exposure: Exposure,
    site: &'a CurrentSite,
    subscribers: &'a Subscribers,
    report: &'a (dyn Fn(PreviewEvent<'_>) + Sync),
    memory: Workspace,
    /// What open pages were told last.
    state: PreviewState,
    /// What the snapshot that is shown was made from.
    last: Option<(Prepared, BuildSettings)>,
    /// The reason why the folder could not be read the last time; what was read before is still shown.
    unreadable: Option<io::Error>,
}

impl<'a> Worker<'a> {
    fn new(
        options: &'a PreviewOptions<'a>,
        exposure: Exposure,
        site: &'a CurrentSite,
        subscribers: &'a Subscribers,
        report: &'a (dyn Fn(PreviewEvent<'_>) + Sync),
    ) -> Self {
        let (memory, state) = (Workspace::default(), PreviewState::default());
        Worker { options, exposure, site, subscribers, report, memory, state, last: None, unreadable: None }
    }

    /// Reads what has changed in the folder, and shows it.
    fn build(&mut self) -> BuildOutcome {
        let prepared = match self.memory.look(self.options.root, Some(self.options.output)) {
            Ok(prepared) => prepared,
            Err(error) => {
                self.unreadable = Some(error);
                return BuildOutcome::Changed;
            }
        };
        let was_unreadable = self.unreadable.take().is_some();
        let settings = BuildSettings { today: self.today(&prepared), drafts: Drafts::Shown, bar: FailOn::Errors };
        let is_first = self.last.is_none();
        let is_same_day = self.last.as_ref().is_some_and(|(_, before)| before.today == settings.today);
        if prepared.changed.is_empty() && is_same_day {
            return if was_unreadable { BuildOutcome::Changed } else { BuildOutcome::Unchanged };
        }
        let state = &mut self.state;
        state.version += 1;
        if prepared.changed.iter().any(|file| classify(file) == FileKind::Other) {
            state.assets.pictures = state.version.into();
        }
        // Where there is nothing to show, as between the two steps in which an editor saves `community.yml`, what was
        // shown last stays.
        let shown_before = prepared.snapshot(settings).and_then(|edition| {
            let assets = &edition.renderer().theme().assets;
            let assets = assets.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
            state.assets = AssetFingerprints::of(assets, state.assets.pictures);
            self.site.replace(ShownSite::new(edition, state.assets))
        });
        // Problems and stale files stay as they were published until the author pauses: most are mended by the next
        // save.
        self.publish();
        // It is large, and open pages need not wait for its memory to be freed.
        drop(shown_before);
        self.last = Some((prepared, settings));
        if is_first {
            (self.report)(PreviewEvent::Ready);
        }
        BuildOutcome::Changed
    }

    /// Looks for problems in what was read last, as long as `is_worth_it`, and reports them.
    fn show_problems(&mut self, is_worth_it: &(dyn Fn() -> bool + Sync)) -> CheckOutcome {
        let problems = match (&self.unreadable, &self.last) {
            (Some(error), _) => show(vec![unreadable_folder(error)], &|_| None),
            (None, Some((prepared, settings))) => {
                let Some(found) = self.memory.problems(prepared, *settings, is_worth_it) else {
                    return CheckOutcome::Interrupted;
                };
                self.state.stale.clone_from(&prepared.stale);
                show(found, &|file| read::text_again(&prepared.folder, file))
            }
            (None, None) => return CheckOutcome::Complete,
        };
        let before = std::mem::replace(&mut self.state.problems, problems);
        self.publish();
        let (new, all) = (new_problems(&self.state.problems, &before), self.state.problems.as_slice());
        if !new.is_empty() || all.len() != before.len() {
            (self.report)(PreviewEvent::Problems { new, all });
        }
        CheckOutcome::Complete
    }

    fn publish(&self) {
        self.subscribers.publish(state_json(self.options.run, &self.state, self.exposure));
    }

    fn is_another_day(&self) -> bool {
        self.last.as_ref().is_some_and(|(prepared, before)| self.today(prepared) != before.today)
    }

    fn today(&self, prepared: &Prepared) -> Date {
        let zone = prepared.handbook.as_ref().map(|handbook| &handbook.book.community.timezone.value);
        (self.options.today)(zone.unwrap_or(&TimeZone::UTC))
    }
}

/// Returns those of `problems` that were not among those `before`. A problem whose line has moved is the same.
fn new_problems<'p>(problems: &'p [Shown], before: &[Shown]) -> Vec<&'p Shown> {
    let known: FxHashSet<_> = before.iter().map(identity).collect();
    problems.iter().filter(|shown| !known.contains(&identity(shown))).collect()
}

fn identity(shown: &Shown) -> (&str, Option<&FilePath>, &str) {
    (shown.code, shown.place.as_ref().map(|place| &place.file), &shown.message)
}

/// Returns the problem where the handbook's folder itself cannot be read.
fn unreadable_folder(error: &io::Error) -> Diagnostic {
    let message =
        format!("Handbound cannot read the handbook's folder just now ({error}). The pages show what it last read.");
    let help = "Put it back where it was, or end the preview and start it where the folder is now.";
    Diagnostic { span: None, ..Diagnostic::error("unreadable-file", Span::whole(&"".into()), message).help(help) }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicI8, Ordering};

    use jiff::civil::date;

    use super::*;
    use crate::preview::server::{Lookup, SiteSource};
    use crate::preview::watch::WatchMode;

    /// Without an agenda, which would be advised.
    const COMMUNITY: &str =
        "name: The Tidepool Circle\ntimezone: UTC\nchecks: { ignore: { outline-empty: we talk } }\n";
    const SESSION: &str = "---\ntitle: First tides\ndate: 2026-12-03\ntime: 19:00-20:00\nwhere: online\n---\nHello.\n";
    const BROKEN: &str = "---\ntitle: First tides\ndate: 2026-02-30\ntime: 19:00-20:00\nwhere: online\n---\nHello.\n";

    /// A folder with a worker, without watch, server or browser.
    struct Bench<'a> {
        root: &'a Path,
        site: &'a CurrentSite,
        reported: &'a Mutex<Vec<String>>,
        /// The day in December 2026.
        day: &'a AtomicI8,
        worker: Worker<'a>,
    }

    /// Runs `test` on the worker of a folder with one session.
    fn with_worker(test: impl FnOnce(Bench<'_>)) {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("handbook");
        let (site, reported, day) =
            (CurrentSite::new(Exposure::Local), Mutex::<Vec<String>>::default(), AtomicI8::new(1));
        let subscribers = Subscribers::default();
        let today = |_: &TimeZone| date(2026, 12, day.load(Ordering::Relaxed));
        let report = |event: PreviewEvent<'_>| {
            let words = match event {
                PreviewEvent::Ready => "ready".to_owned(),
                PreviewEvent::Polling(reason) => format!("{reason:?}"),
                PreviewEvent::Problems { new, all } => {
                    let codes: Vec<&str> = new.iter().map(|shown| shown.code).collect();
                    format!("{} of {}", codes.join(" "), all.len())
                }
            };
            reported.lock().expect("no poison").push(words);
        };
        let output = PathBuf::from("public");
        let options =
            PreviewOptions { root: &folder, output: &output, mode: WatchMode::Native, today: &today, run: "run" };
        let worker = Worker::new(&options, Exposure::Local, &site, &subscribers, &report);
        let bench = Bench { root: &folder, site: &site, reported: &reported, day: &day, worker };
        bench.save("community.yml", COMMUNITY);
        bench.save("sessions/a.md", SESSION);
        test(bench);
    }

    impl Bench<'_> {
        fn save(&self, file: &str, text: &str) {
            let path = self.root.join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }

        fn page(&self, path: &str) -> String {
            match self.site.find(path) {
                Lookup::File(file) | Lookup::Broken(file) => String::from_utf8_lossy(&file.bytes).into_owned(),
                Lookup::Missing { nearest } => format!("missing, nearest: {}", nearest.unwrap_or_default()),
            }
        }

        /// Looks for problems to the end.
        fn check(&mut self) {
            assert_eq!(self.worker.show_problems(&|| true), CheckOutcome::Complete);
        }

        fn reported(&self) -> Vec<String> {
            std::mem::take(&mut *self.reported.lock().expect("no poison"))
        }
    }

    #[test]
    fn a_save_is_shown_at_once_and_what_is_wrong_with_it_when_the_files_are_quiet() {
        with_worker(|mut bench| {
            assert_eq!(bench.worker.build(), BuildOutcome::Changed);
            bench.check();
            assert_eq!(bench.reported(), ["ready"], "of a handbook without problems nothing more is said");

            bench.save("sessions/a.md", &SESSION.replace("Hello", "Good evening"));
            assert_eq!(bench.worker.build(), BuildOutcome::Changed);
            assert!(bench.page("sessions/a.html").contains("Good evening"));

            bench.save("sessions/a.md", BROKEN);
            assert_eq!(bench.worker.build(), BuildOutcome::Changed);
            assert!(bench.reported().is_empty() && bench.worker.state.stale.is_empty(), "it may be half saved");
            assert!(bench.page("sessions/a.html").contains("Good evening"), "the last good version stays");
            bench.check();
            assert_eq!(bench.reported().len(), 1);
            assert_eq!(bench.worker.state.stale, ["sessions/a.md".into()]);

            bench.save("sessions/a.md", SESSION);
            bench.worker.build();
            bench.check();
            assert_eq!(bench.reported(), [" of 0"]);
            assert!(bench.worker.state.stale.is_empty());
        });
    }

    #[test]
    fn a_change_of_nothing_makes_nothing() {
        with_worker(|mut bench| {
            bench.worker.build();
            let version = bench.worker.state.version;
            assert_eq!(bench.worker.build(), BuildOutcome::Unchanged);
            assert_eq!(bench.worker.state.version, version);
        });
    }

    /// Pages are made to find mistakes only where a community has templates of its own.
    #[test]
    fn looking_for_problems_gives_way_to_a_save() {
        with_worker(|mut bench| {
            bench.save("theme/session.html", "{{ no.such.thing }}");
            bench.worker.build();
            assert_eq!(bench.worker.show_problems(&|| false), CheckOutcome::Interrupted);
            assert_eq!(bench.reported(), ["ready"]);
            bench.check();
            assert_eq!(bench.reported(), ["template of 1"]);
        });
    }

    #[test]
    fn another_day_makes_another_snapshot() {
        with_worker(|mut bench| {
            bench.worker.build();
            assert!(!bench.worker.is_another_day());
            let before = bench.page("sessions/index.html");
            bench.day.store(9, Ordering::Relaxed);
            assert!(bench.worker.is_another_day());
            assert_eq!(bench.worker.build(), BuildOutcome::Changed);
            assert!(!bench.worker.is_another_day());
            assert_ne!(bench.page("sessions/index.html"), before, "the session is past now");
        });
    }

    #[test]
    fn what_was_shown_last_stays_while_the_folder_or_its_first_file_is_away() {
        with_worker(|mut bench| {
            bench.worker.build();
            bench.check();
            bench.reported();
            let page = bench.page("sessions/a.html");

            fs::remove_file(bench.root.join("community.yml")).expect("removed");
            bench.worker.build();
            assert_eq!(bench.page("sessions/a.html"), page);
            bench.check();
            assert_eq!(bench.reported(), ["no-community-file of 1"]);
            bench.save("community.yml", COMMUNITY);
            bench.worker.build();
            bench.check();
            assert_eq!(bench.reported(), [" of 0"]);

            let away = bench.root.with_extension("away");
            fs::rename(bench.root, &away).expect("renamed");
            for _ in 0..2 {
                assert_eq!(bench.worker.build(), BuildOutcome::Changed);
                bench.check();
            }
            assert_eq!(bench.reported(), ["unreadable-file of 1"], "it is said once");
            assert_eq!(bench.page("sessions/a.html"), page);
            fs::rename(&away, bench.root).expect("renamed");
            assert_eq!(bench.worker.build(), BuildOutcome::Changed);
            bench.check();
            assert_eq!(bench.reported(), [" of 0"]);
        });
    }

    #[test]
    fn a_problem_is_said_once_however_its_line_moves() {
        with_worker(|mut bench| {
            bench.worker.build();
            bench.check();
            bench.reported();
            let mut round = |text: &str| {
                bench.save("sessions/a.md", text);
                bench.worker.build();
                bench.check();
                bench.reported()
            };
            let said = round(BROKEN);
            assert_eq!(said.len(), 1);
            assert_eq!(round(&BROKEN.replace("title:", "# A remark.\ntitle:")), [""; 0], "it stands one line lower");
            assert_eq!(round(SESSION), [" of 0"]);
            assert_eq!(round(BROKEN), said, "it was made again");
        });
    }

    /// The accent of the pages that are shown.
    fn accent(bench: &Bench<'_>) -> String {
        let page = bench.page("index.html");
        let sheet = page
            .split("href=\"")
            .find_map(|part| part.split('"').next().filter(|path| path.split('.').next_back() == Some("css")));
        let sheet = bench.page(sheet.expect("a sheet"));
        sheet.split("--accent:").nth(1).and_then(|rest| rest.split([';', '}']).next()).expect("an accent").to_owned()
    }

    #[test]
    fn a_misspelt_colour_keeps_the_last_that_was_known_whatever_else_changes() {
        with_worker(|mut bench| {
            let with = |theme: &str| format!("{COMMUNITY}theme: {theme}\n");
            let mut worn = |theme: &str| {
                bench.save("community.yml", &with(theme));
                bench.worker.build();
                accent(&bench)
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
        with_worker(|mut bench| {
            bench.worker.build();
            bench.save("sessions/kettle-hour.md", &SESSION.replace("First", "Second"));
            bench.worker.build();
            assert_eq!(bench.page("sessions/kettle-hours.html"), "missing, nearest: sessions/kettle-hour.html");
            assert_eq!(bench.page("sessions/nothing-like-it.html"), "missing, nearest: sessions/index.html");
            assert_eq!(bench.page("nowhere/x.html"), "missing, nearest: index.html");
        });
    }

    #[test]
    fn before_there_is_a_handbook_a_page_says_so_and_gives_way_to_it() {
        with_worker(|mut bench| {
            fs::remove_file(bench.root.join("community.yml")).expect("removed");
            bench.worker.build();
            assert!(bench.page("index.html").contains("There is no handbook here yet"));
            bench.save("community.yml", COMMUNITY);
            bench.worker.build();
            assert!(bench.page("index.html").contains("The Tidepool Circle"));
        });
    }

    /// Looking for problems asks whether something was saved, which is not lost by that.
    #[test]
    fn what_comes_while_problems_are_looked_for_is_kept() {
        let (sender, receiver) = std::sync::mpsc::channel();
        let inbox = Inbox(Mutex::new((receiver, Vec::new())));
        assert!(inbox.is_empty());
        sender.send(WatchEvent::Changed).expect("somebody listens");
        assert!(!inbox.is_empty() && !inbox.is_empty());
        sender.send(WatchEvent::Changed).expect("somebody listens");
        assert_eq!(inbox.take().len(), 2);
        assert!(inbox.is_empty());
        drop(sender);
        assert_eq!(inbox.wait(Duration::ZERO), Err(RecvTimeoutError::Disconnected));
    }
}
