//! The home page: who we are, what we hope to do, the next session, where we talk, who facilitates.

use serde::Serialize;

use crate::handbook::Session;
use crate::handbook::community::{Channel, CommunityStatus, Mentor};
use crate::handbook::session::Status;

use super::at::{At, Card};
use super::here::Here;
use super::lines::{self, Line};
use super::moved;
use super::page::Ready;
use super::session::{VenueFacts, facts};
use super::when::{self, WhenView};

/// How many sessions are listed after the next one.
const COMING: usize = 4;

/// What `home.html` finds as `page`.
#[derive(Debug, Serialize)]
pub(super) struct HomePage<'a> {
    /// Each paragraph of `about`.
    pub about: Vec<&'a str>,
    pub we_hope_to: &'a [String],
    /// "resting" or "closed", in words.
    pub status: Option<&'a str>,
    pub group_size: Option<String>,
    pub next: Option<Next<'a>>,
    /// What would have come before it, and is cancelled.
    pub off: Vec<Line<'a>>,
    /// Whether the community meets, though no session is planned.
    pub nothing_planned: bool,
    /// What comes after the next session.
    pub coming: Vec<Line<'a>>,
    /// How many sessions there are in all, so that a link to them is worth while.
    pub sessions: usize,
    pub channels: Vec<ChannelView<'a>>,
    pub facilitators: Vec<Card<'a>>,
    pub mentor: Option<Card<'a>>,
    pub funder: Option<&'a str>,
}

/// The next session.
#[derive(Debug, Serialize)]
pub(super) struct Next<'a> {
    pub title: &'a str,
    pub url: String,
    pub when: WhenView,
    pub venue: Option<VenueFacts<'a>>,
    pub online: bool,
    pub summary: tera::Value,
    pub feed: Option<String>,
    /// That it moved or changed.
    pub badge: Option<&'a str>,
    pub repeats: Option<String>,
    pub draft: bool,
}

/// A place where members talk.
#[derive(Debug, Serialize)]
pub(super) struct ChannelView<'a> {
    pub name: &'a str,
    pub purpose: Option<&'a str>,
    pub reply_within: Option<&'a str>,
    pub url: Option<String>,
}

/// The home page. It has no table of contents: the next session comes first, and what would be the contents' column
/// holds the values, the people and the ways to talk.
pub(super) fn page(at: At<'_>) -> Ready<'_> {
    let (book, words) = (at.site.book, at.site.words);
    let community = book.community.as_ref();
    let coming = book.sessions.iter().enumerate().filter(|(_, session)| at.site.is_coming(session));
    let mut coming: Vec<(usize, &Session)> = coming.map(|(place, s)| (place, s.as_ref())).collect();
    coming.sort_by_cached_key(|(_, session)| at.site.order(session));
    // Who looks for a session that is cancelled must find that here.
    let is_off = |(_, session): &(usize, &Session)| session.status == Status::Cancelled;
    let off = coming.iter().position(|one| !is_off(one)).unwrap_or(coming.len());
    let later = coming.split_off(off);
    let (next, after) = later.split_first().map_or((None, later.as_slice()), |(next, after)| (Some(next), after));

    let here = Here::page(&at, community.name.as_str());
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
        nothing_planned: next.is_none() && community.status == CommunityStatus::Active,
        next: next.map(|(place, session)| next_session(&at, *place, session)),
        off: lines::lines(&at, coming.iter().take(COMING).map(|(place, _)| *place)),
        coming: lines::lines(&at, after.iter().take(COMING).map(|(place, _)| *place)),
        sessions: book.sessions.len(),
        channels: community.where_we_talk.iter().map(|channel| channel_view(&at, channel)).collect(),
        facilitators: at.people(&community.facilitators),
        mentor: match &community.mentor {
            Mentor::Person(id) => book.person(&id.value).map(|person| at.card(person)),
            Mentor::Unsaid | Mentor::None => None,
        },
        funder: community.funder.as_ref().map(|funder| funder.name.as_str()),
    };
    Ready::new("home.html", here, &view)
}

fn next_session<'a>(at: &At<'a>, place: usize, session: &'a Session) -> Next<'a> {
    let held = session.place.as_ref();
    let venue = held.and_then(|place| place.venue.as_ref()).and_then(|id| at.site.book.venue(&id.value));
    Next {
        title: &session.meta.title,
        url: at.href(&session.meta.address),
        venue: venue.map(|venue| facts(at, venue)),
        online: held.is_some_and(|place| place.online),
        summary: at.prose(&session.body.summary),
        feed: at.site.feed(place).map(|path| at.href(&path)),
        badge: moved::badge(at.site, session),
        repeats: lines::repeats(at, session),
        draft: session.meta.draft,
        when: when::next(at, session),
    }
}

fn channel_view<'a>(at: &At<'a>, channel: &'a Channel) -> ChannelView<'a> {
    ChannelView {
        name: &channel.name,
        purpose: channel.purpose.as_deref(),
        reply_within: channel.reply_within.as_deref(),
        url: channel.link.as_ref().and_then(|link| at.file(link)),
    }
}

/// Text in paragraphs, parted by blank lines.
fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}
