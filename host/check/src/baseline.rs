//! What of a check is known from a baseline, and what of the baseline is no more.
//!
//! A finding is known again by what its fingerprint is made of: where a tool has numbered ids anew, by the name of its place instead;
//! where somebody has named a step anew, by its id; where a file has another path, by both. Each entry stands for one finding.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_machine::System;

use crate::config::{Baseline, KnownFinding};
use crate::host_rules;

/// What became of a baseline in a check.
#[derive(Clone, Debug, Default)]
pub struct BaselineMatch {
    /// Everything that is found and that a baseline may hold.
    found: Vec<KnownFinding>,
    /// The entries that fit nothing.
    left: Vec<KnownFinding>,
}

impl BaselineMatch {
    /// Marks the findings that a baseline holds; `files` are those that the check has looked at.
    pub(crate) fn mark(findings: &mut [Arc<Finding>], baseline: &Baseline, files: &BTreeSet<&str>) -> Self {
        let files: HashSet<String> = files.iter().map(|file| baseline.file(file)).collect();
        let found = findings.iter().filter(|finding| may_be_known(finding));
        let found: Vec<KnownFinding> = found.map(|finding| baseline.entry(finding)).collect();
        let meant = findings.iter_mut().filter(|finding| may_be_known(finding));
        let left = baseline.entries.iter().collect();
        let mut pairing = Pairing { open: found.iter().zip(meant).collect(), left };
        for parts in [[FILE, PLACE, ELEMENT], [FILE, PLACE, NONE], [FILE, NONE, ELEMENT]] {
            pairing.by(parts, |_| true);
        }
        // What is known of a file that there still is does not stand for what is found in another.
        pairing.by([NONE, PLACE, ELEMENT], |entry| !files.contains(&entry.file));
        let left = pairing.left.into_iter().cloned().collect();
        Self { found, left }
    }

    /// Lists the entries that fit nothing although the check has looked at their files, or although these are no more.
    pub(crate) fn stale(
        &self,
        baseline: &Baseline,
        files: &BTreeSet<&str>,
        system: &dyn System,
    ) -> Vec<KnownFinding> {
        let files: HashSet<String> = files.iter().map(|file| baseline.file(file)).collect();
        let is_gone = |file: &str| system.kind(&baseline.locate(file)).is_err_and(|error| error.is_absence());
        let is_stale = |entry: &&KnownFinding| files.contains(&entry.file) || is_gone(&entry.file);
        let mut stale: Vec<KnownFinding> = self.left.iter().filter(is_stale).cloned().collect();
        stale.sort_by_key(|entry| entry.start);
        stale
    }

    /// Writes the baseline that holds what is found now, and what was known of files that this check has not looked at.
    pub(crate) fn text(&self, stale: &[KnownFinding]) -> BaselineText {
        let unseen = self.left.iter().filter(|entry| !stale.contains(entry));
        let entries: Vec<KnownFinding> = self.found.iter().chain(unseen).cloned().collect();
        BaselineText { findings: entries.len(), text: Baseline::text(entries) }
    }
}

/// A baseline as it is to be written.
#[derive(Clone, Debug)]
pub struct BaselineText {
    /// How many findings it knows.
    pub findings: usize,
    /// The file.
    pub text: String,
}

/// Tells whether a baseline may hold a finding: what the check could not do is never known, and what is undecided is no finding
/// unless somebody raises its rule to one.
fn may_be_known(finding: &Finding) -> bool {
    host_rules::may_be_ignored(finding) && (finding.undecided.is_none() || finding.severity > Severity::Info)
}

/// A part of an entry that may be left out of a comparison.
type Part = fn(&KnownFinding) -> Option<&str>;

const NONE: Part = |_| None;
const FILE: Part = |entry| Some(&entry.file);
const PLACE: Part = |entry| Some(&entry.place);
const ELEMENT: Part = |entry| entry.element.as_deref();

/// Findings and entries that have no partner yet.
struct Pairing<'f, 'b> {
    /// The findings, each with the entry that it would be.
    open: Vec<(&'b KnownFinding, &'f mut Arc<Finding>)>,
    left: Vec<&'b KnownFinding>,
}

