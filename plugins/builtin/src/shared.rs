//! What rules of several files share.

pub(crate) mod border;
pub(crate) mod gap;
pub(crate) mod journey;
pub(crate) mod way;
pub(crate) mod words;
