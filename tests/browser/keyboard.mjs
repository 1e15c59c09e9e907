// A page by keyboard, from its first stop to its last and back: where the focus is can be seen, and it is never under
// something that stays in its place (WCAG 2.2 2.4.7, 2.4.11, 2.4.1).

/** More stops than any page has. */
const MOST = 5000;

/** Where the focus is, and what is wrong with it there; `null` where it left the page. */
const stop = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const found = [];
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle === "none" || (outlineStyle !== "auto" && parseFloat(outlineWidth) < 2)) found.push("shows no focus");
    const isInside = ([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
    const points = [...element.getClientRects()].flatMap(({ left, right, top, bottom }) => [
      [left + 1, top + 1], [right - 1, top + 1], [left + 1, bottom - 1], [right - 1, bottom - 1], [(left + right) / 2, (top + bottom) / 2],
    ]);
    const above = points.filter(isInside).map(([x, y]) => document.elementFromPoint(x, y));
    if (!above.length) found.push("is outside the screen");
    // A corner of an inline link may belong to what it stands in.
    const isCovered = (other) => other && !element.contains(other) && !other.contains(element);
    const covers = above.filter((other) => {
      for (let at = isCovered(other) ? other : null; at; at = at.parentElement) {
        if (["fixed", "sticky"].includes(getComputedStyle(at).position) && !at.contains(element)) return true;
      }
      return false;
    });
    if (covers.length) found.push(`is under ${covers[0].outerHTML.slice(0, 60)}`);
    if (above.length && above.every(isCovered)) found.push(`is covered by ${above[0].outerHTML.slice(0, 60)}`);
    // Told apart by a number, since the same link may stand on a page many times.
    const numbers = (window.handboundStops ??= new Map());
    if (!numbers.has(element)) numbers.set(element, numbers.size);
    return {
      number: numbers.get(element),
      isSkip: element.matches(".skip"),
      isMain: element.matches("main"),
      inMain: Boolean(element.closest("main")),
      found: found.map((what) => `${element.outerHTML.slice(0, 90)} ${what}`),
    };
  });

async function press(page, key, shift) {
  if (shift) await page.keyboard.down("Shift");
  await page.keyboard.press(key);
  if (shift) await page.keyboard.up("Shift");
  return stop(page);
}

/** All stops in one direction. */
async function way(page, back) {
  const stops = new Map();
  while (stops.size < MOST) {
    const next = await press(page, "Tab", back);
    if (!next || stops.has(next.number)) return [...stops.values()];
    stops.set(next.number, next);
  }
  throw new Error("the focus never leaves the page");
}

/** What is wrong for whoever has no pointer. The page has just been opened. */
export async function keyboard(page) {
  const there = await way(page, false);
  const found = there.flatMap((stop) => stop.found);
  if (!there[0]?.isSkip) found.push("the skip link is not the first stop");
  const back = await way(page, true);
  found.push(...back.flatMap((stop) => stop.found));
  if (back.length < there.length - 1) found.push(`${there.length} stops, but ${back.length} on the way back`);

  await page.evaluate(() => document.querySelector(".skip").focus());
  const skipped = await press(page, "Enter");
  if (!skipped?.isMain) found.push("the skip link does not bring the focus to the main part");
  const inMain = there.filter((stop) => stop.inMain).length;
  const first = await press(page, "Tab");
  if (inMain && !first?.inMain) found.push("after the skip link the next stop is not in the main part");
  return [...new Set(found)];
}
