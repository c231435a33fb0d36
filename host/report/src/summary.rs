//! The figures of a check: what was judged, what is read and not judged, and who may be the customer where none is recognised.

use std::collections::BTreeSet;
use std::sync::Arc;

use handoff_finding::{Naming, Place, Severity};
use handoff_landscape::contract::Side;
use handoff_landscape::unit::{self, Availability, DepartmentId, HandoffKind, StepId};
use handoff_landscape::{Landscape, Unit, names_thing};
use handoff_model::{Id, Status, StepKind};
use rustc_hash::FxHashSet;

use crate::finding_group::{FindingGroup, UndecidedGroup, remoteness};
use crate::ignored::IgnoredFinding;
use crate::run::{FileReport, PluginReport, PluginStatus};

/// The figures of a check, as every output shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many inputs there were, read or not.
    pub files: usize,
    /// Inputs read without any repair.
    pub read: usize,
    /// Inputs read with at least one repair.
    pub repaired: usize,
    /// Inputs not read at all.
    pub refused: usize,
    /// Files in folders that are no exports.
    pub skipped: usize,
    /// Files in folders that the configuration leaves out.
    pub excluded: usize,
    /// Parts of the landscape that hang together.
    pub units: usize,
    /// Departments by name, customers and partners included.
    pub departments: usize,
    /// How many handoffs there are between departments.
    pub handoffs: usize,
    /// Handoffs for which something says what is handed over.
    pub declared_handoffs: usize,
    /// Findings by severity, each counted once for all its places; what is undecided, or known from a baseline, is not among them.
    pub findings: SeverityCounts,
    /// Needs of which nobody can tell whether they are met.
    pub undecided: usize,
    /// What could be checked: needs that are not undecided, declared handoffs, and endings of cases that a customer started.
    pub checkable: usize,
    /// Those of them that lie in sketches.
    pub checkable_in_sketches: usize,
    /// Handoffs between sketches for which nothing says what is handed over.
    pub silent_in_sketches: usize,
    /// Findings left out because the configuration or an export says so.
    pub ignored: usize,
    /// Those of them that an export says so of.
    pub ignored_in_exports: usize,
    /// Findings that the baseline knows, each counted once for all its places.
    pub known: usize,
    /// The path of the baseline, where there is one.
    pub baseline: Option<Arc<str>>,
    /// Processes with work in them that name no department at all, sketches left out.
    pub unowned_processes: usize,
    /// The files that these stand in.
    pub unowned_files: usize,
    /// Sketches are judged like all other processes.
    pub judges_sketches: bool,
    /// Findings that certainly or possibly reach the customer, of those counted by severity.
    pub reaching_customer: usize,
    /// Those of them that certainly do.
    pub surely_reaching_customer: usize,
    /// Processes with at least one step.
    pub processes: usize,
    /// Rules of the plugins that ran to their end.
    pub rules: usize,
    /// Plugins that ran to their end.
    pub plugins_run: usize,
    /// Plugins that failed or were refused.
    pub plugins_failed: usize,
    /// No input was refused and no plugin failed: an empty list of findings means health.
    pub complete: bool,
}

/// What a check leaves out of its report, which only whoever ran it knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OmissionCounts {
    /// Files in folders that are no exports.
    pub skipped: usize,
    /// Files in folders that the configuration leaves out.
    pub excluded: usize,
    /// Sketches are judged like all other processes.
    pub judges_sketches: bool,
    /// The path of the baseline, where there is one.
    pub baseline: Option<Arc<str>>,
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

impl Summary {
    /// Counts what was checked: what could be, but for sketches that are not judged.
    pub(crate) fn checked(&self) -> usize {
        self.checkable - if self.judges_sketches { 0 } else { self.checkable_in_sketches }
    }

    /// Counts the handoffs for which nothing says what is handed over, but for those between sketches that are not judged.
    pub(crate) fn silent(&self) -> usize {
        self.handoffs
            - self.declared_handoffs
            - if self.judges_sketches { 0 } else { self.silent_in_sketches }
    }

