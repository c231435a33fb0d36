//! The id of a first rule, and the names that are made from it.

use std::fmt;

use handoff_sandbox::limits;

use crate::usage::{PackageError, RuleIdProblem};

/// Words that one of the languages keeps for itself: they cannot name a module, a package or a function.
const RESERVED: &str = " \
    abstract alloc and as assert async auto await become bool box break case catch char class const continue core crate \
    debugger def default del delete do double dyn elif else enum except export extern false final finally float fn for \
    from function gen global goto if impl import in inline int interface is lambda let long loop macro main match mod \
    move mut new none nonlocal not null or override package pass priv proc-macro protected pub public raise ref register \
    restrict return self short signed sizeof static std struct super switch test this throw trait true try type typedef \
    typeof union unsafe unsized use var virtual void volatile where while with yield ";

/// `family/fault`, both in kebab case.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RuleId {
    /// Whose rules they are; the package is named for it.
    pub(super) family: String,
    /// What the rule finds.
    pub(super) fault: String,
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.family, self.fault)
    }
}

impl RuleId {
    /// Reads an id.
    pub(super) fn parse(id: &str) -> Result<Self, PackageError> {
        let wrong = |problem| PackageError::Id(id.to_owned(), problem);
        let (family, fault) = id.split_once('/').ok_or_else(|| wrong(RuleIdProblem::NoSlash))?;
        if id.len() > limits::NAME {
            return Err(wrong(RuleIdProblem::TooLong(limits::NAME)));
        }
        for name in [family, fault] {
            if !is_kebab(name) {
                return Err(wrong(RuleIdProblem::NotKebab));
            }
            if RESERVED.contains(&format!(" {name} ")) {
                return Err(wrong(RuleIdProblem::Reserved(name.to_owned())));
            }
        }
        Ok(Self { family: family.to_owned(), fault: fault.to_owned() })
    }

    /// Writes the fault as JavaScript names values.
    fn camel(&self) -> String {
        let (first, rest) = self.fault.split_once('-').unwrap_or((&self.fault, ""));
        [first.to_owned()].into_iter().chain(rest.split('-').map(capital)).collect()
    }

    /// Lists the placeholders of a template that are made from the id.
    pub(super) fn words(&self) -> Vec<(&'static str, String)> {
        let snake = |name: &str| name.replace('-', "_");
        vec![
            ("id", self.to_string()),
            ("family", self.family.clone()),
            ("fault", self.fault.clone()),
            ("family_snake", snake(&self.family)),
            ("fault_snake", snake(&self.fault)),
            ("Fault", self.fault.split('-').map(capital).collect()),
            ("title", capital(&self.fault.replace('-', " "))),
            ("fault_camel", self.camel()),
        ]
    }
}

/// Tells whether a name is one or more words, the first of which begins with a letter.
fn is_kebab(name: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_word)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usage::UsageError;

    fn check(id: &str, expected: &str) {
        let found = RuleId::parse(id)
            .map_or_else(|error| UsageError::from(error).to_string(), |id| id.words()[5].1.clone());
        assert!(found.contains(expected), "{id}: {found}");
    }

    #[test]
    fn an_id_is_two_names_in_kebab_case() {
        check("acme/fax", "Fax");
        check("acme-2/order-by-fax4", "OrderByFax4");
        check("acme", "no `/`");
        for wrong in
            ["/fax", "acme/", "acme/fax/out", "Acme/fax", "acme/-fax", "acme/fax-", "acme/a--b", "4me/fax"]
        {
            check(wrong, "words of a-z");
        }
        check("acme/größe", "words of a-z");
        check(&format!("acme/{}", "x".repeat(60)), "more than 64");
    }

    #[test]
    fn a_value_in_javascript_begins_small() {
        for (id, camel) in [("acme/fax", "fax"), ("acme/order-by-fax", "orderByFax")] {
            assert_eq!(RuleId::parse(id).unwrap().words().pop(), Some(("fault_camel", camel.to_owned())));
        }
    }

    #[test]
    fn a_name_must_be_one_in_every_language() {
        for word in ["acme/loop", "acme/import", "acme/register", "core/fax", "proc-macro/fax"] {
            check(word, "means something else");
        }
        check("acme/loops", "Loops");
    }
}
