// What is asked of the page: which one it is, what it says, where something is, how it is built.

/** The first state that anything speaks for; with what does. */
function state() {
  for (const [name, elements] of Object.entries(TABLE.states)) {
    const evidence = elements.filter((each) => located(each));
    if (evidence.length) return { state: name, evidence, ...linking(name), language: LANGUAGE, offline: Boolean(name === "READY" && located("offline")) };
  }
  return { state: "UNKNOWN", evidence: [], qr: "", code: "", language: LANGUAGE, offline: false };
}

function linking(name) {
  const held = name === "QR" ? located("qr_payload") : null;
  const shown = name === "PHONE_CODE" ? located("link_code") : null;
  const code = shown?.dataset.linkCode ?? shown?.textContent ?? "";
  return { qr: held?.dataset.ref ?? "", code: code.replace(/[^0-9A-Za-z]/g, "").toUpperCase() };
}

function generation() {
  for (const [name, ways] of Object.entries(TABLE.generations)) if (ways.some((each) => document.querySelector(each))) return name;
  return "";
}

/** How the page's language writes dates, by which its own are read. */
function calendar() {
  const told = navigator.language.toLowerCase().startsWith(LANGUAGE) ? navigator.language : LANGUAGE;
  const language = Intl.DateTimeFormat.supportedLocalesOf([told || "en"])[0] ?? "en";
  const parts = (options, date) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).formatToParts(date);
  const named = (type, options, date) => parts(options, date).find((each) => each.type === type)?.value ?? "";
  const order = parts({ dateStyle: "short" }, new Date(0)).map((each) => each.type[0]).filter((each) => "dmy".includes(each)).join("");
  const weekdays = [...Array(7).keys()].map((at) => named("weekday", { weekday: "long" }, new Date(Date.UTC(2024, 0, 1 + at))));
  const months = [...Array(12).keys()].map((at) => named("month", { day: "numeric", month: "long" }, new Date(Date.UTC(2024, at, 1))));
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const half = (hour) => named("dayPeriod", { hour: "numeric", hour12: true }, new Date(Date.UTC(2024, 0, 1, hour)));
  return { language: LANGUAGE, order, weekdays, months, today: relative.format(0, "day"), yesterday: relative.format(-1, "day"), am: half(9), pm: half(21), zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** The chats and the open conversation; of the calendar only where it is wanted. */
function read({ own = "", calendar: wanted = false }) {
  const dates = wanted ? calendar() : null;
  const open = conversation(own);
  const loose = open ? 0 : document.querySelectorAll("[data-pre-plain-text]").length;
  return { ...state(), generation: generation(), at: Date.now(), calendar: dates, list: chats(), open, loose, won };
}

/** Required elements that no way leads to. */
function missing() {
  const open = Boolean(located("conversation"));
  const wanted = Object.entries(TABLE.elements).filter(([, each]) => each.required === "ready" || (open && each.required === "chat"));
  return { missing: wanted.map(([name]) => name).filter((name) => !located(name)), won };
}

const DEEPEST = 40, MOST = 3000;

/** The page without a word of it: tags, roles, attributes that name no one. */
function snapshot() {
  const lines = [`language ${LANGUAGE}`, `title ${document.title ? "yes" : "no"}`];
  const write = (element, depth) => {
    if (lines.length > MOST || depth > DEEPEST || element.matches("script, style, svg *, path")) return;
    const line = "  ".repeat(depth) + outline(element);
    const same = lines.length > 2 && lines[lines.length - 1].replace(/ x\d+$/, "") === line && !element.children.length;
    if (same) lines[lines.length - 1] = `${line} x${Number(/ x(\d+)$/.exec(lines[lines.length - 1])?.[1] ?? 1) + 1}`;
    else lines.push(line);
    for (const child of element.children) write(child, depth + 1);
  };
  if (document.body) write(document.body, 0);
  return lines.join("\n");
}

/** Of attributes that may hold names or ids only that they are there. */
function outline(element) {
  const id = element.id && /^[a-z_-]+$/i.test(element.id) ? `#${element.id}` : "";
  const hidden = [...element.attributes].map((each) => each.name).filter((name) => !SAID.includes(name) && /^(data-|aria-|title$|alt$|src$|href$)/.test(name));
  const label = element.getAttribute("aria-label");
  const known = label && Object.keys(TABLE.strings).find((name) => reads(label, wordings(name)));
  const text = [...element.childNodes].some((each) => each.nodeType === Node.TEXT_NODE && each.nodeValue.trim()) ? " …" : "";
  return described(element).replace(/^[a-z0-9-]+/, (tag) => tag + id) + hidden.map((name) => (name === "aria-label" && known ? `[aria-label={${known}}]` : `[${name}]`)).join("") + text;
}

/** `ask` is an act and what it needs. */
function answer(ask, scope) {
  won = {};
  switch (ask.act) {
    case "state": return state();
    case "read": return read(ask);
    case "missing": return missing();
    case "snapshot": return snapshot();
    case "known": { const told = state(); return told.state === "UNKNOWN" || told.state === "LOADING" ? null : told; }
    case "find": { const found = scope ? all(scope, ask.name) : located(ask.name) ? all(home(ask.name), ask.name) : []; return [Number(Object.keys(won[ask.name] ?? {})[0] ?? -1), ...found]; }
    default: throw new Error(`no such act: ${ask.act}`);
  }
}
