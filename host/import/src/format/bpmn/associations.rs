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
            let (source, target) = (self.resolve(source, node), self.resolve(target, node));
            let (Some(source), Some(target)) = (source, target) else { continue };
            let directed = node.attribute("associationDirection") == Some("One");
            match (source, target) {
                (Target::Annotation(position), Target::Step(step))
                | (Target::Step(step), Target::Annotation(position)) => {
                    self.model.annotations[position].steps.push(step);
                }
                (Target::Step(step), Target::Item(item, state)) => {
                    self.annotated(step, item, state, node, !directed, true);
                }
                (Target::Item(item, state), Target::Step(step)) => {
                    self.annotated(step, item, state, node, true, !directed);
                }
                // Data drawn on a flow goes from the step before to the step behind.
                (Target::Flow(flow), Target::Item(item, state))
                | (Target::Item(item, state), Target::Flow(flow)) => {
                    let (giver, receiver) = (self.model.flows[flow].source, self.model.flows[flow].target);
                    self.annotated(giver, item, state, node, false, true);
                    self.annotated(receiver, item, state, node, true, false);
                }
                // From a boundary event to what undoes its step, which is marked itself; and annotations of what is
                // no step, whose text is kept.
                (Target::Step(_), Target::Step(_))
                | (Target::Annotation(_), _)
                | (_, Target::Annotation(_)) => {}
                _ => self.notes.tally(code::NOT_READ, "association", node.span(), |_, count| {
                    format!("{count} × association not read: what it joins says nothing to this reader")
                }),
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
