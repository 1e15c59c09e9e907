// How a page hears of news: one line to Handbound for all tabs, held by a worker that they share.
//
// A browser opens six connections to a place and no more, and each line takes one of them. Where there is no shared
// worker, a tab holds a line of its own, but only while somebody looks at it.

const LIVE = "/_handbound/live";
const WORKER = "/_handbound/worker.js";

/** Milliseconds until a line that broke is tried again: the first time, and at most. */
const SOON = 500;
const LATEST = 5000;
/** Milliseconds in which a worker that works has answered. */
const PATIENCE = 2000;

/**
 * A line to Handbound. `tell` is given each snapshot as it comes, and `null` when the line broke; the line mends
 * itself, and each snapshot holds everything, so that nothing is lost meanwhile.
 */
export function line(tell) {
  let source = null;
  let timer = 0;
  let pause = SOON;

  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(LIVE);
    source.onopen = () => (pause = SOON);
    source.addEventListener("edition", (event) => tell(JSON.parse(event.data)));
    source.onerror = () => {
      close();
      tell(null);
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, LATEST);
    };
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  return {
    open,
    close,
    /** Somebody looks: a line that is down is tried at once. */
    poke() {
      if (source) return;
      pause = SOON;
      open();
    },
  };
}

/** Gives `tell` every snapshot from now on, and `null` whenever the line is broken. */
export function connect(tell) {
  if (!("SharedWorker" in window)) {
    ownLine(tell);
    return;
  }
  let answered = false;
  let failed = false;
  const worker = new SharedWorker(WORKER, { name: "handbound", type: "module" });
  const { port } = worker;
  const fail = () => {
    if (answered || failed) return;
    failed = true;
    port.postMessage("bye");
    port.close();
    ownLine(tell);
  };
  worker.onerror = fail;
  setTimeout(fail, PATIENCE);
  port.onmessage = ({ data }) => {
    answered = true;
    if (data !== "here") tell(data);
  };
  port.postMessage("hello");
  // A tab that goes away would be told for ever; one that comes back from the browser's memory asks again.
  addEventListener("pagehide", () => port.postMessage("bye"));
  addEventListener("pageshow", (event) => event.persisted && port.postMessage("hello"));
  document.addEventListener("visibilitychange", () => !document.hidden && port.postMessage("poke"));
}

function ownLine(tell) {
  const own = line(tell);
  const look = () => (document.hidden ? own.close() : own.poke());
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", own.close);
  addEventListener("pageshow", look);
  look();
}
