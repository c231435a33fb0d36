//! What the targets share: one engine, one landscape, and what must hold for every report.

use std::io;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use handoff_check::config::{Config, ConfigRequest};
use handoff_finding::Severity;
use handoff_landscape::contract::Settings;
use handoff_landscape::unit::{DepartmentId, ItemId, StateId, StepId};
use handoff_landscape::{Export, Landscape, Unit};
use handoff_machine::MemorySystem;
use handoff_model::{Id, Language};
use handoff_report::{Report, csv, github, gitlab, json, junit, list, markdown, sarif, text};
use handoff_sandbox::Host;
use serde_json::Value;

use crate::safe::{safe, safe_in_colour};

/// The engine of the process.
pub static HOST: LazyLock<Host> = LazyLock::new(|| Host::new().expect("the engine starts"));

/// The worked example of this repository, with its contracts: every kind of element is in it.
pub static EXAMPLE: LazyLock<Arc<Landscape>> = LazyLock::new(|| {
    let files = [
        ("order.bpmn", include_str!("../../exports/order-to-delivery/exports/order.bpmn")),
        ("complaint.bpmn", include_str!("../../exports/order-to-delivery/exports/complaint.bpmn")),
        ("quote.bpmn", include_str!("../../exports/order-to-delivery/exports/quote.bpmn")),
    ];
    let exports = files.map(|(path, text)| Export {
        path: path.into(),
        model: handoff_import::read(text.as_bytes(), path).model.expect("the example is read").into(),
    });
    Arc::new(Landscape::of(exports.into(), &settings()))
});

/// The configuration of the worked example.
pub fn settings() -> Settings {
    let text = include_str!("../../exports/order-to-delivery/handoff.toml");
    let machine = MemorySystem::default().file("handoff.toml", text);
    let wanted = ConfigRequest { file: Some(Path::new("handoff.toml")), ..ConfigRequest::default() };
    Config::load(&machine, wanted).expect("the example is valid").settings
}

/// Returns the index of the largest unit.
pub fn largest(landscape: &Landscape) -> usize {
    let size = |index: &usize| landscape.units[*index].steps.len();
    (0..landscape.units.len()).max_by_key(size).unwrap_or_default()
}

/// Panics where a unit refers to what it does not hold.
pub fn sound(unit: &Unit) {
    let within =
        |index: u32, count: usize, what: &str| assert!((index as usize) < count, "{what} {index} of {count}");
    let step = |id: StepId| within(id.0, unit.steps.len(), "step");
    let department = |id: DepartmentId| within(id.0, unit.departments.len(), "department");
    let item = |id: ItemId, state: Option<StateId>| {
        within(id.0, unit.items.len(), "item");
        state.into_iter().for_each(|state| within(state.0, unit.items[id.index()].states.len(), "state"));
    };
    assert_eq!(unit.graph.nodes.len(), unit.steps.len());
    for row in &unit.steps {
        row.owner.into_iter().for_each(department);
        row.scope.into_iter().for_each(step);
        within(row.process.0, unit.processes.len(), "process");
    }
    for row in &unit.handoffs {
        [row.giver, row.receiver].into_iter().flatten().for_each(department);
        [row.last, row.first].into_iter().flatten().for_each(step);
        row.carries.iter().for_each(|carried| item(carried.item, carried.state));
    }
    for row in &unit.needs {
        step(row.step);
        item(row.item, row.state);
        row.witness.iter().chain(&row.providers).copied().for_each(step);
        row.arrives_in.iter().for_each(|state| item(row.item, Some(*state)));
        row.handoff.into_iter().for_each(|handoff| within(handoff.0, unit.handoffs.len(), "handoff"));
    }
    for row in &unit.provisions {
        item(row.item, row.state);
        row.used_by.iter().chain([&row.step]).copied().for_each(step);
    }
    for row in &unit.touchpoints {
        step(row.step);
        row.customer.into_iter().for_each(department);
    }
    for row in &unit.endings {
        row.witness
            .iter()
            .chain([&row.step])
            .chain(&row.started_at)
            .chain(&row.told_at)
            .copied()
            .for_each(step);
    }
    for row in &unit.waits {
        step(row.step);
        row.party.into_iter().for_each(department);
    }
}

