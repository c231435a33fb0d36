//! Faults planted into real exports, one at a time, are found by the rule meant for them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use handoff_model::Model;
use handoff_precision::{Fault, PlantedFault, check, same, words};

/// How many real models each of the first faults is planted in.
const MODELS: usize = 30;
/// How many faults these are: those that every landscape can have, whatever is written beside it.
const FIRST: usize = 11;
/// How many real models each of the others is planted in, for the sake of time.
const FEW_MODELS: usize = 10;

/// In how many places of one model, where few models have room for the fault.
const PLACES: usize = 3;

/// How many of these may be one model, written by different tools.
const TWINS: usize = 3;

/// The rule of what nobody can tell, which is no gap.
const UNDECIDED: &str = "data/undecidable-input";

/// Writes figures, and what was skipped, to where `--nocapture` shows them.
fn say(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{text}");
}

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
    // In an order of their own, so that no repository comes first, and the same wherever the folder lies.
    files.sort_by_cached_key(|path| {
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        handoff_precision::place(&name, 1)
    });
    files
}

fn keys(texts: &[&str], contracts: &str) -> Option<BTreeSet<Key>> {
    let findings = check(texts, contracts)?;
    let keys = findings.into_iter().flat_map(|finding| {
        let all = std::iter::once(finding.element.clone()).chain(finding.others.clone());
        all.map(move |element| (finding.rule.clone(), element, finding.item.clone())).collect::<Vec<_>>()
    });
    Some(keys.collect())
}

/// Tells whether the fault shows, and what else came up.
fn verdict(
    fault: Fault,
    before: &BTreeSet<Key>,
    planted: &PlantedFault,
    beside: &[&str],
) -> Option<(bool, Vec<String>)> {
    let texts: Vec<&str> = std::iter::once(planted.text.as_str()).chain(beside.iter().copied()).collect();
    let after = keys(&texts, &planted.contracts[1])?;
    let meant = |(rule, element, _): &&Key| {
        fault.rules().contains(&rule.as_str()) && planted.elements.contains(element)
    };
    let new: Vec<&Key> = after.difference(before).collect();
    let else_: BTreeSet<String> = new
        .iter()
        .filter(|key| !fault.rules().contains(&key.0.as_str()))
        .map(|key| format!("{} at {}", key.0, key.1))
        .collect();
    Some((new.iter().any(meant), else_.into_iter().collect()))
}

/// What came of one fault planted in several models.
#[derive(Default)]
struct Count {
    found: usize,
    planted: usize,
    /// One line for each model in which the fault was missed, or more than the fault came up.
    lines: Vec<String>,
}

impl Count {
    /// Plants a fault in an export, at a few of the places that have room for it, where it is clean without it; tells
    /// whether there was one.
    fn plant(
        &mut self,
        fault: Fault,
        (name, text, model): (&str, &str, &Model),
        beside: &[String],
    ) -> Option<()> {
        let read = |text: &str| handoff_import::read(text.as_bytes(), name).model;
        let others: Vec<Model> = beside.iter().filter_map(|text| read(text)).collect();
        let beside: Vec<&str> = beside.iter().map(String::as_str).collect();
        let texts: Vec<&str> = std::iter::once(text).chain(beside.iter().copied()).collect();
        let mut room = None;
        // Where few exports have room for a fault, each place in them counts; of others one in each is enough.
        let places = if fault.is_rare() { PLACES } else { 1 };
        for planted in fault.plant(text, model, &others).into_iter().take(places) {
            let before = keys(&texts, &planted.contracts[0])?;
            let spoken = |(rule, element, _): &Key| {
                if fault.is_of_data() {
                    let data =
                        rule.starts_with("data/") && rule != UNDECIDED || rule.starts_with("contract/");
                    return data && planted.elements.contains(element);
                }
                fault.rules().contains(&rule.as_str())
            };
            if before.iter().any(spoken) {
                continue;
            }
            let (shows, others) = verdict(fault, &before, &planted, &beside)?;
            self.planted += 1;
            self.found += usize::from(shows);
            if !shows || !others.is_empty() {
                let how = if shows { "also" } else { "MISSED" };
                self.lines.push(format!("  {how} {name} at {:?} {others:?}", planted.elements.first()));
            }
            room = Some(());
        }
        room
    }
}

