//! `{{id}}`

use handoff_sdk::{
    Argument, Certainty, Options, Place, Reporter, Rule, Severity, StepKind, Unit, ViewPart,
};

/// What the rule says about itself. Its page, with the cases that test it, is `cases/{{fault}}.md`.
pub const RULE: Rule = Rule {
    id: "{{id}}",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Handoffs],
    page: include_str!("../cases/{{fault}}.md"),
    texts: handoff_sdk::texts! {
        "title" {
            en: "Work goes on by hand after a handoff",
        }
        "by-hand" {
            en: "{receiver} goes on by hand at {step} with what {giver} hands over.",
            de: "{receiver} macht bei {step} von Hand weiter mit dem, was {giver} übergibt.",
        }
        "record" {
            en: "Let {receiver} record what arrived.",
            de: "{receiver} erfassen lassen, was ankam.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for handoff in unit.handoffs() {
        let Some(first) = handoff.first else { continue };
        let known = handoff.giver.is_some() && handoff.receiver.is_some();
        let by_hand = unit.steps()[first as usize].kind == StepKind::ManualTask;
        if known && by_hand && unit.is_ours(handoff.receiver) {
            report
                .add(Place::Step(first), "by-hand")
                .between(handoff.giver, handoff.receiver)
                .with("step", Argument::Step(first))
                .help("record");
        }
    }
}
