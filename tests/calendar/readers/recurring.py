"""Python's `icalendar` with `recurring-ical-events`: knows zones by their names.

Reads paths of feeds, a line each, and prints every occurrence as a line of JSON.
"""

import json
import sys
import zoneinfo
from datetime import datetime, timezone
from pathlib import Path

import recurring_ical_events
from icalendar import Calendar


def main():
    # The machine's zone data may be older than what feeds are made with.
    zoneinfo.reset_tzpath(to=())
    for path in sys.stdin.read().splitlines():
        try:
            read(path)
        except Exception as error:  # whatever it is, it is this reader's verdict
            tell(path, fault=f"{type(error).__name__}: {error}")


def read(path):
    calendar = Calendar.from_ical(Path(path).read_bytes())
    for component in calendar.walk():
        for error in component.errors:
            tell(path, fault=f"{component.name}: {error}")
    # With it UTC times would be turned into that zone, and the hour that comes twice would be lost.
    calendar.pop("X-WR-TIMEZONE", None)
    for event in recurring_ical_events.of(calendar, skip_bad_series=False).between((1970, 1, 1), (2100, 1, 1)):
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        tell(
            path,
            uid=str(event["UID"]),
            start=utc(start),
            end=utc(end),
            all_day=not isinstance(start, datetime),
            summary=text(event, "SUMMARY"),
            description=text(event, "DESCRIPTION"),
            location=text(event, "LOCATION"),
            status=text(event, "STATUS"),
            sequence=int(event["SEQUENCE"]),
        )


def utc(moment):
    if not isinstance(moment, datetime):
        return moment.strftime("%Y%m%d")
    if moment.tzinfo is None:
        return moment.strftime("%Y%m%dT%H%M%S")
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def text(event, name):
    return str(event[name]) if name in event else None


def tell(feed, **what):
    print(json.dumps({"feed": feed, **what}, ensure_ascii=False))


if __name__ == "__main__":
    main()
