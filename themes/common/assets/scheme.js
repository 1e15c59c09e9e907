// Light or dark: a choice holds before anything is painted. Whoever chooses what the system has follows it again.
(() => {
  const { documentElement: page, currentScript: { dataset, lang } } = document;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "scheme", title: dataset.dark, lang });
  let chosen = "";

  const isDark = () => (chosen ? chosen === "dark" : system.matches);
  const show = () => {
    page.dataset.scheme = chosen;
    button.setAttribute("aria-pressed", isDark());
    if (!button.isConnected) document.querySelector(".brand")?.after(button);
  };
  const recall = () => {
    try { chosen = localStorage.handboundScheme ?? ""; } catch { /* nothing is kept here */ }
    show();
  };
  button.onclick = () => {
    const other = isDark() ? "light" : "dark";
    chosen = isDark() === system.matches ? other : "";
    try { localStorage.handboundScheme = chosen; } catch { /* it holds for this page */ }
    show();
  };
  recall();
  addEventListener("pageshow", recall);
  system.onchange = show;
  for (const shown of ["DOMContentLoaded", "handbound:shown"]) document.addEventListener(shown, show);
})();
