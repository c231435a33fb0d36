// The marks of severity and reach: each has a shape of its own, so that they are told apart without colour too.

import { h } from "./dom.js";
import { w } from "./words.js";

const SHAPES = {
  error: () => h("svg:path", { d: "M8 1 15 8 8 15 1 8Z", class: "solid" }),
  warning: () => h("svg:path", { d: "M8 2 15 14H1Z", class: "solid" }),
  info: () => h("svg:circle", { cx: 8, cy: 8, r: 5, class: "open" }),
};

/** The mark of a severity: a diamond, a triangle, a ring; in the accent where the customer is reached. */
export function severityMark(severity, reaches) {
  return h(
    "svg:svg",
    { class: `mark ${severity}${reaches ? " reaching" : ""}`, viewBox: "0 0 16 16", role: "img", "aria-label": w.severity[severity] },
    SHAPES[severity](),
  );
}
