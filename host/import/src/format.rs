//! The list of formats: what recognises each and what reads it.

pub(crate) mod bpmn;
pub(crate) mod foreign;
pub(crate) mod root;
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

/// Reads a text by the format that recognises it, or refuses it by the name of what it seems to be.
pub(crate) fn read(text: &str, name: &str, notes: &mut Vec<Note>) -> (&'static str, Result<Model, Refusal>) {
    if let Some(format) = FORMATS.iter().find(|format| (format.recognises)(text, name)) {
        return (format.name, (format.read)(text, notes));
    }
    let (format, refusal) = foreign::text(text);
    (format, Err(refusal))
}

/// Draws a text by the format that recognises it; `None` where it cannot be read.
pub(crate) fn draw(text: &str, name: &str) -> Option<Drawing> {
    let format = FORMATS.iter().find(|format| (format.recognises)(text, name))?;
    let model = (format.read)(text, &mut Vec::new()).ok()?;
    Some((format.draw)(text, &model))
}
