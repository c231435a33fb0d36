//! A finished check as every output gets it: names resolved, lists sorted, everything counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handoff_finding::{Finding, Place, PluginName, Severity, Verdict};
use handoff_landscape::contract::Side;
use handoff_landscape::title::{Called, Title};
use handoff_landscape::unit::{self, Availability, DepartmentId, HandoffKind, StepId};
use handoff_landscape::{Landscape, Unit};
use handoff_model::{Evidence, Exporter, Note, Span, Status, StepKind};
use rustc_hash::FxHashSet;

use crate::cause::{self, Cause, Open};
use crate::recall::Recall;
pub use crate::sketch::Sketch;
use crate::sketch::{sketches, unowned_files};

/// A finished check.
///
/// Made by [`Report::of`], which sorts every list but the files (they stay as given): the same check gives the same
/// report, whatever order the work was done in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was read, found and run, in figures.
    pub summary: Summary,
    /// Every input, also what could not be read.
    pub files: Vec<Arc<File>>,
    /// Every handoff, by file and place.
    pub handoffs: Vec<Arc<Handoff>>,
    /// Every finding; what reaches the customer comes first, then what is worse, at last what is undecided.
    pub findings: Vec<Arc<Finding>>,
    /// The same by cause, in the same order, but for what is undecided: what is counted and shown.
    pub causes: Vec<Cause>,
    /// What is undecided, by the source that would have to be declared; what decides most comes first.
    pub open: Vec<Open>,
    /// Who may be the customer, where none is recognised: who begins cases and gets answers.
    pub candidates: Vec<Arc<str>>,
    /// Every plugin of the run, by name.
    pub plugins: Vec<Plugin>,
    /// Every process that is a sketch, by file and place.
    pub sketches: Vec<Sketch>,
}

/// A finding that the configuration leaves out of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The finding.
    pub finding: Finding,
    /// Why it is left out, in the words of the configuration: one sentence for each entry that fits it.
    pub reasons: Vec<String>,
}

/// The figures of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Inputs given.
    pub files: usize,
    /// Inputs read without any repair.
    pub read: usize,
    /// Inputs read with at least one repair.
    pub repaired: usize,
    /// Inputs not read at all.
    pub refused: usize,
    /// Files in folders that are no exports; filled in by whoever looked for the inputs.
    pub skipped: usize,
    /// Parts of the landscape that hang together.
    pub units: usize,
    /// Departments by name, customers and partners included.
    pub departments: usize,
    /// Handoffs.
    pub handoffs: usize,
    /// Handoffs for which something says what is handed over.
    pub declared_handoffs: usize,
    /// Findings by severity, each counted once for all its places; what is undecided is not among them.
    pub findings: SeverityCounts,
    /// Needs of which nobody can tell whether they are met.
    pub undecided: usize,
    /// What could be checked: needs that are not undecided, declared handoffs, and endings of cases that a customer started.
    pub checkable: usize,
    /// Findings left out because the configuration ignores them; filled in by whoever applied it.
    pub ignored: usize,
    /// Processes with work in them that name no department at all, sketches left out.
    pub unowned_processes: usize,
    /// The files that these stand in.
    pub unowned_files: usize,
    /// Sketches are judged like all other processes; filled in by whoever applied the configuration.
    pub judges_sketches: bool,
    /// Findings that certainly or possibly reach the customer.
    pub reaching_customer: usize,
    /// Those of them that certainly do.
    pub surely_reaching_customer: usize,
    /// Rules of the plugins that ran to their end.
    pub rules: usize,
    /// Plugins that ran to their end.
    pub plugins_run: usize,
    /// Plugins that failed or were refused.
    pub plugins_failed: usize,
    /// No input was refused and no plugin failed: an empty list of findings means health.
    pub complete: bool,
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeverityCounts {
    /// Faults.
    pub error: usize,
    /// Worth mending.
    pub warning: usize,
    /// Worth knowing.
    pub info: usize,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path as shown to the user.
    pub path: Arc<str>,
    /// The format by its content, or `unknown`.
    pub format: &'static str,
    /// The tool that wrote it, as far as it says.
    pub exporter: Exporter,
    /// How it came through the reader.
    pub status: Status,
    /// What was repaired, assumed or left out, in file order.
    pub notes: Vec<Note>,
    /// Why nothing was read; given exactly if the status is refused.
    pub refusal: Option<Refusal>,
}

