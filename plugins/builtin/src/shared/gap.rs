//! How the rules about unmet needs speak: all name the receiver, the item, the step, and who provides it if anyone does.

use handoff_sdk::{Argument, DepartmentId, Evidence, FindingBuilder, GapKind, Need, Place, Reporter, Unit};

use super::customer::is_customer;

/// Returns the needs of a unit that are one kind of gap. What the customer needs for his own work is not ours to judge, unless a
/// contract says that he needs it.
pub(crate) fn of<'u>(unit: &'u Unit<'_>, kind: GapKind) -> impl Iterator<Item = &'u Need> {
    let his = |need: &Need| need.evidence != Evidence::Contract && is_customer(unit, unit.owner(need.step));
    unit.gaps()
        .iter()
        .filter(move |(gap, need)| *gap == kind && !his(need) && !is_commitment(unit, kind, need))
        .map(|(_, need)| need)
}

/// Tells the gaps that are the customer's word: a contract asks for an item in a state into which he brings it, he does so, and the
/// step can begin before. They are `customer/unconfirmed-commitment`'s to report.
pub(crate) fn is_commitment(unit: &Unit<'_>, kind: GapKind, need: &Need) -> bool {
    let timing = [GapKind::PossiblyMissing, GapKind::Late, GapKind::Racing, GapKind::WrongState];
    need.evidence == Evidence::Contract
        && need.state.is_some()
        && timing.contains(&kind)
        && is_customer(unit, need.expected)
        && !need.providers.is_empty()
}

/// Adds a finding about an unmet need, with the sentence for who provides the item: `nobody`, one `giver`, the receiver
/// `itself` or `several`. A step without a department speaks for itself, by a sentence whose key ends in `-unowned`.
pub(crate) fn report<'d>(unit: &Unit<'_>, report: &'d mut Reporter<'_>, need: &Need) -> FindingBuilder<'d> {
    let clause = match unit.common_owner(&need.providers) {
        _ if need.providers.is_empty() => "nobody",
        Some(giver) if unit.owner(need.step) == Some(giver) => "itself",
        Some(_) => "giver",
        None => "several",
    };
    report_as(clause, unit, report, need)
}

/// Adds a finding about an unmet need, with the sentence named.
pub(crate) fn report_as<'d>(
    clause: &str,
    unit: &Unit<'_>,
    report: &'d mut Reporter<'_>,
    need: &Need,
) -> FindingBuilder<'d> {
    let receiver = unit.owner(need.step);
    let unowned = if receiver.is_none() { "-unowned" } else { "" };
    report
        .add(Place::Step(need.step), &[clause, unowned].concat())
        .between(giver(unit, need), receiver)
        .need(need)
        .with("providers", Argument::Steps(need.providers.clone()))
        .related(&need.providers)
}

/// Returns the one department that provides the item, else the one that the contract expects it from. Whoever merely stands
/// before the step is not to blame.
fn giver(unit: &Unit<'_>, need: &Need) -> Option<DepartmentId> {
    unit.common_owner(&need.providers).or(need.expected)
}
