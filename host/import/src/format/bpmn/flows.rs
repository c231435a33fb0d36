//! Sequence flows, boundary events and message flows, by what they say of themselves.

use handoff_model::{
    Flow, FlowDiagnostic, FlowEnd, FlowId, Id, MessageEnd, MessageFlow, MessageFlowId, ParticipantId,
    PlaceDiagnostic, ProcessId, StepId, StepKind, StepMention,
};
use rustc_hash::FxHashMap;

use super::code;
use super::element::{Element, fold, name};
use super::namespace::Ns;
use super::reader::{BpmnReader, ReferenceTarget, ScopedElement, access};

/// The steps that list a flow, and whether as the step it comes from or leads to.
#[derive(Default)]
struct FlowListing {
    outgoing: Vec<StepId>,
    incoming: Vec<StepId>,
}

/// What one end of a flow is.
#[derive(Clone, Copy)]
enum ResolvedEnd<'d> {
    Step(StepId),
    /// Nothing in this file, with the reference where there is one.
    Lost(Option<&'d str>),
    /// Something where no flow can end, which is noted.
    Wrong,
}

impl<'d> BpmnReader<'d, '_> {
    /// Links sequence flows to their steps, then boundary events and default flows.
    pub(super) fn link_flows(&mut self) {
        let listed = self.listed();
        let mut matches = 0;
        for at in std::mem::take(&mut self.sequence_flows) {
            let id = at.node.attribute("id").unwrap_or_default();
            let by_steps = listed.get(id);
            let outgoing = by_steps.map_or(&[][..], |listed| &listed.outgoing);
            let incoming = by_steps.map_or(&[][..], |listed| &listed.incoming);
            let source = self.flow_end(at, "sourceRef", outgoing);
            let target = self.flow_end(at, "targetRef", incoming);
            let (ResolvedEnd::Step(source), ResolvedEnd::Step(target)) = (source, target) else {
                self.lost(at.node, source, target);
                continue;
            };
            matches += usize::from(outgoing == [source]) + usize::from(incoming == [target]);
            let flow = FlowId::new(self.model.flows.len());
            let id = self.claim(at.node, ReferenceTarget::Flow(flow));
            let condition = at.node.child(Ns::Bpmn, "conditionExpression");
            let text = condition.map(|node| node.whole_text().into_owned()).filter(|text| !text.is_empty());
            if let (Some(node), Some(text)) = (condition, &text)
                && let Some(language) = self.language_of(text, node.attribute("language"))
            {
                self.conditions.push((flow, node, language));
            }
            if at.node.child(Ns::Bpmn, "extensionElements").is_some() {
                self.heard.push((flow, at.node));
            }
            let (name, span) = (name(at.node), at.node.span());
            self.model.flows.push(Flow {
                id,
                name,
                source,
                target,
                condition: text,
                reads: Vec::new(),
                span,
            });
        }
        self.note_mismatch(&listed, matches);
        for step in self.step_ids() {
            self.attach(step);
        }
    }

    fn listed(&self) -> FxHashMap<&'d str, FlowListing> {
        let mut listed = FxHashMap::<&'d str, FlowListing>::default();
        for step in self.step_ids() {
            for child in self.step_nodes[step.index()].children().filter(|child| child.space() == Ns::Bpmn) {
                match child.local() {
                    "incoming" => listed.entry(child.text()).or_default().incoming.push(step),
                    "outgoing" => listed.entry(child.text()).or_default().outgoing.push(step),
                    _ => {}
                }
            }
        }
        listed
    }

    /// Finds one end of a flow; where the flow does not say, the one step that lists it, else the one that its arrow
    /// touches.
    fn flow_end(
        &mut self,
        at: ScopedElement<'d>,
        attribute: &'static str,
        listed: &[StepId],
    ) -> ResolvedEnd<'d> {
        let (node, id) = (at.node, at.node.attribute("id"));
        let reference = node.attribute(attribute).filter(|reference| !reference.trim().is_empty());
        match (reference.map(|reference| (reference, self.find(reference))), listed) {
            (Some((_, Some(ReferenceTarget::Step(step)))), _) => return ResolvedEnd::Step(step),
            (Some((_, Some(_))), _) => {
                self.wrong(node);
                return ResolvedEnd::Wrong;
            }
            (None, [step]) => {
                self.notes.add(code::FLOW_END_INFERRED, node.span(), id, || {
                    FlowDiagnostic::EndInferred(end_of(attribute), StepMention::of(&self.model.steps[*step]))
                        .into()
                });
                return ResolvedEnd::Step(*step);
            }
            _ => {}
        }
        let Some(step) = self.touched(node, Some(at.process), attribute == "sourceRef") else {
            return ResolvedEnd::Lost(reference);
        };
        self.notes.add(code::FLOW_END_BY_SHAPE, node.span(), id, || {
            FlowDiagnostic::EndByShape(end_of(attribute), StepMention::of(&self.model.steps[step])).into()
        });
        ResolvedEnd::Step(step)
    }

    /// Notes a flow that is dropped, and marks the step at its other end.
    fn lost(&mut self, node: Element<'d>, source: ResolvedEnd<'d>, target: ResolvedEnd<'d>) {
        if let (ResolvedEnd::Lost(_), ResolvedEnd::Lost(_)) = (source, target) {
            self.notes.add(code::FLOW_WITHOUT_END, node.span(), node.attribute("id"), || {
                FlowDiagnostic::Loose.into()
            });
            return;
        }
        for (lost, other, end) in [(source, target, FlowEnd::Source), (target, source, FlowEnd::Target)] {
            let ResolvedEnd::Lost(reference) = lost else { continue };
            let other = if let ResolvedEnd::Step(step) = other {
                self.model.steps[step].loose = true;
                Some(StepMention::of(&self.model.steps[step]))
            } else {
                None
            };
            let dangling = reference.is_some();
            let code = if dangling { code::DANGLING_REFERENCE } else { code::FLOW_WITHOUT_END };
            self.notes.add(code, node.span(), node.attribute("id"), || {
                FlowDiagnostic::LooseEnd { end, other, dangling }.into()
            });
        }
    }

    fn note_mismatch(&mut self, listed: &FxHashMap<&str, FlowListing>, matches: usize) {
        let entries: usize =
            listed.values().map(|listed| listed.incoming.len() + listed.outgoing.len()).sum();
        let wrong = entries - matches.min(entries);
        if wrong == 0 {
            return;
        }
        if let Some(process) = self.model.processes.rows().next() {
            self.notes.add(code::MISMATCH, process.span, None, || FlowDiagnostic::Mismatch(wrong).into());
        }
    }

    /// Attaches a boundary event to its step and finds the default flow.
    fn attach(&mut self, step: StepId) {
        let node = self.step_nodes[step.index()];
        if self.model.steps[step].kind == StepKind::Boundary {
            let host = node.attribute("attachedToRef").and_then(|reference| self.resolve(reference, node));
            match host {
                Some(ReferenceTarget::Step(host)) if host != step => self.attach_to(step, host),
                _ => self.notes.add(code::BOUNDARY_UNATTACHED, node.span(), node.attribute("id"), || {
                    PlaceDiagnostic::BoundaryUnattached(StepMention::of(&self.model.steps[step])).into()
                }),
            }
        }
        if let Some(reference) = node.attribute("default") {
            match self.resolve(reference, node) {
                Some(ReferenceTarget::Flow(flow)) if self.model.flows[flow].source == step => {
                    self.model.steps[step].default_flow = Some(flow);
                }
                Some(_) => self.wrong(node),
                None => {}
            }
        }
    }

    /// Attaches a boundary event, which lies where its step lies.
    fn attach_to(&mut self, step: StepId, host: StepId) {
        let (process, scope) = (self.model.steps[host].process, self.model.steps[host].scope);
        let row = &mut self.model.steps[step];
        row.attached_to = Some(host);
        // A scope stands before what lies in it.
        let fits = scope.is_none_or(|scope| scope < step);
        if (row.process, row.scope) == (process, scope) || !fits {
            return;
        }
        (row.process, row.scope) = (process, scope);
        self.notes.add(code::BOUNDARY_ELSEWHERE, row.span, Some(&row.id), || {
            PlaceDiagnostic::BoundaryElsewhere(StepMention::of(row)).into()
        });
    }

    /// Records what the conditions of flows read, now that every variable has been spoken of.
    pub(super) fn link_conditions(&mut self) {
        let mut outgoing = vec![0_u32; self.model.steps.len()];
        for flow in self.model.flows.rows() {
            outgoing[flow.source.index()] += 1;
        }
        for (flow, node) in std::mem::take(&mut self.heard) {
            let only = outgoing[self.model.flows[flow].source.index()] == 1;
            self.flow_listeners(flow, node, only);
        }
        for (flow, node, language) in std::mem::take(&mut self.conditions) {
            let at = self.placed(self.model.flows[flow].source, node);
            let text = self.model.flows[flow].condition.clone().unwrap_or_default();
            if says_label(&text, &self.model.flows[flow].name) {
                continue;
            }
            let items = self.expression_reads(at, &text, language, None);
            self.model.flows[flow].reads = items
                .into_iter()
                .map(|(item, optional, evidence)| access(item, None, evidence, optional, node))
                .collect();
        }
    }

    /// Links message flows to steps and pools.
    pub(super) fn link_message_flows(&mut self) {
        let mut pools = FxHashMap::<ProcessId, ParticipantId>::default();
        for (id, participant) in self.model.participants.iter() {
            if let Some(process) = participant.process {
                pools.entry(process).or_insert(id);
            }
        }
        for node in std::mem::take(&mut self.message_flows) {
            let source = self.message_end(node, "sourceRef", &pools);
            let target = self.message_end(node, "targetRef", &pools);
            let (Some(source), Some(target)) = (source, target) else { continue };
            let position = MessageFlowId::new(self.model.message_flows.len());
            let id = self.claim(node, ReferenceTarget::MessageFlow(position));
            let pool_of = |end| match end {
                MessageEnd::Step(step) => pools.get(&self.model.steps[step].process).copied(),
                MessageEnd::Pool(pool) => Some(pool),
            };
            if pool_of(source).is_some() && pool_of(source) == pool_of(target) {
                self.notes.add(code::MESSAGE_INSIDE_POOL, node.span(), Some(&id), || {
                    FlowDiagnostic::MessageInsidePool.into()
                });
            }
            let message = node.attribute("messageRef").and_then(|reference| self.message(reference, node));
            let flow = MessageFlow { id, name: name(node), source, target, message, span: node.span() };
            self.model.message_flows.push(flow);
        }
    }

    fn message_end(
        &mut self,
        node: Element<'d>,
        attribute: &'static str,
        pools: &FxHashMap<ProcessId, ParticipantId>,
    ) -> Option<MessageEnd> {
        let known = node.attribute(attribute).filter(|reference| self.find(reference).is_some());
        let Some(reference) = known else { return self.drawn_message_end(node, attribute) };
        let process = match self.resolve(reference, node)? {
            ReferenceTarget::Step(step) => return Some(MessageEnd::Step(step)),
            ReferenceTarget::Participant(pool) => return Some(MessageEnd::Pool(pool)),
            ReferenceTarget::Process(process) => Some(process),
            ReferenceTarget::Lane(lane) => Some(self.model.lanes[lane].process),
            ReferenceTarget::Item(item, _) => self.model.items[item].process,
            _ => None,
        };
        let Some(pool) = process.and_then(|process| pools.get(&process)) else {
            self.wrong(node);
            return None;
        };
        self.notes.add(code::MESSAGE_END_MOVED, node.span(), node.attribute("id"), || {
            FlowDiagnostic::MessageEndMoved.into()
        });
        Some(MessageEnd::Pool(*pool))
    }

    /// Finds the end of a message flow that names nothing of this file by what its arrow touches.
    fn drawn_message_end(&mut self, node: Element<'d>, attribute: &'static str) -> Option<MessageEnd> {
        let at_source = attribute == "sourceRef";
        let step = self.touched(node, None, at_source).map(MessageEnd::Step);
        let end = step.or_else(|| self.touched_pool(node, at_source).map(MessageEnd::Pool));
        match (end, node.attribute(attribute)) {
            (Some(_), _) => {
                self.notes.add(code::FLOW_END_BY_SHAPE, node.span(), node.attribute("id"), || {
                    FlowDiagnostic::MessageEndByShape(end_of(attribute)).into()
                });
            }
            (None, Some(_)) => self.dangling(node),
            (None, None) => {
                self.notes.add(code::FLOW_WITHOUT_END, node.span(), node.attribute("id"), || {
                    FlowDiagnostic::MessageWithoutEnd(end_of(attribute)).into()
                });
            }
        }
        end
    }
}

