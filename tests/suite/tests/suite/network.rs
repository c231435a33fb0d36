//! The standard program holds no network code: what could speak to anybody is behind a feature that is off.

use std::process::Command;

/// Crates that open connections, or exist only for those that do.
const NETWORK: &[&str] =
    &["hyper", "reqwest", "rustls", "native-tls", "oci-client", "tokio", "mio", "socket2", "http", "ring"];

/// Lists the crates that the program is built from.
fn crates(features: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "-p", "handoff-cli", "-e", "normal,build", "--prefix", "none", "--format", "{p}"])
        .args(["--offline", "--locked"])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo tree runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("cargo tree prints UTF-8");
    text.lines().filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect()
}

#[test]
fn the_standard_program_holds_no_network_code() {
    let standard = crates(&[]);
    assert!(
        standard.iter().any(|name| name == "wasmtime"),
        "the list is not that of the program: {standard:?}"
    );
    let found: Vec<&str> =
        NETWORK.iter().copied().filter(|name| standard.iter().any(|it| it == name)).collect();
    assert!(found.is_empty(), "the standard program holds {found:?}");
}
