//! Where work passes from one department to another: the borders. What crosses them is added in `carry.rs`.

use handoff_model as model;
use model::{Id, Span};
use rustc_hash::FxHashMap;

use crate::{
    catch::{Catches, THROWN},
    link::{PassageEnd, PassageId},
    store,
    unit::{DepartmentId, FileId, Handoff, HandoffId, HandoffKind, ItemId, ProcessId, StepId},
    unit_builder::UnitBuilder,
    work_paths::{Arrival, WorkPaths},
};

/// A border before what crosses it is known.
#[derive(Clone, Debug)]
pub(crate) struct PendingHandoff {
    pub(crate) handoff: Handoff,
    /// The message that crosses it.
    pub(crate) passage: Option<PassageId>,
    /// The stores through which something goes that one side writes and the other reads.
    pub(crate) stores: Vec<ItemId>,
}

/// Finds all borders of a unit.
pub(crate) fn borders(draft: &UnitBuilder<'_>, ways: &WorkPaths<'_, '_>) -> Vec<PendingHandoff> {
    let mut borders = Vec::new();
    sequences(draft, ways, &mut borders);
    messages(draft, &mut borders);
    calls(draft, ways, &mut borders);
    events(draft, &mut borders);
    store::borders(draft, ways, &mut borders);
    name(draft, &mut borders);
    borders
}

/// Two owners between whom work is handed over; an event that nobody owns belongs to whoever is beside it.
fn across(
    draft: &UnitBuilder<'_>,
    last: StepId,
    first: StepId,
) -> Option<(Option<DepartmentId>, Option<DepartmentId>)> {
    let (giver, receiver) = (draft.owner(last), draft.owner(first));
    let stray = |owner: Option<DepartmentId>, step| owner.is_none() && !draft.row(step).kind.is_activity();
    let same = draft.same_department(giver, receiver);
    (!same && !stray(giver, last) && !stray(receiver, first)).then_some((giver, receiver))
}

/// A border between two steps.
pub(crate) fn between(
    draft: &UnitBuilder<'_>,
    kind: HandoffKind,
    (last, first): (StepId, StepId),
    element: Option<(&str, Span, FileId)>,
) -> Option<PendingHandoff> {
    let (giver, receiver) = across(draft, last, first)?;
    let file = element.map_or(draft.part(last).file, |(.., file)| file);
    let handoff = Handoff {
        id: String::new(),
        element: element.map(|(id, ..)| id.to_owned()),
        span: element.map_or(draft.row(last).span, |(_, span, _)| span),
        file,
        kind,
        giver,
        receiver,
        last: Some(last),
        first: Some(first),
        carries: Vec::new(),
        declared: false,
        named: false,
        expected: false,
    };
    Some(PendingHandoff { handoff, passage: None, stores: Vec::new() })
}

fn sequences(draft: &UnitBuilder<'_>, ways: &WorkPaths<'_, '_>, borders: &mut Vec<PendingHandoff>) {
    for last in draft.steps().filter(|step| ways.works(*step)) {
        let part = draft.part(last);
        let found: Vec<Arrival> = ways
            .arrivals(last)
            .iter()
            .copied()
            .filter(|arrival| across(draft, last, arrival.first).is_some())
            .collect();
        for arrival in &found {
            // The flow that leaves the giver is the border, unless it leads to several receivers.
            let shared = found.iter().filter(|other| other.leaving == arrival.leaving).count() > 1;
            let flow = if shared { arrival.entering } else { arrival.leaving };
            let flow = flow.and_then(|flow| part.model.flows.get(flow));
            let element = flow.map(|flow| (flow.id.as_str(), flow.span, part.file));
            borders.extend(between(draft, HandoffKind::Sequence, (last, arrival.first), element));
        }
    }
}

/// Tells of the passages that cross a border which handoff each becomes.
pub(crate) fn crossing(borders: &[PendingHandoff]) -> FxHashMap<PassageId, HandoffId> {
    let numbers = HandoffId::number(borders);
    numbers.filter_map(|(id, border)| Some((border.passage?, id))).collect()
}

