//! What is handed over, and who needs or provides it.

use crate::{ItemId, ProcessId, Span, StepId};
use serde::{Deserialize, Serialize};

/// Where a need or provision is known from, strongest first (the order of this enum).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// A contract beside the model says so.
    Contract,
    /// An input or output of an `ioSpecification`, or an engine's typed equivalent.
    IoSpecification,
    /// A data association between a step and a drawn data object or store.
    DataObject,
    /// A form field, variable mapping, script or expression of an executable model.
    Form,
    /// The payload or name of a message.
    Message,
    /// The wording of a label.
    Label,
    /// A text annotation or a plain association.
    Annotation,
}

/// What kind of thing an item was drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// A data object: visible inside its process or sub-process.
    Object,
    /// A data store: visible across the landscape.
    Store,
    /// A process variable of an engine or a BPMN property: its writers need not all be visible to us.
    Variable,
    /// A data input or output of a process, step or event that nothing drawn stands behind.
    Parameter,
    /// A message that carries its name as its only content.
    Message,
}

/// One named part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name as written, like `postcode`.
    pub name: String,
    /// The declared type as written, like `xsd:string`; `None` where none is declared.
    pub data_type: Option<String>,
}

/// Something that is handed over: information or a thing.
///
/// Several references to one data object are one item; a reference's state is kept on each [`Access`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The id of the declaring element (data object, store, property, message …); empty where there is none.
    pub id: String,
    /// The name without a trailing `[state]`; empty for an unnamed item.
    pub name: String,
    /// What it was drawn as.
    pub kind: ItemKind,
    /// The declared structure or type, as written.
    pub data_type: Option<String>,
    /// The parts that the export declares; empty where it declares none.
    pub fields: Vec<Field>,
    /// Whether several of it travel at once.
    pub collection: bool,
    /// The process that owns it; `None` for stores and messages.
    pub process: Option<ProcessId>,
    /// The sub-process that owns it, where it is not the process itself.
    pub scope: Option<StepId>,
    /// The place of the declaring element.
    pub span: Span,
}

/// One need or provision: a step (or flow, or process) reads or writes an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// The item that is read or written.
    pub item: ItemId,
    /// The state it is needed or provided in, like `approved`.
    pub state: Option<String>,
    /// Where the need or provision is known from.
    pub evidence: Evidence,
    /// For a need: the step can do without. For a provision: the step may leave it out.
    pub optional: bool,
    /// The id of the association, parameter or field that says so.
    pub element: Option<String>,
    /// The place of the element that says so.
    pub span: Span,
}

/// Splits `Order [approved]` into the name and the state; a name without a trailing bracket has no state.
///
/// ```
/// assert_eq!(handoff_model::split_state("Order [approved]"), ("Order", Some("approved")));
/// assert_eq!(handoff_model::split_state("[draft]"), ("[draft]", None));
/// ```
pub fn split_state(name: &str) -> (&str, Option<&str>) {
    let trimmed = name.trim();
    let Some(body) = trimmed.strip_suffix(']') else { return (trimmed, None) };
    let Some(open) = body.rfind('[') else { return (trimmed, None) };
    let (head, state) = (body[..open].trim_end(), body[open + 1..].trim());
    if head.is_empty() || state.is_empty() { (trimmed, None) } else { (head, Some(state)) }
}
