// Lighthouse on the home page and a session of each site: `node lighthouse.mjs SITE [SITE...]`. All four of its marks
// must be 100, in the best of three runs, since these machines are noisy.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch, tool } from "./browser.mjs";
import { host } from "./host.mjs";

const RUNS = 3;
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
    let best;
    for (let run = 0; run < RUNS && best?.total !== 400; run += 1) {
      const { lhr } = await lighthouse(
        `${address}/${path}`,
        { port: Number(new URL(browser.wsEndpoint()).port), output: "json", logLevel: "error" },
      );
      const marks = Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]);
      const total = marks.reduce((sum, [, mark]) => sum + mark, 0);
      if (!best || total > best.total) best = { total, marks, lhr };
    }
    looked += 1;
    console.log(`${join(site, path)}: ${best.marks.map(([name, mark]) => `${name} ${mark}`).join(", ")}`);
    for (const [name] of best.marks.filter(([, mark]) => mark < 100)) {
      wrong += 1;
      for (const reason of reasons(best.lhr, name)) console.log(`  ${name}: ${reason}`);
    }
  }
  end();
}
await browser.close();
process.exitCode = wrong === 0 && looked > 0 ? 0 : 1;
