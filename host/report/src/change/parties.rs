//! Which files, departments and touchpoints appeared, vanished or were renamed.

use std::sync::Arc;

use super::identity::{Identity, When};
use super::pair::{Pairs, Take};
use super::{Code, Edit, Effect, Entry, State, Touchpoint, What};
use crate::map::Step;

/// Compares files, departments and touchpoints.
pub(super) fn compare(identity: &Identity<'_>) -> Vec<Entry> {
    let mut entries = touchpoints(identity);
    let departments =
        |state: State<'_>| -> Vec<Arc<str>> { state.parts.departments.keys().map(Arc::clone).collect() };
    let (old, new) = (departments(identity.old), departments(identity.new));
    // A department may well stand in a file that only one of the states could read.
    if old != new && identity.unread().is_empty() {
        let mut pairs = Pairs::of(&old, &new);
        let name = |when, name| identity.department(when, Some(name));
        pairs.by(Take::InOrder, |old| name(When::Old, old), |new| name(When::New, new));
        let codes = [Code::DepartmentNew, Code::DepartmentGone, Code::DepartmentRenamed];
        entries.extend(edits(&pairs, |old, new| old != new, codes, What::Department));
    }
    let files = |state: State<'_>, when| -> Vec<Arc<str>> {
        let files = state.report.files.iter().filter(|file| !identity.is_unread(when, &file.path));
        files.map(|file| file.path.clone()).collect()
    };
    let (old, new) = (files(identity.old, When::Old), files(identity.new, When::New));
    if old != new {
        let mut pairs = Pairs::of(&old, &new);
        let file = |when, path| Some(identity.file(when, path));
        pairs.by(Take::InOrder, |old| file(When::Old, old), |new| file(When::New, new));
        let moved =
            |old: &Arc<str>, new: &Arc<str>| identity.key(When::Old, old) != identity.key(When::New, new);
        entries.extend(edits(&pairs, moved, [Code::FileNew, Code::FileGone, Code::FileRenamed], What::File));
    }
    entries
}

fn edits(
    pairs: &Pairs<'_, Arc<str>>,
    is_renamed: impl Fn(&Arc<str>, &Arc<str>) -> bool,
    [new, gone, renamed]: [Code; 3],
    what: impl Fn(Edit<Arc<str>>) -> What,
) -> Vec<Entry> {
    let both = pairs.both.iter().filter(|(old, new)| is_renamed(old, new));
    let both = both.map(|(old, new)| (renamed, Edit::Changed { old: Arc::clone(old), new: Arc::clone(new) }));
    let appeared = pairs.new.iter().map(|it| (new, Edit::New(Arc::clone(it))));
    let vanished = pairs.gone.iter().map(|it| (gone, Edit::Gone(Arc::clone(it))));
    let entry = |(code, edit)| Entry { code, effect: Effect::Compatible, what: what(edit) };
    both.chain(vanished).chain(appeared).map(entry).collect()
}

fn touchpoints(identity: &Identity<'_>) -> Vec<Entry> {
    let meets = |step: &Step| step.hears_customer || step.tells_customer;
    let touchpoint = |step: &Step| {
        Box::new(Touchpoint {
            step: step.place.clone(),
            department: step.department.clone(),
            tells_customer: step.tells_customer,
        })
    };
    let gone = |step: &Step| Entry {
        code: Code::TouchpointGone,
        effect: Effect::Degrading,
        what: What::Touchpoint(Edit::Gone(touchpoint(step))),
    };
    let new = |step: &Step| Entry {
        code: Code::TouchpointNew,
        effect: Effect::Compatible,
        what: What::Touchpoint(Edit::New(touchpoint(step))),
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
