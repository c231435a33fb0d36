//! The departments of a map: their steps, what these need, and what they provide.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_landscape::contract::Side;
use handoff_landscape::unit;

use super::gaps::FindingIndex;
use super::resolved_unit::{ResolvedUnit, ResolvedUnits};
use super::{Department, Gaps, Input, Output};

/// The departments met so far.
#[derive(Default)]
pub(super) struct DepartmentTable(BTreeMap<Option<Arc<str>>, Department>);

impl DepartmentTable {
    /// Begins with the departments of all units.
    pub(super) fn of(parts: &ResolvedUnits) -> Self {
        let mut departments = Self::default();
        for (name, known) in &parts.departments {
            let department = departments.named(Some(Arc::clone(name)));
            (department.certain, department.side) = (known.certain, known.side);
        }
        departments
    }

    /// Adds what a unit knows of its departments.
    pub(super) fn add(&mut self, part: &ResolvedUnit, index: &FindingIndex<'_>) {
        for step in &part.steps {
            self.named(step.department.clone()).steps.push(Arc::clone(step));
        }
        for input in &part.inputs {
            let input = Input { findings: index.about_input(input), ..input.clone() };
            self.named(input.step.department.clone()).inputs.push(input);
        }
        for output in &part.outputs {
            let output = Output { findings: index.about_output(output), ..output.clone() };
            self.named(output.step.department.clone()).outputs.push(output);
        }
        let unowned = |handoff: &unit::Handoff| handoff.giver.is_none() || handoff.receiver.is_none();
        if part.unit.handoffs.iter().any(unowned) {
            self.named(None);
        }
    }

    fn named(&mut self, name: Option<Arc<str>>) -> &mut Department {
        self.0.entry(name.clone()).or_insert_with(|| Department {
            name,
            side: Side::Internal,
            certain: false,
            steps: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            gaps: Gaps::default(),
        })
    }

    /// Sorts everything.
    pub(super) fn finish(self) -> Vec<Department> {
        let sorted = |mut department: Department| {
            department.steps.sort();
            department.inputs.sort_by(|a, b| input_key(a).cmp(&input_key(b)));
            department.outputs.sort_by(|a, b| output_key(a).cmp(&output_key(b)));
            department
        };
        self.0.into_values().map(sorted).collect()
    }
}

/// By what the inputs of a department are sorted.
pub(crate) fn input_key(input: &Input) -> impl Ord + '_ {
    (&input.item, &input.state, &input.step, input.evidence, input.optional, input.availability)
}

/// By what the outputs of a department are sorted.
pub(crate) fn output_key(output: &Output) -> impl Ord + '_ {
    (&output.item, &output.state, &output.step, output.evidence, output.optional, output.leaves)
}
