//! The stable names that outputs for programs use for the values of other rooms.

use handoff_landscape::contract::Side;
use handoff_landscape::unit::{Availability, HandoffKind};
use handoff_model::{Evidence, Status};

/// Returns the name of a kind of evidence, as on the page of words.
pub(crate) fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Contract => "contract",
        Evidence::IoSpecification => "io-specification",
        Evidence::DataObject => "data-object",
        Evidence::Form => "form",
        Evidence::Message => "message",
        Evidence::Label => "label",
        Evidence::Annotation => "annotation",
    }
}

/// Returns the name of a kind of handoff.
pub(crate) fn handoff_kind(kind: HandoffKind) -> &'static str {
    match kind {
        HandoffKind::Sequence => "sequence",
        HandoffKind::Message => "message",
        HandoffKind::Call => "call",
        HandoffKind::Event => "event",
        HandoffKind::Store => "store",
    }
}

/// Returns the name of a status.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Read => "read",
        Status::Repaired => "repaired",
        Status::Refused => "refused",
    }
}

/// Returns the name of a verdict on a need, as on the page of words.
pub(crate) fn availability(availability: Availability) -> &'static str {
    match availability {
        Availability::Always => "always",
        Availability::Sometimes => "sometimes",
        Availability::Racing => "racing",
        Availability::Late => "late",
        Availability::Elsewhere => "elsewhere",
        Availability::Never => "never",
        Availability::Unknown => "unknown",
    }
}

/// Returns the name of the side of a department.
pub(crate) fn side(side: Side) -> &'static str {
    match side {
        Side::Internal => "own",
        Side::Customer => "customer",
        Side::Partner => "partner",
    }
}

/// Returns a share in percent, rounded down, so that only the whole is called 100 %.
pub(crate) fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}
