//! What in one state is what in the other: files, steps and departments, through new ids, labels, names and paths.
//!
//! A step is the same if id and label are; else if its department and label are (ids were numbered anew); else if its id
//! is (it was labelled anew). Files and departments whose steps went somewhere else together were renamed.

use std::hash::Hash;
use std::sync::Arc;

use handoff_finding::{Finding, Naming, Place};
use handoff_model::Status;
use rustc_hash::{FxHashMap, FxHashSet};

use super::differing_files::DifferingFiles;
use super::pairs::{PairingRule, Pairs};
use super::{LandscapeState, UncomparedCause, UncomparedFile};
use crate::Handoff;
use crate::map::{FileSection, Step};

/// The id of an element, with the file it stands in.
pub(super) type ElementKey<'a> = (&'a str, &'a str);

/// Which of the two states something is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StateSide {
    Old,
    New,
}

impl StateSide {
    pub(super) const BOTH: [Self; 2] = [Self::Old, Self::New];

    /// Returns its place in a pair.
    pub(super) fn index(self) -> usize {
        usize::from(self == Self::New)
    }
}

/// What in one state is what in the other.
#[derive(Debug)]
pub(super) struct StateMapping<'a> {
    pub(super) old: LandscapeState<'a>,
    pub(super) new: LandscapeState<'a>,
    /// The files that are to be compared.
    differing: &'a DifferingFiles,
    /// In either state the findings to compare, in the order of reports.
    findings: [Vec<&'a Finding>; 2],
    /// The steps of both states, of the old one and of the new one only; without those of the files above.
    pub(super) steps: Pairs<'a, Arc<Step>>,
    /// Both states have the same files, as readable as before.
    same_files: bool,
    /// Files that could be read in one of the states only, as seen in the new state.
    unread: FxHashSet<&'a str>,
    /// Where the files, departments and steps of the old state are in the new one, unless they are called the same there;
    /// those that vanished are not there.
    files: FxHashMap<&'a str, &'a str>,
    departments: FxHashMap<&'a str, &'a str>,
    /// Every such step of the old state; `None` for those that vanished.
    elements: FxHashMap<ElementKey<'a>, Option<ElementKey<'a>>>,
    /// Every such step of the new state, and whether the old one has it.
    arrived: FxHashMap<ElementKey<'a>, bool>,
}

impl<'a> StateMapping<'a> {
    /// Compares files, steps and departments.
    pub(super) fn of(
        old: LandscapeState<'a>,
        new: LandscapeState<'a>,
        differing: &'a DifferingFiles,
    ) -> Self {
        let mut identity = Self {
            old,
            new,
            differing,
            findings: Default::default(),
            steps: Pairs::of([], []),
            same_files: false,
            unread: FxHashSet::default(),
            files: FxHashMap::default(),
            departments: FxHashMap::default(),
            elements: FxHashMap::default(),
            arrived: FxHashMap::default(),
        };
        identity.find_files();
        identity.findings = StateSide::BOTH.map(|when| {
            let report = identity.state(when).report;
            // A change that could leave out by a mark in its own exports what it breaks would look harmless.
            let marked = report.ignored.iter().filter(|one| one.reasons.iter().all(|why| why.in_export));
            let findings = report.findings.iter().chain(marked.map(|one| &one.finding));
            findings
                .map(|finding| &**finding)
                .filter(|finding| identity.is_compared(when, &finding.place.file))
                .collect()
        });
        let mut steps = Pairs::of(identity.steps_of(StateSide::Old), identity.steps_of(StateSide::New));
        identity.find_steps(&mut steps);
        let own = |when, step| identity.own(when, step);
        let both =
            steps.both.iter().map(|(old, new)| (own(StateSide::Old, old), Some(own(StateSide::New, new))));
        let elements = both.chain(steps.gone.iter().map(|old| (own(StateSide::Old, old), None))).collect();
        let both = steps.both.iter().map(|(_, new)| (own(StateSide::New, new), true));
        let arrived = both.chain(steps.new.iter().map(|new| (own(StateSide::New, new), false))).collect();
        (identity.elements, identity.arrived) = (elements, arrived);
        identity.steps = steps;
        identity
    }

