// The first glance: would the customer notice, and since when?

import { link } from "./address.js";
import { fill, h } from "./dom.js";
import { speaks, time, w } from "./words.js";

/** Answers the question in one sentence. */
export function answer(model) {
  const { summary } = model.report;
  const reach = (verdict) => model.findings.filter((finding) => finding.reach?.verdict === verdict).length;
  const [sure, perhaps, unknown] = [reach("certain"), reach("possible"), reach("unknown")];
  if (summary.files === 0) return { tone: "open", text: w.verdict.nothing };
  if (sure && perhaps) return { tone: "bad", text: w.verdict.both(sure, perhaps) };
  if (sure) return { tone: "bad", text: w.verdict.certain(sure) };
  if (perhaps) return { tone: "bad", text: w.verdict.possible(perhaps) };
  if (!summary.complete) return { tone: "open", text: w.verdict.incomplete };
  if (unknown) return { tone: "open", text: w.verdict.unknown(unknown) };
  if (!model.findings.length && summary.checkable === 0) return { tone: "open", text: w.verdict.unchecked };
  if (!model.findings.length && summary.handoffs && !summary.declared_handoffs)
    return { tone: "open", text: w.verdict.silent(summary.handoffs) };
  return { tone: "good", text: model.findings.length ? w.verdict.none : w.verdict.clean };
}

function since(model) {
  const reaching = model.findings.filter((finding) => finding.reaches);
  const fresh = reaching.filter((finding) => finding.met !== null);
  if (!reaching.length) return null;
  const newest = Math.max(...fresh.map((finding) => finding.met));
  if (!fresh.length) return (reaching.length === 1 ? w.since.one : w.since.all)(time(model.state.started));
  return reaching.length === 1 ? w.since.only(time(newest)) : w.since.newest(fresh.length, time(newest));
}

/** Shows the answer, what weakens it, and what changed. */
export function showVerdict(element, model, stale) {
  const { summary } = model.report;
  const { tone, text } = answer(model);
  const undeclared = summary.handoffs - summary.declared_handoffs;
  const doubts = [
    ...stale.map((text) => h("strong", { class: "loud" }, text)),
    !summary.complete && text !== w.verdict.incomplete && h("strong", { class: "loud" }, w.verdict.incomplete),
    summary.refused > 0 && h("a", { class: "loud", href: link({ view: "account" }), key: "unread" }, w.verdict.unread(summary.refused)),
    summary.plugins.failed > 0 && h("a", { class: "loud", href: link({ view: "account" }), key: "unrun" }, w.verdict.unrun(summary.plugins.failed)),
    summary.undecided > 0 && h("a", { href: link({ view: "account" }), key: "undecided" }, w.verdict.undecided(summary.undecided)),
    summary.known > 0 && h("a", { href: link({ view: "list" }), key: "known" }, w.verdict.known(summary.known)),
    summary.ignored > 0 && h("a", { href: link({ view: "account" }), key: "ignored" }, w.verdict.ignored(summary.ignored)),
    undeclared > 0 && h("a", { href: link({ view: "landscape" }), key: "undeclared" }, w.verdict.undeclared(undeclared)),
  ].filter(Boolean);
  element.dataset.tone = tone;
  fill(
    element,
    h("div", { class: "answer" },
      h("h1", { id: "question" }, w.question),
      h("p", { class: "headline" }, text),
      h("p", { class: "since" }, since(model))),
    h("div", { class: "changes" },
      changes(w.change.start, model.state.change?.start),
      changes(w.change.save, model.state.change?.save)),
    doubts.length > 0 && h("p", { class: "doubts" }, doubts),
  );
}

function changes(title, change) {
  const worse = change?.worse ?? 0;
  const better = change?.better ?? 0;
  const sentences = change?.sentences[speaks] ?? [];
  const figure = (count, sign, word) =>
    count > 0 && h("span", { class: word }, `${sign}${count} `, h("span", {}, w.change[word]));
  return h("section", { class: "change" },
    h("h2", {}, title),
    h("p", { class: "figures" }, worse || better ? [figure(worse, "+", "worse"), figure(better, "−", "better")] : w.change.none),
    sentences.length > 0 && h("ul", {},
      sentences.slice(0, 2).map((sentence) => h("li", { title: sentence }, sentence)),
      sentences.length > 2 && h("li", { class: "quiet" }, w.change.more(sentences.length - 2))));
}
