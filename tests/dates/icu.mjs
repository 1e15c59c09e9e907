// What dates and clock times are asked of ICU, and in which languages.

const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const { year: _, ...ofYear } = long;

/// The forms of a date, by the name that the string table gives each.
export const dates = {
  date_long: long,
  date_plain: { day: "numeric", month: "long", year: "numeric" },
  date_of_year: ofYear,
  date_short: { weekday: "short", day: "numeric", month: "short" },
  day_of_year: { day: "numeric", month: "long" },
  day_of_month: { weekday: "short", day: "numeric" },
  month_of_year: { month: "long", year: "numeric" },
};

/// A clock time as it is usually written; where that has more than two parts of the day, or minutes of one digit, the other.
export const clocks = [
  { clock_12: { hour: "numeric", minute: "2-digit", hourCycle: "h12" }, clock_24: { timeStyle: "short", hourCycle: "h23" } },
  {
    clock_12: { hour: "numeric", minute: "2-digit", hourCycle: "h12" },
    clock_24: { hour: "numeric", minute: "2-digit", hourCycle: "h23" },
  },
];

const made = new Map();

/// Days are those of authors' files: of the Gregorian calendar, in every language.
export const format = (tag, options) => {
  const key = `${tag} ${JSON.stringify(options)}`;
  if (made.size > 200) made.clear();
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(tag, { ...options, calendar: "gregory", timeZone: "UTC" }));
  return made.get(key);
};

/// ICU has blanks of several widths, of which engines change some and others not; here all are one.
export const spaced = (text) => text.replace(/\s/g, " ");

export const parts = (tag, options, date) =>
  format(tag, options).formatToParts(date).map(({ type, value }) => ({ type, value: spaced(value) }));

const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const pairs = letters.flatMap((one) => letters.map((other) => one + other));
const SCRIPTS = ["Adlm", "Arab", "Beng", "Cyrl", "Deva", "Guru", "Hans", "Hant", "Hebr", "Latn", "Mtei", "Olck", "Orya", "Telu", "Tfng", "Vaii"];

/// Every language that ICU knows, with the scripts and regions in which it is another; those that others fall back to first.
export const locales = () => {
  const languages = [...pairs, ...pairs.flatMap((pair) => letters.map((letter) => pair + letter))];
  const known = languages.filter((tag) => {
    const old = Intl.getCanonicalLocales(tag)[0] !== tag && tag.length === 3;
    return tag !== "en" && !old && Intl.DateTimeFormat.supportedLocalesOf([tag]).length > 0;
  });
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const regions = ["001", "150", "419", ...pairs.map((pair) => pair.toUpperCase()).filter((region) => names.of(region))];
  const resolved = (tag) => new Intl.DateTimeFormat(tag).resolvedOptions().locale;
  const is = (tag, of) => {
    if (Intl.getCanonicalLocales(tag)[0] !== tag) return false;
    const found = resolved(tag); return found !== of && found !== resolved(of); };
  const all = [];
  for (const language of known) {
    const scripted = SCRIPTS.map((script) => `${language}-${script}`).filter((tag) => is(tag, language));
    for (const base of [language, ...scripted]) {
      all.push(base, ...regions.map((region) => `${base}-${region}`).filter((tag) => is(tag, base)));
    }
  }
  return all;
};

/// What a language is served by where it has no line of its own: the longest beginning of its tag that has one.
export const parent = (tag, rows) => {
  const cut = tag.includes("-") ? tag.slice(0, tag.lastIndexOf("-")) : undefined;
  return cut && (rows.get(cut) ?? parent(cut, rows));
};

export const write = {
  /// A clock time of twelve hours without its half of the day.
  face: (made, time) => {
    const own = [...(made.digits || "0123456789")];
    const show = (number, width) => [...String(number).padStart(width, "0")].map((digit) => own[digit]).join("");
    const hour = time.getUTCHours() % 12 || 12;
    return made.clock_12.replace("{half}", "").replace("{hour}", show(hour, 1)).replace("{hour_2}", show(hour, 2))
      .replace("{minute}", show(time.getUTCMinutes(), 2)).trim();
  },
};
