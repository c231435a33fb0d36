//! Words of the vocabulary in the texts of a unit.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ids::{ItemId, StepId};

/// A text that hints are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HintText {
    /// The label of a step.
    Label(StepId),
    /// What is written down about a step.
    Documentation(StepId),
    /// The label of a flow: a position in [`Unit::flows`](super::Unit::flows).
    Flow(u32),
    /// The condition of a flow, likewise.
    Condition(u32),
    /// The name of an item.
    Item(ItemId),
    /// The name of what is sent: a position in [`Unit::exchanges`](super::Unit::exchanges).
    Exchange(u32),
    /// Where an item is kept: a position in [`Unit::clauses`](super::Unit::clauses).
    KeptIn(u32),
    /// The name of a field: its clause, likewise, and its place there.
    Field(u32, u32),
}

/// Words of a list of the vocabulary in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Hint {
    /// The list that has the words, by its key, like `informal`.
    #[serde(with = "crate::serde_forms::text")]
    pub words: Arc<str>,
    /// The text that they stand in.
    pub text: HintText,
    /// The place of their first character in the text, from 0.
    pub start: u32,
    /// The place behind their last character.
    pub end: u32,
}
