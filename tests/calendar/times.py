"""When the sessions of a generated handbook take place: as an author writes it, and as instants, by Python alone."""

from datetime import date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

TODAY = date(2026, 11, 22)
FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)


def utc(local, zone):
    """A wall clock time as an instant, the first where it comes twice; None where the clocks jump over it."""
    instant = local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(timezone.utc)
    back = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return instant if back == local else None


def written(instant):
    return instant.strftime("%Y%m%dT%H%M%SZ")


@cache
def change_days(zone):
    """The days on which a zone's clocks change."""
    days, day = [], FIRST
    offset = lambda day: datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).utcoffset()
    while day < LAST:
        if offset(day) != offset(day + timedelta(1)):
            days.append(day)
        day += timedelta(1)
    return days


class Meeting:
    """A date, a start and an end as an author writes them."""

    def __init__(self, random, zone, day=None):
        near = change_days(zone)
        self.date = day or (
            random.choice(near) + timedelta(random.randrange(-1, 2))
            if near and random.random() < 0.5
            else FIRST + timedelta(random.randrange((LAST - FIRST).days))
        )
        night = random.random() < 0.4
        self.start = timedelta(minutes=5 * random.randrange(0, 60 if night else 288))
        self.minutes = 5 * random.randrange(4, 60)
        # A length is elapsed time, an end is by the clock.
        self.by_length = random.random() < 0.3
        self.twelve = random.random() < 0.5

    def interval(self, zone, day=None):
        """Start and end as instants, or None where one of them does not exist."""
        midnight = datetime.combine(day or self.date, datetime.min.time())
        start = utc(midnight + self.start, zone)
        if start is None:
            return None
        length = timedelta(minutes=self.minutes)
        end = start + length if self.by_length else utc(midnight + self.start + length, zone)
        return (start, end) if end is not None and end > start else None

    def fields(self):
        start, end = self.start, (self.start + timedelta(minutes=self.minutes)) % timedelta(1)
        if self.by_length:
            return [f"time: \"{self.clock(start)}\"", f"length: {self.minutes} minutes"]
        return [f"time: \"{self.clock(start)} - {self.clock(end)}\""]

    def clock(self, time):
        hour, minute = divmod(int(time.total_seconds()) // 60, 60)
        if not self.twelve:
            return f"{hour:02}:{minute:02}"
        return f"{(hour + 11) % 12 + 1}:{minute:02} {'am' if hour < 12 else 'pm'}"

    def inline(self):
        return "{date: " + str(self.date) + ", " + ", ".join(self.fields()) + "}"


def meeting(random, zone, day=None):
    while True:
        drawn = Meeting(random, zone, day)
        if drawn.interval(zone) is not None and FIRST - timedelta(3) <= drawn.date <= LAST:
            return drawn


class Rule:
    def __init__(self, random, first):
        self.months = random.random() < 0.4 and first.day <= 28
        self.step = random.choice([1, 1, 2, 3])
        count = random.choice([2, 4, 9, 26])
        far = first + timedelta(days=count * self.step * (30 if self.months else 7) + random.randrange(0, 5))
        self.until = min(far, LAST)
        self.dates = self.expand(first)
        self.except_ = random.sample(self.dates, random.choice([0, 0, 1, 2])) if len(self.dates) > 3 else []

    def expand(self, first):
        if not self.months:
            return [first + timedelta(7 * self.step * n) for n in range(1 + (self.until - first).days // (7 * self.step))]
        nth, out, month = (first.day - 1) // 7, [], first.year * 12 + first.month - 1
        while True:
            begin = date(month // 12, month % 12 + 1, 1)
            day = begin + timedelta((first.weekday() - begin.weekday()) % 7 + 7 * nth)
            if day > self.until:
                return out
            out.append(day)
            month += self.step

    def field(self, random):
        unit = "month" if self.months else "week"
        every = {1: unit, 2: random.choice([f"2 {unit}s", f"other {unit}"])}.get(self.step, f"{self.step} {unit}s")
        left_out = f", except: [{', '.join(map(str, self.except_))}]" if self.except_ else ""
        return f"repeats: {{every: {every}, until: {self.until}{left_out}}}"
