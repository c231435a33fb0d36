//! Packages as teams make them: `plugin new`, the package's own tests, `plugin build`, and the component in the sandbox.
//!
//! What a language needs besides Rust may be missing on a machine; then its test says so, and only the continuous
//! integration, which installs everything, has proved it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test speaks by panicking, its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use handoff_sandbox::{Inspection, Profile, inspect};

/// Runs `handoff plugin …` on this machine; returns its exit code and all that it said.
fn plugin(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_handoff"))
        .arg("plugin")
        .args(arguments)
        .output()
        .expect("handoff runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn succeed(arguments: &[&str]) -> String {
    let (exit, said) = plugin(arguments);
    assert_eq!(exit, Some(0), "handoff plugin {arguments:?}: {said}");
    said
}

/// Says on standard error, through cargo's capture, that something was not tested.
fn skipped(what: &str, missing: &str) {
    use std::io::Write as _;

    let _ = writeln!(std::io::stderr(), "SKIPPED: {what} was not built here, because {missing} is missing");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository")
}

/// An empty folder of a test's own.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("a removable folder");
    }
    folder
}

/// Writes a new package of a language.
fn new(language: &str) -> PathBuf {
    let folder = fresh(language);
    let path = folder.to_str().expect("a path in Unicode");
    succeed(&["new", "acme/work-by-hand", "--lang", language, "--path", path]);
    folder
}

/// Runs a program in a folder; its output is shown when it fails.
fn run(folder: &Path, program: &str, arguments: &[&str]) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&said));
}

/// Builds a package; returns where its component lies and what it is.
fn build(folder: &Path) -> (PathBuf, Inspection) {
    let said = succeed(&["build", folder.to_str().expect("a path in Unicode")]);
    assert!(said.contains("sha256:") && said.contains("profile"), "{said}");
    let component = fs::read_dir(folder).expect("the package").flatten().map(|entry| entry.path());
    let component = component.into_iter().find(|path| path.extension().is_some_and(|end| end == "wasm"));
    let component = component.expect("a component beside the manifest");
    let inspection = inspect(&fs::read(&component).expect("a readable component")).expect("a plugin");
    assert!(inspection.imports.iter().all(|import| import.starts_with("handoff:plugin/")), "{inspection:?}");
    (component, inspection)
}

/// Builds a package in a language that brings no runtime along, runs its cases in the sandbox, and returns its component.
///
/// A runtime of 12 or 18 MB is compiled for minutes by a host that is not optimised itself: its cases are run by the
/// continuous integration, with one that is.
fn try_out(folder: &Path) -> Vec<u8> {
    let (component, inspection) = build(folder);
    assert_eq!(inspection.profile, Profile::Compact);
    let bytes = fs::read(&component).expect("a readable component");
    let component = component.to_str().expect("a path in Unicode");
    let shown = succeed(&["inspect", component]);
    assert!(shown.contains("names        yes"), "{component}: {shown}");
    let shown = folder.join("shown");
    succeed(&["test", component, "--views", shown.to_str().expect("a path in Unicode")]);
    // Where the tests ran is no part of what they show.
    let here = format!("{}/", folder.display());
    let views = fs::read_dir(&shown).expect("views").flatten();
    // In C nothing runs over views.
    for view in views.filter(|_| folder.join("views").exists()) {
        let read =
            |views: &str| fs::read_to_string(folder.join(views).join(view.file_name())).unwrap_or_default();
        assert_eq!(read("views"), read("shown").replace(&here, ""), "{}", view.path().display());
    }
    bytes
}

/// One package in Rust at a time: they share what is built for this machine.
static RUST: Mutex<()> = Mutex::new(());

/// Gives a package in Rust the versions that this repository is tested with, which are on the machine already, and a
/// folder for what is built that outlives the test.
fn settle(folder: &Path) -> MutexGuard<'static, ()> {
    let turn = RUST.lock().unwrap_or_else(PoisonError::into_inner);
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages-target");
    fs::create_dir_all(&shared).expect("a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink(shared, folder.join("target")).expect("a link");
    turn
}

fn has_wasm_target() -> bool {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .output()
        .expect("rustc runs");
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).exists()
}

/// Lets a package use what is installed for all of `plugins/`, in the place of its own; false where it is not installed.
fn borrow(folder: &Path, tools: &str) -> bool {
    let installed = root().join("plugins").join(tools);
    if !installed.exists() {
        return false;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&installed, folder.join(tools)).expect("a link");
    cfg!(unix)
}

