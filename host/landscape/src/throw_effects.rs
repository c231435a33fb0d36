//! Where a case goes on that throws an error, an escalation or a cancellation, and what messages and signals set going.

use handoff_model::{DefinitionKind, Step, StepKind};

use crate::{
    catch::{Catches, THROWN},
    link::PassageEnd,
    telling::ThrowEffects,
    unit_builder::{UnitBuilder, UnitPart},
};

/// Finds for every throw what catches it, and what messages and signals set going inside one process.
pub(crate) fn throws(draft: &UnitBuilder<'_>) -> ThrowEffects {
    let mut throws = ThrowEffects::default();
    for part in &draft.parts {
        let catches = Catches::of(part.model);
        for (id, step) in part.model.steps.iter().filter(|(_, step)| is_throw(step)) {
            let source = part.step(id);
            match catches.catch(step, &THROWN) {
                Some(catch) => {
                    let caught = (source, part.step(catch.step));
                    if interrupts(part, catch.event) {
                        throws.caught.push(caught);
                    } else {
                        throws.heard.push(caught);
                    }
                }
                None if step.kind == StepKind::End && !step.has(DefinitionKind::Escalation) => {
                    throws.uncaught.push(source);
                }
                None => {}
            }
        }
    }
    for passage in draft.passages {
        if let (PassageEnd::Step(source), PassageEnd::Step(target)) = (passage.source, passage.target) {
            throws.heard.extend(draft.step(source).zip(draft.step(target)));
        }
    }
    throws
}

fn is_throw(step: &Step) -> bool {
    matches!(step.kind, StepKind::End | StepKind::Throw) && THROWN.iter().any(|kind| step.has(*kind))
}

fn interrupts(part: &UnitPart<'_>, event: handoff_model::StepId) -> bool {
    let event = part.model.steps.get(event).and_then(|row| row.event.as_ref());
    event.is_none_or(|event| event.interrupting)
}
