//! `ownership/overloaded-role`: see [`RULE`].

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{
    Argument, Certainty, DepartmentId, EventKind, Options, Place, Reporter, Rule, Severity, Side, StepId,
    StepKind, Unit, ViewPart,
};

use crate::shared::order::FlowOrder;

/// Finds a role that customers wait for, and that also carries work of which no customer gets anything.
///
/// What comes from inside is asked for every day, by colleagues who stand in the door; the customer only waits.
///
/// - Wrong: *Service lead* answers complaints, and also makes the roster, orders tools, settles disputes about holidays and writes the
///   monthly report.
/// - Right: somebody else does what has nothing to do with customers, or another role speaks with them.
///
/// Work is from inside where it begins by the clock or with a message of our own, and no way leads to it from a contact with the
/// customer, nor from it to one. What comes behind the last contact, or prepares the first, is work on the case; of what begins
/// otherwise nobody can tell. Only roles count whose work is drawn beside that of others.
pub(crate) const RULE: Rule = Rule {
    id: "ownership/overloaded-role",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Touchpoints],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "at-most": {
      "type": "integer",
      "minimum": 0,
      "maximum": 1000,
      "default": 3,
      "description": "Steps from inside that a role may carry beside its contacts with customers."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/ownership/overloaded-role.md"),
    since: Some("0.2.0"),
    tags: &["ownership", "customer"],
    related: &["transfer/ping-pong", "ownership/unowned-step"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A role that customers wait for also carries work from inside",
            de: "Eine Rolle, auf die Kunden warten, trägt auch interne Arbeit",
        }
        "sentence" {
            en: "{receiver} deals with the customer at {contacts}, and also carries {count} steps of \
                 which no customer gets anything: {steps}.",
            de: "{receiver} hat bei {contacts} mit dem Kunden zu tun und trägt daneben {count} Schritte, von denen kein Kunde etwas hat: {steps}.",
        }
        "divide" {
            en: "Say which of the two goes first, or give the work from inside to somebody whom no customer waits for.",
            de: "Festlegen, was vorgeht, oder die interne Arbeit jemandem geben, auf den kein Kunde wartet.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// Steps from inside that are still fine.
const AT_MOST: u64 = 3;
/// The most steps that are named one by one.
const NAMED: usize = 5;

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let at_most = usize::try_from(options.number("at-most").unwrap_or(AT_MOST)).unwrap_or(usize::MAX);
    let contacts = contacts(unit);
    if contacts.is_empty() || !is_divided(unit) {
        return;
    }
    let all: Vec<StepId> = contacts.values().flatten().copied().collect();
    let order = FlowOrder::new(unit);
    let (inner, others) = beginnings(unit, &order);
    let (inner, others) = (order.behind(&inner, &[]), order.behind(&others, &inner));
    let (behind, before) = (order.behind(&all, &[]), order.before(&all));
    let is_inside = |step: StepId| {
        let at = step as usize;
        unit.works(step) && inner[at] && !others[at] && !behind[at] && !before[at] && is_judged(unit, step)
    };
    let mut inside: BTreeMap<DepartmentId, Vec<StepId>> = BTreeMap::new();
    for step in order.steps.iter().copied().filter(|step| is_inside(*step)) {
        if let Some(owner) = unit.owner(step) {
            inside.entry(owner).or_default().push(step);
        }
    }
    for (role, contacts) in &contacts {
        if let Some(steps) = inside.get(role).filter(|steps| steps.len() > at_most) {
            tell(report, *role, contacts, steps);
        }
    }
}

fn tell(report: &mut Reporter<'_>, role: DepartmentId, contacts: &[StepId], inside: &[StepId]) {
    let some = |steps: &[StepId]| Argument::Steps(steps.iter().copied().take(NAMED).collect());
    report
        .add(Place::Department(role), "sentence")
        .between(None, Some(role))
        .with("contacts", some(contacts))
        .with("count", Argument::Count(u32::try_from(inside.len()).unwrap_or(u32::MAX)))
        .with("steps", some(inside))
        .related(inside)
        .help("divide");
}

/// Lists the steps at which work from inside begins: by the clock, or with a message or signal of our own; and all others at which
/// something begins.
fn beginnings(unit: &Unit<'_>, order: &FlowOrder) -> (Vec<StepId>, Vec<StepId>) {
    let clocks = unit.events().iter().filter(|event| event.kind == EventKind::Timer && !event.throws);
    let clocks = clocks.filter(|event| event.host.is_none()).map(|event| event.step);
    let sent = unit
        .exchanges()
        .iter()
        .filter(|row| row.begins && row.thrower.is_some() && row.giver.is_some() && unit.is_ours(row.giver));
    let inner: BTreeSet<StepId> = clocks.chain(sent.filter_map(|row| row.catcher)).collect();
    order.begins.iter().partition(|step| inner.contains(*step))
}

/// Lists by role of ours the steps at which it meets the customer.
fn contacts(unit: &Unit<'_>) -> BTreeMap<DepartmentId, Vec<StepId>> {
    let mut contacts: BTreeMap<DepartmentId, Vec<StepId>> = BTreeMap::new();
    for step in unit.touchpoints().iter().map(|touchpoint| touchpoint.step) {
        if let Some(owner) = unit.owner(step).filter(|owner| is_people(unit, *owner)) {
            let steps = contacts.entry(owner).or_default();
            if steps.last() != Some(&step) {
                steps.push(step);
            }
        }
    }
    contacts
}

/// Tells whether two departments of ours work in the unit: where all is drawn for one, nothing says that one person does it.
fn is_divided(unit: &Unit<'_>) -> bool {
    let steps = (0..).zip(unit.steps());
    let mut working = steps.filter(|(id, _)| unit.works(*id)).filter_map(|(_, step)| step.owner);
    let Some(first) = working.by_ref().find(|owner| is_people(unit, *owner)) else { return false };
    working.any(|owner| owner != first && is_people(unit, owner))
}

/// Tells people of ours.
fn is_people(unit: &Unit<'_>, department: DepartmentId) -> bool {
    let row = unit.departments().get(department as usize);
    row.is_some_and(|row| row.side == Side::Internal && !row.system)
}

/// Tells whether a step is done in a case: one to which nothing leads, and what stands ready for whoever needs it, says nothing.
fn is_judged(unit: &Unit<'_>, step: StepId) -> bool {
    let Some(row) = unit.steps().get(step as usize) else { return false };
    row.reachable
        && !row.unordered
        && !row.loose
        && row.kind != StepKind::SubProcess
        && unit.processes().get(row.process as usize).is_some_and(|process| !process.sketch)
}
