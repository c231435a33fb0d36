//! What `handoff plugin …` says, one file a language beside those of the other commands.

use handoff_finding::Severity;
use handoff_sandbox::{ComponentStats, Profile, RecordedOutcome};

use crate::commands::plugin::new::package::StepPurpose;
use crate::harness::case_error::CaseErrorKind;
use crate::harness::case_run::{CaseVerdict, PluginViolation};
use crate::harness::remark::{PinStatus, Remark};
use crate::usage::{BuildError, HarnessError, PackageError};

/// Everything that the verbs of `handoff plugin` say in one language. Names from plugins come in as they are: whoever prints
/// a text makes it harmless.
pub(crate) struct PluginTexts {
    /// What is wrong with a case, and what to do, as two clauses.
    pub(crate) case: fn(&CaseErrorKind) -> (String, String),
    /// What there is to remark about a plugin, as one clause.
    pub(crate) remark: fn(&Remark) -> String,
    /// Before a remark that keeps a plugin from being pinned, and before one that does not.
    pub(crate) problem: &'static str,
    pub(crate) advice: &'static str,
    /// Whether a file is ready to pin, by the number of its problems.
    pub(crate) verdict: fn(&str, usize) -> String,
    /// Why no component came of a package, as one clause.
    pub(crate) unbuilt: fn(&BuildError) -> String,
    /// Why no package can be written, as one clause.
    pub(crate) no_package: fn(&PackageError) -> String,
    /// How many plugins were saved, the archive, its bytes and its digest.
    pub(crate) saved: fn(usize, &str, usize, &str) -> String,
    /// The source of a plugin that was left out of what was loaded.
    pub(crate) left_out: fn(&str) -> String,
    /// How many plugins were loaded, and the lock.
    pub(crate) loaded: fn(usize, &str) -> String,
    pub(crate) pin: &'static PinTexts,
    pub(crate) inspect: &'static InspectTexts,
    pub(crate) build: &'static BuildTexts,
    pub(crate) new: &'static NewTexts,
    pub(crate) replay: &'static ReplayTexts,
    /// Why cases cannot be tested or calls not measured, as one clause.
    pub(crate) no_harness: fn(&HarnessError) -> String,
    pub(crate) test: &'static TestTexts,
    pub(crate) bench: &'static BenchTexts,
}

/// What `handoff plugin test` says.
pub(crate) struct TestTexts {
    /// How a case ended, with a capital.
    pub(crate) verdict: fn(CaseVerdict) -> &'static str,
    pub(crate) updated: &'static str,
    /// Before the line of a case, and before a function in which the plugin stopped.
    pub(crate) line: &'static str,
    pub(crate) frame: &'static str,
    /// What the plugin did that no rule may do, as one clause.
    pub(crate) violation: fn(&PluginViolation) -> String,
    /// Before what would make a plugin better.
    pub(crate) note: &'static str,
    /// The rule that lacks a case in which it finds something, and one in which it finds nothing.
    pub(crate) no_wrong_case: fn(&str) -> String,
    pub(crate) no_right_case: fn(&str) -> String,
    /// The page that the component holds otherwise.
    pub(crate) outdated_page: fn(&str) -> String,
    /// The page into which what was found is written.
    pub(crate) updated_page: fn(&str) -> String,
    /// How many views were written, and the folder.
    pub(crate) views: fn(usize, &str) -> String,
    /// A view of which there is no case any more.
    pub(crate) stale_view: fn(&str) -> String,
    /// How many cases there were, how many ended in which way, how many were updated, and the seed.
    pub(crate) summary: fn(usize, &[(CaseVerdict, usize)], usize, u64) -> String,
    pub(crate) waiting: &'static str,
    /// What is tested of the plugin as a whole, for build servers.
    pub(crate) whole: &'static str,
}

