//! A recorded view as the source of a unit.

use serde_json::Value;

use super::row::Row;
use crate::{
    Carried, Department, Ending, Handoff, ItemId, Need, Provision, Reach, Source, StaleEntry, StateId, Step,
    StepId, Touchpoint, Wait,
};

/// The format of the files that this reads.
const FORMAT: &str = "handoff-view/1";

/// What a case shows the rules, with the answers to the questions they asked.
#[derive(Clone, Debug)]
pub struct Recorded {
    case: String,
    rules: Vec<(String, String)>,
    expected: Vec<String>,
    departments: Vec<Department>,
    steps: Vec<NamedRow<Step>>,
    items: Vec<(String, Vec<String>)>,
    handoffs: Vec<(Handoff, Option<String>)>,
    needs: Vec<Need>,
    provisions: Vec<Provision>,
    touchpoints: Vec<Touchpoint>,
    endings: Vec<Ending>,
    waits: Vec<Wait>,
    stale_entries: Vec<StaleEntry>,
    paths: Vec<Answer<PathQuestion, Option<Vec<StepId>>>>,
    passes: Vec<Answer<PathQuestion, bool>>,
    reaches: Vec<Answer<(StepId, Option<ItemId>), Reach>>,
}

/// A start, a goal, and the steps on or off the way.
type PathQuestion = (StepId, StepId, Vec<StepId>);

/// A question, and what the host answered.
type Answer<Q, A> = (Q, A);

#[derive(Clone, Debug)]
struct NamedRow<T> {
    row: T,
    id: String,
    label: String,
}

impl Recorded {
    /// Reads a view from the text of its file; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| format!("the view is no JSON: {error}"))?;
        let view = Row::new(&value);
        let format = view.text("format")?;
        if format != FORMAT {
            return Err(format!("it has the format `{format}`, and this SDK reads `{FORMAT}`"));
        }
        let questions = view.row("questions")?;
        Ok(Self {
            case: view.text("case")?,
            rules: view.rows("rules", |row| Ok((row.text("rule")?, row.field("options")?.to_string())))?,
            expected: view.texts("expected")?,
            departments: view.rows("departments", department)?,
            steps: view.rows("steps", step)?,
            items: view.rows("items", |row| Ok((row.text("name")?, row.texts("states")?)))?,
            handoffs: view.rows("handoffs", |row| Ok((handoff(row)?, row.maybe_text("element")?)))?,
            needs: view.rows("needs", need)?,
            provisions: view.rows("provisions", provision)?,
            touchpoints: view.rows("touchpoints", touchpoint)?,
            endings: view.rows("endings", ending)?,
            waits: view.rows("waits", wait)?,
            stale_entries: view.rows("stale-entries", stale_entry)?,
            paths: questions
                .rows("path", |row| Ok((between(row, "avoiding")?, row.maybe_numbers("answer")?)))?,
            passes: questions
                .rows("every-path-passes", |row| Ok((between(row, "through")?, row.flag("answer")?)))?,
            reaches: questions.rows("reach", |row| {
                Ok(((row.number("start")?, row.maybe_number("lacking")?), reach(row.row("answer")?)?))
            })?,
        })
    }

    /// Returns the page and line of the case.
    pub fn case(&self) -> &str {
        &self.case
    }

    /// Returns what the page expects, as it is written there.
    pub fn expected(&self) -> &[String] {
        &self.expected
    }

    /// Returns the rules that the case switches on, each with its options as JSON.
    pub fn rules(&self) -> &[(String, String)] {
        &self.rules
    }

    pub(super) fn step_id(&self, step: StepId) -> &str {
        &self.steps[step as usize].id
    }

    pub(super) fn handoff_id(&self, handoff: u32) -> Option<&str> {
        self.handoffs[handoff as usize].1.as_deref()
    }

    pub(super) fn entry(&self, entry: u32) -> &str {
        &self.stale_entries[entry as usize].entry
    }

    /// Returns the name of an item, with its state in brackets.
    pub(super) fn item(&self, item: ItemId, state: Option<StateId>) -> String {
        let (name, states) = &self.items[item as usize];
        state.map_or_else(|| name.clone(), |state| format!("{name} [{}]", states[state as usize]))
    }
}

/// Finds the answer to a question.
#[expect(clippy::panic, reason = "a test must not go on with an answer that nobody gave")]
fn answer<Q: PartialEq + std::fmt::Debug, A: Clone>(answers: &[Answer<Q, A>], what: &str, asked: &Q) -> A {
    let answer = answers.iter().find(|(question, _)| question == asked).map(|(_, answer)| answer.clone());
    answer.unwrap_or_else(|| {
        panic!("the view holds no answer to `{what}` of {asked:?}; run `handoff plugin test --views` again")
    })
}

