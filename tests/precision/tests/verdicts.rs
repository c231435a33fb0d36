//! What was judged stays so: nothing that was false or unwanted comes back, nothing that was true is lost.

use std::sync::OnceLock;

use handoff_precision::{CheckedCorpus, Judgement, gaps, verdicts};

/// The file of verdicts.
const VERDICTS: &str = include_str!("../verdicts.tsv");

/// The file of gaps that were seen before the program was run.
const GAPS: &str = include_str!("../gaps.tsv");

/// The corpus, checked once for all tests; none where there is none.
fn corpus() -> Option<&'static CheckedCorpus> {
    static CHECKED: OnceLock<Option<CheckedCorpus>> = OnceLock::new();
    let corpus = handoff_corpus::corpus()?;
    CHECKED.get_or_init(|| CheckedCorpus::check(corpus.root()).ok()).as_ref()
}

#[test]
fn corpus_findings_stay_as_judged() {
    let verdicts = verdicts(VERDICTS).expect("readable verdicts");
    let Some(corpus) = corpus() else { return };
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

#[test]
fn corpus_gaps_seen_by_people_are_found() {
    let gaps = gaps(GAPS).expect("readable gaps");
    let Some(corpus) = corpus() else { return };
    let said = |gap: &handoff_precision::Gap| {
        corpus.findings.iter().any(|finding| gap.is_said_by(finding)) || is_said_alone(corpus, gap)
    };
    let all = gaps.iter().filter(|gap| said(gap)).count();
    eprintln!("{all} of {} gaps that people saw are found", gaps.len());
    let lost: Vec<String> = gaps
        .iter()
        .filter(|gap| gap.found && !said(gap))
        .map(|gap| format!("lost: {}: {} at `{}`: {}", gap.path, gap.kind, gap.element, gap.reason))
        .collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// Tells whether a gap is found where its export is checked by itself, as its reader saw it: what is said of several exports in the
/// same words is one finding, which names the steps of the first.
fn is_said_alone(corpus: &CheckedCorpus, gap: &handoff_precision::Gap) -> bool {
    let shared =
        corpus.findings.iter().any(|finding| finding.places.iter().any(|(path, _)| *path == gap.path));
    let alone = || {
        corpus.alone(&gap.path).is_ok_and(|findings| findings.iter().any(|finding| gap.is_said_by(finding)))
    };
    shared && alone()
}
