//! What a plugin sees: one unit, through metered queries.
//!
//! Invariant: nothing here panics, whatever a plugin asks; a call that asks for too much is stopped with a [`FailureCause`].

use std::sync::Arc;

use handoff_landscape::unit::{ItemId, Need, StepId};
use handoff_landscape::{Landscape, Unit};
use handoff_model::Language;
use serde_json::{Value, json};
use wasmtime::component::Resource;

use crate::contract::bytes::Bytes;
use crate::contract::v1::model;
use crate::contract::{lower, wire};
use crate::failure::FailureCause;
use crate::limits::{self, Meter};
use crate::state::StoreState;
use crate::view_file;

type ViewResult<T> = wasmtime::Result<T>;

/// The unit that one call sees.
///
/// A call has exactly one view, so the handle that a plugin holds carries nothing: there is no table of resources to
/// fill, and no number to forge.
#[expect(unreachable_pub, reason = "the generated bindings re-export it from a module of their own")]
pub struct View {
    landscape: Arc<Landscape>,
    index: usize,
    /// The language in which sentences of the host reach the plugin.
    language: Language,
}

/// What the questions and log lines of one call may cost.
pub(crate) struct Meters {
    pub(crate) queries: Meter,
    pub(crate) work: Meter,
    /// Bytes handed to the plugin.
    pub(crate) shown: u64,
}

impl Meters {
    /// Makes the meters for a unit of so many elements.
    pub(crate) fn new(elements: usize) -> Self {
        let elements = elements as u64;
        Self {
            queries: Meter::new(limits::QUERIES_BASE + limits::QUERIES_SHARE * elements),
            work: Meter::new(limits::WORK_BASE + limits::WORK_SHARE * elements),
            shown: 0,
        }
    }

    /// Counts one question that hands over so many items.
    pub(crate) fn query(&mut self, items: usize) -> ViewResult<()> {
        if !self.queries.add(1) {
            return Err(FailureCause::Queries { limit: self.queries.limit }.into());
        }
        self.work(limits::WORK_ITEM.saturating_mul(1 + items as u64))
    }

    /// Counts the bytes of an answer on its way to the plugin.
    pub(crate) fn count_answer(&mut self, answer: &impl Bytes) {
        self.shown += answer.bytes() as u64;
    }

    /// Counts work.
    fn work(&mut self, steps: u64) -> ViewResult<()> {
        if self.work.add(steps) { Ok(()) } else { Err(FailureCause::Work { limit: self.work.limit }.into()) }
    }
}

impl View {
    /// Makes the view of a unit.
    pub(crate) fn of(landscape: &Arc<Landscape>, index: usize, language: Language) -> Self {
        Self { landscape: Arc::clone(landscape), index, language }
    }

    fn unit(&self) -> ViewResult<&Unit> {
        Ok(self.landscape.units.get(self.index).ok_or(NO_UNIT)?)
    }
}

/// The cause where a plugin asks outside of `check`.
const NO_UNIT: FailureCause = FailureCause::NotShown { kind: "unit", number: 0, shown: 0 };

impl StoreState {
    fn current_view(&mut self) -> ViewResult<(&View, &mut Meters)> {
        Ok((self.view.as_ref().ok_or(NO_UNIT)?, &mut self.meters))
    }

    /// Hands over a list of the unit; `weight` counts what one row brings along.
    fn list<T, W: Bytes>(
        &mut self,
        rows: impl Fn(&Unit) -> &[T],
        weight: impl Fn(&T) -> usize,
        lower: impl Fn(&T) -> Option<W>,
    ) -> ViewResult<Vec<W>> {
        self.list_of(rows, weight, |_, row| lower(row))
    }

    /// Hands over a list of the unit, where a row needs more of the view than itself.
    fn list_of<T, W: Bytes>(
        &mut self,
        rows: impl Fn(&Unit) -> &[T],
        weight: impl Fn(&T) -> usize,
        lower: impl Fn(&View, &T) -> Option<W>,
    ) -> ViewResult<Vec<W>> {
        let (view, meters) = self.current_view()?;
        let rows = rows(view.unit()?);
        meters.query(rows.iter().map(|row| 1 + weight(row)).sum())?;
        let rows: Vec<W> = rows.iter().filter_map(|row| lower(view, row)).collect();
        meters.count_answer(&rows);
        Ok(rows)
    }

    /// Hands over one word for each of these numbers.
    fn words<T>(
        &mut self,
        kind: &'static str,
        numbers: &[u32],
        rows: impl Fn(&Unit) -> &[T],
        word: impl Fn(&T) -> &String,
    ) -> ViewResult<Vec<String>> {
        let (view, meters) = self.current_view()?;
        let rows = rows(view.unit()?);
        let words = numbers.iter().map(|number| {
            let row = rows.get(*number as usize);
            row.map(&word).ok_or(FailureCause::NotShown { kind, number: *number, shown: rows.len() })
        });
        let words = words.collect::<Result<Vec<&String>, FailureCause>>()?;
        // Counted before anything is copied: one long word may be asked for a hundred thousand times.
        meters.query(words.iter().map(|word| 1 + word.len() / limits::WORD).sum())?;
        let words: Vec<String> = words.into_iter().cloned().collect();
        meters.count_answer(&words);
        Ok(words)
    }

    /// Keeps a question with its answer where the caller wants them.
    fn note(&mut self, kind: &'static str, question: impl Fn() -> Value, answer: impl Fn() -> Value) {
        if let Some(asked) = &mut self.asked {
            asked.add(kind, question(), answer());
        }
    }

