//! `terms/synonyms`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, Change, GapKind, GlossaryStatus, ItemId, NewEntry, Options, Place, Reporter, Rule,
    Severity, Spelling, StepId, Unit, ViewPart,
};

use crate::shared::words::shares_head;

/// Finds one thing that is called by two names.
///
/// Whoever looks for the one name does not find the other: the form stays empty, the search finds nothing, and the customer is
/// asked for what the company already has. No check of what is handed over can follow a thing that changes its name on the way.
///
/// - Wrong: *Sales* gives a *Delivery adress*, and *Shipping* needs a *Delivery address*; or the glossary says that *Bill* means
///   *Invoice*, and two departments write one each.
/// - Right: one name in every process.
///
/// Without a glossary two names are only ever a suggestion: they differ by a slip of the pen, or one is provided and not used,
/// and the other needed and not provided.
pub(crate) const RULE: Rule = Rule {
    id: "terms/synonyms",
    severity: Severity::Info,
    certainty: Certainty::Advice,
    needs: &[ViewPart::Spellings],
    page: include_str!("../../cases/terms/synonyms.md"),
    since: Some("0.1.0"),
    tags: &["names"],
    related: &["data/unused-output", "contract/stale-entry"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "One thing is called by two names",
            de: "Eine Sache trägt zwei Namen",
        }
        "called" {
            en: "{giver} writes “{written}” at {step}, and {receiver} writes “{usual}” for the same thing at {other}.",
            de: "{giver} schreibt bei {step} „{written}“, und {receiver} schreibt für dieselbe Sache bei {other} „{usual}“.",
        }
        "alike" {
            en: "{step} speaks of “{written}”, and {other} of “{usual}”: the names differ so little that one thing may be meant.",
            de: "{step} spricht von „{written}“ und {other} von „{usual}“: Die Namen unterscheiden sich so wenig, dass dieselbe \
                 Sache gemeint sein kann.",
        }
        "alike-between" {
            en: "{giver} writes “{written}” at {step}, and {receiver} writes “{usual}” at {other}: the names differ so little that \
                 one thing may be meant.",
            de: "{giver} schreibt bei {step} „{written}“, und {receiver} schreibt bei {other} „{usual}“: Die Namen unterscheiden \
                 sich so wenig, dass dieselbe Sache gemeint sein kann.",
        }
        "unmet" {
            en: "{giver} provides “{written}” at {step}, which nobody uses, and {receiver} needs “{usual}” at {other}, which nobody \
                 provides: one thing may be meant.",
            de: "{giver} stellt bei {step} „{written}“ bereit, das niemand verwendet, und {receiver} braucht bei {other} „{usual}“, \
                 das niemand bereitstellt: Es kann dieselbe Sache gemeint sein.",
        }
        "unlisted" {
            en: "{step} speaks of “{written}”, which the glossary does not have; it has “{usual}”.",
            de: "{step} spricht von „{written}“, das nicht im Glossar steht; dort steht „{usual}“.",
        }
        "one-name" {
            en: "Write “{usual}” in both places.",
            de: "An beiden Stellen „{usual}“ schreiben.",
        }
        "one-name-or-term" {
            en: "If both are one thing, write “{usual}” in both places, or let the glossary say so.",
            de: "Ist beides dieselbe Sache, an beiden Stellen „{usual}“ schreiben oder es im Glossar festhalten.",
        }
        "listed-name" {
            en: "If the term is meant, write “{usual}”. Otherwise take the name up into the glossary.",
            de: "Ist der Begriff gemeint, „{usual}“ schreiben. Sonst den Namen in das Glossar aufnehmen.",
        }
        "join" {
            en: "Let the glossary say that “{written}” means “{usual}”.",
            de: "Im Glossar festhalten, dass „{written}“ dasselbe wie „{usual}“ bedeutet.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let written = SpellingUse::all(unit);
    for of_item in written.chunk_by(|left, right| left.row.item == right.row.item) {
        tell_called(report, of_item);
    }
    let mut told = tell_unmet(unit, report);
    for (number, item) in (0..).zip(unit.items()) {
        for other in item.alike.iter().copied().filter(|other| number < *other) {
            if told.insert((number, other)) {
                tell_alike(report, usual(&written, number), usual(&written, other));
            }
        }
    }
    let joined: BTreeSet<ItemId> = told.into_iter().flat_map(|(one, other)| [one, other]).collect();
    for one in written.iter().filter(|one| one.row.glossary == GlossaryStatus::Unlisted) {
        let Some(term) = one.row.term.as_ref().filter(|_| !joined.contains(&one.row.item)) else { continue };
        let names = Names { written: &one.row.written, usual: term, step: one.step, other: None };
        names.tell(report, "unlisted").help("listed-name").fix("join", names.term());
    }
}

/// A spelling in use by our own departments.
struct SpellingUse<'u> {
    row: &'u Spelling,
    /// The first step of ours that writes so.
    step: StepId,
    owner: Option<u32>,
}

impl<'u> SpellingUse<'u> {
    fn all(unit: &'u Unit<'_>) -> Vec<Self> {
        let ours = |row: &'u Spelling| {
            let step = row.steps.iter().copied().find(|step| unit.is_ours(unit.owner(*step)))?;
            Some(Self { row, step, owner: unit.owner(step) })
        };
        unit.spellings().iter().filter_map(ours).collect()
    }
}

