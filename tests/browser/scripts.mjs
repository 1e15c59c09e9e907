// The small scripts of the pages, in a headless browser with a clock and a time zone of our own:
// `node scripts.mjs HANDBOUND FOLDER`.
//
// The measure of each is a page that needs no script: what the browser makes of an old home page must read like the one
// that would be built that day.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LIMIT, launch } from "./browser.mjs";

const [handbound, folder] = process.argv.slice(2).map((path) => resolve(path));
const sites = mkdtempSync(join(tmpdir(), "handbound-scripts-"));
const browser = await launch();
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
  if (existsSync(site)) return site;
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

const AHEAD = ".called-off li, .next, .coming h2, .coming li";

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
  for (const today of ["2026-12-18", "2027-01-22", "2027-02-20"]) await on(today, ".called-off li, .next");
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
  const session = "sessions/04-whose-voice-is-missing.html";
  const here = await times("America/Halifax", session, ".key");
  same("whose clock agrees needs no second time", here.own, []);
  same("another zone may have the same time", (await times("Atlantic/Bermuda", session, ".key")).own, []);
  const berlin = await times("Europe/Berlin", session, ".key");
  same("the place's time stays as it is", berlin.place, here.place);
  const words = berlin.own.join().replace(/\s/g, " ");
  same("the own one says its days and hours", /^Your time: Thu.* 11:30 PM – Fri.* 1:30 AM$/.test(words) || words, true);
  same("on the home page too", (await times("Europe/Berlin", "index.html", ".next")).own.length, 1);
}

async function whatIsToBeTakenAlongIsCopied() {
  const site = built("2026-11-22");
  const page = await open(site, "scenarios/the-church-hall.html", { now: "2026-11-22T12:00:00Z" });
  // Every way to the clipboard leads through here, and a page from the disk may not use the real one.
  const copied = () => page.evaluate(() => window.taken);
  const give = (able) => page.evaluate((able) => {
    window.taken = undefined;
    const clipboard = able ? { writeText: async (text) => { window.taken = text; } } : undefined;
    Object.defineProperty(navigator, "clipboard", { value: clipboard, configurable: true });
    document.execCommand = (name) => { window.taken = `${name}: ${window.getSelection()}`; return name === "copy"; };
  }, able);
  const press = async () => {
    await page.click("[data-copy] button");
    await page.waitForFunction(() => document.querySelector("[data-copy] [role=status]").textContent !== "");
    return (await seen(page, "[data-copy] [role=status]"))[0];
  };
  const post = readFileSync(join(site, "scenarios/the-church-hall.txt"), "utf8").trim();
  await give(true);
  same("it says that it was copied", await press(), "Copied");
  same("the post is what the file is", await copied(), post);
  await give(false);
  same("without a clipboard it is copied the old way", await press(), "Copied");
  same("the old way takes all of it", (await copied()).replace(/\s+/g, " "), `copy: ${post.replace(/\s+/g, " ")}`);
  await page.close();

  const list = await open(site, "readings/index.html", { now: "2026-11-22T12:00:00Z" });
  const buttons = await list.$$eval("[data-copy] button", (all) => all.map((one) => document.getElementById(one.getAttribute("aria-describedby")).className));
  same("each reference has a button that says which it is", [...new Set(buttons)], ["citation"]);
  same("and no more than one", buttons.length, (await list.$$(".citation")).length);
  await list.evaluate(() => document.dispatchEvent(new Event("handbound:shown")));
  same("after the preview renewed the page, too", (await list.$$("[data-copy] button")).length, buttons.length);
  await list.close();
  const plain = await open(site, "readings/index.html");
  same("without scripts there is no button", (await plain.$$("[data-copy] button")).length, 0);
  await plain.close();
}

