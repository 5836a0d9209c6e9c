// What a hand asks of a page, by name: each answers JSON, an element or a list of them.

return {
  watch: (given) => watch(given),
  won: () => {
    const all = won;
    won = {};
    return all;
  },

  found: ({ name, within }) => found(name, within),
  there: ({ name, within, ms }) => until(() => found(name, within)[0], ms),
  gone: ({ name, within, ms }) => until(() => !found(name, within).length, ms),
  either: ({ names, ms }) => until(() => names.find((name) => found(name).length), ms),
  present: ({ names }) => names.filter((name) => found(name).length),
  /** Looked for anew each time: what is drawn again is another element. */
  spot: ({ name, within, element, inner, covered, ms }) => until(() => {
    const outer = element ?? found(name, within)[0];
    const one = (outer && inner && found(inner, outer)[0]) || outer;
    return one && middle(one, covered);
  }, ms),
  label: ({ element }) => label(element),
  attribute: ({ element, name }) => element.getAttribute(name) ?? "",

  named: (given) => named(given),
  /** The first of them, as soon as it is there. */
  shown: (given) => until(() => named(given)[0], given.ms),

  /** People in a list, as far as they are drawn, each where it stands. */
  people: ({ name, within }) => found(name, within).map((row) => {
    const title = told("panel_name", row)[0];
    const others = told("panel_about", row).filter((each) => each !== title && !each.contains(title));
    const moved = /translateY\((-?[\d.]+)px\)/.exec(row.getAttribute("style") ?? "");
    const nick = [...row.querySelectorAll("span")].map((each) => /^~\s*(.+)$/su.exec(each.textContent.trim())).find(Boolean);
    return {
      name: title ? label(title) : "", about: others.length ? label(others[0]) : "",
      top: moved ? Number(moved[1]) : row.getBoundingClientRect().top + (scroller(row)?.scrollTop ?? 0),
      picture: told("chat_picture", row)[0]?.getAttribute("src") ?? "", face: told("chat_person", row).length > 0,
      self: told("panel_self", row).length > 0, me: told("member_me", row).length > 0,
      admin: told("member_admin", row).length > 0, nick: nick ? even(nick[1]) : "",
    };
  }),
  /** All that a drawer tells, at one time. */
  drawer: () => {
    const drawer = found("drawer")[0];
    const part = (name) => found(name, drawer)[0];
    const described = part("no_description") ? null : part("description");
    return {
      title: told("header_name").map(label).find(Boolean) ?? "", phone: phone(drawer),
      about: part("card_about") ? label(part("card_about")) : "", picture: face(drawer),
      description: described ? said(described) : "", link: part("invite_link")?.getAttribute("href") ?? "",
    };
  },
  /** What the account tells of itself, in the drawer with this button. */
  profile: ({ back }) => {
    const drawer = found(back)[0]?.closest("header")?.parentElement ?? document.body;
    const [name, about] = ["profile_name", "profile_about"].map((each) => found(each)[0]);
    return { name: name ? said(name) : "", about: about ? said(about) : "", phone: phone(drawer), picture: face(drawer) };
  },
  reads: ({ name, text, ms }) => until(() => found(name).some((each) => label(each) === text) || null, ms),

  /** "so" once all of these stand in a list, or none does; "asked" where the page asks once more. */
  among: ({ names, inside, ms, ...given }) => until(() => {
    if (found("dialog").length) return found("dialog_confirm").length ? "asked" : null;
    return found(given.within).length && names.every((name) => named({ ...given, name }).length > 0 === inside) ? "so" : null;
  }, ms),

  /** What tells rows of one name from each other. */
  traits: ({ element }) => ({
    room: told("chat_group", element).length ? true : told("chat_person", element).length ? false : null,
    picture: told("chat_picture", element)[0]?.getAttribute("src") ?? "",
  }),

  /** Whether a row of a list is of the conversation that is open, and what stands there. */
  standing: ({ element }) => ({
    selected: element.matches('[aria-selected="true"]') || Boolean(element.querySelector('[aria-selected="true"]')),
    title: told("header_name").map(label).find(Boolean) ?? "",
    ids: told("message_row").map(raw).filter(Boolean),
  }),
  /** Once the header bears this name, and something stands below it that did not before. */
  opened: ({ name, before = [], ms }) => until(() => {
    const title = told("header_name").map(label).find(Boolean);
    return title === even(name) && told("message_row").map(raw).some((id) => id && !before.includes(id)) ? true : null;
  }, ms),
  title,

  row: ({ id }) => rowOf(id),
  ids: () => told("message_row").map(raw).filter(Boolean),

  /** The row drawn, and in sight. */
  drawn: ({ id, ms }) => until(() => {
    const row = rowOf(id);
    if (!row) return null;
    const box = row.getBoundingClientRect();
    const pane = scroller(row)?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
    if (box.top < pane.top || box.bottom > pane.bottom) row.scrollIntoView({ block: "center", behavior: "instant" });
    return row.textContent.trim() || row.querySelector("img, [data-icon]") ? row : null;
  }, ms),

  /** A row as the reader tells it, once it is as is asked. */
  become: ({ id, ms, text, recalled }) => until(() => {
    const row = (read().open?.rows ?? []).find((each) => bare(each.raw) === id);
    if (!row) return null;
    if (recalled) return row.recalled || null;
    const [one, other] = [squeezed(row.text), squeezed(text)];
    return row.text === text || (other && (one === other || (row.cut && other.startsWith(one)))) || null;
  }, ms),

  /** The picture of a message, whole. */
  loaded: ({ id, ms }) => until(() => {
    const row = (read().open?.rows ?? []).find((each) => bare(each.raw) === id);
    return row?.media?.src.startsWith("blob:") && row.media.ready ? true : null;
  }, ms),

  /** An own message that was not there before: at once when it is ticked, late when it is not. */
  sent: async ({ known, text, ms }) => {
    let last = null;
    await until(() => {
      last = fresh(known, text);
      return last && !["", "pending"].includes(last.status);
    }, ms);
    return last && { id: bare(last.raw), status: last.status };
  },

  // Scrolling.

  /** One screen up or down, or to an end, where elements of that name stand; whether anything moved. */
  scroll: ({ name, by, end, within }) => {
    const pane = scroller(found(name, within)[0]);
    if (!pane) return false;
    const before = pane.scrollTop;
    pane.scrollTop = end ? (end === "top" ? 0 : pane.scrollHeight) : Math.round(before + by * pane.clientHeight * 0.9);
    return Math.abs(pane.scrollTop - before) > 1;
  },
  /** Whether older messages than this came to stand above it. */
  older: ({ first, ms }) => until(() => {
    const ids = told("message_row").map(raw).filter(Boolean);
    return ids.length && ids[0] !== first ? true : null;
  }, ms),
  /** A list drawn again after it was scrolled: two pictures of the page later. */
  settled: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),

  // Writing.

  /** Whether one may write in it, and whether nothing stands there. */
  focus: ({ element }) => {
    element.focus();
    return { focused: element.contains(document.activeElement), empty: !(element.value ?? plain(element)).trim() };
  },
  spaced: ({ element }) => /\s$/u.test(plain(element)),
  /** What it holds of what was typed, and whether a list lies over it from which Enter would choose. */
  typed: ({ element, text }) => {
    const held = (element.value ?? plain(element)).replace(/\s+/gu, "");
    return { empty: !held, holds: held === text.replace(/\s+/gu, ""), choosing: found("mention_list").length > 0, offline: found("offline").length > 0, title: title() };
  },
  /** The button of an emoji, in what popped up over the page. */
  emoji: ({ emoji, ms }) => until(() => {
    const main = told("conversation")[0];
    return found("quick_reaction").find((each) => !main?.contains(each) && shows(each, emoji) && squeezed(plain(each)) === "") ?? null;
  }, ms),
  shows: ({ element, emoji }) => shows(element, emoji),
  /** What stands under a message: every emoji, and how many there are. */
  reacted: ({ id }) => reacted(id),
  /** Once that is otherwise, with this emoji in it or, where none is named, however. */
  rereacted: ({ id, before, emoji, ms }) => until(() => {
    const now = reacted(id);
    return now !== before && (!emoji || bareEmoji(now).includes(bareEmoji(emoji))) ? true : null;
  }, ms),

  /** A file that the page holds, as base64; null where it is gone or over `most` bytes. */
  blob: async ({ src, most }) => {
    const answer = await fetch(src).catch(() => null);
    if (!answer?.ok) return null;
    const blob = await answer.blob();
    if (blob.size > most) return null;
    const url = await new Promise((done, failed) => {
      const file = new FileReader();
      file.onload = () => done(file.result);
      file.onerror = () => failed(file.error);
      file.readAsDataURL(blob);
    });
    return { type: blob.type, content: url.slice(url.indexOf(",") + 1) };
  },
  kindOf: async ({ src }) => fetch(src).then((answer) => answer.blob()).then((blob) => blob.type).catch(() => ""),
};
