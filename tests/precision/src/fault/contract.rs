//! Faults of what departments have written down: contracts beside an export whose two sides no longer fit.

use handoff_model::{StepId, StepKind};

use super::{PlantedFault, site::Site};

/// Both sides of a border as a configuration; `GIVER` is the last step before it, `RECEIVER` the department behind it.
pub(super) struct Agreement {
    pub(super) kept: &'static str,
    pub(super) broken: &'static str,
}

pub(super) const FORMAT: Agreement = Agreement {
    kept: r#"
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", fields = [{ name = "weight", unit = "kg" }] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = [{ name = "Weight", unit = "kilogram" }] }]
"#,
    broken: r#"
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", fields = [{ name = "weight", unit = "kg" }] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = [{ name = "Weight", unit = "lb" }] }]
"#,
};

pub(super) const NUMBER: Agreement = Agreement {
    kept: r#"
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", many = false }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", many = false }]
"#,
    broken: r#"
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", many = false }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", many = true }]
"#,
};

pub(super) const OPTIONAL: Agreement = Agreement {
    kept: r#"
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", fields = ["number"] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = ["number"] }]
"#,
    broken: r#"
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", fields = ["number"] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = [{ name = "number", optional = true }] }]
"#,
};

pub(super) const PERSONAL: Agreement = Agreement {
    kept: r#"
rules = { "privacy/over-shared" = "warning" }
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", fields = ["number"] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = ["number", "weight"] }]
"#,
    broken: r#"
rules = { "privacy/over-shared" = "warning" }
[[contract]]
department = "RECEIVER"
requires = [{ item = "Planted folder", fields = ["number"] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = ["number", "date of birth"] }]
"#,
};

pub(super) const OUTSIDE: Agreement = Agreement {
    kept: r#"
rules = { "privacy/leaves-company" = "warning" }
[[department]]
name = "RECEIVER"
side = "partner"
agreement = true
[[contract]]
step = "GIVER"
provides = ["Delivery address"]
"#,
    broken: r#"
rules = { "privacy/leaves-company" = "warning" }
[[department]]
name = "RECEIVER"
side = "partner"
[[contract]]
step = "GIVER"
provides = ["Delivery address"]
"#,
};

pub(super) const TERM: Agreement = Agreement {
    kept: r#"
[[term]]
name = "Planted folder"
[[contract]]
department = "RECEIVER"
requires = ["Planted folder"]
[[contract]]
step = "GIVER"
provides = ["Planted folder"]
"#,
    broken: r#"
[[term]]
name = "Something else"
[[contract]]
department = "RECEIVER"
requires = ["Planted folder"]
[[contract]]
step = "GIVER"
provides = ["Planted folder"]
"#,
};

pub(super) const HOMONYM: Agreement = Agreement {
    kept: r#"
[[contract]]
department = "RECEIVER"
provides = [{ item = "Planted folder", fields = ["number", "sum"] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = ["number", "day"] }]
"#,
    broken: r#"
[[contract]]
department = "RECEIVER"
provides = [{ item = "Planted folder", fields = ["version", "licence"] }]
[[contract]]
step = "GIVER"
provides = [{ item = "Planted folder", fields = ["number", "day"] }]
"#,
};

/// Plants an agreement that is broken wherever work goes straight from one lane to another.
pub(super) fn plant(site: &Site<'_>, agreement: &Agreement) -> Vec<PlantedFault> {
    let works = |step: StepId| {
        let row = &site.model.steps[step];
        row.kind.is_activity() && !row.kind.is_scope() && row.kind != StepKind::Call
    };
    let borders = site.model.flows.rows().filter(|flow| works(flow.source) && works(flow.target));
    let planted = borders.filter_map(|flow| {
        let (giver, receiver) = (owner(site, flow.source)?, owner(site, flow.target)?);
        // What comes round again comes several times.
        let circles = [flow.source, flow.target].iter().any(|step| site.goes_round(*step));
        let is_ours = |step: StepId| {
            let row = &site.model.steps[step];
            !site.is_in_customers_lane(row) && !site.is_customers_own(row.process)
        };
        if giver == receiver || circles || !is_ours(flow.source) || !is_ours(flow.target) {
            return None;
        }
        let id = &site.model.steps[flow.source].id;
        let filled = |text: &str| text.replace("RECEIVER", receiver).replace("GIVER", id);
        let own = site
            .model
            .steps
            .iter()
            .filter(|(step, _)| *step == flow.source || owner(site, *step) == Some(receiver));
        let mut elements: Vec<String> = own.map(|(_, step)| step.id.clone()).collect();
        elements.push(flow.id.clone());
        Some(PlantedFault {
            text: site.text.to_owned(),
            elements,
            contracts: [filled(agreement.kept), filled(agreement.broken)],
        })
    });
    planted.collect()
}

/// Lets the first steps of two branches of a parallel split write one thing, where two lanes have them.
pub(super) fn conflicting_writes(site: &Site<'_>) -> Vec<PlantedFault> {
    let splits = site.model.steps.iter().filter(|(_, step)| step.kind == StepKind::Parallel);
    let planted = splits.filter_map(|(split, _)| {
        let next = site.model.flows.rows().filter(|flow| flow.source == split).map(|flow| flow.target);
        let works = |step: &StepId| {
            let row = &site.model.steps[*step];
            row.kind.is_activity() && !row.kind.is_scope() && row.kind != StepKind::Call
        };
        let next: Vec<StepId> = next.filter(works).collect();
        let (first, second) = (*next.first()?, *next.get(1)?);
        let (one, other) = (owner(site, first)?, owner(site, second)?);
        let ids = [first, second].map(|step| site.model.steps[step].id.clone());
        let provides = |id: &str| format!("[[contract]]\nstep = \"{id}\"\nprovides = [\"Planted order\"]\n");
        let [kept, added] = [&ids[0], &ids[1]].map(|id| provides(id));
        let is_apart =
            one != other && !site.behind(first).contains(&second) && !site.behind(second).contains(&first);
        is_apart.then(|| PlantedFault {
            text: site.text.to_owned(),
            elements: ids.to_vec(),
            contracts: [kept.clone(), kept + &added],
        })
    });
    planted.collect()
}

/// The name of the innermost lane of a step, where a configuration can hold it.
fn owner<'d>(site: &Site<'d>, step: StepId) -> Option<&'d str> {
    let lane = site.model.steps[step].lane.and_then(|lane| site.model.lanes.get(lane))?;
    Some(lane.name.trim()).filter(|name| !name.is_empty() && !name.contains(['"', '\\', '\n']))
}