    pub(crate) fn of(
        files: &[Arc<FileReport>],
        landscape: &Landscape,
        (causes, open, ignored): (&[FindingGroup], &[UndecidedGroup], &[IgnoredFinding]),
        plugins: &[PluginReport],
        omitted: OmissionCounts,
    ) -> Self {
        let with_status = |status| files.iter().filter(|file| file.status == status).count();
        let new = || causes.iter().map(|cause| &cause.first).filter(|finding| !finding.known);
        let with_severity = |severity| new().filter(|finding| finding.severity == severity).count();
        let reaching = |least| new().filter(|finding| remoteness(finding) <= least).count();
        let ran = |plugin: &&PluginReport| plugin.status == PluginStatus::Run;
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
            skipped: omitted.skipped,
            excluded: omitted.excluded,
            units: landscape.units.iter().filter(|unit| has_content(unit)).count(),
            departments: names.len(),
            handoffs: handoffs().count(),
            declared_handoffs: handoffs().filter(|handoff| handoff.declared).count(),
            findings: SeverityCounts {
                error: with_severity(Severity::Error),
                warning: with_severity(Severity::Warning),
                info: with_severity(Severity::Info),
            },
            undecided: open.iter().map(|open| open.findings.len()).sum(),
            checkable: landscape.units.iter().map(|unit| checkable(unit, |_| true)).sum(),
            checkable_in_sketches: landscape.units.iter().map(|unit| checkable(unit, in_sketch(unit))).sum(),
            silent_in_sketches: landscape.units.iter().map(|unit| silent_in_sketches(unit)).sum(),
            ignored: ignored.len(),
            ignored_in_exports: ignored
                .iter()
                .filter(|one| one.reasons.iter().all(|why| why.in_export))
                .count(),
            known: causes.len() - new().count(),
            baseline: omitted.baseline,
            unowned_processes: unowned.len(),
            unowned_files: unowned.iter().collect::<FxHashSet<_>>().len(),
            judges_sketches: omitted.judges_sketches,
            processes: landscape.units.iter().map(|unit| processes(unit)).sum(),
            reaching_customer: reaching(1),
            surely_reaching_customer: reaching(0),
            rules: plugins.iter().filter(ran).map(|plugin| plugin.rules.len()).sum(),
            plugins_run,
            plugins_failed: plugins.len() - plugins_run,
            complete: refused == 0 && plugins_run == plugins.len(),
        }
    }
}

fn processes(unit: &Unit) -> usize {
    unit.steps.iter().map(|step| step.process).collect::<FxHashSet<_>>().len()
}

/// Counts what could be judged at some steps of a unit besides its structure; what is undecided was not, and of what passes
/// between pools that nobody sees into nothing can be.
fn checkable(unit: &Unit, at: impl Fn(StepId) -> bool) -> usize {
    let declared = unit.handoffs.iter().filter(|handoff| handoff.declared);
    let declared = declared.filter(|handoff| handoff.first.or(handoff.last).is_some_and(&at)).count();
    let started = unit.endings.iter().filter(|ending| ending.started_at.is_some() && at(ending.step)).count();
    let decided =
        unit.needs.iter().filter(|need| need.availability != Availability::Unknown && at(need.step));
    decided.count() + declared + started
}

fn silent_in_sketches(unit: &Unit) -> usize {
    let in_sketch = in_sketch(unit);
    let of_sketches = |handoff: &&unit::Handoff| {
        let mut ends = handoff.last.iter().chain(&handoff.first).peekable();
        ends.peek().is_some() && ends.all(|step| in_sketch(*step))
    };
    unit.handoffs.iter().filter(|handoff| !handoff.declared).filter(of_sketches).count()
}

/// Tells of a step whether it lies in a sketch.
fn in_sketch(unit: &Unit) -> impl Fn(StepId) -> bool {
    let sketches: FxHashSet<_> = unit.sketches.iter().map(|sketch| sketch.process).collect();
    move |step| unit.steps.get(step.index()).is_some_and(|step| sketches.contains(&step.process))
}

