// Who says a row, decided by voting: no sign of it has lasted on its own.

const WEIGHTS = { id: 8, class: 4, status: 4, label: 3, name: 3, side: 2, tail: 1 };
const ENOUGH = 2; // by so much one side must lead: a tail alone is no evidence

const ICONS = {
  "msg-time": "pending", "wds-ic-time": "pending", "wds-ic-pending": "pending",
  "msg-check": "sent", "wds-ic-sent": "sent",
  "msg-dblcheck": "delivered", "msg-dblcheck-ack": "read",
  // Since September 2026 one tick is called delivered, and two are called read, be they blue or not.
  "wds-ic-delivered": "sent", "wds-ic-read": "delivered",
  "error": "failed", "message-fail": "failed",
};

/** How far an own message has come; its label is more exact than its icon. */
function status(element) {
  if (!element) return "";
  const label = element.getAttribute("aria-label") ?? element.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "";
  for (const name of ["read", "delivered", "sent", "pending", "failed"]) if (label && reads(label, wordings(name))) return name;
  const icon = element.dataset.icon ?? element.querySelector("[data-icon]")?.dataset.icon ?? "";
  return ICONS[icon] ?? "unknown";
}

/** The name in `aria-label="Alice:"`; an own one says "You:" in the page's language. */
function labelled(row, claims) {
  const found = first(row, "label", (each) => !claims.has(each) && !each.closest("[data-icon]"));
  claims.claim(found);
  const name = (found?.getAttribute("aria-label") ?? "").replace(/\s*[:：]\s*$/u, "").trim();
  return { name, own: Boolean(name) && reads(name, (TABLE.strings.you[LANGUAGE] ?? words("you")).map(folded)) };
}

/** The side of the conversation on which the bubble stands, as long as it is drawn. */
function side(row, bubble) {
  const [outer, inner] = [row.getBoundingClientRect(), (bubble ?? row).getBoundingClientRect()];
  if (!outer.width || !inner.width || !inner.height) return "";
  const [left, right] = [inner.left - outer.left, outer.right - inner.right];
  if (Math.abs(left - right) < outer.width * 0.05) return "";
  const mirrored = getComputedStyle(row).direction === "rtl";
  return left > right !== mirrored ? "out" : "in";
}

function signs(row, read) {
  const told = {};
  const prefix = /^(true|false)_/.exec(read.raw);
  if (prefix) told.id = prefix[1] === "true" ? "out" : "in";
  told.class = either(first(row, "class_out"), first(row, "class_in"), row.matches(".message-out"), row.matches(".message-in"));
  told.tail = either(read.tails.out, read.tails.in);
  if (read.status && read.status !== "unknown") told.status = "out";
  if (read.label.name) told.label = read.label.own ? "out" : "in";
  told.side = side(row, read.bubble);
  return Object.fromEntries(Object.entries(told).filter(([, way]) => way));
}

function either(out, inward, alsoOut = false, alsoIn = false) {
  const [one, other] = [Boolean(out) || alsoOut, Boolean(inward) || alsoIn];
  return one === other ? "" : one ? "out" : "in";
}

/** "in", "out", or nothing where the signs do not suffice. */
function direction(told) {
  let lead = 0;
  for (const [sign, way] of Object.entries(told)) lead += way === "out" ? WEIGHTS[sign] : -WEIGHTS[sign];
  return Math.abs(lead) < ENOUGH ? "" : lead > 0 ? "out" : "in";
}

/** What an author's name adds, once it is known what the account is called. */
function addNames(rows, own) {
  const mine = new Set(own ? [own] : []);
  for (const row of rows) if (row.who && row.from === "out" && (row.signs.id || row.signs.class || row.signs.status)) mine.add(row.who);
  if (mine.size !== 1) return;
  for (const row of rows) {
    if (!row.who) continue;
    row.signs.name = mine.has(row.who) ? "out" : "in";
    row.from = direction(row.signs);
  }
}
