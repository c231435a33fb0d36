//! Which fault a need is: one need, one fault, so that no two rules report the same thing.

use crate::{Availability, Evidence, Need, Severity};

/// How a need may go unmet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Provided on no path before the step.
    Missing,
    /// Provided on some paths only.
    PossiblyMissing,
    /// Provided only downstream.
    Late,
    /// Provided only in a branch that runs at the same time.
    Racing,
    /// Not to be decided, because something on the way is not declared.
    Undecidable,
    /// Arrives, but never in the state that is needed.
    WrongState,
    /// Arrives, but without fields that are needed.
    MissingField,
}

impl Gap {
    /// Judges a need; `None` where it is met, optional, or known from wording alone.
    pub fn of(need: &Need) -> Option<Self> {
        use Availability::{Always, Elsewhere, Late, Never, Racing, Sometimes, Unknown};

        if need.optional || matches!(need.evidence, Evidence::Label | Evidence::Annotation) {
            return None;
        }
        let arrives = matches!(need.any_state, Always | Sometimes);
        match need.availability {
            Never | Late | Elsewhere if need.state.is_some() && arrives => Some(Self::WrongState),
            Never | Elsewhere => Some(Self::Missing),
            Late => Some(Self::Late),
            Racing => Some(Self::Racing),
            Unknown => Some(Self::Undecidable),
            Always | Sometimes if !need.missing_fields.is_empty() => Some(Self::MissingField),
            Sometimes => Some(Self::PossiblyMissing),
            Always => None,
        }
    }
}

impl Need {
    /// Lowers a severity to what the evidence of the need can bear: a message alone is no ground for an error.
    pub fn at_most(&self, severity: Severity) -> Severity {
        if self.evidence == Evidence::Message { severity.min(Severity::Warning) } else { severity }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Availability::{Always, Elsewhere, Late, Never, Racing, Sometimes, Unknown};

    fn need(availability: Availability) -> Need {
        Need { evidence: Evidence::DataObject, availability, any_state: availability, ..Need::blank() }
    }

    fn check(need: &Need, expected: Option<Gap>) {
        assert_eq!(Gap::of(need), expected, "{need:?}");
    }

    #[test]
    fn each_availability_is_one_gap() {
        check(&need(Always), None);
        check(&need(Sometimes), Some(Gap::PossiblyMissing));
        check(&need(Racing), Some(Gap::Racing));
        check(&need(Late), Some(Gap::Late));
        check(&need(Elsewhere), Some(Gap::Missing));
        check(&need(Never), Some(Gap::Missing));
        check(&need(Unknown), Some(Gap::Undecidable));
    }

    #[test]
    fn an_item_that_arrives_in_no_right_state_is_not_missing() {
        for availability in [Never, Late, Elsewhere] {
            check(&Need { state: Some(0), any_state: Always, ..need(availability) }, Some(Gap::WrongState));
        }
        check(&Need { state: Some(0), any_state: Never, ..need(Never) }, Some(Gap::Missing));
        check(&Need { state: Some(0), any_state: Always, ..need(Racing) }, Some(Gap::Racing));
        check(&Need { state: Some(0), any_state: Always, ..need(Sometimes) }, Some(Gap::PossiblyMissing));
    }

    #[test]
    fn fields_matter_only_where_the_item_arrives() {
        let lacking = |availability| Need { missing_fields: vec!["street".into()], ..need(availability) };
        check(&lacking(Always), Some(Gap::MissingField));
        check(&lacking(Sometimes), Some(Gap::MissingField));
        check(&lacking(Never), Some(Gap::Missing));
        check(&lacking(Unknown), Some(Gap::Undecidable));
    }

    #[test]
    fn optional_needs_and_wording_are_no_gap() {
        check(&Need { optional: true, ..need(Never) }, None);
        check(&Need { evidence: Evidence::Label, ..need(Never) }, None);
        check(&Need { evidence: Evidence::Annotation, ..need(Never) }, None);
    }

    #[test]
    fn a_message_bears_no_error() {
        let spoken = Need { evidence: Evidence::Message, ..need(Never) };
        assert_eq!(spoken.at_most(Severity::Error), Severity::Warning);
        assert_eq!(need(Never).at_most(Severity::Error), Severity::Error);
    }
}
