// Links to what the page knows by name.

import { link } from "./address.js";
import { h } from "./dom.js";
import { party, w } from "./words.js";

/** Links to a department. */
export function toDepartment(name, key) {
  return h("a", { href: link({ view: "department", name: name ?? "" }), key: key && `${key}-${name}` }, party(name));
}

/** Links to the journey of an item. Findings name its state too, which belongs to no name. */
export function toItem(model, written) {
  const plain = written.replace(/ \[[^\]]*\]$/, "");
  const item = model.item(written) ?? model.item(plain);
  return item ? h("a", { href: link({ view: "item", name: item.name }) }, written) : h("span", {}, written);
}

/** Links to a step in the diagram of its file. */
export function toStep(model, element, file, extra = {}) {
  const step = model.step(element, file);
  const name = step?.name ?? element;
  const where = step?.file ?? file;
  if (!where || !model.exportId(where)) return h("span", {}, name);
  return h("a", { href: link({ view: "diagram", file: where, element, ...extra }) }, name);
}

/** Links to the page of a rule. */
export function toRule(finding) {
  return h("a", { href: link({ view: "rule", rule: finding.rule }) }, finding.title);
}

/** Writes how many there are of each severity. */
export function counts(counts) {
  return ["error", "warning", "info"]
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} × ${w.severity[severity]}`)
    .join(", ");
}
