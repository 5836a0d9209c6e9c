// The chat list, as far as it is drawn, from top to bottom.

function chats() {
  const list = located("chat_list");
  if (!list) return null;
  const rows = all(list, "chat_row", (each) => !each.querySelector('[role="row"], [role="listitem"]'));
  const read = rows.map(chat).filter(Boolean).sort((one, other) => one.y - other.y);
  const total = Number(list.getAttribute("aria-rowcount") ?? list.querySelector("[aria-rowcount]")?.getAttribute("aria-rowcount") ?? -1);
  return { rows: read, total, searching: Boolean(first(document, "search_results")) };
}

function chat(row) {
  if (!folded(row.textContent)) return null; // recycled, not drawn
  const claims = new Claims(row);
  const fresh = (each) => !claims.has(each);
  const take = (name, fits = fresh) => {
    const found = first(row, name, fits);
    claims.claim(found);
    return found;
  };
  const cell = first(row, "chat_cell");
  const name = take("chat_name", (each) => Boolean(titled(each)));
  const badge = take("chat_unread", (each) => fresh(each) && !name?.contains(each));
  const time = take("chat_time", (each) => fresh(each) && !each.contains(name));
  const preview = take("chat_preview", (each) => fresh(each) && !each.contains(name));
  const ticks = first(row, "status") ?? row.querySelector('[data-icon^="status-"]');
  const [group, person] = [first(row, "chat_group"), first(row, "chat_person")];
  const picture = first(row, "chat_picture");
  claims.claim(picture);
  return {
    name: name ? titled(name) : "", y: top(row), cell: Boolean(cell), time: time?.textContent.trim() ?? "", own: Boolean(ticks),
    preview: preview ? titled(preview) : "", unread: counted(badge), room: group ? true : person ? false : null,
    picture: picture?.getAttribute("src") ?? "", selected: Boolean(row.querySelector('[aria-selected="true"]')),
    strays: unclaimed(row, claims),
  };
}

/** The title, which is whole where the text is cut off; else the text. */
function titled(element) {
  const title = element.getAttribute("title") ?? element.querySelector("[title]")?.getAttribute("title");
  return (title ?? plain(element)).replace(/[\u202a-\u202c]/g, "").trim();
}

/** How many are unread; -1 where the page does not count. */
function counted(badge) {
  if (!badge) return 0;
  const digits = (text) => [...text].map((each) => (/\p{Nd}/u.test(each) ? digit(each) : "")).join("");
  return Number(digits(badge.textContent) || digits(badge.getAttribute("aria-label") ?? "") || -1);
}

/** Its value in any script: digits stand in tens, and nought is where they begin. */
function digit(character) {
  let nought = character.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(nought - 1)) && character.codePointAt(0) - nought < 9) nought -= 1;
  return String(character.codePointAt(0) - nought);
}

/** Where it is drawn: rows are moved there, in whatever order they stand on the page. */
function top(row) {
  const moved = /translateY\((-?[\d.]+)px\)/.exec(row.getAttribute("style") ?? "");
  return moved ? Number(moved[1]) : row.getBoundingClientRect().top;
}

/** A number or a label that belongs to nothing: most likely what is unread. */
function unclaimed(row, claims) {
  claims.claim(...every(row, "chat_decoration"));
  const matters = (node) => node.nodeType === Node.TEXT_NODE ? PATTERNS["@number"].test(node.nodeValue.trim()) : node.hasAttribute("aria-label");
  return claims.strays(matters);
}
