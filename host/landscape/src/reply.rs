//! Whether the customer gets an answer to what he sent while a case was under way.

use std::collections::VecDeque;

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    branch::Branches,
    contacts::Contacts,
    contract::Side,
    link::PassageEnd,
    objection::{answers, objections},
    speech::Speech,
    telling::Course,
    unit::{StepId, Touchpoint},
    unit_builder::UnitBuilder,
};

/// What the customer sent on the way, and where.
pub(crate) struct Replies {
    /// By process, the steps at which he is heard, with whether what he sends is an objection.
    heard: FxHashMap<u32, Vec<(StepId, bool)>>,
    /// Where whoever objects may be told something.
    answers: Vec<bool>,
}

/// A way on which he is owed an answer.
pub(crate) struct OwedAnswer {
    /// The steps from where he is heard to the ending.
    pub(crate) way: Vec<StepId>,
    /// What he sent is an objection.
    pub(crate) objection: bool,
}

/// How far the work on what he sent has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum ReplyStage {
    /// Nothing was done with it.
    Heard,
    /// Somebody of ours has worked on it.
    Worked,
    /// It was decided what comes of it; whether the customer is surely told on another way.
    Decided { told_else: bool },
}

impl Replies {
    /// Finds what customers send while a case is under way, but for what settles it: a payment, a signature; and what anybody
    /// sends who objects.
    pub(crate) fn new(
        draft: &UnitBuilder<'_>,
        course: &Course,
        branches: &Branches<'_>,
        touchpoints: &[Touchpoint],
        contacts: &Contacts,
    ) -> Self {
        let mut names: FxHashMap<StepId, Vec<&str>> = FxHashMap::default();
        let mut linked: FxHashSet<StepId> = FxHashSet::default();
        for passage in draft.passages {
            let PassageEnd::Step(at) = passage.target else { continue };
            let Some(step) = draft.step(at) else { continue };
            linked.insert(step);
            let flow =
                passage.flow.and_then(|(file, flow)| draft.part_of_file(file)?.model.message_flows.get(flow));
            names.entry(step).or_default().extend(flow.map(|flow| flow.name.as_str()));
        }
        let said: FxHashSet<StepId> = touchpoints
            .iter()
            .filter(|touchpoint| touchpoint.inbound && touchpoint.customer.is_some())
            .map(|touchpoint| touchpoint.step)
            .collect();
        // Right behind a message to him, an event of which nobody is drawn who sends it is most likely his answer.
        let meant = |step: StepId| {
            let asked = |gateway: &StepId| {
                draft.row(*gateway).kind == StepKind::EventBased
                    && course.before(*gateway).iter().any(|before| contacts.tells[before.index()])
            };
            draft.row(step).has(DefinitionKind::Message)
                && !linked.contains(&step)
                && course.before(step).iter().any(asked)
        };
        let ours = |step: &StepId| {
            let owner = draft.unit.processes[draft.unit.steps[step.index()].process as usize].owner;
            draft.side(owner) == Side::Internal && draft.side(draft.owner(*step)) == Side::Internal
        };
        let catches = |step: StepId| {
            let row = draft.row(step);
            matches!(row.kind, StepKind::Catch | StepKind::ReceiveTask | StepKind::Boundary)
                || row.kind.is_activity() && !contacts.tells[step.index()]
        };
        let heard = draft.steps().filter(ours).filter(|step| {
            !course.before(*step).is_empty() && catches(*step) && (said.contains(step) || meant(*step))
        });
        let mut by_process: FxHashMap<u32, Vec<(StepId, bool)>> = FxHashMap::default();
        for step in heard {
            let names =
                names.get(&step).into_iter().flatten().copied().chain([draft.row(step).name.as_str()]);
            let names: Vec<&str> = names.collect();
            let objects = names.iter().any(|name| Speech::objects(name));
            // What we asked for is worked on; only of what he is drawn to send is it known that he waits for more.
            if !names.iter().any(|name| Speech::settles(name)) && (objects || said.contains(&step)) {
                let own = by_process.entry(draft.unit.steps[step.index()].process).or_default();
                own.push((step, objects));
            }
        }
        let objections = objections(draft, branches);
        let answers = if by_process.is_empty() && objections.is_empty() {
            Vec::new()
        } else {
            answers(draft, contacts)
        };
        for step in objections {
            let own = by_process.entry(draft.unit.steps[step.index()].process).or_default();
            if !own.iter().any(|(heard, _)| *heard == step) {
                own.push((step, true));
            }
        }
        Self { heard: by_process, answers }
    }

