// The bar in the corner: what there is to mend, whether the line to Handbound holds, and how a page was read.
//
// A quiet dot when all is well. Everything is text, whatever signs it holds; nothing here takes the focus by itself.

const STYLE = "/_handbound/preview.css";
const FACTS = "/_handbound/page?path=";
/** Milliseconds for which a broken line is not worth a word. */
const GRACE = 1000;

const WORDS = {
  bar: "Handbound preview",
  well: "All is well",
  wellAgain: "All is well again.",
  counts: {
    error: ["mistake to mend", "mistakes to mend"],
    warning: ["warning", "warnings"],
    nudge: ["nudge", "nudges"],
    note: ["note", "notes"],
  },
  severity: { error: "Mistake", warning: "Warning", nudge: "Nudge", note: "Note" },
  mend: "To mend it:",
  line: "line",
  more: (count) => `… and ${count} more. “handbound check” lists them all.`,
  showAll: "Show all",
  hide: "Hide",
  close: "Close",
  stale: (files) => `Pages still show ${files} as before the mistake.`,
  and: (most, last) => `${most} and ${last}`,
  others: (count) => `${count} more`,
  waiting: "Waiting for Handbound. This page stays as it is, and updates by itself when Handbound answers.",
  here: "Handbound is back.",
  gone: "This page no longer exists. You see its last version.",
  missing: "There is no page at this address.",
  nearest: "The nearest page:",
  elsewhere: "On other pages",
  nothing: "Nothing to mend.",
  terminal: "Others in the network can see this page, so only the terminal lists what there is to mend.",
  source: "This page is written in",
  gathered: "This page is made from many files.",
  read: "How the agenda was read",
  unmarked: "To say who speaks in a part, write one of these after its title:",
  unread: "These lines look like an agenda, but Handbound did not read them as one:",
  beside: "at the same time as the part before",
  checklist: "Checklist",
  seen: "seen",
  unseen: "not seen",
  altogether: "Altogether",
  led: "led by",
};

/** The kinds of part, as they are written. */
const MARKS = [
  "welcome", "everyone", "pairs", "groups of 4", "breakout", "discussion", "talk", "reading", "reflection", "share back",
  "values", "practice", "break", "close", "tech",
];

/** More files than this are not named. */
const NAMED = 3;
const SEVERITIES = ["error", "warning", "nudge", "note"];

