//! Where plugin teams work: pages with cases, trials, views and benches, which their verbs share.

pub(crate) mod bench;
pub mod cases;
pub(crate) mod component;
pub(crate) mod meters;
pub(crate) mod pages;
pub mod ready;
pub(crate) mod trial;
pub(crate) mod views;
