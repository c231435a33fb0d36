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
use crate::harness::remark::PinStatus;
use crate::texts::CliTexts;
use crate::texts::plugin::InspectTexts;
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
                let language = asked.configured.request().language(system);
                let reasons: Vec<String> = refusals.iter().map(|refusal| refusal.say(language)).collect();
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
    let config = request::configuration(&asked.configured, system)?;
    let subject = Subject {
        file: &asked.plugin.to_string_lossy(),
        digest: &digest,
        pin: pin_status(asked, &digest, &config, system),
        cap: severity_cap(&asked.plugin, &config, system),
        inspection: &inspection,
        anatomy: &anatomy,
        description: component.as_ref().map(|component| &component.plugin.description),
    };
    let language = config.language.value;
    if asked.json {
        output::print_json(&json(&subject, language), console)?;
    } else {
        console.print(text(&subject, language).as_bytes())?;
    }
    Ok(Exit::Clean)
}

/// A component, and everything that is known of it.
struct Subject<'a> {
    file: &'a str,
    digest: &'a str,
    pin: PinStatus,
    /// The worst that the configuration lets its findings be; `None` for whatever it says.
    cap: Option<Severity>,
    inspection: &'a Inspection,
    anatomy: &'a ComponentStats,
    /// What it says of itself, where it was asked.
    description: Option<&'a Description>,
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
    let Some(path) = Lock::path(config) else { return PinStatus::NoConfiguration };
    let lock = match Lock::load(config, system) {
        Ok(lock) => lock,
        Err(error) => return PinStatus::Unknown(error),
    };
    if let Some(pin) = lock.pins().find(|pin| pin.sha256 == digest) {
        return PinStatus::Pinned(pin.source.clone(), path);
    }
    let file = system.identity(&system.paths().join(Path::new("."), &asked.plugin));
    let is_it = |source: &str| system.identity(&system.paths().join(&config.base, Path::new(source))) == file;
    match lock.pins().find(|pin| is_it(&pin.source)) {
        Some(pin) => PinStatus::OtherDigest(pin.source.clone(), path),
        None => PinStatus::Unpinned(path),
    }
}

/// Says in words what each import is good for.
fn powers(inspection: &Inspection, texts: &InspectTexts) -> String {
    let has = |interface: &str| {
        inspection.imports.iter().any(|import| import.starts_with(&format!("handoff:plugin/{interface}@")))
    };
    let powers = [("model", texts.reads_model), ("log", texts.writes_log)];
    let mut powers: Vec<&str> =
        powers.into_iter().filter(|(interface, _)| has(interface)).map(|(_, power)| power).collect();
    powers.push(if powers.is_empty() { texts.no_power } else { texts.no_other_power });
    powers.join("; ")
}

fn text(subject: &Subject<'_>, language: Language) -> String {
    let texts = CliTexts::of(language).plugin.inspect;
    let names = &texts.names;
    let Subject { file, digest, pin, cap, inspection, anatomy, description } = subject;
    let mut out = format!("{}\n", Untrusted::new(file));
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(out, "  {name:<12} {}", Untrusted::new(value));
    };
    line(names.size, &(texts.size)(inspection.size, limits::COMPONENT_BYTES));
    line("sha256", digest);
    line(names.pinned, &(texts.pin)(pin));
    if let Some(cap) = cap {
        line(names.reported, &(texts.cap)(*cap));
    }
    line(names.contract, inspection.contract.version());
    line(names.powers, &powers(inspection, texts));
    for import in &inspection.imports {
        line(names.import, import);
    }
    line(names.profile, &(texts.profile)(inspection.profile));
    line(names.holds, &(texts.holds)(anatomy));
    line(names.names, if anatomy.names { texts.readable_traces } else { texts.numbered_traces });
    for (field, name, version) in &anatomy.producers {
        line(field, format!("{name} {version}").trim_end());
    }
    match description {
        Some(description) => describe(description, language, texts, &mut out),
        None => {
            let _ = writeln!(out, "  {}", texts.not_run);
        }
    }
    out
}

