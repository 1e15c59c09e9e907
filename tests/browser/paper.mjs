// Prints pages of a built site as a browser prints them, and counts the sheets: `node paper.mjs SITE [SITE...]`.
//
// On A4 and on Letter alike: a session and a run sheet fit on two pages, the season at a glance on one, and the whole handbook keeps
// every chapter whole. What is told by the number of its sheets is printed with each set of fonts, the first session of
// a handbook for all. `PAPER=FOLDER` keeps the PDF files to look at.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LIMIT, launch } from "./browser.mjs";
import { FONTS, wears } from "./fonts.mjs";

const FORMATS = ["a4", "letter"];

/** The page is that of one session: it has its facts, and is no list, no series and no redirect. */
const isSession = (text) => /<article class="page-session[" ]/.test(text);
const isRunSheet = (text) => /<article class="page-kit-run-sheet[" ]/.test(text);
const isSeason = (text) => /<article class="page-season[" ]/.test(text);

/** How many pages a PDF says it has: the largest count in its page trees, or the leaves where those are packed away. */
function sheets(pdf) {
  const text = Buffer.from(pdf).toString("latin1");
  const counts = [...text.matchAll(/\/Type\s*\/Pages\b[^>]*?\/Count\s+(\d+)/g), ...text.matchAll(/\/Count\s+(\d+)[^>]*?\/Type\s*\/Pages\b/g)];
  const leaves = [...text.matchAll(/\/Type\s*\/Page(?![s\w])/g)].length;
  return Math.max(leaves, ...counts.map((found) => Number(found[1])));
}

/** What is printed with a set of fonts, and on how many pages at most. */
function papers(site, fonts) {
  const all = readdirSync(site, { recursive: true }).filter((path) => path.endsWith(".html")).sort();
  const found = all.flatMap((path) => {
    const text = readFileSync(join(site, path), "utf8");
    if (isSession(text) || isRunSheet(text)) return [{ path, most: 2 }];
    if (isSeason(text)) return [{ path, most: 1 }];
    if (path === "print.html") return [{ path, most: Infinity }];
    return [];
  });
  const first = found.find(({ most }) => most === 2);
  return fonts === "dejavu" ? found : found.filter((paper) => paper === first || paper.most === 1);
}

const keep = process.env.PAPER;
if (keep && !existsSync(keep)) mkdirSync(keep, { recursive: true });
const only = process.env.ONLY;
let [printed, wrong] = [0, 0];

/** Prints the papers of a site with a set of fonts, and counts what is too long. */
async function print(page, site, fonts) {
  for (const { path, most } of papers(site, fonts).filter(({ path }) => !only || path.includes(only))) {
    const counted = {};
    for (const format of FORMATS) {
      await page.goto(pathToFileURL(resolve(site, path)).href, { waitUntil: "load", timeout: LIMIT });
      await wears(page, fonts);
      const pdf = await page.pdf({ format, preferCSSPageSize: true, outline: true, tagged: true, timeout: LIMIT });
      if (keep) writeFileSync(join(keep, `${path.replaceAll("/", "_").replace(/html$/, "")}${fonts}.${format}.pdf`), pdf);
      counted[format] = sheets(pdf);
      printed += 1;
      if (counted[format] < 1 || counted[format] > most) {
        wrong += 1;
        console.log(`${relative(".", join(site, path))}: ${counted[format]} pages on ${format} with the fonts ${fonts}, not ${most}`);
      }
    }
    if (process.env.VERBOSE || most === Infinity) console.log(`${basename(site)} ${path}, ${fonts}: ${JSON.stringify(counted)}`);
  }
}

for (const fonts of FONTS) {
  const browser = await launch({ fonts, args: ["--allow-file-access-from-files"] });
  const page = await browser.newPage();
  for (const site of process.argv.slice(2)) await print(page, site, fonts);
  await browser.close();
}
console.log(`${printed} papers printed, ${wrong} too long`);
process.exitCode = wrong === 0 && printed > 0 ? 0 : 1;
