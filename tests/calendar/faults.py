"""Shows that the comparison can fail: plants one fault after another in a sound feed, and asks that each is found.

    python tests/calendar/faults.py --node DIR --libical PROGRAM --ical-crate PROGRAM
                                    --handbound PROGRAM --work FOLDER
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import agree

COMMUNITY = "name: The Lantern Circle\nid: lantern-circle\ntimezone: America/Halifax\n"
SESSION = """\
---
title: "Soup, bread; and 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 a longer title than a line can hold"
date: 2026-10-15
time: 6:30 pm - 8:30 pm
where: hall
repeats: {every: 2 weeks, until: 2027-04-15, except: [2026-12-24]}
changes:
  - 2026-09-01: moved from Tuesdays
---
We meet; we talk, we eat.
"""
STAND_IN = """\
---
title: By the sea
date: 2026-11-13
time: 2 pm - 4 pm
where: online
occurrence_of: {id: 01-evening, date: 2026-11-12}
---
"""
VENUE = "---\nname: Bellwood Hall\naddress: 1 Quay Road, Port Arden\n---\n"
FILES = {
    "community.yml": COMMUNITY,
    "sessions/01-evening.md": SESSION,
    "sessions/02-sea.md": STAND_IN,
    "venues/hall.md": VENUE,
}

# What is planted (all places of the first text become the second), and what must be said of it.
FAULTS = [
    ("a time zone's text an hour off", b"TZOFFSETTO:-0400", b"TZOFFSETTO:-0500", "by its text"),
    ("the same, seen by readers", b"TZOFFSETTO:-0400", b"TZOFFSETTO:-0500", "by libical"),
    ("the same, seen by another", b"TZOFFSETTO:-0400", b"TZOFFSETTO:-0500", "by ical_js"),
    ("clocks that change a week early", b"BYMONTH=11;BYDAY=1SU", b"BYMONTH=10;BYDAY=-1SU", "by ical_js"),
    ("a zone without its text", b"TZID:America/Halifax", b"TZID:America/Halifex", "describes"),
    ("a floating time", b"DTSTART;TZID=America/Halifax:2026", b"DTSTART:2026", "floats"),
    ("a start an hour off", b"T183000\r\nDTEND", b"T193000\r\nDTEND", "only there"),
    ("an end an hour off", b"DTEND;TZID=America/Halifax:20261015T203000", b"DTEND;TZID=America/Halifax:20261015T213000", "end is"),
    ("a lost exception", b"EXDATE;TZID=America/Halifax:20261224T183000\r\n", b"", "finds 14 occurrences, meant 13"),
    ("an exception at another hour", b"EXDATE;TZID=America/Halifax:20261224T18", b"EXDATE;TZID=America/Halifax:20261224T19", "finds 14 occurrences"),
    ("a stand-in that replaces nothing", b"RECURRENCE-ID;TZID=America/Halifax:20261112", b"RECURRENCE-ID;TZID=America/Halifax:20261113", "finds 14 occurrences"),
    ("a rule that ends early", b"UNTIL=20270415", b"UNTIL=20270408", "finds 12 occurrences"),
    ("a rule that never ends", b";UNTIL=20270415T213000Z", b"", "repeats for ever"),
    ("a changed UID", b"UID:01-evening@", b"UID:01-soup@", "uid is"),
    ("a lost change", b"SEQUENCE:1", b"SEQUENCE:0", "sequence is"),
    ("a status lost", b"STATUS:CONFIRMED\r\n", b"", "needs STATUS once"),
    ("another title", b"SUMMARY:Soup", b"SUMMARY:Soap", "summary is"),
    ("another place", b"Bellwood Hall", b"Bellwood Inn", "location is"),
    ("a bare comma", b"Soup\\, bread", b"Soup, bread", "text is not escaped"),
    ("a bare semicolon", b"bread\\; and", b"bread; and", "text is not escaped"),
    ("a lone backslash", b"bread\\; and", b"bread\\: and", "text is not escaped"),
    ("a text that became a line", b"we eat.", b"we eat.\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nACTION:DISPLAY\r\nEND:VALARM", "rings an alarm"),
    ("a line of the author's", b"we eat.", b"we eat.\r\nand sing", "says: "),
    ("a stamp that is no time", b"DTSTAMP:20260901T000000Z", b"DTSTAMP:yesterday", "libical says"),
    ("a METHOD, which asks for an organizer", b"CALSCALE:GREGORIAN", b"METHOD:PUBLISH", "libical says"),
    ("a line of 76 octets", b"X-WR-TIMEZONE:America/Halifax", b"X-WR-TIMEZONE:" + b"A" * 62, "has 76 octets"),
    ("a bare line feed", b"CALSCALE:GREGORIAN\r\n", b"CALSCALE:GREGORIAN\n", "holds a control character"),
    ("an empty line", b"CALSCALE:GREGORIAN\r\n", b"CALSCALE:GREGORIAN\r\n\r\n", "has 0 octets"),
    ("a control character", b"Soup", b"So\x07up", "holds a control character"),
    ("a fold inside a letter", "👨‍👩‍👧‍👦".encode(), "👨‍👩‍\r\n 👧‍👦".encode(), "a fold parts the letter"),
    ("a fold inside a character", "👩".encode(), b"\xf0\x9f\r\n \x91\xa9", "is cut inside a character"),
    ("a fold after a blank", b"a longer title", b"a longer \r\n title", "ends in white space"),
    ("a byte order mark", b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR", "byte order mark"),
    ("an event in the big feed alone", None, b"SEQUENCE:7", "byte for byte"),
    ("a series feed with another event", "calendar/autumn.ics", b"SEQUENCE:7", "is not, byte for byte, in calendar.ics"),
]


def main():
    parser = ArgumentParser()
    for option in ["--node", "--libical", "--ical-crate", "--handbound"]:
        parser.add_argument(option, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    options.expected = options.work
    sound = build(options)
    for number, (_, before, after, _) in enumerate(FAULTS, 1):
        plant(options.work / f"fault-{number}", sound, before, after)
    sites = [options.work / "sound"] + [options.work / f"fault-{number}" for number in range(1, len(FAULTS) + 1)]
    for site in sites:
        (options.work / f"{site.name}.json").write_text(json.dumps({"calendar.ics": MEANT}), "utf-8")
    # All at once, since a reader takes longer to start than to read.
    differences = agree.compare_sites(sites, options)[0]
    said_of = lambda site: [text for text in differences if text.startswith(f"{site.name}/")]
    missed = said_of(sites[0])
    for site, (what, _, _, said) in zip(sites[1:], FAULTS):
        if not any(said in text for text in said_of(site)):
            missed.append(f"{what}: nothing says {said!r}, only {said_of(site)[:3]}")
    print("\n".join(missed) or f"{len(FAULTS)} planted faults were found, each by its own words")
    sys.exit(1 if missed else 0)


def occurrence(start, end, **more):
    title = "Soup, bread; and 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 a longer title than a line can hold"
    usual = {"summary": title, "location": "Bellwood Hall, 1 Quay Road, Port Arden", "sequence": 1}
    uid = "01-evening@lantern-circle"
    return {"uid": uid, "start": start, "end": end, "status": "CONFIRMED", **usual, **more}


# By hand: 18:30 in Halifax is 21:30 UTC in summer time and 22:30 in winter, from 1 November 2026 to 14 March 2027.
SUMMER = ["20261015", "20261029", "20270318", "20270401", "20270415"]
WINTER = ["20261126", "20261210", "20270107", "20270121", "20270204", "20270218", "20270304"]
MEANT = [occurrence(f"{day}T213000Z", f"{day}T233000Z") for day in SUMMER]
MEANT += [occurrence(f"{day}T223000Z", f"{int(day) + 1}T003000Z") for day in WINTER]
MEANT += [
    occurrence("20261113T180000Z", "20261113T200000Z", summary="By the sea", location="Online", sequence=1),
]


def build(options):
    """The sound feeds, by their paths in the site."""
    for path, text in FILES.items():
        path = options.work / "handbook" / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    site = options.work / "sound"
    command = [options.handbound, "build", options.work / "handbook", "--out", site, "--today", "2026-11-22"]
    subprocess.run(command, check=True, capture_output=True)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.ics")}


def plant(site, sound, before, after):
    """Writes the feeds with a fault: in all of them, or in one where a path or nothing is given instead of a text."""
    feeds = dict(sound)
    if isinstance(before, bytes):
        feeds = {path: data.replace(before, after) for path, data in sound.items()}
    else:
        feeds[before or "calendar.ics"] = sound["calendar.ics"].replace(b"SEQUENCE:1", after)
    if feeds == sound:
        sys.exit(f"{before} cannot be planted")
    for path, data in feeds.items():
        path = site / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
