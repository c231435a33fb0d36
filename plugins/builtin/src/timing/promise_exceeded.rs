//! `timing/promise-exceeded`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Evidence, Options, Place, Promise, Reporter, Rule, Severity, StepId, Unit, ViewPart,
};

/// Finds a promise that cannot be kept by what is stated on the way: times that are waited for, limits of steps, and what others
/// promise.
///
/// Each department keeps to its own time, and together they take longer than somebody has promised. Nobody is late, and the customer
/// waits.
///
/// - Wrong: the process *Repair* is promised within five days; *Wait for parts* takes three, and *Workshop* promises three more.
/// - Right: the promise is as long as the slowest way, or the way is made shorter.
///
/// Only what is stated counts: a step of which nobody says how long it takes adds nothing, and is named as one that comes on top. Days
/// have 24 hours, whatever the calendar of the business.
pub(crate) const RULE: Rule = Rule {
    id: "timing/promise-exceeded",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Promises],
    page: include_str!("../../cases/timing/promise-exceeded.md"),
    since: Some("0.1.0"),
    tags: &["deadlines", "contracts"],
    related: &["timing/unlimited-wait"],
    evidence: &[Evidence::Contract],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The slowest way takes longer than what is promised",
            de: "Der langsamste Weg dauert länger als versprochen",
        }
        "process" {
            en: "{process} is promised within {promised}, but what is stated on the way adds up to {longest}: at {steps}.",
            de: "Für {process} lautet das Versprechen {promised}, aber was auf dem Weg an Zeiten angegeben ist, ergibt {longest}: \
                 bei {steps}.",
        }
        "department" {
            en: "{giver} promises to be done within {promised}, but what is stated for its work adds up to {longest}: at {steps}.",
            de: "Das Versprechen von {giver} lautet {promised}, aber was für die Arbeit an Zeiten angegeben ist, ergibt {longest}: \
                 bei {steps}.",
        }
        "step" {
            en: "{step} is promised within {promised}, but what is stated there adds up to {longest}.",
            de: "Für {step} lautet das Versprechen {promised}, aber was dort an Zeiten angegeben ist, ergibt {longest}.",
        }
        "shorten" {
            en: "Promise {longest} or more, or shorten what takes so long.",
            de: "{longest} oder mehr versprechen, oder verkürzen, was so lange dauert.",
        }
        "shorten-more" {
            en: "Promise more than {longest}, or shorten what takes so long. How long it takes at {unstated} nobody says: that comes \
                 on top.",
            de: "Mehr als {longest} versprechen, oder verkürzen, was so lange dauert. Wie lange es bei {unstated} dauert, sagt \
                 niemand: Das kommt hinzu.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most steps that are named one by one.
const NAMED: usize = 5;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for (number, promise) in (0..).zip(unit.promises()) {
        let slowest = &promise.slowest;
        let Some(promised) = promise.seconds.filter(|promised| *promised < slowest.seconds) else { continue };
        let owner = promised_by(unit, promise);
        if !unit.is_ours(owner) {
            continue;
        }
        let key = match promise {
            Promise { step: Some(_), .. } => "step",
            Promise { department: Some(_), .. } => "department",
            _ => "process",
        };
        let mut finding = report
            .add(Place::Promise(number), key)
            .between(owner, None)
            .with("promised", Argument::Seconds(promised.into()))
            .with("longest", Argument::Seconds(slowest.seconds.into()))
            .with("steps", Argument::Steps(some(&slowest.stated)))
            .related(&slowest.stated)
            .witness(&slowest.path)
            .severity(if promise.to_customer { Severity::Error } else { Severity::Warning });
        if let Some(step) = promise.step {
            finding = finding.with("step", Argument::Step(step));
        }
        if let Some(process) = promise.process {
            finding = finding.with("process", Argument::Process(process));
        }
        if let Some(last) = slowest.path.last() {
            finding = finding.reach_from(*last);
        }
        if slowest.unstated.is_empty() {
            finding.help("shorten");
        } else {
            finding.help("shorten-more").with("unstated", Argument::Steps(some(&slowest.unstated)));
        }
    }
}

/// Returns the department that has to keep a promise, where one is known.
fn promised_by(unit: &Unit<'_>, promise: &Promise) -> Option<u32> {
    let step = promise.step.and_then(|step| unit.owner(step));
    let process = promise.process.and_then(|process| unit.processes().get(process as usize)?.owner);
    promise.department.or(step).or(process)
}

fn some(steps: &[StepId]) -> Vec<StepId> {
    steps.iter().copied().take(NAMED).collect()
}
