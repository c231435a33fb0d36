//! `customer/outsourced-touchpoint`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Handoff, Options, Place, Reporter, Rule, Severity, Side, StepId, Unit,
    ViewPart,
};

use crate::shared::journey::{is_customer, named, with_customer};

/// Finds an outside company that meets the customer for us and reports nothing back.
///
/// Nobody of ours knows whether the parcel arrived, whether anybody was at home, what the customer said. The first to tell is
/// the customer, and he tells it to somebody who knows nothing.
///
/// - Wrong: *Dispatch* hands a parcel to *Carrier*, who delivers it to the customer, and no message comes back.
/// - Right: *Carrier* reports that it was delivered, or that it was not; or the customer confirms it himself.
///
/// Whatever can reach us after the work was handed over counts as a report, of the partner or the customer. What is not drawn
/// may well be agreed, so that it is likely at most.
pub(crate) const RULE: Rule = Rule {
    id: "customer/outsourced-touchpoint",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Customer, ViewPart::Handoffs],
    page: include_str!("../../cases/customer/outsourced-touchpoint.md"),
    since: Some("0.2.0"),
    tags: &["customer", "partners"],
    related: &["customer/silent-ending", "transfer/missing-acknowledgement"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "An outside company meets the customer and reports nothing back",
            de: "Ein fremdes Unternehmen tritt dem Kunden gegenüber und meldet nichts zurück",
        }
        "step" {
            en: "{giver} meets the customer at {step} for {receiver}, and nothing comes back: whether it went well, {receiver} \
                 learns only if the customer complains.",
            de: "{giver} tritt bei {step} für {receiver} dem Kunden gegenüber, und nichts kommt zurück: Ob es gut ging, erfährt \
                 {receiver} nur, wenn sich der Kunde beschwert.",
        }
        "step-named" {
            en: "{giver} meets {customer} at {step} for {receiver}, and nothing comes back: whether it went well, {receiver} learns \
                 only if somebody complains.",
            de: "{giver} hat bei {step} für {receiver} mit {customer} zu tun, und nichts kommt zurück: Ob es gut ging, erfährt \
                 {receiver} nur, wenn sich jemand beschwert.",
        }
        "pool-named" {
            en: "{receiver} hands work to {giver}, who meets {customer}, and nothing comes back: whether it went well, {receiver} \
                 learns only if somebody complains.",
            de: "{receiver} gibt Arbeit an {giver}, und {giver} hat mit {customer} zu tun, aber nichts kommt zurück: Ob es gut \
                 ging, erfährt {receiver} nur, wenn sich jemand beschwert.",
        }
        "report" {
            en: "Agree with {giver} that every outcome is reported, good or bad, draw where {receiver} gets the report, and say who \
                 asks if none comes.",
            de: "Mit {giver} vereinbaren, dass jeder Ausgang gemeldet wird, guter wie schlechter, einzeichnen, wo {receiver} die \
                 Meldung bekommt, und festlegen, wer nachfragt, wenn keine kommt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let partners = (0..).zip(unit.departments()).filter(|(_, row)| row.side == Side::Partner);
    for (partner, _) in partners {
        let Some((step, customer)) = contact(unit, partner) else { continue };
        let mut orders = orders(unit, partner, step);
        let Some((order, giver)) = orders.find(|(order, _)| !is_reported(unit, partner, *order, step)) else {
            continue;
        };
        let (place, key) = step.map_or((Place::Handoff(order), "pool"), |step| (Place::Step(step), "step"));
        let mut finding = report
            .add(place, &named(key, customer))
            .between(Some(partner), Some(giver))
            .places([Place::Handoff(order)])
            .help("report");
        if let Some(step) = step {
            finding = finding.with("step", Argument::Step(step));
        }
        with_customer(finding, customer);
    }
}

/// Returns where a partner meets the customer, and who that is; no step where only his pool is drawn.
fn contact(unit: &Unit<'_>, partner: DepartmentId) -> Option<(Option<StepId>, Option<DepartmentId>)> {
    let own = |step: StepId| unit.owner(step) == Some(partner);
    let mut touchpoints = unit.touchpoints().iter();
    let touchpoint = touchpoints.rfind(|touchpoint| own(touchpoint.step) && !touchpoint.inbound);
    touchpoint.map(|touchpoint| (Some(touchpoint.step), touchpoint.customer)).or_else(|| {
        let mut handoffs = unit.handoffs().iter();
        let to_customer = |row: &&Handoff| row.giver == Some(partner) && is_customer(unit, row.receiver);
        handoffs.find(to_customer).map(|row| (row.last, row.receiver))
    })
}

/// Lists the handoffs by which we give the partner the work that leads to the contact, and who gives it: somebody whose process the customer
/// began, or in whose process the partner works. Else he may well serve a customer of his own.
fn orders(
    unit: &Unit<'_>,
    partner: DepartmentId,
    contact: Option<StepId>,
) -> impl Iterator<Item = (u32, DepartmentId)> {
    let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
    let is_asked = move |step: StepId| {
        let begun = unit.exchanges().iter().filter(|row| row.begins && is_customer(unit, row.giver));
        let starts = unit.endings().iter().filter_map(|ending| ending.started_at);
        let mut same = begun.filter_map(|row| row.catcher).chain(starts).chain(contact);
        same.any(|other| process(other) == process(step))
    };
    let leads = move |row: &Handoff| match (row.first, contact) {
        (Some(first), Some(contact)) => first == contact || unit.path(first, contact, &[]).is_some(),
        _ => true,
    };
    (0..).zip(unit.handoffs()).filter_map(move |(number, row)| {
        let giver = row.giver.filter(|giver| unit.is_ours(Some(*giver)))?;
        let ours = row.receiver == Some(partner) && row.last.is_some_and(is_asked);
        (ours && leads(row)).then_some((number, giver))
    })
}

/// Tells whether anything can come back to us after the work was handed over: from the partner, whoever he passes it to, or the
/// customer. Where the customer's own steps are drawn, he has to have met the partner before.
fn is_reported(unit: &Unit<'_>, partner: DepartmentId, order: u32, contact: Option<StepId>) -> bool {
    let given = unit.handoffs().get(order as usize).and_then(|row| row.last);
    let mut handoffs = unit.handoffs().iter();
    handoffs.any(|row| {
        let his = is_customer(unit, row.giver);
        let comes = row.giver == Some(partner) || his || is_other_partner(unit, row.giver);
        let ends = match (contact, row.last) {
            (Some(contact), Some(sent)) if his => Some((contact, sent)),
            _ => given.zip(row.first),
        };
        let after = ends.is_none_or(|(since, then)| {
            unit.path(since, then, &[]).is_some() || begins_anew(unit, row, then)
        });
        comes && unit.is_ours(row.receiver) && after
    })
}

fn is_other_partner(unit: &Unit<'_>, department: Option<DepartmentId>) -> bool {
    let row = department.and_then(|id| unit.departments().get(id as usize));
    row.is_some_and(|row| row.side == Side::Partner)
}

/// Tells whether a partner's message begins a process of ours: a report may well have one of its own.
fn begins_anew(unit: &Unit<'_>, handoff: &Handoff, first: StepId) -> bool {
    !is_customer(unit, handoff.giver)
        && unit.exchanges().iter().any(|row| row.catcher == Some(first) && row.begins)
}
