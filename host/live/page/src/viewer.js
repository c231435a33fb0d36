// Draws BPMN with bpmn-js, from the layout that the export brings.

const LIBRARY = "page/vendor/bpmn-js/navigated-viewer.js";

/** Below this scale labels cannot be read. */
const READABLE = 0.45;
/** What is left free around what is brought into view. */
const AIR = 60;

let library = null;

/** Loads bpmn-js when the first diagram is opened. */
function load() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = LIBRARY;
    script.addEventListener("load", () => resolve(globalThis.BpmnJS));
    script.addEventListener("error", () => {
      library = null;
      reject(new Error(LIBRARY));
    });
    document.head.append(script);
  });
  return library;
}

/** Turns the bytes of an export into text, by its mark or its declaration, as the reader of handoff does. */
export function decode(bytes) {
  const start = new Uint8Array(bytes.slice(0, 200));
  const utf16 = { 0xfffe: "utf-16le", 0xfeff: "utf-16be", 0x3c00: "utf-16le", 0x003c: "utf-16be" }[(start[0] << 8) | start[1]];
  const declared = /encoding\s*=\s*["']([\w.-]+)["']/.exec(String.fromCharCode(...start))?.[1];
  for (const encoding of [utf16, declared, "utf-8"]) {
    try {
      if (encoding) return new TextDecoder(encoding).decode(bytes);
    } catch {
      // Not an encoding that the browser knows: the next one.
    }
  }
  return "";
}

/** Opens a diagram in an element; fails where there is nothing that bpmn-js can show. */
export async function openViewer(container, xml) {
  const BpmnJS = await load();
  const viewer = new BpmnJS({ container });
  try {
    await viewer.importXML(xml);
    const shapes = viewer.get("elementRegistry").filter((element) => element.parent);
    if (!shapes.length) throw new Error("no layout");
  } catch (error) {
    viewer.destroy();
    throw error;
  }
  return new Viewer(viewer);
}

/** A diagram on which places can be marked. */
class Viewer {
  constructor(viewer) {
    this.viewer = viewer;
    this.canvas = viewer.get("canvas");
    this.elements = viewer.get("elementRegistry");
    this.overlays = viewer.get("overlays");
    this.marked = [];
    this.fit();
  }

  has(id) {
    return this.elements.get(id) !== undefined;
  }

  /** Takes all marks and pins away. */
  clear() {
    this.overlays.clear();
    this.marked.forEach(([element, kind]) => this.elements.get(element) && this.canvas.removeMarker(element, kind));
    this.marked = [];
  }

  mark(id, kind) {
    const element = this.elements.get(id);
    if (!element || element === this.canvas.getRootElement()) return;
    this.canvas.addMarker(element, kind);
    this.marked.push([id, kind]);
    if (element.label && element.label !== element) this.canvas.addMarker(element.label, kind);
  }

  /** Marks the steps of a path and the flows between them. */
  path(ids, kind) {
    ids.forEach((id, index) => {
      this.mark(id, kind);
      const next = ids[index + 1];
      const flow = (this.elements.get(id)?.outgoing ?? []).find((one) => one.target?.id === next);
      if (flow) this.mark(flow.id, kind);
    });
  }

  /** Sticks a node to an element: at its corner, or to the middle of a flow. */
  pin(id, node) {
    const element = this.elements.get(id);
    if (!element) return false;
    this.overlays.add(id, { position: corner(element), html: node, show: { minZoom: 0.2 } });
    return true;
  }

  /** Brings elements into view: all of them if they can then be read, else the first. */
  reveal(ids) {
    const elements = ids.map((id) => this.elements.get(id)).filter(Boolean);
    const [first] = elements;
    if (!first) return;
    const root = this.canvas.findRoot(first);
    if (root && root !== this.canvas.getRootElement()) this.canvas.setRootElement(root);
    const { clientWidth, clientHeight } = this.canvas.getContainer();
    if (!clientWidth || !clientHeight) return;
    const here = elements.filter((element) => this.canvas.findRoot(element) === root);
    const scale = (box) => Math.min(1, clientWidth / box.width, clientHeight / box.height);
    const all = around(here);
    const box = scale(all) >= READABLE ? all : around([first]);
    const size = { width: clientWidth / Math.min(scale(box), 0.9), height: clientHeight / Math.min(scale(box), 0.9) };
    this.canvas.viewbox({
      x: box.x + box.width / 2 - size.width / 2,
      y: box.y + box.height / 2 - size.height / 2,
      ...size,
    });
  }

  zoom(by) {
    const scale = this.canvas.zoom() * by;
    this.canvas.zoom(Math.min(4, Math.max(0.1, scale)));
  }

  fit() {
    // What is not on the page has no size to fit into.
    const { clientWidth, clientHeight } = this.canvas.getContainer();
    if (!clientWidth || !clientHeight) return;
    this.canvas.resized();
    this.canvas.zoom("fit-viewport", "auto");
  }

  destroy() {
    this.viewer.destroy();
  }
}

/** The box around elements, with some air. */
function around(elements) {
  const corners = elements.flatMap((element) =>
    element.waypoints ?? [element, { x: element.x + element.width, y: element.y + element.height }]);
  const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
  const [x, y] = [Math.min(...xs) - AIR, Math.min(...ys) - AIR];
  return { x, y, width: Math.max(...xs) + AIR - x, height: Math.max(...ys) + AIR - y };
}

function corner(element) {
  if (!element.waypoints) return { top: -14, right: 10 };
  const left = Math.min(...element.waypoints.map((point) => point.x));
  const top = Math.min(...element.waypoints.map((point) => point.y));
  const middle = element.waypoints[Math.floor((element.waypoints.length - 1) / 2)];
  const after = element.waypoints[Math.floor((element.waypoints.length - 1) / 2) + 1];
  return { left: (middle.x + after.x) / 2 - left - 12, top: (middle.y + after.y) / 2 - top - 12 };
}
