//! What comes before a wait, with it and to it.

use handoff_model::{DefinitionKind, Id, Step, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::words;
use crate::{
    contract::Side,
    flow::{self, EdgeKind, Graph, Solution},
    label,
    link::PassageEnd,
    name::{key, words as split},
    sketch, trigger,
    unit::{DepartmentId, StepId},
    unit_builder::UnitBuilder,
};

/// The step that sends something, where it is known, and its department.
pub(super) type SenderKey = (Option<StepId>, Option<DepartmentId>);

/// What comes before a wait, with it and to it.
pub(super) struct WaitSurroundings {
    /// For each step, the steps that lead to it, each with the label of the flow.
    pub(super) before: FxHashMap<StepId, Vec<(StepId, String)>>,
    /// For each step, the steps that it leads to.
    pub(super) after: FxHashMap<StepId, Vec<StepId>>,
    /// For each event-based gateway, the events it waits for; for others, nothing.
    pub(super) targets: FxHashMap<StepId, Vec<StepId>>,
    /// Events whose waiting is their gateway's.
    pub(super) behind: FxHashSet<StepId>,
    /// For each step, the steps and departments that send it something.
    pub(super) senders: FxHashMap<StepId, Vec<SenderKey>>,
    /// For each step, the departments that it sends something to.
    pub(super) receivers: FxHashMap<StepId, Vec<DepartmentId>>,
    /// For each step, the events at its border.
    pub(super) borders: FxHashMap<StepId, Vec<StepId>>,
    /// For each step, the steps that it sends something to.
    pub(super) targets_of: FxHashMap<StepId, Vec<StepId>>,
    /// The steps drawn as work at which a case waits.
    pub(super) tasks: FxHashSet<StepId>,
    /// The processes that others call.
    pub(super) called: FxHashSet<u32>,
    /// The files whose events are what users choose to do.
    pub(super) chosen: FxHashSet<usize>,
    /// The steps to which no way leads and at which a case goes on all the same.
    pub(super) resumed: FxHashSet<StepId>,
    /// The processes, each with one that sends something to a start of it.
    pub(super) begun: FxHashSet<(u32, u32)>,
    /// The processes in which people do nothing.
    pub(super) automatic: FxHashSet<u32>,
    /// The processes in which it is drawn who sends what is waited for.
    pub(super) heard: FxHashSet<u32>,
    /// The processes of people outside who ask for something.
    pub(super) asking: FxHashSet<u32>,
}

impl WaitSurroundings {
    /// Reads them off a unit; what follows from asking about them is left empty: [`WaitSurroundings::tasks`],
    /// [`WaitSurroundings::resumed`], [`WaitSurroundings::automatic`] and [`WaitSurroundings::asking`].
    pub(super) fn new(draft: &UnitBuilder<'_>, graph: &Graph) -> Self {
        let mut ways = Self {
            before: FxHashMap::default(),
            after: FxHashMap::default(),
            targets: FxHashMap::default(),
            behind: FxHashSet::default(),
            senders: FxHashMap::default(),
            receivers: FxHashMap::default(),
            targets_of: FxHashMap::default(),
            borders: borders(draft),
            tasks: FxHashSet::default(),
            called: graph.edges.iter().filter_map(|edge| called(&edge.kind)).collect(),
            chosen: FxHashSet::default(),
            resumed: FxHashSet::default(),
            heard: FxHashSet::default(),
            automatic: FxHashSet::default(),
            begun: FxHashSet::default(),
            asking: FxHashSet::default(),
        };
        for part in &draft.parts {
            for flow in part.model.flows.rows() {
                let (source, target) = (part.step(flow.source), part.step(flow.target));
                // A flow that an export lists twice is one.
                if ways.after.get(&source).is_some_and(|after| after.contains(&target)) {
                    continue;
                }
                ways.before.entry(target).or_default().push((source, flow.name.clone()));
                ways.after.entry(source).or_default().push(target);
                if draft.row(source).kind == StepKind::EventBased {
                    ways.targets.entry(source).or_default().push(target);
                    ways.behind.insert(target);
                }
            }
        }
        // What also comes there from elsewhere waits by itself.
        let before = &ways.before;
        ways.behind.retain(|step| {
            let mut before = before.get(step).into_iter().flatten();
            before.all(|(source, _)| draft.row(*source).kind == StepKind::EventBased)
        });
        ways.passages(draft);
        ways.chosen = ways.chosen(draft);
        ways.heard = draft
            .steps()
            .filter(|step| awaits(draft.row(*step)) && ways.senders.contains_key(step))
            .map(|step| draft.unit.steps[step.index()].process)
            .collect();
        ways
    }

    /// Tells whether a step is that of somebody outside who asks us for something, customer or not.
    pub(super) fn asks_us(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        draft.side(draft.owner(step)) == Side::Customer
            || self.asking.contains(&draft.unit.steps[step.index()].process)
    }

    /// Lists who sends something to a step, with the step that does where it is known.
    pub(super) fn senders_of(&self, step: StepId) -> impl Iterator<Item = SenderKey> {
        let waited = std::iter::once(&step).chain(self.of_gateway(step));
        let senders: Vec<SenderKey> =
            waited.filter_map(|step| self.senders.get(step)).flatten().copied().collect();
        senders.into_iter()
    }

    /// Tells whether a step sends something to a party.
    pub(super) fn asks(&self, step: StepId, party: DepartmentId) -> bool {
        self.receivers.get(&step).is_some_and(|receivers| receivers.contains(&party))
    }

    pub(super) fn sends_nothing(&self, step: StepId) -> bool {
        !self.receivers.contains_key(&step)
    }

    /// Lists the files with several events of no kind that nobody sends anything to: such an event is what a user chooses to
    /// do with the work, and so are those that have a kind.
    fn chosen(&self, draft: &UnitBuilder<'_>) -> FxHashSet<usize> {
        let mut counts: FxHashMap<usize, u32> = FxHashMap::default();
        let is_plain = |step: &StepId| {
            let row = draft.row(*step);
            row.kind == StepKind::Catch && trigger::is_plain(row) && !self.senders.contains_key(step)
        };
        for step in draft.steps().filter(is_plain) {
            *counts.entry(draft.part(step).file).or_default() += 1;
        }
        counts.retain(|_, plain| *plain > 2);
        counts.into_keys().collect()
    }

    /// Notes who sends what to whom.
    fn passages(&mut self, draft: &UnitBuilder<'_>) {
        let end = |end| match end {
            PassageEnd::Step(at) => (draft.step(at), draft.step(at).and_then(|step| draft.owner(step))),
            PassageEnd::Pool(file, pool) => (None, draft.pool_owner(file, pool)),
        };
        for passage in draft.passages {
            let ((source, sender), (target, receiver)) = (end(passage.source), end(passage.target));
            if let (Some(source), Some(target)) = (source, target)
                && draft.row(target).kind == StepKind::Start
            {
                let process = |step: StepId| draft.unit.steps[step.index()].process;
                self.begun.insert((process(target), process(source)));
            }
            if let Some(target) = target {
                self.senders.entry(target).or_default().push((source, sender));
            }
            if let (Some(source), Some(target)) = (source, target) {
                self.targets_of.entry(source).or_default().push(target);
            }
            if let (Some(source), Some(receiver)) = (source, receiver) {
                self.receivers.entry(source).or_default().push(receiver);
            }
        }
    }

    pub(super) fn waits(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let row = draft.row(step);
        let awaits = match row.kind {
            StepKind::EventBased => {
                let waits = |target: &StepId| awaits(draft.row(*target)) || self.tasks.contains(target);
                self.of_gateway(step).iter().any(waits)
            }
            _ => (awaits(row) || self.tasks.contains(&step)) && !self.behind.contains(&step),
        };
        // What no way leads to begins something, or is a leftover; in neither case a case waits there.
        awaits
            && !row.instantiates
            && !row.undrawn
            && (!self.chosen.contains(&draft.part(step).file) || self.tasks.contains(&step))
            && !self.is_condition(draft, step)
            // What sends something is drawn with the sign of the other side.
            && (self.sends_nothing(step) || self.tasks.contains(&step))
            && (self.before.contains_key(&step) || self.resumed.contains(&step))
            && !self.comes_with_the_work(draft, step)
            && !self.comes_once_more(draft, step)
            && !self.has_come(draft, step)
    }

    /// Tells whether what an event waits for has come right before: it stands behind work at whose border the same message is
    /// caught, or nobody sends it and the event before says the same, or that the time for it is over.
    fn comes_once_more(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let Some((before, _)) = self.only_before(step) else { return false };
        let (row, first) = (draft.row(step), draft.row(before));
        let message = trigger::message(row);
        let mut border = self.borders.get(&before).into_iter().flatten();
        let same = || {
            let (own, words) = (split(&row.name), split(&first.name));
            first.kind == StepKind::Boundary
                && !words.is_empty()
                && words.iter().all(|word| own.contains(word))
        };
        let in_time = || first.kind == StepKind::Catch && first.has(DefinitionKind::Timer);
        message.is_some() && border.any(|event| trigger::message(draft.row(*event)) == message)
            || !self.senders.contains_key(&step) && (same() || in_time())
    }

    /// Tells whether an event is drawn as the condition of a branch: nobody waits for it, the branch is taken or not.
    fn is_condition(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let chooses = |kind| matches!(kind, StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex);
        draft.row(step).has(DefinitionKind::Conditional)
            && self.only_before(step).is_some_and(|(before, _)| {
                chooses(draft.row(before).kind) && self.after.get(&before).is_some_and(|ways| ways.len() > 1)
            })
    }

    pub(super) fn of_gateway(&self, step: StepId) -> &[StepId] {
        self.targets.get(&step).map(Vec::as_slice).unwrap_or_default()
    }

    /// The one step that leads to a step, with the label of the flow.
    pub(super) fn only_before(&self, step: StepId) -> Option<(StepId, &str)> {
        match self.before.get(&step)?.as_slice() {
            [(before, label)] => Some((*before, label)),
            _ => None,
        }
    }

    /// Tells whether a case begins with what is received here: right behind a plain start of a process that nobody calls.
    pub(super) fn begins(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let Some((mut before, _)) = self.only_before(step) else { return false };
        // One of several ways in which a case may begin.
        if let (StepKind::Exclusive, Some((start, _))) = (draft.row(before).kind, self.only_before(before)) {
            before = start;
        }
        let start = draft.row(before);
        let is_plain = start.event.as_ref().is_none_or(|event| event.definitions.is_empty());
        // “Order received”, and then “Wait for the papers”: the case has begun with something else.
        let has_begun = words::waits(&draft.row(step).name) && label::has_come(&start.name);
        start.kind == StepKind::Start
            && is_plain
            && !has_begun
            && start.scope.is_none()
            && self.after.get(&before).is_some_and(|ways| ways.len() == 1)
            && !self.called.contains(&draft.unit.steps[step.index()].process)
    }

    /// Tells whether what is received can only be sent once the other side has got something from this process: a case
    /// cannot begin with an answer.
    pub(super) fn is_answer(
        &self,
        draft: &UnitBuilder<'_>,
        graph: &Graph,
        solution: &Solution,
        step: StepId,
    ) -> bool {
        let process = |step: StepId| draft.unit.steps[step.index()].process;
        let from = |own: u32, step: StepId| {
            let senders = self.senders.get(&step).into_iter().flatten();
            senders.filter_map(|(source, _)| *source).any(|source| process(source) == own)
        };
        let senders = self.senders.get(&step).map(Vec::as_slice).unwrap_or_default();
        !senders.is_empty()
            && senders.iter().all(|(source, _)| {
                let Some(source) = *source else { return false };
                let there = || draft.steps_of(process(source)).iter().copied();
                let gets: Vec<StepId> = there().filter(|other| from(process(step), *other)).collect();
                let mut starts = there().filter(|step| draft.row(*step).kind == StepKind::Start).peekable();
                starts.peek().is_some()
                    && starts.all(|start| flow::every_path_passes(graph, solution, start, source, &gets))
            })
    }

    /// Tells whether a receiving step is drawn behind the step that hands the work on to it within a pool: what was just
    /// sent is there. It is sent by name or by a message flow, or another department works right before, and nobody is
    /// drawn who sends anything else.
    pub(super) fn comes_with_the_work(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let Some((before, _)) = self.only_before(step) else { return false };
        let (giver, receiver) = (draft.row(before), draft.row(step));
        let is_condition = receiver.has(DefinitionKind::Conditional);
        if !trigger::passes_message(receiver) && !is_condition {
            return false;
        }
        let senders = self.senders.get(&step).map(Vec::as_slice).unwrap_or_default();
        let sends = trigger::throws(giver) && trigger::passes_message(giver);
        let (name, message) = (key(&receiver.name), trigger::message(receiver));
        let same = !name.is_empty() && name == key(&giver.name)
            || message.is_some() && message == trigger::message(giver) && senders.is_empty();
        let direct = senders.iter().any(|(source, _)| *source == Some(before));
        let alone = senders.iter().all(|(source, _)| *source == Some(before));
        if sends && (direct || same) || direct && alone {
            return true;
        }
        let (from, to) = (draft.owner(before), draft.owner(step));
        let crosses = from.is_some() && to.is_some() && from != to;
        let hands_on = match (giver.kind, receiver.kind) {
            // What begins beside other work is not handed on by that.
            (StepKind::Catch | StepKind::Boundary | StepKind::Parallel, _) => false,
            (StepKind::Throw, StepKind::Catch) => true,
            // Where others are drawn who send what is waited for, one whom nobody is drawn for is missing.
            _ => {
                let heard = self.heard.contains(&draft.unit.steps[step.index()].process);
                self.sends_nothing(before) && (!heard || draft.shared.lexicon.hands_over(&giver.name))
            }
        };
        hands_on && crosses && senders.is_empty()
    }

    /// Tells whether neither a label nor a message nor anybody who sends it says what an event waits for.
    pub(super) fn is_mute(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let row = draft.row(step);
        let says_nothing = row.kind == StepKind::Catch
            && row.name.trim().is_empty()
            && !row.has(DefinitionKind::Conditional)
            && trigger::triggers(row).next().is_none()
            && self.senders_of(step).next().is_none();
        says_nothing || sketch::is_nameless_event(&row.name)
    }

    /// Tells whether the branch that leads to a wait says that what is awaited has come already.
    pub(super) fn has_come(&self, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        const YES: [&str; 7] = ["yes", "ja", "oui", "si", "sim", "true", "ok"];
        let Some((before, label)) = self.only_before(step) else { return false };
        let gateway = draft.row(before);
        let row = draft.row(step);
        if !matches!(gateway.kind, StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex) {
            return false;
        }
        let says = |text: &str| {
            let same = !key(text).is_empty() && key(text) == key(&row.name);
            let has_come = || {
                label::has_come(text) && object(draft, text) == object(draft, &row.name)
                    || words::come(text).is_some_and(|came| {
                        let object = draft.shared.lexicon.object(&row.name, true);
                        // “Antwort” is a verb and a noun.
                        let first = split(&row.name).first() == came.first();
                        let name = Some(row.name.as_str()).filter(|_| first);
                        object.into_iter().chain(name).any(|object| words::is_what_came(&came, object))
                    })
            };
            !words::denies(text) && (same || has_come())
        };
        let affirmed = matches!(split(label).as_slice(), [word] if YES.contains(&word.as_str()));
        says(label) || affirmed && says(&gateway.name)
    }

    /// Who sends something from another pool, where its lane and our own department have one name: the pool.
    fn pool_of(
        draft: &UnitBuilder<'_>,
        source: Option<StepId>,
        step: StepId,
        lane: DepartmentId,
    ) -> Option<DepartmentId> {
        let process = |step: StepId| draft.unit.steps[step.index()].process;
        let Some(source) = source.filter(|source| process(*source) != process(step)) else {
            return Some(lane);
        };
        let pool = draft.unit.processes[process(source) as usize].owner;
        pool.filter(|_| !draft.same_department(pool, draft.owner(step)))
    }

    /// Who is waited for: who sends it, rather another department than our own; where nobody is drawn that does, whoever
    /// was sent something right before.
    pub(super) fn party(&self, draft: &UnitBuilder<'_>, step: StepId) -> Option<DepartmentId> {
        let own = draft.owner(step);
        let waited = std::iter::once(&step).chain(self.of_gateway(step));
        let senders = waited.filter_map(|step| self.senders.get(step)).flatten();
        let mut senders = senders.filter_map(|(source, sender)| Some((*source, (*sender)?))).peekable();
        if let Some((source, first)) = senders.peek().copied() {
            let is_other = |sender: &DepartmentId| !draft.same_department(Some(*sender), own);
            let other = senders.map(|(_, sender)| sender).find(is_other);
            return other.or_else(|| Self::pool_of(draft, source, step, first));
        }
        let (before, _) = self.only_before(step)?;
        let asked = self.receivers.get(&before).into_iter().flatten().copied();
        asked.chain(self.comes_in_before(draft, before, step)).find(|receiver| Some(*receiver) != own)
    }

    /// Who sends something to the work right before an event of which nothing says what it waits for: it is the sign of that
    /// waiting, drawn beside the work.
    fn comes_in_before(
        &self,
        draft: &UnitBuilder<'_>,
        before: StepId,
        step: StepId,
    ) -> impl Iterator<Item = DepartmentId> + '_ {
        let is_sign = self.tasks.contains(&before) && draft.row(step).name.trim().is_empty();
        self.senders
            .get(&before)
            .into_iter()
            .flatten()
            .filter_map(move |(_, sender)| sender.filter(|_| is_sign))
    }
}

/// Tells whether a step is released by somebody or something else, not by the work itself or by a time.
pub(super) fn awaits(row: &Step) -> bool {
    let released = [DefinitionKind::Message, DefinitionKind::Signal, DefinitionKind::Conditional];
    row.kind == StepKind::ReceiveTask
        || row.kind == StepKind::Catch && released.iter().any(|kind| row.has(*kind))
}

/// Lists for each step the events at its border.
fn borders(draft: &UnitBuilder<'_>) -> FxHashMap<StepId, Vec<StepId>> {
    let mut borders: FxHashMap<StepId, Vec<StepId>> = FxHashMap::default();
    for step in draft.steps() {
        if let Some(host) = draft.row(step).attached_to {
            borders.entry(draft.part(step).step(host)).or_default().push(step);
        }
    }
    borders
}

/// The object that a label speaks of, as a key.
fn object(draft: &UnitBuilder<'_>, text: &str) -> Option<String> {
    let text = text.trim_end_matches(['?', ' ', '!']);
    draft.shared.lexicon.object(text, true).map(key)
}

/// The process that a call returns from.
pub(super) fn called(edge: &EdgeKind) -> Option<u32> {
    if let EdgeKind::Return { process, .. } = edge { Some(*process) } else { None }
}
