//! Any bytes as a plugin: refused with a reason, or run within every limit.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use handoff_model::Language;
use handoff_sandbox::{LoadError, Meter, NoArtefacts, inspect, limits};

use crate::forge::Binary;
use crate::safe::safe;
use crate::world::{self, EXAMPLE, HOST};

/// The hostile plugins of this repository, taken apart. Those that run for long are left to the tests.
static PARTS: LazyLock<Vec<Binary>> = LazyLock::new(|| {
    let plugins = handoff_hostile::all();
    let quick = plugins.values().filter(|text| !text.contains("loop"));
    quick.filter_map(|text| Binary::of(&handoff_hostile::build(text))).collect()
});

/// Loads and runs bytes: as they are if they begin like WebAssembly, else as instructions to forge a plugin.
pub fn plugin(bytes: &[u8]) {
    if bytes.starts_with(b"\0asm") {
        return run(bytes);
    }
    if let Ok(forged) = forged(&mut Unstructured::new(bytes)) {
        run(&forged);
    }
}

fn forged(bytes: &mut Unstructured<'_>) -> arbitrary::Result<Vec<u8>> {
    let mut binary = bytes.choose(&PARTS)?.clone();
    for _ in 0..bytes.int_in_range(0..=6)? {
        let other = bytes.choose(&PARTS)?;
        binary.change(other, bytes)?;
    }
    Ok(binary.write())
}

/// Loads a plugin and runs it twice, if it lets itself be loaded.
fn run(bytes: &[u8]) {
    let inspection = match inspect(bytes) {
        Ok(inspection) => inspection,
        Err(refusal) => {
            assert!(matches!(HOST.load(bytes, &NoArtefacts), Err(LoadError::Refused(_))), "{refusal}");
            return;
        }
    };
    assert!(inspection.imports.iter().all(|import| import.starts_with("handoff:plugin/")));
    let plugin = match HOST.load(bytes, &NoArtefacts) {
        Ok(plugin) => plugin,
        Err(LoadError::Refused(refusal)) => panic!("inspected, and then refused: {refusal}"),
        Err(_) => return,
    };
    let description = &plugin.description;
    safe(&description.id);
    safe(&description.version);
    description.rules.iter().for_each(|rule| safe(&rule.id));
    let Ok(selection) = description.select(Language::English, &BTreeMap::new()) else { return };
    let index = world::largest(&EXAMPLE);
    let call = HOST.check(&plugin, &selection, &EXAMPLE, index);
    let again = HOST.check(&plugin, &selection, &EXAMPLE, index);
    assert_eq!((&again.findings, &again.failure, again.usage), (&call.findings, &call.failure, call.usage));
    let kept = |meter: Meter| assert!(meter.used <= meter.limit, "{meter:?}");
    kept(call.usage.fuel);
    kept(call.usage.memory);
    assert!(call.log.lines.len() <= limits::LOG_LINES);
    assert!(call.log.lines.iter().map(|line| line.message.len()).sum::<usize>() <= limits::LOG_BYTES);
}
