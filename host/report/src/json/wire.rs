//! The format of the JSON report, and nothing else: changing the rooms it is filled from cannot change it by accident.
//!
//! The comments are the descriptions of the schema.

use schemars::JsonSchema;
use serde::Serialize;

use super::VERSION;

/// A report of `handoff check`: what was read, which handoffs there are, and which gaps were found.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "handoff report")]
pub(crate) struct WireReport<'a> {
    /// The version of this format. Fields may be added within a version; none is renamed or taken away.
    #[schemars(extend("const" = VERSION))]
    pub(super) version: u32,
    /// The figures of the check.
    pub(super) summary: WireSummary,
    /// Every input, in the order given; also what could not be read.
    pub(super) files: Vec<WireFile<'a>>,
    /// Every handoff from one department to another, by file and place.
    pub(super) handoffs: Vec<WireHandoff<'a>>,
    /// The coverage of each border between two departments.
    pub(super) borders: Vec<WireBorder<'a>>,
    /// Every finding with all its places; what no baseline knows comes first, of this what reaches the customer, then what is
    /// worse, then what is surer, then what has more places. What is undecided is no finding and stands in a list of its own.
    pub(super) findings: Vec<WireFinding<'a>>,
    /// What would have to be declared to decide what is undecided; what decides most comes first.
    pub(super) undecided: Vec<WireUndecidedGroup<'a>>,
    /// The few changes that close most of the gaps, that first which closes most; empty where no few close half of them.
    pub(super) mends: Vec<WireMend<'a>>,
    /// What is left out of the lists above because the configuration or an export says so, by place.
    pub(super) ignored: Vec<WireIgnoredFinding<'a>>,
    /// Every plugin of the run, by name.
    pub(super) plugins: Vec<WirePlugin<'a>>,
    /// Every process that is a sketch, by file and place: most of its steps have no names of their own.
    pub(super) sketches: Vec<WireSketch<'a>>,
    /// Who is taken for the customer, by name, with the reason.
    pub(super) customers: Vec<WireCustomer<'a>>,
}

/// A department that is taken for the customer, with the reason.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Customer")]
pub(crate) struct WireCustomer<'a> {
    /// The name of the department.
    pub(super) department: &'a str,
    /// Why: `configuration`; `name` (it means a customer); `beginning` (its first word does); `pool` (its lane lies in a pool
    /// of the customer); `starter` (it begins the case and gets an answer).
    pub(super) why: &'a str,
}

/// A process most of whose steps have no names of their own: drawn to try something out, not to describe work. It is read,
/// counted and linked like all others.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sketch")]
pub(crate) struct WireSketch<'a> {
    /// The file it stands in.
    pub(super) file: &'a str,
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
    /// The id of the process.
    pub(super) element: Option<&'a str>,
    /// The name of the process or of its pool.
    pub(super) name: Option<&'a str>,
    /// How many of `steps` have a default name of a tool, or none.
    pub(super) nameless: usize,
    /// How many steps tell: the activities; where there are none, the events.
    pub(super) steps: usize,
    /// Whether it was judged like all others. If not, no rule of a plugin says anything of it.
    pub(super) judged: bool,
}

/// The figures of the check.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
pub(crate) struct WireSummary {
    /// How the check ended, in one sentence.
    pub(super) headline: String,
    /// Inputs given.
    pub(super) files: usize,
    /// Inputs read without any repair.
    pub(super) read: usize,
    /// Inputs read with at least one repair.
    pub(super) repaired: usize,
    /// Inputs not read: nothing in them was checked.
    pub(super) refused: usize,
    /// Files in the folders given that are no exports, and so no inputs.
    pub(super) skipped: usize,
    /// Files in the folders given that the configuration leaves out.
    pub(super) excluded: usize,
    /// Parts of the landscape that hang together.
    pub(super) units: usize,
    /// Departments by name, customers and partners included.
    pub(super) departments: usize,
    /// Handoffs.
    pub(super) handoffs: usize,
    /// Handoffs for which something stronger than a label says what is handed over.
    pub(super) declared_handoffs: usize,
    /// Findings by severity, each counted once for all its places; what is undecided, or known from a baseline, is not among
    /// them.
    pub(super) findings: WireSeverities,
    /// Findings that the baseline knows.
    pub(super) known: usize,
    /// The path of the baseline; null where there is none.
    pub(super) baseline: Option<String>,
    /// Needs of which nobody can tell whether they are met.
    pub(super) undecided: usize,
    /// What could be checked: needs that are not undecided, declared handoffs, and endings of cases that a customer
    /// started. If 0, an empty list of findings does not mean health.
    pub(super) checkable: usize,
    /// Findings left out because the configuration or an export says so.
    pub(super) ignored: usize,
    /// Those of them that only exports say so of.
    pub(super) ignored_in_exports: usize,
    /// Processes with work in them that name no department at all, sketches left out.
    pub(super) unowned_processes: usize,
    /// Findings that certainly or possibly reach the customer.
    pub(super) reaching_customer: usize,
    /// Those of them that certainly do.
    pub(super) surely_reaching_customer: usize,
    /// Plugins by what became of them.
    pub(super) plugins: WirePluginCounts,
    /// No input was refused and no plugin failed. If false, an empty list of findings does not mean health.
    pub(super) complete: bool,
}

