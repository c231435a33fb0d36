//! A plugin that has been taken in.

use std::sync::Arc;

use crate::contract::linked::LinkedPlugin;
use crate::description::Description;
use crate::inspect::Inspection;

/// A plugin that is ready to run.
pub struct Plugin {
    /// The rules and texts that it described itself with.
    pub description: Description,
    /// What its bytes say about it.
    pub inspection: Inspection,
    /// The sha256 of its bytes, in hex.
    pub digest: Arc<str>,
    /// Whether it had to be compiled just now, because nothing was kept of it.
    pub is_fresh: bool,
    pub(crate) linked: LinkedPlugin,
}
