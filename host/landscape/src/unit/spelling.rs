//! How items are written in the exports, and what the glossary says of it.

use serde::{Deserialize, Serialize};

use super::ids::{ItemId, StepId};

/// What the glossary says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GlossaryStatus {
    /// The name of a term.
    Term,
    /// A synonym of a term.
    Synonym,
    /// The glossary has terms, and this is none of them.
    Unlisted,
    /// There is no glossary.
    None,
}

/// One way in which an item is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Spelling {
    /// The item that is written so.
    pub item: ItemId,
    /// The name as written, without a state.
    pub written: String,
    /// How often steps need or provide the item under this name.
    pub count: u32,
    /// What the glossary says of the name.
    pub glossary: GlossaryStatus,
    /// The glossary's own name for it; of an unlisted name the one that is written nearly like it.
    pub term: Option<String>,
    /// The steps at which it is written so, in their order, each once: the first [`Spelling::STEPS`].
    pub steps: Vec<StepId>,
}

impl Spelling {
    /// The most [`steps`](Spelling::steps) of a spelling.
    pub const STEPS: usize = 16;
}
