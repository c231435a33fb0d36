//! `customer/asked-twice`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Evidence, ItemId, Options, Place, Reporter, Rule, Severity, StepId,
    StepKind, TextOf, Unit, ViewPart, Wording,
};

use crate::shared::customer::{is_customer, names_customer, tellings};
use crate::shared::step_hints::{StepHints, wording};
use crate::shared::words::names;

/// Finds a customer who has to give again what the company already has.
///
/// He told the hotline his address, and now the field service asks for it. He learns that nobody here talks to each other, and of two
/// answers one will be wrong.
///
/// - Wrong: the application brings *bank details*, and *Ask customer for bank details* follows on every way.
/// - Right: what he gave goes along to whoever needs it; he is asked only for what is missing.
///
/// What he gives is known from the words of labels and messages for what companies ask of customers, and from items that are drawn or
/// declared as his. He is asked twice where both stand on one way, and the second is not there to mend the first: it speaks of nothing
/// that is missing, new or wrong, no question of that kind lies between, and no way leads back from it.
pub(crate) const RULE: Rule = Rule {
    id: "customer/asked-twice",
    severity: Severity::Warning,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Customer],
    page: include_str!("../../cases/customer/asked-twice.md"),
    since: Some("0.2.0"),
    tags: &["customer", "inputs"],
    related: &["customer/effort-on-customer", "data/missing-input"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The customer is asked again for what the company already has",
            de: "Der Kunde wird noch einmal nach dem gefragt, was das Unternehmen schon hat",
        }
        "again" {
            en: "{receiver} asks the customer for {words} at {step}, and he has given that at {before} already.",
            de: "{receiver} fragt den Kunden bei {step} nach {words}, und das hat er schon bei {before} angegeben.",
        }
        "again-unowned" {
            en: "{step} asks the customer for {words}, and he has given that at {before} already.",
            de: "{step} fragt den Kunden nach {words}, und das hat er schon bei {before} angegeben.",
        }
        "item" {
            en: "The customer gives {item} at {step}, and he has given it at {before} already.",
            de: "Der Kunde gibt {item} bei {step} und hat das schon bei {before} getan.",
        }
        "pass-on" {
            en: "Pass on what came in at {before}, and let the customer confirm it at most.",
            de: "Weitergeben, was bei {before} hereinkam, und es den Kunden höchstens bestätigen lassen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most askings of a unit that are held against each other.
const MOST: usize = 16;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let hints = StepHints::new(unit);
    let all: Vec<Asking> = askings(unit, &hints).into_iter().take(MOST).collect();
    let mut told: BTreeSet<StepId> = BTreeSet::new();
    for second in &all {
        let before = all.iter().filter(|first| first.is_same(second) && first.is_apart(unit, second));
        let found = before.filter_map(|first| Some((first, way(unit, &hints, first, second)?)));
        let Some((first, witness)) = found.min_by_key(|(_, way)| way.len()) else { continue };
        if told.insert(second.step) {
            report_again(unit, first, second, &witness, report);
        }
    }
}

fn report_again(
    unit: &Unit<'_>,
    first: &Asking,
    second: &Asking,
    witness: &[StepId],
    report: &mut Reporter<'_>,
) {
    let owner = unit.owner(second.step);
    let ours = owner.filter(|_| unit.is_ours(owner));
    let unowned = if ours.is_none() { "-unowned" } else { "" };
    let key = if second.content.item().is_some() { "item".into() } else { ["again", unowned].concat() };
    let certain = first.certain && second.certain;
    let finding = report
        .add(Place::Step(second.step), &key)
        .severity(if certain { Severity::Warning } else { Severity::Info })
        .between(None, ours)
        .with("step", Argument::Step(second.step))
        .with("before", Argument::Step(first.step))
        .related(&[first.step])
        .witness(witness)
        .help("pass-on");
    match &second.content {
        Content::Words(_, wording) => finding.with("words", Argument::Wording(*wording)),
        Content::Item(item) | Content::Message(item) => finding.item(*item, None),
    };
}

