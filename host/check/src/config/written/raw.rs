//! A rule exactly as written; the doc comments are what editors show.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::config::level::SeverityCap;
use crate::config::several::Several;
use crate::config::side::RawSide;
use crate::config::value::SpannedValue;

/// A rule of your own: what it is about (`step`, `handoff` or `item`), what must be so, and what is said where it is not.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawWrittenRule {
    /// `family/name` in small letters, digits and hyphens, named for the fault, like `acme/fax-order`.
    pub(crate) id: SpannedValue<String>,
    /// How bad its findings are; `warning` if not given.
    pub(crate) severity: Option<SeverityCap>,
    /// What it finds, in one line.
    pub(crate) title: SpannedValue<RawTexts>,
    /// What is said of each finding: a whole sentence with placeholders like `{step}` and `{department}`.
    pub(crate) message: SpannedValue<RawTexts>,
    /// What to do about it.
    pub(crate) remedy: Option<SpannedValue<RawTexts>>,
    /// Why it hurts, for `handoff explain`.
    pub(crate) why: Option<SpannedValue<RawTexts>>,
    /// The steps that it is about; our own, where neither `department`, `side` nor `system` is given.
    pub(crate) step: Option<SpannedValue<Several<RawStepPattern>>>,
    /// The handoffs that it is about.
    pub(crate) handoff: Option<SpannedValue<RawHandoffPattern>>,
    /// The items that it is about.
    pub(crate) item: Option<SpannedValue<RawItemPattern>>,
    /// On every way to the step one of these comes before it.
    pub(crate) after: Option<SpannedValue<Several<RawStepPattern>>>,
    /// On every way from the step one of these comes behind it.
    pub(crate) followed_by: Option<SpannedValue<Several<RawStepPattern>>>,
    /// With `followed-by`: the slowest way there takes no longer than this, as far as times are stated.
    pub(crate) within: Option<SpannedValue<String>>,
    /// Some way leads from the step to one of these.
    pub(crate) way_to: Option<SpannedValue<Several<RawStepPattern>>>,
    /// No department has both the step and one of these.
    pub(crate) apart_from: Option<SpannedValue<Several<RawStepPattern>>>,
    /// The step and all of these lie in one department.
    pub(crate) together_with: Option<SpannedValue<Several<RawStepPattern>>>,
    /// The handoff brings one of these items.
    pub(crate) carries: Option<SpannedValue<Several<String>>>,
    /// Only these get the item.
    pub(crate) stays_with: Option<SpannedValue<Several<RawParty>>>,
    /// `true`: there is no such step or handoff.
    pub(crate) never: Option<SpannedValue<bool>>,
    /// Small processes with what is found in them, for `handoff rule test`.
    #[serde(default)]
    pub(crate) case: Vec<SpannedValue<RawCase>>,
}

/// What a step has to be like. Every key that is given must fit; of a list one entry is enough.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawStepPattern {
    /// Its label; `*` stands for anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<Several<String>>,
    /// Lists of `[vocabulary.hints]`, `contact` or `informal`: its label, or the name of what it sends or receives, holds a word of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<Several<String>>,
    /// The kind of step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<Several<RawStepKind>>,
    /// The department that does it; `*` stands for anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) department: Option<Several<String>>,
    /// Whose department does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) side: Option<Several<RawSide>>,
    /// A program does it, or people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system: Option<bool>,
    /// The customer is met at it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) touchpoint: Option<RawContact>,
    /// It hands over or sends something to such a department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<RawParty>,
    /// It takes over or receives something from such a department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<RawParty>,
    /// It needs such an item, like `Order [approved]`; `*` stands for anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) needs: Option<Several<String>>,
    /// It provides such an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) provides: Option<Several<String>>,
    /// The weakest evidence by which `needs` and `provides` are known; `message` if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) evidence: Option<RawEvidence>,
}

/// What a handoff has to be like.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawHandoffPattern {
    /// Who gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<RawParty>,
    /// Who receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<RawParty>,
    /// How it goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<Several<RawHandoffKind>>,
    /// It brings such an item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) carries: Option<Several<String>>,
    /// Whether it says what is handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) declared: Option<bool>,
}

/// What an item has to be like.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawItemPattern {
    /// Its name; `*` stands for anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<Several<String>>,
    /// The state that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// Lists of `[vocabulary.hints]`: its name holds a word of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<Several<String>>,
    /// The weakest evidence by which it is known; `message` if not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) evidence: Option<RawEvidence>,
}

/// What a department has to be like.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawParty {
    /// Its name; `*` stands for anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) department: Option<Several<String>>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) side: Option<Several<RawSide>>,
    /// It is a program, or it is people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system: Option<bool>,
    /// An agreement stands by which personal data may go to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agreement: Option<bool>,
}

/// Who gives where the customer is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawContact {
    /// The customer gets something.
    ToCustomer,
    /// The customer gives something.
    FromCustomer,
    /// Either.
    Any,
}

/// How a need or provision is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawEvidence {
    /// A contract says so.
    Contract,
    /// An input/output specification.
    IoSpecification,
    /// A drawn data object or store.
    DataObject,
    /// A form or a mapping of variables.
    Form,
    /// A message brings it.
    Message,
    /// Only a label speaks of it.
    Label,
    /// Only an annotation speaks of it.
    Annotation,
}

/// How work passes from one department to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawHandoffKind {
    /// An arrow crosses a border.
    Sequence,
    /// A message is sent.
    Message,
    /// A process is called.
    Call,
    /// A signal, a link or an escalation.
    Event,
    /// A store that both use.
    Store,
}

/// What a step is in the notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RawStepKind {
    Task,
    UserTask,
    ManualTask,
    ServiceTask,
    ScriptTask,
    SendTask,
    ReceiveTask,
    DecisionTask,
    Call,
    SubProcess,
    EventSubProcess,
    Start,
    End,
    Catch,
    Throw,
    Boundary,
    Exclusive,
    Parallel,
    Inclusive,
    EventBased,
    Complex,
}

/// A small process with what is found in it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RawCase {
    /// What it shows.
    pub(crate) title: Option<String>,
    /// The process, in the short text form.
    pub(crate) model: SpannedValue<String>,
    /// The ids of the elements at which something is found, with the item in quotes where there is one; none: it is as it should be.
    #[serde(default)]
    pub(crate) finds: Vec<String>,
}

/// A text by the tags of languages; a text alone is English.
#[derive(Clone, Debug)]
pub(crate) struct RawTexts(pub(crate) BTreeMap<String, String>);

/// What is due where a text stands.
const TEXTS: &str = "a text, or a table like { en = \"…\", de = \"…\" }";

impl<'de> Deserialize<'de> for RawTexts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextsVisitor;

        impl<'de> Visitor<'de> for TextsVisitor {
            type Value = RawTexts;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(TEXTS)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<RawTexts, E> {
                Ok(RawTexts(BTreeMap::from([("en".to_owned(), text.to_owned())])))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawTexts, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(RawTexts)
            }
        }

        deserializer.deserialize_any(TextsVisitor)
    }
}

impl JsonSchema for RawTexts {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let by_language = serde_json::json!({
            "type": "object",
            "required": ["en"],
            "additionalProperties": { "type": "string" },
        });
        json_schema!({ "anyOf": [{ "type": "string" }, by_language] })
    }
}
