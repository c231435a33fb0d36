//! `handoff plugin replay`

use std::fmt::Write as _;
use std::path::Path;

use handoff_model::Language;

use handoff_check::config::Config;
use handoff_check::plugins::{self, Candidate, RefusedPlugin};
use handoff_check::{ArtefactStore, Exit, Rulebook, Trace, access, stats};
use handoff_finding::Finding;
use handoff_machine::{Console, System};
use handoff_report::escape::Untrusted;
use handoff_report::text;
use handoff_sandbox::{CallResult, Host, Plugin, RecordedOutcome, Recording, limits};

use crate::args;
use crate::commands::request;
use crate::harness::component::Component;
use crate::texts::CliTexts;
use crate::usage::{ComponentError, UsageError};

pub(super) fn run(
    asked: &args::ReplayCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let path = &asked.recording;
    let recording = Recording::read(&read(path, limits::RECORDING_BYTES, system)?)
        .map_err(|error| UsageError::from(ComponentError::NoRecording(path.clone(), error)))?;
    let language = asked.configured.request().language(system);
    if let Some(file) = &asked.plugin {
        let Component { host, plugin, .. } = Component::open(file.clone(), system)?;
        return replay(&host, &plugin, &recording, language, console);
    }
    let book = Rulebook::open(&ArtefactStore::new(system))?;
    if let Some(plugin) = book.of_digest(&recording.plugin.digest) {
        return replay(book.host(), plugin, &recording, language, console);
    }
    let config = request::configuration(&asked.configured, system)?;
    let plugin = configured(&recording.plugin.digest, &config, book.host(), system)?;
    replay(book.host(), &plugin.ok_or_else(|| missing(&recording))?, &recording, language, console)
}

/// Loads the plugin of the configuration that has these bytes. No pin is asked for: they are those that ran.
fn configured(
    digest: &str,
    config: &Config,
    host: &Host,
    system: &dyn System,
) -> anyhow::Result<Option<Plugin>> {
    for located in plugins::locate(config, system) {
        // What cannot be read is not what was recorded.
        let Ok(bytes) = plugins::read(&located, config, system) else { continue };
        if handoff_sandbox::digest(&bytes) == digest {
            let loaded = Candidate::of(&bytes, &located, config, system)
                .and_then(|candidate| candidate.load(&located.source, host, system));
            let refused = |cause| {
                UsageError::RefusedPlugin(Box::new(RefusedPlugin::new(&located, config, None, cause)))
            };
            return Ok(loaded.map(Some).map_err(refused)?);
        }
    }
    Ok(None)
}

/// Runs the call again and tells what came of it.
fn replay(
    host: &Host,
    plugin: &Plugin,
    recording: &Recording,
    language: Language,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let call =
        host.replay(plugin, recording).map_err(|error| UsageError::from(ComponentError::NoReplay(error)))?;
    let now = RecordedOutcome::of(&call);
    console.print(replay_summary(plugin, recording, &call, &now, language).as_bytes())?;
    let mut usage = Vec::new();
    let stats = text::Stats { timings: Vec::new(), plugins: vec![stats(plugin, &std::iter::once(&call))] };
    text::write_stats(&stats, console.width, language, &mut usage)?;
    console.print(&usage)?;
    let same = now == recording.outcome;
    Ok(match (&now.failure, &recording.outcome.failure) {
        (Some(_), _) => Exit::Incomplete,
        (None, None) if !same => Exit::Findings,
        (None, _) => Exit::Clean,
    })
}

fn replay_summary(
    plugin: &Plugin,
    recording: &Recording,
    call: &CallResult,
    now: &RecordedOutcome,
    language: Language,
) -> String {
    let texts = CliTexts::of(language).plugin.replay;
    let was = &recording.plugin;
    let mut text = String::new();
    let mut line = |title: &str, words: &str| {
        // Writing into a string does not fail.
        let _ = writeln!(text, "{title:<9} {}", Untrusted::new(words));
    };
    line(texts.plugin, &format!("{} {}", plugin.description.id, plugin.description.version));
    if *was.digest != *plugin.digest {
        line("", &(texts.other_build)(&was.id, &was.version));
    }
    line(texts.unit, recording.unit_name());
    line(texts.recorded, &(texts.outcome)(&recording.outcome));
    line(texts.now, &(texts.outcome)(now));
    line("", if *now == recording.outcome { texts.same } else { texts.differs });
    let (used, before) = (call.usage.fuel.used, recording.usage.fuel.used);
    if used != before {
        line(texts.fuel, &(texts.fuel_before)(used, before));
    }
    for finding in &call.findings {
        line(texts.finding, &sentence(finding));
    }
    let frames = call.failure.as_ref().map(|failure| failure.frames.clone()).unwrap_or_default();
    text + &Trace { message: String::new(), log: call.log.clone(), frames }.left_behind() + "\n"
}

