//! Which files, departments and touchpoints appeared, vanished or were renamed.

use std::sync::Arc;

use super::pairs::{PairingRule, Pairs};
use super::state_mapping::{StateMapping, StateSide};
use super::{ChangeCode, ChangeEntry, ChangeSubject, Edit, Effect, LandscapeState, Touchpoint};
use crate::map::Step;

/// Compares files, departments and touchpoints.
pub(super) fn compare(identity: &StateMapping<'_>) -> Vec<ChangeEntry> {
    let mut entries = touchpoints(identity);
    let departments = |state: LandscapeState<'_>| -> Vec<Arc<str>> {
        state.parts.departments.keys().map(Arc::clone).collect()
    };
    let (old, new) = (departments(identity.old), departments(identity.new));
    // A department may well stand in a file that only one of the states could read.
    if old != new && identity.uncompared().is_empty() {
        let mut pairs = Pairs::of(&old, &new);
        let name = |when, name| identity.department(when, Some(name));
        pairs.by(PairingRule::InOrder, |old| name(StateSide::Old, old), |new| name(StateSide::New, new));
        let codes = [ChangeCode::DepartmentNew, ChangeCode::DepartmentGone, ChangeCode::DepartmentRenamed];
        entries.extend(edits(&pairs, |old, new| old != new, codes, ChangeSubject::Department));
    }
    let files = |state: LandscapeState<'_>, when| -> Vec<Arc<str>> {
        let files = state.report.files.iter().filter(|file| !identity.is_unread(when, &file.path));
        files.map(|file| file.path.clone()).collect()
    };
    let (old, new) = (files(identity.old, StateSide::Old), files(identity.new, StateSide::New));
    if old != new {
        let mut pairs = Pairs::of(&old, &new);
        let file = |when, path| Some(identity.file(when, path));
        pairs.by(PairingRule::InOrder, |old| file(StateSide::Old, old), |new| file(StateSide::New, new));
        let moved = |old: &Arc<str>, new: &Arc<str>| {
            identity.key(StateSide::Old, old) != identity.key(StateSide::New, new)
        };
        entries.extend(edits(
            &pairs,
            moved,
            [ChangeCode::FileNew, ChangeCode::FileGone, ChangeCode::FileRenamed],
            ChangeSubject::File,
        ));
    }
    entries
}

fn edits(
    pairs: &Pairs<'_, Arc<str>>,
    is_renamed: impl Fn(&Arc<str>, &Arc<str>) -> bool,
    [new, gone, renamed]: [ChangeCode; 3],
    subject: impl Fn(Edit<Arc<str>>) -> ChangeSubject,
) -> Vec<ChangeEntry> {
    let both = pairs.both.iter().filter(|(old, new)| is_renamed(old, new));
    let both = both.map(|(old, new)| (renamed, Edit::Changed { old: Arc::clone(old), new: Arc::clone(new) }));
    let appeared = pairs.new.iter().map(|it| (new, Edit::New(Arc::clone(it))));
    let vanished = pairs.gone.iter().map(|it| (gone, Edit::Gone(Arc::clone(it))));
    let entry = |(code, edit)| ChangeEntry { code, effect: Effect::Compatible, subject: subject(edit) };
    both.chain(vanished).chain(appeared).map(entry).collect()
}

fn touchpoints(identity: &StateMapping<'_>) -> Vec<ChangeEntry> {
    let meets = |step: &Step| step.hears_customer || step.tells_customer;
    let touchpoint = |step: &Step| {
        Box::new(Touchpoint {
            step: step.place.clone(),
            department: step.department.clone(),
            tells_customer: step.tells_customer,
        })
    };
    let gone = |step: &Step| ChangeEntry {
        code: ChangeCode::TouchpointGone,
        effect: Effect::Degrading,
        subject: ChangeSubject::Touchpoint(Edit::Gone(touchpoint(step))),
    };
    let new = |step: &Step| ChangeEntry {
        code: ChangeCode::TouchpointNew,
        effect: Effect::Compatible,
        subject: ChangeSubject::Touchpoint(Edit::New(touchpoint(step))),
    };
    let steps = &identity.steps;
    let changed = steps.both.iter().filter_map(|(old, step)| match (meets(old), meets(step)) {
        (true, false) => Some(gone(old)),
        (false, true) => Some(new(step)),
        _ => None,
    });
    let vanished = steps.gone.iter().filter(|step| meets(step)).map(|step| gone(step));
    let appeared = steps.new.iter().filter(|step| meets(step)).map(|step| new(step));
    changed.chain(vanished).chain(appeared).collect()
}
