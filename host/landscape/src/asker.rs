//! Who else waits for an answer: whoever sent for the work of a process that no customer began, or asks for it in a lane of it.

use handoff_model::{DefinitionKind, Id, ParticipantId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    beginning::{Beginning, beginning_steps, called},
    contacts::Contacts,
    contract::Side,
    flow::Graph,
    link::{Passage, PassageEnd},
    speech::Speech,
    telling::Course,
    unit::{DepartmentId, FileId, ProcessId, StepId, Touchpoint},
    unit_builder::UnitBuilder,
};

/// The most processes over which an answer is followed.
const MOST_FOLLOWED: usize = 64;

/// Somebody who can send a message: a drawn process, or a pool whose inside is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum MessageParty {
    Process(ProcessId),
    Pool(FileId, ParticipantId),
}

/// Where cases begin that somebody asked for who is no customer, and where he is told something.
pub(crate) struct AskerCases {
    /// For each process, where such cases begin; certain where the one who asks is drawn.
    pub(crate) beginnings: Vec<Vec<Beginning>>,
    pub(crate) contacts: Contacts,
    /// Steps at which he is answered for certain: by a drawn message, or by one that is drawn to nobody else.
    pub(crate) answers: FxHashSet<StepId>,
    /// The starts at which somebody asks for something, by their label or what comes.
    pub(crate) requests: FxHashSet<StepId>,
    /// The starts in the lane of whoever asks for something there.
    pub(crate) lanes: FxHashSet<StepId>,
    /// By process, what whoever sends what its cases begin with is called.
    pub(crate) names: FxHashMap<ProcessId, Vec<String>>,
}

/// One message between steps or pools.
pub(crate) struct PartyMessage {
    pub(crate) source: (MessageParty, Option<StepId>),
    pub(crate) target: (MessageParty, Option<StepId>),
    /// Whether its name says that somebody asks for something.
    asks: bool,
}

/// Returns whose process or pool a party is.
pub(crate) fn owner(draft: &UnitBuilder<'_>, party: MessageParty) -> Option<DepartmentId> {
    match party {
        MessageParty::Process(id) => draft.unit.processes.get(id.index()).and_then(|row| row.owner),
        MessageParty::Pool(file, pool) => draft.pool_owner(file, pool),
    }
}

