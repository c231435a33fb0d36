//! What was asked for and does not exist or does not go together.

use std::path::PathBuf;

use handoff_check::plugins::{LockError, RefusalCause, RefusedPlugin};
use handoff_live::page::ServeError;
use handoff_model::{AccessRefusal, Language};
use handoff_sandbox::{CompileError, LoadError, RecordingError, ReplayError};

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

impl From<ComponentError> for UsageError {
    fn from(error: ComponentError) -> Self {
        Self::Component(error)
    }
}
