//! `customer/uncovered-segment`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Flow, FlowId, Options, Place, Reporter, Rule, Severity, StepId, StepKind, TextOf,
    Unit, ViewPart,
};

use crate::shared::words;

/// Finds a decision by kinds of customers that has no branch for one of them.
///
/// Whoever belongs there goes no further, or goes where somebody guesses. He notices first, because his case lies still.
///
/// - Wrong: *Private customer*, *Business customer* and *Key account* are told apart at one decision, and a later one has no
///   branch for key accounts.
/// - Right: a branch for each, or one for all others.
///
/// Which kinds there are is known from other decisions of the same case, or from the option `segments`.
pub(crate) const RULE: Rule = Rule {
    id: "customer/uncovered-segment",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Flows],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "segments": {
      "type": "array",
      "items": { "type": "string", "minLength": 2 },
      "default": [],
      "description": "The kinds of customers that you tell apart: a decision with a branch for one of them needs one for each."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/customer/uncovered-segment.md"),
    since: Some("0.2.0"),
    tags: &["customer", "decisions"],
    related: &["structure/dead-end"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A decision has no branch for one kind of customer",
            de: "Eine Entscheidung hat für eine Art von Kunden keinen Zweig",
        }
        "seen" {
            en: "{step} has no branch for {flow}, a kind of customer that is told apart at {other}, and none for all others.",
            de: "{step} hat keinen Zweig für {flow}, eine Art von Kunden, die bei {other} unterschieden wird, und keinen für alle \
                 übrigen.",
        }
        "stated" {
            en: "{step} goes by the kind of customer, but has no branch for {segments}, and none for all others.",
            de: "{step} geht nach der Art des Kunden, hat aber keinen Zweig für {segments}, und keinen für alle übrigen.",
        }
        "cover" {
            en: "Draw what happens to them, or one branch for all other customers.",
            de: "Einzeichnen, was mit ihnen geschieht, oder einen Zweig für alle übrigen Kunden.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let stated = options.texts("segments");
    let sortings = sortings(unit, &stated);
    for sorting in &sortings {
        let missing: Vec<&str> = stated.iter().copied().filter(|segment| !sorting.has(segment)).collect();
        if !missing.is_empty() && missing.len() < stated.len() {
            let segments = missing.iter().map(|segment| (*segment).to_owned()).collect();
            report
                .add(Place::Step(sorting.step), "stated")
                .between(None, unit.owner(sorting.step))
                .with("step", Argument::Step(sorting.step))
                .with("segments", Argument::Texts(segments))
                .help("cover");
        } else if let Some((other, flow)) = wider(unit, &sortings, sorting) {
            report
                .add(Place::Step(sorting.step), "seen")
                .between(None, unit.owner(sorting.step))
                .with("step", Argument::Step(sorting.step))
                .with("flow", Argument::Flow(flow))
                .with("other", Argument::Step(other))
                .related(&[other])
                .help("cover");
        }
    }
}

/// A decision all of whose branches are for a kind of customers.
struct Sorting {
    step: StepId,
    /// The kinds, by branch.
    branches: Vec<(FlowId, String)>,
}

impl Sorting {
    fn has(&self, segment: &str) -> bool {
        self.branches.iter().any(|(_, own)| is_same(own, segment))
    }
}

/// Tells whether two words for a kind of customers are one, in whatever number and case.
fn is_same(one: &str, other: &str) -> bool {
    words::names(one, other) && words::names(other, one)
}

/// Lists the decisions by kinds of customers, with the words of the vocabulary and those that are stated.
fn sortings(unit: &Unit<'_>, stated: &[&str]) -> Vec<Sorting> {
    let hints = unit.hints().iter().filter(|hint| hint.words == "segment");
    let mut kinds: BTreeMap<FlowId, String> = BTreeMap::new();
    for hint in hints {
        if let TextOf::Flow(flow) | TextOf::Condition(flow) = hint.at.of {
            kinds.entry(flow).or_insert_with(|| words::quoted(unit, &hint.at));
        }
    }
    let mut branches: BTreeMap<StepId, Vec<(FlowId, &Flow)>> = BTreeMap::new();
    for (id, flow) in (0..).zip(unit.flows()) {
        let kind = unit.steps().get(flow.source as usize).map(|row| row.kind);
        if matches!(kind, Some(StepKind::Exclusive | StepKind::Inclusive)) {
            branches.entry(flow.source).or_default().push((id, flow));
        }
    }
    if !stated.is_empty() {
        let all: Vec<FlowId> = branches.values().flatten().map(|(id, _)| *id).collect();
        let labels = unit.texts(&all.iter().map(|id| TextOf::Flow(*id)).collect::<Vec<_>>());
        for (id, label) in all.into_iter().zip(labels) {
            if let Some(segment) = stated.iter().find(|segment| words::names(&label, segment)) {
                kinds.insert(id, (*segment).to_owned());
            }
        }
    }
    let sorting = |(step, flows): (StepId, Vec<(FlowId, &Flow)>)| {
        let kind =
            |(id, flow): &(FlowId, &Flow)| Some((*id, kinds.get(id).filter(|_| !flow.otherwise)?.clone()));
        let branches: Vec<(FlowId, String)> = flows.iter().map(kind).collect::<Option<_>>()?;
        (branches.len() > 1).then_some(Sorting { step, branches })
    };
    branches.into_iter().filter_map(sorting).collect()
}

/// Returns a decision of the same case that tells apart all kinds of another one and one more, with the branch for that.
fn wider(unit: &Unit<'_>, sortings: &[Sorting], sorting: &Sorting) -> Option<(StepId, FlowId)> {
    let mut wider = sortings.iter().filter(|other| {
        other.step != sorting.step && sorting.branches.iter().all(|(_, segment)| other.has(segment))
    });
    wider.find_map(|other| {
        let mut more = other.branches.iter().filter(|(_, segment)| !sorting.has(segment));
        let meets = |flow: FlowId| {
            let Some(target) = unit.flows().get(flow as usize).map(|flow| flow.target) else { return false };
            target == sorting.step
                || unit.path(target, sorting.step, &[other.step]).is_some()
                || unit.path(sorting.step, other.step, &[]).is_some()
        };
        more.find(|(flow, _)| meets(*flow)).map(|(flow, _)| (other.step, *flow))
    })
}
