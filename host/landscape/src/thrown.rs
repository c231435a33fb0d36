//! Where a case goes on that throws an error, an escalation or a cancellation.

use handoff_model::{Definition, DefinitionKind, Step, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{draft::Draft, link::End, telling::Throws, unit::StepId};

const KINDS: [DefinitionKind; 3] =
    [DefinitionKind::Error, DefinitionKind::Escalation, DefinitionKind::Cancel];

/// What may catch a throw: the event, the step at which the case goes on, and whether that stops what it is caught in.
struct Catch {
    event: StepId,
    goes_on: StepId,
    interrupting: bool,
}

/// The catching events of a unit, by the scope or host whose throws they catch.
type Catches = FxHashMap<(u32, Option<StepId>), Vec<Catch>>;

/// Finds for every throw what catches it, and what messages and signals set going inside one process.
pub(crate) fn throws(draft: &Draft<'_>) -> Throws {
    let catches = catches(draft);
    let mut throws = Throws::default();
    for step in draft.steps() {
        let row = draft.row(step);
        let throwing = matches!(row.kind, StepKind::End | StepKind::Throw);
        let Some(definition) = KINDS.iter().find_map(|kind| defined(row, *kind)).filter(|_| throwing) else {
            continue;
        };
        match catcher(draft, &catches, step, definition) {
            Some(Catch { goes_on, interrupting: true, .. }) => throws.caught.push((step, *goes_on)),
            Some(Catch { goes_on, .. }) => throws.heard.push((step, *goes_on)),
            None if row.kind == StepKind::End && definition.kind != DefinitionKind::Escalation => {
                throws.uncaught.push(step);
            }
            None => {}
        }
    }
    for passage in draft.passages {
        if let (End::Step(source), End::Step(target)) = (passage.source, passage.target) {
            throws.heard.extend(draft.step(source).zip(draft.step(target)));
        }
    }
    throws
}

fn defined(step: &Step, kind: DefinitionKind) -> Option<&Definition> {
    step.event.as_ref()?.definitions.iter().find(|definition| definition.kind == kind)
}

fn catches(draft: &Draft<'_>) -> Catches {
    let mut catches = Catches::default();
    for step in draft.steps() {
        let row = draft.row(step);
        let Some(event) = row.event.as_ref().filter(|_| KINDS.iter().any(|kind| row.has(*kind))) else {
            continue;
        };
        let Step { kind, attached_to, .. } = row;
        let own = &draft.unit.steps[step as usize];
        let (around, goes_on) = match (kind, attached_to, own.scope) {
            (StepKind::Boundary, Some(host), _) => (Some(draft.part(step).first_step + host.0), step),
            (StepKind::Start, _, Some(scope)) if draft.row(scope).kind == StepKind::EventSubProcess => {
                (draft.unit.steps[scope as usize].scope, scope)
            }
            _ => continue,
        };
        let catch = Catch { event: step, goes_on, interrupting: event.interrupting };
        catches.entry((own.process, around)).or_default().push(catch);
    }
    catches
}

/// Finds what catches a throw, going outwards; what names nothing catches everything.
fn catcher<'c>(
    draft: &Draft<'_>,
    catches: &'c Catches,
    step: StepId,
    thrown: &Definition,
) -> Option<&'c Catch> {
    let process = draft.unit.steps[step as usize].process;
    let model = draft.part(step).model;
    let code = |definition: &Definition| {
        let row = model.triggers.get(definition.trigger?)?;
        Some(row.code.clone().unwrap_or_else(|| row.name.clone())).filter(|code| !code.is_empty())
    };
    let fits = |catch: &&Catch| {
        defined(draft.row(catch.event), thrown.kind).is_some_and(|caught| {
            caught.trigger == thrown.trigger
                || code(caught).is_none_or(|code_of| Some(code_of) == code(thrown))
        })
    };
    let mut passed: FxHashSet<StepId> = FxHashSet::default();
    let mut scope = draft.unit.steps[step as usize].scope;
    loop {
        let here = catches.get(&(process, scope)).into_iter().flatten();
        if let Some(catch) = here.filter(|catch| !passed.contains(&catch.goes_on)).find(fits) {
            return Some(catch);
        }
        let around = scope?;
        passed.insert(around);
        scope = draft.unit.steps[around as usize].scope.filter(|outer| *outer < around);
    }
}
