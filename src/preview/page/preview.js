// Keeps an open page as its handbook is. Handbound adds this to pages in the preview, and only there.
//
// Whenever there is a new edition, the page asks for itself by the fingerprint of what it shows: mostly nothing has
// changed, and nothing happens. Otherwise the new page is laid into the old one, and the reader stays where they are.

import { bar } from "./bar.js";
import { connect } from "./connect.js";
import { dress, morph } from "./morph.js";

/** Milliseconds that a tab which nobody sees leaves to those that somebody does. */
const UNSEEN = 50;
/** What is looked for to stay where the reader is. */
const LINES = ":is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, pre, summary, img)";
/** What shows pictures. */
const PICTURES = "img, source";
/** Milliseconds until a page that could not be had is asked for again. */
const AGAIN = 1000;
/** What an address says of its version, where a browser would show what it remembers. */
const VERSION = "handbound";

const written = document.querySelector("script[data-handbound]").dataset;
/** The fingerprint of the page that is shown. */
let shown = written.handbound;
/** Fingerprints of what pages are made with; see `Prints` in live.rs. */
let prints = { scripts: written.scripts, pictures: written.pictures };
/** Whether what is shown says that the page is not there, or cannot be made. */
let isAnother = "another" in written;
/** The style sheets that it wears. */
let worn = sheets();
/** The last snapshot, and the edition that this page is of. */
let told = null;
let edition = "";

let isBusy = false;
let isWanted = false;
let timer = 0;

const own = bar();

connect((news) => {
  own.connected(news !== null);
  if (news === null) return;
  told = news;
  own.tell(news);
  if (`${news.server} ${news.edition}` !== edition) plan();
});
document.addEventListener("visibilitychange", () => timer && !document.hidden && plan());

function plan() {
  clearTimeout(timer);
  timer = document.hidden ? setTimeout(catchUp, UNSEEN) : 0;
  if (!timer) catchUp();
}

/** Brings the page to the newest edition. One at a time: what comes meanwhile is seen to afterwards. */
async function catchUp() {
  clearTimeout(timer);
  timer = 0;
  isWanted = true;
  if (isBusy) return;
  isBusy = true;
  try {
    while (isWanted) {
      isWanted = false;
      const news = told;
      await ask();
      put(news.prints);
      edition = `${news.server} ${news.edition}`;
    }
  } catch {
    // Handbound is away, or has too much to do.
    timer = setTimeout(catchUp, AGAIN);
  } finally {
    isBusy = false;
  }
  own.changed();
}

/** Asks for this page, and shows it where it is another by now. */
async function ask() {
  const answer = await fetch(location.pathname, { headers: { "If-None-Match": `"${shown}"` }, cache: "no-store" });
  if (answer.redirected) {
    location.replace(answer.url);
    return;
  }
  switch (answer.status) {
    case 304:
      own.gone(null);
      break;
    case 200:
      own.gone(null);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      break;
    case 404:
      own.gone({ ...(await titled(answer.headers.get("Handbound-Nearest"))), wasSeen: !isAnother });
      break;
    case 500:
      // There is a page and it cannot be made: the bar tells why, and the last good one stays.
      own.gone(null);
      break;
    default:
      throw new Error(answer.statusText);
  }
}

/** The address of a page, and what it is called there; nothing where there is none. */
async function titled(nearest) {
  if (!nearest) return {};
  const page = new DOMParser().parseFromString(await (await fetch(nearest)).text(), "text/html");
  return { nearest, title: page.querySelector("h1")?.textContent.trim() || page.title };
}

/** Shows `page` in place of the page that is open. */
function show(page) {
  const leads = page.querySelector('meta[http-equiv="refresh" i]');
  const to = leads?.content.match(/url\s*=\s*(\S+)/i);
  if (to) {
    location.replace(new URL(to[1], location.href));
    return;
  }
  const fresh = page.querySelector("script[data-handbound]")?.dataset;
  if (!fresh) return;
  shown = fresh.handbound;
  isAnother = "another" in fresh;
  if (prints.pictures !== written.pictures) stamp(page, prints.pictures);
  wear([...page.querySelectorAll('head link[rel="stylesheet"]')]);
  document.title = page.title;
  dress(document.documentElement, page.documentElement);
  stay(() => {
    morph(document.body, page.body);
    // For scripts of the site that add to what a page shows. What they add takes room of its own.
    document.dispatchEvent(new Event("handbound:shown"));
  });
}

/** Does `change` so that what the reader looks at stays where it is on the screen, and the focus where it was. */
function stay(change) {
  const focused = document.activeElement;
  const seen = [];
  if (scrollY > 0) {
    for (const line of document.body.querySelectorAll(LINES)) {
      const { top, bottom } = line.getBoundingClientRect();
      if (bottom > 0 && top < innerHeight) seen.push({ line, top });
    }
  }
  change();
  const kept = seen.find(({ line }) => line.isConnected);
  const moved = kept ? kept.line.getBoundingClientRect().top - kept.top : 0;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
  // What a script took out and put in again has lost it, too.
  const same = focused?.isConnected ? focused : focused?.id && document.getElementById(focused.id);
  if (same && same !== document.activeElement) same.focus({ preventScroll: true });
}

/** Takes in what changed beside the pages themselves. */
function put(fresh) {
  const before = prints;
  prints = fresh;
  if (fresh.scripts !== before.scripts) {
    location.reload();
    return;
  }
  if (fresh.pictures !== before.pictures) stamp(document, fresh.pictures);
}

function sheets() {
  return [...document.head.querySelectorAll('link[rel="stylesheet"]')];
}

/**
 * Puts on the style sheets of `links`, whose names are other ones when they say something else. The old ones go when the
 * new ones are there: nothing flashes.
 */
function wear(links) {
  const wanted = links.map((link) => document.importNode(link));
  if (wanted.length === worn.length && wanted.every((link, place) => link.href === worn[place].href)) return;
  const before = [worn, sheets()];
  const loaded = wanted.map((link) => new Promise((done, failed) => ([link.onload, link.onerror] = [done, failed])));
  document.head.append(...wanted);
  worn = wanted;
  Promise.all(loaded).then(
    () => before[1].forEach((link) => link.remove()),
    () => {
      wanted.forEach((link) => link.remove());
      if (worn === wanted) worn = before[0];
    },
  );
}

/** Gives the addresses of the pictures of `page` their version. A browser shows the old one until the new one is there. */
function stamp(page, print) {
  for (const picture of page.querySelectorAll(PICTURES)) {
    if (picture.hasAttribute("src")) picture.setAttribute("src", version(picture.getAttribute("src"), print));
    if (!picture.hasAttribute("srcset")) continue;
    const each = picture.srcset.split(/,\s+/).map((one) => one.trim().replace(/^\S+/, (url) => version(url, print)));
    picture.srcset = each.join(", ");
  }
}

/** `address` with a note of its version, where it is one of this site. */
function version(address, print) {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return address;
  url.searchParams.delete(VERSION);
  if (print) url.searchParams.set(VERSION, print);
  return url.href;
}
