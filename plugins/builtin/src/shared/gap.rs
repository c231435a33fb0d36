//! How the rules about unmet needs speak: all name the receiver, the item, the step, and who provides it if anyone does.

use handoff_sdk::{
    Argument, DepartmentId, Evidence, FindingBuilder, GapKind, Need, Place, Reporter, Side, Unit,
};

/// Writes the texts of a rule about unmet needs: `receiver needs item at step, …`, how that goes on, and what to do.
///
/// A step without a department speaks for itself, so that every clause becomes two sentences: `key` and `key-unowned`.
/// The keys `nobody`, `giver`, `itself` and `several` are those that [`report`] chooses from.
macro_rules! texts {
    ($($key:literal: $en:literal, $de:literal;)* $(help $help:literal: $help_en:literal, $help_de:literal;)*) => {
        &[
            $(
                handoff_sdk::Text {
                    key: $key,
                    en: concat!("{receiver} needs {item} at {step}, ", $en),
                    de: concat!("{receiver} braucht {item} bei {step}, ", $de),
                },
                handoff_sdk::Text {
                    key: concat!($key, "-unowned"),
                    en: concat!("{step} needs {item}, ", $en),
                    de: concat!("{step} braucht {item}, ", $de),
                },
            )*
            $(handoff_sdk::Text { key: $help, en: $help_en, de: $help_de },)*
        ]
    };
}

pub(crate) use texts;

/// Returns the needs of a unit that are one kind of gap. What the customer needs for his own work is not ours to judge, unless a
/// contract says that he needs it.
pub(crate) fn of<'u>(unit: &'u Unit<'_>, kind: GapKind) -> impl Iterator<Item = &'u Need> {
    let his = |need: &Need| {
        let owner = unit.owner(need.step).and_then(|owner| unit.departments().get(owner as usize));
        need.evidence != Evidence::Contract && owner.is_some_and(|owner| owner.side == Side::Customer)
    };
    unit.gaps().iter().filter(move |(gap, need)| *gap == kind && !his(need)).map(|(_, need)| need)
}

/// Adds a finding about an unmet need, with the clause for who provides the item: `nobody`, one `giver`, the receiver
/// `itself` or `several`.
pub(crate) fn report<'d>(unit: &Unit<'_>, report: &'d mut Reporter<'_>, need: &Need) -> FindingBuilder<'d> {
    let clause = match unit.common_owner(&need.providers) {
        _ if need.providers.is_empty() => "nobody",
        Some(giver) if unit.owner(need.step) == Some(giver) => "itself",
        Some(_) => "giver",
        None => "several",
    };
    report_as(clause, unit, report, need)
}

/// Adds a finding about an unmet need, with the clause named.
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
        // Whoever gives to himself hands nothing over.
        .between(giver(unit, need).filter(|giver| Some(*giver) != receiver), receiver)
        .need(need)
        .with("providers", Argument::Steps(need.providers.clone()))
        .related(&need.providers)
}

/// Returns the one department that provides the item, else the one that the contract expects it from. Whoever merely stands
/// before the step is not to blame.
fn giver(unit: &Unit<'_>, need: &Need) -> Option<DepartmentId> {
    unit.common_owner(&need.providers).or(need.expected)
}
