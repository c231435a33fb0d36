// Builds nodes. Text only ever becomes text: there is no way through here for markup.

const SVG = "http://www.w3.org/2000/svg";

// What an eye would miss or a reader be misled by: controls, writing directions, zero widths, tags.
// The same characters as in host/report/src/escape.rs.
const HIDDEN = new RegExp(
  "[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f" +
    "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]" +
    // Joiners, where no script needs them: between ASCII letters they only make two names look the same.
    "|(?<=^|[\\0-\\x7f])[\\u200c\\u200d]|[\\u200c\\u200d](?=$|[\\0-\\x7f])",
  "gu",
);

/** Makes hidden characters visible. */
export function visible(text) {
  return String(text).replace(HIDDEN, (hidden) => {
    const code = hidden.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `⟨U+${code}⟩`;
  });
}

/**
 * Makes an element.
 *
 * @param {string} name its name; `svg:` in front makes it one of a picture
 * @param {object} attributes `on` holds listeners, `key` tells it apart for focus; false and null leave one out
 * @param {...(Node|string|number|null|Array)} children nodes and texts
 */
export function h(name, attributes = {}, ...children) {
  const element = name.startsWith("svg:")
    ? document.createElementNS(SVG, name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "on") Object.entries(value).forEach(([event, listen]) => element.addEventListener(event, listen));
    else if (key === "key") element.dataset.key = value;
    else element.setAttribute(key, value === true ? "" : visible(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false) element.append(visible(child));
  }
}

/** Puts other children into an element; the focus stays with what bears the same key. */
export function fill(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement.closest("[data-key]") : null;
  const key = focused?.dataset.key;
  const made = document.createDocumentFragment();
  add(made, children);
  element.replaceChildren(made);
  if (key !== undefined && !element.contains(document.activeElement)) {
    const same = [...element.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    same?.focus({ preventScroll: true });
  }
}
