//! A handle on one element of an export, and what people call it.

use super::namespace::Ns;
use crate::xml;

/// A handle on one element of an export.
pub(super) type Element<'d> = xml::Node<'d, Ns>;

/// Returns the name of an element, white space folded; empty where there is none.
pub(super) fn name(node: Element<'_>) -> String {
    node.attribute("name").or_else(|| shown(node)).map(fold).unwrap_or_default()
}

/// Returns the name of data that people see: tools keep it beside an inner one.
pub(super) fn visible(node: Element<'_>) -> Option<&str> {
    shown(node).or_else(|| node.attribute("name"))
}

/// Returns the name that a tool shows. What jBPM calls so is the kind of work, not the step.
fn shown(node: Element<'_>) -> Option<&str> {
    ["displayName", "visibleName"]
        .into_iter()
        .find_map(|name| node.attribute_of(|space| space != Ns::Drools, name))
}

/// Folds white space, line breaks of drawn labels included.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}