    /// Returns a file of either state as it is called in the new one.
    pub(super) fn file(&self, when: StateSide, path: &'a str) -> &'a str {
        let path = self.key(when, path);
        match when {
            StateSide::Old => self.files.get(path).copied().unwrap_or(path),
            StateSide::New => path,
        }
    }

    /// Returns a department of either state as it is called in the new one.
    pub(super) fn department(&self, when: StateSide, name: Option<&'a Arc<str>>) -> Option<&'a str> {
        let name = name.map(|name| &**name);
        match when {
            StateSide::Old => name.map(|name| self.departments.get(name).copied().unwrap_or(name)),
            StateSide::New => name,
        }
    }

    /// Returns an element of either state as it is called in the new one; `None` for a step that the other state does
    /// not have.
    pub(super) fn element(&self, when: StateSide, file: &'a str, id: &'a str) -> Option<ElementKey<'a>> {
        let own = (self.key(when, file), id);
        match when {
            StateSide::Old => match self.elements.get(&own) {
                Some(new) => *new,
                None => Some((self.file(when, file), id)),
            },
            StateSide::New => (self.arrived.get(&own) != Some(&false)).then_some(own),
        }
    }

    /// Tells whether a file need not be compared: nothing in it changed.
    pub(super) fn is_same(&self, file: &str) -> bool {
        !self.differing.contains(file)
    }

    /// Tells whether there is a step of this id in this file, which is not the same in both states.
    pub(super) fn knows(&self, when: StateSide, file: &'a str, id: &'a str) -> bool {
        let own = (self.key(when, file), id);
        match when {
            StateSide::Old => self.elements.contains_key(&own),
            StateSide::New => self.arrived.contains_key(&own),
        }
    }

    /// Tells whether a file was read in one of the states only.
    pub(super) fn is_unread(&self, when: StateSide, path: &'a str) -> bool {
        !self.unread.is_empty() && self.unread.contains(self.file(when, path))
    }

    /// Returns the files that could be read in one of the states only, by path.
    pub(super) fn uncompared(&self) -> Vec<UncomparedFile> {
        let refused = |state: LandscapeState<'a>, when, cause| {
            let files = state.report.files.iter().filter(|file| file.status == Status::Refused);
            files
                .filter(move |file| self.is_unread(when, &file.path))
                .map(move |file| UncomparedFile { path: Arc::clone(&file.path), cause })
        };
        let before = refused(self.old, StateSide::Old, UncomparedCause::UnreadBefore);
        let now = refused(self.new, StateSide::New, UncomparedCause::UnreadNow);
        let mut uncompared: Vec<UncomparedFile> = before.chain(now).collect();
        uncompared.sort_by(|a, b| a.path.cmp(&b.path));
        uncompared
    }