/// Names who may be the customer in units where none is recognised: who starts a process by a message and is sent one. A
/// department beside others of its company is none, nor is whoever meets the customer himself.
pub(crate) fn candidates(landscape: &Landscape) -> Vec<Arc<str>> {
    let mut candidates: BTreeSet<Arc<str>> = BTreeSet::new();
    for unit in &landscape.units {
        if unit.departments.iter().any(|department| department.side == Side::Customer) {
            continue;
        }
        let messages = || unit.handoffs.iter().filter(|handoff| handoff.kind == HandoffKind::Message);
        let begins = |handoff: &&unit::Handoff| {
            let first = handoff.first.and_then(|first| unit.steps.get(first.index()));
            first.is_some_and(|first| first.kind == StepKind::Start)
        };
        // Who is begun by another is a department on the way.
        let begun: BTreeSet<Option<DepartmentId>> =
            messages().filter(begins).map(|handoff| handoff.receiver).collect();
        let answered: BTreeSet<Option<DepartmentId>> = messages().map(|handoff| handoff.receiver).collect();
        let owners: BTreeSet<Option<DepartmentId>> =
            unit.processes.iter().map(|process| process.owner).collect();
        let owner = |step: StepId| unit.steps.get(step.index()).and_then(|step| step.owner);
        let meets: BTreeSet<Option<DepartmentId>> =
            unit.touchpoints.iter().map(|touchpoint| owner(touchpoint.step)).collect();
        let works: BTreeSet<Option<DepartmentId>> = unit.steps.iter().map(|step| step.owner).collect();
        let ours = |giver: &DepartmentId| {
            let giver = Some(*giver);
            works.contains(&giver) && !owners.contains(&giver) || meets.contains(&giver)
        };
        for giver in
            messages().filter(begins).filter_map(|handoff| handoff.giver).filter(|giver| !ours(giver))
        {
            let answered = answered.contains(&Some(giver)) && !begun.contains(&Some(giver));
            let department = unit.departments.get(giver.index());
            // A lone letter stands for no one, and a program waits for nothing.
            let named = |name: &str| name.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
            let person = |row: &&unit::Department| {
                row.side == Side::Internal && !row.system && named(&row.name) && !names_thing(&row.name)
            };
            let department = department.filter(|row| answered && person(row));
            candidates.extend(department.map(|row| row.name.as_str().into()));
        }
    }
    candidates.into_iter().collect()
}

/// The unit that stands for the configuration has nothing but stale entries, and is no part of the landscape.
fn has_content(unit: &Unit) -> bool {
    !(unit.steps.is_empty() && unit.processes.is_empty() && unit.handoffs.is_empty())
}

/// A process most of whose steps have no names of their own: drawn to try something out, not to describe work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Where it stands.
    pub place: Place,
    /// How many of the steps that tell have a default name of a tool, or none.
    pub nameless: usize,
    /// How many steps tell: the activities; where there are none, the events.
    pub steps: usize,
}

/// Lists the files of the processes that have work in them and name no department at all, sketches left out.
pub(crate) fn unowned_files(unit: &Unit) -> Vec<&str> {
    let mut unowned = vec![false; unit.processes.len()];
    for step in unit.steps.iter().filter(|step| step.kind.is_activity()) {
        unowned[step.process.index()] = true;
    }
    let owned = unit.steps.iter().filter(|step| step.owner.is_some()).map(|step| step.process);
    for process in owned.chain(unit.sketches.iter().map(|sketch| sketch.process)) {
        unowned[process.index()] = false;
    }
    let all = unit.processes.iter().zip(unowned).filter(|(_, unowned)| *unowned);
    all.filter_map(|(process, _)| unit.file(process.file).map(|file| &**file)).collect()
}

/// Lists the sketches of a landscape.
pub(crate) fn sketches(landscape: &Landscape) -> Vec<Sketch> {
    let of_unit = |unit: &Arc<Unit>| {
        let resolved = unit.sketches.iter().filter_map(|sketch| {
            let process = unit.processes.get(sketch.process.index())?;
            let place = Place {
                file: unit.file(process.file).cloned().unwrap_or_default(),
                line: process.span.line,
                column: process.span.column,
                element: Some(process.id.as_str().into()),
                name: process.name.clone(),
                naming: Naming::Label,
            };
            Some(Sketch { place, nameless: sketch.nameless as usize, steps: sketch.all as usize })
        });
        resolved.collect::<Vec<_>>()
    };
    let mut sketches: Vec<Sketch> = landscape.units.iter().flat_map(of_unit).collect();
    sketches.sort_by(|a, b| a.place.cmp(&b.place));
    sketches
}
