//! Takes connections in, as many as are good for the machine, and only as long as they take what they ask for.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Semaphore, oneshot};

use super::timeout::TimeoutWriter;

/// How many connections may be open: some forty browsers. One more is closed at once.
const CONNECTIONS: usize = 256;
/// How long the head of a request may take, a connection be silent between two, and who asks take nothing of an answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// The bytes of the head of a request: what browsers send has less than two thousand.
const HEAD: usize = 16 << 10;
/// The headers of a request: browsers send about twenty.
const HEADERS: usize = 64;
/// How long to wait when the machine has no connection left to give.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers requests until `stop` is dropped.
///
/// # Errors
/// The machine gives no event loop.
pub(super) fn serve(listener: TcpListener, router: Router, stop: oneshot::Receiver<()>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            () = accept(&listener, router) => {}
            _ = stop => {}
        }
        Ok(())
    })
}

async fn accept(listener: &tokio::net::TcpListener, router: Router) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_header_size(HEAD).max_headers(HEADERS);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection(TokioIo::new(TimeoutWriter::new(stream, PATIENCE)), service);
        tokio::spawn(async move {
            // That somebody hangs up, or speaks no HTTP, is nobody's concern.
            let _ = connection.await;
            drop(place);
        });
    }
}
