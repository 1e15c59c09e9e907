"""Imports calendars of many producers, builds, and compares with what another reader finds in the originals.

    python tests/calendar/imports.py --handbound PROGRAM [--every] FOLDER

takes the calendars of `producers.py` and those of tests/calendars, each for a community in one of ten zones, with
`--every` in all ten. Over five years every occurrence of the original, by `icalendar` and `recurring-ical-events`, must
stand in the feed that is built, and no other: or the report of the import names its title with the reason. Every import
must build.
"""

import argparse
import os
import re
import subprocess
import sys
import zoneinfo
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

import producers

HERE = Path(__file__).resolve().parent
ZONES = [
    "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London", "America/Los_Angeles",
    "Pacific/Auckland", "America/Phoenix", "America/St_Johns", "Africa/Casablanca", "Etc/UTC",
]
TODAY, UNTIL = "2026-11-22", "2031-11-21"
FIRST, LAST = date(2026, 11, 22), date(2031, 11, 22)

# What the report may say, and which difference it excuses: occurrences that are missing, those after the last that was
# brought in, ends, or anything.
MISSING, LATER, ENDS, ALL = "missing", "later", "ends", "all"
EXCUSES = [
    ("had more than 200 days", MISSING),
    ("goes on after|go on after", LATER),
    ("by a rule that is not understood", MISSING),
    ("has no start that can be read|have no start that can be read", MISSING),
    ("ends before its first day|end before their first day", MISSING),
    ("longer than a week", ENDS),
    ("no end that a session can have", ENDS),
    ("both a time zone and UTC", ALL),
]


def main():
    options = arguments()
    can_fail()
    zoneinfo.reset_tzpath(to=())
    work = options.folder
    (work / "calendars").mkdir(parents=True)
    for name, text in producers.calendars():
        (work / "calendars" / f"{name}.ics").write_bytes(text.encode())
    files = sorted((work / "calendars").glob("*.ics")) + sorted((HERE.parent / "calendars").glob("*.ics"))
    tasks = [(file, zone) for place, file in enumerate(files) for zone in (ZONES if options.every else [ZONES[place % 10]])]
    differences, occurrences = [], 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found, number in pool.map(lambda task: compare(*task, options.handbound, work), tasks):
            differences += found
            occurrences += number
    if differences:
        print("\n".join(differences[:40]))
        sys.exit(f"{len(differences)} differences in {len(tasks)} imports")
    print(f"{len(tasks)} imports of {len(files)} calendars build, with {occurrences} occurrences that are right or told")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--handbound", required=True)
    parser.add_argument("--every", action="store_true", help="every calendar in all ten zones")
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    return parser.parse_args()


def can_fail():
    """Shows that a day lost, one too many and another hour are told, and each excuse excuses nothing else."""
    at = lambda hour, length=1: (datetime(2027, 1, 4, hour, tzinfo=timezone.utc), datetime(2027, 1, 4, hour + length, tzinfo=timezone.utc), "soup")
    right, longer, later = Counter([at(18)]), Counter([at(18, 2)]), Counter([at(19)])
    lengths = {at(18): timedelta(hours=1)}
    report = lambda words: told(f"- 1 event {words}:\n    Soup\n")
    silent, lost, ends = report("lasts the whole day"), report("goes on after Friday"), report("lasts longer than a week")
    cases = [
        (right, right, silent, 0), (right, Counter(), silent, 1), (Counter(), right, silent, 1), (right, later, silent, 2),
        (right, longer, silent, 2), (right + later, right, lost, 0), (right + later, later, lost, 1), (Counter(), right, lost, 1), (right, longer, ends, 0),
        (right, later, ends, 2), (right + right, right, silent, 1),
    ]
    for expected, found, excused, number in cases:
        said = differences(expected, found, lengths, excused)
        assert len(said) == number, (expected, found, said)


def compare(file, zone, handbound, work):
    """What differs for one calendar in one zone, and how many occurrences there are."""
    folder = work / f"{file.stem}-{zone.replace('/', '-')}"
    folder.mkdir()
    (folder / "community.yml").write_text(f"name: Circle\nid: circle\ntimezone: {zone}\n", "utf-8")
    where = f"{file.stem} in {zone}"
    run = lambda *more: subprocess.run([handbound, *more, "--today", TODAY], capture_output=True, text=True)
    imported = run("import", str(file), str(folder), "--until", UNTIL)
    built = run("build", str(folder))
    if imported.returncode or built.returncode:
        return [f"{where}: import {imported.returncode}, build {built.returncode}\n{imported.stdout}{built.stdout}"], 0
    expected, lengths = occurrences(file.read_bytes(), ZoneInfo(zone), foreign=True)
    found, _ = occurrences((folder / "public/calendar.ics").read_bytes(), ZoneInfo(zone))
    said = differences(expected, found, lengths, told(imported.stdout))
    return [f"{where}: {text}" for text in said], found.total()


