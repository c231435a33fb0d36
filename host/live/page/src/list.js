// The findings as a list of which only the visible part exists: five thousand are as quick as five.

import { go, link, read } from "./address.js";
import { fill, h } from "./dom.js";
import { severityMark } from "./mark.js";
import { filtered, partiesOf } from "./model.js";
import { party, time, w } from "./words.js";

/** The heights of a row and of a heading, in rem: the same as in list.css. */
const ROW = 5;
const HEADING = 2.5;
/** Rows drawn above and below what is seen. */
const SPARE = 8;

/** Makes the list within its element; returns what shows a model in it. */
export function makeList(element) {
  const controls = h("div", { class: "controls" });
  const window = h("div", { class: "window" });
  const list = h("ol", { class: "rows" });
  window.append(list);
  element.append(controls, window);
  const view = { controls, window, list, rows: [], model: null, shown: "" };
  window.addEventListener("scroll", () => draw(view), { passive: true });
  new ResizeObserver(() => draw(view)).observe(window);
  element.addEventListener("keydown", (event) => step(view, event));
  return (model) => show(view, element, model);
}

function show(view, element, model) {
  const place = read();
  const found = filtered(model.findings, place);
  const known = found.filter((finding) => finding.known);
  const reaching = found.filter((finding) => !finding.known && finding.reaches);
  const others = found.filter((finding) => !finding.known && !finding.reaches);
  view.model = model;
  view.found = [...reaching, ...others, ...known];
  view.rows = [];
  let top = 0;
  const add = (row, height) => {
    view.rows.push({ ...row, top });
    top += height;
  };
  const group = (title, findings, from) => {
    if (!findings.length) return;
    add({ title: title(findings.length) }, HEADING);
    findings.forEach((finding, index) => add({ finding, position: from + index + 1 }, ROW));
  };
  group(w.list.reaching, reaching, 0);
  group(w.list.others, others, reaching.length);
  group(w.list.known, known, reaching.length + others.length);
  view.height = top;
  element.setAttribute("aria-label", w.list.name);
  view.window.setAttribute("aria-label", w.list.name);
  filters(view, model, place);
  view.shown = "";
  draw(view);
  reveal(view, place.finding);
}

function draw(view) {
  if (!view.model) return;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { scrollTop, clientHeight } = view.window;
  const from = Math.max(0, view.rows.findLastIndex((row) => row.top * rem <= scrollTop) - SPARE);
  const below = view.rows.findIndex((row) => row.top * rem > scrollTop + clientHeight);
  const to = below < 0 ? view.rows.length : Math.min(view.rows.length, below + SPARE);
  const place = read();
  const shown = `${from} ${to} ${place.finding}`;
  if (shown === view.shown) return;
  view.shown = shown;
  view.list.style.height = `${view.height}rem`;
  fill(view.list, view.rows.slice(from, to).map((row) => (row.finding ? entry(row, view, place) : heading(row))));
  if (!view.rows.length) fill(view.list, h("li", { class: "none" }, view.model.findings.length ? w.list.none : w.list.empty));
}

const at = (node, row) => {
  node.style.top = `${row.top}rem`;
  return node;
};

function heading(row) {
  return at(h("li", { class: "group" }, h("h3", {}, row.title)), row);
}

function entry({ finding, position, top }, view, place) {
  const chosen = place.finding === finding.fingerprint;
  const where = finding.from && finding.to ? `${finding.from} → ${finding.to}` : (partiesOf(finding)[0] ?? finding.file ?? "");
  return at(
    h("li", { "aria-setsize": view.found.length, "aria-posinset": position },
      h("a", {
          class: "row",
          href: toFinding(view.model, finding),
          "aria-current": chosen && "true",
          key: `finding-${finding.fingerprint}`,
        },
        severityMark(finding.severity, finding.reaches),
        h("span", { class: "message" }, finding.message),
        h("span", { class: "meta" },
          finding.met !== null && h("strong", { class: "fresh" }, `${w.list.fresh1} ${time(finding.met)}`),
          h("span", {}, where),
          h("span", { class: "rule" }, finding.rule)))),
    { top });
}

