//! A finished check as every output gets it: names resolved, lists sorted, everything counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_finding::{Finding, Place, PluginIdentity, Verdict};
use handoff_landscape::title::{StepName, Title};
use handoff_landscape::unit::{self, DepartmentId, HandoffKind, StepId};
use handoff_landscape::{Landscape, Unit};
use handoff_model::{Diagnostic, Evidence, Exporter, Id, Refusal, Status};

use crate::cache::ReportCache;
pub use crate::customer::Customer;
use crate::customer::customers;
use crate::diagnostic::DiagnosticTitles;
use crate::finding_group::{self, FindingGroup, UndecidedGroup};
pub use crate::sketch::Sketch;
use crate::sketch::sketches;
use crate::summary::{OmissionCounts, Summary, candidates};

/// A finished check.
///
/// Made by [`Report::of`], which sorts every list but the files (they stay as given): the same check gives the same
/// report, whatever order the work was done in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was read, found and run, in figures.
    pub summary: Summary,
    /// Every input, also what could not be read.
    pub files: Vec<Arc<FileReport>>,
    /// Every handoff, by file and place.
    pub handoffs: Vec<Arc<Handoff>>,
    /// Every finding; what reaches the customer comes first, then what is worse, at last what is undecided.
    pub findings: Vec<Arc<Finding>>,
    /// The same by cause, in the same order, but for what is undecided: what is counted and shown.
    pub causes: Vec<FindingGroup>,
    /// What is undecided, by the source that would have to be declared; what decides most comes first.
    pub open: Vec<UndecidedGroup>,
    /// Who may be the customer, where none is recognised: who begins cases and gets answers.
    pub candidates: Vec<Arc<str>>,
    /// Who is taken for the customer, by name, with the reason.
    pub customers: Vec<Customer>,
    /// Every plugin of the run, by name.
    pub plugins: Vec<PluginReport>,
    /// Every process that is a sketch, by file and place.
    pub sketches: Vec<Sketch>,
    /// What people call the steps without a label that notes on files name.
    pub titles: DiagnosticTitles,
}

/// A finding that the configuration leaves out of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredFinding {
    /// The finding as it would have been reported.
    pub finding: Finding,
    /// Why it is left out, in the words of the configuration: one sentence for each entry that fits it.
    pub reasons: Vec<String>,
}

/// One input, with how it came through the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The path as shown to the user.
    pub path: Arc<str>,
    /// The format by its content, or `unknown`.
    pub format: &'static str,
    /// The tool that wrote it, as far as it says.
    pub exporter: Exporter,
    /// How it came through the reader.
    pub status: Status,
    /// What was repaired, assumed or left out, in file order.
    pub notes: Vec<Diagnostic>,
    /// Why nothing was read; given exactly if the status is refused.
    pub refusal: Option<Refusal>,
}

/// A handoff with its names resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// A name that survives re-export.
    pub id: Arc<str>,
    /// The kind of link by which work passes.
    pub kind: HandoffKind,
    /// The element that carries it.
    pub place: Place,
    /// The end that hands over.
    pub from: HandoffEnd,
    /// The end that takes over.
    pub to: HandoffEnd,
    /// What is known to cross, strongest evidence first.
    pub items: Vec<CarriedName>,
    /// Something stronger than a label says what is handed over.
    pub declared: bool,
}

/// One end of a handoff: a department, at a step where one is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct HandoffEnd {
    /// The department, where one is known.
    pub department: Option<Arc<str>>,
    /// The id of the step; `None` for a pool as a whole.
    pub step: Option<Arc<str>>,
    /// The label of the step, where it has one.
    pub name: Option<Arc<str>>,
    /// What tells of a step without a label.
    pub title: Option<Title>,
}

/// An item that crosses a border.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CarriedName {
    /// Where it is known from that the item crosses.
    pub evidence: Evidence,
    /// The name of the item.
    pub name: Arc<str>,
    /// Its state, where one is known.
    pub state: Option<Arc<str>>,
}

