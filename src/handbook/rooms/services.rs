//! The addresses of rooms, service by service, and those that look like them on a server of one's own.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::handbook::index::ends_in;

/// The part after the host that makes an address that of a room.
enum RoomRule {
    /// A first folder, and anything below it or a query.
    Below(&'static [&'static str]),
    /// A piece of text anywhere.
    Says(&'static [&'static str]),
    /// Any page that is not one about the service itself.
    AnyPage,
    /// A first folder of digits.
    Digits,
    /// Three groups of letters.
    Letters,
}

use RoomRule::{AnyPage, Below, Digits, Letters, Says};

/// A host, with all that end in it, and its rules.
const SERVICES: &[(&str, &[RoomRule])] = &[
    ("zoom.us", ZOOM),
    ("zoom.com", ZOOM),
    ("zoomgov.com", ZOOM),
    ("zoom.com.cn", ZOOM),
    ("zoomus.cn", ZOOM),
    ("teams.microsoft.com", TEAMS),
    ("teams.live.com", TEAMS),
    ("teams.cloud.microsoft", TEAMS),
    ("teams.microsoft.us", TEAMS),
    ("meet.google.com", &[Letters, Below(&["lookup", "_meet"])]),
    ("g.co", &[Below(&["meet"])]),
    ("hangouts.google.com", &[Below(&["call", "hangouts"])]),
    ("tel.meet", &[Letters]),
    (
        "webex.com",
        &[
            Below(&["meet", "join", "m", "w", "wc"]),
            Says(&["/j.php", "/e.php", "mtid=", "joinservice", "/webappng/sites/", "/webapp/sites/", "/meet/"]),
        ],
    ),
    ("gotomeeting.com", &[Below(&["join", "meeting"]), Digits]),
    ("gotowebinar.com", &[Below(&["join"])]),
    ("meet.goto.com", &[AnyPage]),
    ("app.goto.com", &[Below(&["meeting", "meet"])]),
    ("gotomeet.me", &[AnyPage]),
    ("whereby.com", &[AnyPage]),
    ("appear.in", &[AnyPage]),
    ("meet.jit.si", &[AnyPage]),
    ("8x8.vc", &[AnyPage]),
    ("8x8.com", &[Below(&["meet"])]),
    ("bluejeans.com", &[Digits, Below(&["meet"])]),
    ("join.skype.com", &[AnyPage]),
    ("meet.lync.com", &[AnyPage]),
    ("senfcall.de", &[AnyPage]),
    ("v.ringcentral.com", &[Below(&["join"])]),
    ("meetings.ringcentral.com", &[Below(&["j", "join"])]),
    ("chime.aws", &[Digits, Below(&["meetings"])]),
    ("meeting.tencent.com", &[Below(&["dm", "s", "p"])]),
    ("voovmeeting.com", &[Below(&["dm", "s", "p"])]),
    ("vc.feishu.cn", &[Below(&["j"])]),
    ("meetings.dialpad.com", &[AnyPage]),
    ("kmeet.infomaniak.com", &[AnyPage]),
    ("talk.brave.com", &[AnyPage]),
    ("framatalk.org", &[AnyPage]),
    ("meet.zoho.com", &[AnyPage]),
    ("meeting.zoho.com", &[Below(&["meeting", "join"])]),
    ("join.freeconferencecall.com", &[AnyPage]),
    ("facetime.apple.com", &[Below(&["join"]), Says(&["/join#"])]),
    ("app.slack.com", &[Below(&["huddle"])]),
    ("call.whatsapp.com", &[AnyPage]),
    ("call.element.io", &[AnyPage]),
    ("demo.bigbluebutton.org", &[AnyPage]),
    ("moderated.jitsi.net", &[AnyPage]),
    ("meet.proton.me", &[Below(&["join"])]),
    ("signal.link", &[Below(&["call"])]),
    ("t.me", &[Says(&["?videochat", "?voicechat", "?livestream", "/call/"])]),
    ("gather.town", &[Below(&["app"])]),
    ("app.butter.us", &[AnyPage]),
    ("meet.around.co", &[AnyPage]),
    ("meet.starleaf.com", &[AnyPage]),
    ("call.lifesizecloud.com", &[AnyPage]),
    ("app.opentalk.eu", &[Below(&["room"])]),
    // Only addresses of devices: 81234567890@zoomcrc.com.
    ("zoomcrc.com", &[]),
];

