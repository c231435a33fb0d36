//! Where in an export a fault can be planted: the model's answers, and the places in the text.

use std::collections::BTreeSet;
use std::ops::Range;

use handoff_model::{
    Access, DefinitionKind, Evidence, ItemKind, MessageEnd, MessageFlowId, Model, ProcessId, Step, StepId,
    StepKind,
};
use roxmltree::{Document, Node};

use super::Output;

/// Names of pools that everybody takes for the customer.
const CUSTOMERS: [&str; 26] = [
    "customer",
    "kunde",
    "kundin",
    "client",
    "cliente",
    "patient",
    "citizen",
    "applicant",
    "guest",
    "bewerber",
    "antragsteller",
    "claimant",
    "customers",
    "clients",
    "patients",
    "buyer",
    "student",
    "policyholder",
    "policy holder",
    "versicherungsnehmer",
    "passenger",
    "tenant",
    "mieter",
    "gast",
    "bürger",
    "paciente",
];

/// One export as text, tree and model.
pub(super) struct Site<'d> {
    pub(super) text: &'d str,
    pub(super) model: &'d Model,
    pub(super) document: &'d Document<'d>,
}

impl<'d> Site<'d> {
    /// Finds the element with an id.
    pub(super) fn element(&self, id: &str) -> Option<Node<'d, 'd>> {
        self.document.descendants().find(|node| node.attribute("id") == Some(id))
    }

