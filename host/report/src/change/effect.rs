//! What changes mean for those who rely on what is handed over.

/// What a change means for those who rely on what is handed over; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The customer would notice, surely or possibly, and would not have before.
    BreakingForCustomer,
    /// A department no longer gets what it needs, or a rule reports a fault that was not there.
    Breaking,
    /// Something is less sure, less described, or worth a warning that was not there.
    Degrading,
    /// Nobody has to act.
    Compatible,
    /// A fault is gone, or something is better described.
    Improving,
}

impl Effect {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] =
        [Self::BreakingForCustomer, Self::Breaking, Self::Degrading, Self::Compatible, Self::Improving];

    /// Returns the name used in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::BreakingForCustomer => "breaking-for-customer",
            Self::Breaking => "breaking",
            Self::Degrading => "degrading",
            Self::Compatible => "compatible",
            Self::Improving => "improving",
        }
    }
}

/// Why something is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UncomparedCause {
    /// It could be read in the new state only: what stands in it is not compared.
    UnreadBefore,
    /// It could be read in the old state only: what stands in it is not compared.
    UnreadNow,
    /// Both states are judged by it as it is in the new one, and it was otherwise in the old one.
    JudgesAsNow,
}
