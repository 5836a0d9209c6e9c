// The page: what the bot tells, kept and drawn.

import { age, card, clock, length, line, now, patch, plural, stageSays, trouble } from "./draw.js";
import { follow } from "./stream.js";

const MOST_LINES = 200, MOST_TROUBLES = 20, OPEN_TROUBLES = 3;
const LINK = { connecting: "connecting", live: "live", lost: "not reached, trying again", refused: "not let in", ended: "the bot was stopped" };

const at = (id) => document.getElementById(id);
const cards = new Map(), lines = new Map(), troubles = new Map();
const held = new Map();  // what came while the list is paused
let since = 0, words = false, paused = false, ended = false, following = null;

// The token: from the link to this tab's own storage, and out of the address.
function token() {
  const given = location.hash.slice(1);
  if (given && given !== "main") {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem("token");
}

function start() {
  following?.abort();
  following = new AbortController();
  const shown = token();
  if (!shown) return link("refused");
  follow(shown, words, { told, is: link, signal: following.signal });
}

function link(is) {
  if (is === "lost" && ended) is = "ended";
  if (is === "live") ended = false;
  if (at("link").dataset.is === is) return;
  at("link").dataset.is = is;
  at("link-says").textContent = LINK[is];
  announce(LINK[is]);
  if (is === "refused") sessionStorage.removeItem("token");
  document.body.classList.toggle("stale", is !== "live" && is !== "connecting");
  notice(is === "refused" ? "This page opens by the link that the bot prints when it starts. It is a new one each time: open it again from there." : "");
}

function notice(text) {
  at("notice").textContent = text;
  at("notice").hidden = !text;
}

const announce = (text) => { at("announcer").textContent = text; };

// What the bot tells.

function told(what) {
  switch (what.type) {
    case "board": return board(what);
    case "card": return setCard(what);
    case "line": return setLine(what);
    case "trouble": return setTrouble(what);
    case "end": ended = true;
  }
}

function board(what) {
  clock.ahead = what.now - Date.now() / 1000;
  since = what.since;
  at("version").textContent = what.version;
  for (const all of [cards, lines, troubles, held]) all.clear();
  for (const id of ["cards", "lines", "troubles", "older-troubles"]) at(id).replaceChildren();
  what.cards.forEach(setCard);
  what.lines.forEach((each) => setLine(each, true));
  what.troubles.forEach((each) => setTrouble(each, true));
  at("no-lines").hidden = lines.size > 0;
  tick();
}

function setCard(what) {
  const before = cards.get(what.name);
  if (before && before.told.stage !== what.stage) announce(`${what.name}: ${stageSays(what.stage)}`);
  const element = card(what);
  age(element);
  if (before) patch(before.element, element);
  else at("cards").append(element);
  // Where they differ too much, the new one has taken the old one's place.
  const shown = before?.element.isConnected ? before.element : element;
  cards.set(what.name, { told: what, element: shown });
  title();
}

function setLine(what, anyway = false) {
  if (paused && anyway !== true) {
    held.set(what.number, what);
    if (held.size > MOST_LINES) held.delete(held.keys().next().value);
    return pauseSays();
  }
  put(what, line(what, cards.size > 1));
  at("no-lines").hidden = true;
}

function setTrouble(what, quiet = false) {
  const isNew = !troubles.delete(what.number);
  troubles.set(what.number, what);
  if (troubles.size > MOST_TROUBLES) troubles.delete(troubles.keys().next().value);
  const [newest, older] = [[...troubles.values()].reverse(), []];
  older.push(...newest.splice(OPEN_TROUBLES));
  at("troubles").replaceChildren(...newest.map(trouble));
  at("older-troubles").replaceChildren(...older.map(trouble));
  at("older").hidden = !older.length;
  at("older-says").textContent = `${older.length} before`;
  at("no-troubles").hidden = true;
  at("trouble-count").hidden = false;
  at("trouble-count").textContent = troubles.size;
  if (isNew && quiet !== true) announce(`${what.puppet}: ${what.kind}. ${what.advice}`);
}

/** The newest on top, and no more than can be looked through. */
function put(what, element) {
  const before = lines.get(what.number);
  if (before) before.replaceWith(element);
  else at("lines").prepend(element);
  lines.set(what.number, element);
  if (lines.size > MOST_LINES) {
    const [oldest, gone] = lines.entries().next().value;
    lines.delete(oldest);
    gone.remove();
  }
}

function title() {
  const bad = [...cards.values()].filter(({ told }) => told.stage === "cut off" || told.stage === "logged out").length;
  document.title = bad ? `(${bad}) puppets` : "puppets";
}

function tick() {
  age(document.body);
  at("since").textContent = since ? `running for ${length(now() - since)}` : "";
}

// What the operator does.

at("words").addEventListener("click", () => {
  words = !words;
  at("words").setAttribute("aria-checked", String(words));
  start();
});

at("pause").addEventListener("click", () => {
  paused = !paused;
  at("pause").setAttribute("aria-pressed", String(paused));
  if (!paused) {
    held.forEach((each) => setLine(each));
    held.clear();
  }
  pauseSays();
});

function pauseSays() {
  at("pause").textContent = paused ? `Paused${held.size ? `, ${plural(held.size, "new one")}` : ""}` : "Pause";
}

window.addEventListener("hashchange", () => { if (location.hash && location.hash !== "#main") start(); });
setInterval(tick, 1000);
start();
