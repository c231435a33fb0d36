//! What is thrown and caught: errors, escalations and cancellations, on their way out through the scopes around them and the calls of
//! their process.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    catch::{Catches, THROWN, Thrown, defined},
    trigger::is_plain,
    unit::{Exchange, ExchangeKind, Handoff, HandoffId, HandoffKind, Partner, ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// Lists what the steps of a unit throw, with whoever catches it, and then the events whose thrower is not drawn.
pub(crate) fn exchanges(draft: &UnitBuilder<'_>, handoffs: &[Handoff]) -> Vec<Exchange> {
    let mut calls: FxHashMap<ProcessId, Vec<StepId>> = FxHashMap::default();
    for call in draft.calls {
        if let (Some(caller), Some(process)) = (draft.step(call.caller), draft.process(call.process)) {
            calls.entry(process).or_default().push(caller);
        }
    }
    let events = HandoffId::number(handoffs).filter(|(_, handoff)| handoff.kind == HandoffKind::Event);
    let events = events.filter_map(|(id, handoff)| Some(((handoff.last?, handoff.first?), id)));
    let search = CatchSearch {
        draft,
        catches: draft.parts.iter().map(|part| Catches::of(part.model)).collect(),
        calls,
        handoffs: events.collect(),
    };
    let mut rows = Vec::new();
    for step in draft.steps() {
        for kind in THROWN {
            search.throw(step, kind, &mut rows);
        }
    }
    let met: FxHashSet<(StepId, ExchangeKind)> =
        rows.iter().filter_map(|row| Some((row.catcher?, row.kind))).collect();
    for step in draft.steps() {
        let row = draft.row(step);
        let kinds = THROWN.into_iter().filter(|kind| defined(row, *kind).is_some());
        for kind in kinds.filter(|_| matches!(row.kind, StepKind::Boundary | StepKind::Start)) {
            if !met.contains(&(step, exchange_kind(kind))) {
                let name = search.name(step, kind);
                let catcher = Some(step);
                let receiver = draft.owner(step);
                rows.push(Exchange { name, catcher, receiver, ..blank(kind) });
            }
        }
    }
    rows
}

/// What finds the events that catch what is thrown.
struct CatchSearch<'a> {
    draft: &'a UnitBuilder<'a>,
    /// The catching events of each export.
    catches: Vec<Catches<'a>>,
    /// The steps that call each process.
    calls: FxHashMap<ProcessId, Vec<StepId>>,
    /// The passages of work that a throw is, by its two ends.
    handoffs: FxHashMap<(StepId, StepId), HandoffId>,
}

