//! How the rules about unmet needs speak: all name the receiver, the item, the step, and who provides it if anyone does.

use handoff_sdk::{Argument, Draft, Gap, Need, Place, Reporter, Unit};

/// Writes the sentences of a rule about unmet needs: `receiver needs item at step, …`, and how each goes on where nobody,
/// one `{giver}` or several steps provide it at `{providers}`.
///
/// A step without a department speaks for itself, so that every clause becomes two sentences: `key` and `key-unowned`.
macro_rules! sentences {
    (
        nobody: $nobody:literal, $nobody_de:literal;
        giver: $giver:literal, $giver_de:literal;
        several: $several:literal, $several_de:literal;
        $(help $help:literal: $help_en:literal, $help_de:literal;)*
    ) => {
        $crate::gap::sentences!(@
            "nobody": $nobody, $nobody_de;
            "giver": $giver, $giver_de;
            "several": $several, $several_de;
            $(help $help: $help_en, $help_de;)*
        )
    };
    (@ $($key:literal: $en:literal, $de:literal;)* $(help $help:literal: $help_en:literal, $help_de:literal;)*) => {
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
pub(crate) use sentences;

/// Returns the needs of a unit that are one kind of gap.
pub(crate) fn of<'u>(unit: &'u Unit<'_>, kind: Gap) -> impl Iterator<Item = &'u Need> {
    unit.gaps().iter().filter(move |(gap, _)| *gap == kind).map(|(_, need)| need)
}

/// Adds a finding about an unmet need, with the clause for whether one department, several or nobody provides it.
///
/// The giver is the one department that provides the item, else the one that hands work over the border before the step.
pub(crate) fn report<'d>(unit: &Unit<'_>, report: &'d mut Reporter<'_>, need: &Need) -> Draft<'d> {
    let receiver = unit.owner(need.step);
    let provider = unit.common_owner(&need.providers);
    let border = || unit.handoffs().get(need.handoff? as usize)?.giver;
    let clause = match provider {
        _ if need.providers.is_empty() => "nobody",
        Some(_) => "giver",
        None => "several",
    };
    let unowned = if receiver.is_none() { "-unowned" } else { "" };
    report
        .add(Place::Step(need.step), &[clause, unowned].concat())
        .between(provider.or_else(border), receiver)
        .need(need)
        .with("providers", Argument::Steps(need.providers.clone()))
        .related(&need.providers)
}