/// Writes what a plugin says of itself.
fn describe(description: &Description, language: Language, texts: &InspectTexts, out: &mut String) {
    let names = &texts.names;
    let mut line = |text: String| {
        let _ = writeln!(out, "  {}", Untrusted::new(&text));
    };
    line(format!("{:<12} {} {}", names.plugin, description.id, description.version));
    let said = [(names.purpose, description.purpose(language)), (names.link, description.link.as_deref())];
    for (name, said) in said {
        if let Some(said) = said {
            line(format!("{name:<12} {said}"));
        }
    }
    for (name, text) in &description.properties {
        line(format!("{name:<12} {text}"));
    }
    for preset in &description.presets {
        let title = description.preset_title(preset, language);
        line(format!("{:<12} {}: {title}", names.preset, preset.name));
    }
    for rule in &description.rules {
        let off = if rule.off { texts.off } else { "" };
        let gone = if rule.deprecated.is_some() { texts.deprecated } else { "" };
        let (severity, certainty) = (rule.severity.name(), rule.certainty.name());
        let title = description.title(rule, language);
        line(format!("{}: {title} ({severity}, {certainty}{off}{gone})", rule.id));
    }
    for retired in &description.retired {
        let Deprecation { since, replaced_by, .. } = &retired.deprecation;
        let reason = description.reason(&retired.deprecation, language);
        line(format!("{}: {}", retired.id, (texts.retired)(since, reason, replaced_by.as_deref())));
    }
}

fn json(subject: &Subject<'_>, language: Language) -> Value {
    let Subject { file, digest, pin, cap, inspection, anatomy, description } = subject;
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
        "pinned": pin.is_pinned(),
        "severity-cap": cap.map(Severity::name),
        "contract": inspection.contract.version(),
        "imports": inspection.imports,
        "powers": powers(inspection, CliTexts::of(language).plugin.inspect),
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
            "title": described.purpose(language), "link": described.link,
            "properties": properties(&described.properties),
            "presets": described.presets.iter().map(|preset| {
                let title = described.preset_title(preset, language);
                json!({ "name": preset.name, "title": title, "settings": preset.settings })
            }).collect::<Vec<_>>(),
            "retired": described.retired.iter().map(|retired| {
                json!({ "id": &*retired.id, "deprecation": deprecation(&retired.deprecation, described, language) })
            }).collect::<Vec<_>>(),
            "rules": described.rules.iter().map(|rule| json_rule(rule, described, language)).collect::<Vec<_>>(),
        });
        told.insert("plugin".to_owned(), plugin);
    }
    told
}

fn json_rule(rule: &RuleDescription, plugin: &Description, language: Language) -> Value {
    json!({
        "id": &*rule.id, "title": plugin.title(rule, language),
        "severity": rule.severity.name(), "certainty": rule.certainty.name(), "off": rule.off,
        "needs": rule.needs.iter().map(|part| part.name()).collect::<Vec<_>>(),
        "options": rule.options.as_ref().map(handoff_sandbox::OptionsSchema::json),
        "pages": rule.page_languages().collect::<Vec<_>>(),
        "since": rule.since,
        "deprecated": rule.deprecated.as_ref().map(|said| deprecation(said, plugin, language)),
        "tags": rule.tags, "related": rule.related, "evidence": rule.evidence,
        "measured": rule.measured.map(|(judged, right)| json!({ "judged": judged, "right": right })),
        "link": rule.link,
        "properties": properties(&rule.properties),
    })
}

fn deprecation(said: &Deprecation, plugin: &Description, language: Language) -> Value {
    json!({
        "since": said.since, "reason": plugin.reason(said, language), "replaced-by": said.replaced_by.as_deref(),
    })
}

fn properties(said: &[(String, String)]) -> Value {
    said.iter().map(|(name, text)| (name.clone(), Value::from(text.as_str()))).collect::<Map<_, _>>().into()
}
