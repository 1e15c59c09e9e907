"""Writes small calendars in the forms of many producers.

    python tests/calendar/producers.py FOLDER

makes FOLDER/NAME.ics, the same on any machine. What is in them is our own; how it is written is each producer's: the
head, how zones are named and defined, whether times are local, in UTC or without a zone, the properties of its own,
folds and line ends. Each producer writes two calendars out of the same meetings.
"""

import sys
from datetime import date, datetime, timedelta
from pathlib import Path

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

# Zones: an IANA name and how its clocks are changed: offsets in winter and summer, and when summer begins and ends there.
EU = ("0300", "BYMONTH=10;BYDAY=-1SU", "0200", "BYMONTH=3;BYDAY=-1SU")
BRITAIN = ("0200", "BYMONTH=10;BYDAY=-1SU", "0100", "BYMONTH=3;BYDAY=-1SU")
US = ("0200", "BYMONTH=11;BYDAY=1SU", "0200", "BYMONTH=3;BYDAY=2SU")
SOUTH = ("0300", "BYMONTH=4;BYDAY=1SU", "0200", "BYMONTH=10;BYDAY=1SU")
RULES = {
    "Europe/Berlin": ("+0100", "+0200", EU),
    "Europe/London": ("+0000", "+0100", BRITAIN),
    "America/New_York": ("-0500", "-0400", US),
    "America/Los_Angeles": ("-0800", "-0700", US),
    "Australia/Sydney": ("+1000", "+1100", SOUTH),
    "Asia/Kolkata": ("+0530", None, None),
}


def zone(tzid, of, since="1970", extra=(), inside=()):
    """A VTIMEZONE called `tzid` with the clocks of `of`. Rules are given from `since` on; 1601 is Outlook's year."""
    winter, summer, changes = RULES[of]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}", *extra]
    if summer is None:
        lines += ["BEGIN:STANDARD", f"DTSTART:{since}0101T000000", f"TZOFFSETFROM:{winter}", f"TZOFFSETTO:{winter}"]
        lines += ["END:STANDARD"]
    else:
        back, back_rule, forth, forth_rule = changes
        parts = [("STANDARD", back, summer, winter, back_rule), ("DAYLIGHT", forth, winter, summer, forth_rule)]
        for name, hour, before, after, rule in parts:
            lines += [f"BEGIN:{name}", f"DTSTART:{first(since, rule)}T{hour}00", f"TZOFFSETFROM:{before}"]
            lines += [f"TZOFFSETTO:{after}", f"RRULE:FREQ=YEARLY;{rule}", *inside, f"END:{name}"]
    return lines + ["END:VTIMEZONE"]


def first(year, rule):
    """The first day of a rule in a year; Outlook and Lotus write the year's first day, or one near it."""
    if year == "1601":
        return "16010101"
    month, nth, _ = int(rule.split(";")[0][8:]), int(rule.split("BYDAY=")[1][:-2]), None
    days = [date(int(year), month, day) for day in range(1, 32) if day <= 30 or month in (3, 10)]
    sundays = [day for day in days if day.weekday() == 6]
    return sundays[nth - 1 if nth > 0 else nth].strftime("%Y%m%d")


# Meetings: title, start, minutes (0 for whole days, with their number), rule, and what else belongs to them.


def meeting(title, start, minutes=90, rule=None, **more):
    return {"title": title, "start": datetime.fromisoformat(start), "minutes": minutes, "rule": rule, **more}


