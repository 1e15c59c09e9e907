// What every test in a browser begins with: the packages, the browser, and pages of it side by side.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { fontsOf } from "./fonts.mjs";

// The packages live among the tools, not beside this file.
const require = createRequire(join(resolve(process.env.NODE_TOOLS ?? "tests/.tools/node"), "package.json"));

/** What a package exports. */
export const tool = async (name) => (await import(pathToFileURL(require.resolve(name)))).default;

const puppeteer = await tool("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The browser, which keeps to itself and has the fonts of one set. */
export async function launch({ fonts = "dejavu", args = [] } = {}) {
  const { env, remove } = fontsOf(fonts);
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", ...args],
    env: { ...process.env, ...env },
    // A busy machine is no fault of a page.
    timeout: LIMIT,
    protocolTimeout: 2 * LIMIT,
  });
  browser.on("disconnected", remove);
  return browser;
}

/** Milliseconds in which anything at all has happened, on the slowest and busiest machine. */
export const LIMIT = 120_000;

/** What axe finds on a page (WCAG 2.2 AA and its best practices): each rule that is broken, and where. */
export async function axed(page, rules = {}) {
  await page.evaluate(axe);
  const options = { runOnly: RULES, rules, resultTypes: ["violations"] };
  const { violations } = await page.evaluate((options) => window.axe.run(options), options);
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 3).map((node) => node.html.slice(0, 120));
    return `${id}: ${help}: ${where.join("  ")}`;
  });
}

/** Does `work(page, thing)` for each of `things`, as many at a time as this computer has cores. */
export async function sideBySide(browser, things, work) {
  const waiting = [...things];
  const worker = async () => {
    // In a window of its own, so that no page is one that nobody looks at.
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) await work(page, thing);
    await context.close();
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
}
