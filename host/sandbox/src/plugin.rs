//! A plugin that has been taken in.

use std::sync::Arc;

use crate::contract::v1;
use crate::description::Description;
use crate::inspect::Inspection;
use crate::state::StoreState;

/// A plugin that is ready to run.
pub struct Plugin {
    /// The rules and texts that it described itself with.
    pub description: Description,
    /// What its bytes say about it.
    pub inspection: Inspection,
    /// The sha256 of its bytes, in hex.
    pub digest: Arc<str>,
    pub(crate) linked: v1::RulePluginPre<StoreState>,
}
