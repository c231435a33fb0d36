//! What the verbs of plugin teams share: pages with cases, and how a case is run.

pub(crate) mod bench;
pub mod cases;
pub(crate) mod component;
pub(crate) mod meters;
pub(crate) mod pages;
pub mod ready;
pub(crate) mod trial;
pub(crate) mod views;
