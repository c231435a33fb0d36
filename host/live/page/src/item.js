// The journey of an item: where it is made, changed, handed over, needed, and met by the customer.

import { link } from "./address.js";
import { table } from "./department.js";
import { h } from "./dom.js";
import { toDepartment, toItem, toStep } from "./links.js";
import { w } from "./words.js";

/** Lists every item. */
export function itemsView(model) {
  const items = model.map?.items ?? [];
  const unmet = (item) => item.needed.some((need) => need.availability !== "always" && !need.optional);
  const sorted = [...items].sort((a, b) => unmet(b) - unmet(a));
  return [
    h("h2", {}, w.item.all),
    table([w.finding.item, w.item.made, w.item.handed, w.item.needed, w.item.told],
      sorted.map((item) => [
        [h("strong", {}, toItem(model, item.name)), unmet(item) && h("span", { class: "verdict unmet" }, ` ${w.item.unmet}`)],
        ...[item.made, item.crossings, item.needed, item.told].map((steps) => String(steps.length)),
      ])),
  ];
}

/** Shows the journey of one item. */
export function itemView(model, name) {
  const item = model.item(name);
  if (!item) return [h("h2", {}, name), h("p", { class: "gone" }, w.item.gone)];
  return [
    h("nav", { class: "crumbs" }, h("a", { href: link({ view: "items" }) }, w.item.all)),
    h("h2", {}, w.item.name(item.name)),
    item.store && h("p", { class: "quiet" }, w.item.store),
    journey(model, item),
  ];
}

/** The stations of an item, in their order. */
export function journey(model, item) {
  const state = (one) => one.state !== null && h("span", { class: "state" }, ` [${one.state}]`);
  const owner = (step) => [" ", h("span", { class: "quiet" }, toDepartment(step.department))];
  const step = (one) => h("li", {}, toStep(model, one.step.element, one.step.file, { name: item.name }), state(one), owner(one.step));
  const station = (title, kind, entries) =>
    h("li", { class: `station ${kind}${entries.length ? "" : " empty"}` },
      h("h3", {}, title),
      entries.length ? h("ul", {}, entries) : h("p", { class: "quiet" }, w.item.nowhere));
  return h("ol", { class: "journey" },
    station(w.item.made, "made", item.made.filter((made) => !made.changed).map(step)),
    item.made.some((made) => made.changed) && station(w.item.changed, "changed", item.made.filter((made) => made.changed).map(step)),
    station(w.item.handed, "handed", item.crossings.map((crossing) =>
      h("li", {}, toDepartment(crossing.from), " → ", toDepartment(crossing.to), state(crossing)))),
    station(w.item.needed, "needed", item.needed.map((need) =>
      h("li", {}, toStep(model, need.step.element, need.step.file, { name: item.name }), state(need), owner(need.step),
        need.availability !== "always" && h("span", { class: "verdict unmet" }, ` ${w.availability[need.availability]}`)))),
    item.told.length > 0 && station(w.item.told, "told", item.told.map((step) =>
      h("li", {}, toStep(model, step.element, step.file, { name: item.name }), owner(step)))));
}
