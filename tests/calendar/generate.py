"""Writes small handbooks together with what their feeds should say.

    python tests/calendar/generate.py NUMBER FOLDER

makes FOLDER/0000, FOLDER/0001 ... and beside each its NNNN.json: for every feed the occurrences that a reader should
find in it. Instants come from Python's own zoneinfo, with the data of the package `tzdata`, and repeats are expanded
here, so that nothing of Handbound is asked. The same number gives the same handbooks on any machine.

Every zone with a city in its name comes up, days around clock changes more often than others. A local time that the
clocks jump over is never written (Handbound refuses it); one that comes twice stands for the first.
"""

import json
import sys
import unicodedata
import zoneinfo
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import texts
from times import TODAY, Rule, meeting, written

# The one zone in which the newest data of Python and of Handbound differ over these years.
LEFT_OUT = {"America/Havana"}
CANCELLED_DAYS = 30


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    zoneinfo.reset_tzpath(to=())
    number, folder = int(sys.argv[1]), Path(sys.argv[2])
    # A distance from Greenwich is no zone that a handbook may have.
    places = (name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    zones = Deck(sorted(name for name in places if name not in LEFT_OUT))
    for place in range(number):
        handbook = Handbook(f"{place:04}", Random(place), zones)
        handbook.write(folder)
    print(f"{number} handbooks in {folder}, {zones.drawn} of {len(zones.cards)} zones")


class Deck:
    """Zones in a shuffled order, each once before any comes again."""

    def __init__(self, cards):
        self.cards, self.at = cards, 0
        Random(2026).shuffle(self.cards)

    def draw(self):
        self.at += 1
        return self.cards[(self.at - 1) % len(self.cards)]

    @property
    def drawn(self):
        return min(self.at, len(self.cards))


def quoted(text):
    """A text as YAML between quotation marks, which JSON's are too."""
    return json.dumps(text, ensure_ascii=False).replace("\u007f", "\\u007f").replace("\u2028", "\\u2028").replace(
        "\u2029", "\\u2029").replace("\ufeff", "\\ufeff")


def value(random, text):
    """A text as YAML: between quotation marks, or as a block where it has plain lines."""
    lines = text.split("\n")
    plain = all(line == line.strip() and line.isprintable() and line for line in lines)
    if plain and (len(lines) > 1 or random.random() < 0.2):
        return "|\n" + "\n".join("  " + line for line in lines)
    return quoted(text)


class Handbook:
    def __init__(self, name, random, zones):
        self.name, self.random, self.zones = name, random, zones
        self.files, self.feeds, self.whole = {}, {}, []
        self.community = f"circle-{name}"
        self.home = zones.draw()
        self.count = 0
        self.write_community()
        self.venues = [self.venue(number) for number in range(random.randrange(1, 3))]
        self.series = [(None, None)] + [self.write_series(number) for number in range(random.randrange(0, 3))]
        for _ in range(random.randrange(2, 6)):
            random.choice([self.single, self.single, self.repeating, self.repeating, self.undecided])()

    def write(self, folder):
        for path, text in self.files.items():
            path = folder / self.name / path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        self.feeds["calendar.ics"] = self.whole
        # However a letter was put together when it was written, it is published composed.
        meant = unicodedata.normalize("NFC", json.dumps(self.feeds, ensure_ascii=False, indent=1))
        (folder / f"{self.name}.json").write_text(meant, "utf-8")

    def write_community(self):
        random = self.random
        fields = [
            f"name: {quoted(texts.line(random))}",
            f"id: {self.community}",
            f"timezone: {self.home}",
        ]
        if random.random() < 0.5:
            fields += [f"website: https://circle{self.name}.example.org/ein/pfad/", "clock: 24"]
        if random.random() < 0.5:
            fields += ["contact:", f"  name: {quoted(texts.line(random))}", "  email: us@example.org"]
        if random.random() < 0.25:
            fields += ["calendar: {times: utc}"]
        self.files["community.yml"] = "\n".join(fields) + "\n"
        if random.random() < 0.4:
            self.files["values.yml"] = f"- title: {quoted(texts.line(random))}\n  text: Why.\n- title: Kindness\n"

    def venue(self, number):
        random, stem = self.random, f"place-{number}"
        name, address = texts.line(random), texts.lines(random)
        fields = [f"name: {quoted(name)}", f"address: {value(random, address)}"]
        self.files[f"venues/{stem}.md"] = "---\n" + "\n".join(fields) + "\n---\n"
        whole = f"{name.strip()}, {address.strip()}".replace("\r\n", "\n")
        return stem, " ".join(part.strip() for part in whole.split("\n"))

    def write_series(self, number):
        random, stem, zone = self.random, f"series-{number}", self.zones.draw()
        own = random.random() < 0.7
        fields = [f"title: {quoted(texts.lines(random))}"] + ([f"timezone: {zone}"] if own else [])
        self.files[f"sessions/{stem}/series.md"] = "---\n" + "\n".join(fields) + "\n---\n"
        return stem, zone if own else None

    def where(self):
        """`where`, and the LOCATION that follows."""
        kind = self.random.randrange(4)
        if kind == 0:
            return [], None
        if kind == 1:
            return ["where: online"], "Online"
        stem, place = self.random.choice(self.venues)
        if kind == 2:
            return [f"where: [{stem}, online]"], f"{place} (also online)"
        return [f"where: {stem}"], place

    def place(self):
        """Series and zone of a new session: its own, the series', or the community's."""
        series, zone = self.random.choice(self.series)
        if self.random.random() < 0.3:
            own = self.zones.draw()
            return series, own, [f"timezone: {own}"]
        return series, zone or self.home, []

    def facts(self, fields):
        """Everything of an event but its times: writes it into `fields` and gives what is expected."""
        random = self.random
        self.count += 1
        stem = random.choice([f"{self.count:02}-meeting", f"{self.count:02} Größe und 潮", f"s{self.count}_x"])
        title = texts.lines(random)
        fields.append(f"title: {value(random, title)}")
        known, uid = stem, None
        if random.random() < 0.2:
            known = f"first-name-{self.count}"
            fields.append(f"was: [{known}, second-name-{self.count}]")
        if random.random() < 0.15:
            uid = random.choice([f"{self.count}-A1B2@google.com", f"urn:uuid:{self.count}; x, \\y", f"ü{self.count}"])
            fields.append(f"uid: {quoted(uid)}")
        cancelled = random.random() < 0.15
        if random.random() < 0.4:
            fields.append("status: " + random.choice(["planned", "confirmed", "done"]) if not cancelled else "")
        if cancelled:
            fields.append(random.choice(["status: cancelled", "status: Canceled"]))
        changes = random.choice([0, 0, 0, 1, 3])
        if changes:
            fields.append("changes:")
            fields += [f"  - 2026-{month + 1:02}-02: {quoted(texts.line(random))}" for month in range(changes)]
        before = random.choice([0, 0, 0, 0, 7])
        if before:
            fields.append(f"sequence: {before}")
        if random.random() < 0.3:
            fields.append("doors_open: 20 minutes before")
        where, location = self.where()
        fields += where
        # Who writes the words "Cancelled: {title}" puts the title in as it is.
        summary = f"Cancelled: {title.strip()}" if cancelled else title.strip()
        return stem, known, uid, {
            "summary": texts.meant(summary),
            "location": location and texts.meant(location),
            "status": "CANCELLED" if cancelled else "CONFIRMED",
            "sequence": max(changes, int(cancelled)) + before,
        }

    def save(self, series, stem, fields):
        folder = f"sessions/{series}" if series else "sessions"
        fields = [field for field in fields if field]
        self.files[f"{folder}/{stem}.md"] = "---\n" + "\n".join(fields) + "\n---\n" + texts.body(self.random)
        feed = f"sessions/{'-'.join(stem.split())}.ics"
        self.feeds[feed] = []
        return feed

    def occurrences(self, intervals, uid, event):
        return [{"uid": uid, "start": written(start), "end": written(end), **event} for start, end in intervals]

    def expect(self, feed, zone, intervals, uid, event):
        """What one VEVENT gives, unless it was cancelled long ago."""
        last = max(end for _, end in intervals).astimezone(ZoneInfo(zone)).date()
        if event["status"] == "CANCELLED" and TODAY > last + timedelta(CANCELLED_DAYS):
            return []
        found = self.occurrences(intervals, uid, event)
        self.feeds[feed].extend(found)
        self.whole.extend(found)
        return found

    def single(self):
        random = self.random
        series, zone, fields = self.place()
        first = meeting(random, zone)
        fields += [f"date: {first.date}"] + first.fields()
        stem, known, uid, event = self.facts(fields)
        further = self.also_offered(first, zone, fields)
        feed = self.save(series, stem, fields)
        self.expect(feed, zone, [first.interval(zone)], uid or f"{known}@{self.community}", event)
        self.expect_further(feed, zone, further, known, event)

    def also_offered(self, first, zone, fields):
        random = self.random
        further = [meeting(random, zone) for _ in range(random.choice([0, 0, 0, 1, 2]))]
        # Two sittings at one time are a mistake.
        starts = {first.interval(zone)[0]}
        further = [it for it in further if it.interval(zone)[0] not in starts and not starts.add(it.interval(zone)[0])]
        if len(further) == 1 and random.random() < 0.5:
            fields.append(f"also_offered: {further[0].inline()}")
        elif further:
            fields.append(f"also_offered: [{', '.join(it.inline() for it in further)}]")
        return further

    def expect_further(self, feed, zone, further, known, event):
        for number, it in enumerate(further, 2):
            self.expect(feed, zone, [it.interval(zone)], f"{known}-{number}@{self.community}", event)

    def repeating(self):
        random = self.random
        series, zone, fields = self.place()
        while True:
            first = meeting(random, zone)
            rule = Rule(random, first.date)
            kept = [day for day in rule.dates if day not in rule.except_]
            if kept and all(first.interval(zone, day) for day in rule.dates):
                break
        fields += [f"date: {first.date}"] + first.fields() + [rule.field(random)]
        stem, known, uid, event = self.facts(fields)
        further = self.also_offered(first, zone, fields) if random.random() < 0.2 else []
        feed = self.save(series, stem, fields)
        uid = uid or f"{known}@{self.community}"
        found = self.expect(feed, zone, [first.interval(zone, day) for day in kept], uid, event)
        self.expect_further(feed, zone, further, known, event)
        # Cancelled long ago, it has none.
        feed = feed if self.feeds[feed] else None
        for day in random.sample(rule.dates, min(len(rule.dates), random.choice([0, 1, 2]))):
            self.stand_in(stem, uid, feed, event, day, day in kept, [it for it in found if it["start"] == written(first.interval(zone, day)[0])])

    def stand_in(self, of, uid, series_feed, series_event, day, falls, replaced):
        """A session of its own for one occurrence, on its day or moved."""
        random = self.random
        series, zone, fields = self.place()
        moved = random.random() < 0.5
        own = meeting(random, zone, None if moved else day)
        fields += [f"date: {own.date}"] + own.fields()
        fields.append(f"occurrence_of: {{id: {quoted(of)}, date: {day}}}" if moved else f"occurrence_of: {quoted(of)}")
        stem, known, own_uid, event = self.facts(fields)
        feed = self.save(series, stem, fields)
        if falls:
            for gone in replaced:
                self.whole.remove(gone)
                self.feeds[series_feed].remove(gone)
            # In a file of its own it is an event by itself.
            by_itself = own_uid or f"{known}@{self.community}"
            self.feeds[feed].extend(self.occurrences([own.interval(zone)], by_itself, event))
            # Counted on from the series, so that a stand-in is never older.
            event = {**event, "sequence": event["sequence"] + series_event["sequence"]}
            found = self.occurrences([own.interval(zone)], uid, event)
            self.whole.extend(found)
            # Whoever subscribes to what repeats learns of it too.
            if series_feed:
                self.feeds[series_feed].extend(found)
        else:
            # A day that `except` leaves out has nothing to replace: an event like any other.
            self.expect(feed, zone, [own.interval(zone)], own_uid or f"{known}@{self.community}", event)

    def undecided(self):
        series, _, fields = self.place()
        fields.append(self.random.choice(["date: to be decided", "date: week of 2027-02-08", "date: TBA"]))
        stem, *_ = self.facts(fields)
        self.save(series, stem, fields)


if __name__ == "__main__":
    main()
