//! Which findings are new, gone, worse or better.

use rustc_hash::FxHashSet;

use handoff_finding::Finding;

use super::handoffs::Handoffs;
use super::identity::{Identity, When};
use super::needs::Needs;
use super::pair::{Pairs, Take};
use super::{Edit, Entry, What, category};

/// What became of the findings.
pub(super) struct Found {
    pub(super) entries: Vec<Entry>,
    /// The positions of the needs that an entry speaks of.
    pub(super) explained: FxHashSet<usize>,
}

/// Compares the findings of both states; returns what changed, and how many did not.
pub(super) fn compare<'a>(
    identity: &Identity<'a>,
    handoffs: &Handoffs<'a>,
    needs: &Needs<'a>,
) -> (Found, usize) {
    let readable = |when: When, findings: &'a [Finding]| {
        findings.iter().filter(move |finding| !identity.is_unread(when, &finding.place.file))
    };
    let (old, new) = (identity.old.report, identity.new.report);
    let mut pairs = Pairs::of(readable(When::Old, &old.findings), readable(When::New, &new.findings));
    let key = |when, finding: &'a Finding| {
        let place = &finding.place;
        let (file, element) = match place.element.as_deref() {
            Some(id) => handoffs.element(identity, when, &place.file, id)?,
            // An entry of a configuration has no id: its name stands for it.
            None => (identity.file(when, &place.file), place.name.as_str()),
        };
        let department = |name: &'a Option<_>| identity.department(when, name.as_ref());
        let ends = (department(&finding.from), department(&finding.to));
        Some((&*finding.rule, file, element, finding.item.as_deref(), ends))
    };
    let worded = |when, finding: &'a Finding| Some((key(when, finding)?, finding.message.as_str()));
    pairs.by(Take::InOrder, |old| worded(When::Old, old), |new| worded(When::New, new));
    pairs.by(Take::InOrder, |old| key(When::Old, old), |new| key(When::New, new));
    // A need that another rule complains about now is still the same need.
    let need = |when, finding: &'a Finding| needs.about(when, &finding.fingerprint);
    pairs.by(Take::Alone, |old| need(When::Old, old), |new| need(When::New, new));
    let mut found = Found { entries: Vec::new(), explained: FxHashSet::default() };
    let both = pairs.both.iter().map(|(old, new)| Edit::Changed { old: *old, new: *new });
    let alone =
        pairs.gone.iter().map(|old| Edit::Gone(*old)).chain(pairs.new.iter().map(|new| Edit::New(*new)));
    let mut unchanged = 0;
    for edit in both.chain(alone) {
        let Some((code, effect)) = category::finding(&edit) else {
            unchanged += 1;
            continue;
        };
        let position = edit.after().and_then(|new| need(When::New, new));
        let position = position.or_else(|| edit.before().and_then(|old| need(When::Old, old)));
        let changed = position.and_then(|position| Some((position, needs.changed(position)?)));
        found.explained.extend(changed.map(|(position, _)| position));
        let need = changed.map(|(_, need)| Box::new(need.clone()));
        let own = |finding: Option<&&'a Finding>| finding.map(|finding| Box::new((**finding).clone()));
        if let Some(edit) = Edit::of(own(edit.before()), own(edit.after())) {
            found.entries.push(Entry { code, effect, what: What::Finding(edit, need) });
        }
    }
    (found, unchanged)
}
