//! What goes wrong between us and a registry.

use handoff_report::escape::Untrusted;

/// The columns of a registry's own words that are shown.
const WORDS: usize = 200;

/// Something about one repository of one registry failed.
#[derive(Debug, thiserror::Error)]
#[error("registry {registry}, repository {repository}: {cause}")]
pub(super) struct RegistryError {
    pub(super) registry: String,
    pub(super) repository: String,
    pub(super) cause: RegistryErrorKind,
}

/// Why; each says what to do.
#[derive(Debug, thiserror::Error)]
pub(super) enum RegistryErrorKind {
    /// No connection, or one that breaks.
    #[error("it cannot be reached: {}; check its name and port, the network, and whether it speaks HTTPS", shown(.0))]
    Unreachable(String),
    /// It answers too slowly.
    #[error("it does not answer in time; try again, or ask who runs it")]
    Timeout,
    /// It wants to know who asks.
    #[error(
        "it asks who you are; set HANDOFF_REGISTRY_USER and HANDOFF_REGISTRY_PASSWORD, or log in with `docker login`"
    )]
    Unknown,
    /// It does not accept who asks.
    #[error(
        "it does not allow this with the credentials from {0}; check them, and your rights in this repository"
    )]
    Forbidden(&'static str),
    /// There is no such thing.
    #[error("there is no `{0}`; check the repository and the tag")]
    Missing(String),
    /// Another status.
    #[error("it answers with status {status}: {}; try again, or ask who runs it", shown(message))]
    Status { status: u16, message: String },
    /// What is there is not a plugin.
    #[error("what is there is no plugin: {0}; push it with `handoff plugin push`")]
    NoPlugin(String),
    /// What it sent is not what was named.
    #[error(
        "it sent {what} with the digest sha256:{found} instead of {expected}; do not use it, and ask who runs the registry"
    )]
    Digest { what: &'static str, expected: String, found: String },
    /// What it sends is larger than allowed.
    #[error("it sends {what} of more than {limit} bytes, the most allowed; ask whoever pushed it")]
    TooLarge { what: &'static str, limit: usize },
    /// The library, or this machine, cannot do it.
    #[error("it cannot be spoken to: {}; try again, or ask who runs it", shown(.0))]
    Other(String),
}

/// Shows what a registry says: it may say anything.
fn shown(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() { "(nothing more is said)".to_owned() } else { Untrusted::new(words).cut(WORDS) }
}
