//! What is wrong with a finding that is not believed.

/// What is wrong with a finding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// The plugin does not describe the rule.
    #[error("the plugin describes no such rule")]
    UnknownRule,
    /// The rule is not switched on.
    #[error("the rule is switched off")]
    RuleOff,
    /// A key that is not in the catalogue.
    #[error("its catalogue has no message {0:?}")]
    UnknownMessage(String),
    /// A placeholder without an argument.
    #[error("its message needs the argument `{0}`")]
    MissingArgument(String),
    /// A plural of what is neither a number nor a list.
    #[error("its message counts `{0}`, which is no number and no list")]
    NotCounted(String),
    /// A number that was not handed out.
    #[error("{0} names what it was not shown")]
    NotShown(String),
    /// There is more of something than one finding can have.
    #[error("it has too many or too long {what}: {found}, of {limit} allowed")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How much there is of it.
        found: usize,
        /// How much there may be.
        limit: usize,
    },
    /// Two steps of the witness do not follow each other.
    #[error("its witness jumps from `{from}` to `{to}`, where no flow leads")]
    BrokenWitness {
        /// The id of a step.
        from: String,
        /// The id of the step named after it.
        to: String,
    },
    /// A state without its item.
    #[error("it names a state without an item")]
    StateAlone,
}
