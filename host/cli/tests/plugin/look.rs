//! `handoff plugin check` and `handoff plugin inspect`

use handoff_check::Exit;
use handoff_machine::MemorySystem;
use serde_json::{Value, json};

use crate::{LONG, PAGE, check, empty, handoff, machine, with_page};

#[test]
fn a_plugin_that_lacks_nothing_is_ready_to_pin() {
    check(
        &machine(LONG, PAGE),
        &["check", "test.wasm"],
        Exit::Clean,
        &[
            "test.wasm is ready to pin",
            "advice: no text in `de` for: fault",
            "advice: test/fault: it names no needs",
        ],
    );
}

#[test]
fn problems_are_listed_at_once() {
    let page = PAGE.replace("# A fault", "A fault").replace("error test/fault begin\n", "");
    check(
        &machine(LONG, &page),
        &["check", "test.wasm"],
        Exit::Findings,
        &[
            "problem: test/fault: its page does not begin with a title",
            "problem: test/fault:5: a case under `Wrong` that expects no finding",
            "problem: test/fault: its page has no wrong case",
            "not ready to pin: 3 problems",
        ],
    );
}

#[test]
fn what_cannot_be_loaded_is_a_problem() {
    let with = |bytes: Vec<u8>| empty().file("test.wasm", bytes);
    check(
        &with(b"(component)".to_vec()),
        &["check", "test.wasm"],
        Exit::Findings,
        &["problem: it is not a WebAssembly"],
    );
    let spins =
        r#"(func (export "handoff:plugin/rules@{version}#describe") (result i32) (loop (br 0)) unreachable)"#;
    check(
        &with(handoff_hostile::build(spins)),
        &["check", "test.wasm"],
        Exit::Findings,
        &["while it described itself", "fuel"],
    );
    check(&empty(), &["check", "test.wasm"], Exit::Usage, &["cannot be read"]);
}

#[test]
fn the_built_in_plugin_is_ready_to_pin() {
    let machine = empty().file("builtin.wasm", include_bytes!("../../../../plugins/dist/builtin.wasm"));
    let (exit, text) = handoff(&machine, &["check", "builtin.wasm"]);
    assert_eq!(exit, Exit::Clean, "{text}");
}

#[test]
fn inspect_says_what_a_plugin_may_do_without_running_it() {
    let spins =
        r#"(func (export "handoff:plugin/rules@{version}#describe") (result i32) (loop (br 0)) unreachable)"#;
    let machine = empty().file("test.wasm", handoff_hostile::build(spins));
    check(
        &machine,
        &["inspect", "test.wasm"],
        Exit::Clean,
        &[
            "powers       reads the process model; writes log lines; nothing else",
            "import       handoff:plugin/model@0.2.0",
            "profile      compact: 64 MiB of memory",
            "It was not run",
        ],
    );
    check(&machine, &["inspect", "test.wasm", "--describe"], Exit::Usage, &["while it described itself"]);
    let good = empty().file("test.wasm", with_page(LONG, PAGE));
    check(
        &good,
        &["inspect", "test.wasm", "--describe"],
        Exit::Clean,
        &["hostile 1.0.0", "test/fault: a fault (error, certain)"],
    );
}

