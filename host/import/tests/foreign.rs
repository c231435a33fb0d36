//! Every file beside the workspace that is no BPMN is named and refused. Passes with a notice where there are none.

use std::fs;
use std::path::Path;

use handoff_import::read;

/// The formats of the index and the names that the refusals use.
fn expected(format: &str) -> &[&str] {
    match format {
        "oryx-json" | "signavio-json" => &["oryx-json"],
        "dmn" => &["dmn"],
        "cmmn" => &["cmmn"],
        "pnml" => &["pnml"],
        "serverless-workflow" => &["serverless-workflow"],
        "sgx" => &["sgx"],
        "vsd" => &["vsd"],
        "vsdx" => &["vsdx"],
        "xlsx" => &["xlsx"],
        "xpdl" => &["xpdl"],
        "drawio" => &["drawio"],
        "powerdesigner" => &["powerdesigner"],
        _ => &[],
    }
}

#[test]
fn foreign_formats_are_named() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(index) = fs::read_to_string(corpus.join("index.tsv")) else {
        eprintln!("NOTICE: {} is absent, nothing was checked", corpus.display());
        return;
    };
    let rows = index.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for row in rows.filter(|row| row.get(5).is_some_and(|format| *format != "bpmn")) {
        let Ok(bytes) = fs::read(corpus.join(row[0])) else { continue };
        let import = read(&bytes, row[0]);
        if !expected(row[5]).contains(&import.format) {
            wrong.push(format!("{}: {} {:?}", row[0], import.format, import.refusal));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
