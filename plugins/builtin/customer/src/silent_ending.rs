//! `customer/silent-ending`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Options, Part, Place, Reporter, Rule, Severity, StepId, Text, Unit,
};

/// Finds an ending of a case that the customer started, of which the customer is never told.
///
/// For the company the case is closed; the customer still waits, calls, and then goes elsewhere. Rejections, errors and
/// timeouts are the usual places, because everyone draws the good path first.
///
/// - Wrong: *Out of stock* leads to *Order rejected*, and no step on that path sends the customer anything.
/// - Right: a step before the ending, or the ending itself, tells the customer.
///
/// Where only labels speak of a customer, an ending counts only if the process tells the customer something elsewhere.
///
/// That the customer meets such an ending needs no way from it to a touchpoint: the silence is what the customer meets.
pub(crate) const RULE: Rule = Rule {
    id: "customer/silent-ending",
    title: "A case that the customer started can end without telling the customer",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Endings],
    options_schema: "",
    page: include_str!("../cases/silent-ending.md"),
    texts: &[
        Text {
            key: "silent",
            en: "A case that the customer started at {start} can end at {step}, and nobody tells the customer.",
            de: "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann bei {step} enden, ohne dass der Kunde es \
                 erfährt.",
        },
        Text {
            key: "negative",
            en: "A case that the customer started at {start} can end badly at {step}, and nobody tells the customer.",
            de: "Ein Vorgang, den der Kunde bei {start} begonnen hat, kann bei {step} schlecht enden, ohne dass der \
                 Kunde es erfährt.",
        },
        Text {
            key: "likely",
            en: "A case that a customer seems to have started at {start} can end at {step}, and nobody tells the customer.",
            de: "Ein Vorgang, den wohl ein Kunde bei {start} begonnen hat, kann bei {step} enden, ohne dass der Kunde es \
                 erfährt.",
        },
        Text {
            key: "tell",
            en: "Tell the customer before {step} how the case ends, or let {step} itself be the message.",
            de: "Dem Kunden vor {step} mitteilen, wie der Vorgang endet, oder {step} selbst zur Nachricht machen.",
        },
    ],
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for ending in unit.endings().iter().filter(|ending| ending.silent) {
        let owner = unit.owner(ending.step);
        let Some(start) = ending.started_at.filter(|_| unit.is_ours(owner)) else { continue };
        // Where a label alone makes us think of the customer, that is no ground for an error.
        let (message, severity, certainty) = match (ending.certain, ending.negative) {
            (true, true) => ("negative", Severity::Error, Certainty::Certain),
            (true, false) => ("silent", Severity::Error, Certainty::Certain),
            (false, _) => ("likely", Severity::Warning, Certainty::Likely),
        };
        report
            .add(Place::Step(ending.step), message)
            .help("tell")
            .severity(severity)
            .certainty(certainty)
            .between(owner, customer(unit, start))
            .with("start", Argument::Step(start))
            .with("step", Argument::Step(ending.step))
            .related(&[start])
            .witness(&ending.witness)
            .reach_from(ending.step);
    }
}

/// Returns the customer who started the case.
fn customer(unit: &Unit<'_>, start: StepId) -> Option<DepartmentId> {
    unit.touchpoints().iter().find(|touchpoint| touchpoint.step == start)?.customer
}