/// What the customer is asked for.
enum Content {
    /// In words of the vocabulary, and where they stand.
    Words(String, Wording),
    Item(ItemId),
    /// The item that a message is named for: two messages may well bring different things of that name.
    Message(ItemId),
}

impl Content {
    fn item(&self) -> Option<ItemId> {
        match self {
            Self::Item(item) | Self::Message(item) => Some(*item),
            Self::Words(..) => None,
        }
    }
}

/// How it is known that the customer is asked for something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AskingKind {
    /// We ask him.
    Question,
    /// We take it down, from whomever.
    Collection,
    /// We write down what we have got.
    Record,
    /// It comes in from him.
    Receipt,
    /// It is his own work, in a lane beside ours.
    Deed,
}

/// A step at which the customer gives something.
struct Asking {
    step: StepId,
    kind: AskingKind,
    content: Content,
    /// Known from a message, a lane or what is drawn; else from a label only.
    certain: bool,
}

impl Asking {
    fn is_same(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Words(one, _), Content::Words(other, _)) => names(one, other) && names(other, one),
            (one, other) => one.item().is_some() && one.item() == other.item(),
        }
    }

    /// Tells whether another asking is one of its own: not how this one is answered, nor what is done with the answer.
    fn is_apart(&self, unit: &Unit<'_>, second: &Self) -> bool {
        use AskingKind::{Collection, Deed, Question, Receipt};
        match (self.kind, second.kind) {
            (_, Question) | (Receipt, Receipt) | (Deed, Deed) => self.step != second.step,
            (Collection, Collection) => unit.owner(self.step) != unit.owner(second.step),
            _ => false,
        }
    }
}

/// Lists where the customer gives something, in the order of steps.
fn askings(unit: &Unit<'_>, hints: &StepHints<'_>) -> Vec<Asking> {
    let mut found = Vec::new();
    let has_customer = !unit.touchpoints().is_empty();
    for step in hints.steps("customer-data").filter(|_| has_customer) {
        let Some((kind, certain)) = asks_at(unit, hints, step) else { continue };
        for hint in hints.all(step, "customer-data") {
            let words = wording(unit, hint.at);
            found.push(Asking { step, kind, content: Content::Words(words, hint.at), certain });
        }
    }
    for handoff in unit.handoffs().iter().filter(|row| is_customer(unit, row.giver)) {
        let Some(step) = handoff.first.filter(|_| unit.is_ours(handoff.receiver)) else { continue };
        let sent =
            handoff.carries.iter().filter(|row| row.evidence <= Evidence::Message && row.state.is_none());
        let named = sent.filter(|row| {
            let item = unit.items().get(row.item as usize);
            item.is_some_and(|item| item.named && !item.store && !item.standing)
        });
        found.extend(named.map(|row| {
            let content = if row.evidence <= Evidence::DataObject {
                Content::Item(row.item)
            } else {
                Content::Message(row.item)
            };
            Asking { step, kind: AskingKind::Receipt, content, certain: true }
        }));
    }
    found.sort_by_key(|asking| asking.step);
    found
}