impl CatchSearch<'_> {
    /// Adds what a step throws of a kind: with each event that catches it, or alone.
    fn throw(&self, step: StepId, kind: DefinitionKind, rows: &mut Vec<Exchange>) {
        let (draft, part) = (self.draft, self.draft.part(step));
        let row = draft.row(step);
        let around = &self.catches[part.file.index()];
        let Some(thrown) = around.thrown(row, kind) else { return };
        let name = self.name(step, kind);
        let (catchers, partner) = match around.catch(row, &[kind]) {
            Some(catch) => (vec![part.step(catch.event)], Partner::Met),
            None => self.beyond(thrown, draft.unit.steps[step.index()].process, name.is_empty()),
        };
        let row = Exchange { name, thrower: Some(step), giver: draft.owner(step), partner, ..blank(kind) };
        if catchers.is_empty() {
            rows.push(row);
            return;
        }
        rows.extend(catchers.into_iter().map(|catcher| Exchange {
            catcher: Some(catcher),
            receiver: draft.owner(catcher),
            handoff: self.handoffs.get(&(step, catcher)).copied(),
            ..row.clone()
        }));
    }

    /// Finds the events that catch what leaves a process, at its calls and around them, each once; and what is known of the other
    /// side where there is none.
    fn beyond(&self, thrown: Thrown<'_>, process: ProcessId, is_unnamed: bool) -> (Vec<StepId>, Partner) {
        let (mut open, mut left) = (false, vec![process]);
        let mut seen: FxHashSet<ProcessId> = left.iter().copied().collect();
        let mut found: Vec<StepId> = Vec::new();
        while let Some(process) = left.pop() {
            let calls = self.calls.get(&process).map(Vec::as_slice).unwrap_or_default();
            open |= calls.is_empty() && self.may_be_called(process);
            for call in calls {
                let part = self.draft.part(*call);
                let outer = self.draft.unit.steps[call.index()].process;
                match self.catches[part.file.index()].catch_at_call(thrown, part.own(*call)) {
                    Some(catch) => found.push(part.step(catch.event)),
                    None if seen.insert(outer) => left.push(outer),
                    None => {}
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        let partner = match () {
            () if !found.is_empty() => Partner::Met,
            () if open => Partner::Open,
            () if is_unnamed => Partner::Unnamed,
            () => Partner::Missing,
        };
        (found, partner)
    }

    /// Tells whether a process that nobody here calls can be called: it waits for nothing to begin.
    fn may_be_called(&self, process: ProcessId) -> bool {
        let rows = self.draft.steps_of(process).iter().map(|step| self.draft.row(*step));
        let mut begins = rows.filter(|row| row.scope.is_none() && row.kind == StepKind::Start);
        begins.all(is_plain)
    }

    /// Returns the name of what a step throws or catches, else its code; empty where it has neither.
    fn name(&self, step: StepId, kind: DefinitionKind) -> String {
        let trigger = defined(self.draft.row(step), kind).and_then(|definition| definition.trigger);
        let trigger = trigger.and_then(|id| self.draft.part(step).model.triggers.get(id));
        let name =
            trigger.map(|row| if row.name.is_empty() { row.code.clone() } else { Some(row.name.clone()) });
        name.flatten().unwrap_or_default()
    }
}

fn exchange_kind(kind: DefinitionKind) -> ExchangeKind {
    match kind {
        DefinitionKind::Cancel => ExchangeKind::Cancellation,
        DefinitionKind::Escalation => ExchangeKind::Escalation,
        _ => ExchangeKind::Error,
    }
}

/// Makes a row of which nothing is known but its kind.
fn blank(kind: DefinitionKind) -> Exchange {
    Exchange {
        kind: exchange_kind(kind),
        name: String::new(),
        thrower: None,
        catcher: None,
        giver: None,
        receiver: None,
        partner: Partner::Open,
        drawn: false,
        begins: false,
        handoff: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{department, ids, landscape};
    use crate::unit::FileId;
    use crate::unit::{Exchange, Unit};

    fn line(unit: &Unit, row: &Exchange) -> String {
        let step = |step: Option<_>| step.map_or_else(|| "-".to_owned(), |step| ids(unit, &[step]));
        let by = |owner| department(unit, owner);
        let crosses = if row.handoff.is_some() { ", a handoff" } else { "" };
        format!(
            "{:?} {}: {} ({}) > {} ({}), {:?}{crosses}",
            row.kind,
            row.name,
            step(row.thrower),
            by(row.giver),
            step(row.catcher),
            by(row.receiver),
            row.partner
        )
    }

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let landscape = landscape(files, &crate::contract::Settings::default());
        let [unit] = &landscape.units[..] else { panic!("{} units", landscape.units.len()) };
        let found: Vec<String> =
            unit.exchanges.iter().filter(|row| !row.kind.is_sent()).map(|row| line(unit, row)).collect();
        assert_eq!(found, expected, "{:?}", unit.file(FileId(0)));
    }

    const INNER: &str =
        "sub Room {\n start T\n task Clean\n end error Fault | name e1\n T -> Clean -> Fault\n }";

    #[test]
    fn what_is_caught_names_both_sides() {
        let text = format!(
            "pool P\n lane House\n start S\n {INNER}\n lane Office\n boundary error Caught on Room | name e1\n task Repair\n \
             S -> Room\n Caught -> Repair"
        );
        check(&[("a.handoff", &text)], &["Error e1: fault (House) > caught (Office), Met, a handoff"]);
    }

    #[test]
    fn what_leaves_a_process_may_be_caught_by_whoever_calls_it() {
        let house = |start: &str, end: &str| {
            format!("process House\n {start}\n task Clean\n {end}\n S -> Clean -> F")
        };
        check(
            &[("a.handoff", &house("start S", "end error F | name e1"))],
            &["Error e1: f (-) > - (-), Open"],
        );
        check(
            &[("a.handoff", &house("start message S", "end error F | name e1"))],
            &["Error e1: f (-) > - (-), Missing"],
        );
        check(
            &[("a.handoff", &house("start message S", "end error F | any"))],
            &["Error : f (-) > - (-), Unnamed"],
        );
        let caller = "process Hotel\n start B\n call Book | calls House\n boundary error Caught on Book | name e1\n task Repair\n \
                      B -> Book\n Caught -> Repair";
        check(
            &[("a.handoff", caller), ("b.handoff", &house("start S", "end error F | name e1"))],
            &["Error e1: f (-) > caught (-), Met"],
        );
    }

    #[test]
    fn what_an_event_waits_for_may_come_from_the_work_it_is_attached_to() {
        check(
            &[(
                "a.handoff",
                "process P\n start S\n task Pay\n boundary error Failed on Pay | any\n task Call\n S -> Pay\n Failed -> Call",
            )],
            &["Error : - (-) > failed (-), Open"],
        );
    }
}
