//! What only the drawing tells.

use std::fmt::Write;

use handoff_model::Language;

use super::{check, dump, read};

/// Draws shapes (`id x y width height`) and lines (`id x y x y`).
fn diagram(shapes: &[(&str, [i32; 4])], lines: &[(&str, [i32; 4])]) -> String {
    let mut text = "<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>".to_owned();
    for (id, [x, y, width, height]) in shapes {
        write!(
            text,
            "<bpmndi:BPMNShape bpmnElement='{id}'><dc:Bounds x='{x}' y='{y}' width='{width}' height='{height}'/></bpmndi:BPMNShape>"
        )
        .unwrap();
    }
    for (id, [x, y, to_x, to_y]) in lines {
        write!(
            text,
            "<bpmndi:BPMNEdge bpmnElement='{id}'><bpmndi:waypoint x='{x}' y='{y}'/><bpmndi:waypoint x='{to_x}' y='{to_y}'/></bpmndi:BPMNEdge>"
        )
        .unwrap();
    }
    text + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
}

#[test]
fn an_arrow_ends_at_the_step_it_touches() {
    let drawing = diagram(
        &[
            ("a", [0, 0, 100, 80]),
            ("b", [200, 0, 100, 80]),
            ("h", [235, 65, 30, 30]),
            ("c", [400, 0, 100, 80]),
        ],
        &[("f", [100, 40, 197, 40]), ("g", [250, 96, 398, 50]), ("h1", [500, 40, 560, 40])],
    );
    let process = "<process id='p'><task id='a'/><task id='b'/><boundaryEvent id='h' attachedToRef='b'/><task id='c'/>
         <sequenceFlow id='f' sourceRef='a'/><sequenceFlow id='g' sourceRef='lost' targetRef='c'/><sequenceFlow id='h1' sourceRef='c'/></process>";
    check(
        &format!("{process}{drawing}"),
        "process p\nTask a\nTask b\nBoundary h on b interrupting\nTask c loose\nflow f a -> b\nflow g h -> c
         note flow-end-by-shape\nnote flow-end-by-shape\nnote flow-without-end",
    );
}

#[test]
fn a_lost_arrow_marks_the_step_at_its_other_end() {
    let (model, notes) = read(&format!(
        "{}<process id='p'><task id='a' name='Pack'/><sequenceFlow id='f' sourceRef='a' targetRef='gone'/></process></definitions>",
        super::HEAD
    ));
    assert!(dump::model(&model.unwrap()).contains("Task a \"Pack\" loose"));
    assert_eq!(
        notes[0].say(Language::English, &|_, _| None),
        "the arrow from \u{201c}Pack\u{201d} ends loose: it refers to something that is not in this file"
    );
}

const POOLS: &str = "<collaboration><participant id='us' processRef='p'/><participant id='them' processRef='q'/></collaboration>";

#[test]
fn pools_have_the_steps_inside_them() {
    let drawing = diagram(
        &[
            ("us", [0, 0, 500, 100]),
            ("them", [0, 200, 500, 100]),
            ("a", [50, 210, 80, 60]),
            ("b", [50, 10, 80, 60]),
        ],
        &[],
    );
    check(
        &format!(
            "{POOLS}<process id='p'><task id='a'/></process><process id='q'><task id='b'/></process>{drawing}"
        ),
        "pool us = q\npool them = p\nprocess p\nprocess q\nTask a\nTask b\nnote pools-swapped\nnote pools-swapped",
    );
}

#[test]
fn a_step_in_the_rectangle_of_another_pool_lies_there() {
    let drawing = diagram(
        &[
            ("us", [0, 0, 500, 100]),
            ("them", [0, 200, 500, 100]),
            ("a", [50, 10, 80, 60]),
            ("b", [50, 210, 80, 60]),
            ("c", [250, 210, 80, 60]),
        ],
        &[],
    );
    let processes = "<process id='p'><task id='a'/><subProcess id='c'><task id='d'/></subProcess></process>
         <process id='q'><laneSet><lane id='l'><flowNodeRef>b</flowNodeRef></lane></laneSet><task id='b'/><sequenceFlow id='f' sourceRef='b' targetRef='c'/></process>";
    let (model, notes) = read(&format!("{}{POOLS}{processes}{drawing}</definitions>", super::HEAD));
    let model = model.unwrap();
    let of: Vec<_> = model
        .steps
        .rows()
        .map(|step| (step.id.as_str(), model.processes[step.process].id.as_str()))
        .collect();
    assert_eq!(of, [("a", "p"), ("c", "q"), ("d", "q"), ("b", "q")]);
    assert_eq!(notes.iter().map(|note| note.code.name).collect::<Vec<_>>(), ["step-by-shape"]);
}

