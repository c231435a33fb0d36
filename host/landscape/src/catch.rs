//! Who catches what is thrown: errors, escalations and cancellations.

use handoff_model as model;
use model::{Definition, DefinitionKind, StepKind, TriggerId};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    flow::{Edge, EdgeKind, Graph},
    unit::{ProcessId, StepId},
    unit_builder::{UnitBuilder, UnitPart},
};

/// What is thrown inside a scope and caught around it.
pub(crate) const THROWN: [DefinitionKind; 3] =
    [DefinitionKind::Error, DefinitionKind::Cancel, DefinitionKind::Escalation];

/// What is thrown, as those around it can tell it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thrown<'a> {
    pub(crate) kind: DefinitionKind,
    /// What is declared, where that is in the model in which it is looked for.
    trigger: Option<TriggerId>,
    /// The code, else the name; `None` where it has neither.
    pub(crate) code: Option<&'a str>,
}

/// An event that catches what is thrown inside a scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Catch {
    /// The boundary event, or the event sub-process.
    pub(crate) step: model::StepId,
    /// The boundary event, or the start of the event sub-process.
    pub(crate) event: model::StepId,
    /// Nothing but what is drawn triggers it, as far as the definition says.
    exact: bool,
}

/// A process, or a scope of it.
type RegionKey = (model::ProcessId, Option<model::StepId>);

/// All events of a model that catch what is thrown, by where they stand.
pub(crate) struct Catches<'a> {
    model: &'a model::Model,
    on: FxHashMap<model::StepId, Vec<model::StepId>>,
    within: FxHashMap<RegionKey, Vec<(model::StepId, model::StepId)>>,
}

impl<'a> Catches<'a> {
    /// Lists the catching events of a model.
    pub(crate) fn of(model: &'a model::Model) -> Self {
        let mut catches = Self { model, on: FxHashMap::default(), within: FxHashMap::default() };
        for (id, step) in model.steps.iter().filter(|(_, step)| THROWN.iter().any(|kind| step.has(*kind))) {
            match (step.kind, step.attached_to, step.scope) {
                (StepKind::Boundary, Some(host), _) => catches.on.entry(host).or_default().push(id),
                (StepKind::Start, _, Some(scope)) => {
                    if let Some(row) =
                        model.steps.get(scope).filter(|row| row.kind == StepKind::EventSubProcess)
                    {
                        catches.within.entry((row.process, row.scope)).or_default().push((scope, id));
                    }
                }
                _ => {}
            }
        }
        catches
    }

    /// Finds the event that catches what a step throws, of the given kinds, going outwards: in each scope its event
    /// sub-processes, then the boundary events at it. One that names what is thrown comes before one that catches all.
    pub(crate) fn catch(&self, step: &model::Step, kinds: &[DefinitionKind]) -> Option<Catch> {
        let thrown = kinds.iter().find_map(|kind| self.thrown(step, *kind))?;
        self.catch_around(thrown, step.process, step.scope)
    }

