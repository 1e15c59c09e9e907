// Writes src/parse/words/dates.txt: how dates and clock times are written in each language, as this Node's Intl (ICU with
// all of CLDR) writes them. Every line is proved by all days of a year and all minutes of a day before it is written.
//
//   node tests/dates/table.mjs > src/parse/words/dates.txt

import { clocks, dates, format, locales, parent, parts, spaced, write } from "./icu.mjs";

const DAYS = Array.from({ length: 365 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)));
const at = (hour, minute) => new Date(Date.UTC(2026, 10, 19, hour, minute));
const TIMES = Array.from({ length: 24 * 12 }, (_, step) => at(Math.floor(step / 12), (step % 12) * 5));

const only = (values, what) => {
  const all = [...new Set(values)];
  if (all.length !== 1) throw new Error(`${what} is not always the same: ${all.slice(0, 4).join(" · ")}`);
  return all[0];
};

const value = (parts, type) => parts.find((part) => part.type === type)?.value;

/// The names of twelve months or seven weekdays, by what `options` shows of each day.
const names = (tag, options, type) => {
  const all = [];
  for (const day of DAYS) {
    const at = type === "month" ? day.getUTCMonth() : (day.getUTCDay() + 6) % 7;
    const name = value(parts(tag, options, day), type);
    if (name !== undefined) all[at] = only([name, all[at] ?? name], type);
  }
  return all;
};

/// The ten digits, where they are others than 0 to 9.
const digits = (tag) => {
  const all = [...Array(10).keys()].map((digit) => new Intl.NumberFormat(tag, { useGrouping: false }).format(digit));
  return all.join("") === "0123456789" ? "" : all.join("");
};