/** Puts the bar on the page. */
export function bar() {
  const host = document.createElement("div");
  host.id = "_handbound";
  host.hidden = true;
  const root = host.attachShadow({ mode: "open" });
  const style = make("link", { rel: "stylesheet", href: STYLE });
  style.onload = () => (host.hidden = false);

  const title = make("h2", { id: "title" }, WORDS.bar);
  const close = make("button", { type: "button", className: "close" }, WORDS.close);
  // The page that is open comes first: what there is to mend in it, and how it was read.
  const own = make("div", { className: "list" });
  const facts = make("div", { className: "facts" });
  const list = make("div", { className: "list" });
  const panel = make("section", { id: "panel", className: "panel", hidden: true, tabIndex: 0 }, title, close, own, facts, list);
  panel.setAttribute("aria-labelledby", "title");
  const alarm = make("div", { className: "card", role: "alert" });
  const notice = make("div", { className: "card", role: "status" });
  const said = make("p", { className: "unseen", role: "status" });
  const counts = make("span", { className: "counts" });
  const toggle = make("button", { type: "button", className: "toggle" }, make("span", { className: "dot" }), counts);
  toggle.setAttribute("aria-controls", "panel");
  const aside = make("aside", {}, panel, alarm, notice, said, toggle);
  aside.setAttribute("aria-label", WORDS.bar);
  root.append(style, aside);
  // Beside the body, so that no change to the page can touch it.
  document.documentElement.append(host);
  makeRoom();

  let told = null;
  /** The file that the page that is open is written in. */
  let source = null;
  /** The mistake that is shown without being asked for. */
  let foremost = null;
  let gone = null;
  let isWaiting = false;
  let grace = 0;
  /** The mistakes there are, and those that the reader has put away. */
  let key = "";
  let hidden = "";

  const open = (isOpen) => {
    panel.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
    draw();
    if (isOpen) ask();
  };
  const ask = async () => {
    if (panel.hidden) return;
    const answer = await fetch(FACTS + encodeURIComponent(location.pathname)).catch(() => null);
    const page = answer?.ok ? await answer.json() : null;
    source = page?.source ?? null;
    fill(facts, page ? explained(page) : []);
    draw();
  };
  toggle.onclick = () => open(panel.hidden);
  close.onclick = () => {
    open(false);
    toggle.focus();
  };
  aside.onkeydown = (event) => {
    if (event.key === "Escape" && !panel.hidden) close.onclick();
  };

  const draw = () => {
    const problems = told?.problems.list ?? [];
    const errors = told?.problems.errors ?? 0;
    aside.dataset.state = isWaiting ? "waiting" : worst(told?.problems);
    fill(counts, isWaiting || !told ? [] : tally(told.problems).map((text) => make("span", {}, text)));
    toggle.setAttribute("aria-label", `${WORDS.bar}: ${tally(told?.problems).join(", ") || WORDS.well}`);

    const stale = () => (told?.stale?.length ? [make("p", {}, WORDS.stale(listed(told.stale)))] : []);
    key = JSON.stringify([foremost, errors, told?.stale]);
    const wantsMending = foremost && panel.hidden && !isWaiting && key !== hidden;
    const away = make("button", { type: "button" }, WORDS.hide);
    away.onclick = () => {
      hidden = key;
      draw();
      toggle.focus();
    };
    const all = make("button", { type: "button" }, WORDS.showAll);
    all.onclick = () => {
      open(true);
      panel.focus();
    };
    const mistake = wantsMending ? [...problem(foremost), ...stale(), make("p", { className: "ways" }, all, away)] : [];
    fill(alarm, [...(gone ? lost(gone) : []), ...mistake]);
    fill(notice, isWaiting ? [make("p", {}, WORDS.waiting)] : []);

    const total = told?.problems.total ?? 0;
    const isElsewhere = total > 0 && !told.problems.list;
    const more = isElsewhere ? 0 : total - problems.length;
    const isOwn = ({ file }) => file !== null && file === source;
    const [here, elsewhere] = [problems.filter(isOwn), problems.filter((each) => !isOwn(each))];
    fill(own, [
      ...stale(),
      ...(problems.length ? numbered(here) : [make("p", {}, isElsewhere ? WORDS.terminal : WORDS.nothing)]),
    ]);
    fill(list, [
      ...(source && elsewhere.length ? [make("h3", {}, WORDS.elsewhere)] : []),
      ...numbered(elsewhere),
      ...(more > 0 ? [make("p", {}, WORDS.more(more))] : []),
    ]);
  };
  open(false);

  return {
    /** Takes in a snapshot. */
    tell(news) {
      const before = told ? tally(told.problems).join(", ") : "";
      foremost = choose(news.problems.list ?? [], told?.problems.list ?? [], foremost);
      told = news;
      const now = tally(told.problems).join(", ");
      if (now !== before) said.textContent = now || WORDS.wellAgain;
      draw();
    },
    /** Whether the line to Handbound holds. */
    connected(holds) {
      clearTimeout(grace);
      if (holds) {
        if (isWaiting) said.textContent = WORDS.here;
        isWaiting = false;
        draw();
      } else {
        grace = setTimeout(() => {
          isWaiting = true;
          draw();
        }, GRACE);
      }
    },
    /** The page that is shown is not there any more; `null` when it is. */
    gone(now) {
      if (JSON.stringify(gone) === JSON.stringify(now)) return;
      gone = now;
      draw();
    },
    /** The page that is shown may be another. */
    changed: ask,
  };
}

/** The mistake that was just made; if none was, the one that is shown already, or the first. */
function choose(problems, before, shown) {
  const errors = problems.filter(({ severity }) => severity === "error");
  const isAmong = (list, { code, file, message }) =>
    list.some((other) => other.code === code && other.file === file && other.message === message);
  const made = errors.find((error) => !isAmong(before, error));
  const still = shown && errors.find((error) => isAmong([shown], error));
  return made ?? still ?? errors[0] ?? null;
}

/** What a problem says: where, what, the line itself, how to mend it. */
function problem({ severity, file, line, message, excerpt, help }) {
  const place = file && make("code", {}, line ? `${file}:${line}` : file);
  return [
    make("p", { className: "where" }, make("strong", {}, WORDS.severity[severity]), ...(place ? [" ", place] : [])),
    make("p", {}, ...quoted(message)),
    ...(excerpt ? [make("pre", {}, excerpt.before, make("mark", {}, excerpt.meant), excerpt.after)] : []),
    ...(help ? [make("p", { className: "help" }, make("strong", {}, WORDS.mend), " ", ...quoted(help))] : []),
  ];
}

