//! What steps, handoffs, items and departments have to look like so that a rule is about them. Keys that are given have all to fit, and of
//! a list one entry is enough.

use handoff_sdk::{
    Department, DepartmentId, Evidence, Handoff, HandoffKind, ItemId, Side, StateId, StepId, StepKind, TextOf,
};
use serde_json::Value;

use crate::named_unit::{NamedUnit, plain};

/// A name in which `*` stands for anything; letter case and white space do not matter.
#[derive(Debug)]
pub(crate) struct TextPattern(Vec<String>);

impl TextPattern {
    pub(crate) fn new(text: &str) -> Self {
        Self(plain(text).split('*').map(str::to_owned).collect())
    }

    /// Tells whether a text fits that has been made plain.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let Some((first, pieces)) = self.0.split_first() else { return false };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
        let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
        for piece in middle {
            let Some(at) = rest.find(piece.as_str()) else { return false };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(last.as_str())
    }
}

/// Tells whether one of the patterns fits, where there are any.
fn any(patterns: Option<&Vec<TextPattern>>, text: &str) -> bool {
    patterns.is_none_or(|patterns| patterns.iter().any(|pattern| pattern.fits(text)))
}

/// Reads a list.
pub(crate) fn list<T>(value: &Value, read: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().into_iter().flatten().map(read).collect()
}

/// Reads a list of texts, absent where it is not given.
fn texts(value: &Value, key: &str) -> Option<Vec<String>> {
    let text = |text: &Value| text.as_str().unwrap_or_default().to_owned();
    value.get(key).map(|texts| list(texts, text))
}

/// Reads a list of patterns, absent where it is not given.
fn patterns(value: &Value, key: &str) -> Option<Vec<TextPattern>> {
    texts(value, key).map(|texts| texts.iter().map(|text| TextPattern::new(text)).collect())
}

/// Somebody.
#[derive(Debug, Default)]
pub(crate) struct PartyPattern {
    department: Option<Vec<TextPattern>>,
    side: Option<Vec<String>>,
    system: Option<bool>,
    agreement: Option<bool>,
}

impl PartyPattern {
    pub(crate) fn parse(value: &Value) -> Self {
        let flag = |key: &str| value.get(key).and_then(Value::as_bool);
        Self {
            department: patterns(value, "department"),
            side: texts(value, "side"),
            system: flag("system"),
            agreement: flag("agreement"),
        }
    }

    /// Tells whether it says nothing.
    fn is_empty(&self) -> bool {
        self.department.is_none() && self.side.is_none() && self.system.is_none() && self.agreement.is_none()
    }

    /// Tells whether a department fits; work that names none is our own.
    pub(crate) fn fits(&self, unit: &NamedUnit<'_>, id: Option<DepartmentId>) -> bool {
        let row = id.and_then(|id| unit.departments().get(id as usize));
        let side = row.map_or(Side::Internal, |row| row.side);
        let is = |wanted: Option<bool>, flag: fn(&Department) -> bool| {
            wanted.is_none_or(|wanted| wanted == row.is_some_and(flag))
        };
        self.side.as_ref().is_none_or(|sides| sides.iter().any(|name| name == side_name(side)))
            && is(self.system, |row| row.system)
            && is(self.agreement, |row| row.agreement)
            && any(self.department.as_ref(), &row.map(|row| plain(&row.name)).unwrap_or_default())
    }
}

/// An item, perhaps in a state.
#[derive(Debug)]
pub(crate) struct ItemPattern {
    name: Option<Vec<TextPattern>>,
    state: Option<TextPattern>,
    words: Option<Vec<String>>,
    evidence: Evidence,
}

impl ItemPattern {
    pub(crate) fn parse(value: &Value) -> Self {
        Self {
            name: patterns(value, "name"),
            state: value.get("state").and_then(Value::as_str).map(TextPattern::new),
            words: texts(value, "words"),
            evidence: evidence(value).unwrap_or(Evidence::Message),
        }
    }

