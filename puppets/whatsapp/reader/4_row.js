// One row of a conversation: a message, a note of the page's own, or a shell that is not drawn.

const KINDS = ["sticker", "voice", "audio", "gif", "video", "document", "location", "card", "image"];

function row(element) {
  const claims = new Claims(element);
  const holder = element.matches("[data-id]") ? element : first(element, "row_id");
  const raw = holder?.dataset.id ?? holder?.dataset.testid?.replace(/^conv-msg-/, "") ?? "";
  const shell = { kind: "shell", raw };
  if (!folded(element.textContent) && !element.querySelector("img, [data-icon], [aria-label], [data-pre-plain-text]")) return shell;
  const read = parts(element, claims, raw);
  const told = signs(element, read);
  const { pre, bubble, tails, label, ...rest } = read;
  const spoken = Boolean(pre || read.time || read.media || read.recalled || read.status || Object.keys(told).some((sign) => sign !== "side" && sign !== "id"));
  if (!spoken) return { kind: "note", raw, text: plain(element).trim() };
  return { kind: "message", ...rest, ...stamped(pre), label: label.own ? "" : label.name, signs: told, from: direction(told) };
}

/** `[10:15 AM, 11/20/2026] Alice: ` */
function stamped(pre) {
  const found = /^\[([^\]]*)\]\s*(.*?)\s*:?\s*$/su.exec(pre?.dataset.prePlainText ?? "");
  return { stamp: found?.[1] ?? "", who: found?.[2] ?? "" };
}

/** The parts in the order in which one could be taken for another. */
function parts(element, claims, raw) {
  const fresh = (each) => !claims.has(each);
  const take = (name, fits = fresh) => {
    const found = first(element, name, fits);
    claims.claim(found);
    return found;
  };
  const [quote, reactions] = [quoted(element, claims), reacted(element, claims)];
  const label = labelled(element, claims);
  const takeEvery = (name) => {
    const found = every(element, name, fresh);
    claims.claim(...found);
    return found.length > 0;
  };
  const recalled = take("recalled");
  const more = take("read_more");
  const text = body(element, claims);
  const media = recalled ? null : medium(element, claims);
  const tails = { out: take("tail_out"), in: take("tail_in") };
  const state = status(take("status"));
  const author = take("author");
  const marks = { edited: takeEvery("edited"), forwarded: takeEvery("forwarded") };
  const time = all(element, "time", fresh).pop();
  claims.claim(time, ...all(element, "preview", fresh));
  const pre = first(element, "pre");
  const bubble = first(element, "bubble") ?? pre?.parentElement;
  return {
    raw, pre, bubble, tails, label, quoted: quote, reactions, media, text: text ?? "", cut: Boolean(more),
    bodied: text !== null, recalled: Boolean(recalled), status: state, author: author ? plain(author).trim() : "", ...marks,
    time: time?.textContent.trim() ?? "", mentions: mentions(element), strays: leftover(element, claims, recalled, media),
  };
}

function quoted(element, claims) {
  const block = first(element, "quoted");
  if (!block) return null;
  claims.claim(block);
  const texts = all(block, "quoted_text");
  const author = first(block, "quoted_author");
  const said = texts.filter((each) => each !== author).pop();
  return { author: author ? plain(author).trim() : "", text: said ? plain(said) : "" };
}

function reacted(element, claims) {
  const found = all(element, "reactions", (each) => !claims.has(each));
  claims.claim(...found);
  const label = found.map((each) => `${each.getAttribute("aria-label") ?? ""} ${plain(each)}`).join(" ");
  return [...new Set(label.match(/\p{RI}\p{RI}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0f\u{e0020}-\u{e007f}]*(?:\u200d\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0f]*)*/gu) ?? [])];
}

/** What is said; never what stands in a button, such as a quoted message. */
function body(element, claims) {
  const found = first(element, "body", (each) => !claims.has(each) && !pressed(each, element));
  if (!found) return null;
  claims.claim(found);
  const button = first(found, "read_more");
  if (!button) return plain(found);
  const copy = found.cloneNode(true);
  first(copy, "read_more")?.remove();
  return plain(copy).replace(/…\s*$/u, "");
}

function pressed(each, row) {
  const button = each.closest('[role="button"], button');
  return Boolean(button) && row.contains(button) && button !== row;
}

/** Whom a text names, by the id that stands behind the name. */
function mentions(element) {
  const found = [...element.querySelectorAll("[data-app-text-template*='@'], [data-jid]")];
  return found.map((each) => ({ name: plain(each), jid: each.dataset.jid ?? each.dataset.appTextTemplate }));
}

function medium(element, claims) {
  for (const kind of KINDS) {
    const found = all(element, kind, (each) => !claims.has(each));
    if (found.length) return asMedium(element, claims, kind, found);
  }
  return null;
}

function asMedium(element, claims, kind, found) {
  const loading = first(element, "download", (each) => !claims.has(each));
  const held = found[0].closest('a, [role="button"], button') ?? found[0];
  const picture = element.querySelector('img[src^="blob:"], video[src], audio[src]') ?? found[0];
  const src = picture.getAttribute("href") ?? picture.getAttribute("src") ?? held.getAttribute("href") ?? "";
  claims.claim(...found, element.contains(held) ? held : null, loading);
  return { kind, src, name: named(kind, element, held), ready: !loading };
}

/** The file's name: in quotes in the title of its button, or the first text there. */
function named(kind, element, held) {
  if (kind === "document") {
    const title = /["“«「](.*)["”»」]/u.exec(held.getAttribute("title") ?? "");
    const shown = [...held.querySelectorAll('span[dir="auto"]')].map((each) => plain(each).trim()).find(Boolean);
    return title?.[1] ?? shown ?? "";
  }
  if (kind !== "card") return "";
  const shown = [...element.querySelectorAll('span[dir="auto"]')].map((each) => plain(each).trim());
  return shown.find((text) => text && !PATTERNS["@time"].test(text)) ?? "";
}

/** What belongs to nothing known; of media and of what was taken back only what speaks. */
function leftover(element, claims, recalled, media) {
  claims.claim(...element.querySelectorAll("[data-pre-plain-text]:empty"));
  claims.claim(...every(element, "decoration"));
  const pressable = [...claims.held].filter((each) => each.matches?.("[dir]")).flatMap((each) => [...each.querySelectorAll('[role="button"], button')]);
  const inText = pressable.filter((each) => !claims.held.has(each) && !each.closest("a")).map((each) => path(each, element));
  if (recalled) return inText;
  const player = media && ["voice", "audio", "gif", "video", "location", "card"].includes(media.kind);
  return inText.concat(claims.strays((node) => !player || (node.nodeType === Node.TEXT_NODE && /\p{L}{2}/u.test(node.nodeValue) && media.kind !== "card")));
}
