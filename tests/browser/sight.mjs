// What a reader sees of an open page, asked of the page itself. Each function gives the faults that it finds.

/** What is wider than the screen. */
export const wide = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const names = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1 || element.getBoundingClientRect().left < -1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className}`);
    return [`is wider than the screen: ${[...new Set(names)].slice(0, 5).join(", ")}`];
  });

/** A text that has so little room that words fall apart into letters: fewer than three of the widest in a line. */
export const squeezed = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("main :is(p, li, dt, dd, h1, h2, h3, h4, summary, figcaption, blockquote)")]
      .filter((element) => element.checkVisibility() && element.clientWidth > 0)
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 12))
      .filter((element) => {
        const { fontSize, paddingLeft, paddingRight } = getComputedStyle(element);
        return element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) < 3 * parseFloat(fontSize);
      })
      .slice(0, 3)
      .map((element) => `has no room for "${element.textContent.trim().slice(0, 40)}"`),
  );

/** What is there for the keyboard only, and stands in the way of everybody else. */
export const inTheWay = (page) =>
  page.evaluate(() => {
    const { width, height, bottom } = document.querySelector(".skip").getBoundingClientRect();
    return width * height > 0 && bottom > 0 ? ["the skip link covers something although nobody is at it"] : [];
  });

/** Where the system forces its colours, no switch says that it could change them. */
export const switched = (page) =>
  page.evaluate(() => {
    const scheme = document.querySelector(".scheme");
    return scheme?.checkVisibility() && matchMedia("(forced-colors: active)").matches ? ["the switch does nothing"] : [];
  });

/**
 * Drawings: what is written in them stands out from the ground (WCAG 2.2 1.4.3), and so do their pieces (1.4.11), and
 * they begin where reading begins. axe looks at none of this.
 */
export const drawings = (page) =>
  page.evaluate(() => {
    const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const channels = (colour) => {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      return [...pen.getImageData(0, 0, 1, 1).data];
    };
    // WCAG 2.2: relative luminance, contrast ratio.
    const light = (colour) => {
      const [r, g, b] = channels(colour).map((value) => value / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
      const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
      return (high + 0.05) / (low + 0.05);
    };
    const ground = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (channels(backgroundColor)[3] === 255) return backgroundColor;
      }
      return "white";
    };
    const found = [];
    for (const drawing of [...document.querySelectorAll("main svg")].filter((svg) => svg.checkVisibility())) {
      const name = drawing.getAttribute("class") ?? "drawing";
      const behind = ground(drawing.parentElement);
      for (const piece of drawing.querySelectorAll("text, rect, circle, line")) {
        const { fill, stroke } = getComputedStyle(piece);
        const [colour, least] = piece.matches("text") ? [fill, 4.5] : [piece.matches("line") ? stroke : fill, 3];
        const ratio = contrast(colour, behind);
        if (ratio < least) found.push(`a ${piece.tagName} of the ${name} hardly stands out (${ratio.toFixed(1)}:1)`);
      }
      const pieces = [...drawing.querySelectorAll("rect, line")].map((piece) => piece.getBoundingClientRect().left);
      const turned = getComputedStyle(document.documentElement).direction === "rtl";
      if (pieces.length > 1 && pieces[0] > pieces.at(-1) !== turned) found.push(`the ${name} begins at the wrong side`);
      for (const text of drawing.querySelectorAll("text")) {
        const matrix = text.getScreenCTM();
        if (matrix.a <= 0) found.push(`"${text.textContent}" in the ${name} stands as in a mirror`);
      }
    }
    return [...new Set(found)];
  });

/** Whoever asks for less motion sees none (WCAG 2.2 2.3.3). */
export const still = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) =>
      [element, "::before", "::after"].flatMap((part) => {
        const style = getComputedStyle(element, part === element ? null : part);
        const moves =
          style.scrollBehavior === "smooth" || style.animationName !== "none" || /[1-9]/.test(style.transitionDuration);
        return moves ? [`${element.tagName.toLowerCase()} moves although that is not wanted`] : [];
      }),
    ),
  );

/** A page without scripts has no control that would need one: all its buttons are the browser's own. */
export async function controls(page) {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, textarea, [role=button], [role=switch], [onclick], a:not([href])")]
      .filter((control) => !(control.matches("button[popovertarget]") && document.getElementById(control.getAttribute("popovertarget"))?.popover))
      .filter((control) => control.checkVisibility())
      .map((control) => `a control that does nothing: ${control.outerHTML.slice(0, 120)}`),
  );
  for (const button of await page.$$("button[popovertarget]")) {
    if (!(await button.evaluate((button) => button.checkVisibility()))) continue;
    const opens = () => button.evaluate((button) => document.getElementById(button.getAttribute("popovertarget")).checkVisibility());
    await button.click();
    if (!(await opens())) found.push("the button opens nothing");
    await page.keyboard.press("Escape");
    if (await opens()) found.push("Escape does not close what the button opened");
  }
  for (const summary of await page.$$("main summary")) {
    const [was, is] = await summary.evaluate((summary) => {
      const { open } = summary.parentElement;
      summary.click();
      return [open, summary.parentElement.open];
    });
    if (was === is) found.push("a summary opens nothing");
  }
  return found;
}
