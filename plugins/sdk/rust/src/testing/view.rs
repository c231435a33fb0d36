//! A recorded view as the source of a unit.

use serde_json::Value;

use super::ReadView;
use super::row::{FromValue, Row};
use super::rows::CaseKey;
use crate::{Concurrency, ItemId, Place, Questions, Reach, SlowestPath, StateId, StepId, TextOf};

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
    texts: Value,
    elements: Value,
    paths: Vec<Answer<PathQuestion, Option<Vec<StepId>>>>,
    passes: Vec<Answer<PathQuestion, bool>>,
    slowest: Vec<Answer<(StepId, StepId), Option<SlowestPath>>>,
    reaches: Vec<Answer<(StepId, Option<ItemId>), Reach>>,
    pairs: Vec<Answer<(StepId, StepId), Concurrency>>,
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
    PathAnswer { start: StepId, goal: StepId, avoiding: Vec<StepId>, answer: Option<Vec<StepId>> }
    PassAnswer { start: StepId, goal: StepId, through: Vec<StepId>, answer: bool }
    SlowestAnswer { start: StepId, goal: StepId, answer: Option<SlowestPath> }
    PairAnswer { one: StepId, other: StepId, answer: Concurrency }
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
        let pairs: Vec<PairAnswer> = questions.get("concurrent")?;
        Ok(Self {
            case: view.get("case")?,
            rules: rules.collect::<Result<_, String>>()?,
            expected: view.get("expected")?,
            texts: view.field("texts")?.clone(),
            elements: view.field("elements")?.clone(),
            paths: paths.into_iter().map(|row| ((row.start, row.goal, row.avoiding), row.answer)).collect(),
            passes: passes.into_iter().map(|row| ((row.start, row.goal, row.through), row.answer)).collect(),
            slowest: slowest.into_iter().map(|row| ((row.start, row.goal), row.answer)).collect(),
            pairs: pairs.into_iter().map(|row| ((row.one, row.other), row.answer)).collect(),
            reaches: reaches.into_iter().map(|row| ((row.start, row.lacking), row.answer)).collect(),
        })
    }
}

impl RecordedAnswers {
    /// Returns a text of the model; one that the view does not hold is asked for in vain.
    #[expect(clippy::panic, reason = "a test must not go on with a text that nobody has")]
    fn text(&self, of: &TextOf) -> String {
        let (case, numbers) = of.case_key();
        let text = numbers.iter().try_fold(&self.texts[case], |rows, number| rows.get(*number as usize));
        let text = text.and_then(Value::as_str);
        text.map_or_else(|| panic!("the view holds no text `{case}` {numbers:?}"), str::to_owned)
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

    /// Returns how pages name a place: its element, and the name of what has none.
    pub(super) fn place(&self, place: Place) -> (&str, Option<&str>) {
        let (case, numbers) = match place {
            Place::Wording(wording) => wording.of.case_key(),
            place => place.case_key(),
        };
        // A text stands where that is which has it.
        let case = match case {
            "label" | "documentation" => "step",
            "state" => "item",
            "condition" => "flow",
            "kept-in" | "field" => "clause",
            case => case,
        };
        let row = &self.questions.elements[case][numbers[0] as usize];
        (row[0].as_str().unwrap_or("entry"), row[1].as_str())
    }

    /// Returns the name of an item, with its state in brackets.
    pub(super) fn item(&self, item: ItemId, state: Option<StateId>) -> String {
        let name = self.questions.text(&TextOf::Item(item));
        state.map_or_else(
            || name.clone(),
            |state| format!("{name} [{}]", self.questions.text(&TextOf::State((item, state)))),
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
        wanted.iter().map(|of| self.text(of)).collect()
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
    fn concurrent(&self, pairs: &[(StepId, StepId)]) -> Vec<Concurrency> {
        pairs.iter().map(|pair| answer(&self.pairs, "concurrent", pair)).collect()
    }
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        answer(&self.reaches, "reach", &(start, lacking))
    }
}