/// The border between a giver and a receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Border<'a> {
    /// The giving department, where one is known.
    pub giver: Option<&'a str>,
    /// The receiving department, where one is known.
    pub receiver: Option<&'a str>,
    /// What crosses it, in the order of the report; never empty.
    pub handoffs: Vec<&'a Handoff>,
    /// How many of these something says of what is handed over.
    pub declared: usize,
}

/// How the calls of a plugin ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluginStatus {
    /// Every call ran to its end.
    Run,
    /// At least one call failed: what it would have said is missing.
    Failed,
    /// It was never called: not trusted, not valid, or of another contract version.
    Refused,
}

impl PluginStatus {
    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Failed => "failed",
            Self::Refused => "refused",
        }
    }
}

/// One way in which a plugin failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PluginFailure {
    /// One sentence that names plugin, rule, unit and cause.
    pub message: String,
    /// The kind of the cause, like `fuel` or `panic`.
    pub cause: &'static str,
    /// What it was doing: `start`, `configure` or `check`.
    pub phase: &'static str,
    /// The rules to blame, where that was found out.
    pub rules: Vec<Arc<str>>,
    /// The name of the first unit it failed on.
    pub unit: String,
    /// How many units it failed on in this way.
    pub units: usize,
}

/// One plugin, with what came of its calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginReport {
    /// Its name, version and digest.
    pub id: PluginIdentity,
    /// Whether all of its calls ran to their end.
    pub status: PluginStatus,
    /// Why it failed or was refused, in one sentence; the first cause if there are several.
    pub cause: Option<String>,
    /// Every way in which its calls failed, in the order of their first units.
    pub failures: Vec<PluginFailure>,
    /// The fuel of all its calls together.
    pub fuel: u64,
    /// The ids of the rules it was asked to run.
    pub rules: Vec<Arc<str>>,
}

impl Report {
    /// Makes the report of a check: resolves names, sorts, counts.
    pub fn of(
        files: Vec<FileReport>,
        landscape: &Landscape,
        findings: Vec<Finding>,
        plugins: Vec<PluginReport>,
    ) -> Self {
        let files = files.into_iter().map(Arc::new).collect();
        let findings = findings.into_iter().map(Arc::new).collect();
        let omitted = OmissionCounts::default();
        Self::update(files, landscape, findings, plugins, omitted, &mut ReportCache::default())
    }

    /// Makes the same as [`Report::of`] of files and findings that others hold too, and takes over from the last report
    /// what is of the same unit (that of the same [`Arc`]), and the order of findings.
    pub fn update(
        files: Vec<Arc<FileReport>>,
        landscape: &Landscape,
        findings: Vec<Arc<Finding>>,
        mut plugins: Vec<PluginReport>,
        omitted: OmissionCounts,
        cache: &mut ReportCache,
    ) -> Self {
        plugins.sort_by(|a, b| {
            (&a.id.name, &a.id.version, &a.id.digest).cmp(&(&b.id.name, &b.id.version, &b.id.digest))
        });
        for plugin in &mut plugins {
            plugin.rules.sort();
        }
        let (handoffs, findings) = cache.lists(landscape, findings);
        let (causes, open) = (finding_group::causes(&findings), finding_group::open(&findings));
        let summary = Summary::of(&files, landscape, (&causes, &open), &plugins, omitted);
        let (candidates, customers) = (candidates(landscape), customers(landscape));
        let (sketches, titles) = (sketches(landscape), DiagnosticTitles::of(&files, landscape));
        Self {
            summary,
            files,
            handoffs,
            findings,
            causes,
            open,
            candidates,
            customers,
            plugins,
            sketches,
            titles,
        }
    }

    /// Counts the findings at all their places; what is undecided is none.
    pub fn decided(&self) -> usize {
        self.findings.iter().filter(|finding| finding.undecided.is_none()).count()
    }