#[test]
fn inspect_says_whether_a_plugin_is_pinned() {
    let bytes = with_page(LONG, PAGE);
    let machine = empty().file("test.wasm", bytes.clone()).file("other.wasm", bytes);
    let inspect = |said| check(&machine, &["inspect", "test.wasm"], Exit::Clean, &[said]);
    inspect("pinned       no: there is no handoff.toml here or above");
    let machine = machine.file("handoff.toml", "[[plugin]]\npath = \"test.wasm\"\n");
    let inspect = |said| check(&machine, &["inspect", "test.wasm"], Exit::Clean, &[said]);
    inspect("pinned       no, not in handoff.lock");
    check(&machine, &["pin"], Exit::Clean, &["1 plugin pinned"]);
    inspect("pinned       yes, as test.wasm in handoff.lock");
    check(
        &machine,
        &["inspect", "other.wasm"],
        Exit::Clean,
        &["pinned       yes, as test.wasm in handoff.lock"],
    );
    let (_, text) = handoff(&machine, &["inspect", "test.wasm", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["pinned"], true);
    let machine = machine.file("test.wasm", handoff_hostile::build(""));
    check(
        &machine,
        &["inspect", "test.wasm"],
        Exit::Clean,
        &["no: test.wasm is pinned in handoff.lock with another sha256"],
    );
    let machine = machine.file("handoff.lock", "format = 9");
    check(&machine, &["inspect", "test.wasm"], Exit::Clean, &["not known: handoff.lock:1:10"]);
}

#[test]
fn inspect_writes_json() {
    let good = empty().file("test.wasm", with_page(LONG, PAGE));
    let (exit, text) = handoff(&good, &["inspect", "test.wasm", "--json", "--describe"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(exit, Exit::Clean);
    assert_eq!(told["contract"], "0.2.0");
    assert_eq!(told["profile"], "compact");
    assert_eq!(told["digest"].as_str().unwrap().len(), 64);
    assert_eq!(told["limits"]["memory"], 64 << 20);
    assert_eq!(told["holds"]["memories"], 1);
    assert_eq!(told["plugin"]["rules"][0]["id"], "test/fault");
    let refused = empty().file("test.wasm", "no component");
    let (exit, text) = handoff(&refused, &["inspect", "test.wasm", "--json"]);
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(exit, Exit::Usage);
    assert_eq!(
        told["refused"],
        json!(["is not a WebAssembly component: it does not begin with the magic bytes of one"])
    );
}

#[test]
fn every_reason_for_a_refusal_is_told_in_one_message() {
    let component = r#"(component
        (import "wasi:cli/environment@0.2.0" (instance))
        (import "wasi:clocks/wall-clock@0.2.0" (instance)))"#;
    let machine = empty().file("test.wasm", handoff_hostile::build(component));
    check(
        &machine,
        &["inspect", "test.wasm"],
        Exit::Usage,
        &[
            "asks for what no plugin gets: wasi:cli/environment@0.2.0, wasi:clocks/wall-clock@0.2.0",
            "it holds no rules",
        ],
    );
}

#[test]
fn what_building_strips_is_no_advice() {
    let (_, said) = handoff(&machine(LONG, PAGE), &["check", "test.wasm"]);
    assert!(!said.contains("built with"), "{said}");
}

#[test]
fn a_pin_says_what_should_have_been_mended() {
    let page = PAGE.replace("# A fault", "A fault");
    let machine = machine(LONG, &page).file("handoff.toml", "[[plugin]]\npath = \"test.wasm\"\n");
    check(
        &machine,
        &["pin"],
        Exit::Clean,
        &[
            "problem: test/fault: its page does not begin with a title",
            "test.wasm has this problem",
            "1 plugin pinned",
        ],
    );
    // Whoever has decided is not asked again.
    let (_, said) = handoff(&machine, &["pin"]);
    assert!(!said.contains("problem") && said.contains("Nothing has changed"), "{said}");
}

#[test]
fn a_pinned_plugin_that_is_too_large_has_the_remedy_of_plugins() {
    let machine = empty()
        .file("test.wasm", vec![0; handoff_sandbox::limits::COMPONENT_BYTES + 1])
        .file("handoff.toml", "[[plugin]]\npath = \"test.wasm\"\n");
    let (exit, said) = handoff(&machine, &["pin"]);
    assert_eq!(exit, Exit::Incomplete);
    assert!(said.contains("without debug information") && !said.contains("export"), "{said}");
}

#[test]
fn address_space_in_which_no_call_fits_is_refused() {
    let bounded = |bytes| machine(LONG, PAGE).with_address_space(bytes);
    check(
        &bounded(50 << 20),
        &["check", "test.wasm"],
        Exit::Usage,
        &["gives programs 50 MiB of address space", "ulimit -v unlimited"],
    );
    check(&bounded(6 << 30), &["check", "test.wasm"], Exit::Clean, &["ready to pin"]);
}

#[test]
fn what_is_seen_is_said_in_the_language_of_the_configuration() {
    let german = |machine: MemorySystem| machine.file("handoff.toml", "language = \"de\"\n");
    let page = PAGE.replace("# A fault", "A fault").replace("error test/fault begin\n", "");
    check(
        &german(machine(LONG, &page)),
        &["check", "test.wasm"],
        Exit::Findings,
        &[
            "Fehler: test/fault: ihre Seite beginnt nicht mit einem Titel",
            "Fehler: test/fault:5: ein Fall unter `Wrong`, der keinen Befund",
            "Rat: kein Text in `de` für: fault",
            "test.wasm kann noch nicht festgelegt werden: 3 Fehler",
        ],
    );
    let machine = german(empty().file("test.wasm", with_page(LONG, PAGE)));
    let (_, told) = handoff(&machine, &["inspect", "test.wasm", "--describe"]);
    for said in
        ["Rechte       liest das Prozessmodell; schreibt Zeilen", "festgelegt   nein, nicht in handoff.lock"]
    {
        assert!(told.contains(said), "{told}");
    }
    for english in ["bytes", "allowed", "reads", "memory", "powers", "pinned", " no:", " yes"] {
        assert!(!told.contains(english), "{english}: {told}");
    }
    check(
        &machine,
        &["new", "acme", "--lang", "rust"],
        Exit::Usage,
        &["ist keine Kennung einer Regel: darin fehlt `/`"],
    );
    check(
        &machine,
        &["new", "acme/fax", "--lang", "rust"],
        Exit::Clean,
        &["Dateien, mit der Regel acme/fax", "Weiter:"],
    );
    check(
        &machine,
        &["test", "test.wasm"],
        Exit::Clean,
        &["Gemeldet   Zeile 5", "1 bestätigt, 1 gemeldet; `--seed"],
    );
    check(&machine, &["test", "test.wasm", "--only", "x"], Exit::Usage, &["`x` steht in keiner Seite"]);
    check(
        &machine,
        &["bench", "test.wasm", "--runs", "1"],
        Exit::Clean,
        &["Verbrauch", " Aufruf", " je 1-mal"],
    );
    check(&machine, &["build", "elsewhere"], Exit::Usage, &["elsewhere ist nicht lesbar: "]);
}
