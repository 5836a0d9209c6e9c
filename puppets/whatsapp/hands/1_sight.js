// What hands must know of a page: where things are, and what reads how. `reader` is the page's.

const visible = (element) => element.isConnected && element.getClientRects().length > 0;
let won = {}; // by element, which way led there: for the record
const told = (name, scope) => {
  const [way, ...elements] = reader([{ act: "find", name }, scope ?? null]);
  if (elements.length) won[name] = { [way]: 1 };
  return elements;
};

/** All of that name that can be seen; within an element, or within one that has a name. */
const found = (name, within) => {
  const scope = typeof within === "string" ? found(within)[0] : within;
  return within && !scope?.isConnected ? [] : told(name, scope).filter(visible);
};

/** The first thing that is true, as soon as it is; null when time is up. */
const until = (check, ms) => new Promise((done) => {
  const now = check();
  if (now || ms <= 0) return done(now || null);
  const end = (value) => {
    observer.disconnect();
    clearTimeout(limit);
    clearInterval(pulse);
    done(value);
  };
  const look = () => {
    const value = check();
    if (value) end(value);
  };
  const observer = new MutationObserver(look);
  const limit = setTimeout(() => end(check() || null), ms);
  const pulse = setInterval(look, 50); // what moves, loads or scrolls changes no element
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
});

// Texts.

const even = (text) => text.normalize("NFC").replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/gu, " ").trim();
const squeezed = (text) => text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");

/** What it reads as, with emoji as characters. */
const plain = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeName === "IMG") return node.alt ?? "";
  return [...node.childNodes].map(plain).join("");
};
const label = (element) => even(element.getAttribute("title") || plain(element));
const bareEmoji = (text) => text.replace(/\ufe0f/g, "");

const said = (element) => (element.getAttribute("title") ?? plain(element)).trim();

/** A number as people write it, anywhere in there. */
const phone = (element) => {
  const texts = [...element.querySelectorAll("span, div")].filter((each) => !each.children.length).map((each) => even(each.textContent));
  return texts.find((text) => /^\+\d[\d ()\u2011-]{5,}$/.test(text)) ?? "";
};
const face = (element) => told("chat_picture", element)[0]?.getAttribute("src") ?? "";

const shows = (element, emoji) => {
  const names = [...element.querySelectorAll("img[alt]")].map((each) => each.alt);
  return [...names, plain(element).trim()].some((each) => bareEmoji(each) === bareEmoji(emoji));
};

// Where something can be pressed.

const inside = ({ left, top, width, height }) => {
  const [x, y] = [left + width / 2, top + height / 2];
  return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
};

/** Its middle, where nothing lies over it; null while there is no such place. */
const middle = (element, covered) => {
  if (!visible(element)) return null;
  if (!inside(element.getBoundingClientRect())) element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = element.getBoundingClientRect();
  if (!inside(box)) return null;
  const spot = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const hit = document.elementFromPoint(spot.x, spot.y);
  return covered || (hit && element.contains(hit)) ? spot : null;
};

/** Rows of a list that bear this name. */
const named = ({ within, row, title, name }) => found(row, within).filter((each) => {
  const names = told(title, each);
  return names.length && label(names[0]) === even(name);
});

// Rows of a conversation.

/** Whose conversation is open. */
const title = () => told("header_name").map(label).find(Boolean) ?? "";

const raw = (row) => {
  const holder = row.matches("[data-id]") ? row : told("row_id", row)[0];
  return holder?.dataset.id ?? holder?.dataset.testid?.replace(/^conv-msg-/, "") ?? "";
};
const bare = (id) => /^(?:true|false)_[^_]+@[a-z.]+_([^_]+)/.exec(id)?.[1] ?? id;
const rowOf = (id) => told("message_row").find((row) => bare(raw(row)) === id) ?? null;
const read = () => reader([{ act: "read", own: "", calendar: false }, null]);

const reacted = (id) => {
  const row = rowOf(id);
  return row ? told("reactions", row).map((each) => `${each.getAttribute("aria-label") ?? ""} ${plain(each)}`).join(" ") : "";
};

const scroller = (element) => {
  for (let at = element; at; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll|overlay/.test(getComputedStyle(at).overflowY)) return at;
  }
  return null;
};

/** What of own messages is new, beside those known; the one that reads so first. */
const fresh = (known, text) => {
  const before = new Set(known);
  const ids = told("message_row").map(raw).filter(Boolean);
  if (ids.every((id) => before.has(id))) return null;
  const rows = (read().open?.rows ?? []).filter((row) => row.kind === "message" && row.from === "out" && row.raw && !before.has(row.raw));
  const wanted = squeezed(text);
  const same = (row) => row.text === text || (wanted && (squeezed(row.text) === wanted || (row.cut && wanted.startsWith(squeezed(row.text)))));
  return rows.find(same) ?? rows[rows.length - 1] ?? null;
};
