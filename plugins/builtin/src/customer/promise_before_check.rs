//! `customer/promise-before-check`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Concurrency, Options, Place, Reporter, Rule, Severity, StepId, StepKind, Touchpoint,
    Unit, ViewPart,
};

use crate::shared::customer::{names_customer, tellings, words_of_his};
use crate::shared::step_hints::StepHints;
use crate::shared::words::names;

/// Finds a promise to the customer that goes out before the check that makes it true.
///
/// The customer relies on it: he tells others, takes a day off, orders elsewhere no more. Then somebody looks into the stock, the
/// credit, the calendar, and has to take it back.
///
/// - Wrong: *Confirm order* comes before *In stock?*, and *Reject order* can still follow.
/// - Right: the check comes first; or only the receipt of the order is confirmed.
///
/// The promise is what a step tells the customer, by the words of its label or message. The check is a decision of ours, by its words
/// or those of the work before it, one way of which leads to a refusal and another does not; or any decision about work of ours, where
/// the customer is told of the refusal. Where the customer speaks in between he
/// may have asked for something new, and where the same is checked before as well it is looked at twice: nothing is said then.
pub(crate) const RULE: Rule = Rule {
    id: "customer/promise-before-check",
    severity: Severity::Warning,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Touchpoints, ViewPart::Flows],
    page: include_str!("../../cases/customer/promise-before-check.md"),
    since: Some("0.2.0"),
    tags: &["customer", "decisions"],
    related: &["customer/unconfirmed-commitment", "customer/silent-ending"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The customer is promised something before it is known whether it holds",
            de: "Dem Kunden wird etwas zugesagt, bevor feststeht, ob es stimmt",
        }
        "before" {
            en: "At {promise} the customer is told something that is checked only afterwards, at {check}: {refusal} can still follow.",
            de: "Bei {promise} erfährt der Kunde etwas, das erst danach geprüft wird, bei {check}: {refusal} kann immer noch folgen.",
        }
        "beside" {
            en: "At {promise} the customer is told something while {check} is still open beside it: {refusal} can still follow.",
            de: "Bei {promise} erfährt der Kunde etwas, während {check} daneben noch offen ist: {refusal} kann immer noch folgen.",
        }
        "check-first" {
            en: "Do the check at {check} first and tell the customer then; until then confirm no more than that his request has come in.",
            de: "Zuerst bei {check} prüfen und es dem Kunden dann sagen; bis dahin nur bestätigen, dass sein Anliegen eingegangen ist.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most promises, checks and refusals of a unit that are held against each other.
const MOST: usize = 8;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let promises: Vec<&Touchpoint> = tellings(unit).collect();
    if promises.is_empty() {
        return;
    }
    let hints = StepHints::new(unit);
    let is_promise = |row: &&&Touchpoint| {
        let apart = ["acknowledgement", "refusal"];
        hints.has(row.step, "commitment") && !apart.iter().any(|words| hints.has(row.step, words))
    };
    let promises: Vec<&Touchpoint> = promises.iter().filter(is_promise).copied().take(MOST).collect();
    if promises.is_empty() {
        return;
    }
    let told: Vec<StepId> = tellings(unit).map(|row| row.step).collect();
    let refusals = refusals(unit, &hints, &told);
    let order = CheckOrder { unit, hints: &hints, his: words_of_his(unit), told, refusals };
    for decision in order.decisions() {
        let told: Vec<(&Touchpoint, Premature)> = promises
            .iter()
            .filter_map(|promise| Some((*promise, order.premature(promise, &decision)?)))
            .collect();
        let Some((promise, premature)) = told.first() else { continue };
        let others: Vec<StepId> = told[1..].iter().map(|(promise, _)| promise.step).collect();
        let certain = promise.certain && decision.named;
        let severity = if certain { Severity::Warning } else { Severity::Info };
        report
            .add(Place::Step(promise.step), premature.key)
            .severity(severity)
            .between(unit.owner(promise.step), promise.customer)
            .with("promise", Argument::Step(promise.step))
            .with("check", Argument::Step(decision.check))
            .with("refusal", Argument::Step(premature.refusal))
            .related(&[&[decision.gateway, premature.refusal], &others[..]].concat())
            .witness(&premature.witness)
            .help("check-first");
    }
}

/// A decision that goes by a check.
struct Decision {
    gateway: StepId,
    /// Where the check is done: the gateway where that speaks of it, else the work right before it.
    check: StepId,
    /// Words say that it is a check. Else only a refusal that the customer is told counts.
    named: bool,
    /// Where its ways begin.
    ways: Vec<StepId>,
}

/// A promise that comes too soon.
struct Premature {
    key: &'static str,
    refusal: StepId,
    /// From the promise, or from the decision beside it, to the refusal.
    witness: Vec<StepId>,
}

