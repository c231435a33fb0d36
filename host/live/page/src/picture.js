// Takes in pictures that the server drew. They hold no scripts and no styles, and even if they did: only what is known
// here comes through.

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set("svg g path rect circle ellipse line polyline polygon text tspan title desc defs marker symbol use clipPath".split(" "));
const ATTRIBUTES =
  /^(id|class|role|viewBox|width|height|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|d|points|transform|dx|dy|text-anchor|dominant-baseline|markerWidth|markerHeight|refX|refY|orient|markerUnits|preserveAspectRatio|fill|fill-opacity|fill-rule|clip-path|stroke|stroke-[a-z]+|marker-(start|mid|end)|font-(size|weight|style)|letter-spacing|paint-order|opacity|tabindex|focusable|href|data-[a-z-]+|aria-[a-z]+)$/;

/** Brings pictures from the server, as nodes of this page. */
export async function bringPictures(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...parsed.querySelectorAll("svg")].filter((svg) => !svg.parentElement?.closest("svg")).map(known).filter(Boolean);
}

/** Copies an element with all that is known in it. */
function known(element) {
  if (element.namespaceURI !== SVG || !ELEMENTS.has(element.localName)) return null;
  const copy = document.createElementNS(SVG, element.localName);
  for (const { name, value } of element.attributes) {
    const inside = name !== "href" || value.startsWith("#");
    if (ATTRIBUTES.test(name) && inside && !/url\((?!["']?#)/.test(value)) copy.setAttribute(name, value);
  }
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.data);
    else if (child.nodeType === Node.ELEMENT_NODE) copy.append(known(child) ?? "");
  }
  return copy;
}
