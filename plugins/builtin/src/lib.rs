//! The built-in rules as one plugin: one list of families and rules, in the order in which a report lists them.

mod shared;

use handoff_sdk::{Plugin, Rule};

/// Makes each rule a module of its family, `src/<family>/<rule>.rs`, and lists it: a rule is its file, its page and a name here.
macro_rules! rules {
    ($($(#[$docs:meta])* $family:ident { $($rule:ident)* })*) => {
        $($(#[$docs])* mod $family { $(pub(crate) mod $rule;)* })*

        const FAMILIES: &[&[Rule]] = &[$(&[$($family::$rule::RULE,)*],)*];
    };
}

rules! {
    /// What a step needs and does not surely get, and what is made for nobody.
    data {
        missing_input
        possibly_missing_input
        late_input
        racing_input
        blind_decision
        undecidable_input
        unused_output
        overwritten_output
        conflicting_writes
    }
    /// What a department states about its neighbours and what really arrives.
    contract {
        missing_field
        wrong_state
        wrong_format
        wrong_cardinality
        optional_to_required
        unmapped_call
        stale_entry
    }
    /// How work crosses a border.
    transfer {
        undeclared_handoff
        unnamed_message
        unreceived_message
        unsent_message
        informal_channel
        media_break
        ping_pong
        missing_acknowledgement
    }
    /// What the customer meets.
    customer {
        silent_ending
        asked_twice
        promise_before_check
        unconfirmed_commitment
        wrong_recipient
        unhandled_exception
        inconsistent_answers
        long_silence
        outsourced_touchpoint
        powerless_contact
        no_human_exit
        uncovered_segment
        effort_on_customer
        unreachable
        no_feedback
    }
    /// Whose work it is.
    ownership {
        unowned_step
        unowned_handoff
        unowned_item
        overloaded_role
    }
    /// Who waits for whom, and how long.
    timing {
        unlimited_wait
        promise_exceeded
        handoff_without_deadline
    }
    /// What things are called.
    terms {
        synonyms
        homonyms
        unknown_term
    }
    /// Who gets to see what is personal.
    privacy {
        over_shared
        leaves_company
    }
    /// Faults that make what is said about a handoff meaningless.
    structure {
        unreachable_step
        unsound_join
        dead_end
    }
}

/// The built-in plugin.
pub const PLUGIN: Plugin =
    Plugin { id: "builtin", version: env!("CARGO_PKG_VERSION"), families: FAMILIES, ..Plugin::DEFAULT };

handoff_sdk::export!(PLUGIN);
