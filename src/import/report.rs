//! The report of an import: what was brought in, and what could not be carried over.

use std::collections::BTreeMap;

/// The number of things that a line names before it counts the rest.
const NAMED: usize = 5;

/// The characters of a title that a line shows.
const TITLE: usize = 60;

/// The kinds of lines, in the order of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportKind {
    NoStart,
    AllTakenOut,
    Ended,
    Unread,
    AlreadyHere,
    Twice,
    Secret,
    AllDay,
    NoEnd,
    TooLong,
    TwoZones,
    Floating,
    UnknownZone,
    OwnZone,
    UtcRule,
    GoesOn,
    BeganEarlier,
    OneByOne,
    UnknownRule,
    Stray,
    Join,
    Home,
    Venue,
    Mail,
    People,
    Sequence,
    Markup,
    Attachment,
    Category,
    Alarm,
    Other,
}

/// The counts of what was brought in, and of what could not be carried over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    pub sessions: usize,
    /// The number of them that repeat.
    pub repeating: usize,
    pub series: usize,
    pub venues: usize,
    /// The name and zone of a handbook that was begun.
    pub begun: Option<(String, String)>,
    notes: BTreeMap<ReportKind, (usize, Vec<String>)>,
}

impl ImportReport {
    /// Notes that `kind` happened to `what`.
    pub(super) fn note(&mut self, kind: ReportKind, what: &str) {
        self.note_many(kind, 1, what);
    }

    pub(super) fn note_many(&mut self, kind: ReportKind, number: usize, what: &str) {
        if number == 0 {
            return;
        }
        let (count, named) = self.notes.entry(kind).or_default();
        *count += number;
        let what = shortened(what);
        if (named.len() < NAMED || every_name_once(kind)) && !what.is_empty() && !named.contains(&what) {
            named.push(what);
        }
    }

    /// Returns how often `kind` happened.
    #[must_use]
    pub fn count(&self, kind: ReportKind) -> usize {
        self.notes.get(&kind).map_or(0, |(count, _)| *count)
    }

    /// Returns the report in words, a line each; `until` is the last day for what repeats.
    #[must_use]
    pub fn text(&self, until: &str) -> String {
        let mut out = String::new();
        if let Some((name, zone)) = &self.begun {
            out += &format!("Began a handbook called \"{name}\" in the time zone {zone}; look at `community.yml`.\n");
            if zone == "Etc/UTC" {
                out +=
                    "The calendar does not name its time zone. Correct `timezone` in that file, and check all times.\n";
            }
        }
        out += &self.brought_in();
        if !self.notes.is_empty() {
            out.push('\n');
        }
        for (kind, (count, named)) in &self.notes {
            let names: Vec<String> = named.iter().map(|name| format!("    {name}\n")).collect();
            out += &format!("- {}\n{}", sentence(*kind, *count, until), names.concat());
            if *count > named.len() && named.len() == NAMED && !every_name_once(*kind) {
                out += &format!("    and {} more\n", count - named.len());
            }
        }
        out
    }

    fn brought_in(&self) -> String {
        if self.sessions == 0 {
            return "There was nothing to import.\n".to_owned();
        }
        let mut line = format!("Imported {}", counted(self.sessions, "session"));
        if self.repeating > 0 {
            line +=
                &format!(" ({} of them {})", self.repeating, if self.repeating == 1 { "repeats" } else { "repeat" });
        }
        let more = [(self.series, "series"), (self.venues, "venue")];
        for (number, noun) in more.into_iter().filter(|(number, _)| *number > 0) {
            let noun = if noun == "series" { format!("{number} series") } else { counted(number, noun) };
            line += &format!(", {noun}");
        }
        line + ".\n"
    }
}

