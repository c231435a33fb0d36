//! The baseline: what had been found when somebody wrote it down, each finding in one line of words that people can review.
//!
//! No two lines are alike, so that git can put those of two branches one below the other.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_finding::Finding;
use handoff_machine::System;
use serde::Deserialize;

use super::error::{ConfigError, ConfigErrors, ConfigFile, EntryError};
use super::reader;
use super::value::SpannedValue;

/// The format that is written and read.
const FORMAT: u32 = 1;
/// The first lines of the file.
const HEADER: &str = "\
# What `handoff check` had found when this was written. Only what is new since fails a check; what stands here is known, and
# counted. Written by `handoff check --update-baseline`: commit it, and take away what is mended.
";

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBaseline {
    format: SpannedValue<u32>,
    #[serde(default)]
    finding: BTreeMap<SpannedValue<String>, KnownFinding>,
}

/// A finding as a baseline keeps it: what it is known again by, and what people read of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    /// The id of the rule.
    pub(crate) rule: String,
    /// The severity that it had.
    pub(crate) severity: String,
    /// The sentence that was said of it.
    pub(crate) says: String,
    /// The file, as seen from the folder of the baseline.
    pub(crate) file: String,
    /// What people call the place.
    pub(crate) place: String,
    pub(crate) element: Option<String>,
    pub(crate) item: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    #[serde(skip)]
    pub(crate) fingerprint: String,
    /// Where it stands in the baseline, in bytes.
    #[serde(skip)]
    pub(crate) start: usize,
}

/// What had been found before.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The file, as seen from the current folder.
    pub path: PathBuf,
    /// The text that it was read from; `None` where there is none yet.
    pub source: Option<Arc<ConfigFile>>,
    /// Its findings, by fingerprint.
    pub entries: Vec<KnownFinding>,
    /// The current folder, and that of the file.
    here: PathBuf,
    folder: PathBuf,
    paths: handoff_machine::Paths,
}

impl Baseline {
    /// Returns one that holds nothing yet.
    pub(crate) fn new(path: &Path, system: &dyn System) -> Self {
        let (paths, here) = (system.paths(), system.current_dir().unwrap_or_default());
        let folder = paths.resolve(&here, path.parent().unwrap_or(Path::new("")));
        Self { path: path.to_path_buf(), source: None, entries: Vec::new(), here, folder, paths }
    }

    /// Takes over what a file holds.
    pub(crate) fn read(&mut self, source: &Arc<ConfigFile>) -> Result<(), ConfigErrors> {
        let (raw, mut complaints) = reader::read::<RawBaseline>(source);
        let Some(RawBaseline { format, finding }) = raw else { return Err(ConfigErrors(complaints)) };
        if format.value != FORMAT {
            let error = EntryError::BaselineFormat(format.value, FORMAT);
            complaints.push(ConfigError::new(source, format.span, error));
        }
        let entry = |(SpannedValue { value: fingerprint, span }, known)| KnownFinding {
            fingerprint,
            start: span.start,
            ..known
        };
        self.entries = finding.into_iter().map(entry).collect();
        self.source = Some(Arc::clone(source));
        if complaints.is_empty() { Ok(()) } else { Err(ConfigErrors(complaints)) }
    }

    /// Returns a file of reports as it is seen from the folder of the baseline, so that it is the same from wherever a check is
    /// run; one that lies elsewhere, or is no file, as it is shown.
    pub(crate) fn file(&self, shown: &str) -> String {
        let full = self.paths.resolve(&self.here, Path::new(shown));
        let inside =
            full.strip_prefix(&self.folder).ok().filter(|_| !shown.is_empty() && !shown.starts_with('<'));
        inside.map_or_else(|| shown.to_owned(), |inside| self.paths.shown(inside))
    }

    /// Returns a file of the baseline as the machine knows it from the current folder.
    pub(crate) fn locate(&self, file: &str) -> PathBuf {
        self.paths.resolve(&self.folder, Path::new(file))
    }

