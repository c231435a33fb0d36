//! The arrows and events of a unit as lists: what rules see of its flow.

use handoff_model as model;
use model::{Id, StepKind};

use crate::{
    item::mapped,
    unit::{Event, Flow, ItemId},
    unit_builder::{UnitBuilder, UnitPart},
};

/// Lists the flows of all parts: of each the sequence flows, then the pairs of link events, as [`UnitPart::first_flow`] counts them.
pub(crate) fn flows(draft: &UnitBuilder<'_>) -> Vec<Flow> {
    let drawn = |part: &UnitPart<'_>, id: model::FlowId, flow: &model::Flow| {
        let otherwise = part.model.steps.get(flow.source).is_some_and(|step| step.default_flow == Some(id));
        let reads = flow.reads.iter().filter_map(|access| mapped(&part.items, access.item));
        let mut reads: Vec<ItemId> = reads.filter(|item| draft.items.has_name(*item)).collect();
        reads.sort_unstable();
        reads.dedup();
        Flow {
            id: flow.id.clone(),
            name: flow.name.clone(),
            source: part.step(flow.source),
            target: part.step(flow.target),
            condition: flow.condition.clone(),
            otherwise,
            reads,
            span: flow.span,
        }
    };
    let mut flows = Vec::new();
    for part in &draft.parts {
        flows.extend(part.model.flows.iter().map(|(id, flow)| drawn(part, id, flow)));
        flows.extend(part.connectors.pairs.iter().map(|(source, target)| Flow {
            id: String::new(),
            name: String::new(),
            source: part.step(*source),
            target: part.step(*target),
            condition: None,
            otherwise: false,
            reads: Vec::new(),
            span: part.model.steps.get(*source).map(|step| step.span).unwrap_or_default(),
        }));
    }
    flows
}

/// Lists the definitions of all events.
pub(crate) fn events(draft: &UnitBuilder<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for step in draft.steps() {
        let row = draft.row(step);
        let Some(event) = &row.event else { continue };
        let host = row.attached_to.map(|host| draft.part(step).step(host));
        let scope = draft.unit.steps[step.index()].scope;
        let begins = row.kind == StepKind::Start
            && scope.is_some_and(|scope| draft.row(scope).kind == StepKind::EventSubProcess);
        events.extend(event.definitions.iter().map(|definition| Event {
            step,
            kind: definition.kind,
            throws: matches!(row.kind, StepKind::Throw | StepKind::End),
            host,
            interrupting: event.interrupting && (host.is_some() || begins),
            together: event.parallel_multiple,
            timer: definition.timer.as_ref().map(|timer| timer.kind),
            seconds: definition.timer.as_ref().and_then(model::Timer::seconds),
        }));
    }
    events
}

#[cfg(test)]
mod tests {
    use handoff_model::DefinitionKind;

    use crate::testing::unit;

    #[test]
    fn what_a_condition_reads_is_a_need_of_its_flow() {
        let unit = unit(
            "process Sale | executable\n variable paid\n start Sold\n xor Paid?\n end Done\n end Left\n\
             Sold -> Paid?\nPaid? -yes when paid-> Done\nPaid? =no=> Left",
        );
        let [_, read, other] = &unit.flows[..] else { panic!("{:?}", unit.flows) };
        assert_eq!((read.name.as_str(), read.reads.len(), read.otherwise), ("yes", 1, false));
        assert!(read.condition.is_some() && other.condition.is_none() && other.otherwise);
        let [need] = &unit.needs[..] else { panic!("{:?}", unit.needs) };
        assert_eq!((need.flow, need.step, need.item), (Some(1), read.source, read.reads[0]));
    }

    #[test]
    fn a_condition_is_read_when_the_work_of_its_step_is_done() {
        let unit = unit(
            "process Sale | executable\n variable paid\n start Sold | gives sum | form\n user Ask | gives paid | form\n end Done\n \
             end Left\nSold -> Ask\nAsk -yes when paid-> Done\nAsk =no=> Left",
        );
        let verdicts: Vec<_> = unit.needs.iter().map(|need| need.availability).collect();
        assert_eq!(verdicts, [crate::unit::Availability::Always]);
    }

    #[test]
    fn events_say_what_they_are() {
        let unit = unit(
            "process Sale\n start timer Monday\n task Sell\n end error Sold out\nMonday -> Sell -> Sold out",
        );
        let events: Vec<_> = unit.events.iter().map(|event| (event.kind, event.throws)).collect();
        assert_eq!(events, [(DefinitionKind::Timer, false), (DefinitionKind::Error, true)]);
    }
}