/// Why an input was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is the matter, as one clause without a full stop.
    pub reason: String,
    /// What to do about it, as one clause.
    pub remedy: String,
    /// The place in the file; line 0 where the whole file is meant.
    pub span: Span,
}

/// A handoff with its names resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// A name that survives re-export.
    pub id: Arc<str>,
    /// How work passes.
    pub kind: HandoffKind,
    /// The element that carries it.
    pub place: Place,
    /// The giving side.
    pub from: End,
    /// The receiving side.
    pub to: End,
    /// What is known to cross, strongest evidence first.
    pub items: Vec<Carried>,
    /// Something stronger than a label says what is handed over.
    pub declared: bool,
}

/// One end of a handoff.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
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
pub struct Carried {
    /// How this is known.
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

/// What became of a plugin.
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

/// A plugin of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plugin {
    /// Its name, version and digest.
    pub id: PluginName,
    /// What became of it.
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
    pub fn of(files: Vec<File>, landscape: &Landscape, findings: Vec<Finding>, plugins: Vec<Plugin>) -> Self {
        let files = files.into_iter().map(Arc::new).collect();
        let findings = findings.into_iter().map(Arc::new).collect();
        Self::again(files, landscape, findings, plugins, &mut Recall::default())
    }

    /// Makes the same as [`Report::of`] of files and findings that others hold too, and takes over from the last report
    /// what is of the same unit (that of the same [`Arc`]), and the order of findings.
    pub fn again(
        files: Vec<Arc<File>>,
        landscape: &Landscape,
        findings: Vec<Arc<Finding>>,
        mut plugins: Vec<Plugin>,
        recall: &mut Recall,
    ) -> Self {
        plugins.sort_by(|a, b| {
            (&a.id.name, &a.id.version, &a.id.digest).cmp(&(&b.id.name, &b.id.version, &b.id.digest))
        });
        for plugin in &mut plugins {
            plugin.rules.sort();
        }
        let (handoffs, findings) = recall.lists(landscape, findings);
        let (causes, open) = (cause::causes(&findings), cause::open(&findings));
        let undecided = open.iter().map(|open| open.findings.len()).sum();
        let summary = Summary { undecided, ..Summary::of(&files, landscape, &causes, &plugins) };
        let candidates = candidates(landscape);
        let sketches = sketches(landscape);
        Self { summary, files, handoffs, findings, causes, open, candidates, plugins, sketches }
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

impl Summary {
    fn of(files: &[Arc<File>], landscape: &Landscape, causes: &[Cause], plugins: &[Plugin]) -> Self {
        let with_status = |status| files.iter().filter(|file| file.status == status).count();
        let with_severity = |severity| causes.iter().filter(|cause| cause.first.severity == severity).count();
        let reaching = |least| causes.iter().filter(|cause| remoteness(&cause.first) <= least).count();
        let ran = |plugin: &&Plugin| plugin.status == PluginStatus::Run;
        let handoffs = || landscape.units.iter().flat_map(|unit| &unit.handoffs);
        let names: FxHashSet<&str> = landscape
            .units
            .iter()
            .flat_map(|unit| &unit.departments)
            .map(|department| &*department.name)
            .collect();
        let unowned: Vec<&str> = landscape.units.iter().flat_map(|unit| unowned_files(unit)).collect();
        let (refused, plugins_run) = (with_status(Status::Refused), plugins.iter().filter(ran).count());
        Self {
            files: files.len(),
            read: with_status(Status::Read),
            repaired: with_status(Status::Repaired),
            refused,
            skipped: 0,
            units: landscape.units.iter().filter(|unit| has_content(unit)).count(),
            departments: names.len(),
            handoffs: handoffs().count(),
            declared_handoffs: handoffs().filter(|handoff| handoff.declared).count(),
            findings: SeverityCounts {
                error: with_severity(Severity::Error),
                warning: with_severity(Severity::Warning),
                info: with_severity(Severity::Info),
            },
            undecided: 0,
            checkable: landscape.units.iter().map(|unit| checkable(unit)).sum(),
            ignored: 0,
            unowned_processes: unowned.len(),
            unowned_files: unowned.iter().collect::<FxHashSet<_>>().len(),
            judges_sketches: false,
            reaching_customer: reaching(1),
            surely_reaching_customer: reaching(0),
            rules: plugins.iter().filter(ran).map(|plugin| plugin.rules.len()).sum(),
            plugins_run,
            plugins_failed: plugins.len() - plugins_run,
            complete: refused == 0 && plugins_run == plugins.len(),
        }
    }
}

/// Counts what could be judged in a unit besides its structure; what is undecided was not.
fn checkable(unit: &Unit) -> usize {
    let declared = unit.handoffs.iter().filter(|handoff| handoff.declared).count();
    let started = unit.endings.iter().filter(|ending| ending.started_at.is_some()).count();
    let decided = unit.needs.iter().filter(|need| need.availability != Availability::Unknown).count();
    decided + declared + started
}

/// Names who may be the customer in units where none is recognised: who starts a process by a message and is sent one.
fn candidates(landscape: &Landscape) -> Vec<Arc<str>> {
    let mut candidates: BTreeSet<Arc<str>> = BTreeSet::new();
    for unit in &landscape.units {
        if unit.departments.iter().any(|department| department.side == Side::Customer) {
            continue;
        }
        let messages = || unit.handoffs.iter().filter(|handoff| handoff.kind == HandoffKind::Message);
        let begins = |handoff: &&unit::Handoff| {
            let first = handoff.first.and_then(|first| unit.steps.get(first as usize));
            first.is_some_and(|first| first.kind == StepKind::Start)
        };
        // Who is begun by another is a department on the way.
        let begun: BTreeSet<Option<DepartmentId>> =
            messages().filter(begins).map(|handoff| handoff.receiver).collect();
        let answered: BTreeSet<Option<DepartmentId>> = messages().map(|handoff| handoff.receiver).collect();
        for giver in messages().filter(begins).filter_map(|handoff| handoff.giver) {
            let answered = answered.contains(&Some(giver)) && !begun.contains(&Some(giver));
            let department = unit.departments.get(giver as usize);
            let department = department.filter(|row| answered && row.side == Side::Internal);
            candidates.extend(department.map(|row| row.name.as_str().into()));
        }
    }
    candidates.into_iter().collect()
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

/// The unit that stands for the configuration has nothing but stale entries, and is no part of the landscape.
fn has_content(unit: &Unit) -> bool {
    !(unit.steps.is_empty() && unit.processes.is_empty() && unit.handoffs.is_empty())
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
            Called::Label(_) => None,
            Called::Title(title) => Some(title.clone()),
        });
        let step = step.and_then(|step| unit.steps.get(step as usize));
        let department = department.and_then(|department| unit.departments.get(department as usize));
        End {
            department: department.map(|department| department.name.as_str().into()),
            step: step.map(|step| step.id.as_str().into()),
            name: step.filter(|step| !step.name.is_empty()).map(|step| step.name.as_str().into()),
            title,
        }
    };
    let mut items: Vec<Carried> = handoff.carries.iter().filter_map(|carried| carry(unit, carried)).collect();
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

fn carry(unit: &Unit, carried: &unit::Carried) -> Option<Carried> {
    let item = unit.items.get(carried.item as usize)?;
    let state = carried.state.and_then(|state| item.states.get(state as usize));
    Some(Carried {
        evidence: carried.evidence,
        name: item.name.as_str().into(),
        state: state.map(|state| state.as_str().into()),
    })
}
