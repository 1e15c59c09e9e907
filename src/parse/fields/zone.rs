//! Time zones: what people call theirs, and which name of the database they mean.

use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::parse::yaml::Node;
use crate::source::{Located, Span};
use crate::suggest::nearest;

use super::countries::COUNTRIES;
use super::{FieldReader, Fields, listed, shortened};

/// The words that people use for a zone, by its first word, and the largest city in it.
const ZONE_WORDS: [(&[&str], &str); 12] = [
    (&["newfoundland", "nst", "ndt"], "America/St_Johns"),
    (&["atlantic", "ast", "adt"], "America/Halifax"),
    (&["eastern", "edt", "et"], "America/New_York"),
    (&["central", "cst", "cdt", "ct"], "America/Chicago"),
    (&["mountain", "mdt", "mt"], "America/Denver"),
    (&["pacific", "pst", "pdt", "pt"], "America/Los_Angeles"),
    (&["alaska", "akst", "akdt"], "America/Anchorage"),
    (&["hawaii"], "Pacific/Honolulu"),
    (&["british", "bst"], "Europe/London"),
    (&["cest", "mez", "mesz"], "Europe/Berlin"),
    (&["eest"], "Europe/Athens"),
    (&["west"], "Europe/Lisbon"),
];

/// Names of winter times, and their distances from Greenwich, in minutes. Most are names in the database as well.
const WINTER_TIMES: [(&str, i32); 17] = [
    ("gmt", 0),
    ("gmt0", 0),
    ("gmt+0", 0),
    ("gmt-0", 0),
    ("greenwich", 0),
    ("greenwich mean time", 0),
    ("etc/gmt", 0),
    ("etc/gmt0", 0),
    ("etc/greenwich", 0),
    ("wet", 0),
    ("cet", 60),
    ("met", 60),
    ("central european time", 60),
    ("eet", 120),
    ("est", -300),
    ("mst", -420),
    ("hst", -600),
];

/// Cities by their winter time: minutes from Greenwich, those whose clocks change, and one whose clocks do not.
const CITIES: [(i32, &[&str], &str); 33] = [
    (-600, &["America/Adak"], "Pacific/Honolulu"),
    (-540, &["America/Anchorage"], "Pacific/Gambier"),
    (-480, &["America/Los_Angeles"], "Pacific/Pitcairn"),
    (-420, &["America/Denver"], "America/Phoenix"),
    (-360, &["America/Chicago"], "America/Costa_Rica"),
    (-300, &["America/New_York"], "America/Panama"),
    (-240, &["America/Halifax"], "America/Puerto_Rico"),
    (-210, &["America/St_Johns"], ""),
    (-180, &[], "America/Argentina/Buenos_Aires"),
    (-120, &["America/Nuuk"], "America/Noronha"),
    (-60, &["Atlantic/Azores"], "Atlantic/Cape_Verde"),
    (0, &["Europe/London", "Europe/Dublin"], "Africa/Abidjan"),
    (60, &["Europe/Berlin"], "Africa/Lagos"),
    (120, &["Europe/Athens"], "Africa/Johannesburg"),
    (180, &[], "Africa/Nairobi"),
    (210, &[], "Asia/Tehran"),
    (240, &[], "Asia/Dubai"),
    (270, &[], "Asia/Kabul"),
    (300, &[], "Asia/Karachi"),
    (330, &[], "Asia/Kolkata"),
    (345, &[], "Asia/Kathmandu"),
    (360, &[], "Asia/Dhaka"),
    (390, &[], "Asia/Yangon"),
    (420, &[], "Asia/Bangkok"),
    (480, &[], "Asia/Singapore"),
    (540, &[], "Asia/Tokyo"),
    (570, &["Australia/Adelaide"], "Australia/Darwin"),
    (600, &["Australia/Sydney"], "Australia/Brisbane"),
    (660, &["Pacific/Norfolk"], "Pacific/Noumea"),
    (720, &["Pacific/Auckland"], "Pacific/Fiji"),
    (765, &["Pacific/Chatham"], ""),
    (780, &[], "Pacific/Tongatapu"),
    (840, &[], "Pacific/Kiritimati"),
];

