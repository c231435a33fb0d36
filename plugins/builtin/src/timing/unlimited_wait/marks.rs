//! What ends a wait too late, or not at all.

use std::collections::BTreeMap;

use handoff_sdk::{StepId, StepKind, Unit, Wait};

/// How many ways are looked for in one unit: each costs a walk.
const LOOKS: usize = 64;

/// What stands at waits, or behind them, and ends them too late or not at all: a decision, a time.
pub(super) struct Marks<'u> {
    unit: &'u Unit<'u>,
    /// The rows that are limited, by process: among them those that are no waits.
    by_process: BTreeMap<u32, Vec<&'u Wait>>,
    looks: usize,
}

impl<'u> Marks<'u> {
    pub(super) fn new(unit: &'u Unit<'u>) -> Self {
        let mut by_process: BTreeMap<u32, Vec<&Wait>> = BTreeMap::new();
        for row in unit.waits().iter().filter(|row| row.limited) {
            if let Some(step) = unit.steps().get(row.step as usize) {
                by_process.entry(step.process).or_default().push(row);
            }
        }
        Self { unit, by_process, looks: LOOKS }
    }

    /// Finds the decision behind a wait of which one way is meant for the case that nothing comes.
    pub(super) fn late_way(&mut self, wait: &Wait) -> Option<StepId> {
        let unit = self.unit;
        // Between an event-based gateway and the decision stands what was waited for.
        let event = usize::from(kind(unit, wait.step) == Some(StepKind::EventBased));
        self.find(
            wait,
            |step| is_choice(unit, step),
            |way| way.len() > 1 && way.iter().skip(1 + event).all(|step| is_choice(unit, *step)),
        )
    }

    /// Finds the time at a wait that ends nothing.
    pub(super) fn reminder(&mut self, wait: &Wait) -> Option<StepId> {
        let unit = self.unit;
        let is_choice = kind(unit, wait.step) == Some(StepKind::EventBased);
        let is_time = |step: StepId| match kind(unit, step) {
            Some(StepKind::Boundary) => true,
            Some(StepKind::Catch) => is_choice,
            _ => false,
        };
        self.find(wait, is_time, |way| way.len() == 2)
    }

    /// Finds a row of a kind to which a wait leads on a way that fits.
    fn find(
        &mut self,
        wait: &Wait,
        is: impl Fn(StepId) -> bool,
        fits: impl Fn(&[StepId]) -> bool,
    ) -> Option<StepId> {
        let process = self.unit.steps().get(wait.step as usize)?.process;
        for row in self.by_process.get(&process)?.iter().filter(|row| row.party == wait.party && is(row.step))
        {
            self.looks = self.looks.checked_sub(1)?;
            if self.unit.path(wait.step, row.step, &[]).is_some_and(|way| fits(&way)) {
                return Some(row.step);
            }
        }
        None
    }
}

fn kind(unit: &Unit<'_>, step: StepId) -> Option<StepKind> {
    unit.steps().get(step as usize).map(|step| step.kind)
}

fn is_choice(unit: &Unit<'_>, step: StepId) -> bool {
    matches!(kind(unit, step), Some(StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex))
}
