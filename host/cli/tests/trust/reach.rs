//! What a configuration can have read: whoever can change it, by a proposal to a repository, could else have the log of a
//! check show any file of the machine.

use std::os::unix::fs::symlink;

use super::*;

/// What must be seen nowhere, and lies in files that are no contracts.
const SECRET: &str = "TOKEN_OF_THE_MACHINE=h4ck3d\n";

/// Checks a repository, `repo`, beside which a secret lies; `files` are further files of it, `links` its links.
#[track_caller]
fn check(files: &[(&str, &str)], links: &[(&str, &str)], arguments: &[&str], code: i32, said: &[&str]) {
    let folder = TrustFolder::new("");
    folder.write("secret", SECRET);
    folder.write("outside/x.handoff", EXPORT);
    folder.write("outside/c.toml", "[[source]]\nitem = \"Order\"\n");
    folder.write("repo/.git/config", SECRET);
    folder.write("repo/secret.toml", SECRET);
    folder.write("repo/a.handoff", EXPORT);
    for (path, text) in files {
        folder.write(&format!("repo/{path}"), text);
    }
    for (link, target) in links {
        symlink(target, folder.path("repo").join(link)).unwrap();
    }
    let mut command = folder.command(arguments);
    let output = command.current_dir(folder.path("repo")).env("TOKEN", SECRET.trim()).output().unwrap();
    let text = text(&output);
    assert_eq!(output.status.code(), Some(code), "{text}");
    assert!(!text.contains("h4ck3d"), "a secret is shown:\n{text}");
    for said in said {
        assert!(text.contains(said), "no {said:?} in\n{text}");
    }
}

#[test]
fn contracts_outside_the_repository_are_not_read() {
    let outside = "outside the folder that may be read";
    for path in
        ["/proc/self/environ", "../secret", "../outside/c.toml", "/**/*.toml", "../**/*.toml", "link.toml"]
    {
        let configuration = format!("contracts = [\"{path}\"]\n");
        let links = [("link.toml", "../secret")];
        check(&[("handoff.toml", &configuration)], &links, &["check", "a.handoff"], 2, &[outside]);
    }
}

#[test]
fn a_pattern_follows_no_link_out() {
    let files = [("handoff.toml", "contracts = [\"**/*.toml\"]\nexclude = [\"handoff.toml\"]\n")];
    let out = [("all", "/")];
    check(&files, &out, &["check", "a.handoff"], 2, &["secret.toml is no file of contracts"]);
}

#[test]
fn a_line_of_what_is_no_contract_is_not_shown() {
    for path in ["secret.toml", ".git/config"] {
        let configuration = format!("contracts = [\"{path}\"]\n");
        check(
            &[("handoff.toml", &configuration)],
            &[],
            &["check", "a.handoff"],
            2,
            &["is no file of contracts"],
        );
    }
}

#[test]
fn the_configuration_is_no_link_to_something_else() {
    for target in ["../secret", "/proc/self/environ", ".git/config"] {
        for arguments in [&["check", "a.handoff"][..], &["check", "a.handoff", "--config", "handoff.toml"]] {
            check(&[], &[("handoff.toml", target)], arguments, 2, &["a link to what is no configuration"]);
        }
    }
    let shared = [("shared.toml", "language = \"de\"\n")];
    check(&shared, &[("handoff.toml", "shared.toml")], &["check", "a.handoff"], 0, &["1 gelesen"]);
}

#[test]
fn a_lock_is_no_link_to_something_else() {
    let files = [("handoff.toml", "[[plugin]]\npath = \"p.wasm\"\n"), ("p.wasm", "")];
    let refused = ["is not known to be pinned"];
    check(&files, &[("handoff.lock", "../secret")], &["check", "a.handoff"], 3, &refused);
    check(&files, &[("handoff.lock", ".git/config")], &["check", "a.handoff"], 3, &refused);
    check(&files, &[("handoff.lock", ".git/config")], &["plugin", "pin"], 2, &["handoff.lock is no lock"]);
}

#[test]
fn exports_and_plugins_outside_are_named_on_the_command_line_or_not_read() {
    let outside = ["outside the folder that may be read"];
    for inputs in ["../outside", "/**/*.handoff", "link"] {
        let configuration = format!("inputs = [\"{inputs}\"]\n");
        check(&[("handoff.toml", &configuration)], &[("link", "../outside")], &["check"], 2, &outside);
    }
    check(&[], &[("link", "../outside")], &["check"], 2, &outside);
    check(
        &[],
        &[("link", "../outside"), ("note.md", "../secret")],
        &["check", ".", "--fail-on", "never"],
        2,
        &outside,
    );
    check(&[("handoff.toml", "")], &[], &["check", "../outside"], 0, &[]);
    let plugin = [("handoff.toml", "[[plugin]]\npath = \"../plugins/acme.wasm\"\n")];
    check(&plugin, &[], &["check", "--unpinned", "a.handoff"], 3, &outside);
}
