//! Who is taken for the customer, and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_landscape::Landscape;
use handoff_landscape::unit::CustomerReason;
use handoff_model::Id;

/// A department that is taken for the customer, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The name of the department that is taken for the customer.
    pub department: Arc<str>,
    /// What makes it the customer.
    pub why: CustomerReason,
}

impl Customer {
    /// Returns the name of the reason in JSON.
    pub(crate) fn reason(&self) -> &'static str {
        match self.why {
            CustomerReason::Configuration => "configuration",
            CustomerReason::Name => "name",
            CustomerReason::Beginning => "beginning",
            CustomerReason::Pool => "pool",
            CustomerReason::Starter => "starter",
        }
    }

    /// Tells whether the reason goes without saying: the configuration or the name says who it is.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.why, CustomerReason::Configuration | CustomerReason::Name)
    }
}

/// Lists who is taken for the customer in a landscape, by name, each once for each reason.
pub(crate) fn customers(landscape: &Landscape) -> Vec<Customer> {
    let mut seen = BTreeMap::new();
    for unit in &landscape.units {
        for customer in &unit.customers {
            let department = unit.departments.get(customer.department.index());
            seen.extend(department.map(|row| ((row.name.as_str(), customer.reason as u8), customer.reason)));
        }
    }
    seen.into_iter().map(|((department, _), why)| Customer { department: department.into(), why }).collect()
}
