//! A mail while it is written. A line stands in it only where its field is written; what is left out is named to the
//! facilitator, and never to members.

use jiff::civil::Date;

use crate::calendar::{self, FeedContext};
use crate::handbook::community::ClockFormat;
use crate::handbook::private::Join;
use crate::handbook::records::DatedSitting;
use crate::handbook::session::Place;
use crate::handbook::{Book, Reading, Role, Session, Venue, Words, date_words};
use crate::source::FilePath;

use super::{Addressees, MailBlock, MailDraft};

/// The inputs of every mail.
#[derive(Clone, Copy)]
pub(super) struct MailContext<'a> {
    pub book: &'a Book,
    pub words: &'a Words,
    pub clock: ClockFormat,
    /// The address of the site, without a slash at its end.
    pub website: Option<&'a str>,
    /// Every dated sitting, in order.
    pub sittings: &'a [DatedSitting<'a>],
    /// Makes plain text of prose, with whole addresses.
    pub feeds: &'a FeedContext<'a>,
}

/// A meeting to write about.
#[derive(Clone, Copy)]
pub(super) struct MailMeeting<'a> {
    pub dated: &'a DatedSitting<'a>,
    pub join: Option<&'a Join>,
    /// The next one of the group, if its day is known.
    pub next: Option<&'a DatedSitting<'a>>,
    /// The session before that asked for something to try.
    pub carried: Option<&'a Session>,
    pub is_over: bool,
}

/// A mail while it is written.
pub(super) struct MailText<'a> {
    pub at: MailContext<'a>,
    blocks: Vec<MailBlock>,
    missing: Vec<String>,
    is_unready: bool,
}

impl<'a> MailText<'a> {
    pub fn new(at: MailContext<'a>) -> Self {
        let mut mail = MailText { at, blocks: Vec::new(), missing: Vec::new(), is_unready: false };
        mail.say("mail_hello", &[]);
        mail
    }

    /// Adds a sentence of the string table.
    pub fn say(&mut self, key: &str, values: &[(&str, &str)]) {
        let text = self.at.words.fill(key, values);
        self.text(text);
    }

    /// Adds a text, unless it is empty.
    pub fn text(&mut self, text: String) {
        if !text.trim().is_empty() {
            self.blocks.push(MailBlock { title: None, text });
        }
    }

    /// Adds a text under a heading; without text no heading either. Returns whether there is one.
    pub fn part(&mut self, title: String, text: String) -> bool {
        let is_there = !text.trim().is_empty();
        if is_there {
            self.blocks.push(MailBlock { title: Some(title), text });
        }
        is_there
    }

    /// Names a field that nothing is written in, and its file.
    pub fn miss(&mut self, key: &str, file: &FilePath) {
        let said = self.at.words.fill(key, &[("file", file)]);
        self.missing.push(said);
    }

    /// Returns the words under a known heading of a session.
    pub fn under(&self, session: &Session, role: Role) -> String {
        let section = session.body.section(role);
        section.map(|section| calendar::plain(&section.prose, self.at.feeds)).unwrap_or_default()
    }

