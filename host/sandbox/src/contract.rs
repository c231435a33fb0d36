//! The versions of the plugin contract that this host speaks.
//!
//! The newest version's types are the house's own: [`view`](crate::view) and [`lift`](crate::lift) are written in
//! them, and an older version converts to them in its own file.

pub(crate) mod lower;
pub(crate) mod v1;

pub(crate) use v1::types as wire;

/// The package of the contract.
const PACKAGE: &str = "handoff:plugin/";

/// A version of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub enum Contract {
    /// 0.1.0.
    V1,
}

/// A plugin built for a contract that this host does not speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is built for contract {found}, this handoff speaks {}: {remedy}", Contract::NEWEST.version())]
pub struct Unsupported {
    /// The version in the plugin.
    pub found: String,
    /// Which side to upgrade.
    pub remedy: &'static str,
}

impl Contract {
    /// The newest version.
    pub const NEWEST: Self = Self::V1;

    /// Returns the version as written in `handoff.wit`.
    pub fn version(self) -> &'static str {
        match self {
            Self::V1 => "0.1.0",
        }
    }

    /// Finds the version that these imports and exports speak; `None` where none belongs to the contract.
    pub(crate) fn of<'a>(names: impl IntoIterator<Item = &'a String>) -> Result<Option<Self>, Unsupported> {
        let mut contract = None;
        for name in names {
            let Some(interface) = name.strip_prefix(PACKAGE) else { continue };
            let found = interface.split_once('@').map_or("", |(_, version)| version);
            if found != Self::V1.version() {
                return Err(unsupported(found));
            }
            contract = Some(Self::V1);
        }
        Ok(contract)
    }

    /// Tells whether a plugin of this version may import an interface.
    pub(crate) fn offers(self, import: &str) -> bool {
        ["types", "model", "log"].iter().any(|interface| import == self.name(interface))
    }

    /// Returns the name of one of its interfaces, as components write it.
    pub(crate) fn name(self, interface: &str) -> String {
        format!("{PACKAGE}{interface}@{}", self.version())
    }
}

/// Says which side is behind.
fn unsupported(found: &str) -> Unsupported {
    let order = |version: &str| version.split('.').map(str::parse::<u32>).collect::<Result<Vec<_>, _>>();
    let remedy = match (order(found), order(Contract::NEWEST.version())) {
        (Ok(found), Ok(newest)) if found > newest => "upgrade handoff",
        (Ok(_), _) => "rebuild the plugin with the current SDK",
        (Err(_), _) => "build the plugin from a released contract",
    };
    Unsupported { found: if found.is_empty() { "without a version".into() } else { found.into() }, remedy }
}

#[cfg(test)]
mod tests {
    use super::{Contract, Unsupported};

    fn check(names: &[&str], expected: Result<Option<Contract>, &str>) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let found = Contract::of(&names).map_err(|Unsupported { remedy, .. }| remedy);
        assert_eq!(found, expected, "{names:?}");
    }

    #[test]
    fn the_error_says_which_side_to_upgrade() {
        check(&["wasi:cli/run@0.2.0", "handoff:plugin/log@0.1.0"], Ok(Some(Contract::V1)));
        check(&["wasi:cli/run@0.2.0"], Ok(None));
        check(&["handoff:plugin/rules@0.1.1"], Err("upgrade handoff"));
        check(&["handoff:plugin/rules@1.0.0"], Err("upgrade handoff"));
        check(&["handoff:plugin/rules@0.0.9"], Err("rebuild the plugin with the current SDK"));
        check(&["handoff:plugin/rules"], Err("build the plugin from a released contract"));
        check(&["handoff:plugin/rules@new"], Err("build the plugin from a released contract"));
    }

    #[test]
    fn only_the_contract_is_offered() {
        assert!(Contract::V1.offers("handoff:plugin/model@0.1.0"));
        assert!(!Contract::V1.offers("handoff:plugin/rules@0.1.0"));
        assert!(!Contract::V1.offers("wasi:cli/environment@0.2.0"));
    }
}
