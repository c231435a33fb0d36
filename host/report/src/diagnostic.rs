//! The sentences of notes, with the names that the landscape has for steps without a label.

use std::sync::Arc;

use handoff_landscape::title::{StepName, Title};
use handoff_landscape::unit::StepId;
use handoff_landscape::{Landscape, Unit};
use handoff_model::{Diagnostic, Id, Language};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::run::FileReport;

/// What people call the steps without a label that notes name, by file and id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiagnosticTitles(FxHashMap<Arc<str>, FxHashMap<String, Title>>);

impl DiagnosticTitles {
    pub(crate) fn of(files: &[Arc<FileReport>], landscape: &Landscape) -> Self {
        let mut wanted = FxHashMap::<&str, FxHashSet<&str>>::default();
        for file in files {
            let steps = file.notes.iter().filter_map(|note| note.kind.step());
            for step in steps.filter(|step| step.label.trim().is_empty()) {
                wanted.entry(&file.path).or_default().insert(&step.id);
            }
        }
        let mut titles = Self::default();
        if !wanted.is_empty() {
            landscape.units.iter().for_each(|unit| titles.add(unit, &wanted));
        }
        titles
    }

    /// Says a note on a file as one sentence without a full stop.
    pub(crate) fn say(&self, note: &Diagnostic, file: &FileReport, language: Language) -> String {
        let titles = self.0.get(&file.path);
        note.say(language, &|id, case| Some(titles?.get(id)?.say(language, case)))
    }

    fn add(&mut self, unit: &Unit, wanted: &FxHashMap<&str, FxHashSet<&str>>) {
        let files: Vec<_> = unit.processes.iter().map(|process| unit.file(process.file)).collect();
        for (id, step) in StepId::number(&unit.steps) {
            let Some(Some(file)) = files.get(step.process.index()) else { continue };
            if !wanted.get(&***file).is_some_and(|steps| steps.contains(&*step.id)) {
                continue;
            }
            if let Some(StepName::Title(title)) = unit.called(id) {
                self.0.entry(Arc::clone(file)).or_default().insert(step.id.clone(), title.clone());
            }
        }
    }
}
