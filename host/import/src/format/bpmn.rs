//! BPMN 2.0 XML.

use handoff_model::{Model, Note};

use crate::Refusal;

/// Recognises BPMN 2.0 by its namespace.
pub(crate) fn recognises(_text: &str) -> bool {
    false
}

/// Reads BPMN 2.0 XML.
pub(crate) fn read(_text: &str, _notes: &mut Vec<Note>) -> Result<Model, Refusal> {
    Ok(Model::default())
}