ONCE = [
    meeting("First evening", "2026-12-03T18:30"),
    meeting("A night under lanterns", "2027-03-27T22:00", 300),
    meeting("Repair morning", "2027-10-31T09:00", 180),
    meeting("Open day", "2027-05-08", 0, days=1),
    meeting("Walk along the coast", "2027-03-26", 0, days=4),
    meeting("Called off", "2027-01-14T19:00", status="CANCELLED"),
    meeting("Late tea", "2027-06-30T23:30", 60),
]
REPEATED = [
    meeting("Weekly circle", "2026-12-01T18:30", 90, "FREQ=WEEKLY;COUNT=40", out=[14, 28], moved={35: 26 * 60}),
    meeting("Every other week", "2026-12-03T19:00", 60, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=30"),
    meeting("Second Tuesday", "2026-12-08T20:00", 120, "FREQ=MONTHLY;BYDAY=2TU;UNTIL={2029-12-31T20:00}"),
    meeting("Last Friday", "2026-11-27T17:00", 75, "FREQ=MONTHLY;BYDAY=-1FR;COUNT=25"),
    meeting("Day thirty-one", "2026-12-31T12:00", 60, "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=14"),
    meeting("Ten days running", "2027-03-24T08:15", 45, "FREQ=DAILY;COUNT=10", out=[3]),
    meeting("Birthday of the circle", "2027-02-28T15:00", 120, "FREQ=YEARLY"),
    meeting("Rest day", "2026-12-06", 0, "FREQ=WEEKLY;COUNT=60", days=1, out=[7]),
    meeting("Festival", "2027-03-27", 0, "FREQ=YEARLY;COUNT=4", days=3),
    meeting("Night watch", "2026-12-05T22:00", 240, "FREQ=WEEKLY;COUNT=60"),
    meeting("Last working day", "2026-12-31T16:00", 30, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=20"),
    meeting("Weeks that begin on Sunday", "2026-12-06T10:00", 60, "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;COUNT=12"),
    meeting("Working days", "2027-03-22T09:30", 15, "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL={2027-04-09T09:30}"),
    meeting("Soup", "2026-12-02T12:00", 60, "FREQ=WEEKLY", cancelled=[21]),
    meeting("Half past midnight", "2027-01-05T00:30", 60, "FREQ=WEEKLY;BYDAY=TU;COUNT=50"),
    meeting("Early in the morning", "2027-03-07T02:30", 60, "FREQ=WEEKLY;COUNT=8"),
    meeting("From then on later", "2027-01-11T18:00", 60, "FREQ=WEEKLY;COUNT=12", onwards={28: 60}),
    meeting("At other hours too", "2027-01-11T18:00", 60, None, also=["2027-01-18T10:00", "2027-01-25T18:00", "2027-01-25T20:00"]),
    meeting("First Monday of a season", "2027-01-04T19:00", 60, "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO;COUNT=9"),
    meeting("Fourth Thursday in November", "2027-11-25T18:00", 120, "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=4"),
    meeting("Deleted", "2027-01-20T18:00", 60, "FREQ=WEEKLY;UNTIL={2027-01-19T18:00}"),
    meeting("Nothing left", "2027-01-20T18:00", 60, "FREQ=WEEKLY;COUNT=2", out=[0, 7]),
]


class Form:
    """How one producer writes: `tzid` and `of` name and define its zone, `times` says how a start is written."""

    def __init__(self, name, prodid, of="Europe/Berlin", tzid=None, times="local", head=(), since="1970", zoned=True,
                 about=(), inside=(), own=(), eol="\r\n", fold=75, uid="{n}@{name}.example", quoted=False, length=False):
        self.name, self.prodid, self.of, self.tzid, self.times = name, prodid, of, tzid or of, times
        self.head, self.since, self.zoned, self.about, self.inside = head, since, zoned, about, inside
        self.own, self.eol, self.fold, self.uid, self.quoted, self.length = own, eol, fold, uid, quoted, length

    def calendar(self, meetings):
        lines = ["BEGIN:VCALENDAR", f"PRODID:{self.prodid}", "VERSION:2.0", *self.head]
        if self.zoned and self.times == "local":
            lines += zone(self.tzid, self.of, self.since, self.about, self.inside)
        for number, it in enumerate(meetings, 1):
            lines += self.events(number, it)
        return "".join(self.folded(line) for line in [*lines, "END:VCALENDAR"])

    def folded(self, line):
        pieces, data = [], line.encode()
        while self.fold and len(data) > self.fold:
            at = self.fold
            while data[at] & 0xC0 == 0x80:
                at -= 1
            pieces.append(data[:at])
            data = b" " + data[at:]
        return self.eol.join(piece.decode() for piece in [*pieces, data]) + self.eol

    def at(self, name, moment, whole=False, more=""):
        """A property of time in the producer's way."""
        if whole:
            return f"{name}{more};VALUE=DATE:{moment:%Y%m%d}"
        tzid = f'"{self.tzid}"' if self.quoted else self.tzid
        zone = f";TZID={tzid}" if self.times == "local" else ""
        return f"{name}{more}{zone}:{self.moment(moment)}"

    def moment(self, moment):
        return f"{moment:%Y%m%dT%H%M%S}" + ("Z" if self.times == "utc" else "")

    def until(self, rule):
        """UNTIL as it belongs to a start of this kind: in UTC where that has a zone."""
        if "{" not in rule:
            return rule
        before, inner = rule.split("{")
        at = datetime.fromisoformat(inner.rstrip("}"))
        if self.times != "local":
            return before + self.moment(at)
        # Late enough in any zone, and before the day after it.
        winter = RULES[self.of][0]
        offset = timedelta(hours=int(winter[:3]), minutes=int(winter[0] + winter[3:]))
        return f"{before}{at - offset:%Y%m%dT%H%M%SZ}"

    def events(self, number, it):
        uid = self.uid.format(n=number, name=self.name, hex=f"{number:02X}" * 8)
        whole, start = it["minutes"] == 0, it["start"]
        length = DAY * it["days"] if whole else MINUTE * it["minutes"]
        event = self.event(uid, it["title"], start, length, whole, it.get("status", "CONFIRMED"))
        if it["rule"]:
            event.append(f"RRULE:{self.until(it['rule'])}")
        for days in it.get("out", []):
            event.append(self.at("EXDATE", start + DAY * days, whole))
        for also in it.get("also", []):
            event.append(self.at("RDATE", datetime.fromisoformat(also)))
        events = [event]
        for days, minutes in it.get("moved", {}).items():
            there = start + DAY * days
            moved = self.event(uid, it["title"] + " elsewhere", there + MINUTE * minutes, length, whole, "CONFIRMED")
            events.append([*moved, self.at("RECURRENCE-ID", there, whole)])
        for days, minutes in it.get("onwards", {}).items():
            there = start + DAY * days
            later = self.event(uid, it["title"], there + MINUTE * minutes, length, whole, "CONFIRMED")
            events.append([*later, self.at("RECURRENCE-ID", there, whole, ";RANGE=THISANDFUTURE")])
        for days in it.get("cancelled", []):
            there = start + DAY * days
            off = self.event(uid, it["title"], there, length, whole, "CANCELLED")
            events.append([*off, self.at("RECURRENCE-ID", there, whole)])
        return [line for event in events for line in ["BEGIN:VEVENT", *event, "END:VEVENT"]]

    def event(self, uid, title, start, length, whole, status):
        lines = [f"UID:{uid}"] if uid else []
        lines += ["DTSTAMP:20261120T093000Z", self.at("DTSTART", start, whole)]
        if self.length and not whole:
            hours, minutes = divmod(length // MINUTE, 60)
            lines.append("DURATION:PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else ""))
        else:
            lines.append(self.at("DTEND", start + length, whole))
        lines += [f"SUMMARY:{title}", f"STATUS:{status}"]
        return lines + [line.format(title=title) for line in self.own]


DST = ["TZNAME:X"]
TEAMS = (
    "DESCRIPTION:We read on.\\n\\n" + "_" * 80 + "\\nMicrosoft Teams meeting\\nJoin: https://teams.microsoft.com/l/meetup-join/"
    "19%3ameeting_Qm9vaw%40thread.v2/0?context=%7b%22Tid%22%3a%22a1%22%7d\\nMeeting ID: 312 445 667 88\\nPasscode: Kw9xZq\\n"
    + "_" * 32 + "\\nFor organizers: Meeting options<https://teams.microsoft.com/meetingOptions/?x=1>\\n" + "_" * 80 + "\\n"
)
ZOOM = (
    "DESCRIPTION:Wren Halloran is inviting you to a scheduled Zoom meeting.\\n\\nJoin Zoom Meeting\\nhttps://us02web.zoom.us/j/"
    "82100000123?pwd=QUJDREVGRzEyMzQ1.1\\n\\nMeeting ID: 821 0000 0123\\nPasscode: 482913\\nOne tap mobile\\n"
    "+13126266799\\,\\,82100000123# US (Chicago)\\n"
)
GREGORIAN, PUBLISH = "CALSCALE:GREGORIAN", "METHOD:PUBLISH"
FORMS = [
    Form("google", "-//Google Inc//Google Calendar 70.9054//EN", head=[GREGORIAN, PUBLISH, "X-WR-CALNAME:Lantern Circle", "X-WR-TIMEZONE:Europe/Berlin"],
         about=["X-LIC-LOCATION:Europe/Berlin"], own=["CREATED:20261101T080000Z", "LAST-MODIFIED:20261119T070812Z", "SEQUENCE:1", "TRANSP:OPAQUE"], uid="{n}0k1q2w@google.com"),
    Form("google-utc", "-//Google Inc//Google Calendar 70.9054//EN", times="utc", head=[GREGORIAN, "X-WR-TIMEZONE:America/Halifax"],
         own=["DESCRIPTION:<b>{title}</b><br>Bring <i>soup</i> &amp\\; bread", "SEQUENCE:0"], uid="{n}r0s2t4@google.com"),
    Form("outlook-desktop", "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", tzid="W. Europe Standard Time", since="1601", quoted=True,
         head=[PUBLISH, "X-MS-OLK-FORCEINSPECTOROPEN:TRUE"], own=["CLASS:PUBLIC", "PRIORITY:5", "SEQUENCE:0", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-MICROSOFT-CDO-IMPORTANCE:1",
         'X-ALT-DESC;FMTTYPE=text/html:<html><body><p>{title}</p></body></html>'], uid="040000008200E00074C5B7101A82E008000000{hex}"),
    Form("outlook-web", "Microsoft Exchange Server 2010", of="America/New_York", tzid="Eastern Standard Time", since="1601", head=[PUBLISH, "X-WR-CALNAME:Calendar"],
         own=["CLASS:PUBLIC", "PRIORITY:5", "TRANSP:OPAQUE", "SEQUENCE:2", "LOCATION:", "X-MICROSOFT-CDO-APPT-SEQUENCE:2"], uid="040000008200E00074C5B7101A82E009000000{hex}"),
    Form("exchange-named", "Microsoft Exchange Server 2010", of="America/Los_Angeles", tzid="(UTC-08:00) Pacific Time (US & Canada)", since="1601", head=["METHOD:REQUEST"], quoted=True,
         own=["ORGANIZER;CN=Wren Halloran:MAILTO:wren@example.org", "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Odile:MAILTO:odile@example.org"]),
    Form("teams", "Microsoft Exchange Server 2010", of="Australia/Sydney", tzid="AUS Eastern Standard Time", since="1601", head=["METHOD:REQUEST"],
         own=[TEAMS, "LOCATION:Microsoft Teams Meeting", "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3ameeting_Qm9vaw%40thread.v2/0"]),
    Form("exchange-custom", "Microsoft Exchange Server 2010", of="America/New_York", tzid="Customized Time Zone", since="1601"),
    Form("apple", "-//Apple Inc.//macOS 15.1//EN", of="Europe/London", head=[GREGORIAN, "X-APPLE-CALENDAR-COLOR:#1BADF8"], since="1996", inside=DST, uid="{hex}-0000-4000-8000-00000000000{n}",
         own=["TRANSP:OPAQUE", "SEQUENCE:1", "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC", 'LOCATION:Bellwood Hall\\n5 Main Street\\, Port Arden',
         'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="5 Main Street";X-APPLE-RADIUS=70;X-TITLE=Bellwood Hall:geo:51.5,-0.1']),
    Form("apple-ios", "-//Apple Inc.//iOS 18.1//EN", of="Asia/Kolkata", since="1945", head=[GREGORIAN]),
    Form("thunderbird", "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", about=["X-TZINFO:Europe/Berlin[2026a]"], since="1996", own=["LAST-MODIFIED:20261118T080000Z", "X-MOZ-GENERATION:3"], inside=["TZNAME:CET"]),
    Form("lightning-old", "-//Mozilla.org/NONSGML Mozilla Calendar V1.0//EN", tzid="/mozilla.org/20050126_1/Europe/Berlin", about=["X-LIC-LOCATION:Europe/Berlin"], eol="\n"),
    Form("evolution", "-//Ximian//NONSGML Evolution Calendar//EN", tzid="/freeassociation.sourceforge.net/Europe/Berlin", about=["X-LIC-LOCATION:Europe/Berlin"], since="1996"),
    Form("nextcloud", "-//IDN nextcloud.com//Calendar app 5.0.6//EN", head=[GREGORIAN, "X-APPLE-CALENDAR-COLOR:#0082c9", "REFRESH-INTERVAL;VALUE=DURATION:PT4H"], inside=["TZNAME:CEST"], own=["SEQUENCE:3", "CREATED:20261001T080000Z"]),
    Form("nextcloud-bare", "-//IDN nextcloud.com//Calendar app 4.7.1//EN", zoned=False),
    Form("davx5", "DAVx5/4.4.1-ose ical4j/3.2.19", of="America/New_York", zoned=False, length=True, eol="\r\n"),
    Form("zoom", "-//zoom.us//iCalendar Event//EN", of="America/New_York", head=[GREGORIAN, PUBLISH, "CLASS:PUBLIC"], about=["LAST-MODIFIED:20260407T050750Z",
         "TZURL:https://www.tzurl.org/zoneinfo-outlook/America/New_York", "X-LIC-LOCATION:America/New_York"], own=[ZOOM, "LOCATION:https://us02web.zoom.us/j/82100000123?pwd=QUJDREVGRzEyMzQ1.1", "URL:https://us02web.zoom.us/j/82100000123"]),
    Form("meetup", "-//Meetup Inc//RemoteApi//EN", of="America/Los_Angeles", head=[GREGORIAN, PUBLISH, "X-ORIGINAL-URL:https://www.meetup.com/lantern-circle/events/ical/", "X-WR-CALNAME:Events - Lantern Circle"],
         about=["TZURL:http://tzurl.org/zoneinfo-outlook/America/Los_Angeles", "X-LIC-LOCATION:America/Los_Angeles"], own=["CLASS:PUBLIC", "DESCRIPTION:Lantern Circle\\nWe meet.\\n\\nhttps://www.meetup.com/lantern-circle/events/1/"], uid="event_{n}@meetup.com"),
    Form("luma", "-//Luma//EN", times="utc", head=["X-WR-CALNAME:Lantern Circle", PUBLISH], own=["DESCRIPTION:Get up-to-date information at: https://luma.com/abcd1234\\n\\nHosted by us", "LOCATION:https://luma.com/event/evt-abcd",
         'ORGANIZER;CN="Lantern Circle":MAILTO:calendar-invite@lu.ma', "GEO:44.6;-63.5"], uid="evt-{n}@events.lu.ma"),
    Form("eventbrite", "-//Eventbrite//EN", times="utc", head=[GREGORIAN, PUBLISH], own=["URL:https://www.eventbrite.com/e/lantern-circle-1", "LOCATION:Bellwood Hall\\, 5 Main Street\\, Port Arden"], eol="\n", fold=0),
    Form("pretalx", "-//pretalx//tidal-days//AB3CD", of="Europe/London", tzid="GMT", since="1996", own=["URL:https://talks.example/tidal-days/talk/AB3CD/", "LOCATION:Room 1"], uid="pretalx-tidal-days-{n}@talks.example"),
    Form("indico", "-//CERN//INDICO//EN", times="utc", own=["CATEGORIES:Circle", "URL:https://indico.example.org/event/1/"], uid="indico-event-{n}@indico.example.org"),
    Form("wordpress-tec", "-//Lantern Circle - ECPv6.8.1//NONSGML v1.0//EN", of="America/New_York", head=[GREGORIAN, PUBLISH, "X-WR-CALNAME:Lantern Circle", "X-ORIGINAL-URL:https://lantern.example", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
         "X-Robots-Tag:noindex", "X-PUBLISHED-TTL:PT1H"], since="2026", inside=["TZNAME:EST"], own=["CREATED:20261001T000000Z", "ATTACH;FMTTYPE=image/png:https://lantern.example/a.png"]),
    Form("wordpress-em", "-//Events Manager//1.0//EN", times="utc", head=[PUBLISH, GREGORIAN], eol="\n", own=["LOCATION:Bellwood Hall", "X-MICROSOFT-CDO-OWNERAPPTID:1"]),
    Form("wordpress-mec", "-//WordPress - MECv7.1//EN", times="utc", head=[GREGORIAN, PUBLISH, "X-WR-CALNAME:Lantern"], own=["CLASS:PUBLIC", "PRIORITY:5"]),
    Form("drupal", "-//Drupal iCal API//EN", times="utc", head=[PUBLISH, "X-WR-CALNAME: Circle "], eol="\n", fold=0, uid=""),
    Form("lotus", "-//Lotus Development Corporation//NONSGML Notes 9.0.1//EN_C", of="America/New_York", tzid="Eastern", since="1950", head=["X-LOTUS-CHARSET:UTF-8", PUBLISH], own=["CLASS:PUBLIC", "X-LOTUS-UPDATE-SEQ:1", "X-LOTUS-APPTTYPE:3"],
         uid="E1207139{hex}-Lotus_Auto_Generated"),
    Form("lotus-utc", "-//Lotus Development Corporation//NONSGML Notes 12.0//EN_API_S", times="utc", uid="{hex}-Lotus_Auto_Generated"),
    Form("groupwise", "-//Novell Inc//Groupwise 18.5", of="America/Los_Angeles", tzid="(GMT-0800) Pacific Standard Time", since="2007"),
    Form("zimbra", "Zimbra-Calendar-Provider", head=["METHOD:PUBLISH"], since="1996", quoted=True, inside=["TZNAME:CET"], own=["CLASS:PUBLIC", "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY", "X-MICROSOFT-DISALLOW-COUNTER:TRUE"]),
    Form("horde", "-//The Horde Project//Horde iCalendar Library//EN", of="Asia/Kolkata", head=[PUBLISH]),
    Form("radicale", "-//PYVOBJECT//NONSGML Version 0.9.9//EN", about=["X-RADICALE-NAME:x"], since="2000"),
    Form("google-floating", "-//Calendar Labs//Calendar 1.0//EN", times="floating", head=[PUBLISH, "X-WR-TIMEZONE:Australia/Sydney"]),
    Form("paper-floating", "-//hacksw/handcal//NONSGML v1.0//EN", times="floating", uid=""),
    Form("ical-generator", "-//sebbo.net//ical-generator//EN", of="Europe/London", zoned=False, head=["NAME:Lantern", "X-WR-CALNAME:Lantern", "TIMEZONE-ID:Europe/London", "X-WR-TIMEZONE:Europe/London"], own=["X-MICROSOFT-CDO-ALLDAYEVENT:FALSE"]),
    Form("sabre", "-//Sabre//Sabre VObject 4.5.4//EN", tzid="CET", since="1996", length=True),
]


def calendars():
    """Every calendar by its name."""
    for place, form in enumerate(FORMS):
        # The meetings go round, so that each is written by several.
        turn = lambda them, number: [them[(place * 5 + at) % len(them)] for at in range(number)]
        yield f"{form.name}-once", form.calendar(turn(ONCE, 5))
        yield f"{form.name}-again", form.calendar(turn(REPEATED, 7))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, text in calendars():
        Path(sys.argv[1], f"{name}.ics").write_bytes(text.encode())