/// The exports in the folder of another that hold what it calls.
fn called(path: &Path, model: &Model) -> Vec<String> {
    let calls: BTreeSet<&str> =
        model.steps.rows().filter_map(|step| Some(step.called.as_ref()?.element.as_str())).collect();
    let Some(folder) = path.parent().filter(|_| !calls.is_empty()) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|other| *other != path).filter_map(|other| {
        let text = std::fs::read_to_string(other).ok()?;
        let model = handoff_import::read(text.as_bytes(), &other.to_string_lossy()).model?;
        model.processes.rows().any(|row| calls.contains(row.id.as_str())).then_some(text)
    });
    texts.collect()
}

/// The least share of each fault that is found in real models, in percent: what was reached, so that nothing is lost again.
const LEAST: [(Fault, usize); 31] = [
    (Fault::DropOutput, 95),
    (Fault::LateOutput, 95),
    (Fault::SwapState, 95),
    (Fault::DropMessage, 95),
    (Fault::DropFlow, 95),
    (Fault::SilentBranch, 95),
    (Fault::DropTimer, 95),
    (Fault::DropLane, 95),
    (Fault::CutMapping, 95),
    (Fault::DropField, 95),
    (Fault::SwapJoin, 95),
    // Of ten, one may stand where the fault is none: the one side is a partner.
    (Fault::ClashFormat, 90),
    (Fault::ClashNumber, 90),
    (Fault::ClashOptional, 90),
    (Fault::OvershareField, 90),
    (Fault::ForgetAgreement, 90),
    (Fault::UnlistTerm, 90),
    (Fault::SplitName, 90),
    (Fault::ConflictWrites, 90),
    (Fault::AskTwice, 90),
    (Fault::EarlyPromise, 90),
    (Fault::EarlyWork, 90),
    (Fault::LostException, 90),
    (Fault::Redirect, 90),
    (Fault::RepeatOutput, 90),
    (Fault::HandToCarrier, 90),
    (Fault::ForgetSegment, 90),
    (Fault::AnswerTwice, 90),
    (Fault::MakeHimAsk, 90),
    // What was reached: these are less than what is aimed at.
    (Fault::LongWay, 55),
    (Fault::DecideElsewhere, 50),
];

#[test]
fn corpus_shows_planted_faults() {
    let Some(corpus) = handoff_corpus::corpus() else { return };
    let root = corpus.root();
    let files = files(&root.join("bpmn"));
    let exports: Vec<(&PathBuf, String, String, Model)> = files
        .iter()
        .filter_map(|path| {
            let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
            let text = std::fs::read_to_string(path).ok()?;
            let model = handoff_import::read(text.as_bytes(), &name).model?;
            Some((path, name, text, model))
        })
        .collect();
    let (mut table, mut lost) = (String::new(), Vec::new());
    for (place, (fault, least)) in LEAST.into_iter().enumerate() {
        let (mut count, mut labels) = (Count::default(), Vec::new());
        let most = if place < FIRST { MODELS } else { FEW_MODELS };
        for (path, name, text, model) in &exports {
            if labels.len() == most {
                break;
            }
            let own = words(model);
            if labels.iter().filter(|known| same(known, &own)).count() < TWINS
                && count.plant(fault, (name, text, model), &called(path, model)).is_some()
            {
                labels.push(own);
            }
        }
        let Count { found, planted, lines } = count;
        let _ = writeln!(table, "{fault:?}: {found} of {planted}\n{}", lines.join("\n"));
        if planted == 0 {
            lost.push(format!("{fault:?}: no export has room for it"));
        }
        if found * 100 < least * planted {
            lost.push(format!("{fault:?}: {found} of {planted}, less than {least} %"));
        }
    }
    say(&table);
    assert!(lost.is_empty(), "{}\n{table}", lost.join("\n"));
}

#[test]
fn shipped_exports_show_planted_faults() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../exports");
    let (mut planted, mut missed) = (0, Vec::new());
    for fault in Fault::ALL {
        let mut count = Count::default();
        for path in files(&shipped).iter().filter(|path| path.extension().is_some_and(|end| end == "bpmn")) {
            let (name, text) =
                (path.display().to_string(), std::fs::read_to_string(path).unwrap_or_default());
            if let Some(model) = handoff_import::read(text.as_bytes(), &name).model {
                let _ = count.plant(fault, (&name, &text, &model), &[]);
            }
        }
        planted += count.planted;
        missed.extend(
            count
                .lines
                .into_iter()
                .filter(|line| line.contains("MISSED"))
                .map(|line| format!("{fault:?}{line}")),
        );
    }
    assert!(planted >= 10, "only {planted} faults could be planted");
    assert!(missed.len() * 100 <= planted * 13, "{} of {planted}:\n{}", missed.len(), missed.join("\n"));
}
