//! What a rule says of a unit.

use std::collections::BTreeMap;

use handoff_sdk::{Argument, Finding, Handoff, HandoffId, Place, StepId};

use crate::condition::{Condition, StepDemand, WrittenRule};
use crate::named_unit::NamedUnit;
use crate::order::Order;
use crate::pattern::{HandoffPattern, ItemPattern, PartyPattern, StepPatterns, carries};

/// What came of a rule.
#[derive(Default)]
pub(crate) struct RuleVerdict {
    pub(crate) findings: Vec<Finding>,
    /// Nothing in the unit is what it is about.
    pub(crate) is_idle: bool,
}

/// Holds a unit against a rule.
pub(crate) fn judge(rule: &WrittenRule, unit: &NamedUnit<'_>) -> RuleVerdict {
    let judge = Judge { rule, unit };
    match &rule.condition {
        Condition::Step(pattern, demand) => judge.steps(&pattern.subjects(unit), demand),
        Condition::Handoff(pattern, carried) => judge.handoffs(pattern, carried.as_deref()),
        Condition::Item(pattern, parties) => judge.item(pattern, parties),
    }
}

/// One rule before one unit.
struct Judge<'u> {
    rule: &'u WrittenRule,
    unit: &'u NamedUnit<'u>,
}

impl Judge<'_> {
    fn steps(&self, subjects: &[StepId], demand: &StepDemand) -> RuleVerdict {
        let is_idle = subjects.is_empty();
        if is_idle {
            return RuleVerdict { is_idle, ..RuleVerdict::default() };
        }
        let find = |patterns: &StepPatterns| patterns.steps(self.unit);
        let findings = match demand {
            StepDemand::After(pattern) => self.after(subjects, &find(pattern)),
            StepDemand::FollowedBy(pattern) => self.followed_by(subjects, &find(pattern)),
            StepDemand::Within(pattern, seconds) => self.within(subjects, &find(pattern), *seconds),
            StepDemand::WayTo(pattern) => self.way_to(subjects, &find(pattern)),
            StepDemand::ApartFrom(pattern) => {
                let others = find(pattern);
                // Without the others nothing is looked at, and that is no health.
                let is_idle = others.is_empty();
                return RuleVerdict { findings: self.pairs(subjects, &others, |same| same), is_idle };
            }
            StepDemand::TogetherWith(pattern) => self.pairs(subjects, &find(pattern), |same| !same),
            StepDemand::Never => subjects.iter().map(|step| self.at_step(*step)).collect(),
        };
        RuleVerdict { findings, is_idle }
    }

    /// Where one of them lies on the way to the next, what is said of the first holds for both.
    fn after(&self, subjects: &[StepId], wanted: &[StepId]) -> Vec<Finding> {
        let order = Order::new(self.unit);
        let others = without(subjects, wanted);
        let mut ways: BTreeMap<StepId, Option<Vec<StepId>>> =
            others.iter().copied().zip(order.ways_to(&others, wanted)).collect();
        // A step that is itself one of the wanted does not come before itself.
        for step in subjects.iter().filter(|step| wanted.contains(step)) {
            ways.insert(*step, order.ways_to(&[*step], &without(wanted, &[*step])).pop().flatten());
        }
        let (subjects, ways): (Vec<StepId>, Vec<_>) = ways.into_iter().unzip();
        let wrong = first_of_each(&subjects, &ways, |way| way.split_last().map_or(&[], |(_, before)| before));
        let finding = |(step, way): (StepId, &[StepId])| Finding {
            witness: shown(way),
            reach_from: Some(step),
            ..self.at_step(step)
        };
        wrong.into_iter().map(finding).collect()
    }

    fn followed_by(&self, subjects: &[StepId], wanted: &[StepId]) -> Vec<Finding> {
        let subjects = without(subjects, wanted);
        let ways = Order::new(self.unit).ways_from(&subjects, wanted);
        let wrong = first_of_each(&subjects, &ways, |way| way.get(1..).unwrap_or_default());
        let finding = |(step, way): (StepId, &[StepId])| {
            let mut finding = Finding { witness: shown(way), ..self.at_step(step) };
            fill(&mut finding, "end", way.last().map(|end| Argument::Step(*end)));
            finding
        };
        wrong.into_iter().map(finding).collect()
    }

    fn within(&self, subjects: &[StepId], wanted: &[StepId], limit: u64) -> Vec<Finding> {
        let slowest = |step: StepId| {
            let ways = wanted.iter().filter(|goal| **goal != step).filter_map(|goal| {
                let way = self.unit.slowest(step, *goal)?;
                // Behind the first of them the wait is over.
                let between = way.path.get(1..way.path.len().saturating_sub(1)).unwrap_or_default();
                let is_first = between.iter().all(|step| !wanted.contains(step));
                (is_first && !way.stated.is_empty() && u64::from(way.seconds) > limit).then_some((*goal, way))
            });
            ways.max_by_key(|(_, way)| way.seconds)
        };
        let finding = |step: &StepId| {
            let (goal, way) = slowest(*step)?;
            let mut finding = Finding { witness: shown(&way.path), ..self.at_step(*step) };
            fill(&mut finding, "other", Some(Argument::Step(goal)));
            fill(&mut finding, "time", Some(Argument::Seconds(way.seconds.into())));
            fill(&mut finding, "limit", Some(Argument::Seconds(limit)));
            Some(finding)
        };
        subjects.iter().filter_map(finding).collect()
    }

    fn way_to(&self, subjects: &[StepId], wanted: &[StepId]) -> Vec<Finding> {
        // None of those who need it is the way out for another.
        let wanted = without(wanted, subjects);
        let leads = |step: &StepId| wanted.iter().any(|goal| self.unit.path(*step, *goal, &[]).is_some());
        subjects.iter().filter(|step| !leads(step)).map(|step| self.at_step(*step)).collect()
    }

    /// Finds steps of one case whose departments are, or are not, the same: of each pair of departments the first.
    fn pairs(&self, subjects: &[StepId], others: &[StepId], is_wrong: fn(bool) -> bool) -> Vec<Finding> {
        let (mut told, mut findings) = (Vec::new(), Vec::new());
        for (step, other) in subjects.iter().flat_map(|step| others.iter().map(move |other| (*step, *other)))
        {
            let (Some(owner), Some(other_owner)) = (self.unit.owner(step), self.unit.owner(other)) else {
                continue;
            };
            let process = |step: StepId| self.unit.steps()[step as usize].process;
            let pair = (process(step), owner.min(other_owner), owner.max(other_owner));
            if step == other
                || process(step) != process(other)
                || !is_wrong(owner == other_owner)
                || told.contains(&pair)
            {
                continue;
            }
            told.push(pair);
            let mut finding = Finding { related: vec![Place::Step(other)], ..self.at_step(step) };
            fill(&mut finding, "other", Some(Argument::Step(other)));
            fill(&mut finding, "other-department", Some(Argument::Department(other_owner)));
            findings.push(finding);
        }
        findings
    }

    fn handoffs(&self, pattern: &HandoffPattern, carried: Option<&[ItemPattern]>) -> RuleVerdict {
        let rows = self.placed_handoffs().filter(|(_, row)| pattern.fits(self.unit, row));
        let rows: Vec<(HandoffId, &Handoff)> = rows.collect();
        let brings = |row: &Handoff| {
            carried.is_some_and(|items| items.iter().any(|item| carries(self.unit, row, item)))
        };
        let wrong = rows.iter().filter(|(_, row)| !brings(row));
        let findings = wrong.map(|(number, row)| self.at_handoff(*number, row)).collect();
        RuleVerdict { findings, is_idle: rows.is_empty() }
    }

    fn item(&self, pattern: &ItemPattern, parties: &[PartyPattern]) -> RuleVerdict {
        let (mut verdict, mut told) = (RuleVerdict { is_idle: true, ..RuleVerdict::default() }, Vec::new());
        for (number, row) in self.placed_handoffs() {
            for carried in &row.carries {
                if !pattern.fits(self.unit, (carried.item, carried.state), carried.evidence) {
                    continue;
                }
                verdict.is_idle = false;
                let may_have = parties.iter().any(|party| party.fits(self.unit, row.receiver));
                if may_have || told.contains(&(row.receiver, carried.item)) {
                    continue;
                }
                told.push((row.receiver, carried.item));
                let mut finding = Finding { item: Some(carried.item), ..self.at_handoff(number, row) };
                fill(&mut finding, "item", Some(Argument::Item(carried.item)));
                verdict.findings.push(finding);
            }
        }
        verdict
    }

    /// Lists the handoffs that have a step at one end at least: of two pools there is nothing to point at.
    fn placed_handoffs(&self) -> impl Iterator<Item = (HandoffId, &Handoff)> {
        (0..).zip(self.unit.handoffs()).filter(|(_, row)| row.last.or(row.first).is_some())
    }

    fn finding(&self, at: Place) -> Finding {
        let key = |text: &str| [&*self.rule.id, "/", text].concat();
        Finding {
            rule: self.rule.id.clone(),
            severity: None,
            certainty: None,
            message: key("message"),
            help: self.rule.has_remedy.then(|| key("remedy")),
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
        }
    }

    fn at_step(&self, step: StepId) -> Finding {
        let mut finding = self.finding(Place::Step(step));
        fill(&mut finding, "step", Some(Argument::Step(step)));
        let process = self.unit.steps()[step as usize].process;
        let owner = self.unit.owner(step).map_or(Argument::Process(process), Argument::Department);
        fill(&mut finding, "department", Some(owner));
        finding
    }

    fn at_handoff(&self, number: HandoffId, row: &Handoff) -> Finding {
        let mut finding = self.finding(Place::Handoff(number));
        (finding.giver, finding.receiver) = (row.giver, row.receiver);
        fill(&mut finding, "step", row.last.or(row.first).map(Argument::Step));
        for (name, owner, step) in [("giver", row.giver, row.last), ("receiver", row.receiver, row.first)] {
            let process = step.map(|step| self.unit.steps()[step as usize].process);
            fill(&mut finding, name, owner.map(Argument::Department).or(process.map(Argument::Process)));
        }
        finding
    }
}

