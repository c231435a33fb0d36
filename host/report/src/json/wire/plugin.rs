//! Plugins in the JSON report.

use schemars::JsonSchema;
use serde::Serialize;

/// A plugin.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PluginName")]
pub(crate) struct WirePluginName<'a> {
    /// Its id; `handoff` is the host itself.
    pub(in crate::json) name: &'a str,
    /// Its version.
    pub(in crate::json) version: &'a str,
    /// The sha256 of its component, in hex; null for the host itself.
    pub(in crate::json) digest: Option<&'a str>,
}

/// A plugin of the run.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Plugin")]
pub(crate) struct WirePlugin<'a> {
    /// Its id.
    pub(in crate::json) name: &'a str,
    /// Its version.
    pub(in crate::json) version: &'a str,
    /// The sha256 of its component, in hex.
    pub(in crate::json) digest: Option<&'a str>,
    /// What became of it: `failed` means that a call did not run to its end, `refused` that there was none.
    #[schemars(extend("enum" = ["run", "failed", "refused"]))]
    pub(in crate::json) status: &'a str,
    /// Why it failed or was refused: the first cause.
    pub(in crate::json) cause: Option<&'a str>,
    /// Every way in which its calls failed.
    pub(in crate::json) failures: Vec<WirePluginFailure<'a>>,
    /// The fuel of all its calls together: the same for the same input on every machine.
    pub(in crate::json) fuel: u64,
    /// The ids of the rules it was asked to run.
    pub(in crate::json) rules: Vec<&'a str>,
}

/// One way in which calls of a plugin failed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PluginFailure")]
pub(crate) struct WirePluginFailure<'a> {
    /// One sentence that names plugin, rule, unit and cause.
    pub(in crate::json) message: &'a str,
    /// The kind of the cause, like `fuel`, `panic` or `rejected-finding`.
    pub(in crate::json) cause: &'a str,
    /// What it was doing.
    #[schemars(extend("enum" = ["start", "describe", "configure", "check"]))]
    pub(in crate::json) phase: &'a str,
    /// The ids of the rules to blame; empty where that was not found out.
    pub(in crate::json) rules: Vec<&'a str>,
    /// The name of the first part of the landscape it failed on.
    pub(in crate::json) unit: &'a str,
    /// How many parts of the landscape it failed on in this way.
    pub(in crate::json) units: usize,
}
