//! The format of the map, and nothing else: changing the map cannot change it by accident.
//!
//! The comments are the descriptions of the schema.

use schemars::JsonSchema;
use serde::Serialize;

use crate::json::{VERSION, WireItem, WireSeverities};

/// The map of a landscape: who works with whom, what each needs and gets, and where each item goes.
///
/// Each finding of the report is counted in exactly one `gaps`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "handoff map")]
pub(super) struct WireMap<'a> {
    /// The version of this format. Fields may be added within a version; none is renamed or taken away.
    #[schemars(extend("const" = VERSION))]
    pub(super) version: u32,
    /// Every department by name; first, if there are any, the steps that belong to none.
    pub(super) departments: Vec<WireDepartment<'a>>,
    /// Every border that work crosses, or that something should cross, by giver and receiver.
    pub(super) borders: Vec<WireMapBorder<'a>>,
    /// Every item by name.
    pub(super) items: Vec<WireJourney<'a>>,
    /// The findings about neither a border nor a department.
    pub(super) elsewhere: WireGaps<'a>,
}

/// A department, or all that belongs to none.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Department")]
pub(super) struct WireDepartment<'a> {
    /// Its name; null for what belongs to no department.
    pub(super) name: Option<&'a str>,
    /// Our own, the customer, or an outside company.
    #[schemars(extend("enum" = ["own", "customer", "partner"]))]
    pub(super) side: &'a str,
    /// Whether the side is certain, and no guess by the name of a lane.
    pub(super) certain: bool,
    /// Its steps, by place.
    pub(super) steps: Vec<WireStep<'a>>,
    /// What its steps need, by item, state and place.
    pub(super) inputs: Vec<WireInput<'a>>,
    /// What its steps provide, by item, state and place.
    pub(super) outputs: Vec<WireOutput<'a>>,
    /// The findings about it and about no border.
    pub(super) gaps: WireGaps<'a>,
}

/// A step.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Step")]
pub(super) struct WireStep<'a> {
    /// The file it stands in.
    pub(super) file: &'a str,
    /// The line, from 1.
    pub(super) line: Option<u32>,
    /// The column, from 1, in characters.
    pub(super) column: Option<u32>,
    /// The id of the element.
    pub(super) element: &'a str,
    /// Its label, else its kind and id.
    pub(super) name: &'a str,
    /// What it is, like `user task` or `start event`.
    pub(super) kind: &'a str,
    /// The customer gives something here.
    pub(super) hears_customer: bool,
    /// The customer gets something here.
    pub(super) tells_customer: bool,
}

/// A step that something happens at.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StepOf")]
pub(super) struct WireStepOf<'a> {
    /// The department that owns it.
    pub(super) department: Option<&'a str>,
    /// The file it stands in.
    pub(super) file: &'a str,
    /// The id of the element.
    pub(super) element: &'a str,
    /// Its label, else its kind and id.
    pub(super) name: &'a str,
}

/// Something that a step needs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Input")]
pub(super) struct WireInput<'a> {
    /// The name of the item.
    pub(super) item: &'a str,
    /// The state it must be in.
    pub(super) state: Option<&'a str>,
    /// Who needs it.
    pub(super) step: WireStepOf<'a>,
    /// The step can do without.
    pub(super) optional: bool,
    /// How the need is known.
    #[schemars(extend("enum" = ["contract", "io-specification", "data-object", "form", "message", "label", "annotation"]))]
    pub(super) evidence: &'a str,
    /// How surely it is there when the step needs it, in the required state.
    #[schemars(extend("enum" = ["always", "sometimes", "racing", "late", "elsewhere", "never", "unknown"]))]
    pub(super) availability: &'a str,
    /// The states it may arrive in, where one is required.
    pub(super) arrives_in: Vec<&'a str>,
    /// Required fields that nobody declares to provide.
    pub(super) missing_fields: Vec<&'a str>,
    /// It is there on every path, in the right state, with all fields.
    pub(super) met: bool,
    /// The department or system that the contract expects it from.
    pub(super) expected_from: Option<&'a str>,
    /// From whom it comes: who hands it to this very step and who provides it; where nobody does, who hands over the
    /// work before the step. Null stands for no department.
    pub(super) suppliers: Vec<Option<&'a str>>,
    /// The departments that provide it anywhere in the same part of the landscape.
    pub(super) providers: Vec<Option<&'a str>>,
    /// The id of the handoff over which it should have come, where there is exactly one last border before the step.
    pub(super) handoff: Option<&'a str>,
    /// The fingerprints of the findings about it.
    pub(super) findings: Vec<&'a str>,
}

