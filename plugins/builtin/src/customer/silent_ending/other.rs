//! Whoever asked for the work of a process and is no customer: another department, a partner, somebody who is not drawn.

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Ending, FindingBuilder, HandoffKind, Place, Reporter, Severity,
    StepId, StepKind, Unit,
};

use super::{
    is_customer,
    place::EndPlace,
    sender::{sender, sender_named},
};

/// Words for a process.
const PROCESSES: [&str; 6] = ["process", "workflow", "proceso", "processus", "processo", "procedure"];

/// Who else is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Requester {
    /// A department.
    Drawn(DepartmentId),
    /// Somebody whom nobody drew.
    Unseen,
    /// A customer who did not begin the case and is told something on its way, for one at this step.
    Met(StepId),
}

/// Who starts processes.
pub(super) struct OtherRequesters<'u, 's> {
    unit: &'u Unit<'s>,
    /// Who sends the message that is first heard at a step.
    senders: BTreeMap<StepId, (DepartmentId, Option<StepId>)>,
    /// Pools whose inside is not seen, and to which customers send something: they may pass it on.
    between: Vec<DepartmentId>,
}

impl<'u, 's> OtherRequesters<'u, 's> {
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
    pub(super) fn asker(&self, start: StepId) -> Option<Requester> {
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
        // Whoever is known though nobody sends anything begins the case in a lane of ours.
        let his = |id: StepId| is_customer(unit, unit.owner(id));
        let known = row.is_some_and(|row| row.certain) && sender.is_none();
        if known && (contact.is_none() || !(0u32..unit.steps().len() as u32).any(his)) {
            return Some(unit.owner(start).map_or(Requester::Unseen, Requester::Drawn));
        }
        match (contact, sender) {
            (Some(contact), _) => Some(Requester::Met(contact.step)),
            (None, _) if !spoken.is_empty() => None,
            (None, Some((sender, _))) if self.is_view(sender) => Some(Requester::Unseen),
            (None, Some((sender, _))) => Some(Requester::Drawn(sender)),
            (None, None) => Some(Requester::Unseen),
        }
    }

    /// Returns who sends what is heard at a step; none for another view of the same work.
    pub(super) fn sender(&self, step: StepId) -> Option<DepartmentId> {
        self.senders.get(&step).map(|(sender, _)| *sender).filter(|sender| !self.is_view(*sender))
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
    pub(super) fn report(&self, all: &[&Ending], start: StepId, asker: Requester, report: &mut Reporter<'_>) {
        let Some(ending) = all.iter().find(|row| row.negative).or(all.first()) else { return };
        let unit = self.unit;
        let shown = ending.certain && matches!(asker, Requester::Drawn(_) | Requester::Met(_));
        let place = EndPlace::new(unit, ending);
        let at = Place::Step(ending.step);
        let finding = match asker {
            Requester::Met(contact) => report
                .add(at, &place.key("met"))
                .with("contact", Argument::Step(contact))
                .between(unit.owner(ending.step), None)
                .help("tell"),
            Requester::Drawn(asker) if ending.certain => report
                .add(at, &place.key("other"))
                .with("asker", Argument::Department(asker))
                .between(unit.owner(ending.step), Some(asker))
                .help("tell-asker"),
            _ => {
                let Some(finding) = self.unseen(all, ending, (start, asker), place, report) else { return };
                finding
            }
        };
        let related = all.iter().map(|row| row.step).filter(|step| *step != ending.step);
        let related = std::iter::once(start).chain(related).chain(super::waits(unit, ending.step));
        let related: Vec<StepId> = related.collect();
        place
            .fill(finding)
            .severity(if shown { Severity::Warning } else { Severity::Info })
            .certainty(Certainty::Likely)
            .with("start", Argument::Step(start))
            .related(&related)
            .witness(&ending.witness);
    }

    /// Begins what is said of an ending of which somebody is not told who is not drawn, or whom nothing is ever sent to: by what
    /// came in; by his own name where that says nothing. Where neither is known, nothing is said.
    fn unseen<'r>(
        &self,
        all: &[&Ending],
        ending: &Ending,
        (start, asker): (StepId, Requester),
        place: EndPlace,
        report: &'r mut Reporter<'_>,
    ) -> Option<FindingBuilder<'r>> {
        let unit = self.unit;
        let steps = unit.steps();
        let process = steps.get(start as usize)?.process;
        // Where nobody at all is named and nothing is sent, the drawing shows how something works, and not who does it.
        let speaks = |id: StepId, kind: StepKind| unit.owner(id).is_some() || kind == StepKind::SendTask;
        let named = (0u32..).zip(steps).any(|(id, row)| row.process == process && speaks(id, row.kind));
        let at = Place::Step(ending.step);
        let bad = ending.negative && all.len() == 1;
        let Some(sender) = sender(&unit.label(start)) else {
            let Requester::Drawn(asker) = asker else { return None };
            return bad.then(|| self.unheard(at, place, asker, ending, report));
        };
        if !named {
            return None;
        }
        if !ending.certain
            && bad
            && let Some(party) = sender_named(unit, sender)
        {
            return Some(self.unheard(at, place, party, ending, report));
        }
        let kind = if bad && !ending.certain { "unheard-" } else { "unseen-" };
        let finding = report.add(at, &place.key(&[kind, sender].concat()));
        Some(finding.between(unit.owner(ending.step), None).help(&["tell-", sender].concat()))
    }

    /// Begins what is said of a bad ending of which somebody is not told who has a name.
    fn unheard<'r>(
        &self,
        at: Place,
        place: EndPlace,
        asker: DepartmentId,
        ending: &Ending,
        report: &'r mut Reporter<'_>,
    ) -> FindingBuilder<'r> {
        report
            .add(at, &place.key("unheard-asker"))
            .with("asker", Argument::Department(asker))
            .between(self.unit.owner(ending.step), Some(asker))
            .help("tell-asker")
    }
}
