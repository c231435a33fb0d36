//! What contracts promise beside items, held against the slowest way by everything else that is stated.

use handoff_model::Id;

use crate::{
    contract::{Contract, Side, Subject},
    matching,
    time::{StepTimes, TimeLimits},
    unit::{Promise, PromiseSubject, SlowestPath, Unit},
    unit_builder::UnitBuilder,
};

/// Lists the promises of contracts that are about the unit, in the order of the contracts, not yet held against anything.
pub(crate) fn promises(draft: &UnitBuilder<'_>) -> Vec<Promise> {
    let contracts = draft.shared.settings.contracts.iter();
    let promised = contracts.filter(|row| row.within.is_some() || row.complete_and_accurate.is_some());
    promised.flat_map(|contract| about(draft, contract)).collect()
}

fn about(draft: &UnitBuilder<'_>, contract: &Contract) -> Vec<Promise> {
    let subjects: Vec<PromiseSubject> = match &contract.subject {
        Subject::Department(name) => {
            let found = matching::departments(&draft.unit, name, draft.shared.lexicon).into_iter();
            found.map(PromiseSubject::Department).collect()
        }
        Subject::Step(name) => matching::steps_named(draft, name).map(PromiseSubject::Step).collect(),
        Subject::Process(name) => {
            matching::processes_named(&draft.unit, name).map(PromiseSubject::Process).collect()
        }
    };
    let row = |subject| Promise {
        subject,
        seconds: contract.within,
        share: contract.complete_and_accurate.map(parts),
        to_customer: false,
        slowest: SlowestPath::default(),
        origin: contract.origin.clone(),
    };
    subjects.into_iter().map(row).collect()
}

/// Returns a share in parts of ten thousand.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
fn parts(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 10_000.0).round() as u32
}

/// Says of each promise who waits for it and how long the slowest way takes, and of each wait when it ends.
pub(crate) fn measure(unit: &mut Unit) {
    let limits = TimeLimits::new(unit);
    let waits = unit.waits.iter().map(|wait| limits.end(wait.step).filter(|_| wait.limited));
    let waits: Vec<Option<u64>> = waits.collect();
    for (wait, seconds) in unit.waits.iter_mut().zip(waits) {
        wait.seconds = seconds;
    }
    let measured = unit.promises.iter().enumerate().map(|(number, promise)| {
        let slowest = promise.seconds.and_then(|_| {
            let times = StepTimes::new(unit, Some(number));
            match promise.subject {
                PromiseSubject::Department(department) => times.stay(department),
                PromiseSubject::Step(step) => times.at(step),
                PromiseSubject::Process(process) => times.through(process, true),
            }
        });
        (is_to_customer(unit, promise.subject), slowest.unwrap_or_default())
    });
    let measured: Vec<_> = measured.collect();
    for (promise, (to_customer, slowest)) in unit.promises.iter_mut().zip(measured) {
        (promise.to_customer, promise.slowest) = (to_customer, slowest);
    }
}

