//! The list of formats: what recognises each and what reads it.

pub(crate) mod bpmn;
pub(crate) mod foreign;
mod merge_conflict;
pub(crate) mod root;
pub(crate) mod text;

use handoff_model::{Diagnostic, Refusal};

use crate::drawing::{DrawnModel, complete};

/// One format that can be read.
struct FormatReader {
    name: &'static str,
    /// Tells by the decoded text and, where that leaves it open, by the file name.
    recognises: fn(text: &str, name: &str) -> bool,
    /// Reads a text, and draws it only where `draws` asks for it.
    read: fn(text: &str, draws: bool, notes: &mut Vec<Diagnostic>) -> Result<DrawnModel, Refusal>,
}

/// Every format that can be read; the first that recognises a file reads it.
const FORMATS: [FormatReader; 2] = [
    FormatReader {
        name: "text",
        recognises: text::recognises,
        read: |text, draws, _| {
            let model = text::read(text)?;
            // The short form says nothing about places.
            let drawing = draws.then(|| complete(Vec::new(), &model));
            Ok((model, drawing))
        },
    },
    FormatReader {
        name: "bpmn",
        recognises: |text, _| !is_json(text) && bpmn::recognises(text),
        read: bpmn::read,
    },
];

/// Tells JSON, which may hold XML in its texts.
fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// What became of a text.
pub(crate) struct FormatResult {
    pub(crate) format: &'static str,
    pub(crate) result: Result<DrawnModel, Refusal>,
    /// It is plainly a process model, read or not.
    pub(crate) is_process: bool,
}

/// Reads a text by the format that recognises it, or refuses it by the name of what it seems to be.
pub(crate) fn read(text: &str, name: &str, draws: bool, notes: &mut Vec<Diagnostic>) -> FormatResult {
    let known = FORMATS.iter().find(|format| (format.recognises)(text, name));
    if let Some(refusal) = merge_conflict::unmerged(text).or_else(|| merge_conflict::patch(text)) {
        let is_process = known.is_some() || text.contains("omg.org/spec/BPMN");
        let format = known.map_or("unknown", |format| format.name);
        return FormatResult { format, result: Err(refusal), is_process };
    }
    if let Some(refusal) = merge_conflict::escaped(text) {
        let is_process = known.is_some() || text.contains("omg.org/spec/BPMN");
        return FormatResult { format: "escaped", result: Err(refusal), is_process };
    }
    match known {
        Some(format) => {
            FormatResult { format: format.name, result: (format.read)(text, draws, notes), is_process: true }
        }
        None => foreign::text(text),
    }
}
