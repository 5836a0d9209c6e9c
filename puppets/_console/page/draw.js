// Elements of what the bot tells. Text is only ever set as text.

const SVG = "http://www.w3.org/2000/svg";

/** Seconds by which the bot's clock is ahead of this browser's. */
export const clock = { ahead: 0 };
export const now = () => Date.now() / 1000 + clock.ahead;

export function make(name, told = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(told)) {
    if (key === "class") element.className = value;
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== "" && child != null));
  return element;
}

const STAGES = {
  "online": ["good", "online"],
  "syncing": ["busy", "logged in, reading what there is"],
  "scan": ["busy", "waits for a person to log in"],
  "starting": ["busy", "starting"],
  "stopping": ["busy", "stopping"],
  "cut off": ["bad", "cut off, connecting again"],
  "logged out": ["bad", "logged out"],
  "off": ["off", "off"],
};
const WAITS = {
  pace: "to keep the platform's pace",
  rate_limit: "the platform said too fast",
  retry: "it did not go out, and is tried again",
};
const STEPS = [
  ["waiting", "Scan the code"],
  ["scanned", "Confirm it"],
  ["confirmed", "Logged in"],
];

export const stageSays = (stage) => (STAGES[stage] ?? ["busy", stage])[1];
export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString()} ${count === 1 ? one : many}`;

export function card(told) {
  const [is, says] = STAGES[told.stage] ?? ["busy", told.stage];
  return make("li", { class: "card", "data-is": is, "data-puppet": told.name },
    make("div", { class: "card-head" },
      make("h3", {}, told.name),
      told.platform === told.name ? "" : make("span", { class: "tag" }, told.platform),
    ),
    make("p", { class: "stage" },
      make("span", { class: "dot", "aria-hidden": "true" }),
      make("span", {}, told.who && is === "good" ? `${says} as ${told.who}` : says),
    ),
    told.stage === "scan" ? login(told) : figures(told),
    ...told.waits.map(wait),
    heartbeat(told),
  );
}

function login(told) {
  const at = Math.max(0, STEPS.findIndex(([step]) => step === told.scan));
  const steps = STEPS.map(([step, says], number) => make("li", {
    "aria-current": number === at && "step",
    class: number < at ? "done" : "",
  }, step === "waiting" && told.typed ? "Type the code" : says));
  const lapsed = told.scan === "timeout" || told.scan === "cancel";
  return make("div", { class: "login" },
    told.code ? code(told) : "",
    told.typed ? make("p", {}, "Type this on the phone: ", make("code", { class: "typed" }, told.typed)) : "",
    lapsed ? make("p", {}, "The code has lapsed. The next one comes by itself.") : "",
    make("ol", { class: "steps", "aria-label": `How far the login of ${told.name} is` }, ...steps),
  );
}

function code(told) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${told.code_size} ${told.code_size}`);
  picture.setAttribute("class", "code");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", `QR code to log in ${told.name}: scan it with the app on the phone`);
  picture.setAttribute("shape-rendering", "crispEdges");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", told.code);
  picture.append(path);
  return picture;
}

function figures(told) {
  const all = [
    ["Heard", told.heard], ["Sent", told.sent], ["Not sent", told.failed, told.failed > 0],
    ["Journal", told.journal, told.journal >= 100], ["Reconnects", told.reconnects],
    ["Waited", length(told.waited)],
  ];
  return make("dl", { class: "figures" }, ...all.map(([name, figure, loud]) =>
    make("div", { class: loud ? "loud" : "" },
      make("dt", {}, name), make("dd", {}, figure.toLocaleString()))));
}

function wait(told) {
  const says = told.count === 1 ? "1 send waits" : `${told.count.toLocaleString()} sends wait`;
  return make("p", { class: "wait" }, says, make("span", { "data-until": told.until }), `: ${WAITS[told.why] ?? told.why}`);
}

function heartbeat(told) {
  if (!told.last_heartbeat) return "";
  return make("p", { class: "quiet beat" }, "platform heard ", make("span", { "data-since": told.last_heartbeat }));
}

/** Make `old` as `fresh` is, and touch only what differs: what a person reads stays where it is. */
export function patch(old, fresh) {
  const same = old.nodeName === fresh.nodeName && old.childNodes.length === fresh.childNodes.length;
  if (!same) return old.replaceWith(fresh);
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const children = [...fresh.childNodes];
  [...old.childNodes].forEach((child, number) => patch(child, children[number]));
}

export function line(told, several) {
  const many = told.length >= 500 ? "…" : "";
  const said = told.text == null ? hidden(told) : make("span", { class: "text" }, told.text + many);
  const kind = told.kind === "text" ? "" : make("span", { class: "tag" }, told.kind);
  const who = told.own ? "the bot" : told.who;
  const where = told.to ? `to ${told.to}` : told.where && who ? `in ${told.where}` : told.where;
  return make("li", { class: told.own ? "own" : "", "data-number": told.number },
    time(told.at),
    make("span", { class: "who" },
      who ? make("b", {}, who) : "",
      where ? make("span", { class: "where" }, where) : "",
      several ? make("span", { class: "tag" }, told.puppet) : "",
    ),
    make("span", { class: "said" }, kind, said,
      told.again ? make("span", { class: "tag" }, "again") : ""),
  );
}

function hidden(told) {
  if (!told.length) return "";
  const bar = make("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--length", Math.min(told.length, 80));
  return make("span", { class: "hidden" }, bar, make("span", { class: "quiet" }, plural(told.length, "character")));
}

export function trouble(told) {
  return make("li", { class: "trouble", "data-number": told.number },
    make("div", { class: "trouble-head" },
      make("h3", {}, told.kind),
      told.count > 1 ? make("span", { class: "tag" }, `${told.count.toLocaleString()} times`) : "",
      make("span", { class: "quiet" }, told.puppet, " ", time(told.at)),
    ),
    make("p", { class: "text" }, told.text),
    make("p", { class: "advice" }, told.advice),
  );
}

function time(at) {
  const moment = new Date((at - clock.ahead) * 1000);
  return make("time", { datetime: moment.toISOString(), title: moment.toLocaleString() },
    moment.toLocaleTimeString([], { hour12: false }));
}

export function length(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return plural(Math.floor(seconds / 86_400), "day");
}

/** What counts on by itself, a second later. */
export function age(root) {
  for (const each of root.querySelectorAll("[data-since]")) {
    const seconds = Math.max(0, now() - Number(each.dataset.since));
    each.textContent = seconds < 10 ? "just now" : `${length(seconds)} ago`;
  }
  for (const each of root.querySelectorAll("[data-until]")) {
    const seconds = Number(each.dataset.until) - now();
    each.textContent = seconds > 0.5 ? ` ${length(seconds)} more` : "";
  }
}
