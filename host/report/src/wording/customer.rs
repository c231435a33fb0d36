//! Who is taken for the customer, and why, in words.

use crate::customer::Customer;
use crate::escape::name;
use crate::texts::ReportTexts;

/// How many of those who are taken for the customer are named.
const NAMED: usize = 3;

/// Says why somebody is taken for the customer, where neither the configuration nor the name does; `None` where nobody
/// is in that way.
pub(crate) fn customers(customers: &[Customer], words: &ReportTexts) -> Option<String> {
    let guessed: Vec<&Customer> = customers.iter().filter(|customer| !customer.is_plain()).collect();
    let mut said: Vec<String> = guessed.iter().take(NAMED).map(|one| customer(one, words)).collect();
    let rest = guessed.len().saturating_sub(NAMED);
    said.extend((rest > 0).then(|| (words.more_customers)(rest)));
    (!said.is_empty()).then(|| said.join(" "))
}

/// Says why somebody is taken for the customer.
fn customer(one: &Customer, words: &ReportTexts) -> String {
    let shown = name(&one.department);
    let first = shown.split_whitespace().next().unwrap_or_default().trim_end_matches([',', ':', ';']);
    (words.taken_for_the_customer)(&words.quoted(&shown), one.why, &words.quoted(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use handoff_landscape::unit::CustomerReason;
    use handoff_model::Language;

    fn said(language: Language, all: &[(&str, CustomerReason)]) -> Option<String> {
        let customers: Vec<Customer> =
            all.iter().map(|(name, why)| Customer { department: (*name).into(), why: *why }).collect();
        super::customers(&customers, ReportTexts::of(language))
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