    /// Returns every border that work crosses, by giver and receiver.
    pub fn borders(&self) -> Vec<Border<'_>> {
        let mut borders: BTreeMap<_, Vec<&Handoff>> = BTreeMap::new();
        for handoff in &self.handoffs {
            let ends = (handoff.from.department.as_deref(), handoff.to.department.as_deref());
            borders.entry(ends).or_default().push(handoff);
        }
        let borders = borders.into_iter().map(|((giver, receiver), handoffs)| {
            let declared = handoffs.iter().filter(|handoff| handoff.declared).count();
            Border { giver, receiver, handoffs, declared }
        });
        borders.collect()
    }
}

/// Tells whether a finding certainly or possibly reaches the customer.
pub(crate) fn reaches_customer(finding: &Finding) -> bool {
    finding.reach.as_ref().is_some_and(|reach| reach.verdict.reaches())
}

/// Returns how far a finding is from the customer: 0 where it surely gets there, 1 where it may, else 2.
pub(crate) fn remoteness(finding: &Finding) -> u8 {
    match finding.reach.as_ref().map(|reach| reach.verdict) {
        Some(Verdict::Certain) => 0,
        Some(Verdict::Possible) => 1,
        _ => 2,
    }
}

/// The key that findings are sorted by: what the customer meets, what is worse, where it stands, then everything else
/// that tells two findings apart.
pub(crate) fn order(finding: &Finding) -> impl Ord + '_ {
    (
        (
            finding.undecided.is_some(),
            remoteness(finding),
            Reverse(finding.severity),
            &finding.place,
            Reverse(finding.certainty),
        ),
        (&finding.rule, &finding.item, &finding.from, &finding.to),
        (&finding.message, &finding.help, &finding.witness, &finding.related),
        (&finding.fingerprint, &finding.plugin.name, &finding.plugin.version, &finding.plugin.digest),
    )
}

/// The key that handoffs are sorted by: where they stand, then everything else that tells two of them apart.
pub(crate) fn handoff_order(handoff: &Handoff) -> impl Ord + '_ {
    let Handoff { id, kind, place, from, to, items, declared } = handoff;
    ((&place.file, place.line, place.column), (id, from, to), (&place.element, kind, items, declared))
}

/// Resolves the names of a handoff.
pub(crate) fn resolve(unit: &Unit, handoff: &unit::Handoff) -> Handoff {
    let end = |department: Option<DepartmentId>, step: Option<StepId>| {
        let title = step.and_then(|step| match unit.called(step)? {
            StepName::Label(_) => None,
            StepName::Title(title) => Some(title.clone()),
        });
        let step = step.and_then(|step| unit.steps.get(step.index()));
        let department = department.and_then(|department| unit.departments.get(department.index()));
        HandoffEnd {
            department: department.map(|department| department.name.as_str().into()),
            step: step.map(|step| step.id.as_str().into()),
            name: step.filter(|step| !step.name.is_empty()).map(|step| step.name.as_str().into()),
            title,
        }
    };
    let mut items: Vec<CarriedName> =
        handoff.carries.iter().filter_map(|carried| carry(unit, carried)).collect();
    items.sort();
    items.dedup();
    Handoff {
        id: handoff.id.as_str().into(),
        kind: handoff.kind,
        place: Place {
            file: unit.file(handoff.file).cloned().unwrap_or_default(),
            line: handoff.span.line,
            column: handoff.span.column,
            element: handoff.element.as_deref().map(Into::into),
            ..Place::default()
        },
        from: end(handoff.giver, handoff.last),
        to: end(handoff.receiver, handoff.first),
        items,
        declared: handoff.declared,
    }
}

fn carry(unit: &Unit, carried: &unit::CarriedItem) -> Option<CarriedName> {
    let item = unit.items.get(carried.item.index())?;
    let state = carried.state.and_then(|state| item.states.get(state.index()));
    Some(CarriedName {
        evidence: carried.evidence,
        name: item.name.as_str().into(),
        state: state.map(|state| state.as_str().into()),
    })
}
