//! What the neighbours of a step tell of it, where it has no label.

use std::collections::VecDeque;

use handoff_model::{GrammaticalCase, Id, Language, Span, StepKind, short};

use crate::{
    flow::{EdgeKind, Graph, NodeKind},
    title::{StepName, StepNoun, Title, TitleRelation},
    unit::{StepId, Unit},
};

/// How many steps without a label are passed on the way to one that has one.
const FAR: usize = 24;
/// How many neighbours tell of a step.
const NEIGHBOURS: usize = 2;
/// How many events that are awaited tell of a choice between them.
const AWAITED: usize = 3;

impl Unit {
    /// Returns what a person calls a step; `None` where there is no such step.
    pub fn called(&self, step: StepId) -> Option<StepName<'_>> {
        let row = self.steps.get(step.index())?;
        if !row.name.trim().is_empty() {
            return Some(StepName::Label(&row.name));
        }
        let titles = self.titles.0.get_or_init(|| titles(self));
        titles.get(step.index())?.as_ref().map(StepName::Title)
    }

    /// Names a step in a sentence; a step that there is not has no words.
    pub fn title(&self, step: StepId, language: Language, case: GrammaticalCase) -> String {
        self.called(step).map(|called| called.say(language, case)).unwrap_or_default()
    }
}

/// The neighbours of every step along the flow.
struct StepNeighbours<'a> {
    unit: &'a Unit,
    next: Vec<Vec<StepId>>,
    before: Vec<Vec<StepId>>,
}

/// Makes the titles of all steps without a label.
fn titles(unit: &Unit) -> Vec<Option<Title>> {
    let around = StepNeighbours::of(unit);
    // What stands alone in its process needs no neighbours to be told.
    let mut starts = vec![0_usize; unit.processes.len()];
    for step in unit.steps.iter().filter(|step| step.kind == StepKind::Start && step.scope.is_none()) {
        if let Some(count) = starts.get_mut(step.process.index()) {
            *count += 1;
        }
    }
    (0..)
        .zip(&unit.steps)
        .map(|(id, step)| step.name.trim().is_empty().then(|| around.title(StepId(id), &starts)))
        .collect()
}

