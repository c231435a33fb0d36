//! The live page of `handoff watch --serve`: what the last round found, for browsers.
//!
//! A view, not a program: it answers GET with files that are embedded, with the last outcome as JSON and with the
//! exports that outcome speaks of; it sends an event when there is another outcome, and changes nothing.

mod address;
mod assets;
mod guard;
mod listen;
mod markdown_tree;
mod routes;
mod state;
mod timeout;
mod worker;

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Mutex;
use std::thread;

use handoff_machine::System;
use tokio::sync::{oneshot, watch};

pub use self::address::Address;
pub(crate) use self::guard::RequestRefusal;
use self::guard::{AccessToken, RequestGuard};
use self::routes::AppState;
use self::state::{PageHistory, PageSnapshot};
pub use self::state::{RoundView, Staleness};

/// Why the page cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    Address {
        /// The address as it was asked for.
        address: Address,
        /// What the operating system says.
        reason: io::Error,
    },
    /// The machine gives no random numbers or no thread.
    Machine(#[from] io::Error),
}

/// A page that is being served.
pub struct PageServer {
    url: String,
    snapshot: watch::Sender<PageSnapshot>,
    history: Mutex<PageHistory>,
}

impl PageServer {
    /// Returns the address to open, with the token where one is asked for.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Shows the outcome of a round to every browser.
    pub fn show(&self, outcome: RoundView<'_>) {
        let mut history = self.history.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match history.snapshot(outcome) {
            Ok(snapshot) => drop(self.snapshot.send_replace(snapshot)),
            // The wire types hold nothing that JSON cannot say.
            Err(error) => tracing::error!("the page was not told: {error}"),
        }
    }

    /// Says why what is shown may not be how things are, until the next outcome or until told otherwise.
    pub fn mark_stale(&self, staleness: Staleness) {
        self.snapshot.send_if_modified(|shown| {
            let other = shown.staleness != staleness;
            shown.staleness = staleness;
            other
        });
    }
}

/// Serves the page while `work` goes on. Beyond this machine it asks for a token; on loopback, where other users of the
/// machine can reach it too, with `token` only.
pub fn serve<R>(
    address: &Address,
    token: bool,
    system: &dyn System,
    work: impl FnOnce(&PageServer) -> R,
) -> Result<R, ServeError> {
    let refused = |reason| ServeError::Address { address: address.clone(), reason };
    let listener = address.open().map_err(refused)?;
    let local = listener.local_addr().map_err(refused)?;
    let loopback = local.ip().is_loopback();
    let token = (token || !loopback).then(|| AccessToken::new(system)).transpose()?;
    let cookie = format!("handoff-{}", local.port());
    let url = url(address, local, token.as_ref());
    let (sender, shown) = watch::channel(PageSnapshot::default());
    let (counter, workshop) = worker::open();
    let guard = RequestGuard { host: address.host.clone(), loopback, token, cookie };
    let router = routes::router(AppState { guard, shown, counter });
    let page =
        PageServer { url, snapshot: sender, history: Mutex::new(PageHistory::new(guard::word(system)?)) };
    let (stop, stopped) = oneshot::channel();
    thread::scope(|scope| {
        thread::Builder::new().name("page".to_owned()).spawn_scoped(scope, move || {
            if let Err(error) = listen::serve(listener, router, stopped) {
                tracing::error!("the page is not served: {error}");
            }
        })?;
        thread::Builder::new().name("workshop".to_owned()).spawn_scoped(scope, || workshop.run(system))?;
        let done = work(&page);
        drop(stop);
        Ok(done)
    })
}

/// Writes the address to open. What listens everywhere is reached from here too.
fn url(address: &Address, local: SocketAddr, token: Option<&AccessToken>) -> String {
    let here = match local {
        SocketAddr::V4(_) if local.ip().is_unspecified() => (Ipv4Addr::LOCALHOST, local.port()).into(),
        SocketAddr::V6(_) if local.ip().is_unspecified() => (Ipv6Addr::LOCALHOST, local.port()).into(),
        local => local,
    };
    let named = address.host.parse::<std::net::IpAddr>().is_err();
    let host = if named { format!("{}:{}", address.host, local.port()) } else { here.to_string() };
    let token = token.map(|token| format!("?token={}", token.text())).unwrap_or_default();
    format!("http://{host}/{token}")
}
