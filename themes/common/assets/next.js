// The home page was made on some day. Here the next session is found again, by the reader's own clock: the page carries
// what is coming, each meeting with the instant at which it is over.
"use strict";
(() => {
  const isOver = (meeting) => Date.parse(meeting.dataset.over) <= Date.now();

  const renew = () => {
    const off = document.querySelector(".called-off ul");
    const card = document.querySelector(".next[data-over]");
    const coming = document.querySelector(".coming");
    if (card && isOver(card)) {
      const shown = new Set();
      let next = null;
      for (const line of coming ? coming.querySelectorAll("li") : []) {
        const session = line.querySelector("a").href;
        line.hidden = true;
        // Each session is shown once, by its next meeting.
        if (isOver(line) || shown.has(session)) continue;
        const room = shown.size <= Number(coming.dataset.listed);
        if (!next && line.matches(".cancelled")) {
          off.append(line);
          line.hidden = false;
        } else if (!next) {
          next = line;
          shown.add(session);
        } else if (room) {
          line.hidden = false;
          shown.add(session);
        }
      }
      if (coming) coming.hidden = shown.size < 2;
      const now = next ? next.querySelector("template") : document.querySelector("template.nothing");
      card.replaceChildren(now.content.cloneNode(true));
      if (next && next.dataset.over) card.dataset.over = next.dataset.over;
      else delete card.dataset.over;
      document.dispatchEvent(new Event("handbound:next"));
    }
    if (off) {
      for (const line of off.children) line.hidden = isOver(line);
      off.parentElement.hidden = !off.querySelector("li:not([hidden])");
    }
  };

  renew();
  // A page that lay open for days, and one that the preview has just renewed.
  document.addEventListener("visibilitychange", renew);
  document.addEventListener("handbound:shown", renew);
})();
