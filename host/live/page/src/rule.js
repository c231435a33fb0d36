// The page of a rule. It comes as a tree of known elements; anything else would be shown as text.

import { link } from "./address.js";
import { h } from "./dom.js";
import { severityMark } from "./mark.js";
import { w } from "./words.js";

const ELEMENTS = new Set(["p", "h3", "h4", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "hr"]);

function node(tree) {
  if (typeof tree === "string") return tree;
  const [name, ...children] = tree;
  if (name === "found") return found(children);
  const inner = children.map(node);
  return ELEMENTS.has(name) ? h(name, name === "pre" ? { tabindex: 0 } : {}, inner) : inner;
}

/** What comes of an example: the rule's own test. */
function found(children) {
  const text = children.filter((child) => typeof child === "string").join("").trim();
  return h("p", { class: "found" }, text ? [h("strong", {}, w.rule.found), " ", h("code", {}, text)] : w.rule.nothing);
}

/** Shows the page of a rule. */
export function ruleView(model, id) {
  const rule = model.ruleOf(id);
  if (!rule) return [h("h2", {}, id), h("p", {}, w.rule.gone)];
  const count = model.findings.filter((finding) => finding.rule === id).length;
  // The first heading of the page says the title again.
  const [first, ...rest] = rule.page;
  const body = Array.isArray(first) && first[0] === "h3" ? rest : rule.page;
  return [
    h("div", { class: "sheet-head" }, severityMark(rule.severity, false), h("h2", {}, rule.title)),
    h("p", { class: "quiet" }, h("code", {}, rule.id), ` · ${w.severity[rule.severity]} · ${w.certainty[rule.certainty]} · ${w.rule.by(rule.plugin)}`),
    count > 0 && h("p", {}, h("a", { href: link({ view: "rule", rule: id, only: id }), key: "of-rule" }, w.rule.show(count))),
    h("article", { class: "prose", lang: "en" }, body.map(node)),
  ];
}
