//! Why a plugin may not run, and what is said about it.

use handoff_finding::PluginIdentity;
use handoff_landscape::Origin;
use handoff_machine::ReadError;
use handoff_sandbox::LoadError;

use super::{ComponentSource, Lock, Pin};
use crate::config::Config;

/// Why a plugin may not run, with the plugin as the subject: "it …".
#[derive(Debug, thiserror::Error)]
pub enum RefusalCause {
    /// Nobody has allowed it.
    #[error("is not pinned")]
    NotPinned,
    /// It is not what was allowed.
    #[error("has changed since it was pinned: its sha256 is {} and was {}", short(found), short(pinned))]
    Changed {
        /// The digest in the lock.
        pinned: String,
        /// The digest of what is there.
        found: String,
    },
    /// The lock says of it what is not so.
    #[error("is not what its pin says, though its digest is right")]
    Misdescribed,
    /// Nothing is known to be pinned.
    #[error("is not known to be pinned: {0}")]
    Lock(String),
    /// Its folder is empty.
    #[error("is a folder without a component: no `*.wasm` lies right in it")]
    NoComponent,
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unread(ReadError),
    /// Its signature cannot be read.
    #[error("is not known to be signed by {}: its signature cannot be read: {problem}", names.join(" or "))]
    Unsigned {
        /// Why.
        problem: ReadError,
        /// Who could have signed it.
        names: Vec<String>,
    },
    /// An archive holds no signature of it.
    #[error("came without the signature of {} that the configuration asks for", names.join(" or "))]
    SentUnsigned {
        /// Who could have signed it.
        names: Vec<String>,
    },
    /// What lies in the place of its signature is none.
    #[error("has a `.minisig` beside it that is no signature of minisign")]
    NoSignature,
    /// Its signature is not by those, or not of these bytes.
    #[error("does not bear a right signature of {}: somebody else signed it, or it was changed", names.join(" or "))]
    Forged {
        /// Who could have signed it.
        names: Vec<String>,
    },
    /// The sandbox does not take it.
    #[error("{0}")]
    Load(#[from] LoadError),
    /// Another plugin has its name.
    #[error("calls itself `{name}` as {by} does")]
    NameTaken {
        /// The name that both claim.
        name: String,
        /// The other plugin, as users know it.
        by: String,
    },
    /// Another plugin has a rule of the same id.
    #[error("holds a rule `{rule}` as {by} does")]
    RuleTaken {
        /// The id that both claim, `family/name`.
        rule: String,
        /// The other plugin, as users know it.
        by: String,
    },
}

impl RefusalCause {
    /// Says what to do about it, as a sentence.
    pub fn remedy(&self) -> String {
        match self {
            Self::NotPinned => {
                "Look at it with `handoff plugin inspect`, then allow it with `handoff plugin pin`.".to_owned()
            }
            Self::Changed { .. } => {
                "Find out who changed it; `handoff plugin pin` shows what is new and allows it.".to_owned()
            }
            Self::Misdescribed => {
                "Somebody edited the lock, or this version of handoff sees it otherwise; `handoff plugin pin` shows \
                 the differences and writes it anew."
                    .to_owned()
            }
            Self::Lock(_) => "Then run `handoff plugin pin`, which says what has changed.".to_owned(),
            Self::NoComponent => {
                "Build or fetch it, mend the path in the configuration, then run `handoff plugin pin`.".to_owned()
            }
            Self::Unread(problem) => {
                format!("Fetch it or {}; a new one has to be pinned with `handoff plugin pin`.", problem.remedy())
            }
            Self::Unsigned { .. } | Self::NoSignature => {
                "Put the signature, named as the plugin with `.minisig` behind it, beside the plugin; whoever keeps \
                 the plugin makes it with `minisign -S -m PLUGIN`."
                    .to_owned()
            }
            Self::SentUnsigned { .. } => {
                "Put the signature, named as the plugin with `.minisig` behind it, beside the plugin where the archive \
                 is made, and run `handoff plugin save` again there."
                    .to_owned()
            }
            Self::Forged { .. } => {
                "Do not run it before you know where it comes from. Fetch plugin and signature anew, or name the new \
                 key in `[keys]`; then run `handoff plugin pin`."
                    .to_owned()
            }
            Self::Load(_) => {
                "Ask whoever keeps it for one that loads, and run `handoff plugin pin`; `handoff plugin check` says \
                 more."
                    .to_owned()
            }
            Self::NameTaken { .. } | Self::RuleTaken { .. } => {
                "Remove one of the two from the configuration, or have one renamed.".to_owned()
            }
        }
    }
}

/// Says in one line that a plugin runs without being pinned, and why it would not run else.
pub fn unpinned(source: &str, doubt: impl std::fmt::Display) -> String {
    format!("UNPINNED: {source} runs, although it {doubt}; `handoff plugin pin` allows it")
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

    /// Lists its rules, as far as its pin tells.
    pub fn rules(&self) -> Option<impl Iterator<Item = &str>> {
        self.pin.as_ref().map(|pin| pin.rules.iter().map(String::as_str))
    }

    /// Says in one sentence who was refused, and why.
    pub fn message(&self) -> String {
        let name = self.pin.as_ref().map(|pin| format!("{} ({})", pin.name, self.source));
        format!("The plugin {} was refused: it {}.", name.as_ref().unwrap_or(&self.source), self.cause)
    }
}
