//! What was asked for and does not exist or does not go together.

use std::path::PathBuf;

use handoff_check::plugins::{LockError, Pin, RefusalCause, RefusedPlugin};
use handoff_live::page::ServeError;
use handoff_machine::WatchError;
use handoff_model::{AccessRefusal, Language, Refusal};
use handoff_sandbox::{CallFailure, CompileError, EncodeError, LoadError, RecordingError, ReplayError};

use crate::harness::case_error::CaseError;

/// Why a command cannot do what it was asked for. Names and paths stand in it as they were typed.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Language::English))]
pub(crate) enum UsageError {
    /// Standard input has a name and is not read.
    UnreadStdin,
    /// Standard input cannot be watched.
    WatchedStdin,
    /// Standard input cannot be compared: it has one state only.
    ComparedStdin,
    /// A file cannot be read.
    Unread(PathBuf, AccessRefusal),
    /// An output would be written over what is read.
    OutputIsInput(PathBuf),
    /// An output lies in the repository, and is a link out of it or to nothing.
    OutputLinkedAway(PathBuf),
    /// Two outputs go to the same file; `None` for standard output.
    TwoFormats(Option<PathBuf>),
    /// There is no such rule; the rule that is most like it.
    UnknownRule(String, Option<String>),
    /// No plugin of this id runs; the plugin that is most like it.
    UnknownPlugin(String, Option<String>),
    /// There is no such command; the command that is most like it.
    UnknownCommand(String, Option<String>),
    /// What is asked for belongs to a plugin that was refused.
    RefusedPlugin(Box<RefusedPlugin>),
    /// A plugin that was refused cannot be saved.
    UnsavedPlugin(Box<RefusedPlugin>),
    /// The state before is a path, and the state after a revision.
    PathBeforeRevision(PathBuf, String),
    /// There is only one state to compare.
    OnePath(PathBuf),
    /// A word is a path and a revision.
    PathAndRevision(String),
    /// The page cannot be served.
    Serve(ServeError),
    /// There is no configuration, so that there is no plugin to pin.
    NothingToPin,
    /// A version of a plugin would take the place of a newer one, and nobody has said why.
    OlderPlugin {
        /// What the plugin calls itself.
        name: String,
        /// The version that is pinned.
        pinned: String,
        /// The older one.
        found: String,
    },
    /// The machine gives programs less address space than one call reserves, in bytes.
    AddressSpace {
        /// What it gives.
        found: u64,
        /// What a run on one thread needs.
        needed: u64,
    },
    /// There is no folder in which anything of compiled plugins could be kept.
    NoCache,
    /// There is no configuration that could name plugins.
    NoConfiguration,
    /// The configuration names no plugin.
    NoPlugin,
    /// A component or a recording of its calls cannot be used.
    Component(ComponentError),
    /// An archive of plugins is refused, so that nothing was written.
    Archive(PathBuf, Box<ArchiveError>),
    /// No component came of a package.
    Build(Box<BuildError>),
    /// No package can be written for a new rule.
    Package(PackageError),
    /// Cases cannot be tested, or calls not measured.
    Harness(Box<HarnessError>),
    /// A finding cannot be left out.
    Ignore(IgnoreError),
    /// Nobody says which baseline is meant.
    NoBaseline,
    /// The baseline is not written, since something was not checked.
    IncompleteBaseline,
}

/// Why a finding cannot be left out.
#[derive(Debug)]
pub(crate) enum IgnoreError {
    /// It is not said why.
    NoReason,
    /// This is no day of the calendar.
    NoDate(String),
    /// This day is over.
    Over(String),
    /// No finding has this fingerprint.
    NoFinding(String),
    /// The finding of this fingerprint is left out already.
    Ignored(String),
    /// Several findings have fingerprints that begin so.
    Several(String),
    /// The finding of this fingerprint is about the check itself.
    AboutTheCheck(String),
    /// The configuration is no text.
    NotUtf8(PathBuf),
    /// These lines cannot stand at the end of the configuration.
    NoRoom(PathBuf, String),
}

