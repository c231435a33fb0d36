//! Items of contracts, as tables.

use schemars::JsonSchema;
use serde::Deserialize;

/// An item that is needed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RequirementTable {
    /// The item, like `"Order"` or `"Order [approved]"`.
    pub(crate) item: String,
    /// The state it must have.
    pub(crate) state: Option<String>,
    /// The fields it must have.
    #[serde(default)]
    pub(crate) fields: Vec<String>,
    /// The department or system it comes from.
    pub(crate) from: Option<String>,
    /// The format it must have.
    pub(crate) format: Option<String>,
    /// Where it is kept or seen.
    pub(crate) evidence: Option<String>,
    /// The receiver can do without.
    #[serde(default)]
    pub(crate) optional: bool,
}

/// An item that is promised.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PromiseTable {
    /// The item, like `"Tracking number"` or `"Order [approved]"`.
    pub(crate) item: String,
    /// The state it will have.
    pub(crate) state: Option<String>,
    /// The fields it will have.
    #[serde(default)]
    pub(crate) fields: Vec<String>,
    /// The department or system it goes to.
    pub(crate) to: Option<String>,
    /// The format it will have.
    pub(crate) format: Option<String>,
    /// Where it is kept or seen.
    pub(crate) evidence: Option<String>,
    /// It may be left out.
    #[serde(default)]
    pub(crate) optional: bool,
}
