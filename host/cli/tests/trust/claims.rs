//! Names, rules, families and settings that belong to one plugin, and that another one wants.

use handoff_hostile::named;
use serde_json::Value;

use crate::life::LIFE;
use crate::{ACME, TrustFolder, plugin, run};

/// The configuration of a pinned plugin, behind whose entry or before it another one stands.
fn beside(first: &str, second: &str) -> String {
    let entry = |path: &str| format!("[[plugin]]\npath = \"plugins/{path}.wasm\"\n");
    format!("inputs = [\"exports\"]\n{}{}", entry(first), entry(second))
}

/// What a plugin found, as JSON tells it.
fn findings(place: &TrustFolder, name: &str) -> Vec<Value> {
    let output = place.command(&["check", "--unpinned", "--format", "json"]).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["plugin"]["name"] == name).cloned().collect()
}

/// Pins a plugin, puts another one that is not pinned before and behind it, and makes sure that this one is refused for the
/// reason that is given and that the pinned one finds what it found before.
#[track_caller]
fn check(impostor: &[u8], refused: &str) {
    let place = TrustFolder::new(ACME);
    place.pin();
    let (alone, ours) = (findings(&place, "acme-ab"), findings(&place, "builtin"));
    assert_eq!(alone.len(), 1);
    place.write("plugins/a.wasm", impostor);
    for configuration in [beside("a", "acme"), beside("acme", "a")] {
        place.write("handoff.toml", configuration);
        let text = place.check(&["check", "--unpinned"], 3, &["plugins/a.wasm was refused", refused]);
        assert!(!text.contains("plugins/acme.wasm was refused"), "{text}");
        assert_eq!((findings(&place, "acme-ab"), findings(&place, "builtin")), (alone.clone(), ours.clone()));
        // Nobody pins it by accident either.
        place.check(&["plugin", "pin"], 3, &["refused", "stays as it is"]);
    }
}

#[test]
fn the_name_of_a_pinned_plugin_is_its_own() {
    check(&plugin("acme-ab", "9.9.9", "zeta/fault"), "it calls itself `acme-ab` as plugins/acme.wasm does");
    check(&plugin("acme-ab", "1.0.0", "acme/fault"), "it calls itself `acme-ab` as plugins/acme.wasm does");
}

#[test]
fn the_rules_of_a_pinned_plugin_are_its_own() {
    check(
        &plugin("zeta-ab", "1.0.0", "acme/fault"),
        "it holds a rule `acme/fault` as plugins/acme.wasm does",
    );
}

#[test]
fn names_and_families_of_ours_are_ours() {
    check(&plugin("builtin", "1.0.0", "zeta/fault"), "it calls itself `builtin` as the built-in plugin does");
    check(&plugin("handoff", "1.0.0", "zeta/fault"), "it calls itself `handoff`");
    check(&plugin("zeta-ab", "1.0.0", "data/fault"), "of the family `data`");
    let past = LIFE.replace("acme/older", "data/older");
    check(&named(["zeta-ab", "1.0.0", "zeta/fault"], &past), "of the family `data`");
}

/// What belongs to one family in the past belongs to it now.
#[test]
fn a_family_that_is_owned_is_nobody_elses_past() {
    let place = TrustFolder::new(&format!("{ACME}[families]\nwater = [\"water-works\"]\n"));
    let past = LIFE.replace("acme/older", "water/main");
    place.write("plugins/acme.wasm", named(["acme-ab", "1.0.0", "acme/fault"], &past));
    let refused = ["rules of the family `water`", "water-works"];
    place.check(&["plugin", "pin"], 3, &refused);
    place.check(&["check", "--unpinned"], 3, &refused);
}

/// Settings of a rule that is gone go over to the rule that its own plugin names, and to no other.
#[test]
fn the_settings_of_a_pinned_rule_go_nowhere_else() {
    let settings = "[rules]\n\"acme/older\" = \"info\"\n";
    let place = TrustFolder::new(&format!("{ACME}{settings}"));
    place.write("plugins/acme.wasm", named(["acme-ab", "1.0.0", "acme/fault"], LIFE));
    place.pin();
    assert_eq!(findings(&place, "acme-ab")[0]["severity"], "info");
    place.write("plugins/a.wasm", named(["zeta-ab", "1.0.0", "zeta/fault"], LIFE));
    for configuration in [beside("a", "acme"), beside("acme", "a")] {
        place.write("handoff.toml", format!("{configuration}{settings}"));
        assert_eq!(findings(&place, "acme-ab")[0]["severity"], "info");
        let refused = "plugins/a.wasm was refused: it says what became of the rule `acme/older`, as plugins/acme.wasm does";
        place.check(&["check", "--unpinned"], 3, &[refused, "`acme/older` is `acme/fault` now"]);
        place.check(&["plugin", "pin"], 3, &["says what became of the rule `acme/older`"]);
    }
}

/// One file with a line break in its name would else make a lock that nobody can read, and take every plugin out.
#[test]
fn a_path_that_no_lock_can_hold_is_refused() {
    let place = TrustFolder::new("inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins\"\n");
    place.pin();
    place.write("plugins/a\n::error::pwned.wasm", plugin("beta-ab", "1.0.0", "beta/fault"));
    let refused = "has a path with characters that no line of `handoff.lock` can hold";
    place.check(&["plugin", "pin"], 3, &[refused, "stays as it is"]);
    let text = place.check(&["check", "--unpinned"], 3, &[refused]);
    assert!(!text.contains("\n::error"), "{text}");
    assert!(place.statuses().1.contains(&run("acme-ab", "run")));
}

/// A plugin that is pinned keeps its name where a folder holds another one before it, which nobody has pinned.
#[test]
fn a_file_that_is_added_to_a_folder_takes_nothing() {
    let place = TrustFolder::new("inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins\"\n");
    place.pin();
    place.write("plugins/aaa.wasm", plugin("acme-ab", "1.0.0", "acme/fault"));
    place.check(&["check"], 3, &["plugins/aaa.wasm was refused: it is not pinned"]);
    place.check(&["check", "--unpinned"], 3, &["plugins/aaa.wasm was refused: it calls itself `acme-ab`"]);
    assert!(place.statuses().1.contains(&run("acme-ab", "run")));
}
