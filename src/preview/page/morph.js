// Makes the page that is open like a newer one by as few changes as will do. What stays the same stays where it is,
// and with it all that its reader did: what is open, selected, focused or filled in.

/** Attributes that tell what the reader did, not what the author wrote. */
const READERS = { DETAILS: ["open"], DIALOG: ["open"] };
const OPEN = "details[open], dialog[open]";

/** Makes `old` like `fresh`, which is used up. Both are the same kind of node. */
export function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
    return;
  }
  dress(old, fresh);
  children(old, fresh);
}

/** Gives `old` the attributes of `fresh`. */
export function dress(old, fresh) {
  const kept = READERS[old.nodeName] ?? [];
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !kept.includes(name)) old.setAttribute(name, value);
  }
}

function children(parent, fresh) {
  const olds = [...parent.childNodes];
  const news = [...fresh.childNodes];
  // Nearly always all but one are the same.
  while (olds.length && news.length && alike(olds[0], news[0])) {
    olds.shift();
    news.shift();
  }
  let after = null;
  while (olds.length && news.length && alike(olds.at(-1), news.at(-1))) {
    after = olds.pop();
    news.pop();
  }
  news.forEach((node, place) => {
    const same = isBlank(node) ? Number(alike(olds[0], node)) - 1 : olds.findIndex((old) => alike(old, node));
    if (same >= 0) {
      for (const gone of olds.splice(0, same + 1).slice(0, -1)) gone.remove();
      return;
    }
    const [old] = olds;
    const stays = () => news.slice(place + 1).some((later) => !isBlank(later) && alike(old, later));
    if (old && akin(old, node) && !stays()) {
      morph(olds.shift(), node);
    } else {
      parent.insertBefore(node, old ?? after);
    }
  });
  for (const gone of olds) gone.remove();
}

/** Whether both say the same, whatever the reader did with `old`. */
function alike(old, fresh) {
  if (!old || old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) return false;
  if (old.isEqualNode(fresh)) return true;
  if (old.nodeType !== Node.ELEMENT_NODE || !(old.matches(OPEN) || old.querySelector(OPEN))) return false;
  return untouched(old).isEqualNode(untouched(fresh));
}

function untouched(node) {
  const copy = node.cloneNode(true);
  for (const open of [copy, ...copy.querySelectorAll(OPEN)]) {
    for (const name of READERS[open.nodeName] ?? []) open.removeAttribute(name);
  }
  return copy;
}

/** Whether `old` may become `fresh`: they are of one kind and, as far as they are named, of one name. */
function akin(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && name(old) === name(fresh);
}

function name(node) {
  return node.id || node.firstElementChild?.id || "";
}

function isBlank(node) {
  return node.nodeType === Node.TEXT_NODE && node.nodeValue.trim() === "";
}