#[test]
fn a_process_without_pool_goes_on_with_that_of_the_other_end() {
    let (model, notes) = read(&format!(
        "{}{POOLS}<process id='p'><task id='a'/><sequenceFlow id='f' sourceRef='a' targetRef='c'/></process><process id='q'><task id='b'/></process>
         <process id='r'><dataObject id='o' name='Order'/><task id='c'/></process><process id='s'><task id='d'/></process></definitions>",
        super::HEAD
    ));
    let model = model.unwrap();
    let of: Vec<_> = model
        .steps
        .rows()
        .map(|step| (step.id.as_str(), model.processes[step.process].id.as_str()))
        .collect();
    assert_eq!(of, [("a", "p"), ("b", "q"), ("c", "p"), ("d", "s")]);
    assert_eq!(
        model.items.rows().next().unwrap().process,
        model.steps.rows().next().map(|step| step.process)
    );
    assert!(notes.iter().any(|note| note.code.name == "process-joined"));
    assert!(notes.iter().all(|note| note.code.name != "flow-across-pools"));
}

#[test]
fn what_has_no_shape_beside_others_is_a_leftover() {
    let drawing = diagram(&[("a", [0, 0, 100, 80]), ("s", [200, 0, 100, 80])], &[]);
    let process = "<process id='p'><task id='a'/><task id='b'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/>
         <task id='c'/><subProcess id='s'><task id='i'/></subProcess><subProcess id='t'><task id='j'/></subProcess></process><process id='q'><task id='k'/></process>";
    check(
        &format!("{process}{drawing}"),
        "process p\nprocess q\nTask a\nTask b\nTask c undrawn\nSubProcess s\nTask i in s\nSubProcess t undrawn\nTask j in t undrawn\nTask k
         flow f a -> b\nnote undrawn",
    );
}

/// Phases and departments of one process, and how its lanes are drawn.
fn sets(phases_first: bool, drawing: &str) -> String {
    let phases = "<laneSet name='Phases'><lane id='one'><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef></lane><lane id='two'><flowNodeRef>c</flowNodeRef></lane></laneSet>";
    let owners = "<laneSet name='Owners'><lane id='x'><flowNodeRef>a</flowNodeRef><flowNodeRef>c</flowNodeRef></lane><lane id='y'><flowNodeRef>b</flowNodeRef></lane></laneSet>";
    let (first, second) = if phases_first { (phases, owners) } else { (owners, phases) };
    format!(
        "<process id='p'>{first}{second}<task id='a'/><task id='b'/><task id='c'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/><sequenceFlow id='g' sourceRef='b' targetRef='c'/></process>{drawing}"
    )
}

#[test]
fn of_two_sets_of_lanes_one_says_who_works() {
    let owned =
        "process p\nlane x\nlane y\nTask a lane x\nTask b lane y\nTask c lane x\nflow f a -> b\nflow g b -> c
         note two-lane-sets";
    check(&sets(true, ""), owned);
    check(&sets(false, ""), owned);
    // Drawn along the pool, a set counts even where less work passes between its lanes.
    let drawing = diagram(
        &[
            ("one", [0, 0, 400, 100]),
            ("two", [0, 100, 400, 100]),
            ("x", [0, 0, 200, 200]),
            ("y", [200, 0, 200, 200]),
        ],
        &[],
    );
    check(
        &sets(false, &drawing),
        "process p\nlane one\nlane two\nTask a lane one\nTask b lane one\nTask c lane two\nflow f a -> b\nflow g b -> c
         note two-lane-sets",
    );
}

#[test]
fn sets_that_divide_different_steps_both_count() {
    check(
        "<process id='p'><laneSet><lane id='x'><flowNodeRef>a</flowNodeRef></lane></laneSet><laneSet><lane id='y'><flowNodeRef>b</flowNodeRef></lane></laneSet><task id='a'/><task id='b'/></process>",
        "process p\nlane x\nlane y\nTask a lane x\nTask b lane y",
    );
}

#[test]
fn a_message_arrow_ends_at_what_it_touches() {
    let drawing = diagram(
        &[("us", [0, 0, 500, 100]), ("them", [0, 200, 500, 100]), ("a", [50, 10, 80, 60])],
        &[("m", [90, 71, 90, 203]), ("n", [300, 150, 90, 72])],
    );
    check(
        &format!(
            "<collaboration><participant id='us' processRef='p'/><participant id='them'/><messageFlow id='m' sourceRef='gone'/><messageFlow id='n' targetRef='a'/></collaboration><process id='p'><task id='a'/></process>{drawing}"
        ),
        "pool us = p\npool them\nprocess p\nTask a\nmessage-flow m a ~> pool them
         note flow-end-by-shape\nnote flow-end-by-shape\nnote flow-without-end",
    );
}
