// The run view of the kit, in a headless browser with a clock of our own, across whole evenings:
// `node run-view.mjs HANDBOUND FOLDER`. The browser is in Tokyo: nothing may follow its zone.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { axed, launch } from "./browser.mjs";

const [handbound, folder] = process.argv.slice(2).map((path) => resolve(path));
const kits = mkdtempSync(join(tmpdir(), "handbound-run-view-"));
const browser = await launch({ args: ["--allow-file-access-from-files"] });
const ID = "02-what-a-corner-says";
const STARTS = ["6:30", "6:45", "6:50", "7:05", "7:25", "7:35", "7:45", "7:55"];
const TITLES = [
  "Show and tell: something in your space that brings you joy",
  "Our values and our camera agreement",
  "Reading one photo together",
  "What does this corner say to a child?",
  "Bring one sentence back",
  "Quiet writing",
  "One wondering each, in the chat or aloud",
  "Close",
];
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

/** The kit of one session of a handbook. */
function kit(handbook, session) {
  const out = join(kits, `kit-${session}`);
  execFileSync(handbound, ["kit", handbook, "--session", session, "--out", out, "--today", "2026-10-14"], { stdio: "pipe" });
  return join(out, "sessions", session);
}

/** A handbook of one session with the head and the text. */
function written(id, head, text) {
  const handbook = join(kits, `handbook-${id}`);
  mkdirSync(join(handbook, "sessions"), { recursive: true });
  writeFileSync(join(handbook, "community.yml"), "name: The Night Watch\ntimezone: America/Halifax\nclock: 12\n");
  writeFileSync(join(handbook, "sessions", `${id}.md`), `---\ntitle: ${id}\n${head}\n---\n\n${text}\n`);
  return kit(handbook, id);
}

/** An instant of the evening in Halifax. */
const at = (time) => Date.parse(`2026-10-15T${time.length === 5 ? `${time}:00` : time}-03:00`);

/** Stands in for the clock of the page: time passes when we say so. */
function fakeClock(now, lock) {
  window.now = now;
  Date.now = () => window.now;
  let [waiting, known] = [[], ""];
  const { setTimeout } = window;
  window.setTimeout = (work, after) => waiting.push({ work, when: window.now + after });
  // For those who look at the page and wait for no second of it.
  window.restore = () => { window.setTimeout = setTimeout; };
  window.said = [];
  window.pass = (until, step) => {
    for (let time = Math.min(window.now + step, until); ; time = Math.min(time + step, until)) {
      window.now = time;
      // A page looks a few milliseconds after the full second.
      const due = waiting.filter(({ when }) => when <= time + 5);
      waiting = waiting.filter(({ when }) => when > time + 5);
      for (const { work } of due) work();
      const text = document.querySelector("[data-run=said]").textContent;
      if (text && text !== known) window.said.push(text);
      known = text;
      if (time >= until) break;
    }
  };
  const wakeLock = { request: async () => { if (lock === "refused") throw new Error("no"); return { released: false }; } };
  Object.defineProperty(navigator, "wakeLock", { value: wakeLock });
}

/** The run view of a session's folder in the kit, opened at an instant. */
async function open(session, instant, { hash = "", lock, scripts = true, size = { width: 1280, height: 800 } } = {}) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => same("the run view fails", String(error), "no error"));
  page.on("console", (message) => same("the browser complains", message.text(), ""));
  await page.setViewport(size);
  await page.setJavaScriptEnabled(scripts);
  await page.emulateTimezone("Asia/Tokyo");
  if (scripts) await page.evaluateOnNewDocument(fakeClock, instant, lock);
  await page.goto(pathToFileURL(join(session, "run.html")).href + hash, { waitUntil: "load" });
  return page;
}