/// Finds the cases that no customer began and that somebody asked for: a message of his starts them; or, where he is not
/// drawn, they begin with what their label says somebody asks for.
pub(crate) fn asker_cases(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    course: &Course,
    touchpoints: &[Touchpoint],
    customers: &[Vec<Beginning>],
) -> AskerCases {
    let messages = messages(draft);
    let called = called(draft, graph);
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    // Where a customer is spoken to, he is the one to be told.
    let spoken = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound);
    let spoken: FxHashSet<ProcessId> = spoken.map(|touchpoint| process(touchpoint.step)).collect();
    let triggers = triggers(draft, &messages);
    let sent: FxHashSet<(StepId, MessageParty)> =
        messages.iter().filter_map(|message| Some((message.source.1?, message.target.0))).collect();
    let speech = &draft.shared.lexicon.speech;
    let mut askers = vec![FxHashSet::default(); customers.len()];
    let mut began: Vec<Vec<Beginning>> = vec![Vec::new(); customers.len()];
    let (mut requests, mut lanes) = (FxHashSet::default(), FxHashMap::default());
    for (id, own) in ProcessId::number(customers) {
        let others = own.is_empty() && !called.contains(&id);
        if !others || draft.side(draft.unit.processes[id.index()].owner) != Side::Internal {
            continue;
        }
        let starts = beginning_steps(draft, graph, id);
        if let Some((start, lane)) = lane(draft, course, &starts) {
            lanes.insert(id, lane);
            began[id.index()].push(Beginning { start, certain: true });
            continue;
        }
        for start in starts.into_iter().filter(|_| !spoken.contains(&id)) {
            if Speech::recurs(&draft.row(start).name) {
                continue;
            }
            let heard = first_heard(draft, course, start);
            let heard = heard.into_iter().find_map(|step| triggers.get(&step)).into_iter().flatten();
            // Whom a step asks answers it, and asked for nothing.
            let own = |message: &&PartyMessage| {
                message.target.1.is_some_and(|step| sent.contains(&(step, message.source.0)))
            };
            let senders: Vec<&PartyMessage> = heard.copied().filter(|message| !own(message)).collect();
            let asks = speech.asks(&draft.row(start).name);
            let says = asks && begins_unseen(draft, start);
            if says || senders.iter().any(|message| message.asks) || asks {
                requests.insert(start);
            }
            if says || !senders.is_empty() {
                began[id.index()].push(Beginning { start, certain: !senders.is_empty() });
            }
            askers[id.index()].extend(senders.into_iter().map(|message| message.source.0));
        }
    }
    let all = (touchpoints, &began[..], &lanes);
    let (mut told, mut answers) = contacts(draft, course, &messages, &askers, all);
    // Whoever is never answered waits for nothing: who stands behind what comes in is not drawn then.
    let answered: FxHashSet<ProcessId> = answers.iter().map(|step| process(*step)).collect();
    let unanswered = |id: &ProcessId| !answered.contains(id) && !askers[id.index()].is_empty();
    let silent: Vec<ProcessId> = ProcessId::all(customers.len()).filter(unanswered).collect();
    if !silent.is_empty() {
        for id in silent {
            askers[id.index()].clear();
            began[id.index()].iter_mut().for_each(|beginning| beginning.certain = false);
            began[id.index()].retain(|beginning| requests.contains(&beginning.start));
        }
        (told, answers) = contacts(draft, course, &messages, &askers, (touchpoints, &began, &lanes));
    }
    let lanes = lanes.keys().flat_map(|id| began[id.index()].iter().map(|beginning| beginning.start));
    let name = |party: &MessageParty| {
        let department = draft.unit.departments.get(owner(draft, *party)?.index())?;
        Some(department.name.clone())
    };
    let names = ProcessId::number(&askers).filter(|(_, own)| !own.is_empty());
    let names = names.map(|(id, own)| (id, own.iter().filter_map(name).collect())).collect();
    AskerCases { contacts: told, answers, requests, lanes: lanes.collect(), beginnings: began, names }
}

/// The messages from elsewhere that come in at each step.
fn triggers<'m>(
    draft: &UnitBuilder<'_>,
    messages: &'m [PartyMessage],
) -> FxHashMap<StepId, Vec<&'m PartyMessage>> {
    let process = |step: StepId| MessageParty::Process(draft.unit.steps[step.index()].process);
    let mut triggers: FxHashMap<StepId, Vec<&PartyMessage>> = FxHashMap::default();
    for message in messages {
        if let Some(step) = message.target.1.filter(|step| message.source.0 != process(*step)) {
            triggers.entry(step).or_default().push(message);
        }
    }
    triggers
}

