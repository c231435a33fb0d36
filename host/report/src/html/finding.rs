//! Findings, and the rules behind them.

use std::collections::BTreeMap;

use handoff_finding::{Finding, Place};
use maud::{Markup, html};

use super::page_findings::NumberedFinding;
use super::{Context, markdown, sign};
use crate::escape::{name, sentence};
use crate::texts::ReportTexts;
use crate::wording::{customer_line, position, quoted, repair, routes, shown_steps, subject};

/// Findings of one rule that stand open; more are folded.
const OPEN: usize = 6;
/// Places of a finding that are shown at once; more are folded.
const PLACES: usize = 4;

/// Shows what reaches the customer, each in full.
pub(super) fn gaps(entries: &[NumberedFinding<'_>], context: Context<'_>) -> Markup {
    html! {
        @let (open, folded) = entries.split_at(entries.len().min(4 * OPEN));
        @for entry in open { (show(entry, context)) }
        @if !folded.is_empty() { (groups(folded, context)) }
    }
}

/// Shows findings by rule, in the order of their first.
pub(super) fn groups(entries: &[NumberedFinding<'_>], context: Context<'_>) -> Markup {
    let mut groups: Vec<Vec<&NumberedFinding<'_>>> = Vec::new();
    let mut known = BTreeMap::new();
    for entry in entries {
        let key = (&entry.first.rule, entry.first.severity);
        let index = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    html! { @for group in &groups { (self::group(group, context)) } }
}

fn group(group: &[&NumberedFinding<'_>], context: Context<'_>) -> Markup {
    let Some(first) = group.first().map(|entry| entry.first) else { return html! {} };
    let count = group.len();
    let title = context.content.rules.iter().find(|rule| *rule.id == *first.rule).map(|rule| rule.title);
    html! {
        details class="group" open=[(group.len() <= OPEN).then_some("")] {
            summary {
                (sign(first.severity))
                span class="rule" { (name(&first.rule)) " × " (count) }
                @if let Some(title) = title { span class="quiet" { (sentence(title)) } }
                @if group.len() > OPEN { span class="quiet" { ((context.own.folded)(count)) } }
            }
            @for entry in group { (show(entry, context)) }
        }
    }
}

/// Shows a finding in full.
fn show(entry: &NumberedFinding<'_>, context: Context<'_>) -> Markup {
    let (finding, words) = (entry.first, context.words);
    let (label, text) = subject(finding, words);
    let routes = routes(finding);
    html! {
        article class={ "finding " (finding.severity.name()) } id=(entry.id()) {
            h3 {
                span class={ "number " (finding.severity.name()) } {
                    (sign(finding.severity))
                    span class="hidden" { ((words.severity)(finding.severity).one) " " }
                    (entry.number)
                }
                (sentence(&finding.message))
            }
            @if let Some(line) = customer_line(finding, words) { p class="met" { (line) } }
            dl {
                (field(label, text.as_ref().map(|text| html! { (text) })))
                @for (steps, label) in routes.iter().zip([words.path, words.reach]) {
                    (field(label, path(finding, steps, words)))
                }
                (field(words.repair, repair(finding, words).map(|text| html! { (text) })))
                (field(words.remedy, finding.help.as_deref().map(|help| html! { (sentence(help)) })))
                (field(words.place, Some(places(entry, context))))
                (field(words.see, related(finding, &routes.concat(), context)))
                (field(words.rules.one, Some(rule(finding, context))))
            }
        }
    }
}

/// Shows a value beside its label, where there is one.
pub(crate) fn field(label: &str, value: Option<Markup>) -> Markup {
    html! { @if let Some(value) = value { dt { (label) } dd { (value) } } }
}

/// Shows a path as a list of its steps; `None` where nothing would be learned from it.
pub(crate) fn path(finding: &Finding, steps: &[Place], words: &ReportTexts) -> Option<Markup> {
    let steps = shown_steps(finding, steps, words);
    (steps.len() > 1).then(|| html! { ol class="path" { @for step in &steps { li { (step) } } } })
}

fn places(entry: &NumberedFinding<'_>, context: Context<'_>) -> Markup {
    let own = context.own;
    let place = |finding: &Finding| {
        let called = (finding.place.name != entry.first.place.name)
            .then(|| format!(" {}", quoted(&finding.place, context.words)));
        let item = finding.item.as_deref().filter(|_| finding.item != entry.first.item);
        let item = item.map(|item| format!(" · {}", context.words.quoted(&name(item))));
        html! { code { (position(&finding.place)) } (called.unwrap_or_default()) (item.unwrap_or_default()) }
    };
    let (open, folded) = entry.all.split_at(entry.all.len().min(PLACES));
    html! {
        ul class="places" {
            @for finding in open { li { (place(finding)) } }
        }
        @if !folded.is_empty() {
            details {
                summary { ((context.words.more_places)(folded.len())) }
                ul class="places" { @for finding in folded { li { (place(finding)) } } }
            }
        }
        @if let Some((at, is_path)) = context.drawn.shows(entry.number) {
            a class="show" href={ "#" (at) } { (if is_path { own.show_path } else { own.show_place }) }
        }
    }
}

fn related(finding: &Finding, on_path: &[Place], context: Context<'_>) -> Option<Markup> {
    let related: Vec<&Place> = finding.related.iter().filter(|place| !on_path.contains(place)).collect();
    let item = |place: &Place| html! { li { (quoted(place, context.words)) " " code { (position(place)) } } };
    let (open, folded) = related.split_at(related.len().min(PLACES));
    (!related.is_empty()).then(|| {
        html! {
            ul class="places" { @for place in open { (item(place)) } }
            @if !folded.is_empty() {
                details {
                    summary { ((context.words.more_places)(folded.len())) }
                    ul class="places" { @for place in folded { (item(place)) } }
                }
            }
        }
    })
}

fn rule(finding: &Finding, context: Context<'_>) -> Markup {
    html! {
        a href={ "#" (anchor(&finding.rule)) } title=(context.own.explain) { (crate::wording::rule(finding, context.words)) }
    }
}

/// Makes the id of the explanation of a rule.
fn anchor(rule: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' };
    format!("rule-{}", rule.chars().take(120).map(letter).collect::<String>())
}

/// Explains every rule that found something.
pub(super) fn rules(context: Context<'_>) -> Markup {
    html! {
        @for id in context.book.rules() {
            @let rule = context.content.rules.iter().find(|rule| rule.id == *id);
            details class="explained" id=(anchor(id)) {
                summary {
                    span class="rule" { (name(id)) }
                    @if let Some(rule) = rule { span class="quiet" { (sentence(rule.title)) } }
                }
                @if let Some(rule) = rule { div class="prose" { (markdown::show(rule.page)) } }
            }
        }
    }
}
