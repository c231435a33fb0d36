//! Where somebody objects to what was decided, and what nobody answers him with.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::FxHashSet;

use crate::{
    branch::Branches, contacts::Contacts, contract::Side, link::PassageEnd, speech::Speech, unit::StepId,
    unit_builder::UnitBuilder,
};

/// Lists the steps of our own processes at which an objection is made or comes in, whoever makes it: first the events and
/// what the customer does, then the work on it and the decisions.
pub(crate) fn objections(draft: &UnitBuilder<'_>, branches: &Branches<'_>) -> Vec<StepId> {
    let named = branches.iter().filter(|(source, target, label)| {
        let waits = draft.row(*source).kind == StepKind::EventBased;
        draft.row(*target).kind != StepKind::EventBased
            && (waits || draft.side(draft.owner(*source)) == Side::Customer)
            && objects(label)
    });
    let named: FxHashSet<StepId> = named.map(|(_, target, _)| target).collect();
    let (mut made, mut work, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for step in draft.steps() {
        let row = draft.row(step);
        let owner = draft.unit.processes[draft.unit.steps[step.index()].process.index()].owner;
        if draft.side(owner) != Side::Internal {
            continue;
        }
        let his = draft.side(draft.owner(step)) == Side::Customer;
        if !objects(&row.name) {
            made.extend(named.contains(&step).then_some(step));
            continue;
        }
        let inner = draft.unit.steps[step.index()].scope.is_some();
        match row.kind {
            StepKind::Start if !inner => {}
            StepKind::Catch | StepKind::ReceiveTask | StepKind::Boundary | StepKind::Start => {
                made.extend((!row.has(DefinitionKind::Timer)).then_some(step));
            }
            StepKind::Throw if his => made.push(step),
            kind if kind.is_activity() && his => made.push(step),
            kind if kind.is_activity() && !kind.is_scope() && !Speech::makes_objection(&row.name) => {
                work.push(step);
            }
            kind if kind.is_gateway()
                && kind != StepKind::EventBased
                && Speech::asks_justified(&row.name) =>
            {
                asked.push(step);
            }
            _ => {}
        }
    }
    made.extend(work.into_iter().chain(asked));
    made
}

/// Tells whether a label speaks of an objection, and of nothing else that may have come instead.
fn objects(label: &str) -> bool {
    Speech::objects(label) && !Speech::settles(label)
}

/// Marks the steps at which whoever objected may be told something, or his case goes to somebody else.
pub(crate) fn answers(draft: &UnitBuilder<'_>, contacts: &Contacts) -> Vec<bool> {
    let speech = &draft.shared.lexicon.speech;
    let mut linked: FxHashSet<StepId> = FxHashSet::default();
    for passage in draft.passages {
        if let PassageEnd::Step(at) = passage.source {
            linked.extend(draft.step(at));
        }
    }
    let answers = |step: StepId| {
        let (at, row) = (step.index(), draft.row(step));
        let says = row.kind.is_activity() && row.kind != StepKind::ReceiveTask
            || matches!(row.kind, StepKind::Throw | StepKind::End);
        let throws = row.kind == StepKind::SendTask
            || matches!(row.kind, StepKind::Throw | StepKind::End) && row.has(DefinitionKind::Message);
        let name = &row.name;
        contacts.tells[at]
            || contacts.unaddressed[at]
            || contacts.outside[at]
            || linked.contains(&step)
            || throws
            || says
                && (speech.tells(name)
                    || speech.sends(name)
                    || speech.serves(name)
                    || speech.hands_over(name)
                    || Speech::passes_on(name))
            || row.kind.is_activity() && Speech::refuses(name)
    };
    draft.steps().map(answers).collect()
}
