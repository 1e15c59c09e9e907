// Lighthouse on the home page and a session of each site: `node lighthouse.mjs SITE [SITE...]`. Its marks must be 100. That
// for speed is told and not asked for, since it is the machine's as well; what makes a page slow on any machine is held:
// how much it loads, how much stands in it, and whether it moves while it comes.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { LIMIT, launch, tool } from "./browser.mjs";
import { host } from "./host.mjs";

const SLOW_ANYWHERE = ["total-byte-weight", "cumulative-layout-shift", "dom-size", "unsized-images"];
const lighthouse = await tool("lighthouse");

/** The home page, and the first page of a session. */
function pages(site) {
  const sessions = readdirSync(join(site, "sessions")).filter((name) => name.endsWith(".html") && name !== "index.html");
  return ["", ...sessions.sort().slice(0, 1).map((name) => `sessions/${name}`)];
}

/** What lowered the mark of a category, in Lighthouse's own words. */
function reasons(report, category) {
  return report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (report.audits[id].score ?? 1) < 1)
    .map(({ id }) => `${report.audits[id].title} (${report.audits[id].displayValue ?? id})`);
}

const browser = await launch();
let looked = 0;
let wrong = 0;
for (const site of process.argv.slice(2)) {
  const { address, end } = await host(resolve(site));
  for (const path of pages(site)) {
    const { lhr } = await lighthouse(
      `${address}/${path}`,
      { port: Number(new URL(browser.wsEndpoint()).port), output: "json", logLevel: "error", maxWaitForLoad: LIMIT, maxWaitForFcp: LIMIT },
    );
    const marks = Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]);
    looked += 1;
    console.log(`${join(site, path)}: ${marks.map(([name, mark]) => `${name} ${mark}`).join(", ")}`);
    for (const [name] of marks.filter(([name, mark]) => name !== "performance" && mark < 100)) {
      wrong += 1;
      for (const reason of reasons(lhr, name)) console.log(`  ${name}: ${reason}`);
    }
    for (const { title, score, displayValue } of SLOW_ANYWHERE.map((name) => lhr.audits[name])) {
      if ((score ?? 1) >= 0.9) continue;
      wrong += 1;
      console.log(`  performance: ${title} (${displayValue})`);
    }
  }
  end();
}
await browser.close();
process.exitCode = wrong === 0 && looked > 0 ? 0 : 1;