/// Builds a new package of a language that brings its runtime along, after its own tests.
fn with_runtime(language: &str, tools: &str, install: &str, test: (&str, &[&str])) {
    let folder = new(language);
    if !borrow(&folder, tools) {
        return skipped(&format!("the package in {language}"), install);
    }
    run(&folder, test.0, test.1);
    let (_, inspection) = build(&folder);
    assert_eq!(inspection.profile, Profile::Runtime);
}

const NPM: &str = "`npm install` in `plugins/`";
const PIP: &str = "`python3 -m venv .venv && .venv/bin/pip install -r requirements.txt` in `plugins/`";

#[test]
fn a_package_in_javascript() {
    with_runtime("javascript", "node_modules", NPM, ("npm", &["test"]));
}

#[test]
fn a_package_in_typescript() {
    with_runtime("typescript", "node_modules", NPM, ("npm", &["test"]));
}

#[test]
fn a_package_in_python() {
    with_runtime("python", ".venv", PIP, ("python3", &["-m", "unittest"]));
}

/// The C compiler comes as a Python package, or is on the machine.
#[test]
fn a_package_in_c() {
    in_c("the package in C", &new("c"));
}

#[test]
fn the_example_in_c() {
    in_c("the example in C", &lay_out(&root().join("plugins/examples/c"), "c"));
}

fn in_c(what: &str, folder: &Path) {
    let _ = borrow(folder, ".venv");
    let (exit, said) = plugin(&["build", folder.to_str().expect("a path in Unicode")]);
    if exit != Some(0) && said.contains("this is missing") {
        return skipped(what, &said);
    }
    try_out(folder);
}

#[test]
fn a_package_in_rust() {
    let folder = new("rust");
    let _turn = settle(&folder);
    // A team's folder has a style of its own; here it must not be the one of the repository around it.
    fs::write(folder.join(".rustfmt.toml"), "edition = \"2024\"\n").expect("a writable package");
    run(&folder, env!("CARGO"), &["fmt", "--check"]);
    run(&folder, env!("CARGO"), &["test", "--quiet", "--offline"]);
    if !has_wasm_target() {
        return skipped("the package in Rust", "the target wasm32-unknown-unknown");
    }
    let here = try_out(&folder);
    // Elsewhere, with what was built for this machine, so that only what becomes the plugin is built again.
    let elsewhere = fresh("rust elsewhere");
    fs::rename(&folder, &elsewhere).expect("a folder that can be moved");
    fs::remove_dir_all(elsewhere.join("target/wasm32-unknown-unknown")).expect("a removable folder");
    let there = try_out(&elsewhere);
    assert!(here == there, "the same sources in another folder gave other bytes");
    let leaked = [root(), folder].map(|path| path.to_string_lossy().into_owned());
    let text = String::from_utf8_lossy(&here);
    assert!(!leaked.iter().any(|path| text.contains(path)), "a path of this machine got into the component");
}

#[test]
fn the_example_in_rust() {
    let folder = fresh("example-rust");
    let plugins = root().join("plugins");
    copy(&plugins.join("examples/rust"), &folder);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let sdk = plugins.join("sdk/rust");
    fs::write(folder.join("Cargo.toml"), manifest.replace("../../sdk/rust", &sdk.to_string_lossy()))
        .expect("a writable manifest");
    let _turn = settle(&folder);
    run(&folder, env!("CARGO"), &["test", "--quiet", "--offline"]);
    if !has_wasm_target() {
        return skipped("the example in Rust", "the target wasm32-unknown-unknown");
    }
    try_out(&folder);
}

/// Copies a folder without what was built in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.path() {
            path if ["target", "node_modules", ".venv", "build"].iter().any(|left| path.ends_with(left)) => {}
            path if path.is_dir() => copy(&path, &target),
            path => {
                fs::copy(path, target).expect("a copy");
            }
        }
    }
}

/// Copies a package and its SDK, as an example and that lie to each other in the repository; returns the package.
fn lay_out(package: &Path, sdk: &str) -> PathBuf {
    let name = package.file_name().expect("a folder").to_string_lossy();
    let kind = package.parent().and_then(Path::file_name).expect("a folder").to_string_lossy();
    let (plugins, place) = (root().join("plugins"), fresh(&format!("{kind}-{name}")));
    for part in ["wit", &format!("sdk/{sdk}")] {
        copy(&plugins.join(part), &place.join(part));
    }
    let laid = place.join("examples").join(&*name);
    copy(package, &laid);
    laid
}

