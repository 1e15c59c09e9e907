"""What every feed keeps to, whatever it says: its bytes, its properties, its zones, and how feeds share events."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import regex
from dateutil.rrule import rrulestr
from icalendar import Calendar

ONCE = ["VERSION", "PRODID", "CALSCALE"]
# What a calendar says of itself, and a session's own file does not: it is added as a copy.
OF_CALENDARS = ["NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"]
# The calendar of tasks, which facilitators import, and a session's file that goes with their mails; nobody subscribes to
# them.
TASKS, OF_MAIL = "facilitator.ics", "session.ics"
ONCE_IN_EVENT = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS"]
# Properties of one text. Readers let a bare comma pass, but the standard does not (RFC 5545 §3.3.11).
TEXT = "UID|SUMMARY|DESCRIPTION|LOCATION|CONTACT|NAME|X-WR-CALNAME|X-WR-CALDESC|X-WR-TIMEZONE|TZID|TZNAME"
TEXT_LINE = re.compile(rf"(?:{TEXT})(?:;[^:]*)?:(.*)", re.DOTALL)
NOT_ESCAPED = re.compile(r"(?:[^\\,;]|\\[\\;,n])*")
# Octets of a line, its end not counted (RFC 5545 §3.1), and of a further one without its blank.
LINE, FURTHER = 75, 74


def hold(path, tell):
    """Holds one feed to the rules of any feed."""
    data = path.read_bytes()
    hold_bytes(data, tell)
    try:
        calendars = Calendar.from_ical(data, multiple=True)
    except ValueError as error:
        tell(f"cannot be parsed: {error}")
        return
    if len(calendars) != 1:
        tell(f"holds {len(calendars)} calendars")
        return
    is_imported = path.parent.name == "sessions" or path.name in (TASKS, OF_MAIL)
    hold_calendar(calendars[0], path.name == TASKS, tell)
    for name in OF_CALENDARS:
        if isinstance(calendars[0].get(name), list) or (name in calendars[0]) == is_imported:
            tell(f"needs {name} once, unless it is one session's or the facilitators'")


# Bytes.


def hold_bytes(data, tell):
    """UTF-8, CRLF, 75 octets, nothing invisible, no fold where something could be lost."""
    if data.startswith(b"\xef\xbb\xbf"):
        tell("begins with a byte order mark")
    if not data.endswith(b"\r\n"):
        tell("does not end in CRLF")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    for number, line in enumerate(lines, 1):
        if len(line) > LINE or not line:
            tell(f"line {number} has {len(line)} octets")
        if any(byte < 0x20 and byte != 0x09 or byte == 0x7F for byte in line):
            tell(f"line {number} holds a control character")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            tell(f"line {number} is cut inside a character")
            return
        if any("\x80" <= letter <= "\x9f" for letter in text):
            tell(f"line {number} holds a control character")
        if text != text.rstrip():
            tell(f"line {number} ends in white space")
    for content in unfolded(lines):
        hold_folds(content, tell)
        hold_text("".join(content), tell)


def unfolded(lines):
    """Content lines, each as the pieces it was folded into."""
    content = []
    for line in lines:
        text = line.decode("utf-8")
        if text[:1] in (" ", "\t") and content:
            content[-1].append(text[1:])
        else:
            content.append([text])
    return content


def hold_folds(pieces, tell):
    """No fold parts what a reader sees as one letter, unless that letter is longer than a line."""
    if len(pieces) == 1:
        return
    letters = regex.finditer(r"\X", "".join(pieces))
    ends = {letter.end(): letter.group() for letter in letters}
    inside = {}
    for end, letter in ends.items():
        inside.update((end - back, letter) for back in range(1, len(letter)))
    at = 0
    for piece in pieces[:-1]:
        at += len(piece)
        if at in inside and len(inside[at].encode("utf-8")) <= FURTHER:
            tell(f"a fold parts the letter {inside[at]!r}")


def hold_text(line, tell):
    """A TEXT has no bare comma or semicolon, and escapes nothing else."""
    found = TEXT_LINE.fullmatch(line)
    if found and not NOT_ESCAPED.fullmatch(found.group(1)):
        tell(f"text is not escaped: {line[:60]!r}")
    if not re.match(r"[A-Z0-9-]+[:;]", line):
        tell(f"no property: {line[:60]!r}")


# Properties and zones.


def hold_calendar(calendar, may_ring, tell):
    for component in calendar.walk():
        for error in component.errors:
            tell(f"{component.name}: {error}")
        if component.name == "VALARM" and not may_ring:
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
        hold_zone(zone, tell)
    used, seen = set(), set()
    for event in calendar.walk("VEVENT"):
        for name in ONCE_IN_EVENT:
            if name not in event or isinstance(event[name], list):
                tell(f"{event.get('UID')}: needs {name} once")
        if ("DTEND" in event) == ("DURATION" in event):
            tell(f"{event.get('UID')}: needs an end or a length")
        identity = (str(event.get("UID")), str(event.get("RECURRENCE-ID") and event["RECURRENCE-ID"].to_ical()))
        if identity in seen:
            tell(f"{identity[0]} comes twice")
        seen.add(identity)
        used |= hold_times(event, known, tell)
    if calendar.walk("VEVENT") and used != known.keys():
        tell(f"names the zones {sorted(used)}, describes {sorted(known)}")


def hold_zone(zone, tell):
    """As Outlook can read it (MS-OXCICAL 2.1.3.1.1.19)."""
    if not any(part.name == "STANDARD" for part in zone.subcomponents):
        tell(f"{zone['TZID']} has no standard time")
    if any("RDATE" in part for part in zone.subcomponents):
        tell(f"{zone['TZID']} has an RDATE")


def hold_times(event, known, tell):
    """No floating time, and the zone's own text says what the zone's name says."""
    used = set()
    for name in ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"]:
        values = event.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            moments = [entry.dt for entry in value.dts] if name == "EXDATE" else [value.dt]
            for moment in moments:
                used |= hold_time(event, name, moment, value.params.get("TZID"), known, tell)
    if "RRULE" in event and "UNTIL" not in event["RRULE"]:
        tell(f"{event['UID']}: repeats for ever")
    return used


def hold_time(event, name, moment, tzid, known, tell):
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        tell(f"{event['UID']}: {name} floats")
        return set()
    if not tzid or tzid == "UTC":
        return set()
    if tzid in known:
        wall = moment.replace(tzinfo=None)
        by_text, by_name = offset_by_text(known[tzid], wall), wall.replace(tzinfo=ZoneInfo(tzid)).utcoffset()
        if by_text != by_name:
            tell(f"{event['UID']}: {name} is {by_name} by its zone's name and {by_text} by its text")
    return {tzid}


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


# Several feeds of one site.


def hold_parts(feeds, tell):
    """Events are byte for byte the same everywhere: the sessions' own files make up calendar.ics, but that what stands
    in for an occurrence is an event by itself there, with a UID of its own; a series' feed holds some of it; the
    members' feed holds all of it, with more words."""
    blocks = {name: events_as_written(path.read_bytes()) for name, path in feeds.items()}
    whole = blocks.pop("calendar.ics", None)
    if whole is None:
        return
    # A feed stands at its earlier addresses too, and a stand-in with what it stands in for.
    single = {block for name, each in blocks.items() if name.startswith("sessions/") for block in each}
    uids = {identity(block)[0] for block in whole}
    missing = [block for block in set(whole) - single if len(identity(block)) == 1]
    changed = [block for block in single - set(whole) if identity(block)[0] in uids]
    if missing or changed or len(whole) != len(set(whole)):
        tell("calendar.ics", "its events are not, byte for byte, those of the sessions' own feeds")
    for name, each in blocks.items():
        if name.startswith("calendar/members-"):
            if sorted(map(identity, each)) != sorted(map(identity, whole)):
                tell(name, "its events are not those of calendar.ics")
        elif name.startswith("calendar/") and not set(each) <= set(whole):
            tell(name, "holds an event that is not, byte for byte, in calendar.ics")


def identity(block):
    """The first line of an event, its UID, with the occurrence that it stands for."""
    lines = block.replace(b"\r\n ", b"").split(b"\r\n")
    return [lines[0], *(line for line in lines if line.startswith(b"RECURRENCE-ID"))]


def events_as_written(data):
    # Whole lines only: a text may hold these words too.
    return re.findall(rb"(?<=\n)BEGIN:VEVENT\r\n(.*?)\r\nEND:VEVENT(?=\r\n)", data, re.DOTALL)
