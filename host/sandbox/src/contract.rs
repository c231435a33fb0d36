//! The versions of the plugin contract that this host speaks.
//!
//! The newest version's types are the house's own: [`view`](crate::view) and [`validate`](crate::validate) are written in
//! them, and an older version converts to them in its own file.

pub(crate) mod bytes;
pub(crate) mod lists;
pub(crate) mod lower;
pub(crate) mod v1;
pub(crate) mod written;

pub(crate) use v1::types as wire;

use crate::text::bounded;

/// The package of the contract.
const PACKAGE: &str = "handoff:plugin/";

/// A version of the contract, with all patches of its series: a patch only adds, so that a plugin built for an older one
/// runs on every later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum Contract {
    /// Version 0.1 of the contract.
    V1,
}

/// A plugin built for a contract that this host does not speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is built for contract {found}, this handoff speaks {}: {remedy}", Contract::NEWEST.version())]
pub struct UnsupportedContract {
    /// The version of the contract that the plugin was built for.
    pub found: String,
    /// What to upgrade: the plugin or `handoff`.
    pub remedy: &'static str,
}

impl Contract {
    /// The newest version.
    pub const NEWEST: Self = Self::V1;

    /// Returns the newest patch that this host speaks, as written in `handoff.wit`.
    pub fn version(self) -> &'static str {
        match self {
            Self::V1 => "0.1.0",
        }
    }

    /// Finds the version that these imports and exports speak; `None` where none belongs to the contract.
    pub(crate) fn of<'a>(
        names: impl IntoIterator<Item = &'a String>,
    ) -> Result<Option<Self>, UnsupportedContract> {
        let mut contract = None;
        for (_, found) in names.into_iter().filter_map(|name| parts(name)) {
            let newest = Self::V1.version();
            if !covers(newest, found) {
                return Err(unsupported(found, newest));
            }
            contract = Some(Self::V1);
        }
        Ok(contract)
    }

    /// Tells whether a plugin of this version may import an interface.
    pub(crate) fn offers(self, import: &str) -> bool {
        ["types", "model", "log"].iter().any(|interface| self.names(import, interface))
    }

    /// Tells whether an import is of the contract's package, in whatever version.
    pub(crate) fn claims(import: &str) -> bool {
        import.starts_with(PACKAGE)
    }

    /// Tells whether a component writes one of its interfaces like this, in any patch.
    pub(crate) fn names(self, name: &str, interface: &str) -> bool {
        parts(name).is_some_and(|(found, version)| found == interface && covers(self.version(), version))
    }

    /// Returns the name of one of its interfaces, as components of the newest patch write it.
    pub fn name(self, interface: &str) -> String {
        format!("{PACKAGE}{interface}@{}", self.version())
    }
}

/// Splits the name of an interface of the contract from its version; `None` for anything else.
fn parts(name: &str) -> Option<(&str, &str)> {
    let interface = name.strip_prefix(PACKAGE)?;
    Some(interface.split_once('@').unwrap_or((interface, "")))
}

/// Reads a released version.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let numbers: Option<Vec<u32>> = version.split('.').map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

/// Tells whether a host that speaks one patch runs plugins of another: of the same series, and not newer.
///
/// Before 1.0 the second number names the series, as everywhere in the component model.
fn covers(spoken: &str, found: &str) -> bool {
    match (numbers(spoken), numbers(found)) {
        (Some([major, minor, patch]), Some([m, n, p])) => (major, minor) == (m, n) && p <= patch,
        _ => false,
    }
}

/// Says which side is behind.
fn unsupported(found: &str, newest: &str) -> UnsupportedContract {
    let remedy = match (numbers(found), numbers(newest)) {
        (None, _) => "build the plugin from a released contract",
        (found, newest) if found > newest => "upgrade handoff",
        _ => "rebuild the plugin with the current SDK",
    };
    let found = if found.is_empty() { "without a version" } else { found };
    UnsupportedContract { found: bounded(found.to_owned()), remedy }
}

#[cfg(test)]
mod tests;
