// Compares the dates and clock times that the program writes with those of this Node's Intl, in every language that it knows.
//
//   node tests/dates/agree.mjs PROGRAM     # target/debug/examples/dates_written

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { clocks, dates, format, locales, spaced } from "./icu.mjs";

const table = readFileSync(new URL("../../src/parse/words/dates.txt", import.meta.url), "utf8");
const cldr = table.match(/CLDR (\S+)/)[1];
if (process.versions.cldr !== cldr) {
  console.log(`NOT COMPARED: the dates are those of CLDR ${cldr}, and this Node has CLDR ${process.versions.cldr}.`);
  process.exit(0);
}

const tags = locales();
const written = spawnSync(process.argv[2], { input: tags.join("\n"), encoding: "utf8", maxBuffer: 2 ** 30 });
if (written.status !== 0) throw new Error(written.stderr);
const lines = written.stdout.trimEnd().split("\n").map((line) => line.split("\t"));

const time = (text) => new Date(`2026-11-19T${text}:00Z`);
const alone = (tag, options, at) => spaced(format(tag, options).format(at));

/// What ICU writes: of a clock time in one of its two usual ways.
const expected = (tag, form, at) => {
  if (dates[form]) return [alone(tag, dates[form], new Date(`${at}T00:00Z`))];
  const [start, end] = at.split(" ").map(time);
  if (!end) return clocks.map((usual) => alone(tag, usual[form], start));
  return clocks.flatMap((usual) => {
    const range = spaced(format(tag, usual[form]).formatRange(start, end));
    // Some languages write the ends of a range otherwise than a time alone; the program writes each end as it is alone.
    const ends = [start, end].map((date) => alone(tag, usual[form], date));
    const bare = (text) => text.replace(/[^\p{Nd}]+/gu, " ").trim();
    const same = bare(range) === ends.map(bare).join(" ");
    return same ? [range] : [range, undefined];
  });
};

const wrong = [];
const unlike = new Map();
for (const [tag, form, at, text] of lines) {
  const all = expected(tag, form, at);
  // Ossetian writes some names with a capital in one place and without in another; the program has one of them.
  if (all.includes(text) || (tag.startsWith("os") && all[0].toLowerCase() === text.toLowerCase())) continue;
  if (at.includes(" ")) unlike.set(tag, `${text} · ${all[0]}`);
  else wrong.push(`${tag} ${form} ${at}: ${text}, and ICU writes ${all.join(" or ")}`);
}
if (process.env.RANGES) console.log([...unlike].map(([tag, text]) => `${tag}: ${text}`).join("\n"));
if (wrong.length > 0) console.log(wrong.slice(0, 20).join("\n"));
console.log(`${lines.length} dates and clock times in ${tags.length} languages and regions: ${wrong.length} differ from ICU's.`);
process.exit(wrong.length === 0 ? 0 : 1);
