//! Plain associations: lines drawn to annotations and data without saying what they mean.

use handoff_model::{Evidence, ItemId, StepId};

use super::reader::{Reader, Target, access};
use super::{Element, code};

impl<'d> Reader<'d, '_> {
    /// Reads plain associations: to annotations, and from or to data.
    pub(super) fn link_associations(&mut self) {
        for node in std::mem::take(&mut self.associations) {
            let (Some(source), Some(target)) = (node.attribute("sourceRef"), node.attribute("targetRef"))
            else {
                self.notes.add(code::EMPTY_ASSOCIATION, node.span(), node.attribute("id"), || {
                    "an association has only one end: left out".to_owned()
                });
                continue;
            };
            let source = self.resolve(source, node);
            let target = self.resolve(target, node);
            let direction = node.attribute("associationDirection").unwrap_or("None");
            match (source, target) {
                (Some(Target::Annotation(position)), Some(Target::Step(step)))
                | (Some(Target::Step(step)), Some(Target::Annotation(position))) => {
                    self.model.annotations[position].steps.push(step);
                }
                (Some(Target::Step(step)), Some(Target::Item(item, state))) => {
                    self.annotated(step, item, state, node, direction != "One", true);
                }
                (Some(Target::Item(item, state)), Some(Target::Step(step))) => {
                    self.annotated(step, item, state, node, true, direction != "One");
                }
                // Data drawn on a flow goes from the step before to the step behind.
                (Some(Target::Flow(flow)), Some(Target::Item(item, state)))
                | (Some(Target::Item(item, state)), Some(Target::Flow(flow))) => {
                    let (giver, receiver) = (self.model.flows[flow].source, self.model.flows[flow].target);
                    self.annotated(giver, item, state, node, false, true);
                    self.annotated(receiver, item, state, node, true, false);
                }
                // From a boundary event to what undoes its step: the undoing step is marked itself.
                (Some(Target::Step(_)), Some(Target::Step(_)))
                // The text of an annotation is kept, whatever else it is attached to.
                | (Some(Target::Annotation(_)), _)
                | (_, Some(Target::Annotation(_)) | None)
                | (None, _) => {}
                _ => self.left_out(node),
            }
        }
    }

    /// Records data beside a step; without a direction it may be either needed or provided, so neither is certain.
    fn annotated(
        &mut self,
        step: StepId,
        item: ItemId,
        state: Option<&'d str>,
        node: Element<'d>,
        reads: bool,
        writes: bool,
    ) {
        let optional = node.attribute("associationDirection").is_none_or(|direction| direction == "None");
        let access = access(item, state, Evidence::Annotation, optional, node);
        let step = &mut self.model.steps[step];
        if reads {
            step.reads.push(access.clone());
        }
        if writes {
            step.writes.push(access);
        }
    }
}
