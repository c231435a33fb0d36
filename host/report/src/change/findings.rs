//! Which findings are new, gone, worse or better.

use rustc_hash::FxHashSet;

use handoff_finding::{Finding, Place};
use handoff_landscape::unit::Availability;

use super::handoffs::HandoffPairs;
use super::needs::NeedPairs;
use super::pairs::{PairingRule, Pairs};
use super::state_mapping::{StateMapping, StateSide};
use super::{ChangeCode, ChangeEntry, ChangeSubject, Edit, Effect, category};

/// What became of the findings.
pub(super) struct FindingChanges {
    pub(super) entries: Vec<ChangeEntry>,
    /// The positions of the needs that an entry speaks of.
    pub(super) explained: FxHashSet<usize>,
}

/// Compares the findings of both states; returns what changed, and how many did not.
pub(super) fn compare<'a>(
    identity: &StateMapping<'a>,
    handoffs: &HandoffPairs<'a>,
    needs: &NeedPairs<'a>,
) -> (FindingChanges, usize) {
    let mut pairs = Pairs::of(identity.findings(StateSide::Old), identity.findings(StateSide::New));
    let element = |when, place: &'a Place| match place.element.as_deref() {
        Some(id) => handoffs.element(identity, when, &place.file, id),
        // A file as a whole is called by its path, which may be another now.
        None if place.name == *place.file => Some((identity.file(when, &place.file), "")),
        // An entry of a configuration has no id: its name stands for it.
        None => Some((identity.file(when, &place.file), place.name.as_str())),
    };
    let about = |when, finding: &'a Finding| {
        let department = |name: &'a Option<_>| identity.department(when, name.as_ref());
        (&*finding.rule, finding.item.as_deref(), department(&finding.from), department(&finding.to))
    };
    let key = |when, finding: &'a Finding| Some((about(when, finding), element(when, &finding.place)?));
    let worded = |when, finding: &'a Finding| Some((key(when, finding)?, finding.message.as_str()));
    pairs.by(PairingRule::InOrder, |old| worded(StateSide::Old, old), |new| worded(StateSide::New, new));
    pairs.by(PairingRule::InOrder, |old| key(StateSide::Old, old), |new| key(StateSide::New, new));
    // Which of several places comes first may be a matter of order: the same places make the same finding.
    let places = |when, finding: &'a Finding| {
        let places = std::iter::once(&finding.place).chain(&finding.related);
        let mut places: Vec<_> = places.map(|place| element(when, place)).collect::<Option<_>>()?;
        places.sort_unstable();
        (places.len() > 1).then(|| (about(when, finding), places))
    };
    pairs.by(PairingRule::InOrder, |old| places(StateSide::Old, old), |new| places(StateSide::New, new));
    // A need that another rule complains about now is still the same need.
    let need = |when, finding: &'a Finding| needs.about(when, &finding.fingerprint);
    pairs.by(PairingRule::Alone, |old| need(StateSide::Old, old), |new| need(StateSide::New, new));
    let mut found = FindingChanges { entries: Vec::new(), explained: FxHashSet::default() };
    let both = pairs.both.iter().map(|(old, new)| Edit::Changed { old: *old, new: *new });
    let alone =
        pairs.gone.iter().map(|old| Edit::Gone(*old)).chain(pairs.new.iter().map(|new| Edit::New(*new)));
    // What is undecided is no finding, neither as it was nor as it is.
    let all = identity.new.report.findings.iter().filter(|finding| finding.undecided.is_none());
    let mut unchanged = all.filter(|finding| identity.is_same(&finding.place.file)).count();
    for edit in both.chain(alone) {
        let sides = [edit.before(), edit.after()];
        let is_open = sides.into_iter().flatten().all(|finding| finding.undecided.is_some());
        let Some((code, effect)) = category::finding(&edit) else {
            unchanged += usize::from(!is_open);
            continue;
        };
        let position = edit.after().and_then(|new| need(StateSide::New, new));
        let position = position.or_else(|| edit.before().and_then(|old| need(StateSide::Old, old)));
        let changed = position.and_then(|position| Some((position, needs.changed(position)?)));
        found.explained.extend(changed.map(|(position, _)| position));
        // A rule may only mention what nobody can tell any more; it is less than was known before.
        let undecided = changed.is_some_and(|(_, need)| need.broke && need.is == Availability::Unknown);
        let (code, effect) = match (undecided, is_open) {
            (true, true) => (ChangeCode::NeedUndecided, effect.min(Effect::Degrading)),
            (true, false) => (code, effect.min(Effect::Degrading)),
            (false, true) => continue,
            (false, false) => (code, effect),
        };
        let need = changed.map(|(_, need)| Box::new(need.clone()));
        let own = |finding: Option<&&'a Finding>| finding.map(|finding| Box::new((**finding).clone()));
        if let Some(edit) = Edit::of(own(edit.before()), own(edit.after())) {
            found.entries.push(ChangeEntry { code, effect, subject: ChangeSubject::Finding(edit, need) });
        }
    }
    (found, unchanged)
}
