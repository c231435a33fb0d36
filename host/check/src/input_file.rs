//! One input, from its bytes to what a check knows of it.

use std::path::Path;
use std::sync::Arc;

use handoff_import::{ImportResult, ProbeExtent};
use handoff_landscape::Export;
use handoff_machine::{ReadError, System};
use handoff_model::{AccessRefusal, Drawing, Exporter, Refusal, Status};
use handoff_report::FileReport;

use crate::access::access;
use crate::inputs::{Input, InputSource};

/// One input, read or refused.
#[derive(Clone)]
pub(crate) struct InputFile {
    pub(crate) file: Arc<FileReport>,
    pub(crate) export: Option<Export>,
    pub(crate) text: Option<Arc<str>>,
    /// How it is drawn, where that is asked for.
    pub(crate) drawing: Option<Arc<Drawing>>,
}

/// Reads of a file that was only met what tells whether it is a process model.
pub(crate) fn beginning(path: &Path, system: &dyn System) -> Result<Vec<u8>, ReadError> {
    /// Tells pictures, texts and source code from the rest.
    const FIRST: usize = 4 * 1024;
    /// Tells formats: roots and keys stand near the beginning.
    const HEAD: usize = 64 * 1024;
    /// More than any pack of models has.
    const PACK: usize = 64 * 1024 * 1024;
    match handoff_import::probe(&system.head(path, FIRST)?) {
        ProbeExtent::Nothing => Ok(Vec::new()),
        ProbeExtent::Beginning => system.head(path, HEAD),
        ProbeExtent::Everything => system.read(path, PACK),
    }
}

/// Makes of the bytes of an input what they are, and draws it where that is asked for.
pub(crate) fn import_input(
    input: &Input,
    draws: bool,
    bytes: Result<&[u8], &ReadError>,
) -> Option<InputFile> {
    let bytes = match (bytes, &input.from) {
        (Ok(bytes), _) => bytes,
        // What cannot be looked at may be anything, but nothing says that it is an export.
        (Err(_), InputSource::Beside(_)) => return None,
        (Err(problem), _) => return Some(InputFile::refused(input, access(problem))),
    };
    let import = if draws { handoff_import::read_drawn } else { handoff_import::read };
    let mut import = import(bytes, &input.path);
    let is_read = import.model.is_some() || import.format == "bpmn";
    let counts = match &input.from {
        InputSource::Perhaps(_) => is_read || import.is_process,
        // An export under another name is a copy that somebody put aside.
        InputSource::Beside(_) => import.is_process && !is_read,
        _ => return Some(InputFile::of(input, import, bytes)),
    };
    if let Some(refusal) = import.refusal.as_mut().filter(|_| !is_read) {
        refusal.is_met = true;
    }
    counts.then(|| InputFile::of(input, import, bytes))
}

impl InputFile {
    fn of(input: &Input, import: ImportResult, bytes: &[u8]) -> Self {
        let path: Arc<str> = input.path.as_str().into();
        let text = (import.format == "text").then(|| String::from_utf8_lossy(bytes).into());
        let file = FileReport {
            path: Arc::clone(&path),
            format: import.format,
            exporter: import.model.as_ref().map(|model| model.exporter.clone()).unwrap_or_default(),
            status: import.status,
            notes: import.diagnostics,
            refusal: import.refusal,
        };
        Self {
            file: file.into(),
            export: import.model.map(|model| Export { path, model: model.into() }),
            text,
            drawing: import.drawing.map(Arc::new),
        }
    }

    pub(crate) fn refused(input: &Input, kind: AccessRefusal) -> Self {
        let file = FileReport {
            path: input.path.as_str().into(),
            format: "unknown",
            exporter: Exporter::default(),
            status: Status::Refused,
            notes: Vec::new(),
            refusal: Some(Refusal::of_file(kind)),
        };
        Self { file: file.into(), export: None, text: None, drawing: None }
    }
}
