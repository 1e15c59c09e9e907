// Opens the pages of built sites in a headless browser, straight from disk:
//
//   node pass.mjs --every SITE [SITE...]   every page, once: a narrow phone, by day
//   node pass.mjs --kinds SITE [SITE...]   one page of each kind, in every way of looking
//   node pass.mjs --whole SITE [SITE...]   every page in every way of looking
//
// Nothing is asked of the network, nothing breaks the page's own content security policy, nothing is wider than the
// screen, and axe finds no fault (WCAG 2.2 AA and its best practices).
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// The packages live among the tools, not beside this file.
const require = createRequire(join(resolve(process.env.NODE_TOOLS ?? "tests/.tools/node"), "package.json"));
const puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const phone = { width: 320, height: 640 };
const desk = { width: 1280, height: 800 };
// `chosen` is what the reader set with the switch, against what the system says. From right to left the first four are
// enough: neither the choice nor forced colours know a direction.
const LOOKS = [
  { name: "phone, light", ...phone, scheme: "light" },
  { name: "phone, dark", ...phone, scheme: "dark" },
  { name: "desk, light", ...desk, scheme: "light" },
  { name: "desk, dark", ...desk, scheme: "dark" },
  { name: "desk, dark by choice", ...desk, scheme: "light", chosen: "dark" },
  { name: "phone, light by choice", ...phone, scheme: "dark", chosen: "light" },
  { name: "desk, forced colours", ...desk, scheme: "dark", forced: "active" },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

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

async function faults(page, file, look) {
  const found = [];
  const onRequest = (request) => {
    const url = request.url();
    if (!url.startsWith("file:") && !url.startsWith("data:")) found.push(`asks the network for ${url}`);
  };
  const onConsole = (message) => {
    if (["error", "warn"].includes(message.type())) found.push(`says: ${message.text()}`);
  };
  const onError = (error) => found.push(`breaks: ${error.message}`);
  page.on("request", onRequest);
  page.on("console", onConsole);
  page.on("pageerror", onError);
  await page.setViewport({ width: look.width, height: look.height });
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", {
    features: [
      { name: "prefers-color-scheme", value: look.scheme },
      { name: "forced-colors", value: look.forced ?? "none" },
    ],
  });
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  if (look.chosen) await page.evaluate((scheme) => { document.documentElement.dataset.scheme = scheme; }, look.chosen);
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const names = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1 || element.getBoundingClientRect().left < -1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [...new Set(names)].slice(0, 5);
  });
  if (wide.length) found.push(`is wider than the screen: ${wide.join(", ")}`);
  await page.evaluate(axe);
  // Contrast is the system's own matter where it forces its colours.
  const rules = look.forced ? { "color-contrast": { enabled: false } } : {};
  const result = await page.evaluate((runOnly, rules) => window.axe.run({ runOnly, rules }), RULES, rules);
  for (const violation of result.violations) {
    found.push(`${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join("  ")}`);
  }
  await session.detach();
  page.off("request", onRequest);
  page.off("console", onConsole);
  page.off("pageerror", onError);
  return found;
}

const [how, ...sites] = process.argv.slice(2);
if (!["--every", "--kinds", "--whole"].includes(how) || !sites.length) {
  console.error("usage: node pass.mjs (--every | --kinds | --whole) SITE [SITE...]");
  process.exit(2);
}
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--allow-file-access-from-files"],
});
let wrong = 0;
let looked = 0;
const page = await browser.newPage();
for (const site of sites) {
  const all = pages(site);
  for (const { path } of how === "--kinds" ? ofEachKind(all) : all) {
    const looks = how === "--every" ? LOOKS.slice(0, 1) : all[0].text.includes('dir="rtl"') ? LOOKS.slice(0, 4) : LOOKS;
    for (const look of looks) {
      looked += 1;
      for (const fault of await faults(page, resolve(site, path), look)) {
        wrong += 1;
        console.log(`${relative(".", join(site, path))} (${look.name}): ${fault}`);
      }
    }
  }
}
await browser.close();
console.log(`${looked} looks at pages of ${sites.length} sites, ${wrong} faults`);
process.exitCode = wrong === 0 && looked > 0 ? 0 : 1;
