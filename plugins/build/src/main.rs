//! Builds the built-in rules, and the plugin that runs written ones, as components, byte for byte:
//!
//! ```text
//! cargo run --locked --manifest-path plugins/Cargo.toml -p handoff-build            # writes plugins/dist/
//! cargo run --locked --manifest-path plugins/Cargo.toml -p handoff-build -- --check # fails if plugins/dist/ differs
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "a build tool works on files; there is no System on the guest side"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use handoff_build::{Error, hex_digest, source_digest};
use wit_component::{ComponentEncoder, DecodedWasm};

const TARGET: &str = "wasm32-unknown-unknown";
/// The packages that are components, each with the word by which the account names it.
const COMPONENTS: [(&str, &str); 2] = [("builtin", "component"), ("written", "written")];
const ACCOUNT: &str = "SOURCES";

#[expect(clippy::print_stderr, reason = "the one place that speaks to the person who builds")]
fn main() -> ExitCode {
    match run() {
        Ok(message) => {
            eprintln!("{message}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<String, Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = match arguments.as_slice() {
        [] => false,
        [argument] if argument == "--check" => true,
        [argument, ..] => return Err(Error::Usage(argument.clone())),
    };
    // This crate is `plugins/build`, so that its parent is `plugins`.
    let plugins = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let plugins = plugins.canonicalize().map_err(Error::io(&plugins))?;
    let mut files = Vec::new();
    for (name, word) in COMPONENTS {
        let component = encode(&compile(&plugins, name)?)?;
        refuse_foreign_imports(&component)?;
        files.push((format!("{name}.wasm"), word, component));
    }
    let account = account(&plugins, &files)?;
    let outputs = files.iter().map(|(name, _, bytes)| (name.as_str(), bytes.as_slice()));
    for (name, bytes) in outputs.chain([(ACCOUNT, account.as_bytes())]) {
        let path = plugins.join("dist").join(name);
        if !check {
            fs::write(&path, bytes).map_err(Error::io(&path))?;
        } else if fs::read(&path).map_err(Error::io(&path))? != bytes {
            return Err(Error::Stale { path });
        }
    }
    let state = if check { "fresh" } else { "written" };
    let told = files.iter().map(|(name, _, bytes)| format!("{name}: {} bytes, {state}", bytes.len()));
    Ok(told.collect::<Vec<_>>().join("\n"))
}

/// Compiles the core module. No path of this machine may get into it, nor may flags that someone has set.
fn compile(plugins: &Path, name: &str) -> Result<Vec<u8>, Error> {
    let target_dir = plugins.join("target");
    let registry = home("CARGO_HOME", ".cargo");
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let flags = [remap(plugins, "plugins"), remap(&registry, "cargo")].join("\u{1f}");
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(plugins)
        .args(["build", "--locked", "--release", "--target", TARGET, "--package"])
        .arg(format!("handoff-{name}"))
        .arg("--target-dir")
        .arg(&target_dir)
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .env_remove("RUSTFLAGS")
        .status();
    if !status.is_ok_and(|status| status.success()) {
        return Err(Error::Cargo);
    }
    let path = target_dir.join(TARGET).join(format!("release/handoff_{name}.wasm"));
    fs::read(&path).map_err(Error::io(&path))
}

/// Returns a tool's home: the variable, else the folder in the user's home.
fn home(variable: &str, folder: &str) -> PathBuf {
    let user = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(folder);
    std::env::var_os(variable).map_or_else(user, PathBuf::from)
}

/// Makes the module, which carries the contract it was built for, a component.
fn encode(module: &[u8]) -> Result<Vec<u8>, Error> {
    let encode = || ComponentEncoder::default().validate(true).module(module)?.encode();
    encode().map_err(|error| Error::Encode(format!("{error:#}")))
}

/// Proves that the component asks for nothing but the view, the types and the log.
fn refuse_foreign_imports(component: &[u8]) -> Result<(), Error> {
    let decoded = wit_component::decode(component).map_err(|error| Error::Encode(format!("{error:#}")))?;
    let DecodedWasm::Component(resolve, world) = decoded else {
        return Err(Error::Encode("the result is no component".into()));
    };
    let imports = resolve.worlds[world].imports.keys().map(|key| resolve.name_world_key(key));
    match imports.into_iter().find(|name| !name.starts_with("handoff:plugin/")) {
        Some(name) => Err(Error::Import(name)),
        None => Ok(()),
    }
}

/// Writes what the components were built from, so that a check needs no wasm target.
fn account(plugins: &Path, files: &[(String, &str, Vec<u8>)]) -> Result<String, Error> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().map_err(|_| Error::Cargo)?;
    let components = files.iter().map(|(_, word, component)| {
        format!("{word} sha256:{}\nbytes {}\n", hex_digest(component), component.len())
    });
    Ok(format!(
        "sources sha256:{}\nrustc {}\n{}",
        source_digest(plugins)?,
        String::from_utf8_lossy(&version.stdout).trim().trim_start_matches("rustc "),
        components.collect::<String>(),
    ))
}
