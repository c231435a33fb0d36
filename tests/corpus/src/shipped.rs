//! The exports of this repository.

use std::fs;
use std::path::Path;

use crate::Expectation;

/// Where they lie, from this crate.
const PLACE: &str = "../exports";

/// One file.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Where it lies, relative to the folder of all samples of its kind, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Reads the exports that are written as the common tools write them, each with what is expected of it, sorted by path.
///
/// # Panics
///
/// If a file cannot be read, or what is expected of it is missing or cannot be understood.
pub fn shipped() -> Vec<(Sample, Expectation)> {
    expected_of("tools")
}

/// Reads the models that people drew who had not seen the program, each with what they say of it themselves, sorted by path. How
/// they are read is no part of that.
///
/// # Panics
///
/// As [`shipped`].
pub fn drawn() -> Vec<(Sample, Expectation)> {
    expected_of("drawn")
}

fn expected_of(folder: &str) -> Vec<(Sample, Expectation)> {
    let samples = samples(folder);
    let (expected, exports): (Vec<Sample>, Vec<Sample>) = samples.into_iter().partition(is_expectation);
    let pair = |export: Sample| {
        let stem = export.path.split('.').next().unwrap_or_default();
        let name = format!("{stem}.expected");
        let beside = expected.iter().find(|sample| sample.path == name);
        let beside = beside.unwrap_or_else(|| panic!("{name} is missing"));
        let text = String::from_utf8_lossy(&beside.bytes);
        let expectation = Expectation::parse(&text).unwrap_or_else(|error| panic!("{name}, {error}"));
        (export, expectation)
    };
    exports.into_iter().map(pair).collect()
}

/// Reads the files of formats that are recognised and not read, sorted; each is called after its format.
///
/// # Panics
///
/// If a file cannot be read.
pub fn foreign() -> Vec<Sample> {
    samples("foreign")
}

fn is_expectation(sample: &Sample) -> bool {
    sample.path.ends_with(".expected")
}

fn samples(folder: &str) -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLACE).join(folder);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let read = |file: fs::DirEntry| {
        let bytes =
            fs::read(file.path()).unwrap_or_else(|error| panic!("{}: {error}", file.path().display()));
        Sample { path: file.file_name().to_string_lossy().into_owned(), bytes }
    };
    let mut samples: Vec<Sample> = files.flatten().map(read).collect();
    samples.sort_by(|a, b| a.path.cmp(&b.path));
    samples
}
