//! Where a rule puts what it found.

use crate::{
    Argument, Certainty, Change, DepartmentId, Finding, Fix, ItemId, Need, Place, Rule, Severity, StateId,
    StepId,
};

/// Related places of one finding that the host takes.
const RELATED: usize = 16;

/// Collects the findings of one rule.
#[derive(Debug)]
pub struct Reporter<'r> {
    rule: &'r Rule,
    findings: Vec<Finding>,
}

impl<'r> Reporter<'r> {
    /// Opens an empty list of findings of one rule.
    pub fn new(rule: &'r Rule) -> Self {
        Self { rule, findings: Vec::new() }
    }

    /// Adds a finding at a place, with one of the texts of the rule as its message. The draft that is returned takes the
    /// details.
    pub fn add(&mut self, at: Place, message: &str) -> FindingBuilder<'_> {
        let index = self.findings.len();
        self.findings.push(Finding {
            rule: self.rule.id.into(),
            severity: None,
            certainty: None,
            message: self.rule.key(message),
            help: None,
            arguments: Vec::new(),
            at,
            giver: None,
            receiver: None,
            item: None,
            state: None,
            related: Vec::new(),
            witness: Vec::new(),
            reach_from: None,
            fixes: Vec::new(),
        });
        FindingBuilder { rule: self.rule, finding: &mut self.findings[index] }
    }

    /// Returns what was found.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// A finding that takes its details.
#[derive(Debug)]
pub struct FindingBuilder<'f> {
    rule: &'f Rule,
    finding: &'f mut Finding,
}

#[expect(
    clippy::return_self_not_must_use,
    reason = "a draft writes into the finding that is already reported"
)]
impl FindingBuilder<'_> {
    /// Says what to do, with one of the texts of the rule.
    pub fn help(self, text: &str) -> Self {
        self.finding.help = Some(self.rule.key(text));
        self
    }

    /// Fills a placeholder of the message or the help.
    pub fn with(self, placeholder: &str, argument: Argument) -> Self {
        self.finding.arguments.push((placeholder.into(), argument));
        self
    }

    /// Overrides the severity of the rule.
    pub fn severity(self, severity: Severity) -> Self {
        self.finding.severity = Some(severity);
        self
    }

    /// Overrides the certainty of the rule.
    pub fn certainty(self, certainty: Certainty) -> Self {
        self.finding.certainty = Some(certainty);
        self
    }

    /// Names who gives and who receives, and fills `{giver}` and `{receiver}` with those that are known. Whoever gives to himself
    /// hands nothing over, and is the receiver alone.
    pub fn between(self, giver: Option<DepartmentId>, receiver: Option<DepartmentId>) -> Self {
        self.finding.giver = giver.filter(|giver| Some(*giver) != receiver);
        self.finding.receiver = receiver;
        let filled = [("giver", giver), ("receiver", receiver)].into_iter();
        filled
            .filter_map(|(name, department)| Some((name, department?)))
            .fold(self, |draft, (name, department)| draft.with(name, Argument::Department(department)))
    }

    /// Names the item, and fills `{item}` with it.
    pub fn item(self, item: ItemId, state: Option<StateId>) -> Self {
        self.finding.item = Some(item);
        self.finding.state = state;
        let argument = state.map_or(Argument::Item(item), |state| Argument::State((item, state)));
        self.with("item", argument)
    }

    /// Names the step and the item of a need, shows the path that proves it, and asks for its reach.
    pub fn need(self, need: &Need) -> Self {
        self.item(need.item, need.state)
            .with("step", Argument::Step(need.step))
            .witness(&need.witness)
            .reach_from(need.step)
    }

    /// Adds other steps that belong to it: the first sixteen, which is what the host takes.
    pub fn related(self, steps: &[StepId]) -> Self {
        self.places(steps.iter().copied().map(Place::Step))
    }

    /// Adds other places that belong to it: the first sixteen, which is what the host takes.
    pub fn places(self, places: impl IntoIterator<Item = Place>) -> Self {
        let room = RELATED.saturating_sub(self.finding.related.len());
        self.finding.related.extend(places.into_iter().take(room));
        self
    }

    /// Offers a change that would mend it, with one of the texts of the rule that says what it does. The host takes four.
    pub fn fix(self, text: &str, change: Change) -> Self {
        self.finding.fixes.push(Fix { text: self.rule.key(text), change });
        self
    }

    /// Shows a path that proves it: its last 256 steps, which is what the host takes.
    pub fn witness(self, steps: &[StepId]) -> Self {
        self.finding.witness = steps[steps.len().saturating_sub(256)..].to_vec();
        self
    }

    /// Lets the host tell whether the customer would notice, from the step that lacks the item.
    pub fn reach_from(self, step: StepId) -> Self {
        self.finding.reach_from = Some(step);
        self
    }
}
