// Beside each time by the clock of the place, the same by the reader's own clock where that differs. Never instead of
// it: who travels to a session needs the other one.
(() => {
  const { yours, clock } = document.currentScript.dataset;

  const show = () => {
    for (const old of document.querySelectorAll(".yours")) old.remove();
    for (const time of document.querySelectorAll("time[data-end]")) {
      const [start, end] = [new Date(time.dateTime), new Date(time.dataset.end)];
      // What stands after the hours of the place says how far it is ahead: -03:00.
      const ahead = Date.parse(time.dateTime.replace(/.{6}$/, "Z")) - start;
      if (ahead === -6e4 * start.getTimezoneOffset() || time.closest("s")) continue;
      // In the language of the page, and if that is the reader's own, as people write dates where the reader lives.
      const language = time.closest("[lang]").lang;
      const habit = navigator.languages.find((tag) => tag.split("-")[0] === language) || language;
      // In a list the day stands beside it, so that the weekday and the beginning say enough.
      const brief = "brief" in time.dataset;
      const day = brief ? {} : { day: "numeric", month: "short" };
      const hour = { hour: "numeric", minute: "2-digit", hour12: clock === "12" };
      const format = new Intl.DateTimeFormat(habit, { weekday: "short", ...day, ...hour });
      const own = document.createElement("span");
      own.className = "yours";
      own.textContent = yours.replace("{time}", brief ? format.format(start) : format.formatRange(start, end));
      const zone = time.nextElementSibling;
      if (brief) time.parentElement.append(" ", own);
      else (zone && zone.matches(".zone") ? zone : time).after(" ", own);
    }
  };

  show();
  for (const event of ["handbound:shown", "handbound:next"]) document.addEventListener(event, show);
})();
