// The landscape as a picture: departments and the customer, and what passes between them.

import { go, link } from "./address.js";
import { fill, h } from "./dom.js";
import { findingLinks } from "./finding.js";
import { toDepartment, toItem, toStep } from "./links.js";
import { bringPictures } from "./picture.js";
import { table } from "./department.js";
import { party, speaks, w } from "./words.js";

/** Makes the view of the landscape; returns its element, and what shows a place of a model in it. */
export function makeLandscape() {
  const picture = h("div", { class: "picture" });
  const detail = h("div", { class: "detail" });
  const element = h("div", { class: "landscape" }, picture, detail);
  const view = { picture, detail, shown: null, chosen: null };
  return { element, show: (model, place) => show(view, model, place) };
}

async function show(view, model, place) {
  describe(view, model, place);
  const wanted = `${model.state.revision} ${speaks}`;
  if (view.shown !== wanted) {
    view.shown = wanted;
    try {
      const [svg] = await bringPictures(`landscape/${speaks}`);
      if (view.shown !== wanted) return;
      enliven(svg);
      fill(view.picture, svg);
    } catch (error) {
      console.warn(error);
      view.shown = null;
      fill(view.picture, h("p", { class: "quiet" }, w.landscape.none));
    }
  }
  choose(view, place);
}

/** Lets departments and borders be chosen, with the mouse and the keyboard alike. */
function enliven(svg) {
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", `${w.landscape.name}. ${w.landscape.hint}`);
  for (const part of parts(svg)) {
    const { department, from, to } = part.dataset;
    const target = isDepartment(part)
      ? { view: "department", name: department ?? "" }
      : { view: "landscape", from: from ?? "", to: to ?? "" };
    // A badge leads where its line leads; one way there is enough for the keyboard.
    if (part.getAttribute("aria-hidden") !== "true") {
      part.setAttribute("tabindex", "0");
      part.setAttribute("role", "link");
      part.dataset.key = `part-${isDepartment(part) ? department : `${from}→${to}`}`;
    }
    const follow = (event) => {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      go({ finding: "", file: "", element: "", name: "", from: null, to: null, ...target });
    };
    part.addEventListener("click", follow);
    part.addEventListener("keydown", follow);
    const near = (is) => () => light(svg, part, is);
    part.addEventListener("mouseenter", near(true));
    part.addEventListener("mouseleave", near(false));
    part.addEventListener("focus", near(true));
    part.addEventListener("blur", near(false));
  }
}

// The legend shows lines too, which lead nowhere.
const parts = (svg) => [...svg.querySelectorAll(":is(.department, .border):not(.legend *)")];
const isDepartment = (part) => part.classList.contains("department");

/** Fades what does not belong to the part that is looked at. */
function light(svg, part, is) {
  svg.classList.toggle("looking", is);
  const { department, from, to } = part.dataset;
  for (const other of parts(svg)) {
    const data = other.dataset;
    const joined = isDepartment(part)
      ? other === part || (!isDepartment(other) && [data.from, data.to].includes(department))
      : isDepartment(other) ? [from, to].includes(data.department) : data.from === from && data.to === to;
    other.classList.toggle("near", is && joined);
  }
}

function choose(view, place) {
  const chosen = place.from === null ? null : `${place.from}\n${place.to}`;
  if (chosen && chosen !== view.chosen) view.detail.querySelector(".sheet")?.scrollIntoView({ block: "nearest" });
  view.chosen = chosen;
  for (const part of parts(view.picture)) {
    const { from, to } = part.dataset;
    const is = !isDepartment(part) && place.from !== null && (from ?? "") === place.from && (to ?? "") === place.to;
    part.classList.toggle("chosen", is);
    if (is) part.setAttribute("aria-current", "true");
    else part.removeAttribute("aria-current");
  }
}

/** Says in words and figures what the picture shows. */
function describe(view, model, place) {
  const border = place.from === null ? null : model.border(place.from, place.to);
  fill(view.detail, border ? borderSheet(model, border) : null, bordersTable(model));
}

function borderSheet(model, border) {
  const handoffs = border.handoffs.map(model.handoff).filter(Boolean);
  return h("section", { class: "sheet", "aria-labelledby": "border-name" },
    h("div", { class: "sheet-head" },
      h("h2", { id: "border-name" }, toDepartment(border.from), " → ", toDepartment(border.to)),
      h("button", { type: "button", class: "close", key: "close-border", "aria-label": w.finding.close, on: { click: () => go({ from: null, to: null }) } }, "×")),
    h("p", { class: "lead" }, border.all ? w.landscape.coverage(border.declared, border.all) : w.landscape.expected),
    border.gaps.findings.length ? findingLinks(model, border.gaps.findings) : h("p", { class: "quiet" }, w.landscape.noGaps),
    handoffs.length > 0 && [
      h("h3", {}, w.landscape.carries),
      h("ul", { class: "handoffs" }, handoffs.map((handoff) =>
        h("li", { class: handoff.declared ? "" : "undeclared" },
          end(model, handoff.from, handoff.file), " → ", end(model, handoff.to, handoff.file),
          h("span", { class: "carried" },
            handoff.declared ? null : [w.landscape.nothing, handoff.items.length > 0 && ` ${w.landscape.perhaps} `],
            handoff.items.map((item, index) => [index > 0 && ", ", toItem(model, item.state === null ? item.name : `${item.name} [${item.state}]`)]))))),
    ]);
}

const end = (model, side, file) => (side.step === null ? party(side.department) : toStep(model, side.step, file));

function bordersTable(model) {
  const borders = [...(model.map?.borders ?? [])];
  if (!borders.length) return null;
  const weight = (border) => border.gaps.reaching_customer * 1e6 + border.gaps.findings.length * 1e3 + (border.all - border.declared);
  borders.sort((a, b) => weight(b) - weight(a));
  return [
    h("h2", {}, w.landscape.borders),
    table([w.landscape.from, w.landscape.to, w.landscape.declared, w.landscape.gaps, w.landscape.reaching],
      borders.map((border) => [
        toDepartment(border.from, `from-${border.to}`),
        toDepartment(border.to, `to-${border.from}`),
        border.all ? w.landscape.coverage(border.declared, border.all) : w.landscape.expected,
        border.gaps.findings.length
          ? h("a", { href: link({ view: "landscape", from: border.from ?? "", to: border.to ?? "" }) }, String(border.gaps.findings.length))
          : "0",
        h("span", { class: border.gaps.reaching_customer ? "reaching" : "" }, String(border.gaps.reaching_customer)),
      ])),
  ];
}
