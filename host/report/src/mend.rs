//! Where to begin: which few changes close most of the gaps.
//!
//! A gap is mended where somebody provides the item. So gaps of one item in one file that lack it from the same department are closed
//! together; what is more than that is not known, and not said.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_finding::Finding;

/// Most changes that are named: more is a list of its own.
const MOST: usize = 3;
/// The fewest gaps of which it is worth saying.
const LEAST_GAPS: usize = 6;

/// One change, and how many gaps it closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The file in which it is to be made.
    pub file: Arc<str>,
    /// The item that is to be provided, with its state.
    pub item: String,
    /// The department that is to provide it; `None` where nobody is drawn who could.
    pub from: Option<Arc<str>>,
    /// How many gaps that closes, each counted at each of its places; at least 2.
    pub closes: usize,
}

/// The changes with which to begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MendPlan {
    /// The changes, that first which closes most; empty where no few changes close at least half of all.
    pub mends: Vec<Mend>,
    /// How many gaps there are, each counted at each of its places.
    pub gaps: usize,
}

impl MendPlan {
    /// Finds the changes that close most of the gaps that no baseline knows.
    pub(crate) fn of(findings: &[Arc<Finding>]) -> Self {
        let mut mends: BTreeMap<_, usize> = BTreeMap::new();
        let is_open = |finding: &&Arc<Finding>| finding.undecided.is_none() && !finding.known;
        for finding in findings.iter().filter(is_open) {
            // What reach is told of, and an item, is a need that is not met.
            if let (Some(item), Some(_)) = (&finding.item, &finding.reach) {
                *mends.entry((&finding.place.file, item, &finding.from)).or_default() += 1;
            }
        }
        let gaps = mends.values().sum();
        let mut sorted: Vec<_> = mends.into_iter().filter(|(_, closes)| *closes > 1).collect();
        sorted.sort_by_key(|(_, closes)| Reverse(*closes));
        sorted.truncate(MOST);
        let closed: usize = sorted.iter().map(|(_, closes)| closes).sum();
        if gaps < LEAST_GAPS || closed * 2 < gaps {
            sorted.clear();
        }
        let mends = sorted.into_iter().map(|((file, item, from), closes)| Mend {
            file: Arc::clone(file),
            item: item.clone(),
            from: from.clone(),
            closes,
        });
        Self { mends: mends.collect(), gaps }
    }

    /// Counts the gaps that these changes close.
    pub(crate) fn closes(&self) -> usize {
        self.mends.iter().map(|mend| mend.closes).sum()
    }
}

#[cfg(test)]
mod tests {
    use handoff_finding::{Certainty, Place, PluginIdentity, Reach, Severity, Verdict};

    use super::*;

    fn gap(item: &str, from: &str, known: bool) -> Arc<Finding> {
        let plugin = PluginIdentity { name: "data".into(), version: "1".into(), digest: "".into() };
        Arc::new(Finding {
            rule: "data/late-input".into(),
            severity: Severity::Error,
            certainty: Certainty::Certain,
            message: String::new(),
            help: None,
            place: Place { file: "a.bpmn".into(), ..Place::default() },
            department: None,
            item: Some(item.to_owned()),
            from: Some(from).filter(|from| !from.is_empty()).map(Into::into),
            to: None,
            reach: Some(Reach { verdict: Verdict::None, touchpoint: None, path: vec![], repaired_by: None }),
            undecided: None,
            witness: vec![],
            related: vec![],
            fixes: vec![],
            cause: String::new(),
            known,
            fingerprint: String::new(),
            plugin,
        })
    }

    /// Each gap as a letter for its item, in capitals where Sales is to give it; expected are the changes, and of how many.
    #[track_caller]
    fn check(gaps: &str, expected: (&[(&str, usize)], usize)) {
        let gap = |letter: char| {
            let item = letter.to_lowercase().to_string();
            gap(&item, if letter.is_uppercase() { "Sales" } else { "" }, letter == '-')
        };
        let plan = MendPlan::of(&gaps.chars().map(gap).collect::<Vec<_>>());
        let mends: Vec<_> = plan.mends.iter().map(|mend| (mend.item.as_str(), mend.closes)).collect();
        assert_eq!((&mends[..], plan.gaps), expected, "{gaps}");
    }

    #[test]
    fn few_changes_that_close_most_are_named() {
        check("AAAAbbbc", (&[("a", 4), ("b", 3)], 8));
        check("AAAabbbcc", (&[("a", 3), ("b", 3), ("c", 2)], 9));
    }

    #[test]
    fn nothing_is_said_where_it_would_help_nobody() {
        check("", (&[], 0));
        check("AAbb", (&[], 4));
        check("abcdefgh", (&[], 8));
        check("AAbcdefghi", (&[], 10));
        check("------AA", (&[], 2));
    }
}
