//! Where the page's files are read and drawn: on a thread of its own, so that no request waits for another's file.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};

use axum::http::StatusCode;
use handoff_import::limits;
use handoff_machine::{ReadError, System};
use handoff_report::drawing::{Overlay, svg};
use tokio::sync::oneshot;

/// How many pieces of work may wait: people click, they do not hammer.
const WAITING: usize = 32;

/// A file that the report speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExportFile {
    /// Where it is.
    pub(super) file: PathBuf,
    /// Its path as the report shows it.
    pub(super) shown: String,
}

/// What is to be done with an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JobKind {
    /// Its bytes, as they are.
    Read,
    /// A drawing of it: an SVG element for each of its sheets.
    Draw,
}

struct ExportJob {
    export: ExportFile,
    work: JobKind,
    reply: oneshot::Sender<Result<Vec<u8>, ReadError>>,
}

/// Hands work in.
#[derive(Clone)]
pub(super) struct WorkQueue(SyncSender<ExportJob>);

/// Does the work.
pub(super) struct ExportWorker(Receiver<ExportJob>);

/// Opens a workshop.
pub(super) fn open() -> (WorkQueue, ExportWorker) {
    let (jobs, waiting) = sync_channel(WAITING);
    (WorkQueue(jobs), ExportWorker(waiting))
}

impl WorkQueue {
    /// Has work done; the error is the status to answer with.
    pub(super) async fn submit(&self, export: ExportFile, work: JobKind) -> Result<Vec<u8>, StatusCode> {
        let (reply, done) = oneshot::channel();
        self.0.try_send(ExportJob { export, work, reply }).map_err(|refused| match refused {
            TrySendError::Full(_) => StatusCode::SERVICE_UNAVAILABLE,
            TrySendError::Disconnected(_) => StatusCode::GONE,
        })?;
        match done.await {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(ReadError::TooLarge { .. })) => Err(StatusCode::PAYLOAD_TOO_LARGE),
            Ok(Err(_)) => Err(StatusCode::NOT_FOUND),
            Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

impl ExportWorker {
    /// Works until nobody can hand anything in any more.
    pub(super) fn run(self, system: &dyn System) {
        for ExportJob { export, work, reply } in self.0 {
            // Who has gone away does not want it any more.
            if !reply.is_closed() {
                let _ = reply.send(work.execute(&export, system));
            }
        }
    }
}

impl JobKind {
    fn execute(self, export: &ExportFile, system: &dyn System) -> Result<Vec<u8>, ReadError> {
        let bytes = system.read(&export.file, limits::MAX_BYTES)?;
        match self {
            Self::Read => Ok(bytes),
            Self::Draw => {
                let drawing = handoff_import::read_drawn(&bytes, &export.shown).drawing.unwrap_or_default();
                let draw = |plane| svg(plane, &Overlay::default(), &export.shown).markup;
                Ok(drawing.planes.iter().map(draw).collect::<String>().into_bytes())
            }
        }
    }
}