/// Writes a report in every format and panics where one of them breaks its promise.
pub fn written(report: &Report, language: Language, width: usize, all: bool) {
    let mut out = Vec::new();
    for (quiet, undecided) in [(false, false), (false, true), (true, false), (true, true)] {
        let options = text::TextOptions { width, all, quiet, undecided, fingerprints: false, language };
        text::write(report, &|_| None, options, &mut out).expect("memory is writable");
    }
    list::write_text(report, width, language, &mut out).expect("memory is writable");
    safe_in_colour(&out);
    out.clear();
    json::write(report, language, &mut out).expect("memory is writable");
    safe(std::str::from_utf8(&out).expect("JSON is UTF-8"));
    // What takes the colours out on the way to a file must leave JSON as it is.
    assert_eq!(anstream::adapter::strip_bytes(&out).into_vec(), out);
    same(&serde_json::from_slice(&out).expect("the report is JSON"), report);
    out.clear();
    list::write_json(report, &mut out).expect("memory is writable");
    safe(std::str::from_utf8(&out).expect("JSON is UTF-8"));
    serde_json::from_slice::<Value>(&out).expect("the list is JSON");
    for_pipelines(report, language);
}

/// Panics where an output for pipelines holds what is not [`safe`], or is not what it should be.
fn for_pipelines(report: &Report, language: Language) {
    let write = |write: &dyn Fn(&mut Vec<u8>) -> io::Result<()>| {
        let mut out = Vec::new();
        write(&mut out).expect("memory is writable");
        String::from_utf8(out).expect("output is UTF-8")
    };
    let sarif = write(&|out| sarif::write(report, true, &[], language, out));
    let gitlab = write(&|out| gitlab::write(report, language, out));
    // One for each cause; only SARIF has a kind for what is undecided.
    let causes = report.causes.len();
    let results = causes + report.summary.undecided;
    for (output, found, expected) in [(&sarif, "/runs/0/results", results), (&gitlab, "", causes)] {
        let json: Value = serde_json::from_str(output).expect("it is JSON");
        let found = json.pointer(found).and_then(Value::as_array).map(Vec::len);
        assert_eq!(found, Some(expected));
    }
    let junit = write(&|out| junit::write(report, Some(Severity::Warning), language, out));
    let github = write(&|out| github::write(report, language, out));
    let new = report.causes.iter().filter(|cause| !cause.first.known).count();
    assert_eq!(github.lines().count(), new + 1);
    let markdown = write(&|out| markdown::write(report, language, out));
    assert!(markdown.chars().count() < 65_536, "a comment takes no more");
    let csv = write(&|out| csv::write(report, true, out));
    for output in [&sarif, &gitlab, &junit, &github, &markdown, &csv.replace("\r\n", "\n")] {
        safe(output);
    }
}

/// Panics where JSON says something else than the report.
fn same(json: &Value, report: &Report) {
    let list = |json: &Value, key: &str| json[key].as_array().expect("a list").clone();
    let needs = list(json, "undecided").iter().flat_map(|open| list(open, "needs")).collect();
    let said = [list(json, "findings"), needs].concat();
    let causes = report.causes.iter().map(|cause| &cause.first);
    let all: Vec<_> = causes.chain(report.open.iter().flat_map(|open| &open.findings)).collect();
    assert_eq!(said.len(), all.len());
    for (json, finding) in said.iter().zip(all) {
        assert_eq!(json["message"], finding.message.as_str());
        assert_eq!(json["rule"], &*finding.rule);
        assert_eq!(json["severity"], finding.severity.name());
        assert_eq!(json["fingerprint"], finding.fingerprint.as_str());
    }
    assert_eq!(json["files"].as_array().map(Vec::len), Some(report.files.len()));
    assert_eq!(json["handoffs"].as_array().map(Vec::len), Some(report.handoffs.len()));
    assert_eq!(json["plugins"].as_array().map(Vec::len), Some(report.plugins.len()));
    assert_eq!(json["summary"]["complete"], report.summary.complete);
}
