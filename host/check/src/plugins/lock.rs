//! `handoff.lock`: which plugins somebody has looked at and allowed, by their digests.
//!
//! Every line of it stands for itself: it names its plugin, and no two are alike. So lines of two branches can be put one below the
//! other, and what both have changed stands there twice, which is refused.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_landscape::Origin;
use handoff_machine::{ReadError, System};
use serde::Deserialize;
use toml::de::DeTable;

use super::pin::{Pin, PinnedRule};
use crate::access::access;
use crate::config::{
    Config, ConfigAccessError, ConfigError, ConfigErrors, ConfigFile, PinError, PinPart, SpannedValue,
    quoted, read, sorted,
};

/// The format that is written and read.
const FORMAT: u32 = 2;
/// Most bytes of the file: each of the plugins below with all of its rules and room to spare.
const MAX_BYTES: usize = 8 << 20;
/// Most plugins of one configuration: more than anybody keeps.
const MAX_PLUGINS: usize = 256;
/// The first lines of the file.
const HEADER: &str = "# The plugins that `handoff check` may run. Written by `handoff plugin pin`: commit it, do not edit it.\n";
/// What lines begin with between which git puts two versions of the same.
const CONFLICT: &str = "<<<<<<< ";

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLock {
    #[expect(dead_code, reason = "held against the one that is known before the rest is read")]
    format: SpannedValue<u32>,
    #[serde(default)]
    plugin: BTreeMap<SpannedValue<String>, Pin>,
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
        let complain =
            |span: &std::ops::Range<usize>, error: PinError| ConfigError::new(source, span.clone(), error);
        if let Some(at) = conflict(&source.text) {
            return Err(ConfigErrors(in_lock(vec![complain(&at, PinError::Conflict)])));
        }
        if let Some((found, at)) = other_format(&source.text) {
            let wrong = complain(&at, PinError::Format(found, FORMAT));
            return Err(ConfigErrors(in_lock(vec![wrong])));
        }
        let (raw, mut complaints) = read::<RawLock>(source);
        let Some(RawLock { plugin, .. }) = raw else { return Err(sorted(in_lock(complaints))) };
        let mut taken = BTreeMap::new();
        let mut pins = Vec::new();
        for (index, (SpannedValue { value, span }, pin)) in plugin.into_iter().enumerate() {
            let pin = Pin { source: value, ..pin };
            complaints.extend(pin.fault().map(|fault| complain(&span, fault)));
            let rules = pin.rules.keys().map(|rule| (PinPart::Rule, rule));
            for (part, text) in std::iter::once((PinPart::Name, &pin.name)).chain(rules) {
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
    pub fn text(&self) -> String {
        let blocks = self.pins().map(|pin| format!("\n{}\n", lines(pin).join("\n")));
        format!("{HEADER}format = {FORMAT}\n{}", blocks.collect::<String>())
    }

    /// Complains where the file, once written, could not be read.
    pub fn check_text(&self, path: &Path) -> Result<(), ConfigErrors> {
        Self::parse(&ConfigFile::new(&path.to_string_lossy(), self.text())).map(drop)
    }

    /// Puts the file in the place of the old one, in one step.
    pub fn write(&self, path: &Path, system: &dyn System) -> io::Result<()> {
        system.replace(path, self.text().as_bytes())
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

/// Writes a pin, a value a line.
fn lines(pin: &Pin) -> Vec<String> {
    let plugin = quoted(&pin.source);
    let line = |key: &str, value: String| format!("plugin.{plugin}.{key} = {value}");
    let imports: Vec<String> = pin.imports.iter().map(|import| quoted(import)).collect();
    let mut lines = vec![
        line("name", quoted(&pin.name)),
        line("version", quoted(&pin.version)),
        line("sha256", quoted(&pin.sha256)),
        line("size", pin.size.to_string()),
        line("contract", quoted(&pin.contract)),
        line("imports", format!("[{}]", imports.join(", "))),
        line("limits", quoted(&pin.limits)),
    ];
    lines.extend(pin.signed_by.as_ref().map(|signer| {
        line("signed-by", format!("{{ name = {}, key = {} }}", quoted(&signer.name), quoted(&signer.key)))
    }));
    lines.extend(pin.older.as_ref().map(|reason| line("older", quoted(reason))));
    lines.extend(pin.rules.iter().map(|(id, rule)| line(&format!("rules.{}", quoted(id)), table(rule))));
    let texts = |list: &str, texts: &BTreeMap<String, String>| -> Vec<String> {
        texts.iter().map(|(key, text)| line(&format!("{list}.{}", quoted(key)), quoted(text))).collect()
    };
    lines.extend(texts("presets", &pin.presets));
    lines.extend(texts("retired", &pin.retired));
    lines
}

fn table(rule: &PinnedRule) -> String {
    let text = |text: &Option<String>| text.as_deref().map(quoted);
    let keys = [
        ("severity", Some(quoted(&rule.severity))),
        ("off", rule.off.then(|| "true".to_owned())),
        ("deprecated", text(&rule.deprecated)),
        ("replaced-by", text(&rule.replaced_by)),
    ];
    let set = keys.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}", value?)));
    format!("{{ {} }}", set.collect::<Vec<_>>().join(", "))
}

/// Finds the line where git has left two versions.
fn conflict(text: &str) -> Option<std::ops::Range<usize>> {
    let at = if text.starts_with(CONFLICT) { 0 } else { text.find(&format!("\n{CONFLICT}"))? + 1 };
    Some(at..at + CONFLICT.len() - 1)
}

/// Returns the format that a lock states, and where, if it is not the one that is known: nothing else of it is.
fn other_format(text: &str) -> Option<(u32, std::ops::Range<usize>)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let format = table.get_ref().get("format")?;
    let found = format.get_ref().as_integer()?.to_string().parse().ok()?;
    (found != FORMAT).then(|| (found, format.span()))
}

fn in_lock(complaints: Vec<ConfigError>) -> Vec<ConfigError> {
    complaints.into_iter().map(|complaint| ConfigError { is_in_lock: true, ..complaint }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Signer;
    use super::*;

    fn pin(name: &str) -> Pin {
        let rule =
            PinnedRule { severity: "error".to_owned(), off: false, deprecated: None, replaced_by: None };
        Pin {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            source: format!("plugins/{name}.wasm"),
            sha256: "ab".repeat(32),
            size: 24_000,
            contract: "0.1.0".to_owned(),
            imports: vec!["handoff:plugin/model@0.1.0".to_owned()],
            limits: "compact".to_owned(),
            signed_by: None,
            older: None,
            rules: BTreeMap::from([(format!("{name}/fax"), rule)]),
            presets: BTreeMap::new(),
            retired: BTreeMap::new(),
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
        let gone =
            PinnedRule { off: true, deprecated: Some("1".to_owned()), ..pin("b").rules["b/fax"].clone() };
        let by_acme = Pin {
            signed_by: Some(signer),
            older: Some("it was wrong".to_owned()),
            rules: BTreeMap::from([("b/mail".to_owned(), gone)]),
            presets: BTreeMap::from([("quiet".to_owned(), "abc".to_owned())]),
            retired: BTreeMap::from([("b/old".to_owned(), String::new())]),
            ..pin("b")
        };
        let text = Lock::of(vec![by_acme.clone(), pin("a")]).text();
        assert_eq!(Lock::of(vec![pin("a"), by_acme.clone()]).text(), text);
        let again = parse(&text).unwrap();
        assert_eq!(again.pins().collect::<Vec<_>>(), [&pin("a"), &by_acme]);
        assert_eq!(Lock::of(again.pins().cloned().collect()).text(), text);
        assert_eq!(again.pin("plugins/a.wasm"), Some(&pin("a")));
        assert_eq!(again.stale(&["plugins/a.wasm"]).map(|(pin, _)| pin).collect::<Vec<_>>(), [&by_acme]);
    }

    #[test]
    fn an_empty_lock_is_a_lock() {
        let text = Lock::default().text();
        assert_eq!(parse(&text).unwrap().pins().count(), 0);
    }

    #[test]
    fn what_this_version_would_not_write_is_refused() {
        let text = Lock::of(vec![pin("a"), pin("b")]).text();
        let with = |from: &str, to: &str| {
            assert!(text.contains(from), "{from} is not in {text}");
            text.replacen(from, to, 1)
        };
        check("", "1:1 the key `format` is missing");
        check("format = 1", "1:10 this is a lock of format 1, and this handoff knows 2");
        check("format = 2\n<<<<<<< ours\n", "2:1 two branches have changed this, and git has left both");
        check(&with("version =", "vresion ="), "4:8 the key `version` is missing");
        check(&with("24000", "\"24000\""), "7:32 expected u64, found string \"24000\"");
        check(&with("24000", "-1"), "7:32 invalid value: integer `-1`, expected u64");
        check(&with("24000", "33554433"), "4:8 `size` is larger than any plugin");
        check(&with("abab", "ABab"), "4:8 `sha256` is not 64 small hexadecimal digits");
        check(&with("abab", "ab"), "4:8 `sha256` is not 64 small hexadecimal digits");
        check(&with("\"1.0.0\"", "\"\""), "4:8 a text of this pin is empty, too long or not plain");
        check(&with("\"1.0.0\"", "\"\\u001b[2J\""), "4:8 a text of this pin is empty, too long or not plain");
        check(&with("\"b\"", "\"a\""), "13:8 the name `a` is pinned in line 4 too");
        check(&with("\"b/fax\"", "\"a/fax\""), "13:8 the rule `a/fax` is pinned in line 4 too");
        // What two branches have changed in two ways, one below the other.
        let twice = with("24000", "24000\nplugin.\"plugins/a.wasm\".size = 25000");
        check(&twice, "8:25 this is not TOML: duplicate key");
        let many = Lock::of((0..=MAX_PLUGINS).map(|number| pin(&format!("p{number}"))).collect());
        assert!(parse(&many.text()).is_err());
    }
}
