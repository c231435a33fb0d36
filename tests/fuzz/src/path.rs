//! Any bytes on the whole path: the built-in rules run to their end on every export, and every report is safe to show.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use handoff_landscape::{Export, Landscape};
use handoff_model::Language;
use handoff_report::{FileReport, OmissionCounts, Report, ReportCache};
use handoff_sandbox::{NoArtefacts, Plugin, Selection};

use crate::export::whole;
use crate::world::{self, HOST};

/// The rules that are shipped, all of them switched on.
static BUILT_IN: LazyLock<(Plugin, Selection)> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../../../plugins/dist/builtin.wasm");
    let plugin = HOST.load(bytes, &NoArtefacts).expect("the built-in rules load");
    let on = handoff_sandbox::RuleChoice { on: Some(true), ..Default::default() };
    let choices: BTreeMap<_, _> =
        plugin.description.rules.iter().map(|rule| (rule.id.to_string(), on.clone())).collect();
    let selection = plugin.description.select(Language::English, &choices).expect("rules can be switched on");
    (plugin, selection)
});

/// Checks bytes as an export, with the configuration of the worked example.
pub fn path(bytes: &[u8]) {
    let Some((switch, bytes)) = bytes.split_first() else { return };
    let name: Arc<str> = if switch % 2 == 0 { "a.handoff".into() } else { "a.bpmn".into() };
    let import = handoff_import::read(bytes, &name);
    whole(&import);
    let file = FileReport {
        path: Arc::clone(&name),
        format: import.format,
        exporter: import.model.as_ref().map(|model| model.exporter.clone()).unwrap_or_default(),
        status: import.status,
        notes: import.diagnostics,
        refusal: import.refusal,
    };
    let exports = import.model.map(|model| Export { path: name, model: model.into() }).into_iter().collect();
    let landscape = Arc::new(Landscape::of(exports, &world::settings()));
    let (plugin, selection) = &*BUILT_IN;
    let mut findings = Vec::new();
    for (index, unit) in landscape.units.iter().enumerate() {
        world::sound(unit);
        let call = HOST.check(plugin, selection, &landscape, index);
        assert_eq!(call.failure, None);
        findings.extend(call.findings);
    }
    let report = Report::update(
        vec![file.into()],
        &landscape,
        (findings, Vec::new()),
        Vec::new(),
        OmissionCounts::default(),
        &mut ReportCache::default(),
    );
    let language = Language::ALL[usize::from(switch / 2) % Language::ALL.len()];
    world::written(&report, language, 40 + usize::from(*switch), switch % 16 > 7);
}
