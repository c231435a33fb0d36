//! Notes on files: one language at a time, no ids, and what to say where there is no process at all.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use handoff_landscape::{Export, Landscape, contract::Settings};
use handoff_model::Language;
use handoff_report::text::TextOptions;
use handoff_report::{FileReport, Report};

use crate::fixture::{as_text, plain};

const HEAD: &str = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' \
                    xmlns:bpmndi='http://www.omg.org/spec/BPMN/20100524/DI' \
                    xmlns:dc='http://www.omg.org/spec/DD/20100524/DC' \
                    xmlns:camunda='http://camunda.org/schema/1.0/bpmn' \
                    xmlns:zeebe='http://camunda.org/schema/zeebe/1.0' xmlns:x='urn:x'>";

/// Codes that take more than one export to bring about, by the landscape.
const LINKS: [&str; 6] = [
    "ambiguous-call",
    "ambiguous-partner",
    "call-by-name",
    "call-without-process",
    "message-without-partner",
    "signal-without-partner",
];

/// Draws shapes (`id x y width height`) and lines (`id x y x y`).
fn diagram(shapes: &[(&str, [i32; 4])], lines: &[(&str, [i32; 4])]) -> String {
    let mut text = "<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>".to_owned();
    for (id, [x, y, width, height]) in shapes {
        write!(
            text,
            "<bpmndi:BPMNShape bpmnElement='{id}'><dc:Bounds x='{x}' y='{y}' width='{width}' height='{height}'/>\
             </bpmndi:BPMNShape>"
        )
        .expect("a string takes everything");
    }
    for (id, [x, y, to_x, to_y]) in lines {
        write!(
            text,
            "<bpmndi:BPMNEdge bpmnElement='{id}'><bpmndi:waypoint x='{x}' y='{y}'/><bpmndi:waypoint x='{to_x}' \
             y='{to_y}'/></bpmndi:BPMNEdge>"
        )
        .expect("a string takes everything");
    }
    text + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
}

/// Texts whose letters or XML have faults.
fn spoilt() -> Vec<Vec<u8>> {
    let process = "<process id='p'><task id='t'/></process>";
    let whole = format!("{HEAD}{process}</definitions>");
    let with = |inside: &str| format!("{HEAD}<process id='p'>{inside}</process></definitions>");
    let latin = |text: &str| text.replace('ü', "\u{1}").into_bytes();
    let latin = |text: &str| latin(text).iter().map(|byte| if *byte == 1 { 0xfc } else { *byte }).collect();
    let declared =
        |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>{}", with("<task id='ü'/>"));
    vec![
        latin(&with("<task id='t' name='Prüfen'/>")),
        declared("ISO-8859-1").into_bytes(),
        [b"\xef\xbb\xbf".as_slice(), &latin(&with("<task id='t' name='Prüfen'/>"))].concat(),
        with("<task id='t' name=A name='A'/><task id='u' name='&b; &nbsp; R&D < 5 \u{1}'/>").into_bytes(),
        format!("<!DOCTYPE d []>{whole} rest").into_bytes(),
        format!("\n<?xml version='1.0'?>{whole}").into_bytes(),
        format!("Saved today\n{whole}").into_bytes(),
        format!("<definitions>{process}</definitions>").into_bytes(),
        format!(
            "<bpmn:definitions>{}</bpmn:definitions>",
            "<bpmn:process id='p'><bpmn:task id='t'/></bpmn:process>"
        )
        .into_bytes(),
        format!("<definitions xmlns='http://schema.omg.org/spec/BPMN/2.0'>{process}</definitions>")
            .into_bytes(),
        format!("{HEAD}{process}<bpmndi:BPMNDiagram><bpmndi:BPMN").into_bytes(),
        format!("{HEAD}{process}<bpmndi:BPMNDiagram></a></b></bpmndi:BPMNDiagram>").into_bytes(),
        format!("{HEAD}{process}</definition>").into_bytes(),
        b"<subProcess xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id='s'><task id='t'/></subProcess>"
            .to_vec(),
    ]
}

