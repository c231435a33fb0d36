//! What rules of several files share.

pub(crate) mod border;
pub(crate) mod customer;
pub(crate) mod customer_wait;
pub(crate) mod delivery;
pub(crate) mod form;
pub(crate) mod gap;
pub(crate) mod journey;
pub(crate) mod order;
pub(crate) mod personal;
pub(crate) mod step_hints;
pub(crate) mod way;
pub(crate) mod words;
