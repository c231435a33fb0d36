//! `handoff.lock`: which plugins somebody has looked at and allowed, by their digests.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_landscape::Origin;
use handoff_machine::{ReadError, System};
use handoff_sandbox::{Plugin, limits};
use serde::{Deserialize, Serialize};

use crate::access::access;
use crate::config::{
    Config, ConfigAccessError, ConfigError, ConfigErrors, ConfigFile, PinError, PinPart, SpannedValue, read,
    sorted,
};

/// The format that is written and read.
const FORMAT: u32 = 1;
/// Most bytes of the file: each of the plugins below with all of its rules and room to spare.
const MAX_BYTES: usize = 8 << 20;
/// Most plugins of one configuration: more than anybody keeps.
const MAX_PLUGINS: usize = 256;
/// Most bytes of one text: the longest path of most systems.
const MAX_TEXT: usize = 4 << 10;
/// Most imports of one plugin: the contract has a handful of interfaces.
const MAX_IMPORTS: usize = 64;
/// The first lines of the file.
const HEADER: &str = "# The plugins that `handoff check` may run. Written by `handoff plugin pin`: commit it, do not edit it.\n";

/// A plugin as it was when somebody allowed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pin {
    /// What it calls itself.
    pub name: String,
    /// The version that it calls itself, as in semantic versioning.
    pub version: String,
    /// Its path as configured, relative to the configuration.
    pub source: String,
    /// The digest of its bytes, in small hexadecimal digits.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
    /// The contract it was built for.
    pub contract: String,
    /// What it imports: all of its powers.
    pub imports: Vec<String>,
    /// How much room it gets, as the name of a profile.
    pub limits: String,
    /// The ids of its rules.
    pub rules: Vec<String>,
    /// Whose signature it bore, if one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<Signer>,
}

/// Whose signature a plugin bore.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The name of the key in the configuration.
    pub name: String,
    /// The public key of minisign.
    pub key: String,
}

impl Pin {
    /// Describes a plugin that has been loaded.
    pub fn of(plugin: &Plugin, source: &str, signed_by: Option<Signer>) -> Self {
        let (description, inspection) = (&plugin.description, &plugin.inspection);
        let mut rules: Vec<String> = description.rules.iter().map(|rule| rule.id.to_string()).collect();
        rules.sort();
        Self {
            name: description.id.to_string(),
            version: description.version.to_string(),
            source: source.to_owned(),
            sha256: plugin.digest.to_string(),
            size: inspection.size as u64,
            contract: inspection.contract.version().to_owned(),
            imports: inspection.imports.clone(),
            limits: inspection.profile.name().to_owned(),
            rules,
            signed_by,
        }
    }

    /// Tells whether it is right about what it pins, so that whoever reads the lock can believe every word of it.
    pub fn describes(&self, plugin: &Plugin) -> bool {
        *self == Self::of(plugin, &self.source, self.signed_by.clone())
    }

    /// Tells what is wrong with it by itself.
    fn fault(&self) -> Option<PinError> {
        let texts = [&self.name, &self.version, &self.source, &self.contract, &self.limits];
        let signer = self.signed_by.iter().flat_map(|signer| [&signer.name, &signer.key]);
        let mut all = texts.into_iter().chain(&self.imports).chain(&self.rules).chain(signer);
        let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        match () {
            () if all.any(|text| {
                text.is_empty() || text.len() > MAX_TEXT || text.chars().any(char::is_control)
            }) =>
            {
                Some(PinError::Text)
            }
            () if self.sha256.len() != 64 || !self.sha256.chars().all(is_hex) => Some(PinError::Digest),
            () if self.size > limits::COMPONENT_BYTES as u64 => Some(PinError::Size),
            () if self.imports.len() > MAX_IMPORTS => Some(PinError::Imports(MAX_IMPORTS)),
            () if self.rules.len() > limits::RULES => Some(PinError::Rules(limits::RULES)),
            () => None,
        }
    }
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLock {
    format: SpannedValue<u32>,
    #[serde(default)]
    plugin: Vec<SpannedValue<Pin>>,
}

/// The pins, each with its place in the file.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    pins: Vec<(Pin, Origin)>,
}

