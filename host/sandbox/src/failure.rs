//! Why a call did not give what it should have: one readable cause, told apart by type.

mod german;

use std::fmt;

use handoff_model::Language;
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
    /// Says what it was doing, to stand behind *failed*.
    pub fn say(self, language: Language) -> String {
        match language {
            Language::German => german::phase(self).to_owned(),
            Language::English | Language::Other(_) => self.to_string(),
        }
    }

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

impl fmt::Display for Phase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Start => "while it started",
            Self::Describe => "while it described itself",
            Self::Configure => "while it took its options",
            Self::Check => "while it checked",
        })
    }
}

/// The cause of a failed call.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FailureCause {
    /// It used up its fuel.
    #[error("it used up its fuel of {limit} instructions")]
    Fuel {
        /// The fuel of one call, about one unit an instruction.
        limit: u64,
    },
    /// The clock stopped it; the machine was too busy, or a host function too slow.
    #[error("it ran for more than {seconds} seconds")]
    Time {
        /// The most seconds of wall time.
        seconds: u64,
    },
    /// It asked for more memory or table space than it may have.
    #[error("it asked for {asked} {unit}, of {limit} allowed")]
    Memory {
        /// How much it asked for, in `unit`s.
        asked: usize,
        /// What is counted: `bytes of memory`, `table elements`.
        unit: &'static str,
        /// The most it may have, in `unit`s.
        limit: usize,
    },
    /// It recursed too deeply.
    #[error("it used up its stack")]
    Stack,
    /// It panicked, and said why.
    #[error("it panicked{}", panic_text(.0))]
    Panic(String),
    /// It trapped without a word.
    #[error("it crashed: {0}")]
    Trap(String),
    /// It asked too often.
    #[error("it asked more than {limit} questions")]
    Queries {
        /// The most questions and log lines of one call.
        limit: u64,
    },
    /// Its questions caused too much work.
    #[error("its questions took more than {limit} steps of work")]
    Work {
        /// The most steps of work that its questions may cause in one call.
        limit: u64,
    },
    /// It asked about something it was not shown.
    #[error("it asked about {kind} {number}, of {shown} shown")]
    NotShown {
        /// What the number counts, like `step`.
        kind: &'static str,
        /// The number it asked about.
        number: u32,
        /// How many it was shown: valid numbers are smaller.
        shown: usize,
    },
    /// One of its findings cannot be believed; none of that call is.
    #[error("its finding {} ({rule}) is rejected: {flaw}", index + 1)]
    RejectedFinding {
        /// The position of the finding in the list of the call, from 0.
        index: usize,
        /// The id of the rule that the finding names; untrusted text.
        rule: String,
        /// Why the finding cannot be believed.
        flaw: Rejection,
    },
    /// It found more than one unit can hold; the first ones are kept.
    #[error("it has more than {limit} findings about one unit; the rest is left out")]
    TooMany {
        /// The most findings about one unit.
        limit: usize,
    },
    /// It refused its options.
    #[error("it refuses its options: {0}")]
    OptionsRefused(String),
    /// It gave up.
    #[error("it gave up: {0}")]
    CheckError(String),
    /// What it handed over breaks the component model's rules, or is too much at once.
    #[error("its data could not be taken over: {0}")]
    Data(String),
}

impl FailureCause {
    /// Says why the call failed, as one clause with the plugin as the subject.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::German => german::cause(self),
            Language::English | Language::Other(_) => self.to_string(),
        }
    }

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
            Self::Data(_) => "data",
        }
    }
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

impl fmt::Display for CallFailure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}, {}", self.phase, self.cause)
    }
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
                FailureCause::Time { seconds: limits::TICKS * limits::TICK.as_millis() as u64 / 1000 }
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

/// Joins the words of a panic to ours: Rust's hook begins its own with `panicked at` and the place.
fn panic_text(message: &str) -> String {
    match message.strip_prefix("panicked") {
        Some(at) => at.to_owned(),
        None => format!(": {message}"),
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
