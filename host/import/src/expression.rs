//! The free variables of expressions and scripts: what they read and write.

/// The language of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// FEEL: DMN and Camunda 8, with or without the leading `=`.
    Feel,
    /// The unified expression language of Java: Camunda 7, Flowable, Activiti. `${...}` and `#{...}` in text.
    Juel,
    /// Java, MVEL, JavaScript, Groovy snippets.
    Script,
}

/// Lists the root names that an expression reads, in order of first appearance, without repeats.
pub(crate) fn reads(_text: &str, _language: Language) -> Vec<String> {
    Vec::new()
}

/// Lists the variables that a script sets, in order of first appearance, without repeats.
pub(crate) fn writes(_text: &str) -> Vec<String> {
    Vec::new()
}
