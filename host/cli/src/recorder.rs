//! Writes calls of plugins into a folder, for `handoff plugin replay`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use handoff_landscape::Landscape;
use handoff_machine::System;
use handoff_sandbox::{Call, Plugin, Recording, Selection, is_notable};

use crate::failure::Failure;

/// Writes every call that failed or was slow. What becomes of the files never changes the report.
pub struct Recorder<'a> {
    system: &'a dyn System,
    pub(crate) folder: PathBuf,
    notable: fn(&Call) -> bool,
    /// By the name of each file, why it could not be written.
    written: Mutex<BTreeMap<String, Option<io::Error>>>,
}

impl<'a> Recorder<'a> {
    /// Opens the folder; makes it where it is missing.
    pub(crate) fn open(folder: &Path, system: &'a dyn System) -> Result<Self, Failure> {
        let unwritten = |error| Failure::Unwritten { path: folder.to_owned(), error };
        system.make_folder(folder).map_err(unwritten)?;
        Ok(Self { system, folder: folder.to_owned(), notable: is_notable, written: Mutex::default() })
    }

    /// Writes a call down if it is worth it.
    pub(crate) fn hear(
        &self,
        plugin: &Plugin,
        selection: &Selection,
        landscape: &Landscape,
        index: usize,
        call: &Call,
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
    pub(crate) fn finish(self) -> (usize, Vec<Failure>) {
        let written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        let count = written.len();
        let folder = self.folder;
        let failed = written
            .into_iter()
            .filter_map(|(name, error)| Some(Failure::Unwritten { path: folder.join(name), error: error? }));
        let failed: Vec<Failure> = failed.collect();
        (count - failed.len(), failed)
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use handoff_machine::Memory;
    use handoff_sandbox::Uncached;

    use super::*;
    use crate::check::{Rules, check};
    use crate::config::Config;
    use crate::exit::Exit;
    use crate::inputs::Finder;
    use crate::rulebook::Rulebook;

    const FAULTY: &str = "handoff text 1\npool Shop\n lane Sales\n  task Ask\n lane Shipping\n  task Ship | needs Address\n\
                          Ask -> Ship\n";

    /// Records every call of a check; returns the machine and the only file.
    fn recorded() -> (Memory, String) {
        let machine = Memory::default().file("order.handoff", FAULTY);
        let config = Config::of(None, None).unwrap();
        let book = Rulebook::open(&Uncached).unwrap();
        let selections = book.select(&config).unwrap();
        let mut finder = Finder::new(&machine, &config.base, &config.exclude);
        finder.add("order.handoff".as_ref(), ".".as_ref());
        let inputs = finder.finish();
        let recorder = Recorder::open("calls".as_ref(), &machine).ok().unwrap();
        let recorder = Recorder { notable: |_| true, ..recorder };
        let run = |recorder| {
            let rules = Rules { book: &book, selections: &selections, recorder };
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

    #[track_caller]
    fn replay(machine: &Memory, path: &str, exit: Exit, expected: &str) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = ["handoff", "plugin", "replay", path].map(OsString::from);
        let ended = crate::run(arguments, machine, &mut out, &mut err);
        let said = format!("{}{}", String::from_utf8_lossy(&out), String::from_utf8_lossy(&err));
        assert!(said.contains(expected), "{said}");
        assert_eq!(ended, exit, "{said}");
    }

    #[test]
    fn a_recorded_call_runs_again() {
        let (machine, path) = recorded();
        replay(&machine, &path, Exit::Clean, "the same as recorded");
        replay(&machine, &path, Exit::Clean, "data/missing-input at order.handoff");
        let json = String::from_utf8(machine.read(path.as_ref(), usize::MAX).unwrap()).unwrap();
        let change = |from: &str, to: &str| {
            let changed = json.replace(from, to);
            assert_ne!(changed, json, "{from}");
            machine.write("changed.json".as_ref(), changed.as_bytes()).unwrap();
        };
        change(r#""findings":["#, r#""findings":["more","#);
        replay(&machine, "changed.json", Exit::Findings, "not the same as recorded");
        change(r#""digest":""#, r#""digest":"0"#);
        replay(&machine, "changed.json", Exit::Usage, "name it with `--plugin FILE`");
        change("handoff-recording/1", "handoff-recording/9");
        replay(&machine, "changed.json", Exit::Usage, "use the handoff that wrote it");
        replay(&machine, "none.json", Exit::Usage, "none.json cannot be read: there is no such file");
    }
}
