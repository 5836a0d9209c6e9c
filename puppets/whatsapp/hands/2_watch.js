// What the page tells by itself, through a function of ours in it.

const WATCHED = ["title", "aria-label", "data-icon", "data-id", "data-ref", "data-link-code", "src"];

/**
 * Calls `name` when anything changes, with what came to stand lowest in a conversation
 * meanwhile: `[id, title]`. At once, and then not again for so many milliseconds.
 */
const watch = ({ name, rest }) => {
  let resting = false, stirred = false, lowest = "", seen = [];
  const tell = () => {
    [resting, stirred] = [true, false];
    setTimeout(() => { resting = false; if (stirred) tell(); }, rest);
    window[name](seen.splice(0));
  };
  const note = () => {
    const rows = told("message_row");
    const id = rows.length ? raw(rows[rows.length - 1]) : "";
    if (!id || id === lowest) return;
    lowest = id;
    seen.push([id, title()]);
  };
  new MutationObserver(() => {
    stirred = true;
    note();
    if (!resting) tell();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: WATCHED });
  note();
  return true;
};
