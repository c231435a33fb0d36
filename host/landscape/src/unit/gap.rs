//! Which fault a need is: one need, one fault, so that no two rules report the same thing.

use handoff_model::Evidence;

use super::need::{Availability, Need};

/// How a need may go unmet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
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
    /// Missing, possibly missing, late or racing, where the condition of a flow reads it.
    BlindDecision,
    /// Lost at a call, which does not pass it or does not take it back.
    UnmappedCall,
}

impl Need {
    /// Judges the need; `None` where it is met, optional, or known from wording alone, and where it is one of others (`is_ours`
    /// tells) that no contract states: how others run their own business is no fault of ours.
    pub fn gap(&self, is_ours: bool) -> Option<GapKind> {
        use Availability::{Always, Elsewhere, Late, Never, Racing, Sometimes, Unknown};

        let is_wording = matches!(self.evidence, Evidence::Label | Evidence::Annotation);
        if self.optional || is_wording || !(is_ours || self.evidence == Evidence::Contract) {
            return None;
        }
        let arrives = matches!(self.any_state, Always | Sometimes);
        let absent = |kind| {
            Some(match () {
                () if self.unmapped => GapKind::UnmappedCall,
                () if self.flow.is_some() => GapKind::BlindDecision,
                () => kind,
            })
        };
        match self.availability {
            Never | Late | Elsewhere if self.state.is_some() && arrives => Some(GapKind::WrongState),
            Never | Elsewhere => absent(GapKind::Missing),
            Late => absent(GapKind::Late),
            Racing => absent(GapKind::Racing),
            Unknown => Some(GapKind::Undecidable),
            Always | Sometimes if !self.missing_fields.is_empty() => Some(GapKind::MissingField),
            Sometimes => absent(GapKind::PossiblyMissing),
            Always => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{ItemId, StateId, StepId};
    use Availability::{Always, Elsewhere, Late, Never, Racing, Sometimes, Unknown};

    fn need(availability: Availability) -> Need {
        Need {
            step: StepId(0),
            item: ItemId(0),
            state: None,
            optional: false,
            evidence: Evidence::DataObject,
            flow: None,
            unmapped: false,
            element: None,
            origin: None,
            availability,
            any_state: availability,
            arrives_in: Vec::new(),
            missing_fields: Vec::new(),
            clause: None,
            expected: None,
            expected_from: None,
            witness: Vec::new(),
            providers: Vec::new(),
            undeclared: None,
            source: None,
            handoff: None,
        }
    }

    fn check(need: &Need, expected: Option<GapKind>) {
        assert_eq!(need.gap(true), expected, "{need:?}");
    }

    #[test]
    fn each_availability_is_one_gap() {
        check(&need(Always), None);
        check(&need(Sometimes), Some(GapKind::PossiblyMissing));
        check(&need(Racing), Some(GapKind::Racing));
        check(&need(Late), Some(GapKind::Late));
        check(&need(Elsewhere), Some(GapKind::Missing));
        check(&need(Never), Some(GapKind::Missing));
        check(&need(Unknown), Some(GapKind::Undecidable));
    }

    #[test]
    fn an_item_that_arrives_in_no_right_state_is_not_missing() {
        for availability in [Never, Late, Elsewhere] {
            check(
                &Need { state: Some(StateId(0)), any_state: Always, ..need(availability) },
                Some(GapKind::WrongState),
            );
        }
        check(&Need { state: Some(StateId(0)), any_state: Never, ..need(Never) }, Some(GapKind::Missing));
        check(&Need { state: Some(StateId(0)), any_state: Always, ..need(Racing) }, Some(GapKind::Racing));
        check(
            &Need { state: Some(StateId(0)), any_state: Always, ..need(Sometimes) },
            Some(GapKind::PossiblyMissing),
        );
    }

    #[test]
    fn fields_matter_only_where_the_item_arrives() {
        let lacking = |availability| Need { missing_fields: vec!["street".into()], ..need(availability) };
        check(&lacking(Always), Some(GapKind::MissingField));
        check(&lacking(Sometimes), Some(GapKind::MissingField));
        check(&lacking(Never), Some(GapKind::Missing));
        check(&lacking(Unknown), Some(GapKind::Undecidable));
    }

    #[test]
    fn optional_needs_and_wording_are_no_gap() {
        check(&Need { optional: true, ..need(Never) }, None);
        check(&Need { evidence: Evidence::Label, ..need(Never) }, None);
        check(&Need { evidence: Evidence::Annotation, ..need(Never) }, None);
    }

    #[test]
    fn a_condition_that_lacks_what_it_reads_is_a_blind_decision() {
        let read = |availability| Need { flow: Some(0), ..need(availability) };
        for availability in [Sometimes, Racing, Late, Elsewhere, Never] {
            check(&read(availability), Some(GapKind::BlindDecision));
        }
        check(&read(Unknown), Some(GapKind::Undecidable));
        check(&read(Always), None);
    }

    #[test]
    fn what_is_lost_at_a_call_is_no_fault_of_who_needs_it() {
        let lost = |availability| Need { unmapped: true, flow: Some(0), ..need(availability) };
        check(&lost(Elsewhere), Some(GapKind::UnmappedCall));
        check(&lost(Unknown), Some(GapKind::Undecidable));
    }

    #[test]
    fn what_others_need_is_a_gap_only_where_a_contract_says_so() {
        assert_eq!(need(Never).gap(false), None);
        let agreed = Need { evidence: Evidence::Contract, ..need(Never) };
        assert_eq!(agreed.gap(false), Some(GapKind::Missing));
    }
}