    /// Reads a name like `Order [approved]`.
    pub(crate) fn named(value: &Value) -> Self {
        let text = value.as_str().unwrap_or_default();
        let split = text.trim_end().strip_suffix(']').and_then(|text| text.split_once('['));
        let (name, state) = split.map_or((text, None), |(name, state)| (name, Some(state)));
        let (name, state) = (Some(vec![TextPattern::new(name)]), state.map(TextPattern::new));
        Self { name, state, words: None, evidence: Evidence::Message }
    }

    /// Tells whether an item fits that is known from some evidence.
    pub(crate) fn fits(
        &self,
        unit: &NamedUnit<'_>,
        (item, state): (ItemId, Option<StateId>),
        known_from: Evidence,
    ) -> bool {
        known_from <= self.evidence
            && any(self.name.as_ref(), unit.plain_item(item))
            && self
                .state
                .as_ref()
                .is_none_or(|pattern| state.is_some_and(|state| pattern.fits(&unit.plain_state(item, state))))
            && hinted(unit, self.words.as_ref(), TextOf::Item(item))
    }
}

/// Steps that fit one of some patterns.
#[derive(Debug)]
pub(crate) struct StepPatterns(Vec<StepPattern>);

impl StepPatterns {
    pub(crate) fn parse(value: &Value) -> Self {
        Self(list(value, StepPattern::parse))
    }

    /// Lists the steps that fit, sorted and each once.
    pub(crate) fn steps(&self, unit: &NamedUnit<'_>) -> Vec<StepId> {
        sorted(self.0.iter().flat_map(|pattern| pattern.steps(unit)).collect())
    }

    /// Lists the steps that fit and that a rule may be about, sorted and each once: our own, where a pattern does not say whose. Somebody
    /// must be named whose work it is, or the process: else nobody would know of whom a sentence speaks.
    pub(crate) fn subjects(&self, unit: &NamedUnit<'_>) -> Vec<StepId> {
        let of = |pattern: &StepPattern| {
            let mut steps = pattern.steps(unit);
            steps.retain(|step| {
                (!pattern.owner.is_empty() || unit.is_ours(unit.owner(*step))) && has_name(unit, *step)
            });
            steps
        };
        sorted(self.0.iter().flat_map(of).collect())
    }
}

/// Tells whether the department of a step, or else its process, has a name.
fn has_name(unit: &NamedUnit<'_>, step: StepId) -> bool {
    let row = &unit.steps()[step as usize];
    let process = unit.processes().get(row.process as usize);
    row.owner.is_some() || process.is_some_and(|process| !process.name.is_empty())
}

