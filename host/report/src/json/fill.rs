//! Fills the wire types from the report.

use std::sync::Arc;

use handoff_finding::{Finding, Fix, FixChange, Place, PluginIdentity, Reach};
use handoff_model::{Diagnostic, Language};

use super::VERSION;
use super::wire::{
    WireBorder, WireCustomer, WireDiagnostic, WireEnd, WireFile, WireFinding, WireFix, WireHandoff,
    WireIgnoreReason, WireIgnoredFinding, WireItem, WireMend, WirePlace, WirePlugin, WirePluginCounts,
    WirePluginFailure, WirePluginName, WireReach, WireRefusal, WireReplacement, WireReport, WireSeverities,
    WireSketch, WireSpot, WireSummary, WireUndecidedGroup,
};
use crate::texts::Catalogue;
use crate::{
    Border, CarriedName, Customer, FileReport, Handoff, HandoffEnd, IgnoredFinding, Mend, PluginFailure,
    PluginReport, Report, SeverityCounts, Sketch, UndecidedGroup, fix, names, wording,
};

impl<'a> WireReport<'a> {
    pub(crate) fn of(report: &'a Report, language: Language) -> Self {
        Self {
            version: VERSION,
            summary: WireSummary::of(report, language),
            files: report.files.iter().map(|file| WireFile::of(file, report, language)).collect(),
            handoffs: report.handoffs.iter().map(|handoff| WireHandoff::of(handoff)).collect(),
            borders: report.borders().iter().map(WireBorder::of).collect(),
            findings: report
                .causes
                .iter()
                .map(|cause| WireFinding::with(&cause.first, &cause.others))
                .collect(),
            undecided: report.open.iter().map(WireUndecidedGroup::of).collect(),
            mends: report.plan.mends.iter().map(WireMend::of).collect(),
            ignored: report.ignored.iter().map(WireIgnoredFinding::of).collect(),
            plugins: report.plugins.iter().map(WirePlugin::of).collect(),
            sketches: report.sketches.iter().map(|sketch| WireSketch::of(sketch, report)).collect(),
            customers: report.customers.iter().map(WireCustomer::of).collect(),
        }
    }
}

impl<'a> WireCustomer<'a> {
    fn of(customer: &'a Customer) -> Self {
        Self { department: &customer.department, why: customer.reason() }
    }
}

impl<'a> WireSketch<'a> {
    fn of(sketch: &'a Sketch, report: &Report) -> Self {
        let Sketch { ref place, nameless, steps } = *sketch;
        let WirePlace { line, column, element, name, .. } = WirePlace::of(place);
        let judged = report.summary.judges_sketches;
        Self { file: &place.file, line, column, element, name, nameless, steps, judged }
    }
}

impl WireSummary {
    pub(crate) fn of(report: &Report, language: Language) -> Self {
        let summary = &report.summary;
        Self {
            headline: wording::verdict(report, Catalogue::of(language).report).1,
            files: summary.files,
            read: summary.read,
            repaired: summary.repaired,
            refused: summary.refused,
            skipped: summary.skipped,
            excluded: summary.excluded,
            units: summary.units,
            departments: summary.departments,
            handoffs: summary.handoffs,
            declared_handoffs: summary.declared_handoffs,
            findings: WireSeverities::of(summary.findings),
            known: summary.known,
            baseline: summary.baseline.as_deref().map(str::to_owned),
            ignored: summary.ignored,
            ignored_in_exports: summary.ignored_in_exports,
            unowned_processes: summary.unowned_processes,
            undecided: summary.undecided,
            checkable: summary.checkable,
            reaching_customer: summary.reaching_customer,
            surely_reaching_customer: summary.surely_reaching_customer,
            plugins: WirePluginCounts { run: summary.plugins_run, failed: summary.plugins_failed },
            complete: summary.complete,
        }
    }
}

impl WireSeverities {
    pub(crate) fn of(counts: SeverityCounts) -> Self {
        Self { error: counts.error, warning: counts.warning, info: counts.info }
    }
}

