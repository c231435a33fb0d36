//! What rules of several files share.

pub(crate) mod border;
pub(crate) mod customer_wait;
pub(crate) mod gap;
pub(crate) mod order;
pub(crate) mod way;
pub(crate) mod words;
