//! Who is taken for the customer, and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_landscape::Landscape;
use handoff_landscape::unit::CustomerReason;
use handoff_model::Id;

use crate::escape::name;
use crate::texts::ReportTexts;

/// How many of those who are taken for the customer are named.
const NAMED: usize = 3;

/// A department that is taken for the customer, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The name of the department that is taken for the customer.
    pub department: Arc<str>,
    /// What makes it the customer.
    pub why: CustomerReason,
}

impl Customer {
    /// Returns the name of the reason in JSON.
    pub(crate) fn reason(&self) -> &'static str {
        match self.why {
            CustomerReason::Configuration => "configuration",
            CustomerReason::Name => "name",
            CustomerReason::Beginning => "beginning",
            CustomerReason::Pool => "pool",
            CustomerReason::Starter => "starter",
        }
    }

    /// Tells whether the reason goes without saying: the configuration or the name says who it is.
    fn is_plain(&self) -> bool {
        matches!(self.why, CustomerReason::Configuration | CustomerReason::Name)
    }

    /// Says why, as a sentence.
    fn sentence(&self, words: &ReportTexts) -> String {
        let shown = name(&self.department);
        let first = shown.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ':', ';']);
        (words.taken_for_the_customer)(&words.quoted(&shown), self.why, &words.quoted(first))
    }
}

/// Lists who is taken for the customer in a landscape, by name, each once for each reason.
pub(crate) fn customers(landscape: &Landscape) -> Vec<Customer> {
    let mut seen = BTreeMap::new();
    for unit in &landscape.units {
        for customer in &unit.customers {
            let department = unit.departments.get(customer.department.index());
            seen.extend(department.map(|row| ((row.name.as_str(), customer.reason as u8), customer.reason)));
        }
    }
    seen.into_iter().map(|((department, _), why)| Customer { department: department.into(), why }).collect()
}

/// Says why somebody is taken for the customer, where neither the configuration nor the name does; `None` where nobody
/// is in that way.
pub(crate) fn remark(customers: &[Customer], words: &ReportTexts) -> Option<String> {
    let guessed: Vec<&Customer> = customers.iter().filter(|customer| !customer.is_plain()).collect();
    let mut said: Vec<String> = guessed.iter().take(NAMED).map(|one| one.sentence(words)).collect();
    let rest = guessed.len().saturating_sub(NAMED);
    said.extend((rest > 0).then(|| (words.more_customers)(rest)));
    (!said.is_empty()).then(|| said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use handoff_model::Language;

    fn said(language: Language, all: &[(&str, CustomerReason)]) -> Option<String> {
        let customers: Vec<Customer> =
            all.iter().map(|(name, why)| Customer { department: (*name).into(), why: *why }).collect();
        remark(&customers, ReportTexts::of(language))
    }

    #[test]
    fn reasons_that_the_drawing_does_not_show_are_said() {
        let guest = ("Guest food consumption", CustomerReason::Beginning);
        assert_eq!(
            said(Language::English, &[("Customer", CustomerReason::Name), guest]).unwrap(),
            "“Guest food consumption” is taken for the customer: its name begins with “Guest”."
        );
        assert_eq!(
            said(Language::German, &[guest]).unwrap(),
            "„Guest food consumption“ gilt als Kunde: Der Name beginnt mit „Guest“."
        );
        assert_eq!(
            said(Language::English, &[("Branch", CustomerReason::Starter)]).unwrap(),
            "“Branch” is taken for the customer: it begins the case and gets an answer."
        );
        assert_eq!(
            said(Language::German, &[("Kasse", CustomerReason::Pool)]).unwrap(),
            "„Kasse“ gilt als Kunde: Die Lane liegt in einem Pool des Kunden."
        );
    }

    #[test]
    fn what_the_configuration_or_the_name_says_goes_without_saying() {
        assert_eq!(
            said(
                Language::English,
                &[("Customer", CustomerReason::Name), ("Buyer", CustomerReason::Configuration)]
            ),
            None
        );
    }

    #[test]
    fn of_many_the_first_are_named() {
        let all = ["Client A", "Client B", "Client C", "Client D", "Client E"]
            .map(|name| (name, CustomerReason::Beginning));
        let said = said(Language::English, &all).unwrap();
        assert!(said.contains("“Client C”") && !said.contains("“Client D”"), "{said}");
        assert!(
            said.ends_with(" 2 more are taken for customers; `--format json` lists all with the reason."),
            "{said}"
        );
    }
}