/** Lets time pass until an instant: second by second, or in one step as for a screen that slept. */
const pass = (page, until, step = 1000) => page.evaluate((until, step) => window.pass(until, step), until, step);
const sleep = (page, until) => pass(page, until, Infinity);
const press = (page, name) => page.$eval(`[data-press="${name}"]`, (button) => button.click());
const text = (page, name) => page.$eval(`[data-run="${name}"]`, (one) => one.textContent.trim().replace(/\s+/g, " "));
const texts = (page, ...names) => Promise.all(names.map((name) => text(page, name)));
const said = (page) => page.evaluate(() => window.said.splice(0));
/** What axe finds. */
const faults = async (page) => {
  await page.evaluate(() => window.restore());
  return axed(page);
};
/** All that is to be seen, without what was just said. */
const screen = (page) => page.evaluate(() => {
  document.querySelector("[data-run=said]").textContent = "";
  return document.body.innerText;
});

async function byTheClock(session) {
  const page = await open(session, at("18:00"));
  same("before: until the doors open", await texts(page, "title", "digits", "unit"), ["Getting ready", "20:00", "until the doors open at 6:20 pm, Thursday 15 October 2026"]);
  same("how to get in", await page.$eval(".run-task", (one) => one.textContent.includes("https://meet.example.org/tidepool-7f3k") && one.textContent.includes("one volunteer’s corner photo")), true);
  same("the clock is that of the place", await text(page, "clock"), "6:00 pm");
  await sleep(page, at("18:19:59"));
  same("a second before the doors", await text(page, "digits"), "0:01");
  await pass(page, at("18:20"));
  same("at the doors", await texts(page, "title", "digits", "unit"), ["The doors are open", "10:00", "until we begin at 6:30 pm"]);
  await pass(page, at("18:29:59"));
  same("a second before the start", await texts(page, "title", "digits"), ["The doors are open", "0:01"]);
  const lengths = [15, 5, 15, 20, 10, 10, 10, 5];
  let begin = at("18:30");
  for (const [place, title] of TITLES.entries()) {
    const isQuiet = title === "Quiet writing";
    const end = begin + lengths[place] * 60_000;
    await pass(page, begin);
    same("it begins", await texts(page, "title", "digits"), [title, isQuiet ? "10" : `${lengths[place]}:00`]);
    await pass(page, begin + 1000);
    same("a second later", await text(page, "digits"), isQuiet ? "10" : `${lengths[place] - 1}:59`);
    same("the next one", (await text(page, "next")).startsWith(`Next, at ${STARTS[place + 1] ?? "8:00"} pm: ${TITLES[place + 1] ?? "end, goodbye."}`), true);
    same("its row is marked", await page.$eval("tr[aria-current=step]", (row) => row.cells[0].textContent), `${STARTS[place]} pm`);
    await pass(page, end - 1000);
    same("a second before its end", await texts(page, "title", "digits"), [title, isQuiet ? "1" : "0:01"]);
    same("in the title of the window", await page.title(), `1 min · ${title}`);
    begin = end;
  }
  await pass(page, begin);
  same("over", await texts(page, "title", "unit"), ["Over", "By its plan it ended at 8:00 pm. Are you still in it? Press “Back”."]);
  same("said in the evening, each once", await said(page), [
    `Now: ${TITLES[0]}, 15 minutes. Led by Marisol Quennell.`, "5 minutes left.", "2 minutes left.", "1 minute left.",
    `Now: ${TITLES[1]}, 5 minutes. Led by Tobias Achterberg.`, "1 minute left.",
    `Now: ${TITLES[2]}, 15 minutes. Led by Marisol Quennell.`, "5 minutes left.", "2 minutes left.", "1 minute left.",
    `Now: ${TITLES[3]}, 20 minutes. Led by Tobias Achterberg.`, "Half-time. Send a message to the rooms.", "2 minutes left. Send a message to the rooms.",
    `Now: ${TITLES[4]}, 10 minutes.`, "5 minutes left.", "2 minutes left.", "1 minute left.",
    "Now: Quiet writing, 10 minutes.",
    `Now: ${TITLES[6]}, 10 minutes. Led by Marisol Quennell.`, "5 minutes left.", "2 minutes left.", "1 minute left.",
    "Now: Close, 5 minutes.", "1 minute left.",
    "Over. By its plan it ended at 8:00 pm. Are you still in it? Press “Back”.",
  ]);
  same("nothing was pressed, nothing is in the address", await page.evaluate(() => location.hash), "");
  await press(page, "back");
  same("still in the last part", await texts(page, "title", "digits"), ["Close", "0:00"]);
  await sleep(page, at("23:30"));
  await page.close();
  const gone = await open(session, at("23:30"));
  same("long over, the page is its table", await gone.$eval("#_run-gone", (one) => one.checkVisibility() && !document.getElementById("_run").checkVisibility() && document.getElementById("_sheet").checkVisibility()), true);
  await gone.close();
}

