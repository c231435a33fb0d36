//! Plugins of other teams: found, held against their pins and signatures, compiled within bounds, loaded.
//!
//! A plugin is read once; everything after uses those bytes. Whatever is wrong with one is a [`RefusalCause`] that refuses
//! this plugin only: the others go on.

mod change;
mod compile;
mod locate;
mod lock;
mod pin;
mod refusal;
mod trust;

pub use trust::Trust;

pub use change::{describe, gone};
pub use compile::{ChildCompiler, ChildTask, THREADS, child, examine_bounded};
pub use locate::{ComponentSource, locate};
pub use lock::{Lock, LockError};
pub use pin::{Pin, PinnedRule, Signer, newest_version};
pub use refusal::{NameOwner, RefusalCause, RefusedPlugin, short};
pub use trust::{Candidate, SIGNATURE_BYTES, key_names, read, signature_beside, verify};