    /// Finds, for endings of one process, a way on which what the customer sent was worked on and decided, and nobody tells
    /// him what came of it: he asked for something, or is told on another way out of the same decision.
    pub(crate) fn unanswered(
        &self,
        draft: &UnitBuilder<'_>,
        course: &Course,
        contacts: &Contacts,
        process: u32,
    ) -> FxHashMap<StepId, OwedAnswer> {
        let mut found: FxHashMap<StepId, OwedAnswer> = FxHashMap::default();
        let own = self.heard.get(&process).into_iter().flatten();
        for &(heard, objects) in own.take(MOST_HEARD) {
            let worked = objects && work(draft, heard);
            let first = (heard, if worked { ReplyStage::Worked } else { ReplyStage::Heard });
            let mut from = FxHashMap::from_iter([(first, first)]);
            let mut queue = VecDeque::from([first]);
            while let Some(at) = queue.pop_front() {
                let (step, stage) = at;
                let ways = course.ways(step);
                if let ReplyStage::Decided { told_else } = stage
                    && ways.is_empty()
                    && (told_else || objects)
                {
                    found
                        .entry(step)
                        .or_insert_with(|| OwedAnswer { way: way(&from, at), objection: objects });
                }
                let splits = ways.len() > 1 && !course.forks(step);
                if splits && Self::leaves(draft, step, stage, objects) {
                    continue;
                }
                // What an event decides beside an objection is no answer to it.
                let chooses = splits && !(objects && draft.row(step).kind == StepKind::EventBased);
                for &next in ways {
                    if self.answered(contacts, next, stage, objects) {
                        continue;
                    }
                    let told_else = chooses
                        && ways.iter().any(|other| *other != next && contacts.sure[other.index()])
                        || stage == ReplyStage::Decided { told_else: true };
                    let works = draft.row(next).kind.is_activity();
                    let next_stage = match stage {
                        ReplyStage::Decided { .. } => ReplyStage::Decided { told_else },
                        ReplyStage::Worked | ReplyStage::Heard if chooses => {
                            ReplyStage::Decided { told_else }
                        }
                        ReplyStage::Heard if works => ReplyStage::Worked,
                        other => other,
                    };
                    let next = (next, next_stage);
                    from.entry(next).or_insert_with(|| {
                        queue.push_back(next);
                        at
                    });
                }
            }
        }
        found
    }

    /// Tells whether what is decided at a step is none of our decisions on what he sent: what follows right behind that is as
    /// he chose, and so is what the decision says he chooses. Of an objection that stands only for what he himself decides.
    fn leaves(draft: &UnitBuilder<'_>, step: StepId, stage: ReplyStage, objects: bool) -> bool {
        let name = &draft.row(step).name;
        let his = draft.side(draft.owner(step)) == Side::Customer && !Speech::asks_justified(name);
        draft.shared.lexicon.speech.chooses(name) || if objects { his } else { stage == ReplyStage::Heard }
    }

    /// Tells whether he is told something at a step, or heard once more. An objection may be on its way to us at first.
    fn answered(&self, contacts: &Contacts, step: StepId, stage: ReplyStage, objects: bool) -> bool {
        let at = step.index();
        if objects {
            let once_more = contacts.hears[at] && stage != ReplyStage::Heard;
            return once_more || self.answers.get(at).is_some_and(|answers| *answers);
        }
        contacts.tells[at] || contacts.outside[at] || contacts.hears[at]
    }
}

/// Tells whether an objection is worked on at a step, and does not only come in there.
fn work(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let kind = draft.row(step).kind;
    let his = draft.side(draft.owner(step)) == Side::Customer;
    !his && (kind.is_gateway() || kind.is_activity() && kind != StepKind::ReceiveTask)
}

/// The most places of a process at which a customer is heard whose answers are looked for.
const MOST_HEARD: usize = 16;

fn way(
    from: &FxHashMap<(StepId, ReplyStage), (StepId, ReplyStage)>,
    goal: (StepId, ReplyStage),
) -> Vec<StepId> {
    let before = |at: &(StepId, ReplyStage)| from.get(at).copied().filter(|before| before != at);
    let mut way: Vec<StepId> = std::iter::successors(Some(goal), before).map(|(step, _)| step).collect();
    way.reverse();
    way
}