impl FieldReader<'_> {
    /// Reads a time zone by its IANA name.
    pub fn zone(&self, node: &Node, name: &str) -> Option<Located<TimeZone>> {
        let span = self.span(node.range.clone());
        let Some(scalar) = node.scalar() else {
            self.wrong(node, name, "a time zone", &format!("{name}: America/Halifax"));
            return None;
        };
        let written = scalar.text.trim();
        if let Some(said) = not_a_place(written, &span) {
            self.report(said);
            return None;
        }
        if let Ok(zone) = TimeZone::get(&written.replace(' ', "_")) {
            return Some(Located::new(zone, span));
        }
        if let Some(said) = of_a_country(written, &span) {
            self.report(said);
            return None;
        }
        // Nobody is offered `Etc/GMT+1`, which is an hour behind Greenwich.
        let zones: Vec<String> = jiff::tz::db()
            .available()
            .map(|zone| zone.as_str().to_owned())
            .filter(|zone| !zone.starts_with("Etc/"))
            .collect();
        let city = |zone: &str| zone.rsplit('/').next().unwrap_or(zone).replace('_', " ").to_lowercase();
        let folded = written.to_lowercase();
        let near = zones.iter().find(|zone| zone.contains('/') && city(zone) == folded).map(String::as_str);
        let near = near.or_else(|| {
            let first = folded.split_whitespace().next()?;
            ZONE_WORDS.iter().find(|(words, _)| words.contains(&first)).map(|(_, zone)| *zone)
        });
        let near =
            near.or_else(|| nearest(written, zones.iter().map(String::as_str).filter(|_| written.contains('/'))));
        let message = match near {
            Some(near) => format!("There is no time zone `{}`. Did you mean `{near}`?", shortened(written)),
            None => format!("There is no time zone `{}`.", shortened(written)),
        };
        let help = match near {
            Some(near) => format!("Write the continent and the nearest large city: `{near}`."),
            None => "Write the continent and the largest city that has your time, such as `Europe/Dublin` or \
                     `America/Halifax`."
                .to_owned(),
        };
        self.report(Diagnostic::error("timezone-unknown", span, message).help(help));
        None
    }
}

/// Returns the message where `written` is the name of winter time (`GMT`, `CET`) or a distance from Greenwich
/// (`UTC+1`).
fn not_a_place(written: &str, span: &Span) -> Option<Diagnostic> {
    let folded = written.to_lowercase().replace('_', " ");
    let winter = WINTER_TIMES.iter().find(|(name, _)| *name == folded).map(|(_, minutes)| *minutes);
    let shown = shortened(written);
    let (minutes, message) = if let Some(minutes) = winter {
        (minutes, format!("`{shown}` is winter time, so all times in summer would be an hour wrong."))
    } else {
        let what = "is a distance from Greenwich and not a place, so Handbound cannot know its summer time.";
        (from_greenwich(&folded)?, format!("`{shown}` {what}"))
    };
    let row = CITIES.iter().find(|(of, ..)| *of == minutes);
    let summer = |cities: &[&str]| cities.iter().map(|city| format!("`{city}`")).collect::<Vec<_>>().join(" or ");
    let help = match row {
        Some((_, cities @ [_, ..], "")) => format!("Write the nearest large city: {}.", summer(cities)),
        Some((_, cities @ [_, ..], none)) => {
            format!("Write the nearest large city: {}; or `{none}` if your clocks never change.", summer(cities))
        }
        Some((_, [], none)) => format!("Write the nearest large city, such as `{none}`, where clocks never change."),
        None => "Write the continent and the nearest large city, such as `Europe/Dublin`.".to_owned(),
    };
    Some(Diagnostic::error("timezone-unknown", span.clone(), message).help(help))
}

