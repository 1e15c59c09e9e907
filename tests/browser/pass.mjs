// Opens the pages of built sites in a headless browser, straight from disk:
//
//   node pass.mjs --every SITE [SITE...]   every page, once: a narrow phone, by day
//   node pass.mjs --kinds SITE [SITE...]   one page of each kind, in every way of looking
//   node pass.mjs --glance SITE [SITE...]  one page of each kind: a phone by day, a desk in the dark, forced colours
//   node pass.mjs --keys SITE [SITE...]    one page of each kind by keyboard, on a phone and at a desk
//   node pass.mjs --fonts SITE [SITE...]   the delicate pages on a phone, with each set of fonts
//   node pass.mjs --whole SITE [SITE...]   every page in every way of looking
//
// Nothing is asked of the network, nothing breaks the page's own content security policy, nothing is wider than the
// screen, drawings can be read and begin where reading begins, and axe finds no fault.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LIMIT, axed, launch, sideBySide } from "./browser.mjs";
import { FONTS, wears } from "./fonts.mjs";
import { keyboard } from "./keyboard.mjs";
import { controls, drawings, inTheWay, squeezed, still, switched, wide } from "./sight.mjs";

const phone = { width: 320, height: 640 };
const desk = { width: 1280, height: 800 };
// `chosen` is what the reader set with the switch, against what the system says; letters of 200 % are those of whoever
// set the browser's to twice their size (WCAG 2.2 1.4.4). What is not `bothWays` knows no direction of writing. Where
// scripts are off axe cannot run, nor has it more to say of a page whose letters are large or which does not move.
const LOOKS = [
  { name: "phone, light", ...phone, scheme: "light", bothWays: true },
  { name: "phone, dark", ...phone, scheme: "dark", bothWays: true },
  { name: "desk, light", ...desk, scheme: "light", bothWays: true },
  { name: "desk, dark", ...desk, scheme: "dark", bothWays: true },
  { name: "desk, dark by choice", ...desk, scheme: "light", chosen: "dark" },
  { name: "phone, light by choice", ...phone, scheme: "dark", chosen: "light" },
  { name: "desk, forced colours", ...desk, scheme: "dark", forced: true },
  { name: "phone, forced colours, light by choice", ...phone, scheme: "dark", chosen: "light", forced: true, axe: false },
  { name: "phone, letters of 200 %", ...phone, scheme: "light", letters: 200, bothWays: true, axe: false },
  { name: "desk, letters of 200 %", ...desk, scheme: "light", letters: 200, bothWays: true, axe: false },
  { name: "phone, without scripts", ...phone, scheme: "light", scripts: false, axe: false },
  { name: "desk, less motion", ...desk, scheme: "light", motion: "reduce", axe: false },
];
const KEYS = [phone, desk].map((size) => ({ name: `by keyboard, ${size.width} px`, ...size, scheme: "light", motion: "reduce", bothWays: true, keys: true }));

/** Leaves out redirects, which lead away at once, and a 404 page that knows its host: it has no style on a disk. */
function pages(site) {
  const all = readdirSync(site, { recursive: true }).filter((path) => path.endsWith(".html")).sort();
  return all
    .map((path) => ({ path, text: readFileSync(join(site, path), "utf8") }))
    .filter(({ path, text }) => !text.includes('http-equiv="refresh"') && !(path === "404.html" && text.includes('href="/')));
}

/** The longest page of each kind: it holds most of what the others hold. */
function ofEachKind(all) {
  const longest = new Map();
  for (const page of all) {
    const kind = page.text.match(/class="page-([\w-]+)/)?.[1] ?? page.path;
    if (page.text.length > (longest.get(kind)?.text.length ?? 0)) longest.set(kind, page);
  }
  return [...longest.values()];
}

/** Pages with much beside each other, which the width of letters moves about. */
const isDelicate = ({ text }) => /class="page-(home|season|session|print)[" ]/.test(text);