const ZOOM: &[RoomRule] = &[Below(&["j", "my", "s", "w", "wc", "u", "launch"]), Says(&["confno=", "pwd="])];
const TEAMS: &[RoomRule] = &[
    Below(&["meet"]),
    Says(&["meetup-join", "/l/meeting", "/dl/launcher", "meeting-join", "conversations/19:meeting"]),
];

/// Hosts of the services for reading, by their first part.
const ABOUT: &[&str] = &[
    "blog",
    "community",
    "developer",
    "developers",
    "docs",
    "explore",
    "handbook",
    "help",
    "learn",
    "learning",
    "marketplace",
    "news",
    "status",
    "support",
    "trust",
];

/// Pages about a service or a server, which are no rooms.
const PAGES: &[&str] = &[
    "about",
    "blog",
    "careers",
    "contact",
    "data-protection",
    "datenschutz",
    "download",
    "downloads",
    "en",
    "faq",
    "features",
    "help",
    "hilfe",
    "impressum",
    "imprint",
    "index.html",
    "information",
    "jobs",
    "legal",
    "login",
    "org",
    "press",
    "pricing",
    "privacy",
    "product",
    "security",
    "sign-up",
    "signin",
    "signup",
    "static",
    "status",
    "support",
    "terms",
    "user",
];

/// Beginnings of hosts with rooms of one's own.
const OWN: &[&str] = &[
    "bbb",
    "bigbluebutton",
    "greenlight",
    "jitsi",
    "konferenz",
    "meet",
    "videoconf",
    "videokonferenz",
    "visio",
    "webconf",
];

/// Hosts whose names a project has for its texts.
const TEXTS: &[&str] =
    &[".github.io", ".gitlab.io", ".readthedocs.io", ".codeberg.page", ".jitsi.org", ".bigbluebutton.org"];

/// Finds the hosts of all services.
static HOSTS: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(SERVICES.iter().map(|(host, _)| host)).expect("the hosts fit"));

/// Returns whether `address`, in small letters and without escapes, is that of a room.
pub(super) fn is_room(address: &str) -> bool {
    HOSTS.find_overlapping_iter(address).any(|host| is_served(address, host.range(), SERVICES[host.pattern()].1))
        || is_devices(address)
        || is_programs(address)
        || is_own(address)
}

/// Returns whether it is the address of a meeting for a device: the number of the meeting at a host of the service.
fn is_devices(address: &str) -> bool {
    let Some((number, host)) = address.rsplit_once('@') else { return false };
    let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_services =
        |service: &str| host.strip_suffix(service).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let digits = number.bytes().rev().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    digits > 5 && SERVICES.iter().any(|(service, _)| is_services(service))
}

/// Returns whether the host at `host` in `address` serves a room there.
fn is_served(address: &str, host: Range<usize>, rules: &[RoomRule]) -> bool {
    let (before, after) = (&address[..host.start], &address[host.end..]);
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_') {
        return false;
    }
    let first = before.rsplit(|c: char| !(c.is_alphanumeric() || "-.".contains(c))).next().unwrap_or_default();
    let is_about = first.split('.').any(|part| ABOUT.contains(&part));
    !is_about && path(after).is_some_and(|path| rules.iter().any(|rule| rule.fits(path)))
}

