//! `handoff plugin test --watch`: the cases again with every save and every build.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use handoff_check::Exit;
use handoff_machine::{Console, FileKind, System, WatchSignal, WatchedFolder};

use crate::args;
use crate::commands::request;
use crate::harness::component;
use crate::harness::pages;
use crate::texts::{self, CliTexts};
use crate::usage::{HarnessError, UsageError};

/// How long nothing may happen before the cases run: builds and editors write several files.
const SETTLED: Duration = Duration::from_millis(200);

/// Runs the cases once.
pub(super) type Round<'a> = &'a mut dyn FnMut(&mut Console<'_>) -> anyhow::Result<Exit>;

/// Runs the cases, and again whenever the component or a page has changed, until the program is to end.
pub(super) fn follow(
    asked: &args::TestCommand,
    round: Round<'_>,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let component = component::find(asked.plugin.as_deref(), system)?;
    let folders = folders(&component, &asked.cases, system);
    let mut events = system.events();
    // Before the first round: what changes while it runs is run again.
    events.watch(&folders).map_err(|error| UsageError::from(HarnessError::Unwatched(error)))?;
    loop {
        // What is half written is told of, and read again with the next change.
        let exit = round(console).unwrap_or_else(|error| {
            let (said, _) = texts::failure(error, request::language(system), console.colors_errors());
            console.tell(&said);
            Exit::Usage
        });
        let waiting = CliTexts::of(request::language(system)).plugin.test.waiting;
        console.tell(&format!("{waiting}\n"));
        let mut patience = None;
        loop {
            match events.next(patience) {
                WatchSignal::Stop => return Ok(exit),
                WatchSignal::Touched(_) | WatchSignal::Lost => patience = Some(SETTLED),
                WatchSignal::Quiet if patience.is_some() => break,
                WatchSignal::Quiet => {}
            }
        }
    }
}

/// Lists what is watched: the component, and the pages where they are looked for.
fn folders(component: &Path, cases: &[PathBuf], system: &dyn System) -> BTreeMap<PathBuf, WatchedFolder> {
    let mut folders: BTreeMap<PathBuf, WatchedFolder> = BTreeMap::new();
    let mut watch = |path: &Path| {
        let path = system.paths().join(Path::new("."), path);
        if matches!(system.kind(&path), Ok(FileKind::Folder)) {
            folders.entry(system.identity(&path)).or_default().deep = true;
            return;
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Some(name) = path.file_name() {
            folders.entry(system.identity(folder)).or_default().names.insert(name.to_owned());
        }
    };
    watch(component);
    if cases.is_empty() {
        watch(&system.paths().join(component.parent().unwrap_or(Path::new(".")), Path::new(pages::FOLDER)));
    }
    for path in cases {
        watch(path);
    }
    folders
}
