//! The elements directly below the root: everything that has an id there.

use handoff_model::{
    Annotation, ElementDiagnostic, Exporter, Id, Import, Item, ItemKind, Participant, ParticipantId, Process,
    ProcessId, Step, StepKind, Trigger, TriggerId, TriggerKind,
};

use super::dialect::extensions_of;
use super::element::{Element, fold, name};
use super::namespace::{Ns, is_model};
use super::reader::{BpmnReader, ReferenceTarget, ScopedElement};
use super::variables::named_language;
use super::{code, steps};

impl<'d> BpmnReader<'d, '_> {
    /// Declares everything below the root element.
    pub(super) fn declare(&mut self, root: Element<'d>) {
        self.model.exporter = Exporter {
            name: root.attribute("exporter").map(fold),
            version: root.attribute("exporterVersion").map(fold),
        };
        self.model.name = name(root);
        root.attribute("targetNamespace").unwrap_or_default().clone_into(&mut self.model.namespace);
        self.language = root.attribute("expressionLanguage").and_then(named_language);
        if steps::is_fragment(root) {
            self.fragment(root);
        } else if root.local() == "definitions" {
            for child in root.children() {
                self.top_level(child);
            }
        } else {
            self.top_level(root);
        }
        self.take_strays();
    }

    /// Reads what stands in an unusual place: work, order and data in the process around it, else in the first.
    fn take_strays(&mut self) {
        let mut at = 0;
        while let Some((node, process)) = self.strays.get(at).copied() {
            at += 1;
            if matches!(
                node.local(),
                "process"
                    | "collaboration"
                    | "participant"
                    | "message"
                    | "signal"
                    | "error"
                    | "escalation"
                    | "itemDefinition"
            ) {
                self.top_level(node);
                continue;
            }
            match process.or_else(|| self.model.processes.ids().next()) {
                Some(process) => self.contents(std::iter::once(node), process),
                None => self.fragment(node),
            }
        }
        self.strays.clear();
    }

    /// A step or data object that stands alone is read as if a process were around it.
    fn fragment(&mut self, root: Element<'d>) {
        self.notes.add(code::FRAGMENT, root.span(), root.attribute("id"), || {
            ElementDiagnostic::Fragment(root.local().to_owned()).into()
        });
        let process = self.model.processes.push(Process {
            id: format!("process@{}:{}", root.span().line, root.span().column),
            name: String::new(),
            executable: false,
            ad_hoc: false,
            global_task: false,
            inputs: Vec::new(),
            outputs: Vec::new(),
            resources: Vec::new(),
            span: root.span(),
        });
        self.process_nodes.push(None);
        self.contents(std::iter::once(root), process);
    }

    fn top_level(&mut self, node: Element<'d>) {
        if node.space() != Ns::Bpmn {
            return self.left_out(node);
        }
        match node.local() {
            "process" => self.process(node),
            "collaboration" | "choreography" | "globalConversation" | "conversation" => {
                self.collaboration(node);
            }
            "message" => self.trigger(node, TriggerKind::Message),
            "signal" => self.trigger(node, TriggerKind::Signal),
            "error" => self.trigger(node, TriggerKind::Error),
            "escalation" => self.trigger(node, TriggerKind::Escalation),
            "dataStore" => self.data_store(node),
            "interface" => {
                for operation in node.children() {
                    self.claim_if_named(operation, ReferenceTarget::Definition(operation));
                }
            }
            "itemDefinition" | "resource" | "partnerRole" | "partnerEntity" => {
                self.claim_if_named(node, ReferenceTarget::Definition(node));
            }
            "participant" => self.participant(node),
            "messageFlow" => self.message_flows.push(node),
            "association" => self.associations.push(node),
            "textAnnotation" => self.annotation(node),
            "import" => self.import(node),
            "extensionElements" | "documentation" => {}
            local if local.ends_with("EventDefinition") => {
                self.claim_if_named(node, ReferenceTarget::Definition(node));
            }
            local => match steps::global_task(local) {
                Some(kind) => self.global_task(node, kind),
                None if steps::is_content(node) => self.strays.push((node, None)),
                None => self.left_out(node),
            },
        }
    }

    /// Another process model may hold what is called; other imports only say how data are made.
    fn import(&mut self, node: Element<'d>) {
        let holds_processes =
            node.attribute("importType").is_none_or(|kind| is_model(kind.trim_end_matches('/')));
        match node.attribute("location").filter(|_| holds_processes) {
            Some(location) => self.model.imports.push(Import {
                namespace: node.attribute("namespace").unwrap_or_default().to_owned(),
                location: location.to_owned(),
            }),
            None => self.left_out(node),
        }
    }

    /// A global task is a process of one step: whoever calls it finds the step that does the work.
    fn global_task(&mut self, node: Element<'d>, kind: StepKind) {
        let process = self.add_process(node);
        self.model.processes[process].global_task = true;
        let id = self.model.processes[process].id.clone();
        let step = Step { id, ..steps::blank(node, kind, process, None) };
        self.model.steps.push(step);
        self.step_nodes.push(node);
    }

    fn process(&mut self, node: Element<'d>) {
        let process = self.add_process(node);
        self.contents(node.children(), process);
    }

    /// Takes elements of a process with all that lies in them, scopes before their contents.
    fn contents(&mut self, elements: impl Iterator<Item = Element<'d>>, process: ProcessId) {
        for outer in elements {
            let mut open = Vec::new();
            let mut next = Some((outer, None));
            while let Some((node, scope)) = next {
                if let Some(step) = self.content(ScopedElement { node, process, scope })
                    && self.model.steps[step].kind.is_scope()
                {
                    open.push((node.children(), Some(step)));
                }
                next = None;
                while let Some((children, scope)) = open.last_mut() {
                    let scope = *scope;
                    next = children.next().map(|node| (node, scope));
                    if next.is_some() {
                        break;
                    }
                    open.pop();
                }
            }
        }
    }

    fn collaboration(&mut self, node: Element<'d>) {
        if self.model.name.is_empty() {
            self.model.name = name(node);
        }
        for child in node.children() {
            if child.space() != Ns::Bpmn {
                self.left_out(child);
                continue;
            }
            match child.local() {
                "participant" => self.participant(child),
                "messageFlow" => self.message_flows.push(child),
                "association" => self.associations.push(child),
                "textAnnotation" => self.annotation(child),
                "group" => {
                    self.claim_if_named(child, ReferenceTarget::Local);
                    self.left_out(child);
                }
                "extensionElements" | "documentation" => {}
                _ if node.local() != "choreography" && steps::is_content(child) => {
                    self.strays.push((child, None));
                }
                _ => {}
            }
        }
    }

    fn participant(&mut self, node: Element<'d>) {
        let id = ParticipantId::new(self.model.participants.len());
        let multiplicity = node.child(Ns::Bpmn, "participantMultiplicity");
        let maximum = multiplicity.and_then(|node| node.attribute("maximum"));
        let participant = Participant {
            id: self.claim(node, ReferenceTarget::Participant(id)),
            name: name(node),
            process: None,
            missing_process: None,
            missing_namespace: None,
            multiple: maximum.is_some_and(|maximum| !matches!(maximum, "0" | "1")),
            span: node.span(),
        };
        self.model.participants.push(participant);
        self.participant_nodes.push(node);
    }

    fn trigger(&mut self, node: Element<'d>, kind: TriggerKind) {
        let id = TriggerId::new(self.model.triggers.len());
        let code = node.attribute("errorCode").or_else(|| node.attribute("escalationCode"));
        let trigger = Trigger {
            kind,
            id: self.claim(node, ReferenceTarget::Trigger(id)),
            name: name(node),
            code: code.map(str::to_owned),
            // The item definition may stand further down.
            data_type: node
                .attribute("itemRef")
                .or_else(|| node.attribute("structureRef"))
                .map(str::to_owned),
            span: node.span(),
        };
        if let Some(written) = node.attribute("id") {
            self.named.entry((kind, written.to_owned())).or_insert(id);
        }
        self.model.triggers.push(trigger);
        self.correlations.push(extensions_of(node).find(|child| child.attribute("correlationKey").is_some()));
    }

    fn data_store(&mut self, node: Element<'d>) {
        let item = Item { process: None, ..super::items::blank(node, ItemKind::Store) };
        self.add_item(node, item);
    }

    /// Declares a text annotation.
    pub(super) fn annotation(&mut self, node: Element<'d>) {
        let position = self.model.annotations.len();
        self.claim_if_named(node, ReferenceTarget::Annotation(position));
        let text = node.child(Ns::Bpmn, "text").map(|text| fold(&text.whole_text())).unwrap_or_default();
        self.model.annotations.push(Annotation { text, steps: Vec::new(), span: node.span() });
    }

    /// Gives each pool its process, and each trigger its type, now that all are known.
    pub(super) fn link_participants(&mut self) {
        let nodes = std::mem::take(&mut self.participant_nodes);
        for (index, node) in nodes.iter().enumerate() {
            let Some(reference) = node.attribute("processRef") else { continue };
            let process = match self.find(reference) {
                Some(ReferenceTarget::Process(process)) => Some(process),
                _ => None,
            };
            let participant = &mut self.model.participants[ParticipantId::new(index)];
            // A pool whose process is empty shows nothing of its inside.
            participant.process = process.filter(|process| self.inhabited.contains(process));
            if participant.process.is_none() {
                let (namespace, local) = self.namespaces.qualified(reference);
                participant.missing_process = Some(local.to_owned());
                participant.missing_namespace = namespace.map(str::to_owned);
            }
        }
        self.participant_nodes = nodes;
        for index in 0..self.model.triggers.len() {
            let id = TriggerId::new(index);
            self.model.triggers[id].data_type =
                self.item_type(self.model.triggers[id].data_type.as_deref()).0;
        }
    }
}
