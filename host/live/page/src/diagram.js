// The diagram of one export: findings pinned to their places, the paths of the chosen one drawn over it.

import { go, link } from "./address.js";
import { fill, h } from "./dom.js";
import { severityMark } from "./mark.js";
import { openDrawing } from "./drawing.js";
import { decode, openViewer } from "./viewer.js";
import { w } from "./words.js";

/** Makes the diagram; returns its element, and what shows a place of a model in it. */
export function makeDiagram() {
  const head = h("div", { class: "diagram-head" });
  const said = h("p", { class: "diagram-note" });
  const canvas = h("div", { class: "canvas" });
  const legend = h("p", { class: "legend" });
  const element = h("section", { class: "diagram" }, head, canvas, said, legend);
  const view = { head, said, canvas, legend, element, drawing: null, path: null, revision: null, source: null, asked: 0 };
  new ResizeObserver(() => view.drawing && !canvas.contains(document.activeElement) && view.drawing.fit?.()).observe(canvas);
  return { element, show: (model, place) => show(view, model, place) };
}

async function show(view, model, place) {
  view.element.setAttribute("aria-label", w.diagram.name(place.file));
  heading(view, model, place);
  const asked = ++view.asked;
  if (view.path !== place.file || view.revision !== model.state.revision) {
    try {
      const bytes = await bytesOf(model, place.file);
      if (asked !== view.asked) return;
      await draw(view, model, place.file, decode(bytes));
      if (asked !== view.asked) return;
      view.revision = model.state.revision;
    } catch (error) {
      if (asked === view.asked) fail(view, error);
      return;
    }
  }
  annotate(view, model, place);
}

async function bytesOf(model, path) {
  const id = model.exportId(path);
  if (id === null) throw new Error(path);
  const answer = await fetch(`exports/${id}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.arrayBuffer();
}

/** Draws a file anew, unless it is drawn already: the reader's place in the diagram is kept. */
async function draw(view, model, path, source) {
  if (view.path === path && view.source === source && view.drawing) return;
  const kept = view.path === path ? view.drawing?.canvas?.viewbox() : null;
  view.drawing?.destroy();
  Object.assign(view, { drawing: null, path, source });
  fill(view.canvas, h("p", { class: "quiet" }, w.diagram.loading));
  const room = h("div", { class: "room" });
  let drawn = null;
  try {
    if (model.file(path)?.format !== "bpmn") throw new Error("not BPMN");
    view.canvas.append(room);
    drawn = await openViewer(room, source);
    fill(view.said, "");
  } catch (error) {
    console.warn(error.message);
    fill(room);
    drawn = await openDrawing(room, `drawings/${model.exportId(path)}`);
    fill(view.said, w.diagram.drawn);
  }
  if (view.path !== path || view.source !== source) return drawn.destroy();
  view.canvas.replaceChildren(room);
  view.drawing = drawn;
  if (kept && drawn.canvas) drawn.canvas.viewbox({ x: kept.x, y: kept.y, width: kept.width, height: kept.height });
  else drawn.fit();
}

function fail(view, error) {
  view.drawing?.destroy();
  Object.assign(view, { drawing: null, path: null, source: null });
  fill(view.canvas, h("p", { class: "loud" }, `${w.diagram.none} ${error.message}`));
  fill(view.said, "");
  fill(view.legend, "");
}

function heading(view, model, place) {
  const files = model.report.files.filter((file) => file.status !== "refused" && model.exportId(file.path) !== null);
  const button = (key, sign, label, press) =>
    h("button", { type: "button", key, "aria-label": label, title: label, on: { click: press } }, sign);
  fill(view.head,
    h("nav", { class: "crumbs" }, h("a", { href: link({ view: "landscape" }), key: "to-landscape" }, w.views.landscape)),
    h("label", {},
      h("select", { "aria-label": w.diagram.file, key: "file", on: { change: (event) => go({ file: event.target.value, finding: "", element: "" }) } },
        files.map((file) => h("option", { value: file.path, selected: file.path === place.file }, file.path)))),
    h("div", { class: "zoom" },
      button("zoom-out", "−", w.diagram.out, () => view.drawing?.zoom(1 / 1.25)),
      button("zoom-in", "+", w.diagram.in, () => view.drawing?.zoom(1.25)),
      button("zoom-fit", "⤢", w.diagram.fit, () => view.drawing?.fit())));
}

/** Puts pins and paths on the drawing. */
function annotate(view, model, place) {
  const { drawing } = view;
  if (!drawing) return;
  const chosen = place.finding ? model.finding(place.finding) : null;
  drawing.clear();
  pins(drawing, model, place);
  const notes = [];
  if (chosen) {
    drawing.path(chosen.witness, "on-witness");
    drawing.path(chosen.reach?.path ?? [], "on-way");
    if (chosen.element) drawing.mark(chosen.element, "is-gap");
    if (chosen.witness.length > 1) notes.push(["witness", w.diagram.witness]);
    if ((chosen.reach?.path.length ?? 0) > 1) notes.push(["way", w.diagram.way]);
    const ids = [...chosen.witness, ...(chosen.reach?.path ?? [])];
    if (ids.some((id) => !drawing.has(id))) notes.push(["", w.diagram.elsewhere]);
  }
  const item = place.name ? model.item(place.name) : null;
  if (item) {
    const here = (steps, kind, word) => {
      const ids = steps.filter((step) => step.file === place.file).map((step) => step.element);
      ids.forEach((id) => drawing.mark(id, kind));
      if (ids.length) notes.push([kind, word]);
    };
    here(item.needed.map((need) => need.step), "item-needed", w.item.needed);
    here(item.made.filter((made) => !made.changed).map((made) => made.step), "item-made", w.item.made);
    here(item.made.filter((made) => made.changed).map((made) => made.step), "item-changed", w.item.changed);
    here(item.crossings.flatMap((crossing) => {
      const handoff = model.handoff(crossing.handoff);
      return handoff?.element ? [{ file: handoff.file, element: handoff.element }] : [];
    }), "item-handed", w.item.handed);
  }
  fill(view.legend, notes.map(([kind, word]) => h("span", { class: kind && `key ${kind}` }, word)));
  if (place.element) drawing.mark(place.element, "is-chosen");
  const focus = place.element
    ? [place.element]
    : chosen ? [chosen.element, ...chosen.witness, ...(chosen.reach?.path ?? [])].filter(Boolean) : [];
  const revealed = `${place.file} ${focus}`;
  if (focus.length && view.revealed !== revealed) drawing.reveal(focus);
  view.revealed = revealed;
}

/** One pin for each place, with the worst that is found there. */
function pins(drawing, model, place) {
  const places = new Map();
  for (const finding of model.findings) {
    const here = finding.places.filter((one) => one.file === place.file && one.element).map((one) => one.element);
    for (const element of new Set(here)) places.set(element, [...(places.get(element) ?? []), finding]);
  }
  for (const [element, findings] of places) {
    const [worst] = findings;
    const current = findings.findIndex((finding) => finding.fingerprint === place.finding);
    const next = findings[(current + 1) % findings.length];
    const label = `${w.diagram.pin(findings.length)}: ${findings.map((finding) => finding.message).join(" ")}`;
    drawing.pin(element,
      h("a", {
          class: `pin ${worst.reaches ? "reaching" : ""} ${current >= 0 ? "chosen" : ""}`,
          href: link({ view: "diagram", file: place.file, finding: next.fingerprint }),
          "aria-label": label,
          title: worst.message,
          key: `pin-${element}`,
        },
        severityMark(worst.severity, worst.reaches),
        findings.length > 1 && String(findings.length)));
  }
}