    /// Makes an entry of a finding.
    pub(crate) fn entry(&self, finding: &Finding) -> KnownFinding {
        let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        KnownFinding {
            rule: finding.rule.to_string(),
            severity: finding.severity.name().to_owned(),
            says: finding.message.clone(),
            file: self.file(&finding.place.file),
            place: finding.place.name.clone(),
            element: text(&finding.place.element),
            item: finding.item.clone(),
            from: text(&finding.from),
            to: text(&finding.to),
            fingerprint: finding.fingerprint.clone(),
            start: 0,
        }
    }

    /// Writes a file with these entries, by file and rule: the same entries give the same bytes.
    pub(crate) fn text(mut entries: Vec<KnownFinding>) -> String {
        let order = |entry: &KnownFinding| {
            let KnownFinding { file, rule, place, item, fingerprint, .. } = entry.clone();
            (file, rule, place, item, fingerprint)
        };
        entries.sort_by_cached_key(order);
        let mut met = HashSet::new();
        entries.retain(|entry| met.insert(entry.fingerprint.clone()));
        let lines =
            entries.iter().map(|entry| format!("{} = {}\n", quoted(&entry.fingerprint), table(entry)));
        format!("{HEADER}format = {FORMAT}\n\n[finding]\n{}", lines.collect::<String>())
    }
}

/// Writes what is known of a finding, that first which people read first.
fn table(entry: &KnownFinding) -> String {
    let keys = [
        ("rule", Some(&entry.rule)),
        ("severity", Some(&entry.severity)),
        ("says", Some(&entry.says)),
        ("file", Some(&entry.file)),
        ("place", Some(&entry.place)),
        ("element", entry.element.as_ref()),
        ("item", entry.item.as_ref()),
        ("from", entry.from.as_ref()),
        ("to", entry.to.as_ref()),
    ];
    let set = keys.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}", quoted(value?))));
    format!("{{ {} }}", set.collect::<Vec<_>>().join(", "))
}

/// Writes a text as TOML; what JSON escapes, TOML does in the same way.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::*;

    fn entry(fingerprint: &str, file: &str) -> KnownFinding {
        KnownFinding {
            rule: "data/late-input".to_owned(),
            severity: "error".to_owned(),
            says: "“Ship” \"needs\"\na line.".to_owned(),
            file: file.to_owned(),
            place: "Ship".to_owned(),
            element: Some("t".to_owned()),
            fingerprint: fingerprint.to_owned(),
            ..KnownFinding::default()
        }
    }

    #[test]
    fn what_is_written_reads_the_same_and_in_one_order() {
        let entries = vec![entry("b", "a.bpmn"), entry("a", "b.bpmn")];
        let text = Baseline::text(entries.clone());
        assert_eq!(Baseline::text(entries.iter().rev().cloned().collect()), text);
        let mut read = Baseline::new(Path::new("baseline.toml"), &MemorySystem::default());
        read.read(&ConfigFile::new("baseline.toml", text.as_str())).unwrap();
        assert_eq!(Baseline::text(read.entries.clone()), text);
        let plain: Vec<_> =
            read.entries.into_iter().map(|entry| KnownFinding { start: 0, ..entry }).collect();
        assert_eq!(plain, [entries[1].clone(), entries[0].clone()]);
    }

    #[test]
    fn files_are_seen_from_the_folder_of_the_baseline() {
        let system = MemorySystem::default();
        for (baseline, shown, expected) in [
            ("baseline.toml", "exports/a.bpmn", "exports/a.bpmn"),
            ("baseline.toml", "./a.bpmn", "a.bpmn"),
            ("shop/baseline.toml", "shop/a.bpmn", "a.bpmn"),
            ("shop/baseline.toml", "other/a.bpmn", "other/a.bpmn"),
            ("baseline.toml", "<stdin>", "<stdin>"),
        ] {
            assert_eq!(
                Baseline::new(Path::new(baseline), &system).file(shown),
                expected,
                "{baseline} {shown}"
            );
        }
    }
}