/// Which of promise and check comes first.
struct CheckOrder<'u, 'h> {
    unit: &'u Unit<'u>,
    hints: &'h StepHints<'u>,
    his: Vec<StepId>,
    /// Where the customer is told something.
    told: Vec<StepId>,
    refusals: Vec<StepId>,
}

/// Lists the steps of ours by which a case is refused or taken back: ends, what comes right before one, and what the customer is told.
fn refusals(unit: &Unit<'_>, hints: &StepHints<'_>, told: &[StepId]) -> Vec<StepId> {
    let is_end = |step: StepId| unit.steps()[step as usize].kind == StepKind::End;
    let is_last = |step: StepId| {
        let mut next = unit.flows().iter().filter(|flow| flow.source == step);
        unit.works(step) && next.all(|flow| is_end(flow.target))
    };
    let steps = hints.steps("refusal").filter(|step| {
        let row = &unit.steps()[*step as usize];
        let refuses = is_end(*step) || is_last(*step) || told.contains(step);
        refuses && row.reachable && unit.is_ours(row.owner)
    });
    steps.take(MOST).collect()
}

impl CheckOrder<'_, '_> {
    /// Lists the decisions of ours that go by a check.
    fn decisions(&self) -> Vec<Decision> {
        let gateways = (0..).zip(self.unit.steps()).filter(|(_, row)| {
            matches!(row.kind, StepKind::Exclusive | StepKind::Inclusive)
                && row.reachable
                && self.unit.is_ours(row.owner)
        });
        let decision = |gateway: StepId| {
            let flows = self.unit.flows();
            let ways: Vec<StepId> =
                flows.iter().filter(|flow| flow.source == gateway).map(|flow| flow.target).collect();
            let mut before = flows.iter().filter(|flow| flow.target == gateway).map(|flow| flow.source);
            let work = before.next().filter(|step| before.next().is_none() && self.unit.works(*step));
            // What is agreed to or paid is the customer's to decide.
            let is_his =
                |step: StepId| ["consent", "settlement"].iter().any(|words| self.hints.has(step, words));
            let work = work.filter(|_| !is_his(gateway));
            let named_at =
                [Some(gateway), work].into_iter().flatten().find(|step| self.hints.has(*step, "check"));
            let ours = work.filter(|work| !is_his(*work) && !self.told.contains(work));
            let check = named_at.or(ours)?;
            let is_choice = ways.len() > 1 && !names_customer(self.unit, &self.unit.label(gateway));
            is_choice.then_some(Decision { gateway, check, named: named_at.is_some(), ways })
        };
        gateways.filter_map(|(gateway, _)| decision(gateway)).take(MOST).collect()
    }

    /// Tells how a promise comes before a check that can make it untrue.
    fn premature(&self, promise: &Touchpoint, decision: &Decision) -> Option<Premature> {
        let (unit, told) = (self.unit, promise.step);
        // Behind an offer that nobody checks, the decision is the customer's.
        if !decision.named && self.hints.has(told, "proposal") {
            return None;
        }
        if decision.check == told || decision.named && self.is_checked_before(told, decision.check) {
            return None;
        }
        let way = unit.path(told, decision.gateway, &self.his);
        let beside = || unit.concurrent(&[(told, decision.gateway)]) == [Concurrency::Possible];
        let key = match &way {
            Some(_) if unit.path(decision.gateway, told, &[]).is_none() => "before",
            None if unit.path(decision.gateway, told, &[]).is_none() && beside() => "beside",
            _ => return None,
        };
        let (refusal, last) = self.refusal(decision, told)?;
        let mut witness = way.unwrap_or_else(|| vec![decision.gateway]);
        witness.extend(last);
        Some(Premature { key, refusal, witness })
    }

    /// Tells whether what is checked is looked into before a promise too.
    fn is_checked_before(&self, told: StepId, check: StepId) -> bool {
        let label = self.unit.label(check);
        let others = self.hints.steps("check").filter(|step| ![told, check].contains(step));
        let mut same = others.filter(|step| {
            let other = self.unit.label(*step);
            names(&label, &other) || names(&other, &label)
        });
        same.any(|step| self.unit.path(step, told, &[]).is_some())
    }

    /// Returns a refusal to which one way of a decision leads and another does not, with the path to it.
    fn refusal(&self, decision: &Decision, told: StepId) -> Option<(StepId, Vec<StepId>)> {
        let mut avoiding = self.his.clone();
        avoiding.extend([told, decision.gateway]);
        let counts = |step: &&StepId| decision.named || self.told.contains(step);
        self.refusals.iter().filter(counts).find_map(|refusal| {
            let paths: Vec<Option<Vec<StepId>>> =
                decision.ways.iter().map(|way| self.unit.path(*way, *refusal, &avoiding)).collect();
            let splits = paths.iter().any(Option::is_none);
            let path = paths.into_iter().flatten().next().filter(|_| splits)?;
            Some((*refusal, path))
        })
    }
}
