//! The verbs of plugin teams on a machine in memory, with small components made from text.

#![expect(clippy::unwrap_used, reason = "a test that fails here is a failed test")]

use handoff_check::Exit;
use handoff_cli::{play, run};
use handoff_machine::MemorySystem;

mod bench;
#[path = "../console/mod.rs"]
mod console;
mod docs;
mod look;
mod test;
mod views;

/// Finds a fault at the first step of a process of more than two steps.
pub(crate) const LONG: &str = r#"
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $steps (local.get $view) (i32.const 600))
  (call $answer (local.get $view) (i32.const @finding) (i32.gt_u (i32.load (i32.const 604)) (i32.const 2))))
"#;

/// A wrong and a right case for [`LONG`].
pub(crate) const PAGE: &str = r"# A fault

## Wrong

```handoff
pool P
  start Begin
  task Pack
  end Done
Begin -> Pack -> Done
```

```expect
error test/fault begin
```

## Right

```handoff
pool P
  start Begin
  end Done
Begin -> Done
```

```expect
```
";

/// Where the prelude points to the text of the one page.
pub(crate) const PAGE_TEXT: u32 = 432;

/// Puts a page into the only rule of a component made from text.
pub(crate) fn with_page(text: &str, page: &str) -> Vec<u8> {
    handoff_hostile::build(&format!("{text}\n{}", placed(PAGE_TEXT, 2048, page)))
}

/// Writes data that puts a text into the memory of a component, and a pointer to it where its description has one.
pub(crate) fn placed(pointer: u32, at: u32, text: &str) -> String {
    let data = |at: u32, bytes: &[u8]| {
        let bytes: Vec<String> = bytes.iter().map(|byte| format!("\\{byte:02x}")).collect();
        format!("(data (i32.const {at}) \"{}\")\n", bytes.concat())
    };
    let to = [at.to_le_bytes(), u32::try_from(text.len()).unwrap().to_le_bytes()].concat();
    data(pointer, &to) + &data(at, text.as_bytes())
}

/// A machine without files, on which the program can call itself.
pub(crate) fn empty() -> MemorySystem {
    MemorySystem::default().with_program(play)
}

/// A machine with a component and its page.
pub(crate) fn machine(text: &str, page: &str) -> MemorySystem {
    empty().file("test.wasm", with_page(text, page)).file("cases/fault.md", page)
}

/// Runs `handoff plugin …` and returns how it ended, and what it said on standard output and standard error.
pub(crate) fn handoff(machine: &MemorySystem, arguments: &[&str]) -> (Exit, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["handoff", "plugin"].iter().chain(arguments).map(std::ffi::OsString::from);
    let exit = run(arguments, machine, &mut out, &mut err);
    out.extend(err);
    (exit, String::from_utf8(out).unwrap())
}

/// Runs a verb and compares how it ends and parts of what it says.
#[track_caller]
pub(crate) fn check(machine: &MemorySystem, arguments: &[&str], exit: Exit, said: &[&str]) {
    let (ended, text) = handoff(machine, arguments);
    assert_eq!(ended, exit, "{arguments:?}\n{text}");
    for said in said {
        assert!(text.contains(said), "{arguments:?}: no {said:?} in\n{text}");
    }
}
