//! What steps provide, who may use it, and what leaves the unit.

use handoff_model as model;
use handoff_model::Id;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    access::{ItemUse, ItemUses},
    contract::Side,
    flow::{EdgeKind, Graph, Solution},
    item::{Fact, mapped},
    link::PassageEnd,
    paths::Paths,
    payload::Transfers,
    purpose::{self, Purpose},
    unit::{Availability, ItemId, Need, ProcessId, Provision, StepId},
    unit_builder::UnitBuilder,
};

/// The most steps that all walks of one unit may visit; beyond it every step that needs an item counts as its user,
/// so that hostile models cost no quadratic time and no output is wrongly called unused.
const MOST_VISITS: usize = 4_000_000;

/// Joins what is known of each provision.
pub(crate) fn provisions(
    draft: &UnitBuilder<'_>,
    uses: &ItemUses,
    needs: &[Need],
    (graph, solution): (&Graph, &Solution),
    paths: &Paths,
    transfers: &Transfers,
) -> Vec<Provision> {
    // A step beside may be in time to use what was made, even if nobody can rely on it.
    let beside: FxHashSet<(StepId, StepId, ItemId)> = needs
        .iter()
        .filter(|need| need.availability == Availability::Racing)
        .flat_map(|need| need.providers.iter().map(|provider| (*provider, need.step, need.item)))
        .collect();
    let mut needed: FxHashMap<ItemId, Vec<&ItemUse>> = FxHashMap::default();
    for need in &uses.needs {
        needed.entry(need.item).or_default().push(need);
    }
    let outside = ExternalUse::new(draft, transfers);
    let purpose = Purpose::new(draft, uses, graph, paths);
    let mut walk = UsageWalk { draft, graph, solution, paths, wired: &uses.wired, visits: 0 };
    let provision = |one: &ItemUse| {
        let candidates = needed.get(&one.item).map(Vec::as_slice).unwrap_or_default();
        Provision {
            step: one.step,
            item: one.item,
            state: one.state,
            optional: one.optional,
            evidence: one.evidence,
            clause: None,
            used_by: walk.users(one, candidates, &beside),
            leaves: outside.takes(draft, one) || purpose.takes(draft, paths, one),
        }
    };
    uses.provisions.iter().map(provision).collect()
}

struct UsageWalk<'w, 'a> {
    draft: &'w UnitBuilder<'a>,
    graph: &'w Graph,
    solution: &'w Solution,
    paths: &'w Paths,
    /// Items that one drawn object brings to another process.
    wired: &'w FxHashSet<ItemId>,
    visits: usize,
}

impl UsageWalk<'_, '_> {
    /// The steps that may use what a step made: those that need it and can be reached before it is made anew.
    fn users(
        &mut self,
        made: &ItemUse,
        candidates: &[&ItemUse],
        beside: &FxHashSet<(StepId, StepId, ItemId)>,
    ) -> Vec<StepId> {
        let fits = |need: &ItemUse| need.state.is_none() || made.state.is_none() || need.state == made.state;
        let mut wanted: FxHashSet<StepId> =
            candidates.iter().filter(|need| fits(need)).map(|need| need.step).collect();
        let mut users: Vec<StepId> = Vec::new();
        // Everybody sees a store, at any time, and so does whoever is wired to an object across pools.
        let seen = self.draft.items.rows[made.item.index()].store || self.wired.contains(&made.item);
        let everywhere = seen || self.visits > MOST_VISITS;
        if everywhere {
            users.extend(wanted.iter().filter(|step| **step != made.step));
        } else if !wanted.is_empty() {
            self.reach(made, &mut wanted, &mut users);
        }
        let racing = candidates.iter().filter(|need| beside.contains(&(made.step, need.step, made.item)));
        users.extend(racing.filter(|need| fits(need)).map(|need| need.step));
        // That nothing leads to a loose piece is one fault of the flow, and not another one of what the piece reads.
        let process = |step: StepId| self.draft.unit.steps[step.index()].process;
        let loose = candidates.iter().filter(|need| {
            need.step != made.step
                && process(need.step) == process(made.step)
                && !self.solution.reachable(need.step)
        });
        users.extend(loose.filter(|need| fits(need)).map(|need| need.step));
        // The decision right behind a step decides by what the step has found out.
        let decides = |next: &StepId| {
            let split = matches!(
                self.draft.row(*next).kind,
                model::StepKind::Exclusive | model::StepKind::Inclusive | model::StepKind::Complex
            );
            split && self.paths.next(*next).len() > 1
        };
        users.extend(purpose::behind(self.draft, self.paths, made.step).into_iter().filter(decides));
        users.sort_unstable();
        users.dedup();
        users
    }

