//! The journeys of customers.

use super::ids::{DepartmentId, HandoffId, StepId};

/// A part of a customer's journey: from one touchpoint to the next one on some way, or to where the case ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Legs of cases that begin at one touchpoint share a number, from 0; what several journeys share is of the first.
    pub journey: u32,
    /// The customer, where it is known which.
    pub customer: Option<DepartmentId>,
    /// The touchpoint where it begins.
    pub first: StepId,
    /// The next touchpoint; `None` where the case ends before one.
    pub last: Option<StepId>,
    /// The borders that are crossed on the way with most of them, in order.
    pub handoffs: Vec<HandoffId>,
    /// That way, both ends included.
    pub path: Vec<StepId>,
}