    /// Returns what a step throws of a kind.
    pub(crate) fn thrown(&self, step: &model::Step, kind: DefinitionKind) -> Option<Thrown<'a>> {
        let definition =
            defined(step, kind).filter(|_| matches!(step.kind, StepKind::End | StepKind::Throw))?;
        Some(Thrown { kind, trigger: definition.trigger, code: self.code(definition.trigger) })
    }

    /// Finds the event that catches what leaves a call of the process in which it is thrown.
    pub(crate) fn catch_at_call(&self, thrown: Thrown<'_>, call: model::StepId) -> Option<Catch> {
        let process = self.model.steps.get(call)?.process;
        self.catch_around(Thrown { trigger: None, ..thrown }, process, Some(call))
    }

    /// Finds what catches something in a scope, or around it.
    fn catch_around(
        &self,
        thrown: Thrown<'_>,
        process: model::ProcessId,
        mut scope: Option<model::StepId>,
    ) -> Option<Catch> {
        let mut handling = false;
        loop {
            let inner = self.within.get(&(process, scope)).filter(|_| !handling);
            let inner = inner.into_iter().flatten().map(|(step, event)| (*step, *event));
            let around = scope.and_then(|scope| self.on.get(&scope)).into_iter().flatten();
            let found =
                self.best(thrown, inner).or_else(|| self.best(thrown, around.map(|event| (*event, *event))));
            if found.is_some() {
                return found;
            }
            let row = self.model.steps.get(scope?)?;
            // What an event sub-process throws, those beside it do not catch.
            handling = row.kind == StepKind::EventSubProcess;
            scope = row.scope.filter(|outer| Some(*outer) < scope);
        }
    }

    /// The event of several at one place that catches what is thrown.
    fn best(
        &self,
        thrown: Thrown<'_>,
        events: impl Iterator<Item = (model::StepId, model::StepId)>,
    ) -> Option<Catch> {
        let fits = events.filter_map(|(step, event)| {
            let row = self.model.steps.get(event)?;
            let caught = defined(row, thrown.kind)?;
            let code = self.code(caught.trigger);
            // A handler that names nothing catches everything.
            let all = code.is_none();
            let same = caught.trigger == thrown.trigger || all || code == thrown.code;
            let alone = row.event.as_ref().is_some_and(|event| event.definitions.len() == 1);
            // Any activity may fail; with a code of the process, an escalation or a cancellation only on purpose.
            let exact = alone && (thrown.kind != DefinitionKind::Error || !all);
            same.then_some((all, Catch { step, event, exact }))
        });
        fits.min_by_key(|(all, _)| *all).map(|(_, catch)| catch)
    }

    fn code(&self, trigger: Option<TriggerId>) -> Option<&'a str> {
        let row = self.model.triggers.get(trigger?)?;
        Some(row.code.as_deref().unwrap_or(&row.name)).filter(|code| !code.is_empty())
    }
}

/// The first definition of a kind.
pub(crate) fn defined(step: &model::Step, kind: DefinitionKind) -> Option<&Definition> {
    step.event.as_ref()?.definitions.iter().find(|definition| definition.kind == kind)
}

/// Draws the throws of a part into the graph: to what catches them, or out of the process.
///
/// Nothing but the drawn throws triggers an event that names what it catches, unless a call inside may throw it too.
pub(crate) fn throws(draft: &UnitBuilder<'_>, part: &UnitPart<'_>, graph: &mut Graph) {
    let catches = Catches::of(part.model);
    let mut calling: Option<FxHashSet<model::StepId>> = None;
    for (id, step) in part.model.steps.iter() {
        let source = part.step(id);
        match catches.catch(step, &THROWN) {
            Some(catch) => {
                let calling = calling.get_or_insert_with(|| calling_scopes(draft, part));
                let host = part.model.steps.get(catch.step).map(|row| row.attached_to.or(row.scope));
                let open = match host.flatten() {
                    Some(host) => calling.contains(&host),
                    None => part.model.steps.iter().any(|(inner, row)| {
                        row.process == step.process && row.scope.is_none() && calling.contains(&inner)
                    }),
                };
                let kind = EdgeKind::Throw { only: catch.exact && !open };
                graph.edges.push(Edge { source, target: part.step(catch.step), kind });
            }
            None if step.kind == StepKind::End && step.scope.is_some() && step.has(DefinitionKind::Error) => {
                graph.uncaught.push(source);
            }
            None => {}
        }
    }
}

