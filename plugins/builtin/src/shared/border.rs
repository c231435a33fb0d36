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

/// Tells whether most of the other messages of which `end` lies in the process of a step are drawn to their other end: then one
/// that is not stands out.
pub(crate) fn draws_others(unit: &Unit<'_>, step: StepId, end: fn(&Exchange) -> Option<StepId>) -> bool {
    let (drawn, others) = others(unit, step, end);
    others < drawn
}

/// Tells whether a message stands out although somebody whose inside nobody sees may be its other end: two others of the
/// process are drawn to theirs, and none is not, nor is this one at a sub-process around it.
pub(crate) fn stands_out(unit: &Unit<'_>, step: StepId, end: fn(&Exchange) -> Option<StepId>) -> bool {
    /// The messages by which a process shows that it draws them.
    const DRAWN: usize = 2;
    let (drawn, others) = others(unit, step, end);
    let scope = |step: &StepId| unit.steps().get(*step as usize)?.scope;
    let mut around = std::iter::successors(scope(&step), scope);
    let is_end = |scope: StepId| {
        unit.exchanges().iter().any(|exchange| exchange.drawn && end(exchange) == Some(scope))
    };
    drawn >= DRAWN && others == 0 && !around.any(is_end)
}

/// Counts the other messages of which `end` lies in the process of a step: those that are drawn, and those that are not.
fn others(unit: &Unit<'_>, step: StepId, end: fn(&Exchange) -> Option<StepId>) -> (usize, usize) {
    let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
    let messages = unit.exchanges().iter().filter(|exchange| exchange.kind == ExchangeKind::Message);
    let own = messages
        .filter(|exchange| end(exchange).is_some_and(|end| end != step && process(end) == process(step)));
    let (drawn, others): (Vec<&Exchange>, Vec<&Exchange>) = own.partition(|exchange| exchange.drawn);
    (drawn.len(), others.len())
}
