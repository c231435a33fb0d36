//! The rules that we ship, as real components.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use handoff_model::Language;
use handoff_sandbox::{NoArtefacts, Plugin, Profile, inspect};

use crate::support::{HOST, build, landscape};

fn builtin() -> Plugin {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../plugins/dist/builtin.wasm");
    HOST.load(&fs::read(file).unwrap(), &NoArtefacts).unwrap()
}

#[test]
fn the_shipped_rules_load_and_run() {
    let plugin = builtin();
    let inspection = &plugin.inspection;
    assert_eq!(inspection.profile, Profile::Compact);
    assert!(inspection.imports.iter().all(|import| import.starts_with("handoff:plugin/")), "{inspection:?}");
    let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
    let call = HOST.check(&plugin, &selection, &landscape(), 0);
    println!("{call:#?}");
    assert!(call.called);
    assert_eq!(call.failure, None);
    let found: Vec<&str> = call.findings.iter().map(|finding| &*finding.rule).collect();
    assert_eq!(found, ["structure/dead-end"]);
}

#[test]
fn what_brings_a_runtime_along_gets_its_room() {
    let with = |functions: usize, body: usize| {
        let function = format!("(func {})\n", "(drop (f64.const 7))".repeat(body));
        inspect(&build(&function.repeat(functions))).unwrap().profile
    };
    assert_eq!(with(5_000, 0), Profile::Compact);
    assert_eq!(with(10, 22_000), Profile::Runtime);
}