    fn reach(&mut self, made: &ItemUse, wanted: &mut FxHashSet<StepId>, users: &mut Vec<StepId>) {
        let Some(fact) = self.draft.items.known_fact(Fact::Item(made.item)) else { return };
        let mut seen: FxHashSet<StepId> = FxHashSet::default();
        let mut open = vec![made.step];
        let mut first = true;
        while let Some(step) = open.pop() {
            self.visits += 1;
            let begun = std::mem::replace(&mut first, false);
            if !begun {
                if !seen.insert(step) {
                    continue;
                }
                if wanted.remove(&step) {
                    users.push(step);
                }
                if wanted.is_empty() {
                    return;
                }
                if self.graph.makes[step.index()].binary_search(&fact).is_ok() {
                    continue;
                }
            }
            open.extend(self.paths.next(step));
            for edge in self.paths.transfers(step).iter().map(|index| &self.graph.edges[*index]) {
                let passes = match &edge.kind {
                    EdgeKind::Sequence | EdgeKind::Throw { .. } => false,
                    EdgeKind::Signal => true,
                    EdgeKind::Message { facts, .. } => facts.iter().any(|(from, _)| *from == fact),
                    EdgeKind::Call { facts } | EdgeKind::Return { facts, .. } => {
                        facts.as_ref().is_none_or(|facts| facts.iter().any(|(from, _)| *from == fact))
                    }
                };
                if passes {
                    open.push(edge.target);
                }
            }
        }
    }
}

/// What somebody outside the unit, or the outside of a process, takes.
struct ExternalUse {
    sent: FxHashSet<(StepId, ItemId)>,
    returned: FxHashSet<(ProcessId, ItemId)>,
    /// Processes in which code that nobody sees may use any variable.
    opaque: FxHashSet<ProcessId>,
}

impl ExternalUse {
    fn new(draft: &UnitBuilder<'_>, transfers: &Transfers) -> Self {
        let mut sent = FxHashSet::default();
        for (passage, payload) in draft.passages.iter().zip(&transfers.payloads) {
            let PassageEnd::Step(source) = passage.source else { continue };
            let Some(source) = draft.step(source) else { continue };
            // What is sent is used, whoever gets it.
            sent.extend(payload.carries.iter().map(|carried| (source, carried.item)));
        }
        let mut returned = FxHashSet::default();
        for part in &draft.parts {
            for (id, process) in part.model.processes.iter() {
                let items = process.outputs.iter().filter_map(|access| mapped(&part.items, access.item));
                returned.extend(items.map(|item| (part.process(id), item)));
            }
        }
        let opaque = draft.steps().filter(|step| draft.row(*step).opaque);
        let opaque = opaque.map(|step| draft.unit.steps[step.index()].process).collect();
        Self { sent, returned, opaque }
    }