/// Tells which end of a flow an attribute names.
fn end_of(attribute: &str) -> FlowEnd {
    if attribute == "sourceRef" { FlowEnd::Source } else { FlowEnd::Target }
}

/// Words for the outcome of a decision, which are no names of anything.
const ANSWERS: [&str; 24] = [
    "default",
    "else",
    "false",
    "ja",
    "keine",
    "nein",
    "nie",
    "no",
    "nok",
    "non",
    "not",
    "ok",
    "okay",
    "otherwise",
    "oui",
    "si",
    "sim",
    "sonst",
    "sì",
    "sí",
    "true",
    "não",
    "y",
    "yes",
];

/// Tells a condition that only says again what is written at the arrow, or the answer to the question of the gateway.
fn says_label(condition: &str, label: &str) -> bool {
    let text = condition.trim().trim_start_matches('=').trim();
    let inner = text.strip_prefix("${").or_else(|| text.strip_prefix("#{"));
    let inner = inner.and_then(|text| text.strip_suffix('}'));
    let said = fold(inner.unwrap_or(text)).to_lowercase();
    let is_name =
        said.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '?' | '!'));
    // Tools put the equals sign in front of whatever people write; dollar and braces are written on purpose.
    let repeats = inner.is_none() && said == fold(label).to_lowercase();
    is_name && !said.is_empty() && (repeats || ANSWERS.contains(&said.as_str()))
}