impl UsageError {
    /// Refuses an older version in the place of a newer one where nobody says why.
    pub(crate) fn older(pin: &Pin, was: &Pin) -> Self {
        let (name, pinned, found) = (pin.name.clone(), was.version.clone(), pin.version.clone());
        Self::OlderPlugin { name, pinned, found }
    }
}

/// Why the cases of a plugin cannot be tested, or its calls not measured.
#[derive(Debug)]
pub(crate) enum HarnessError {
    /// No case has this in its page, heading or title.
    NoMatch(String),
    /// The component at this path has no cases.
    NoCases(PathBuf),
    /// No rule is written in the configuration.
    NoWrittenRules,
    /// Pages are wrong, each line with what to do.
    Faults(Vec<CaseError>),
    /// Pages cannot be watched.
    Unwatched(WatchError),
    /// A page, or a folder of pages, cannot be read.
    UnreadPage(PathBuf, AccessRefusal),
    /// A page is no text.
    NoText(PathBuf),
    /// The page of this name lies within the component, and cannot be written.
    PageInside(String),
    /// The machine gives no random numbers, in its words.
    NoRandomNumbers(String),
    /// No rule has anything to look at.
    NothingToMeasure,
    /// Exports cannot come over standard input.
    StandardInput,
    /// An export is not read.
    Export(String, Box<Refusal>),
    /// The plugin failed when it was measured; the name of the call, where it was one.
    Failed(Option<String>, Box<CallFailure>),
    /// A call of this name cost something else when it was made again.
    Undetermined(String),
    /// A file is no baseline.
    Baseline(PathBuf, BaselineError),
}

/// Why a file is no baseline.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum BaselineError {
    /// It cannot be read.
    Unread(AccessRefusal),
    /// It is no JSON of a baseline, in the words of what reads it.
    Unreadable(String),
    /// It has this format, and not the other.
    Format(String, &'static str),
}

/// Why no package can be written for a new rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PackageError {
    /// What shall be the id of the rule is none.
    Id(String, RuleIdProblem),
    /// The rules of this family come with the program.
    TakenFamily(String),
    /// A file of the package is there already.
    Occupied(PathBuf),
    /// There is no registry of packages for C.
    Unpublished,
    /// A template of the program is broken; its name.
    Template(String),
}

/// What is wrong with the id of a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RuleIdProblem {
    /// It has no `/`.
    NoSlash,
    /// It has more characters than this.
    TooLong(usize),
    /// A part of it is not written in kebab case.
    NotKebab,
    /// A part of it is a word that some programming language keeps for itself.
    Reserved(String),
}

/// Why no component came of a package.
#[derive(Debug)]
pub(crate) enum BuildError {
    /// A file cannot be read.
    Unread(PathBuf, AccessRefusal),
    /// A folder holds nothing to build.
    NoPackage(PathBuf),
    /// The manifest does not say what is needed.
    Manifest(PathBuf, ManifestError),
    /// A module shall be encoded, but not over itself.
    NoOut,
    /// Tools are missing, at least one.
    Missing(Vec<MissingTool>),
    /// A tool does not start: its name, and why.
    Unstarted(String, std::io::Error),
    /// A tool failed, and has said why.
    Failed {
        /// Its name.
        program: String,
        /// What it ended with; `None` where it was stopped.
        code: Option<i32>,
        /// What it wrote to standard output.
        output: String,
    },
    /// What was compiled, and would have been written here, is no plugin.
    Encode(PathBuf, EncodeError),
}

