//! The one table of all checks. A check is added here, with its function in `facts/` or `marks/`.

use super::Find::{Agenda, Elsewhere, Handbook, Marked, Once, Scenario, Session};
use super::facts::{agenda, community, links, scenarios, season, sessions};
use super::marks;
use super::{Check, Find};
use crate::diagnostic::Severity::{self, Error, Note, Nudge, Warning};

/// D. Martinez Fishman, *Creating virtual communities of practice that thrive*, ZERO TO THREE.
const ONLINE: &str = " (online guide)";
/// *What is a community of practice?*, guidance for facilitators.
const GUIDE: &str = " (facilitators' guide)";
/// No guide: the reason is a matter of writing or of the web.
const NONE: &str = "";

const fn row(
    id: &'static str,
    level: Severity,
    guide: &'static str,
    doc: &'static str,
    why: &'static str,
    find: Find,
) -> Check {
    Check { id, level, guide, doc, why, find }
}

/// Every check: agendas, sessions, the season, scenarios, people, the community, links, privacy; then those that need
/// marks.
#[rustfmt::skip]
pub static CHECKS: &[Check] = &[
    // Agendas.
    row("agenda-adds-up", Warning, GUIDE, "The agenda fits the session's hours. A warning where it is too long, otherwise a nudge.", "Members plan their day by the start and the end that you announce", Agenda(agenda::agenda_adds_up)),
    row("missing-minutes", Warning, GUIDE, "Where one part of an agenda has a length, each has.", "", Elsewhere),
    row("facilitator-leads-everything", Note, GUIDE, "Where several people facilitate, they share the parts of an agenda.", "Co-facilitators can share the work of leading", Agenda(agenda::facilitator_leads_everything)),
    row("parts-unmarked", Note, NONE, "The parts of an agenda say what kind they are. Said once a handbook.", "Without a kind, `check` cannot see who speaks, when there is quiet, or when there is a break", Once(agenda::parts_unmarked)),
    // Sessions.
    row("purpose-missing", Nudge, GUIDE, "A session has an opening line or a `## Purpose`.", "Members decide whether to come by what a session is for", Agenda(sessions::purpose_missing)),
    row("outline-empty", Nudge, GUIDE, "A session of the next 7 days has an `## Agenda`.", "Members who know what is planned can think about it beforehand", Session(sessions::outline_empty)),
    row("doors-open-early", Nudge, ONLINE, "An online room opens at least 10 minutes (`doors_minutes`) before the start.", "People who have trouble with a link or a camera need time to find help", Session(sessions::doors_open_early)),
    row("no-summary", Note, GUIDE, "A week after a session its page has a `## What happened`, or links notes, slides or a recording.", "Those who were away can then follow, and the group can see how far it has come", Handbook(sessions::no_summary)),
    row("nearly-known", Nudge, NONE, "Headings and detail lines that have a meaning are spelt as they are known: `## Agenda`, `Bring:`.", "", Elsewhere),
    // The season.
    row("rhythm-gap", Note, GUIDE, "In a gap of more than 6 weeks (`gap_weeks`) there is a scenario or something to try.", "A group that hears nothing for weeks has to begin again", Handbook(season::rhythm_gap)),
    row("odd-weekday", Nudge, GUIDE, "The sessions of a season that meets on one weekday are all on that day.", "Members remember one weekday, and another one is often a slip", Handbook(season::odd_weekday)),
    row("numbers-in-order", Nudge, GUIDE, "Sessions whose files are numbered take place in that order.", "A wrong month or year is a common slip", Handbook(season::numbers_in_order)),
    row("two-at-once", Nudge, NONE, "Two sessions of a season are not at the same time in the same place.", "Nobody can be at both, and a copied date is easily forgotten", Handbook(season::two_at_once)),
    row("dates-in-order", Error, GUIDE, "What begins ends later, and what comes first stands first: times, sittings, changes, scenarios.", "", Elsewhere),
    // Scenarios.
    row("scenario-asks", Nudge, GUIDE, "A scenario asks for two things at least, each with its number.", "People answer sooner when they see what an answer is", Scenario(scenarios::scenario_asks)),
    row("scenario-model", Nudge, GUIDE, "A scenario shows a response: `## A response to get us started`.", "A first answer shows how long and how open the others may be", Scenario(scenarios::scenario_model)),
    row("scenario-two-responders", Nudge, GUIDE, "Two people have promised to answer first: `seeded_by`.", "Nobody likes to go first", Scenario(scenarios::scenario_two_responders)),
    row("scenario-how", Nudge, GUIDE, "A scenario says where to answer and until when.", "People who have to guess where an answer goes do not write it", Scenario(scenarios::scenario_how)),
    row("scenario-chain", Nudge, GUIDE, "Answers are summed up before the next question, and within 14 days after the scenario closes.", "People who see what became of their answer write again", Scenario(scenarios::scenario_chain)),
    row("reply-promise", Note, GUIDE, "An open scenario promises a reply within a day: `reply_within`.", "People who get no reply do not write again", Scenario(scenarios::reply_promise)),
    // People.
    row("unknown-name", Error, GUIDE, "Every person, place, reading, scenario and method that is named has an entry.", "", Elsewhere),
    row("no-bio", Nudge, GUIDE, "The page of each facilitator has a text and a picture. Without the picture alone it is a note.", "People come more easily when they know a face", Handbook(links::no_bio)),
    row("person-unused", Note, NONE, "Each page of a person is named or linked somewhere.", "Members learn from such a page whom they meet, and where", Handbook(links::person_unused)),
    // The community.
    row("values-page-missing", Warning, GUIDE, "The group's values stand in `values.md`.", "A group can keep to values that it can see", Once(community::values_page_missing)),
    row("values-not-agreed", Nudge, GUIDE, "After the first session the values are no draft any more.", "People keep to values that they chose, and the first session is the time for it", Once(community::values_not_agreed)),
    row("group-size", Nudge, GUIDE, "A group has 10 to 20 people (`group_size`). Without that field it is a note.", "That is enough people for many views, and few enough for each to speak", Once(community::group_size)),
    row("no-contact", Warning, GUIDE, "`contact` or a facilitator has an email address or a phone number.", "Members who are late or unsure need somebody to ask", Once(community::no_contact)),
    row("no-channel", Nudge, GUIDE, "`where_we_talk` says where the group talks between sessions.", "A conversation can go on where members find each other", Once(community::no_channel)),
    row("no-mentor", Note, GUIDE, "Facilitators have a `mentor`, or say `mentor: none`.", "Somebody who was not there can help to look back on a session", Once(community::no_mentor)),
    row("reminder-two-days", Warning, GUIDE, "The first reminder goes out 2 days (`reminder_days`) before a session at the latest.", "People need time to arrange lifts and cover", Once(community::reminder_two_days)),
    row("not-a-webinar", Nudge, ONLINE, "No title of a session or a series and no word of the house says webinar.", "People come to a webinar to listen, and to a community to take part", Handbook(community::not_a_webinar)),
    // Links and pictures.
    row("picture-described", Warning, NONE, "Each picture has a description, or is marked `decorative`.", "", Elsewhere),
    row("link-says-nothing", Nudge, NONE, "The words of a link say where it leads: not “here” or “this link” (WCAG 2.4.4).", "", Elsewhere),
    row("heading-skips", Nudge, NONE, "A heading is at most one level below the one before it (WCAG 1.3.1).", "", Elsewhere),
    row("table-without-headers", Nudge, NONE, "The columns of a table have names in its first row (WCAG 1.3.1).", "", Elsewhere),
    row("page-unlinked", Note, NONE, "Something links to each page in `pages/` and each guidance, where there are six or more.", "Readers find a page by the links to it", Handbook(links::page_unlinked)),
    row("review-overdue", Nudge, NONE, "What has a `review_by` is looked through by that day.", "Members plan by what is written", Handbook(links::review_overdue)),
    row("reading-uncitable", Note, GUIDE, "A reading has an author and a year.", "A reference is for those who want to find the text again", Handbook(links::reading_uncitable)),
    row("mixed-case-address", Note, NONE, "Addresses of pages are in lower case.", "People type addresses in lower case, and on many servers that is another page", Handbook(links::mixed_case_address)),
    // Privacy.
    row("records-missing", Nudge, GUIDE, "Where `funder` needs attendance, the private list has each session that is over.", "Attendance is easy to write down in the same week and hard to find out in a year", Handbook(sessions::records_missing)),
    row("member-named", Error, GUIDE, "No name from the roster stands in anything that is published.", "", Elsewhere),
    row("private-leak", Error, GUIDE, "Nothing private stands in anything that is published.", "", Elsewhere),
    row("join-link-public", Warning, GUIDE, "Links into an online room are not published.", "Strangers can then come in", Once(links::join_link_public)),
    // From the marks of an agenda.
    row("everyone-speaks-early", Nudge, ONLINE, "A round, pairs or small groups begin within 5 minutes (`opening_minutes`).", "People who have said something in the first minutes speak again more easily", Marked(marks::everyone_speaks_early)),
    row("long-introduction", Nudge, ONLINE, "Before the group speaks, facilitators speak for 5 minutes (`opening_minutes`) at most.", "After a long introduction people go on listening", Marked(marks::long_introduction)),
    row("introductions-first", Nudge, ONLINE, "The first session of a season begins with a round; a welcome or quiet of 5 minutes may come before.", "People want to hear each other's names and voices first", Marked(marks::introductions_first)),
    row("tech-after-start", Nudge, ONLINE, "In an online session cameras and microphones are tried before the start.", "The others wait meanwhile", Marked(marks::tech_after_start)),
    row("long-sitting", Nudge, GUIDE, "Nobody sits for more than 90 minutes (`sitting_minutes`) without a break.", "People need a snack and a stretch", Marked(marks::long_sitting)),
    row("balance-of-voices", Nudge, GUIDE, "Facilitators have at most 40 % of the talking (`facilitator_share`), rounds and small groups at least 35 % (`group_share`).", "Facilitators see to it that the talking is shared", Marked(marks::balance_of_voices)),
    row("round-too-short", Nudge, GUIDE, "In a round such as `Introductions` or `Check-in` each person has 30 seconds at least (`round_seconds`).", "People connect when they can say more than their name", Marked(marks::round_too_short)),
    row("online-needs-small-groups", Nudge, ONLINE, "An online session of 45 minutes or more has a part in pairs or small groups.", "In small groups people have deeper conversations", Marked(marks::online_needs_small_groups)),
    row("groups-too-large", Nudge, ONLINE, "Small groups have 6 people at most.", "In a larger group some people do not speak", Marked(marks::groups_too_large)),
    row("groups-too-short", Note, ONLINE, "Small groups have 5 minutes at least.", "A group needs some minutes before it talks", Marked(marks::groups_too_short)),
    row("breakout-instructions", Note, ONLINE, "Below a heading for small groups there is their task.", "Groups that know their task begin sooner", Marked(marks::breakout_instructions)),
    row("method-not-online", Nudge, ONLINE, "An online session uses methods that work online.", "People at a screen cannot take part in it", Marked(marks::method_not_online)),
    row("no-reflection", Nudge, GUIDE, "A session of 45 minutes or more has some minutes of quiet.", "Some people need to write before they can speak", Marked(marks::no_reflection)),
    row("reflect-then-share", Note, GUIDE, "After a quiet part the group may share.", "Reflecting alone and sharing belong together", Marked(marks::reflect_then_share)),
    row("values-not-in-agenda", Note, GUIDE, "Each agenda has a part for the group's values, where it has written some.", "A group keeps to values that it looks at every time", Marked(marks::values_not_in_agenda)),
];
