//! Which needs broke and which were mended.

use rustc_hash::{FxHashMap, FxHashSet};

use handoff_landscape::unit::Availability;
use handoff_model::Evidence;

use super::handoffs::HandoffPairs;
use super::pairs::{PairingRule, Pairs};
use super::reason::ReasonFinder;
use super::state_mapping::{StateMapping, StateSide, id};
use super::{ChangeCode, ChangeEntry, ChangeSubject, Effect, NeedChange};
use crate::map::Input;
use crate::map::fill::input_key;
use crate::map::gaps::FindingIndex;

/// The needs of both states.
#[derive(Debug)]
pub(super) struct NeedPairs<'a> {
    /// Every need that both states have.
    both: Vec<(&'a Input, &'a Input)>,
    /// What broke or was mended, by position in `both`.
    changed: FxHashMap<usize, NeedChange>,
    /// The needs that findings are about: by state and fingerprint, positions in `both`.
    about: [FxHashMap<&'a str, usize>; 2],
}

/// Lists the needs of a state that are to be compared, by department and item, with the findings about them.
pub(super) fn inputs(identity: &StateMapping<'_>, when: StateSide) -> Vec<Input> {
    let index = FindingIndex::new(identity.findings(when));
    let found = |input: &Input| Input { findings: index.about_input(input), ..input.clone() };
    let mut inputs: Vec<Input> =
        identity.sections(when).flat_map(|section| section.inputs).map(found).collect();
    inputs.sort_by(|a, b| (&a.step.department, input_key(a)).cmp(&(&b.step.department, input_key(b))));
    inputs
}

/// Compares the needs of both states.
pub(super) fn compare<'a>(
    identity: &StateMapping<'a>,
    handoffs: &HandoffPairs<'a>,
    [old, new]: [&'a [Input]; 2],
) -> NeedPairs<'a> {
    let mut pairs = Pairs::of(old, new);
    let step = |when, input: &'a Input| identity.element(when, &input.step.place.file, id(&input.step));
    let exact = |when, input: &'a Input| Some((step(when, input)?, &*input.item, input.state.as_deref()));
    pairs.by(PairingRule::InOrder, |old| exact(StateSide::Old, old), |new| exact(StateSide::New, new));
    let any_state = |when, input: &'a Input| Some((step(when, input)?, &*input.item));
    pairs.by(PairingRule::Alone, |old| any_state(StateSide::Old, old), |new| any_state(StateSide::New, new));
    let mut needs = NeedPairs { both: pairs.both, changed: FxHashMap::default(), about: Default::default() };
    let turned = |(old, new): &(&Input, &Input)| old.is_met() != new.is_met();
    let items = needs.both.iter().filter(|pair| turned(pair)).map(|(_, new)| &*new.item).collect();
    let judge = ReasonFinder::new(identity, handoffs, &items);
    for (index, (old, new)) in needs.both.iter().enumerate() {
        needs.about[0].extend(old.findings.iter().map(|finding| (finding.as_str(), index)));
        needs.about[1].extend(new.findings.iter().map(|finding| (finding.as_str(), index)));
        if turned(&(old, new)) {
            let need = NeedChange {
                department: new.step.department.clone(),
                step: new.step.place.clone(),
                item: new.item.clone(),
                state: new.state.clone(),
                was: old.availability,
                is: new.availability,
                broke: old.is_met(),
                reason: judge.reason(old, new),
            };
            needs.changed.insert(index, need);
        }
    }
    needs
}

impl NeedPairs<'_> {
    /// Returns the position of the need that a finding is about.
    pub(super) fn about(&self, when: StateSide, fingerprint: &str) -> Option<usize> {
        self.about[when.index()].get(fingerprint).copied()
    }

    /// Returns what became of a need, where it broke or was mended.
    pub(super) fn changed(&self, position: usize) -> Option<&NeedChange> {
        self.changed.get(&position)
    }

    /// Lists the needs that broke or were mended, without those that findings explain already.
    pub(super) fn silent(&self, explained: &FxHashSet<usize>) -> Vec<ChangeEntry> {
        let positions = (0..self.both.len()).filter(|position| !explained.contains(position));
        positions
            .filter_map(|position| Some((position, self.changed.get(&position)?)))
            .map(|(position, need)| {
                let (_, new) = self.both[position];
                let (code, effect) = category(need, new);
                ChangeEntry { code, effect, subject: ChangeSubject::Need(Box::new(need.clone())) }
            })
            .collect()
    }
}

fn category(need: &NeedChange, input: &Input) -> (ChangeCode, Effect) {
    let declared = input.evidence < Evidence::Message && !input.optional;
    match (need.broke, need.is) {
        (false, _) => (ChangeCode::NeedMended, Effect::Improving),
        (true, Availability::Unknown) => (ChangeCode::NeedUndecided, Effect::Degrading),
        (true, _) if declared => (ChangeCode::NeedBroken, Effect::Breaking),
        (true, _) => (ChangeCode::NeedBroken, Effect::Degrading),
    }
}
