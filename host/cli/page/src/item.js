// The journey of an item: where it is made, changed, handed over, needed, and met by the customer.

import { link } from "./address.js";
import { h } from "./dom.js";
import { toDepartment, toStep } from "./links.js";
import { w } from "./words.js";

/** Lists every item. */
export function itemsView(model) {
  const items = model.map?.items ?? [];
  const unmet = (item) => item.needed.some((need) => need.availability !== "always" && !need.optional);
  const sorted = [...items].sort((a, b) => unmet(b) - unmet(a));
  return [
    h("h2", {}, w.item.all),
    items.length === 0 && h("p", {}, w.department.nothing),
    h("ul", { class: "cards" }, sorted.map((item) =>
      h("li", {},
        h("a", { href: link({ view: "item", name: item.name }), key: `card-${item.name}` }, h("strong", {}, item.name)),
        h("p", { class: unmet(item) ? "unmet" : "quiet" },
          [[w.item.made, item.made.length], [w.item.handed, item.crossings.length], [w.item.needed, item.needed.length], [w.item.told, item.told.length]]
            .map(([name, count]) => `${name} ${count}`).join(" · "))))),
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