/// Marks where whoever asked for the work of a process is told something in it, and where he is answered for certain.
fn contacts(
    draft: &UnitBuilder<'_>,
    course: &Course,
    messages: &[PartyMessage],
    askers: &[FxHashSet<MessageParty>],
    (touchpoints, began, lanes): (&[Touchpoint], &[Vec<Beginning>], &FxHashMap<ProcessId, DepartmentId>),
) -> (Contacts, FxHashSet<StepId>) {
    let count = draft.unit.steps.len();
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let (mut tells, mut hears) = (vec![false; count], vec![false; count]);
    let (mut linked, mut outside) = (vec![false; count], vec![false; count]);
    let mut answers = FxHashSet::default();
    let led = leads(messages);
    // What a customer does he does by himself, whoever asked.
    for touchpoint in touchpoints.iter().filter(|touchpoint| touchpoint.inbound) {
        hears[touchpoint.step.index()] = true;
    }
    for PartyMessage { source, target, .. } in messages {
        if let Some(step) = target.1 {
            hears[step.index()] |= askers[process(step).index()].contains(&source.0);
        }
        let Some(step) = source.1 else { continue };
        let his = &askers[process(step).index()];
        linked[step.index()] = true;
        if his.contains(&target.0) {
            tells[step.index()] = true;
            // What goes to a step of his that waits for nothing may be no answer.
            let waits = |at: StepId| {
                matches!(draft.row(at).kind, StepKind::Catch | StepKind::ReceiveTask | StepKind::Boundary)
            };
            if target.1.is_none_or(waits) {
                answers.insert(step);
            }
        } else if matches!(target.0, MessageParty::Pool(..)) {
            outside[step.index()] = true;
        } else if target.0 != MessageParty::Process(process(step)) {
            tells[step.index()] |= reaches(&led, target.0, his);
        }
    }
    let speech = &draft.shared.lexicon.speech;
    let told_by_label = |label: &str| speech.tells(label) || speech.serves(label) || speech.sends(label);
    for step in draft.steps() {
        let (at, row) = (step.index(), draft.row(step));
        let own = process(step).index();
        if began[own].is_empty() || tells[at] {
            continue;
        }
        let throws = row.kind == StepKind::SendTask
            || matches!(row.kind, StepKind::Throw | StepKind::End) && row.has(DefinitionKind::Message);
        let says = row.kind.is_activity() && row.kind != StepKind::ReceiveTask || row.kind == StepKind::Throw;
        if throws && !linked[at] && askers[own].is_empty() {
            answers.insert(step);
        }
        let answers = |next: &StepId| reaches(&led, MessageParty::Process(process(*next)), &askers[own]);
        tells[at] = (throws || says && told_by_label(&row.name)) && !linked[at]
            || row.kind == StepKind::Call && course.sets_going(step).iter().any(answers);
    }
    // A question is no answer.
    answers.retain(|step| !hears[step.index()]);
    let mut meets = vec![false; count];
    for (id, lane) in lanes {
        let name = draft.unit.departments[lane.index()].name.as_str();
        for &step in draft.steps_of(*id) {
            let own = draft.owner(step) == Some(*lane);
            hears[step.index()] |= own;
            // Whoever is named has a part in what is decided right behind.
            meets[step.index()] =
                !own && draft.row(step).kind.is_activity() && Speech::names(&draft.row(step).name, name);
            if reaches_lane(draft, course, step, *lane) {
                tells[step.index()] = true;
                answers.insert(step);
            }
        }
    }
    let tells = course.told_alone(&tells);
    let none = vec![false; count];
    let (hands_over, unaddressed) = (none.clone(), none);
    let (sure, can) = (course.inevitable(&tells), course.possible(&tells));
    (Contacts { tells, sure, can, hears, hands_over, outside, meets, unaddressed }, answers)
}

/// Returns the lane of ours in which somebody asks others for something, with the start in it: a case begins there by itself,
/// before it goes to another lane a label says that something is asked for, and the lane hears of it again on some way.
fn lane(draft: &UnitBuilder<'_>, course: &Course, starts: &[StepId]) -> Option<(StepId, DepartmentId)> {
    /// The most steps of the lane that are looked at.
    const MOST: usize = 6;
    let &[start] = starts else { return None };
    let row = draft.row(start);
    let lane = draft.owner(start).filter(|lane| draft.side(Some(*lane)) == Side::Internal)?;
    let plain = row.event.as_ref().is_none_or(|event| event.definitions.is_empty());
    let comes_anyway = Speech::comes_in(&row.name) || Speech::recurs(&row.name);
    if row.kind != StepKind::Start || !plain || comes_anyway {
        return None;
    }
    let own = |step: &StepId| draft.owner(*step) == Some(lane);
    let next = |step: &StepId| course.ways(*step).iter().copied().find(own);
    let steps: Vec<StepId> = std::iter::successors(Some(start), next).take(MOST).collect();
    let crosses = |step: &StepId| course.ways(*step).iter().any(|next| !own(next));
    let asks = |step: &StepId| draft.shared.lexicon.speech.asks_for(&draft.row(*step).name);
    if !steps.iter().any(crosses) || !steps.iter().any(asks) {
        return None;
    }
    let process = draft.unit.steps[start.index()].process;
    let hears = |step: &StepId| reaches_lane(draft, course, *step, lane);
    draft.steps_of(process).iter().any(hears).then_some((start, lane))
}

