//! What each department needs from its neighbours, and who does not deliver it.

use handoff_landscape::unit::Availability;
use maud::{Markup, html};

use super::{Context, sign, table};
use crate::escape::name;
use crate::map::{Department, Input};
use crate::texts::ReportTexts;
use crate::wording::capital;

/// Shows every department with steps, those with open needs first.
pub(super) fn all(context: Context<'_>) -> Markup {
    let mut departments: Vec<&Department> = context.content.map.departments.iter().collect();
    departments.retain(|department| !department.inputs.is_empty() || !department.gaps.findings.is_empty());
    departments.sort_by_key(|department| !department.inputs.iter().any(|input| !input.is_met()));
    let rest = context.content.map.departments.iter().filter(|department| department.inputs.is_empty());
    let rest: Vec<String> =
        rest.map(|department| called(department.name.as_deref(), context.words)).collect();
    html! {
        @for department in departments { (one(department, context)) }
        @if !rest.is_empty() {
            p class="quiet" { (rest.join(" · ")) ": " (context.own.no_needs) }
        }
    }
}

fn called(department: Option<&str>, words: &ReportTexts) -> String {
    department.map_or_else(|| words.no_department.to_owned(), name)
}

fn one(department: &Department, context: Context<'_>) -> Markup {
    let (own, words) = (context.own, context.words);
    let (met, open): (Vec<&Input>, Vec<&Input>) = department.inputs.iter().partition(|input| input.is_met());
    let called = called(department.name.as_deref(), words);
    html! {
        section class="department" {
            h3 {
                (called)
                @if let Some(side) = (own.side)(department.side) { " " span class="tag" { (side) } }
            }
            @if !department.gaps.findings.is_empty() {
                p { (capital(own.finding)) ": " (links(&department.gaps.findings, context)) }
            }
            @if !open.is_empty() {
                p class="quiet" { ((own.needs_of)(&called)) }
                (needs(&(own.needs_of)(&called), &open, context))
            }
            @if open.is_empty() && !met.is_empty() {
                p class="fine" { ((own.all_met)(met.len())) }
            }
            @if !met.is_empty() {
                details {
                    summary { ((own.met)(met.len())) }
                    (needs(&format!("{called}: {}", (own.met)(met.len())), &met, context))
                }
            }
        }
    }
}

fn needs(caption: &str, inputs: &[&Input], context: Context<'_>) -> Markup {
    let own = context.own;
    let has_findings = inputs.iter().any(|input| !input.findings.is_empty());
    let mut columns = vec![own.needs, own.at_step, own.verdict, own.giver];
    columns.extend(has_findings.then_some(own.finding));
    table(caption, &columns, &html! { @for input in inputs { (row(input, has_findings, context)) } })
}

fn row(input: &Input, has_findings: bool, context: Context<'_>) -> Markup {
    let (own, words) = (context.own, context.words);
    let state = input.state.as_deref().map(|state| format!(" [{}]", name(state))).unwrap_or_default();
    let givers: Vec<String> = input.suppliers.iter().map(|giver| called(giver.as_deref(), words)).collect();
    let expected = input.expected_from.as_deref().filter(|_| input.is_met()).map(name);
    let mark = match (input.is_met(), input.availability) {
        (true, _) => "✓ ",
        (_, Availability::Unknown) => "? ",
        _ => "✗ ",
    };
    html! {
        tr class=(if input.is_met() { "met" } else { "open" }) {
            th scope="row" { (name(&input.item)) (state) @if input.optional { " " span class="tag" { (own.optional) } } }
            td { (name(&input.step.place.name)) }
            td {
                span aria-hidden="true" { (mark) } ((own.availability)(input.availability))
                @if !input.missing_fields.is_empty() {
                    br; ((own.fields_missing)(&name(&input.missing_fields.join(", "))))
                }
            }
            td {
                @if let Some(expected) = expected { (expected) }
                @else if givers.is_empty() { (own.nobody) }
                @else { (givers.join(", ")) }
            }
            @if has_findings { td { (links(&input.findings, context)) } }
        }
    }
}

/// Links findings by their fingerprints.
fn links(prints: &[String], context: Context<'_>) -> Markup {
    let mut entries: Vec<_> = prints.iter().flat_map(|print| context.book.with_print(print)).collect();
    entries.sort_by_key(|entry| entry.number);
    entries.dedup_by_key(|entry| entry.number);
    html! {
        @for entry in entries {
            a class={ "number " (entry.first.severity.name()) } href={ "#" (entry.id()) } {
                (sign(entry.first.severity))
                span class="hidden" { (context.own.finding) " " }
                (entry.number)
            }
            " "
        }
    }
}
