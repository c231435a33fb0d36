//! What a rule sees: one unit of the landscape, fetched list by list and kept.

use std::cell::OnceCell;

use crate::bindings::handoff::plugin::model::View;
use crate::gap::Gap;
use crate::{
    Department, Ending, Evidence, Handoff, Need, Provision, Reach, Side, StaleEntry, Step, StepKind,
    Touchpoint, Wait,
};

pub use crate::bindings::handoff::plugin::types::{DepartmentId, ItemId, StateId, StepId};

/// Where a unit comes from: the sandbox for a component, anything else for a native test.
///
/// The methods are those of `view` in the contract.
pub trait Source {
    /// Lists the departments.
    fn departments(&self) -> Vec<Department>;
    /// Lists the steps.
    fn steps(&self) -> Vec<Step>;
    /// Lists the handoffs.
    fn handoffs(&self) -> Vec<Handoff>;
    /// Lists the needs: those that are a gap, or all.
    fn needs(&self, all: bool) -> Vec<Need>;
    /// Lists the provisions.
    fn provisions(&self) -> Vec<Provision>;
    /// Lists the touchpoints.
    fn touchpoints(&self) -> Vec<Touchpoint>;
    /// Lists the endings.
    fn endings(&self) -> Vec<Ending>;
    /// Lists the waits.
    fn waits(&self) -> Vec<Wait>;
    /// Lists the configuration entries that matched nothing.
    fn stale_entries(&self) -> Vec<StaleEntry>;
    /// Returns the labels of steps, in the order asked.
    fn labels(&self, steps: &[StepId]) -> Vec<String>;
    /// Returns the names of items, in the order asked.
    fn item_names(&self, items: &[ItemId]) -> Vec<String>;
    /// Returns the names of states of one item, in the order asked.
    fn state_names(&self, item: ItemId, states: &[StateId]) -> Vec<String>;
    /// Finds a path that avoids some steps.
    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>>;
    /// Tells whether every path from one step to another passes one of some steps.
    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool;
    /// Tells whether the customer would notice what a step lacks.
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach;
}

/// One unit of the landscape, read-only. Lists are fetched when a rule first asks, and shared by all rules of the call.
pub struct Unit<'s> {
    source: &'s dyn Source,
    departments: OnceCell<Vec<Department>>,
    steps: OnceCell<Vec<Step>>,
    handoffs: OnceCell<Vec<Handoff>>,
    gaps: OnceCell<Vec<(Gap, Need)>>,
    needs: OnceCell<Vec<Need>>,
    provisions: OnceCell<Vec<Provision>>,
    touchpoints: OnceCell<Vec<Touchpoint>>,
    endings: OnceCell<Vec<Ending>>,
    waits: OnceCell<Vec<Wait>>,
    stale_entries: OnceCell<Vec<StaleEntry>>,
}

impl<'s> Unit<'s> {
    /// Opens a view of a source.
    pub fn new(source: &'s dyn Source) -> Self {
        Self {
            source,
            departments: OnceCell::new(),
            steps: OnceCell::new(),
            handoffs: OnceCell::new(),
            gaps: OnceCell::new(),
            needs: OnceCell::new(),
            provisions: OnceCell::new(),
            touchpoints: OnceCell::new(),
            endings: OnceCell::new(),
            waits: OnceCell::new(),
            stale_entries: OnceCell::new(),
        }
    }

    /// Returns the departments; a [`DepartmentId`] is a position here.
    pub fn departments(&self) -> &[Department] {
        self.departments.get_or_init(|| self.source.departments())
    }

    /// Returns the steps; a [`StepId`] is a position here.
    pub fn steps(&self) -> &[Step] {
        self.steps.get_or_init(|| self.source.steps())
    }

    /// Returns the handoffs; their number is their position.
    pub fn handoffs(&self) -> &[Handoff] {
        self.handoffs.get_or_init(|| self.source.handoffs())
    }

    /// Returns the needs that may go unmet, each with the one kind of gap it is.
    ///
    /// Left out are needs that are optional, that rest on wording alone, or that a customer or partner has without a contract
    /// that says so: how others run their own business is no fault of ours.
    pub fn gaps(&self) -> &[(Gap, Need)] {
        self.gaps.get_or_init(|| {
            let needs = self.source.needs(false).into_iter();
            let agreed = |need: &Need| need.evidence == Evidence::Contract;
            let ours = needs.filter(|need| agreed(need) || self.is_ours(self.owner(need.step)));
            ours.filter_map(|need| Some((Gap::of(&need)?, need))).collect()
        })
    }

    /// Returns all needs, those that are met included.
    pub fn needs(&self) -> &[Need] {
        self.needs.get_or_init(|| self.source.needs(true))
    }

