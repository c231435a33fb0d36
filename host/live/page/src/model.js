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
  // What is undecided is no finding that anybody has to mend: it is found by its fingerprint, and listed in the account.
  const open = report.undecided.flatMap((source) => source.needs.map((need) => ({ ...need, undecided: true })));
  const all = [...report.findings, ...open].map((finding, index) => ({
    ...finding,
    index,
    title: ruleOf.get(finding.rule)?.title ?? finding.rule,
    reaches: FAMILY_ORDER.includes(finding.reach?.verdict),
    met: newest(finding.places.map((place) => state.met[place.fingerprint] ?? null)),
    words: [finding.message, finding.rule, finding.from, finding.to]
      .concat(finding.places.flatMap((place) => [place.file, place.element, place.name, place.item, place.department]))
      .filter(Boolean)
      .join("\n")
      .toLowerCase(),
  }));
  const findings = all.filter((finding) => !finding.undecided);
  const byFingerprint = new Map(all.flatMap((finding) => finding.places.map((place) => [place.fingerprint, finding])));
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

function newest(times) {
  const known = times.filter((time) => time !== null);
  return known.length ? Math.max(...known) : null;
}

function called(name, wanted) {
  return (name ?? "") === wanted || visible((name ?? "").replace(/[\t\n]/g, " ")) === wanted;
}

/** Tells which departments a finding is about. */
export function partiesOf(finding) {
  const at = finding.places.map((place) => place.department);
  return [...new Set([finding.department, finding.from, finding.to, ...at].filter((name) => name !== null))];
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
