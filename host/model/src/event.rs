//! What starts, interrupts and ends a flow.

use serde::{Deserialize, Serialize};

use crate::{Span, TriggerId};

/// What kind of thing is thrown and caught by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TriggerKind {
    /// `bpmn:message`.
    Message,
    /// `bpmn:signal`.
    Signal,
    /// `bpmn:error`.
    Error,
    /// `bpmn:escalation`.
    Escalation,
    /// The name shared by a throwing and a catching link event.
    Link,
}

/// A declared message, signal, error, escalation or link name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// What is declared.
    pub kind: TriggerKind,
    /// The id of its declaration; empty where only a name or code is known.
    pub id: String,
    /// The name as written, or empty.
    pub name: String,
    /// The code by which errors and escalations are caught; `None` for everything else.
    pub code: Option<String>,
    /// The declared structure of its payload, as written.
    pub data_type: Option<String>,
    /// The place of its declaration; of its first use where it is declared nowhere.
    pub span: Span,
}

/// What an event waits for or brings about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DefinitionKind {
    /// Sends or receives a message.
    Message,
    /// Waits for a point in time, a length of time or a repetition.
    Timer,
    /// Sends to or receives from every process of the landscape.
    Signal,
    /// Thrown to the nearest enclosing handler; always interrupting.
    Error,
    /// Thrown to the nearest enclosing handler; may be non-interrupting.
    Escalation,
    /// A jump inside one process.
    Link,
    /// Waits until a condition becomes true.
    Conditional,
    /// Undoes finished work; out of the normal flow.
    Compensation,
    /// Cancels a transaction.
    Cancel,
    /// Ends every running branch of the process.
    Terminate,
}

/// What the expression of a timer stands for, as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimerKind {
    /// A point in time, like `2027-03-31T12:00:00Z`.
    Date,
    /// A length of time, like `P2D`.
    Duration,
    /// A repetition, like `R3/PT10H`.
    Cycle,
}

/// The expression of a timer event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timer {
    /// What the expression stands for.
    pub kind: TimerKind,
    /// The expression as written (`P2D`, `R3/PT10H`, `${deadline}`).
    pub text: String,
}

impl Timer {
    /// Returns the length of a duration, or of one round of a cycle, in seconds; `None` for a date, an expression that is computed, and
    /// months and years, which have no fixed length. A day has 24 hours.
    ///
    /// ```
    /// use handoff_model::{Timer, TimerKind};
    /// let timer = |kind, text: &str| Timer { kind, text: text.to_owned() }.seconds();
    /// assert_eq!(timer(TimerKind::Duration, "P1DT2H"), Some(93_600));
    /// assert_eq!(timer(TimerKind::Cycle, "R3/PT10H"), Some(36_000));
    /// assert_eq!(timer(TimerKind::Duration, "P1M"), None);
    /// assert_eq!(timer(TimerKind::Duration, "${deadline}"), None);
    /// ```
    pub fn seconds(&self) -> Option<u64> {
        let length = match self.kind {
            TimerKind::Date => return None,
            TimerKind::Duration => self.text.trim(),
            TimerKind::Cycle => self.text.trim().split('/').find(|part| part.starts_with('P'))?,
        };
        let span: jiff::Span = length.parse().ok()?;
        let has_fixed_length = span.get_years() == 0 && span.get_months() == 0;
        let days = i64::from(span.get_weeks()) * 7 + i64::from(span.get_days());
        let hours = days * 24 + i64::from(span.get_hours());
        let minutes = hours.checked_mul(60)?.checked_add(span.get_minutes())?;
        let seconds = minutes.checked_mul(60)?.checked_add(span.get_seconds())?;
        u64::try_from(seconds).ok().filter(|_| has_fixed_length)
    }
}

/// One definition of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What it waits for or brings about.
    pub kind: DefinitionKind,
    /// What is thrown or caught, where the export names it.
    pub trigger: Option<TriggerId>,
    /// The expression of a timer; `None` for every other kind.
    pub timer: Option<Timer>,
    /// The place of the definition.
    pub span: Span,
}

/// The event part of a start, end, catch, throw or boundary step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Its definitions: none for a plain event, several for a multiple event.
    pub definitions: Vec<Definition>,
    /// For boundary events and event sub-process starts: whether the host is stopped.
    pub interrupting: bool,
    /// Whether all definitions must happen (parallel multiple), not one.
    pub parallel_multiple: bool,
}

impl Event {
    /// Tells whether one of the definitions is of this kind.
    pub fn has(&self, kind: DefinitionKind) -> bool {
        self.definitions.iter().any(|definition| definition.kind == kind)
    }
}