/// Something that a step provides.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Output")]
pub(super) struct WireOutput<'a> {
    /// The name of the item.
    pub(super) item: &'a str,
    /// The state it is then in.
    pub(super) state: Option<&'a str>,
    /// Who provides it.
    pub(super) step: WireStepOf<'a>,
    /// The step may leave it out.
    pub(super) optional: bool,
    /// How this is known.
    #[schemars(extend("enum" = ["contract", "io-specification", "data-object", "form", "message", "label", "annotation"]))]
    pub(super) evidence: &'a str,
    /// The departments it goes to, its own included where one of its steps uses it.
    pub(super) receivers: Vec<Option<&'a str>>,
    /// It leaves the company's steps: to the customer, a partner, a store, or as the result of the process.
    pub(super) leaves: bool,
    /// Somebody uses it.
    pub(super) used: bool,
    /// The fingerprints of the findings about it.
    pub(super) findings: Vec<&'a str>,
}

/// The border between two departments.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MapBorder")]
pub(super) struct WireMapBorder<'a> {
    /// The giving department; null if none is drawn.
    pub(super) from: Option<&'a str>,
    /// The receiving department; null if none is drawn.
    pub(super) to: Option<&'a str>,
    /// The ids of its handoffs. Empty: findings say that something should cross here.
    pub(super) handoffs: Vec<&'a str>,
    /// Handoffs for which something stronger than a label says what is handed over.
    pub(super) declared: usize,
    /// All handoffs.
    pub(super) all: usize,
    /// What is known to cross, strongest evidence first.
    pub(super) items: Vec<WireItem<'a>>,
    /// The findings about what crosses, or should.
    pub(super) gaps: WireGaps<'a>,
}

/// Findings about one thing.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Gaps")]
pub(super) struct WireGaps<'a> {
    /// How many, by severity.
    pub(super) counts: WireSeverities,
    /// How many of them certainly or possibly reach the customer.
    pub(super) reaching_customer: usize,
    /// Their fingerprints, in the order of the report.
    pub(super) findings: Vec<&'a str>,
}

/// The journey of an item. Items of one name make one journey.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Journey")]
pub(super) struct WireJourney<'a> {
    /// The name of the item.
    pub(super) name: &'a str,
    /// Somewhere it is a data store.
    pub(super) store: bool,
    /// Where it is made or changed, by place.
    pub(super) made: Vec<WireItemMaker<'a>>,
    /// Where it crosses a border.
    pub(super) crossings: Vec<WireCrossing<'a>>,
    /// Where it is needed, by place.
    pub(super) needed: Vec<WireItemConsumer<'a>>,
    /// The steps at which the customer gets it, by place.
    pub(super) told: Vec<WireStepOf<'a>>,
}

/// A step that makes or changes an item.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Made")]
pub(super) struct WireItemMaker<'a> {
    /// The step.
    pub(super) step: WireStepOf<'a>,
    /// The state the item is then in.
    pub(super) state: Option<&'a str>,
    /// The step may leave it out.
    pub(super) optional: bool,
    /// The step needs the item too: it changes it.
    pub(super) changed: bool,
}

/// A handoff that carries an item.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Crossing")]
pub(super) struct WireCrossing<'a> {
    /// The id of the handoff.
    pub(super) handoff: &'a str,
    /// The giving department.
    pub(super) from: Option<&'a str>,
    /// The receiving department.
    pub(super) to: Option<&'a str>,
    /// The state of the item.
    pub(super) state: Option<&'a str>,
    /// How this is known.
    #[schemars(extend("enum" = ["contract", "io-specification", "data-object", "form", "message", "label", "annotation"]))]
    pub(super) evidence: &'a str,
}

/// A step that needs an item.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Needed")]
pub(super) struct WireItemConsumer<'a> {
    /// The step.
    pub(super) step: WireStepOf<'a>,
    /// The state it must be in.
    pub(super) state: Option<&'a str>,
    /// The step can do without.
    pub(super) optional: bool,
    /// How surely it is there.
    #[schemars(extend("enum" = ["always", "sometimes", "racing", "late", "elsewhere", "never", "unknown"]))]
    pub(super) availability: &'a str,
}
