//! The comparison as one HTML file that needs nothing else: to read, to print, to send.

use crate::texts::Catalogue;
use std::io::{self, Write};

use handoff_finding::Finding;
use maud::{Markup, html};

use super::remarks::severity;
use super::text::{is_complete, values, verdict};
use super::{Diff, called, finding, place, sign};
use crate::Map;
use crate::change::{ChangeEntry, Effect};
use crate::escape::{name, sentence};
use crate::html::{Section, field, landscape, not_checked, page, path, sign as badge};
use crate::texts;
use crate::texts::change::DiffTexts;
use crate::texts::html::HtmlTexts;
use crate::wording::{customer_line, position, repair, routes, subject};

const STYLE: &str = include_str!("html.css");
/// Changes of one effect that stand open; more are folded.
const OPEN: usize = 24;

/// Writes a comparison as one HTML file: the new gaps that reach the customer first, then the other changes by their
/// effect, with the picture of the new state.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(diff.language).diff;
    let own = Catalogue::of(diff.language).html;
    writeln!(out, "{}", page(words.page, STYLE, &sections(diff, words, own), own).into_string())
}

fn sections(diff: &Diff<'_>, words: &DiffTexts, own: &HtmlTexts) -> Vec<Section> {
    let plain = texts::Catalogue::of(diff.language).report;
    let counted = |title: &str, count: usize| format!("{title} ({count})");
    let mut sections = vec![("summary", own.summary.to_owned(), summary(diff, words))];
    let report = diff.after.report;
    let unchecked = report.summary.refused + report.summary.plugins_failed;
    if unchecked > 0 {
        sections.push(("not-checked", counted(plain.not_checked, unchecked), not_checked(report, plain)));
    }
    let uncompared = &diff.change.uncompared;
    if !uncompared.is_empty() {
        let list = html! { ul { @for file in uncompared { li { (file.sentence(diff.language)) } } } };
        sections.push(("not-compared", counted(words.not_compared, uncompared.len()), list));
    }
    for effect in Effect::ALL {
        let entries: Vec<&ChangeEntry> = diff.of(effect).collect();
        if !entries.is_empty() {
            let title = counted((words.title)(effect), entries.len());
            sections.push((effect.name(), title, changes(diff, effect, &entries, words)));
        }
    }
    let map = Map::of(diff.after.parts, diff.after.report);
    sections.push(("landscape", words.landscape.to_owned(), landscape(&map, diff.language)));
    sections
}

/// Says first what breaks for the customer.
fn summary(diff: &Diff<'_>, words: &DiffTexts) -> Markup {
    let mood = match diff.change.worst() {
        _ if !is_complete(diff) => "bad",
        Some(Effect::BreakingForCustomer | Effect::Breaking) => "bad",
        Some(Effect::Degrading) => "fair",
        _ => "good",
    };
    let [old, new] = diff.names.map(name);
    html! {
        p class={ "verdict " (mood) } { (diff.change.headline(diff.language)) }
        @if !is_complete(diff) { p class="remark" { (words.incomplete) } }
        p class="states" { code { (old) } " → " code { (new) } ": " (verdict(diff)) }
        ul class="tiles" {
            @for effect in Effect::ALL {
                @let count = diff.of(effect).count();
                li class={ "tile " (effect.name()) @if count == 0 { " none" } } {
                    strong { (mark(effect)) (count) }
                    span { ((words.title)(effect)) }
                }
            }
        }
        table class="sides" {
            thead { tr { td {} th scope="col" { (words.before) } th scope="col" { (words.after) } } }
            tbody {
                @for (label, [before, after]) in words.figures.iter().zip(values(diff)) {
                    tr { th scope="row" { (label) } td { (before) } td { (after) } }
                }
            }
        }
    }
}

/// Shows an effect by a shape, which tells it without colour.
fn mark(effect: Effect) -> Markup {
    match effect {
        Effect::Improving => html! { span class="mark improving" aria-hidden="true" { "✓" } },
        effect => badge(severity(effect)),
    }
}

/// Shows the changes of an effect: what is to be mended in full, the rest in a list.
fn changes(diff: &Diff<'_>, effect: Effect, entries: &[&ChangeEntry], words: &DiffTexts) -> Markup {
    let show = |entries: &[&ChangeEntry]| {
        html! {
            @if effect < Effect::Compatible { @for entry in entries { (in_full(diff, entry)) } }
            @else { ul class="changes" { @for entry in entries { (in_short(diff, entry)) } } }
        }
    };
    let (open, folded) = entries.split_at(entries.len().min(OPEN));
    html! {
        (show(open))
        @if !folded.is_empty() {
            details class="group" {
                summary { ((words.more)(folded.len())) }
                (show(folded))
            }
        }
    }
}

fn in_full(diff: &Diff<'_>, entry: &ChangeEntry) -> Markup {
    let severity = severity(entry.effect);
    html! {
        article class={ "finding " (severity.name()) } {
            h3 {
                span class={ "number " (severity.name()) } { (badge(severity)) }
                (entry.sentence(diff.language))
            }
            @if let Some(finding) = finding(entry) { (about(finding, texts::Catalogue::of(diff.language).report)) }
            (source(entry))
        }
    }
}

/// Shows between whom a gap is, and all that helps to mend it.
fn about(finding: &Finding, words: &texts::ReportTexts) -> Markup {
    let (label, text) = subject(finding, words);
    html! {
        @if let Some(line) = customer_line(finding, words) { p class="met" { (line) } }
        dl {
            (field(label, text.map(|text| html! { (text) })))
            @for (steps, label) in routes(finding).iter().zip([words.path, words.reach]) {
                (field(label, path(finding, steps, words)))
            }
            (field(words.repair, repair(finding, words).map(|text| html! { (text) })))
            (field(words.remedy, finding.help.as_deref().map(|help| html! { (sentence(help)) })))
        }
    }
}

fn in_short(diff: &Diff<'_>, entry: &ChangeEntry) -> Markup {
    html! {
        li {
            span class={ "mark " (entry.effect.name()) } aria-hidden="true" { (sign(entry)) }
            (entry.sentence(diff.language)) " " (source(entry))
        }
    }
}

/// Says where a change is to be found, and what it goes by.
fn source(entry: &ChangeEntry) -> Markup {
    html! {
        span class="quiet" {
            @if let Some(place) = place(entry) { code { (position(place)) } " · " }
            (name(called(entry)))
        }
    }
}