/** What each press does to the plan; and that the address alone tells all of it. */
async function byHand(session) {
  const page = await open(session, at("18:29"));
  const step = async (what, time, name, wanted, ...of) => {
    await sleep(page, at(time));
    if (name) await press(page, name);
    same(what, await texts(page, ...of), wanted);
    const again = await open(session, at(time), { hash: await page.evaluate(() => location.hash) });
    same(`${what}, loaded again: nothing is said`, await text(again, "said"), "");
    same(`${what}, loaded again`, await screen(again), await screen(page));
    await again.close();
  };
  await step("started three minutes late", "18:33", "middle", [TITLES[0], "15:00", "Ends at 8:03 pm instead of 8:00 pm: 3 minutes behind."], "title", "digits", "ends");
  await step("next at 18:50", "18:50", "next", [TITLES[1], "5:00", "Ends at 8:05 pm instead of 8:00 pm: 5 minutes behind."], "title", "digits", "ends");
  await step("two minutes over at 18:57", "18:57", null, ["2:00", "minutes over: time was up at 6:55 pm", "Ends at 8:07 pm instead of 8:00 pm: 7 minutes behind."], "digits", "unit", "ends");
  await step("back", "18:57", "back", [TITLES[0], "9:00", "Ends at 8:12 pm instead of 8:00 pm: 12 minutes behind."], "title", "digits", "ends");
  await step("next again", "18:57", "next", [TITLES[1], "5:00"], "title", "digits");
  await step("early", "18:58", "next", [TITLES[2], "15:00", "Ends at 8:08 pm instead of 8:00 pm: 8 minutes behind."], "title", "digits", "ends");
  await step("a minute more", "18:59", "more", ["15:00", "Ends at 8:09 pm instead of 8:00 pm: 9 minutes behind."], "digits", "ends");
  await step("a minute less", "19:00", "less", ["13:00", "Ends at 8:08 pm instead of 8:00 pm: 8 minutes behind."], "digits", "ends");
  await step("paused", "19:01", "middle", ["12:00", "paused"], "digits", "how");
  await step("still paused", "19:06", null, ["12:00", "paused", "Ends at 8:13 pm instead of 8:00 pm: 13 minutes behind."], "digits", "how", "ends");
  await step("it goes on", "19:06", "middle", ["12:00", "", "Ends at 8:13 pm instead of 8:00 pm: 13 minutes behind."], "digits", "how", "ends");
  await step("the breakout", "19:18", "next", [TITLES[3], "20:00"], "title", "digits");
  same("who reports is told", await page.$eval("[data-run=reports]", (one) => one.checkVisibility() && one.textContent), "Whoever has the next birthday reports. Bring one sentence back.");
  await step("asleep for forty minutes", "19:58", null, ["20:00", "minutes over: time was up at 7:38 pm", "Ends at 8:33 pm instead of 8:00 pm: 33 minutes behind."], "digits", "unit", "ends");
  for (const time of ["19:58", "20:00", "20:02", "20:04"]) await step(`next at ${time}`, time, "next", [""], "how");
  await step("the end", "20:06", "next", ["Over", "Ended at 8:06 pm: 6 minutes later than planned."], "title", "unit");
  const planned = (await page.$eval("[data-run=real]", (one) => one.textContent)).split("\n");
  same("planned and real", planned, [
    `${TITLES[0]}: planned 15 minutes, really 24 minutes`, `${TITLES[1]}: planned 5 minutes, really 1 minute`, `${TITLES[2]}: planned 15 minutes, really 20 minutes`,
    `${TITLES[3]}: planned 20 minutes, really 40 minutes`, `${TITLES[4]}: planned 10 minutes, really 2 minutes`, "Quiet writing: planned 10 minutes, really 2 minutes",
    `${TITLES[6]}: planned 10 minutes, really 2 minutes`, "Close: planned 5 minutes, really 2 minutes",
  ]);
  await page.close();

  const early = await open(session, at("18:40"));
  await press(early, "next");
  same("ahead", await text(early, "ends"), "Ends at 7:55 pm instead of 8:00 pm: 5 minutes ahead.");
  await early.evaluate(() => { location.hash = "_main"; });
  await early.waitForFunction(() => location.hash.startsWith("#at=1"));
  same("a link within the page takes nothing away", await text(early, "title"), TITLES[1]);
  await press(early, "byClock");
  same("by the clock again", await texts(early, "title", "how"), [TITLES[0], "by the clock"]);
  await early.close();

  const other = await open(session, at("18:30") - 14 * 86_400_000);
  same("two weeks before", await text(other, "digits"), "13 days");
  await press(other, "next");
  same("who tries it out is not early", await texts(other, "title", "digits", "ends"), [TITLES[0], "15:00", "Ends at 8:00 pm."]);
  await other.close();
  const broken = await open(session, at("18:31"), { hash: "#at=99&since=x&plus=1,,a&began=<b>" });
  same("an address that says nothing goes by the clock", await texts(broken, "title", "digits"), [TITLES[0], "14:00"]);
  await broken.close();
}

