//! Lanes: which step lies in which.

use std::cmp::Ordering;

use handoff_model::{Id, Lane, LaneId, PlaceDiagnostic, StepKind, StepMention};

use super::code;
use super::element::{Element, fold, name};
use super::items::cut;
use super::namespace::Ns;
use super::reader::{BpmnReader, ReferenceTarget};
use super::steps::is_content;

impl<'d> BpmnReader<'d, '_> {
    /// Declares all lanes, outer before inner, and puts the steps they list into them.
    pub(super) fn link_lanes(&mut self) {
        self.choose_lane_sets();
        let mut depths = Vec::new();
        for at in std::mem::take(&mut self.lane_sets) {
            let mut open = vec![(at.node.children(), None::<LaneId>)];
            while let Some((children, parent)) = open.last_mut() {
                let parent = *parent;
                let Some(node) = children.next() else {
                    open.pop();
                    continue;
                };
                match (node.space(), node.local()) {
                    (Ns::Bpmn, "lane") => {
                        let id = LaneId::new(self.model.lanes.len());
                        let mut lane = Lane {
                            id: self.claim(node, ReferenceTarget::Lane(id)),
                            name: name(node),
                            process: at.process,
                            parent,
                            span: node.span(),
                        };
                        if lane.name.is_empty() {
                            lane.name = self.partition(node);
                        }
                        depths.push(parent.map_or(0_u32, |parent| depths[parent.index()] + 1));
                        self.model.lanes.push(lane);
                        self.lane_nodes.push(node);
                        open.push((node.children(), Some(id)));
                    }
                    (Ns::Bpmn, "childLaneSet" | "laneSet") => open.push((node.children(), parent)),
                    (Ns::Bpmn, "flowNodeRef") => {
                        if let Some(lane) = parent {
                            self.list_in_lane(node, lane, &depths);
                        }
                    }
                    (Ns::Bpmn, "extensionElements" | "documentation" | "partitionElement") => {}
                    // Work that stands in its lane was read with the process.
                    _ if is_content(node) => {
                        if let (Some(lane), Some(ReferenceTarget::Step(step))) =
                            (parent, node.attribute("id").and_then(|id| self.find(id)))
                        {
                            self.model.steps[step].lane = Some(lane);
                        }
                    }
                    _ => self.left_out(node),
                }
            }
        }
    }

    fn list_in_lane(&mut self, node: Element<'d>, lane: LaneId, depths: &[u32]) {
        let reference = node.text();
        if reference.is_empty() {
            return;
        }
        // Data and flows are listed too, by some tools; they have no owner.
        let Some(ReferenceTarget::Step(step)) = self.resolve(reference, node) else { return };
        let known = self.model.steps[step].lane;
        // Outer lanes often list what their inner lanes list too: the innermost counts.
        match known.map(|known| depths[known.index()].cmp(&depths[lane.index()])) {
            Some(Ordering::Greater) => {}
            Some(Ordering::Equal) if known == Some(lane) => {}
            Some(Ordering::Equal) => {
                let row = &self.model.steps[step];
                self.notes.add(code::LANE_CONFLICT, node.span(), Some(&row.id), || {
                    PlaceDiagnostic::LaneConflict(StepMention::of(row)).into()
                });
            }
            Some(Ordering::Less) | None => self.model.steps[step].lane = Some(lane),
        }
    }

    /// Names a lane by the element it stands for.
    fn partition(&self, lane: Element<'d>) -> String {
        let inside = lane.child(Ns::Bpmn, "partitionElement").map(name);
        let referred = || match self.find(lane.attribute("partitionElementRef")?)? {
            ReferenceTarget::Definition(node) => Some(fold(cut(node.attribute("name")?))),
            ReferenceTarget::Participant(pool) => Some(cut(&self.model.participants[pool].name).to_owned()),
            _ => None,
        };
        inside.filter(|name| !name.is_empty()).or_else(referred).unwrap_or_default()
    }

    /// Lets boundary events and the contents of sub-processes lie where their host or scope lies.
    pub(super) fn inherit_lanes(&mut self) {
        // A scope stands before its contents, but a boundary event may stand before its host.
        for boundary in [false, true] {
            for step in self.step_ids() {
                let known = &self.model.steps[step];
                let around = if boundary { known.attached_to } else { known.scope };
                if known.lane.is_none()
                    && (known.kind == StepKind::Boundary) == boundary
                    && let Some(around) = around
                {
                    self.model.steps[step].lane = self.model.steps[around].lane;
                }
            }
        }
    }
}
