//! `handoff plugin inspect`

use std::fmt::Write as _;
use std::path::Path;

use handoff_check::Exit;
use handoff_check::config::Config;
use handoff_check::plugins::{self, Lock};
use handoff_finding::Severity;
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_sandbox::{ComponentStats, Deprecation, Description, Inspection, RuleDescription, limits};
use serde_json::{Map, Value, json};

use crate::args;
use crate::commands::{output, request};
use crate::harness::component::{self, Component};
use crate::usage::{ComponentError, UsageError};

pub(super) fn run(
    asked: &args::InspectCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let bytes = component::read(&asked.plugin, system)?;
    let digest = handoff_sandbox::digest(&bytes);
    let (inspection, anatomy) = match plugins::examine_bounded(&bytes, system) {
        Ok(found) => found,
        Err(refusals) => {
            if asked.json {
                let reasons: Vec<String> = refusals.iter().map(ToString::to_string).collect();
                let refused = json!({
                    "file": asked.plugin.to_string_lossy(), "digest": digest, "size": bytes.len(), "refused": reasons,
                });
                output::print_json(&refused, console)?;
                return Ok(Exit::Usage);
            }
            return Err(UsageError::from(ComponentError::NoPluginFile(asked.plugin.clone(), refusals)).into());
        }
    };
    let component = if asked.describe { Some(Component::open(asked.plugin.clone(), system)?) } else { None };
    let description = component.as_ref().map(|component| &component.plugin.description);
    let file = asked.plugin.to_string_lossy();
    let config = request::configuration(&asked.configured, system)?;
    let standing = PinStatus {
        cap: severity_cap(&asked.plugin, &config, system),
        ..pin_status(asked, &digest, &config, system)
    };
    if asked.json {
        output::print_json(&json(&file, &digest, &standing, &inspection, &anatomy, description), console)?;
    } else {
        console.print(text(&file, &digest, &standing, &inspection, &anatomy, description).as_bytes())?;
    }
    Ok(Exit::Clean)
}

/// Whether a component is pinned.
struct PinStatus {
    /// `None` where that is not known.
    pinned: Option<bool>,
    words: String,
    /// The worst that the configuration lets its findings be; `None` for whatever it says.
    cap: Option<Severity>,
}

/// Returns the worst that the configuration lets findings of a component be.
fn severity_cap(plugin: &Path, config: &Config, system: &dyn System) -> Option<Severity> {
    let file = system.identity(&system.paths().join(Path::new("."), plugin));
    let located = plugins::locate(config, system);
    let entry = located.iter().find(|located| system.identity(&located.path) == file)?;
    config.plugins.get(entry.entry)?.severity_cap
}

/// Looks a component up in the lock of the configuration that is in force here.
fn pin_status(asked: &args::InspectCommand, digest: &str, config: &Config, system: &dyn System) -> PinStatus {
    let said = |pinned, words: String| PinStatus { pinned, words, cap: None };
    let Some(path) = Lock::path(config) else {
        return said(Some(false), "no: there is no handoff.toml here or above".to_owned());
    };
    let lock = match Lock::load(config, system) {
        Ok(lock) => lock,
        Err(error) => return said(None, format!("not known: {}", error.say(config.language.value))),
    };
    let path = path.display();
    if let Some(pin) = lock.pins().find(|pin| pin.sha256 == digest) {
        return said(Some(true), format!("yes, as {} in {path}", pin.source));
    }
    let file = system.identity(&system.paths().join(Path::new("."), &asked.plugin));
    let is_it = |source: &str| system.identity(&system.paths().join(&config.base, Path::new(source))) == file;
    said(
        Some(false),
        match lock.pins().find(|pin| is_it(&pin.source)) {
            Some(pin) => format!("no: {} is pinned in {path} with another sha256", pin.source),
            None => format!("no, not in {path}"),
        },
    )
}

/// Says in words what each import is good for.
fn powers(inspection: &Inspection) -> String {
    let has = |interface: &str| {
        inspection.imports.iter().any(|import| import.starts_with(&format!("handoff:plugin/{interface}@")))
    };
    let powers = [("model", "reads the process model"), ("log", "writes log lines")];
    let mut powers: Vec<&str> =
        powers.into_iter().filter(|(interface, _)| has(interface)).map(|(_, power)| power).collect();
    powers.push(if powers.is_empty() { "nothing at all" } else { "nothing else" });
    powers.join("; ")
}

fn text(
    file: &str,
    digest: &str,
    standing: &PinStatus,
    inspection: &Inspection,
    anatomy: &ComponentStats,
    description: Option<&Description>,
) -> String {
    let room = inspection.profile.room();
    let mut out = format!("{}\n", Untrusted::new(file));
    let mut line = |name: &str, value: String| {
        let _ = writeln!(out, "  {name:<12} {}", Untrusted::new(&value));
    };
    line("size", format!("{} bytes, of {} allowed", inspection.size, limits::COMPONENT_BYTES));
    line("sha256", digest.to_owned());
    line("pinned", standing.words.clone());
    if let Some(cap) = standing.cap {
        line("reported", format!("as {} at most: `severity-cap` of the configuration", cap.name()));
    }
    line("contract", inspection.contract.version().to_owned());
    line("powers", powers(inspection));
    for import in &inspection.imports {
        line("import", import.clone());
    }
    line(
        "profile",
        format!(
            "{}: {} MiB of memory, {} core instances, {} of fuel and {} more an element",
            inspection.profile.name(),
            room.memory >> 20,
            room.instances,
            room.fuel_base,
            room.fuel_share
        ),
    );
    let ComponentStats { modules, instances, memories, tables, functions, names, producers } = anatomy;
    line(
        "holds",
        format!(
            "core modules {modules}, core instances {instances}, memories {memories}, tables {tables}, functions {functions}"
        ),
    );
    let named = if *names { "yes: traces can be read" } else { "no: traces show numbers only" };
    line("names", named.to_owned());
    for (field, name, version) in producers {
        line(field, format!("{name} {version}").trim_end().to_owned());
    }
    let Some(description) = description else {
        out.push_str("  It was not run; `--describe` lets it say in the sandbox what it holds.\n");
        return out;
    };
    describe(description, &mut out);
    out
}

