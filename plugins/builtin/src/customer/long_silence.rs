//! `customer/long-silence`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, Options, Place, ProcessId, Reporter, Rule, Severity, SlowestPath, StepId, TextOf,
    Unit, ViewPart,
};

use super::powerless_contact::is_errand;
use crate::shared::journey::{Stretch, is_met_beside, named, stretches, with_customer, workers};

/// The most times the case may change hands between two contacts, where nothing is configured.
const HANDOFFS: u64 = 3;

/// The most days that may lie between two contacts, where nothing is configured.
const DAYS: u64 = 14;

const SECONDS_A_DAY: u64 = 86_400;

/// Finds the stretch of a customer's journey on which he hears nothing for long, while the case goes from hand to hand.
///
/// He does not know whether anybody works on it. He calls, and whoever takes the call does not have the case; or he goes
/// elsewhere.
///
/// - Wrong: an order goes from *Sales* to *Purchasing*, *Depot*, *Packing* and *Transport* before the customer hears anything.
/// - Right: somebody in the middle tells him how things stand.
///
/// Of each process the stretch over most borders is reported. Programs do not count as hands. A way on which the customer may be met
/// beside it, in another branch or by whoever got a message on the way, is not silent. That the whole way lies in other
/// hands than those of the one who meets him is told by `customer/powerless-contact`.
pub(crate) const RULE: Rule = Rule {
    id: "customer/long-silence",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Touchpoints, ViewPart::Handoffs],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "handoffs": {
      "type": "integer",
      "minimum": 1,
      "maximum": 100,
      "default": 3,
      "description": "How many times the case may change hands between two contacts with the customer."
    },
    "days": {
      "type": "integer",
      "minimum": 1,
      "maximum": 3650,
      "default": 14,
      "description": "How many days may lie between two contacts with the customer, as far as times are stated."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/customer/long-silence.md"),
    since: Some("0.2.0"),
    tags: &["customer", "journey"],
    related: &["customer/powerless-contact", "customer/silent-ending", "timing/promise-exceeded"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The customer hears nothing while the case goes from hand to hand",
            de: "Der Kunde hört nichts, während der Vorgang von Hand zu Hand geht",
        }
        "hands" {
            en: "From {first} to {last} the customer hears nothing, while the case can change hands {count} times: {departments} work on it.",
            de: "Von {first} bis {last} hört der Kunde nichts, während der Vorgang {count}-mal in andere Hände gehen kann: Es arbeiten daran \
                 {departments}.",
        }
        "hands-named" {
            en: "From {first} to {last}, {customer} hears nothing, while the case can change hands {count} times: {departments} work on it.",
            de: "Von {first} bis {last} hört {customer} nichts, während der Vorgang {count}-mal in andere Hände gehen kann: Es arbeiten daran \
                 {departments}.",
        }
        "time" {
            en: "From {first} to {last} the customer hears nothing, and that can take {time}: at {stated}.",
            de: "Von {first} bis {last} hört der Kunde nichts, und das kann {time} dauern: bei {stated}.",
        }
        "time-named" {
            en: "From {first} to {last}, {customer} hears nothing, and that can take {time}: at {stated}.",
            de: "Von {first} bis {last} hört {customer} nichts, und das kann {time} dauern: bei {stated}.",
        }
        "halfway" {
            en: "Tell the customer on the way how things stand, for example when {taker} takes over at {step}.",
            de: "Dem Kunden unterwegs sagen, wie es steht, zum Beispiel wenn {taker} bei {step} übernimmt.",
        }
        "halfway-named" {
            en: "Tell {customer} on the way how things stand, for example when {taker} takes over at {step}.",
            de: "{customer} unterwegs sagen, wie es steht, zum Beispiel wenn {taker} bei {step} übernimmt.",
        }
        "meanwhile" {
            en: "Tell the customer before {step} how long it will take, and what he can do if it takes longer.",
            de: "Dem Kunden vor {step} sagen, wie lange es dauern wird, und was er tun kann, wenn es länger dauert.",
        }
        "meanwhile-named" {
            en: "Tell {customer} before {step} how long it will take, and whom to ask if it takes longer.",
            de: "{customer} vor {step} sagen, wie lange es dauern wird, und wer gefragt werden kann, wenn es länger dauert.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let most = options.number("handoffs").unwrap_or(HANDOFFS) as usize;
    let limit = options.number("days").unwrap_or(DAYS) * SECONDS_A_DAY;
    let mut told: BTreeSet<ProcessId> = BTreeSet::new();
    for stretch in stretches(unit) {
        let Some(process) = unit.steps().get(stretch.last as usize).map(|row| row.process) else { continue };
        if !stretch.asks || told.contains(&process) || is_present(unit, &stretch) {
            continue;
        }
        if stretch.borders.len() > most {
            if !is_errand(unit, &stretch) && !is_met_beside(unit, &stretch.path) {
                told.insert(process);
                report_hands(unit, &stretch, report);
            }
        } else if let Some(slowest) = slow(unit, &stretch, limit) {
            told.insert(process);
            report_time(&stretch, &slowest, report);
        }
    }
}

/// Tells whether the customer may be there himself on the way: he comes, or somebody meets him.
fn is_present(unit: &Unit<'_>, stretch: &Stretch) -> bool {
    let on_way = |step: Option<StepId>| step.is_some_and(|step| stretch.path.contains(&step));
    unit.hints().iter().filter(|hint| hint.words == "presence").any(|hint| match hint.at.of {
        TextOf::Label(step) => on_way(Some(step)),
        TextOf::Exchange(exchange) => {
            on_way(unit.exchanges().get(exchange as usize).and_then(|row| row.catcher))
        }
        _ => false,
    })
}

fn report_hands(unit: &Unit<'_>, stretch: &Stretch, report: &mut Reporter<'_>) {
    let Stretch { customer, first, last, path, borders, .. } = stretch;
    let (middle, taker) = borders[borders.len() / 2];
    let halfway = unit.handoffs().get(middle as usize).and_then(|handoff| handoff.first).unwrap_or(*last);
    let finding = report
        .add(Place::Step(*last), &named("hands", *customer))
        .between(unit.owner(*last), *customer)
        .with("first", Argument::Step(*first))
        .with("last", Argument::Step(*last))
        .with("count", Argument::Count(borders.len() as u32))
        .with("departments", Argument::Departments(workers(unit, path)))
        .with("taker", Argument::Department(taker))
        .with("step", Argument::Step(halfway))
        .places(borders.iter().map(|(id, _)| Place::Handoff(*id)))
        .witness(path)
        .help(&named("halfway", *customer));
    with_customer(finding, *customer);
}

fn report_time(stretch: &Stretch, slowest: &SlowestPath, report: &mut Reporter<'_>) {
    let Some(step) = slowest.stated.first().copied() else { return };
    let finding = report
        .add(Place::Step(stretch.last), &named("time", stretch.customer))
        .between(None, stretch.customer)
        .with("first", Argument::Step(stretch.first))
        .with("last", Argument::Step(stretch.last))
        .with("time", Argument::Seconds(slowest.seconds.into()))
        .with("stated", Argument::Steps(slowest.stated.clone()))
        .with("step", Argument::Step(step))
        .related(&slowest.stated)
        .witness(&slowest.path)
        .help(&named("meanwhile", stretch.customer));
    with_customer(finding, stretch.customer);
}

/// Finds the slowest way between the two contacts, where it takes longer than the limit and meets the customer nowhere.
fn slow(unit: &Unit<'_>, stretch: &Stretch, limit: u64) -> Option<SlowestPath> {
    let slowest = unit.slowest(stretch.first, stretch.last);
    let slowest = slowest.filter(|slowest| u64::from(slowest.seconds) > limit)?;
    let is_touched = |step: &StepId| unit.touchpoints().iter().any(|touchpoint| touchpoint.step == *step);
    let inner = slowest.path.get(1..slowest.path.len().saturating_sub(1))?;
    (!inner.iter().any(is_touched) && !is_met_beside(unit, &slowest.path)).then_some(slowest)
}
