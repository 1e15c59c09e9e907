// The screen of a run view: what is on now, how long it lasts, what comes next. Nothing is counted here: all of it follows
// from the clock and from the address of the page, which holds what was pressed. So a page that slept or was loaded
// again is right at once.
"use strict";
(() => {
  const { start, doors, end, date, parts, offsets, hours, minutes: digits, words } =
    JSON.parse(document.getElementById("_run-data").textContent);
  const screen = document.getElementById("_run");
  const shown = Object.fromEntries([...screen.querySelectorAll("[data-run]")].map((one) => [one.dataset.run, one]));
  const button = (name) => screen.querySelector(`[data-press="${name}"]`);
  const choices = [...screen.querySelectorAll("[data-choice]")];
  const fitSo = button("fitSo");
  const usualTitle = document.title;
  const last = parts.length - 1;
  const planEnd = parts[last].start + 60 * parts[last].minutes;
  // Seconds: how late is worth a plan, how long after its end an evening is over, and what is on another day.
  const [LATE, OVER, FAR] = [120, 3 * 3600, 12 * 3600];
  // What was pressed. A part is known by its place, -1 before the first and one more after the last; at `null` the clock
  // says which it is.
  let state;
  // What was shown and said last, what was proposed, and what keeps the screen awake.
  let [known, told, saidAt, proposed, awake] = [undefined, new Set(), 0, undefined, undefined];

  // Words.
  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  const count = (key, number) => fill(`${key}_${number === 1 ? "one" : "other"}`, { count: number });
  const long = (minutes) => {
    const [full, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (!full) return count("minutes", rest);
    const values = { hours: count("hours", full), minutes: count("minutes", rest) };
    return rest ? fill("hours_and_minutes", values) : values.hours;
  };
  const clock = (instant) => {
    const [, ahead] = offsets.findLast(([since]) => since <= instant) ?? offsets[0];
    const minute = Math.floor((instant + ahead) / 60) % 1440;
    const [full, other] = hours[Math.floor(minute / 60)];
    return minute % 60 ? other.replace("{minute}", digits[minute % 60]) : full;
  };
  const present = () => Math.floor(Date.now() / 1000);

  // What was pressed, in the address.
  const recall = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    const list = (name) => (given.get(name) ?? "").split(",").filter(Boolean).map(Number).filter(Number.isInteger);
    const number = (name) => (given.has(name) && Number.isInteger(Number(given.get(name))) ? Number(given.get(name)) : null);
    const [at, since, plus, began] = [number("at"), number("since"), list("plus"), list("began")];
    const isRight = at !== null && at >= 0 && at <= parts.length && since !== null;
    state = {
      at: isRight ? at : null,
      since,
      plus: parts.map((part, place) => (plus.length === parts.length ? Math.max(plus[place], -60 * part.minutes) : 0)),
      began: parts.slice(0, isRight ? at : 0).map((part, place) => (began.length === at ? began[place] : part.start)),
      paused: isRight ? number("paused") : null,
      chosen: choices.map(({ dataset }) => dataset.choice).filter((name) => given.has(name)),
    };
  };
  const keep = () => {
    const { at, since, plus, began, paused, chosen } = state;
    const pressed = at === null ? [] : [`at=${at}`, `since=${since}`, `plus=${plus}`, `began=${began}`];
    if (paused !== null) pressed.push(`paused=${paused}`);
    location.replace(`#${[...pressed, ...chosen].join("&") || "run"}`);
  };

  // Where the evening is, all in seconds.
  const length = (place) => 60 * parts[place].minutes + state.plus[place];
  const later = (place) => parts.map((part, other) => other).filter((other) => other > place && length(other) > 0);
  const planned = (now) => (now >= planEnd ? parts.length : parts.findLastIndex((part) => part.start <= now));
  const look = (now) => {
    const place = state.at ?? planned(now);
    const since = state.at === null ? parts[place]?.start : state.since;
    if (!parts[place]) return { place, since, isGone: state.at === null && now > planEnd + OVER };
    const spent = (state.paused ?? now) - since;
    const left = length(place) - spent;
    const ends = now + Math.max(0, left);
    const over = later(place).reduce((sum, other) => sum + length(other), ends);
    return { place, since, spent, left, ends, over, next: later(place)[0], isGone: left < -FAR };
  };
  // The sentence about the end, and by how much it is off: by clock times, so that both say the same.
  const behind = (over, behindKey, aheadKey, same) => {
    const off = Math.floor(over / 60) - Math.floor(end / 60);
    if (Math.abs(over - end) < 60) return same;
    return fill(off > 0 ? behindKey : aheadKey, { length: long(Math.abs(off)) });
  };
  // Who tries it out on another day is neither early nor late.
  const isToday = (over) => Math.abs(over - end) < FAR;
  const ending = ({ over }) => {
    if (state.at === null || !isToday(over)) return fill("kit_run_ends", { time: clock(over) });
    const off = behind(over, "kit_run_behind", "kit_run_ahead", null);
    if (off === null) return fill("kit_run_on_time", { time: clock(end) });
    return fill("kit_run_ends_instead", { time: clock(over), planned: clock(end), behind: off });
  };
  const coming = (place, time) => {
    if (place === undefined) return fill("kit_run_next_end", { time: clock(time) });
    const { title, bring } = parts[place];
    const next = fill("kit_run_next_at", { time: clock(time), title, length: long(Math.round(length(place) / 60)) });
    return bring.length ? `${next} ${fill("kit_run_needs", { things: bring.join(words.list_comma) })}` : next;
  };

  // The minutes of all later parts, so that the evening ends as planned; or how many are too many. Breaks, the close and
  // what is short keep theirs.
  const fitted = ({ place, ends }) => {
    const rest = later(place);
    const isFixed = (other) => ["break", "close"].includes(parts[other].kind) || length(other) <= 300;
    let open = rest.filter((other) => !isFixed(other));
    let minutes = Math.floor((end - ends - rest.filter(isFixed).reduce((sum, other) => sum + length(other), 0)) / 60);
    if (!open.length || minutes < 5 * open.length) return { missing: 5 * open.length - minutes };
    const shares = new Map();
    const share = (other) => (minutes * length(other)) / open.reduce((sum, one) => sum + length(one), 0);
    for (let short; (short = open.filter((other) => share(other) < 5)).length; ) {
      for (const other of short) shares.set(other, 5);
      open = open.filter((other) => !short.includes(other));
      minutes -= 5 * short.length;
    }
    const exact = open.map((other) => [other, share(other)]);
    let spare = minutes - exact.reduce((sum, [, part]) => sum + Math.floor(part), 0);
    for (const [other, part] of exact.sort(([, one], [, two]) => (two % 1) - (one % 1))) {
      shares.set(other, Math.floor(part) + (spare > 0 ? 1 : 0));
      spare -= 1;
    }
    return { shares };
  };

  // What is said by itself: one sentence at a time, each once.
  const say = (text) => {
    shown.said.textContent = text;
    saidAt = present();
  };
  const entered = ({ place }) => {
    const { title, leads } = parts[place];
    const values = { title, length: long(Math.round(length(place) / 60)), lead: leads.join(words.list_comma) };
    return fill(leads.length ? "kit_run_now_led" : "kit_run_now", values);
  };
  const passed = ({ place, spent, left }) => {
    const all = length(place);
    const { kind } = parts[place];
    const cues = [];
    if (kind === "breakout") {
      if (all > 240) cues.push([all / 2, words.kit_run_half_time]);
      if (all > 120) cues.push([all - 120, words.kit_run_two_minutes]);
    } else if (kind !== "quiet") {
      for (const [minutes, least] of [[5, 10], [2, 6], [1, 4]]) {
        if (all >= 60 * least) cues.push([all - 60 * minutes, fill("kit_run_minutes_left", { length: long(minutes) })]);
      }
    }
    cues.push([all, words.kit_run_time_is_up]);
    for (let over = 5; left <= -60 * over; over += 5) {
      cues.push([all + 60 * over, fill("kit_run_minutes_over", { length: long(over) })]);
    }
    return cues.filter(([when]) => when <= spent).map(([, text]) => text);
  };
  const announce = (view, now) => {
    const texts = parts[view.place] ? passed(view) : [];
    const isNew = view.place !== known;
    const fresh = texts.filter((text) => !told.has(text)).at(-1);
    const text = isNew ? parts[view.place] && entered(view) : fresh;
    // What is ahead again, because of a minute more, will be said again.
    told = new Set(texts);
    if (known !== undefined && !state.chosen.includes("silent")) {
      if (isNew && view.place > last) say(`${words.kit_run_is_over}. ${shown.unit.textContent}`);
      else if (text) say(text);
    }
    known = view.place;
    // It would not be true for long.
    if (shown.said.textContent && now - saidAt >= 30) shown.said.textContent = "";
  };

  // What is seen.
  const seconds = (all) => {
    const [full, rest] = [Math.floor(all / 60), all % 60];
    return full < 100 ? `${full}:${String(rest).padStart(2, "0")}` : long(Math.ceil(all / 60));
  };
  const days = (all) => (all < 172800 ? seconds(all) : count("kit_run_days", Math.floor(all / 86400)));
  const put = (name, text) => {
    if (shown[name].textContent !== text) shown[name].textContent = text;
  };
  const task = (place) => {
    const rows = (parts[place]?.rows ?? []).map((row) => document.getElementById(`_part-${row}`));
    const texts = rows.flatMap((row) => [...row.cells[2].cloneNode(true).childNodes]);
    const lists = place < 0 ? document.querySelectorAll("#_sheet :is(.kit-facts, .kit-packing)") : [];
    shown.task.replaceChildren(...texts, ...[...lists].map((list) => list.cloneNode(true)));
    for (const one of shown.task.querySelectorAll(".kit-voices-ask")) one.remove();
    if (rows.length === 1) shown.task.querySelector(":scope > strong")?.remove();
    for (const one of shown.task.querySelectorAll("[id]")) one.removeAttribute("id");
    for (const row of document.querySelectorAll("[id^=_part-]")) row.removeAttribute("aria-current");
    for (const row of rows) row.setAttribute("aria-current", "step");
    shown.task.parentElement.scrollTop = 0;
    shown.fit.hidden = true;
  };
  const real = () => {
    const line = (part, place) => {
      const length = (state.began[place + 1] ?? state.since) - state.began[place];
      const values = { title: part.title, planned: long(part.minutes), real: long(Math.round(length / 60)) };
      return fill(state.plus[place] <= -60 * part.minutes ? "kit_run_left_out" : "kit_run_planned_and_real", values);
    };
    return parts.map(line).join("\n");
  };

  const before = (now) => {
    const isOpen = doors <= now || doors >= start;
    put("title", isOpen && doors < start ? words.kit_run_doors_open : words.kit_run_getting_ready);
    const until = isOpen ? parts[0].start : doors;
    put("digits", days(Math.max(0, until - now)));
    put("unit", fill(isOpen ? "kit_run_now_until_start" : "kit_run_now_until_doors", { time: clock(until), date }));
    put("next", coming(0, parts[0].start));
    put("ends", "");
  };
  const ended = (time) => {
    const off = behind(time, "kit_run_was_behind", "kit_run_was_ahead", words.kit_run_was_on_time);
    return fill("kit_run_ended", { time: clock(time), behind: off });
  };
  const after = (view) => {
    put("title", words.kit_run_is_over);
    for (const name of ["digits", "next", "ends"]) put(name, "");
    if (state.at === null) put("unit", fill("kit_run_plan_ended", { time: clock(planEnd) }));
    else put("unit", isToday(view.since) ? ended(view.since) : "");
  };
  const during = (view) => {
    const { place, left, ends, next } = view;
    const isBrief = state.chosen.includes("minutes") || parts[place].kind === "quiet";
    put("title", parts[place].title);
    put("digits", isBrief ? String(left > 0 ? Math.ceil(left / 60) : Math.floor(-left / 60)) : seconds(Math.abs(left)));
    const isUp = left <= 0;
    put("unit", fill(isUp ? "kit_run_unit_over" : "kit_run_unit_left", { time: clock(isUp ? view.since + length(place) : ends) }));
    put("next", coming(next, ends));
    put("ends", ending(view));
  };
  const show = () => {
    const now = present();
    const view = look(now);
    const { place, left } = view;
    const [isBefore, isOver] = [place < 0, place > last];
    screen.hidden = view.isGone;
    document.getElementById("_run-gone").hidden = !view.isGone;
    document.getElementById("_sheet").hidden = !view.isGone && !state.chosen.includes("table");
    if (place !== known) task(place);
    if (isBefore) before(now);
    else if (isOver) after(view);
    else during(view);
    put("clock", clock(now));
    const how = state.at === null ? words.kit_run_by_clock : "";
    put("how", state.paused === null ? how : words.kit_run_paused);
    shown.digits.ariaLabel = left < 0 ? words.kit_run_time_over : words.kit_run_time_left;
    shown.digits.hidden = isOver;
    screen.dataset.kind = parts[place]?.kind ?? "";
    screen.dataset.phase = isBefore ? "before" : isOver ? "after" : left > 0 ? "now" : "over";
    screen.toggleAttribute("data-plain", state.chosen.includes("plain"));
    shown.digits.toggleAttribute("data-words", /\p{L}/u.test(shown.digits.textContent));
    shown.reports.hidden = parts[place]?.kind !== "breakout";
    const isDone = isOver && state.at !== null;
    shown.real.hidden = shown.copy.hidden = !isDone;
    if (isDone) put("real", real());
    const middle = state.at === null ? words.kit_run_start_now : words.kit_run_pause;
    button("middle").textContent = state.paused === null ? middle : words.kit_run_go_on;
    const isOn = !isBefore && !isOver;
    const isByHand = state.at !== null;
    const able = {
      back: place > 0, middle: !isOver, next: !isOver, less: isOn && length(place) > 60, more: isOn, tell: isOn,
      anew: isByHand && !isOver, byClock: isByHand,
    };
    for (const [name, can] of Object.entries(able)) button(name).ariaDisabled = !can;
    const isLate = isOn && isByHand && isToday(view.over) && view.over - end >= LATE;
    button("fit").hidden = !isLate || !shown.fit.hidden;
    for (const choice of choices) choice.checked = state.chosen.includes(choice.dataset.choice);
    announce(view, now);
    const minutes = fill("minutes_short", { count: Math.max(0, Math.ceil(left / 60)) });
    const title = isOn ? `${minutes} · ${parts[place].title}` : usualTitle;
    if (document.title !== title) document.title = title;
  };

  // What is pressed.
  const go = (place, since, began) => Object.assign(state, { at: place, since, began, paused: null });
  // From now on by hand, from where the clock is.
  const take = (place) => {
    if (state.at === null) go(place, parts[place].start, parts.slice(0, place).map((part) => part.start));
  };
  const resume = (now) => {
    if (state.paused !== null) state.plus[state.at] += now - state.paused;
    state.paused = null;
  };
  const propose = (view) => {
    const { shares, missing } = fitted(view);
    const leave = ({ title, kind }, place) => {
      if (!later(view.place).includes(place) || kind === "close") return [];
      const choice = document.createElement("button");
      choice.type = "button";
      choice.textContent = fill("kit_run_leave_out", { title, length: long(Math.round(length(place) / 60)) });
      choice.addEventListener("click", () => act((now) => {
        state.plus[place] = -60 * parts[place].minutes;
        propose(look(now));
      }));
      return [choice];
    };
    const named = ([place, minutes]) => `${parts[place].title} ${fill("minutes_short", { count: minutes })}`;
    const inOrder = shares && [...shares].sort(([one], [two]) => one - two);
    shown.plan.textContent = shares
      ? fill("kit_run_fit_so", { time: clock(end), parts: inOrder.map(named).join(words.list_comma) })
      : fill("kit_run_fit_impossible", { length: long(missing) });
    shown.choices.replaceChildren(...(shares ? [fitSo] : parts.flatMap(leave)), button("fitNot"));
    shown.fit.hidden = false;
    proposed = shares;
    shown.fit.focus();
  };
  const closeFit = () => {
    shown.fit.hidden = true;
    button("next").focus();
  };
  const presses = {
    next: (now, { place }) => {
      if (place < 0) return go(0, now, []);
      take(place);
      resume(now);
      const next = later(place)[0] ?? parts.length;
      go(next, now, [...state.began, state.since, ...Array(next - place - 1).fill(now)]);
    },
    back: (now, { place }) => {
      take(Math.min(place, last));
      if (place > last && state.at === last) return;
      let before = state.at - 1;
      while (before > 0 && length(before) <= 0) before -= 1;
      go(before, state.began[before], state.began.slice(0, before));
    },
    middle: (now, { place }) => {
      if (state.paused !== null) resume(now);
      else if (state.at !== null) state.paused = now;
      else {
        take(Math.max(place, 0));
        state.since = now;
      }
    },
    less: (now, { place }) => { take(place); state.plus[place] -= 60; },
    more: (now, { place }) => { take(place); state.plus[place] += 60; },
    anew: (now) => Object.assign(state, { since: now, paused: null }),
    byClock: () => Object.assign(state, { at: null, paused: null, plus: parts.map(() => 0), began: [] }),
    tell: (now, view) => {
      const isUp = view.left <= 0;
      const minutes = isUp ? Math.floor(-view.left / 60) : Math.ceil(view.left / 60);
      const values = { title: parts[view.place].title, length: long(minutes) };
      const left = fill(isUp ? "kit_run_over_of" : "kit_run_left_of", values);
      say([left, ending(view), coming(view.next, view.ends)].join(" "));
    },
    fit: (now, view) => propose(view),
    fitSo: () => {
      for (const [place, minutes] of proposed ?? []) state.plus[place] = 60 * (minutes - parts[place].minutes);
      closeFit();
    },
    fitNot: closeFit,
  };
  const act = (press) => {
    const now = present();
    press(now, look(now));
    keep();
    show();
    stayAwake();
  };
  const press = (name) => {
    if (button(name).ariaDisabled !== "true") act(presses[name]);
  };
  screen.addEventListener("click", ({ target, detail }) => {
    const pressed = target.closest("[data-press]");
    if (!pressed) return;
    const { press: name } = pressed.dataset;
    // Twice at once is meant once, but for minutes.
    if (detail < 2 || name === "less" || name === "more") press(name);
  });
  screen.addEventListener("change", () => act(() => {
    state.chosen = choices.filter(({ checked }) => checked).map(({ dataset }) => dataset.choice);
  }));
  document.addEventListener("keydown", (event) => {
    const { key, target, repeat, altKey, ctrlKey, metaKey, shiftKey } = event;
    const name = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" }[key];
    if (!name || screen.hidden || repeat || altKey || ctrlKey || metaKey || shiftKey) return;
    if (target.closest("input, textarea, select, [contenteditable], [tabindex='0']")) return;
    const { scrollHeight, clientHeight } = document.documentElement;
    if (key.startsWith("Page") && scrollHeight > clientHeight) return;
    event.preventDefault();
    press(name);
  });

  // A screen that goes dark is of no use; the browser lets it go whenever the page is left.
  const stayAwake = async () => {
    if (document.visibilityState !== "visible" || (awake && !awake.released)) return;
    try {
      awake = await navigator.wakeLock.request("screen");
      shown.awake.hidden = true;
    } catch {
      shown.awake.hidden = false;
    }
  };
  document.addEventListener("visibilitychange", () => {
    show();
    if (awake) stayAwake();
  });
  addEventListener("pageshow", show);
  addEventListener("hashchange", () => {
    // A link within the page takes the place of what was pressed.
    const given = new URLSearchParams(location.hash.slice(1));
    if (["run", "at", ...choices.map(({ dataset }) => dataset.choice)].some((name) => given.has(name))) recall();
    else keep();
    show();
  });
  const tick = () => {
    show();
    setTimeout(tick, 1005 - (Date.now() % 1000));
  };
  recall();
  tick();
})();
