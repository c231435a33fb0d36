//! Writes calls of plugins into a folder, for `handoff plugin replay`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use handoff_landscape::Landscape;
use handoff_machine::System;
use handoff_sandbox::{CallResult, Plugin, Recording, Selection, is_notable};

use crate::failure::CommandError;

/// Writes every call that failed or was slow. What becomes of the files never changes the report.
pub struct Recorder<'a> {
    system: &'a dyn System,
    /// Where it writes.
    pub folder: PathBuf,
    notable: fn(&CallResult) -> bool,
    /// By the name of each file, why it could not be written.
    written: Mutex<BTreeMap<String, Option<io::Error>>>,
}

impl<'a> Recorder<'a> {
    /// Opens the folder; makes it where it is missing.
    pub fn open(folder: &Path, system: &'a dyn System) -> Result<Self, CommandError> {
        let unwritten = |error| CommandError::Unwritten { path: folder.to_owned(), error };
        system.make_folder(folder).map_err(unwritten)?;
        Ok(Self { system, folder: folder.to_owned(), notable: is_notable, written: Mutex::default() })
    }

    /// Writes a call down if it is worth it.
    pub fn hear(
        &self,
        plugin: &Plugin,
        selection: &Selection,
        landscape: &Landscape,
        index: usize,
        call: &CallResult,
    ) {
        if !(self.notable)(call) {
            return;
        }
        let Some(recording) = Recording::of(plugin, selection, landscape, index, call) else { return };
        let (name, outcome) = match (recording.name(), recording.json()) {
            (Ok(name), Ok(json)) => {
                let outcome = self.system.replace(&self.folder.join(&name), &json);
                (name, outcome)
            }
            (Err(error), _) | (_, Err(error)) => (plugin.description.id.to_string(), Err(error.into())),
        };
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.insert(name, outcome.err());
    }

    /// Says how many calls were written, and which could not be.
    pub fn finish(self) -> (usize, Vec<CommandError>) {
        let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let count = written.len();
        let folder = self.folder;
        let failed = written.into_iter().filter_map(|(name, error)| {
            Some(CommandError::Unwritten { path: folder.join(name), error: error? })
        });
        let failed: Vec<CommandError> = failed.collect();
        (count - failed.len(), failed)
    }
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;
    use handoff_sandbox::NoArtefacts;

    use super::*;
    use crate::check::{RulePlan, check};
    use crate::config::Config;
    use crate::inputs::InputFinder;
    use crate::rulebook::Rulebook;

    const FAULTY: &str = "handoff text 1\npool Shop\n lane Sales\n  task Ask\n lane Shipping\n  task Ship | needs Address\n\
                          Ask -> Ship\n";

    /// Records every call of a check; returns the machine and the only file.
    fn recorded() -> (MemorySystem, String) {
        let machine = MemorySystem::default().file("order.handoff", FAULTY);
        let config = Config::of(None, None).unwrap();
        let book = Rulebook::open(&NoArtefacts).unwrap();
        let selections = book.select(&config).unwrap();
        let mut finder = InputFinder::new(&machine, &config.base, &config.exclude);
        finder.add("order.handoff".as_ref(), ".".as_ref());
        let inputs = finder.finish();
        let recorder = Recorder::open("calls".as_ref(), &machine).ok().unwrap();
        let recorder = Recorder { notable: |_| true, ..recorder };
        let run = |recorder| {
            let rules = RulePlan { book: &book, selections: &selections, narrowed: false, recorder };
            check(&inputs, &config, Some(rules), &machine).report
        };
        // Recording never changes the report.
        assert_eq!(run(Some(&recorder)), run(None));
        let names: Vec<String> = recorder.written.lock().unwrap().keys().cloned().collect();
        let [name] = &names[..] else { panic!("{names:?}") };
        let path = format!("calls/{name}");
        drop(recorder);
        (machine, path)
    }

    #[test]
    fn a_call_is_written_down_and_changes_nothing() {
        let (machine, path) = recorded();
        let json = machine.read(path.as_ref(), usize::MAX).unwrap();
        assert!(Recording::read(&json).is_ok());
    }
}
