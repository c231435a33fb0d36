//! What several outputs say in the same words, and how each medium lays it out is its own business.

mod account;
mod finding;

pub(crate) use self::account::{
    at, causes, declaration, failed, figures, hint, known, plugin_name, refused, refused_at, remarks, split,
    surely, unchecked, verdict,
};
pub(crate) use self::finding::{
    customer_line, in_sentences, position, quoted, reason_place, repair, routes, rule, shown_steps, subject,
};

/// Begins a clause as a sentence begins.
pub(crate) fn capital(clause: &str) -> String {
    let mut characters = clause.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Groups digits by three.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