/// Returns how many minutes a distance is from Greenwich: `utc+1`, `gmt -03:30`, `+0100`; `etc/gmt-1`, whose sign is
/// turned round.
fn from_greenwich(folded: &str) -> Option<i32> {
    let turned = folded.strip_prefix("etc/");
    let rest = turned.unwrap_or(folded);
    let rest = ["utc", "gmt"].iter().find_map(|name| rest.strip_prefix(name)).unwrap_or(rest).trim();
    let sign = if rest.starts_with('+') { 1 } else { -1 };
    let number = rest.strip_prefix(['+', '-', '−', '–'])?.trim();
    let (hours, minutes) = match number.split_once([':', '.']) {
        Some((hours, minutes)) => (hours, minutes),
        None if number.len() > 2 => number.split_at_checked(number.len() - 2)?,
        None => (number, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = sign * (hours.checked_mul(60)?.checked_add(minutes)?);
    (hours <= 14 && minutes < 60).then_some(if turned.is_some() { -all } else { all })
}

/// Returns the message where `written` names a country.
fn of_a_country(written: &str, span: &Span) -> Option<Diagnostic> {
    let folded = written.to_lowercase();
    let place = folded.rsplit(['/', ',']).next().unwrap_or_default().trim();
    let place = place.strip_suffix(" time").unwrap_or(place);
    let (_, zones) = COUNTRIES.iter().find(|(names, _)| names.split('|').any(|name| name == place))?;
    let zones: Vec<String> = zones.split(' ').map(|zone| format!("`{zone}`")).collect();
    let (message, help) = match zones.as_slice() {
        [zone] => (
            format!("There is no time zone `{}`. Did you mean {zone}?", shortened(written)),
            format!("Write the continent and the city: {zone}."),
        ),
        zones => (
            format!("`{}` has more than one time zone.", shortened(written)),
            format!("Write the zone of the nearest large city, such as {}.", listed(zones, "or")),
        ),
    };
    Some(Diagnostic::error("timezone-unknown", span.clone(), message).help(help))
}

impl Fields<'_> {
    /// Reads a time zone.
    pub fn zone(&mut self, name: &'static str) -> Option<Located<TimeZone>> {
        let node = self.take(name)?;
        self.reader.zone(node, name)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_zone_that_is_offered_is_one() {
        let words = ZONE_WORDS.iter().map(|(_, zone)| *zone);
        for zone in COUNTRIES.iter().flat_map(|(_, zones)| zones.split(' ')).chain(words) {
            assert!(TimeZone::get(zone).is_ok() && !zone.starts_with("Etc/"), "{zone}");
        }
    }

    #[test]
    fn cities_keep_the_winter_time_that_is_said_of_them_and_change_their_clocks_or_not() {
        let offsets = |zone: &str| {
            let zone = TimeZone::get(zone).unwrap_or_else(|_| panic!("{zone}"));
            let at =
                |month| zone.to_zoned(date(2026, month, 15).at(12, 0, 0, 0)).expect("a moment").offset().seconds() / 60;
            (at(1).min(at(7)), at(1) != at(7))
        };
        for (minutes, summer, none) in CITIES {
            for city in summer {
                assert_eq!(offsets(city), (minutes, true), "{city}");
            }
            assert!(none.is_empty() || offsets(none) == (minutes, false), "{none}");
        }
        assert!(WINTER_TIMES.iter().all(|(_, minutes)| CITIES.iter().any(|(of, ..)| of == minutes)));
    }

    #[test]
    fn distances_from_greenwich() {
        for (written, minutes) in [
            ("utc+1", 60),
            ("gmt-03:30", -210),
            ("+0545", 345),
            ("utc −5", -300),
            ("etc/gmt+1", -60),
            ("utc + 10", 600),
        ] {
            assert_eq!(from_greenwich(written), Some(minutes), "{written}");
        }
        for written in ["utc", "dublin", "america/halifax", "+99", "1", "utc+", "-", "+é1", "gmt+1:99"] {
            assert_eq!(from_greenwich(written), None, "{written}");
        }
    }
}
