//! Where in an export a fault can be planted: the model's answers, and the places in the text.

use std::collections::BTreeSet;
use std::ops::Range;

use handoff_model::{
    Access, DefinitionKind, MessageEnd, MessageFlowId, Model, ProcessId, Step, StepId, StepKind,
};
use roxmltree::{Document, Node};

/// Names of pools that everybody takes for the customer.
const CUSTOMERS: [&str; 27] = [
    "customer",
    "kunde",
    "kundin",
    "vn",
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
            edits.extend(self.renamed(element, "task"));
        }
        let definitions =
            element.children().filter(|child| child.tag_name().name() == "messageEventDefinition");
        edits.extend(definitions.map(|child| (child.range(), String::new())));
        Some(edits)
    }

    /// The edits that give an element another tag.
    pub(super) fn renamed(&self, element: Node<'d, 'd>, tag: &str) -> Vec<(Range<usize>, String)> {
        let (range, old) = (element.range(), element.tag_name().name());
        let text = &self.text[range.clone()];
        let places =
            [text.find(old), text.rfind("</").and_then(|close| Some(close + text[close..].find(old)?))];
        let starts = places.into_iter().flatten().map(|at| range.start + at);
        starts.map(|start| (start..start + old.len(), tag.to_owned())).collect()
    }

    pub(super) fn ids(&self, steps: &[StepId]) -> Vec<String> {
        steps.iter().map(|step| self.model.steps[*step].id.clone()).collect()
    }

    /// Lists the steps that sequence flows lead to from a step, nearest first.
    pub(super) fn behind(&self, step: StepId) -> Vec<StepId> {
        self.walk(step, |flow, at| (flow.source == at).then_some(flow.target), |_| false)
    }

    /// Tells whether a way leads from a step back to it.
    pub(super) fn goes_round(&self, step: StepId) -> bool {
        let mut next = self.model.flows.rows().filter(|flow| flow.source == step).map(|flow| flow.target);
        next.any(|next| next == step || self.behind(next).contains(&step))
    }

    /// Lists the steps that sequence flows lead to from a step without passing another one.
    pub(super) fn behind_but(&self, step: StepId, without: StepId) -> Vec<StepId> {
        self.walk(step, |flow, at| (flow.source == at).then_some(flow.target), |at| at == without)
    }

    /// Lists the steps before a step, back to where it was last decided.
    pub(super) fn before_decision(&self, step: StepId) -> Vec<StepId> {
        let splits = |at: StepId| self.model.flows.rows().filter(|flow| flow.source == at).count() > 1;
        self.walk(step, |flow, at| (flow.target == at).then_some(flow.source), splits)
    }

    /// Lists the steps that some start leads to, were it not for some steps; a scope begins with what nothing inside leads to.
    pub(super) fn reached(&self, without: &[StepId]) -> BTreeSet<StepId> {
        let targets: BTreeSet<StepId> = self.model.flows.rows().map(|flow| flow.target).collect();
        let started = |process: ProcessId| {
            let mut rows = self.model.steps.rows();
            rows.any(|row| row.process == process && row.scope.is_none() && row.kind == StepKind::Start)
        };
        let is_head =
            |step: &StepId| !targets.contains(step) && self.model.steps[*step].kind != StepKind::Boundary;
        let begins = |step: &StepId| {
            let row = &self.model.steps[*step];
            let starts = matches!(row.kind, StepKind::Start | StepKind::EventSubProcess)
                || row.kind == StepKind::Catch && row.has(DefinitionKind::Link);
            row.scope.is_none() && is_head(step) && (starts || !started(row.process))
        };
        let all = || self.model.steps.iter().map(|(id, _)| id).filter(|id| !without.contains(id));
        let mut open: Vec<StepId> = all().filter(begins).collect();
        let mut reached: BTreeSet<StepId> = open.iter().copied().collect();
        while let Some(step) = open.pop() {
            let flows = self.model.flows.rows().filter(|flow| flow.source == step).map(|flow| flow.target);
            let borders = all().filter(|next| self.model.steps[*next].attached_to == Some(step));
            let inside = all().filter(|next| self.model.steps[*next].scope == Some(step)).filter(is_head);
            let next = flows.chain(borders).chain(inside).filter(|next| !without.contains(next));
            open.extend(next.filter(|next| reached.insert(*next)));
        }
        reached
    }

    /// Tells whether a message comes to a step or goes from it.
    pub(super) fn passes_message(&self, step: StepId) -> bool {
        let at = MessageEnd::Step(step);
        self.model.message_flows.rows().any(|flow| flow.source == at || flow.target == at)
    }

    /// Tells whether a step sends something to another one that waits for it in a process of its own.
    pub(super) fn is_awaited(&self, step: StepId) -> bool {
        self.model.message_flows.rows().any(|flow| {
            flow.source == MessageEnd::Step(step)
                && matches!(flow.target, MessageEnd::Step(target) if self.waits(target))
        })
    }

    /// Tells whether a step receives something and is no start.
    fn waits(&self, step: StepId) -> bool {
        matches!(self.model.steps[step].kind, StepKind::ReceiveTask | StepKind::Catch)
    }

    /// Tells whether a message is one of several that a wait in a process of its own is over with: without it, that wait is
    /// answered on some ways only, which is a fault of its own.
    pub(super) fn is_one_answer(&self, flow: MessageFlowId) -> bool {
        let MessageEnd::Step(target) = self.model.message_flows[flow].target else { return false };
        let choice = |step: StepId| {
            let mut flows = self.model.flows.rows().filter(move |flow| flow.target == step);
            let chosen = flows.find(|flow| self.model.steps[flow.source].kind == StepKind::EventBased);
            chosen.map_or(step, |flow| flow.source)
        };
        let same = |end: MessageEnd| matches!(end, MessageEnd::Step(step) if choice(step) == choice(target));
        let answers = self.model.message_flows.rows().filter(|other| same(other.target)).count();
        answers > 1 && self.waits(target)
    }

    /// Tells whether a name is that of a pool or lane that everybody takes for the customer.
    pub(super) fn is_customers_name(name: &str) -> bool {
        CUSTOMERS.contains(&name.trim().to_lowercase().as_str())
    }

    /// Tells whether a process is the customer's own: how he waits is his own business.
    pub(super) fn is_customers_own(&self, process: ProcessId) -> bool {
        let mut pools = self.model.participants.rows().filter(|pool| pool.process == Some(process));
        pools.any(|pool| Self::is_customers_name(&pool.name))
    }

    /// Tells whether a step lies in a lane of the customer: what he does there is his own business too.
    pub(super) fn is_in_customers_lane(&self, step: &Step) -> bool {
        let lane = step.lane.and_then(|lane| self.model.lanes.get(lane));
        lane.is_some_and(|lane| Self::is_customers_name(&lane.name))
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

    /// Tells whether a start or a message speaks of an item: it may come from outside, whoever else makes it.
    pub(super) fn comes_from_outside(&self, item: &str) -> bool {
        let words = |text: &str| -> Vec<String> {
            let words = text.to_lowercase();
            let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 3);
            words.map(|word| word.trim_end_matches('s').to_owned()).collect()
        };
        let own = words(item);
        // `RoomRequest` is spoken of as a room request, and a room request of several words as one.
        let speaks = |name: &str| {
            let lower = name.to_lowercase();
            own.iter().any(|word| lower.contains(word)) || words(name).iter().any(|word| item.contains(word))
        };
        let starts = self.model.steps.rows().filter(|step| step.kind == StepKind::Start);
        let mut names =
            starts.map(|step| &step.name).chain(self.model.message_flows.rows().map(|flow| &flow.name));
        names.any(|name| speaks(name))
    }

    pub(super) fn item(&self, access: &Access) -> String {
        self.model.items[access.item].name.to_lowercase()
    }

    /// The output association of a step that fills an item.
    pub(super) fn output(&self, step: StepId, write: &Access) -> Option<Node<'d, 'd>> {
        let element = self.element(&self.model.steps[step].id)?;
        let mut outputs =
            element.children().filter(|child| child.tag_name().name() == "dataOutputAssociation");
        let own = |node: &Node<'d, 'd>| {
            let target = Self::child_text(*node, "targetRef").and_then(|id| self.element(id));
            // A reference without a name of its own goes by that of its object.
            let named = |node: Node<'d, 'd>| node.attribute("name").filter(|name| !name.trim().is_empty());
            let object = || self.element(target?.attribute("dataObjectRef")?).and_then(named);
            let name = target.and_then(named).or_else(object).unwrap_or_default();
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            name.starts_with(&self.item(write))
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
        pool.is_some_and(|pool| Self::is_customers_name(&pool.name))
    }

    /// Tells whether a decision follows what the customer sent: it may be his own. So may be one on an offer, whatever is done with
    /// his answer first.
    pub(super) fn answered(&self, decision: StepId) -> bool {
        let name = self.model.steps[decision].name.to_lowercase();
        if ["offer", "angebot", "offre", "oferta", "offerta"].iter().any(|word| name.contains(word)) {
            return true;
        }
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
