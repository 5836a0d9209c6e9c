// The ways to an element, in order; which of them led there is counted in `won`.
// TABLE: {elements: {name: {within, required, ways: [{css, text}]}}, strings, states, generations}

let won = {};
const LANGUAGE = (document.documentElement.lang || navigator.language || "").toLowerCase().split(/[-_]/)[0];

const PATTERNS = {
  "@time": /^(?:[\p{L}\p{M}. ]{1,14}? ?)?(?:[01]?\p{Nd}|2[0-3])[:.٫]\p{Nd}{2}(?: ?[\p{L}\p{M}. ]{1,14})?$/u,
  "@date": /^\p{Nd}{1,4}[/.‐-] ?\p{Nd}{1,2}[/.‐-] ?\p{Nd}{1,4}$/u,
  "@number": /^\p{Nd}{1,3}(?:[.,٬ ]?\p{Nd}{3})*\+?$/u,
};

/** Every wording in the page's language and in English; in all, where it is unknown. */
function words(name) {
  const table = TABLE.strings[name];
  if (!table[LANGUAGE]) return Object.values(table).flat();
  return LANGUAGE === "en" ? table.en : [...table[LANGUAGE], ...table.en];
}

const compared = new Map();

/** The same, as they are compared. */
function wordings(name) {
  if (!compared.has(name)) compared.set(name, words(name).map(folded));
  return compared.get(name);
}

/** As it is compared: one space where there is white space, no marks of direction. */
function folded(text) {
  return text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/gu, " ").trim().toLowerCase();
}

/** Whether it is one of these wordings; `...` stands for anything. */
function reads(text, wanted) {
  const said = folded(text);
  return wanted.some((wording) => said === wording || (wording.includes("...") && begins(said, wording)));
}

function begins(said, wording) {
  const [head, ...rest] = wording.split("...");
  return said.startsWith(head) && said.endsWith(rest[rest.length - 1].trim()) && said.length > head.length;
}

const expanded = new Map();

/** The CSS, with the wordings in place of their name: `[aria-label="{send}"]`. */
function css(way) {
  if (!expanded.has(way)) {
    const one = /\[([a-z-]+)([~^$*]?=)"\{([a-z_]+)\}"\]/g;
    expanded.set(way, way.css.replace(one, (_, attribute, operator, name) => {
      const spaced = (word) => (operator === "=" ? [word, ` ${word} `] : [word]);
      const each = words(name).flatMap(spaced).map((word) => `[${attribute}${operator}${JSON.stringify(word)} i]`);
      return `:is(${each.join(", ")})`;
    }));
  }
  return expanded.get(way);
}

const LONGEST = 200; // what is longer than that is no label

/** What it says, without the names of its icons, which their drawings carry as titles. */
function spoken(element) {
  if (!element.querySelector("svg")) return element.textContent;
  return [...element.childNodes].map((each) => (each.nodeName.toLowerCase() === "svg" ? "" : each.nodeType === Node.ELEMENT_NODE ? spoken(each) : each.nodeValue)).join("");
}

function suits(element, wanted) {
  const text = spoken(element);
  if (!text || text.length > LONGEST) return false;
  return wanted in PATTERNS ? PATTERNS[wanted].test(text.replace(/[\s\u200e\u200f]+/gu, " ").trim()) : reads(text, wordings(wanted));
}

/** What one way leads to. */
function along(way, root, fits) {
  if (!way) return []; // taken away, to see what happens
  return [...root.querySelectorAll(css(way))].filter((each) => (!way.text || suits(each, way.text)) && fits(each));
}

function note(name, at, count) {
  won[name] ??= {};
  won[name][at] = (won[name][at] ?? 0) + count;
}

/** All that the first way finds which finds any, in the order of the page. */
function all(root, name, fits = () => true) {
  const ways = TABLE.elements[name].ways;
  for (let at = 0; at < ways.length; at += 1) {
    const found = along(ways[at], root, fits);
    if (found.length) {
      note(name, at, found.length);
      return found;
    }
  }
  return [];
}

/** What all ways lead to: for what is told by several things at once. */
function every(root, name, fits = () => true) {
  const found = new Set();
  TABLE.elements[name].ways.forEach((way, at) => {
    const led = along(way, root, fits);
    if (led.length) note(name, at, led.length);
    led.forEach((each) => found.add(each));
  });
  return [...found];
}

function first(root, name, fits) {
  return all(root, name, fits)[0] ?? null;
}

/** The element in which it is looked for: the page itself, or one that has a name. */
function home(name) {
  const { within } = TABLE.elements[name];
  if (!within) return document;
  const place = home(within);
  return place && first(place, within);
}

/** The element, wherever on the page. */
function located(name, fits) {
  const place = home(name);
  return place && first(place, name, fits);
}