/// Why the lock cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LockError {
    /// It cannot be read.
    Unread {
        /// The lock that cannot be read.
        path: PathBuf,
        /// Why.
        reason: ConfigAccessError,
    },
    /// What lies in its place is none. Nothing of it is shown: it may be a link to anything.
    NoLock(PathBuf),
    /// It is read, and wrong.
    Wrong(#[from] ConfigErrors),
}

impl Lock {
    /// Returns where the lock of a configuration lies: beside it, with its name; `None` without a configuration file.
    pub fn path(config: &Config) -> Option<PathBuf> {
        config.file.as_ref().map(|file| file.with_extension("lock"))
    }

    /// Reads the lock of a configuration; one that is not there holds no pin.
    pub fn load(config: &Config, system: &dyn System) -> Result<Self, LockError> {
        let Some(path) = Self::path(config) else { return Ok(Self::default()) };
        let unread = |reason| LockError::Unread { path: path.clone(), reason };
        match config.scope.admit(system, &path).and_then(|()| system.read(&path, MAX_BYTES)) {
            Ok(bytes) => {
                let text = String::from_utf8(bytes).map_err(|_| unread(ConfigAccessError::NotUtf8))?;
                let source = ConfigFile::new(&path.to_string_lossy(), text);
                // A link may lead to anything, of which no line is to be shown.
                if !source.text.is_empty() && !source.has_any_key(&["format", "plugin"]) {
                    return Err(LockError::NoLock(path));
                }
                Ok(Self::parse(&source)?)
            }
            Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(problem) => Err(unread(ConfigAccessError::Access(access(&problem)))),
        }
    }

    /// Reads a lock strictly: what this version would not write is refused.
    pub fn parse(source: &Arc<ConfigFile>) -> Result<Self, ConfigErrors> {
        let (raw, mut complaints) = read::<RawLock>(source);
        let Some(RawLock { format, plugin }) = raw else { return Err(sorted(in_lock(complaints))) };
        let complain =
            |span: &std::ops::Range<usize>, error: PinError| ConfigError::new(source, span.clone(), error);
        if format.value != FORMAT {
            let wrong = complain(&format.span, PinError::Format(format.value, FORMAT));
            return Err(ConfigErrors(in_lock(vec![wrong])));
        }
        let mut taken = BTreeMap::new();
        let mut pins = Vec::new();
        for (index, SpannedValue { value: pin, span }) in plugin.into_iter().enumerate() {
            complaints.extend(pin.fault().map(|fault| complain(&span, fault)));
            let names = [(PinPart::Name, &pin.name), (PinPart::Source, &pin.source)];
            for (part, text) in names.into_iter().chain(pin.rules.iter().map(|rule| (PinPart::Rule, rule))) {
                if let Some(line) = taken.insert((part, text.clone()), source.origin(span.start).line) {
                    complaints.push(complain(&span, PinError::Twice { part, text: text.clone(), line }));
                }
            }
            if index == MAX_PLUGINS {
                complaints.push(complain(&span, PinError::Plugins(MAX_PLUGINS)));
                break;
            }
            pins.push((pin, source.origin(span.start)));
        }
        if complaints.is_empty() { Ok(Self { pins }) } else { Err(sorted(in_lock(complaints))) }
    }

    /// Makes a lock of pins, in the order in which it is written.
    pub fn of(mut pins: Vec<Pin>) -> Self {
        pins.sort_by(|one, other| one.source.cmp(&other.source));
        Self { pins: pins.into_iter().map(|pin| (pin, Origin::default())).collect() }
    }

    /// Writes the file: the same pins give the same bytes.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        #[derive(Serialize)]
        struct File<'a> {
            format: u32,
            plugin: Vec<&'a Pin>,
        }
        let file = File { format: FORMAT, plugin: self.pins().collect() };
        Ok(format!("{HEADER}{}", toml::to_string_pretty(&file)?))
    }

    /// Puts the file in the place of the old one, in one step.
    pub fn write(&self, path: &Path, system: &dyn System) -> io::Result<()> {
        system.replace(path, self.text().map_err(io::Error::other)?.as_bytes())
    }

    /// Every pin, in the order of the file.
    pub fn pins(&self) -> impl Iterator<Item = &Pin> {
        self.pins.iter().map(|(pin, _)| pin)
    }

    /// Returns the pin of a source.
    pub fn pin(&self, source: &str) -> Option<&Pin> {
        self.pins().find(|pin| pin.source == source)
    }

    /// Lists the pins, with their places, of which none of these sources is meant.
    pub fn stale<'l>(&'l self, sources: &'l [&'l str]) -> impl Iterator<Item = &'l (Pin, Origin)> {
        self.pins.iter().filter(|(pin, _)| !sources.contains(&pin.source.as_str()))
    }
}

