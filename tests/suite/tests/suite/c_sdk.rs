//! The SDK for C: its generated files are those of the contract, and its example is built and run.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use handoff_cli::harness::cases::CasePage;
use handoff_cli::harness::prepared_case::PreparedCase;
use handoff_machine::MemorySystem;
use handoff_model::Language;
use handoff_sandbox::{Host, NoArtefacts};
use wit_bindgen_core::Files;
use wit_component::{ComponentEncoder, StringEncoding, metadata};

use crate::dist;

/// Ways to start zig: what a machine may have, and what a test may be told.
const COMPILERS: [&[&str]; 2] = [&["zig"], &["python3", "-m", "ziglang"]];

/// Generates what `plugins/sdk/c/generated` holds, by the name of the file.
fn generated() -> Vec<(String, String)> {
    let wit = dist::plugins().join("wit");
    let mut resolve = wit_bindgen_core::wit_parser::Resolve::default();
    let (package, _) = resolve.push_dir(&wit).expect("the contract");
    let world = resolve.select_world(&[package], Some("rule-plugin")).expect("its world");
    let mut files = Files::default();
    let options = wit_bindgen_c::Opts { no_object_file: true, ..wit_bindgen_c::Opts::default() };
    options.build().generate(&mut resolve, world, &mut files).expect("bindings for C");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let mut files: Vec<_> = files.iter().map(|(name, bytes)| (name.to_owned(), text(bytes))).collect();
    files.push(("component_type.c".to_owned(), component_type(&wit)));
    files
}

/// Writes the section by which a module says what contract it was built for, as text that a compiler takes.
fn component_type(wit: &Path) -> String {
    let mut resolve = wit_parser::Resolve::default();
    let (package, _) = resolve.push_dir(wit).expect("the contract");
    let world = resolve.select_world(&[package], Some("rule-plugin")).expect("its world");
    let section = metadata::encode(&resolve, world, StringEncoding::UTF8, None).expect("a section");
    let mut text = "// Generated from the contract: says in the module what it was built for. DO NOT EDIT!\n\
        __asm__(\".section \\\".custom_section.component-type:rule-plugin\\\",\\\"\\\",@\\n\"\n"
        .to_owned();
    let letter = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'/' | b':' => char::from(*byte).to_string(),
        other => format!("\\\\{other:03o}"),
    };
    for row in section.chunks(32) {
        let row: String = row.iter().map(letter).collect();
        let _ = writeln!(text, "        \".ascii \\\"{row}\\\"\\n\"");
    }
    text.truncate(text.trim_end().len());
    // The bindings ask for this function, so that no linker leaves the section out.
    text + ");\n\nvoid __component_type_object_force_link_rule_plugin(void);\n\
        void __component_type_object_force_link_rule_plugin(void) {}\n"
}

#[test]
fn generated_files_are_those_of_the_contract() {
    for (name, text) in generated() {
        let path = dist::plugins().join("sdk/c/generated").join(&name);
        if std::env::var_os("UPDATE_SDK").is_some() {
            fs::write(&path, &text).expect("a writable file");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "{name} is not up to date: UPDATE_SDK=1 cargo test -p handoff-suite c_sdk");
    }
}

/// Finds a compiler: `WASM_CC` where it is set.
fn compiler() -> Option<String> {
    let given = std::env::var("WASM_CC").ok();
    given.or_else(|| {
        let works = |start: &&&[&str]| {
            let run = Command::new(start[0]).args(&start[1..]).arg("version").output();
            run.is_ok_and(|output| output.status.success())
        };
        let start = COMPILERS.iter().find(works)?;
        Some(format!("{} cc -target wasm32-freestanding", start.join(" ")))
    })
}

/// Builds the example from scratch in a folder of its own and returns its component.
fn build(compiler: &str, name: &str) -> Vec<u8> {
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let module = folder.join("plugin.wasm");
    let _ = fs::remove_file(&module);
    let sources = dist::plugins().join("examples/c").canonicalize().expect("the example");
    let output = Command::new("make")
        .current_dir(&sources)
        .args(["--silent", "--always-make", "build/plugin.wasm"])
        // Without what only debuggers read, as `handoff plugin build` leaves it.
        .arg(format!("WASM_CC={compiler} -Wl,--strip-debug"))
        .output()
        .expect("make runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::rename(sources.join("build/plugin.wasm"), &module).expect("a module");
    let module = fs::read(module).expect("a module");
    ComponentEncoder::default()
        .validate(true)
        .module(&module)
        .expect("a contract")
        .encode()
        .expect("a component")
}

#[test]
fn the_example_is_built_and_keeps_the_promises_of_its_page() {
    let Some(compiler) = compiler() else {
        eprintln!(
            "SKIPPED: the example in C was not built here, because zig is missing (`pip install ziglang`)"
        );
        return;
    };
    let component = build(&compiler, "c-once");
    assert!(component == build(&compiler, "c-twice"), "the same sources gave other bytes");
    assert!(component.len() < 32 << 10, "{} bytes", component.len());
    let host = Host::new().expect("an engine");
    let plugin = host.load(&component, &NoArtefacts).unwrap_or_else(|error| panic!("{error}"));
    let selection = plugin
        .description
        .select(Language::English, &std::collections::BTreeMap::new())
        .expect("default options");
    let path = dist::plugins().join("examples/c/cases/ping-pong.md");
    let page = CasePage::read("example/ping-pong", None, fs::read_to_string(path).expect("its page"));
    assert!(page.faults.is_empty() && page.cases.len() == 2, "{:?}", page.faults);
    for case in &page.cases {
        let ready = PreparedCase::of(&page, case, None, &MemorySystem::default())
            .unwrap_or_else(|faults| panic!("{faults:?}"));
        let landscape = ready.landscape;
        let mut found = Vec::new();
        for index in 0..landscape.units.len() {
            let call = host.check(&plugin, &selection, &landscape, index);
            assert_eq!(call.failure.map(|failure| failure.to_string()), None, "line {}", case.line);
            found.extend(call.findings.iter().map(|finding| {
                let element = finding.place.element.as_deref().unwrap_or_default();
                format!("{} {} {element}", finding.severity.name(), finding.rule)
            }));
        }
        assert_eq!(found, case.expected, "line {}", case.line);
    }
}
