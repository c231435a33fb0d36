//! Finds the rule that a failure is to be blamed on.
//!
//! One call runs all rules that are switched on. Where neither the failure nor the plugin names the guilty one, the
//! host calls again with one rule at a time; this happens after failures only, within a bound of its own.

use std::sync::Arc;

use handoff_landscape::Landscape;

use crate::failure::{CallFailure, FailureCause, Phase};
use crate::host::Host;
use crate::limits;
use crate::plugin::Plugin;
use crate::select::Selection;

/// Who is to blame for a failure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blame {
    /// The plugin: none of its rules had its turn yet.
    Plugin,
    /// These rules: each fails in this way alone, or is named by the failure.
    Rules(Vec<Arc<str>>),
    /// So many rules together: none of them fails in this way alone.
    Together(usize),
    /// One of so many rules; it was not found out which.
    OneOf(usize),
}

impl Blame {
    /// Tells who is to blame where no call has to be made for that.
    pub fn plain(selection: &Selection, failure: &CallFailure) -> Option<Self> {
        let rules: Vec<Arc<str>> = selection.rules().map(Arc::from).collect();
        if failure.phase == Phase::Start {
            return Some(Self::Plugin);
        }
        if let Some(rule) = named(&failure.cause, &rules) {
            return Some(Self::Rules(vec![rule]));
        }
        is_time(failure).then_some(Self::OneOf(rules.len()))
    }
}

fn is_time(failure: &CallFailure) -> bool {
    matches!(failure.cause, FailureCause::Time { .. })
}

impl Host {
    /// Finds who is to blame for the failure of a call.
    ///
    /// The answer depends on nothing but plugin, rules and unit. A call that the clock stopped is not tried again.
    pub fn blame(
        &self,
        plugin: &Plugin,
        selection: &Selection,
        landscape: &Arc<Landscape>,
        index: usize,
        failure: &CallFailure,
    ) -> Blame {
        if let Some(plain) = Blame::plain(selection, failure) {
            return plain;
        }
        let rules: Vec<Arc<str>> = selection.rules().map(Arc::from).collect();
        let (mut guilty, mut spent) = (Vec::new(), 0_u64);
        for rule in &rules {
            let call = self.call(plugin, &selection.only(rule), landscape, index);
            match &call.failure {
                Some(alone) if is_time(alone) => return Blame::OneOf(rules.len()),
                Some(alone) if alone.cause.name() == failure.cause.name() => guilty.push(Arc::clone(rule)),
                _ => {}
            }
            spent = spent.saturating_add(call.usage.fuel.used);
            if spent > call.usage.fuel.limit.saturating_mul(limits::BLAME_CALLS) {
                return Blame::OneOf(rules.len());
            }
        }
        if guilty.is_empty() { Blame::Together(rules.len()) } else { Blame::Rules(guilty) }
    }
}

/// Returns the one rule that a failure names, or the only one there is.
fn named(cause: &FailureCause, rules: &[Arc<str>]) -> Option<Arc<str>> {
    let text = match cause {
        FailureCause::RejectedFinding { rule, .. } => rule,
        FailureCause::Panic(text) | FailureCause::CheckError(text) | FailureCause::OptionsRefused(text) => {
            text
        }
        _ => "",
    };
    let words: Vec<&str> = text.split(|c: char| !(c.is_ascii_alphanumeric() || "/-".contains(c))).collect();
    let mut found = rules.iter().filter(|rule| rules.len() == 1 || words.contains(&&***rule));
    let first = found.next()?;
    found.next().is_none().then(|| Arc::clone(first))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{FailureCause, named};

    #[track_caller]
    fn check(text: &str, rules: &[&str], expected: Option<&str>) {
        let rules: Vec<Arc<str>> = rules.iter().map(|rule| (*rule).into()).collect();
        assert_eq!(named(&FailureCause::Panic(text.into()), &rules).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_message_names_one_rule_or_none() {
        let rules = ["a/late", "a/late-input"];
        check("in `a/late-input`: no step 7", &rules, Some("a/late-input"));
        check("rule a/late: no step 7", &rules, Some("a/late"));
        check("a/late and a/late-input", &rules, None);
        check("no step 7", &rules, None);
        check("no step 7", &rules[..1], Some("a/late"));
        check("a/other", &rules, None);
    }
}
