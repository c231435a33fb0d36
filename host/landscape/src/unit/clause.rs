//! What contracts and exports say of the form of items, beside their names.

use handoff_model::{Evidence, Span};
use serde::{Deserialize, Serialize};

use super::ids::{DepartmentId, ItemId, StateId, StepId};
use crate::contract::{ItemForm, Origin};

/// What is said of the form of an item where a step needs or provides it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ItemClause {
    /// The step that needs or provides the item.
    pub step: StepId,
    /// The item that it is about.
    pub item: ItemId,
    /// The state that it is about: a position in [`Item::states`](super::Item::states).
    pub state: Option<StateId>,
    /// The step needs it; else it provides it.
    pub needed: bool,
    /// Where the need or provision is known from.
    pub evidence: Evidence,
    /// The other side that a contract names, where it is a department of the unit.
    pub party: Option<DepartmentId>,
    /// What is said; never empty.
    pub form: ItemForm,
    /// The clause of a contract that says so.
    pub origin: Option<Origin>,
    /// The id and place of the element of the export that says so.
    pub element: Option<(String, Span)>,
}
