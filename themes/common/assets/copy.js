// A button wherever there is something to take along: it copies the text that `data-from` names, or else the one that
// stands before. That it worked is said aloud.
"use strict";
(() => {
  const { copied, byHand } = document.currentScript.dataset;

  const copy = async (text) => {
    try {
      // Not there on a page that came unencrypted, and not in old browsers.
      await navigator.clipboard.writeText(text.textContent.trim());
      return copied;
    } catch {
      const details = text.closest("details");
      if (details) details.open = true;
      window.getSelection().selectAllChildren(text);
      return document.execCommand("copy") ? copied : byHand;
    }
  };

  const begin = () => {
    let number = 0;
    for (const place of document.querySelectorAll("[data-copy]")) {
      const text = document.getElementById(place.dataset.from) || place.previousElementSibling;
      if (place.querySelector("button")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = place.dataset.copy;
      if (!place.dataset.from) {
        // Which of many references it is; a whole post would be too much to hear.
        text.id ||= `_copy-${(number += 1)}`;
        button.setAttribute("aria-describedby", text.id);
      }
      const said = document.createElement("span");
      said.setAttribute("role", "status");
      button.addEventListener("click", async () => {
        said.textContent = "";
        said.textContent = await copy(text);
      });
      place.append(" ", button, " ", said);
    }
  };

  begin();
  document.addEventListener("handbound:shown", begin);
})();
