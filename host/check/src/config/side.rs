//! Whose a department is, as departments and patterns of rules say it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whose department it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RawSide {
    /// Our own company.
    Internal,
    /// The customer.
    Customer,
    /// An outside company.
    Partner,
}
