// One finding in full: what is wrong, whether the customer notices, what to do, and the paths that show it.

import { go, link } from "./address.js";
import { h } from "./dom.js";
import { toDepartment, toItem, toRule, toStep } from "./links.js";
import { severityMark } from "./mark.js";
import { time, w } from "./words.js";

/** Puts a label in quotation marks; what tells of a step without a label has marks of its own. */
function quoted(name) {
  return /[“„]/.test(name) ? name : w.quoted(name);
}

/** Says whether the customer would notice. */
export function reachSentence(model, finding) {
  const { reach } = finding;
  if (!reach) return null;
  if (reach.verdict === "none" && reach.repaired_by)
    return w.reach.repaired(quoted(model.step(reach.repaired_by, finding.file)?.name ?? reach.repaired_by));
  if (reach.verdict === "none" || reach.verdict === "unknown") return w.reach[reach.verdict];
  return w.reach[reach.verdict](reach.touchpoint_name && quoted(reach.touchpoint_name));
}

/** Shows a finding; `model.finding` did not find it where it is undefined. */
export function findingSheet(model, finding) {
  if (!finding) return h("section", { class: "sheet" }, h("p", { class: "gone" }, w.finding.gone), closing());
  const fact = (name, ...value) => [h("dt", {}, name), h("dd", {}, value)];
  const place = [finding.file, finding.line].filter((part) => part !== null).join(":");
  return h("section", { class: "sheet", "aria-labelledby": "finding-name" },
    h("div", { class: "sheet-head" },
      severityMark(finding.severity, finding.reaches),
      h("h2", { id: "finding-name" }, finding.message),
      closing()),
    finding.reach && h("p", { class: finding.reaches ? "reach reaching" : "reach" }, reachSentence(model, finding)),
    finding.help && h("p", { class: "remedy" }, h("strong", {}, w.finding.remedy), " ", finding.help),
    path(model, finding, w.finding.witness, finding.witness, "witness"),
    path(model, finding, w.finding.path, finding.reach?.path ?? [], "way"),
    h("dl", { class: "facts" },
      finding.from !== null && finding.to !== null &&
        fact(w.finding.handoff, toDepartment(finding.from), " → ", toDepartment(finding.to)),
      finding.department !== null && fact(w.finding.department, toDepartment(finding.department)),
      finding.item !== null && fact(w.finding.item, toItem(model, finding.item)),
      fact(w.finding.since, finding.known ? w.since.known : finding.met === null ? w.since.before : time(finding.met)),
      fact(w.finding.sure, w.certainty[finding.certainty]),
      fact(w.finding.rule, toRule(finding), h("span", { class: "quiet" }, ` ${finding.rule}`)),
      place && fact(w.finding.place, h("code", {}, place)),
      !finding.rule.startsWith("handoff/") && fact(w.finding.ignore, h("code", {}, w.finding.command(finding.fingerprint))),
      finding.places.length > 1 &&
        fact(w.finding.also, finding.places.slice(1).map((place, index) => [
          index > 0 && ", ",
          place.element ? toStep(model, place.element, place.file) : (place.name ?? place.file),
          place.item !== finding.item && place.item !== null && [" · ", toItem(model, place.item)],
        ])),
      finding.related.length > 0 &&
        fact(w.finding.related, finding.related.map((place, index) => [index > 0 && ", ", place.element ? toStep(model, place.element, place.file) : (place.name ?? place.file)]))));
}

function closing() {
  const close = () => {
    go({ finding: "", view: "landscape", file: "", element: "" });
    document.querySelector("#stage").focus({ preventScroll: true });
  };
  return h("button", { type: "button", class: "close", key: "close-finding", "aria-label": w.finding.close, on: { click: close } }, "×");
}

/** A path, step by step; what lies between the ends is said once. */
function path(model, finding, title, ids, kind) {
  if (ids.length < 2) return null;
  const end = (id, index) => {
    const said = [];
    if (kind === "witness" && id === finding.element) said.push(w.finding.gap);
    if (kind === "way" && index === 0) said.push(w.finding.gap);
    if (id === finding.reach?.touchpoint) said.push(w.finding.customer);
    return said.length ? h("span", { class: `end ${said.includes(w.finding.customer) ? "reaching" : ""}` }, said.join(", ")) : null;
  };
  return h("div", { class: `path ${kind}` },
    h("h3", {}, title),
    h("ol", {}, ids.map((id, index) =>
      h("li", {}, toStep(model, id, finding.file, { finding: finding.fingerprint, file: model.step(id, finding.file)?.file ?? finding.file }), end(id, index)))));
}

/** Shows several findings as links, for the views that are about something else. */
export function findingLinks(model, fingerprints) {
  const findings = fingerprints.map(model.finding).filter(Boolean);
  return h("ul", { class: "links" }, findings.map((finding) =>
    h("li", {},
      severityMark(finding.severity, finding.reaches),
      h("a", { href: link({ view: "diagram", file: finding.file ?? "", finding: finding.fingerprint }) }, finding.message))));
}