async function theRestIsFitted(session) {
  const page = await open(session, at("18:33"));
  same("by the clock there is nothing to fit", await page.$eval("[data-press=fit]", (one) => one.checkVisibility()), false);
  await press(page, "middle");
  await sleep(page, at("18:50"));
  await press(page, "next");
  await press(page, "fit");
  const minutes = [14, 19, 9, 9, 9].map((count, place) => `${TITLES[place + 2]} ${count} min`).join(", ");
  same("a proposal", await text(page, "plan"), `To end at 8:00 pm: ${minutes}.`);
  same("nothing is done yet", await text(page, "ends"), "Ends at 8:05 pm instead of 8:00 pm: 5 minutes behind.");
  same("it has the focus", await page.evaluate(() => document.activeElement.dataset.run), "fit");
  await press(page, "fitSo");
  same("done", await text(page, "ends"), "Ends at 8:00 pm: on time.");
  await press(page, "next");
  same("each part has its new length", await text(page, "digits"), "14:00");
  await sleep(page, at("19:40"));
  await press(page, "fit");
  same("what cannot be", await text(page, "plan"), "5 minutes have to go. Leave one part out:");
  const offered = await page.$$eval("[data-run=choices] button", (all) => all.map((one) => one.textContent));
  same("each later part but the close may go", offered, [`${TITLES[3]} (19 minutes)`, `${TITLES[4]} (9 minutes)`, "Quiet writing (9 minutes)", `${TITLES[6]} (9 minutes)`, "Leave it as it is"]);
  await page.$eval("[data-run=choices] button", (one) => one.click());
  same("then the others fit", await text(page, "plan"), `To end at 8:00 pm: ${TITLES[4]} 5 min, Quiet writing 5 min, ${TITLES[6]} 5 min.`);
  await press(page, "fitSo");
  same("to the minute", await text(page, "ends"), "Ends at 8:00 pm: on time.");
  await press(page, "next");
  same("what was left out is passed over", await text(page, "title"), TITLES[4]);
  for (let place = 5; place < 9; place += 1) await press(page, "next");
  same("and told", (await page.$eval("[data-run=real]", (one) => one.textContent)).includes(`${TITLES[3]}: planned 20 minutes, left out\n`), true);
  for (let place = 8; place > 4; place -= 1) await press(page, "back");
  await press(page, "back");
  same("on the way back, too", await text(page, "title"), TITLES[2]);
  await page.close();
}

