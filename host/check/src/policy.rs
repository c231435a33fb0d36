//! What is done with findings before they are shown: presets and ignores.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use handoff_finding::{Finding, Place, Severity};
use handoff_landscape::{Landscape, Unit, unit::StepId};
use handoff_model::{Evidence, Id, split_state};
use handoff_report::IgnoredFinding;
use handoff_sandbox::{Description, RuleDescription};

use crate::config::{Config, Date};
use crate::host_rules;

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

/// Applies what the configuration says about findings; returns those that stay and those that are ignored. Where the check
/// is not complete, nobody knows which ignores fit nothing.
pub fn apply(
    mut findings: Vec<Arc<Finding>>,
    (config, rules): (&Config, &PolicyRules),
    landscape: &Landscape,
    complete: bool,
    today: Date,
) -> (Vec<Arc<Finding>>, Vec<IgnoredFinding>) {
    if !config.judge_sketches {
        let sketched = sketched(landscape);
        findings.retain(|finding| !is_sketched(finding, &sketched));
    }
    if config.only_reaching_customer {
        findings.retain(|finding| concerns_customer(finding, rules));
    }
    if config.only_declared_fails {
        let declared = DeclaredFacts::of(landscape);
        let undeclared =
            |finding: &&mut Arc<Finding>| finding.severity == Severity::Error && !declared.has(finding);
        findings
            .iter_mut()
            .filter(undeclared)
            .for_each(|finding| Arc::make_mut(finding).severity = Severity::Warning);
    }
    ignore(findings, (config, rules), complete, today)
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
    let element = finding.place.element.as_deref();
    element.is_some_and(|element| sketched.contains(&(&*finding.place.file, element)))
}

/// Whether a finding reaches the customer, is about the customer, or is about the check itself.
fn concerns_customer(finding: &Finding, rules: &PolicyRules) -> bool {
    finding.reach.as_ref().is_some_and(|reach| reach.verdict.reaches())
        || rules.customer.contains(&finding.rule)
        || is_about_the_check(finding)
}

fn is_about_the_check(finding: &Finding) -> bool {
    host_rules::ALL.iter().any(|rule| *rule.id == *finding.rule)
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

/// What the check could not do is never ignored: nobody knows what is behind it.
fn may_be_ignored(finding: &Finding) -> bool {
    !is_about_the_check(finding) || *finding.rule == *host_rules::UNREAD_KEY.id
}

/// Takes out what is ignored, and reports ignores that have expired or fit nothing.
fn ignore(
    findings: Vec<Arc<Finding>>,
    (config, rules): (&Config, &PolicyRules),
    complete: bool,
    today: Date,
) -> (Vec<Arc<Finding>>, Vec<IgnoredFinding>) {
    let mut used = vec![false; config.ignores.len()];
    let is_live = |until: Option<Date>| until.is_none_or(|until| today <= until);
    let (mut kept, mut ignored) = (Vec::new(), Vec::new());
    for finding in findings {
        let mut reasons = Vec::new();
        let former = rules.predecessors.get(&*finding.rule).map_or(&[][..], Vec::as_slice);
        for (used, ignore) in used.iter_mut().zip(&config.ignores) {
            if is_live(ignore.until) && may_be_ignored(&finding) && ignore.fits(&finding, former) {
                *used = true;
                reasons.push(ignore.reason.clone());
            }
        }
        if reasons.is_empty() {
            kept.push(finding);
        } else {
            ignored.push(IgnoredFinding { finding: Arc::unwrap_or_clone(finding), reasons });
        }
    }
    ignored.sort_by(|IgnoredFinding { finding: a, .. }, IgnoredFinding { finding: b, .. }| {
        (&a.place, &a.rule, &a.fingerprint).cmp(&(&b.place, &b.rule, &b.fingerprint))
    });
    for (used, ignore) in used.iter().zip(&config.ignores) {
        if !is_live(ignore.until) {
            kept.push(host_rules::stale_ignore(ignore, ignore.until, config.language.value).into());
        } else if complete && !used {
            kept.push(host_rules::stale_ignore(ignore, None, config.language.value).into());
        }
    }
    (kept, ignored)
}