/// Writes what a plugin says of itself.
fn describe(description: &Description, out: &mut String) {
    let language = Language::English;
    let mut line = |text: String| {
        let _ = writeln!(out, "  {}", Untrusted::new(&text));
    };
    line(format!("plugin       {} {}", description.id, description.version));
    let said = [("for", description.purpose(language)), ("more", description.link.as_deref())];
    for (name, said) in said {
        if let Some(said) = said {
            line(format!("{name:<12} {said}"));
        }
    }
    for (name, text) in &description.properties {
        line(format!("{name:<12} {text}"));
    }
    for preset in &description.presets {
        line(format!("preset       {}: {}", preset.name, description.preset_title(preset, language)));
    }
    for rule in &description.rules {
        let off = if rule.off { ", off by default" } else { "" };
        let out = if rule.deprecated.is_some() { ", deprecated" } else { "" };
        let (severity, certainty) = (rule.severity.name(), rule.certainty.name());
        let title = description.title(rule, language);
        line(format!("{}: {title} ({severity}, {certainty}{off}{out})", rule.id));
    }
    for retired in &description.retired {
        let next = retired.deprecation.replaced_by.as_deref();
        let next = next.map(|next| format!("; now {next}")).unwrap_or_default();
        let reason = description.reason(&retired.deprecation, language);
        line(format!("{}: gone since {}: {reason}{next}", retired.id, retired.deprecation.since));
    }
}

fn json(
    file: &str,
    digest: &str,
    standing: &PinStatus,
    inspection: &Inspection,
    anatomy: &ComponentStats,
    description: Option<&Description>,
) -> Value {
    let room = inspection.profile.room();
    let producers: Vec<Value> = anatomy
        .producers
        .iter()
        .map(|(field, name, version)| json!({ "field": field, "name": name, "version": version }))
        .collect();
    let mut told = json!({
        "file": file,
        "digest": digest,
        "size": inspection.size,
        "pinned": standing.pinned,
        "severity-cap": standing.cap.map(Severity::name),
        "contract": inspection.contract.version(),
        "imports": inspection.imports,
        "powers": powers(inspection),
        "profile": inspection.profile.name(),
        "limits": {
            "memory": room.memory, "instances": room.instances, "fuel": room.fuel_base, "fuel-per-element": room.fuel_share,
        },
        "holds": {
            "modules": anatomy.modules, "instances": anatomy.instances, "memories": anatomy.memories,
            "tables": anatomy.tables, "functions": anatomy.functions,
        },
        "names": anatomy.names,
        "producers": producers,
    });
    if let (Value::Object(told), Some(described)) = (&mut told, description) {
        let plugin = json!({
            "id": &*described.id, "version": &*described.version,
            "title": described.purpose(Language::English), "link": described.link,
            "properties": properties(&described.properties),
            "presets": described.presets.iter().map(|preset| {
                let title = described.preset_title(preset, Language::English);
                json!({ "name": preset.name, "title": title, "settings": preset.settings })
            }).collect::<Vec<_>>(),
            "retired": described.retired.iter().map(|retired| {
                json!({ "id": &*retired.id, "deprecation": deprecation(&retired.deprecation, described) })
            }).collect::<Vec<_>>(),
            "rules": described.rules.iter().map(|rule| json_rule(rule, described)).collect::<Vec<_>>(),
        });
        told.insert("plugin".to_owned(), plugin);
    }
    told
}

fn json_rule(rule: &RuleDescription, plugin: &Description) -> Value {
    json!({
        "id": &*rule.id, "title": plugin.title(rule, Language::English),
        "severity": rule.severity.name(), "certainty": rule.certainty.name(), "off": rule.off,
        "needs": rule.needs.iter().map(|part| part.name()).collect::<Vec<_>>(),
        "options": rule.options.as_ref().map(handoff_sandbox::OptionsSchema::json),
        "pages": rule.page_languages().collect::<Vec<_>>(),
        "since": rule.since,
        "deprecated": rule.deprecated.as_ref().map(|said| deprecation(said, plugin)),
        "tags": rule.tags, "related": rule.related, "evidence": rule.evidence,
        "measured": rule.measured.map(|(judged, right)| json!({ "judged": judged, "right": right })),
        "link": rule.link,
        "properties": properties(&rule.properties),
    })
}

fn deprecation(said: &Deprecation, plugin: &Description) -> Value {
    json!({
        "since": said.since, "reason": plugin.reason(said, Language::English), "replaced-by": said.replaced_by.as_deref(),
    })
}

fn properties(said: &[(String, String)]) -> Value {
    said.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str()))).collect::<Map<_, _>>().into()
}