    /// Adds when and where a meeting is, and how to get in.
    pub fn when_and_where(&mut self, title: Option<String>, meeting: &MailMeeting<'_>) {
        let at = self.at;
        let (words, book) = (at.words, at.book);
        let DatedSitting { session, sitting } = meeting.dated;
        let is_online = session.place.as_ref().is_some_and(|place| place.online);
        let offered = at.offered(meeting.dated);
        let mut lines = Vec::new();
        if offered.len() > 1 {
            lines.push(words.get("mail_choose_one").to_owned());
            lines.extend(offered.iter().map(|dated| format!("- {}", at.when(dated))));
        } else {
            lines.push(at.when(meeting.dated));
        }
        if sitting.doors < sitting.start && offered.len() == 1 {
            let is_only_online = session.place.as_ref().is_some_and(Place::is_only_online);
            let key = if is_only_online { "mail_room_opens" } else { "mail_doors" };
            lines.push(words.fill(key, &[("time", &self.at.clock_time(sitting.doors.time()))]));
        }
        let venue = at.venue(session);
        if let Some(venue) = venue {
            lines.push(address(venue));
            let facts = [
                ("event_getting_in", &venue.getting_in, "mail_missing_getting_in"),
                ("event_parking", &venue.parking, "mail_missing_parking"),
                ("event_accessible", &venue.accessible, "mail_missing_accessible"),
            ];
            for (key, how, missing) in facts {
                match how {
                    Some(how) => lines.push(words.fill(key, &[("how", &one_line(how))])),
                    None => self.miss(missing, &venue.meta.file),
                }
            }
        }
        if is_online {
            let link = meeting.join.and_then(|join| join.link.as_ref());
            let number = meeting.join.and_then(|join| join.dial_in.as_ref());
            lines.extend(link.map(|link| words.fill("event_join", &[("link", &link.value)])));
            lines.extend(number.map(|number| words.fill("event_dial_in", &[("number", &number.value)])));
            let help = session.tech_help.as_ref().and_then(|id| book.person(&id.value));
            lines.extend(help.map(|one| words.fill("event_tech_help", &[("name", &one.meta.title)])));
            if link.is_none() && number.is_none() {
                self.miss("mail_missing_join", &session.meta.file);
                self.is_unready = true;
            }
        } else if venue.is_none() {
            self.miss("mail_missing_place", &session.meta.file);
            self.is_unready = true;
        }
        if let Some(sign_up) = session.sign_up.as_ref().filter(|_| !meeting.is_over) {
            let until = sign_up.until.map(|day| date_words::date_of_year(day, words));
            let link = sign_up.link.url.value.as_str();
            lines.push(match &until {
                Some(day) => words.fill("mail_sign_up_until", &[("link", link), ("date", day)]),
                None => words.fill("mail_sign_up", &[("link", link)]),
            });
        }
        let text = lines.join("\n");
        match title {
            Some(title) => _ = self.part(title, text),
            None => self.text(text),
        }
    }

    /// Adds what to prepare: readings, the words under that heading, things to bring, what there is to eat.
    pub fn preparation(&mut self, session: &Session) {
        let words = self.at.words;
        self.text(session.ways_to_take_part.as_deref().map(one_line).unwrap_or_default());
        self.part(words.get("event_readings").to_owned(), self.at.readings(session));
        self.part(words.get("mail_to_prepare").to_owned(), self.under(session, Role::Prepare));
        let things = session.bring.iter().map(|thing| format!("- {}", one_line(thing)));
        let mut things: Vec<String> = things.collect();
        things.extend(Some(self.under(session, Role::Bring)).filter(|text| !text.is_empty()));
        self.part(words.get("mail_bring").to_owned(), things.join("\n"));
        if !session.snack.is_empty() {
            let things = session.snack.join(words.get("list_comma"));
            self.say("event_snack", &[("things", &one_line(&things))]);
        }
        if let Some(who) = self.at.feeds.snack_turn(session) {
            self.say("event_snack_turn", &[("who", &one_line(who))]);
        }
    }

    /// Adds what is to be tried until the next meeting, and the journal's prompt.
    pub fn trial(&mut self, title: &str, session: &Session) {
        let is_there = self.part(self.at.words.get(title).to_owned(), self.under(session, Role::BetweenSessions));
        if !is_there {
            self.miss("mail_missing_to_try", &session.meta.file);
        }
        let prompt = self.under(session, Role::JournalPrompt);
        self.part(self.at.words.get("mail_journal").to_owned(), prompt);
    }

    /// Adds the next meeting, and what to read until then.
    pub fn next(&mut self, meeting: &MailMeeting<'_>) {
        let words = self.at.words;
        let Some(next) = meeting.next else {
            return self.say("mail_no_next", &[]);
        };
        let mut lines: Vec<String> = self.at.offered(next).into_iter().map(|dated| self.at.when(dated)).collect();
        lines.extend(self.at.venue(next.session).map(address));
        if next.session.place.as_ref().is_some_and(|place| place.online) {
            lines.push(words.get("mail_link_comes").to_owned());
        }
        let title = words.fill("mail_meet_again", &[("title", &one_line(&next.session.meta.title))]);
        self.part(title, lines.join("\n"));
        self.part(words.get("mail_read_until_then").to_owned(), self.at.readings(next.session));
    }

