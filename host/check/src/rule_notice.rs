//! What whoever keeps the configuration should know about the life of a rule. The texts, the rulebook and the check all know it.

use handoff_landscape::Origin;

/// Something about the life of a rule that whoever keeps the configuration should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleNotice {
    /// A rule that runs is on its way out.
    Deprecated {
        /// The id of the rule.
        rule: String,
        /// The version of its plugin from which on it is.
        since: String,
        /// Why, in whole sentences. Untrusted text.
        reason: String,
        /// The id of the rule that does its work now.
        next: Option<String>,
    },
    /// The configuration names a rule that is gone, and what it says holds for another.
    Replaced {
        /// The id that is named.
        rule: String,
        /// The id of the rule that does its work now.
        next: String,
        /// Where it is named first.
        origin: Origin,
    },
    /// The configuration names a rule that is gone, and what it says does nothing.
    Gone {
        /// The id that is named.
        rule: String,
        /// The version of the plugin from which on it is gone.
        since: String,
        /// Why, in whole sentences. Untrusted text.
        reason: String,
        /// The id of a rule of another plugin that does its work.
        next: Option<String>,
        /// Where it is named first.
        origin: Origin,
    },
}
