// The address is the state of the view: what is shown, chosen and filtered stands behind the `#` and survives a reload.

/** What can stand in the address, with what it means when it does not. */
const FIELDS = {
  view: "landscape", // landscape, diagram, department, departments, item, rule, account
  file: "", // the export of the diagram
  finding: "", // the fingerprint of the chosen finding
  element: "", // the step pointed at
  name: "", // the department or item of the view
  from: null, // the giving side of the chosen border; "" is nobody
  to: null, // its receiving side
  rule: "", // the rule that is explained
  q: "", // words searched for
  department: "", // filters of the list
  only: "",
  severity: "",
  reach: "",
  fresh: "",
  lang: "",
};

const listeners = [];

/** Reads the address. */
export function read(hash = location.hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const place = {};
  for (const [field, fallback] of Object.entries(FIELDS)) place[field] = given.get(field) ?? fallback;
  return place;
}

/** Writes the address of a place. */
export function write(place) {
  const given = new URLSearchParams();
  for (const [field, fallback] of Object.entries(FIELDS)) {
    const value = place[field] ?? fallback;
    if (value !== fallback) given.set(field, value);
  }
  return `#${given}`;
}

/** Fields that belong to one view: going to another forgets them. */
const OF_VIEW = { file: "", finding: "", element: "", name: "", from: null, to: null, rule: "" };

/** Writes the address of another view; filters and language stay. */
export function link(change) {
  return write({ ...read(), ...OF_VIEW, ...change });
}

/** Goes to a changed address; `quietly` without a step to come back to. */
export function go(change, quietly = false) {
  const hash = write({ ...read(), ...change });
  if (hash === (location.hash || "#")) return;
  history[quietly ? "replaceState" : "pushState"](null, "", hash);
  listeners.forEach((listen) => listen());
}

/** Calls `listen` whenever the address has changed. */
export function onChange(listen) {
  listeners.push(listen);
  addEventListener("popstate", listen);
}
