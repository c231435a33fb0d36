//! Plain associations: lines drawn to annotations and data.
//!
//! An arrow between a step and data is read like a data association, and so is data on a sequence flow; only a line
//! without a direction leaves open what it means.

use handoff_model::{
    Access, DefinitionKind, ElementDiagnostic, Evidence, FlowId, Id, ItemId, MessageFlowId, Omission, StepId,
};

use super::code;
use super::reader::{BpmnReader, ReferenceTarget, access};

/// The sequence flows around a step: how many, and one of them.
#[derive(Clone, Copy, Default)]
struct AdjacentFlows {
    incoming: u32,
    outgoing: u32,
    before: Option<FlowId>,
    behind: Option<FlowId>,
}

impl BpmnReader<'_, '_> {
    /// Reads plain associations: to annotations, and from or to data.
    pub(super) fn link_associations(&mut self) {
        let ways = self.ways();
        for node in std::mem::take(&mut self.associations) {
            let (Some(source), Some(target)) = (node.attribute("sourceRef"), node.attribute("targetRef"))
            else {
                self.notes.add(code::EMPTY_ASSOCIATION, node.span(), node.attribute("id"), || {
                    ElementDiagnostic::EmptyLine.into()
                });
                continue;
            };
            let (source, target) = (self.resolve(source, node), self.resolve(target, node));
            let (Some(source), Some(target)) = (source, target) else { continue };
            let direction = node.attribute("associationDirection").unwrap_or("None");
            let directed = direction == "One";
            let evidence = if direction == "None" { Evidence::Annotation } else { Evidence::DataObject };
            // Without a direction data beside a step may be either needed or provided, so neither is certain.
            let beside = |item, state| access(item, state, evidence, direction == "None", node);
            match (source, target) {
                (ReferenceTarget::Annotation(position), ReferenceTarget::Step(step))
                | (ReferenceTarget::Step(step), ReferenceTarget::Annotation(position)) => {
                    self.model.annotations[position].steps.push(step);
                }
                (ReferenceTarget::Step(step), ReferenceTarget::Item(item, state)) => {
                    self.handed(&beside(item, state), (!directed).then_some(step), Some(step));
                }
                (ReferenceTarget::Item(item, state), ReferenceTarget::Step(step)) => {
                    self.handed(&beside(item, state), Some(step), (!directed).then_some(step));
                }
                // Data drawn on a flow goes from the step before to the step behind, whatever the line says.
                (ReferenceTarget::Flow(flow), ReferenceTarget::Item(item, state))
                | (ReferenceTarget::Item(item, state), ReferenceTarget::Flow(flow)) => {
                    let (giver, receiver, merges) = self.around(flow, &ways);
                    let carried = access(item, state, Evidence::DataObject, false, node);
                    self.handed(&carried, None, Some(giver));
                    // Whoever is reached by other ways too can do without what comes by this one.
                    self.handed(&Access { optional: merges, ..carried }, Some(receiver), None);
                }
                // Data drawn on a message flow is what the message brings.
                (ReferenceTarget::MessageFlow(flow), ReferenceTarget::Item(item, state))
                | (ReferenceTarget::Item(item, state), ReferenceTarget::MessageFlow(flow)) => {
                    self.brought(flow, item, state);
                }
                (ReferenceTarget::Step(source), ReferenceTarget::Step(target)) => self.undone(source, target),
                // Annotations of what is no step, whose text is kept; frames around steps say nothing of who does what either.
                (ReferenceTarget::Annotation(_) | ReferenceTarget::Local, _)
                | (_, ReferenceTarget::Annotation(_) | ReferenceTarget::Local) => {}
                _ => self.notes.tally(code::NOT_READ, "association", node.span(), |_, count| {
                    Omission::LineNotRead(count).into()
                }),
            }
        }
    }

    /// Lets a step undo the one at whose compensation event the line to it begins; other lines between steps say nothing.
    fn undone(&mut self, source: StepId, target: StepId) {
        let event = &self.model.steps[source];
        let host = event.attached_to.filter(|_| event.has(DefinitionKind::Compensation));
        if let Some(host) = host.filter(|_| self.model.steps[target].compensation) {
            self.model.steps[target].undoes = Some(host);
        }
    }

    /// Names a message flow after the data drawn on it, where nothing else says what it brings.
    fn brought(&mut self, flow: MessageFlowId, item: ItemId, state: Option<&str>) {
        let name = &self.model.items[item].name;
        let flow = &mut self.model.message_flows[flow];
        if flow.name.is_empty() && flow.message.is_none() && !name.is_empty() {
            flow.name = state.map_or_else(|| name.clone(), |state| format!("{name} [{state}]"));
        }
    }

    /// The sequence flows around each step.
    fn ways(&self) -> Vec<AdjacentFlows> {
        let mut ways = vec![AdjacentFlows::default(); self.model.steps.len()];
        for (id, flow) in self.model.flows.iter() {
            ways[flow.target.index()].incoming += 1;
            ways[flow.source.index()].outgoing += 1;
            ways[flow.target.index()].before = Some(id);
            ways[flow.source.index()].behind = Some(id);
        }
        ways
    }

    /// Returns the steps before and behind a flow that work, since a gateway passes on what it is given, and whether the
    /// one behind can be reached without this flow.
    fn around(&self, flow: FlowId, ways: &[AdjacentFlows]) -> (StepId, StepId, bool) {
        let (mut giver, mut receiver) = (self.model.flows[flow].source, self.model.flows[flow].target);
        let passes = |step: StepId| self.model.steps[step].kind.is_gateway();
        let mut merges = ways[receiver.index()].incoming > 1;
        // People draw a handful of gateways in a row, never more.
        for _ in 0..8 {
            let (before, behind) = (&ways[giver.index()], &ways[receiver.index()]);
            if let Some(flow) = before.before.filter(|_| passes(giver) && before.incoming == 1) {
                giver = self.model.flows[flow].source;
            }
            if let Some(flow) = behind.behind.filter(|_| passes(receiver) && behind.outgoing == 1) {
                receiver = self.model.flows[flow].target;
                merges |= ways[receiver.index()].incoming > 1;
            }
        }
        (giver, receiver, merges)
    }

    /// Records what a reader needs and a writer provides.
    fn handed(&mut self, access: &Access, reader: Option<StepId>, writer: Option<StepId>) {
        if let Some(reader) = reader {
            self.model.steps[reader].reads.push(access.clone());
        }
        if let Some(writer) = writer {
            self.model.steps[writer].writes.push(access.clone());
        }
    }
}
