//! Where the elements of a unit stand: one function for each kind of place that a finding can point at.

#![expect(clippy::unnecessary_wraps, reason = "whoever asks, asks for all places alike")]

use std::sync::Arc;

use handoff_finding::{Naming, Place};
use handoff_landscape::unit::{
    Call, Department, DepartmentId, Exchange, FileId, Flow, Handoff, Item, ItemClause, ItemId, Process,
    Promise, PromiseSubject, StaleEntry, Step, StepId,
};
use handoff_landscape::{Origin, Unit};
use handoff_model::Id;

use crate::contract::wire::{TextOf, Wording};
use crate::place::UnitNames;
use crate::text::bounded;
use crate::wording::words;

/// A place of a finding, with what the host knows of it.
#[derive(Clone, Debug)]
pub(crate) struct LocatedPlace {
    pub(crate) place: Place,
    /// The department that a finding at this place concerns.
    pub(crate) owner: Option<DepartmentId>,
    /// The file in whose spelling a sentence about it names departments: a position in [`Unit::files`].
    pub(crate) file: Option<FileId>,
    /// The steps that the place itself rests on, the first before others.
    pub(crate) steps: Vec<StepId>,
}

pub(crate) fn step(shown: UnitNames<'_>, id: u32, step: &Step) -> Option<LocatedPlace> {
    let file = shown.unit.processes.get(step.process.index()).map(|process| process.file);
    let place = shown.step_place(StepId(id))?;
    Some(LocatedPlace { place, owner: step.owner, file, steps: vec![StepId(id)] })
}

pub(crate) fn handoff(shown: UnitNames<'_>, _: u32, handoff: &Handoff) -> Option<LocatedPlace> {
    let steps = [handoff.last, handoff.first].into_iter().flatten().collect();
    let place = shown.handoff_place(handoff);
    Some(LocatedPlace { place, owner: handoff.receiver, file: Some(handoff.file), steps })
}

/// A flow stands where it is drawn; a pair of link events, which nothing draws, at the first of them.
pub(crate) fn flow(shown: UnitNames<'_>, id: u32, flow: &Flow) -> Option<LocatedPlace> {
    let source = step(shown, flow.source.0, shown.unit.steps.get(flow.source.index())?)?;
    let place = shown.flow_place(id).unwrap_or(source.place);
    Some(LocatedPlace { place, steps: vec![flow.source, flow.target], ..source })
}

pub(crate) fn call(shown: UnitNames<'_>, _: u32, call: &Call) -> Option<LocatedPlace> {
    step(shown, call.step.0, shown.unit.steps.get(call.step.index())?)
}

/// A clause of a contract stands where that is written, what an export declares at its element, else at its step.
pub(crate) fn clause(shown: UnitNames<'_>, _: u32, clause: &ItemClause) -> Option<LocatedPlace> {
    let located = step(shown, clause.step.0, shown.unit.steps.get(clause.step.index())?)?;
    let name = shown.item(clause.item, clause.state)?;
    let place = match (&clause.origin, &clause.element) {
        (Some(origin), _) => written(origin, name),
        (None, Some((element, span))) => Place {
            line: span.line,
            column: span.column,
            element: Some(Arc::from(element.as_str())),
            name,
            naming: Naming::Label,
            ..located.place
        },
        (None, None) => located.place,
    };
    Some(LocatedPlace { place, ..located })
}

/// Words stand where that is which has the text.
pub(crate) fn wording(shown: UnitNames<'_>, wording: Wording) -> Option<LocatedPlace> {
    let unit = shown.unit;
    words(unit, &wording)?;
    match wording.of {
        TextOf::Label(id) | TextOf::Documentation(id) => step(shown, id, unit.steps.get(id as usize)?),
        TextOf::Item(id) | TextOf::State((id, _)) => item(shown, id, unit.items.get(id as usize)?),
        TextOf::Flow(id) | TextOf::Condition(id) => flow(shown, id, unit.flows.get(id as usize)?),
        TextOf::Exchange(id) => exchange(shown, id, unit.exchanges.get(id as usize)?),
        TextOf::KeptIn(id) | TextOf::Field((id, _)) => clause(shown, id, unit.clauses.get(id as usize)?),
    }
}