/// What is wrong with the manifest of a package.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ManifestError {
    /// It cannot be read, in the words of what reads it.
    Unreadable(String),
    /// It has no `name`; the table of TOML where one belongs.
    NoName(Option<&'static str>),
    /// It is a `Makefile` without a line that says the name.
    NoNameLine,
    /// This cannot be the name of a component.
    BadName(String),
    /// The package is a library of Rust that makes no component.
    NoComponent,
}

/// Something that a build needs and that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MissingTool {
    /// `cargo`.
    Cargo,
    /// What Rust needs to compile for WebAssembly; the name of the target.
    RustTarget(&'static str),
    /// `node`.
    Node,
    /// What the package says that it needs of npm.
    NodeModules,
    /// `typescript`.
    Typescript,
    /// `componentize-py`.
    ComponentizePy,
    /// `make`.
    Make,
    /// A compiler of C for WebAssembly.
    CCompiler,
}

/// Why a component, or a recording of its calls, cannot be used.
#[derive(Debug)]
pub(crate) enum ComponentError {
    /// A folder holds no component.
    NoComponent(PathBuf),
    /// A folder holds several components.
    SeveralComponents(PathBuf),
    /// A component has more bytes than any may have: how many MiB that is.
    TooLarge(PathBuf, usize),
    /// A component does not load.
    Unloaded(PathBuf, Box<LoadError>),
    /// A file is no plugin, for each of these reasons.
    NoPluginFile(PathBuf, Vec<CompileError>),
    /// A file is no recording.
    NoRecording(PathBuf, RecordingError),
    /// A call cannot be made again.
    NoReplay(ReplayError),
    /// The plugin that was recorded is not among those of the configuration: its name, version and digest.
    UnknownRecorded(String),
}

/// Why an archive of plugins is refused. Names, paths and digests are those of the archive: untrusted text.
#[derive(Debug)]
pub(crate) enum ArchiveError {
    /// It is no archive, or a broken one, in the words of the library that reads it.
    Unreadable(String),
    /// Its bytes are broken, in the words of the same.
    Broken(String),
    /// It has so many entries, of so many allowed.
    Entries(usize, usize),
    /// Two entries have one name.
    Twins,
    /// An entry is something that no archive of ours has.
    Foreign(String, ForeignEntry),
    /// An entry has more bytes than this.
    TooLarge(String, usize),
    /// All entries together have more bytes than this.
    AllTooLarge(usize),
    /// A component is not what its name says: that, and its digest.
    Changed(String, String),
    /// The lock is missing.
    NoLock,
    /// The lock is no text.
    NoText,
    /// A plugin is pinned and not there.
    Unheld(String),
    /// A plugin is none that would be loaded.
    NoPlugin(String, Box<LoadError>),
    /// A plugin is not what its pin says.
    Misdescribed(String),
    /// A plugin belongs where the configuration may not look.
    Outside(String),
    /// Something with this digest is not pinned.
    Unpinned(String),
    /// A plugin may not run here.
    Refused(String, Box<RefusalCause>),
    /// A plugin is pinned here with another digest.
    OtherDigest(String),
    /// Something else lies where a plugin belongs.
    Occupied(String),
    /// The configuration does not name a plugin.
    Unnamed(String),
    /// Its pins do not go together with those that are here.
    Clash(LockError),
}

/// What an entry of an archive is that belongs into none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForeignEntry {
    /// It is encrypted.
    Encrypted,
    /// It is a link.
    Link,
    /// It is no file.
    NoFile,
    /// Its name is none of ours.
    Name,
}

impl From<HarnessError> for UsageError {
    fn from(error: HarnessError) -> Self {
        Self::Harness(Box::new(error))
    }
}

impl From<BuildError> for UsageError {
    fn from(error: BuildError) -> Self {
        Self::Build(Box::new(error))
    }
}

impl From<PackageError> for UsageError {
    fn from(error: PackageError) -> Self {
        Self::Package(error)
    }
}

impl From<ComponentError> for UsageError {
    fn from(error: ComponentError) -> Self {
        Self::Component(error)
    }
}