/// What `handoff plugin bench` says.
pub(crate) struct BenchTexts {
    pub(crate) head: [&'static str; 9],
    /// How many calls of which plugin, how often each, and what an instance alone takes: half of the times, and nearly always.
    pub(crate) summary: fn(usize, &str, u32, [String; 2]) -> String,
    /// The baseline was written.
    pub(crate) written: fn(&str) -> String,
    /// A call that the baseline does not have, and one that is no more.
    pub(crate) new: fn(&str) -> String,
    pub(crate) gone: fn(&str) -> String,
    pub(crate) grown: [&'static str; 4],
    /// The baseline that allows less.
    pub(crate) too_much: fn(&str) -> String,
}

/// What `handoff plugin pin` says beside what is different.
pub(crate) struct PinTexts {
    /// What was compiled is not kept.
    pub(crate) unkept: &'static str,
    /// The lock that was not written.
    pub(crate) unwritten: fn(&str) -> String,
    /// The source of a plugin, and how many problems it has, which were told just before.
    pub(crate) problems: fn(&str, usize) -> String,
    /// How many plugins are pinned in which lock: as before, and now.
    pub(crate) unchanged: fn(usize, &str) -> String,
    pub(crate) pinned: fn(usize, &str) -> String,
    /// The lock that does not say what would be pinned.
    pub(crate) outdated: fn(&str) -> String,
}

/// What `handoff plugin inspect` says.
pub(crate) struct InspectTexts {
    pub(crate) names: LineNames,
    /// How many bytes it has, of how many allowed.
    pub(crate) size: fn(usize, usize) -> String,
    pub(crate) pin: fn(&PinStatus) -> String,
    /// The worst that its findings may be.
    pub(crate) cap: fn(Severity) -> String,
    /// What its imports are good for.
    pub(crate) reads_model: &'static str,
    pub(crate) writes_log: &'static str,
    pub(crate) no_power: &'static str,
    pub(crate) no_other_power: &'static str,
    /// The name of its profile, and what that allows.
    pub(crate) profile: fn(Profile) -> String,
    /// What it is made of.
    pub(crate) holds: fn(&ComponentStats) -> String,
    pub(crate) readable_traces: &'static str,
    pub(crate) numbered_traces: &'static str,
    /// Nobody asked it what it holds.
    pub(crate) not_run: &'static str,
    /// Behind the certainty of a rule.
    pub(crate) off: &'static str,
    pub(crate) deprecated: &'static str,
    /// Since when a rule is gone, why, and the rule that does its work.
    pub(crate) retired: fn(&str, &str, Option<&str>) -> String,
}

/// What the lines about a component begin with, at most twelve letters each.
pub(crate) struct LineNames {
    pub(crate) size: &'static str,
    pub(crate) pinned: &'static str,
    pub(crate) reported: &'static str,
    pub(crate) contract: &'static str,
    pub(crate) powers: &'static str,
    pub(crate) import: &'static str,
    pub(crate) profile: &'static str,
    pub(crate) holds: &'static str,
    pub(crate) names: &'static str,
    pub(crate) plugin: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) link: &'static str,
    pub(crate) preset: &'static str,
}

/// What `handoff plugin build` says when it has made a component.
pub(crate) struct BuildTexts {
    /// The file, its bytes, and how many of a hundred allowed that is.
    pub(crate) built: fn(&str, usize, usize) -> String,
    /// The sha256.
    pub(crate) digest: fn(&str) -> String,
    /// The version of the contract, and the name of the profile.
    pub(crate) contract: fn(&str, &str) -> String,
    /// The interfaces that it imports.
    pub(crate) powers: fn(&str) -> String,
    pub(crate) next: &'static str,
}

/// What `handoff plugin new` says when it has written a package.
pub(crate) struct NewTexts {
    /// The folder, the number of its files, and the id of the rule.
    pub(crate) written: fn(&str, usize, &str) -> String,
    pub(crate) next: &'static str,
    pub(crate) step: fn(StepPurpose) -> String,
}

/// What `handoff plugin replay` says; the names of its lines have at most nine letters.
pub(crate) struct ReplayTexts {
    pub(crate) plugin: &'static str,
    /// The id and the version of what was recorded.
    pub(crate) other_build: fn(&str, &str) -> String,
    pub(crate) unit: &'static str,
    pub(crate) recorded: &'static str,
    pub(crate) now: &'static str,
    pub(crate) same: &'static str,
    pub(crate) differs: &'static str,
    pub(crate) fuel: &'static str,
    /// The fuel that was used now, and in the call that was recorded.
    pub(crate) fuel_before: fn(u64, u64) -> String,
    pub(crate) finding: &'static str,
    /// How a call ended.
    pub(crate) outcome: fn(&RecordedOutcome) -> String,
}
