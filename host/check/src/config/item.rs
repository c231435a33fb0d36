//! Items of contracts: by their names, or as tables.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::value::{Shorthand, ShorthandVisitor, text_or_table};

/// What is due where an item is needed, for whoever reads the error of the library.
pub(super) const REQUIREMENT: &str =
    "the name of an item, or a table like { item = \"Order\", state = \"approved\" }";
/// What is due where an item is promised.
pub(super) const PROMISE: &str = "the name of an item, or a table like { item = \"Order\", to = \"Sales\" }";
/// What is due among the fields of an item.
pub(super) const FIELD: &str = "the name of a field, or a table like { name = \"weight\", unit = \"kg\" }";

/// A part of an item.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct FieldTable {
    /// The name, like `"postcode"`.
    pub(crate) name: String,
    /// Its type, like `"date"`.
    #[serde(rename = "type")]
    pub(crate) data_type: Option<String>,
    /// Its format, like `"YYYY-MM-DD"`.
    pub(crate) format: Option<String>,
    /// Its unit, like `"kg"`.
    pub(crate) unit: Option<String>,
    /// The receiver can do without, or the giver may leave it empty.
    #[serde(default)]
    pub(crate) optional: bool,
}

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
    pub(crate) fields: Vec<RawField>,
    /// The department or system it comes from.
    pub(crate) from: Option<String>,
    /// The type it must have.
    #[serde(rename = "type")]
    pub(crate) data_type: Option<String>,
    /// The unit it must be given in.
    pub(crate) unit: Option<String>,
    /// Whether it must be several at once; else exactly one.
    pub(crate) many: Option<bool>,
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
    pub(crate) fields: Vec<RawField>,
    /// The department or system it goes to.
    pub(crate) to: Option<String>,
    /// The type it will have.
    #[serde(rename = "type")]
    pub(crate) data_type: Option<String>,
    /// The unit it will be given in.
    pub(crate) unit: Option<String>,
    /// Whether it will be several at once; else exactly one.
    pub(crate) many: Option<bool>,
    /// The format it will have.
    pub(crate) format: Option<String>,
    /// Where it is kept or seen.
    pub(crate) evidence: Option<String>,
    /// It may be left out.
    #[serde(default)]
    pub(crate) optional: bool,
}

text_or_table!(
    RawRequirement,
    RequirementTable,
    item,
    REQUIREMENT,
    "An item that is needed, as its name or as a table."
);
text_or_table!(
    RawPromise,
    PromiseTable,
    item,
    PROMISE,
    "An item that is promised, as its name or as a table."
);
text_or_table!(RawField, FieldTable, name, FIELD, "A part of an item, as its name or as a table.");
