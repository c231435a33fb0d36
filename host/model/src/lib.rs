//! A process as plain data: steps, flows, items, owners, each with its place in the file.
//!
//! Also a process as it is drawn: a [`Drawing`], which who draws asks the importers for.
//!
//! No input or output, no serialisation, no analysis: importers fill a [`Model`], the landscape reads it.

#![warn(clippy::disallowed_methods)]

mod drawing;
mod event;
mod item;
mod language;
mod model;
mod note;
mod place;
mod step;
mod table;

pub use drawing::{Drawing, Edge, EdgeKind, Origin, Plane, Point, Rect, Shape, ShapeKind, Sign};
pub use event::{Definition, DefinitionKind, Event, Timer, TimerKind, Trigger, TriggerKind};
pub use item::{Access, Evidence, Field, Item, ItemKind, split_state};
pub use language::{Case, Language, Text, primary, quoted, short};
pub use model::{
    Annotation, Exporter, Flow, Format, Import, Lane, MessageEnd, MessageFlow, Model, Participant, Process,
};
pub use note::{
    Code, ElementNote, FlowEnd, FlowNote, LinkNote, Named, Note, NoteKind, Omission, PlaceNote, Status,
    TextNote, Titles, Unread, Unreadable,
};
pub use place::Span;
pub use step::{Called, Loop, Mapping, Step, StepKind};
pub use table::{
    FlowId, Id, ItemId, LaneId, MessageFlowId, ParticipantId, ProcessId, StepId, Table, TriggerId,
};
