// A diagram that handoff drew itself: the same marks and pins as on one by bpmn-js.

import { bringPictures } from "./picture.js";

/** Opens the drawing of an export in an element. */
export async function openDrawing(room, path) {
  const sheets = await bringPictures(path);
  if (!sheets.length) throw new Error(path);
  return new Drawing(room, sheets);
}

class Drawing {
  constructor(room, sheets) {
    this.room = room;
    this.sheets = sheets.map((svg) => {
      const sheet = document.createElement("div");
      sheet.className = "sheet-of-drawing";
      sheet.append(svg);
      room.append(sheet);
      const [, , width, height] = (svg.getAttribute("viewBox") ?? "0 0 100 100").split(/[\s,]+/).map(Number);
      return { svg, sheet, width, height };
    });
    room.classList.add("drawn");
    room.tabIndex = 0;
    this.pins = [];
    this.fit();
  }

  find(id) {
    return this.room.querySelector(`[data-element-id="${CSS.escape(id)}"]`);
  }

  has(id) {
    return this.find(id) !== null;
  }

  clear() {
    this.pins.forEach(({ node }) => node.remove());
    this.pins = [];
    for (const marked of this.room.querySelectorAll("svg g"))
      marked.classList.remove("on-witness", "on-way", "is-gap", "is-chosen", "item-made", "item-changed", "item-needed", "item-handed");
  }

  mark(id, kind) {
    this.find(id)?.classList.add(kind);
  }

  /** Marks the steps of a path and the flows between them. */
  path(ids, kind) {
    ids.forEach((id, index) => {
      this.mark(id, kind);
      if (index) this.flow(ids[index - 1], id)?.classList.add(kind);
    });
  }

  flow(from, to) {
    return this.room.querySelector(`[data-source="${CSS.escape(from)}"][data-target="${CSS.escape(to)}"]`);
  }

  pin(id, node) {
    const element = this.find(id);
    const of = this.sheets.find((one) => one.svg.contains(element));
    if (!element || !of) return false;
    node.classList.add("floating");
    of.sheet.append(node);
    this.pins.push({ node, element, of });
    this.place(this.pins.at(-1));
    return true;
  }

  place({ node, element, of }) {
    const box = (element.querySelector(".node") ?? element).getBoundingClientRect();
    const sheet = of.sheet.getBoundingClientRect();
    node.style.left = `${box.right - sheet.left - 14}px`;
    node.style.top = `${box.top - sheet.top - 14}px`;
  }

  reveal([id]) {
    const box = this.find(id)?.getBoundingClientRect();
    if (!box) return;
    // Only the drawing is scrolled: a reader further down the page is left alone.
    const room = this.room.getBoundingClientRect();
    this.room.scrollBy(box.x + box.width / 2 - room.x - room.width / 2, box.y + box.height / 2 - room.y - room.height / 2);
  }

  zoom(by) {
    this.scale = Math.min(4, Math.max(0.1, this.scale * by));
    for (const { svg, width, height } of this.sheets) {
      svg.setAttribute("width", width * this.scale);
      svg.setAttribute("height", height * this.scale);
    }
    this.pins.forEach((pin) => this.place(pin));
  }

  fit() {
    const widest = Math.max(...this.sheets.map((sheet) => sheet.width));
    this.scale = Math.min(1, Math.max(0.5, (this.room.clientWidth - 16) / widest));
    this.zoom(1);
  }

  destroy() {
    this.room.replaceChildren();
    this.room.classList.remove("drawn");
  }
}