    pub(super) fn state(&self, when: StateSide) -> LandscapeState<'a> {
        match when {
            StateSide::Old => self.old,
            StateSide::New => self.new,
        }
    }

    /// Takes the root off a path.
    pub(super) fn key(&self, when: StateSide, path: &'a str) -> &'a str {
        self.state(when).below_root(path)
    }

    fn own(&self, when: StateSide, step: &'a Arc<Step>) -> ElementKey<'a> {
        (self.key(when, &step.place.file), id(step))
    }

    /// Lists the files to compare, with what stands in them.
    pub(super) fn sections(&self, when: StateSide) -> impl Iterator<Item = FileSection<'a>> {
        let sections = self.state(when).parts.list.iter().flat_map(|part| part.sections());
        sections.filter(move |section| self.is_compared(when, section.file))
    }

    /// Tells whether what stands in a file is to be compared: it may be otherwise, and both states could read it.
    pub(super) fn is_compared(&self, when: StateSide, file: &'a str) -> bool {
        !self.is_same(file) && !self.is_unread(when, file)
    }

    /// Lists the findings to compare, in the order of reports.
    pub(super) fn findings(&self, when: StateSide) -> impl Iterator<Item = &'a Finding> {
        self.findings[when.index()].iter().copied()
    }

    /// Lists the handoffs to compare, by file.
    pub(super) fn handoffs(&self, when: StateSide) -> impl Iterator<Item = &'a Handoff> {
        let files = self.state(when).parts.list.iter().flat_map(|part| &part.unit.files).map(|file| &**file);
        let mut files: Vec<&str> = files.filter(|file| self.is_compared(when, file)).collect();
        files.sort_unstable();
        files.dedup();
        let all = &self.state(when).report.handoffs;
        // In the order of reports those of one file stand together.
        files.into_iter().flat_map(|file| {
            let first = all.partition_point(|handoff| *handoff.place.file < *file);
            all[first..].iter().map(|handoff| &**handoff).take_while(move |one| *one.place.file == *file)
        })
    }

    /// Lists the steps to compare, by department and place.
    fn steps_of(&self, when: StateSide) -> Vec<&'a Arc<Step>> {
        let mut steps: Vec<_> = self.sections(when).flat_map(|section| section.steps).collect();
        steps.sort_by(|a, b| (&a.department, a).cmp(&(&b.department, b)));
        steps
    }

    /// Finds files of the same path, and those that could be read on one side only: also those of a folder or pattern
    /// of which one side found nothing at all, because it is gone or not there right now.
    fn find_files(&mut self) {
        let [old, new] = StateSide::BOTH.map(|when| -> Vec<(&'a str, Status)> {
            let files = self.state(when).report.files.iter();
            files.map(|file| (self.key(when, &file.path), file.status)).collect()
        });
        self.same_files = old == new;
        if self.same_files {
            return;
        }
        let [old, new] = [old, new].map(|files| files.into_iter().collect::<FxHashMap<_, _>>());
        for (path, was) in &old {
            let Some(is) = new.get(path) else { continue };
            self.files.insert(path, path);
            if (*was == Status::Refused) != (*is == Status::Refused) {
                self.unread.insert(path);
            }
        }
        for (these, others) in [(&old, &new), (&new, &old)] {
            let roots = these
                .iter()
                .filter(|(path, status)| **status == Status::Refused && !others.contains_key(*path));
            for (root, _) in roots {
                let lost = others.keys().filter(|path| !these.contains_key(*path) && is_below(path, root));
                let before = self.unread.len();
                self.unread.extend(lost);
                if self.unread.len() > before {
                    self.unread.insert(root);
                }
            }
        }
    }

    fn find_steps(&mut self, steps: &mut Pairs<'a, Arc<Step>>) {
        self.by(steps, PairingRule::InOrder, |this, when, step| {
            Some((this.file(when, &step.place.file), id(step), label(step)))
        });
        // What is left moved to another file, or the file has another path.
        self.by(steps, PairingRule::Alone, |_, _, step| Some((id(step), label(step)?)));
        self.find_renamed_files(steps);
        self.by(steps, PairingRule::InOrder, |this, when, step| {
            Some((this.file(when, &step.place.file), id(step), label(step)))
        });
        self.find_renamed_departments(steps);
        self.by(steps, PairingRule::InOrder, |this, when, step| {
            let department = this.department(when, step.department.as_ref());
            Some((this.file(when, &step.place.file), department, label(step)?))
        });
        self.by(steps, PairingRule::Alone, |this, when, step| {
            Some((this.file(when, &step.place.file), label(step)?))
        });
        self.by(steps, PairingRule::InOrder, |this, when, step| {
            Some((this.file(when, &step.place.file), id(step)))
        });
        // Events and gateways often have no label; numbered anew, only their order tells them apart.
        self.by(steps, PairingRule::AsMany, |this, when, step| {
            let department = this.department(when, step.department.as_ref());
            let unlabelled = label(step).is_none().then_some(step.kind)?;
            Some((this.file(when, &step.place.file), department, unlabelled))
        });
    }

    fn by<K: Hash + Eq>(
        &self,
        steps: &mut Pairs<'a, Arc<Step>>,
        take: PairingRule,
        key: impl Fn(&Self, StateSide, &'a Arc<Step>) -> Option<K>,
    ) {
        steps.by(take, |step| key(self, StateSide::Old, step), |step| key(self, StateSide::New, step));
    }

    /// A file that vanished and one that appeared are one file if most of what they share they share with each other.
    fn find_renamed_files(&mut self, steps: &Pairs<'a, Arc<Step>>) {
        if self.same_files {
            return;
        }
        let known: FxHashSet<&str> = self.files.values().copied().collect();
        let new_files = steps.both.iter().map(|(_, new)| new).chain(&steps.new);
        let old_files = steps.both.iter().map(|(old, _)| old).chain(&steps.gone);
        let count = |mut counts: FxHashMap<&'a str, usize>, file| {
            *counts.entry(file).or_default() += 1;
            counts
        };
        let of = |when, step: &&'a Arc<Step>| label(step).map(|_| self.key(when, &step.place.file));
        let vanished = old_files.filter_map(|step| of(StateSide::Old, step));
        let vanished =
            vanished.filter(|file| !self.files.contains_key(file)).fold(FxHashMap::default(), count);
        let appeared = new_files.filter_map(|step| of(StateSide::New, step));
        let appeared = appeared.filter(|file| !known.contains(file)).fold(FxHashMap::default(), count);
        let moves = steps
            .both
            .iter()
            .filter_map(|(old, new)| Some((of(StateSide::Old, old)?, of(StateSide::New, new)?)));
        let renamed = together(moves, &vanished, &appeared);
        self.files.extend(renamed);
    }

    /// A department that vanished and one that appeared are one if no step of either went elsewhere or came from elsewhere.
    fn find_renamed_departments(&mut self, steps: &Pairs<'a, Arc<Step>>) {
        let names = |state: LandscapeState<'a>| -> FxHashSet<&'a str> {
            state.parts.departments.keys().map(|name| &**name).collect()
        };
        let (old, new) = (names(self.old), names(self.new));
        let mut mixed = FxHashSet::default();
        let mut moves: Vec<(&str, &str)> = Vec::new();
        for (was, is) in &steps.both {
            let (was, is) = (was.department.as_deref(), is.department.as_deref());
            match (was.filter(|was| !new.contains(was)), is.filter(|is| !old.contains(is))) {
                (Some(was), Some(is)) => moves.push((was, is)),
                (was, is) => mixed.extend(was.into_iter().chain(is)),
            }
        }
        moves.retain(|(was, is)| !mixed.contains(was) && !mixed.contains(is));
        let (mut left, mut right) = (FxHashMap::default(), FxHashMap::default());
        for (was, is) in &moves {
            *left.entry(*was).or_insert(0) += 1;
            *right.entry(*is).or_insert(0) += 1;
        }
        self.departments = together(moves.into_iter(), &left, &right).into_iter().collect();
    }
}