/** What is wrong with the page of a file, looked at in one way. */
async function faults(page, file, look, fonts) {
  const found = [];
  const listeners = {
    request: (request) => {
      const url = request.url();
      if (!url.startsWith("file:") && !url.startsWith("data:")) found.push(`asks the network for ${url}`);
    },
    console: (message) => {
      if (["error", "warn"].includes(message.type())) found.push(`says: ${message.text()}`);
    },
    pageerror: (error) => found.push(`breaks: ${error.message}`),
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  const session = await page.createCDPSession();
  try {
    await page.setViewport({ width: look.width, height: look.height });
    await page.setJavaScriptEnabled(look.scripts ?? true);
    await session.send("Emulation.setEmulatedMedia", {
      features: [
        { name: "prefers-color-scheme", value: look.scheme },
        { name: "forced-colors", value: look.forced ? "active" : "none" },
        { name: "prefers-reduced-motion", value: look.motion ?? "no-preference" },
      ],
    });
    await page.goto(pathToFileURL(file).href, { waitUntil: "load", timeout: LIMIT });
    await wears(page, fonts);
    if (look.chosen) await page.evaluate((scheme) => { document.documentElement.dataset.scheme = scheme; }, look.chosen);
    const letters = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    if (letters !== 0.16 * (look.letters ?? 100)) throw new Error(`the letters of this browser are of ${letters} px`);
    if (look.keys) {
      found.push(...(await keyboard(page)));
    } else {
      for (const sees of [wide, squeezed, inTheWay, switched, drawings]) found.push(...(await sees(page)));
      if (look.motion === "reduce") found.push(...(await still(page)));
      if (look.scripts === false) found.push(...(await controls(page)));
      // Contrast is the system's own matter where it forces its colours.
      if (look.axe ?? true) found.push(...(await axed(page, look.forced ? { "color-contrast": { enabled: false } } : {})));
    }
  } finally {
    await session.detach();
    for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
  }
  return found;
}

const [how, ...sites] = process.argv.slice(2);
if (!["--every", "--kinds", "--glance", "--keys", "--fonts", "--whole"].includes(how) || !sites.length) {
  console.error("usage: node pass.mjs (--every | --kinds | --glance | --keys | --fonts | --whole) SITE [SITE...]");
  process.exit(2);
}
// `LOOK=letters` leaves the others away, for whoever mends something.
const looks = ({ "--every": LOOKS.slice(0, 1), "--glance": [LOOKS[0], LOOKS[3], LOOKS[6]], "--fonts": [LOOKS[0], LOOKS[8]], "--keys": KEYS }[how] ?? LOOKS).filter(({ name }) => name.includes(process.env.LOOK ?? ""));
const views = sites.flatMap((site) => {
  const all = pages(site);
  const chosen = ["--kinds", "--glance", "--keys"].includes(how) ? ofEachKind(all) : how === "--fonts" ? ofEachKind(all).filter(isDelicate) : all;
  return chosen.flatMap(({ path, text }) =>
    looks
      .filter((look) => look.bothWays || !text.includes('dir="rtl"'))
      .flatMap((look) => (how === "--fonts" ? FONTS : ["dejavu"]).map((fonts) => ({ site, path, look, fonts, length: text.length }))),
  );
});
// The long ones first, so that none is left to one core at the end.
views.sort((a, b) => b.length - a.length);
const started = Date.now();
let wrong = 0;
// How large letters are is a matter of the whole browser: what is as wide as so many letters follows it.
const browsers = new Map(views.map(({ look, fonts }) => [`${look.letters} ${fonts}`, { letters: look.letters ?? 100, fonts }]));
for (const { letters, fonts } of browsers.values()) {
  const own = views.filter((view) => (view.look.letters ?? 100) === letters && view.fonts === fonts);
  const browser = await launch({ fonts, args: ["--allow-file-access-from-files", `--blink-settings=defaultFontSize=${0.16 * letters}`] });
  await sideBySide(browser, own, async (page, { site, path, look }) => {
    for (const fault of await faults(page, resolve(site, path), look, fonts)) {
      wrong += 1;
      console.log(`${relative(".", join(site, path))} (${look.name}, fonts ${fonts}): ${fault}`);
    }
  });
  await browser.close();
}
console.log(`${views.length} looks at pages of ${sites.length} sites, ${wrong} faults, ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = wrong === 0 && views.length > 0 ? 0 : 1;
