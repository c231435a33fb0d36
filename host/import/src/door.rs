//! The one door: bytes in, [`Import`] out.

use handoff_model::{Code, Model, Note, Status};

use crate::{Refusal, encoding, format, limits, xml};

/// What became of one export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The format by its content: `bpmn`, `text`, a foreign one such as `dmn`, or `unknown`.
    pub format: &'static str,
    /// How it came through: refused if there is a refusal, repaired if a note records a repair, else read.
    pub status: Status,
    /// What was read; `None` exactly if it was refused.
    pub model: Option<Model>,
    /// What was repaired, assumed or left out, in file order.
    pub notes: Vec<Note>,
    /// Why nothing was read.
    pub refusal: Option<Refusal>,
}

impl Import {
    fn new(format: &'static str, result: Result<Model, Refusal>, notes: Vec<Note>) -> Self {
        let status = match &result {
            Err(_) => Status::Refused,
            Ok(_) if notes.iter().any(|note| note.code.repair) => Status::Repaired,
            Ok(_) => Status::Read,
        };
        let (model, refusal) = match result {
            Ok(model) => (Some(model), None),
            Err(refusal) => (None, Some(refusal)),
        };
        Self { format, status, model, notes, refusal }
    }
}

/// Reads one export, whatever it is.
///
/// The format is told by the content; `name` (the file name, for standard input any name) only decides where content
/// leaves it open. Never panics and never fails: what cannot be read is refused, with the reason and a remedy.
pub fn read(bytes: &[u8], name: &str) -> Import {
    let mut notes = Vec::new();
    if bytes.len() > limits::MAX_BYTES {
        let reason =
            format!("it has {} MiB, the limit is {} MiB", bytes.len() >> 20, limits::MAX_BYTES >> 20);
        let refusal = Refusal::of_file(reason, "export single processes instead of the whole repository");
        return Import::new("unknown", Err(refusal), notes);
    }
    if let Some(foreign) = format::foreign::binary(bytes, name) {
        return Import::new(foreign.format, Err(foreign.refusal()), notes);
    }
    let text = encoding::decode(bytes, &mut notes);
    let (format, result) = format::read(&text, name, &mut notes);
    Import::new(format, result, notes)
}

/// Lists every code a note of this crate can carry.
pub fn codes() -> Vec<Code> {
    [encoding::CODES, xml::CODES, format::bpmn::CODES].concat()
}
