//! What was judged stays so: nothing that was false or unwanted comes back, nothing that was true is lost.

#![expect(clippy::print_stderr, reason = "a test that was skipped says so")]

use std::path::Path;

use handoff_precision::{Corpus, Judgement, verdicts};

/// The file of verdicts.
const VERDICTS: &str = include_str!("../verdicts.tsv");

#[test]
fn judged_findings_stay_as_judged() {
    let verdicts = verdicts(VERDICTS).expect("readable verdicts");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !root.is_dir() {
        eprintln!(
            "SKIPPED: no ../shared/corpus beside this checkout; {} verdicts were not checked",
            verdicts.len()
        );
        return;
    }
    let corpus = Corpus::check(&root).expect("a report");
    let mut broken = Vec::new();
    for verdict in &verdicts {
        let found = corpus.findings.iter().any(|finding| verdict.is_of(finding));
        match (verdict.judgement, found) {
            (Judgement::True, false) => broken.push(format!("lost: {verdict}")),
            (Judgement::False | Judgement::Noise, true) => broken.push(format!("back: {verdict}")),
            _ => {}
        }
    }
    assert!(broken.is_empty(), "{} of {}:\n{}", broken.len(), verdicts.len(), broken.join("\n"));
}
