//! Where the customer is told something, or may be, and to which process his case is handed over.

use handoff_model::{DefinitionKind, Id, ParticipantId, StepKind};
use rustc_hash::FxHashSet;

use crate::{
    beginning::Beginning,
    contract::Side,
    flow::{Graph, NodeKind},
    link::PassageEnd,
    speech::Speech,
    telling::Course,
    unit::{FileId, ProcessId, StepId, Touchpoint},
    unit_builder::UnitBuilder,
};

/// What the walk to an ending asks at every step.
#[derive(Clone)]
pub(crate) struct Contacts {
    /// The customer is told something, or surely will be by what the step sets going.
    pub(crate) tells: Vec<bool>,
    /// From here, the customer is surely told something.
    pub(crate) sure: Vec<bool>,
    /// From here, the customer may be told something.
    pub(crate) can: Vec<bool>,
    /// The customer gives or does something.
    pub(crate) hears: Vec<bool>,
    /// The case is handed over to another process, which goes on with it.
    pub(crate) hands_over: Vec<bool>,
    /// Something goes to a pool that may well go on with the case or tell the customer itself.
    pub(crate) outside: Vec<bool>,
    /// The customer is there in person.
    pub(crate) meets: Vec<bool>,
    /// Something is sent, and nothing says to whom.
    pub(crate) unaddressed: Vec<bool>,
}

impl Contacts {
    /// There is none at any of so many steps.
    pub(crate) fn none(count: usize) -> Self {
        let none = || vec![false; count];
        Self {
            tells: none(),
            sure: none(),
            can: none(),
            hears: none(),
            hands_over: none(),
            outside: none(),
            meets: none(),
            unaddressed: none(),
        }
    }
}

/// The contacts with customers. Where none is met and nothing comes by itself, nobody looks for them.
pub(crate) fn with_customers(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    course: &Course,
    touchpoints: &[Touchpoint],
    began: &mut [Vec<Beginning>],
) -> Contacts {
    let waits = |step: StepId| draft.row(step).kind == StepKind::EventBased;
    if touchpoints.is_empty() && began.iter().all(Vec::is_empty) && !draft.steps().any(waits) {
        return Contacts::none(draft.unit.steps.len());
    }
    contacts(draft, graph, course, touchpoints, began)
}

/// Marks where the customer is told something and where he gives something; lets processes to which his case is handed
/// over inherit its beginning.
fn contacts(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    course: &Course,
    touchpoints: &[Touchpoint],
    began: &mut [Vec<Beginning>],
) -> Contacts {
    let count = draft.unit.steps.len();
    let (mut tells, mut hears) = (vec![false; count], vec![false; count]);
    for touchpoint in touchpoints {
        let list = if touchpoint.inbound { &mut hears } else { &mut tells };
        list[touchpoint.step.index()] = true;
    }
    let customer = |step: StepId| draft.side(draft.owner(step)) == Side::Customer;
    for step in draft.steps().filter(|step| customer(*step)) {
        // What he does by himself tells him nothing; what comes to him from us does.
        let from_us = course.before(step).iter().any(|before| !customer(*before));
        tells[step.index()] &= from_us || course.is_set_going(step);
    }
    let sent = MessageTargets::new(draft);
    let (mut unaddressed, mut meets) = (vec![false; count], vec![false; count]);
    let scopes: FxHashSet<StepId> = draft.unit.steps.iter().filter_map(|step| step.scope).collect();
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let drawn = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound && touchpoint.certain);
    let drawn: FxHashSet<ProcessId> = drawn.map(|touchpoint| process(touchpoint.step)).collect();
    let told = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound);
    let telling: FxHashSet<ProcessId> = told.map(|touchpoint| process(touchpoint.step)).collect();
    let customers = draft.unit.departments.iter().filter(|row| row.side == Side::Customer);
    let names: Vec<&str> = customers.map(|row| row.name.as_str()).collect();
    for step in draft.steps() {
        let at = step.index();
        hears[at] |= customer(step);
        if scopes.contains(&step) || tells[at] || hears[at] {
            continue;
        }
        // Beside messages that are drawn to the customer, one that is not drawn stands out, whatever the label says.
        let undrawn = drawn.contains(&process(step)) && !sent.linked[at];
        let name = &draft.row(step).name;
        let speech = &draft.shared.lexicon.speech;
        // Where he goes by a word of his, whoever is called otherwise is somebody else.
        let others = telling.contains(&process(step)) && speech.addresses_others(name);
        meets[at] = draft.row(step).kind.is_activity() && speech.in_person(name);
        let sends = !others && sends(draft, &sent, step);
        unaddressed[at] = undrawn && sends || draft.row(step).kind.is_activity() && Speech::drafts(name);
        let addressed = |name: &&str| says(draft, step) && speech.tells_named(&draft.row(step).name, name);
        tells[at] = serves(draft, step) || !undrawn && sends || names.iter().any(addressed);
    }
    let sure = course.inevitable(&tells);
    let told = course.told(&tells, &sure);
    let can = course.possible(&tells);
    let hands_over = inherit(draft, graph, course, (&told, &can), began);
    Contacts { tells: told, sure, can, hears, hands_over, outside: sent.outside, meets, unaddressed }
}

