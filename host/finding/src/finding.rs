//! A finding as every output shows it.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::Fix;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth mending.
    Warning,
    /// A fault.
    Error,
}

impl Severity {
    /// Returns the name used in configuration and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// A matter of good practice.
    Advice,
    /// Rests on wording or inference.
    Likely,
    /// Follows from declared facts.
    Certain,
}

impl Certainty {
    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// What the name of a place is made of, which decides how a sentence quotes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Naming {
    /// By its label: it stands in quotation marks.
    #[default]
    Label,
    /// By what is around it, since it has no label: the name is part of the sentence.
    Around,
    /// Likewise; it only begins or steers the flow, so that a path loses nothing without it.
    Sign,
}

/// A named place in a file: a step, a flow, or an entry of a configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as shown to the user.
    pub file: Arc<str>,
    /// The line, from 1; 0 where the file has none.
    pub line: u32,
    /// The column, from 1; 0 where the file has none.
    pub column: u32,
    /// The id of the element, where it has one.
    pub element: Option<Arc<str>>,
    /// What a person calls it: its label, else what its neighbours tell of it, in the language of the run.
    pub name: String,
    /// What `name` is: a label, or words of ours.
    pub naming: Naming,
}

/// Whether a gap gets to the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It gets there on every path to an end.
    Certain,
    /// It gets there on some paths, not on all.
    Possible,
    /// Repaired before, or never gets there.
    None,
    /// No customer can be recognised.
    Unknown,
}

impl Verdict {
    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }

    /// Tells whether the customer would, or might, notice.
    pub fn reaches(self) -> bool {
        matches!(self, Self::Certain | Self::Possible)
    }
}

/// How a gap travels on to the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whether the gap gets to the customer.
    pub verdict: Verdict,
    /// The first touchpoint on the path.
    pub touchpoint: Option<Place>,
    /// The path, from the step with the gap to the touchpoint.
    pub path: Vec<Place>,
    /// A step that repairs the gap on the way.
    pub repaired_by: Option<Place>,
}

/// What nobody can tell from the exports: no gap, and no health either.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MissingDeclaration {
    /// What would have to be declared to tell it, as one sentence without a full stop, in the language of the run:
    /// findings with the same sentence wait for the same source. Untrusted text.
    pub declare: String,
}

/// The plugin that said it; the host itself has a name too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginIdentity {
    /// The id that the plugin describes itself by; `handoff` for the host itself.
    pub name: Arc<str>,
    /// The version that the plugin states of itself.
    pub version: Arc<str>,
    /// The sha256 of its component, in hex; empty for the host itself.
    pub digest: Arc<str>,
}

/// What a rule says about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the rule, `family/name`.
    pub rule: Arc<str>,
    /// How bad, after the configuration and the reach have had their say.
    pub severity: Severity,
    /// How sure: what the finding says, else its rule; never more than likely where it rests on a guess.
    pub certainty: Certainty,
    /// One sentence: what is wrong. Untrusted text: renderers escape it.
    pub message: String,
    /// What to do about it, in one sentence; `None` where the rule knows nothing. Untrusted text.
    pub help: Option<String>,
    /// The step, flow or entry it points at.
    pub place: Place,
    /// The department concerned: the owner of the place, else the receiver.
    pub department: Option<Arc<str>>,
    /// The item, with its state, like `Order [approved]`.
    pub item: Option<String>,
    /// The department that gives or should; `None` where the finding is about no passage of work.
    pub from: Option<Arc<str>>,
    /// The department that receives or should; `None` likewise.
    pub to: Option<Arc<str>>,
    /// Whether the customer would notice; `None` where the question makes no sense.
    pub reach: Option<Reach>,
    /// What is open, where nobody can tell whether there is a gap at all.
    pub undecided: Option<MissingDeclaration>,
    /// A path that shows the fault.
    pub witness: Vec<Place>,
    /// Other places that belong to it.
    pub related: Vec<Place>,
    /// Changes that would mend it, the best first.
    pub fixes: Vec<Fix>,
    /// What it comes from, for nobody to read: findings of one rule in one file with the same cause are one finding with
    /// several places. Empty where it stands for itself.
    pub cause: String,
    /// A baseline holds it: it was there before, and fails nothing.
    pub known: bool,
    /// Survives edits that do not touch the fault: see [`crate::fingerprint()`].
    pub fingerprint: String,
    /// The plugin whose rule found it.
    pub plugin: PluginIdentity,
}

/// Makes 16 hex digits out of the parts that identify a finding: its rule, file, element, item, giver and receiver.
///
/// Line, column and wording are left out on purpose: moving or rewording does not make a finding new. The same
/// parts met again in one run are told apart by `occurrence`, counted from 0 in report order.
pub fn fingerprint(parts: &[&str], occurrence: usize) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    digest.update((occurrence as u64).to_le_bytes());
    let head = digest.finalize().into_iter().take(8).fold(0_u64, |head, byte| head << 8 | u64::from(byte));
    format!("{head:016x}")
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(fingerprint(&["ab", "c"], 0), fingerprint(&["a", "bc"], 0));
        assert_ne!(fingerprint(&["ab"], 0), fingerprint(&["ab"], 1));
        assert_eq!(fingerprint(&["ab"], 0).len(), 16);
    }
}
