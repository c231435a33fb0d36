//! What is wrong with a finding that is not believed.

/// What is wrong with a finding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Rejection {
    /// The plugin does not describe the rule.
    UnknownRule,
    /// The rule is not switched on.
    RuleOff,
    /// A key that is not in the catalogue.
    UnknownMessage(String),
    /// A placeholder without an argument.
    MissingArgument(String),
    /// A placeholder with two arguments that differ.
    ContradictingArguments(String),
    /// A plural of what is neither a number nor a list.
    NotCounted(String),
    /// A number that was not handed out.
    NotShown(FindingPart),
    /// There is more of something than one finding can have.
    TooMany {
        /// What there is too much of.
        what: FindingContent,
        /// How much there is of it.
        found: usize,
        /// How much there may be.
        limit: usize,
    },
    /// Two steps of the witness do not follow each other.
    BrokenWitness {
        /// The id of a step.
        from: String,
        /// The id of the step named after it.
        to: String,
    },
    /// A state without its item.
    StateAlone,
}

/// A part of a finding that names something of the unit by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingPart {
    /// The place at which it stands.
    Place,
    /// The item that it is about, or the state of that.
    Item,
    /// The department that gives.
    Giver,
    /// The department that receives.
    Receiver,
    /// The path that shows it.
    Witness,
    /// One of the places that belong to it.
    Related,
    /// The step from which its reach is computed.
    ReachStart,
    /// The path to the customer.
    Reach,
    /// One of the changes that it offers.
    Fix,
    /// The argument of this name, which its texts may hold.
    Argument(String),
}

/// What a finding can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingContent {
    /// Arguments of its texts.
    Arguments,
    /// Places that belong to it.
    Related,
    /// Steps of the path that shows it.
    Witness,
    /// Bytes of one argument.
    TextBytes,
    /// Entries of one argument.
    ListEntries,
    /// Changes that it offers.
    Fixes,
    /// Settings of one of them.
    FixSettings,
}
