//! What is lost at calls: the called process needs it and the call does not pass it, or provides it and the call does not take it
//! back.

use handoff_model::{Evidence, Id};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    flow::{Graph, Solution},
    item::Fact,
    payload::Transfers,
    unit::{Availability, Call, ItemId, Need, ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// Lists the calls, and marks the needs that go unmet because of them.
pub(crate) fn calls(
    draft: &UnitBuilder<'_>,
    (graph, solution): (&Graph, &Solution),
    transfers: &Transfers,
    needs: &mut [Need],
) -> Vec<Call> {
    let mut losses = CallLosses::new(draft, transfers);
    for need in needs {
        let wording = matches!(need.evidence, Evidence::Label | Evidence::Annotation);
        if need.optional || wording {
            continue;
        }
        let owes = match need.availability {
            Availability::Never | Availability::Elsewhere => true,
            Availability::Sometimes => false,
            _ => continue,
        };
        need.unmapped = losses.unpassed(solution, need) || owes && losses.unreturned((graph, solution), need);
    }
    losses.rows
}

struct CallLosses<'a, 'b> {
    draft: &'a UnitBuilder<'b>,
    transfers: &'a Transfers,
    rows: Vec<Call>,
    /// For each process that only calls begin, those of them that say all that they pass: positions in `rows`.
    into: FxHashMap<ProcessId, Vec<usize>>,
    /// For each call that says what it takes back, its position in `rows`.
    at: FxHashMap<StepId, usize>,
    /// What processes declare as required.
    required: FxHashSet<(ProcessId, ItemId)>,
    /// What is known of each row already, so that each item stands there once: by row and direction.
    listed: FxHashSet<(usize, bool, ItemId)>,
}

impl<'a, 'b> CallLosses<'a, 'b> {
    fn new(draft: &'a UnitBuilder<'b>, transfers: &'a Transfers) -> Self {
        let row = |call: &crate::call::KnownCall| Call {
            step: call.step,
            process: call.process,
            guessed: call.by_name,
            silent: call.silent,
            unpassed: Vec::new(),
            unreturned: Vec::new(),
        };
        let rows: Vec<Call> = transfers.calls.iter().map(row).collect();
        let mut into: FxHashMap<ProcessId, Vec<usize>> = FxHashMap::default();
        for (position, call) in transfers.calls.iter().enumerate().filter(|(_, call)| call.passed.is_some()) {
            if let Some(process) = call.process {
                into.entry(process).or_default().push(position);
            }
        }
        let required = into.keys().flat_map(|process| {
            let given = draft.given(*process).filter(|(optional, _)| !optional);
            given.filter_map(|(_, item)| Some((*process, item?)))
        });
        let required = required.collect();
        let at = rows.iter().enumerate().map(|(position, row)| (row.step, position)).collect();
        Self { draft, transfers, rows, into, at, required, listed: FxHashSet::default() }
    }

    fn process(&self, step: StepId) -> ProcessId {
        self.draft.unit.steps[step.index()].process
    }

    /// Notes the calls that do not pass what a step of the called process needs, if there are any: inputs that it declares, and what
    /// may be there at the call.
    fn unpassed(&mut self, solution: &Solution, need: &Need) -> bool {
        let process = self.process(need.step);
        let Some(calls) = self.into.get(&process) else { return false };
        let declared = self.required.contains(&(process, need.item));
        if need.providers.iter().any(|maker| self.process(*maker) == process) {
            return false;
        }
        let Some(fact) = self.draft.items.known_fact(Fact::Item(need.item)) else { return false };
        let withholds = |position: &&usize| {
            let call = &self.transfers.calls[**position];
            let passes = call.passed.as_ref().is_none_or(|passed| passed.contains(&fact));
            !passes && (declared || solution.may_in(call.step, fact))
        };
        let withholding: Vec<usize> = calls.iter().filter(withholds).copied().collect();
        for position in &withholding {
            if self.listed.insert((*position, true, need.item)) {
                self.rows[*position].unpassed.push(need.item);
            }
        }
        !withholding.is_empty()
    }

    /// Notes the call before a step that does not take back what the called process provides, if there is one.
    fn unreturned(&mut self, (graph, solution): (&Graph, &Solution), need: &Need) -> bool {
        let process = self.process(need.step);
        let called: FxHashSet<ProcessId> = need.providers.iter().map(|maker| self.process(*maker)).collect();
        let mut calls: Vec<StepId> =
            called.iter().filter_map(|maker| self.transfers.mapped.returned(*maker, process)).collect();
        calls.sort_unstable();
        let before = |call: &StepId| *call != need.step && solution.follows(graph, *call, need.step);
        let lost = calls.into_iter().find(before).and_then(|call| self.at.get(&call).copied());
        let Some(position) = lost else { return false };
        if self.listed.insert((position, false, need.item)) {
            self.rows[position].unreturned.push(need.item);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::unit;

    const SHOP: &str = "process Order\n start Ordered\n task Enter | gives Order, Address\n call Pack | calls Packing | in Order as Order\n \
                        task Tell | needs Parcel\n Ordered -> Enter -> Pack -> Tell\nprocess Packing\n start Wanted\n \
                        task Wrap | needs Order, Address | gives Parcel\n Wanted -> Wrap";

    #[track_caller]
    fn check(text: &str, unpassed: &[&str], unreturned: &[&str]) {
        let unit = unit(text);
        let names = |items: &[crate::unit::ItemId]| -> Vec<String> {
            items.iter().map(|item| unit.items[item.0 as usize].name.clone()).collect()
        };
        let [call] = &unit.calls[..] else { panic!("{:?}", unit.calls) };
        assert_eq!(
            (names(&call.unpassed), names(&call.unreturned)),
            (
                unpassed.iter().map(|name| (*name).to_owned()).collect(),
                unreturned.iter().map(|name| (*name).to_owned()).collect(),
            )
        );
        let lost = unit.needs.iter().filter(|need| need.unmapped).count();
        assert_eq!(lost, unpassed.len() + unreturned.len());
    }

    #[test]
    fn what_a_call_does_not_map_is_lost_at_it() {
        check(SHOP, &["Address"], &["Parcel"]);
    }

    #[test]
    fn what_a_call_maps_is_there() {
        check(
            &SHOP
                .replace("in Order as Order", "in Order as Order, Address as Address | out Parcel as Parcel"),
            &[],
            &[],
        );
    }

    #[test]
    fn a_call_that_says_nothing_loses_nothing() {
        check(&SHOP.replace(" | in Order as Order", ""), &[], &[]);
    }

    #[test]
    fn what_nobody_has_is_not_lost_at_the_call() {
        check(
            &SHOP.replace("gives Order, Address", "gives Order").replace("gives Parcel", "gives Box"),
            &[],
            &[],
        );
    }
}
