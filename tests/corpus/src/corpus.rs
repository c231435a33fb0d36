//! Real exports, which are read where they lie: the one place that knows where that is.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::Sample;

/// Where the corpus is looked for, from this crate.
const PLACE: &str = "../../../shared/corpus";

/// A row of the corpus's index: each value by the name of its column.
pub type IndexRow = BTreeMap<String, String>;

/// The real exports beside this checkout.
#[derive(Debug)]
pub struct Corpus {
    root: PathBuf,
}

/// Finds the corpus. Where there is none, it says so past the test harness, which would keep the notice of a test that
/// passes to itself.
///
/// A test that asks for it has a name that begins with `corpus_`, so that nobody takes it for one that ran.
pub fn corpus() -> Option<Corpus> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLACE);
    if root.is_dir() {
        return Some(Corpus { root });
    }
    let test = std::thread::current();
    let notice = format!(
        "NOT RUN: {}, as {} is absent; `shipped_` tests make the same checks with fewer exports\n",
        test.name().unwrap_or("a test"),
        root.display()
    );
    let _ = std::io::stderr().write_all(notice.as_bytes());
    None
}

impl Corpus {
    /// The folder that paths of samples and of the index are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads the index, in its order; empty where it cannot be read.
    pub fn index(&self) -> Vec<IndexRow> {
        let index = fs::read_to_string(self.root.join("index.tsv")).unwrap_or_default();
        let mut lines = index.lines();
        let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let row = |line: &str| {
            let names = columns.iter().map(|name| (*name).to_owned());
            names.zip(line.split('\t').map(str::to_owned)).collect()
        };
        lines.map(row).collect()
    }

    /// Reads the exports in BPMN, one after the other, in the order of the index.
    pub fn exports(&self) -> impl Iterator<Item = Sample> {
        let rows = self.index().into_iter().filter(|row| row["format"] == "bpmn");
        rows.filter_map(|row| self.sample(&row["path"]))
    }

    /// Reads the exports of the smaller set, for checks that take long.
    pub fn smoke(&self) -> impl Iterator<Item = Sample> {
        let list = fs::read_to_string(self.root.join("smoke.txt")).unwrap_or_default();
        let paths: Vec<String> = list.lines().map(str::to_owned).collect();
        paths.into_iter().filter_map(|path| self.sample(&path))
    }

    /// Reads one file by its path in the index; `None` where it cannot be read.
    pub fn sample(&self, path: &str) -> Option<Sample> {
        let bytes = fs::read(self.root.join(path)).ok()?;
        Some(Sample { path: path.to_owned(), bytes })
    }
}
