//! What is done with findings before they are shown: presets and ignores.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use handoff_finding::{Finding, Place, Severity};
use handoff_landscape::{Landscape, Unit, unit::StepId};
use handoff_model::{Evidence, Id, split_state};
use handoff_report::IgnoredFinding;
use handoff_sandbox::{Description, RuleDescription};

use crate::baseline::BaselineMatch;
use crate::config::{Config, Date};
use crate::host_rules::is_about_the_check;
use crate::ignores;

/// What is known of the rules of a run beside their findings.
#[derive(Clone, Debug, Default)]
pub struct PolicyRules {
    /// The ids of the rules that a rule has replaced, by its id: what is ignored of them is ignored of it.
    pub predecessors: BTreeMap<String, Vec<String>>,
    /// The ids of the rules that are about the customer.
    pub customer: BTreeSet<Arc<str>>,
}

impl PolicyRules {
    /// Asks plugins which of their rules are about the customer: those of the family or with the tag of that name.
    pub fn of<'d>(descriptions: impl Iterator<Item = &'d Description>) -> Self {
        let name = "customer";
        let is_meant =
            |rule: &&RuleDescription| rule.family() == name || rule.tags.iter().any(|tag| tag == name);
        let rules = descriptions.flat_map(|description| description.rules.iter());
        let customer = rules.filter(is_meant).map(|rule| Arc::clone(&rule.id)).collect();
        Self { predecessors: BTreeMap::new(), customer }
    }
}

/// What is done with the findings of a check.
#[derive(Debug, Default)]
pub struct PolicyResult {
    /// Those that stay; those that a baseline knows are marked.
    pub findings: Vec<Arc<Finding>>,
    /// Those that are left out because somebody said so.
    pub ignored: Vec<IgnoredFinding>,
    /// What became of the baseline, where there is one.
    pub baseline: Option<BaselineMatch>,
}

/// Applies what the configuration says about findings in these `files`. Where the check is not complete, nobody knows which
/// ignores fit nothing.
pub fn apply(
    findings: Vec<Arc<Finding>>,
    (config, rules): (&Config, &PolicyRules),
    (landscape, files): (&Landscape, &BTreeSet<&str>),
    complete: bool,
    today: Date,
) -> PolicyResult {
    let former = |rule: &str| rules.predecessors.get(rule).map_or(&[][..], Vec::as_slice);
    let (mut findings, mut ignored) = ignores::apply(findings, (config, landscape), former, complete, today);
    let baseline = config.baseline.as_ref();
    let baseline = baseline.map(|baseline| BaselineMatch::mark(&mut findings, baseline, files));
    let sketched = if config.judge_sketches { HashSet::new() } else { sketched(landscape) };
    let is_shown = |finding: &Finding| {
        !is_sketched(finding, &sketched)
            && (!config.only_reaching_customer || concerns_customer(finding, rules))
    };
    findings.retain(|finding| is_shown(finding));
    ignored.retain(|ignored| is_shown(&ignored.finding));
    if config.only_declared_fails {
        let declared = DeclaredFacts::of(landscape);
        let undeclared =
            |finding: &&mut Arc<Finding>| finding.severity == Severity::Error && !declared.has(finding);
        findings
            .iter_mut()
            .filter(undeclared)
            .for_each(|finding| Arc::make_mut(finding).severity = Severity::Warning);
    }
    PolicyResult { findings, ignored, baseline }
}

/// An element, as findings name it: file and id.
type ElementKey<'a> = (&'a str, &'a str);

