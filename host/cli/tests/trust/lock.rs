//! The lock: what is not pinned, or not as it was pinned, does not run.

use std::fs;

use crate::{ACME, TrustFolder, plugin, run};

#[test]
fn a_plugin_runs_once_it_is_pinned() {
    let place = TrustFolder::new(ACME);
    let refused = "The plugin plugins/acme.wasm was refused: it is not pinned";
    place.check(
        &["check"],
        3,
        &["handoff/plugin-refused", refused, "handoff plugin pin", "handoff.toml:3:8"],
    );
    place.check(
        &["plugin", "pin", "--check"],
        1,
        &["+ acme-ab 1.0.0 (plugins/acme.wasm) is new", "not up to date"],
    );
    assert!(!place.path("handoff.lock").exists());
    place.check(
        &["plugin", "pin"],
        0,
        &["powers", "acme/fault", "compact", "1 plugin pinned in handoff.lock"],
    );
    place.check(&["check"], 1, &["acme/fault", "a fault"]);
    place.check(
        &["plugin", "pin"],
        0,
        &["acme-ab 1.0.0 (plugins/acme.wasm) is unchanged", "Nothing has changed"],
    );
    place.check(&["plugin", "pin", "--check"], 0, &[]);
    assert_eq!(place.statuses(), (1, vec![run("acme-ab", "run"), run("builtin", "run")]));
}

#[test]
fn a_changed_plugin_is_refused_until_it_is_pinned_again() {
    let place = TrustFolder::new(ACME);
    place.pin();
    place.write("plugins/acme.wasm", plugin("acme-ab", "1.0.1", "acme/other"));
    place.check(
        &["check"],
        3,
        &["acme-ab (plugins/acme.wasm) was refused: it has changed since it was pinned"],
    );
    place.check(&["check", "--unpinned", "--quiet"], 1, &["UNPINNED: plugins/acme.wasm runs", "acme/other"]);
    let said = ["version    1.0.0 → 1.0.1", "rules      + acme/other (error), - acme/fault"];
    place.check(&["plugin", "pin"], 0, &said);
    place.check(&["check"], 1, &["acme/other"]);
}

#[test]
fn a_plugin_that_cannot_run_stops_no_other() {
    let place = TrustFolder::new(&format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n"));
    place.check(
        &["plugin", "pin"],
        3,
        &["plugins/beta.wasm was refused: it cannot be read", "stays as it is"],
    );
    place.write("plugins/beta.wasm", plugin("beta-ab", "2.0.0", "beta/fault"));
    place.pin();
    fs::remove_file(place.path("plugins/beta.wasm")).unwrap();
    let expected = vec![run("acme-ab", "run"), run("beta-ab", "refused"), run("builtin", "run")];
    assert_eq!(place.statuses(), (3, expected));
    place.check(&["explain", "data/missing-input"], 0, &["data/missing-input"]);
    place.check(&["explain", "acme/fault"], 0, &["acme-ab 1.0.0"]);
    place.check(&["explain", "beta/fault"], 2, &["beta-ab (plugins/beta.wasm) was refused"]);
    place.check(&["rules"], 3, &["acme/fault", "Its rules are missing here"]);
    // Its rules are known from the lock, so that a configuration that names them is not wrong.
    let rules = "[rules]\n\"beta/fault\" = \"off\"\n";
    place.write("handoff.toml", format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n{rules}"));
    assert_eq!(place.statuses().0, 3);
}

#[test]
fn names_are_given_once() {
    let place = TrustFolder::new(&format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n"));
    place.write("plugins/beta.wasm", plugin("acme-ab", "1.0.0", "beta/fault"));
    place.check(&["check", "--unpinned"], 3, &["calls itself `acme-ab` as plugins/acme.wasm does"]);
    place.write("plugins/beta.wasm", plugin("beta-ab", "1.0.0", "acme/fault"));
    place.check(&["check", "--unpinned"], 3, &["holds a rule `acme/fault` as plugins/acme.wasm does"]);
    place.write("plugins/beta.wasm", plugin("builtin", "1.0.0", "beta/fault"));
    place.check(&["check", "--unpinned"], 3, &["calls itself `builtin` as the built-in plugin does"]);
}

#[test]
fn a_lock_that_is_broken_or_stale_is_told() {
    let place = TrustFolder::new(ACME);
    place.pin();
    let whole = place.lock();
    place.write("handoff.lock", format!("<<<<<<< ours\n{whole}"));
    place.check(&["check"], 3, &["is not known to be pinned: handoff.lock:1:"]);
    place.check(&["plugin", "pin"], 2, &["two branches have changed this", "run `handoff plugin pin`"]);
    place.write("handoff.lock", whole.replace("name =", "name"));
    place.check(&["plugin", "pin"], 2, &["this is not TOML", "delete it and run `handoff plugin pin`"]);
    place.write("handoff.lock", whole.replace("\"1.0.0\"", "\"9.0.0\""));
    place.check(&["check"], 3, &["is not what its pin says"]);
    place.write("handoff.lock", whole);
    place.write("handoff.toml", "inputs = [\"exports\"]\n");
    place.check(&["check"], 0, &["handoff/stale-pin", "acme-ab (plugins/acme.wasm) is pinned"]);
    place.check(
        &["plugin", "pin"],
        0,
        &["- acme-ab 1.0.0 (plugins/acme.wasm) is no longer in the configuration"],
    );
    assert!(!place.lock().contains("acme"));
}

#[test]
fn rules_of_a_plugin_are_configured_in_its_entry_and_below_it() {
    let with = |text: &str| TrustFolder::new(&format!("{ACME}{text}"));
    let place = with("rules = { \"acme/fault\" = \"off\" }\n");
    place.pin();
    assert!(!place.check(&["check"], 0, &[]).contains("acme/fault"));
    let place = with("rules = { \"acme/fault\" = \"off\" }\n[rules]\n\"acme/fault\" = \"warning\"\n");
    place.pin();
    place.check(&["check"], 0, &["warning", "acme/fault"]);
    let place = with("rules = { \"data/late-input\" = \"off\" }\n");
    place.check(
        &["plugin", "pin"],
        2,
        &["`data/late-input` is no rule of this plugin", "configure it in `[rules]`"],
    );
    let place = with("[[ignore]]\nrule = \"acme/fault\"\nreason = \"later\"\n");
    place.pin();
    place.check(&["check"], 0, &["1 finding left out by `[[ignore]]`"]);
}

#[test]
fn an_unpinned_plugin_takes_no_name_of_a_pinned_one() {
    let place = TrustFolder::new(ACME);
    place.pin();
    place.write("plugins/a.wasm", plugin("acme-ab", "2.0.0", "acme/other"));
    place.write("plugins/b.wasm", plugin("acme-cd", "2.0.0", "acme/fault"));
    let impostors = "[[plugin]]\npath = \"plugins/a.wasm\"\n[[plugin]]\npath = \"plugins/b.wasm\"\n";
    let configuration = ACME.replacen("[[plugin]]", &format!("{impostors}[[plugin]]"), 1);
    place.write("handoff.toml", configuration);
    let said = [
        "plugins/a.wasm was refused: it calls itself `acme-ab` as plugins/acme.wasm does",
        "plugins/b.wasm was refused: it holds a rule `acme/fault` as plugins/acme.wasm does",
    ];
    place.check(&["check", "--unpinned"], 3, &said);
    assert!(place.statuses().1.contains(&run("acme-ab", "run")));
}
