// ical.js from npm: knows zones by the VTIMEZONE in the feed alone.
// Reads paths of feeds, a line each, and prints every occurrence as a line of JSON. The first argument is the folder
// that holds its node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const find = createRequire(pathToFileURL(resolve(process.argv[2], "package.json")));
const { default: ICAL } = await import(pathToFileURL(find.resolve("ical.js")));

const out = [];
const tell = (feed, what) => out.push(JSON.stringify({ feed, ...what }));

for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  try {
    read(path);
  } catch (error) {
    tell(path, { fault: String(error) });
  }
}
process.stdout.write(out.length ? out.join("\n") + "\n" : "");

function read(path) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  if (calendar.name !== "vcalendar") throw new Error(`holds a ${calendar.name}`);
  const events = calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part, { strictExceptions: true, exceptions: [] }));
  const masters = new Map(events.filter((event) => !event.isRecurrenceException()).map((event) => [event.uid, event]));
  for (const event of events.filter((event) => event.isRecurrenceException())) {
    const master = masters.get(event.uid);
    if (master) master.relateException(event);
    tell(path, occurrence(event, event.startDate, event.endDate));
  }
  for (const event of masters.values()) {
    if (!event.isRecurring()) {
      tell(path, occurrence(event, event.startDate, event.endDate));
      continue;
    }
    const each = event.iterator();
    for (let next = each.next(); next && next.year < 2036; next = each.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      // Exceptions have been told above.
      if (item === event) tell(path, occurrence(event, startDate, endDate));
    }
  }
}

function occurrence(event, start, end) {
  const text = (name) => event.component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    start: utc(start),
    end: utc(end),
    all_day: start.isDate,
    summary: text("summary"),
    description: text("description"),
    location: text("location"),
    status: text("status"),
    sequence: event.sequence,
  };
}

function utc(time) {
  if (time.isDate || time.zone === ICAL.Timezone.localTimezone) return time.toICALString();
  return time.convertToZone(ICAL.Timezone.utcTimezone).toICALString();
}
