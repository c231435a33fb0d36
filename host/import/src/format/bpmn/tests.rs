//! Small exports and the models they become.

mod data;
mod dialects;
mod drawn;
mod dump;
mod faults;
mod topology;

use std::fmt::Write;

use handoff_model::{Diagnostic, Model, Refusal};

const HEAD: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
 xmlns:activiti="http://activiti.org/bpmn" xmlns:flowable="http://flowable.org/bpmn"
 xmlns:drools="http://www.jboss.org/drools" xmlns:x="http://example.org/tool">
"#;

fn read(text: &str) -> (Result<Model, Refusal>, Vec<Diagnostic>) {
    let mut notes = Vec::new();
    let result = super::read(text, false, &mut notes).map(|(model, _)| model);
    (result, notes)
}

/// Reads the inside of a `definitions` element and compares the model and the codes of all notes, one a line.
#[track_caller]
fn check(inside: &str, expected: &str) {
    check_text(&format!("{HEAD}{inside}</definitions>"), expected);
}

/// Like [`check`], with the inside of one process `p`.
#[track_caller]
fn check_process(inside: &str, expected: &str) {
    check(&format!("<process id='p'>{inside}</process>"), &format!("process p\n{expected}"));
}

#[track_caller]
fn check_text(text: &str, expected: &str) {
    let (result, notes) = read(text);
    let mut found = match result {
        Ok(model) => dump::model(&model),
        Err(refusal) => format!(
            "refused {}:{} {}\n",
            refusal.span.line,
            refusal.span.column,
            refusal.reason(handoff_model::Language::English)
        ),
    };
    for note in notes {
        writeln!(found, "note {}", note.code.name).unwrap();
    }
    let lines = |text: &str| {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (found, expected) = (lines(&found), lines(expected));
    assert!(found == expected, "found:\n{}\n\nexpected:\n{}\n", found.join("\n"), expected.join("\n"));
}