/// Tells whether the lane that asked for the work of a process hears of something at a step: the case comes back to it, or a
/// label says that it is told.
pub(crate) fn reaches_lane(
    draft: &UnitBuilder<'_>,
    course: &Course,
    step: StepId,
    lane: DepartmentId,
) -> bool {
    let other = |step: StepId| draft.owner(step).is_some_and(|owner| owner != lane);
    if draft.owner(step) == Some(lane) {
        return course.before(step).iter().any(|before| other(*before));
    }
    let name = draft.unit.departments[lane.index()].name.as_str();
    let row = draft.row(step);
    row.kind.is_activity() && draft.shared.lexicon.speech.tells_named(&row.name, name)
}

/// Returns the steps at which a case that begins at a start may first hear somebody: the start, or the step right behind it.
fn first_heard(draft: &UnitBuilder<'_>, course: &Course, start: StepId) -> Vec<StepId> {
    let row = draft.row(start);
    let plain = row.event.as_ref().is_none_or(|event| event.definitions.is_empty());
    match course.ways(start) {
        [first] if plain => vec![start, *first],
        _ => vec![start],
    }
}

/// Tells whether somebody who is not drawn may begin a case at a start that speaks of him.
fn begins_unseen(draft: &UnitBuilder<'_>, start: StepId) -> bool {
    let row = draft.row(start);
    let other = [DefinitionKind::Timer, DefinitionKind::Conditional, DefinitionKind::Signal];
    !other.iter().any(|kind| row.has(*kind))
}

/// Lists the messages between the steps and pools of a unit.
pub(crate) fn messages(draft: &UnitBuilder<'_>) -> Vec<PartyMessage> {
    let end = |end: PassageEnd| match end {
        PassageEnd::Step(at) => {
            let step = draft.step(at)?;
            Some((MessageParty::Process(draft.unit.steps[step.index()].process), Some(step)))
        }
        PassageEnd::Pool(file, pool) => Some((MessageParty::Pool(file, pool), None)),
    };
    let message = |passage: &Passage| {
        let flow = passage.flow.and_then(|(file, flow)| Some((draft.part_of_file(file)?, flow)));
        let name = flow.and_then(|(part, flow)| Some(&part.model.message_flows.get(flow)?.name));
        let asks = name.is_some_and(|name| draft.shared.lexicon.speech.asks(name));
        Some(PartyMessage { source: end(passage.source)?, target: end(passage.target)?, asks })
    };
    draft.passages.iter().filter_map(message).collect()
}

/// The steps that send a customer what he waits for in a process of his own.
pub(crate) fn awaited(draft: &UnitBuilder<'_>) -> FxHashSet<StepId> {
    let step = |end: PassageEnd| if let PassageEnd::Step(at) = end { draft.step(at) } else { None };
    let waits = |step: StepId| {
        draft.side(draft.owner(step)) == Side::Customer
            && matches!(draft.row(step).kind, StepKind::Catch | StepKind::ReceiveTask)
    };
    let sent = draft.passages.iter().filter(|passage| step(passage.target).is_some_and(waits));
    sent.filter_map(|passage| step(passage.source)).collect()
}

/// For each party, those it sends something to.
fn leads(messages: &[PartyMessage]) -> FxHashMap<MessageParty, Vec<MessageParty>> {
    let mut leads: FxHashMap<MessageParty, Vec<MessageParty>> = FxHashMap::default();
    for message in messages {
        let targets = leads.entry(message.source.0).or_default();
        if targets.len() < MOST_FOLLOWED && !targets.contains(&message.target.0) {
            targets.push(message.target.0);
        }
    }
    leads
}

/// Tells whether what is sent to one party may lead on to one of others; also where that is too far to be followed.
fn reaches(
    leads: &FxHashMap<MessageParty, Vec<MessageParty>>,
    from: MessageParty,
    goals: &FxHashSet<MessageParty>,
) -> bool {
    let mut seen = FxHashSet::from_iter([from]);
    let mut open = vec![from];
    while let Some(party) = open.pop() {
        if goals.contains(&party) || seen.len() > MOST_FOLLOWED {
            return true;
        }
        let next = leads.get(&party).into_iter().flatten();
        open.extend(next.copied().filter(|next| seen.insert(*next)));
    }
    false
}
