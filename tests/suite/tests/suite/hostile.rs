//! Hostile inputs through the whole path: refused or read with a note, in bounded time, never in silence.

use handoff_check::Exit;
use serde_json::Value;

use crate::program::{self, SECRET};

/// An export in which everything is in order.
const GOOD: &str = include_str!("../../../exports/clean/exports/repair.bpmn");

/// What every export begins with.
const HEAD: &str = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\">";

/// Checks a file with these bytes and returns how it was read: `read`, `repaired` or `refused` with the reason.
#[track_caller]
fn read(name: &str, bytes: &[u8]) -> (String, Value) {
    program::write(name, bytes);
    let (exit, report) = program::check(&["--isolated", "--fail-on", "never", name]);
    let status = report["files"][0]["status"].as_str().expect("a status");
    assert_eq!(exit, if status == "refused" { Exit::Usage } else { Exit::Clean }, "{name}");
    let reason = report["findings"].as_array().into_iter().flatten();
    let reason = reason.filter(|finding| finding["rule"] == "handoff/unreadable-export");
    let said = reason.map(|finding| finding["message"].as_str().unwrap_or_default()).collect::<String>();
    (format!("{status} {said}"), report)
}

#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    let (said, _) = read(name, bytes.as_ref());
    assert!(said.contains(expected), "{name}: {said}");
}

#[test]
fn what_is_no_process_is_refused_by_what_it_is() {
    check("empty", "", "refused empty was not read: the file is empty");
    check("blank", " \n".repeat(100_000), "the file is empty");
    check("nothing", vec![0; 100_000], "a binary file");
    check("archive", b"PK\x03\x04rest", "an archive");
    check("packed", b"\x1f\x8b\x08\x00rest", "a gzip archive");
    check("picture", b"\x89PNG\r\n\x1a\nrest", "a picture");
    check("print", "%PDF-1.4", "a PDF document");
    check("login", "<!DOCTYPE html><html><body/></html>", "a web page");
    check("data", "{\"a\": 1}", "a JSON document");
    check("text", "Dear colleagues,", "refused");
}

#[test]
fn what_is_built_to_break_readers_is_refused_early() {
    check("deep", format!("{HEAD}{}", "<a>".repeat(200_000)), "levels deep");
    let lanes = "<laneSet><lane id=\"l\"><childLaneSet>".repeat(100_000);
    check("lanes", format!("{HEAD}<process id=\"p\">{lanes}"), "levels deep");
    let attributes = (0..50_000).map(|number| format!(" a{number}=\"\"")).collect::<Vec<_>>().concat();
    check("wide", format!("{HEAD}<process id=\"p\"><task id=\"t\"{attributes}/></process>"), "attributes");
    check("open", format!("<!DOCTYPE d [{}", "<!ENTITY a \"b\">".repeat(100_000)), "refused");
}

#[test]
fn entities_are_never_expanded_and_files_never_fetched() {
    let bomb = (1..10)
        .map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)))
        .collect::<Vec<_>>()
        .concat();
    for (name, doctype, entity) in [
        ("bomb", format!("<!ENTITY l0 \"ha\">{bomb}"), "&l9;"),
        ("thief", "<!ENTITY s SYSTEM \"file:///etc/passwd\">".to_owned(), "&s;"),
        ("include", "<!ENTITY % p SYSTEM \"/etc/passwd\"> %p;".to_owned(), "&p;"),
    ] {
        let task = format!("<process id=\"p\"><task id=\"t\" name=\"{entity}\"/></process></definitions>");
        let (said, report) = read(name, format!("<!DOCTYPE d [{doctype}]>{HEAD}{task}").as_bytes());
        assert!(said.starts_with("repaired"), "{name}: {said}");
        let report = report.to_string();
        assert!(!report.contains(SECRET) && !report.contains("haha") && report.len() < 5_000, "{report}");
    }
}

#[test]
fn an_encoding_changes_nothing_but_the_bytes() {
    let (_, good) = read("good", GOOD.as_bytes());
    let wide = |text: &str| -> Vec<u16> { text.encode_utf16().collect() };
    let little = |text: &str| wide(text).into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| wide(text).into_iter().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{GOOD}");
    let long: Vec<u8> = marked.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
    for (name, bytes) in [
        ("marked", marked.as_bytes().to_vec()),
        ("little", little(GOOD)),
        ("big", big(GOOD)),
        ("marked-little", little(&marked)),
        ("marked-big", big(&marked)),
        ("long", long),
        ("unknown", GOOD.replace("UTF-8", "klingon").into_bytes()),
        ("single", GOOD.replace("UTF-8", "windows-1252").into_bytes()),
    ] {
        let (said, report) = read(name, &bytes);
        assert!(!said.starts_with("refused"), "{name}: {said}");
        assert_eq!(report["summary"]["handoffs"], good["summary"]["handoffs"], "{name}");
    }
}

#[test]
fn an_export_cut_anywhere_is_refused_or_whole() {
    let (_, good) = read("whole", GOOD.as_bytes());
    for percent in 0..100 {
        let name = format!("cut-{percent}");
        let (said, report) = read(&name, &GOOD.as_bytes()[..GOOD.len() * percent / 100]);
        // Half a process would show gaps that are not there.
        let whole = report["summary"]["handoffs"] == good["summary"]["handoffs"];
        assert!(said.starts_with("refused") || whole, "{name}: {said}");
    }
}

#[test]
fn no_byte_brings_the_program_down() {
    // A fixed sequence (Knuth's MMIX generator): a test that fails must fail again.
    let mut state = 7_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..100 {
        let mut bytes = GOOD.as_bytes()[..GOOD.find("<bpmndi").unwrap_or(0)].to_vec();
        bytes.extend(b"</bpmn:definitions>");
        for _ in 0..=next(8) {
            let (at, from) = (next(bytes.len()), next(bytes.len()));
            match next(4) {
                0 => bytes[at] = b"<>\"&/= \0\xff"[next(9)],
                1 => drop(bytes.drain(at..(at + next(200)).min(bytes.len()))),
                2 => bytes.extend_from_within(at.min(from)..at.max(from)),
                _ => bytes.swap(at, from),
            }
        }
        read(&format!("bent-{round}"), &bytes);
    }
}

#[test]
fn what_is_large_is_read_to_its_end() {
    let steps = 2_000;
    let step = |n: usize| {
        format!(
            "<task id=\"t{n}\" name=\"T{n}\"><dataInputAssociation><sourceRef>d{}</sourceRef></dataInputAssociation>\
             <dataOutputAssociation><targetRef>d{n}</targetRef></dataOutputAssociation></task>\
             <dataObjectReference id=\"d{n}\" name=\"Item {n}\"/>\
             <sequenceFlow id=\"f{n}\" sourceRef=\"t{n}\" targetRef=\"t{}\"/>",
            n.saturating_sub(1),
            (n + 1) % steps
        )
    };
    let lane =
        |n: usize| format!("<lane id=\"l{n}\" name=\"Office {n}\"><flowNodeRef>t{n}</flowNodeRef></lane>");
    let (lanes, body): (String, String) = ((0..steps).map(lane).collect(), (0..steps).map(step).collect());
    let export =
        format!("{HEAD}<process id=\"p\"><laneSet id=\"l\">{lanes}</laneSet>{body}</process></definitions>");
    let (said, report) = read("large", export.as_bytes());
    assert!(!said.starts_with("refused"), "{said}");
    assert_eq!(report["summary"]["handoffs"], steps);
}
