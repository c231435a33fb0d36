//! Plain associations: lines drawn to annotations and data.
//!
//! An arrow between a step and data is read like a data association, and so is data on a sequence flow; only a line
//! without a direction leaves open what it means.

use handoff_model::{Access, Evidence, FlowId, Id, StepId};

use super::code;
use super::reader::{Reader, Target, access};

impl<'d> Reader<'d, '_> {
    /// Reads plain associations: to annotations, and from or to data.
    pub(super) fn link_associations(&mut self) {
        let single = self.single_flows();
        for node in std::mem::take(&mut self.associations) {
            let (Some(source), Some(target)) = (node.attribute("sourceRef"), node.attribute("targetRef"))
            else {
                self.notes.add(code::EMPTY_ASSOCIATION, node.span(), node.attribute("id"), || {
                    "an association has only one end: left out".to_owned()
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
                (Target::Annotation(position), Target::Step(step))
                | (Target::Step(step), Target::Annotation(position)) => {
                    self.model.annotations[position].steps.push(step);
                }
                (Target::Step(step), Target::Item(item, state)) => {
                    self.handed(&beside(item, state), (!directed).then_some(step), Some(step));
                }
                (Target::Item(item, state), Target::Step(step)) => {
                    self.handed(&beside(item, state), Some(step), (!directed).then_some(step));
                }
                // Data drawn on a flow goes from the step before to the step behind, whatever the line says.
                (Target::Flow(flow), Target::Item(item, state))
                | (Target::Item(item, state), Target::Flow(flow)) => {
                    let (giver, receiver) = self.around(flow, &single);
                    let carried = access(item, state, Evidence::DataObject, false, node);
                    self.handed(&carried, Some(receiver), Some(giver));
                }
                // From a boundary event to what undoes its step, which is marked itself; and annotations of what is
                // no step, whose text is kept.
                (Target::Step(_), Target::Step(_))
                | (Target::Annotation(_), _)
                | (_, Target::Annotation(_)) => {}
                _ => self.left_out(node),
            }
        }
    }

    /// For each gateway its only incoming and its only outgoing flow, where there is only one.
    fn single_flows(&self) -> Vec<[Option<FlowId>; 2]> {
        let mut counts = vec![[0_u32; 2]; self.model.steps.len()];
        let mut single = vec![[None; 2]; self.model.steps.len()];
        for (id, flow) in self.model.flows.iter() {
            for (side, step) in [flow.target, flow.source].into_iter().enumerate() {
                counts[step.index()][side] += 1;
                let only = counts[step.index()][side] == 1 && self.model.steps[step].kind.is_gateway();
                single[step.index()][side] = Some(id).filter(|_| only);
            }
        }
        single
    }

    /// Returns the steps before and behind a flow that work: a gateway passes on what it is given.
    fn around(&self, flow: FlowId, single: &[[Option<FlowId>; 2]]) -> (StepId, StepId) {
        let (mut giver, mut receiver) = (self.model.flows[flow].source, self.model.flows[flow].target);
        // People draw a handful of gateways in a row, never more.
        for _ in 0..8 {
            if let Some(before) = single[giver.index()][0] {
                giver = self.model.flows[before].source;
            }
            if let Some(behind) = single[receiver.index()][1] {
                receiver = self.model.flows[behind].target;
            }
        }
        (giver, receiver)
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
