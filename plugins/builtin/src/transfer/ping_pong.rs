//! `transfer/ping-pong`: see [`RULE`].

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Handoff, HandoffId, HandoffKind, Options, Place, Reporter, Rule,
    Severity, Side, StepId, Unit, ViewPart,
};

use crate::shared::order::FlowOrder;

/// Finds a case that two departments pass to each other again and again.
///
/// At each border the case waits for somebody to pick it up, and each side sees a piece of the work only. The customer waits as
/// many times.
///
/// - Wrong: *Office* enters an application, *Review* checks it, *Office* asks for a paper, *Review* checks again, *Office* writes
///   the letter, all on one way.
/// - Right: *Office* collects what *Review* needs, and the case goes there and back once.
///
/// What counts is one way that a case can take, with no department between the two. Work that is done again in a circle counts once: how often it
/// is walked the drawing does not say. Where all goes by messages, a question and its answer count as one. What the customer, a partner or a program is asked is a conversation.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/ping-pong",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    off: true,
    needs: &[ViewPart::Handoffs],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "at-most": {
      "type": "integer",
      "minimum": 1,
      "maximum": 1000,
      "default": 3,
      "description": "Handoffs in a row between the same two departments that are still fine."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/transfer/ping-pong.md"),
    since: Some("0.2.0"),
    tags: &["handoffs"],
    related: &["transfer/undeclared-handoff", "ownership/overloaded-role"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A case goes back and forth between two departments",
            de: "Ein Vorgang geht zwischen zwei Abteilungen hin und her",
        }
        "sentence" {
            en: "Between {one} and {other} the same case changes hands {count} times in a row: at {steps}.",
            de: "Zwischen {one} und {other} wechselt derselbe Vorgang {count} Mal nacheinander die Hände: bei {steps}.",
        }
        "together" {
            en: "Let one of the two do these steps in one go, or hand over once with everything that the other needs for all of them.",
            de: "Eine der beiden Seiten diese Schritte in einem Zug erledigen lassen, oder einmal mit allem übergeben, was die andere dafür \
                 braucht.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// Handoffs in a row that are still fine: there, back, and there again.
const AT_MOST: u64 = 3;
/// The rows that are followed at one step, the longest first.
const FOLLOWED: usize = 8;

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let at_most = usize::try_from(options.number("at-most").unwrap_or(AT_MOST)).unwrap_or(usize::MAX);
    let pairs = busy_pairs(unit, at_most);
    if pairs.is_empty() {
        return;
    }
    for (pair, row) in Rows::new(unit, &pairs).longest() {
        if row.len() > fine(unit, &row, at_most) {
            tell(unit, report, pair, &row);
        }
    }
}

/// Returns how many handoffs of a row are still fine: where all are messages, each with its answer counts as one.
fn fine(unit: &Unit<'_>, row: &[HandoffId], at_most: usize) -> usize {
    let is_message = |number: &HandoffId| unit.handoffs()[*number as usize].kind == HandoffKind::Message;
    if row.iter().all(is_message) { at_most.saturating_mul(2) } else { at_most }
}

/// Two departments, the one that stands first in the list before the other.
type DepartmentPair = (DepartmentId, DepartmentId);

fn pair(one: DepartmentId, other: DepartmentId) -> DepartmentPair {
    (one.min(other), one.max(other))
}

/// Returns the two departments of our own between which a handoff passes the case itself.
fn own_pair(unit: &Unit<'_>, handoff: &Handoff) -> Option<DepartmentPair> {
    let is_own = |id: DepartmentId| {
        let row = unit.departments().get(id as usize);
        row.is_some_and(|row| row.side == Side::Internal && !row.system)
    };
    let (giver, receiver) = (handoff.giver?, handoff.receiver?);
    let is_kind = matches!(handoff.kind, HandoffKind::Sequence | HandoffKind::Message);
    (is_kind && is_own(giver) && is_own(receiver)).then(|| pair(giver, receiver))
}

/// Lists the pairs between which enough handoffs go for a row that is too long.
fn busy_pairs(unit: &Unit<'_>, at_most: usize) -> BTreeSet<DepartmentPair> {
    let mut counts: BTreeMap<DepartmentPair, usize> = BTreeMap::new();
    for pair in unit.handoffs().iter().filter_map(|handoff| own_pair(unit, handoff)) {
        *counts.entry(pair).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > at_most).map(|(pair, _)| pair).collect()
}

/// A handoff at the end of a row, with the place in [`Rows::links`] of the one before it.
struct Link {
    handoff: HandoffId,
    before: Option<usize>,
}

/// What is known of the cases that come to a step: who had them last, and the row in which that department got them.
#[derive(Clone, Copy)]
struct RowEnd {
    /// The last step at which a handoff begins or ends.
    border: StepId,
    /// The department on the other side of the row.
    other: Option<DepartmentId>,
    length: usize,
    link: Option<usize>,
}

/// The rows of handoffs between the same two departments, followed once over the flow.
struct Rows<'u> {
    unit: &'u Unit<'u>,
    pairs: &'u BTreeSet<DepartmentPair>,
    crossings: BTreeMap<(StepId, StepId), HandoffId>,
    is_border: Vec<bool>,
    links: Vec<Link>,
    best: BTreeMap<DepartmentPair, (usize, usize)>,
}

