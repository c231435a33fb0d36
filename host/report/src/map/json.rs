//! The JSON of the map. Stable: fields are added, never renamed or taken away, while `version` is 1.

mod wire;

use std::io::{self, Write};

use self::wire::{
    WireCrossing, WireDepartment, WireGaps, WireInput, WireItemConsumer, WireItemMaker, WireJourney, WireMap,
    WireMapBorder, WireOutput, WireStep, WireStepOf,
};
use super::{Border, Crossing, Department, Gaps, Input, Item, ItemConsumer, ItemMaker, Map, Output, Step};
use crate::json::{self, VERSION, WireItem, WireSeverities};
use crate::names;

/// Writes the map as JSON, indented by two spaces and ended by a newline.
///
/// # Errors
/// Only those of `out`.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    json::write_pretty(&WireMap::of(map), out)
}

/// Returns a map as [`write()`] writes it, to stand within other JSON.
pub fn view(map: &Map) -> impl serde::Serialize {
    WireMap::of(map)
}

/// Returns the JSON Schema (draft 2020-12) of what [`write()`] writes.
pub fn schema() -> serde_json::Value {
    json::schema_of::<WireMap<'_>>()
}

impl<'a> WireMap<'a> {
    fn of(map: &'a Map) -> Self {
        Self {
            version: VERSION,
            departments: map.departments.iter().map(WireDepartment::of).collect(),
            borders: map.borders.iter().map(WireMapBorder::of).collect(),
            items: map.items.iter().map(WireJourney::of).collect(),
            elsewhere: WireGaps::of(&map.elsewhere),
        }
    }
}

impl<'a> WireDepartment<'a> {
    fn of(department: &'a Department) -> Self {
        Self {
            name: department.name.as_deref(),
            side: names::side(department.side),
            certain: department.certain,
            steps: department.steps.iter().map(|step| WireStep::of(step)).collect(),
            inputs: department.inputs.iter().map(WireInput::of).collect(),
            outputs: department.outputs.iter().map(WireOutput::of).collect(),
            gaps: WireGaps::of(&department.gaps),
        }
    }
}

impl<'a> WireStep<'a> {
    fn of(step: &'a Step) -> Self {
        Self {
            file: &step.place.file,
            line: json::position(step.place.line),
            column: json::position(step.place.column),
            element: step.place.element.as_deref().unwrap_or_default(),
            name: &step.place.name,
            kind: step.kind.name(),
            hears_customer: step.hears_customer,
            tells_customer: step.tells_customer,
        }
    }
}

impl<'a> WireStepOf<'a> {
    fn of(step: &'a Step) -> Self {
        Self {
            department: step.department.as_deref(),
            file: &step.place.file,
            element: step.place.element.as_deref().unwrap_or_default(),
            name: &step.place.name,
        }
    }
}

impl<'a> WireInput<'a> {
    fn of(input: &'a Input) -> Self {
        let parties = |parties: &'a [Option<_>]| parties.iter().map(Option::as_deref).collect();
        Self {
            item: &input.item,
            state: input.state.as_deref(),
            step: WireStepOf::of(&input.step),
            optional: input.optional,
            evidence: names::evidence(input.evidence),
            availability: names::availability(input.availability),
            arrives_in: input.arrives_in.iter().map(|state| &**state).collect(),
            missing_fields: input.missing_fields.iter().map(String::as_str).collect(),
            met: input.is_met(),
            expected_from: input.expected_from.as_deref(),
            suppliers: parties(&input.suppliers),
            providers: parties(&input.providers),
            handoff: input.handoff.as_deref(),
            findings: input.findings.iter().map(String::as_str).collect(),
        }
    }
}

impl<'a> WireOutput<'a> {
    fn of(output: &'a Output) -> Self {
        Self {
            item: &output.item,
            state: output.state.as_deref(),
            step: WireStepOf::of(&output.step),
            optional: output.optional,
            evidence: names::evidence(output.evidence),
            receivers: output.receivers.iter().map(Option::as_deref).collect(),
            leaves: output.leaves,
            used: output.is_used(),
            findings: output.findings.iter().map(String::as_str).collect(),
        }
    }
}

impl<'a> WireMapBorder<'a> {
    fn of(border: &'a Border) -> Self {
        Self {
            from: border.giver.as_deref(),
            to: border.receiver.as_deref(),
            handoffs: border.handoffs.iter().map(|id| &**id).collect(),
            declared: border.declared,
            all: border.handoffs.len(),
            items: border.items.iter().map(WireItem::of).collect(),
            gaps: WireGaps::of(&border.gaps),
        }
    }
}

impl<'a> WireGaps<'a> {
    fn of(gaps: &'a Gaps) -> Self {
        Self {
            counts: WireSeverities::of(gaps.counts),
            reaching_customer: gaps.reaching,
            findings: gaps.findings.iter().map(String::as_str).collect(),
        }
    }
}

impl<'a> WireJourney<'a> {
    fn of(item: &'a Item) -> Self {
        Self {
            name: &item.name,
            store: item.store,
            made: item.made.iter().map(WireItemMaker::of).collect(),
            crossings: item.crossings.iter().map(WireCrossing::of).collect(),
            needed: item.needed.iter().map(WireItemConsumer::of).collect(),
            told: item.told.iter().map(|step| WireStepOf::of(step)).collect(),
        }
    }
}

impl<'a> WireItemMaker<'a> {
    fn of(made: &'a ItemMaker) -> Self {
        Self {
            step: WireStepOf::of(&made.step),
            state: made.state.as_deref(),
            optional: made.optional,
            changed: made.changed,
        }
    }
}

impl<'a> WireCrossing<'a> {
    fn of(crossing: &'a Crossing) -> Self {
        Self {
            handoff: &crossing.handoff,
            from: crossing.giver.as_deref(),
            to: crossing.receiver.as_deref(),
            state: crossing.state.as_deref(),
            evidence: names::evidence(crossing.evidence),
        }
    }
}

impl<'a> WireItemConsumer<'a> {
    fn of(needed: &'a ItemConsumer) -> Self {
        Self {
            step: WireStepOf::of(&needed.step),
            state: needed.state.as_deref(),
            optional: needed.optional,
            availability: names::availability(needed.availability),
        }
    }
}