/// Returns what follows a host: its path without the slash before it, its query and its fragment.
fn path(after: &str) -> Option<&str> {
    let after = after.strip_prefix('.').unwrap_or(after);
    let after = match after.strip_prefix(':') {
        Some(port) => port.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => after,
    };
    after
        .strip_prefix('/')
        .map(|rest| rest.trim_start_matches('/'))
        .or_else(|| after.starts_with(['?', '#']).then_some(after))
}

/// Returns the folders of a path.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/')
        .map(|part| part.trim_end_matches(['.', ',', ';', ':', '!', '*', '_']))
        .filter(|part| !part.is_empty())
}

impl RoomRule {
    fn fits(&self, path: &str) -> bool {
        let first = folders(path).next().unwrap_or_default();
        match self {
            Below(names) => {
                let more = folders(path).nth(1).is_some() || path.contains(['?', '#']);
                names.contains(&first) && more
            }
            Says(words) => {
                let whole = format!("/{path}");
                words.iter().any(|word| whole.contains(word))
            }
            AnyPage => !first.is_empty() && !PAGES.contains(&first),
            Digits => first.len() > 5 && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'),
            Letters => is_in_groups(first, 3..=4, 3..=3),
        }
    }
}

/// Returns whether `name` is of that many groups of that many letters and digits: `abc-defg-hij`.
fn is_in_groups(name: &str, length: std::ops::RangeInclusive<usize>, groups: std::ops::RangeInclusive<usize>) -> bool {
    let is_group =
        |group: &str| length.contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
    groups.contains(&name.split('-').count()) && name.split('-').all(is_group)
}

/// Returns whether it is an address that opens a program at once.
fn is_programs(address: &str) -> bool {
    let schemes = [
        "zoommtg://",
        "zoomus://",
        "msteams://",
        "msteams:/l/",
        "webex://",
        "wbx://",
        "gotomeeting://",
        "org.jitsi.meet://",
    ];
    address.contains(":/") && schemes.iter().any(|scheme| address.contains(scheme))
}

/// Returns whether it is a room on a server of one's own: Jitsi, `BigBlueButton`, Nextcloud Talk.
fn is_own(address: &str) -> bool {
    let rest = address.rsplit_once("//").map_or(address, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let (host, after) = rest.split_at(end);
    let host = host.rsplit('@').next().unwrap_or(host);
    let is_host = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || "-.".contains(c));
    let Some(path) = path(after).filter(|_| is_host) else { return false };
    let mut parts = folders(path);
    let (first, second, more) = (parts.next().unwrap_or_default(), parts.next(), parts.next().is_some());
    let names: Vec<&str> = host.split('.').collect();
    let is_texts = TEXTS.iter().any(|texts| host.ends_with(texts)) || ABOUT.contains(&names[0]);
    let begins = names.len() > 2 && OWN.contains(&names[0]);
    let is_alone = second.is_none() && !first.is_empty() && !PAGES.contains(&first) && !ends_in(first, &[".html"]);
    let is_named = |groups| second.is_some_and(|name| is_in_groups(name, 3..=3, groups));
    let in_greenlight = first == "b" && is_named(3..=4) || first == "rooms" && is_named(4..=4);
    let in_talk = (first == "call" && second.is_some() && !more && ["cloud", "nextcloud", "talk"].contains(&names[0]))
        || path.contains("index.php/call/");
    let of_zooms_kind = first == "j"
        && second.is_some_and(|number| number.len() > 8 && number.bytes().all(|byte| byte.is_ascii_digit()));
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let has_code = query.split(['&', '#']).any(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or_default();
        matches!(name, "pwd" | "passcode" | "confno") && !value.is_empty()
    });
    begins && is_alone && !is_texts
        || of_zooms_kind
        || has_code
        || in_greenlight
        || in_talk
        || ["bigbluebutton/api/join", "html5client/join", "j.php?mtid=", "l/meetup-join/", "webapp/#/?conference="]
            .iter()
            .any(|way| path.contains(way))
}
