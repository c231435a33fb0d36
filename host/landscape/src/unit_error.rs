//! Holds a unit that comes from outside to what the analysis promises of the units that it makes.

use handoff_model::Id;

use crate::UndecidedReason;
use crate::unit::{DepartmentId, FileId, HintText, ItemId, PromiseSubject, StateId, StepId, Unit};

/// Most bits in one reading of a flow, steps by facts: beyond it the analysis would take the machine's memory.
const BITS: u64 = 1 << 31;

/// A unit that the analysis could not have made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnitError {
    /// A number is no position in the list that it belongs to.
    #[error("it names {what} {number}, of {known}")]
    Nowhere {
        /// What the number counts, like `step`.
        what: &'static str,
        /// The number as it stands in the unit.
        number: u32,
        /// The length of that list: valid numbers are smaller.
        known: usize,
    },
    /// Its flow does not go with its steps.
    #[error("its flow is not well formed")]
    Flow,
    /// Its flow is larger than what can be solved.
    #[error("its flow has {steps} steps and {facts} facts, too many to be solved")]
    TooLarge {
        /// The steps of the unit.
        steps: usize,
        /// The facts of its flow: items, and items in a state.
        facts: u32,
    },
}

/// The sizes that every number of a unit is held to.
struct UnitSizes<'a> {
    unit: &'a Unit,
}

impl Unit {
    /// Makes sure that every number in the unit leads somewhere and that its flow can be solved.
    pub fn sound(&self) -> Result<(), UnitError> {
        let sizes = UnitSizes { unit: self };
        sizes.parts()?;
        sizes.uses()?;
        sizes.flow()
    }
}

impl UnitSizes<'_> {
    fn parts(&self) -> Result<(), UnitError> {
        for process in &self.unit.processes {
            self.file(process.file)?;
            self.departments(process.owner)?;
        }
        for row in &self.unit.department_spellings {
            self.file(row.file)?;
            self.departments([row.department])?;
        }
        self.departments(self.unit.customers.iter().map(|customer| customer.department))?;
        for step in &self.unit.steps {
            self.departments(step.owner)?;
            within("process", step.process, self.unit.processes.len())?;
            self.steps(step.scope)?;
        }
        self.steps(self.unit.documentation.keys().copied())?;
        self.steps(self.unit.attributes.iter().map(|attribute| attribute.step))?;
        for flow in &self.unit.flows {
            self.steps([flow.source, flow.target])?;
            flow.reads.iter().try_for_each(|item| self.item(*item, None))?;
        }
        for event in &self.unit.events {
            self.steps([event.step].into_iter().chain(event.host))?;
        }
        for exchange in &self.unit.exchanges {
            self.steps(exchange.thrower.into_iter().chain(exchange.catcher))?;
            self.departments(exchange.giver.into_iter().chain(exchange.receiver))?;
            exchange.handoff.map_or(Ok(()), |id| within("handoff", id.0, self.unit.handoffs.len()))?;
        }
        for call in &self.unit.calls {
            self.steps([call.step])?;
            call.process.map_or(Ok(()), |process| within("process", process, self.unit.processes.len()))?;
            let mut items = call.unpassed.iter().chain(&call.unreturned);
            items.try_for_each(|item| self.item(*item, None))?;
        }
        for handoff in &self.unit.handoffs {
            self.file(handoff.file)?;
            self.departments(handoff.giver.into_iter().chain(handoff.receiver))?;
            self.steps(handoff.last.into_iter().chain(handoff.first))?;
            handoff.carries.iter().try_for_each(|carried| self.item(carried.item, carried.state))?;
        }
        Ok(())
    }

    fn uses(&self) -> Result<(), UnitError> {
        for need in &self.unit.needs {
            self.steps([need.step])?;
            self.item(need.item, need.state)?;
            need.arrives_in.iter().try_for_each(|state| self.item(need.item, Some(*state)))?;
            self.steps(need.witness.iter().chain(&need.providers).copied())?;
            self.steps(need.undeclared.iter().flat_map(UndecidedReason::steps))?;
            need.source.map_or(Ok(()), |source| within("source", source, self.unit.sources.len()))?;
            self.departments(need.expected)?;
            need.flow.map_or(Ok(()), |flow| within("flow", flow, self.unit.flows.len()))?;
            let handoffs = self.unit.handoffs.len();
            need.handoff.map_or(Ok(()), |handoff| within("handoff", handoff, handoffs))?;
        }
        let clauses = self.unit.needs.iter().map(|need| need.clause);
        let mut clauses =
            clauses.chain(self.unit.provisions.iter().map(|provision| provision.clause)).flatten();
        clauses.try_for_each(|clause| within("clause", clause, self.unit.clauses.len()))?;
        for clause in &self.unit.clauses {
            self.steps([clause.step])?;
            self.item(clause.item, clause.state)?;
            self.departments(clause.party)?;
        }
        let needs = self.unit.needs.len();
        self.unit.sources.iter().try_for_each(|need| within("need", *need, needs))?;
        for provision in &self.unit.provisions {
            self.steps([provision.step])?;
            self.item(provision.item, provision.state)?;
            self.steps(provision.used_by.iter().copied())?;
        }
        for promise in &self.unit.promises {
            match promise.subject {
                PromiseSubject::Department(department) => self.departments([department])?,
                PromiseSubject::Step(step) => self.steps([step])?,
                PromiseSubject::Process(process) => {
                    within("process", process, self.unit.processes.len())?;
                }
            }
            let slowest = &promise.slowest;
            self.steps(slowest.path.iter().chain(&slowest.stated).chain(&slowest.unstated).copied())?;
        }
        for touchpoint in &self.unit.touchpoints {
            self.steps([touchpoint.step])?;
            self.departments(touchpoint.customer)?;
        }
        for ending in &self.unit.endings {
            self.steps([ending.step].into_iter().chain(ending.started_at).chain(ending.told_at))?;
            self.steps(ending.witness.iter().copied())?;
        }
        for wait in &self.unit.waits {
            self.steps([wait.step])?;
            self.departments(wait.party)?;
        }
        for spelling in &self.unit.spellings {
            self.item(spelling.item, None)?;
            self.steps(spelling.steps.iter().copied())?;
        }
        for item in &self.unit.items {
            item.alike.iter().try_for_each(|other| self.item(*other, None))?;
            self.departments(item.steward)?;
        }
        for sketch in &self.unit.sketches {
            within("process", sketch.process, self.unit.processes.len())?;
        }
        self.hints()?;
        self.steps(self.unit.undrawn.iter().copied())?;
        Ok(())
    }

    fn hints(&self) -> Result<(), UnitError> {
        let (flows, exchanges) = (self.unit.flows.len(), self.unit.exchanges.len());
        let mut hints = self.unit.hints.get().into_iter().flatten();
        hints.try_for_each(|hint| match hint.text {
            HintText::Label(step) | HintText::Documentation(step) => self.steps([step]),
            HintText::Flow(flow) | HintText::Condition(flow) => within("flow", flow, flows),
            HintText::Item(item) => self.item(item, None),
            HintText::Exchange(exchange) => within("exchange", exchange, exchanges),
            HintText::KeptIn(clause) => within("clause", clause, self.unit.clauses.len()),
            HintText::Field(clause, field) => {
                within("clause", clause, self.unit.clauses.len())?;
                within("field", field, self.unit.clauses[clause as usize].form.fields.len())
            }
        })
    }

    fn flow(&self) -> Result<(), UnitError> {
        let (unit, graph) = (self.unit, &self.unit.graph);
        // An item has a fact of its own and one for hearsay, a state one, and three belong to nobody.
        let states: usize = unit.items.iter().map(|item| item.states.len()).sum();
        if graph.nodes.len() != unit.steps.len()
            || graph.facts as usize > 3 + 2 * unit.items.len() + states
            || !graph.is_valid()
        {
            return Err(UnitError::Flow);
        }
        if graph.nodes.len() as u64 * u64::from(graph.facts) > BITS {
            return Err(UnitError::TooLarge { steps: graph.nodes.len(), facts: graph.facts });
        }
        for fact in graph.edges.iter().flat_map(|edge| edge.kind.facts()) {
            within("fact", fact, graph.facts as usize)?;
        }
        unit.facts.iter().try_for_each(|((item, state), fact)| {
            self.item(*item, *state)?;
            within("fact", *fact, graph.facts as usize)
        })
    }

    fn file(&self, file: FileId) -> Result<(), UnitError> {
        within("file", file, self.unit.files.len())
    }

    fn departments(&self, numbers: impl IntoIterator<Item = DepartmentId>) -> Result<(), UnitError> {
        let known = self.unit.departments.len();
        numbers.into_iter().try_for_each(|number| within("department", number, known))
    }

    fn steps(&self, numbers: impl IntoIterator<Item = StepId>) -> Result<(), UnitError> {
        numbers.into_iter().try_for_each(|number| within("step", number, self.unit.steps.len()))
    }

    fn item(&self, item: ItemId, state: Option<StateId>) -> Result<(), UnitError> {
        within("item", item, self.unit.items.len())?;
        let states = self.unit.items.get(item.index()).map_or(0, |item| item.states.len());
        state.map_or(Ok(()), |state| within("state", state, states))
    }
}

