// The open conversation: whose it is, and its rows in order.

function conversation(own) {
  const main = located("conversation");
  if (!main) return null;
  const title = located("header_name", (each) => Boolean(folded(plain(each))));
  const members = located("header_members", (each) => each !== title);
  const rows = all(main, "message_row", (each) => !each.parentElement.closest('[role="row"]') && !each.closest("footer, header"));
  const read = rows.map(row);
  const seen = unread(main, rows);
  addNames(read, own);
  return {
    name: title ? plain(title).trim() : "", members: members?.getAttribute("title") ?? "", room: grouped(read),
    composer: Boolean(located("composer")), rows: read, unseen: seen,
  };
}

/** Ids that stand on the page in no row that was read: the rows are no rows any more. */
function unread(main, rows) {
  const held = [...main.querySelectorAll("[data-id], [data-pre-plain-text]")];
  return held.filter((each) => !rows.some((row) => row.contains(each) || each.contains(row))).length;
}

/** Whether it is a group: by its header, its ids, or by who speaks in it. */
function grouped(rows) {
  const jids = rows.map((each) => /^(?:true|false)_[^_]*@([a-z.]+)_/.exec(each.raw)?.[1]).filter(Boolean);
  if (jids.length) return jids.includes("g.us");
  if (located("group_sign")) return true;
  if (located("person_sign")) return false;
  const names = new Set(rows.filter((each) => each.from === "in").map((each) => each.who || each.label).filter(Boolean));
  return names.size > 1 ? true : null;
}
