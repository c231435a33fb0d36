//! Who waits for whom, and whether anything ends the wait.

mod asking;
mod limits;
mod machine;
mod piece;
mod silence;
mod surroundings;
mod task;
mod turn;
mod unanswered;
mod unheard;
mod unsent;
mod words;

use std::cell::LazyCell;

use handoff_model::Id;

use limits::WaitLimits;
use surroundings::WaitSurroundings;

use crate::{
    contract::Side,
    flow::{Graph, Solution},
    paths::Paths,
    sketch,
    unit::{DepartmentId, StepId, Wait},
    unit_builder::UnitBuilder,
};

/// Finds all waits of our own company, in the order of steps; and those of customers for what nobody sends, without a party,
/// or not on every way, with one.
pub(crate) fn waits(draft: &UnitBuilder<'_>, graph: &Graph, solution: &Solution, paths: &Paths) -> Vec<Wait> {
    let ways = surroundings(draft, graph);
    // Most units have no wait.
    let limits = LazyCell::new(|| WaitLimits::new(draft, graph, &ways));
    let work = LazyCell::new(|| sketch::named_work(draft));
    let mut waits = Vec::new();
    let ours =
        |step: &StepId| draft.side(draft.owner(*step)) == Side::Internal && !ways.asks_us(draft, *step);
    for step in draft.steps().filter(ours) {
        let begins = || ways.begins(draft, step) && !ways.is_answer(draft, graph, solution, step);
        if !ways.waits(draft, step) || begins() {
            continue;
        }
        let party = ways.party(draft, step);
        if machine::answers(&ways, draft, step, party) || machine::is_mistyped(&ways, draft, step) {
            continue;
        }
        // Nobody can act on a wait for a signal called “Signal”, nor on one of which nothing says what should come.
        if party.is_none() && ways.is_mute(draft, step) {
            continue;
        }
        if work.is_none_or(|work| work >= least_work(draft, party)) {
            let party = party.filter(|_| !machine::is_soft(&ways, draft, step, party));
            waits.push(Wait { step, party, limited: limits.ends(draft, &ways, step), seconds: None });
        }
    }
    let open = |step, party| Wait { step, party, limited: limits.ends(draft, &ways, step), seconds: None };
    let turns = turn::turns(&ways, draft).into_iter();
    waits.extend(turns.map(|(step, party)| open(step, Some(party))));
    waits.extend(unsent::unsent(&ways, draft).into_iter().map(|step| open(step, None)));
    let mut marks = Vec::new();
    for gone in unheard::gone(&ways, draft) {
        waits.push(open(gone.step, Some(gone.party)));
        marks.push(mark(gone.end, Some(gone.party)));
        marks.extend(gone.time.map(|time| mark(time, Some(gone.party))));
    }
    for unanswered in unanswered::unanswered(&ways, draft, graph, paths) {
        let wait = unanswered.wait;
        waits.push(open(wait.step, wait.party));
        marks.extend(unanswered.end.map(|end| mark(end, wait.party)));
    }
    for wait in waits.iter().filter(|wait| !wait.limited) {
        marks.extend(silence::decision(&ways, draft, wait.step).map(|behind| mark(behind, wait.party)));
        marks.extend(limits::reminder(draft, &ways, wait.step).map(|time| mark(time, wait.party)));
    }
    waits.extend(marks);
    waits.sort_by_key(|wait| wait.step);
    waits.dedup_by_key(|wait| wait.step);
    waits
}

/// A row that is no wait: the decision behind a wait of which one way is meant for the case that nothing comes, the end of
/// those who are waited for, or the time after which they no longer listen. Rules find there what ends the wait too late, or
/// never.
fn mark(step: StepId, party: Option<DepartmentId>) -> Wait {
    Wait { step, party, limited: true, seconds: None }
}

/// How much work a drawing shows at least where somebody means a wait in it: more where nobody is named who is waited for.
fn least_work(draft: &UnitBuilder<'_>, party: Option<DepartmentId>) -> usize {
    let name = party.map(|party| &draft.unit.departments[party.index()].name);
    if name.is_some_and(|name| sketch::is_human(name)) { 2 } else { 3 }
}