/// A message or signal stands where it is sent, else where it is received.
pub(crate) fn exchange(shown: UnitNames<'_>, _: u32, exchange: &Exchange) -> Option<LocatedPlace> {
    let id = exchange.thrower.or(exchange.catcher)?;
    let located = step(shown, id.0, shown.unit.steps.get(id.index())?)?;
    let steps = exchange.thrower.into_iter().chain(exchange.catcher).collect();
    Some(LocatedPlace { steps, ..located })
}

/// An item stands where it is first needed or provided.
pub(crate) fn item(shown: UnitNames<'_>, id: u32, item: &Item) -> Option<LocatedPlace> {
    let unit = shown.unit;
    let needed = unit.needs.iter().filter(|need| need.item == ItemId(id)).map(|need| need.step);
    let provided = unit.provisions.iter().filter(|made| made.item == ItemId(id)).map(|made| made.step);
    Some(by_name(shown, &item.name, needed.chain(provided).min()))
}

/// A department stands where its first step is.
pub(crate) fn department(shown: UnitNames<'_>, id: u32, department: &Department) -> Option<LocatedPlace> {
    let first = shown.unit.steps.iter().position(|step| step.owner == Some(DepartmentId(id)));
    let first = first.and_then(|first| u32::try_from(first).ok()).map(StepId);
    let located = by_name(shown, &department.name, first);
    Some(LocatedPlace { owner: Some(DepartmentId(id)), ..located })
}

pub(crate) fn process(shown: UnitNames<'_>, id: u32, process: &Process) -> Option<LocatedPlace> {
    let place = Place {
        file: file(shown.unit, process.file),
        line: process.span.line,
        column: process.span.column,
        element: Some(Arc::from(process.id.as_str())),
        name: shown.process(id)?,
        naming: Naming::Label,
    };
    Some(LocatedPlace { place, owner: process.owner, file: Some(process.file), steps: Vec::new() })
}

/// A promise stands where its contract is written.
pub(crate) fn promise(shown: UnitNames<'_>, _: u32, promise: &Promise) -> Option<LocatedPlace> {
    let (name, owner) = match promise.subject {
        PromiseSubject::Department(id) => (shown.department(id)?.to_owned(), Some(id)),
        PromiseSubject::Process(id) => (shown.process(id.0)?, None),
        PromiseSubject::Step(id) => (shown.step_place(id)?.name, None),
    };
    // The name is that of what is promised, not of the entry.
    let place = Place { naming: Naming::Around, ..written(&promise.origin, bounded(name)) };
    Some(LocatedPlace { place, owner, file: None, steps: promise.slowest.path.clone() })
}

pub(crate) fn entry(_: UnitNames<'_>, _: u32, entry: &StaleEntry) -> Option<LocatedPlace> {
    let place = written(&entry.origin, format!("{} {}", entry.kind, entry.entry));
    Some(LocatedPlace { place, owner: None, file: None, steps: Vec::new() })
}

/// Returns the place of what people wrote in a configuration.
fn written(origin: &Origin, name: String) -> Place {
    Place {
        file: Arc::clone(&origin.file),
        line: origin.line,
        column: origin.column,
        element: None,
        name,
        naming: Naming::Label,
    }
}

/// Returns the place of what has a name and stands at many steps: that of the first of them, without its id.
fn by_name(shown: UnitNames<'_>, name: &str, first: Option<StepId>) -> LocatedPlace {
    let row = first.and_then(|step| shown.unit.steps.get(step.index()));
    let process = row.and_then(|step| shown.unit.processes.get(step.process.index()));
    let place = Place {
        file: file(shown.unit, process.map_or_else(FileId::default, |process| process.file)),
        line: row.map_or(0, |step| step.span.line),
        column: row.map_or(0, |step| step.span.column),
        element: None,
        name: bounded(name.to_owned()),
        naming: Naming::Label,
    };
    let owner = row.and_then(|step| step.owner);
    LocatedPlace {
        place,
        owner,
        file: process.map(|process| process.file),
        steps: first.into_iter().collect(),
    }
}