fn in_lock(complaints: Vec<ConfigError>) -> Vec<ConfigError> {
    complaints.into_iter().map(|complaint| ConfigError { is_in_lock: true, ..complaint }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(name: &str) -> Pin {
        Pin {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            source: format!("plugins/{name}.wasm"),
            sha256: "ab".repeat(32),
            size: 24_000,
            contract: "0.1.0".to_owned(),
            imports: vec!["handoff:plugin/model@0.1.0".to_owned()],
            limits: "compact".to_owned(),
            rules: vec![format!("{name}/fax")],
            signed_by: None,
        }
    }

    fn parse(text: &str) -> Result<Lock, ConfigErrors> {
        Lock::parse(&ConfigFile::new("handoff.lock", text))
    }

    /// Compares the first complaint, without the remedy that all have.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let complaints = parse(text).unwrap_err();
        let line = complaints.0[0].to_line();
        assert_eq!(line.split(" | ").next(), Some(expected), "{text}");
    }

    #[test]
    fn what_is_written_reads_the_same_and_in_one_order() {
        let signer = Signer { name: "acme \"quoted\"".to_owned(), key: "RWQ".to_owned() };
        let by_acme = Pin { signed_by: Some(signer), ..pin("b") };
        let text = Lock::of(vec![by_acme.clone(), pin("a")]).text().unwrap();
        assert_eq!(Lock::of(vec![pin("a"), by_acme.clone()]).text().unwrap(), text);
        let again = parse(&text).unwrap();
        assert_eq!(again.pins().collect::<Vec<_>>(), [&pin("a"), &by_acme]);
        assert_eq!(Lock::of(again.pins().cloned().collect()).text().unwrap(), text);
        assert_eq!(again.pin("plugins/a.wasm"), Some(&pin("a")));
        assert_eq!(again.stale(&["plugins/a.wasm"]).map(|(pin, _)| pin).collect::<Vec<_>>(), [&by_acme]);
    }

    #[test]
    fn an_empty_lock_is_a_lock() {
        let text = Lock::default().text().unwrap();
        assert_eq!(parse(&text).unwrap().pins().count(), 0);
    }

    #[test]
    fn what_this_version_would_not_write_is_refused() {
        let text = Lock::of(vec![pin("a"), pin("b")]).text().unwrap();
        let with = |from: &str, to: &str| {
            assert!(text.contains(from), "{from} is not in {text}");
            text.replacen(from, to, 1)
        };
        check("", "1:1 the key `format` is missing");
        check("format = 2", "1:10 this is a lock of format 2, and this handoff knows 1");
        check("<<<<<<< ours\nformat = 1", "1:9 this is not TOML: key with no value, expected `=`");
        check(&with("version =", "vresion ="), "4:1 the key `version` is missing");
        check(&with("24000", "\"24000\""), "9:8 expected u64, found string \"24000\"");
        check(&with("24000", "-1"), "9:8 invalid value: integer `-1`, expected u64");
        check(&with("24000", "33554433"), "4:1 `size` is larger than any plugin");
        check(&with("abab", "ABab"), "4:1 `sha256` is not 64 small hexadecimal digits");
        check(&with("abab", "ab"), "4:1 `sha256` is not 64 small hexadecimal digits");
        check(&with("\"1.0.0\"", "\"\""), "4:1 a text of this pin is empty, too long or not plain");
        check(&with("\"1.0.0\"", "\"\\u001b[2J\""), "4:1 a text of this pin is empty, too long or not plain");
        check(&with("\"b\"", "\"a\""), "15:1 the name `a` is pinned in line 4 too");
        check(&with("b.wasm", "a.wasm"), "15:1 the source `plugins/a.wasm` is pinned in line 4 too");
        check(&with("b/fax", "a/fax"), "15:1 the rule `a/fax` is pinned in line 4 too");
        let many = Lock::of((0..=MAX_PLUGINS).map(|number| pin(&format!("p{number}"))).collect());
        assert!(parse(&many.text().unwrap()).is_err());
    }
}
