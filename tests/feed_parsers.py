"""Reads feeds with an independent iCalendar parser and compares them with what the build meant.

    PYTHONTZPATH="" python tests/feed_parsers.py FOLDER [EXPECTED.json]

needs `icalendar` 7.3 and `tzdata` from PyPI. The machine's own zone files
are not used; an empty PYTHONTZPATH keeps them from the parser as well.

Every `.ics` file below FOLDER is parsed and held to the rules that any feed keeps. EXPECTED.json says what else is
meant, by path below FOLDER; every field may be left out, and a file that it does not name is held to the rules only:

    {
      "calendar.ics": {
        "name": "The Tidepool Circle",
        "zones": ["America/Halifax"],
        "events": [
          {
            "uid": "01-finding-each-other@tidepool-circle",
            "start": "2026-09-17T21:30:00Z",
            "end": "2026-09-17T23:30:00Z",
            "summary": "Finding each other",
            "status": "CONFIRMED",
            "sequence": 0,
            "location": "Bellwood Library, 1 Quay Road",
            "url": "https://tidepool.example.org/sessions/01-finding-each-other.html",
            "description_has": ["doors open", "What we value"]
          }
        ]
      }
    }

With "events" the file must hold exactly these, in this order. Any difference is printed, and the exit code is 1.
"""

import json
import sys
import zoneinfo
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

ONCE = ["VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"]
ONCE_IN_EVENT = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS"]


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    # The machine's zone data may be older than what feeds are made with.
    zoneinfo.reset_tzpath(to=())
    folder = Path(sys.argv[1])
    expected = json.loads(Path(sys.argv[2]).read_text("utf-8")) if len(sys.argv) == 3 else {}
    differences = []
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.ics"))}
    for name in expected.keys() - files.keys():
        differences.append(f"{name}: is missing")
    blocks = {}
    for name, path in files.items():
        tell = lambda text, name=name: differences.append(f"{name}: {text}")
        data = path.read_bytes()
        hold_lines(data, tell)
        calendar = parse(data, tell)
        if calendar is None:
            continue
        hold_calendar(calendar, tell)
        blocks[name] = events_as_written(data)
        compare(calendar, expected.get(name, {}), tell)
    hold_parts(blocks, differences)
    print("\n".join(differences) or f"{len(files)} feeds read as they were meant")
    sys.exit(1 if differences or not files else 0)


