//! A recorded view as the source of a unit.

use serde_json::Value;

use super::ReadView;
use super::row::{FromValue, Row};
use crate::{ItemId, Questions, Reach, SlowestPath, StateId, StepId, TextOf};

/// The format of the files that this reads.
const FORMAT: &str = "handoff-view/2";

/// What a case shows the rules, with the answers to the questions they asked.
pub type RecordedView = ReadView<RecordedAnswers>;

/// What a file holds beside the lists.
#[derive(Clone, Debug)]
pub struct RecordedAnswers {
    case: String,
    rules: Vec<(String, String)>,
    expected: Vec<String>,
    texts: Texts,
    elements: Elements,
    paths: Vec<Answer<PathQuestion, Option<Vec<StepId>>>>,
    passes: Vec<Answer<PathQuestion, bool>>,
    slowest: Vec<Answer<(StepId, StepId), Option<SlowestPath>>>,
    reaches: Vec<Answer<(StepId, Option<ItemId>), Reach>>,
}

/// A start, a goal, and the steps on or off the way.
type PathQuestion = (StepId, StepId, Vec<StepId>);

/// A question, and what the host answered.
type Answer<Q, A> = (Q, A);

/// Reads objects of a kind, each with what it is made into.
macro_rules! objects {
    ($($type:ident { $($field:ident: $ty:ty),* })*) => {$(
        #[derive(Clone, Debug)]
        struct $type {
            $($field: $ty,)*
        }

        impl FromValue for $type {
            fn read(value: &Value, place: &str) -> Result<Self, String> {
                let row = Row::new(place, value);
                Ok(Self { $($field: row.get(stringify!($field))?,)* })
            }
        }
    )*};
}

objects! {
    Texts {
        label: Vec<String>, item: Vec<String>, state: Vec<Vec<String>>, flow: Vec<String>, condition: Vec<String>, exchange: Vec<String>
    }
    Elements {
        step: Vec<String>, handoff: Vec<Option<String>>, exchange: Vec<Option<String>>, process: Vec<String>
    }
    PathAnswer { start: StepId, goal: StepId, avoiding: Vec<StepId>, answer: Option<Vec<StepId>> }
    PassAnswer { start: StepId, goal: StepId, through: Vec<StepId>, answer: bool }
    SlowestAnswer { start: StepId, goal: StepId, answer: Option<SlowestPath> }
    ReachAnswer { start: StepId, lacking: Option<ItemId>, answer: Reach }
}

impl RecordedAnswers {
    fn read(view: Row<'_>) -> Result<Self, String> {
        let questions = Row::new("the view: `questions`", view.field("questions")?);
        let rules = view.field("rules")?.as_array().ok_or("the view: `rules` should be a list")?;
        let rules = rules.iter().map(|rule| {
            let rule = Row::new("the view: `rules`", rule);
            Ok((rule.get("rule")?, rule.field("options")?.to_string()))
        });
        let paths: Vec<PathAnswer> = questions.get("path")?;
        let passes: Vec<PassAnswer> = questions.get("every-path-passes")?;
        let slowest: Vec<SlowestAnswer> = questions.get("slowest")?;
        let reaches: Vec<ReachAnswer> = questions.get("reach")?;
        Ok(Self {
            case: view.get("case")?,
            rules: rules.collect::<Result<_, String>>()?,
            expected: view.get("expected")?,
            texts: view.get("texts")?,
            elements: view.get("elements")?,
            paths: paths.into_iter().map(|row| ((row.start, row.goal, row.avoiding), row.answer)).collect(),
            passes: passes.into_iter().map(|row| ((row.start, row.goal, row.through), row.answer)).collect(),
            slowest: slowest.into_iter().map(|row| ((row.start, row.goal), row.answer)).collect(),
            reaches: reaches.into_iter().map(|row| ((row.start, row.lacking), row.answer)).collect(),
        })
    }
}

impl RecordedView {
    /// Reads a view from the text of its file; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value: Value =
            serde_json::from_str(text).map_err(|error| format!("the view is no JSON: {error}"))?;
        let view = Row::new("the view", &value);
        let format: String = view.get("format")?;
        if format != FORMAT {
            return Err(format!("it has the format `{format}`, and this SDK reads `{FORMAT}`"));
        }
        Self::read(&value, RecordedAnswers::read(view)?)
    }

    /// Returns the page and line of the case.
    pub fn case(&self) -> &str {
        &self.questions.case
    }

    /// Returns what the page expects, as it is written there.
    pub fn expected(&self) -> &[String] {
        &self.questions.expected
    }

    /// Returns the rules that the case switches on, each with its options as JSON.
    pub fn rules(&self) -> &[(String, String)] {
        &self.questions.rules
    }

    pub(super) fn step_id(&self, step: StepId) -> &str {
        &self.questions.elements.step[step as usize]
    }

    pub(super) fn handoff_id(&self, handoff: u32) -> Option<&str> {
        self.questions.elements.handoff[handoff as usize].as_deref()
    }

    pub(super) fn exchange_id(&self, exchange: u32) -> Option<&str> {
        self.questions.elements.exchange[exchange as usize].as_deref()
    }

    pub(super) fn process_id(&self, process: u32) -> &str {
        &self.questions.elements.process[process as usize]
    }

    pub(super) fn entry(&self, entry: u32) -> &str {
        &self.stale_entries[entry as usize].entry
    }

    /// Returns the name of an item, with its state in brackets.
    pub(super) fn item(&self, item: ItemId, state: Option<StateId>) -> String {
        let Texts { item: names, state: states, .. } = &self.questions.texts;
        let name = &names[item as usize];
        state.map_or_else(
            || name.clone(),
            |state| format!("{name} [{}]", states[item as usize][state as usize]),
        )
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

impl Questions for RecordedAnswers {
    fn texts(&self, wanted: &[TextOf]) -> Vec<String> {
        let text = |of: &TextOf| match of {
            TextOf::Label(step) => self.texts.label[*step as usize].clone(),
            TextOf::Item(item) => self.texts.item[*item as usize].clone(),
            TextOf::State((item, state)) => self.texts.state[*item as usize][*state as usize].clone(),
            TextOf::Flow(flow) => self.texts.flow[*flow as usize].clone(),
            TextOf::Exchange(exchange) => self.texts.exchange[*exchange as usize].clone(),
            TextOf::Condition(flow) => self.texts.condition[*flow as usize].clone(),
        };
        wanted.iter().map(text).collect()
    }
    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        answer(&self.paths, "path", &(start, goal, avoiding.to_vec()))
    }
    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        answer(&self.passes, "every-path-passes", &(start, goal, through.to_vec()))
    }
    fn slowest(&self, start: StepId, goal: StepId) -> Option<SlowestPath> {
        answer(&self.slowest, "slowest", &(start, goal))
    }
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        answer(&self.reaches, "reach", &(start, lacking))
    }
}