impl<'u> Rows<'u> {
    fn new(unit: &'u Unit<'u>, pairs: &'u BTreeSet<DepartmentPair>) -> Self {
        let mut rows = Self {
            unit,
            pairs,
            crossings: BTreeMap::new(),
            is_border: vec![false; unit.steps().len()],
            links: Vec::new(),
            best: BTreeMap::new(),
        };
        for (number, handoff) in (0..).zip(unit.handoffs()) {
            if let (Some(last), Some(first)) = (handoff.last, handoff.first) {
                rows.crossings.entry((last, first)).or_insert(number);
                rows.is_border[last as usize] = true;
                rows.is_border[first as usize] = true;
            }
        }
        rows.follow(&FlowOrder::new(unit));
        rows
    }

    fn follow(&mut self, order: &FlowOrder) {
        let mut ends: Vec<Vec<RowEnd>> = vec![Vec::new(); self.unit.steps().len()];
        for step in order.steps.iter().copied() {
            let mut here = std::mem::take(&mut ends[step as usize]);
            if here.is_empty() && self.is_border[step as usize] {
                here.push(RowEnd { border: step, other: None, length: 0, link: None });
            }
            for next in order.onward(step) {
                for end in &here {
                    let end = self.step_on(*end, next);
                    keep(&mut ends[next as usize], end);
                }
            }
        }
    }

    /// Follows a row to the next step.
    fn step_on(&mut self, end: RowEnd, next: StepId) -> RowEnd {
        if !self.is_border[next as usize] {
            return end;
        }
        let owner = self.unit.owner(next);
        let fresh = RowEnd { border: next, other: None, length: 0, link: None };
        let Some(number) = self.crossings.get(&(end.border, next)).copied() else {
            return if owner == self.unit.owner(end.border) { RowEnd { border: next, ..end } } else { fresh };
        };
        let handoff = &self.unit.handoffs()[number as usize];
        let Some(pair) = own_pair(self.unit, handoff).filter(|pair| self.pairs.contains(pair)) else {
            return fresh;
        };
        let goes_on = end.other.is_some() && end.other == handoff.receiver;
        let (length, before) = if goes_on { (end.length + 1, end.link) } else { (1, None) };
        let link = self.links.len();
        self.links.push(Link { handoff: number, before });
        let best = self.best.entry(pair).or_insert((0, 0));
        if best.0 < length {
            *best = (length, link);
        }
        RowEnd { border: next, other: handoff.giver, length, link: Some(link) }
    }

    /// Lists the longest row of each pair, its first handoff first.
    fn longest(&self) -> impl Iterator<Item = (DepartmentPair, Vec<HandoffId>)> {
        self.best.iter().map(|(pair, (_, link))| {
            let links = std::iter::successors(self.links.get(*link), |link| self.links.get(link.before?));
            let mut row: Vec<HandoffId> = links.map(|link| link.handoff).collect();
            row.reverse();
            (*pair, row)
        })
    }
}

/// Adds a row to those at a step, or puts it in the place of a shorter one of its kind.
fn keep(ends: &mut Vec<RowEnd>, end: RowEnd) {
    let is_same = |known: &RowEnd| (known.border, known.other) == (end.border, end.other);
    let place = match ends.iter().position(is_same) {
        Some(same) => same,
        None if ends.len() < FOLLOWED => return ends.push(end),
        None => (0..FOLLOWED).min_by_key(|place| ends[*place].length).unwrap_or_default(),
    };
    if ends[place].length < end.length {
        ends[place] = end;
    }
}

fn tell(unit: &Unit<'_>, report: &mut Reporter<'_>, (one, other): DepartmentPair, row: &[HandoffId]) {
    /// The most steps that are named one by one.
    const NAMED: usize = 6;
    let first = |number: &HandoffId| unit.handoffs().get(*number as usize)?.first;
    let steps: Vec<StepId> = row.iter().filter_map(first).collect();
    let Some(begins) = row.first() else { return };
    let handoff = &unit.handoffs()[*begins as usize];
    report
        .add(Place::Handoff(*begins), "sentence")
        .between(handoff.giver, handoff.receiver)
        .with("one", Argument::Department(one))
        .with("other", Argument::Department(other))
        .with("count", Argument::Count(u32::try_from(row.len()).unwrap_or(u32::MAX)))
        .with("steps", Argument::Steps(steps.iter().copied().take(NAMED).collect()))
        .related(&steps)
        .help("together");
}
