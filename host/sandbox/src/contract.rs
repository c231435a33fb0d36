//! The versions of the plugin contract that this host speaks.
//!
//! The newest version's types are the house's own: [`view`](crate::view) and [`validate`](crate::validate) are written in
//! them, and an older version converts to them in its own files.

pub(crate) mod bytes;
pub(crate) mod linked;
pub(crate) mod lists;
pub(crate) mod lower;
pub(crate) mod places;
pub(crate) mod v1;
pub(crate) mod v2;
pub(crate) mod written;

pub(crate) use v2::types as wire;

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
    /// Version 0.2 of the contract.
    V2,
}

/// A plugin built for a contract that this host does not speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub struct UnsupportedContract {
    /// The versions of the contract that the plugin was built for; none where it names the contract without one.
    pub found: Vec<String>,
    /// What to do about it.
    pub remedy: ContractRemedy,
}

/// What to do about a plugin that is built for another contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ContractRemedy {
    /// Build it for one version, not for several.
    BuildForOne,
    /// Build it from a contract that was released.
    BuildFromRelease,
    /// Upgrade `handoff`.
    UpgradeHost,
    /// Build it with the current SDK.
    Rebuild,
}

impl Contract {
    /// Every version, the oldest first.
    pub const ALL: [Self; 2] = [Self::V1, Self::V2];
    /// The newest version.
    pub const NEWEST: Self = Self::V2;

    /// Returns the newest patch that this host speaks, as written in `handoff.wit`.
    pub fn version(self) -> &'static str {
        match self {
            Self::V1 => "0.1.0",
            Self::V2 => "0.2.0",
        }
    }

    /// Finds the version that these imports and exports speak; `None` where none belongs to the contract.
    pub(crate) fn of<'a>(
        names: impl IntoIterator<Item = &'a String>,
    ) -> Result<Option<Self>, UnsupportedContract> {
        let mut spoken = None;
        for (_, found) in names.into_iter().filter_map(|name| parts(name)) {
            let contract = Self::ALL.into_iter().find(|contract| covers(contract.version(), found));
            let contract = contract.ok_or_else(|| unsupported(found, Self::ALL.map(Self::version)))?;
            if spoken.is_some_and(|spoken| spoken != contract) {
                let found = Self::ALL.map(|contract| contract.version().to_owned()).into();
                return Err(UnsupportedContract { found, remedy: ContractRemedy::BuildForOne });
            }
            spoken = Some(contract);
        }
        Ok(spoken)
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

/// Says which side is behind: the host, where the plugin is newer than what is spoken of its series, or than all of it.
fn unsupported<const N: usize>(found: &str, spoken: [&str; N]) -> UnsupportedContract {
    let remedy = match numbers(found) {
        None => ContractRemedy::BuildFromRelease,
        Some(version) => {
            let spoken = spoken.into_iter().filter_map(numbers);
            let series = spoken.clone().find(|spoken| spoken[..2] == version[..2]);
            match series.or(spoken.max()) {
                Some(spoken) if version > spoken => ContractRemedy::UpgradeHost,
                _ => ContractRemedy::Rebuild,
            }
        }
    };
    let found = Some(found).filter(|found| !found.is_empty());
    UnsupportedContract { found: found.map(|found| bounded(found.to_owned())).into_iter().collect(), remedy }
}

#[cfg(test)]
mod tests;
