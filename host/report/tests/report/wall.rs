//! However much is found, nobody has to read a wall.

use handoff_finding::{Finding, Severity};
use handoff_model::Language;
use handoff_report::text::{SITTING, TextOptions};
use handoff_report::{FileReport, Report};

use crate::fixture::{SHOP, as_text, files, finding, gap, landscape, place, plain, plugins};

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// Many findings of `rules` rules, every `reaching`th of them a gap that reaches the customer.
pub(crate) fn many(findings: usize, rules: usize, reaching: usize) -> Report {
    let one = |index: usize| {
        let (rule, severity) = (format!("family/rule-{}", index % rules), SEVERITIES[index % rules % 3]);
        let message =
            format!("“Step {index}” needs something that nobody before it makes, as far as the exports say.");
        let place = place(SHOP, index as u32, "Task", "Step");
        let help = Some("Say who makes it.".to_owned());
        let gap = if index.is_multiple_of(reaching) {
            gap()
        } else {
            finding(&rule, severity, &message, place.clone())
        };
        Finding {
            help,
            reach: gap.reach,
            witness: gap.witness,
            item: gap.item,
            ..finding(&rule, severity, &message, place)
        }
    };
    Report::of(files()[..2].to_vec(), &landscape(), (0..findings).map(one).collect(), plugins())
}

fn check(report: &Report, width: usize) -> String {
    let text = plain(&as_text(
        report,
        TextOptions {
            width,
            all: false,
            quiet: false,
            undecided: false,
            fingerprints: false,
            language: Language::English,
        },
    ));
    let (lines, quiet) = (
        text.lines().count(),
        as_text(
            report,
            TextOptions {
                width,
                all: false,
                quiet: true,
                undecided: false,
                fingerprints: false,
                language: Language::English,
            },
        ),
    );
    assert!(lines <= SITTING + 4, "{lines} lines:\n{text}");
    assert!(quiet.lines().count() <= SITTING, "{quiet}");
    text
}

#[test]
fn never_a_wall() {
    for findings in [0, 1, 7, 30, 500] {
        for rules in [1, 3, 17, 60, 400] {
            for reaching in [1, 3, usize::MAX] {
                check(&many(findings, rules, reaching), 100);
                check(&many(findings, rules, reaching), 72);
            }
        }
    }
}

/// The examples shown and the numbers of what is held back add up.
#[test]
fn what_is_held_back_is_counted() {
    let text = check(&many(500, 17, 3), 100);
    assert!(text.contains("Gaps that reach the customer (167)"), "{text}");
    assert!(text.contains("Other findings (333)"), "{text}");
    assert!(text.contains("--all shows every one"), "{text}");
}

#[test]
fn all_is_all() {
    let text = plain(&as_text(
        &many(500, 17, 3),
        TextOptions {
            width: 100,
            all: true,
            quiet: false,
            undecided: false,
            fingerprints: false,
            language: Language::English,
        },
    ));
    assert!((0..500).all(|index| text.contains(&format!("“Step {index}”"))));
    assert!(!text.contains("more like this"));
}

#[test]
fn every_refused_file_is_named() {
    let refused = &files()[2];
    let files =
        (0..200).map(|index| FileReport { path: format!("export-{index}.dmn").into(), ..refused.clone() });
    let report = Report::of(files.collect(), &landscape(), vec![], vec![]);
    let text = as_text(
        &report,
        TextOptions {
            width: 100,
            all: false,
            quiet: false,
            undecided: false,
            fingerprints: false,
            language: Language::English,
        },
    );
    assert!((0..200).all(|index| text.contains(&format!("export-{index}.dmn"))));
}
