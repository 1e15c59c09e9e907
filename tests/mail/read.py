"""Reads the drafts of mail in kits with Python's `email`, and holds them against the pages that show them.

    read.py PROGRAM HANDBOOK...

Three looks: the kits of the handbooks as they are; a handbook from which each field that may be missing is taken, one at
a time and all together; and a handbook of 200 hostile titles, names and addresses.
"""

import csv
import email
import email.policy
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import icalendar

TODAY = "2026-11-22"
HEAD = ["X-Unsent", "Subject", "To", "Bcc", "Reply-To", "MIME-Version", "Content-Language", "Content-Type"]
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


class Words(HTMLParser):
    """The words of an HTML text, and the texts of elements with an id."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts, self.of, self.open, self.links = [], {}, [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if tag not in ("br", "meta", "link", "img", "input", "hr"):
            self.open.append((tag, attributes.get("id")))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.parts.append(data)
        for _, name in self.open:
            if name:
                self.of[name] = self.of.get(name, "") + data


def words(text):
    """The words alone: the marks of items are the list's own in HTML."""
    lines = [re.sub(r"^\s*(- |\d+\. )", "", line) for line in text.splitlines()]
    return " ".join(lines).split()


def leaves(message):
    return [part for part in message.walk() if not part.is_multipart()]


def read(path, page, name):
    """Reads one draft, and compares it with the section `name` of its page."""
    where = f"{path.parent.name}/{path.name}"
    raw = path.read_bytes()
    if b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        fault(where, "a line does not end with CR LF")
    if any(len(line) > 998 for line in raw.split(b"\r\n")):
        fault(where, "a line is longer than 998")
    if not raw.isascii():
        fault(where, "has bytes beyond ASCII")
    try:
        message = email.message_from_bytes(raw, policy=email.policy.strict)
        kinds = [part.get_content_type() for part in message.walk()]
        defects = [str(defect) for part in message.walk() for defect in part.defects]
        defects += [str(defect) for value in message.values() for defect in getattr(value, "defects", [])]
    except Exception as error:  # a strict reader raises what it stumbles over
        return fault(where, f"cannot be read: {error!r}")
    if defects:
        fault(where, f"defects: {defects}")
    head = [key for key in message.keys()]
    if head != [key for key in HEAD if key in head] or message["X-Unsent"] != "1":
        fault(where, f"its head is {head}")
    calendar = ["application/ics"] if len(leaves(message)) == 3 else []
    if kinds != ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", *calendar]:
        return fault(where, f"its parts are {kinds}")
    text, html = (leaf.get_content().replace("\r\n", "\n") for leaf in leaves(message)[:2])
    shown = page.of.get(f"_{name}-text", "")
    if text.rstrip("\n") != shown.rstrip("\n"):
        fault(where, f"its text is not that of the page:\n{text!r}\n{shown!r}")
    of_html = "".join(Words(html).parts).split()
    if words(text) != of_html:
        fault(where, f"text and HTML differ:\n{words(text)}\n{of_html}")
    subject = page.of.get(f"_{name}-subject", "")
    if (message["Subject"] or "").split() != subject.split():
        fault(where, f"its subject is {message['Subject']!r}, and the page's {subject!r}")
    hidden = [address.addr_spec for address in message["Bcc"].addresses] if "Bcc" in message else []
    if hidden != [address for address in page.of.get(f"_{name}-bcc", "").split(", ") if address]:
        fault(where, f"its Bcc is {hidden}")
    for part in leaves(message)[2:]:
        content = part.get_payload(decode=True)
        if content not in sessions_of(path):
            fault(where, "its calendar file is none of the kit's")
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
        if not events:
            fault(where, "its calendar file has no event")
    return text


def sessions_of(path):
    kit = next(folder for folder in path.parents if (folder / "READ-ME-FIRST.txt").exists())
    return [file.read_bytes() for file in kit.rglob("session.ics")]


def kit(program, folder, out):
    done = subprocess.run([program, "kit", folder, "--out", out, "--today", TODAY], capture_output=True, text=True)
    if done.returncode:
        fault(folder, f"has no kit: {done.stdout}{done.stderr}")
    return sorted(Path(out).rglob("*.html"))


def drafts(pages):
    """Reads all drafts of a kit; returns the texts of the pages and of the mails."""
    found = {}
    for path in pages:
        page = Words(path.read_text())
        for link in (link for link in page.links if link.endswith(".eml")):
            further = path.stem.removeprefix("mail") if path.stem.startswith("mail") else ""
            name = link.removesuffix(".eml").removesuffix(further)
            found[path.parent / link] = (read(path.parent / link, page, name), page)
    files = {file for path in pages[:1] for file in path.parent.rglob("*.eml")}
    for stray in files - set(found):
        fault(stray, "is on no page")
    return found