/// Returns the spelling of an item that is written most often, the first of several.
fn usual<'w, 'u>(written: &'w [SpellingUse<'u>], item: ItemId) -> Option<&'w SpellingUse<'u>> {
    let own = written.iter().filter(|one| one.row.item == item);
    own.rev().max_by_key(|one| one.row.count)
}

/// Two names of what may be one thing, with the step that has each.
#[derive(Clone, Copy)]
struct Names<'w> {
    written: &'w str,
    /// The one that is to be written.
    usual: &'w str,
    step: StepId,
    other: Option<StepId>,
}

impl Names<'_> {
    fn tell<'r>(&self, report: &'r mut Reporter<'_>, key: &str) -> handoff_sdk::FindingBuilder<'r> {
        let finding = report
            .add(Place::Step(self.step), key)
            .with("written", Argument::Text(self.written.to_owned()))
            .with("usual", Argument::Text(self.usual.to_owned()))
            .with("step", Argument::Step(self.step));
        match self.other {
            Some(other) => finding.with("other", Argument::Step(other)).related(&[other]),
            None => finding,
        }
    }

    /// The entry of the glossary by which both are one.
    fn term(&self) -> Change {
        let synonyms = Argument::Texts(vec![self.written.to_owned()]);
        let name = Argument::Text(self.usual.to_owned());
        let settings = vec![("name".to_owned(), name), ("synonyms".to_owned(), synonyms)];
        Change::Add(NewEntry { table: "term".to_owned(), settings })
    }
}

/// Tells of one item that two departments write differently, by the glossary.
fn tell_called(report: &mut Reporter<'_>, of_item: &[SpellingUse<'_>]) {
    let Some(synonym) = of_item.iter().find(|one| one.row.glossary == GlossaryStatus::Synonym) else {
        return;
    };
    let differs = |one: &&SpellingUse<'_>| {
        let is_other_word = one.row.glossary == GlossaryStatus::Term
            || one.row.glossary == GlossaryStatus::Synonym
                && !is_same_word(&one.row.written, &synonym.row.written);
        is_other_word && one.owner.is_some() && one.owner != synonym.owner
    };
    let others = || of_item.iter().filter(differs);
    let term = others().find(|one| one.row.glossary == GlossaryStatus::Term);
    let (Some(other), true) = (term.or_else(|| others().next()), synonym.owner.is_some()) else { return };
    let names = Names {
        written: &synonym.row.written,
        usual: &other.row.written,
        step: synonym.step,
        other: Some(other.step),
    };
    names
        .tell(report, "called")
        .between(synonym.owner, other.owner)
        .item(synonym.row.item, None)
        .certainty(Certainty::Certain)
        .help("one-name");
}

/// Tells whether two names differ by no more than their case.
fn is_same_word(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Tells of two items whose names differ by little, unless somebody tells them apart: one step has both, or the glossary.
fn tell_alike(report: &mut Reporter<'_>, one: Option<&SpellingUse<'_>>, other: Option<&SpellingUse<'_>>) {
    let (Some(one), Some(other)) = (one, other) else { return };
    let is_term = |one: &SpellingUse<'_>| one.row.glossary == GlossaryStatus::Term;
    let told_apart = one.row.steps.iter().any(|step| other.row.steps.contains(step));
    if told_apart || is_term(one) && is_term(other) {
        return;
    }
    let (rare, usual) = if (is_term(one), one.row.count) > (is_term(other), other.row.count) {
        (other, one)
    } else {
        (one, other)
    };
    let names = Names {
        written: &rare.row.written,
        usual: &usual.row.written,
        step: rare.step,
        other: Some(usual.step),
    };
    let is_between = rare.owner.is_some() && usual.owner.is_some() && rare.owner != usual.owner;
    let finding = if is_between {
        names.tell(report, "alike-between").between(rare.owner, usual.owner)
    } else {
        names.tell(report, "alike")
    };
    finding.item(rare.row.item, None).help("one-name-or-term").fix("join", names.term());
}

/// Tells of what one department provides in vain while another needs in vain what may be the same. Returns the pairs of items,
/// the smaller number first.
fn tell_unmet(unit: &Unit<'_>, report: &mut Reporter<'_>) -> BTreeSet<(ItemId, ItemId)> {
    let mut told = BTreeSet::new();
    let unused: Vec<_> =
        unit.provisions().iter().filter(|one| one.used_by.is_empty() && !one.leaves).collect();
    if unused.is_empty() {
        return told;
    }
    let names = |item: ItemId| unit.item_names(&[item]).pop().unwrap_or_default();
    for (_, need) in unit.gaps().iter().filter(|(gap, _)| *gap == GapKind::Missing) {
        let (needed, receiver) = (names(need.item), unit.owner(need.step));
        let mut near = unused.iter().filter(|one| {
            let giver = unit.owner(one.step);
            let crosses = giver.is_some() && receiver.is_some() && giver != receiver && unit.is_ours(giver);
            crosses
                && one.item != need.item
                && (unit.items()[one.item as usize].alike.contains(&need.item)
                    || shares_head(&names(one.item), &needed))
                && unit.path(one.step, need.step, &[]).is_some()
        });
        let (Some(made), None) = (near.next(), near.next()) else { continue };
        if !told.insert((made.item.min(need.item), made.item.max(need.item))) {
            continue;
        }
        let given = names(made.item);
        let pair = Names { written: &given, usual: &needed, step: made.step, other: Some(need.step) };
        pair.tell(report, "unmet")
            .between(unit.owner(made.step), receiver)
            .item(made.item, None)
            .help("one-name-or-term")
            .fix("join", pair.term());
    }
    told
}
