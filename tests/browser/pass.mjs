// Opens the pages of a built site in a headless browser, straight from disk: `node pass.mjs SITE [SITE...]`.
//
// On a phone and on a desk, in light and in dark: nothing is asked of the network, nothing breaks the page's own
// content security policy, nothing is wider than the screen, and axe finds no fault (WCAG 2.2 AA).
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// The packages live among the tools, not beside this file.
const require = createRequire(join(resolve(process.env.NODE_TOOLS ?? "tests/.tools/node"), "package.json"));
const puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const SCREENS = [
  { name: "phone, light", width: 320, height: 640, scheme: "light" },
  { name: "desk, dark", width: 1280, height: 800, scheme: "dark" },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * The pages of a site; of each kind only the first few, since they come from one template. Left out are redirects,
 * which lead away at once, and a 404 page that knows its host: it has no style on a disk.
 */
function pages(site) {
  const seen = new Map();
  const all = readdirSync(site, { recursive: true }).filter((path) => path.endsWith(".html")).sort();
  return all.filter((path) => {
    const text = readFileSync(join(site, path), "utf8");
    if (text.includes('http-equiv="refresh"') || (path === "404.html" && text.includes('href="/'))) return false;
    const kind = path.includes("/") ? path.split("/")[0] : path;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return seen.get(kind) <= 6;
  });
}

async function faults(page, file, screen) {
  const found = [];
  const onRequest = (request) => {
    const url = request.url();
    if (!url.startsWith("file:") && !url.startsWith("data:")) found.push(`asks the network for ${url}`);
  };
  const onConsole = (message) => {
    if (["error", "warn"].includes(message.type())) found.push(`says: ${message.text()}`);
  };
  page.on("request", onRequest);
  page.on("console", onConsole);
  await page.setViewport({ width: screen.width, height: screen.height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: screen.scheme }]);
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  page.off("request", onRequest);
  page.off("console", onConsole);
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const names = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [...new Set(names)].slice(0, 5);
  });
  if (wide.length) found.push(`is wider than the screen: ${wide.join(", ")}`);
  await page.evaluate(axe);
  const result = await page.evaluate((rules) => window.axe.run({ runOnly: rules }), RULES);
  for (const violation of result.violations) {
    found.push(`${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join("  ")}`);
  }
  return found;
}

const sites = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--allow-file-access-from-files"],
});
let wrong = 0;
let looked = 0;
const page = await browser.newPage();
for (const site of sites) {
  for (const path of pages(site)) {
    for (const screen of SCREENS) {
      looked += 1;
      for (const fault of await faults(page, resolve(site, path), screen)) {
        wrong += 1;
        console.log(`${relative(".", join(site, path))} (${screen.name}): ${fault}`);
      }
    }
  }
}
await browser.close();
console.log(`${looked} looks at pages of ${sites.length} sites, ${wrong} faults`);
process.exitCode = wrong === 0 && looked > 0 ? 0 : 1;