def occurrences(data, home, foreign=False):
    """Start, end and title of each occurrence of the five years, and how long each lasts by the clock on the wall. What
    floats is at home, or where the calendar is."""
    # By its name this zone is read as UTC, whatever the file says of it.
    calendar = Calendar.from_ical(data.replace(b"TZID:GMT", b"TZID:Own").replace(b"TZID=GMT:", b"TZID=Own:"))
    stated = calendar.pop("X-WR-TIMEZONE", None)
    floating = ZoneInfo(str(stated)) if foreign and stated else home
    found, lengths = [], {}
    for event in recurring_ical_events.of(calendar).between(FIRST - timedelta(2), LAST + timedelta(2)):
        # What is marked as private is a draft.
        if event.get("CLASS") in ("PRIVATE", "CONFIDENTIAL"):
            continue
        start, end, length = interval(event, home, floating)
        if FIRST <= start.astimezone(home).date() < LAST:
            found.append((start, end, title(str(event.get("SUMMARY", "")))))
            lengths[found[-1]] = length
    return Counter(found), lengths


def interval(event, home, floating):
    """Start and end in UTC. A start that the clocks jump over counts by the offset before (RFC 5545 §3.3.5), and what
    begins there lasts as long as it should."""
    start, end = (zoned(event[name].dt if name in event else event["DTSTART"].dt, home, floating) for name in ["DTSTART", "DTEND"])
    before, length = start - timedelta(hours=4), end.replace(tzinfo=None) - start.replace(tzinfo=None)
    if start.astimezone(timezone.utc).astimezone(start.tzinfo).replace(tzinfo=None) != start.replace(tzinfo=None):
        start = (start.replace(tzinfo=None) - before.utcoffset()).replace(tzinfo=timezone.utc)
        end = start + length
    return start.astimezone(timezone.utc), end.astimezone(timezone.utc), length


def zoned(at, home, floating):
    if not isinstance(at, datetime):
        return datetime.combine(at, time(), home)
    return at if at.tzinfo else at.replace(tzinfo=floating)


def title(text):
    return re.sub(r"^(cancelled|canceled|abgesagt): ", "", text.strip().lower())


def told(report):
    """The titles that the report names, by what that excuses."""
    excused, of = {MISSING: set(), LATER: set(), ENDS: set(), ALL: set()}, None
    for line in report.splitlines():
        if line.startswith("- "):
            of = next((excuse for words, excuse in EXCUSES if re.search(words, line)), None)
        elif line.startswith("    ") and of:
            excused[of].add(title(line))
    return excused


def differences(expected, found, lengths, excused):
    missing, extra = expected - found, found - expected
    # The same start with another end. While the clocks change, what lasts as long as ever is right (RFC 5545 §3.8.5.3);
    # the reader ends it by the clock on the wall.
    for start, end, name in list(missing.elements()):
        other = next((it for it in extra.elements() if it[0] == start and it[2] == name), None)
        if other and (name in excused[ENDS] or other[1] - start == lengths[start, end, name]):
            missing[(start, end, name)] -= 1
            extra[other] -= 1
    show = lambda it: f"{it[0]:%Y-%m-%d %H:%M} to {it[1]:%m-%d %H:%M} UTC, {it[2]!r}"
    last = {}
    for start, _, name in sorted(found):
        last[name] = start
    is_later = lambda it: it[2] in excused[LATER] and it[2] in last and it[0] > last[it[2]]
    unexcused = lambda it: it[2] not in excused[MISSING] | excused[ALL] and not is_later(it)
    lost = [show(it) for it in sorted(missing.elements()) if unexcused(it)]
    more = [show(it) for it in sorted(extra.elements()) if it[2] not in excused[ALL]]
    said = []
    if lost:
        said.append(f"{len(lost)} missing, such as {lost[0]}")
    if more:
        said.append(f"{len(more)} too many, such as {more[0]}")
    return said


if __name__ == "__main__":
    main()
