//! `handoff plugin bench`

use handoff_check::Exit;
use handoff_machine::{MemorySystem, System};
use serde_json::Value;

use crate::{LONG, PAGE, check, empty, handoff, machine, with_page};

fn read(machine: &MemorySystem, file: &str) -> String {
    String::from_utf8(machine.read(file.as_ref(), 1 << 20).unwrap()).unwrap()
}

#[test]
fn cases_and_exports_are_measured() {
    let good = machine(LONG, PAGE);
    check(
        &good,
        &["bench", "test.wasm", "--runs", "3"],
        Exit::Clean,
        &["cases/fault.md 1", "cases/fault.md 2", "each 3 times"],
    );
    let export = "handoff text 1\npool P\n  start Begin\n  end Done\nBegin -> Done\n";
    let machine = empty().file("test.wasm", with_page(LONG, PAGE)).file("e/a.handoff", export);
    check(
        &machine,
        &["bench", "test.wasm", "e", "--runs", "2"],
        Exit::Clean,
        &["a.handoff", "1 call of hostile"],
    );
    check(&machine, &["bench", "test.wasm", "b.handoff"], Exit::Usage, &["there is no such file"]);
}

#[test]
fn json_holds_every_meter() {
    let (exit, text) = handoff(&machine(LONG, PAGE), &["bench", "test.wasm", "--runs", "2", "--json"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((exit, &told["runs"]), (Exit::Clean, &2.into()));
    let call = &told["calls"][0];
    assert_eq!(call["queries"]["used"], 1);
    assert_eq!(call["bytes-out"]["used"], 151);
    assert!(call["fuel"]["used"].as_u64().unwrap() > 0 && call["time"]["p50-ns"].is_u64());
}

#[test]
fn a_baseline_is_written_once_and_gates_on_fuel() {
    let good = machine(LONG, PAGE);
    let bench = ["bench", "test.wasm", "--runs", "2", "--baseline", "fuel.json"];
    check(&good, &bench, Exit::Clean, &["the baseline fuel.json is written"]);
    let baseline = read(&good, "fuel.json");
    check(&good, &bench, Exit::Clean, &[]);
    assert_eq!(read(&good, "fuel.json"), baseline);

    let slow = LONG.replace("(call $steps", "(call $steps (local.get $view) (i32.const 600)) (call $steps");
    let slow = machine(&slow, PAGE).file("fuel.json", baseline.as_str());
    check(&slow, &bench, Exit::Findings, &["cases/fault.md 1", "more fuel than fuel.json allows"]);
    check(&slow, &[&bench[..], &["--tolerance", "1000"]].concat(), Exit::Clean, &[]);
    check(&slow, &[&bench[..], &["--update"]].concat(), Exit::Clean, &["is written"]);
    check(&slow, &bench, Exit::Clean, &[]);
}

#[test]
fn what_is_new_or_gone_is_told() {
    let baseline =
        r#"{ "format": "handoff-bench/1", "fuel": { "cases/fault.md 1": 1000, "cases/other.md 1": 7 } }"#;
    let machine = machine(LONG, PAGE).file("fuel.json", baseline);
    let bench = ["bench", "test.wasm", "--runs", "1", "--baseline", "fuel.json"];
    check(&machine, &bench, Exit::Clean, &["new: cases/fault.md 2", "gone: cases/other.md 1"]);
    let broken = crate::machine(LONG, PAGE).file("fuel.json", "{");
    check(&broken, &bench, Exit::Usage, &["the baseline fuel.json cannot be read"]);
}

#[test]
fn a_plugin_that_fails_is_not_measured() {
    let crashes = r#"(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32) unreachable)"#;
    check(&machine(crashes, PAGE), &["bench", "test.wasm"], Exit::Usage, &["it failed while it checked"]);
}

#[test]
fn each_rule_is_measured_alone_on_request() {
    let export = "handoff text 1\npool P\n  start Begin\n  end Done\nBegin -> Done\n";
    let machine = machine(LONG, PAGE).file("e/a.handoff", export);
    check(
        &machine,
        &["bench", "test.wasm", "--runs", "2", "--by-rule"],
        Exit::Clean,
        &["test/fault: cases/fault.md 1"],
    );
    let measured = ["bench", "test.wasm", "e", "--runs", "2", "--by-rule", "--json"];
    let (_, text) = handoff(&machine, &measured);
    assert!(text.contains("\"test/fault: e/a.handoff\""), "{text}");
}