/// Findings by severity.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SeverityCounts")]
pub(crate) struct WireSeverities {
    /// Faults.
    pub(super) error: usize,
    /// Worth mending.
    pub(super) warning: usize,
    /// Worth knowing.
    pub(super) info: usize,
}

/// Plugins by what became of them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PluginCounts")]
pub(crate) struct WirePluginCounts {
    /// Plugins whose every call ran to its end.
    pub(super) run: usize,
    /// Plugins that failed or were refused.
    pub(super) failed: usize,
}

/// One input.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "File")]
pub(crate) struct WireFile<'a> {
    /// The path as given.
    pub(super) path: &'a str,
    /// The format by its content, like `bpmn`; null if it was not recognised.
    pub(super) format: Option<&'a str>,
    /// The tool that wrote it and its version, as far as the export says.
    pub(super) exporter: Option<String>,
    /// How it came through the reader: `refused` means that nothing in it was checked.
    #[schemars(extend("enum" = ["read", "repaired", "refused"]))]
    pub(super) status: &'a str,
    /// What was repaired, assumed or left out.
    pub(super) notes: Vec<WireDiagnostic<'a>>,
    /// Why nothing was read; null unless the status is `refused`.
    pub(super) refusal: Option<WireRefusal>,
}

/// One repair or omission.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Note")]
pub(crate) struct WireDiagnostic<'a> {
    /// A stable code, like `dangling-reference`.
    pub(super) code: &'a str,
    /// One sentence, in the language of the report, naming the cause and what was done about it.
    pub(super) message: String,
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
    /// The id of the element concerned.
    pub(super) element: Option<&'a str>,
}

/// Why an input was not read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Refusal")]
pub(crate) struct WireRefusal {
    /// What is the matter.
    pub(super) reason: String,
    /// What to do about it.
    pub(super) remedy: String,
    /// The line, from 1; null where the whole file is meant.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
}

/// The passage of work from one department to another.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Handoff")]
pub(crate) struct WireHandoff<'a> {
    /// A name that survives re-export.
    pub(super) id: &'a str,
    /// How work passes.
    #[schemars(extend("enum" = ["sequence", "message", "call", "event", "store"]))]
    pub(super) kind: &'a str,
    /// The file it stands in.
    pub(super) file: &'a str,
    /// The line of the element that carries it, from 1.
    pub(super) line: Option<u32>,
    /// Its column, from 1, in characters.
    pub(super) column: Option<u32>,
    /// The id of the element that carries it.
    pub(super) element: Option<&'a str>,
    /// The giving side.
    pub(super) from: WireEnd<'a>,
    /// The receiving side.
    pub(super) to: WireEnd<'a>,
    /// What is known to cross, strongest evidence first.
    pub(super) items: Vec<WireItem<'a>>,
    /// Whether something stronger than a label says what is handed over.
    pub(super) declared: bool,
}

/// One end of a handoff.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "End")]
pub(crate) struct WireEnd<'a> {
    /// The department; null if none is drawn.
    pub(super) department: Option<&'a str>,
    /// The id of the last (giving) or first (receiving) working step; null for a pool as a whole.
    pub(super) step: Option<&'a str>,
    /// The label of the step.
    pub(super) name: Option<&'a str>,
}

