// What was checked and what was not: silence must never look like health.

import { link } from "./address.js";
import { h } from "./dom.js";
import { findingLinks } from "./finding.js";
import { w } from "./words.js";

/** Shows the account of files and plugins. */
export function accountView(model) {
  const { summary, files, plugins } = model.report;
  const of = (status) => files.filter((file) => file.status === status);
  return [
    h("h2", {}, w.account.name),
    h("p", { class: summary.complete ? "lead" : "lead loud" }, summary.complete ? w.account.complete : w.account.incomplete),
    group(model, w.account.refused, of("refused"), true),
    group(model, w.account.repaired, of("repaired"), false),
    group(model, w.account.read, of("read"), false),
    h("p", {}, w.account.coverage(summary.declared_handoffs, summary.handoffs)),
    summary.undecided > 0 && undecided(model),
    summary.skipped > 0 && h("p", {}, w.account.skipped(summary.skipped)),
    summary.ignored > 0 && ignored(model),
    h("h3", {}, w.account.plugins),
    h("ul", { class: "files" }, plugins.map(plugin)),
  ];
}

/** Lists what is undecided, by the source that would have to be declared. */
function undecided(model) {
  const { summary, undecided } = model.report;
  return h("details", {},
    h("summary", { key: "undecided" }, w.account.undecided(summary.undecided)),
    undecided.map((source, index) => h("details", {},
      h("summary", { key: `undecided-${index}` }, w.account.decides(source.declare ?? w.account.declare, source.decides)),
      findingLinks(model, source.needs.slice(0, 50).map((need) => need.fingerprint)))));
}

/** Lists what is left out, with the reason and on whose word: nothing vanishes in silence. */
function ignored(model) {
  const { summary, ignored } = model.report;
  const place = (one) => [one.file, one.line].filter((part) => part !== null).join(":");
  return h("details", {},
    h("summary", { key: "ignored" }, w.account.ignored(summary.ignored, summary.ignored_in_exports)),
    h("ul", { class: "files" }, ignored.map(({ finding, reasons }) => h("li", {}, finding.message,
      reasons.map((why) => h("p", { class: "quiet" }, why.reason, " ", h("code", {}, place(why)),
        why.until !== null && ` · ${w.account.until(why.until)}`))))));
}

function group(model, title, files, open) {
  if (!files.length) return null;
  return h("details", { open: open || files.length <= 20, class: open ? "refused" : "" },
    h("summary", { key: `group-${title}` }, `${title}: ${w.account.files(files.length)}`),
    h("ul", { class: "files" }, files.map((file) => entry(model, file))));
}

function entry(model, file) {
  const name = model.exportId(file.path) !== null && file.status !== "refused"
    ? h("a", { href: link({ view: "diagram", file: file.path }), key: `file-${file.path}` }, file.path)
    : h("strong", {}, file.path);
  return h("li", {}, name,
    file.exporter && h("span", { class: "quiet" }, ` ${file.exporter}`),
    file.refusal && [
      h("p", { class: "loud" }, file.refusal.reason, file.refusal.line !== null && ` (${w.account.line(file.refusal.line)})`),
      h("p", {}, h("strong", {}, w.account.remedy), " ", file.refusal.remedy),
    ],
    file.notes.length > 0 && h("details", {},
      h("summary", { key: `notes-${file.path}` }, w.account.notes(file.notes.length)),
      h("ul", {}, file.notes.map((note) => h("li", {}, note.message, note.line !== null && h("span", { class: "quiet" }, ` ${w.account.line(note.line)}`))))));
}

function plugin(one) {
  const status = { run: w.account.ran, failed: w.account.failed, refused: w.account.refusedPlugin }[one.status];
  return h("li", {},
    h("strong", {}, `${one.name} ${one.version}`),
    ` ${status}, ${w.account.rules(one.rules.length)}`,
    one.cause !== null && h("p", { class: "loud" }, one.cause),
    one.failures.length > 1 && h("ul", {}, one.failures.map((failure) => h("li", {}, failure.message))));
}
