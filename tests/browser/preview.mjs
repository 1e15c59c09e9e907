// Writes in a handbook while its preview is open in a headless browser, as a facilitator does:
// `node preview.mjs PROGRAM FOLDER`, with the program to be tried and a handbook that is copied before it is changed.
//
// Everything happens twice: with the system's word that a file was saved, and with looking for it (`--poll`). How long it
// took is said and nothing more: that is measured by `cargo bench -- preview`.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMIT as PATIENCE, axed, launch } from "./browser.mjs";

const [program, handbook] = process.argv.slice(2);

/** A session of our own, long enough to scroll, with something to open in it. */
const SESSION = "sessions/99-a-long-evening.md";
const PAGE = "sessions/99-a-long-evening.html";
const lines = (name) => `${`${name} is told at length here. `.repeat(60)}\n\n`;
const part = (name) => `## ${name}\n\n${lines(name)}`;
const session = (changes = {}) => `---
title: ${changes.title ?? "A long evening"}
date: 2026-12-30
time: 6:30-8 pm
bring: a lamp
---
We stay up late.

${changes.before ?? ""}${["Purpose", "The first hour", "The second hour"].map(part).join("")}
## Agenda
- 10 min: Check-in [everyone]
  - Bring: lamps
- 25 min: ${changes.breakout ?? "Breakout groups of 4"} [breakout]
${changes.agenda ?? ""}
${["The third hour", "The fourth hour"].map(part).join("")}
${changes.after ?? ""}
`;

