//! What the drawings of all formats have in common: sheets of ours for what an export does not draw, and signs.

use handoff_model::{Drawing, Id, Model, Plane, ProcessId, ShapeKind, Sign, StepId, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::layout::{Layout, SheetContent};

/// What was read of a text, with its drawing where that was asked for.
pub(crate) type DrawnModel = (Model, Option<Drawing>);

/// Completes the sheets that an export draws itself with those it does not.
///
/// A process or sub-process of which nothing is drawn gets a sheet of ours. Where fewer than half of the steps of all
/// processes are drawn, the diagram is of no use, and all sheets are ours.
pub(crate) fn complete(mut planes: Vec<Plane>, model: &Model) -> Drawing {
    let drawn: FxHashSet<&str> = planes
        .iter()
        .flat_map(|plane| &plane.shapes)
        .filter(|shape| matches!(shape.kind, ShapeKind::Step(_)))
        .map(|shape| shape.element.as_str())
        .collect();
    let is_drawn = |step: StepId| drawn.contains(model.steps[step].id.as_str());
    let outer: Vec<StepId> = model.steps.ids().filter(|step| model.steps[*step].scope.is_none()).collect();
    let layout = Layout::of(model);
    if outer.iter().filter(|step| is_drawn(**step)).count() * 2 < outer.len().max(1) {
        return Drawing { planes: layout.all(), undrawn: Vec::new() };
    }
    let mut any: FxHashMap<(ProcessId, Option<StepId>), bool> = FxHashMap::default();
    for (id, step) in model.steps.iter() {
        *any.entry((step.process, step.scope)).or_default() |= is_drawn(id);
    }
    // A sheet of ours shows sub-processes with all that lies in them. A scope stands before what lies in it, so what
    // is around it is decided before it.
    let (mut undrawn, mut ours, mut shown) = (Vec::new(), Vec::new(), vec![false; model.steps.len()]);
    let mut begun = FxHashSet::default();
    for (id, step) in model.steps.iter() {
        let around = step.scope.is_some_and(|scope| shown[scope.index()]);
        let bare = !any[&(step.process, step.scope)];
        shown[id.index()] = around || bare;
        if bare && !around && begun.insert((step.process, step.scope)) {
            ours.push(step.scope.map_or(SheetContent::Process(step.process), SheetContent::Scope));
        }
        if !bare && !around && !is_drawn(id) {
            undrawn.push(step.id.clone());
        }
    }
    planes.extend(ours.into_iter().filter_map(|sheet| layout.sheet(sheet)));
    Drawing { planes, undrawn }
}

/// Tells what decides how a step is drawn.
pub(crate) fn sign(model: &Model, id: StepId, expanded: bool) -> Sign {
    let step = &model.steps[id];
    let event = step.event.as_ref();
    let inside = |scope: StepId| model.steps[scope].kind == StepKind::EventSubProcess;
    // Only these two say whether they stop something.
    let says =
        step.kind == StepKind::Boundary || step.kind == StepKind::Start && step.scope.is_some_and(inside);
    Sign {
        kind: step.kind,
        definitions: event.iter().flat_map(|event| &event.definitions).map(|each| each.kind).collect(),
        interrupting: !says || event.is_none_or(|event| event.interrupting),
        parallel_multiple: event.is_some_and(|event| event.parallel_multiple),
        repeats: step.repeats,
        compensation: step.compensation,
        ad_hoc: step.ad_hoc,
        transaction: step.transaction,
        instantiates: step.instantiates,
        expanded: expanded && matches!(step.kind, StepKind::SubProcess | StepKind::EventSubProcess),
    }
}

/// Puts a state behind the name of an item, unless it stands there.
pub(crate) fn state_behind(name: String, state: Option<&str>) -> String {
    match state {
        Some(state) if !name.trim_end().ends_with(']') => format!("{name} [{state}]").trim_start().to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use handoff_model::{DrawingOrigin, Shape};

    use super::*;
    use crate::read_drawn;

    fn drawing(bytes: &[u8], name: &str) -> Option<Drawing> {
        read_drawn(bytes, name).drawing
    }

    /// A process of two tasks and a flow, with a diagram.
    fn export(diagram: &str) -> String {
        format!(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' \
             xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI' xmlns:c='http://www.omg.org/spec/DD/20100524/DC' \
             xmlns:i='http://www.omg.org/spec/DD/20100524/DI'><process id='p'><task id='a' name='A'/>\
             <subProcess id='s'><task id='b'/></subProcess><sequenceFlow id='f' sourceRef='a' targetRef='s'/></process>\
             {diagram}</definitions>"
        )
    }

    fn shape(element: &str, bounds: &str) -> String {
        format!("<d:BPMNShape bpmnElement='{element}'><c:Bounds {bounds}/></d:BPMNShape>")
    }

    fn sheet(content: &str) -> String {
        format!("<d:BPMNDiagram><d:BPMNPlane bpmnElement='p'>{content}</d:BPMNPlane></d:BPMNDiagram>")
    }

    /// Shows sheets as their origin and what stands on them.
    fn shown(text: &str) -> Vec<String> {
        let drawing = drawing(text.as_bytes(), "a.bpmn").expect("a drawing");
        let sign = |shape: &Shape| match &shape.kind {
            ShapeKind::Step(sign) if sign.expanded => format!("[{}]", shape.element),
            _ => shape.element.clone(),
        };
        let mut sheets: Vec<String> = drawing
            .planes
            .iter()
            .map(|plane| {
                let origin = if plane.origin == DrawingOrigin::Export { "drawn" } else { "laid out" };
                let shapes = plane.shapes.iter().map(sign);
                let edges =
                    plane.edges.iter().map(|edge| format!("{} ({})", edge.element, edge.points.len()));
                format!("{origin} {}: {}", plane.element, shapes.chain(edges).collect::<Vec<_>>().join(" "))
            })
            .collect();
        sheets
            .extend((!drawing.undrawn.is_empty()).then(|| format!("undrawn: {}", drawing.undrawn.join(" "))));
        sheets
    }

    #[track_caller]
    fn check(diagram: &str, expected: &[&str]) {
        assert_eq!(shown(&export(diagram)), expected);
    }

    const A: &str = "x='1' y='1' width='100' height='80'";
    const S: &str = "x='300' y='1' width='300' height='200'";
    const B: &str = "x='350' y='50' width='100' height='80'";

    #[test]
    fn own_diagrams_are_taken() {
        let edge = "<d:BPMNEdge bpmnElement='f'><i:waypoint x='101' y='41'/><i:waypoint x='200' y='41'/>\
                    <i:waypoint x='300' y='41'/></d:BPMNEdge>";
        let all = [&shape("b", B), edge, &shape("a", A), &shape("s", S)].map(String::from).concat();
        check(&sheet(&all), &["drawn p: [s] b a f (3)"]);
    }

    #[test]
    fn what_has_no_course_is_straight() {
        let one = "<d:BPMNEdge bpmnElement='f'><i:waypoint x='1' y='1'/></d:BPMNEdge>";
        let all = shape("a", A) + &shape("s", S) + &shape("b", B);
        check(&sheet(&all), &["drawn p: [s] a b f (2)"]);
        check(&sheet(&(all + one)), &["drawn p: [s] a b f (2)"]);
    }

    #[test]
    fn senseless_places_are_none() {
        for x in ["NaN", "inf", "-1e300", "1e9", "", "x"] {
            let all = shape("a", A) + &shape("s", S) + &shape("b", &format!("x='{x}' y='0'"));
            check(&sheet(&all), &["drawn p: [s] a f (2)", "laid out s: b"]);
        }
        check(
            &sheet(&(shape("a", "x='-5' y='0,5' width='-1' height='0'") + &shape("s", S))),
            &["drawn p: [s] a f (2)", "laid out s: b"],
        );
        check(
            &sheet(&(shape("a", A) + &shape("x", A) + &shape("a", S))),
            &["drawn p: a", "laid out s: b", "undrawn: s"],
        );
    }

    #[test]
    fn without_a_diagram_all_is_laid_out() {
        check("", &["laid out p: a [s] b f (2)"]);
        check(&sheet(""), &["laid out p: a [s] b f (2)"]);
        check(&sheet(&shape("b", B)), &["laid out p: a [s] b f (2)"]);
    }

    #[test]
    fn what_lies_in_a_closed_box_has_its_own_sheet() {
        let closed = "<d:BPMNShape bpmnElement='s' isExpanded='false'><c:Bounds x='9' y='9' width='100' height='80'/>\
                      </d:BPMNShape>";
        check(&sheet(&(shape("a", A) + closed + &shape("b", B))), &["drawn p: a s f (2)", "drawn s: b"]);
        // Camunda's modeller gives it a plane itself.
        let other = sheet(&shape("b", B)).replace("'p'", "'s'");
        check(&(sheet(&(shape("a", A) + closed)) + &other), &["drawn p: a s f (2)", "drawn s: b"]);
    }

    #[test]
    fn unknown_namespaces_are_no_hindrance() {
        let odd = export(&sheet(&(shape("a", A) + &shape("s", S) + &shape("b", B))))
            .replace("/spec/DD/", "/spec/XX/");
        assert_eq!(shown(&odd), ["drawn p: [s] a b f (2)"]);
    }

    #[test]
    fn the_text_form_is_laid_out() {
        let text = "handoff text 1\ntask A\n";
        assert!(drawing(text.as_bytes(), "-").is_some_and(|drawing| drawing.planes.len() == 1));
        assert_eq!(drawing(b"%PDF-1.4", "a.bpmn"), None);
        assert_eq!(drawing(b"<definitions/>", "a.bpmn"), None);
    }

    #[test]
    fn a_flood_is_laid_out() {
        let task = |number| {
            format!(
                "<task id='t{number}'/><sequenceFlow id='f{number}' sourceRef='t0' targetRef='t{number}'/>"
            )
        };
        let tasks: String = (0..20_000).map(task).collect::<Vec<_>>().concat();
        let text = format!("<definitions><process id='p'>{tasks}</process></definitions>");
        let drawing = drawing(text.as_bytes(), "a.bpmn").expect("a drawing");
        assert_eq!(drawing.planes[0].shapes.len(), 20_000);
    }
}
