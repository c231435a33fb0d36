//! What a step throws or catches by name.

use handoff_model::{DefinitionKind, Step, StepKind, TriggerId};

/// The message that a step sends or receives, as declared.
pub(crate) fn message(step: &Step) -> Option<TriggerId> {
    step.message.or_else(|| defined(step, DefinitionKind::Message))
}

/// The signal that a step throws or catches, as declared.
pub(crate) fn signal(step: &Step) -> Option<TriggerId> {
    defined(step, DefinitionKind::Signal)
}

fn defined(step: &Step, kind: DefinitionKind) -> Option<TriggerId> {
    let mut definitions = step.event.iter().flat_map(|event| &event.definitions);
    definitions.find_map(|definition| definition.trigger.filter(|_| definition.kind == kind))
}

/// Messages and signals that a step throws or catches; with `true` for signals.
pub(crate) fn triggers(step: &Step) -> impl Iterator<Item = (TriggerId, bool)> + '_ {
    let definitions = step.event.iter().flat_map(|event| &event.definitions);
    let events = definitions.filter_map(|definition| match definition.kind {
        DefinitionKind::Message => Some((definition.trigger?, false)),
        DefinitionKind::Signal => Some((definition.trigger?, true)),
        _ => None,
    });
    events.chain(step.message.map(|message| (message, false)))
}

/// Tells whether a step sends what is named on it; else it receives it.
pub(crate) fn throws(step: &Step) -> bool {
    matches!(step.kind, StepKind::Throw | StepKind::End | StepKind::SendTask)
}

/// Tells whether an event is of no kind.
pub(crate) fn is_plain(step: &Step) -> bool {
    step.event.as_ref().is_none_or(|event| event.definitions.is_empty())
}

/// Tells whether a step can be the sending or receiving end of a message.
pub(crate) fn passes_message(step: &Step) -> bool {
    matches!(step.kind, StepKind::SendTask | StepKind::ReceiveTask) || step.has(DefinitionKind::Message)
}