/// Fills a placeholder.
fn fill(finding: &mut Finding, name: &str, argument: Option<Argument>) {
    finding.arguments.extend(argument.map(|argument| (name.into(), argument)));
}

/// Returns the steps that are not among the others.
fn without(steps: &[StepId], others: &[StepId]) -> Vec<StepId> {
    steps.iter().copied().filter(|step| !others.contains(step)).collect()
}

/// Returns the end of a path that the host takes.
fn shown(way: &[StepId]) -> Vec<StepId> {
    way[way.len().saturating_sub(256)..].to_vec()
}

/// Chooses the steps of which no other with a way lies on their own way, each with its way: one fault, one finding.
fn first_of_each<'w>(
    steps: &[StepId],
    ways: &'w [Option<Vec<StepId>>],
    others: fn(&[StepId]) -> &[StepId],
) -> Vec<(StepId, &'w [StepId])> {
    let wrong: Vec<(StepId, &[StepId])> =
        steps.iter().zip(ways).filter_map(|(step, way)| Some((*step, way.as_deref()?))).collect();
    let is_first = |(_, way): &(StepId, &[StepId])| {
        others(way).iter().all(|on_way| wrong.iter().all(|(step, _)| step != on_way))
    };
    let first: Vec<(StepId, &[StepId])> = wrong.iter().copied().filter(is_first).collect();
    // In a circle each lies on the way of another: then all are told.
    if first.is_empty() { wrong } else { first }
}
