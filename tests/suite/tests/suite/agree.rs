//! Native and sandboxed runs of the built-in rules say the same, over the pages' cases and over real exports.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use handoff_check::config::Config;
use handoff_cli::harness::prepared_case::PreparedCase;
use handoff_corpus::{Sample, corpus, shipped};
use handoff_landscape::{Export, Landscape};
use handoff_model::Language;
use handoff_sandbox::{Host, NoArtefacts, Plugin, RuleChoice};

use crate::words::FindingWords;
use crate::{cases, dist};

/// The sandbox with the built-in plugin.
struct Sandbox {
    host: Host,
    plugin: Plugin,
}

impl Sandbox {
    fn new() -> Self {
        let component = fs::read(dist::plugins().join("dist/builtin.wasm")).expect("dist/builtin.wasm");
        let host = Host::new().expect("an engine");
        let plugin = host.load(&component, &NoArtefacts).unwrap_or_else(|error| panic!("{error}"));
        Self { host, plugin }
    }

    /// Compares both runs over every unit; returns how much was said.
    fn check(&self, config: &Config, landscape: &Arc<Landscape>, name: &str) -> usize {
        let mut choices = BTreeMap::<String, RuleChoice>::new();
        for entry in config.rules.iter().filter(|entry| !entry.options.is_empty()) {
            let options = Some(serde_json::Value::Object(entry.options.clone()));
            choices.insert(entry.rule.clone(), RuleChoice { options, ..RuleChoice::default() });
        }
        let selection = self.plugin.description.select(Language::English, &choices).expect("valid options");
        let mut count = 0;
        for (index, unit) in landscape.units.iter().enumerate() {
            let call = self.host.check(&self.plugin, &selection, landscape, index);
            if let Some(failure) = &call.failure {
                panic!("{name}: {failure}");
            }
            let mut native: Vec<FindingWords> = cases::run(config, unit)
                .iter()
                .map(|(_, finding)| FindingWords::native(unit, finding))
                .collect();
            let mut sandboxed: Vec<FindingWords> =
                call.findings.iter().map(|finding| FindingWords::sandboxed(finding)).collect();
            native.sort();
            sandboxed.sort();
            assert_eq!(native, sandboxed, "{name}, unit {}", unit.name);
            count += native.len();
        }
        count
    }
}

/// Gives every step a label, because the host alone words steps without one, and shortens what it would cut.
fn readable(mut landscape: Landscape) -> Arc<Landscape> {
    let shorten = |name: &mut String| *name = name.chars().take(60).collect();
    for unit in landscape.units.iter_mut().map(Arc::make_mut) {
        for step in &mut unit.steps {
            if step.name.is_empty() {
                step.name.clone_from(&step.id);
            }
            shorten(&mut step.name);
        }
        unit.items.iter_mut().for_each(|item| shorten(&mut item.name));
        unit.departments.iter_mut().for_each(|department| shorten(&mut department.name));
    }
    Arc::new(landscape)
}

#[test]
fn over_the_pages() {
    let sandbox = Sandbox::new();
    for (rule, case, PreparedCase { config, landscape }) in cases::ready() {
        let landscape = readable(Arc::unwrap_or_clone(landscape));
        sandbox.check(&config, &landscape, &format!("{}, line {}", rule.id, case.line));
    }
}

/// Compares each export, alone; returns how many there were and how much was said of them.
fn check_exports(samples: impl Iterator<Item = Sample>) -> (usize, usize) {
    let sandbox = Sandbox::new();
    let config = Config::of(None, None).expect("valid defaults");
    let (mut files, mut findings) = (0, 0);
    for Sample { path, bytes } in samples {
        let Some(model) = handoff_import::read(&bytes, &path).model else { continue };
        let export = Export { path: path.as_str().into(), model: model.into() };
        let landscape = readable(Landscape::of(vec![export], &config.settings));
        findings += sandbox.check(&config, &landscape, &path);
        files += 1;
    }
    (files, findings)
}

#[test]
fn shipped_exports_agree() {
    let (files, findings) = check_exports(shipped().into_iter().map(|(sample, _)| sample));
    assert!(files >= 30 && findings > 20, "{findings} findings over {files} exports");
}

#[test]
fn corpus_agrees() {
    let Some(corpus) = corpus() else { return };
    let (files, findings) = check_exports(corpus.exports());
    eprintln!("{findings} findings over {files} exports, the same natively and in the sandbox");
    assert!(files > 0, "the corpus holds no readable export");
}
