// Puts the page together, and shows it again whenever the state or the address changes.

import { go, link, onChange, read } from "./address.js";
import { accountView } from "./account.js";
import { departmentView, departmentsView } from "./department.js";
import { makeDiagram } from "./diagram.js";
import { fill, h } from "./dom.js";
import { follow } from "./feed.js";
import { findingSheet } from "./finding.js";
import { itemView, itemsView, journey } from "./item.js";
import { makeLandscape } from "./landscape.js";
import { makeList } from "./list.js";
import { model as modelOf } from "./model.js";
import { ruleView } from "./rule.js";
import { other, speak, speaks, time, w } from "./words.js";
import { answer, showVerdict } from "./verdict.js";

const part = (id) => document.getElementById(id);
const page = { model: null, status: "wait", doubt: { torn: [], stuck: null } };
const landscape = makeLandscape();
const diagram = makeDiagram();
const sheet = h("div", { class: "under" });
const plain = h("div", { class: "plain" });
const showList = makeList(part("findings"));

/** What stands on the stage in each view: something that stays there, or something made anew. */
const STAGE = {
  landscape: (model, place) => stay([landscape.element], () => landscape.show(model, place)),
  diagram: (model, place) => stay([diagram.element, sheet], () => {
    diagram.show(model, place);
    fill(sheet, place.finding && findingSheet(model, model.finding(place.finding)),
      !place.finding && place.name && model.item(place.name) && [h("h2", {}, w.item.name(place.name)), journey(model, model.item(place.name))]);
  }),
  // On a phone the list is a view of its own; elsewhere it always stands beside the stage.
  list: (model, place) => STAGE.landscape(model, place),
  finding: (model, place) => once(findingSheet(model, model.finding(place.finding))),
  departments: (model) => once(departmentsView(model)),
  department: (model, place) => once(departmentView(model, place.name)),
  items: (model) => once(itemsView(model)),
  item: (model, place) => once(itemView(model, place.name)),
  rule: (model, place) => once(ruleView(model, place.rule)),
  account: (model) => once(accountView(model)),
};

function stay(elements, show) {
  const stage = part("stage");
  if (elements.some((element) => element.parentElement !== stage)) stage.replaceChildren(...elements);
  show();
}

function once(content) {
  stay([plain], () => fill(plain, content));
}

function show() {
  const place = read();
  speak(place.lang);
  document.documentElement.lang = speaks;
  part("skip").textContent = w.skip;
  top(place);
  if (!page.model) return fill(part("verdict"), h("p", { class: "headline" }, page.status === "refused" ? w.status.refused : w.status.wait));
  const { text } = answer(page.model);
  document.title = `${text} · handoff`;
  showVerdict(part("verdict"), page.model, doubts(page.doubt));
  const view = Object.hasOwn(STAGE, place.view) ? place.view : "landscape";
  const moved = page.place !== undefined && page.place !== `${view} ${place.file} ${place.name} ${place.rule}`;
  page.place = `${view} ${place.file} ${place.name} ${place.rule}`;
  document.body.dataset.view = view;
  document.body.dataset.chosen = place.finding ? "yes" : "no";
  STAGE[view](page.model, place);
  if (moved) part("stage").scrollTop = 0;
  showList(page.model);
}

function top(place) {
  const tab = (view, inner) =>
    h("a", { class: view === "list" && "only-narrow", href: link({ view }), "aria-current": [view, ...inner].includes(place.view) && "page", key: `tab-${view}` }, w.views[view]);
  const at = page.model ? time(page.model.state.at) : "";
  fill(part("top"),
    h("a", { class: "name", href: link({ view: "landscape" }), key: "home" }, w.title),
    h("nav", { "aria-label": w.title },
      tab("landscape", ["diagram", "finding", "rule"]),
      tab("list", []),
      tab("departments", ["department"]),
      tab("items", ["item"]),
      tab("account", [])),
    h("p", { class: `status ${page.status}` }, page.status === "live" && page.model ? w.status.live(at) : w.status[page.status === "live" ? "wait" : page.status]),
    h("button", { type: "button", class: "language", lang: other(), key: "language", on: { click: () => go({ lang: other() }) } }, w.language));
}

/** Says a change once to whoever does not see it. */
function announce(text) {
  part("announcer").textContent = "";
  setTimeout(() => (part("announcer").textContent = text), 50);
}

function arrived(state, rules) {
  const before = page.model;
  page.model = modelOf(state, rules);
  page.status = "live";
  show();
  if (!before) return;
  const had = new Set(before.findings.map((finding) => finding.fingerprint));
  const has = new Set(page.model.findings.map((finding) => finding.fingerprint));
  const worse = [...has].filter((one) => !had.has(one)).length;
  const better = [...had].filter((one) => !has.has(one)).length;
  announce(`${worse || better ? w.announce.changed(worse, better) : w.announce.same} ${answer(page.model).text}`);
}

function told(status, doubt = page.doubt) {
  if (page.status === status && JSON.stringify(page.doubt) === JSON.stringify(doubt)) return;
  Object.assign(page, { status, doubt });
  show();
  if (status !== "live") announce(w.status[status]);
  else announce(doubts(doubt).join(" "));
}

/** Says why what is shown may not be how things are. */
function doubts({ torn, stuck }) {
  return [torn.length > 0 && w.doubt.torn(torn.slice(0, 3).join(", "), torn.length), stuck !== null && w.doubt.stuck(stuck)].filter(Boolean);
}

// The token has been taken over into a cookie: it need not stand in the address, in history, or in links that are shared.
if (location.search) history.replaceState(null, "", location.pathname + location.hash);
onChange(show);
part("skip").addEventListener("click", (event) => {
  event.preventDefault();
  part("findings").focus();
});
show();
follow(arrived, told);