/// What messages go where.
struct MessageTargets {
    /// Some message of the step is drawn.
    linked: Vec<bool>,
    /// One goes to another process of ours.
    inside: Vec<bool>,
    /// One goes to a pool whose inside is not seen and that is no customer.
    outside: Vec<bool>,
}

impl MessageTargets {
    fn new(draft: &UnitBuilder<'_>) -> Self {
        let count = draft.unit.steps.len();
        let mut sent =
            Self { linked: vec![false; count], inside: vec![false; count], outside: vec![false; count] };
        for passage in draft.passages {
            let PassageEnd::Step(at) = passage.source else { continue };
            let Some(source) = draft.step(at) else { continue };
            sent.linked[source.index()] = true;
            match passage.target {
                PassageEnd::Step(at) => {
                    let target = draft.step(at).and_then(|step| draft.owner(step));
                    sent.inside[source.index()] |= draft.side(target) == Side::Internal;
                }
                PassageEnd::Pool(file, pool) => {
                    let customer = draft.side(draft.pool_owner(file, pool)) == Side::Customer;
                    sent.outside[source.index()] |= !customer && !stands_apart(draft, file, pool);
                }
            }
        }
        sent
    }
}

/// Tells whether a pool whose inside is not seen is that of somebody who does not speak with our customers.
fn stands_apart(draft: &UnitBuilder<'_>, file: FileId, pool: ParticipantId) -> bool {
    let row = draft.part_of_file(file).and_then(|part| part.model.participants.get(pool));
    row.is_some_and(|row| Speech::stands_apart(&row.name))
}

/// Tells whether a step may well send the customer something, though nothing says to whom it goes. It is no silence.
fn sends(draft: &UnitBuilder<'_>, sent: &MessageTargets, step: StepId) -> bool {
    let row = draft.row(step);
    let throws = row.kind == StepKind::SendTask
        || matches!(row.kind, StepKind::Throw | StepKind::End) && row.has(DefinitionKind::Message);
    if throws && !sent.linked[step.index()] {
        return !Speech::receives(&row.name);
    }
    // What an ending is called has come about before it.
    row.kind.is_activity() && !sent.inside[step.index()] && draft.shared.lexicon.speech.sends(&row.name)
}

/// Tells whether a step may well be a service that is done on the customer in person.
fn serves(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    says(draft, step) && draft.shared.lexicon.speech.serves(&draft.row(step).name)
}

/// Tells whether the label of a step says what is done there: that of an activity, or of an end that is not bad.
pub(crate) fn says(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    row.kind.is_activity() || row.kind == StepKind::End && !draft.shared.lexicon.speech.negative(&row.name)
}

/// Hands cases over: where nothing behind a message can tell the customer any more, but the process that it starts can, the
/// case goes on there. Everywhere else the sender is the one who has to tell him, and what it started is a back office.
fn inherit(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    course: &Course,
    (tells, can): (&[bool], &[bool]),
    began: &mut [Vec<Beginning>],
) -> Vec<bool> {
    let mut hands_over = vec![false; can.len()];
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let mut open: Vec<ProcessId> =
        ProcessId::number(began.iter()).filter(|(_, b)| !b.is_empty()).map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        let Some(first) = began[id.index()].first().copied() else { continue };
        let starts: Vec<StepId> = began[id.index()].iter().map(|beginning| beginning.start).collect();
        let mut case: Vec<StepId> = course.reached(&starts, false, |_| false).into_iter().collect();
        case.sort_unstable();
        for step in case {
            let goes_on = course.next(step).any(|next| can[next.index()]);
            if tells[step.index()] || goes_on || draft.row(step).kind == StepKind::Call {
                continue;
            }
            for &target in course.sets_going(step) {
                let heir = process(target);
                let begins = matches!(graph.nodes[target.index()].kind, NodeKind::Start);
                // Whoever had a part in the case before is no heir to it.
                let had_part = course.set_by(target).iter().any(|sender| {
                    process(*sender) == id
                        && *sender != step
                        && course.next(*sender).any(|next| can[next.index()])
                });
                let other =
                    heir != id && draft.side(draft.unit.processes[heir.index()].owner) != Side::Customer;
                if !begins || !other || had_part || !can[target.index()] {
                    continue;
                }
                hands_over[step.index()] = true;
                if began[heir.index()].is_empty() {
                    began[heir.index()].push(Beginning { start: target, certain: first.certain });
                    open.push(heir);
                }
            }
        }
    }
    hands_over
}