/// Lists the elements that nobody means to be judged: the steps and flows of sketches, and steps that are drawn nowhere; and what is
/// handed over between nothing but them.
fn sketched(landscape: &Landscape) -> HashSet<ElementKey<'_>> {
    let mut sketched = HashSet::new();
    let is_whole = |unit: &&Arc<Unit>| unit.sketches.is_empty() && unit.undrawn.is_empty();
    for unit in landscape.units.iter().filter(|unit| !is_whole(unit)) {
        let processes: HashSet<_> = unit.sketches.iter().map(|sketch| sketch.process).collect();
        let is_sketch = |step: StepId| {
            let row = unit.steps.get(step.index());
            row.is_some_and(|row| processes.contains(&row.process))
                || unit.undrawn.binary_search(&step).is_ok()
        };
        let steps = StepId::number(&unit.steps).filter(|(id, _)| is_sketch(*id));
        sketched.extend(steps.filter_map(|(_, step)| {
            let process = unit.processes.get(step.process.index())?;
            Some((&**unit.file(process.file)?, &*step.id))
        }));
        let handoffs = unit.handoffs.iter().filter(|handoff| {
            let mut ends = handoff.last.into_iter().chain(handoff.first).peekable();
            ends.peek().is_some() && ends.all(is_sketch)
        });
        let flows = unit.flows.iter().filter(|flow| is_sketch(flow.source));
        sketched.extend(flows.filter_map(|flow| {
            let process = unit.steps.get(flow.source.index())?.process;
            Some((&**unit.file(unit.processes.get(process.index())?.file)?, &*flow.id))
        }));
        sketched.extend(
            handoffs.filter_map(|handoff| Some((&**unit.file(handoff.file)?, handoff.element.as_deref()?))),
        );
    }
    sketched
}

/// Whether a finding is about nothing but these. What the check could not do, and what people wrote, is never one.
fn is_sketched(finding: &Finding, sketched: &HashSet<ElementKey<'_>>) -> bool {
    let element = finding.place.element.as_deref().filter(|_| !is_about_the_check(finding));
    element.is_some_and(|element| sketched.contains(&(&*finding.place.file, element)))
}

/// Whether a finding reaches the customer, is about the customer, or is about the check itself.
fn concerns_customer(finding: &Finding, rules: &PolicyRules) -> bool {
    finding.reach.as_ref().is_some_and(|reach| reach.verdict.reaches())
        || rules.customer.contains(&finding.rule)
        || is_about_the_check(finding)
}

/// A step that needs an item, as findings name them: file, element, item.
type NeedKey<'a> = (&'a str, &'a str, &'a str);

/// What contracts say.
#[derive(Default)]
struct DeclaredFacts<'a> {
    /// The needs that one states.
    needs: HashSet<NeedKey<'a>>,
    /// Where its clauses and promises are written: file, line, column.
    entries: HashSet<(&'a str, u32, u32)>,
}

impl<'a> DeclaredFacts<'a> {
    fn of(landscape: &'a Landscape) -> Self {
        let mut declared = Self::default();
        for unit in &landscape.units {
            declared.add(unit);
        }
        declared
    }

    fn add(&mut self, unit: &'a Unit) {
        let clauses = unit.clauses.iter().filter_map(|clause| clause.origin.as_ref());
        let entries = clauses.chain(unit.promises.iter().map(|promise| &promise.origin));
        self.entries.extend(entries.map(|origin| (&*origin.file, origin.line, origin.column)));
        for need in unit.needs.iter().filter(|need| need.evidence == Evidence::Contract) {
            let step = unit.steps.get(need.step.index());
            let file = step
                .and_then(|step| unit.processes.get(step.process.index()))
                .and_then(|process| unit.file(process.file));
            if let (Some(step), Some(file), Some(item)) = (step, file, unit.items.get(need.item.index())) {
                self.needs.insert((&**file, &*step.id, &*item.name));
            }
        }
    }

    /// Tells whether a finding is about what a contract says, or about the check itself.
    fn has(&self, finding: &Finding) -> bool {
        let Place { file, line, column, element, .. } = &finding.place;
        let item = finding.item.as_deref().map(|item| split_state(item).0);
        let needed = element.as_deref().zip(item);
        is_about_the_check(finding)
            || finding.rule.starts_with("contract/")
            || needed.is_some_and(|(element, item)| self.needs.contains(&(&**file, element, item)))
            || element.is_none() && self.entries.contains(&(&**file, *line, *column))
    }
}
