// Light or dark: what was chosen holds before anything is painted. Whoever chooses what the system has follows it again.
(() => {
  const { documentElement: page, currentScript: { dataset } } = document;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const button = document.createElement("button");
  let chosen = "";

  const isDark = () => (chosen ? chosen === "dark" : system.matches);
  const show = () => {
    page.dataset.scheme = chosen;
    button.setAttribute("aria-pressed", isDark());
    if (!button.isConnected) document.querySelector(".brand")?.after(button);
  };
  button.className = "scheme";
  button.textContent = "◐";
  button.setAttribute("aria-label", dataset.dark);
  button.onclick = () => {
    const other = isDark() ? "light" : "dark";
    chosen = isDark() === system.matches ? other : "";
    show();
    // Where nothing may be kept, it holds for this page.
    try { localStorage.handboundScheme = chosen; } catch {}
  };
  const recall = () => {
    try { chosen = localStorage.handboundScheme ?? ""; } catch {}
    show();
  };
  recall();
  // Coming back to a page that the browser kept, too.
  addEventListener("pageshow", recall);
  system.onchange = show;
  for (const shown of ["DOMContentLoaded", "handbound:shown"]) document.addEventListener(shown, show);
})();
