//! Writes what each case shows the rules, or each part of real exports, for tests in the plugin's own language.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_check::CommandError;
use handoff_landscape::Unit;
use handoff_machine::System;
use handoff_model::Language;
use handoff_sandbox::shown_view;
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
    make_folder(folder, system)?;
    let mut written = Vec::new();
    for (trial, outcome) in trials.iter().zip(outcomes) {
        for (unit, shown) in outcome.shown.iter().enumerate() {
            // A call that is not made finds nothing.
            let called = outcome.calls.get(unit).is_some_and(|call| call.called);
            let expected = if called { trial.expected_of(unit) } else { Vec::new() };
            let case = trial.page.place(trial.case.line).to_string();
            let path = folder.join(name(trial, unit));
            write_view(&path, &case, shown.clone(), &expected, system)?;
            written.push(path);
        }
    }
    let is_view = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
    let met = system.walk(folder, None).into_iter().map(|met| met.path);
    let stale = met.filter(is_view).filter(|path| !written.contains(path)).collect();
    Ok((written.len(), stale))
}

/// Writes one file for each unit of a landscape, named for the first of its exports; nothing is expected of any. Returns the files.
pub(crate) fn write_units(
    folder: &Path,
    units: &[Arc<Unit>],
    (language, rules): (Language, &[String]),
    system: &dyn System,
) -> anyhow::Result<Vec<PathBuf>> {
    make_folder(folder, system)?;
    let mut written = Vec::new();
    for unit in units {
        let first = unit.files.first().map(|file| Path::new(&**file)).and_then(Path::file_stem);
        let stem = first.map_or_else(|| "unit".into(), |stem| stem.to_string_lossy());
        let numbered = |number: usize| {
            folder.join(if number == 1 {
                format!("{stem}.json")
            } else {
                format!("{stem}-unit-{number}.json")
            })
        };
        // The first that is free: there are as many names as units at least.
        let Some(path) = (1..=units.len()).map(numbered).find(|path| !written.contains(path)) else {
            continue;
        };
        write_view(&path, &unit.files.join(", "), shown_view(unit, language, rules), &[], system)?;
        written.push(path);
    }
    Ok(written)
}

fn make_folder(folder: &Path, system: &dyn System) -> Result<(), CommandError> {
    system.make_folder(folder).map_err(|error| CommandError::Unwritten { path: folder.to_path_buf(), error })
}

fn write_view(
    path: &Path,
    case: &str,
    shown: Map<String, Value>,
    expected: &[&str],
    system: &dyn System,
) -> Result<(), CommandError> {
    let mut view = Map::new();
    view.insert("format".to_owned(), FORMAT.into());
    view.insert("case".to_owned(), case.into());
    view.extend(shown);
    view.insert("expected".to_owned(), json!(expected));
    let text = format!("{:#}\n", Value::Object(view));
    let unwritten = |error| CommandError::Unwritten { path: path.to_path_buf(), error };
    system.replace(path, text.as_bytes()).map_err(unwritten)
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
