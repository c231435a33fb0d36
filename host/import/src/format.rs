//! The list of formats: what recognises each and what reads it.

pub(crate) mod bpmn;
pub(crate) mod foreign;
pub(crate) mod root;
mod spoilt;
pub(crate) mod text;

use handoff_model::{Drawing, Model, Note};

use crate::Refusal;
use crate::drawing::complete;

/// One format that can be read.
struct Format {
    name: &'static str,
    /// Tells by the decoded text and, where that leaves it open, by the file name.
    recognises: fn(text: &str, name: &str) -> bool,
    read: fn(text: &str, notes: &mut Vec<Note>) -> Result<Model, Refusal>,
    /// Draws what was read from the same text.
    draw: fn(text: &str, model: &Model) -> Drawing,
}

/// Every format that can be read; the first that recognises a file reads it.
const FORMATS: [Format; 2] = [
    Format {
        name: "text",
        recognises: text::recognises,
        read: text::read,
        // The short form says nothing about places.
        draw: |_, model| complete(Vec::new(), model),
    },
    Format {
        name: "bpmn",
        recognises: |text, _| !is_json(text) && bpmn::recognises(text),
        read: bpmn::read,
        draw: bpmn::draw,
    },
];

/// Tells JSON, which may hold XML in its texts.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// What became of a text.
pub(crate) struct Outcome {
    pub(crate) format: &'static str,
    pub(crate) result: Result<Model, Refusal>,
    /// It is plainly a process model, read or not.
    pub(crate) is_process: bool,
}

/// Reads a text by the format that recognises it, or refuses it by the name of what it seems to be.
pub(crate) fn read(text: &str, name: &str, notes: &mut Vec<Note>) -> Outcome {
    let known = FORMATS.iter().find(|format| (format.recognises)(text, name));
    if let Some(refusal) = spoilt::unmerged(text).or_else(|| spoilt::patch(text)) {
        let is_process = known.is_some() || text.contains("omg.org/spec/BPMN");
        let format = known.map_or("unknown", |format| format.name);
        return Outcome { format, result: Err(refusal), is_process };
    }
    if let Some(refusal) = spoilt::escaped(text) {
        let is_process = known.is_some() || text.contains("omg.org/spec/BPMN");
        return Outcome { format: "escaped", result: Err(refusal), is_process };
    }
    match known {
        Some(format) => Outcome { format: format.name, result: (format.read)(text, notes), is_process: true },
        None => foreign::text(text),
    }
}

/// Draws a text by the format that recognises it; `None` where it cannot be read.
pub(crate) fn draw(text: &str, name: &str) -> Option<Drawing> {
    let format = FORMATS.iter().find(|format| (format.recognises)(text, name))?;
    let model = (format.read)(text, &mut Vec::new()).ok()?;
    Some((format.draw)(text, &model))
}
