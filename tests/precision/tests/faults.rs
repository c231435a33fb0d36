//! Faults planted into real exports, one at a time, are found by the rule meant for them.

#![expect(clippy::print_stderr, reason = "figures, and what was skipped")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use handoff_precision::{Fault, Planted, check, same, words};

/// How many real models each fault is planted in.
const MODELS: usize = 30;

/// How many of these may be one model, written by different tools.
const TWINS: usize = 3;

/// A finding as far as it is compared.
type Key = (String, String, String);

fn files(root: &Path) -> Vec<PathBuf> {
    let (mut files, mut open) = (Vec::new(), vec![root.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    // In an order of their own, so that no repository comes first.
    files.sort_by_cached_key(|path| handoff_precision::place(&path.to_string_lossy(), 1));
    files
}

fn keys(text: &str, contracts: &str) -> Option<BTreeSet<Key>> {
    let findings = check(text, contracts)?;
    let keys = findings.into_iter().flat_map(|finding| {
        let all = std::iter::once(finding.element.clone()).chain(finding.others.clone());
        all.map(move |element| (finding.rule.clone(), element, finding.item.clone())).collect::<Vec<_>>()
    });
    Some(keys.collect())
}

/// Tells whether the fault shows, and what else came up.
fn verdict(fault: Fault, before: &BTreeSet<Key>, planted: &Planted) -> Option<(bool, Vec<String>)> {
    let after = keys(&planted.text, &planted.contracts[1])?;
    let meant = |(rule, element, _): &&Key| {
        fault.rules().contains(&rule.as_str()) && planted.elements.contains(element)
    };
    let new: Vec<&Key> = after.difference(before).collect();
    let else_: BTreeSet<String> =
        new.iter().filter(|key| !fault.rules().contains(&key.0.as_str())).map(|key| key.0.clone()).collect();
    Some((new.iter().any(meant), else_.into_iter().collect()))
}

#[test]
fn planted_faults_are_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    if !root.is_dir() {
        eprintln!(
            "SKIPPED: no ../shared/corpus beside this checkout; faults were planted in shipped exports only"
        );
        return;
    }
    let files = files(&root.join("bpmn"));
    let mut table = String::new();
    for fault in Fault::ALL {
        let (mut found, mut all, mut missed) = (0, 0, Vec::new());
        let mut labels: Vec<BTreeSet<String>> = Vec::new();
        for path in &files {
            if all == MODELS {
                break;
            }
            let Ok(text) = std::fs::read_to_string(path) else { continue };
            let name = path.strip_prefix(&root).unwrap_or(path).display().to_string();
            let Some(model) = handoff_import::read(text.as_bytes(), &name).model else { continue };
            let Some(planted) = fault.plant(&text, &model).into_iter().next() else { continue };
            let own = words(&model);
            if labels.iter().filter(|known| same(known, &own)).count() >= TWINS {
                continue;
            }
            let Some(before) = keys(&text, &planted.contracts[0]) else { continue };
            if before.iter().any(|(rule, ..)| fault.rules().contains(&rule.as_str())) {
                continue;
            }
            let Some((shows, others)) = verdict(fault, &before, &planted) else { continue };
            labels.push(own);
            all += 1;
            found += usize::from(shows);
            if !shows || !others.is_empty() {
                missed.push(format!(
                    "  {} {name} {:?} {others:?}",
                    if shows { "also" } else { "MISSED" },
                    planted.elements.first()
                ));
            }
        }
        let _ = writeln!(table, "{fault:?}: {found} of {all}\n{}", missed.join("\n"));
    }
    eprintln!("{table}");
}
