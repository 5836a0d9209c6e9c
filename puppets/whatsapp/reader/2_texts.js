// What an element says, and what in a row nobody has asked for.

const BLOCKS = new Set(["DIV", "P", "LI", "UL", "OL", "BLOCKQUOTE", "PRE"]);
const MARKS = { STRONG: "*", B: "*", EM: "_", I: "_", DEL: "~", S: "~" };

/** The text as it was typed: emoji as characters, marks and line breaks in their place. */
function plain(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.tagName === "IMG") return node.dataset.plainText ?? node.alt ?? "";
  if (node.tagName === "BR") return "\n";
  if (node.matches("svg, style, script")) return ""; // an icon is called something too
  return marked(node, inside(node));
}

function inside(node) {
  let text = "";
  let number = 0;
  for (const child of node.childNodes) {
    const block = BLOCKS.has(child.tagName);
    if (block && text && !text.endsWith("\n")) text += "\n";
    if (child.tagName === "LI") text += node.tagName === "OL" ? `${node.start + number++}. ` : "- ";
    text += plain(child);
    if (block && child.nextSibling && !text.endsWith("\n") && !BLOCKS.has(child.nextSibling.tagName)) text += "\n";
  }
  return text;
}

/** With the marks that were typed: the page says them itself, or they follow from the tag. */
function marked(node, text) {
  const template = node.dataset.appTextTemplate;
  if (template?.includes("${appText}")) return template.replace("${appText}", () => text);
  if (node.tagName === "CODE") return node.closest("pre") ? `\`\`\`${text}\`\`\`` : `\`${text}\``;
  if (node.tagName === "BLOCKQUOTE") return text.split("\n").map((line) => `> ${line}`).join("\n");
  const mark = MARKS[node.tagName] ?? "";
  return text ? mark + text + mark : text;
}

/** What of one row is accounted for; the rest is strays. */
class Claims {
  constructor(row) {
    this.row = row;
    this.held = new Set();
  }

  claim(...elements) {
    for (const each of elements) if (each) this.held.add(each);
  }

  has(node) {
    for (let at = node; at && at !== this.row; at = at.parentNode) if (this.held.has(at)) return true;
    return this.held.has(this.row);
  }

  /** Texts, pictures, icons, buttons and labels that belong to nothing known. */
  *rest() {
    const walker = document.createTreeWalker(this.row, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!tells(node) || this.has(node)) continue;
      // What holds something known is its frame.
      if (node.nodeType === Node.ELEMENT_NODE && [...this.held].some((each) => node.contains(each))) continue;
      yield node;
    }
  }

  strays(matters = () => true) {
    const paths = [...this.rest()].filter(matters).map((node) => path(node, this.row));
    return [...new Set(paths)];
  }
}

function tells(node) {
  if (node.parentElement?.closest('svg, [aria-hidden="true"]:not([data-icon])')) return false; // said to nobody
  if (node.nodeType === Node.TEXT_NODE) return Boolean(folded(node.nodeValue).replace(/…/g, ""));
  if (node.matches("style, script")) return false;
  return node.matches('img, [data-icon], [role="button"], button, [aria-label]:not([aria-label=""])');
}

/** Where it stands, by tags and attributes, and nothing of what it says. */
function path(node, root) {
  const steps = [];
  for (let at = node; at && at !== root && steps.length < 4; at = at.parentNode) {
    steps.unshift(at.nodeType === Node.TEXT_NODE ? "#text" : described(at));
  }
  return steps.join(" > ");
}

const SAID = ["role", "data-icon", "data-testid", "data-tab", "type", "contenteditable", "dir", "aria-hidden"];

function described(element) {
  const told = SAID.filter((name) => element.hasAttribute(name)).map((name) => `[${name}="${hushed(element.getAttribute(name))}"]`);
  return element.tagName.toLowerCase() + told.join("");
}

/** Without numbers and ids that would tell whose page it is. */
function hushed(value) {
  return value.replace(/[0-9a-f]{6,}|\p{Nd}{4,}/giu, "…").slice(0, 60);
}