/// Tells whether a file may be one of a folder or pattern.
fn is_below(path: &str, root: &str) -> bool {
    let start = root
        .find(['*', '?', '[', '{'])
        .map_or(root, |special| root[..special].rfind(['/', '\\']).map_or("", |end| &root[..end]));
    let inside = |rest: &str| start.is_empty() || rest.starts_with(['/', '\\']);
    start == "." || path.strip_prefix(start).is_some_and(inside)
}

/// Returns the id of a step.
pub(super) fn id(step: &Step) -> &str {
    step.place.element.as_deref().unwrap_or_default()
}

/// Returns the label of a step; one without is named by its neighbours, which may change while it stays.
pub(super) fn label(step: &Step) -> Option<&str> {
    let Place { name, naming, .. } = &step.place;
    (*naming == Naming::Label && !name.is_empty()).then_some(name)
}

/// Finds the pairs that went together: most of what the one had moved to the other, and most of what that has came from it.
fn together<'a>(
    moves: impl Iterator<Item = (&'a str, &'a str)>,
    left: &FxHashMap<&'a str, usize>,
    arrived: &FxHashMap<&'a str, usize>,
) -> Vec<(&'a str, &'a str)> {
    let mut votes: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for pair in moves {
        *votes.entry(pair).or_default() += 1;
    }
    let most = |votes: usize, of: Option<&usize>| of.is_some_and(|of| votes * 2 > *of);
    let found = votes
        .into_iter()
        .filter(|((old, new), votes)| most(*votes, left.get(old)) && most(*votes, arrived.get(new)));
    found.map(|(pair, _)| pair).collect()
}
