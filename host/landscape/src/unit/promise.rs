//! What contracts promise beside items, and how long a case can take.

use serde::{Deserialize, Serialize};

use super::ids::{DepartmentId, ProcessId, StepId};
use crate::contract::Origin;

/// Who or what a promise is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseSubject {
    /// One stay of a case with a department.
    Department(DepartmentId),
    /// The way through a step.
    Step(StepId),
    /// The way through a process.
    Process(ProcessId),
}

/// A promise of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Promise {
    /// Whose it is.
    pub subject: PromiseSubject,
    /// How long it takes at most, in seconds.
    pub seconds: Option<u64>,
    /// The measured share of complete and accurate deliveries, in parts of ten thousand.
    pub share: Option<u32>,
    /// It is the customer who waits for it.
    pub to_customer: bool,
    /// The slowest way through what is promised, by everything but this promise.
    pub slowest: SlowestPath,
    /// Where the contract is written.
    pub origin: Origin,
}

/// The slowest way between two steps, as far as times are stated: a case can take so long, and longer where a circle is walked
/// again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SlowestPath {
    /// The sum of what is stated on the way.
    pub seconds: u64,
    /// Its steps, in order.
    pub path: Vec<StepId>,
    /// The steps of it at which a stated time counts, in order: the first step of a stay with a department that promises one.
    pub stated: Vec<StepId>,
    /// The working steps of it whose time nobody states, in order: they come on top.
    pub unstated: Vec<StepId>,
}