/** A program that is running, and where it is heard. */
async function serve(folder, port, options) {
  const child = spawn(program, ["serve", folder, "--port", String(port), "--today", "2026-11-22", ...options]);
  let said = "";
  const url = await new Promise((done, failed) => {
    const hear = (bytes) => {
      said += bytes;
      const found = said.match(/http:\/\/[^\s/]+\//);
      if (found) done(found[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => failed(new Error(`the preview ended (${code}): ${said}`)));
    setTimeout(() => failed(new Error(`the preview does not say where it is: ${said}`)), PATIENCE);
  });
  const stop = () =>
    new Promise((done) => {
      const started = Date.now();
      child.on("exit", () => done(Date.now() - started));
      child.kill("SIGINT");
    });
  return { url, stop };
}

/** A port that is free. */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const bar = (page, selector) =>
  page.evaluate((selector) => {
    const found = document.querySelector("#_handbound").shadowRoot.querySelector(selector);
    return found && !found.closest("[hidden]") ? found.textContent : null;
  }, selector);

/** Waits until `look` (run in the page) is true, and says how long it took. */
async function until(page, what, look, ...values) {
  const started = Date.now();
  try {
    await page.waitForFunction(look, { timeout: PATIENCE, polling: 10 }, ...values);
  } catch {
    const alarm = await bar(page, "[role=alert]").catch(() => null);
    throw new Error(`this did not happen: ${what} (the bar says: ${alarm})`);
  }
  return Date.now() - started;
}

const shows = (page, what, text) => until(page, what, (text) => document.body.innerText.includes(text), text);
const barSays = (page, what, selector, text) =>
  until(
    page,
    what,
    (selector, text) => {
      // What is looked for may not be there yet, nor the bar itself.
      const found = document.querySelector("#_handbound")?.shadowRoot.querySelector(selector)?.textContent ?? "";
      return text === null ? !found : found.includes(text);
    },
    selector,
    text,
  );

function hold(is, what) {
  if (!is) throw new Error(`this does not hold: ${what}`);
}

/** The heading of a page. */
const headOf = async (address) => (await (await fetch(address)).text()).match(/<h1[^>]*>([^<]*)</)?.[1].trim();

/** Where a line stands on the screen. */
const topOf = (page, id) => page.evaluate((id) => Math.round(document.getElementById(id).getBoundingClientRect().top), id);

/** Opens a page and waits until it hears the preview. */
async function open(browser, url, able = ABLE) {
  const page = await browser.newPage();
  if (!able.sharesWorkers) await page.evaluateOnNewDocument(() => delete window.SharedWorker);
  page.wrong = [];
  page.on("console", (message) => {
    // That a page is not there, or Handbound is away, is told by the browser itself; the rest is ours.
    const expected = /Failed to load resource|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED/;
    if (["error", "warn"].includes(message.type()) && !expected.test(message.text())) page.wrong.push(message.text());
  });
  page.on("pageerror", (error) => page.wrong.push(error.message));
  await page.setViewport({ width: 1000, height: 700 });
  await page.goto(url, { waitUntil: "load" });
  await until(page, "the bar is there", () => document.querySelector("#_handbound:not([hidden])"));
  if (!able.keepsPlace) {
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("html { overflow-anchor: none }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    });
  }
  return page;
}

/** What browsers can do for themselves, and what some of them leave to the page. */
const ABLE = { sharesWorkers: true, keepsPlace: true };
const PLAIN = { sharesWorkers: false, keepsPlace: false };
const WAYS = [
  { name: "told by the system", options: [], able: ABLE },
  { name: "looking by itself, in a plain browser", options: ["--poll"], able: PLAIN },
];

const LOADS = () => (window.handboundTest ??= Math.random());

async function write(browser, options, able) {
  const home = mkdtempSync(join(tmpdir(), "handbound-preview-"));
  const folder = join(home, "handbook");
  cpSync(handbook, folder, { recursive: true });
  const save = (text) => writeFileSync(join(folder, SESSION), text);
  save(session());
  const port = await freePort();
  let served = await serve(folder, port, options);
  const times = {};
  let page;
  try {
    page = await open(browser, served.url + PAGE, able);
    const loaded = await page.evaluate(LOADS);
    const stays = async (what) => hold((await page.evaluate(LOADS)) === loaded, `${what}: the page was not loaded anew`);
    hold(served.url.endsWith(`:${port}/`), "it listens where it was told to");

    await morphs(page);

    // A reader in the middle of the page, with the packing list open and the focus on a link.
    await page.evaluate(() => {
      document.querySelector("details.packing").open = true;
      document.querySelector("details.packing summary").focus();
      document.querySelector("details.packing").scrollIntoView({ block: "center", behavior: "instant" });
    });
    const isAsItWas = async (what) => {
      const state = await page.evaluate(() => [
        document.querySelector("details.packing").open,
        document.activeElement === document.querySelector("details.packing summary"),
        Math.round(document.querySelector("details.packing").getBoundingClientRect().top),
        scrollY,
      ]);
      hold(state[0], `${what}: what was open is open`);
      hold(state[1], `${what}: the focus is where it was`);
      return state;
    };
    let [, , top, scroll] = await isAsItWas("at first");
    hold(scroll > 300, "the page is long enough to scroll");

    save(session({ after: "Then we went home." }));
    times.edit = await shows(page, "an edit is shown", "Then we went home.");
    let state = await isAsItWas("an edit further down");
    hold(state[3] === scroll && Math.abs(state[2] - top) <= 1, `the page did not move (${scroll} to ${state[3]})`);

    save(session({ before: lines("Before all") }));
    await shows(page, "a new paragraph is shown", "Before all is told at length");
    // Browsers keep the place in their own way, a little later.
    const isBack = (top) => Math.abs(document.querySelector("details.packing").getBoundingClientRect().top - top) <= 2;
    await until(page, `the line that is read is at ${top} again`, isBack, top);
    state = await isAsItWas("a new paragraph above");
    hold(state[3] > scroll + 50, "the new paragraph is above it");
    await stays("edits");

    // Half a save, a mistake, and its mending.
    save(session({ agenda: "- 10 min: Broken [breakuot]\n" }).replace("date: 2026-12-30", "date: 2026-13-45"));
    times.broken = await barSays(page, "a mistake is told", "[role=alert]", SESSION);
    hold((await bar(page, "[role=alert] pre")).includes("2026-13-45"), "the line is shown");
    hold(await page.evaluate(() => document.body.innerText.includes("Before all is told")), "the last good page stays");
    await isAsItWas("a mistake");
    save(session());
    times.mended = await barSays(page, "the mistake is gone", "[role=alert]", null);
    await until(page, "the page is the mended one", () => !document.body.innerText.includes("Before all is told"));
    await stays("a mistake");

    // The bar by keyboard, and what it says of the page.
    await page.evaluate(() => document.querySelector("#_handbound").shadowRoot.querySelector(".toggle").focus());
    await page.keyboard.press("Enter");
    const noted = (text) => text.replace("bring: a lamp", "bring: a lamp: the big one");
    const other = join(folder, "sessions/00-another-evening.md");
    writeFileSync(other, noted(session({ title: "Another evening" })));
    save(noted(session()));
    await barSays(page, "what there is to mend in this page comes first", ".panel .list", SESSION);
    const places = () => {
      const panel = document.querySelector("#_handbound").shadowRoot.querySelector(".panel");
      return [...panel.querySelectorAll(".where code, .facts")].map((found) => found.className || found.textContent.split(":")[0]);
    };
    await until(page, "another page is told of", () =>
      document.querySelector("#_handbound").shadowRoot.querySelector(".panel").textContent.includes("00-another-evening.md"));
    const order = await page.evaluate(places);
    const facts = order.indexOf("facts");
    hold(facts > 0 && order.slice(0, facts).every((file) => file === SESSION), `then how it was read (${order.join(", ")})`);
    hold(order.length > facts + 1 && !order.slice(facts).includes(SESSION), `then other pages (${order.join(", ")})`);
    await barSays(page, "the mark counts the notes", ".counts", "notes");
    await barSays(page, "how the agenda was read", ".facts", "breakout, groups of 4, 25 min, 6:40–7:05 pm");
    await barSays(page, "the source of the page", ".facts", SESSION);
    const before = page.wrong.length;
    const violations = await axed(page);
    // What axe itself does to a page is no fault of the page.
    page.wrong.length = before;
    hold(violations.length === 0, `axe finds nothing: ${violations.join("; ")}`);
    await page.keyboard.press("Escape");
    hold((await bar(page, ".panel")) === null, "Escape closes the bar");
    rmSync(other);
    save(session());
    await barSays(page, "nothing is left to mend", ".counts", null);

    // Text is text, wherever it stands.
    const hostile = "<script>window.hostile = 1</script><img src=x onerror=hostile=1>";
    save(session({ title: JSON.stringify(hostile), agenda: `- 10 min: ${hostile} [${hostile}]\n` }));
    await until(page, "a hostile title is a title", (text) => document.title.includes(text), hostile);
    await page.evaluate(() => document.querySelector("#_handbound").shadowRoot.querySelector(".toggle").click());
    await barSays(page, "hostile text in the bar is text", ".panel", "<script>");
    hold((await page.evaluate(() => window.hostile)) === undefined, "nothing hostile ran");
    const inside = await page.evaluate(() => document.querySelector("#_handbound").shadowRoot.querySelectorAll("script, img").length);
    hold(inside === 0, "nothing hostile is in the bar");
    save(session());
    await until(page, "the title is the old one", () => document.title.includes("A long evening"));
    await page.evaluate(() => document.querySelector("#_handbound").shadowRoot.querySelector(".close").click());

    // A style sheet is put on without loading the page.
    await stays("hostile text");
    await styles(folder, page, times);
    await stays("a style sheet");

    await schemes(page, save);
    await stays("light and dark");

    // A page that is removed, and comes back.
    rmSync(join(folder, SESSION));
    times.removed = await barSays(page, "a removed page is told", "[role=alert]", "no longer exists");
    const nearest = await page.evaluate(() => document.querySelector("#_handbound").shadowRoot.querySelector("[role=alert] a")?.href);
    hold(nearest && (await fetch(nearest)).ok, `it leads to a page that is there (${nearest})`);
    const called = await page.evaluate(() => document.querySelector("#_handbound").shadowRoot.querySelector("[role=alert] a")?.textContent);
    hold(called === (await headOf(nearest)), `it is called by its name (${called})`);
    const reloaded = await open(browser, page.url());
    await barSays(reloaded, "after a reload too", "[role=alert] a", called);
    await reloaded.close();
    await page.bringToFront();
    save(session());
    await barSays(page, "a page that is back is told", "[role=alert]", null);
    await stays("a removed page");

    // A page that is not there yet.
    const early = await open(browser, `${served.url}sessions/98-too-early.html`);
    writeFileSync(join(folder, "sessions/98-too-early.md"), session({ title: "Too early" }));
    await until(early, "a page appears where there was none", () => document.querySelector("h1").textContent === "Too early");
    hold(early.wrong.length === 0, `nothing is wrong: ${early.wrong.join("; ")}`);
    await early.close();

    // Handbound ends and is started again, and the handbook changed meanwhile.
    times.ended = await served.stop();
    await barSays(page, "the page says that it waits", ".card[role=status]", "Waiting for Handbound");
    save(session({ after: "Written while nobody looked." }));
    served = await serve(folder, port, options);
    times.caughtUp = await shows(page, "the page catches up", "Written while nobody looked.");
    await barSays(page, "and waits no more", ".card[role=status]", null);
    await stays("a new start");

    // Ten tabs, each as quick as the first.
    const tabs = able.sharesWorkers ? [page] : [];
    while (tabs.length < 10) tabs.push(await open(browser, served.url + PAGE));
    save(session({ after: "Seen by everyone." }));
    const all = await Promise.all(tabs.map((tab) => shows(tab, "every tab shows it", "Seen by everyone.")));
    times.firstOfTenTabs = Math.min(...all);
    times.lastOfTenTabs = Math.max(...all);
    // One that has a line of its own listens only while it is seen.
    await page.bringToFront();
    await shows(page, "a tab that is looked at again catches up", "Seen by everyone.");
    for (const tab of [page, ...tabs]) hold(tab.wrong.length === 0, `nothing is wrong: ${tab.wrong.join("; ")}`);
    await Promise.all(tabs.filter((tab) => tab !== page).map((tab) => tab.close()));
  } finally {
    await page?.close();
    await served.stop();
    rmSync(home, { recursive: true, force: true });
  }
  return times;
}

/** Any page becomes any other, and what stays is not touched. */
async function morphs(page) {
  const wrong = await page.evaluate(async () => {
    const { morph } = await import("/_handbound/morph.js");
    const read = (html) => new DOMParser().parseFromString(`<body>${html}`, "text/html").body;
    let seed = 7;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    const pieces = ["a", "\n", "<p>a</p>", "<p id=x>b</p>", "<ul><li>1</li><li>2</li></ul>", "<h2 id=h>H</h2>", "<!-- c -->",
      "<details><summary>s</summary><p>d</p></details>", "<section><h2 id=k>K</h2><p>k</p></section>", "<input value=1>",
      "<svg viewBox='0 0 1 1'><rect width=1 /></svg>"];
    const html = () => Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join("");
    for (let round = 0; round < 3000; round += 1) {
      const [before, after] = [html(), html()];
      const old = document.importNode(read(before), true);
      morph(old, read(after));
      if (!old.isEqualNode(read(after))) return `${before} -> ${after}: ${old.innerHTML}`;
    }
    // Something opened stays so, whatever comes before it, and is the same element.
    const open = read("<p>1</p><details open><summary>s</summary>d</details><p>2</p><input>");
    const [details, input] = [open.querySelector("details"), open.querySelector("input")];
    input.value = "typed";
    morph(open, read("<details><summary>new</summary>n</details><p>1</p><details><summary>s</summary>d</details><p>3</p><input>"));
    if (!details.isConnected || !details.open || open.querySelectorAll("[open]").length !== 1) return open.innerHTML;
    morph(open, read("<p>1</p><details><summary>other</summary>e</details><p>3</p><input>"));
    if (open.querySelector("[open] summary")?.textContent !== "other") return open.innerHTML;
    return open.querySelector("input") === input && input.value === "typed" ? "" : "what was typed is lost";
  });
  hold(!wrong, `a page becomes another: ${wrong}`);
}

/** Who reads in the dark goes on doing so, whatever is saved; the switch keeps the focus. */
async function schemes(page, save) {
  const state = () =>
    page.evaluate(() => {
      const all = document.querySelectorAll("button.scheme");
      return [all.length, all[0]?.ariaPressed, document.activeElement === all[0], document.documentElement.dataset.scheme].join();
    });
  await page.focus("button.scheme");
  await page.keyboard.press("Enter");
  hold((await state()) === "1,true,true,dark", `the switch makes it dark (${await state()})`);
  // Whoever would see a page that is light for a moment.
  await page.evaluate(() => {
    window.handboundLight = 0;
    const look = () => {
      if (document.documentElement.dataset.scheme !== "dark") window.handboundLight += 1;
      if (window.handboundLight >= 0) requestAnimationFrame(look);
    };
    look();
  });
  save(session({ after: "Said in the dark.", title: "A dark evening" }));
  await shows(page, "an edit is shown in the dark", "Said in the dark.");
  hold((await state()) === "1,true,true,dark", `the switch is kept (${await state()})`);
  const flashes = await page.evaluate(() => {
    const seen = window.handboundLight;
    window.handboundLight = -1;
    return seen;
  });
  hold(flashes === 0, `the page was light for ${flashes} frames`);
  const other = await open(browser, page.url());
  hold(await other.$eval("button.scheme", (button) => button.ariaPressed === "true"), "it is remembered");
  hold(other.wrong.length === 0, `nothing is wrong: ${other.wrong.join("; ")}`);
  await other.close();
  await page.bringToFront();
  await page.click("button.scheme");
  hold((await state()).startsWith("1,false,"), `the switch makes it light (${await state()})`);
  save(session());
  await until(page, "the title is the old one", () => document.title.includes("A long evening"));
}

/** A style sheet of the community's own is saved, and then mended. */
async function styles(folder, page, times) {
  const sheet = join(folder, "theme/own.css");
  mkdirSync(join(folder, "theme"), { recursive: true });
  const own = existsSync(sheet) ? readFileSync(sheet, "utf8") : null;
  const colour = (colour) => writeFileSync(sheet, `${own ?? ""}\nh1 { color: ${colour} }\n`);
  const wears = (what, colour) =>
    until(page, what, (colour) => getComputedStyle(document.querySelector("h1")).color === colour, colour);
  colour("rgb(1, 2, 3)");
  await wears("a new style sheet is worn", "rgb(1, 2, 3)");
  await page.evaluate(() => {
    window.handboundBare = 0;
    const look = () => {
      if (getComputedStyle(document.querySelector("h1")).color !== "rgb(1, 2, 3)") return;
      if (!document.styleSheets.length) window.handboundBare += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  colour("rgb(4, 5, 6)");
  times.sheet = await wears("a changed style sheet is worn", "rgb(4, 5, 6)");
  hold((await page.evaluate(() => window.handboundBare)) === 0, "the page is never without its style");
  if (own === null) rmSync(sheet);
  else writeFileSync(sheet, own);
  await until(page, "a style sheet that is gone is not worn", () => getComputedStyle(document.querySelector("h1")).color !== "rgb(4, 5, 6)");
}

const browser = await launch();
try {
  for (const { name, options, able } of WAYS) {
    const times = await write(browser, options, able);
    console.log(`${name}: ${Object.entries(times).map(([what, time]) => `${what} ${time} ms`).join(", ")}`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
