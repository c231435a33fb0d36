// The departments, and one of them: what it needs from its neighbours, and who does not deliver it.

import { link } from "./address.js";
import { h } from "./dom.js";
import { findingLinks } from "./finding.js";
import { toDepartment, toItem, toStep } from "./links.js";
import { partiesOf } from "./model.js";
import { party, w } from "./words.js";

/** Lists every department, with what is missing there. */
export function departmentsView(model) {
  const departments = (model.map?.departments ?? []).map((one) => ({ one, ...neighbourly(one) }));
  departments.sort((a, b) => b.unmet.length - a.unmet.length);
  return [
    h("h2", {}, w.department.all),
    table([w.finding.department, w.department.count, w.department.open, w.department.culprits],
      departments.map(({ one, needs, unmet }) => [
        [h("strong", {}, toDepartment(one.name, "department")), one.side !== "own" && h("span", { class: "side" }, w.side[one.side])],
        String(needs.length),
        h("span", { class: unmet.length ? "verdict unmet" : "" }, String(unmet.length)),
        unmet.length > 0 && culprits(one, unmet),
      ])),
  ];
}

/** What a department needs from others, and what of it does not surely arrive. */
function neighbourly(department) {
  const outside = (input) => input.suppliers.some((name) => name !== department.name) || !input.suppliers.length;
  const needs = department.inputs.filter((input) => outside(input) || (!input.met && !input.optional));
  return { needs, unmet: needs.filter((input) => !input.met && !input.optional) };
}

/** Shows one department. */
export function departmentView(model, name) {
  const department = model.department(name);
  if (!department) return [h("h2", {}, name), h("p", {}, w.department.nothing)];
  const { needs, unmet } = neighbourly(department);
  const shown = party(department.name);
  const others = department.inputs.filter((input) => !needs.includes(input));
  const sorted = [...unmet, ...needs.filter((input) => !unmet.includes(input)), ...others];
  const findings = model.findings.filter((one) => partiesOf(one).includes(department.name));
  return [
    h("nav", { class: "crumbs" }, h("a", { href: link({ view: "departments" }) }, w.department.all)),
    h("h2", {}, w.department.needs(shown)),
    department.side !== "own" && h("p", { class: "side" }, w.side[department.side]),
    h("p", { class: "lead" }, w.department.summary(needs.length, unmet.length)),
    unmet.length > 0 && h("p", {}, h("strong", {}, w.department.culprits), " ", culprits(department, unmet)),
    table([w.department.item, w.department.at, w.department.from, w.department.verdict],
      sorted.map((input) => [
        [toItem(model, stated(input)), input.optional && h("span", { class: "quiet" }, ` (${w.department.optional})`)],
        toStep(model, input.step.element, input.step.file),
        parties(input.suppliers.length ? input.suppliers : input.providers, department.name, w.department.nobody),
        verdict(model, input),
      ])),
    h("h2", {}, w.department.gives(shown)),
    table([w.department.item, w.department.made, w.department.to],
      department.outputs.map((output) => [
        toItem(model, stated(output)),
        toStep(model, output.step.element, output.step.file),
        [parties(output.receivers, department.name, output.leaves ? w.department.outside : w.department.unused),
          output.leaves && output.receivers.length > 0 && `, ${w.department.outside}`],
      ])),
    findings.length > 0 && [
      h("h2", {}, w.department.findings(shown)),
      findingLinks(model, findings.slice(0, 50).map((finding) => finding.fingerprint)),
    ],
  ];
}

/** Counts, for each neighbour, what it does not deliver. */
function culprits(department, unmet) {
  const owed = new Map();
  for (const input of unmet) {
    const expected = input.expected_from === null ? [] : [input.expected_from];
    const givers = [expected, input.providers, input.suppliers].find((names) => names.length) ?? [];
    for (const name of givers.length ? givers : [undefined]) owed.set(name, (owed.get(name) ?? 0) + 1);
  }
  return h("span", { class: "culprits" },
    [...owed].sort((a, b) => b[1] - a[1]).map(([name, count], index) => [
      index > 0 && ", ",
      name === undefined ? w.department.nobody : name === department.name ? w.department.own : toDepartment(name),
      ` (${count})`,
    ]));
}

const stated = ({ item, state }) => (state === null ? item : `${item} [${state}]`);

function parties(names, own, none) {
  if (!names.length) return none;
  return names.map((name, index) => [index > 0 && ", ", name === own ? w.department.own : toDepartment(name)]);
}

function verdict(model, input) {
  const formal = input.availability === "always" && !input.met;
  const word = w.availability[formal ? "form" : input.availability];
  const details = [
    input.missing_fields.length > 0 && w.department.missing(input.missing_fields.join(", ")),
    input.arrives_in.length > 0 && !input.met && w.department.arrives(input.arrives_in.join(", ")),
  ].filter(Boolean);
  const finding = input.findings.map(model.finding).find(Boolean);
  const text = [word, ...details].join("; ");
  return h("span", { class: `verdict ${input.met ? "met" : input.availability === "unknown" ? "open" : "unmet"}` },
    finding ? h("a", { href: link({ view: "diagram", file: finding.file ?? "", finding: finding.fingerprint }) }, text) : text);
}

/** A table whose rows become cards on a phone. */
export function table(names, rows) {
  if (!rows.length) return h("p", { class: "quiet" }, w.department.nothing);
  return h("div", { class: "table", role: "region", tabindex: 0, "aria-label": names.join(", ") },
    h("table", {},
      h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell, index) => h("td", { "data-name": names[index] }, cell)))))));
}
