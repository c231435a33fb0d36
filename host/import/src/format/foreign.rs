//! Files that are no process export, named so that the refusal helps.

use crate::Refusal;

/// What a file seems to be, and what to do instead.
pub(crate) struct Foreign {
    /// The name used in reports, like `dmn`.
    pub(crate) format: &'static str,
    what: String,
    remedy: &'static str,
}

impl Foreign {
    pub(crate) fn refusal(&self) -> Refusal {
        Refusal::of_file(self.what.clone(), self.remedy)
    }
}

/// Recognises what is no text at all.
pub(crate) fn binary(_bytes: &[u8], _name: &str) -> Option<Foreign> {
    None
}

/// Names a text that no reader recognised.
pub(crate) fn text(_text: &str, _name: &str) -> Foreign {
    Foreign { format: "unknown", what: "this is no process export".into(), remedy: "export as BPMN 2.0 XML" }
}
