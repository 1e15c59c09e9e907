// Pictures of pages as people see them: `node screens.mjs FOLDER NAME=SITE [NAME=SITE...]` writes
// `FOLDER/NAME-PAGE-LOOK.png`. They are looked at, not compared: fonts differ from one machine to the next.
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(resolve(process.env.NODE_TOOLS ?? "tests/.tools/node"), "package.json"));
const puppeteer = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;

const PAGES = {
  home: "index.html",
  session: "sessions/02-what-a-corner-says.html",
  season: "season.html",
  print: "print.html",
};
// A sheet of A4 at the 96 dots an inch of CSS.
const LOOKS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
  dark: { width: 1280, height: 900, scheme: "dark" },
  a4: { width: 794, height: 1123, media: "print" },
};

const [folder, ...sites] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--allow-file-access-from-files"],
});
const page = await browser.newPage();
for (const named of sites) {
  const [name, site] = named.split("=");
  for (const [title, path] of Object.entries(PAGES)) {
    const file = resolve(site, path);
    if (!existsSync(file)) throw new Error(`${file} is not there`);
    for (const [look, { width, height, scheme = "light", media = "screen" }] of Object.entries(LOOKS)) {
      await page.setViewport({ width, height });
      await page.emulateMediaType(media);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
      const picture = join(folder, `${name}-${title}-${look}.png`);
      await page.screenshot({ path: picture, clip: { x: 0, y: 0, width, height } });
      console.log(picture);
    }
  }
}
await browser.close();