impl<'a> StepNeighbours<'a> {
    fn of(unit: &'a Unit) -> Self {
        let count = unit.steps.len();
        let mut around = Self { unit, next: vec![Vec::new(); count], before: vec![Vec::new(); count] };
        for edge in unit.graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Sequence)) {
            let (source, target) = (edge.source.index(), edge.target.index());
            if source < count && target < count {
                around.next[source].push(edge.target);
                around.before[target].push(edge.source);
            }
        }
        around
    }

    fn title(&self, id: StepId, starts: &[usize]) -> Title {
        let noun = self.noun(id);
        let tie = self.tie(id, noun, starts).unwrap_or_else(|| self.line(id));
        Title { noun, tie }
    }

    fn noun(&self, id: StepId) -> StepNoun {
        let kind = self.unit.steps.get(id.index()).map_or(StepKind::Task, |step| step.kind);
        let splits = self.next.get(id.index()).is_some_and(|next| next.len() > 1);
        match kind {
            StepKind::Start => StepNoun::Start,
            StepKind::End => StepNoun::End,
            StepKind::EventBased => StepNoun::Choice,
            StepKind::Catch | StepKind::Throw | StepKind::Boundary => StepNoun::Event,
            StepKind::Parallel if splits => StepNoun::Fork,
            StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex if splits => StepNoun::Decision,
            kind if kind.is_gateway() => StepNoun::Merge,
            StepKind::Call => StepNoun::Call,
            kind if kind.is_scope() => StepNoun::Scope,
            _ => StepNoun::Task,
        }
    }

    fn tie(&self, id: StepId, noun: StepNoun, starts: &[usize]) -> Option<TitleRelation> {
        let kind = self.unit.steps.get(id.index())?.kind;
        let some = |names: Vec<String>| Some(names).filter(|names| !names.is_empty());
        let after = || some(self.named(id, &self.before)).map(TitleRelation::After);
        let before = || some(self.named(id, &self.next)).map(TitleRelation::Before);
        match noun {
            StepNoun::Start => self.whole(id, starts).or_else(before),
            // Two of many ways would name the wrong ones.
            StepNoun::End if self.nearest(id, &self.before, NEIGHBOURS + 1).len() > NEIGHBOURS => {
                self.process(id).map(TitleRelation::Of).or_else(after)
            }
            StepNoun::End => after().or_else(|| self.process(id).map(TitleRelation::Of)),
            StepNoun::Choice => some(self.awaited(id)).map(TitleRelation::For).or_else(after),
            StepNoun::Decision => some(self.branches(id)).map(TitleRelation::Before).or_else(after),
            StepNoun::Merge => before().or_else(after),
            StepNoun::Event if kind == StepKind::Boundary => {
                self.host(id).map(TitleRelation::On).or_else(before)
            }
            StepNoun::Fork => after().or_else(before),
            StepNoun::Event | StepNoun::Task | StepNoun::Call | StepNoun::Scope => {
                let (from, to) = (self.named(id, &self.before), self.named(id, &self.next));
                match (from.into_iter().next(), to.into_iter().next()) {
                    (Some(from), Some(to)) => Some(TitleRelation::Between(from, to)),
                    (Some(from), None) => Some(TitleRelation::After(vec![from])),
                    (None, Some(to)) => Some(TitleRelation::Before(vec![to])),
                    (None, None) => None,
                }
            }
        }
    }

    /// Returns the labels nearest to a step in one direction, along each branch over what has none.
    fn named(&self, id: StepId, ways: &[Vec<StepId>]) -> Vec<String> {
        self.nearest(id, ways, NEIGHBOURS)
    }

    /// Returns the labels of the events that a choice waits for.
    fn awaited(&self, id: StepId) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.next.get(id.index()).into_iter().flatten().filter_map(|event| self.label(*event)) {
            if names.len() < AWAITED && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns the label nearest to a step on each way out of it, for the first ways that have one: what lies side by side
    /// behind a fork is no choice.
    fn branches(&self, id: StepId) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for way in self.next.get(id.index()).into_iter().flatten().copied() {
            let name = self.label(way).or_else(|| self.nearest(way, &self.next, 1).pop());
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names.truncate(NEIGHBOURS);
        names
    }

    fn nearest(&self, id: StepId, ways: &[Vec<StepId>], most: usize) -> Vec<String> {
        let (mut queue, mut seen, mut names) = (VecDeque::from([id]), vec![id], Vec::new());
        while let Some(step) = queue.pop_front() {
            for near in ways.get(step.index()).into_iter().flatten().copied() {
                if names.len() == most || seen.len() > FAR {
                    return names;
                }
                if seen.contains(&near) {
                    continue;
                }
                seen.push(near);
                match self.label(near) {
                    Some(label) if !names.contains(&label) => names.push(label),
                    Some(_) => {}
                    None => queue.push_back(near),
                }
            }
        }
        names
    }

    fn label(&self, id: StepId) -> Option<String> {
        let label = short(&self.unit.steps.get(id.index())?.name);
        Some(label).filter(|label| !label.is_empty())
    }

    /// Returns the sub-process or process that a start begins, where no other start does.
    fn whole(&self, id: StepId, starts: &[usize]) -> Option<TitleRelation> {
        let step = self.unit.steps.get(id.index())?;
        match step.scope {
            Some(scope) => self.label(scope).map(TitleRelation::Of),
            None if starts.get(step.process.index()) == Some(&1) => self.process(id).map(TitleRelation::Of),
            None => None,
        }
    }

    fn host(&self, id: StepId) -> Option<String> {
        match host(&self.unit.graph, id)? {
            host if host == id => None,
            host => self.label(host),
        }
    }

    /// Returns the name of the process a step lies in, else that of its pool.
    fn process(&self, id: StepId) -> Option<String> {
        let step = self.unit.steps.get(id.index())?;
        let process = self.unit.processes.get(step.process.index())?;
        let owner = || {
            let owner = self.unit.departments.get(process.owner?.index())?;
            Some(short(&owner.name))
        };
        Some(short(&process.name)).filter(|name| !name.is_empty()).or_else(owner)
    }

    fn line(&self, id: StepId) -> TitleRelation {
        let Span { line, .. } = self.unit.steps.get(id.index()).map(|step| step.span).unwrap_or_default();
        TitleRelation::Line(self.process(id), line)
    }
}

