//! Writes what each case shows the rules, for tests in the plugin's own language.

use std::path::{Path, PathBuf};

use handoff_check::CommandError;
use handoff_machine::System;
use serde_json::{Map, Value, json};

use super::case_run::{CaseOutcome, CaseRun};
use super::cases::CasePage;

/// The format of a view file; it changes when a test that reads it would have to.
const FORMAT: &str = "handoff-view/2";

/// Writes one file for each case and unit; returns how many, and the files in the folder that show no case.
pub(crate) fn write(
    folder: &Path,
    trials: &[CaseRun<'_>],
    outcomes: &[CaseOutcome],
    system: &dyn System,
) -> anyhow::Result<(usize, Vec<PathBuf>)> {
    let unwritten = |path: &Path| {
        let path = path.to_path_buf();
        move |error| CommandError::Unwritten { path, error }
    };
    system.make_folder(folder).map_err(unwritten(folder))?;
    let mut written = Vec::new();
    for (trial, outcome) in trials.iter().zip(outcomes) {
        for (unit, shown) in outcome.shown.iter().enumerate() {
            let mut view = Map::new();
            view.insert("format".to_owned(), FORMAT.into());
            view.insert("case".to_owned(), trial.page.place(trial.case.line).to_string().into());
            view.extend(shown.clone());
            // A call that is not made finds nothing.
            let called = outcome.calls.get(unit).is_some_and(|call| call.called);
            let expected = if called { trial.expected_of(unit) } else { Vec::new() };
            view.insert("expected".to_owned(), json!(expected));
            let path = folder.join(name(trial, unit));
            let text = format!("{:#}\n", Value::Object(view));
            system.replace(&path, text.as_bytes()).map_err(unwritten(&path))?;
            written.push(path);
        }
    }
    let is_view = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
    let met = system.walk(folder, None).into_iter().map(|met| met.path);
    let stale = met.filter(is_view).filter(|path| !written.contains(path)).collect();
    Ok((written.len(), stale))
}

/// Names the file of a case by its page and its place among the cases there, which edits of the prose do not change.
fn name(trial: &CaseRun<'_>, unit: usize) -> String {
    let number =
        trial.page.cases.iter().position(|case| std::ptr::eq(case, trial.case)).unwrap_or_default() + 1;
    let unit = if unit == 0 { String::new() } else { format!("-unit-{}", unit + 1) };
    format!("{}-{number}{unit}.json", stem(trial.page))
}

/// Returns the name of a page without folder and ending; a page within a component is named for its rule.
fn stem(page: &CasePage) -> String {
    let file = page.file.as_ref().and_then(|file| file.file_stem());
    file.map_or_else(|| page.name.replace('/', "-"), |stem| stem.to_string_lossy().into_owned())
}