/// Builds an example of a language that brings its runtime along, after its own tests.
fn example(language: &str, sdk: &str, tools: &str, install: &str, test: (&str, &[&str])) {
    let folder = lay_out(&root().join("plugins/examples").join(language), sdk);
    if !borrow(&folder, tools) {
        return skipped(&format!("the example in {language}"), install);
    }
    run(&folder, test.0, test.1);
    let (_, inspection) = build(&folder);
    assert_eq!(inspection.profile, Profile::Runtime);
}

#[test]
fn the_example_in_javascript() {
    example("javascript", "javascript", "node_modules", NPM, ("npm", &["test"]));
}

#[test]
fn the_example_in_typescript() {
    example("typescript", "javascript", "node_modules", NPM, ("npm", &["test"]));
}

#[test]
fn the_example_in_python() {
    example("python", "python", ".venv", PIP, ("python3", &["-m", "unittest"]));
}

/// Builds the plugin of `tests/hostile/LANGUAGE` and lets it make each value that is none, as a step or as what is said of the others:
/// the failure must name rule, function, argument and value, and the built-in rules must go on.
fn bad_values(language: &str, tools: &str, install: &str, steps: &[(&str, &str)], others: &[(&str, &str)]) {
    let what = format!("the plugin with bad values in {language}");
    if cfg!(debug_assertions) {
        // Compiling the interpreter takes minutes there; `cargo test --release` does it.
        return skipped(&what, "an optimised build");
    }
    let folder = lay_out(&root().join("tests/hostile").join(language), language);
    if !borrow(&folder, tools) {
        return skipped(&what, install);
    }
    let (component, _) = build(&folder);
    let name = component.file_stem().expect("a name").to_string_lossy().into_owned();
    let export = "handoff text 1\npool P\n  start Begin\n  task Pack\n  end Done\nBegin -> Pack -> Done\n";
    fs::write(folder.join("one.handoff"), export).expect("a writable folder");
    let of_step =
        |shown: &str| format!("Place.step: `step` must be a whole number from 0 to 4294967295, not {shown}");
    let steps = steps.iter().map(|(value, shown)| (*value, of_step(shown)));
    for (value, said) in steps.chain(others.iter().map(|(value, said)| (*value, (*said).to_owned()))) {
        let configuration = format!(
            "[[plugin]]\npath = \"{name}.wasm\"\n[rules]\n\"{name}/bad-value\" = {{ value = \"{value}\" }}\n"
        );
        fs::write(folder.join("handoff.toml"), configuration).expect("a writable folder");
        let output = Command::new(env!("CARGO_BIN_EXE_handoff"))
            .args(["check", "--unpinned", "--quiet", "one.handoff"])
            .current_dir(&folder)
            .env("HANDOFF_CACHE_DIR", folder.join("cache"))
            .output()
            .expect("handoff runs");
        let shown = String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(3), "{value}: {shown}");
        for part in [format!("in its rule {name}/bad-value"), said] {
            assert!(shown.contains(&part), "{value}: no {part:?} in {shown}");
        }
    }
}

#[test]
fn a_bad_value_in_javascript_is_named() {
    let steps = [
        ("undefined", "undefined"),
        ("null", "null"),
        ("not a number", "NaN"),
        ("large", "4294967296"),
        ("negative", "-1"),
        ("broken", "1.5"),
    ];
    let others = [
        ("department", "Argument.department: `department` must be"),
        ("seconds", "Argument.seconds: `seconds` must be"),
        ("now", "Date.now() is not for rules"),
        ("today", "new Date() without a time is not for rules"),
        ("chance", "Math.random() is not for rules"),
    ];
    bad_values("javascript", "node_modules", NPM, &steps, &others);
}

#[test]
fn a_bad_value_in_python_is_named() {
    let steps = [
        ("none", "None"),
        ("not a number", "nan"),
        ("large", "4294967296"),
        ("negative", "-1"),
        ("broken", "1.5"),
    ];
    let others = [
        ("department", "Argument.department: `department` must be"),
        ("seconds", "Argument.seconds: `seconds` must be"),
    ];
    bad_values("python", ".venv", PIP, &steps, &others);
}
