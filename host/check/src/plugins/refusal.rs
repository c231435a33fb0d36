//! Why a plugin may not run, and what is said about it.

use handoff_finding::PluginIdentity;
use handoff_landscape::Origin;
use handoff_machine::ReadError;
use handoff_sandbox::LoadError;

use super::{ComponentSource, Lock, LockError, Pin};
use crate::config::Config;

/// Why a plugin may not run, with the plugin as the subject: "it …".
#[derive(Debug, thiserror::Error)]
pub enum RefusalCause {
    /// Nobody has allowed it.
    NotPinned,
    /// It is not what was allowed.
    Changed {
        /// The digest in the lock.
        pinned: String,
        /// The digest of what is there.
        found: String,
    },
    /// The lock says of it what is not so.
    Misdescribed,
    /// Nothing is known to be pinned.
    Lock(LockError),
    /// Its folder is empty.
    NoComponent,
    /// It cannot be read.
    Unread(ReadError),
    /// Its path has characters that no line of a lock can hold.
    UnplainPath,
    /// Its signature cannot be read.
    Unsigned {
        /// Why.
        problem: ReadError,
        /// Who could have signed it.
        names: Vec<String>,
    },
    /// An archive holds no signature of it.
    SentUnsigned {
        /// Who could have signed it.
        names: Vec<String>,
    },
    /// What lies in the place of its signature is none.
    NoSignature,
    /// Its signature is not by those, or not of these bytes.
    Forged {
        /// Who could have signed it.
        names: Vec<String>,
    },
    /// The sandbox does not take it.
    Load(#[from] LoadError),
    /// Another plugin has its name.
    NameTaken {
        /// The name that both claim.
        name: String,
        /// Who has it.
        by: NameOwner,
    },
    /// A rule is of a family that only the built-in plugin may have rules in.
    FamilyTaken(String),
    /// A rule is of a family that the configuration gives to others.
    FamilyOwned {
        /// What stands before `/` in the id of the rule.
        family: String,
        /// The ids of the plugins that may have rules of it.
        owners: Vec<String>,
    },
    /// Another plugin has a rule of the same id.
    RuleTaken {
        /// The id that both claim, `family/name`.
        rule: String,
        /// Who has it.
        by: NameOwner,
    },
    /// Another plugin says of the same rule that it is gone, and settings of it can go over to one only.
    RetiredTaken {
        /// The id of the rule that is gone, `family/name`.
        rule: String,
        /// Who says so too.
        by: NameOwner,
    },
}

impl RefusalCause {
    /// Tells whether nothing is wrong but that nobody has allowed it as it is.
    pub(crate) fn is_doubt(&self) -> bool {
        matches!(self, Self::NotPinned | Self::Changed { .. } | Self::Misdescribed | Self::Lock(_))
    }
}

/// Who has a name or a rule that another plugin claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameOwner {
    /// The program itself.
    Program,
    /// The built-in plugin.
    BuiltIn,
    /// A plugin of the configuration, by its path there.
    Plugin(String),
}

/// Shortens a digest to what people compare.
pub fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// A plugin that may not run.
#[derive(Debug)]
pub struct RefusedPlugin {
    /// The entry of the configuration, by its place there.
    pub entry: usize,
    /// Its path as configured.
    pub source: String,
    /// Where it is configured.
    pub origin: Origin,
    /// Why.
    pub cause: RefusalCause,
    /// Its pin, which tells what it was when it was allowed.
    pub pin: Option<Pin>,
}

impl RefusedPlugin {
    /// Refuses a plugin; the lock, if it can be read, tells what is known about it.
    pub fn new(located: &ComponentSource, config: &Config, lock: Option<&Lock>, cause: RefusalCause) -> Self {
        let path = config.plugins.get(located.entry).map(|plugin| &plugin.path);
        Self {
            entry: located.entry,
            source: located.source.clone(),
            origin: path.map(|path| path.source.origin(path.span.start)).unwrap_or_default(),
            cause,
            pin: lock.and_then(|lock| lock.pin(&located.source)).cloned(),
        }
    }

    /// Returns its name and version for reports; without a pin it is named by its path.
    pub fn id(&self) -> PluginIdentity {
        let (name, version) =
            self.pin.as_ref().map_or((self.source.as_str(), ""), |pin| (&pin.name, &pin.version));
        PluginIdentity { name: name.into(), version: version.into(), digest: "".into() }
    }

    /// Lists its rules and those that it had, as far as its pin tells.
    pub fn rules(&self) -> Option<impl Iterator<Item = &str>> {
        self.pin.as_ref().map(|pin| pin.rules.keys().chain(pin.retired.keys()).map(String::as_str))
    }
}
