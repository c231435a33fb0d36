//! A rule as the host hands it over: what it is about, and what must be so.

use serde_json::Value;

use crate::pattern::{HandoffPattern, ItemPattern, PartyPattern, StepPatterns, list};

/// A rule that people wrote.
#[derive(Debug)]
pub struct WrittenRule {
    /// `family/name`.
    pub id: String,
    pub(crate) condition: Condition,
    /// The key of the remedy is there.
    pub(crate) has_remedy: bool,
}

/// What a rule asks for.
#[derive(Debug)]
pub(crate) enum Condition {
    /// Of each step that fits.
    Step(StepPatterns, StepDemand),
    /// Of each handoff that fits: it is not there, or it carries one of these items.
    Handoff(HandoffPattern, Option<Vec<ItemPattern>>),
    /// Of each item that fits: whoever gets it fits one of these.
    Item(ItemPattern, Vec<PartyPattern>),
}

/// What must be so with steps.
#[derive(Debug)]
pub(crate) enum StepDemand {
    /// They come after one that fits, on every way.
    After(StepPatterns),
    /// One that fits comes behind them, on every way.
    FollowedBy(StepPatterns),
    /// The slowest way to one that fits takes so many seconds at most.
    Within(StepPatterns, u64),
    /// Some way leads to one that fits.
    WayTo(StepPatterns),
    /// None that fits lies in the same department.
    ApartFrom(StepPatterns),
    /// All that fit lie in the same department.
    TogetherWith(StepPatterns),
    /// There is none.
    Never,
}

impl WrittenRule {
    /// Reads what the host says of a rule. It has checked it; what is not understood all the same is told.
    pub(crate) fn parse(id: &str, options: &str) -> Result<Self, String> {
        let value: Value =
            serde_json::from_str(options).map_err(|error| format!("`{id}` is no JSON: {error}"))?;
        let condition =
            Condition::parse(&value).ok_or_else(|| format!("`{id}` asks for nothing that is known"))?;
        Ok(Self { id: id.into(), condition, has_remedy: value.get("remedy").is_some() })
    }
}

impl Condition {
    fn parse(value: &Value) -> Option<Self> {
        if let Some(step) = value.get("step") {
            return Some(Self::Step(StepPatterns::parse(step), StepDemand::parse(value)?));
        }
        if let Some(handoff) = value.get("handoff") {
            let carries = value.get("carries").map(|names| list(names, ItemPattern::named));
            return Some(Self::Handoff(HandoffPattern::parse(handoff), carries));
        }
        let parties = value.get("stays-with").map(|parties| list(parties, PartyPattern::parse));
        Some(Self::Item(ItemPattern::parse(value.get("item")?), parties?))
    }
}

impl StepDemand {
    fn parse(value: &Value) -> Option<Self> {
        let pattern = |key: &str| value.get(key).map(StepPatterns::parse);
        let followed = |patterns: StepPatterns| match value.get("within").and_then(Value::as_u64) {
            Some(seconds) => Self::Within(patterns, seconds),
            None => Self::FollowedBy(patterns),
        };
        let never = || value.get("never").map(|_| Self::Never);
        pattern("after")
            .map(Self::After)
            .or_else(|| pattern("followed-by").map(followed))
            .or_else(|| pattern("way-to").map(Self::WayTo))
            .or_else(|| pattern("apart-from").map(Self::ApartFrom))
            .or_else(|| pattern("together-with").map(Self::TogetherWith))
            .or_else(never)
    }
}
