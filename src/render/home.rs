//! The home page: who we are, what we hope to do, the next session, where we talk, who facilitates.

use serde::Serialize;

use crate::handbook::Words;
use crate::handbook::community::{Channel, CommunityStatus, Mentor};
use crate::redact::PublicTotals;

use super::between::{self, WhatWasAsked};
use super::context::{LinkView, PageContext, PersonCard};
use super::page::Ready;
use super::page_meta::PageMeta;
use super::rhythm::{self, RhythmView};
use super::scenarios;
use super::sections::SiteSection;
use super::session_list::SessionItem;
use super::upcoming::{self, NextMeeting, UpcomingMeeting};

/// The fields that `home.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct HomePage<'a> {
    /// Each paragraph of `about`.
    pub about: Vec<&'a str>,
    pub we_hope_to: &'a [String],
    /// "resting" or "closed", in words.
    pub status: Option<&'a str>,
    pub group_size: Option<String>,
    /// The rhythms in which it meets.
    pub rhythms: Vec<RhythmView<'a>>,
    pub next: Option<NextMeeting<'a>>,
    /// The cancelled sessions that would have come before it.
    pub off: Vec<SessionItem<'a>>,
    /// Whether the community meets, though no session is planned.
    pub nothing_planned: bool,
    /// Whether that will be so once all that the page knows of is over.
    pub nothing_after: bool,
    /// The tasks that the last session set until the next one.
    pub carried: Option<WhatWasAsked<'a>>,
    /// The scenarios that can be answered now.
    pub open_scenarios: Vec<LinkView<'a>>,
    /// The address of the page of everything between sessions.
    pub between: Option<String>,
    /// The meetings after the next session.
    pub coming: Vec<UpcomingMeeting<'a>>,
    /// The number of them that are listed.
    pub listed: usize,
    /// The number of sessions in all, so that a link to them is worth while.
    pub sessions: usize,
    pub channels: Vec<ChannelView<'a>>,
    pub facilitators: Vec<PersonCard<'a>>,
    pub mentor: Option<PersonCard<'a>>,
    pub funder: Option<&'a str>,
    /// How often it met and how many came, where it chose to publish that.
    pub totals: Vec<String>,
}

/// A place where members talk.
#[derive(Debug, Serialize)]
pub(super) struct ChannelView<'a> {
    pub name: &'a str,
    pub purpose: Option<&'a str>,
    pub reply_within: Option<&'a str>,
    pub url: Option<String>,
}

/// Makes the home page. It has no table of contents: the next session comes first, and the contents' column holds the
/// values, the people and the ways to talk.
pub(super) fn page(at: PageContext<'_>) -> Ready<'_> {
    let (book, words) = (at.site.book, at.site.words);
    let community = book.community.as_ref();
    let days = upcoming::days(&at);
    let ahead = upcoming::upcoming(&at, &days);

    let here = PageMeta::page(&at, community.name.as_str());
    let mut here = here.stamped(&at, community.updated, community.owner.as_ref());
    here.description.clone_from(&community.tagline);
    let view = HomePage {
        about: paragraphs(community.about.as_deref().unwrap_or_default()),
        we_hope_to: &community.we_hope_to,
        status: match community.status {
            CommunityStatus::Active => None,
            CommunityStatus::Resting => Some(words.get("community_resting")),
            CommunityStatus::Closed => Some(words.get("community_closed")),
        },
        group_size: community.group_size.map(|size| {
            let (least, most) = (size.least.to_string(), size.most.to_string());
            let key = if least == most { "group_of" } else { "group_of_range" };
            words.fill(key, &[("least", &least), ("most", &most)])
        }),
        rhythms: rhythm::rhythms(&at),
        nothing_planned: ahead.next.is_none() && community.status == CommunityStatus::Active,
        nothing_after: ahead.is_all && community.status == CommunityStatus::Active,
        carried: between::asked(&at).into_iter().next(),
        open_scenarios: book
            .scenarios
            .iter()
            .filter(|scenario| scenarios::is_open(scenario, at.site.today))
            .map(|scenario| at.link(&scenario.meta))
            .collect(),
        between: SiteSection::Between.is_in(book, at.site.today).then(|| at.href(SiteSection::Between.path())),
        next: ahead.next,
        off: ahead.off,
        coming: ahead.coming,
        listed: upcoming::LISTED,
        sessions: book.sessions.len(),
        channels: community.where_we_talk.iter().map(|channel| channel_view(&at, channel)).collect(),
        facilitators: at.people(&community.facilitators),
        mentor: match &community.mentor {
            Mentor::Person(id) => book.person(&id.value).map(|person| at.card(person)),
            Mentor::Unsaid | Mentor::None => None,
        },
        funder: community.funder.as_ref().map(|funder| funder.name.as_str()),
        totals: at.site.totals.map(|totals| totals_in_words(totals, words)).unwrap_or_default(),
    };
    Ready::new("home.html", here, &view)
}

fn totals_in_words(totals: PublicTotals, words: &Words) -> Vec<String> {
    let count = |key: &str, number: u64| words.count(key, u32::try_from(number).unwrap_or(u32::MAX));
    let sessions = count("sessions", totals.sittings as u64);
    let held = words.fill("totals_held", &[("held", &sessions), ("hours", &count("hours", totals.hours))]);
    let came = totals.came.map(|came| {
        let numbers = [("people", &*came.people.to_string()), ("attendances", &*came.attendances.to_string())];
        words.fill("totals_came", &numbers)
    });
    std::iter::once(held).chain(came).collect()
}

fn channel_view<'a>(at: &PageContext<'a>, channel: &'a Channel) -> ChannelView<'a> {
    ChannelView {
        name: &channel.name,
        purpose: channel.purpose.as_deref(),
        reply_within: channel.reply_within.as_deref(),
        url: channel.link.as_ref().and_then(|link| at.file(link)),
    }
}

/// Splits text into paragraphs, parted by blank lines.
fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}
