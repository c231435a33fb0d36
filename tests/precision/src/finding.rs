//! The findings of one run over a folder of exports.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use handoff_check::Exit;
use handoff_cli::run;
use handoff_machine::{MemorySystem, OsSystem, System};
use handoff_model::Model;
use serde_json::Value;

use crate::draw::repository;

/// A folder of exports, checked as one landscape.
#[derive(Debug)]
pub struct CheckedCorpus {
    root: PathBuf,
    /// What was found, in the order of the report.
    pub findings: Vec<Finding>,
}

/// One finding, with what a judge needs of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the folder, with `/`.
    pub path: String,
    /// The id of the rule.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// `certain`, `likely` or `advice`.
    pub certainty: String,
    /// The id of the element it points at, or empty.
    pub element: String,
    /// The item it is about, with its state, or empty.
    pub item: String,
    /// What a person reads: the sentence, the customer's line, the border and the remedy.
    pub text: String,
    /// The ids of the other elements it is about: those of one group, and those related to it.
    pub others: Vec<String>,
    /// The ids of the steps of one way that shows it.
    pub witness: Vec<String>,
    /// The path and element of each of its places: what is said of several exports in the same words is one finding.
    pub places: Vec<(String, String)>,
}

impl CheckedCorpus {
    /// Checks every export below a folder.
    ///
    /// # Errors
    ///
    /// Says what kept the program from writing its report.
    pub fn check(root: &Path) -> Result<Self, String> {
        Ok(Self { root: root.to_owned(), findings: Self::findings(root, root)? })
    }

    /// Checks one of the exports by itself.
    ///
    /// # Errors
    ///
    /// Says what kept the program from writing its report.
    pub fn alone(&self, path: &str) -> Result<Vec<Finding>, String> {
        Self::findings(&self.root, &self.root.join(path))
    }

    fn findings(root: &Path, input: &Path) -> Result<Vec<Finding>, String> {
        let report = report(&OsSystem::default(), &["--isolated", &input.to_string_lossy()])?;
        let prefix = root.to_string_lossy();
        let findings = report["findings"].as_array().into_iter().flatten();
        Ok(findings.filter_map(|row| Finding::read(row, &prefix)).collect())
    }

    /// Reads one export as the program does.
    pub fn model(&self, path: &str) -> Option<Model> {
        let bytes = std::fs::read(self.root.join(path)).ok()?;
        handoff_import::read(&bytes, path).model
    }

    /// Reads the exports that findings point into, each once.
    pub fn models<'f>(&self, findings: impl Iterator<Item = &'f Finding>) -> BTreeMap<String, Model> {
        let mut models = BTreeMap::new();
        for finding in findings {
            if !models.contains_key(&finding.path)
                && let Some(model) = self.model(&finding.path)
            {
                models.insert(finding.path.clone(), model);
            }
        }
        models
    }
}

/// Reads every export below a folder that can be read, by its path relative to the folder.
///
/// # Errors
///
/// Those of reading the folders.
pub fn read(root: &Path) -> std::io::Result<BTreeMap<String, Model>> {
    let (mut models, mut open) = (BTreeMap::new(), vec![root.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if let Some(model) = handoff_import::read(&std::fs::read(&path)?, &name).model {
                models.insert(name, model);
            }
        }
    }
    Ok(models)
}

/// Checks exports that lie in memory as one landscape, with contracts beside them; `None` where one is refused, or holds
/// sketches, which are not judged.
pub fn check(texts: &[&str], contracts: &str) -> Option<Vec<Finding>> {
    /// One machine for all, so that the rules are compiled once; for one at a time, since all write the same files.
    static MACHINE: LazyLock<Mutex<MemorySystem>> =
        LazyLock::new(|| Mutex::new(MemorySystem::default().with_env("HOME", "/home")));
    const CONFIG: &str = "handoff.toml";
    let machine = MACHINE.lock().unwrap_or_else(PoisonError::into_inner);
    let names: Vec<String> = (0..texts.len()).map(|number| format!("export-{number}.bpmn")).collect();
    for (name, text) in names.iter().zip(texts) {
        machine.write(name.as_ref(), text.as_bytes()).ok()?;
    }
    machine.write(CONFIG.as_ref(), contracts.as_bytes()).ok()?;
    let inputs: Vec<&str> =
        ["--config", CONFIG].into_iter().chain(names.iter().map(String::as_str)).collect();
    let report = report(&*machine, &inputs).ok()?;
    let findings = report["findings"].as_array()?;
    let sketches = report["sketches"].as_array().is_some_and(|sketches| !sketches.is_empty());
    (report["summary"]["complete"] == true && !sketches)
        .then(|| findings.iter().filter_map(|row| Finding::read(row, "")).collect())
}

/// Runs `handoff check` and returns its JSON report.
fn report(system: &dyn System, inputs: &[&str]) -> Result<Value, String> {
    let arguments = ["handoff", "check", "--fail-on", "never", "--format", "json"].iter().chain(inputs);
    let (mut report, mut errors) = (Vec::new(), Vec::new());
    let exit = run(arguments.map(OsString::from), system, &mut report, &mut errors);
    if !matches!(exit, Exit::Clean | Exit::Usage | Exit::Findings) {
        return Err(format!("{exit:?}: {}", String::from_utf8_lossy(&errors)));
    }
    serde_json::from_slice(&report).map_err(|error| error.to_string())
}

impl Finding {
    /// Reads a finding of a JSON report; `None` for one that points at no file.
    fn read(row: &Value, prefix: &str) -> Option<Self> {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let file = row["file"].as_str()?;
        let relative = |file: &str| {
            file.strip_prefix(prefix).unwrap_or(file).trim_start_matches(['/', '\\']).replace('\\', "/")
        };
        let path = relative(file);
        let places = row["places"].as_array().into_iter().flatten();
        let places = places.filter_map(|place| {
            Some((relative(place["file"].as_str()?), place["element"].as_str()?.to_owned()))
        });
        let mut lines = vec![text("message")];
        let reach = &row["reach"];
        let meets = match reach["verdict"].as_str() {
            Some("certain") => "The customer meets it",
            Some("possible") => "The customer may meet it",
            _ => "",
        };
        if !meets.is_empty() {
            lines.push(format!("→ {meets} at “{}”.", reach["touchpoint_name"].as_str().unwrap_or_default()));
        }
        if let (Some(from), Some(to)) = (row["from"].as_str(), row["to"].as_str()) {
            lines.push(format!("Handoff: {from} → {to}"));
        }
        let ids = |list: &Value| -> Vec<String> {
            let rows = list.as_array().into_iter().flatten();
            rows.filter_map(|row| row.as_str().or_else(|| row["element"].as_str()).map(str::to_owned))
                .collect()
        };
        if let Some(help) = row["help"].as_str() {
            lines.push(format!("Remedy: {help}"));
        }
        Some(Self {
            path,
            rule: text("rule"),
            severity: text("severity"),
            certainty: text("certainty"),
            element: text("element"),
            item: text("item"),
            text: lines.join("\n"),
            others: [ids(&row["places"]), ids(&row["related"])].concat(),
            witness: ids(&row["witness"]),
            places: places.collect(),
        })
    }

    /// The repository it was found in.
    pub fn repository(&self) -> &str {
        repository(&self.path)
    }
}