fn messages(draft: &UnitBuilder<'_>, borders: &mut Vec<PendingHandoff>) {
    let end = |end| match end {
        PassageEnd::Step(at) => draft.step(at).map(|step| (draft.owner(step), Some(step))),
        PassageEnd::Pool(file, pool) => Some((draft.pool_owner(file, pool), None)),
    };
    for (id, passage) in PassageId::number(draft.passages) {
        let (Some((giver, last)), Some((receiver, first))) = (end(passage.source), end(passage.target))
        else {
            continue;
        };
        let flow = passage.flow.and_then(|(file, flow)| {
            let part = draft.part_of_file(file)?;
            part.model.message_flows.get(flow).map(|row| (row, file))
        });
        let place = last.or(first).map(|step| (draft.row(step).span, draft.part(step).file));
        if let Some((span, file)) = flow
            .map(|(row, file)| (row.span, file))
            .or(place)
            .filter(|_| !draft.same_department(giver, receiver))
        {
            let handoff = Handoff {
                id: String::new(),
                element: flow
                    .map(|(row, _)| row.id.clone())
                    .or_else(|| last.map(|step| draft.row(step).id.clone())),
                span,
                file,
                kind: if passage.signal { HandoffKind::Event } else { HandoffKind::Message },
                giver,
                receiver,
                last,
                first,
                carries: Vec::new(),
                declared: false,
                named: false,
                expected: false,
            };
            borders.push(PendingHandoff { handoff, passage: Some(id), stores: Vec::new() });
        }
    }
}

fn calls(draft: &UnitBuilder<'_>, ways: &WorkPaths<'_, '_>, borders: &mut Vec<PendingHandoff>) {
    let mut ends = vec![None; draft.unit.processes.len()];
    for call in draft.calls {
        let (Some(caller), Some(process)) = (draft.step(call.caller), draft.process(call.process)) else {
            continue;
        };
        if is_task(draft, draft.steps_of(process), process) {
            continue;
        }
        let row = draft.row(caller);
        let element = Some((row.id.as_str(), row.span, draft.part(caller).file));
        let (firsts, lasts) = ends[process.index()].get_or_insert_with(|| ways.called(process));
        for first in firsts {
            borders.extend(between(draft, HandoffKind::Call, (caller, *first), element));
        }
        for last in lasts {
            borders.extend(between(draft, HandoffKind::Call, (*last, caller), element));
        }
    }
}

/// Tells a global task, which is work of whoever calls it unless it has an owner: a process that is its only step.
fn is_task(draft: &UnitBuilder<'_>, steps: &[StepId], process: ProcessId) -> bool {
    let [only] = steps else { return false };
    draft.owner(*only).is_none()
        && draft.unit.steps[only.index()].id == draft.unit.processes[process.index()].id
}

/// Errors, cancellations and escalations that one department throws and another catches.
fn events(draft: &UnitBuilder<'_>, borders: &mut Vec<PendingHandoff>) {
    for part in &draft.parts {
        let catches = Catches::of(part.model);
        let thrown = part.model.steps.iter();
        let thrown = thrown.filter_map(|(id, step)| Some((id, catches.catch(step, &THROWN)?.event)));
        for (last, first) in thrown {
            let row = &part.model.steps[last];
            let element = Some((row.id.as_str(), row.span, part.file));
            let pair = (part.step(last), part.step(first));
            borders.extend(between(draft, HandoffKind::Event, pair, element));
        }
    }
}