    /// Adds whom to answer to.
    fn sign(&mut self) {
        let contact = self.at.book.community.contact.as_ref();
        let parts = contact.into_iter().flat_map(|contact| [&contact.name, &contact.phone, &contact.email]).flatten();
        let lines: Vec<String> = parts.map(|part| one_line(part)).filter(|part| !part.is_empty()).collect();
        if lines.is_empty() {
            self.miss("mail_missing_contact", &"community.yml".into());
        }
        self.text(lines.join("\n"));
    }

    /// Ends the mail.
    pub fn draft(
        mut self,
        name: String,
        title: String,
        send_on: Option<Date>,
        addressees: Addressees,
        subject: &str,
    ) -> MailDraft {
        self.sign();
        MailDraft {
            name,
            title,
            send_on: send_on.map(|day| date_words::date_of_year(day, self.at.words)),
            addressees,
            subject: one_line(subject),
            blocks: self.blocks,
            missing: self.missing,
            is_unready: self.is_unready,
            attached: None,
        }
    }
}

impl<'a> MailContext<'a> {
    fn clock_time(&self, time: jiff::civil::Time) -> String {
        date_words::clock_time(time, self.clock, self.words)
    }

    /// Returns the day and the hours of a meeting; online with the zone, since people may be elsewhere.
    fn when(&self, dated: &DatedSitting<'_>) -> String {
        let (start, end) = (&dated.sitting.start, &dated.sitting.end);
        let hours = date_words::clock_range(start.time(), end.time(), self.clock, self.words);
        let date = date_words::date_of_year(start.date(), self.words);
        let when = self.words.fill("date_and_time", &[("date", &date), ("time", &hours)]);
        let is_online = dated.session.place.as_ref().is_some_and(|place| place.online);
        if is_online { format!("{when}, {}", date_words::zone(start, self.words)) } else { when }
    }

    /// Returns all sittings of a meeting of which members choose one, or the one that there is.
    pub fn offered(&self, dated: &DatedSitting<'_>) -> Vec<&'a DatedSitting<'a>> {
        self.sittings.iter().filter(|other| other.is_same(dated) || dated.is_offered_with(other)).collect()
    }

    pub fn day(&self, dated: &DatedSitting<'_>) -> String {
        date_words::date_of_year(dated.date(), self.words)
    }

    fn venue(&self, session: &Session) -> Option<&'a Venue> {
        let id = session.place.as_ref()?.venue.as_ref()?;
        self.book.venue(&id.value)
    }

    /// Returns the readings of a session, one a line.
    fn readings(&self, session: &Session) -> String {
        let line = |used: &crate::handbook::session::ReadingUse| {
            let reading: &Reading = self.book.reading(&used.reading.value)?;
            let notes = [&used.part, &reading.time_to_read, &reading.access].into_iter().flatten();
            let notes: Vec<&String> = notes.collect();
            let mut item = format!("- {}", self.noted(&reading.citation, &notes));
            let link = reading.link.as_ref().map(|link| link.value.as_str());
            if let Some(link) = link.filter(|link| link.contains("://") && !item.contains(*link)) {
                item.extend([" ", link]);
            }
            Some(item)
        };
        session.readings.iter().filter_map(line).collect::<Vec<String>>().join("\n")
    }

    /// Returns what is said of something, in brackets behind its name; the name alone where nothing is.
    pub fn noted(&self, name: &str, notes: &[&String]) -> String {
        let (name, notes) = (one_line(name), notes.iter().map(|note| one_line(note)).collect::<Vec<_>>());
        if notes.is_empty() {
            return name;
        }
        let notes = notes.join(self.words.get("list_comma"));
        self.words.fill("event_reading_part", &[("reading", &name), ("part", &notes)])
    }

    /// Returns the address of a page of the site.
    pub fn page(&self, address: &str) -> Option<String> {
        Some(calendar::page_address(self.website?, address))
    }
}

/// Returns the name and the address of a venue in one line.
fn address(venue: &Venue) -> String {
    let lines = std::iter::once(venue.meta.title.as_str()).chain(venue.address.lines()).map(str::trim);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Returns a text on one line, without what a mail's head or a telephone would stumble over.
pub(super) fn one_line(text: &str) -> String {
    let plain = text.replace(|letter: char| letter.is_control() || letter == '\u{2028}' || letter == '\u{2029}', " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