/// Returns the step that a boundary event is attached to.
fn host(graph: &Graph, id: StepId) -> Option<StepId> {
    match graph.nodes.get(id.index())?.kind {
        NodeKind::Boundary { host, .. } => Some(host),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use handoff_model::{GrammaticalCase, Id, Language};

    use crate::testing::unit;
    use crate::unit::StepId;

    const SHOP: &str = "process Order handling\n start S\n task Check order\n xor X\n task Ship\n task Refuse\n \
        boundary timer B on Ship\n xor M\n end E\n end F\n S -> Check order -> X\n X -> Ship -> M\n \
        X -> Refuse -> M -> E\n B -> F";

    const OFFER: &str = "process Offer\n start S\n event X\n catch message Yes\n catch message No\n xor D\n and F\n task File\n \
        task Bill\n end E\n S -> X\n X -> Yes -> D\n X -> No -> E\n D -> F\n D -> E\n F -> File\n F -> Bill";

    /// Takes the labels off some steps, and names one of them in English and in German.
    #[track_caller]
    fn check(unnamed: &[&str], english: &str, german: &str) {
        check_in(SHOP, unnamed, english, german);
    }

    #[track_caller]
    fn check_in(text: &str, unnamed: &[&str], english: &str, german: &str) {
        let mut unit = unit(text);
        let find = |id: &&str| unit.steps.iter().position(|step| step.id == *id).expect(id);
        let steps: Vec<usize> = unnamed.iter().map(find).collect();
        for step in &steps {
            unit.steps[*step].name.clear();
        }
        let asked = StepId::new(steps[0]);
        assert_eq!(unit.title(asked, Language::English, GrammaticalCase::Subject), english);
        assert_eq!(unit.title(asked, Language::German, GrammaticalCase::Dative), german);
    }

    #[test]
    fn steps_without_a_label_are_told_by_their_neighbours() {
        check(&["s"], "the start of “Order handling”", "dem Start von „Order handling“");
        check(&["x"], "the decision before “Ship” or “Refuse”", "der Entscheidung vor „Ship“ oder „Refuse“");
        check(&["m"], "the merge before “E”", "der Zusammenführung vor „E“");
        check(&["b"], "the event on “Ship”", "dem Ereignis an „Ship“");
        check(
            &["ship"],
            "the unnamed task between “X” and “M”",
            "der Aufgabe ohne Namen zwischen „X“ und „M“",
        );
    }

    #[test]
    fn a_choice_between_events_is_called_by_what_is_awaited() {
        check_in(OFFER, &["x"], "“Yes” or “No”", "„Yes“ oder „No“");
        check_in(OFFER, &["x", "yes"], "“No”", "„No“");
        check_in(OFFER, &["x", "yes", "no"], "the event after “S”", "dem Ereignis nach „S“");
    }

    #[test]
    fn what_lies_side_by_side_behind_a_fork_is_no_choice() {
        check_in(
            OFFER,
            &["d", "f"],
            "the decision before “File” or “E”",
            "der Entscheidung vor „File“ oder „E“",
        );
        check_in(OFFER, &["d", "f", "e"], "the decision before “File”", "der Entscheidung vor „File“");
    }

    #[test]
    fn what_has_no_label_either_is_passed_over() {
        check(&["e", "m"], "the end after “Ship” or “Refuse”", "dem Ende nach „Ship“ oder „Refuse“");
        check(&["f", "b"], "the end of “Order handling”", "dem Ende von „Order handling“");
        check(
            &["check-order", "s", "x", "ship", "refuse", "m", "e"],
            "the unnamed task in “Order handling” (line 3)",
            "der Aufgabe ohne Namen in „Order handling“ (Zeile 3)",
        );
    }
}