/** The address of a finding: its place in the diagram, where it has one. */
export function toFinding(model, finding) {
  const drawn = finding.file !== null && model.exportId(finding.file) !== null;
  const view = drawn ? { view: "diagram", file: finding.file } : { view: "finding" };
  return link({ ...view, finding: finding.fingerprint });
}

function reveal(view, fingerprint) {
  const row = fingerprint && view.rows.find((one) => one.finding?.fingerprint === fingerprint);
  if (!row || view.revealed === fingerprint) return;
  view.revealed = fingerprint;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { scrollTop, clientHeight } = view.window;
  const seen = row.top * rem >= scrollTop && (row.top + ROW) * rem <= scrollTop + clientHeight;
  if (!seen) view.window.scrollTop = row.top * rem - clientHeight / 3;
  draw(view);
}

/** Up and down walk through the list, as they do in every list. */
function step(view, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target.closest?.("a.row");
  if (!by || !row) return;
  event.preventDefault();
  const here = view.found.findIndex((finding) => `finding-${finding.fingerprint}` === row.dataset.key);
  const next = view.found[here + by];
  if (!next) return;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { top } = view.rows.find((one) => one.finding === next);
  const { scrollTop, clientHeight } = view.window;
  if (top * rem < scrollTop) view.window.scrollTop = top * rem;
  if ((top + ROW) * rem > scrollTop + clientHeight) view.window.scrollTop = (top + ROW) * rem - clientHeight;
  draw(view);
  [...view.list.querySelectorAll("a.row")].find((one) => one.dataset.key === `finding-${next.fingerprint}`)?.focus({ preventScroll: true });
}

function filters(view, model, place) {
  const choose = (field) => (event) => go({ [field]: event.target.value });
  const toggle = (field) => (event) => go({ [field]: event.target.checked ? "1" : "" });
  const select = (field, label, none, options) =>
    h("select", { "aria-label": label, key: `filter-${field}`, on: { change: choose(field) } },
      h("option", { value: "" }, none),
      options.map(([value, text]) => h("option", { value, selected: place[field] === value }, text)));
  const tick = (field, label) =>
    h("label", { class: "tick" },
      h("input", { type: "checkbox", checked: place[field] === "1", key: `filter-${field}`, on: { change: toggle(field) } }),
      h("span", {}, label));
  const names = [...new Set(model.findings.flatMap(partiesOf))].sort((a, b) => a.localeCompare(b));
  const rules = [...new Set(model.findings.map((finding) => finding.rule))].sort();
  const known = (names, chosen) => (chosen && !names.includes(chosen) ? [...names, chosen] : names);
  const filtering = place.q || place.department || place.only || place.severity || place.reach || place.fresh;
  const searching = view.search && document.activeElement === view.search;
  if (!view.search) {
    view.search = h("input", { type: "search", id: "search", on: { input: (event) => go({ q: event.target.value }, true) } });
  }
  view.search.setAttribute("placeholder", w.list.placeholder);
  view.search.setAttribute("aria-label", w.list.search);
  if (!searching) view.search.value = place.q;
  if (!view.rest) {
    view.head = h("div", { class: "list-head" });
    view.rest = h("div", { class: "filters" });
    fill(view.controls, view.head, view.search, view.rest);
  }
  fill(view.head, h("h2", {}, w.list.name), h("p", { class: "count", role: "status" }, w.list.count(view.found.length, model.findings.length)));
  fill(view.rest,
    tick("reach", w.list.reach),
    tick("fresh", w.list.fresh),
    select("department", w.list.department, w.list.any.department, known(names, place.department).map((name) => [name, party(name)])),
    select("only", w.list.rule, w.list.any.rule, known(rules, place.only).map((rule) => [rule, rule])),
    select("severity", w.list.severity, w.list.any.severity, [["error", w.list.least.error], ["warning", w.list.least.warning]]),
    filtering && h("button", { type: "button", key: "clear", on: { click: () => go({ q: "", department: "", only: "", severity: "", reach: "", fresh: "" }) } }, w.list.clear));
}
