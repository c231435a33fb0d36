//! What a native rule sees: the lists of a unit, exactly as the sandbox hands them to a component.

use handoff_landscape::unit::{self, ReachVerdict, Unit};
use handoff_sandbox::shown_lists;
use handoff_sdk::testing::ReadView;
use handoff_sdk::{Concurrency, ItemId, Questions, Reach, SlowestPath, StepId, TextOf};

/// A unit as the source of a native rule.
pub(crate) type Native<'a> = ReadView<UnitAnswers<'a>>;

/// Reads a unit as the sandbox shows it.
pub(crate) fn native(unit: &Unit) -> Result<Native<'_>, String> {
    Native::read(&shown_lists(unit).into(), UnitAnswers(unit))
}

/// The answers of the unit itself.
pub(crate) struct UnitAnswers<'a>(&'a Unit);

impl Questions for UnitAnswers<'_> {
    fn texts(&self, wanted: &[TextOf]) -> Vec<String> {
        let text = |of: &TextOf| -> &str {
            match of {
                TextOf::Label(step) => &self.0.steps[*step as usize].name,
                TextOf::Documentation(step) => {
                    self.0.documentation.get(&unit::StepId(*step)).map_or("", String::as_str)
                }
                TextOf::Item(item) => &self.0.items[*item as usize].name,
                TextOf::State((item, state)) => &self.0.items[*item as usize].states[*state as usize],
                TextOf::Flow(flow) => &self.0.flows[*flow as usize].name,
                TextOf::Exchange(exchange) => &self.0.exchanges[*exchange as usize].name,
                TextOf::Condition(flow) => {
                    self.0.flows[*flow as usize].condition.as_deref().unwrap_or_default()
                }
                TextOf::KeptIn(clause) => {
                    self.0.clauses[*clause as usize].form.kept_in.as_deref().unwrap_or_default()
                }
                TextOf::Field((clause, field)) => {
                    &self.0.clauses[*clause as usize].form.fields[*field as usize].name
                }
            }
        };
        wanted.iter().map(|of| text(of).to_owned()).collect()
    }

    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        let path = self.0.path(unit::StepId(start), unit::StepId(goal), &step_ids(avoiding))?;
        Some(numbers(&path))
    }

    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        self.0.every_path_passes(unit::StepId(start), unit::StepId(goal), &step_ids(through))
    }

    fn slowest(&self, start: StepId, goal: StepId) -> Option<SlowestPath> {
        let found = self.0.slowest(unit::StepId(start), unit::StepId(goal))?;
        let seconds = u32::try_from(found.seconds).unwrap_or(u32::MAX);
        let [path, stated, unstated] =
            [&found.path, &found.stated, &found.unstated].map(|steps| numbers(steps));
        Some(SlowestPath { seconds, path, stated, unstated })
    }

    fn concurrent(&self, pairs: &[(StepId, StepId)]) -> Vec<Concurrency> {
        let verdict = |(one, other): &(StepId, StepId)| match self
            .0
            .concurrent(unit::StepId(*one), unit::StepId(*other))
        {
            Some(true) => Concurrency::Possible,
            Some(false) => Concurrency::Never,
            None => Concurrency::Unknown,
        };
        pairs.iter().map(verdict).collect()
    }

    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        let reach = self.0.reach(unit::StepId(start), lacking.map(|item| (unit::ItemId(item), None)));
        let verdict = match reach.verdict {
            ReachVerdict::Certain => handoff_sdk::ReachVerdict::Certain,
            ReachVerdict::Possible => handoff_sdk::ReachVerdict::Possible,
            ReachVerdict::None => handoff_sdk::ReachVerdict::None,
            ReachVerdict::Unknown => handoff_sdk::ReachVerdict::Unknown,
        };
        Reach {
            verdict,
            touchpoint: reach.touchpoint.map(|id| id.0),
            path: numbers(&reach.path),
            repaired_by: reach.repaired_by.map(|id| id.0),
        }
    }
}

fn step_ids(numbers: &[StepId]) -> Vec<unit::StepId> {
    numbers.iter().copied().map(unit::StepId).collect()
}

fn numbers(steps: &[unit::StepId]) -> Vec<StepId> {
    steps.iter().map(|id| id.0).collect()
}