/// Elements that are left out, repaired or moved.
fn mended() -> Vec<String> {
    let foreign: String = (0..2_005).fold(String::new(), |all, number| all + &format!("<x{number}/>"));
    let lanes: Vec<String> = (0..1_001).map(|number| format!("l{number}")).collect();
    let shapes: Vec<_> = lanes.iter().map(|id| (&**id, [0, 0, 1, 1])).chain([("t", [9, 9, 9, 9])]).collect();
    let lane = |id: &String| format!("<lane id='{id}'/>");
    let form =
        format!("{{\"components\":[{{\"key\":\"k\",\"type\":\"textfield\"}}]{}}}", " ".repeat(900_000));
    let forms = |task: usize| {
        format!(
            "<userTask id='u{task}'><extensionElements><zeebe:formDefinition formKey='camunda-forms:bpmn:f'/>\
             </extensionElements></userTask>"
        )
    };
    let set = |name: &str, [a, b, c]: [&str; 3]| {
        format!(
            "<laneSet name='{name}'><lane id='{name}1'><flowNodeRef>{a}</flowNodeRef><flowNodeRef>{b}</flowNodeRef></lane>\
             <lane id='{name}2'><flowNodeRef>{c}</flowNodeRef></lane></laneSet>"
        )
    };
    let three = "<task id='a'/><task id='b'/><task id='c'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/>\
                 <sequenceFlow id='g' sourceRef='b' targetRef='c'/>";
    let inside = [
        "<task id='a'/><task id='a'/><task/>".to_owned(),
        "<task id='a'/><boundaryEvent id='b' attachedToRef='gone'/><boundaryEvent id='c'/>\
         <sequenceFlow id='f' sourceRef='a' targetRef='gone'/><sequenceFlow id='g' targetRef='a'/><sequenceFlow id='h'/>\
         <sequenceFlow id='i' sourceRef='p' targetRef='a'/>"
            .to_owned(),
        "<task id='a'><outgoing>f</outgoing></task><task id='b'><incoming>g</incoming></task>\
         <sequenceFlow id='f' targetRef='b'/>"
            .to_owned(),
        "<task id='a'><dataInputAssociation/></task><association id='x'/>\
         <association id='y' sourceRef='a' targetRef='p'/>"
            .to_owned(),
        "<task id='a'><ioSpecification><dataInput id='i'/></ioSpecification></task>".to_owned(),
        format!("<task id='a' name='A'/><dataObject id='o' name='{}'/>", "n".repeat(2_000)),
        "stray<task id='a' attachedToRef='b' startQuantity='2' completionQuantity='2'/><group/><group/>\
         <x:list><x:one/></x:list><x:wrap><task id='w'/></x:wrap><lane id='l'/><part/><complexGateway id='g'>\
         <activationCondition/></complexGateway>"
            .to_owned(),
        "<extensionElements><camunda:unknown/><zeebe:userTaskForm id='f'>no</zeebe:userTaskForm></extensionElements>\
         <task id='a'/>"
            .to_owned(),
        format!(
            "<extensionElements><zeebe:userTaskForm id='f'>{form}</zeebe:userTaskForm></extensionElements>{}",
            (0..40).map(forms).collect::<String>()
        ),
        format!("{}{}{three}", set("x", ["a", "b", "c"]), set("y", ["a", "c", "b"])),
        "<laneSet><lane id='l'><flowNodeRef>a</flowNodeRef></lane><lane id='m'><flowNodeRef>a</flowNodeRef></lane>\
         </laneSet><task id='a'/><subProcess id='s'><boundaryEvent id='b' attachedToRef='a'/></subProcess>"
            .to_owned(),
        foreign,
        String::new(),
    ];
    let mut all: Vec<String> = inside
        .iter()
        .map(|inside| format!("{HEAD}<process id='p'>{inside}</process></definitions>"))
        .collect();
    all.push(format!(
        "{HEAD}<process id='p'><laneSet>{}</laneSet><task id='t'/></process>{}</definitions>",
        lanes.iter().map(lane).collect::<String>(),
        diagram(&shapes, &[])
    ));
    all
}