/** Many states of a long evening: whatever is proposed ends it as planned, to the minute, and what is refused has no way. */
async function anyRestIsFitted() {
  const lines = ["15 Hello", "5 Values", "40 Talk", "15 Break [break]", "25 Pairs", "7 Reading", "30 Groups", "6 Songs", "10 Tea [break]", "35 Circle", "12 Writing", "10 Close [close]"];
  const agenda = lines.map((line) => line.replace(/^(\d+) (.*)/, "- $1 min: $2")).join("\n");
  const session = written("long", "date: 2026-10-15\ntime: 6:30 pm - 10:00 pm", `## Agenda\n${agenda}`);
  const page = await open(session, at("20:30"));
  const found = await page.evaluate(() => {
    let seed = 14;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    const { parts, end } = JSON.parse(document.getElementById("_run-data").textContent);
    const button = (name) => document.querySelector(`[data-press="${name}"]`);
    const plus = () => new URLSearchParams(location.hash.slice(1)).get("plus").split(",").map(Number);
    const [wrong, counts] = [[], { fitted: 0, refused: 0, unneeded: 0 }];
    for (let round = 0; round < 400; round += 1) {
      const now = parts[0].start + 60 * random(200) + random(60);
      window.now = 1000 * now;
      const place = random(parts.length);
      const since = now - random(1800);
      const before = parts.map(() => (random(4) ? 0 : 60 * (random(9) - 4)));
      location.replace(`#at=${place}&since=${since}&plus=${before}&began=`);
      dispatchEvent(new Event("hashchange"));
      const lengths = parts.map((part, other) => 60 * part.minutes + before[other]);
      const ends = Math.max(now, since + lengths[place]);
      const rest = lengths.map((length, other) => other).filter((other) => other > place);
      const isFixed = (other) => ["break", "close"].includes(parts[other].kind) || lengths[other] <= 300;
      const over = rest.reduce((sum, other) => sum + lengths[other], ends) - end;
      if (button("fit").hidden !== over < 120) wrong.push(`${location.hash}: ${over} seconds late`);
      if (over < 120) {
        counts.unneeded += 1;
        continue;
      }
      button("fit").click();
      const least = rest.reduce((sum, other) => sum + (isFixed(other) ? lengths[other] : 300), ends) - end;
      const hash = location.hash;
      if (button("fitSo")) {
        button("fitSo").click();
        const after = parts.map((part, other) => 60 * part.minutes + plus()[other]);
        const sum = rest.reduce((sum, other) => sum + after[other], ends) - end;
        const isKept = after.every((length, other) => length === lengths[other] || (rest.includes(other) && !isFixed(other)));
        const isWhole = rest.every((other) => isFixed(other) || (after[other] % 60 === 0 && after[other] >= 300));
        if (sum > 0 || sum <= -60 || !isKept || !isWhole || least > 0) wrong.push(`${hash}: ${after} is ${sum} seconds late`);
        counts.fitted += 1;
      } else {
        if (rest.some((other) => !isFixed(other)) && least <= 0) wrong.push(`${hash}: there was a way`);
        button("fitNot").click();
        if (location.hash !== hash) wrong.push(`${hash} was changed by nothing`);
        counts.refused += 1;
      }
    }
    return { wrong, isTried: Object.values(counts).every((count) => count > 40) || counts };
  });
  same("any rest is fitted", found, { wrong: [], isTried: true });
  same("nothing is stored", await page.evaluate(() => localStorage.length), 0);
  await page.close();
}

