//! The words of the contract for the values of its enums.

use crate::{Availability, Evidence, HandoffKind, ReachVerdict, Severity, Side, StepKind};

/// A value that the contract writes as a word.
pub(super) trait Word: Copy {
    /// Finds the value of a word.
    fn of(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($($type:ident: $($word:literal => $value:ident,)*)*) => {
        $(impl Word for $type {
            fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$value),)*
                    _ => None,
                }
            }
        })*
    };
}

words! {
    Side: "internal" => Internal, "customer" => Customer, "partner" => Partner,
    Evidence: "contract" => Contract, "io-specification" => IoSpecification, "data-object" => DataObject,
        "form" => Form, "message" => Message, "label" => Label, "annotation" => Annotation,
    Availability: "always" => Always, "sometimes" => Sometimes, "racing" => Racing, "late" => Late,
        "elsewhere" => Elsewhere, "never" => Never, "unknown" => Unknown,
    HandoffKind: "sequence" => Sequence, "message" => Message, "call" => Call, "event" => Event, "store" => Store,
    ReachVerdict: "certain" => Certain, "possible" => Possible, "none" => None, "unknown" => Unknown,
    StepKind: "task" => Task, "user-task" => UserTask, "manual-task" => ManualTask, "service-task" => ServiceTask,
        "script-task" => ScriptTask, "send-task" => SendTask, "receive-task" => ReceiveTask,
        "decision-task" => DecisionTask, "call" => Call, "sub-process" => SubProcess,
        "event-sub-process" => EventSubProcess, "start" => Start, "end" => End, "catch" => Catch, "throw" => Throw,
        "boundary" => Boundary, "exclusive" => Exclusive, "parallel" => Parallel, "inclusive" => Inclusive,
        "event-based" => EventBased, "complex" => Complex,
}

/// Returns the word of a severity.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
