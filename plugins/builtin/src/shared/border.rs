//! How the rules about borders speak: of handoffs that touch us, by both of their ends.

use handoff_sdk::{
    Argument, Exchange, ExchangeKind, FindingBuilder, Handoff, HandoffKind, Place, Reporter, StepId, Unit,
};

/// Tells whether a handoff touches a department of ours; what others pass between them is their own business.
pub(crate) fn touches_us(unit: &Unit<'_>, handoff: &Handoff) -> bool {
    unit.is_ours(handoff.giver) || unit.is_ours(handoff.receiver)
}

/// Adds a finding about a handoff: the message is `key`, or `key-unowned` where one end has no department.
pub(crate) fn report_handoff<'d>(
    report: &'d mut Reporter<'_>,
    number: u32,
    handoff: &Handoff,
    key: &str,
) -> FindingBuilder<'d> {
    let ends: Vec<u32> = [handoff.last, handoff.first].into_iter().flatten().collect();
    let unowned = if handoff.giver.is_some() && handoff.receiver.is_some() { "" } else { "-unowned" };
    report
        .add(Place::Handoff(number), &[key, unowned].concat())
        .between(handoff.giver, handoff.receiver)
        .related(&ends)
        .with("steps", Argument::Steps(ends))
}

/// Tells whether a handoff is a message of which nothing says what it is. An arrow between two pools as wholes is no
/// message of a case: it says who talks to whom.
pub(crate) fn is_unnamed_message(handoff: &Handoff) -> bool {
    let of_a_case = handoff.last.is_some() || handoff.first.is_some();
    handoff.kind == HandoffKind::Message && !handoff.named && of_a_case
}

/// How many messages each process draws to their other end, as far as one end lies in it.
pub(crate) struct DrawnMessages<'u> {
    unit: &'u Unit<'u>,
    end: fn(&Exchange) -> Option<StepId>,
    /// For each process those that are drawn, and those that are not.
    counts: Vec<(usize, usize)>,
}

impl<'u> DrawnMessages<'u> {
    pub(crate) fn new(unit: &'u Unit<'u>, end: fn(&Exchange) -> Option<StepId>) -> Self {
        let mut counts = vec![(0, 0); unit.processes().len()];
        for exchange in unit.exchanges().iter().filter(|exchange| exchange.kind == ExchangeKind::Message) {
            let step = end(exchange).and_then(|step| unit.steps().get(step as usize));
            if let Some((drawn, others)) = step.and_then(|step| counts.get_mut(step.process as usize)) {
                *(if exchange.drawn { drawn } else { others }) += 1;
            }
        }
        Self { unit, end, counts }
    }

    /// Tells whether most of the others are drawn: then one at a step that is not stands out.
    pub(crate) fn are_most(&self, step: StepId) -> bool {
        let (drawn, others) = self.beside(step);
        others < drawn
    }

    /// Tells whether one that is not drawn stands out although somebody whose inside nobody sees may be its other end: two others are
    /// drawn and none is not, nor is this one at a sub-process around it.
    pub(crate) fn are_all(&self, step: StepId) -> bool {
        /// The messages by which a process shows that it draws them.
        const DRAWN: usize = 2;
        let scope = |step: &StepId| self.unit.steps().get(*step as usize)?.scope;
        let mut around = std::iter::successors(scope(&step), scope);
        let is_end = |scope: StepId| {
            let mut drawn = self.unit.exchanges().iter().filter(|exchange| exchange.drawn);
            drawn.any(|exchange| (self.end)(exchange) == Some(scope))
        };
        let (drawn, others) = self.beside(step);
        drawn >= DRAWN && others == 0 && !around.any(is_end)
    }

    /// Counts the messages of a process beside one at a step that is not drawn.
    fn beside(&self, step: StepId) -> (usize, usize) {
        let process = self.unit.steps().get(step as usize).map(|row| row.process as usize);
        let (drawn, others) =
            process.and_then(|process| self.counts.get(process)).copied().unwrap_or_default();
        (drawn, others.saturating_sub(1))
    }
}
