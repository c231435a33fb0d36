//! What all recipes share, so that each shows only its own question.

use handoff_sdk::{Certainty, Options, Reporter, Rule, Severity, Unit, ViewPart};

/// Makes a rule that advises; what differs is written over it.
pub(crate) const fn of(
    id: &'static str,
    needs: &'static [ViewPart],
    page: &'static str,
    check: fn(&Unit<'_>, &Options, &mut Reporter<'_>),
) -> Rule {
    Rule { id, severity: Severity::Info, certainty: Certainty::Advice, needs, page, check, ..Rule::DEFAULT }
}

/// The title and the one sentence of a recipe.
macro_rules! says {
    ($title:literal, $text:literal) => {
        handoff_sdk::texts! {
            "title" { en: $title }
            "found" { en: $text }
        }
    };
}
pub(crate) use says;
