//! The short text form of tests and rule pages.

use handoff_model::{Model, Note};

use crate::Refusal;

/// Recognises the short text form by the file name or by its first statement.
pub(crate) fn recognises(_text: &str, _name: &str) -> bool {
    false
}

/// Reads the short text form.
pub(crate) fn read(_text: &str, _notes: &mut Vec<Note>) -> Result<Model, Refusal> {
    Ok(Model::default())
}
