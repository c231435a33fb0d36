//! `contract/stale-entry`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Change, Evidence, Options, Place, Replacement, Reporter, Rule, Severity, Unit,
    ViewPart,
};

/// Finds an entry of the configuration or of a contract that matches nothing in the exports.
///
/// A lane was renamed or a name mistyped, and from that day the contract checks nothing, while everyone believes it does.
///
/// - Wrong: a contract for `Shiping`, where the lane is called *Shipping*.
/// - Right: the contract names *Shipping*; or an alias says that both are the same department.
pub(crate) const RULE: Rule = Rule {
    id: "contract/stale-entry",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::StaleEntries],
    page: include_str!("../../cases/contract/stale-entry.md"),
    since: Some("0.1.0"),
    tags: &["contracts"],
    related: &["terms/synonyms"],
    evidence: &[Evidence::Contract],
    texts: handoff_sdk::texts! {
        "title" {
            en: "An entry of the configuration matches nothing",
            de: "Ein Eintrag der Konfiguration passt auf nichts",
        }
        "nothing" {
            en: "The entry “{entry}” ({kind}) matches nothing in the exports, so that it checks nothing.",
            de: "Der Eintrag „{entry}“ ({kind}) trifft auf nichts in den Exporten zu und prüft deshalb nichts.",
        }
        "nearest" {
            en: "Did you mean “{suggestion}”? Otherwise strike the entry.",
            de: "War „{suggestion}“ gemeint? Sonst den Eintrag streichen.",
        }
        "rename" {
            en: "Write “{suggestion}” instead of “{entry}”.",
            de: "„{suggestion}“ statt „{entry}“ schreiben.",
        }
        "strike" {
            en: "Write the name as it stands in the export, or strike the entry.",
            de: "Den Namen so schreiben, wie er im Export steht, oder den Eintrag streichen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for (number, stale) in (0..).zip(unit.stale_entries()) {
        let draft = report
            .add(Place::Entry(number), "nothing")
            .with("entry", Argument::Text(stale.entry.clone()))
            .with("kind", Argument::Text(stale.kind.clone()));
        match &stale.suggestion {
            Some(nearest) => draft
                .help("nearest")
                .with("suggestion", Argument::Text(nearest.clone()))
                .fix("rename", Change::Replace(Replacement { entry: number, text: nearest.clone() })),
            None => draft.help("strike"),
        };
    }
}
