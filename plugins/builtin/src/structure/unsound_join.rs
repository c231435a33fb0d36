//! `structure/unsound-join`: see [`RULE`].

mod game;
mod net;

use handoff_sdk::{
    Argument, Certainty, Options, Place, Reporter, Rule, Severity, StepId, StepKind, Unit, ViewPart,
};

use game::Fault;
use net::Net;

/// Finds a join that waits for a branch which does not come, and branches that run on one by one where they should be joined.
///
/// Whoever works behind a join that never opens is never asked, and whoever works behind branches that are not joined does
/// everything once for each: the customer hears nothing, or gets an approval and a rejection.
///
/// - Wrong: a case is either confirmed or returned, and a parallel gateway behind waits for both; a parallel gateway splits into
///   *Send approval* and *Send rejection*, and both go on to *Close case*.
/// - Right: branches are joined by a gateway of the kind that split them.
///
/// Every way of a case is played. What is joined by mistake holds for certain; that branches which run on one by one are no
/// intention is only likely.
pub(crate) const RULE: Rule = Rule {
    id: "structure/unsound-join",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Flows],
    page: include_str!("../../cases/structure/unsound-join.md"),
    since: Some("0.2.0"),
    tags: &["flow"],
    related: &["structure/unreachable-step"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Branches are not joined as they were split",
            de: "Zweige werden anders zusammengeführt, als sie getrennt wurden",
        }
        "stuck" {
            en: "{join} waits for all branches that lead there, but a case can take another way at {left}: then nothing goes on \
                 from there.",
            de: "{join} wartet auf alle Zweige, die dorthin führen, aber ein Vorgang kann bei {left} einen anderen Weg nehmen: \
                 Dann geht es von dort nicht weiter.",
        }
        "circle" {
            en: "{join} waits for all branches that lead there, and one of them comes from behind it: no case gets any further.",
            de: "{join} wartet auf alle Zweige, die dorthin führen, und einer davon kommt erst von dahinter: Kein Vorgang kommt je \
                 weiter.",
        }
        "twice" {
            en: "The branches {branches} run at the same time, and each can go on to {merge} by itself: what follows is then done once for \
                 each of them.",
            de: "Die Zweige {branches} laufen zur gleichen Zeit, und von jedem kann es für sich zu {merge} weitergehen: Was folgt, wird dann \
                 für jeden Zweig einmal getan.",
        }
        "straight" {
            en: "From {split} a case goes to {merge} straight and at the same time by way of {branches}: what follows is done more \
                 than once.",
            de: "Von {split} geht ein Vorgang direkt zu {merge} und zur gleichen Zeit über {branches}: Was folgt, wird mehr als \
                 einmal getan.",
        }
        "choose" {
            en: "Bring the ways of that decision together before they come there; if the case is over on the other way, end it as a whole.",
            de: "Die Wege dieser Entscheidung zusammenführen, bevor sie dorthin kommen; ist der Vorgang auf dem anderen Weg zu Ende, ihn \
                 ganz beenden.",
        }
        "join" {
            en: "Join the branches at {merge} with a parallel gateway; where only one of them is meant, choose at {split}, or wait there for \
                 whichever comes first.",
            de: "Die Zweige bei {merge} mit einem parallelen Gateway zusammenführen; ist nur einer gemeint, bei {split} wählen oder dort \
                 auf das warten, was zuerst kommt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut net = Net::new(unit);
    for fault in game::faults(&mut net) {
        match fault {
            Fault::Stuck { join, left_at } if unit.is_ours(unit.owner(join)) => {
                let is_work = is_work_behind(unit, &net, join);
                if !is_work && unit.owner(join).is_none() {
                    continue;
                }
                let severity = if is_work { Severity::Warning } else { Severity::Info };
                let finding = report
                    .add(Place::Step(join), if left_at.is_some() { "stuck" } else { "circle" })
                    .with("join", Argument::Step(join))
                    .severity(severity);
                if let Some(left) = left_at {
                    finding.with("left", Argument::Step(left)).related(&[left]).help("choose");
                }
            }
            Fault::Twice { merge, split, mut branches } if unit.is_ours(unit.owner(merge)) => {
                // One who may take several ways of an inclusive gateway seldom means all.
                let is_inclusive = matches!(kind(unit, split), Some(StepKind::Inclusive | StepKind::Complex));
                if is_inclusive || !is_work_behind(unit, &net, merge) {
                    continue;
                }
                let is_straight = branches.contains(&merge);
                branches.retain(|branch| *branch != merge);
                report
                    .add(Place::Step(merge), if is_straight { "straight" } else { "twice" })
                    .with("merge", Argument::Step(merge))
                    .with("split", Argument::Step(split))
                    .related(&branches)
                    .with("branches", Argument::Steps(branches))
                    .certainty(Certainty::Likely)
                    .help("join");
            }
            _ => {}
        }
    }
}

fn kind(unit: &Unit<'_>, step: StepId) -> Option<StepKind> {
    unit.steps().get(step as usize).map(|row| row.kind)
}

/// Tells whether anything is done or sent at a step or behind it.
fn is_work_behind(unit: &Unit<'_>, net: &Net, step: StepId) -> bool {
    let sends = |step: StepId| unit.exchanges().iter().any(|exchange| exchange.thrower == Some(step));
    let mut steps = net.behind(step).into_iter().chain([step]);
    steps.any(|step| unit.works(step) || kind(unit, step) == Some(StepKind::SubProcess) || sends(step))
}