impl Pairing<'_, '_> {
    /// Pairs what has the same parts, besides rule, item and departments, one after the other in the order of both lists.
    fn by(&mut self, parts: [Part; 3], is_meant: impl Fn(&KnownFinding) -> bool) {
        let mut waiting: HashMap<_, VecDeque<usize>> = HashMap::new();
        for (index, entry) in self.left.iter().enumerate().filter(|(_, entry)| is_meant(entry)) {
            waiting.entry(key(entry, parts)).or_default().push_back(index);
        }
        let mut taken = HashSet::new();
        let mut open = Vec::new();
        for (entry, finding) in std::mem::take(&mut self.open) {
            let partner = waiting.get_mut(&key(entry, parts)).and_then(VecDeque::pop_front);
            match partner {
                Some(index) => {
                    taken.insert(index);
                    Arc::make_mut(finding).known = true;
                }
                None => open.push((entry, finding)),
            }
        }
        self.open = open;
        let mut index = 0..;
        self.left.retain(|_| !index.next().is_some_and(|index| taken.contains(&index)));
    }
}

/// Returns what an entry is compared by.
fn key(entry: &KnownFinding, parts: [Part; 3]) -> [Option<&str>; 7] {
    let about = [Some(&*entry.rule), entry.item.as_deref(), entry.from.as_deref(), entry.to.as_deref()];
    let [rule, item, from, to] = about;
    let [first, second, third] = parts.map(|part| part(entry));
    [rule, item, from, to, first, second, third]
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use handoff_machine::MemorySystem;

    use super::*;
    use crate::config::ConfigFile;
    use crate::host_rules::example;

    /// Each finding as `file element name item`; the digits of those that are known, and the elements of those that are stale.
    #[track_caller]
    fn check(before: &[&str], now: &[&str], expected: (&str, &[&str])) {
        let list = |lines: &[&str]| -> Vec<Arc<Finding>> {
            let lines = lines.iter().enumerate();
            lines.map(|(index, line)| Arc::new(example(line, &format!("{index}{line}")))).collect()
        };
        let system = MemorySystem::default().file("a", "").file("b", "");
        let mut baseline = Baseline::new(Path::new("baseline.toml"), &system);
        let files: BTreeSet<&str> = now.iter().filter_map(|line| line.split(' ').next()).collect();
        let written = BaselineMatch::mark(&mut list(before), &baseline, &files).text(&[]).text;
        baseline.read(&ConfigFile::new("baseline.toml", written)).unwrap();
        let mut findings = list(now);
        let matched = BaselineMatch::mark(&mut findings, &baseline, &files);
        let known: String = findings.iter().map(|one| if one.known { 'x' } else { '.' }).collect();
        let stale = matched.stale(&baseline, &files, &system);
        let stale: Vec<&str> = stale.iter().filter_map(|entry| entry.element.as_deref()).collect();
        assert_eq!((known.as_str(), &stale[..]), expected, "{before:?} {now:?}");
        let again = matched.text(&matched.stale(&baseline, &files, &system)).text;
        baseline.read(&ConfigFile::new("baseline.toml", again)).unwrap();
        let matched = BaselineMatch::mark(&mut list(now), &baseline, &files);
        assert!(matched.stale(&baseline, &files, &system).is_empty(), "{before:?} {now:?}");
    }

    #[test]
    fn what_was_there_is_known_in_any_order() {
        check(&["a t1 Ship Order", "a t2 Pack Order"], &["a t2 Pack Order", "a t1 Ship Order"], ("xx", &[]));
        check(&["a t1 Ship Order"], &["a t1 Ship Order", "a t2 Pack Order"], ("x.", &[]));
        check(&["a t1 Ship Order"], &["a t1 Ship Price"], (".", &["t1"]));
    }

    #[test]
    fn names_stand_for_new_ids_and_ids_for_new_names() {
        check(&["a t1 Ship Order", "a t2 Pack Order"], &["a t2 Ship Order", "a t1 Pack Order"], ("xx", &[]));
        check(&["a t1 Ship Order", "a t2 Pack Order"], &["a t2 Ship Order"], ("x", &["t2"]));
        check(&["a t1 Ship Order"], &["a t1 Send Order"], ("x", &[]));
    }

    #[test]
    fn each_entry_stands_for_one_finding() {
        check(&["a t1 Ship Order"], &["a t2 Ship Order", "a t3 Ship Order"], ("x.", &[]));
        check(&["a t1 Ship Order", "a t2 Ship Order"], &["a t3 Ship Order"], ("x", &["t2"]));
    }

    #[test]
    fn a_file_may_have_another_path_only_where_its_own_is_gone() {
        check(&["gone t1 Ship Order"], &["a t1 Ship Order"], ("x", &[]));
        check(&["a t1 Ship Order"], &["a t2 Pack Order", "b t1 Ship Order"], ("..", &["t1"]));
        // Nobody has looked at it.
        check(&["b t1 Ship Order"], &["a t2 Pack Order"], (".", &[]));
        check(&["gone t1 Ship Order"], &["a t2 Pack Order"], (".", &["t1"]));
    }
}