fn file(unit: &Unit, file: FileId) -> Arc<str> {
    unit.file(file).map(Arc::clone).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use handoff_landscape::contract::ItemForm;
    use handoff_landscape::unit::{
        Call, FileId, Flow, Item, ItemClause, ItemId, Process, ProcessId, Step, StepId,
    };
    use handoff_landscape::{Origin, Unit};
    use handoff_model::{Evidence, Language, Span, StepKind};

    use crate::contract::places;
    use crate::contract::wire::{Place, TextOf, Wording};
    use crate::place::UnitNames;

    fn span(line: u32) -> Span {
        Span { line, column: 1 }
    }

    fn unit() -> Unit {
        let step = |id: &str, name: &str, line| Step {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: StepKind::Task,
            owner: None,
            process: ProcessId(0),
            scope: None,
            reachable: true,
            loose: false,
            multiple: false,
            unordered: false,
            span: span(line),
        };
        let flow = |id: &str, name: &str| Flow {
            id: id.to_owned(),
            name: name.to_owned(),
            source: StepId(0),
            target: StepId(1),
            condition: Some("paid".to_owned()),
            otherwise: false,
            reads: Vec::new(),
            span: span(7),
        };
        let clause = |origin, element| ItemClause {
            step: StepId(1),
            item: ItemId(0),
            state: None,
            needed: true,
            evidence: Evidence::Contract,
            party: None,
            form: ItemForm::default(),
            origin,
            element,
        };
        let origin = Origin { file: "handoff.toml".into(), line: 4, column: 2 };
        Unit {
            files: vec!["a.bpmn".into()],
            processes: vec![Process { file: FileId(0), ..Process::default() }],
            steps: vec![step("s1", "Pay", 1), step("s2", "Ship by post", 2)],
            flows: vec![flow("f1", "yes"), flow("f2", ""), flow("", "")],
            items: vec![Item { name: "Order".to_owned(), ..Item::default() }],
            calls: vec![Call {
                step: StepId(1),
                process: None,
                guessed: false,
                silent: true,
                unpassed: Vec::new(),
                unreturned: Vec::new(),
            }],
            clauses: vec![clause(Some(origin), None), clause(None, Some(("d1".to_owned(), span(9))))],
            ..Unit::default()
        }
    }

    #[track_caller]
    fn check(place: Place, expected: Option<(&str, u32, Option<&str>, &str)>) {
        let unit = unit();
        let shown = UnitNames { unit: &unit, language: Language::English, file: None };
        let found = places::located(shown, place).map(|located| located.place);
        let found = found
            .as_ref()
            .map(|place| (&*place.file, place.line, place.element.as_deref(), place.name.as_str()));
        assert_eq!(found, expected, "{place:?}");
    }

    #[test]
    fn flows_stand_where_they_are_drawn() {
        check(Place::Flow(0), Some(("a.bpmn", 7, Some("f1"), "yes")));
        check(Place::Flow(1), Some(("a.bpmn", 7, Some("f2"), "“Pay” → “Ship by post”")));
        check(Place::Flow(2), Some(("a.bpmn", 1, Some("s1"), "Pay")));
        check(Place::Flow(3), None);
        check(Place::Call(0), Some(("a.bpmn", 2, Some("s2"), "Ship by post")));
    }

    #[test]
    fn clauses_stand_where_they_are_written() {
        check(Place::Clause(0), Some(("handoff.toml", 4, None, "Order")));
        check(Place::Clause(1), Some(("a.bpmn", 9, Some("d1"), "Order")));
    }

    #[test]
    fn words_stand_where_their_text_does() {
        let words = |of, start, end| Place::Wording(Wording { of, start, end });
        check(words(TextOf::Label(1), 5, 12), Some(("a.bpmn", 2, Some("s2"), "Ship by post")));
        check(words(TextOf::Condition(0), 0, 4), Some(("a.bpmn", 7, Some("f1"), "yes")));
        check(words(TextOf::Label(1), 5, 13), None);
        check(words(TextOf::Label(2), 0, 1), None);
    }
}
