//! Any bytes as a recorded call, such as a stranger sends with a report: refused, or run again within every limit.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use handoff_model::Language;
use handoff_sandbox::{NoArtefacts, Plugin, Recording};

use crate::world::{self, EXAMPLE, HOST};

/// A plugin that asks about the unit and finds one fault, and a call of it as it was recorded.
static RECORDED: LazyLock<(Plugin, String)> = LazyLock::new(|| {
    let text = "(func (export \"handoff:plugin/rules@{version}#check\") (param $view i32) (result i32)
      (call $steps (local.get $view) (i32.const 600))
      (call $path (local.get $view) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 600))
      (i32.store8 (i32.const @finding.reach-from) (i32.const 1))
      (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))";
    let plugin =
        HOST.load(&handoff_hostile::build(text), &NoArtefacts).unwrap_or_else(|error| panic!("it {error}"));
    let selection =
        plugin.description.select(Language::English, &Default::default()).expect("it has no options");
    let index = world::largest(&EXAMPLE);
    let call = HOST.check(&plugin, &selection, &EXAMPLE, index);
    assert_eq!(call.failure, None);
    let recording = Recording::of(&plugin, &selection, &EXAMPLE, index, &call).expect("it was called");
    let json = String::from_utf8(recording.json().expect("it can be written")).expect("JSON is text");
    (plugin, json)
});

/// Reads bytes as a recording and runs it again; bytes that are no JSON object change the numbers of a genuine one.
pub fn recording(bytes: &[u8]) {
    let genuine = || renumbered(&RECORDED.1, &mut Unstructured::new(bytes)).ok();
    let json = if bytes.starts_with(b"{") { Some(bytes.to_vec()) } else { genuine().map(String::into_bytes) };
    let Some(Ok(recording)) = json.map(|json| Recording::read(&json)) else { return };
    let Ok(call) = HOST.replay(&RECORDED.0, &recording) else { return };
    assert!(call.called);
    assert!(call.usage.fuel.used <= call.usage.fuel.limit);
    let again = HOST.replay(&RECORDED.0, &recording).expect("it was replayed before");
    assert_eq!((again.findings, again.failure, again.usage), (call.findings, call.failure, call.usage));
}

/// Writes other numbers in the place of some numbers of a JSON text.
fn renumbered(json: &str, bytes: &mut Unstructured<'_>) -> Result<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut numbers = Vec::new();
    for character in json.chars() {
        let continues = parts.last().is_some_and(|part| part.ends_with(|c: char| c.is_ascii_digit()));
        if character.is_ascii_digit() != continues || parts.is_empty() {
            if character.is_ascii_digit() {
                numbers.push(parts.len());
            }
            parts.push(String::new());
        }
        parts.last_mut().into_iter().for_each(|part| part.push(character));
    }
    for _ in 0..bytes.int_in_range(0..=8)? {
        let at = numbers[bytes.choose_index(numbers.len())?];
        let number: u32 = if bytes.ratio(1, 8)? { bytes.arbitrary()? } else { bytes.int_in_range(0..=64)? };
        parts[at] = number.to_string();
    }
    Ok(parts.concat())
}
