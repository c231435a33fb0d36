//! Plugins that were built once and must run for ever: `tests/compat/README.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_build::hex_digest;
use handoff_check::config::{Config, ConfigFile};
use handoff_finding::{Finding, Place};
use handoff_landscape::{Export, Landscape};
use handoff_model::Language;
use handoff_sandbox::{Host, NoArtefacts, RuleChoice};

/// A released version of the contract.
pub(crate) struct Release {
    pub(crate) version: &'static str,
    /// The contract as it was released.
    pub(crate) wit: &'static str,
    /// What is frozen, by its digest. A line is added for a new plugin; none is ever changed.
    files: &'static [(&'static str, &'static str)],
}

/// Every release, oldest first: the first of each series is what its later ones may only add to.
pub(crate) const RELEASES: [Release; 2] = [
    Release {
        version: "0.1.0",
        wit: include_str!("../../../compat/0.1.0/handoff.wit"),
        files: &[
            ("handoff.toml", "4a910342f3b98da3901729fbda5a44c6b9dca61815d2a2fde74090e103f27f3e"),
            ("handoff.wit", "5e26bfb48e60dbbb41a14368a34f0a6f96aab7952d51f95050143890db610158"),
            ("landscape.handoff", "a2f27eb47ef19d2854bc29336ef62ae0515bcb7a5a173674d36a81238e53801c"),
            ("plugins/builtin.wasm", "41c74f3c203cf39c0cac3abc5eac55ae15dd474576b1ddeb971dc7648cf00eb8"),
            ("plugins/minimal.wasm", "63c39ad464254b7ad845ff934dad4350e6bbd986ddbb492f28d26e3f0c3719d7"),
            ("plugins/ping-pong.wasm", "37ff2d58e16a76d5188318ae1f3b0b5bca649049e600497f0c439bd3f4c981b7"),
        ],
    },
    Release {
        version: "0.2.0",
        wit: include_str!("../../../compat/0.2.0/handoff.wit"),
        files: &[
            ("handoff.toml", "7d146fc7276a686e3c719b7097e3f0a4985f6d72bdc51dee9c746ff9ec23e759"),
            ("handoff.wit", "6f51e0b2511519e3bfa2217b53d082488d72362a0b535ec9474da87010de8fdd"),
            ("landscape.handoff", "7ad54140823b7bea99f730b4e7cb85cab04224ba3d0dd34acfe98b648f201491"),
            ("plugins/builtin.wasm", "c291f3dbd6b89a2b2d555a0895309d840440951ec37c65d09c77de7ee1c88fd1"),
            ("plugins/cookbook.wasm", "9d96885d4bd6cb2b39084211236919c186600f2647a2b32043e18153e9fda135"),
            ("plugins/minimal.wasm", "86491d66e249a410b61d203e346931e0e8fa0ff3cc9d7cb756d49d233ab14533"),
            ("plugins/ping-pong.wasm", "4a5c169edf2ebd750b25c5d3135dc78a639231511b2881968e27712b5685361c"),
        ],
    },
];

impl Release {
    fn folder(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../compat").join(self.version)
    }
}

/// The landscape that all plugins see, read the way the command line reads it.
fn landscape(release: &Release) -> Arc<Landscape> {
    let read = |name: &str| fs::read_to_string(release.folder().join(name)).expect("a frozen file");
    let source = ConfigFile::new("handoff.toml", read("handoff.toml"));
    let config = Config::of(Some(source), None).unwrap_or_else(|complaints| panic!("{complaints:?}"));
    let import = handoff_import::read(read("landscape.handoff").as_bytes(), "landscape.handoff");
    let model = import.model.unwrap_or_else(|| panic!("{:?}", import.refusal));
    let export = Export { path: "landscape.handoff".into(), model: model.into() };
    Arc::new(Landscape::of(vec![export], &config.settings))
}

/// Writes a finding in one line, with everything in it that a plugin decides.
fn line(finding: &Finding) -> String {
    let element = |place: &Place| place.element.as_deref().unwrap_or("entry").to_owned();
    let list = |name: &str, places: &[Place]| {
        let places: Vec<String> = places.iter().map(element).collect();
        if places.is_empty() { String::new() } else { format!(" | {name} {}", places.join(" ")) }
    };
    let item = finding.item.as_ref().map(|item| format!(" \"{item}\"")).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
    format!(
        "{} {} {} {}{item}: {}{help}{}{}",
        finding.severity.name(),
        finding.certainty.name(),
        finding.rule,
        element(&finding.place),
        finding.message,
        list("witness", &finding.witness),
        list("related", &finding.related),
    )
}

/// Runs all rules of a plugin, those that are off too, and writes down what came of it.
fn run(host: &Host, bytes: &[u8], landscape: &Arc<Landscape>) -> String {
    let plugin = host.load(bytes, &NoArtefacts).unwrap_or_else(|error| panic!("{error}"));
    let on = |rule: &str| (rule.to_owned(), RuleChoice { on: Some(true), ..RuleChoice::default() });
    let choices: BTreeMap<String, RuleChoice> =
        plugin.description.rules.iter().map(|rule| on(&rule.id)).collect();
    let selection =
        plugin.description.select(Language::English, &choices).expect("rules with default options");
    let mut account = String::new();
    for (index, unit) in landscape.units.iter().enumerate() {
        let call = host.check(&plugin, &selection, landscape, index);
        let mut lines: Vec<String> = call.findings.iter().map(|finding| line(finding)).collect();
        lines.extend(call.failure.map(|failure| format!("failed {failure}")));
        lines.sort();
        let _ = writeln!(account, "{}: fuel {}\n{}", unit.name, call.usage.fuel.used, lines.join("\n"));
    }
    account
}

#[test]
fn frozen_files_stay_as_they_are() {
    for release in &RELEASES {
        let folder = release.folder();
        for (name, digest) in release.files {
            let bytes =
                fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name} is frozen: {error}"));
            let found = hex_digest(&bytes);
            assert_eq!(found, *digest, "{}/{name} is frozen: bring it back as it was", release.version);
        }
        let mut plugins: Vec<String> = fs::read_dir(folder.join("plugins"))
            .expect("a folder of plugins")
            .map(|entry| format!("plugins/{}", entry.expect("a file").file_name().to_string_lossy()))
            .collect();
        plugins.retain(|plugin| !release.files.iter().any(|(name, _)| name == plugin));
        assert!(plugins.is_empty(), "{}: not frozen by a digest: {plugins:?}", release.version);
    }
}

#[test]
fn frozen_plugins_still_say_the_same() {
    let host = Host::new().expect("an engine");
    for release in &RELEASES {
        let landscape = landscape(release);
        assert!(!landscape.units.is_empty());
        for name in release.files.iter().filter_map(|(name, _)| name.strip_prefix("plugins/")) {
            let bytes = fs::read(release.folder().join("plugins").join(name)).expect("a frozen plugin");
            let said = run(&host, &bytes, &landscape);
            let golden = release.folder().join("golden").join(name).with_extension("txt");
            if std::env::var_os("UPDATE_COMPAT").is_some() {
                fs::write(&golden, &said).expect("a writable file");
            }
            let expected = fs::read_to_string(&golden).unwrap_or_default();
            assert_eq!(
                said, expected,
                "{}/{name} says something else than when it was released; tests/compat/README.md says what that may mean",
                release.version
            );
        }
    }
}