    /// Admits a question about the flow: the steps must be known, and it may walk the whole flow once.
    fn question<'a>(&mut self, steps: impl IntoIterator<Item = &'a u32>) -> ViewResult<&Unit> {
        let (view, meters) = self.current_view()?;
        let unit = view.unit()?;
        let mut asked = 0;
        for step in steps {
            within("step", *step, unit.steps.len())?;
            asked += 1;
        }
        meters.query(asked)?;
        meters.work((unit.graph.nodes.len() + unit.graph.edges.len()) as u64)?;
        Ok(unit)
    }
}

/// Makes sure that a number is one that was handed out.
fn within(kind: &'static str, number: u32, shown: usize) -> ViewResult<()> {
    if (number as usize) < shown {
        Ok(())
    } else {
        Err(FailureCause::NotShown { kind, number, shown }.into())
    }
}

fn step_ids(numbers: &[u32]) -> Vec<StepId> {
    numbers.iter().copied().map(StepId).collect()
}

type Handle = Resource<View>;

impl model::Host for StoreState {}

impl model::HostView for StoreState {
    fn departments(&mut self, _: Handle) -> ViewResult<Vec<wire::Department>> {
        self.list(|unit| &unit.departments, |_| 1, |row| Some(lower::department(row)))
    }

    fn steps(&mut self, _: Handle) -> ViewResult<Vec<wire::Step>> {
        self.list(|unit| &unit.steps, |_| 0, |row| Some(lower::step(row)))
    }

    fn handoffs(&mut self, _: Handle) -> ViewResult<Vec<wire::Handoff>> {
        self.list(|unit| &unit.handoffs, |row| row.carries.len(), |row| Some(lower::handoff(row)))
    }

    fn needs(&mut self, _: Handle, all: bool) -> ViewResult<Vec<wire::Need>> {
        let weight = |row: &Need| {
            let lists = row.providers.len() + row.arrives_in.len() + row.missing_fields.len();
            lists + row.witness.len().min(limits::WITNESS)
        };
        let lower = |view: &View, row: &Need| {
            let unit = view.unit().ok()?;
            (all || lower::is_gap(row)).then(|| lower::need(unit, row, view.language))
        };
        self.list_of(|unit| &unit.needs, weight, lower)
    }

    fn provisions(&mut self, _: Handle) -> ViewResult<Vec<wire::Provision>> {
        self.list(|unit| &unit.provisions, |row| row.used_by.len(), |row| Some(lower::provision(row)))
    }

    fn touchpoints(&mut self, _: Handle) -> ViewResult<Vec<wire::Touchpoint>> {
        self.list(|unit| &unit.touchpoints, |_| 0, |row| Some(lower::touchpoint(row)))
    }

    fn endings(&mut self, _: Handle) -> ViewResult<Vec<wire::Ending>> {
        self.list(
            |unit| &unit.endings,
            |row| row.witness.len().min(limits::WITNESS),
            |row| Some(lower::ending(row)),
        )
    }

    fn waits(&mut self, _: Handle) -> ViewResult<Vec<wire::Wait>> {
        self.list(|unit| &unit.waits, |_| 0, |row| Some(lower::wait(row)))
    }

    fn stale_entries(&mut self, _: Handle) -> ViewResult<Vec<wire::StaleEntry>> {
        self.list(|unit| &unit.stale, |_| 1, |row| Some(lower::stale(row)))
    }

    fn labels(&mut self, _: Handle, steps: Vec<u32>) -> ViewResult<Vec<String>> {
        self.words("step", &steps, |unit| &unit.steps, |step| &step.name)
    }

    fn item_names(&mut self, _: Handle, items: Vec<u32>) -> ViewResult<Vec<String>> {
        self.words("item", &items, |unit| &unit.items, |item| &item.name)
    }

    fn state_names(&mut self, _: Handle, item: u32, states: Vec<u32>) -> ViewResult<Vec<String>> {
        let (view, _) = self.current_view()?;
        within("item", item, view.unit()?.items.len())?;
        self.words(
            "state",
            &states,
            |unit| unit.items.get(item as usize).map_or(&[], |item| &item.states),
            |state: &String| state,
        )
    }

    fn path(&mut self, _: Handle, start: u32, goal: u32, avoiding: Vec<u32>) -> ViewResult<Option<Vec<u32>>> {
        let unit = self.question(avoiding.iter().chain([&start, &goal]))?;
        let answer = unit.path(StepId(start), StepId(goal), &step_ids(&avoiding));
        let answer = answer.as_deref().map(lower::numbers);
        self.note("path", || json!({ "start": start, "goal": goal, "avoiding": avoiding }), || json!(answer));
        self.meters.count_answer(&answer);
        Ok(answer)
    }

    fn every_path_passes(&mut self, _: Handle, start: u32, goal: u32, through: Vec<u32>) -> ViewResult<bool> {
        let unit = self.question(through.iter().chain([&start, &goal]))?;
        let answer = unit.every_path_passes(StepId(start), StepId(goal), &step_ids(&through));
        let question = || json!({ "start": start, "goal": goal, "through": through });
        self.note("every-path-passes", question, || json!(answer));
        self.meters.shown += 1;
        Ok(answer)
    }

    fn reach(&mut self, _: Handle, start: u32, lacking: Option<u32>) -> ViewResult<wire::Reach> {
        let unit = self.question([&start])?;
        if let Some(item) = lacking {
            within("item", item, unit.items.len())?;
        }
        let answer = lower::reach(unit.reach(StepId(start), lacking.map(|item| (ItemId(item), None))));
        let question = || json!({ "start": start, "lacking": lacking });
        self.note("reach", question, || view_file::record(&answer));
        self.meters.count_answer(&answer);
        Ok(answer)
    }

    fn drop(&mut self, _: Handle) -> ViewResult<()> {
        Ok(())
    }
}