fn sentence(finding: &Finding) -> String {
    let place = &finding.place;
    format!(
        "{} {} {}:{}:{}: {}",
        finding.severity.name(),
        finding.rule,
        place.file,
        place.line,
        place.column,
        finding.message
    )
}

fn missing(recording: &Recording) -> UsageError {
    let was = &recording.plugin;
    let named = format!("{} {} (sha256 {})", was.id, was.version, was.digest);
    ComponentError::UnknownRecorded(Untrusted::new(&named).cut(200)).into()
}

fn read(path: &Path, limit: usize, system: &dyn System) -> anyhow::Result<Vec<u8>> {
    let read = system.read(path, limit);
    Ok(read.map_err(|problem| UsageError::Unread(path.to_path_buf(), access(&problem)))?)
}

#[cfg(test)]
mod tests {
    use handoff_model::Language;
    use std::collections::BTreeMap;
    use std::ffi::OsString;
    use std::sync::Arc;

    use handoff_landscape::{Export, Landscape};
    use handoff_machine::MemorySystem;
    use handoff_sandbox::NoArtefacts;

    use super::*;

    const BUILT_IN: &[u8] = include_bytes!("../../../../../plugins/dist/builtin.wasm");
    const FAULTY: &str = "handoff text 1\npool Shop\n lane Sales\n  task Ask\n lane Shipping\n  task Ship | needs Address\n\
                          Ask -> Ship\n";

    /// Records a call of the built-in rules.
    fn recorded() -> String {
        let host = Host::new().unwrap();
        let plugin = host.load(BUILT_IN, &NoArtefacts).unwrap_or_else(|error| panic!("{error}"));
        let settings = Config::of(None, None).unwrap().settings;
        let model = handoff_import::read(FAULTY.as_bytes(), "order.handoff").model.unwrap();
        let export = Export { path: "order.handoff".into(), model: model.into() };
        let landscape = Arc::new(Landscape::of(vec![export], &settings));
        let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
        let call = host.check(&plugin, &selection, &landscape, 0);
        let recording = Recording::of(&plugin, &selection, &landscape, 0, &call).unwrap();
        String::from_utf8(recording.json().unwrap()).unwrap()
    }

    #[track_caller]
    fn replay(json: &str, exit: Exit, expected: &str) {
        let machine = MemorySystem::default().file("call.json", json);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = ["handoff", "plugin", "replay", "call.json"].map(OsString::from);
        let ended = crate::run(arguments, &machine, &mut out, &mut err);
        let said = format!("{}{}", String::from_utf8_lossy(&out), String::from_utf8_lossy(&err));
        assert!(said.contains(expected), "{said}");
        assert_eq!(ended, exit, "{said}");
    }

    #[test]
    fn a_recorded_call_runs_again() {
        let json = recorded();
        replay(&json, Exit::Clean, "the same as recorded");
        replay(&json, Exit::Clean, "data/missing-input order.handoff");
        let change = |from: &str, to: &str| {
            let changed = json.replace(from, to);
            assert_ne!(changed, json, "{from}");
            changed
        };
        replay(
            &change(r#""findings":["#, r#""findings":["more","#),
            Exit::Findings,
            "not the same as recorded",
        );
        replay(&change(r#""digest":""#, r#""digest":"0"#), Exit::Usage, "name it with `--plugin FILE`");
        replay(
            &change("handoff-recording/2", "handoff-recording/9"),
            Exit::Usage,
            "use the handoff that wrote it",
        );
        replay("{", Exit::Usage, "call.json");
    }
}
