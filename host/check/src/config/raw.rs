//! The configuration file exactly as written; its JSON Schema is generated from these types.
//!
//! Field comments are the user's documentation: they end up in the schema and in editors.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::item::{RawPromise, RawRequirement};
use super::level::{FailOn, SeverityCap};
use super::side::RawSide;
use super::value::{RawRule, SpannedValue};
use super::written::raw::RawWrittenRule;

/// The configuration of `handoff`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawConfig {
    /// The exports to check when none are named on the command line: files, folders and globs, relative to this file.
    pub(crate) inputs: Vec<SpannedValue<String>>,
    /// Globs of exports to leave out, relative to this file.
    pub(crate) exclude: Vec<SpannedValue<String>>,
    /// The list of rules to start from: `recommended`, `strict`, `customer` or `adopt`.
    pub(crate) preset: Option<SpannedValue<String>>,
    /// Settings that others keep, the first first; what stands in this file wins. Files relative to this one, presets that a
    /// plugin ships: `plugin:ID/NAME`, and packs of rules that come with `handoff`: `pack:NAME`.
    pub(crate) extends: Vec<SpannedValue<String>>,
    /// How bad a finding must be for the check to fail; `error` if not given.
    pub(crate) fail_on: Option<SpannedValue<FailOn>>,
    /// The language of messages; `en` if not given.
    pub(crate) language: Option<SpannedValue<String>>,
    /// Names of pools and lanes that are the customer; `*` stands for anything.
    pub(crate) customers: Vec<SpannedValue<String>>,
    /// Names of pools and lanes that are outside companies; `*` stands for anything.
    pub(crate) partners: Vec<SpannedValue<String>>,
    /// Files with contracts, sources and terms: paths and globs, relative to this file.
    pub(crate) contracts: Vec<SpannedValue<String>>,
    /// Departments with their other names.
    pub(crate) department: Vec<SpannedValue<RawDepartment>>,
    /// Steps where the customer is met.
    pub(crate) touchpoint: Vec<SpannedValue<RawTouchpoint>>,
    /// The glossary.
    pub(crate) term: Vec<SpannedValue<RawTerm>>,
    /// What departments, steps and processes need and promise.
    pub(crate) contract: Vec<SpannedValue<RawContract>>,
    /// Items that come from outside everything the exports show.
    pub(crate) source: Vec<SpannedValue<RawSource>>,
    /// More words, beside those that come with `handoff`.
    pub(crate) vocabulary: RawVocabulary,
    /// Rule plugins, beside the rules that come with `handoff`.
    pub(crate) plugin: Vec<SpannedValue<RawPlugin>>,
    /// Public keys of minisign by which plugins are signed, each with a name.
    pub(crate) keys: BTreeMap<SpannedValue<String>, SpannedValue<String>>,
    /// Families of rules, each with the ids of the plugins that may hold rules of it; one that is not named is free.
    pub(crate) families: BTreeMap<SpannedValue<String>, Vec<SpannedValue<String>>>,
    /// Rules, each with `"off"`, a severity, or a table of a severity and options.
    pub(crate) rules: BTreeMap<SpannedValue<String>, SpannedValue<RawRule>>,
    /// A file of findings that are known, relative to this file: only what is new fails a check. `handoff check --update-baseline`
    /// writes it.
    pub(crate) baseline: Option<SpannedValue<String>>,
    /// Findings to leave out, with the reason.
    pub(crate) ignore: Vec<SpannedValue<RawIgnore>>,
    /// Rules of your own, which need no plugin.
    pub(crate) rule: Vec<SpannedValue<RawWrittenRule>>,
}

/// A file that others extend, and a pack of rules that comes with `handoff`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawShared {
    /// As in the configuration, relative to this file.
    pub(crate) extends: Vec<SpannedValue<String>>,
    /// Rules, as in the configuration.
    pub(crate) rules: BTreeMap<SpannedValue<String>, SpannedValue<RawRule>>,
    /// Rules that people wrote.
    pub(crate) rule: Vec<SpannedValue<RawWrittenRule>>,
    /// More words, beside those that come with `handoff`.
    pub(crate) vocabulary: RawVocabulary,
}

/// The settings of a preset that a plugin ships.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawPluginPreset {
    /// Nothing: others are not for a plugin to choose.
    pub(crate) extends: Vec<SpannedValue<String>>,
    /// Rules of the plugin, as in the configuration.
    pub(crate) rules: BTreeMap<SpannedValue<String>, SpannedValue<RawRule>>,
}

/// A contract file: what one department writes down beside the models.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawContracts {
    /// What departments, steps and processes need and promise.
    pub(crate) contract: Vec<SpannedValue<RawContract>>,
    /// Items that come from outside everything the exports show.
    pub(crate) source: Vec<SpannedValue<RawSource>>,
    /// The glossary.
    pub(crate) term: Vec<SpannedValue<RawTerm>>,
}

/// A department.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawDepartment {
    /// The name that reports use.
    pub(crate) name: SpannedValue<String>,
    /// Other names of lanes, pools and groups that mean it; `*` stands for anything.
    #[serde(default)]
    pub(crate) aliases: Vec<SpannedValue<String>>,
    /// Whose it is; told by its name if not given.
    pub(crate) side: Option<RawSide>,
    /// An agreement stands by which personal data may go to it.
    #[serde(default)]
    pub(crate) agreement: bool,
}

/// Who gives at a touchpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawDirection {
    /// The customer gets something.
    #[default]
    ToCustomer,
    /// The customer gives something.
    FromCustomer,
}

