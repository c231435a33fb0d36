//! What a rule sees beside the lists of a unit: the gaps, words, and questions about the flow.

use std::cell::OnceCell;

use crate::{
    Concurrency, DepartmentId, GapKind, ItemId, Need, Reach, Severity, Side, SlowestPath, StateId, StepId,
    StepKind, TextOf, Unit,
};

/// What a unit keeps beside its lists.
#[derive(Default)]
pub(crate) struct Derived {
    gaps: OnceCell<Vec<(GapKind, Need)>>,
}

impl Unit<'_> {
    /// Returns the needs that may go unmet, each with the one kind of gap it is: [`Need::gap`](crate::Need) says what is left out.
    pub fn gaps(&self) -> &[(GapKind, Need)] {
        self.derived.gaps.get_or_init(|| {
            let needs = self.source.needs(false).into_iter();
            needs.filter_map(|need| Some((need.gap?, need))).collect()
        })
    }

    /// Returns texts of the model, in the order asked.
    pub fn texts(&self, wanted: &[TextOf]) -> Vec<String> {
        self.source.texts(wanted)
    }

    /// Returns the label of a step.
    pub fn label(&self, step: StepId) -> String {
        self.labels(&[step]).pop().unwrap_or_default()
    }

    /// Returns the labels of steps, in the order asked.
    pub fn labels(&self, steps: &[StepId]) -> Vec<String> {
        self.texts(&steps.iter().copied().map(TextOf::Label).collect::<Vec<_>>())
    }

    /// Returns the names of items, in the order asked.
    pub fn item_names(&self, items: &[ItemId]) -> Vec<String> {
        self.texts(&items.iter().copied().map(TextOf::Item).collect::<Vec<_>>())
    }

    /// Returns the names of states of one item, in the order asked.
    pub fn state_names(&self, item: ItemId, states: &[StateId]) -> Vec<String> {
        let states = states.iter().map(|state| TextOf::State((item, *state)));
        self.texts(&states.collect::<Vec<_>>())
    }

    /// Finds a shortest path from one step to another that avoids some steps, both ends included; messages and calls are followed.
    /// `None` where none leads there.
    pub fn path(&self, start: StepId, goal: StepId, avoiding: &[StepId]) -> Option<Vec<StepId>> {
        self.source.path(start, goal, avoiding)
    }

    /// Tells whether every path from one step to another passes one of some steps. Also true where no path leads there.
    pub fn every_path_passes(&self, start: StepId, goal: StepId, through: &[StepId]) -> bool {
        self.source.every_path_passes(start, goal, through)
    }

    /// Finds the slowest way from one step to another by what is stated, both ends included.
    pub fn slowest(&self, start: StepId, goal: StepId) -> Option<SlowestPath> {
        self.source.slowest(start, goal)
    }

    /// Tells whether the customer would notice what a step lacks.
    ///
    /// A finding does not need to ask: [`crate::FindingBuilder::reach_from`] lets the host answer.
    pub fn reach(&self, start: StepId, lacking: Option<ItemId>) -> Reach {
        self.source.reach(start, lacking)
    }

    /// Tells of each pair of steps whether they can run at the same time in one case, in the order asked.
    pub fn concurrent(&self, pairs: &[(StepId, StepId)]) -> Vec<Concurrency> {
        self.source.concurrent(pairs)
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

impl Need {
    /// Lowers a severity to what may be said of the need.
    pub fn at_most(&self, severity: Severity) -> Severity {
        severity.min(self.at_most)
    }
}