/// Returns whether what is named stands for all that happened to it: each name is shown, however many there are.
fn every_name_once(kind: ReportKind) -> bool {
    matches!(kind, ReportKind::UnknownZone | ReportKind::OwnZone | ReportKind::Category | ReportKind::Other)
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn shortened(what: &str) -> String {
    let plain: Vec<&str> = what.split_whitespace().collect();
    let plain = plain.join(" ");
    match plain.char_indices().nth(TITLE) {
        Some((at, _)) => format!("{}…", &plain[..at]),
        None => plain,
    }
}

/// Returns the sentences about starts and ends that no session can have.
fn of_days(kind: ReportKind, count: usize) -> Option<String> {
    let events = counted(count, "event");
    let are = |one: &'static str, many: &'static str| if count == 1 { one } else { many };
    Some(match kind {
        ReportKind::AllTakenOut => format!(
            "{events} {} with all of {} days taken out, and {} left out:",
            are("repeats", "repeat"),
            are("its", "their"),
            are("was", "were")
        ),
        ReportKind::Ended => format!(
            "{events} {} before {} first day, as often happens to deleted events, and {} left out:",
            are("ends", "end"),
            are("its", "their"),
            are("was", "were")
        ),
        ReportKind::TooLong => format!(
            "{events} {} longer than a week, which is too long for a session. Handbound used {} first week:",
            are("lasts", "last"),
            are("its", "their")
        ),
        ReportKind::TwoZones => format!(
            "{events} {} both a time zone and UTC for {} start. Handbound used the time zone, so check the time:",
            are("names", "name"),
            are("its", "their")
        ),
        ReportKind::AllDay => format!(
            "{events} {} the whole day, from midnight to midnight; write the real hours if there are any:",
            are("lasts", "last")
        ),
        ReportKind::NoEnd => format!(
            "{events} {} no end that a session can have. Handbound made each an hour long; correct it:",
            are("has", "have")
        ),
        _ => return None,
    })
}

fn sentence(kind: ReportKind, count: usize, until: &str) -> String {
    let events = counted(count, "event");
    let are = |one: &'static str, many: &'static str| if count == 1 { one } else { many };
    if let Some(said) = of_days(kind, count) {
        return said;
    }
    match kind {
        ReportKind::NoStart => {
            format!("{events} {} no start that can be read, and {} left out.", are("has", "have"), are("was", "were"))
        }
        ReportKind::AllTakenOut | ReportKind::Ended | ReportKind::TooLong | ReportKind::TwoZones | ReportKind::AllDay | ReportKind::NoEnd => String::new(),
        ReportKind::Unread => format!("{} in the file could not be understood:", counted(count, "line")),
        ReportKind::AlreadyHere => {
            format!("{events} {} in the handbook already and {} left alone.", are("is", "are"), are("was", "were"))
        }
        ReportKind::Twice => format!("{events} {} in the file twice; the newest was taken.", are("stands", "stand")),
        ReportKind::Secret => format!(
            "{events} {} marked as private: written as {} (`draft: true`), which {} not published.",
            are("was", "were"),
            are("a draft", "drafts"),
            are("is", "are")
        ),
        ReportKind::Floating => format!("{events} {} no time zone. Handbound used the calendar's, or else the community's own:", are("names", "name")),
        ReportKind::UnknownZone => {
            "Handbound does not know these time zones. It read their times in the community's own, so check them:"
                .to_owned()
        }
        ReportKind::OwnZone => {
            "These time zones have no common name. Handbound converted each of their days to the community's own time zone:".to_owned()
        }
        ReportKind::UtcRule => {
            format!("{events} {} by UTC, so its hour where you are changes with the clocks:", are("repeats", "repeat"))
        }
        ReportKind::GoesOn => format!(
            "{events} {} on after {until}. Handbound imported the days up to then (`--until` sets another day):",
            are("goes", "go")
        ),
        ReportKind::BeganEarlier => format!("{events} had more than 200 days; those before today were left out:"),
        ReportKind::OneByOne => format!(
            "{events} {} in a way that one session cannot express, so each day became a session of its own. The first keeps the \
             calendar's UID. Members who still have the old calendar see its days beside the new ones until they remove it.",
            are("repeats", "repeat")
        ),
        ReportKind::UnknownRule => format!(
            "{events} {} by a rule that Handbound does not understand. It imported only the first day:",
            are("repeats", "repeat")
        ),
        ReportKind::Stray => format!(
            "{events} {} the place of a day that was not imported (it may be after {until}, or be left out). Each became a session of its \
             own, with a new UID:",
            are("takes", "take")
        ),
        ReportKind::Join => format!(
            "Handbound found how to join {} online. It wrote this in `join` and in notes for facilitators. It is not \
             published unless `show_join_link` says so.",
            counted(count, "event")
        ),
        ReportKind::Home => format!(
            "{events} {} place in somebody's home. The address is in a note for facilitators and is not published; \
             tell members in your own way:",
            are("takes", "take")
        ),
        ReportKind::Venue => format!(
            "{} {} written. Their pages are public: make sure that no private home is among them.",
            counted(count, "venue"),
            are("was", "were")
        ),
        ReportKind::Mail => format!(
            "{count} {} in titles, places and descriptions {} left out, since pages are public.",
            are("mail address", "mail addresses"),
            are("was", "were")
        ),
        ReportKind::People => format!(
            "{} of organizers and people invited {} left out, since pages are public.",
            counted(count, "name"),
            are("was", "were")
        ),
        ReportKind::Sequence => format!(
            "{events} {} changed before; `sequence` keeps count, so that calendars take the next change.",
            are("was", "were")
        ),
        ReportKind::Markup => format!("{} in descriptions could not be carried over:", counted(count, "piece")),
        ReportKind::Attachment => format!(
            "{} {} left out; save them into `files/` and link to them:",
            counted(count, "attachment"),
            are("was", "were")
        ),
        ReportKind::Category => "A session cannot have categories, so Handbound left these out. For a series, make a folder in `sessions/`:".to_owned(),
        ReportKind::Alarm => {
            format!("{} {} left out: each member sets their own.", counted(count, "reminder"), are("was", "were"))
        }
        ReportKind::Other => format!(
            "{count} {} that {} no event {} left out:",
            are("entry", "entries"),
            are("is", "are"),
            are("was", "were")
        ),
    }
}
