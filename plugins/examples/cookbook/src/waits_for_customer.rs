//! Waits.

use handoff_sdk::{Argument, DepartmentId, Options, Place, Reporter, Rule, Side, Unit, ViewPart};

use crate::recipe;

/// We wait until the customer does something.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "We wait until the customer does something",
        "{step} waits for {party}: is there a reminder?"
    ),
    ..recipe::of(
        "cookbook/waits-for-customer",
        &[ViewPart::Waits],
        include_str!("../cases/waits-for-customer.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let customer = |id: &DepartmentId| unit.departments()[*id as usize].side == Side::Customer;
    for wait in unit.waits() {
        let Some(party) = wait.party.filter(customer) else { continue };
        report
            .add(Place::Step(wait.step), "found")
            .with("party", Argument::Department(party))
            .with("step", Argument::Step(wait.step));
    }
}