async function lightOrDarkIsChosenAndRemembered() {
  const site = built("2026-11-22");
  const now = "2026-11-22T12:00:00Z";
  const page = await open(site, "index.html", { now });
  const system = (value) => page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
  await system("light");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await ground();
  same("there is one switch", (await page.$$("button.scheme")).length, 1);
  same("it says what it does", await page.$eval("button.scheme", (button) => button.ariaLabel !== "" && button.ariaPressed), "false");
  await system("dark");
  // The page is told with the next frame.
  const follows = page.waitForSelector("button.scheme[aria-pressed=true]", { timeout: LIMIT }).then(() => true, () => false);
  same("it follows the system", await follows, true);
  const night = await ground();
  same("by night the ground is another", night === day, false);
  await system("light");
  await page.focus("button.scheme");
  await page.keyboard.press("Enter");
  same("by keyboard it is dark", await ground(), night);
  const other = await open(site, "sessions/01-finding-each-other.html", { now });
  same("the next page is dark too", await other.$eval("button.scheme", (button) => button.ariaPressed), "true");
  await other.close();
  await page.keyboard.press("Enter");
  same("and light again", await ground(), day);
  await system("dark");
  same("who chose what the system has follows it again", await ground(), night);
  await page.close();
  const plain = await open(site, "index.html");
  same("without scripts there is no switch", (await plain.$$(".scheme")).length, 0);
  await plain.close();
}

async function aSeasonOfTwentyFourPrintsOnOnePage() {
  const handbook = join(sites, "long-season");
  mkdirSync(join(handbook, "sessions"), { recursive: true });
  const people = "facilitators: [ann-quennell, bo-achterberg]";
  const community = (theme) => {
    const lines = ["name: The Long Season", "timezone: America/Halifax", people, `theme: { name: ${theme} }`];
    writeFileSync(join(handbook, "community.yml"), `${lines.join("\n")}\n`);
  };
  writeFileSync(join(handbook, "people.yml"), "- {id: ann-quennell, name: Annemarie Quennell, role: facilitator}\n- {id: bo-achterberg, name: Bo Achterberg, role: facilitator}\n");
  writeFileSync(join(handbook, "venues.yml"), "- {id: library, name: \"Bellwood Branch Library, Fireside Room\", address: 1 Elm Street}\n");
  for (let number = 0; number < 24; number += 1) {
    const date = new Date(Date.UTC(2026, 8, 3 + 14 * number)).toISOString().slice(0, 10);
    const head = `title: How we look at the ordinary moments, evening ${number + 1}\ndate: ${date}\ntime: 6:30 - 8:30 pm\nwhere: library`;
    const text = "## Prepare\n\nRead the second chapter and bring one photo of your corner, with no child in it.\n";
    writeFileSync(join(handbook, "sessions", `${String(number + 1).padStart(2, "0")}.md`), `---\n${head}\n---\n\n${text}`);
  }
  for (const theme of ["hearth", "ledger"]) {
    community(theme);
    const site = join(sites, `long-season-${theme}`);
    execFileSync(handbound, ["build", handbook, "--out", site, "--today", "2026-11-22"], { stdio: "pipe" });
    const page = await open(site, "season.html");
    same("it has a row for each", (await page.$$(".season li")).length, 24);
    for (const format of ["A4", "Letter"]) {
      const pdf = Buffer.from(await page.pdf({ format })).toString("latin1");
      same(`${theme} on ${format}`, pdf.match(/\/Type\s*\/Page(?![a-z])/g).length, 1);
    }
    await page.close();
  }
}

for (const test of [
  anOldHomePageFindsTheNextSession,
  aSessionIsNextUntilItsDayIsOver,
  theReadersOwnTimeStandsBesideThatOfThePlace,
  whatIsToBeTakenAlongIsCopied,
  lightOrDarkIsChosenAndRemembered,
  aSeasonOfTwentyFourPrintsOnOnePage,
]) {
  await test();
}
await browser.close();
rmSync(sites, { recursive: true });
console.log(`${looked} looks at what scripts do, ${wrong} faults`);
process.exitCode = wrong === 0 && looked > 0 ? 0 : 1;