fn sorted(mut steps: Vec<StepId>) -> Vec<StepId> {
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// A step.
#[derive(Debug)]
struct StepPattern {
    label: Option<Vec<TextPattern>>,
    words: Option<Vec<String>>,
    kind: Option<Vec<String>>,
    owner: PartyPattern,
    touchpoint: Option<String>,
    to: Option<PartyPattern>,
    from: Option<PartyPattern>,
    needs: Option<Vec<ItemPattern>>,
    provides: Option<Vec<ItemPattern>>,
    evidence: Option<Evidence>,
}

impl StepPattern {
    fn parse(value: &Value) -> Self {
        let items = |key: &str| value.get(key).map(|names| list(names, ItemPattern::named));
        Self {
            label: patterns(value, "label"),
            words: texts(value, "words"),
            kind: texts(value, "kind"),
            owner: PartyPattern::parse(value),
            touchpoint: value.get("touchpoint").and_then(Value::as_str).map(str::to_owned),
            to: value.get("to").map(PartyPattern::parse),
            from: value.get("from").map(PartyPattern::parse),
            needs: items("needs"),
            provides: items("provides"),
            evidence: evidence(value),
        }
    }

    /// Lists the steps that fit, each perhaps several times.
    fn steps(&self, unit: &NamedUnit<'_>) -> Vec<StepId> {
        let mut steps = self.candidates(unit);
        steps.retain(|step| self.fits(unit, *step));
        steps
    }

    /// Lists what may fit: by the list that has to name a step, where there is one.
    fn candidates(&self, unit: &NamedUnit<'_>) -> Vec<StepId> {
        if let Some(words) = &self.words {
            let hints = unit.hints().iter().filter(|hint| words.contains(&hint.words));
            return hints.flat_map(|hint| steps_of(unit, hint.at.of)).collect();
        }
        if let Some(direction) = &self.touchpoint {
            let fits = |inbound: bool| direction == "any" || inbound == (direction == "from-customer");
            return unit.touchpoints().iter().filter(|row| fits(row.inbound)).map(|row| row.step).collect();
        }
        (0..unit.steps().len() as StepId).collect()
    }

    fn fits(&self, unit: &NamedUnit<'_>, id: StepId) -> bool {
        let row = &unit.steps()[id as usize];
        self.kind.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind == kind_name(row.kind)))
            && self.owner.fits(unit, row.owner)
            && self.touchpoint.as_ref().is_none_or(|direction| is_touchpoint(unit, id, direction))
            && any(self.label.as_ref(), unit.plain_label(id))
            && self.to.as_ref().is_none_or(|party| hands_over(unit, id, party))
            && self.from.as_ref().is_none_or(|party| takes_over(unit, id, party))
            && self.has_items(unit, id)
    }

    fn has_items(&self, unit: &NamedUnit<'_>, id: StepId) -> bool {
        let weakest = self.evidence.unwrap_or(Evidence::Message);
        let known = |known_from: Evidence| known_from <= weakest;
        let needs = |pattern: &ItemPattern| {
            let mut rows = unit.needs().iter().filter(|row| row.step == id && known(row.evidence));
            rows.any(|row| pattern.fits(unit, (row.item, row.state), row.evidence))
        };
        let provides = |pattern: &ItemPattern| {
            let mut rows = unit.provisions().iter().filter(|row| row.step == id && known(row.evidence));
            rows.any(|row| pattern.fits(unit, (row.item, row.state), row.evidence))
        };
        self.needs.as_ref().is_none_or(|patterns| patterns.iter().any(needs))
            && self.provides.as_ref().is_none_or(|patterns| patterns.iter().any(provides))
    }
}

/// A handoff.
#[derive(Debug)]
pub(crate) struct HandoffPattern {
    from: PartyPattern,
    to: PartyPattern,
    kind: Option<Vec<String>>,
    items: Option<Vec<ItemPattern>>,
    declared: Option<bool>,
}

impl HandoffPattern {
    pub(crate) fn parse(value: &Value) -> Self {
        let party = |key: &str| value.get(key).map(PartyPattern::parse).unwrap_or_default();
        Self {
            from: party("from"),
            to: party("to"),
            kind: texts(value, "kind"),
            items: value.get("carries").map(|names| list(names, ItemPattern::named)),
            declared: value.get("declared").and_then(Value::as_bool),
        }
    }

    pub(crate) fn fits(&self, unit: &NamedUnit<'_>, row: &Handoff) -> bool {
        let carries = |pattern: &ItemPattern| carries(unit, row, pattern);
        self.kind.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind == handoff_kind_name(row.kind)))
            && self.declared.is_none_or(|declared| declared == row.declared)
            && self.from.fits(unit, row.giver)
            && self.to.fits(unit, row.receiver)
            && self.items.as_ref().is_none_or(|items| items.iter().any(carries))
    }
}

/// Tells whether a handoff brings an item.
pub(crate) fn carries(unit: &NamedUnit<'_>, row: &Handoff, pattern: &ItemPattern) -> bool {
    row.carries.iter().any(|carried| pattern.fits(unit, (carried.item, carried.state), carried.evidence))
}

fn hinted(unit: &NamedUnit<'_>, words: Option<&Vec<String>>, of: TextOf) -> bool {
    words.is_none_or(|words| unit.hints().iter().any(|hint| words.contains(&hint.words) && hint.at.of == of))
}

