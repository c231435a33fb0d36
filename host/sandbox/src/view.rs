//! What a plugin sees: one unit, through metered queries.
//!
//! Invariant: nothing here panics, whatever a plugin asks; a call that asks for too much is stopped with a [`FailureCause`].

use std::sync::Arc;

use handoff_landscape::unit::{ItemId, StepId};
use handoff_landscape::{Landscape, Unit};
use handoff_model::Language;
use serde_json::{Value, json};

use crate::contract::bytes::Bytes;
use crate::contract::lower;
use crate::contract::wire;
use crate::contract::written::Written;
use crate::failure::FailureCause;
use crate::limits::{self, Meter};
use crate::state::StoreState;
use crate::wording;

pub(crate) type ViewResult<T> = wasmtime::Result<T>;

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
        self.items(1 + items)
    }

    /// Counts items that a question hands over.
    fn items(&mut self, items: usize) -> ViewResult<()> {
        self.work(limits::WORK_ITEM.saturating_mul(items as u64))
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

    /// Hands over the rows of a list that are to be seen, counted one by one before the next is made.
    pub(crate) fn rows<T, W: Bytes>(
        &mut self,
        rows: impl Fn(&Unit) -> &[T],
        is_shown: impl Fn(&T) -> bool,
        lower: impl Fn(&Unit, &T) -> W,
    ) -> ViewResult<Vec<W>> {
        let (view, meters) = self.current_view()?;
        let unit = view.unit()?;
        let rows = rows(unit);
        // A row that is left out was looked at too.
        meters.query(rows.len())?;
        let mut answer = Vec::new();
        for row in rows.iter().filter(|row| is_shown(row)) {
            let row = lower(unit, row);
            meters.items(row.entries())?;
            answer.push(row);
        }
        meters.count_answer(&answer);
        Ok(answer)
    }

    /// Says in the language of the call, as a clause, why a source leaves needs undecided: as older contracts want it.
    pub(crate) fn source(&self, source: u32) -> Option<String> {
        let view = self.view.as_ref()?;
        let unit = view.unit().ok()?;
        unit.undeclared(unit.first_need(source)?, view.language)
    }

    /// Keeps a question with its answer where the caller wants them.
    fn note(&mut self, kind: &'static str, question: impl Fn() -> Value, answer: impl Fn() -> Value) {
        if let Some(asked) = &mut self.queries {
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

/// What is no list: words, and questions about the flow.
impl StoreState {
    pub(crate) fn answer_texts(
        &mut self,
        wanted: impl IntoIterator<Item = wire::TextOf>,
    ) -> ViewResult<Vec<String>> {
        let (view, meters) = self.current_view()?;
        let unit = view.unit()?;
        let texts = wanted.into_iter().map(|of| wording::text(unit, &of));
        let texts = texts.collect::<Result<Vec<&str>, FailureCause>>()?;
        // Counted before anything is copied: one long text may be asked for a hundred thousand times.
        meters.query(texts.iter().map(|text| 1 + text.len() / limits::WORD).sum())?;
        let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
        meters.count_answer(&texts);
        Ok(texts)
    }

    pub(crate) fn answer_path(
        &mut self,
        start: u32,
        goal: u32,
        avoiding: &[u32],
    ) -> ViewResult<Option<Vec<u32>>> {
        let unit = self.question(avoiding.iter().chain([&start, &goal]))?;
        let answer = unit.path(StepId(start), StepId(goal), &step_ids(avoiding));
        let answer = answer.as_deref().map(lower::numbers);
        self.note("path", || json!({ "start": start, "goal": goal, "avoiding": avoiding }), || json!(answer));
        self.meters.count_answer(&answer);
        Ok(answer)
    }

    pub(crate) fn answer_every_path_passes(
        &mut self,
        start: u32,
        goal: u32,
        through: &[u32],
    ) -> ViewResult<bool> {
        let unit = self.question(through.iter().chain([&start, &goal]))?;
        let answer = unit.every_path_passes(StepId(start), StepId(goal), &step_ids(through));
        let question = || json!({ "start": start, "goal": goal, "through": through });
        self.note("every-path-passes", question, || json!(answer));
        self.meters.shown += 1;
        Ok(answer)
    }

    pub(crate) fn answer_slowest(&mut self, start: u32, goal: u32) -> ViewResult<Option<wire::SlowestPath>> {
        let unit = self.question([&start, &goal])?;
        let answer = unit.slowest(StepId(start), StepId(goal)).as_ref().map(lower::slowest_path);
        self.note("slowest", || json!({ "start": start, "goal": goal }), || answer.written());
        self.meters.count_answer(&answer);
        Ok(answer)
    }

    pub(crate) fn answer_concurrent(&mut self, pairs: &[(u32, u32)]) -> ViewResult<Vec<wire::Concurrency>> {
        let unit = self.question(pairs.iter().flat_map(|(one, other)| [one, other]))?;
        let verdicts = pairs.iter().map(|(one, other)| unit.concurrent(StepId(*one), StepId(*other)));
        let answer: Vec<_> = verdicts.map(lower::concurrency).collect();
        for ((one, other), verdict) in pairs.iter().zip(&answer) {
            self.note("concurrent", || json!({ "one": one, "other": other }), || verdict.written());
        }
        self.meters.shown += answer.len() as u64;
        Ok(answer)
    }

    pub(crate) fn answer_reach(&mut self, start: u32, lacking: Option<u32>) -> ViewResult<wire::Reach> {
        let unit = self.question([&start])?;
        if let Some(item) = lacking {
            within("item", item, unit.items.len())?;
        }
        let answer = lower::reach(unit.reach(StepId(start), lacking.map(|item| (ItemId(item), None))));
        let question = || json!({ "start": start, "lacking": lacking });
        self.note("reach", question, || answer.written());
        self.meters.count_answer(&answer);
        Ok(answer)
    }
}