/** `text` with what stands between backticks as code. */
function quoted(text) {
  const parts = text.split("`");
  // An odd one out is a sign like any other.
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, place) => (place % 2 ? make("code", {}, part) : part));
}

/** A list of problems, where there are any. */
function numbered(problems) {
  const items = problems.map((each) => make("li", { className: each.severity }, ...problem(each)));
  return items.length ? [make("ol", {}, ...items)] : [];
}

function listed(files) {
  const named = files.slice(0, NAMED);
  const last = files.length > NAMED ? WORDS.others(files.length - NAMED) : named.pop();
  return named.length ? WORDS.and(named.join(", "), last) : last;
}

function lost({ nearest, title, wasSeen }) {
  const link = nearest && make("a", { href: nearest }, title);
  return [make("p", {}, make("strong", {}, wasSeen ? WORDS.gone : WORDS.missing)), ...(link ? [make("p", {}, WORDS.nearest, " ", link)] : [])];
}

/** How a page was read. */
function explained({ source, agenda, checklist }) {
  const from = source ? make("p", {}, WORDS.source, " ", make("code", {}, source)) : make("p", {}, WORDS.gathered);
  return [from, ...(agenda ? read(agenda) : []), ...(checklist.length ? listed_items(checklist) : [])];
}

function read(agenda) {
  const sums = [agenda.total && `${WORDS.altogether} ${agenda.total}`, agenda.first_voice, agenda.zone].filter(Boolean);
  const isMarked = agenda.segments.every(({ kind, group }) => kind || group);
  const unread = agenda.unread.map((line) => make("li", {}, line));
  return [
    make("h3", {}, WORDS.read),
    make("p", {}, sums.join(" · ")),
    make("ol", { className: "agenda" }, ...agenda.segments.map(segment)),
    ...(isMarked ? [] : [make("p", {}, WORDS.unmarked, " ", ...MARKS.flatMap((mark) => [make("code", {}, `[${mark}]`), " "]))]),
    ...(unread.length ? [make("p", {}, WORDS.unread), make("ul", {}, ...unread)] : []),
  ];
}

/** Which headings and fields were seen. */
function listed_items(checklist) {
  const item = ({ what, looked_for, is_seen }) =>
    make("li", {}, make("strong", {}, is_seen ? WORDS.seen : WORDS.unseen), ` ${what} (`, ...quoted(looked_for), ")");
  return [make("h3", {}, WORDS.checklist), make("ul", { className: "checklist" }, ...checklist.map(item))];
}

function segment({ title, before, is_beside, kind, kind_source, group, sizes, length, clock, voice, leads, method }) {
  const read = [kind && (kind_source ? `${kind} (${kind_source})` : kind), group, length, clock].filter(Boolean);
  const who = [voice, ...sizes, leads.length && `${WORDS.led} ${leads.join(", ")}`, method].filter(Boolean);
  const beside = is_beside ? [make("p", {}, WORDS.beside)] : [];
  const ahead = before.map((words) => make("p", {}, words));
  return make("li", {}, ...ahead, make("strong", {}, title), ...beside, make("p", {}, read.join(", ")), make("p", {}, who.join(" · ")));
}

function tally(problems) {
  if (!problems) return [];
  const { errors, warnings, nudges, notes } = problems;
  const counted = Object.entries({ error: errors, warning: warnings, nudge: nudges, note: notes }).filter(([, count]) => count > 0);
  return counted.map(([severity, count]) => `${count} ${WORDS.counts[severity][count === 1 ? 0 : 1]}`);
}

function worst(problems) {
  return SEVERITIES.find((severity) => problems?.[`${severity}s`] > 0 && severity !== "note") ?? "well";
}

/** An element; every child that is no node becomes text. */
function make(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children);
  return element;
}

/** Gives `parent` those children. Where it has the like already it is left alone, so that nothing is read out twice. */
function fill(parent, children) {
  const fresh = parent.cloneNode(false);
  fresh.append(...children);
  if (!parent.isEqualNode(fresh)) parent.replaceChildren(...fresh.childNodes);
}

/** What is focused at the end of a page is not to lie under the bar. */
function makeRoom() {
  const room = new CSSStyleSheet();
  room.replaceSync("@media screen { html { scroll-padding-block-end: 4rem } }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
}
