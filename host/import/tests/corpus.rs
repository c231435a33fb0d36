//! Exports come through the reader: those that are shipped as is expected of each, and every public one beside the workspace.

use std::collections::BTreeMap;

use handoff_corpus::{corpus, shipped};
use handoff_import::read;
use handoff_model::{Diagnostic, FlowDiagnostic, FlowEnd, Status};

/// Exports without a single element of a process, by the end of their paths: there is nothing to read.
const UNREADABLE: [&str; 24] = [
    // No XML, or no BPMN.
    "error/invalid-attributes.bpmn",
    "errorHandling/parsing-error.bpmn20.xml",
    "integration/cli/diagram-broken.bpmn",
    "bptlab_fCM-runtime-support/emptyBoard.bpmn",
    "bptlab_fCM-runtime-support/sampleBoard.bpmn",
    "underwriting/docs/decision-flow.bpmn",
    // Definitions of nothing.
    "fixtures/bpmn/attrs.bpmn",
    "error/bad-encoding.bpmn",
    "error/undeclared-ns-child.bpmn",
    "fixtures/bpmn/redundant-ns-declaration.bpmn",
    // Pieces that mean nothing by themselves.
    "inputOutput-map.part.bpmn",
    "inputOutput-mixed.part.bpmn",
    "inputOutput-plain.part.bpmn",
    "inputOutput-script.part.bpmn",
    "bpmnDiagram-extension.part.bpmn",
    "bpmnDiagram.part.bpmn",
    "bpmnEdge.part.bpmn",
    "bpmnShape-isMarkerVisible.part.bpmn",
    "bpmnShape.part.bpmn",
    "expression-extension.part.bpmn",
    "interface-implementationRef.part.bpmn",
    "operation-implementationRef.part.bpmn",
    "timerEventDefinition.part.bpmn",
    "expr-Guard.part.bpmn",
];

#[test]
fn shipped_exports_are_read_as_expected() {
    for (sample, expected) in shipped() {
        let import = read(&sample.bytes, &sample.path);
        let status = if expected.repaired { Status::Repaired } else { Status::Read };
        assert_eq!(import.status, status, "{}", sample.path);
        let mut codes: Vec<&str> = import.diagnostics.iter().map(|note| note.code.name).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes, expected.diagnostics, "{}: {:#?}", sample.path, import.diagnostics);
        let model = import.model.unwrap();
        let counts =
            [model.steps.len(), model.participants.len(), model.lanes.len(), model.message_flows.len()];
        assert_eq!(counts, expected.counts, "{}: steps, pools, lanes, messages", sample.path);
    }
}

#[test]
fn corpus_is_read_or_repaired() {
    let Some(corpus) = corpus() else { return };
    let mut statuses = BTreeMap::<_, usize>::new();
    let mut codes = BTreeMap::<_, (usize, usize)>::new();
    let mut refused = Vec::new();
    for sample in corpus.exports() {
        let import = read(&sample.bytes, &sample.path);
        *statuses.entry(format!("{:?}", import.status)).or_default() += 1;
        let mut seen: Vec<_> = import.diagnostics.iter().map(|note| note.code.name).collect();
        for code in &seen {
            codes.entry(*code).or_default().0 += 1;
        }
        seen.sort_unstable();
        seen.dedup();
        for code in seen {
            codes.entry(code).or_default().1 += 1;
        }
        if import.status == Status::Refused && !UNREADABLE.iter().any(|end| sample.path.ends_with(end)) {
            refused.push(format!("{}: {}", sample.path, import.refusal.unwrap()));
        }
    }
    println!("{statuses:?}");
    for (code, (notes, files)) in codes {
        println!("{code}: {notes} notes in {files} files");
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// Compares with the counts of the index, which were made without this reader.
///
/// The index counts no global tasks (here processes of one step) and keeps message flows without ends. Rows without a
/// number of flow nodes were counted otherwise: their lanes are departments.
#[test]
fn corpus_counts_agree_with_the_index() {
    let Some(corpus) = corpus() else { return };
    let mut different = Vec::new();
    let rows = corpus.index();
    for row in rows.iter().filter(|row| row["format"] == "bpmn" && !row["flow_nodes"].is_empty()) {
        let path = &row["path"];
        let sample = corpus.sample(path).unwrap();
        let import = read(&sample.bytes, path);
        let Some(model) = import.model else { continue };
        let text = String::from_utf8_lossy(&sample.bytes);
        let globals = text.split('<').filter(|tag| is_global_task(tag)).count();
        let is_endless = |note: &&Diagnostic| {
            let endless = [FlowDiagnostic::MessageEndByShape, FlowDiagnostic::MessageWithoutEnd];
            let ends = [FlowEnd::Source, FlowEnd::Target];
            endless.iter().any(|of| ends.iter().any(|end| note.kind == of(*end).into()))
        };
        let endless = import.diagnostics.iter().filter(is_endless).count();
        for (column, count) in [
            ("flow_nodes", model.steps.len() - globals),
            ("pools", model.participants.len()),
            ("lanes", model.lanes.len()),
            ("message_flows", model.message_flows.len() + endless.div_ceil(2)),
        ] {
            // The index has no counts of files that a strict parser refuses.
            if !row[column].is_empty() && row[column] != count.to_string() {
                different.push(format!("{path}: {column} {} here {count}", row[column]));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

fn is_global_task(tag: &str) -> bool {
    let name = tag.split([' ', '\n', '\r', '\t', '>', '/']).next().unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or(name);
    local.starts_with("global") && local.ends_with("Task")
}
