// The small scripts of the pages, in a headless browser with a clock and a time zone of our own:
// `node scripts.mjs HANDBOUND FOLDER`.
//
// The measure of each is a page that needs no script: what the browser makes of an old home page must read like the one
// that would be built that day.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(resolve(process.env.NODE_TOOLS ?? "tests/.tools/node"), "package.json"));
const puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;

const [handbound, folder] = process.argv.slice(2).map((path) => resolve(path));
const sites = mkdtempSync(join(tmpdir(), "handbound-scripts-"));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
let looked = 0;
let wrong = 0;

/** Says whether `seen` is what is `wanted`. */
function same(what, seen, wanted) {
  looked += 1;
  const [a, b] = [seen, wanted].map((value) => JSON.stringify(value, null, 1));
  if (a === b) return;
  wrong += 1;
  console.log(`${what}\n  seen:   ${a}\n  wanted: ${b}`);
}

/** The site as it is built on `today`. */
function built(today) {
  const site = join(sites, today);
  execFileSync(handbound, ["build", folder, "--out", site, "--today", today], { stdio: "pipe" });
  return site;
}

/** A page of a site; with `now` its clock stands there, without one it has no scripts. */
async function open(site, path, { now, zone = "America/Halifax" } = {}) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => same(`${path} fails`, String(error), "no error"));
  await page.setJavaScriptEnabled(now !== undefined);
  await page.emulateTimezone(zone);
  if (now !== undefined) {
    const instant = Date.parse(now);
    await page.evaluateOnNewDocument((at) => { Date.now = () => at; }, instant);
  }
  await page.goto(pathToFileURL(join(site, path)).href, { waitUntil: "load" });
  return page;
}

/** What a reader sees of the elements that `selector` finds. */
async function seen(page, selector) {
  const elements = await page.$$(selector);
  const text = (found) => (found.checkVisibility() ? found.innerText : "");
  const texts = await Promise.all(elements.map((element) => element.evaluate(text)));
  return texts.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== "");
}

const AHEAD = ".off li, .next, .coming h2, .coming li";

async function anOldHomePageFindsTheNextSession() {
  const old = built("2026-11-22");
  const on = async (today, selector) => {
    const fresh = await open(built(today), "index.html");
    const page = await open(old, "index.html", { now: `${today}T12:00:00-04:00` });
    await page.$$eval(".yours", (own) => own.forEach((time) => time.remove()));
    same(`the home page of 2026-11-22 on ${today}`, await seen(page, selector), await seen(fresh, selector));
    await page.close();
    await fresh.close();
  };
  for (const today of ["2026-11-22", "2026-11-25", "2026-11-30", "2026-12-11"]) await on(today, AHEAD);
  // The page carries so many meetings and no more, so that much later its list is shorter, but no less right.
  for (const today of ["2026-12-18", "2027-01-22", "2027-02-20"]) await on(today, ".off li, .next");
  const page = await open(old, "index.html", { now: "2029-01-01T12:00:00Z" });
  same("the home page of 2026-11-22 in 2029", await seen(page, AHEAD), ["All sessions"]);
  await page.close();
}

async function aSessionIsNextUntilItsDayIsOver() {
  const site = built("2026-11-22");
  const title = async (now) => {
    const page = await open(site, "index.html", { now, zone: "Asia/Tokyo" });
    const found = await seen(page, ".next .title");
    await page.close();
    return found[0];
  };
  const first = await open(site, "index.html");
  const over = await first.$eval(".next", (card) => card.dataset.over);
  const [name] = await seen(first, ".next .title");
  const before = await title(new Date(Date.parse(over) - 1000).toISOString());
  const after = await title(over);
  same("a second before its day is over", before, name);
  same("once it is over, another comes next", after !== name && after !== undefined, true);
}

async function theReadersOwnTimeStandsBesideThatOfThePlace() {
  const site = built("2026-11-22");
  const times = async (zone, path, selector) => {
    const page = await open(site, path, { now: "2026-11-22T12:00:00Z", zone });
    const found = { place: await seen(page, `${selector} time`), own: await seen(page, ".yours") };
    await page.close();
    return found;
  };
  const session = "sessions/03-bodies-in-small-rooms.html";
  const here = await times("America/Halifax", session, ".key");
  same("whose clock agrees needs no second time", here.own, []);
  same("another zone may have the same time", (await times("Atlantic/Bermuda", session, ".key")).own, []);
  const berlin = await times("Europe/Berlin", session, ".key");
  same("the place's time stays as it is", berlin.place, here.place);
  const words = berlin.own.join().replace(/\s/g, " ");
  same("the own one says its days and hours", /^Your time: Thu.* 11:30 PM – Fri.* 1:00 AM$/.test(words) || words, true);
  same("on the home page too", (await times("Europe/Berlin", "index.html", ".next")).own.length, 1);
}

for (const test of [
  anOldHomePageFindsTheNextSession,
  aSessionIsNextUntilItsDayIsOver,
  theReadersOwnTimeStandsBesideThatOfThePlace,
]) {
  await test();
}
await browser.close();
rmSync(sites, { recursive: true });
console.log(`${looked} looks at what scripts do, ${wrong} faults`);
process.exitCode = wrong === 0 && looked > 0 ? 0 : 1;