/// The call activities that may throw something that is not drawn, and all scopes around them.
fn calling_scopes(draft: &UnitBuilder<'_>, part: &UnitPart<'_>) -> FxHashSet<model::StepId> {
    let throws = |process: ProcessId| {
        draft.steps_of(process).iter().any(|step| {
            let row = draft.row(*step);
            row.kind == StepKind::Call || THROWN.iter().any(|kind| row.has(*kind))
        })
    };
    let mut known: FxHashMap<ProcessId, bool> = FxHashMap::default();
    let mut quiet: FxHashSet<StepId> = FxHashSet::default();
    for call in draft.calls {
        if let (Some(caller), Some(process)) = (draft.step(call.caller), draft.process(call.process))
            && !*known.entry(process).or_insert_with(|| throws(process))
        {
            quiet.insert(caller);
        }
    }
    let mut found = FxHashSet::default();
    for (id, step) in part.model.steps.iter() {
        if step.kind == StepKind::Call && !quiet.contains(&part.step(id)) {
            let mut at = Some(id);
            while let Some(inner) = at.filter(|inner| found.insert(*inner)) {
                at = part.model.steps.get(inner).and_then(|row| row.scope);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{need, unit};

    /// Checks the only need that is judged.
    fn check(text: &str, expected: &str) {
        let unit = unit(text);
        let found: Vec<String> = unit.needs.iter().map(|row| need(&unit, row)).collect();
        assert_eq!(found, [expected], "{text}");
    }

    /// A room is cleaned, then something is thrown; `caught` leads to a step that reads the report.
    fn room(thrown: &str, caught: &str) -> String {
        format!(
            "process P\n start S\n sub Room {{\n start T\n task Clean | gives Report\n {thrown}\n T -> Clean -> Fault\n }}\n \
             boundary {caught}\n task Repair | needs Report\n S -> Room\n Caught -> Repair"
        )
    }

    #[test]
    fn what_only_a_drawn_throw_triggers_has_what_was_there_at_the_throw() {
        check(
            &room("end error Fault | name e1", "error Caught on Room | name e1"),
            "repair needs Report: always",
        );
        check(
            &room("end escalation Fault | name x", "escalation Caught on Room | name x"),
            "repair needs Report: always",
        );
        check(
            &room("throw escalation Fault | name x", "non-interrupting escalation Caught on Room | name x"),
            "repair needs Report: always",
        );
        check(&room("end cancel Fault", "cancel Caught on Room"), "repair needs Report: always");
    }

    #[test]
    fn any_activity_may_fail_and_another_code_is_another_error() {
        for caught in ["error Caught on Room | any", "error Caught on Room | name e2"] {
            let unit = unit(&room("end error Fault | name e1", caught));
            let found = need(&unit, &unit.needs[0]);
            assert!(found.starts_with("repair needs Report: sometimes"), "{caught}: {found}");
        }
    }

    #[test]
    fn an_event_sub_process_catches_what_its_own_scope_throws() {
        check(
            "process P\n start S\n task Clean | gives Report\n end error Fault | name e1\n S -> Clean -> Fault\n \
             event sub Trouble {\n start error Heard | name e1\n task Repair | needs Report\n Heard -> Repair\n }",
            "repair needs Report: always",
        );
    }

    #[test]
    fn a_call_inside_may_throw_the_same() {
        let text = "process P\n start S\n sub Room {\n start T\n call Look\n task Clean | gives Report\n end error Fault | name e1\n \
                    T -> Look -> Clean -> Fault\n }\n boundary error Caught on Room | name e1\n task Repair | needs Report\n \
                    S -> Room\n Caught -> Repair";
        let unit = unit(text);
        assert!(need(&unit, &unit.needs[0]).starts_with("repair needs Report: sometimes"));
    }

    #[test]
    fn an_error_that_nothing_catches_is_no_way_out() {
        check(
            "process P\n start S\n sub Room {\n start T\n xor G\n task Clean | gives Report\n end error Fault | name e1\n \
             T -> G -> Clean\n G -> Fault\n }\n task Repair | needs Report\n S -> Room -> Repair",
            "repair needs Report: always",
        );
    }

    /// One branch paints and throws, the other waits and hangs the picture.
    fn branches(throws: &str, waits: &str) -> String {
        format!(
            "process P\n start S\n and A\n task Paint | gives Picture\n {throws}\n {waits}\n task Hang | needs Picture\n and B\n \
             S -> A -> Paint -> Done -> B\n A -> Wait -> Hang -> B"
        )
    }

    #[test]
    fn a_signal_joins_the_branches_of_one_process() {
        check(
            &branches("throw signal Done | name dry", "catch signal Wait | name dry"),
            "hang needs Picture: always",
        );
        check(
            &branches("throw message Done | name dry", "catch message Wait | name dry"),
            "hang needs Picture: always",
        );
    }

    #[test]
    fn what_a_branch_waits_for_may_be_what_it_needs() {
        let unit = unit(&branches("task Done", "catch conditional Wait"));
        assert!(need(&unit, &unit.needs[0]).starts_with("hang needs Picture: unknown"));
    }
}