/// A step where the customer is met.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawTouchpoint {
    /// The label or id of the step; `*` stands for anything.
    pub(crate) step: SpannedValue<String>,
    /// Who gives: `to-customer` if not stated.
    #[serde(default)]
    pub(crate) direction: RawDirection,
}

/// A term of the glossary.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawTerm {
    /// The name that reports use.
    pub(crate) name: SpannedValue<String>,
    /// Words that mean the same.
    #[serde(default)]
    pub(crate) synonyms: Vec<SpannedValue<String>>,
    /// The department that is answerable for it.
    pub(crate) steward: Option<SpannedValue<String>>,
}

/// What one department, step or process needs from its neighbours and promises to them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawContract {
    /// The department that states it; or name a `step` or a `process`.
    pub(crate) department: Option<SpannedValue<String>>,
    /// The step it holds for, by label or id.
    pub(crate) step: Option<SpannedValue<String>>,
    /// The process it holds for, by name or id.
    pub(crate) process: Option<SpannedValue<String>>,
    /// What it needs: names like `"Order [approved]"`, or tables.
    #[serde(default)]
    pub(crate) requires: Vec<SpannedValue<RawRequirement>>,
    /// What it promises: names like `"Tracking number"`, or tables.
    #[serde(default)]
    pub(crate) provides: Vec<SpannedValue<RawPromise>>,
    /// How long it takes at most, like `"2d"`, `"4h 30m"` or `"P2D"`.
    pub(crate) within: Option<SpannedValue<String>>,
    /// The measured share of complete and accurate deliveries, from 0 to 1.
    pub(crate) complete_and_accurate: Option<SpannedValue<f64>>,
}

/// An item from outside.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawSource {
    /// The item.
    pub(crate) item: SpannedValue<String>,
    /// Who or what it comes from.
    pub(crate) from: Option<String>,
    /// The process it is given to, by name or id; every process if not given.
    pub(crate) process: Option<String>,
}

/// Words that hint at customers, contacts and transfers, in one language.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawVocabulary {
    /// Words that mean a customer.
    pub(crate) customer: Vec<String>,
    /// Words that mean an outside company.
    pub(crate) partner: Vec<String>,
    /// Verbs of telling somebody something.
    pub(crate) contact: Vec<String>,
    /// Verbs of handing something over.
    pub(crate) transfer: Vec<String>,
    /// Words for channels nobody can check.
    pub(crate) informal: Vec<String>,
    /// Words for endings that the customer would want to hear of.
    pub(crate) negative: Vec<String>,
    /// Words that make no name of a department.
    pub(crate) placeholder: Vec<String>,
    /// People who are the customer of a case that they start and that answers them.
    pub(crate) requester: Vec<String>,
    /// Words that make a department or a system of ours out of a customer word.
    pub(crate) department: Vec<String>,
    /// What is done with the customer in person, named or not.
    pub(crate) service: Vec<String>,
    /// What is done with the customer in person where he is named.
    pub(crate) attend: Vec<String>,
    /// What a customer's case begins with.
    pub(crate) request: Vec<String>,
    /// Words of an ending that hands the case on.
    pub(crate) onward: Vec<String>,
    /// Words of a decision that the customer himself makes.
    pub(crate) choice: Vec<String>,
    /// Words for what somebody does who gives up what he asked for.
    pub(crate) withdrawal: Vec<String>,
    /// Words of an ending that hands the case to somebody outside.
    pub(crate) referral: Vec<String>,
    /// Words for putting a case away of which nothing came.
    pub(crate) shelving: Vec<String>,
    /// Words that make a system.
    pub(crate) system: Vec<String>,
    /// Verbs of changing what already stands.
    pub(crate) change: Vec<String>,
    /// Words for documents that stand beside all cases.
    pub(crate) standing: Vec<String>,
    /// Verbs of handing something over that speak of colleagues where nobody is named.
    pub(crate) inward: Vec<String>,
    /// Words that plugins ask for, by what they hint at, like `paper`; a key of your own is one more list of hints.
    pub(crate) hints: BTreeMap<String, Vec<String>>,
}

/// Findings to leave out. Every key that is given must fit; a finding that fits is not shown and does not count.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawIgnore {
    /// The rule, like `data/missing-input`; `*` stands for anything.
    pub(crate) rule: Option<SpannedValue<String>>,
    /// The file, as a glob relative to the configuration.
    pub(crate) file: Option<SpannedValue<String>>,
    /// The label or the id of the element; `*` stands for anything.
    pub(crate) element: Option<SpannedValue<String>>,
    /// The department concerned, as reports name it; `*` stands for anything.
    pub(crate) department: Option<SpannedValue<String>>,
    /// The name of the item; `*` stands for anything.
    pub(crate) item: Option<SpannedValue<String>>,
    /// Why this is not to be mended now.
    pub(crate) reason: SpannedValue<String>,
    /// The last day on which it holds, like `2027-03-31`.
    pub(crate) until: Option<SpannedValue<String>>,
}

/// A rule plugin, or a folder of them. It runs once `handoff plugin pin` has pinned it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawPlugin {
    /// The component, or a folder whose `*.wasm` are components, relative to this file.
    pub(crate) path: SpannedValue<String>,
    /// Its rules, as in `[rules]`, which wins over this.
    #[serde(default)]
    pub(crate) rules: BTreeMap<SpannedValue<String>, SpannedValue<RawRule>>,
    /// How bad its findings may be at most, whatever it says of them; what `[rules]` says of a rule wins over this.
    pub(crate) severity_cap: Option<SeverityCap>,
    /// Names from `[keys]`: one of them must have signed it. Without: no signature is asked for.
    pub(crate) signed_by: Option<SpannedValue<Vec<SpannedValue<String>>>>,
}