# --- a field missing ---

FIELDS = {
    "contact": "contact: {name: Ana Berg, email: ana@choir.example, phone: 555-0100}",
    "website": "website: https://choir.example.org",
    "tagline": "tagline: A choir of nurses",
    "where_we_talk": "where_we_talk: [{name: Forum, use: songs, reply_within: 1 day}]",
}
OF_VENUE = {
    "getting_in": "getting_in: ring twice",
    "parking": "parking: behind the house",
    "accessible": "accessible: a lift",
}
OF_SESSION = {
    "doors_open": "doors_open: 15 minutes before",
    "bring": "bring: [a song]",
    "snack": "snack: [soup]",
    "readings": "readings: [breath]",
}
HEADINGS = {
    "Purpose": "## Purpose\n- To sing\n",
    "Prepare": "## Prepare\nListen to one song.\n",
    "Journal prompt": "## Journal prompt\nWhat did you hear?\n",
    "Between sessions": "## Between sessions\n1. Hum.\n2. Sing to somebody.\n",
}
NAMED = {
    "contact": "“contact” in community.yml",
    "getting_in": "“getting_in”",
    "parking": "“parking”",
    "accessible": "“accessible”",
    "Between sessions": "“Between sessions”",
    "where": "“where”",
    "join": "“join”",
}
ALL = [*FIELDS, *OF_VENUE, *OF_SESSION, *HEADINGS, "where", "join", "roster"]


def with_fields(folder, left_out):
    def lines(fields):
        return "".join(f"{line}\n" for name, line in fields.items() if name not in left_out)

    folder.mkdir(parents=True)
    (folder / "community.yml").write_text("name: The Night Choir\ntimezone: Europe/Oslo\n" + lines(FIELDS))
    venue = "".join(f"  {line}\n" for name, line in OF_VENUE.items() if name not in left_out)
    (folder / "venues.yml").write_text(f"- id: old-mill\n  name: Old Mill\n  address: 1 Mill Road\n{venue}")
    (folder / "sessions").mkdir()
    (folder / "readings.yml").write_text("- id: breath\n  cite: Berg, A. (2020). On breath.\n")
    body = "\n".join(text for name, text in HEADINGS.items() if name not in left_out)
    for number, (day, place) in enumerate([("2026-11-20", "old-mill"), ("2026-12-04", "old-mill"), ("2026-12-18", "online")]):
        where = "" if "where" in left_out else f"where: {place}\n"
        join = "join: https://meet.example.org/night\n" if place == "online" and "join" not in left_out else ""
        text = f"---\ntitle: Evening {number}\ndate: {day}\ntime: 19:00 - 20:30\n{where}{join}{lines(OF_SESSION)}---\n{body}"
        (folder / "sessions" / f"{number}.md").write_text(text)
    if "roster" not in left_out:
        (folder / "private").mkdir()
        (folder / "private" / "roster.csv").write_text("name,email\nOla Nord,ola@example.org\nIda Sør,\n")


def a_field_missing(program, folder):
    count = 0
    for left_out in [[], *([name] for name in ALL), ALL]:
        name = "-".join(left_out[:1] or ["none"]).replace(" ", "-") + ("-all" if len(left_out) > 1 else "")
        with_fields(folder / name, left_out)
        found = drafts(kit(program, folder / name, folder / f"{name}-kit"))
        count += len(found)
        whole = "\n".join("".join(page.parts) for _, page in found.values())
        for path, (text, _) in found.items():
            where = f"without {left_out}: {path.name}"
            for mark in ["{", "}", "[ ]", "undefined", "None", "TBA", "  "]:
                if mark in (text or mark):
                    fault(where, f"{mark!r} in {text!r}")
            for block in (text or "").split("\n\n"):
                if block.rstrip().endswith(":") or any(line.rstrip().endswith(":") for line in block.splitlines()):
                    fault(where, f"a label without anything: {block!r}")
        # Without a place there is no way in to be named.
        for one in left_out if len(left_out) == 1 else ["where", "contact"] * bool(left_out):
            if one in NAMED and NAMED[one] not in whole:
                fault(f"without {left_out}", f"the page does not name {one}")
        if not left_out and "Nothing is written for these" in whole:
            named = [line.strip() for line in whole.splitlines() if "“" in line and " in " in line]
            if [line for line in named if "attendance" not in line]:
                fault("nothing left out", f"something is named as missing: {named}")
    return count


# --- hostile input ---

