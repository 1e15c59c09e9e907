// Pictures of pages as people see them: `node screens.mjs FOLDER NAME=SITE [NAME=SITE...]` writes
// `FOLDER/NAME-PAGE-LOOK.png`. They are looked at, not compared: fonts differ from one machine to the next. The day
// does not: in the pictures it is the day on which the sites were built, at the place of the example. Of the site
// that is called `kit`, a kit, there are an evening's run view and run sheet.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { beside, read, write } from "./picture.mjs";

const require = createRequire(join(resolve(process.env.NODE_TOOLS ?? "tests/.tools/node"), "package.json"));
const puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;

const NOW = Date.parse("2026-11-22T12:00:00-04:00");
const ZONE = "America/Halifax";
const HOME = "index.html";
const SESSION = "sessions/04-whose-voice-is-missing.html";
// On a screen: a page, and in how many points of CSS, by how many dots to a point.
const PHONE = { width: 390, height: 844, deviceScaleFactor: 2 };
const DESKTOP = { width: 1280, height: 900, deviceScaleFactor: 1 };
const SCREENS = {
  "home-phone": { path: HOME, screen: PHONE },
  "home-desktop": { path: HOME, screen: DESKTOP },
  "home-dark": { path: HOME, screen: PHONE, scheme: "dark" },
  "session-phone": { path: SESSION, screen: PHONE },
  "session-desktop": { path: SESSION, screen: DESKTOP },
  "session-dark": { path: SESSION, screen: DESKTOP, scheme: "dark" },
};
// On paper: a page, and which of its sheets.
const PAPERS = {
  "session-a4": { path: SESSION, sheets: [1, 2] },
  "season-a4": { path: "season.html", sheets: [1] },
  "print-a4": { path: "print.html", sheets: [1, 2, 3] },
};

// In the kit: the middle of an evening that is four minutes late.
const EVENING = "sessions/02-what-a-corner-says";
const started = (time) => Date.parse(`2026-10-15T${time}-03:00`) / 1000;
const pressed = `at=3&since=${started("19:09:00")}&plus=0,0,0,0,0,0,0,0&began=${["18:32:00", "18:48:00", "18:54:00"].map(started)}`;
const KIT_NOW = 1000 * started("19:16:20");
const KIT_SCREENS = { "run-view": { path: `${EVENING}/run.html`, hash: `#${pressed}`, screen: DESKTOP } };
const KIT_PAPERS = { "run-sheet-a4": { path: `${EVENING}/run-sheet.html`, sheets: [1, 2] } };

const [folder, ...sites] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const desk = mkdtempSync(join(tmpdir(), "screens-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--allow-file-access-from-files"],
});
const page = await browser.newPage();
await page.emulateTimezone(ZONE);
await page.evaluateOnNewDocument((now) => { Date.now = () => now; }, NOW);

const open = async (site, path, hash = "") => {
  const file = resolve(site, path);
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  await page.goto(pathToFileURL(file).href + hash, { waitUntil: "load" });
};

/** Pixels of `sheets` of the page that is open, as a printer of A4 gives them. */
const printed = async (sheets) => {
  const file = join(desk, "page.pdf");
  writeFileSync(file, await page.pdf({ format: "a4", preferCSSPageSize: true }));
  const [first, last] = [Math.min(...sheets), Math.max(...sheets)];
  execFileSync("pdftoppm", ["-r", "80", "-png", "-f", first, "-l", last, file, join(desk, "sheet")]);
  const made = readdirSync(desk).filter((name) => name.startsWith("sheet")).sort();
  const pictures = made.map((name) => read(readFileSync(join(desk, name))));
  for (const name of made) rmSync(join(desk, name));
  return beside(pictures);
};

const keep = (name, picture) => {
  const file = join(folder, `${name}.png`);
  const bytes = write(picture);
  writeFileSync(file, bytes);
  console.log(file, bytes.length);
};

for (const named of sites) {
  const [name, site] = named.split("=");
  const isKit = name === "kit";
  if (isKit) await page.evaluateOnNewDocument((now) => { Date.now = () => now; }, KIT_NOW);
  for (const [title, { path, hash, screen, scheme = "light" }] of Object.entries(isKit ? KIT_SCREENS : SCREENS)) {
    await page.setViewport(screen);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await open(site, path, hash);
    keep(`${name}-${title}`, read(Buffer.from(await page.screenshot())));
  }
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  for (const [title, { path, sheets }] of Object.entries(isKit ? KIT_PAPERS : PAPERS)) {
    await open(site, path);
    keep(`${name}-${title}`, await printed(sheets));
  }
}
await browser.close();
rmSync(desk, { recursive: true });
