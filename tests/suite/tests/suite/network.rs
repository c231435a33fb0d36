//! The standard program can listen, for the live page, and cannot call: it holds no client and no TLS library. What
//! speaks to registries is behind a feature that is off.

use std::process::Command;

/// Crates that open connections, or exist only for those that do.
const CALLERS: &[&str] = &[
    "curl",
    "h2",
    "hyper-rustls",
    "native-tls",
    "oci-client",
    "openssl",
    "reqwest",
    "ring",
    "rustls",
    "tokio-rustls",
    "ureq",
];

/// Lists the crates that the program is built from, each with its features.
fn crates() -> Vec<(String, String)> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "-p", "handoff-cli", "-e", "normal,build", "--prefix", "none", "--format", "{p}\t{f}"])
        .args(["--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo tree runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("cargo tree prints UTF-8");
    let entry = |line: &str| {
        let (package, features) = line.split_once('\t')?;
        Some((package.split_whitespace().next()?.to_owned(), features.to_owned()))
    };
    text.lines().filter_map(entry).collect()
}

#[test]
fn the_standard_program_cannot_call() {
    let standard = crates();
    for name in ["wasmtime", "hyper", "hyper-util"] {
        assert!(
            standard.iter().any(|(it, _)| it == name),
            "this list is not that of the program: {standard:?}"
        );
    }
    for (name, features) in &standard {
        assert!(!CALLERS.contains(&name.as_str()), "the standard program holds {name}");
        let client = name.starts_with("hyper") && features.contains("client");
        assert!(!client, "the standard program holds the client of {name}: {features}");
    }
}