/// Lists the steps that a text is of: its label, or the name of what it sends or receives.
fn steps_of(unit: &NamedUnit<'_>, of: TextOf) -> Vec<StepId> {
    match of {
        TextOf::Label(step) => vec![step],
        TextOf::Exchange(row) => {
            let row = unit.exchanges().get(row as usize);
            row.into_iter().flat_map(|row| [row.thrower, row.catcher]).flatten().collect()
        }
        _ => Vec::new(),
    }
}

fn is_touchpoint(unit: &NamedUnit<'_>, step: StepId, direction: &str) -> bool {
    let fits = |inbound: bool| direction == "any" || inbound == (direction == "from-customer");
    unit.touchpoints().iter().any(|row| row.step == step && fits(row.inbound))
}

/// Tells whether a step is the last of a department that hands over to somebody, or sends him something.
fn hands_over(unit: &NamedUnit<'_>, step: StepId, to: &PartyPattern) -> bool {
    let mut handoffs = unit.handoffs().iter().filter(|row| row.last == Some(step));
    let mut exchanges = unit.exchanges().iter().filter(|row| row.thrower == Some(step));
    handoffs.any(|row| row.receiver.is_some() && to.fits(unit, row.receiver))
        || exchanges.any(|row| row.receiver.is_some() && to.fits(unit, row.receiver))
}

/// Tells whether a step is the first of a department that somebody hands over to, or receives something from him.
fn takes_over(unit: &NamedUnit<'_>, step: StepId, from: &PartyPattern) -> bool {
    let mut handoffs = unit.handoffs().iter().filter(|row| row.first == Some(step));
    let mut exchanges = unit.exchanges().iter().filter(|row| row.catcher == Some(step));
    handoffs.any(|row| row.giver.is_some() && from.fits(unit, row.giver))
        || exchanges.any(|row| row.giver.is_some() && from.fits(unit, row.giver))
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Internal => "internal",
        Side::Customer => "customer",
        Side::Partner => "partner",
    }
}

fn kind_name(kind: StepKind) -> &'static str {
    use StepKind as Kind;
    match kind {
        Kind::Task => "task",
        Kind::UserTask => "user-task",
        Kind::ManualTask => "manual-task",
        Kind::ServiceTask => "service-task",
        Kind::ScriptTask => "script-task",
        Kind::SendTask => "send-task",
        Kind::ReceiveTask => "receive-task",
        Kind::DecisionTask => "decision-task",
        Kind::Call => "call",
        Kind::SubProcess => "sub-process",
        Kind::EventSubProcess => "event-sub-process",
        Kind::Start => "start",
        Kind::End => "end",
        Kind::Catch => "catch",
        Kind::Throw => "throw",
        Kind::Boundary => "boundary",
        Kind::Exclusive => "exclusive",
        Kind::Parallel => "parallel",
        Kind::Inclusive => "inclusive",
        Kind::EventBased => "event-based",
        Kind::Complex => "complex",
    }
}

fn handoff_kind_name(kind: HandoffKind) -> &'static str {
    match kind {
        HandoffKind::Sequence => "sequence",
        HandoffKind::Message => "message",
        HandoffKind::Call => "call",
        HandoffKind::Event => "event",
        HandoffKind::Store => "store",
    }
}

/// Reads the weakest evidence that counts.
fn evidence(value: &Value) -> Option<Evidence> {
    Some(match value.get("evidence")?.as_str()? {
        "contract" => Evidence::Contract,
        "io-specification" => Evidence::IoSpecification,
        "data-object" => Evidence::DataObject,
        "form" => Evidence::Form,
        "message" => Evidence::Message,
        "label" => Evidence::Label,
        _ => Evidence::Annotation,
    })
}

#[cfg(test)]
mod tests {
    use super::{TextPattern, plain};

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, expected) in [
            ("Send *", "send\nquote", true),
            ("*quote*", "Send the Quote now", true),
            ("send", "send quote", false),
            ("a*b*b", "ab", false),
            ("a*b*b", "abb", true),
            ("*angebot", "Angebot erstellen", false),
        ] {
            assert_eq!(TextPattern::new(pattern).fits(&plain(text)), expected, "{pattern} {text}");
        }
    }
}