    /// Reads the text of a child element.
    pub(super) fn child_text(node: Node<'d, 'd>, name: &str) -> Option<&'d str> {
        node.children().find(|child| child.tag_name().name() == name)?.text().map(str::trim)
    }

    /// The prefix that an element's tag is written with, its colon included.
    pub(super) fn prefix(&self, node: Node<'d, 'd>) -> &'d str {
        let tag = &self.text[node.range().start + 1..];
        let end = tag.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/');
        let tag = &tag[..end.unwrap_or(0)];
        tag.find(':').map_or("", |colon| &tag[..=colon])
    }

    /// Writes the text with pieces of it replaced; they may not overlap.
    pub(super) fn edit(&self, mut edits: Vec<(Range<usize>, String)>) -> String {
        edits.sort_by_key(|(range, _)| range.start);
        let (mut text, mut at) = (String::new(), 0);
        for (range, new) in edits.into_iter().filter(|(range, _)| range.start <= range.end) {
            if range.start < at {
                continue;
            }
            text.push_str(&self.text[at..range.start]);
            text.push_str(&new);
            at = range.end;
        }
        text.push_str(&self.text[at..]);
        text
    }

    /// The edit that puts a text at the end of a step's element; `None` where the element has no end of its own.
    pub(super) fn into(&self, step: StepId, text: &str) -> Option<(Range<usize>, String)> {
        let range = self.element(&self.model.steps[step].id)?.range();
        let close = range.start + self.text[range.clone()].rfind("</")?;
        self.text[close..range.end].ends_with('>').then(|| (close..close, text.to_owned()))
    }

    /// The edits that make a plain task or end of a step, under another name.
    pub(super) fn recast(&self, step: StepId, name: &str) -> Option<Vec<(Range<usize>, String)>> {
        let element = self.element(&self.model.steps[step].id)?;
        let label = element.attribute_node("name")?.range_value();
        let mut edits = vec![(label, name.to_owned())];
        let kind = element.tag_name().name();
        if kind == "sendTask" {
            let range = element.range();
            let open = range.start + self.text[range.clone()].find(kind)?;
            edits.push((open..open + kind.len(), "task".to_owned()));
            let close = range.start + self.text[range.clone()].rfind("</").unwrap_or(0);
            if self.text[close..range.end].starts_with("</") {
                let close = close + self.text[close..range.end].find(kind)?;
                edits.push((close..close + kind.len(), "task".to_owned()));
            }
        }
        let definitions =
            element.children().filter(|child| child.tag_name().name() == "messageEventDefinition");
        edits.extend(definitions.map(|child| (child.range(), String::new())));
        Some(edits)
    }

    pub(super) fn ids(&self, steps: &[StepId]) -> Vec<String> {
        steps.iter().map(|step| self.model.steps[*step].id.clone()).collect()
    }

    /// Lists the steps that sequence flows lead to from a step, nearest first.
    pub(super) fn behind(&self, step: StepId) -> Vec<StepId> {
        self.walk(step, |flow, at| (flow.source == at).then_some(flow.target), |_| false)
    }

    /// Lists the steps before a step, back to where it was last decided.
    pub(super) fn before_decision(&self, step: StepId) -> Vec<StepId> {
        let splits = |at: StepId| self.model.flows.rows().filter(|flow| flow.source == at).count() > 1;
        self.walk(step, |flow, at| (flow.target == at).then_some(flow.source), splits)
    }

    fn walk(
        &self,
        from: StepId,
        next: impl Fn(&handoff_model::Flow, StepId) -> Option<StepId>,
        stops: impl Fn(StepId) -> bool,
    ) -> Vec<StepId> {
        let (mut met, mut queue, mut at) = (BTreeSet::from([from]), vec![from], 0);
        while let Some(step) = queue.get(at).copied() {
            at += 1;
            if step != from && stops(step) {
                continue;
            }
            for flow in self.model.flows.rows() {
                queue.extend(next(flow, step).filter(|next| met.insert(*next)));
            }
        }
        queue.split_off(1)
    }

    /// Lists the drawn outputs of items that nobody else makes and a step behind needs, the readers in order.
    pub(super) fn only_outputs(&self) -> Vec<Output<'d>> {
        let mut found = Vec::new();
        for (id, step) in self.model.steps.iter().filter(|(_, step)| !step.kind.is_scope()) {
            let drawn = |access: &&Access| access.evidence <= Evidence::DataObject && !access.optional;
            for write in step.writes.iter().filter(drawn) {
                let Some(node) = self.output(id, write) else { continue };
                let (behind, item) = (self.behind(id), self.item(write));
                let thing = self.model.items[write.item].kind == ItemKind::Object && item.len() > 3;
                let all = |list: fn(&Step) -> &[Access]| -> Vec<StepId> {
                    let steps = self.model.steps.iter();
                    let own = steps.filter(|(_, row)| list(row).iter().any(|one| self.item(one) == item));
                    own.map(|(id, _)| id).collect()
                };
                let readers = all(|row| &row.reads);
                let first = |reader: &StepId| {
                    let reads = self.model.steps[*reader].reads.iter();
                    let needs = reads.filter(drawn).any(|read| self.item(read) == item);
                    needs && behind.contains(reader) && !self.behind(*reader).contains(&id)
                };
                let alone = all(|row| &row.writes) == [id] && !readers.contains(&id);
                let stands_out = self.model.steps.rows().any(|row| {
                    row.process == step.process && row.writes.iter().any(|other| self.item(other) != item)
                });
                let thing = thing && stands_out && !self.comes_from_outside(&item);
                if thing && alone && !readers.is_empty() && readers.iter().all(first) {
                    found.push(Output { node, range: node.range(), readers });
                }
            }
        }
        found
    }

    /// Tells whether a start or a message speaks of an item: it may come from outside, whoever else makes it.
    fn comes_from_outside(&self, item: &str) -> bool {
        let words: Vec<&str> = item.split(|letter: char| !letter.is_alphanumeric()).collect();
        let speaks = |name: &str| {
            let name = name.to_lowercase();
            words.iter().any(|word| word.len() > 3 && name.contains(word.trim_end_matches('s')))
        };
        let starts = self.model.steps.rows().filter(|step| step.kind == StepKind::Start);
        let mut names =
            starts.map(|step| &step.name).chain(self.model.message_flows.rows().map(|flow| &flow.name));
        names.any(|name| speaks(name))
    }

    fn item(&self, access: &Access) -> String {
        self.model.items[access.item].name.to_lowercase()
    }

    /// The output association of a step that fills an item.
    fn output(&self, step: StepId, write: &Access) -> Option<Node<'d, 'd>> {
        let element = self.element(&self.model.steps[step].id)?;
        let mut outputs =
            element.children().filter(|child| child.tag_name().name() == "dataOutputAssociation");
        let own = |node: &Node<'d, 'd>| {
            let target = Self::child_text(*node, "targetRef").and_then(|id| self.element(id));
            let name = target.and_then(|target| target.attribute("name")).unwrap_or_default().to_lowercase();
            name.trim().starts_with(&self.item(write))
        };
        outputs.find(own)
    }

    /// Lists the messages that go from a step to the customer.
    pub(super) fn tellings(&self) -> Vec<(MessageFlowId, StepId)> {
        let flows = self.model.message_flows.iter();
        let told = flows.filter_map(|(id, flow)| match flow.source {
            MessageEnd::Step(step) if self.is_customer(flow.target) => Some((id, step)),
            _ => None,
        });
        told.collect()
    }

    fn is_customer(&self, end: MessageEnd) -> bool {
        let pool = match end {
            MessageEnd::Pool(pool) => self.model.participants.get(pool),
            MessageEnd::Step(step) => {
                let process = self.model.steps[step].process;
                self.model.participants.rows().find(|pool| pool.process == Some(process))
            }
        };
        pool.is_some_and(|pool| CUSTOMERS.contains(&pool.name.trim().to_lowercase().as_str()))
    }

    /// Tells whether a decision follows what the customer sent: it may be his own.
    pub(super) fn answered(&self, decision: StepId) -> bool {
        let sent = |step: StepId| {
            self.model.message_flows.rows().any(|flow| {
                self.is_customer(flow.source)
                    && flow.target == MessageEnd::Step(step)
                    && self.model.steps[step].kind != StepKind::Start
            })
        };
        self.model.flows.rows().any(|flow| flow.target == decision && sent(flow.source))
    }

    /// Tells whether a gateway waits for what somebody else does.
    pub(super) fn waits_for_others(&self, gateway: StepId) -> bool {
        let kinds = [DefinitionKind::Message, DefinitionKind::Signal, DefinitionKind::Conditional];
        self.model.flows.rows().filter(|flow| flow.source == gateway).any(|flow| {
            let row = &self.model.steps[flow.target];
            row.kind == StepKind::ReceiveTask
                || row.kind == StepKind::Catch && kinds.iter().any(|kind| row.has(*kind))
        })
    }

    /// Tells whether a step behind the start hears the customer, or is where it is seen whether he answers.
    pub(super) fn answers(&self, step: StepId) -> bool {
        let heard = |flow: &handoff_model::MessageFlow| {
            flow.target == MessageEnd::Step(step) && self.is_customer(flow.source)
        };
        match self.model.steps[step].kind {
            StepKind::Start => false,
            StepKind::EventBased => true,
            _ => self.model.message_flows.rows().any(heard),
        }
    }

    /// Tells whether a case begins at a step: it is a start, or what waits right behind a plain one.
    fn begins(&self, step: StepId) -> bool {
        let row = &self.model.steps[step];
        let waits = matches!(row.kind, StepKind::ReceiveTask | StepKind::Catch);
        let plain = |before: StepId| {
            let row = &self.model.steps[before];
            row.kind == StepKind::Start
                && row.scope.is_none()
                && row.event.as_ref().is_none_or(|event| event.definitions.is_empty())
        };
        let mut before = self.model.flows.rows().filter(|flow| flow.target == step);
        row.kind == StepKind::Start && row.scope.is_none() || waits && before.any(|flow| plain(flow.source))
    }

    /// Tells whether a message of the customer starts a process.
    pub(super) fn customers_process(&self, process: ProcessId) -> bool {
        self.model.message_flows.rows().any(|flow| match flow.target {
            MessageEnd::Step(step) => {
                self.model.steps[step].process == process
                    && self.begins(step)
                    && self.is_customer(flow.source)
            }
            MessageEnd::Pool(_) => false,
        })
    }

    /// Tells whether the customer is told something on a branch that runs beside a step.
    pub(super) fn told_beside(&self, sender: StepId) -> bool {
        let kinds = [StepKind::Parallel, StepKind::Inclusive, StepKind::Complex];
        let process = self.model.steps[sender].process;
        let forks = self.model.steps.iter().filter(|(id, step)| {
            let leaving = self.model.flows.rows().filter(|flow| flow.source == *id).count();
            step.process == process && leaving > 1 && (kinds.contains(&step.kind) || step.kind.is_activity())
        });
        let before = |one: StepId, other: StepId| self.behind(one).contains(&other);
        let tellings: Vec<StepId> = self.tellings().into_iter().map(|(_, step)| step).collect();
        let mut around = forks.map(|(fork, _)| fork).filter(|fork| before(*fork, sender));
        around.any(|fork| {
            let other = |step: &&StepId| **step != sender && before(fork, **step);
            tellings.iter().filter(other).any(|step| !before(*step, sender) && !before(sender, *step))
        })
    }
}