/// Tells how the customer is asked at a step that speaks of what companies ask of customers, and whether that is certain.
fn asks_at(unit: &Unit<'_>, hints: &StepHints<'_>, step: StepId) -> Option<(AskingKind, bool)> {
    let row = &unit.steps()[step as usize];
    if !row.reachable {
        return None;
    }
    if is_customer(unit, row.owner) {
        // In a process of his own he may do what he likes; what he sends is seen where it comes in.
        let mut beside = unit.steps().iter().filter(|other| other.process == row.process);
        let is_beside_us = beside.any(|other| unit.is_ours(other.owner));
        let gives = unit.works(step) && hints.leads(unit, step, "giving");
        return (is_beside_us && gives).then_some((AskingKind::Deed, true));
    }
    if !unit.is_ours(row.owner) {
        return None;
    }
    let mut points = unit.touchpoints().iter().filter(|point| point.step == step);
    if let Some(inbound) = points.clone().find(|point| point.inbound) {
        return Some((AskingKind::Receipt, inbound.certain));
    }
    // Programs ask programs.
    let is_program =
        matches!(row.kind, StepKind::ServiceTask | StepKind::ScriptTask | StepKind::DecisionTask);
    let is_certain = points.any(|point| point.certain);
    if !unit.works(step)
        || is_program && !is_certain
        || hints.has(step, "digital")
        || names_other(unit, hints, step)
    {
        return None;
    }
    let is_told = is_certain || names_customer(unit, &unit.label(step));
    let kinds = [
        ("asking", AskingKind::Question),
        ("collecting", AskingKind::Collection),
        ("recording", AskingKind::Record),
        ("capture", AskingKind::Record),
    ];
    let kind = kinds.into_iter().find(|(words, _)| hints.leads(unit, step, words));
    kind.map(|(_, kind)| (kind, is_told))
}

/// Tells whether a label names, beside what is asked for, a department that is no customer.
fn names_other(unit: &Unit<'_>, hints: &StepHints<'_>, step: StepId) -> bool {
    let mut label: Vec<char> = unit.label(step).chars().collect();
    for hint in hints.all(step, "customer-data").filter(|hint| hint.at.of == TextOf::Label(step)) {
        label[hint.at.start as usize..hint.at.end as usize].fill(' ');
    }
    let label: String = label.into_iter().collect();
    let others = (0..)
        .zip(unit.departments())
        .filter(|(id, _): &(DepartmentId, _)| Some(*id) != unit.owner(step) && !is_customer(unit, Some(*id)));
    others.into_iter().any(|(_, row)| names(&label, &row.name))
}

/// Returns the way from one asking to the next, where the second does not mend the first.
fn way(unit: &Unit<'_>, hints: &StepHints<'_>, first: &Asking, second: &Asking) -> Option<Vec<StepId>> {
    let second_step = second.step;
    if hints.has(second_step, "lacking") {
        return None;
    }
    let way = unit.path(first.step, second_step, &[])?;
    let decides = |step: &&StepId| {
        matches!(
            unit.steps()[**step as usize].kind,
            StepKind::Exclusive | StepKind::Inclusive | StepKind::EventBased
        )
    };
    let mends = way[1..].iter().filter(decides).any(|step| hints.has(*step, "lacking"));
    // What comes in behind a question of ours answers it: then the question is one too many, or it asks for what is missing.
    let comes = matches!(second.kind, AskingKind::Receipt | AskingKind::Deed);
    let asked: Vec<StepId> = tellings(unit).map(|row| row.step).filter(|step| way.contains(step)).collect();
    let is_anew = asked.iter().all(|step| asks_anew(unit, hints, *step, &second.content));
    let is_drawn = ![first, second].iter().any(|asking| matches!(asking.content, Content::Message(_)));
    let answers = comes && !(is_anew && (is_drawn || !asked.is_empty()));
    let returns = unit.path(second_step, first.step, &[]).is_some() || goes_round(unit, &way, second_step);
    (!mends && !answers && !returns).then_some(way)
}

/// Tells whether a step asks for all of an item, and not for what is missing of it.
fn asks_anew(unit: &Unit<'_>, hints: &StepHints<'_>, step: StepId, content: &Content) -> bool {
    let Some(item) = content.item() else { return false };
    let name = unit.texts(&[TextOf::Item(item)]).pop().unwrap_or_default();
    let is_named = names(&unit.label(step), &name);
    is_named && hints.leads(unit, step, "asking") && !hints.has(step, "lacking")
}

/// Tells whether a way leads back from a step to what lies between it and where the way began.
fn goes_round(unit: &Unit<'_>, way: &[StepId], second: StepId) -> bool {
    let between = way.get(1..way.len() - 1).unwrap_or_default();
    between.iter().any(|step| unit.works(*step) && unit.path(second, *step, &[]).is_some())
}
