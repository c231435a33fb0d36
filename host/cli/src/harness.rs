//! Where plugin teams work: pages with cases, trials, views and benches, which their verbs share.

pub mod case_error;
pub(crate) mod case_run;
pub mod cases;
pub(crate) mod component;
pub(crate) mod languages;
pub(crate) mod measure;
pub(crate) mod pages;
pub mod prepared_case;
pub(crate) mod remark;
pub(crate) mod views;
