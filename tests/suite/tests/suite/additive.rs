//! The contract only ever grows: what a released version says stays, word for word, for the plugins that were built for
//! it.

use crate::compat::{RELEASES, Release};
use crate::wit::{Contract, V1, current};

/// The release that the tests below change.
const RELEASED: &str = RELEASES[0].wit;

/// What to do instead of changing what stands.
const INSTEAD: &str = "add a new function that answers with a new type, or begin a new major beside the old one (docs/plugins/versions.md)";

/// Lists everything in which a contract takes away from a released one; empty where it only adds.
fn losses(released: &str, next: &str) -> Vec<String> {
    let released = Contract::read(released).expect("a released contract");
    let next = match Contract::read(next) {
        Ok(next) => next,
        Err(error) => return vec![error],
    };
    let (before, after) = (released.facts(), next.facts());
    let mut losses: Vec<String> = before
        .iter()
        .filter_map(|(what, was)| match after.get(what) {
            Some(is) if is == was => None,
            Some(is) => Some(format!("{what} was `{was}` and is `{is}`; leave it, and {INSTEAD}")),
            None => {
                Some(format!("{what} is gone; plugins rely on it for ever: bring it back, and {INSTEAD}"))
            }
        })
        .collect();
    losses.extend(versions(&released, &next, before != after));
    losses
}

/// Says what is wrong with the version of a contract.
fn versions(released: &Contract, next: &Contract, grown: bool) -> Option<String> {
    let name = |contract: &Contract| contract.resolve.packages[contract.package].name.clone();
    let (was, is) = (name(released), name(next));
    let (Some(old), Some(new)) = (&was.version, &is.version) else {
        return Some(format!("`{is}` has no version; a contract has one"));
    };
    if (&was.namespace, &was.name, old.major, old.minor) != (&is.namespace, &is.name, new.major, new.minor) {
        return Some(format!("`{is}` is another series than `{was}`; {INSTEAD}"));
    }
    if grown && new.patch <= old.patch {
        let more = old.patch + 1;
        return Some(format!(
            "something was added to `{was}`: make it {}.{}.{more}, here and in host/sandbox/src/contract.rs, so that an older handoff says \"upgrade\"",
            old.major, old.minor
        ));
    }
    None
}

/// The contract that a release of its series may only have grown into.
fn successor(release: &Release) -> (&'static str, String) {
    if release.version.starts_with("0.1.") {
        ("plugins/wit/v1/handoff.wit", V1.to_owned())
    } else {
        ("plugins/wit/handoff.wit", current())
    }
}

#[test]
fn the_contract_only_grows() {
    for release in &RELEASES {
        let (path, contract) = successor(release);
        let losses = losses(release.wit, &contract);
        assert!(
            losses.is_empty(),
            "{path} breaks plugins built for {}:\n- {}",
            release.version,
            losses.join("\n- ")
        );
    }
}

/// Changes one place of the released contract, raises the patch, and checks what is said; empty: the change is fine.
#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    let found = RELEASED.matches(old).count();
    assert_eq!(found, 1, "`{old}` stands in the released contract {found} times");
    let next = RELEASED.replace(old, new).replace("plugin@0.1.0", "plugin@0.1.1");
    let losses = losses(RELEASED, &next);
    assert_eq!(losses.len(), expected.len(), "{losses:#?}");
    for (loss, expected) in losses.iter().zip(expected) {
        assert!(loss.starts_with(expected), "{loss}");
    }
}

#[test]
fn what_is_added_is_fine() {
    // A query, a function, an interface, an import, a type, a comment.
    check("    waits: func()", "    deadlines: func() -> list<step-id>;\n    waits: func()", &[]);
    check("interface log {", "interface log {\n  flush: func();", &[]);
    check("interface log {", "interface clock {\n  today: func() -> string;\n}\n\ninterface log {", &[]);
    check(
        "world rule-plugin {",
        "interface clock { today: func() -> string; }\nworld rule-plugin {\n  import clock;",
        &[],
    );
    check("  enum reach-verdict", "  record price { cents: u64 }\n  enum reach-verdict", &[]);
    check("/// A step that waits for another party.", "/// A step at which somebody waits.", &[]);
}

#[test]
fn what_plugins_hold_is_closed() {
    check(
        "    limited: bool,",
        "    limited: bool,\n    seconds: u64,",
        &["type `types.wait` was `record {"],
    );
    check(
        "    optional: bool,\n    evidence: evidence,\n    /// The verdict",
        "    evidence: evidence,\n    /// The verdict",
        &["type `types.need` was"],
    );
    check("enum side { internal,", "enum side { internal, parent,", &["type `types.side` was `enum {"]);
    check(
        "    seconds(u64),",
        "    seconds(u64),\n    hours(u64),",
        &["type `types.argument` was `variant {"],
    );
    check(
        "  type entry-id = u32;",
        "  type entry-id = u64;",
        &["type `types.entry-id` was `u32` and is `u64`"],
    );
    check("seconds(u64)", "duration(u64)", &["type `types.argument` was"]);
}

#[test]
fn what_plugins_call_stays() {
    check(
        "needs: func(all: bool)",
        "needs: func(all: bool, optional: bool)",
        &["function `model.view.needs` was `(all: bool) -> list<need>`"],
    );
    check("    waits: func() -> list<wait>;\n", "", &["function `model.view.waits` is gone"]);
    check("-> option<list<step-id>>;", "-> list<step-id>;", &["function `model.view.path` was"]);
    check("  import log;\n", "", &["import `log` is gone"]);
    check("stale-entries: func()", "left-overs: func()", &["function `model.view.stale-entries` is gone"]);
}

#[test]
fn no_plugin_is_asked_for_more() {
    check(
        "  describe: func()",
        "  forget: func();\n  describe: func()",
        &["exports of `rule-plugin` was `rules { describe, configure, check }`"],
    );
    check("  export rules;", "  export rules;\n  export fixes: func();", &["exports of `rule-plugin` was"]);
}

#[test]
fn a_version_says_what_it_is() {
    let version = |version: &str, grown: &str| {
        let next = RELEASED.replace("plugin@0.1.0", version).replace("interface log {", grown);
        losses(RELEASED, &next).join("\n")
    };
    let (same, more) = ("interface log {", "interface log {\n  flush: func();");
    assert_eq!(version("plugin@0.1.0", same), "");
    assert_eq!(version("plugin@0.1.1", same), "");
    assert!(version("plugin@0.1.0", more).contains("make it 0.1.1"), "{}", version("plugin@0.1.0", more));
    assert!(version("plugin@0.2.0", same).contains("another series"));
    assert!(version("plugins@0.1.0", same).contains("another series"));
    assert!(version("plugin", same).contains("has no version"));
    assert!(version("plugin@0.1.0", "interface {").contains("expected"));
}