/// What only the drawing tells, and pools.
fn drawn() -> Vec<String> {
    const POOLS: &str = "<collaboration><participant id='us' name='Us' processRef='p'/>\
                         <participant id='them' processRef='q'/></collaboration>";
    let two = |p: &str, q: &str| format!("{POOLS}<process id='p'>{p}</process><process id='q'>{q}</process>");
    let pools = [("us", [0, 0, 500, 100]), ("them", [0, 200, 500, 100])];
    let at = |steps: &[(&'static str, [i32; 4])]| diagram(&[&pools, steps].concat(), &[]);
    let (up, down) = ([50, 10, 80, 60], [50, 210, 80, 60]);
    let boxes = [("a", [0, 0, 100, 80]), ("b", [200, 0, 100, 80])];
    let inside = [
        two("<task id='a'/>", "<task id='b'/>") + &at(&[("a", down), ("b", up)]),
        two("<task id='a'/><task id='c'/>", "<task id='b'/><sequenceFlow id='f' sourceRef='b' targetRef='c'/>")
            + &at(&[("a", up), ("b", down), ("c", [250, 210, 80, 60])]),
        two("<task id='t'/><sequenceFlow id='f' sourceRef='t' targetRef='u'/>", "<task id='u'/>"),
        format!(
            "{}<process id='r' name='Rest'><task id='c'/></process>",
            two("<task id='a'/><sequenceFlow id='f' sourceRef='a' targetRef='c'/>", "<task id='b'/>")
        ),
        "<collaboration><participant id='us' name='Us'/></collaboration><process id='p'><task id='a'/></process>"
            .to_owned()
            + &diagram(&[pools[0], ("a", up)], &[]),
        "<collaboration><participant id='a' processRef='p'/><participant id='b'/><messageFlow id='m' sourceRef='t' \
         targetRef='l'/><messageFlow id='n' sourceRef='t'/><messageFlow id='o' sourceRef='t' targetRef='gone'/>\
         <messageFlow id='r' sourceRef='t' targetRef='v'/></collaboration><process id='p'><laneSet><lane id='l'>\
         <flowNodeRef>t</flowNodeRef></lane></laneSet><task id='t'/><task id='v'/></process>"
            .to_owned(),
        "<process id='p'><task id='a'/><task id='b'/><sequenceFlow id='f' sourceRef='a'/><task id='c'/></process>".to_owned()
            + &diagram(&boxes, &[("f", [100, 40, 197, 40])]),
        "<collaboration><participant id='x' processRef='p'/><messageFlow id='f' sourceRef='a'/></collaboration>\
         <process id='p'><task id='a'/></process><process id='q'><task id='b'/></process>"
            .to_owned()
            + &diagram(&boxes, &[("f", [100, 40, 197, 40])]),
        "<process id='p'><laneSet><lane id='l'/><lane id='m'/></laneSet><task id='a'/></process>".to_owned()
            + &diagram(&[("l", [0, 0, 500, 100]), ("m", [0, 100, 500, 100]), ("a", up)], &[]),
    ];
    inside.iter().map(|inside| format!("{HEAD}{inside}</definitions>")).collect()
}

/// What does not hang together.
fn linked() -> Vec<String> {
    let process = |id: &str, inside: &str| format!("<process id='{id}' name='{id}'>{inside}</process>");
    let call = |called: &str| format!("<callActivity id='c{called}' calledElement='{called}'/>");
    let event = |kind: &str, of: &str| {
        format!("<{kind} id='{kind}{of}'><{of}EventDefinition {of}Ref='{of}'/></{kind}>")
    };
    let names = "<message id='message' name='Order placed'/><signal id='signal' name='Alarm raised'/>";
    let send = process("sales", &event("intermediateThrowEvent", "message"));
    let alone = ["intermediateThrowEvent", "intermediateCatchEvent"]
        .map(|kind| [event(kind, "message"), event(kind, "signal")].concat());
    [
        process("main", &["Pack goods", "Twice", "gone", "${which}"].map(call).concat())
            + "<process id='x' name='Pack goods'/><process id='y' name='Twice'/><process id='z' name='Twice'/>\
               <process id='other'><callActivity id='none'/></process>",
        format!("{names}{}", process("a", &alone[0])).replace("placed", "sent").replace("raised", "on"),
        format!("{names}{}", process("b", &alone[1])).replace("placed", "paid").replace("raised", "over"),
        format!("{names}{send}"),
        format!("{names}{send}"),
        format!("{names}{}", process("stock", &event("intermediateCatchEvent", "message"))),
    ]
    .iter()
    .map(|inside| format!("{HEAD}{inside}</definitions>"))
    .collect()
}

/// Reads texts as one landscape.
fn report(texts: &[Vec<u8>]) -> Report {
    let (mut files, mut exports) = (Vec::new(), Vec::new());
    for (number, text) in texts.iter().enumerate() {
        let path: Arc<str> = format!("{number}.bpmn").into();
        let import = handoff_import::read(text, &path);
        assert!(import.refusal.is_none(), "{number}: {:?}", import.refusal);
        exports.extend(import.model.map(|model| Export { path: Arc::clone(&path), model: model.into() }));
        files.push(FileReport {
            path,
            format: import.format,
            exporter: handoff_model::Exporter::default(),
            status: import.status,
            notes: import.diagnostics,
            refusal: None,
        });
    }
    let landscape = Landscape::of(exports, &Settings::default());
    for (path, note) in &landscape.notes {
        files.iter_mut().filter(|file| file.path == *path).for_each(|file| file.notes.push(note.clone()));
    }
    Report::of(files, &landscape, Vec::new(), Vec::new())
}

fn text(report: &Report, language: Language) -> String {
    plain(&as_text(
        report,
        TextOptions {
            width: 10_000,
            all: true,
            quiet: false,
            undecided: true,
            fingerprints: false,
            language,
        },
    ))
}

/// Takes out of a line what stands in quotation marks or as code: names are of no language.
fn words(line: &str) -> Vec<String> {
    let mut said = String::new();
    let mut until = None;
    for letter in line.chars() {
        match (until, letter) {
            (Some(end), letter) if letter == end => until = None,
            (Some(_), _) => {}
            (None, '`') => until = Some('`'),
            (None, '„') => until = Some('“'),
            (None, '<') => until = Some('>'),
            (None, letter) => said.push(letter),
        }
    }
    said.split(|letter: char| !letter.is_alphabetic()).map(str::to_owned).collect()
}

#[test]
fn a_german_report_holds_no_english_note() {
    const ENGLISH: [&str; 34] = [
        "the", "of", "is", "are", "not", "that", "this", "which", "from", "with", "and", "by", "its", "or",
        "for", "where", "without", "step", "steps", "file", "left", "read", "shape", "drawn", "element",
        "elements", "name", "has", "have", "nothing", "there", "taken", "kept", "once",
    ];
    let bytes = |texts: Vec<String>| texts.into_iter().map(String::into_bytes);
    let texts = spoilt().into_iter().chain(bytes(mended())).chain(bytes(drawn())).chain(bytes(linked()));
    let report = report(&texts.collect::<Vec<_>>());
    let found: BTreeSet<&str> =
        report.files.iter().flat_map(|file| &file.notes).map(|note| note.code.name).collect();
    let codes = handoff_import::codes();
    let expected: BTreeSet<&str> = codes.iter().map(|code| code.name).chain(LINKS).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    assert!(missing.is_empty(), "nothing brings about {missing:?}");
    for line in text(&report, Language::German).lines() {
        let line = line.split_once(".bpmn:").map_or(line, |(_, rest)| rest);
        let line = line
            .split_once(" × ")
            .map_or(line, |(_, rest)| rest.split_once(": ").map_or(rest, |rest| rest.1));
        let english: Vec<String> =
            words(line).into_iter().filter(|word| ENGLISH.contains(&&**word)).collect();
        assert!(english.is_empty(), "{english:?}: {line}");
    }
}

/// Checks what an account says where there is no process to judge.
#[track_caller]
fn check(inside: &str, english: &str, german: &str) {
    let report = report(&[format!("{HEAD}{inside}</definitions>").into_bytes()]);
    for (language, expected) in [(Language::English, english), (Language::German, german)] {
        let text = text(&report, language);
        assert!(text.contains(expected), "{text}");
        assert!(!text.contains("requires ="), "{text}");
    }
}

#[test]
fn where_there_is_no_process_data_objects_are_no_help() {
    check(
        "<choreography><participant id='a' name='A'/><choreographyTask id='x'/></choreography>",
        "(a choreography or conversation)",
        "(eine Choreografie oder Konversation)",
    );
    check(
        "<collaboration><participant id='a' name='A'/></collaboration>",
        "no process with steps here",
        "kein Prozess mit Schritten",
    );
    check(
        "<process id='p'><task id='a' name='Task 1'/><task id='b' name='Task 2'/></process>",
        "nothing but sketches",
        "nur Skizzen",
    );
}
