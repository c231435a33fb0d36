//! An export with what can be told of it alone: what links exports and what makes units of them both start from it.

use std::sync::Arc;

use handoff_model::{Model, StepId};

use crate::{department::Owners, keys::Keys};

/// A step of some file.
pub(crate) type StepRef = (usize, StepId);

/// An export with what is known of it alone.
#[derive(Debug)]
pub(crate) struct IndexedExport {
    /// What it holds.
    pub(crate) model: Arc<Model>,
    /// Who owns what in it.
    pub(crate) owners: Owners,
    /// Under which names it is met.
    pub(crate) keys: Keys,
}