impl<'a> WireFile<'a> {
    pub(crate) fn of(file: &'a FileReport, report: &Report, language: Language) -> Self {
        let exporter =
            [&file.exporter.name, &file.exporter.version].map(|part| part.as_deref().unwrap_or_default());
        Self {
            path: &file.path,
            format: non_empty(file.format).filter(|format| *format != "unknown"),
            exporter: non_empty(exporter.join(" ").trim()).map(str::to_owned),
            status: names::status(file.status),
            notes: file.notes.iter().map(|note| WireDiagnostic::of(note, file, report, language)).collect(),
            refusal: file.refusal.as_ref().map(|refusal| WireRefusal {
                reason: refusal.reason(language),
                remedy: refusal.remedy(language),
                line: position(refusal.span.line),
                column: position(refusal.span.column),
            }),
        }
    }
}

impl<'a> WireDiagnostic<'a> {
    fn of(note: &'a Diagnostic, file: &FileReport, report: &Report, language: Language) -> Self {
        Self {
            code: note.code.name,
            message: report.titles.say(note, file, language),
            line: position(note.span.line),
            column: position(note.span.column),
            element: note.element.as_deref(),
        }
    }
}

impl<'a> WireHandoff<'a> {
    pub(crate) fn of(handoff: &'a Handoff) -> Self {
        Self {
            id: &handoff.id,
            kind: names::handoff_kind(handoff.kind),
            file: &handoff.place.file,
            line: position(handoff.place.line),
            column: position(handoff.place.column),
            element: element(&handoff.place),
            from: WireEnd::of(&handoff.from),
            to: WireEnd::of(&handoff.to),
            items: handoff.items.iter().map(WireItem::of).collect(),
            declared: handoff.declared,
        }
    }
}

impl<'a> WireEnd<'a> {
    pub(crate) fn of(end: &'a HandoffEnd) -> Self {
        Self { department: end.department.as_deref(), step: end.step.as_deref(), name: end.name.as_deref() }
    }
}

impl<'a> WireItem<'a> {
    pub(crate) fn of(item: &'a CarriedName) -> Self {
        Self { name: &item.name, state: item.state.as_deref(), evidence: names::evidence(item.evidence) }
    }
}

impl<'a> WireBorder<'a> {
    pub(crate) fn of(border: &Border<'a>) -> Self {
        let Border { giver, receiver, ref handoffs, declared } = *border;
        Self { from: giver, to: receiver, declared, all: handoffs.len() }
    }
}

impl<'a> WireFinding<'a> {
    /// Writes a finding that stands for itself.
    pub(crate) fn of(finding: &'a Finding) -> Self {
        Self::with(finding, &[])
    }

    /// Writes a finding with its other places.
    fn with(finding: &'a Finding, others: &'a [Arc<Finding>]) -> Self {
        let others = others.iter().map(|other| WireSpot::of(other));
        Self {
            rule: &finding.rule,
            severity: finding.severity.name(),
            certainty: finding.certainty.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            file: non_empty(&finding.place.file),
            line: position(finding.place.line),
            column: position(finding.place.column),
            element: element(&finding.place),
            department: finding.department.as_deref(),
            item: finding.item.as_deref(),
            from: finding.from.as_deref(),
            to: finding.to.as_deref(),
            reach: finding.reach.as_ref().map(WireReach::of),
            witness: ids(&finding.witness),
            related: finding.related.iter().map(WirePlace::of).collect(),
            fixes: finding.fixes.iter().map(WireFix::of).collect(),
            places: std::iter::once(WireSpot::of(finding)).chain(others).collect(),
            fingerprint: &finding.fingerprint,
            known: finding.known,
            plugin: WirePluginName::of(&finding.plugin),
        }
    }
}

impl<'a> WireFix<'a> {
    fn of(fix: &'a Fix) -> Self {
        let (add, replace) = match &fix.change {
            FixChange::Add { table, settings } => (Some(fix::toml(table, settings)), None),
            FixChange::Replace { file, line, column, old, new } => {
                (None, Some(WireReplacement { file, line: *line, column: *column, old, new }))
            }
        };
        Self { text: &fix.text, add, replace }
    }
}