async function whatIsSaid(session) {
  const page = await open(session, at("18:31"));
  same("nothing at first", await text(page, "said"), "");
  await press(page, "tell");
  same("on request", await text(page, "said"), `14 minutes left of “${TITLES[0]}”. Ends at 8:00 pm. Next, at 6:45 pm: ${TITLES[1]} (5 minutes).`);
  await sleep(page, at("18:32"));
  same("it does not stay", await text(page, "said"), "");
  await press(page, "anew");
  same("by the clock there is nothing to begin anew", await text(page, "how"), "by the clock");
  await press(page, "middle");
  await said(page);
  await sleep(page, at("18:58"));
  same("who slept hears only the latest", await said(page), ["10 minutes over."]);
  await pass(page, at("19:04"));
  same("every five minutes", await said(page), ["15 minutes over."]);
  await press(page, "more");
  await pass(page, at("19:05"));
  same("nothing twice", await said(page), []);
  await page.$eval("[data-choice=silent]", (one) => one.click());
  await pass(page, at("19:30"));
  await press(page, "next");
  await pass(page, at("19:36"));
  same("silent", await said(page), []);
  await press(page, "tell");
  same("but for who asks", await text(page, "said"), `“${TITLES[1]}” is 1 minute over. Ends at 8:46 pm instead of 8:00 pm: 46 minutes behind. Next, at 7:36 pm: ${TITLES[2]} (15 minutes). It needs: one volunteer’s corner photo, ready to share.`);
  await page.reload();
  same("a choice is kept in the address", await page.$eval("[data-choice=silent]", (one) => one.checked), true);
  same("the digits are no live region", await page.$eval("[role=timer]", (one) => one.closest("[aria-live], [role=status], [role=alert]")), null);
  same("one element speaks", await page.$$eval("[role=status], [role=alert], [aria-live]", (all) => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.run)), ["said"]);
  await page.$eval("[data-choice=minutes]", (one) => one.click());
  await page.$eval("[data-choice=plain]", (one) => one.click());
  same("minutes only", /^\d+$/.test(await text(page, "digits")), true);
  for (let place = 1; place < 3; place += 1) await press(page, "next");
  same("the note is there", await page.$$eval(".run-task .kit-note", (all) => all.length), 1);
  same("others do not see it", await page.$$eval(".run-task .kit-note", (all) => all.some((one) => one.checkVisibility())), false);
  await page.close();

  for (const [lock, wanted] of [["refused", true], ["granted", false]]) {
    const dark = await open(session, at("18:31"), { lock });
    const isTold = () => dark.$eval("[data-run=awake]", (one) => one.checkVisibility());
    same("not before it is asked", await isTold(), false);
    await press(dark, "middle");
    await new Promise((done) => setTimeout(done, 50));
    same(`the screen may go dark where that is ${lock}`, await isTold(), wanted);
    await dark.close();
  }
}

async function keys(session) {
  const page = await open(session, at("18:31"));
  const title = async (key) => {
    await page.keyboard.press(key);
    return TITLES.indexOf(await text(page, "title"));
  };
  for (const key of "abcdefghijklmnopqrstuvwxyz0123456789+-=.,/?") same(`${key} does nothing`, await title(key), 0);
  for (const key of ["Space", "Enter", "ArrowUp", "ArrowDown", "Home", "End", "Escape"]) same(`${key} does nothing`, await title(key), 0);
  same("right", await title("ArrowRight"), 1);
  same("page down", await title("PageDown"), 2);
  same("left", await title("ArrowLeft"), 1);
  same("page up", await title("PageUp"), 0);
  await page.keyboard.down("Control");
  same("not with another key", await title("ArrowRight"), 0);
  await page.keyboard.up("Control");
  await page.$eval("details", (one) => { one.open = true; });
  await page.focus("[data-choice=minutes]");
  same("not in a field", await title("ArrowRight"), 0);
  await page.evaluate(() => {
    const field = document.querySelector("main").appendChild(document.createElement("textarea"));
    field.focus();
  });
  for (const key of ["ArrowRight", "PageDown", "ArrowLeft", "n"]) same(`${key} writes`, await title(key), 0);
  await page.evaluate(() => document.querySelector("textarea").remove());
  await page.focus(".run-task");
  same("not in a text that moves", await title("ArrowRight"), 0);
  await page.focus("[data-press=next]");
  await page.keyboard.press("Enter");
  same("a button is pressed with Enter", TITLES.indexOf(await text(page, "title")), 1);
  await page.evaluate(() => document.activeElement.blur());
  await page.$eval("[data-choice=table]", (one) => one.click());
  same("a page that moves keeps its keys", await title("PageDown"), 1);
  await page.close();
}