/// Tells whether it is the customer who waits for what is promised: he gets something there, or began the case.
fn is_to_customer(unit: &Unit, subject: PromiseSubject) -> bool {
    let mut given = unit.touchpoints.iter().filter(|touchpoint| !touchpoint.inbound).map(|point| point.step);
    match subject {
        PromiseSubject::Step(step) => given.any(|given| given == step),
        PromiseSubject::Department(department) => {
            let is_customer =
                |id: crate::unit::DepartmentId| unit.departments[id.index()].side == Side::Customer;
            let mut handoffs = unit.handoffs.iter().filter(|handoff| handoff.giver == Some(department));
            given.any(|given| unit.steps[given.index()].owner == Some(department))
                || handoffs.any(|handoff| handoff.receiver.is_some_and(is_customer))
        }
        PromiseSubject::Process(process) => {
            let is_inside = |step: crate::unit::StepId| unit.steps[step.index()].process == process;
            let mut endings = unit.endings.iter().filter(|ending| ending.started_at.is_some());
            given.any(is_inside) || endings.any(|ending| is_inside(ending.step))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        contract::{Contract, Settings, Subject},
        lexicon::tests::settings,
        testing::{contract, ids, unit_with},
    };

    const DAY: u64 = 86_400;

    fn within(subject: Subject, days: u64) -> Contract {
        Contract { within: Some(days * DAY), ..contract(subject, Vec::new(), Vec::new()) }
    }

    fn process(days: u64) -> Contract {
        within(Subject::Process("Sale".to_owned()), days)
    }

    #[track_caller]
    fn check(contracts: Vec<Contract>, text: &str, expected: &[&str]) {
        let unit = unit_with(text, &Settings { contracts, ..settings() });
        let line = |row: &crate::unit::Promise| {
            let slowest = &row.slowest;
            format!(
                "{}d of {}d via {}; stated {}; unstated {}{}",
                slowest.seconds / DAY,
                row.seconds.unwrap_or_default() / DAY,
                ids(&unit, &slowest.path),
                ids(&unit, &slowest.stated),
                ids(&unit, &slowest.unstated),
                if row.to_customer { "; customer" } else { "" },
            )
        };
        let found: Vec<String> = unit.promises.iter().map(line).collect();
        assert_eq!(found, expected);
        assert_eq!(unit.sound(), Ok(()));
    }

    #[test]
    fn timers_on_the_slowest_way_add_up() {
        check(
            vec![process(4)],
            "pool Sale\n start S\n task Make\n and G\n catch timer Dry | timer P3D\n catch timer Wait | timer P1D\n and J\n catch timer Cool | timer P2D\n end E\n S -> Make -> G -> Dry -> J -> Cool -> E\n G -> Wait -> J",
            &["5d of 4d via s, make, g, dry, j, cool; stated dry, cool; unstated make"],
        );
    }

    #[test]
    fn what_a_tool_wrote_counts_and_the_shorter_of_two_times() {
        check(
            vec![process(1)],
            "pool Sale\n start S\n user Make | attr camunda:dueDate = P3D\n user Check | attr camunda:dueDate = ${later}\n \
             user Send | attr camunda:dueDate = P4D\n boundary timer Late on Send | timer P1D\n end E\n S -> Make -> Check -> Send -> E",
            &["4d of 1d via s, make, check, send; stated make, send; unstated check"],
        );
    }

    #[test]
    fn a_circle_is_walked_once() {
        check(
            vec![process(4)],
            "pool Sale\n start S\n xor Again?\n catch timer Dry | timer P3D\n xor Good?\n end E\n S -> Again? -> Dry -> Good? -> E\n Good? -> Again?",
            &["3d of 4d via s, again, dry; stated dry; unstated "],
        );
    }

    #[test]
    fn a_limit_is_what_its_host_can_take() {
        let text = |kind: &str| {
            format!(
                "pool Sale\n start S\n task Approve\n boundary timer Late on Approve | timer P3D{kind}\n end E\n end F\n S -> Approve -> E\n Late -> F"
            )
        };
        check(vec![process(4)], &text(""), &["3d of 4d via s, approve; stated approve; unstated "]);
        let step = within(Subject::Step("Approve".to_owned()), 2);
        check(
            vec![process(4), step],
            &text(""),
            &[
                "3d of 4d via s, approve, late; stated late; unstated ",
                "3d of 2d via approve; stated approve; unstated ",
            ],
        );
    }

    #[test]
    fn a_stay_with_a_department_counts_as_it_promises() {
        let text = "pool Sale\n lane Office\n start S\n task Write\n lane Store\n task Look\n catch timer Rest | timer P5D\n lane Till\n task Pay\n end E\n S -> Write -> Look -> Rest -> Pay -> E";
        let store = within(Subject::Department("Store".to_owned()), 2);
        check(
            vec![process(1), store],
            text,
            &[
                "2d of 1d via s, write, look; stated look; unstated write",
                "5d of 2d via look, rest; stated rest; unstated look",
            ],
        );
    }

    #[test]
    fn a_call_takes_what_the_called_process_takes() {
        let text = |out: &str| {
            format!(
                "process Sale\n start S\n call Pack | calls Packing\n end E\n S -> Pack -> E\nprocess Packing\n start T\n catch timer Dry | timer P3D\n {out}\n T -> Dry -> F"
            )
        };
        check(vec![process(1)], &text("end F"), &["3d of 1d via s, pack; stated pack; unstated "]);
        let packing = within(Subject::Process("Packing".to_owned()), 2);
        check(
            vec![process(1), packing],
            &text("end F"),
            &["2d of 1d via s, pack; stated pack; unstated ", "3d of 2d via t, dry; stated dry; unstated "],
        );
    }

    #[test]
    fn the_time_of_the_customer_is_his_own() {
        let text = |party: &str| {
            format!(
                "pool {party}\npool Sale\n start S\n send Ask\n event G\n catch message Yes\n catch timer Late | timer P9D\n end E\n end F\n S -> Ask -> G -> Yes -> E\n G -> Late -> F\nAsk ~> {party}\n{party} ~> Yes"
            )
        };
        check(vec![process(4)], &text("Supplier"), &["9d of 4d via s, ask, g, yes; stated yes; unstated "]);
        check(vec![process(4)], &text("Customer"), &["0d of 4d via s; stated ; unstated ; customer"]);
    }

    #[test]
    fn a_sub_process_with_a_limit_takes_no_longer() {
        check(
            vec![process(4)],
            "pool Sale\n start S\n sub Work {\n start T\n catch timer Dry | timer P9D\n T -> Dry\n }\n boundary timer Late on Work | timer P2D\n end E\n end F\n S -> Work -> E\n Late -> F",
            &["2d of 4d via s, work, late; stated late; unstated "],
        );
    }

    #[test]
    fn waits_say_when_they_end() {
        let unit = crate::testing::unit(
            "pool Supplier\npool Shop\n start S\n task T\n event G\n catch message Yes\n catch timer Late | timer P2D\n S -> T -> G -> Yes\n G -> Late\nSupplier ~> Yes",
        );
        let found: Vec<_> = unit.waits.iter().map(|wait| wait.seconds).collect();
        assert_eq!(found, [Some(2 * DAY)]);
    }
}