/// An item that crosses a border.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Item")]
pub(crate) struct WireItem<'a> {
    /// The name of the item.
    pub(super) name: &'a str,
    /// Its state, like `approved`.
    pub(super) state: Option<&'a str>,
    /// How this is known.
    #[schemars(extend("enum" = ["contract", "io-specification", "data-object", "form", "message", "label", "annotation"]))]
    pub(super) evidence: &'a str,
}

/// The coverage of the border between two departments.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Border")]
pub(crate) struct WireBorder<'a> {
    /// The giving department; null if none is drawn.
    pub(super) from: Option<&'a str>,
    /// The receiving department; null if none is drawn.
    pub(super) to: Option<&'a str>,
    /// Handoffs for which something stronger than a label says what is handed over.
    pub(super) declared: usize,
    /// All handoffs.
    pub(super) all: usize,
}

/// What a rule says about one place.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(crate) struct WireFinding<'a> {
    /// The id of the rule, `family/name`.
    pub(super) rule: &'a str,
    /// How bad it is.
    #[schemars(extend("enum" = ["error", "warning", "info"]))]
    pub(super) severity: &'a str,
    /// How sure it is: from declared facts, from wording or inference, or a matter of good practice.
    #[schemars(extend("enum" = ["certain", "likely", "advice"]))]
    pub(super) certainty: &'a str,
    /// One sentence saying what is wrong.
    pub(super) message: &'a str,
    /// What to do about it.
    pub(super) help: Option<&'a str>,
    /// The file: an export, a contract or the configuration; null where it is about the run as a whole.
    pub(super) file: Option<&'a str>,
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
    /// The id of the element.
    pub(super) element: Option<&'a str>,
    /// The department concerned.
    pub(super) department: Option<&'a str>,
    /// The item, with its state in brackets.
    pub(super) item: Option<&'a str>,
    /// The giving department.
    pub(super) from: Option<&'a str>,
    /// The receiving department.
    pub(super) to: Option<&'a str>,
    /// Whether the customer would notice; null where the question makes no sense.
    pub(super) reach: Option<WireReach<'a>>,
    /// The ids of the elements of one path that shows the fault, in order.
    pub(super) witness: Vec<&'a str>,
    /// Other places that belong to it.
    pub(super) related: Vec<WirePlace<'a>>,
    /// Changes that would mend it, the best first; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fixes: Vec<WireFix<'a>>,
    /// Every place of the same cause, that of the fields above first.
    pub(super) places: Vec<WireSpot<'a>>,
    /// Stays the same through edits that do not touch the fault; `handoff ignore` takes it.
    pub(super) fingerprint: &'a str,
    /// The baseline holds it: it was there before, and fails nothing.
    pub(super) known: bool,
    /// Who said it.
    pub(super) plugin: WirePluginName<'a>,
}

/// A change that would mend a fault: either an entry to add, or a text to replace.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
pub(crate) struct WireFix<'a> {
    /// One sentence saying what it does.
    pub(super) text: &'a str,
    /// A new entry of the configuration, in TOML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) add: Option<String>,
    /// Another text for an entry of a configuration file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) replace: Option<WireReplacement<'a>>,
}

/// Another text for an entry of a configuration file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Replacement")]
pub(crate) struct WireReplacement<'a> {
    /// The file of the entry.
    pub(super) file: &'a str,
    /// The line of the entry, from 1.
    pub(super) line: u32,
    /// The column of the entry, from 1, in characters.
    pub(super) column: u32,
    /// The text as it stands there, without its quotation marks.
    pub(super) old: &'a str,
    /// The text that it should have.
    pub(super) new: &'a str,
}

/// One place of a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Spot")]
pub(crate) struct WireSpot<'a> {
    /// The file; null where it is about the run as a whole.
    pub(super) file: Option<&'a str>,
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
    /// The id of the element.
    pub(super) element: Option<&'a str>,
    /// What a person calls it.
    pub(super) name: Option<&'a str>,
    /// The item, with its state in brackets.
    pub(super) item: Option<&'a str>,
    /// The department concerned.
    pub(super) department: Option<&'a str>,
    /// What this place is known by: to ignore it leaves the others.
    pub(super) fingerprint: &'a str,
}

/// A source that would have to be declared.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Open")]
pub(crate) struct WireUndecidedGroup<'a> {
    /// What to declare, as a sentence without a full stop; null where the rule does not say.
    pub(super) declare: Option<&'a str>,
    /// How many needs that decides.
    pub(super) decides: usize,
    /// What is said of them, by file and place: as of a finding, with its fingerprint.
    pub(super) needs: Vec<WireFinding<'a>>,
}

