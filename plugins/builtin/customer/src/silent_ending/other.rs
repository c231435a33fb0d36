//! Whoever asked for the work of a process and is no customer: another department, a partner, somebody who is not drawn.

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Ending, HandoffKind, Place, Reporter, Severity, StepId, Unit,
};

use super::is_customer;

/// Words for a process.
const PROCESSES: [&str; 6] = ["process", "workflow", "proceso", "processus", "processo", "procedure"];

/// Who else is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    /// A department.
    Drawn(DepartmentId),
    /// Somebody whom nobody drew.
    Unseen,
    /// A customer who did not begin the case and is told something on its way, for one at this step.
    Met(StepId),
}

/// Who starts processes.
pub(super) struct Others<'u, 's> {
    unit: &'u Unit<'s>,
    /// Who sends the message that is first heard at a step.
    senders: BTreeMap<StepId, (DepartmentId, Option<StepId>)>,
    /// Pools whose inside is not seen, and to which customers send something: they may pass it on.
    between: Vec<DepartmentId>,
}

impl<'u, 's> Others<'u, 's> {
    pub(super) fn new(unit: &'u Unit<'s>) -> Self {
        let (mut senders, mut between) = (BTreeMap::new(), Vec::new());
        for handoff in unit.handoffs().iter().filter(|handoff| handoff.kind == HandoffKind::Message) {
            let Some(giver) = handoff.giver else { continue };
            if is_customer(unit, Some(giver)) {
                between.extend(handoff.receiver.filter(|_| handoff.first.is_none()));
            } else if let Some(first) = handoff.first {
                senders.entry(first).or_insert((giver, handoff.last));
            }
        }
        Self { unit, senders, between }
    }

    /// Returns who asked for a case that begins at a start; none where it is the customer's.
    pub(super) fn asker(&self, start: StepId) -> Option<Asker> {
        let unit = self.unit;
        let process = unit.steps().get(start as usize)?.process;
        if is_customer(unit, unit.owner(start)) {
            return None;
        }
        let row = unit.endings().iter().find(|row| row.silent && row.started_at == Some(start));
        let way = row.map(|row| row.witness.as_slice()).unwrap_or_default();
        let first: Vec<StepId> = std::iter::once(start).chain(way.get(1).copied()).collect();
        let sender = first.iter().find_map(|step| self.senders.get(step)).copied();
        let his = unit.touchpoints().iter().any(|touchpoint| {
            touchpoint.step == start || touchpoint.inbound && first.contains(&touchpoint.step)
        });
        if his || sender.is_some_and(|(sender, last)| self.passes_on(sender, last)) {
            return None;
        }
        let own = |step: StepId| unit.steps().get(step as usize).is_some_and(|row| row.process == process);
        let spoken: Vec<_> = unit
            .touchpoints()
            .iter()
            .filter(|touchpoint| !touchpoint.inbound && own(touchpoint.step))
            .collect();
        let contact = spoken.iter().find(|touchpoint| touchpoint.certain && !way.contains(&touchpoint.step));
        match (contact, sender) {
            (Some(contact), _) => Some(Asker::Met(contact.step)),
            (None, _) if !spoken.is_empty() => None,
            (None, Some((sender, _))) if self.is_view(sender) => Some(Asker::Unseen),
            (None, Some((sender, _))) => Some(Asker::Drawn(sender)),
            (None, None) => Some(Asker::Unseen),
        }
    }

    /// Tells whether a pool is called after a process: another view of the same work, and nobody who could be told.
    fn is_view(&self, party: DepartmentId) -> bool {
        let name = self.unit.departments().get(party as usize).map(|party| party.name.to_lowercase());
        name.is_some_and(|name| {
            name.split(|c: char| !c.is_alphanumeric())
                .any(|word| PROCESSES.contains(&word) || word.ends_with("prozess"))
        })
    }

    /// Tells whether somebody may pass on what a customer began: a pool that customers send something to, or a process of
    /// which a customer's case is known.
    fn passes_on(&self, sender: DepartmentId, last: Option<StepId>) -> bool {
        let process = |step: StepId| self.unit.steps().get(step as usize).map(|row| row.process);
        self.between.contains(&sender)
            || last.is_some_and(|last| {
                self.unit.endings().iter().any(|row| {
                    row.started_at.is_some_and(|start| {
                        process(row.step) == process(last)
                            && self.unit.touchpoints().iter().any(|t| t.step == start)
                    })
                })
            })
    }

    /// Reports the endings of one process of which whoever asked for it is not told.
    pub(super) fn report(&self, all: &[&Ending], start: StepId, asker: Asker, report: &mut Reporter<'_>) {
        let Some(ending) = all.iter().find(|row| row.negative).or(all.first()) else { return };
        // Who stands behind what is answered to nobody who is drawn is known only where one is drawn who sends it.
        let asker = match asker {
            Asker::Drawn(_) if !ending.certain && (!ending.negative || all.len() > 1) => Asker::Unseen,
            asker => asker,
        };
        let key = match (asker, ending.certain, ending.negative) {
            (Asker::Drawn(_), false, _) => "unheard-by",
            (Asker::Met(_), _, true) => "met-bad",
            (Asker::Met(_), _, false) => "met",
            (Asker::Drawn(_), true, true) => "other-bad",
            (Asker::Drawn(_), true, false) => "other",
            (_, false, true) if all.len() == 1 => "unheard",
            _ => "unseen",
        };
        let related = all.iter().map(|row| row.step).filter(|step| *step != ending.step);
        let related: Vec<StepId> = std::iter::once(start).chain(related).collect();
        let shown = ending.certain && asker != Asker::Unseen;
        let severity = if shown { Severity::Warning } else { Severity::Info };
        let owner = self.unit.owner(ending.step);
        let finding = report
            .add(Place::Step(ending.step), key)
            .severity(severity)
            .certainty(Certainty::Likely)
            .with("start", Argument::Step(start))
            .with("step", Argument::Step(ending.step))
            .related(&related)
            .witness(&ending.witness);
        match asker {
            Asker::Drawn(asker) => {
                let finding = finding.between(owner, Some(asker));
                finding.with("asker", Argument::Department(asker)).help("answer");
            }
            Asker::Met(contact) => {
                finding.with("contact", Argument::Step(contact)).between(owner, None).help("tell");
            }
            Asker::Unseen => {
                finding.between(owner, None).help("answer-unseen");
            }
        }
    }
}
