//! The full account: what was handed over, read, repaired, left out, run and not run.

use std::collections::BTreeMap;

use handoff_model::Diagnostic;
use maud::{Markup, html};

use super::{Context, sign, table};
use crate::escape::{name, path, sentence};
use crate::list;
use crate::texts::ReportTexts;
use crate::wording::{
    capital, causes, declaration, failed, plugin_name, position, reason_place, refused, refused_at,
};
use crate::{FileReport, Handoff, IgnoredFinding, PluginReport, Report};

/// Files of one reason that are shown at once; more are folded.
const PLACES: usize = 4;

/// Lists every refused file, by what is the matter with it, and every failed plugin with the reason.
pub(crate) fn not_checked(report: &Report, words: &ReportTexts) -> Markup {
    let mut reasons: Vec<([String; 2], Vec<String>)> = Vec::new();
    let mut known = BTreeMap::new();
    for (file, refusal) in refused(report) {
        let said = [refusal.reason(words.language), refusal.remedy(words.language)];
        let index = *known.entry(said.clone()).or_insert(reasons.len());
        if index == reasons.len() {
            reasons.push((said, Vec::new()));
        }
        reasons[index].1.push(refused_at(file, refusal));
    }
    html! {
        ul class="not-checked" {
            @for ([reason, remedy], places) in &reasons {
                @let (open, folded) = places.split_at(places.len().min(PLACES));
                li {
                    strong { (capital(&sentence(reason))) "." }
                    " " (capital(words.remedy)) ": " (sentence(remedy)) "."
                    ul class="places" { @for place in open { li { code { (place) } } } }
                    @if !folded.is_empty() {
                        details {
                            summary { ((words.more_places)(folded.len())) }
                            ul class="places" { @for place in folded { li { code { (place) } } } }
                        }
                    }
                }
            }
            @for plugin in failed(report) {
                li {
                    strong { (words.plugin) " " (plugin_name(plugin)) ": " ((words.plugin_status)(plugin.status)) }
                    @for cause in causes(plugin, words) { br; (cause) }
                }
            }
        }
    }
}

/// Lists what is left out, each with the reasons and where they stand.
pub(super) fn ignored(context: Context<'_>) -> Markup {
    let (own, words) = (context.own, context.words);
    let rows = html! {
        @for IgnoredFinding { finding, reasons } in &context.content.report.ignored {
            tr {
                td { (sign(finding.severity)) " " (sentence(&finding.message)) }
                td { @for reason in reasons { p { (sentence(&reason.text)) br; code { (reason_place(reason, words)) } } } }
                td { code { (position(&finding.place)) } }
            }
        }
    };
    table(words.ignored_findings, &[own.finding, own.reason, words.place], &rows)
}

/// Lists what is undecided, by the source that would have to be declared.
pub(super) fn undecided(context: Context<'_>) -> Markup {
    let (report, words) = (context.content.report, context.words);
    html! {
        @for open in &report.open {
            details class="border" {
                summary { span class="rule" { (declaration(open, words)) } }
                ul class="crossings" {
                    @for finding in &open.findings {
                        li {
                            (sentence(&finding.message))
                            p class="quiet" { code { (position(&finding.place)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Lists every handoff, border by border.
pub(super) fn handoffs(context: Context<'_>) -> Markup {
    let (report, words) = (context.content.report, context.words);
    let side = |side: Option<&str>| side.map_or_else(|| words.no_department.to_owned(), name);
    html! {
        @for border in report.borders() {
            @let title = format!("{} → {}", side(border.giver), side(border.receiver));
            details class="border" {
                summary {
                    span class="rule" { (title) }
                    span class="quiet" { (list::coverage(border.declared, border.handoffs.len(), words)) }
                }
                ul class="crossings" {
                    @for handoff in &border.handoffs { (self::crossing(handoff, words)) }
                }
            }
        }
    }
}

fn crossing(handoff: &Handoff, words: &ReportTexts) -> Markup {
    html! {
        li {
            strong { (list::step(&handoff.from, words)) " → " (list::step(&handoff.to, words)) }
            p class=[(!handoff.declared).then_some("open")] { (list::carried(handoff, words)) }
            p class="quiet" { ((words.kind)(handoff.kind)) " · " code { (position(&handoff.place)) } }
        }
    }
}

/// Lists every file with what was repaired or left out in it.
pub(super) fn files(context: Context<'_>) -> Markup {
    let own = context.own;
    let rows = html! { @for file in &context.content.report.files { (file_row(file, context)) } };
    table(own.files, &[own.file, own.format, own.tool, own.outcome, context.words.notes], &rows)
}

fn file_row(file: &FileReport, context: Context<'_>) -> Markup {
    let tool = [&file.exporter.name, &file.exporter.version].map(|part| part.as_deref().map(name));
    html! {
        tr {
            th scope="row" { code { (path(&file.path)) } }
            td { (file.format) }
            td { (tool.into_iter().flatten().collect::<Vec<_>>().join(" ")) }
            td { ((context.own.status)(file.status)) }
            td {
                @if file.notes.is_empty() { (context.own.none) } @else {
                    details {
                        summary { (file.notes.len()) }
                        ul class="notes" { @for note in &file.notes { li { (one_note(note, file, context)) } } }
                    }
                }
            }
        }
    }
}

fn one_note(note: &Diagnostic, file: &FileReport, context: Context<'_>) -> Markup {
    let said = context.content.report.titles.say(note, file, context.words.language);
    html! {
        @if note.span.line > 0 { code { (note.span.line) ":" (note.span.column) } " " }
        (sentence(&said)) " " span class="quiet" { (note.code.name) }
    }
}

/// Lists every plugin with what became of it.
pub(super) fn plugins(context: Context<'_>) -> Markup {
    let own = context.own;
    let rows = html! { @for plugin in &context.content.report.plugins { (plugin_row(plugin, context)) } };
    table(own.plugins, &[own.plugin, own.outcome, own.rules_run, own.fuel], &rows)
}

fn plugin_row(plugin: &PluginReport, context: Context<'_>) -> Markup {
    html! {
        tr {
            th scope="row" { (plugin_name(plugin)) }
            td { ((context.words.plugin_status)(plugin.status)) }
            td {
                details {
                    summary { (plugin.rules.len()) }
                    p { (plugin.rules.iter().map(|rule| name(rule)).collect::<Vec<_>>().join(", ")) }
                }
            }
            td { (crate::wording::thousands(plugin.fuel)) }
        }
    }
}
