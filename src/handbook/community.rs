//! `community.yml`: who the community is, and what holds for the whole handbook.

use jiff::tz::TimeZone;

use crate::source::{Located, Span};

use super::Reference;
use super::session::{Link, ShowJoinLink};

/// The content of `community.yml`.
#[derive(Debug, Clone)]
pub struct Community {
    pub name: String,
    /// The part of every calendar UID behind the `@`. By default made from the name.
    pub id: String,
    /// Whether the author wrote `id` themselves.
    pub id_written: bool,
    /// The place where it is written, or else that of the name that it was made from.
    pub id_span: Span,
    pub timezone: Located<TimeZone>,
    /// BCP 47.
    pub language: Located<String>,
    pub tagline: Option<String>,
    pub organization: Option<String>,
    /// Without a slash at its end.
    pub website: Option<Located<String>>,
    pub contact: Option<Contact>,
    /// Plain text; a blank line parts paragraphs.
    pub about: Option<String>,
    pub we_hope_to: Vec<String>,
    pub group_size: Option<GroupSize>,
    /// The place where that is written.
    pub group_size_span: Option<Span>,
    pub facilitators: Vec<Reference>,
    pub mentor: Mentor,
    pub where_we_talk: Vec<Channel>,
    pub funder: Option<Funder>,
    /// Whether the site tells how often the group met and how many came.
    pub publish_totals: bool,
    /// The people who bring something to eat, one after the other.
    pub snack_rota: Vec<String>,
    /// The calendars of communities that are near this one.
    pub sister_calendars: Vec<Link>,
    pub words: HouseWords,
    pub calendar: Calendar,
    pub clock: Option<ClockFormat>,
    pub theme: ThemeChoice,
    pub status: CommunityStatus,
    pub checks: CheckSettings,
    pub updated: Option<jiff::civil::Date>,
    /// The person who keeps it up to date: an id, or a name.
    pub owner: Option<Located<String>>,
    pub review_by: Option<Located<jiff::civil::Date>>,
    /// The place of a message about the community as a whole.
    pub span: Span,
}

/// The person or address that members turn to.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// A number of people; `least == most` for a single number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupSize {
    pub least: u32,
    pub most: u32,
}

/// The facilitators' mentor.
#[derive(Debug, Clone, Default)]
pub enum Mentor {
    #[default]
    Unsaid,
    /// `mentor: none`.
    None,
    Person(Reference),
}

/// A place where members talk between sessions.
#[derive(Debug, Clone)]
pub struct Channel {
    pub name: String,
    pub purpose: Option<String>,
    pub reply_within: Option<String>,
    pub link: Option<Located<String>>,
}

/// An organization that pays, and what it needs to know.
#[derive(Debug, Clone)]
pub struct Funder {
    pub name: String,
    pub needs: Vec<String>,
}

/// The group's own words for its meetings and its people; empty where it uses the usual word.
#[derive(Debug, Clone, Default)]
pub struct HouseWords {
    pub session: Option<String>,
    pub sessions: Option<String>,
    pub member: Option<String>,
    pub members: Option<String>,
}

/// The settings of the feeds.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    pub show_join_link: ShowJoinLink,
    /// Days before a session.
    pub reminders: Vec<Located<u32>>,
    pub times: FeedTimes,
}

/// The way in which the feeds write times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FeedTimes {
    #[default]
    Zoned,
    Utc,
}

/// The way in which clock times are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockFormat {
    Twelve,
    TwentyFour,
}

/// The community's choices for the theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeChoice {
    pub name: Option<Located<String>>,
    pub colour: Option<Located<String>>,
    /// A picture, relative to `community.yml`.
    pub logo: Option<Located<String>>,
    pub font: Option<Located<String>>,
    pub density: Option<Located<String>>,
}

/// Whether the community meets at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CommunityStatus {
    #[default]
    Active,
    Resting,
    Closed,
}

/// `checks:`: the settings of the advice, for the whole handbook.
#[derive(Debug, Clone)]
pub struct CheckSettings {
    pub ignore: Vec<(Located<String>, String)>,
    /// Minutes until everyone has a voice.
    pub opening_minutes: u32,
    /// Weeks between two sessions that need something in between.
    pub gap_weeks: u32,
    /// The number of people that makes a good group.
    pub group_size: GroupSize,
    /// Days before a session by which members have heard of it.
    pub reminder_days: u32,
    /// Minutes that an online room opens before the start.
    pub doors_minutes: u32,
    /// Seconds that each person has in a round.
    pub round_seconds: u32,
    /// Minutes without a break.
    pub sitting_minutes: u32,
    /// Percent of the talking that may belong to facilitators.
    pub facilitator_share: u32,
    /// Percent of the talking that belongs to everyone and to small groups.
    pub group_share: u32,
}

/// The numbers of the guides.
impl Default for CheckSettings {
    fn default() -> Self {
        CheckSettings {
            ignore: Vec::new(),
            opening_minutes: 5,
            gap_weeks: 6,
            group_size: GroupSize { least: 10, most: 20 },
            reminder_days: 2,
            doors_minutes: 10,
            round_seconds: 30,
            sitting_minutes: 90,
            facilitator_share: 40,
            group_share: 35,
        }
    }
}