/// A change that closes gaps.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mend")]
pub(crate) struct WireMend<'a> {
    /// The file in which it is to be made.
    pub(super) file: &'a str,
    /// The item that is to be provided, with its state in brackets.
    pub(super) item: &'a str,
    /// The department that is to provide it; null where nobody is drawn who could.
    pub(super) from: Option<&'a str>,
    /// How many gaps that closes, each counted at each of its places.
    pub(super) closes: usize,
}

/// A finding that is left out.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Ignored")]
pub(crate) struct WireIgnoredFinding<'a> {
    /// The finding as it would have been reported.
    pub(super) finding: WireFinding<'a>,
    /// Why it is left out: one for each entry and mark that fits it.
    pub(super) reasons: Vec<WireIgnoreReason<'a>>,
}

/// Why a finding is left out, and who says so.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "IgnoreReason")]
pub(crate) struct WireIgnoreReason<'a> {
    /// The reason as it is written.
    pub(super) reason: &'a str,
    /// The last day on which it holds, like `2027-06-30`.
    pub(super) until: Option<&'a str>,
    /// An entry of the configuration, or a mark in an export.
    #[schemars(extend("enum" = ["configuration", "export"]))]
    pub(super) by: &'static str,
    /// The file that says so.
    pub(super) file: &'a str,
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
}

/// Whether the customer would notice.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reach")]
pub(crate) struct WireReach<'a> {
    /// On every path, on some, on none, or not to be told because no customer is recognised.
    #[schemars(extend("enum" = ["certain", "possible", "none", "unknown"]))]
    pub(super) verdict: &'a str,
    /// The id of the step at which the customer first meets it.
    pub(super) touchpoint: Option<&'a str>,
    /// What a person calls that step.
    pub(super) touchpoint_name: Option<&'a str>,
    /// The ids of the elements from the step with the gap to the touchpoint, in order.
    pub(super) path: Vec<&'a str>,
    /// The id of a step that repairs the gap on the way.
    pub(super) repaired_by: Option<&'a str>,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
pub(crate) struct WirePlace<'a> {
    /// The file.
    pub(super) file: Option<&'a str>,
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
    /// The id of the element.
    pub(super) element: Option<&'a str>,
    /// What a person calls it.
    pub(super) name: Option<&'a str>,
}

/// A plugin.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PluginName")]
pub(crate) struct WirePluginName<'a> {
    /// Its id; `handoff` is the host itself.
    pub(super) name: &'a str,
    /// Its version.
    pub(super) version: &'a str,
    /// The sha256 of its component, in hex; null for the host itself.
    pub(super) digest: Option<&'a str>,
}

/// A plugin of the run.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Plugin")]
pub(crate) struct WirePlugin<'a> {
    /// Its id.
    pub(super) name: &'a str,
    /// Its version.
    pub(super) version: &'a str,
    /// The sha256 of its component, in hex.
    pub(super) digest: Option<&'a str>,
    /// What became of it: `failed` means that a call did not run to its end, `refused` that there was none.
    #[schemars(extend("enum" = ["run", "failed", "refused"]))]
    pub(super) status: &'a str,
    /// Why it failed or was refused: the first cause.
    pub(super) cause: Option<&'a str>,
    /// Every way in which its calls failed.
    pub(super) failures: Vec<WirePluginFailure<'a>>,
    /// The fuel of all its calls together: the same for the same input on every machine.
    pub(super) fuel: u64,
    /// The ids of the rules it was asked to run.
    pub(super) rules: Vec<&'a str>,
}

/// One way in which calls of a plugin failed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PluginFailure")]
pub(crate) struct WirePluginFailure<'a> {
    /// One sentence that names plugin, rule, unit and cause.
    pub(super) message: &'a str,
    /// The kind of the cause, like `fuel`, `panic` or `rejected-finding`.
    pub(super) cause: &'a str,
    /// What it was doing.
    #[schemars(extend("enum" = ["start", "describe", "configure", "check"]))]
    pub(super) phase: &'a str,
    /// The ids of the rules to blame; empty where that was not found out.
    pub(super) rules: Vec<&'a str>,
    /// The name of the first part of the landscape it failed on.
    pub(super) unit: &'a str,
    /// How many parts of the landscape it failed on in this way.
    pub(super) units: usize,
}
