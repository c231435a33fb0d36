//! The part of SARIF 2.1.0 that is written, and nothing else.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Log<'a> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'a> {
    pub(super) tool: Tool<'a>,
    pub(super) invocations: [Invocation<'a>; 1],
    pub(super) artifacts: Vec<Artifact>,
    pub(super) results: Vec<Result<'a>>,
    pub(super) column_kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct Tool<'a> {
    pub(super) driver: Driver<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) extensions: Vec<Plugin<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver<'a> {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) rules: Vec<Descriptor<'a>>,
}

/// A plugin. Its version may be anything, so it is no `semanticVersion`.
#[derive(Serialize)]
pub(super) struct Plugin<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    pub(super) properties: PluginProperties,
}

#[derive(Serialize)]
pub(super) struct PluginProperties {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sha256: Option<String>,
    pub(super) status: &'static str,
}

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor<'a> {
    pub(super) id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) short_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<Help<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_configuration: Option<ReportingConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) relationships: Vec<Relationship<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) properties: Option<RuleProperties<'a>>,
}

/// That another rule of the list is worth knowing beside this one.
#[derive(Serialize)]
pub(super) struct Relationship<'a> {
    pub(super) target: RuleReference<'a>,
    pub(super) kinds: [&'static str; 1],
}

#[derive(Serialize)]
pub(super) struct RuleReference<'a> {
    pub(super) id: &'a str,
    pub(super) index: usize,
}

/// What people filter rules by, and what their makers say of them beside.
#[derive(Serialize)]
pub(super) struct RuleProperties<'a> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) tags: &'a [String],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) deprecated: bool,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) about: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
pub(super) struct Help<'a> {
    pub(super) text: String,
    pub(super) markdown: &'a str,
}

#[derive(Serialize)]
pub(super) struct ReportingConfiguration {
    pub(super) level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation<'a> {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
pub(super) struct Notification<'a> {
    pub(super) descriptor: Id<'a>,
    pub(super) level: &'static str,
    pub(super) message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<Location>,
}

#[derive(Serialize)]
pub(super) struct Id<'a> {
    pub(super) id: &'a str,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    pub(super) location: ArtifactLocation,
    pub(super) roles: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result<'a> {
    pub(super) rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) baseline_state: Option<&'static str>,
    pub(super) message: Message,
    pub(super) locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) code_flows: Vec<CodeFlow>,
    pub(super) partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixes: Vec<WireFix>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) suppressions: Vec<Suppression>,
    pub(super) properties: Properties<'a>,
}

/// A change to a file that would mend the fault.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireFix {
    pub(super) description: Message,
    pub(super) artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactChange {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) replacements: [WireReplacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireReplacement {
    pub(super) deleted_region: DeletedRegion,
    pub(super) inserted_content: InsertedContent,
}

/// A part of one line.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeletedRegion {
    pub(super) start_line: u32,
    pub(super) start_column: u32,
    pub(super) end_column: u32,
}

#[derive(Serialize)]
pub(super) struct InsertedContent {
    pub(super) text: String,
}

/// Why a result is left out, on whose word, and that this is settled.
#[derive(Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
    pub(super) location: Location,
}

/// What SARIF has no field for.
#[derive(Serialize)]
pub(super) struct Properties<'a> {
    pub(super) certainty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reach: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) department: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) effect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) change: Option<String>,
    pub(super) plugin: &'a str,
}

/// A path: the steps of a process are the lines of the code.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeFlow {
    pub(super) message: Message,
    pub(super) thread_flows: [ThreadFlow; 1],
}

#[derive(Serialize)]
pub(super) struct ThreadFlow {
    pub(super) locations: Vec<Step>,
}

#[derive(Serialize)]
pub(super) struct Step {
    pub(super) location: Location,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the names are those of the format")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) physical_location: Option<PhysicalLocation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) index: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_column: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fully_qualified_name: Option<String>,
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}
