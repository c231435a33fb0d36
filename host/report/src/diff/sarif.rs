//! The new state as SARIF 2.1.0, each result with what became of it since the old state; what is gone is there too.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use handoff_finding::Finding;
use handoff_model::Language;

use super::Diff;
use crate::RulePage;
use crate::change::{ChangeEntry, ChangeSubject, Edit, UncomparedCause};
use crate::sarif::{self, ResultBaseline};

/// Writes the report of the new state as [`crate::sarif::write`] does, with `baselineState` in each result, and below
/// the findings of the old state that are gone. `rules` are those that could have been run. What is not compared, since
/// its file could be read in one state only, has no `baselineState`.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, rules: &[RulePage<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut changed: HashMap<&str, Vec<(&Finding, &ChangeEntry)>> = HashMap::new();
    let mut absent = Vec::new();
    for entry in &diff.change.entries {
        let ChangeSubject::Finding(edit, _) = &entry.subject else { continue };
        match edit {
            Edit::New(new) | Edit::Changed { new, .. } => {
                changed.entry(&new.fingerprint).or_default().push((new, entry));
            }
            Edit::Gone(old) => absent.push((&**old, since("absent", entry, diff.language))),
        }
    }
    let unread = diff.change.uncompared.iter().filter_map(|file| match file.cause {
        UncomparedCause::UnreadBefore => Some(diff.before.below_root(&file.path)),
        UncomparedCause::UnreadNow => Some(diff.after.below_root(&file.path)),
        UncomparedCause::JudgesAsNow => None,
    });
    let unread: HashSet<&str> = unread.collect();
    let since = |finding: &Finding| {
        let entry = changed.get(&*finding.fingerprint).into_iter().flatten();
        let entry = entry.copied().find(|(one, _)| *one == finding).map(|(_, entry)| entry);
        match entry.map(|entry| (entry, &entry.subject)) {
            Some((entry, ChangeSubject::Finding(Edit::New(_), _))) => {
                Some(since("new", entry, diff.language))
            }
            Some((entry, _)) => Some(since("updated", entry, diff.language)),
            None if unread.contains(diff.after.below_root(&finding.place.file)) => None,
            None => Some(ResultBaseline { state: "unchanged", change: None }),
        }
    };
    sarif::write_since(diff.after.report, rules, diff.language, (&since, &absent), out)
}

fn since(state: &'static str, entry: &ChangeEntry, language: Language) -> ResultBaseline {
    ResultBaseline { state, change: Some((entry.effect.name(), entry.sentence(language))) }
}