impl Source for Recorded {
    fn departments(&self) -> Vec<Department> {
        self.departments.clone()
    }
    fn steps(&self) -> Vec<Step> {
        self.steps.iter().map(|step| step.row).collect()
    }
    fn handoffs(&self) -> Vec<Handoff> {
        self.handoffs.iter().map(|(handoff, _)| handoff.clone()).collect()
    }
    fn needs(&self, all: bool) -> Vec<Need> {
        let is_gap = |need: &&Need| {
            need.availability != crate::Availability::Always || !need.missing_fields.is_empty()
        };
        self.needs.iter().filter(|need| all || is_gap(need)).cloned().collect()
    }
    fn provisions(&self) -> Vec<Provision> {
        self.provisions.clone()
    }
    fn touchpoints(&self) -> Vec<Touchpoint> {
        self.touchpoints.clone()
    }
    fn endings(&self) -> Vec<Ending> {
        self.endings.clone()
    }
    fn waits(&self) -> Vec<Wait> {
        self.waits.clone()
    }
    fn stale_entries(&self) -> Vec<StaleEntry> {
        self.stale_entries.clone()
    }
    fn labels(&self, steps: &[StepId]) -> Vec<String> {
        steps.iter().map(|step| self.steps[*step as usize].label.clone()).collect()
    }
    fn item_names(&self, items: &[ItemId]) -> Vec<String> {
        items.iter().map(|item| self.items[*item as usize].0.clone()).collect()
    }
    fn state_names(&self, item: ItemId, states: &[StateId]) -> Vec<String> {
        states.iter().map(|state| self.items[item as usize].1[*state as usize].clone()).collect()
    }
    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        answer(&self.paths, "path", &(start, goal, avoiding.to_vec()))
    }
    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        answer(&self.passes, "every-path-passes", &(start, goal, through.to_vec()))
    }
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        answer(&self.reaches, "reach", &(start, lacking))
    }
}

/// Reads a question about the paths between two steps.
fn between(row: Row<'_>, third: &str) -> Result<(StepId, StepId, Vec<StepId>), String> {
    Ok((row.number("start")?, row.number("goal")?, row.numbers(third)?))
}

fn department(row: Row<'_>) -> Result<Department, String> {
    Ok(Department { name: row.text("name")?, side: row.word("side")? })
}

fn step(row: Row<'_>) -> Result<NamedRow<Step>, String> {
    let step = Step {
        kind: row.word("kind")?,
        owner: row.maybe_number("owner")?,
        process: row.number("process")?,
        scope: row.maybe_number("scope")?,
        reachable: row.flag("reachable")?,
    };
    Ok(NamedRow { row: step, id: row.text("id")?, label: row.text("label")? })
}

fn handoff(row: Row<'_>) -> Result<Handoff, String> {
    Ok(Handoff {
        kind: row.word("kind")?,
        giver: row.maybe_number("giver")?,
        receiver: row.maybe_number("receiver")?,
        last: row.maybe_number("last")?,
        first: row.maybe_number("first")?,
        carries: row.rows("carries", |row| {
            Ok(Carried {
                item: row.number("item")?,
                state: row.maybe_number("state")?,
                evidence: row.word("evidence")?,
            })
        })?,
        declared: row.flag("declared")?,
        named: row.flag("named")?,
        expected: row.flag("expected")?,
    })
}

fn need(row: Row<'_>) -> Result<Need, String> {
    Ok(Need {
        step: row.number("step")?,
        item: row.number("item")?,
        state: row.maybe_number("state")?,
        optional: row.flag("optional")?,
        evidence: row.word("evidence")?,
        availability: row.word("availability")?,
        any_state: row.word("any-state")?,
        arrives_in: row.numbers("arrives-in")?,
        missing_fields: row.texts("missing-fields")?,
        expected_from: row.maybe_text("expected-from")?,
        witness: row.numbers("witness")?,
        providers: row.numbers("providers")?,
        undeclared: row.maybe_text("undeclared")?,
        handoff: row.maybe_number("handoff")?,
    })
}

fn provision(row: Row<'_>) -> Result<Provision, String> {
    Ok(Provision {
        step: row.number("step")?,
        item: row.number("item")?,
        state: row.maybe_number("state")?,
        optional: row.flag("optional")?,
        evidence: row.word("evidence")?,
        used_by: row.numbers("used-by")?,
        leaves: row.flag("leaves")?,
    })
}

fn touchpoint(row: Row<'_>) -> Result<Touchpoint, String> {
    Ok(Touchpoint {
        step: row.number("step")?,
        customer: row.maybe_number("customer")?,
        inbound: row.flag("inbound")?,
        certain: row.flag("certain")?,
    })
}

fn ending(row: Row<'_>) -> Result<Ending, String> {
    Ok(Ending {
        step: row.number("step")?,
        started_at: row.maybe_number("started-at")?,
        certain: row.flag("certain")?,
        negative: row.flag("negative")?,
        silent: row.flag("silent")?,
        witness: row.numbers("witness")?,
    })
}

fn wait(row: Row<'_>) -> Result<Wait, String> {
    Ok(Wait { step: row.number("step")?, party: row.maybe_number("party")?, limited: row.flag("limited")? })
}

fn stale_entry(row: Row<'_>) -> Result<StaleEntry, String> {
    Ok(StaleEntry {
        kind: row.text("kind")?,
        entry: row.text("entry")?,
        suggestion: row.maybe_text("suggestion")?,
    })
}

fn reach(row: Row<'_>) -> Result<Reach, String> {
    Ok(Reach {
        verdict: row.word("verdict")?,
        touchpoint: row.maybe_number("touchpoint")?,
        path: row.numbers("path")?,
        repaired_by: row.maybe_number("repaired-by")?,
    })
}
