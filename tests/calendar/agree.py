"""Reads feeds with four independent readers, and compares them with each other and with what was meant.

    python tests/calendar/agree.py --node DIR --libical PROGRAM --ical-crate PROGRAM [--expected FOLDER] SITE...

Each SITE is a built handbook. FOLDER/NAME.json, where there is one for the site's name, says for its feeds which
occurrences they hold; a feed that it does not name is compared between readers only. Every difference is printed, and
the exit code is 1.

Readers agree when they find the same occurrences: UID, start and end in UTC, whether they last all day, summary,
description, location, status and sequence.
"""

import argparse
import json
import os
import subprocess
import sys
import zoneinfo
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import rules
from allowances import allowed

HERE = Path(__file__).resolve().parent
# Sites that are read by one run of each reader.
TOGETHER = 25
# Differences that are worth printing.
SHOWN = 40
FIELDS = {"uid", "start", "end", "all_day", "summary", "description", "location", "status", "sequence"}


def main():
    options = arguments()
    groups = [options.sites[at : at + TOGETHER] for at in range(0, len(options.sites), TOGETHER)]
    differences, feeds, occurrences = [], 0, 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(partial(compare_sites, options=options), groups):
            differences += found[0]
            feeds += found[1]
            occurrences += found[2]
    for difference in differences[:SHOWN]:
        print(difference)
    if len(differences) > SHOWN:
        print(f"... and {len(differences) - SHOWN} more")
    if differences or not feeds:
        sys.exit(f"{len(differences)} differences in {feeds} feeds")
    print(f"four readers agree on {occurrences} occurrences in {feeds} feeds of {len(options.sites)} sites")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", required=True, help="the folder with ical.js in its node_modules")
    parser.add_argument("--libical", required=True, help="readers/libical.c, compiled")
    parser.add_argument("--ical-crate", required=True, help="the example ical_crate, compiled")
    parser.add_argument("--expected", type=Path, help="the folder with a NAME.json for each SITE")
    parser.add_argument("sites", nargs="+", type=Path)
    return parser.parse_args()


def readers(options):
    return {
        "recurring": [sys.executable, HERE / "readers/recurring.py"],
        "ical_js": ["node", HERE / "readers/ical_js.mjs", options.node],
        "libical": [options.libical],
        "ical_crate": [options.ical_crate],
    }


def compare_sites(sites, options):
    """The differences in some sites, and how many feeds and occurrences were looked at."""
    zoneinfo.reset_tzpath(to=())
    differences, occurrences = [], 0
    feeds = {path: site for site in sites for path in sorted(site.rglob("*.ics"))}
    read = {name: run(command, feeds, differences) for name, command in readers(options).items()}
    for site in sites:
        expected = meant(site, options.expected)
        own = {path.relative_to(site).as_posix(): path for path, of in feeds.items() if of == site}
        tell = lambda feed, text, site=site: differences.append(f"{site.name}/{feed}: {text}")
        for feed in sorted(expected.keys() - own.keys()):
            if expected[feed] or feed == "calendar.ics":
                tell(feed, "is missing")
        rules.hold_parts(own, tell)
        for feed, path in own.items():
            rules.hold(path, partial(tell, feed))
            by_reader = {name: found.get(str(path), []) for name, found in read.items()}
            compare_feed(by_reader, expected.get(feed), partial(tell, feed))
            occurrences += len(by_reader["libical"])
    return differences, len(feeds), occurrences


def meant(site, folder):
    path = folder and folder / f"{site.name}.json"
    return json.loads(path.read_text("utf-8")) if path and path.exists() else {}


def run(command, feeds, differences):
    """What a reader finds, by feed."""
    paths = "".join(f"{path}\n" for path in feeds)
    environment = {**os.environ, "PYTHONTZPATH": ""}
    done = subprocess.run([str(part) for part in command], input=paths.encode(), capture_output=True, env=environment)
    if done.returncode:
        differences.append(f"{command}: {done.stderr.decode('utf-8', 'replace')}")
    found = {}
    for line in done.stdout.split(b"\n"):
        if line:
            occurrence = json.loads(line.decode("utf-8", "replace"))
            found.setdefault(occurrence.pop("feed"), []).append(occurrence)
    return found


def identity(occurrence):
    # Without its leading colons, which one of the readers drops.
    return (occurrence["uid"].lstrip(":"), occurrence["start"], occurrence["end"], occurrence["summary"].lstrip(":"))


def compare_feed(by_reader, expected, tell):
    """Compares every reader with what was meant, and with one another."""
    for name, found in by_reader.items():
        for occurrence in found:
            if "fault" in occurrence:
                tell(f"{name} says: {occurrence['fault']}")
    if any("fault" in occurrence for found in by_reader.values() for occurrence in found):
        return
    sides = {name: sorted(found, key=identity) for name, found in by_reader.items()}
    foretold = set()
    if expected is not None:
        right = sorted(expected, key=identity)
        foretold = {field for occurrence in right for field in occurrence}
        for name, found in sides.items():
            compare(name, found, "meant", right, foretold, tell)
    # What is not foretold, such as the description, is compared with the strictest of the readers.
    for name, found in sides.items():
        if len(found) == len(sides["libical"]) or not foretold:
            compare(name, found, "libical", sides["libical"], FIELDS - foretold, tell)


def compare(name, found, base, right, fields, tell):
    if len(found) != len(right):
        tell(f"{name} finds {len(found)} occurrences, {base} {len(right)}: {only(found, right)}")
        return
    for one, other in zip(found, right):
        for field in sorted(fields):
            if one[field] != other[field] and not allowed(name, field, one[field], other[field]):
                tell(f"{other['uid']} {other['start']}: {field} is {one[field]!r} by {name}, {other[field]!r} by {base}")


def only(found, right):
    """Which occurrences one of the two does not have."""
    key = lambda it: (it["uid"], it["start"], it["end"])
    one, other = {key(it) for it in found}, {key(it) for it in right}
    return f"only there {sorted(one - other)[:3]}, missing {sorted(other - one)[:3]}"


if __name__ == "__main__":
    main()
