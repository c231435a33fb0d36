//! Why a call did not give what it should have: one readable cause, told apart by type.

use wasmtime::Trap;

use crate::rejection::Rejection;
use crate::text::bounded;
use crate::{frames, limits};

/// What a plugin was doing when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It was being instantiated; its start function ran.
    Start,
    /// It said what it holds.
    Describe,
    /// It took its options.
    Configure,
    /// It checked a unit.
    Check,
}

impl Phase {
    /// Returns the stable name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Describe => "describe",
            Self::Configure => "configure",
            Self::Check => "check",
        }
    }
}

/// A bound on all calls of a plugin in one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunBound {
    /// Instructions of its calls.
    Fuel,
    /// Steps of work that its questions cause.
    Work,
    /// Bytes of its findings, as reports show them.
    Findings,
}

/// The cause of a failed call.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FailureCause {
    /// It used up its fuel.
    Fuel {
        /// The fuel of one call, about one unit an instruction.
        limit: u64,
    },
    /// The clock stopped it; the machine was too busy, or a host function too slow.
    Time {
        /// The most seconds of wall time.
        seconds: u64,
    },
    /// It asked for more memory or table space than it may have.
    Memory {
        /// How much it asked for, in `unit`s.
        asked: usize,
        /// What is counted.
        unit: MemoryUnit,
        /// The most it may have, in `unit`s.
        limit: usize,
    },
    /// It recursed too deeply.
    Stack,
    /// It panicked, and said why.
    Panic(String),
    /// It trapped without a word.
    Trap(String),
    /// It asked too often.
    Queries {
        /// The most questions and log lines of one call.
        limit: u64,
    },
    /// Its questions caused too much work.
    Work {
        /// The most steps of work that its questions may cause in one call.
        limit: u64,
    },
    /// It asked about something it was not shown.
    NotShown {
        /// What the number counts, like `step`.
        kind: &'static str,
        /// The number it asked about.
        number: u32,
        /// How many it was shown: valid numbers are smaller.
        shown: usize,
    },
    /// One of its findings cannot be believed; none of that call is.
    RejectedFinding {
        /// The position of the finding in the list of the call, from 0.
        index: usize,
        /// The id of the rule that the finding names; untrusted text.
        rule: String,
        /// Why the finding cannot be believed.
        flaw: Rejection,
    },
    /// It found more than one unit can hold; the first ones are kept.
    TooMany {
        /// The most findings about one unit.
        limit: usize,
    },
    /// It refused its options.
    OptionsRefused(String),
    /// It gave up.
    CheckError(String),
    /// Its calls stayed within their bounds, and are too much together.
    Run {
        /// The bound that it went over.
        what: RunBound,
        /// The most that one plugin may use in a run.
        limit: u64,
    },
    /// What it handed over breaks the component model's rules, or is too much at once.
    Data(String),
}

impl FailureCause {
    /// Returns the stable kebab-case name used in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Fuel { .. } => "fuel",
            Self::Time { .. } => "time",
            Self::Memory { .. } => "memory",
            Self::Stack => "stack",
            Self::Panic(_) => "panic",
            Self::Trap(_) => "trap",
            Self::Queries { .. } => "queries",
            Self::Work { .. } => "work",
            Self::NotShown { .. } => "not-shown",
            Self::RejectedFinding { .. } => "rejected-finding",
            Self::TooMany { .. } => "too-many",
            Self::OptionsRefused(_) => "options-refused",
            Self::CheckError(_) => "check-error",
            Self::Run { what: RunBound::Fuel, .. } => "run-fuel",
            Self::Run { what: RunBound::Work, .. } => "run-work",
            Self::Run { what: RunBound::Findings, .. } => "run-findings",
            Self::Data(_) => "data",
        }
    }
}

/// What memory is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoryUnit {
    /// Bytes of a linear memory.
    Bytes,
    /// Elements of a table.
    TableElements,
}

/// A call that did not end as the contract asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallFailure {
    /// Why the call failed.
    pub cause: FailureCause,
    /// What the plugin was doing when it failed.
    pub phase: Phase,
    /// The functions it stopped in, innermost first, for whoever mends the plugin; untrusted text.
    pub frames: Vec<String>,
}

impl CallFailure {
    /// Makes a failure without frames.
    pub(crate) fn new(phase: Phase, cause: FailureCause) -> Self {
        Self { cause, phase, frames: Vec::new() }
    }

    /// Reads the error with which wasmtime stopped a call.
    ///
    /// Host functions stop a call with a [`FailureCause`] of their own; the engine does with a [`Trap`]; what is left comes
    /// from taking over data. `panic` is what the plugin logged last as its panic, `fuel` its bound.
    pub(crate) fn of(error: &wasmtime::Error, phase: Phase, panic: Option<String>, fuel: u64) -> Self {
        let cause = match (error.downcast_ref::<FailureCause>(), error.downcast_ref::<Trap>()) {
            (Some(cause), _) => cause.clone(),
            (None, Some(Trap::OutOfFuel)) => FailureCause::Fuel { limit: fuel },
            (None, Some(Trap::Interrupt)) => {
                FailureCause::Time { seconds: limits::ticks(fuel) * limits::TICK.as_millis() as u64 / 1000 }
            }
            (None, Some(Trap::StackOverflow)) => FailureCause::Stack,
            (None, Some(trap)) => match panic {
                Some(message) => FailureCause::Panic(message),
                None => FailureCause::Trap(trap.to_string()),
            },
            (None, None) => FailureCause::Data(bounded(error.root_cause().to_string())),
        };
        Self { cause, phase, frames: frames::of(error) }
    }
}

#[cfg(test)]
mod tests {
    use wasmtime::{Error, Trap};

    use super::{CallFailure, FailureCause, Phase};

    fn check(error: impl Into<Error>, panic: Option<&str>, expected: &str) {
        let failure = CallFailure::of(&error.into(), Phase::Check, panic.map(str::to_owned), 7);
        assert_eq!(failure.to_string(), format!("while it checked, {expected}"));
    }

    #[test]
    fn causes_are_told_apart_by_type() {
        check(Trap::OutOfFuel, Some("ignored"), "it used up its fuel of 7 instructions");
        check(Trap::Interrupt, None, "it ran for more than 30 seconds");
        check(Trap::StackOverflow, None, "it used up its stack");
        check(Trap::UnreachableCodeReached, Some("no such step"), "it panicked: no such step");
        check(
            Trap::UnreachableCodeReached,
            Some("panicked at a.rs:1:2:\nno"),
            "it panicked at a.rs:1:2:\nno",
        );
        check(
            Trap::UnreachableCodeReached,
            None,
            "it crashed: wasm trap: wasm `unreachable` instruction executed",
        );
        check(FailureCause::Queries { limit: 3 }, None, "it asked more than 3 questions");
        // The words of a host error mean nothing: this one merely sounds like fuel.
        check(Error::msg("all fuel consumed"), None, "its data could not be taken over: all fuel consumed");
    }
}
