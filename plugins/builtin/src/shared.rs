//! What rules of several files share.

pub(crate) mod border;
pub(crate) mod customer;
pub(crate) mod gap;
pub(crate) mod step_hints;
pub(crate) mod way;
pub(crate) mod words;
