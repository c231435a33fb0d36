//! The report is sorted, counted, and the same whatever order it was made in.

use std::sync::Arc;

use handoff_finding::{Finding, Reach, Severity, Verdict};
use handoff_model::Language;
use handoff_report::text::TextOptions;
use handoff_report::{OmissionCounts, Report, ReportCache, csv, json};

use crate::fixture::{SHOP, as_text, files, finding, full, landscape, place, plain, plugins, written};

fn reaching(verdict: Verdict, severity: Severity, line: u32) -> Finding {
    let reach = Reach { verdict, touchpoint: None, path: vec![], repaired_by: None };
    Finding {
        reach: Some(reach),
        ..finding("data/missing-input", severity, &format!("x{line}"), place(SHOP, line, "a", "a"))
    }
}

fn report(findings: Vec<Finding>) -> Report {
    Report::of(files(), &landscape(), findings, plugins())
}

#[test]
fn what_the_customer_meets_comes_first() {
    use Severity::{Error, Info, Warning};
    let report = report(vec![
        reaching(Verdict::None, Error, 1),
        reaching(Verdict::Possible, Error, 2),
        reaching(Verdict::Unknown, Warning, 3),
        reaching(Verdict::Certain, Info, 4),
        reaching(Verdict::Possible, Error, 1),
    ]);
    let order: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.reach.as_ref().map(|reach| reach.verdict), finding.place.line))
        .collect();
    assert_eq!(
        order,
        [
            (Some(Verdict::Certain), 4),
            (Some(Verdict::Possible), 1),
            (Some(Verdict::Possible), 2),
            (Some(Verdict::None), 1),
            (Some(Verdict::Unknown), 3),
        ]
    );
    assert_eq!((report.summary.reaching_customer, report.summary.surely_reaching_customer), (3, 1));
}

#[test]
fn the_order_of_work_does_not_show() {
    let forth = full();
    let (mut findings, mut plugins) = (forth.findings.clone(), plugins());
    findings.reverse();
    plugins.reverse();
    let files = files().into_iter().map(Arc::new).collect();
    let back = Report::update(
        files,
        &landscape(),
        (findings, forth.ignored.clone()),
        plugins,
        OmissionCounts::default(),
        &mut ReportCache::default(),
    );
    assert_eq!(forth, back);
    assert_eq!(
        written(|out| json::write(&forth, Language::English, out)),
        written(|out| json::write(&back, Language::English, out))
    );
}

#[test]
fn everything_is_counted() {
    let summary = full().summary;
    assert_eq!((summary.files, summary.read, summary.repaired, summary.refused), (3, 1, 1, 1));
    assert_eq!((summary.units, summary.departments), (1, 3));
    assert_eq!((summary.handoffs, summary.declared_handoffs), (4, 1));
    assert_eq!((summary.findings.error, summary.findings.warning, summary.findings.info), (1, 5, 0));
    assert_eq!((summary.plugins_run, summary.plugins_failed, summary.rules), (2, 1, 3));
    assert!(!summary.complete);
}

#[test]
fn a_refused_file_or_a_failed_plugin_makes_it_incomplete() {
    let complete = |files, plugins| Report::of(files, &landscape(), vec![], plugins).summary.complete;
    assert!(complete(files()[..2].to_vec(), plugins()[..2].to_vec()));
    assert!(!complete(files(), plugins()[..2].to_vec()));
    assert!(!complete(files()[..2].to_vec(), plugins()));
}

#[test]
fn what_a_baseline_knows_stands_last_and_is_counted_apart() {
    let mut findings = full().findings;
    // The first is the gap that surely reaches the customer.
    Arc::make_mut(&mut findings[0]).known = true;
    let files = files().into_iter().map(Arc::new).collect();
    let omitted = OmissionCounts { baseline: Some("known.toml".into()), ..OmissionCounts::default() };
    let lists = (findings, vec![]);
    let mut report =
        Report::update(files, &landscape(), lists, plugins(), omitted, &mut ReportCache::default());
    let all = full().summary.findings;
    let counts = report.summary.findings;
    assert_eq!((counts.error, report.summary.known), (all.error - 1, 1));
    assert_eq!(report.summary.surely_reaching_customer, 0);
    assert!(report.causes.last().is_some_and(|cause| cause.first.known));
    let table = written(|out| csv::write(&report, false, out));
    assert_eq!(table.lines().filter(|line| line.ends_with(",true")).count(), 1, "{table}");
    let text = |report: &Report, language| plain(&as_text(report, TextOptions { language, ..OPTIONS }));
    for (language, heading) in [
        (Language::English, "Known from the baseline (1)"),
        (Language::German, "Aus dem Bestand bekannt (1)"),
    ] {
        assert!(text(&report, language).contains(heading), "{}", text(&report, language));
    }
    report.drop_known();
    let said = text(&report, Language::English);
    assert!(
        !said.contains("Known from") && said.contains("1 finding is known from the baseline known.toml."),
        "{said}"
    );
}

const OPTIONS: TextOptions = TextOptions {
    width: 100,
    all: false,
    quiet: false,
    undecided: false,
    fingerprints: false,
    language: Language::English,
};
