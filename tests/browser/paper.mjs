// Prints pages of a built site as a browser prints them, and counts the sheets: `node paper.mjs SITE [SITE...]`.
//
// On A4 and on Letter alike: a session and a run sheet fit on two pages, the season at a glance on one, and the whole handbook keeps
// every chapter whole. Of the kit, poster and questionnaire are one page, a sheet of tags is one page with each tag where its label
// is, and the journal has a page for each entry and four go into it. What is told by the number of its sheets is printed with each set of fonts, the first session of
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
    // The list to sign is the first part of the papers of an evening, and one page for a usual group.
    const parts = text.match(/<section class="kit-(sheet|card)"/g)?.length;
    if (/<article class="page-kit-sheets[" ]/.test(text)) return [{ path, most: parts }];
    if (/<article class="page-kit-(poster|questionnaire)[" ]/.test(text)) return [{ path, most: 1 }];
    if (/<article class="page-kit-agreements[" ]/.test(text)) return [{ path, most: 2 }];
    const made = text.match(/<div class="kit-(labels|journal) /g)?.length;
    if (made) return [{ path, most: made, least: made }];
    if (path === "print.html") return [{ path, most: Infinity }];
    return [];
  });
  const first = found.find(({ most }) => most === 2);
  return fonts === "dejavu" ? found : found.filter((paper) => paper === first || paper.most === 1 || paper.least);
}

/** The first corner, the way to the next tag and the size of a tag, in millimetres. From the labels' own tables. */
const LABELS = {
  "kit-labels-a4": { x: 18, y: 13, across: 95, down: 55, width: 80, height: 50 },
  "kit-labels-letter": { x: 17.46, y: 14.82, across: 95.25, down: 63.5, width: 85.73, height: 59.27 },
};

/** What is wrong with the places of tags: each has to lie within half a millimetre of its label, and hold its whole text. */
async function misplaced(page) {
  await page.emulateMediaType("print");
  const sheets = await page.$$eval(".kit-labels", (all) => all.map((sheet) => {
    const { x, y } = sheet.getBoundingClientRect();
    const tags = [...sheet.children].map((tag) => ({ ...tag.getBoundingClientRect().toJSON(), isCut: tag.scrollHeight > tag.clientHeight + 1 || tag.scrollWidth > tag.clientWidth + 1 }));
    return { name: sheet.className, tags: tags.map((tag) => ({ ...tag, x: tag.x - x, y: tag.y - y })) };
  }));
  await page.emulateMediaType(null);
  return sheets.flatMap(({ name, tags }) => {
    const label = Object.entries(LABELS).find(([known]) => name.split(" ").includes(known))?.[1];
    if (!label) return [`no label is known for ${name}`];
    return tags.flatMap((tag, place) => {
      const meant = { x: label.x + (place % 2) * label.across, y: label.y + Math.floor(place / 2) * label.down, width: label.width, height: label.height };
      const off = Object.entries(meant).filter(([side, mm]) => Math.abs((tag[side] / 96) * 25.4 - mm) > 0.5).map(([side]) => `${side} of tag ${place + 1}`);
      return tag.isCut ? [...off, `tag ${place + 1} is too full`] : off;
    });
  });
}

const keep = process.env.PAPER;
if (keep && !existsSync(keep)) mkdirSync(keep, { recursive: true });
const only = process.env.ONLY;
let [printed, wrong] = [0, 0];

/** Prints the papers of a site with a set of fonts, and counts what is too long. */
async function print(page, site, fonts) {
  for (const { path, most, least = 1 } of papers(site, fonts).filter(({ path }) => !only || path.includes(only))) {
    const counted = {};
    for (const format of FORMATS) {
      await page.goto(pathToFileURL(resolve(site, path)).href, { waitUntil: "load", timeout: LIMIT });
      await wears(page, fonts);
      const pdf = await page.pdf({ format, preferCSSPageSize: true, outline: true, tagged: true, timeout: LIMIT });
      if (keep) writeFileSync(join(keep, `${path.replaceAll("/", "_").replace(/html$/, "")}${fonts}.${format}.pdf`), pdf);
      counted[format] = sheets(pdf);
      printed += 1;
      if (counted[format] < least || counted[format] > most) {
        wrong += 1;
        console.log(`${relative(".", join(site, path))}: ${counted[format]} pages on ${format} with the fonts ${fonts}, not ${most}`);
      }
    }
    if (path === "tags.html") {
      for (const what of await misplaced(page)) {
        wrong += 1;
        console.log(`${relative(".", join(site, path))}: with the fonts ${fonts}, ${what}`);
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
