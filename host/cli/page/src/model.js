// The state as the views want it: looked up by name, not by position.

import { visible } from "./dom.js";

const RANK = { error: 0, warning: 1, info: 2 };
const FAMILY_ORDER = ["certain", "possible"];

/** Makes a model of the state and the rules that the server sent. */
export function model(state, rules) {
  const { report, map } = state;
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const steps = new Map();
  const anywhere = new Map();
  for (const department of map?.departments ?? []) {
    for (const step of department.steps) {
      const known = { ...step, department: department.name, side: department.side };
      steps.set(`${step.file}\n${step.element}`, known);
      if (!anywhere.has(step.element)) anywhere.set(step.element, known);
    }
  }
  const findings = report.findings.map((finding, index) => ({
    ...finding,
    index,
    title: ruleOf.get(finding.rule)?.title ?? finding.rule,
    reaches: FAMILY_ORDER.includes(finding.reach?.verdict),
    met: state.met[finding.fingerprint] ?? null,
    words: [finding.message, finding.rule, finding.file, finding.element, finding.item, finding.department, finding.from, finding.to]
      .filter(Boolean)
      .join("\n")
      .toLowerCase(),
  }));
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  return {
    state,
    report,
    map,
    findings,
    rules,
    ruleOf: (id) => ruleOf.get(id),
    finding: (fingerprint) => byFingerprint.get(fingerprint),
    file: (path) => report.files.find((file) => file.path === path),
    exportId: (path) => (Object.hasOwn(state.exports, path) ? state.exports[path] : null),
    handoff: (() => {
      const byId = new Map(report.handoffs.map((handoff) => [handoff.id, handoff]));
      return (id) => byId.get(id);
    })(),
    /** Finds a department by its name, as it is or as pictures show it; "" stands for nobody. */
    department: (name) => map?.departments.find((one) => called(one.name, name)),
    border: (from, to) => map?.borders.find((one) => called(one.from, from) && called(one.to, to)),
    item: (name) => map?.items.find((one) => one.name === name),
    /** Finds a step by its id; ids may repeat across files. */
    step: (element, file) => steps.get(`${file}\n${element}`) ?? anywhere.get(element),
  };
}

function called(name, wanted) {
  return (name ?? "") === wanted || visible((name ?? "").replace(/[\t\n]/g, " ")) === wanted;
}

/** Tells which departments a finding is about. */
export function partiesOf(finding) {
  return [...new Set([finding.department, finding.from, finding.to].filter((name) => name !== null))];
}

/** Keeps the findings that the filters of the address let through. */
export function filtered(findings, place) {
  const words = place.q.toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter(
    (finding) =>
      (!place.department || partiesOf(finding).includes(place.department)) &&
      (!place.only || finding.rule === place.only) &&
      (!place.severity || RANK[finding.severity] <= RANK[place.severity]) &&
      (!place.reach || finding.reaches) &&
      (!place.fresh || finding.met !== null) &&
      words.every((word) => finding.words.includes(word)),
  );
}