/// Gives each border a name that survives re-export.
fn name(draft: &UnitBuilder<'_>, borders: &mut [PendingHandoff]) {
    let mut taken: FxHashMap<String, u32> = FxHashMap::default();
    for border in borders {
        let passage = border.passage.map(|id| &draft.passages[id.index()]);
        let end = |step: Option<StepId>, end: Option<PassageEnd>| match (step, end) {
            (Some(step), _) => draft.unit.steps[step.index()].id.clone(),
            (None, Some(PassageEnd::Pool(file, pool))) => draft
                .part_of_file(file)
                .and_then(|part| part.model.participants.get(pool))
                .map_or_else(String::new, |pool| pool.id.clone()),
            _ => String::new(),
        };
        let handoff = &mut border.handoff;
        let kind = format!("{:?}", handoff.kind).to_lowercase();
        let path = &draft.unit.files[handoff.file.index()];
        let (last, first) =
            (end(handoff.last, passage.map(|p| p.source)), end(handoff.first, passage.map(|p| p.target)));
        let id = format!("{path}#{kind}:{last}>{first}");
        let count = taken.entry(id.clone()).or_insert(0);
        *count += 1;
        handoff.id = if *count == 1 { id } else { format!("{id}#{count}") };
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{department, ids, item, unit};
    use crate::unit::StepId;

    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let end = |owner, step: Option<StepId>| {
            format!(
                "{} ({})",
                department(&unit, owner),
                step.map_or_else(|| "pool".to_owned(), |step| ids(&unit, &[step]))
            )
        };
        let line = |row: &crate::unit::Handoff| {
            let carries: Vec<String> = row
                .carries
                .iter()
                .map(|carried| {
                    format!("{} by {:?}", item(&unit, carried.item, carried.state), carried.evidence)
                })
                .collect();
            format!(
                "{:?} {} to {}: {}",
                row.kind,
                end(row.giver, row.last),
                end(row.receiver, row.first),
                if carries.is_empty() { "nothing".to_owned() } else { carries.join(", ") }
            )
        };
        let found: Vec<String> = unit.handoffs.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn from_the_last_working_step_to_the_first() {
        check(
            "pool P\n lane Sales\n start S\n task Check | gives Order\n xor G\n lane Shipping\n xor H\n task Ship | needs Order\n end Done\n lane Billing\n task Bill\nS -> Check -> G -> H -> Ship -> Done\nG -> Bill",
            &[
                "Sequence Sales (check) to Shipping (ship): Order by DataObject",
                "Sequence Sales (check) to Billing (bill): Order by DataObject",
            ],
        );
    }

    #[test]
    fn a_label_says_what_crosses_where_nothing_else_does() {
        check(
            "pool P\n lane Sales\n start S\n task Write invoice\n lane Shipping\n task Pack\nS -> Write invoice -> Pack",
            &["Sequence Sales (write-invoice) to Shipping (pack): invoice by Label"],
        );
    }

    #[test]
    fn a_start_event_hands_over_and_so_does_a_way_back() {
        check(
            "pool P\n lane Sales\n start S\n lane Shipping\n task A\n xor G\n lane Sales\n task B\nS -> A -> G -> B -> A",
            &[
                "Sequence Sales (s) to Shipping (a): nothing",
                "Sequence Shipping (a) to Sales (b): nothing",
                "Sequence Sales (b) to Shipping (a): nothing",
            ],
        );
    }

    #[test]
    fn work_without_an_owner_is_one_side_of_a_border() {
        check(
            "process P\n task A | by Clerk\n task B\n task C\n A -> B -> C",
            &["Sequence Clerk (a) to - (b): nothing"],
        );
    }

    #[test]
    fn into_a_sub_process_and_out_of_it() {
        check(
            "pool P\n lane Sales\n task A\n lane Shipping\n sub W {\n task B\n }\n lane Sales\n task C\nA -> W -> C",
            &["Sequence Sales (a) to Shipping (w): nothing", "Sequence Shipping (w) to Sales (c): nothing"],
        );
    }

    #[test]
    fn a_frame_around_the_work_of_others_hands_over_nothing() {
        check(
            "pool P\n lane Sales\n task A\n lane Shipping\n sub W {\n lane Packers\n task B\n lane Drivers\n task D\n }\n lane Sales\n task C\nA -> W -> C\nB -> D",
            &[
                "Sequence Sales (a) to Packers (b): nothing",
                "Sequence Packers (b) to Drivers (d): nothing",
                "Sequence Drivers (d) to Sales (c): nothing",
            ],
        );
    }

    #[test]
    fn messages_between_pools() {
        check(
            "pool Customer\npool Shop\n start message Get\n end message Confirm\n Get -> Confirm\nCustomer ~Order~> Get\nConfirm ~> Customer",
            &[
                "Message Customer (pool) to Shop (get): Order by Message",
                "Message Shop (confirm) to Customer (pool): nothing",
            ],
        );
    }

    #[test]
    fn calls_and_returns() {
        check(
            "pool Sales\n start S\n call C | calls Shipping | in Order | out Parcel\n S -> C\npool Shipping\n start T\n task Pack\n T -> Pack",
            &[
                "Call Sales (c) to Shipping (t): Order by Form",
                "Call Shipping (pack) to Sales (c): Parcel by Form",
            ],
        );
    }

    #[test]
    fn beside_running_work_nothing_is_called_or_given_back() {
        check(
            "pool Sales\n start S\n call C | calls Shipping\n S -> C\npool Shipping\n start T\n task Pack\n boundary non-interrupting timer Late on Pack | timer P1D\n task Remind\n boundary error Lost on Pack\n task Search\n start message Ask\n task Answer\n T -> Pack\n Late -> Remind\n Lost -> Search\n Ask -> Answer\n event sub Recall {\n start signal Stop -> task Fetch\n }",
            &[
                "Call Sales (c) to Shipping (t): nothing",
                "Call Shipping (pack) to Sales (c): nothing",
                "Call Shipping (search) to Sales (c): nothing",
            ],
        );
    }

    #[test]
    fn a_process_without_owner_works_for_its_caller() {
        let called =
            "process Pack\n start T\n task A\n call D | calls Label\n T -> A -> D\nprocess Label\n task B";
        check(&format!("pool Sales\n start S\n call C | calls Pack\n S -> C\n{called}"), &[]);
        check(
            &format!("process P\n call C | calls Label | by Clerk\n{called}"),
            &["Call Clerk (c) to - (b): nothing", "Call - (b) to Clerk (c): nothing"],
        );
    }

    #[test]
    fn the_way_back_to_the_caller_expects_nothing() {
        let text = "pool Sales\n start S\n call C | calls Shipping | needs Order\n S -> C\npool Shipping\n start T\n task Pack | needs Order\n T -> Pack";
        let expected: Vec<(String, bool)> =
            unit(text).handoffs.iter().map(|row| (format!("{:?}", row.kind), row.expected)).collect();
        assert_eq!(expected, [("Call".to_owned(), false), ("Call".to_owned(), false)]);
    }

    #[test]
    fn signals_and_stores() {
        check(
            "pool Sales\n start S\n throw signal Sold | name Sold\n S -> Sold\npool Shipping\n start signal Go | name Sold\n task A\n Go -> A",
            &["Event Sales (sold) to Shipping (go): Sold by Message"],
        );
        check(
            "store CRM\npool Sales\n start S\n task A | gives CRM\n S -> A\npool Shipping\n start T\n task B | needs CRM\n T -> B",
            &["Store Sales (a) to Shipping (b): CRM by DataObject"],
        );
    }

    #[test]
    fn links_are_flows() {
        check(
            "pool P\n lane Sales\n start S\n task Pack | gives Parcel\n throw link Out | name x\n lane Shipping\n catch link In | name x\n task B\nS -> Pack -> Out\nIn -> B",
            &["Sequence Sales (pack) to Shipping (b): Parcel by DataObject"],
        );
        check("pool P\n lane Sales\n catch link In\n lane Shipping\n task B\nIn -> B", &[]);
    }

    #[test]
    fn ids_are_names_that_last() {
        let unit = unit("pool Customer\npool Shop\n start message Get\nCustomer ~A~> Get\nCustomer ~B~> Get");
        let ids: Vec<&str> = unit.handoffs.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["case.handoff#message:customer>get", "case.handoff#message:customer>get#2"]);
    }
}