/// Reads what surrounds the waits of a unit.
fn surroundings(draft: &UnitBuilder<'_>, graph: &Graph) -> WaitSurroundings {
    let mut ways = WaitSurroundings::new(draft, graph);
    ways.automatic = machine::automatic(draft);
    ways.resumed = piece::resumed(&ways, draft);
    ways.tasks = task::waiting(&ways, draft);
    ways.asking = asking::asking(&ways, draft);
    ways
}

#[cfg(test)]
mod tests {
    use crate::testing::{department, ids, unit};

    fn check(text: &str, expected: &[&str]) {
        let unit = unit(text);
        let line = |row: &crate::unit::Wait| {
            let limited = if row.limited { "limited" } else { "for ever" };
            format!("{} on {} {limited}", ids(&unit, &[row.step]), department(&unit, row.party))
        };
        let found: Vec<String> = unit.waits.iter().map(line).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn who_is_waited_for() {
        check(
            "pool Supplier\npool Shop\n start S\n task T\n receive Get parts\n catch message Get bill\n catch timer Night | timer PT8H\n S -> T -> Get parts -> Get bill -> Night\nSupplier ~> Get parts",
            &["get-parts on Supplier for ever", "get-bill on - for ever"],
        );
    }

    #[test]
    fn nobody_is_late_with_what_comes_by_itself() {
        let text = |kind: &str, label: &str| {
            format!("pool Shop\n start S\n task T\n task U\n catch {kind} {label}\n S -> T -> U -> {label}")
        };
        check(&text("message", "Goods are there"), &["goods-are-there on - for ever"]);
        check(&text("message", "Nightly run finished"), &[]);
        check(&text("conditional", "Wind below 10"), &[]);
        let text = |state: &str| {
            format!(
                "pool Shop\n start S\n task T\n task U\n event E\n catch conditional {state}\n catch message M\n task V\n S -> T -> U -> E -> {state} -> V\n E -> M -> V"
            )
        };
        check(&text("Money is in"), &["e on - for ever"]);
        check(&text("Place becomes free"), &[]);
    }

    #[test]
    fn whoever_was_asked_is_waited_for() {
        check(
            "pool Bank\npool Shop\n start S\n send Ask\n receive Get answer\n S -> Ask -> Get answer\nAsk ~> Bank",
            &["get-answer on Bank for ever"],
        );
    }

    #[test]
    fn a_customer_waits_for_what_nobody_sends() {
        const TEXT: &str = "pool Customer\n start Need\n send Order\n receive Get date\n receive Get goods\n Need -> Order -> Get date -> Get goods\npool Shop\n start message Ordered\n send Name date\n Ordered -> Name date\nOrder ~> Ordered\nName date ~> Get date";
        check(TEXT, &["get-goods on - for ever"]);
        check(&format!("{TEXT}\nName date ~> Get goods"), &[]);
        check(&TEXT.replace("\nName date ~> Get date", ""), &[]);
    }

    #[test]
    fn a_customer_waits_for_what_is_not_sent_on_every_way() {
        let text = |no: &str| {
            format!(
                "pool Customer\n start Need\n send Order\n receive Get date\n Need -> Order -> Get date\npool Shop\n start message Ordered\n xor Stock?\n send Name date\n {no}\n Ordered -> Stock? -> Name date\n Stock? -> No\nOrder ~> Ordered\nName date ~> Get date"
            )
        };
        check(&text("end No"), &["get-date on Shop for ever", "no on Shop limited"]);
        check(&text("send No\nNo ~> Get date"), &[]);
        check(&text("send No\nNo ~> Customer"), &[]);
    }

    #[test]
    fn it_is_somebodys_turn_whose_other_work_is_limited() {
        let text = |boundary: &str| {
            format!(
                "pool Court\n lane Clerk\n start S\n task Issue claim\n task Issue order\n lane Defendant\n task Answer claim\n xor Agreed?\n task Pay order\n {boundary}\n end E\n S -> Issue claim -> Answer claim -> Agreed? -> Issue order -> Pay order -> E\n Agreed? -> E"
            )
        };
        check(&text("boundary timer Late on Pay order"), &["answer-claim on Defendant for ever"]);
        check(&text("task Object"), &[]);
    }

    #[test]
    fn a_case_goes_on_at_the_head_of_a_piece() {
        let text = |flow: &str| {
            format!(
                "pool Office\n start S\n task Ask\n task File answer\n end E\n S -> Ask\n File answer -> E\npool Expert\n start message Asked\n task Answer\n Asked -> Answer\n{flow}\nAnswer ~> File answer"
            )
        };
        check(&text("Ask ~> Asked"), &["file-answer on Expert for ever"]);
        check(&text("Office ~> Asked"), &[]);
    }

    #[test]
    fn an_event_whose_kind_was_lost_waits_for_what_comes_in() {
        let text = "pool Members\n start S\n task Reply\n S -> Reply\npool Office\n start T\n task Ask\n catch Replies | id r\n T -> Ask -> r";
        check(&format!("{text}\nReply ~> r"), &["r on Members for ever"]);
        check(text, &[]);
    }

    #[test]
    fn nobody_is_drawn_who_sends_this_one() {
        let text = |first: &str| {
            format!(
                "pool Bank\npool P\n lane Tenant\n start S\n task Pay rent\n lane Office\n {first}\n catch message Rent paid\n S -> First -> Pay rent -> Rent paid"
            )
        };
        check(&text("task First"), &[]);
        check(&text("catch message First\nBank ~> First"), &["rent-paid on - for ever"]);
    }

    #[test]
    fn our_own_department_is_named_too() {
        check(
            "pool P\n lane Design\n start S\n and G\n throw signal Drawn | name Drawn\n catch signal Go | name Drawn\n S -> G -> Drawn\n G -> Go",
            &["go on Design for ever"],
        );
    }

    #[test]
    fn a_gateway_waits_once_and_a_timer_ends_it() {
        check(
            "pool Supplier\npool Shop\n start S\n task T\n event E\n catch message Yes\n catch timer Late | timer P2D\n S -> T -> E -> Yes\n E -> Late\nSupplier ~> Yes",
            &["e on Supplier limited"],
        );
    }

    #[test]
    fn an_event_behind_a_choice_that_is_reached_without_it() {
        let text = |flow: &str| {
            format!(
                "pool Office\npool Head\n start S\n task Report\n event E\n catch message Question\n catch message Draft\n task Explain\n S -> Report -> E -> Question -> Explain\n E -> Draft\n{flow}\nReport ~> Office\nOffice ~> Question\nOffice ~> Draft"
            )
        };
        check(&text(" Explain -> E"), &["e on Office for ever"]);
        check(&text(" Explain -> Draft"), &["e on Office for ever", "draft on Office for ever"]);
    }

    #[test]
    fn a_way_for_no_answer_begins_behind_the_wait() {
        let text = |question: &str, label: &str| {
            format!(
                "pool Supplier\npool Shop\n start S\n send Ask\n receive Offer\n xor {question} | id q\n task Look\n task Drop\n S -> Ask -> Offer -> q -> Look\n q -{label}-> Drop\nAsk ~> Supplier\nSupplier ~> Offer"
            )
        };
        check(
            &text("Good?", "no response in 2 days"),
            &["offer on Supplier for ever", "q on Supplier limited"],
        );
        check(&text("Good?", "keine Antwort"), &["offer on Supplier for ever", "q on Supplier limited"]);
        check(&text("Offer received?", "no"), &["offer on Supplier for ever", "q on Supplier limited"]);
        check(&text("Good?", "no"), &["offer on Supplier for ever"]);
    }

    #[test]
    fn a_decision_drawn_as_a_choice_of_events_waits_for_nobody() {
        let text = |yes: &str, no: &str| {
            format!(
                "pool Shop\n start S\n task Check\n event E\n catch message Claim\n throw Close\n S -> Check -> E\n E -{yes}-> Claim\n E -{no}-> Close"
            )
        };
        check(&text("ja", "nein"), &[]);
        check(&text("one", "two"), &["e on - for ever"]);
    }

    #[test]
    fn an_event_of_which_nothing_says_what_should_come() {
        check(
            "pool Shop\n start S\n task Escalate\n catch message | id m\n task A\n S -> Escalate -> m -> A",
            &[],
        );
    }

    #[test]
    fn devices_answer_by_themselves() {
        let text = |pool: &str, bad: &str| {
            format!(
                "pool {pool}\n start message Told | id t\n task Move\n throw message Done | id o\n throw message Stuck | id p\n t -> Move -> o\n Move -> p\npool Yard\n start S\n task Plan\n send Direct\n event E\n catch message Acknowledgement\n catch message {bad} | id b\n S -> Plan -> Direct -> E -> Acknowledgement\n E -> b\nDirect ~> t\no ~> Acknowledgement\np ~> b"
            )
        };
        check(&text("Robot 2", "Problem"), &[]);
        check(&text("Driver", "Problem"), &["e on - for ever"]);
        check(&text("Driver", "Question"), &["e on Driver for ever"]);
    }

    #[test]
    fn what_a_plain_step_of_the_pool_hands_on_is_there() {
        let text = |flow: &str| {
            format!(
                "pool P\n lane Front\n start S\n task Stamp\n lane Back\n receive Form\n task Look\n S -> Stamp -> Form -> Look\n{flow}"
            )
        };
        check(&text("Stamp ~> Form"), &[]);
    }

    #[test]
    fn a_gateway_waits_only_for_what_others_do() {
        check("process P\n start S\n task T\n event E\n catch A\n catch B\n S -> T -> E -> A\n E -> B", &[]);
    }

    #[test]
    fn what_no_way_leads_to_waits_for_nobody() {
        check("process P\n start S\n task T\n catch message M\n task A\n S -> T\n M -> A", &[]);
    }

    #[test]
    fn what_a_case_begins_with_is_no_wait() {
        check("process P\n start S\n receive Order\n task A\n S -> Order -> A", &[]);
        check(
            "process P\n start S\n task A\n sub W {\n start T\n receive Order\n T -> Order\n }\n S -> A -> W",
            &["order on - for ever"],
        );
    }

    #[test]
    fn a_case_does_not_begin_with_an_answer() {
        check(
            "pool Sales\n start S\n catch message List there\n send Order\n S -> List there -> Order\npool Store\n start T\n catch message Ordered\n send List\n T -> Ordered -> List\nOrder ~> Ordered\nList ~> List there",
            &["list-there on Store for ever", "ordered on Sales for ever"],
        );
    }

    #[test]
    fn what_was_just_sent_within_the_pool_is_there() {
        check(
            "pool P\n lane Sales\n start S\n task A\n throw message Order sent\n lane Store\n catch message Order there\n S -> A -> Order sent -> Order there",
            &[],
        );
        check(
            "pool P\n start S\n task A\n throw message Order | id out\n catch message Order | id in\n S -> A -> out -> in",
            &[],
        );
        check(
            "pool P\n lane Tenant\n start S\n task Pay rent\n lane Office\n catch message Rent paid\n S -> Pay rent -> Rent paid",
            &[],
        );
        check(
            "pool P\n lane Sales\n start S\n throw message Order sent\n catch message Answer there\n S -> Order sent -> Answer there",
            &["answer-there on - for ever"],
        );
    }

    #[test]
    fn what_the_branch_says_has_come_is_there() {
        let branch = |gateway: &str, label: &str| {
            format!(
                "process P\n start S\n task A\n xor {gateway}\n catch message Payment received\n end E\n S -> A -> {gateway}\n {gateway} -{label}-> Payment received\n {gateway} -late-> E"
            )
        };
        check(&branch("Paid?", "payment received"), &[]);
        check(&branch("Paid?", "payment has arrived"), &[]);
        check(&branch("Payment received?", "yes"), &[]);
        for (gateway, label) in
            [("Payment received?", "no"), ("Paid?", "payment not received"), ("Paid?", "yes")]
        {
            let found = unit(&branch(gateway, label)).waits.len();
            assert_eq!(found, 1, "{gateway} {label}");
        }
    }

    #[test]
    fn what_a_branch_depends_on_is_no_wait() {
        let text = |kind: &str| {
            format!(
                "process P\n start S\n task T\n xor G\n catch {kind} High\n task A\n S -> T -> G -> High\n G -> A"
            )
        };
        check(&text("conditional"), &[]);
        check(&text("message"), &["high on - for ever"]);
    }

    #[test]
    fn what_users_choose_is_no_wait() {
        check(
            "process P\n start S\n task T\n catch Save\n catch Approve\n catch Reject\n catch message Submit\n S -> T -> Submit -> Save -> Approve -> Reject",
            &[],
        );
    }

    #[test]
    fn nobody_waits_for_himself_or_a_machine() {
        let text = |lane: &str| {
            format!(
                "pool Office\n start S\n task T\n catch message Assigned\n S -> T -> Assigned\npool Branch\n lane {lane}\n start U\n task Assign\n U -> Assign\nAssign ~> Assigned"
            )
        };
        check(&text("Office"), &[]);
        check(&text("Engine"), &[]);
        check(&text("Cash desk"), &["assigned on Cash desk for ever"]);
        check(&text("Engine").replace("task Assign", "user Assign"), &["assigned on Engine for ever"]);
    }

    #[test]
    fn a_lane_of_our_own_name_behind_the_work_of_others() {
        check(
            "pool Office\n start S\n task T\n catch message Assigned\n S -> T -> Assigned\npool Branch\n lane Cash desk\n start U\n task Count\n lane Office\n task Assign\n U -> Count -> Assign\nAssign ~> Assigned",
            &["assigned on Branch for ever"],
        );
    }

    #[test]
    fn own_work_drawn_as_receiving_is_no_wait() {
        let text =
            |label: &str| format!("process P\n start S\n task T\n receive {label}\n S -> T -> {label}");
        check(&text("Check contents"), &[]);
        check(&text("Collect contents"), &["collect-contents on - for ever"]);
    }

    #[test]
    fn a_label_says_that_somebody_is_waited_for() {
        let text = |label: &str| {
            format!("process P\n start S\n task T\n task {label}\n end E\n S -> T -> {label} -> E")
        };
        check(&text("Wait for approval"), &["wait-for-approval on - for ever"]);
        check(&text("Wait for two days"), &[]);
        let timer = "\n boundary timer Late on Wait for approval";
        let limited = text("Wait for approval").replace("\n end E", &format!("{timer}\n end E"));
        check(&limited, &["wait-for-approval on - limited"]);
        check(&text("Collect offers of three hauliers"), &["collect-offers-of-three-hauliers on - for ever"]);
        check(&text("Collect goods"), &[]);
    }

    #[test]
    fn what_waits_right_behind_the_label_is_the_wait() {
        check(
            "process P\n start S\n task T\n task Wait for payment\n catch message Paid\n S -> T -> Wait for payment -> Paid",
            &["paid on - for ever"],
        );
    }

    #[test]
    fn work_at_which_an_answer_comes_in() {
        let text = |label: &str, flows: &str| {
            format!(
                "pool Bank\npool Shop\n start S\n task Ask\n task {label} | id t\n task Ship\n S -> Ask -> t -> Ship\n{flows}"
            )
        };
        check(&text("Receive papers", "Bank ~> t"), &["t on Bank for ever"]);
        check(&text("Check papers", "Bank ~> t\nAsk ~> Bank"), &["t on Bank for ever"]);
        check(&text("Check papers", "Bank ~> t"), &[]);
        check(&text("Check papers", "Bank ~> t\nShip ~> Bank"), &[]);
        check(&text("Talk about papers", "Bank ~> t\nt ~> Bank\nAsk ~> Bank"), &[]);
    }

    #[test]
    fn many_who_have_to_answer() {
        check(
            "pool Guests\npool Shop\n start S\n task T\n task Interview | multi\n S -> T -> Interview\nGuests ~> Interview\nInterview ~> Guests",
            &["interview on Guests for ever"],
        );
    }

    #[test]
    fn what_is_obtained_from_others_is_waited_for() {
        let text = |label: &str| {
            format!(
                "pool Hauliers\npool Shop\n start S\n task Look\n task {label} | id t\n S -> Look -> t\nHauliers ~> t\nt ~> Hauliers"
            )
        };
        check(&text("Collect offers"), &["t on Hauliers for ever"]);
        check(&text("Talk about offers"), &[]);
    }

    #[test]
    fn limits_around_the_step() {
        check(
            "process P\n start S\n task T\n sub W {\n task A\n receive B\n A -> B\n }\n boundary timer L on W | timer P1D\n receive C\n S -> T -> W -> C",
            &["b on - limited", "c on - for ever"],
        );
        check(
            "process P\n start S\n task T\n receive A\n S -> T -> A\n event sub X {\n start timer L | timer P1D\n }",
            &["a on - limited"],
        );
        let text = |state: &str| {
            format!(
                "process P\n start S\n task T\n receive A\n S -> T -> A\n event sub X {{\n start conditional {state}\n }}"
            )
        };
        check(&text("Deadline over"), &["a on - limited"]);
        check(&text("Device missing"), &["a on - for ever"]);
    }

    #[test]
    fn a_way_to_call_it_off_is_a_limit() {
        check(
            "process P\n start S\n task T\n receive A\n boundary message Cancelled on A\n S -> T -> A",
            &["a on - limited"],
        );
        check(
            "process P\n start S\n task T\n receive A\n boundary non-interrupting message Asked on A\n S -> T -> A",
            &["a on - for ever"],
        );
    }

    #[test]
    fn a_time_that_leads_back_is_no_limit() {
        let text = |work: &str, after: &str| {
            format!(
                "pool Debtor\npool Shop\n start S\n task Deliver\n send Bill\n event Wait\n catch message Paid\n catch timer Late | timer P7D\n task Book\n {work} | id w\n task Give up\n S -> Deliver -> Bill -> Wait -> Paid -> Book\n Wait -> Late -> w -> {after}\nBill ~> Debtor\nDebtor ~> Paid"
            )
        };
        check(&text("send Remind", "Wait"), &["wait on Debtor for ever", "late on Debtor limited"]);
        check(&text("send Remind", "Wait\n w -> Give up"), &["wait on Debtor limited"]);
        check(&text("send Remind", "Give up"), &["wait on Debtor limited"]);
        check(&text("call Collect", "Wait"), &["wait on Debtor limited"]);
    }

    #[test]
    fn a_reminder_beside_the_wait_is_no_limit() {
        let text = |kind: &str, label: &str| {
            format!(
                "pool Debtor\npool Shop\n start S\n task Deliver\n receive Paid\n boundary {kind} Late on Paid | timer P7D\n task Book\n task {label} | id w\n S -> Deliver -> Paid -> Book\n Late -> w -> end\nDebtor ~> Paid"
            )
        };
        let reminded = ["paid on Debtor for ever", "late on Debtor limited"];
        check(&text("non-interrupting timer", "Send reminder"), &reminded);
        check(&text("non-interrupting timer", "Mahnung versenden"), &reminded);
        check(&text("non-interrupting timer", "Call the boss"), &["paid on Debtor limited"]);
        check(&text("timer", "Send reminder"), &["paid on Debtor limited"]);
    }

    #[test]
    fn an_escalation_right_before() {
        let text = |throw: &str| {
            format!(
                "process P\n start S\n task T\n throw {throw} Too dear\n catch message Granted\n task B\n S -> T -> Too dear -> Granted -> B"
            )
        };
        check(&text("escalation"), &["granted on - limited"]);
        check(&text("signal"), &["granted on - for ever"]);
    }

    #[test]
    fn what_has_just_come_is_not_waited_for_again() {
        let text = |border: &str| {
            format!(
                "process P\n start S\n task T\n task Collect\n boundary message Stop on Collect | name {border}\n catch message Go on | name Closed\n task B\n S -> T -> Collect -> Go on -> B\n Stop -> B"
            )
        };
        check(&text("Closed"), &[]);
        check(&text("Other"), &["go-on on - for ever"]);
        check(
            "process P\n start S\n task T\n catch timer Month over | timer P30D\n catch message Papers there\n task B\n S -> T -> Month over -> Papers there -> B",
            &[],
        );
        check(
            "process P\n start S\n task T\n task Wait\n boundary timer Answer on Wait | timer P3D\n catch message Answer received\n task B\n S -> T -> Wait -> B\n Answer -> Answer received -> B",
            &[],
        );
    }

    #[test]
    fn a_sign_beside_the_work_at_which_something_comes_in() {
        check(
            "pool Claimant\npool Office\n start S\n task Look\n task Ask\n task Get papers\n catch message | id m\n task Check\n S -> Look -> Ask -> Get papers -> m -> Check\nAsk ~> Claimant\nClaimant ~> Get papers",
            &["get-papers on Claimant for ever", "m on Claimant for ever"],
        );
    }

    #[test]
    fn a_condition_without_a_name() {
        check(
            "process P\n start S\n task T\n task Hand over\n catch conditional | id c\n task B\n S -> T -> Hand over -> c -> B",
            &["c on - for ever"],
        );
    }

    #[test]
    fn a_case_that_has_begun_with_something_else() {
        let text = |start: &str, wait: &str| {
            format!(
                "process P\n start {start} | id s\n receive {wait} | id w\n task A\n task B\n task C\n s -> w -> A -> B -> C"
            )
        };
        check(&text("Order received", "Wait for papers"), &["w on - for ever"]);
        check(&text("Order received", "Order"), &[]);
        check(&text("Start", "Wait for papers"), &[]);
    }

    #[test]
    fn whoever_answers_listens_no_longer() {
        let text = |other: &str| {
            format!(
                "pool Desk\n start message In\n task Enter\n event Choice\n catch message Asked\n {other}\n task Clear\n end Over\n In -> Enter -> Choice -> Asked -> Clear\n Choice -> Late -> Over\npool Books\n start message Entered\n task Book\n task Have it cleared | id h\n task Pay\n Entered -> Book -> h -> Pay\nEnter ~> Entered\nh ~> Asked\nClear ~> h"
            )
        };
        check(
            &text("catch timer Late | timer P7D"),
            &[
                "choice on Books limited",
                "late on Desk limited",
                "over on Desk limited",
                "h on Desk for ever",
            ],
        );
        // What is no time may be a choice that nothing limits.
        check(
            &text("catch message Late"),
            &["choice on Books for ever", "over on Desk limited", "h on Desk for ever"],
        );
    }

    #[test]
    fn an_end_of_somebody_else_is_not_blamed() {
        let text = |end: &str| {
            format!(
                "pool Customer\n start Need\n send Order\n catch message Told\n Need -> Order -> Told\npool Shop\n start message In\n xor Good\n send Tell\n end Over\n end Refused\n In -> Good -> Tell -> Over\n Good -> {end}\npool Works\n start message Asked\n xor Can\n send Say\n end Done\n end Dropped\n Asked -> Can -> Say -> Done\n Can -> Dropped\nOrder ~> Asked\nSay ~> In\nTell ~> Told"
            )
        };
        check(&text("Tell"), &["told on Shop for ever"]);
        check(&text("Refused"), &["told on Shop for ever"]);
    }

    #[test]
    fn whoever_asks_an_organisation_waits_as_a_customer_does() {
        let text = |start: &str, lane: &str, other: &str| {
            format!(
                "pool Parents\n {start} Need\n send Apply\n catch message Told\n Need -> Apply -> Told\npool Town hall\n start message In\n task Look\n xor Good\n {lane}send Say yes\n {other} | id o\n In -> Look -> Good -> Say yes\n Good -> o\nApply ~> In\nSay yes ~> Told\nParents ~> Look\no ~> Told"
            )
        };
        let lane = "lane Registry\n ";
        check(&text("start", lane, "send Say no"), &[]);
        check(&text("start", lane, "task File").replace("\no ~> Told", ""), &["told on Registry for ever"]);
        check(&text("start", "", "send Say no"), &["told on Town hall for ever"]);
        check(&text("start message", lane, "send Say no"), &["told on Registry for ever"]);
    }

    #[test]
    fn nobody_has_to_call_it_off() {
        let text = |by: &str| {
            format!(
                "pool Guest\n start S\n task Book\n throw message Pay\n throw message Cancel\n S -> Book -> Pay\n S -> Cancel\npool Bank\n start B\n throw message Object\n B -> Object\npool Inn\n start T\n task Offer\n sub Stay {{\n start U\n task Prepare\n catch message Paid\n U -> Prepare -> Paid\n }}\n boundary message Off on Stay\n T -> Offer -> Stay\nPay ~> Paid\n{by} ~> Off"
            )
        };
        check(&text("Cancel"), &["paid on Guest for ever"]);
        check(&text("Object"), &["paid on Guest for ever"]);
    }

    #[test]
    fn every_call_answers_for_itself() {
        let waits = "process P\n start V\n receive A\n V -> A";
        let outer =
            "process R\n start S\n call CR | calls Q\n boundary timer T on CR | timer P1D\n S -> CR\n";
        let twice = "process Q\n start U\n xor Way\n call C1 | calls P\n call C2 | calls P\n U -> Way -> C1\n Way -> C2\n";
        check(&format!("{outer}{twice}{waits}"), &["a on - limited"]);
        let free = "process X\n start Y\n call C3 | calls P\n Y -> C3\n";
        check(&format!("{outer}{twice}{free}{waits}"), &["a on - for ever"]);
        check(
            "process P\n start S\n task T\n call C | calls P\n receive A\n S -> T -> C -> A",
            &["a on - for ever"],
        );
    }
}
