//! `transfer/media-break`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, Hint, ItemId, Options, Place, Reporter, Rule, Severity, StepId, TextOf, Unit,
    ViewPart,
};

use crate::shared::{order::FlowOrder, words};

/// Finds one thing that leaves the computer for paper and is brought back into one.
///
/// Each change of the medium is work, a place to wait, and a place where a figure is read wrongly. What is typed a second time is
/// typed differently, and the customer gets the difference.
///
/// - Wrong: *Laboratory* prints the results, and *Office* scans or types them in.
/// - Right: the results stay in the system, and both see them there.
///
/// It counts where a label prints or faxes a thing and a later one scans it or types it in, or where a contract says of one item
/// that it is kept on a screen, then on paper, then on a screen. A letter that goes to somebody and does not come back is no break,
/// nor is a ticket or a label with a code, which is printed to be scanned.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/media-break",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Hints],
    page: include_str!("../../cases/transfer/media-break.md"),
    since: Some("0.2.0"),
    tags: &["channels"],
    related: &["transfer/informal-channel"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A thing goes onto paper and back into the computer",
            de: "Etwas geht auf Papier und wieder zurück in den Computer",
        }
        "labels" {
            en: "What is put on paper at {paper} is brought back into a computer at {back}.",
            de: "Was bei {paper} auf Papier kommt, wird bei {back} wieder in einen Computer gebracht.",
        }
        "kept" {
            en: "{item} is kept in {before} at {digital}, in {between} at {paper}, and in {after} at {back}: somebody types it in again.",
            de: "{item} liegt bei {digital} in {before}, bei {paper} in {between} und bei {back} in {after}: Jemand gibt es noch einmal ein.",
        }
        "stay" {
            en: "Pass it on as it was, as a file or in a system that both see, and keep the paper only for whoever must have it.",
            de: "Es so weitergeben, wie es war, als Datei oder in einem System, das beide sehen, und Papier nur für die behalten, die es \
                 brauchen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most steps with paper that are followed, each once over the flow.
const FOLLOWED: usize = 64;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let is_break = |hint: &Hint| hint.words == "capture" || matches!(hint.at.of, TextOf::KeptIn(_));
    if unit.hints().iter().any(is_break) {
        let order = FlowOrder::new(unit);
        tell_labels(unit, &order, report);
        tell_kept(unit, &order, report);
    }
}

/// The steps around one, but those that a circle joins with it.
struct Sides {
    before: Vec<bool>,
    behind: Vec<bool>,
}

impl Sides {
    fn new(order: &FlowOrder, step: StepId) -> Self {
        Self { before: order.before(&[step]), behind: order.behind(&[step], &[]) }
    }

    /// Tells whether a case comes from a step, and never to it again.
    fn is_before(&self, step: StepId) -> bool {
        self.before[step as usize] && !self.behind[step as usize]
    }

    /// Tells whether a case goes on to a step, and never comes from it.
    fn is_behind(&self, step: StepId) -> bool {
        self.behind[step as usize] && !self.before[step as usize]
    }
}

/// Tells of what is printed and then scanned or typed in, by the words of labels.
fn tell_labels(unit: &Unit<'_>, order: &FlowOrder, report: &mut Reporter<'_>) {
    let of = |list: &str| -> Vec<(StepId, &Hint)> {
        let hints = unit.hints().iter().filter(|hint| hint.words == list);
        let labels = hints.filter_map(|hint| match hint.at.of {
            TextOf::Label(step) if unit.works(step) => Some((step, hint)),
            _ => None,
        });
        let mut steps: Vec<(StepId, &Hint)> = labels.collect();
        steps.sort_by_key(|(step, _)| order.place(*step));
        steps
    };
    let printed = of("printing");
    if printed.is_empty() {
        return;
    }
    // A label with a code is printed to be scanned.
    let scannable: BTreeSet<StepId> = of("scannable").into_iter().map(|(step, _)| step).collect();
    let captured = of("capture");
    let mut told: Vec<StepId> = Vec::new();
    let printed = printed.into_iter().filter(|(step, _)| !scannable.contains(step));
    for (paper, hint) in printed.take(FOLLOWED) {
        let sides = Sides::new(order, paper);
        let mut back = captured.iter().map(|(back, _)| *back).filter(|back| unit.is_ours(unit.owner(*back)));
        let back = back.find(|back| {
            sides.is_behind(*back) && !told.contains(back) && is_same_thing(unit, paper, hint, *back)
        });
        let Some(back) = back.filter(|_| !told.contains(&paper)) else { continue };
        told.extend([paper, back]);
        report
            .add(Place::Step(paper), "labels")
            .between(unit.owner(paper), unit.owner(back))
            .with("paper", Argument::Step(paper))
            .with("back", Argument::Step(back))
            .related(&[back])
            .help("stay");
    }
}

/// Tells whether two steps are about one thing: both need or provide it, or both labels have its noun.
fn is_same_thing(unit: &Unit<'_>, paper: StepId, hint: &Hint, back: StepId) -> bool {
    let items = |step: StepId| {
        let needed = unit.needs().iter().filter(move |row| row.step == step).map(|row| row.item);
        let made = unit.provisions().iter().filter(move |row| row.step == step).map(|row| row.item);
        let all = needed.chain(made);
        all.filter(|item| unit.items().get(*item as usize).is_some_and(|item| item.named && !item.store))
    };
    let thing = words::beside(&unit.label(paper), &hint.at);
    let label = unit.label(back);
    let shared: Vec<ItemId> = items(paper).collect();
    items(back).any(|item| shared.contains(&item)) || words::shares_noun(&label, &thing)
}

/// Where a contract says that an item is kept.
struct Keeping<'u> {
    step: StepId,
    item: ItemId,
    hint: &'u Hint,
}

/// Tells of items of which contracts say that they are kept on a screen, then on paper, then on a screen.
fn tell_kept(unit: &Unit<'_>, order: &FlowOrder, report: &mut Reporter<'_>) {
    let of = |list: &str| -> Vec<Keeping<'_>> {
        let hints = unit.hints().iter().filter(|hint| hint.words == list);
        hints.filter_map(|hint| keeping(unit, hint)).collect()
    };
    let (paper, digital) = (of("paper"), of("digital"));
    for paper in paper.iter().take(FOLLOWED) {
        let sides = Sides::new(order, paper.step);
        let same = || digital.iter().filter(|kept| kept.item == paper.item);
        let before = same().find(|kept| sides.is_before(kept.step));
        let after = same().find(|kept| sides.is_behind(kept.step));
        let (Some(before), Some(after)) = (before, after) else { continue };
        report
            .add(Place::Step(paper.step), "kept")
            .between(unit.owner(before.step), unit.owner(after.step))
            .item(paper.item, None)
            .with("digital", Argument::Step(before.step))
            .with("paper", Argument::Step(paper.step))
            .with("back", Argument::Step(after.step))
            .with("before", Argument::Wording(before.hint.at))
            .with("between", Argument::Wording(paper.hint.at))
            .with("after", Argument::Wording(after.hint.at))
            .related(&[before.step, after.step])
            .help("stay");
    }
}

/// Reads where an item is kept off words in a contract.
fn keeping<'u>(unit: &Unit<'_>, hint: &'u Hint) -> Option<Keeping<'u>> {
    let TextOf::KeptIn(clause) = hint.at.of else { return None };
    let row = unit.clauses().get(clause as usize)?;
    Some(Keeping { step: row.step, item: row.item, hint })
}