PIECES = [
    "\r\nBcc: evil@example.org", "\nSubject: other", "\r\n\r\nFirst line of a body", "\rX-Evil: 1", "=?utf-8?q?=0D=0ABcc:_evil=40example.org?=",
    "=?utf-8?b?QmNjOiBldmls?=", "\u202eevil", "\u2028Bcc: evil@example.org", "\u2066x\u2069", "\x0bx", "x" * 3000, "ä" * 900,
    "“Zitat”", "\"quoted\" \\", "<evil@example.org>", "a, b; c:", "--handbound-", "; filename=evil.exe", "🧑🏽‍🎤🎶", "مرحبا بالعالم",
    "नमस्ते", "Z̷a̷l̷g̷o̷", "{title} {date}", "%0D%0ABcc: evil@example.org", "<script>alert(1)</script>", "&lt;b&gt; &amp;", ".", "From here",
    "a\tb", "\u00a0", "ﷺ", "]]>", "\\r\\nBcc:", "'", "`x`", "http://evil.example/?a=b&c=d)", "\u0085next",
]


def hostile(program, folder, how_many=200):
    chance = random.Random(14)
    texts = [f"{number} {''.join(chance.sample(PIECES, chance.choice([1, 1, 2, 3])))}" for number in range(how_many)]
    folder.mkdir(parents=True)
    say = json.dumps
    community = {
        "name": texts[0], "timezone": "Europe/Oslo", "id": "hostile", "website": "https://choir.example.org", "tagline": texts[1],
        "contact": {"name": texts[2], "email": "ana@choir.example", "phone": texts[3]},
        "where_we_talk": [{"name": texts[4], "use": texts[5]}],
    }
    (folder / "community.yml").write_text("".join(f"{key}: {say(value)}\n" for key, value in community.items()))
    venues = [{"name": f"{text}", "id": f"v{number}", "address": text, "parking": text} for number, text in enumerate(texts[6:46])]
    (folder / "venues.yml").write_text("".join(f"- {say(venue)}\n" for venue in venues))
    (folder / "sessions").mkdir()
    for number, text in enumerate(texts[46:106]):
        day = f"2026-{11 + (number + 23) // 31:02}-{(number + 23) % 31 + 1:02}" if number < 38 else f"2027-01-{number - 37:02}"
        if day in ("2026-11-31",):
            continue
        fields = {"title": text, "bring": [text], "snack": [text], "changes": [{"2026-11-20": text}]}
        head = "".join(f"{key}: {say(value)}\n" for key, value in fields.items())
        body = f"## Between sessions\n{text}\n\n## Purpose\n{text}\n"
        (folder / "sessions" / f"s{number}.md").write_text(
            f"---\ndate: {day}\ntime: 19:00 - 20:30\nwhere: v{number % 40}\n{head}---\n{body}", newline="")
    (folder / "private").mkdir()
    with open(folder / "private" / "roster.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "email"])
        rows.writerows([f"Name {text}", f"m{number}@example.org" if number % 2 else f"m{number}@example.org{text[3:]}"] for number, text in enumerate(texts[106:]))
    pages = kit(program, folder, folder.parent / "hostile-kit")
    found = drafts(pages)
    for path, (text, _) in found.items():
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        addresses = [address.addr_spec for key in ("To", "Bcc", "Reply-To") if key in message for address in message[key].addresses]
        for address in addresses:
            if not re.fullmatch(r"m\d+@example\.org|ana@choir\.example", address):
                fault(path.name, f"goes to {address!r}")
    return len(texts), len(found)


def main():
    program, handbooks = sys.argv[1], [Path(folder) for folder in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        as_they_are = sum(len(drafts(kit(program, folder, root / f"kit-{number}"))) for number, folder in enumerate(handbooks))
        missing = a_field_missing(program, root / "missing")
        texts, of_hostile = hostile(program, root / "hostile" / "handbook")
        again = root / "again"
        kit(program, handbooks[0], again)
        first = {file.relative_to(root / "kit-0"): file.read_bytes() for file in (root / "kit-0").rglob("*.eml")}
        second = {file.relative_to(again): file.read_bytes() for file in again.rglob("*.eml")}
        if first != second or not first:
            fault(handbooks[0], "two kits have other drafts")
        shutil.rmtree(again)
    for line in faults[:40]:
        print(line)
    print(f"{as_they_are} drafts of {len(handbooks)} handbooks, {missing} with fields left out, "
          f"{of_hostile} with {texts} hostile texts: {len(faults)} faults")
    if faults or not (as_they_are and missing and of_hostile):
        sys.exit(1)


main()
