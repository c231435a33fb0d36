//! The page about a company with four teams: its files are written and its commands run, against a registry on this machine.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Registry, Requirement};

/// Stands for minisign where that is not installed: the same forms of keys and signatures, made by openssl.
const MINISIGN: &str = r#"#!/bin/sh
set -eu
mode=$1; shift 2
while [ $# -gt 0 ]; do case $1 in -p) pub=$2;; -s) key=$2;; -m) file=$2;; esac; shift 2; done
sign() { openssl pkeyutl -sign -inkey "$key" -rawin -in "$1"; }
case $mode in
  -G)
    openssl genpkey -algorithm ed25519 -out "$key"
    echo "untrusted comment: a key" > "$pub"
    { printf 'Ed12345678'; openssl pkey -in "$key" -pubout -outform DER | tail -c 32; } | base64 -w 0 >> "$pub"
    echo >> "$pub" ;;
  -S)
    sign "$file" > "$file.raw"
    { cat "$file.raw"; printf 'of a build'; } > "$file.all"
    { echo "untrusted comment: a signature"; { printf 'Ed12345678'; cat "$file.raw"; } | base64 -w 0
      printf '\ntrusted comment: of a build\n'; sign "$file.all" | base64 -w 0; echo; } > "$file.minisig"
    rm "$file.raw" "$file.all" ;;
esac
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Puts the programs that the page calls into a folder.
fn tools(folder: &Path) -> PathBuf {
    let tools = folder.join("tools");
    fs::create_dir(&tools).unwrap();
    symlink(assert_cmd::cargo::cargo_bin!("handoff"), tools.join("handoff")).unwrap();
    if Command::new("minisign").arg("-v").output().is_err() {
        let path = tools.join("minisign");
        fs::write(&path, MINISIGN).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    tools
}

/// Gives each package the versions that this repository is tested with, and a folder for what is built that outlives the test.
fn settle(rules: &Path) {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages-target");
    fs::create_dir_all(&shared).unwrap();
    for package in
        fs::read_dir(rules).unwrap().flatten().filter(|entry| entry.path().join("Cargo.toml").exists())
    {
        if !package.path().join("target").exists() {
            fs::copy(root().join("Cargo.lock"), package.path().join("Cargo.lock")).unwrap();
            symlink(&shared, package.path().join("target")).unwrap();
        }
    }
}

/// Lists the blocks of the page: what stands behind the fence, and the text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(about) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((about.to_owned(), block.join("\n") + "\n"));
        }
    }
    blocks
}

#[test]
fn four_teams_work_as_the_page_says() {
    let has_target = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .output()
        .is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).exists());
    if !has_target {
        eprintln!("SKIPPED: the company, as the target wasm32-unknown-unknown is missing");
        return;
    }
    let Some(registry) = Registry::start(Requirement::Tls) else { return };
    let place = tempfile::tempdir().unwrap();
    let (folder, tools) = (place.path(), tools(place.path()));
    fs::create_dir_all(folder.join("landscape/exports")).unwrap();
    fs::copy(
        root().join("tests/exports/order-to-delivery/exports/order.bpmn"),
        folder.join("landscape/exports/order.bpmn"),
    )
    .unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(tools).chain(std::env::split_paths(&path))).unwrap();
    let mut said = String::new();
    for (about, block) in blocks(&fs::read_to_string(root().join("docs/plugins/company.md")).unwrap()) {
        match about.split_once(' ') {
            Some((_, file)) => fs::write(folder.join(file), &block).unwrap(),
            None if about == "sh" => {
                if folder.join("rules").exists() {
                    settle(&folder.join("rules"));
                }
                let output = Command::new("sh")
                    .args(["-e", "-c", &block])
                    .current_dir(folder)
                    .env("PATH", &path)
                    .env("HOME", folder)
                    .env("CARGO_HOME", std::env::var_os("CARGO_HOME").unwrap_or_else(|| home(".cargo")))
                    .env("RUSTUP_HOME", std::env::var_os("RUSTUP_HOME").unwrap_or_else(|| home(".rustup")))
                    .env("KEYS", folder.join("keys"))
                    .env("REGISTRY", registry.place("company"))
                    .env("SSL_CERT_FILE", registry.folder.path().join("cert.pem"))
                    .env("CARGO_NET_OFFLINE", "true")
                    .env_remove("CARGO_TARGET_DIR")
                    .output()
                    .unwrap();
                let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
                assert!(output.status.success(), "{block}\n{text}");
                said += &text;
            }
            None => {}
        }
    }
    for expected in [
        "signed by  shipping",
        "4 plugins pinned",
        "there is a newer one",
        "billing 0.1.0: 0.2.0 lies in",
        "Findings on this landscape (1 export): 0 more, 0 fewer",
        "billing 0.2.0 is in its place and pinned",
    ] {
        assert!(said.contains(expected), "no {expected:?} in\n{said}");
    }
}

fn home(folder: &str) -> std::ffi::OsString {
    Path::new(&std::env::var_os("HOME").unwrap_or_default()).join(folder).into()
}
