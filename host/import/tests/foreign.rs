//! What is no BPMN is named by its format and refused: shipped files, and every file beside the workspace.

use handoff_corpus::{corpus, foreign};
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
fn shipped_formats_are_named() {
    for sample in foreign() {
        let import = read(&sample.bytes, &sample.path);
        let format = sample.path.split('.').next().unwrap_or_default();
        assert_eq!(import.format, format, "{}: {:?}", sample.path, import.refusal);
        assert!(import.refusal.is_some() && import.model.is_none(), "{}", sample.path);
    }
}

#[test]
fn corpus_formats_are_named() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    for row in corpus.index().iter().filter(|row| row["format"] != "bpmn") {
        let Some(sample) = corpus.sample(&row["path"]) else { continue };
        let import = read(&sample.bytes, &sample.path);
        if !expected(&row["format"]).contains(&import.format) {
            wrong.push(format!("{}: {} {:?}", sample.path, import.format, import.refusal));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
