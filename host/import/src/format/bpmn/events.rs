//! What starts, interrupts and ends a flow: event definitions, and the messages and signals they name.

use handoff_model::{
    Definition, DefinitionKind, Event, StepId, StepKind, Timer, TimerKind, Trigger, TriggerId, TriggerKind,
};

use super::element::Element;
use super::namespace::{Ns, local_name};
use super::reader::{BpmnReader, ReferenceTarget};

impl<'d> BpmnReader<'d, '_> {
    /// Reads the event part of a step, if it is an event.
    pub(super) fn events(&mut self, step: StepId, node: Element<'d>) {
        let kind = self.model.steps[step].kind;
        if !kind.is_event() {
            return;
        }
        let in_event_scope = self.model.steps[step]
            .scope
            .is_some_and(|scope| self.model.steps[scope].kind == StepKind::EventSubProcess);
        let interrupting = match kind {
            StepKind::Boundary => node.attribute("cancelActivity") != Some("false"),
            StepKind::Start if in_event_scope => node.attribute("isInterrupting") != Some("false"),
            _ => false,
        };
        let parallel_multiple = node.attribute("parallelMultiple") == Some("true");
        let mut definitions = Vec::new();
        for child in node.children().filter(|child| child.space() == Ns::Bpmn) {
            if child.local() == "eventDefinitionRef" {
                match self.resolve(child.text(), child) {
                    Some(ReferenceTarget::Definition(definition))
                        if self.may_share(definition.size(), child) =>
                    {
                        definitions.extend(self.definition(step, definition));
                    }
                    Some(ReferenceTarget::Definition(_)) => self.model.steps[step].opaque = true,
                    // Bonita refers to the signal itself.
                    Some(ReferenceTarget::Trigger(trigger)) => definitions.push(Definition {
                        kind: kind_of(self.model.triggers[trigger].kind),
                        trigger: Some(trigger),
                        timer: None,
                        span: child.span(),
                    }),
                    Some(_) => self.wrong(child),
                    None => {}
                }
            } else if child.local().ends_with("EventDefinition") {
                definitions.extend(self.definition(step, child));
            }
        }
        self.model.steps[step].event = Some(Event { definitions, interrupting, parallel_multiple });
    }

    fn definition(&mut self, step: StepId, node: Element<'d>) -> Option<Definition> {
        let (kind, reference) = match node.local() {
            "messageEventDefinition" => (DefinitionKind::Message, "messageRef"),
            "timerEventDefinition" => (DefinitionKind::Timer, ""),
            "signalEventDefinition" => (DefinitionKind::Signal, "signalRef"),
            "errorEventDefinition" => (DefinitionKind::Error, "errorRef"),
            "escalationEventDefinition" => (DefinitionKind::Escalation, "escalationRef"),
            "linkEventDefinition" => (DefinitionKind::Link, "name"),
            "conditionalEventDefinition" => (DefinitionKind::Conditional, ""),
            "compensateEventDefinition" => (DefinitionKind::Compensation, ""),
            "cancelEventDefinition" => (DefinitionKind::Cancel, ""),
            "terminateEventDefinition" => (DefinitionKind::Terminate, ""),
            _ => {
                self.left_out(node);
                return None;
            }
        };
        let reference = node.attribute(reference);
        let trigger = match kind {
            DefinitionKind::Message => {
                let operation = node.child(Ns::Bpmn, "operationRef").map(Element::text);
                let sends = matches!(self.model.steps[step].kind, StepKind::End | StepKind::Throw);
                match (reference, operation) {
                    (Some(reference), _) => self.message(reference, node),
                    (None, Some(operation)) => self.operation_message(operation, node, sends),
                    (None, None) => None,
                }
            }
            DefinitionKind::Signal => reference.and_then(|name| self.named(TriggerKind::Signal, name, node)),
            DefinitionKind::Error => reference.and_then(|name| self.named(TriggerKind::Error, name, node)),
            DefinitionKind::Escalation => {
                reference.and_then(|name| self.named(TriggerKind::Escalation, name, node))
            }
            DefinitionKind::Link => self.link(reference, node),
            _ => None,
        };
        let timer = self.timer(step, node);
        if let Some(condition) = node.child(Ns::Bpmn, "condition") {
            // Whoever waits for something to become true does not need it beforehand.
            self.condition_reads(step, condition, true);
        }
        self.event_extensions(step, node, kind, trigger);
        Some(Definition { kind, trigger, timer, span: node.span() })
    }

    fn timer(&mut self, step: StepId, node: Element<'d>) -> Option<Timer> {
        for child in node.children().filter(|child| child.space() == Ns::Bpmn) {
            let kind = match child.local() {
                "timeDate" => TimerKind::Date,
                "timeDuration" => TimerKind::Duration,
                "timeCycle" => TimerKind::Cycle,
                _ => continue,
            };
            let text = child.whole_text().into_owned();
            if !text.is_empty() {
                self.condition_reads(step, child, false);
                return Some(Timer { kind, text });
            }
        }
        None
    }

    /// Finds the message of a send or receive task.
    pub(super) fn task_message(&mut self, node: Element<'d>, sends: bool) -> Option<TriggerId> {
        match (node.attribute("messageRef"), node.attribute("operationRef")) {
            (Some(reference), _) => self.message(reference, node),
            (None, Some(operation)) => self.operation_message(operation, node, sends),
            (None, None) => None,
        }
    }

    /// Finds the message that a web service operation takes or gives.
    fn operation_message(&mut self, reference: &str, from: Element<'d>, sends: bool) -> Option<TriggerId> {
        let Some(ReferenceTarget::Definition(operation)) = self.resolve(reference, from) else { return None };
        let side = if sends { "inMessageRef" } else { "outMessageRef" };
        let message =
            operation.child(Ns::Bpmn, side).or_else(|| operation.child(Ns::Bpmn, "inMessageRef"))?;
        self.message(message.text(), message)
    }

    pub(super) fn message(&mut self, reference: &str, from: Element<'d>) -> Option<TriggerId> {
        self.named(TriggerKind::Message, reference, from)
    }

    /// Finds a declared trigger; one that is only named here is known by that name to all who name it.
    fn named(&mut self, kind: TriggerKind, reference: &str, from: Element<'d>) -> Option<TriggerId> {
        match self.find(reference) {
            Some(ReferenceTarget::Trigger(trigger)) if self.model.triggers[trigger].kind == kind => {
                return Some(trigger);
            }
            // Engines number each kind by itself: a signal may have the id of a message.
            Some(_) => {
                let namesake = self.named.get(&(kind, local_name(reference).to_owned())).copied();
                if namesake.is_none() {
                    self.wrong(from);
                }
                return namesake;
            }
            // Engines take a reference that leads nowhere for the error code itself.
            None if kind == TriggerKind::Error => {}
            None => self.dangling(from),
        }
        let local = local_name(reference);
        let code = (kind == TriggerKind::Error).then(|| local.to_owned());
        Some(self.undeclared(kind, local.to_owned(), local, String::new(), code, from))
    }

    /// Finds a link by name, inside one process; a link without name is known by what it points to.
    fn link(&mut self, name: Option<&str>, node: Element<'d>) -> Option<TriggerId> {
        let pointed = || node.child(Ns::Bpmn, "target").map(Element::text);
        let own = || node.attribute("id");
        let name = name.or_else(pointed).filter(|name| !name.is_empty()).or_else(own)?;
        let key = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(self.undeclared(TriggerKind::Link, key.clone(), "", key, None, node))
    }

    fn undeclared(
        &mut self,
        kind: TriggerKind,
        key: String,
        id: &str,
        name: String,
        code: Option<String>,
        from: Element<'d>,
    ) -> TriggerId {
        let triggers = &mut self.model.triggers;
        let make = || {
            triggers.push(Trigger { kind, id: id.to_owned(), name, code, data_type: None, span: from.span() })
        };
        *self.named.entry((kind, key)).or_insert_with(make)
    }
}

/// Tells which kind of definition throws or catches a kind of trigger.
fn kind_of(trigger: TriggerKind) -> DefinitionKind {
    match trigger {
        TriggerKind::Message => DefinitionKind::Message,
        TriggerKind::Signal => DefinitionKind::Signal,
        TriggerKind::Error => DefinitionKind::Error,
        TriggerKind::Escalation => DefinitionKind::Escalation,
        TriggerKind::Link => DefinitionKind::Link,
    }
}
