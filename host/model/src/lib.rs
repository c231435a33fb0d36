//! A process as plain data: steps, flows, items, owners, each with its place in the file.
//!
//! Also a process as it is drawn: a [`Drawing`], which who draws asks the importers for.
//!
//! No input or output, no serialisation, no analysis: importers fill a [`Model`], the landscape reads it.

#![warn(clippy::disallowed_methods)]

mod diagnostic;
mod drawing;
mod event;
mod item;
mod language;
mod model;
mod place;
mod refusal;
mod step;
mod table;

pub use diagnostic::{
    Diagnostic, DiagnosticCode, DiagnosticKind, ElementDiagnostic, FlowDiagnostic, FlowEnd, LinkDiagnostic,
    Omission, PlaceDiagnostic, Status, StepMention, TextDiagnostic, TitleSource, UnreadReason, XmlErrorKind,
};
pub use drawing::{Drawing, DrawingOrigin, Edge, EdgeKind, Plane, Point, Rect, Shape, ShapeKind, Sign};
pub use event::{Definition, DefinitionKind, Event, Timer, TimerKind, Trigger, TriggerKind};
pub use item::{Access, Evidence, Field, Item, ItemKind, split_state};
pub use language::{GrammaticalCase, Language, LocalizedText, OtherLanguage, quoted, short};
pub use model::{
    Annotation, Exporter, Flow, Format, IgnoreMark, Import, Lane, MessageEnd, MessageFlow, Model,
    Participant, Process,
};
pub use place::Span;
pub use refusal::{
    AccessRefusal, ForeignKind, ForeignRemedy, PackedForm, Refusal, RefusalKind, TextFormRefusal, XmlRefusal,
};
pub use step::{CallTarget, Loop, Mapping, Step, StepAttribute, StepKind};
pub use table::{
    FlowId, Id, ItemId, LaneId, MessageFlowId, ParticipantId, ProcessId, StepId, Table, TriggerId,
};
