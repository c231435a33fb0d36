//! What is sent and received, thrown and caught: the passages that linking found, and whatever is alone.

use handoff_model::{Id, Model, Participant, ProcessId, Step, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    control::same_message,
    link::{Passage, PassageEnd, PassageId},
    thrown,
    trigger::{message, passes_message, signal, throws},
    unit::{Exchange, ExchangeKind, Handoff, HandoffId, Partner, StepId},
    unit_builder::UnitBuilder,
};

/// Lists the exchanges: passages in their order, then what meets inside one process, then what is alone, then what is thrown.
/// `crossing` says of the passages that are handoffs which they are.
pub(crate) fn exchanges(
    draft: &UnitBuilder<'_>,
    crossing: &FxHashMap<PassageId, HandoffId>,
    handoffs: &[Handoff],
) -> Vec<Exchange> {
    let mut rows: Vec<Exchange> = Vec::with_capacity(draft.passages.len());
    for (number, passage) in PassageId::number(draft.passages) {
        let handoff = crossing.get(&number).copied().filter(|id| id.index() < handoffs.len());
        rows.push(passage_row(draft, passage, handoff));
    }
    let mut pairs = same_message(draft);
    pairs.sort_unstable();
    rows.extend(pairs.into_iter().map(|(thrower, catcher)| Exchange {
        thrower: Some(thrower),
        catcher: Some(catcher),
        giver: draft.owner(thrower),
        receiver: draft.owner(catcher),
        partner: Partner::Met,
        ..alone(draft, thrower, ExchangeKind::Message)
    }));
    let ends = |row: &Exchange| {
        let is_signal = row.kind == ExchangeKind::Signal;
        [(row.thrower, true), (row.catcher, false)].map(|(step, sends)| Some((step?, is_signal, sends)))
    };
    let met: FxHashSet<(StepId, bool, bool)> = rows.iter().flat_map(ends).flatten().collect();
    let ambiguous: FxHashSet<StepId> = draft.ambiguous.iter().filter_map(|at| draft.step(*at)).collect();
    let whole: Vec<bool> = draft.parts.iter().map(|part| is_whole(part.model)).collect();
    for step in draft.steps() {
        let row = draft.row(step);
        let kinds =
            [(passes_message(row), ExchangeKind::Message), (signal(row).is_some(), ExchangeKind::Signal)];
        for (_, kind) in kinds.into_iter().filter(|(is_there, _)| *is_there) {
            let is_signal = kind == ExchangeKind::Signal;
            let meets = |step: StepId, sends: bool| met.contains(&(step, is_signal, sends));
            if !meets(step, true) && !meets(step, false) {
                let exchange = alone(draft, step, kind);
                let is_whole = whole.get(draft.part(step).file.index()).copied().unwrap_or(false);
                // What is drawn at the border of a sub-process is sent or received inside.
                let is_drawn = around(draft, step).any(|scope| meets(scope, exchange.thrower.is_some()));
                let is_whole = is_whole && !is_drawn;
                let partner = partner(&exchange, is_whole, ambiguous.contains(&step));
                rows.push(Exchange { partner, ..exchange });
            }
        }
    }
    rows.extend(thrown::exchanges(draft, handoffs));
    rows
}

fn passage_row(draft: &UnitBuilder<'_>, passage: &Passage, handoff: Option<HandoffId>) -> Exchange {
    let end = |end| match end {
        PassageEnd::Step(at) => {
            let step = draft.step(at);
            (step, step.and_then(|step| draft.owner(step)))
        }
        PassageEnd::Pool(file, pool) => (None, draft.pool_owner(file, pool)),
    };
    let ((thrower, giver), (catcher, receiver)) = (end(passage.source), end(passage.target));
    let kind = if passage.signal { ExchangeKind::Signal } else { ExchangeKind::Message };
    let flow = passage.flow.and_then(|(file, flow)| {
        let model = draft.part_of_file(file)?.model;
        let row = model.message_flows.get(flow)?;
        let message = row.message.and_then(|id| model.triggers.get(id)).map(|row| row.name.as_str());
        message.filter(|name| !name.is_empty()).or(Some(row.name.as_str()))
    });
    let of_step = |step: Option<StepId>| step.map(|step| name(draft, step, kind)).unwrap_or_default();
    let names = [flow.unwrap_or_default().to_owned(), of_step(thrower), of_step(catcher)];
    Exchange {
        kind,
        name: names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        thrower,
        catcher,
        giver,
        receiver,
        partner: if thrower.is_some() && catcher.is_some() { Partner::Met } else { Partner::Open },
        drawn: passage.flow.is_some(),
        begins: catcher.is_some_and(|step| begins(draft.row(step))),
        handoff,
    }
}

/// Makes the row of a step whose other side is not known.
fn alone(draft: &UnitBuilder<'_>, step: StepId, kind: ExchangeKind) -> Exchange {
    let row = draft.row(step);
    let (sends, owner) = (throws(row), draft.owner(step));
    Exchange {
        kind,
        name: name(draft, step, kind),
        thrower: Some(step).filter(|_| sends),
        catcher: Some(step).filter(|_| !sends),
        giver: owner.filter(|_| sends),
        receiver: owner.filter(|_| !sends),
        partner: Partner::Open,
        drawn: false,
        begins: begins(row),
        handoff: None,
    }
}

/// Tells whether a step that receives something begins a process; the start of an event sub-process does not.
fn begins(step: &Step) -> bool {
    step.instantiates || step.kind == StepKind::Start && step.scope.is_none()
}

/// Returns the name of what a step sends or receives; empty where it has none.
fn name(draft: &UnitBuilder<'_>, step: StepId, kind: ExchangeKind) -> String {
    let row = draft.row(step);
    let trigger = if kind == ExchangeKind::Signal { signal(row) } else { message(row) };
    let trigger = trigger.and_then(|id| draft.part(step).model.triggers.get(id));
    trigger.map(|row| row.name.clone()).unwrap_or_default()
}

/// Lists the sub-processes around a step, inner ones first.
fn around<'a>(draft: &'a UnitBuilder<'_>, step: StepId) -> impl Iterator<Item = StepId> + 'a {
    let scope = |step: StepId| draft.unit.steps[step.index()].scope;
    std::iter::successors(scope(step), move |inner| scope(*inner))
}

/// Decides what is known of the other side of a step that is alone.
fn partner(exchange: &Exchange, is_whole: bool, is_ambiguous: bool) -> Partner {
    match () {
        () if is_ambiguous => Partner::Ambiguous,
        () if exchange.begins || !is_whole => Partner::Open,
        () if exchange.name.is_empty() => Partner::Unnamed,
        () => Partner::Missing,
    }
}

/// Tells whether an export draws everybody who takes part, with what they do: two pools or more, and none of them closed.
fn is_whole(model: &Model) -> bool {
    let working: FxHashSet<ProcessId> = model.steps.rows().map(|step| step.process).collect();
    let is_seen = |pool: &Participant| pool.process.is_some_and(|process| working.contains(&process));
    model.participants.len() > 1 && model.participants.rows().all(is_seen)
}