const row = (tag, clocks) => {
  const own = digits(tag) || "0123456789";
  const plain = (text) => [...text].map((digit) => ([...own].includes(digit) ? [...own].indexOf(digit) : digit)).join("");
  const made = { digits: digits(tag), months: [], months_alone: [], months_short: [], weekdays: [], weekdays_alone: [], weekdays_short: [] };
  const same = (one, other) => one.length > 0 && one.join(";") === other.join(";");
  const numbers = (names) => names.length > 0 && names.every((name, at) => Number(plain(name)) === at + 1);

  // The place in a pattern of a month or a weekday, whose names are kept where they are new.
  const place = (names, lists) => {
    if (numbers(names)) return plain(names[0]).length === 2 ? "{month_2}" : "{month_number}";
    for (const [list, name] of lists) if (same(names, made[list])) return `{${name}}`;
    for (const [list, name] of lists) {
      if (made[list].length === 0) {
        made[list] = names;
        return `{${name}}`;
      }
    }
    // Ossetian writes some with a capital and some without.
    const lower = (names) => names.map((name) => name.toLowerCase());
    for (const [list, name] of lists) if (same(lower(names), lower(made[list]))) return `{${name}}`;
    fail({ type: "one form of names too many", value: names });
  };

  for (const [key, options] of Object.entries(dates)) {
    const months = names(tag, options, "month");
    const weekdays = names(tag, options, "weekday");
    const short = key === "date_short" || key === "day_of_month";
    const [long, alone, brief] = [["months", "month"], ["months_alone", "month_alone"], ["months_short", "month_short"]];
    const monthAt = months.length && place(months, short ? [long, brief, alone] : [long, alone, brief]);
    const weekdayAt = weekdays.length && place(weekdays, [["weekdays", "weekday"], ...(short ? [brief, alone] : [alone])].map(([list, name]) => [list.replace("month", "weekday"), name.replace("month", "weekday")]));
    const patterns = DAYS.map((day) =>
      parts(tag, options, day).map((part) => {
        if (part.type === "month") return monthAt;
        if (part.type === "weekday") return weekdayAt;
        if (part.type === "year") return plain(part.value) === "2026" ? "{year}" : fail(part);
        if (part.type !== "day") return part.value;
        const is = Number(plain(part.value)) === day.getUTCDate();
        return is ? (plain(part.value).length === 2 ? (day.getUTCDate() < 10 ? "{day_2}" : "{day}") : "{day}") : fail(part);
      }).join(""));
    // Two digits are seen on the first nine days alone.
    const padded = patterns.some((pattern) => pattern.includes("{day_2}"));
    made[key] = only(patterns.map((pattern) => (padded ? pattern.replaceAll("{day}", "{day_2}") : pattern)), key);
  }

  const hours = new Intl.DateTimeFormat(tag, { hour: "numeric" }).resolvedOptions().hour12;
  made.clock_hours = hours ? "12" : "24";
  const half = (date) => (date.getUTCHours() < 12 ? 0 : 1);
  const halves = [[], []];
  for (const time of TIMES) halves[half(time)].push(value(parts(tag, clocks.clock_12, time), "dayPeriod"));
  made.halves = halves.map((names) => only(names, "the half of the day"));
  const timed = (parts, time, key) => {
    const twelve = key === "clock_12";
    return parts.map((part) => {
      if (part.type === "dayPeriod") return "{half}";
      if (part.type === "minute") return plain(part.value) === String(time.getUTCMinutes()).padStart(2, "0") ? "{minute}" : fail(part);
      if (part.type !== "hour") return part.value;
      const hour = twelve ? time.getUTCHours() % 12 || 12 : time.getUTCHours();
      if (Number(plain(part.value)) !== hour) fail(part);
      return hour >= 10 ? "{hour?}" : plain(part.value).length === 2 ? "{hour_2}" : "{hour}";
    }).join("");
  };
  for (const [key, options] of Object.entries(clocks)) {
    const all = TIMES.map((time) => timed(parts(tag, options, time), time, key));
    const hour = all.some((pattern) => pattern.includes("{hour_2}")) ? "{hour_2}" : "{hour}";
    made[key] = only(all.map((pattern) => pattern.replace("{hour?}", hour).replace("{hour}", hour)), key);
  }
  const range = (options, from, to) => spaced(format(tag, options).formatRange(from, to));
  const shown = (options, time) => spaced(format(tag, options).format(time));
  const [early, late, noon, evening] = [at(10, 5), at(11, 20), at(13, 10), at(20, 40)];
  const swap = (text, from, to) => {
    if (!text.includes(from)) throw new Error(`${from} is not in ${text}`);
    return text.replace(from, to);
  };
  const between = (options, from, to, face) => swap(swap(range(options, from, to), face(from), "{start}"), face(to), "{end}");
  const whole = (options) => (time) => shown(options, time);
  const face = (time) => write.face(made, time);
  // A few languages write the ends of a range otherwise than a time that stands alone: there, each end is as it is alone.
  const or = (usual, read) => {
    try {
      return read();
    } catch {
      return usual;
    }
  };
  const core = made.clock_12.replace("{half}", "").trim();
  made.clock_12_range = or("{start} – {end}", () => between(clocks.clock_12, late, noon, whole(clocks.clock_12)));
  made.clock_12_range_same_half = or(made.clock_12.replace(core, "{start}–{end}"), () =>
    only([[early, late, 0], [noon, evening, 1]].map(([from, to, half]) =>
      swap(between(clocks.clock_12, from, to, face), made.halves[half], "{half}")), "the range in one half of the day"));
  made.clock_24_range = or("{start}–{end}", () => between(clocks.clock_24, early, evening, whole(clocks.clock_24)));
  return made;
};

const fail = (part) => { throw new Error(`${part.type} ${part.value}`); };

const FIELDS = ["clock_hours", "digits", "months", "months_alone", "months_short", "weekdays", "weekdays_alone", "weekdays_short", "halves",
  ...Object.keys(dates), "clock_12", "clock_12_range_same_half", "clock_12_range", "clock_24", "clock_24_range"];

const rows = new Map();
const lines = [];
for (const tag of locales()) {
  let made;
  try {
    made = row(tag, clocks[0]);
  } catch {
    made = row(tag, clocks[1]);
  }
  const fields = FIELDS.map((field) => [made[field]].flat().join(";"));
  const above = parent(tag, rows);
  if (above?.join("|") === fields.join("|")) continue;
  rows.set(tag, fields);
  // What is as in the language above it is not written again.
  lines.push([tag.toLowerCase(), ...fields.map((field, at) => (above?.[at] === field ? "=" : field))].join("|"));
}
console.log(`# From CLDR ${process.versions.cldr} (ICU ${process.versions.icu}) by tests/dates/table.mjs; = is as in the language above.`);
console.log(`# ${["tag", ...FIELDS].join("|")}`);
console.log(lines.sort().join("\n"));