def hold_lines(data, tell):
    """CRLF, 75 octets, UTF-8, nothing invisible, no white space where a line breaks."""
    if not data.endswith(b"\r\n") or data.startswith(b"\xef\xbb\xbf"):
        tell("does not end in CRLF, or begins with a byte order mark")
    for number, line in enumerate(data.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(line) > 75 or not line:
            tell(f"line {number} has {len(line)} octets")
        if any(byte < 0x20 and byte != 0x09 or byte == 0x7F for byte in line):
            tell(f"line {number} holds a control character")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            tell(f"line {number} is cut inside a character")


def parse(data, tell):
    try:
        calendars = Calendar.from_ical(data, multiple=True)
    except ValueError as error:
        tell(f"cannot be parsed: {error}")
        return None
    if len(calendars) != 1:
        tell(f"holds {len(calendars)} calendars")
        return None
    return calendars[0]


def hold_calendar(calendar, tell):
    for component in calendar.walk():
        for error in component.errors:
            tell(f"{component.name}: {error}")
        if component.name == "VALARM":
            tell("rings an alarm in every calendar that subscribes")
    for name in ONCE:
        if name not in calendar or isinstance(calendar[name], list):
            tell(f"needs {name} once")
    if "METHOD" in calendar:
        tell("has a METHOD")
    if not calendar.subcomponents:
        tell("holds no component")
    known = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    for zone in known.values():
        if not any(part.name == "STANDARD" for part in zone.subcomponents):
            tell(f"{zone['TZID']} has no standard time")
    used, seen = set(), set()
    for event in calendar.walk("VEVENT"):
        for name in ONCE_IN_EVENT:
            if name not in event or isinstance(event[name], list):
                tell(f"{event.get('UID')}: needs {name} once")
        identity = (str(event.get("UID")), str(event.get("RECURRENCE-ID") and event["RECURRENCE-ID"].to_ical()))
        if identity in seen:
            tell(f"{identity[0]} comes twice")
        seen.add(identity)
        used |= hold_times(event, known, tell)
    if calendar.walk("VEVENT") and used != known.keys():
        tell(f"names the zones {sorted(used)}, describes {sorted(known)}")


def hold_times(event, known, tell):
    """No floating time, and the zone's own text says what the zone's name says."""
    used = set()
    for name in ["DTSTART", "DTEND", "RECURRENCE-ID"]:
        if name not in event:
            continue
        moment, tzid = event[name].dt, event[name].params.get("TZID")
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            tell(f"{event['UID']}: {name} floats")
        elif tzid:
            used.add(tzid)
            if tzid in known:
                wall = moment.replace(tzinfo=None)
                by_text, by_name = offset_by_text(known[tzid], wall), wall.replace(tzinfo=ZoneInfo(tzid)).utcoffset()
                if by_text != by_name:
                    tell(f"{event['UID']}: {name} is {by_name} by its zone's name and {by_text} by its text")
    if "DTEND" in event and "DTSTART" in event and utc(event["DTEND"]) < utc(event["DTSTART"]):
        tell(f"{event['UID']}: ends before it starts")
    if "RRULE" in event and "UNTIL" not in event["RRULE"]:
        tell(f"{event['UID']}: repeats for ever")
    return used


def offset_by_text(zone, wall):
    """The offset at a wall clock time by the observances of a VTIMEZONE alone."""
    best = None
    for part in zone.subcomponents:
        start = part["DTSTART"].dt.replace(tzinfo=None)
        onset = start if start <= wall else None
        if "RRULE" in part and onset is not None:
            rule = dict(part["RRULE"])
            until = rule.pop("UNTIL", [None])[0]
            text = ";".join(f"{key}={','.join(str(value) for value in values)}" for key, values in rule.items())
            onset = rrulestr(f"RRULE:{text}", dtstart=start).before(wall, inc=True) or start
            if until is not None:
                last = until.replace(tzinfo=None) + part["TZOFFSETFROM"].td
                onset = min(onset, last)
        if onset is not None and (best is None or onset > best[0]):
            best = (onset, part["TZOFFSETTO"].td)
    return best[1] if best else None


def utc(value):
    return value.dt.astimezone(timezone.utc)


def compare(calendar, meant, tell):
    def same(what, found, expected):
        if found != expected:
            tell(f"{what} is {found!r}, meant was {expected!r}")

    if "name" in meant:
        same("the name", str(calendar.get("NAME")), meant["name"])
        same("the name for older readers", str(calendar.get("X-WR-CALNAME")), meant["name"])
    if "zones" in meant:
        same("the zones", [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")], meant["zones"])
    if "events" not in meant:
        return
    events = calendar.walk("VEVENT")
    same("the events", [str(event["UID"]) for event in events], [event["uid"] for event in meant["events"]])
    for event, expected in zip(events, meant["events"]):
        text = lambda name, event=event: str(event[name]) if name in event else None
        found = {
            "start": utc(event["DTSTART"]).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "end": utc(event["DTEND"]).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "summary": text("SUMMARY"),
            "status": text("STATUS"),
            "sequence": int(event["SEQUENCE"]),
            "location": text("LOCATION"),
            "url": text("URL"),
            "description": text("DESCRIPTION"),
        }
        for field, value in found.items():
            if field in expected:
                same(f"{expected['uid']}: {field}", value, expected[field])
        for words in expected.get("description_has", []):
            if words not in (found["description"] or ""):
                tell(f"{expected['uid']}: the description lacks {words!r}")


def events_as_written(data):
    return [part.split(b"END:VEVENT")[0] for part in data.split(b"BEGIN:VEVENT\r\n")[1:]]


def hold_parts(blocks, differences):
    """Where there is a feed of everything, the single sessions' feeds hold the very same events, and together all of
    them; a series' feed holds some of them; the members' feed all of them, with more words."""
    whole = blocks.pop("calendar.ics", None)
    if whole is None or not blocks:
        return
    # A feed stands at its earlier addresses too.
    singles = {tuple(each) for name, each in blocks.items() if not name.startswith("calendar/")}
    if sorted(whole) != sorted(block for each in singles for block in each):
        differences.append("calendar.ics: its events are not, byte for byte, those of the single feeds")
    for name, each in blocks.items():
        if name.startswith("calendar/members-"):
            if sorted(map(identity, each)) != sorted(map(identity, whole)):
                differences.append(f"{name}: its events are not those of calendar.ics")
        elif name.startswith("calendar/") and not set(each) <= set(whole):
            differences.append(f"{name}: an event is not, byte for byte, one of calendar.ics")


def identity(block):
    """The first line of an event, its UID, with the occurrence that it stands for."""
    lines = block.replace(b"\r\n ", b"").split(b"\r\n")
    return [lines[0], *(line for line in lines if line.startswith(b"RECURRENCE-ID"))]


if __name__ == "__main__":
    main()