    /// Returns the provisions.
    pub fn provisions(&self) -> &[Provision] {
        self.provisions.get_or_init(|| self.source.provisions())
    }

    /// Returns the touchpoints.
    pub fn touchpoints(&self) -> &[Touchpoint] {
        self.touchpoints.get_or_init(|| self.source.touchpoints())
    }

    /// Returns the endings of cases that a customer may have started.
    pub fn endings(&self) -> &[Ending] {
        self.endings.get_or_init(|| self.source.endings())
    }

    /// Returns the steps that wait for another party.
    pub fn waits(&self) -> &[Wait] {
        self.waits.get_or_init(|| self.source.waits())
    }

    /// Returns the configuration entries that matched nothing; their number is their position.
    pub fn stale_entries(&self) -> &[StaleEntry] {
        self.stale_entries.get_or_init(|| self.source.stale_entries())
    }

    /// Returns the label of a step.
    pub fn label(&self, step: StepId) -> String {
        self.source.labels(&[step]).pop().unwrap_or_default()
    }

    /// Returns the labels of steps, in the order asked.
    pub fn labels(&self, steps: &[StepId]) -> Vec<String> {
        self.source.labels(steps)
    }

    /// Returns the names of items, in the order asked.
    pub fn item_names(&self, items: &[ItemId]) -> Vec<String> {
        self.source.item_names(items)
    }

    /// Returns the names of states of one item, in the order asked.
    pub fn state_names(&self, item: ItemId, states: &[StateId]) -> Vec<String> {
        self.source.state_names(item, states)
    }

    /// Finds a path from one step to another that avoids some steps.
    pub fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        self.source.path(start, goal, avoiding)
    }

    /// Tells whether every path from one step to another passes one of some steps.
    pub fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        self.source.every_path_passes(start, goal, through)
    }

    /// Tells whether the customer would notice what a step lacks.
    ///
    /// A finding does not need to ask: [`crate::Draft::reach_from`] lets the host answer.
    pub fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        self.source.reach(start, lacking)
    }

    /// Returns the department that owns a step; `None` where none does.
    pub fn owner(&self, step: StepId) -> Option<DepartmentId> {
        self.steps().get(step as usize)?.owner
    }

    /// Tells whether a department is our own. Work that names no department is ours too.
    pub fn is_ours(&self, department: Option<DepartmentId>) -> bool {
        department
            .and_then(|id| self.departments().get(id as usize))
            .is_none_or(|department| department.side == Side::Internal)
    }

    /// Tells whether a step is work of somebody: a task of any kind, or a call.
    pub fn works(&self, step: StepId) -> bool {
        use StepKind as Kind;
        self.steps().get(step as usize).is_some_and(|step| {
            matches!(
                step.kind,
                Kind::Task
                    | Kind::UserTask
                    | Kind::ManualTask
                    | Kind::ServiceTask
                    | Kind::ScriptTask
                    | Kind::SendTask
                    | Kind::ReceiveTask
                    | Kind::DecisionTask
                    | Kind::Call
            )
        })
    }

    /// Returns the one department that owns all of these steps, if it is one.
    pub fn common_owner(&self, steps: &[StepId]) -> Option<DepartmentId> {
        let owner = self.owner(*steps.first()?)?;
        steps.iter().all(|&step| self.owner(step) == Some(owner)).then_some(owner)
    }
}

impl Source for View {
    fn departments(&self) -> Vec<Department> {
        self.departments()
    }
    fn steps(&self) -> Vec<Step> {
        self.steps()
    }
    fn handoffs(&self) -> Vec<Handoff> {
        self.handoffs()
    }
    fn needs(&self, all: bool) -> Vec<Need> {
        self.needs(all)
    }
    fn provisions(&self) -> Vec<Provision> {
        self.provisions()
    }
    fn touchpoints(&self) -> Vec<Touchpoint> {
        self.touchpoints()
    }
    fn endings(&self) -> Vec<Ending> {
        self.endings()
    }
    fn waits(&self) -> Vec<Wait> {
        self.waits()
    }
    fn stale_entries(&self) -> Vec<StaleEntry> {
        self.stale_entries()
    }
    fn labels(&self, steps: &[StepId]) -> Vec<String> {
        self.labels(steps)
    }
    fn item_names(&self, items: &[ItemId]) -> Vec<String> {
        self.item_names(items)
    }
    fn state_names(&self, item: ItemId, states: &[StateId]) -> Vec<String> {
        self.state_names(item, states)
    }
    fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        self.path(start, goal, avoiding)
    }
    fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        self.every_path_passes(start, goal, through)
    }
    fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        self.reach(start, lacking)
    }
}
