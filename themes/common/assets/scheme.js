// Light or dark: what was chosen holds before anything is painted. Whoever chooses what the system has follows it again.
(() => {
  const { documentElement: page, currentScript: { dataset: words } } = document;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.createElement("button");
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
  button.className = "scheme";
  button.textContent = "◐";
  button.title = words.dark;
  button.setAttribute("aria-label", words.dark);
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