impl<'a> WireSpot<'a> {
    fn of(finding: &'a Finding) -> Self {
        let place = &finding.place;
        Self {
            file: non_empty(&place.file),
            line: position(place.line),
            column: position(place.column),
            element: element(place),
            name: non_empty(&place.name),
            item: finding.item.as_deref(),
            department: finding.department.as_deref(),
            fingerprint: &finding.fingerprint,
        }
    }
}

impl<'a> WireUndecidedGroup<'a> {
    fn of(open: &'a UndecidedGroup) -> Self {
        Self {
            declare: non_empty(&open.declare),
            decides: open.findings.len(),
            needs: open.findings.iter().map(|finding| WireFinding::of(finding)).collect(),
        }
    }
}

impl<'a> WireMend<'a> {
    fn of(mend: &'a Mend) -> Self {
        let Mend { file, item, from, closes } = mend;
        Self { file, item, from: from.as_deref(), closes: *closes }
    }
}

impl<'a> WireIgnoredFinding<'a> {
    fn of(ignored: &'a IgnoredFinding) -> Self {
        let reasons = ignored.reasons.iter().map(|reason| WireIgnoreReason {
            reason: &reason.text,
            until: reason.until.as_deref(),
            by: if reason.in_export { "export" } else { "configuration" },
            file: &reason.origin.file,
            line: position(reason.origin.line),
            column: position(reason.origin.column),
        });
        Self { finding: WireFinding::of(&ignored.finding), reasons: reasons.collect() }
    }
}

impl<'a> WireReach<'a> {
    pub(crate) fn of(reach: &'a Reach) -> Self {
        Self {
            verdict: reach.verdict.name(),
            touchpoint: reach.touchpoint.as_ref().map(id),
            touchpoint_name: reach.touchpoint.as_ref().and_then(|place| non_empty(&place.name)),
            path: ids(&reach.path),
            repaired_by: reach.repaired_by.as_ref().map(id),
        }
    }
}

impl<'a> WirePlace<'a> {
    pub(crate) fn of(place: &'a Place) -> Self {
        Self {
            file: non_empty(&place.file),
            line: position(place.line),
            column: position(place.column),
            element: element(place),
            name: non_empty(&place.name),
        }
    }
}

impl<'a> WirePluginName<'a> {
    pub(crate) fn of(plugin: &'a PluginIdentity) -> Self {
        Self { name: &plugin.name, version: &plugin.version, digest: non_empty(&plugin.digest) }
    }
}

impl<'a> WirePlugin<'a> {
    pub(crate) fn of(plugin: &'a PluginReport) -> Self {
        Self {
            name: &plugin.id.name,
            version: &plugin.id.version,
            digest: non_empty(&plugin.id.digest),
            status: plugin.status.name(),
            cause: plugin.cause.as_deref(),
            failures: plugin.failures.iter().map(WirePluginFailure::of).collect(),
            fuel: plugin.fuel,
            rules: plugin.rules.iter().map(|rule| &**rule).collect(),
        }
    }
}

impl<'a> WirePluginFailure<'a> {
    fn of(failure: &'a PluginFailure) -> Self {
        Self {
            message: &failure.message,
            cause: failure.cause,
            phase: failure.phase,
            rules: failure.rules.iter().map(|rule| &**rule).collect(),
            unit: &failure.unit,
            units: failure.units,
        }
    }
}

/// An empty name stands for none.
fn non_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// Lines and columns count from 1; 0 stands for none.
pub(crate) fn position(number: u32) -> Option<u32> {
    Some(number).filter(|number| *number > 0)
}

fn element(place: &Place) -> Option<&str> {
    place.element.as_deref().and_then(non_empty)
}

/// The id of an element; what has none goes by its name, so that a path never loses a step.
fn id(place: &Place) -> &str {
    element(place).unwrap_or(&place.name)
}

fn ids(places: &[Place]) -> Vec<&str> {
    places.iter().map(id).collect()
}