    fn takes(&self, draft: &UnitBuilder<'_>, one: &ItemUse) -> bool {
        let process = draft.unit.steps[one.step.index()].process;
        let item = &draft.items.rows[one.item.index()];
        item.store
            // What is written into a register or an archive stays there for whoever looks it up.
            || draft.shared.lexicon.is_standing_document(&item.name)
            || one.evidence == model::Evidence::Contract
            || self.sent.contains(&(one.step, one.item))
            || self.returned.contains(&(process, one.item))
            || one.variable && self.opaque.contains(&process)
            || draft.row(one.step).kind == model::StepKind::End
            || draft.side(draft.owner(one.step)) != Side::Internal
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{ids, item, unit};

    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let line = |row: &crate::unit::Provision| {
            let leaves = if row.leaves { ", leaves" } else { "" };
            format!(
                "{} gives {} to {}{leaves}",
                ids(&unit, &[row.step]),
                item(&unit, row.item, row.state),
                ids(&unit, &row.used_by)
            )
        };
        let found: Vec<String> = unit.provisions.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn who_uses_it_before_it_is_made_anew() {
        check(
            "process P\n start S\n task A | gives X\n task B | needs X | gives X\n task C | needs X\n S -> A -> B -> C",
            &["a gives X to b", "b gives X to c"],
        );
        check("process P\n start S\n task A | gives X\n task Z\n S -> A -> Z", &["a gives X to "]);
    }

    #[test]
    fn what_is_sent_off_unsaid() {
        let sent = |item: &str, label: &str, flow: &str, expected: &str| {
            let text = format!(
                "pool Other\npool P\n start S\n task A | gives {item}\n task B | gives Offer\n xor Join\n send {label}\n task Z\n \
                 S -> A -> Join -> {label} -> Z -> B\n {label} {flow} Other"
            );
            let unit = unit(&text);
            let first = unit.provisions.first();
            let leaves = if first.is_some_and(|row| row.leaves) { "leaves" } else { "stays" };
            assert_eq!(leaves, expected, "{item} / {label} / {flow}");
        };
        sent("Decision letter", "Send letter", "~>", "leaves");
        sent("Decision letter", "Send it", "~>", "leaves");
        sent("Anmeldebestätigung", "Bestätigung an Eltern senden", "~Antwort~>", "leaves");
        sent("Vertragsentwurf", "Unterlagen verschicken", "~Unterlagen~>", "leaves");
        sent("Visit report", "Send offer", "~>", "stays");
        sent("Visit report", "Send it", "~Invoice~>", "stays");
    }

    #[test]
    fn what_a_loose_piece_reads_and_a_sub_process_decides_on() {
        let loose = "process P\n start S\n task A | gives X\n task Z\n task L | needs X\n S -> A -> Z";
        check(loose, &["a gives X to l"]);
        check(
            "process P\n start S\n task A | gives X\n sub D {\n start -> xor G -> end E\n G -> end F\n }\n task Z\n S -> A -> D -> Z",
            &["a gives X to g"],
        );
    }

    #[test]
    fn what_the_process_is_there_for() {
        check("process P\n start S\n task A | gives X\n end\n S -> A -> end", &["a gives X to , leaves"]);
        check(
            "process P\n start S\n task A | gives Offer\n send Send offer\n task Z\n S -> A -> Send offer -> Z",
            &["a gives Offer to , leaves"],
        );
        check(
            "process P\n start S\n task A | gives X\n send Send offer\n task Z\n S -> A -> Send offer -> Z",
            &["a gives X to "],
        );
        check(
            "process P\n start S\n task A | gives X\n xor G\n task Z\n end\n S -> A -> G -> Z\n G -> end",
            &["a gives X to g"],
        );
        check(
            "process P\n start S\n task A | gives Price list\n task Z\n S -> A -> Z",
            &["a gives Price list to , leaves"],
        );
    }

    #[test]
    fn a_branch_beside_may_use_it() {
        check(
            "process P\n start S\n and G\n task A | gives X\n task Z\n task B | needs X\n S -> G -> A -> Z\n G -> B",
            &["a gives X to b"],
        );
    }

    #[test]
    fn over_messages_and_calls() {
        check(
            "pool Sales\n start S\n task A | gives Order\n throw message Send | needs Order\n S -> A -> Send\npool Shipping\n start message Get\n task B | needs Order\n Get -> B\nSend ~Order~> Get",
            &["a gives Order to send, b, leaves"],
        );
        check(
            "process Main\n start S\n task A | gives X\n call C | calls Other | all in\n S -> A -> C\nprocess Other\n start T\n task B | needs X\n T -> B",
            &["a gives X to b"],
        );
    }

    #[test]
    fn what_leaves() {
        check(
            "pool Customer\npool Shop\n returns Bill\n start S\n task A | gives Bill\n send Tell | gives Parcel\n S -> A -> Tell\nTell ~Parcel~> Customer",
            &["a gives Bill to , leaves", "tell gives Parcel to , leaves"],
        );
        check("store CRM\nprocess P\n start S\n task A | gives CRM\n S -> A", &["a gives CRM to , leaves"]);
    }
}
