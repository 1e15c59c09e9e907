// The fonts that a browser has, chosen by the test: those of the machine it runs on are not seen. Each set is a reader's:
// one whose letters are narrow, one whose letters are wide, and one who has nothing but DejaVu, which stands behind the
// others for what they lack (Arabic, arrows).
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PACKAGES = resolve(process.env.NODE_TOOLS ?? "tests/.tools/node", "node_modules");
const DEJAVU = "dejavu-fonts-ttf";
// A font goes by the names that themes ask for first, too, as if the reader had those.
const SETS = {
  narrow: {
    sans: "PT Sans Narrow", serif: "Tinos",
    folders: ["@expo-google-fonts/pt-sans-narrow", "@expo-google-fonts/tinos", DEJAVU],
    names: { "PT Sans Narrow": ["Seravek"], Tinos: ["Iowan Old Style", "Charter"] },
  },
  wide: {
    sans: "Montserrat", serif: "Libre Baskerville",
    folders: ["@expo-google-fonts/montserrat", "@expo-google-fonts/libre-baskerville", DEJAVU],
    names: { Montserrat: ["Seravek"], "Libre Baskerville": ["Iowan Old Style", "Charter"] },
  },
  dejavu: { sans: "DejaVu Sans", serif: "DejaVu Serif", folders: [DEJAVU], names: {} },
};

/** The names of all sets. */
export const FONTS = Object.keys(SETS);

const string = (name) => `<string>${name}</string>`;

/** Writes the fontconfig file of a set; gives what a browser needs in its environment, and the way to remove it. */
export function fontsOf(name) {
  const { sans, serif, folders, names } = SETS[name];
  const home = mkdtempSync(join(tmpdir(), "handbound-fonts-"));
  const also = Object.entries(names).map(([font, others]) =>
    `<match target="scan"><test name="family">${string(font)}</test>` +
    `<edit name="family" mode="append">${others.map(string).join("")}</edit></match>`);
  const generic = Object.entries({ sans, serif, monospace: "DejaVu Sans Mono" }).map(([kind, font]) =>
    [kind, ...(kind === "sans" ? ["sans-serif", "system-ui"] : [])].map((alias) =>
      `<match target="pattern"><test name="family">${string(alias)}</test>` +
      `<edit name="family" mode="prepend" binding="strong">${string(font)}</edit></match>`).join("\n"));
  const lines = [
    '<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">', "<fontconfig>",
    ...folders.map((folder) => `<dir>${join(PACKAGES, folder)}</dir>`),
    `<cachedir>${join(home, "cache")}</cachedir>`, ...also, ...generic,
    `<match target="pattern"><edit name="family" mode="append">${string(sans)}</edit></match>`,
    "</fontconfig>", "",
  ];
  const file = join(home, "fonts.conf");
  writeFileSync(file, lines.join("\n"));
  return { env: { FONTCONFIG_FILE: file }, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Fails where `page` is not written in the fonts of the set: what is looked at would say nothing. */
export async function wears(page, name) {
  const session = await page.createCDPSession();
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const used = new Set();
  for (const selector of ["main p", "h1"]) {
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    if (!nodeId) continue;
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    for (const { familyName } of fonts) used.add(familyName);
  }
  await session.detach();
  const { sans, serif } = SETS[name];
  const known = [...used].filter((font) => font.startsWith(sans) || font.startsWith(serif));
  if (!known.length) throw new Error(`with the fonts "${name}" this page is written in ${[...used].join(", ") || "none"}`);
}