async function itIsForEverybody(session) {
  const now = { before: "18:00", doors: "18:25", talk: "18:40", breakout: "19:10", quiet: "19:40", over: "20:30" };
  for (const size of [{ width: 320, height: 640 }, { width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
    for (const [name, time] of Object.entries(now)) {
      const page = await open(session, at(time), { size });
      same(`${name} at ${size.width}: axe`, await faults(page), []);
      const [wide, high] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      same(`${name} at ${size.width}: not too wide`, wide <= size.width, true);
      if (size.height > 700) same(`${name} at ${size.width}: all on one screen`, high, size.height);
      await page.close();
    }
  }
  const page = await open(session, at("18:33"));
  await press(page, "middle");
  await sleep(page, at("18:59"));
  await press(page, "fit");
  await page.$eval("details", (one) => { one.open = true; });
  await page.click("[data-press=more]", { count: 2 });
  same("minutes may be pressed quickly", await text(page, "digits"), "9:00");
  await page.click("[data-press=next]", { count: 2 });
  same("twice at once is one", await text(page, "title"), TITLES[1]);
  await sleep(page, at("19:09"));
  await press(page, "fit");
  same("with a proposal: axe", await faults(page), []);
  await page.emulateMediaType("print");
  same("on paper it is the table", await page.evaluate(() => [...document.querySelectorAll("#_sheet table, #_run")].map((one) => one.checkVisibility())), [false, true]);
  await page.close();
  const plain = await open(session, 0, { scripts: false });
  const table = (file) => readFileSync(join(session, file), "utf8").match(/<table class="kit-run[^]*?<\/table>/)[0];
  same("without scripts the table is complete", table("run.html"), table("run-sheet.html"));
  same("and to be seen", await plain.evaluate(() => [...document.querySelectorAll("#_sheet table, #_run, #_run-gone")].map((one) => one.checkVisibility())), [false, false, true]);
  await plain.close();
}

async function theNightTheClocksGoBack() {
  const head = "date: 2026-10-31\ntime: 11:30 pm - 2:30 am";
  const session = written("night", head, "## Agenda\n- 60 min: First watch\n- 60 min: Second watch\n- 60 min: Third watch\n- 60 min: Fourth watch");
  const begin = Date.parse("2026-11-01T02:30:00Z");
  const page = await open(session, begin);
  const clocks = ["12:30 am", "1:30 am", "1:30 am", "2:30 am"];
  for (const [hour, word] of ["First", "Second", "Third", "Fourth"].entries()) {
    await sleep(page, begin + hour * 3_600_000);
    same("240 minutes in four parts", await texts(page, "title", "unit", "digits"), [`${word} watch`, `minutes left, until ${clocks[hour]}`, "60:00"]);
  }
  await press(page, "next");
  same("an hour early, at 1:30", await text(page, "unit"), "Ended at 1:30 am: 1 hour earlier than planned.");
  await page.close();
}

async function whatCannotRunIsItsTable() {
  const open_ = written("open", "date: 2026-10-15\ntime: 6:30 pm - 8:00 pm", "## Agenda\n- Hello\n- Talk\n- Goodbye");
  const bare = written("bare", "date: 2026-10-15\ntime: 6:30 pm - 8:00 pm", "An evening without an agenda.");
  for (const session of [open_, bare]) {
    const page = await open(session, at("18:31"));
    same("it says so", await page.evaluate(() => document.body.innerText.includes("There is nothing to count here")), true);
    same("and has no screen", await page.$("#_run"), null);
    await page.close();
  }
  const gaps = written("gaps", "date: 2026-10-15\ntime: 6:30 pm - 8:00 pm", "## Agenda\n- 6:30 - 6:45 Hello\n- 7:00 - 7:30 Pairs\n- 7:10 - 7:35 Tea </script><b>\n- 7:35 - 8:00 Talk");
  const page = await open(gaps, at("18:50"));
  same("time for which nothing is planned", await texts(page, "title", "next"), ["6:45 pm to 7:00 pm: nothing planned", "Next, at 7:00 pm: Pairs; at the same time: Tea </script><b> (35 minutes)."]);
  await page.close();
}

const example = kit(folder, ID);
for (const test of [byTheClock, byHand, theRestIsFitted, anyRestIsFitted, whatIsSaid, keys, itIsForEverybody, theNightTheClocksGoBack, whatCannotRunIsItsTable]) {
  await test(example);
}
await browser.close();
rmSync(kits, { recursive: true });
console.log(`${looked} looks at the run view, ${wrong} faults`);
process.exitCode = wrong === 0 && looked > 0 ? 0 : 1;