fn within(what: &'static str, number: impl Into<u32>, known: usize) -> Result<(), UnitError> {
    let number = number.into();
    if (number as usize) < known { Ok(()) } else { Err(UnitError::Nowhere { what, number, known }) }
}

#[cfg(test)]
mod tests {
    use super::UnitError;
    use crate::testing::unit;
    use crate::unit::{DepartmentId, FileId, ItemId, StepId, Unit};

    const TEXT: &str = "pool Customer\npool Shop\n start message Get\n task Pack | needs Address\n send Ship\n \
                        Get -> Pack -> Ship\nCustomer ~Order~> Get\nShip ~> Customer";

    #[track_caller]
    fn check(damage: impl FnOnce(&mut Unit), expected: &str) {
        let mut unit = unit(TEXT);
        assert_eq!(unit.sound(), Ok(()));
        damage(&mut unit);
        assert_eq!(unit.sound().unwrap_err().to_string(), expected);
    }

    #[test]
    fn numbers_that_lead_nowhere_are_found() {
        check(|unit| unit.steps[0].owner = Some(DepartmentId(9)), "it names department 9, of 2");
        check(
            |unit| unit.needs[0].item = ItemId(99),
            &format!("it names item 99, of {}", unit(TEXT).items.len()),
        );
        check(|unit| unit.processes[0].file = FileId(1), "it names file 1, of 1");
        check(
            |unit| unit.needs[0].witness = vec![StepId(77)],
            &format!("it names step 77, of {}", unit(TEXT).steps.len()),
        );
    }

    #[test]
    fn a_flow_that_cannot_be_solved_is_refused() {
        check(|unit| unit.graph.nodes.truncate(1), "its flow is not well formed");
        check(|unit| unit.graph.facts = u32::MAX, "its flow is not well formed");
        let mut unit = unit(TEXT);
        unit.graph.makes.clear();
        assert_eq!(unit.sound(), Err(UnitError::Flow));
    }
}
