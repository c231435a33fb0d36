//! What plugins say of the life of their rules, and what a configuration says about rules of others.

use handoff_hostile::named;

use super::TrustFolder;

/// Its rule has taken the place of `acme/older`, and a preset makes it worth knowing only.
pub(crate) const LIFE: &str = r#"
(data (i32.const 2400) "\c4\09\00\00\0a\00\00\00" "\08\01\00\00\05\00\00\00" "\40\01\00\00\05\00\00\00"
  "\01\00\00\00" "\10\01\00\00\0a\00\00\00")
(data (i32.const @description.retired) "\60\09\00\00\01\00\00\00")
(data (i32.const 2500) "acme/older")
(data (i32.const 2600) "\8c\0a\00\00\05\00\00\00" "\50\01\00\00\05\00\00\00" "\a0\0a\00\00\1d\00\00\00")
(data (i32.const @description.presets) "\28\0a\00\00\01\00\00\00")
(data (i32.const 2700) "quiet")
(data (i32.const 2720) "[rules]\0a\22acme/fault\22 = \22info\22")
"#;

/// Its rule is on its way out.
const DEPRECATED: &str = r#"
(data (i32.const @rule-info.deprecated) "\01")
(data (i32.const @rule-info.deprecated.value) "\08\01\00\00\05\00\00\00" "\40\01\00\00\05\00\00\00")
"#;

fn place(more: &str, functions: &str) -> TrustFolder {
    let place = TrustFolder::new(&format!("{more}\n[[plugin]]\npath = \"plugins\"\n"));
    place.write("plugins/acme.wasm", named(["acme-ab", "1.0.0", "acme/fault"], functions));
    place
}

fn pinned(more: &str, functions: &str) -> TrustFolder {
    let place = place(more, functions);
    place.check(&["plugin", "pin"], 0, &["pinned"]);
    place
}

#[test]
fn settings_and_ignores_follow_a_rule_that_was_replaced() {
    let settings = pinned("rules.\"acme/older\" = \"info\"", LIFE);
    let said = "`acme/older` is `acme/fault` now, and handoff.toml:1 holds for that; write the new name";
    let text = settings.check(&["check"], 0, &[said]);
    assert_eq!(text.matches("acme/older").count(), 1, "{text}");
    let ignore = "ignore = [{ rule = \"acme/older\", reason = \"not now\" }]";
    pinned(ignore, LIFE).check(&["check"], 0, &["1 finding left out by `[[ignore]]`", "`acme/older` is"]);
    let german = pinned("language = \"de\"\nrules.\"acme/older\" = \"info\"", LIFE);
    german.check(&["check"], 0, &["`acme/older` heißt jetzt `acme/fault`"]);
    let both = "rules.\"acme/older\" = \"info\"\nrules.\"acme/fault\" = \"error\"";
    pinned(both, LIFE).check(&["check"], 1, &["acme/fault"]);
}

#[test]
fn a_rule_on_its_way_out_runs_and_is_told() {
    let place = pinned("", DEPRECATED);
    place.check(&["check"], 1, &["`acme/fault` is on its way out since 1.0.0: a fault"]);
    place.check(&["explain", "acme/fault"], 0, &["On its way out since 1.0.0: a fault"]);
    place.check(&["plugin", "inspect", "--describe", "plugins/acme.wasm"], 0, &["deprecated"]);
}

#[test]
fn a_preset_of_a_plugin_is_taken_over() {
    let place = pinned("extends = [\"plugin:acme-ab/quiet\"]", LIFE);
    place.check(&["check"], 0, &["acme/fault"]);
    place.check(&["rules"], 0, &["acme/fault info"]);
    let own = pinned("extends = [\"plugin:acme-ab/quiet\"]\nrules.\"acme/fault\" = \"error\"", LIFE);
    own.check(&["check"], 1, &["acme/fault"]);
    let wrong = place_with("extends = [\"plugin:acme-ab/quite\"]");
    wrong.check(&["check", "--unpinned"], 2, &["the plugin has no preset `quite`", "quiet"]);
    let nobody = place_with("extends = [\"plugin:acme-ac/quiet\"]");
    nobody.check(&["check", "--unpinned"], 2, &["no plugin `acme-ac` runs", "acme-ab"]);
}

fn place_with(more: &str) -> TrustFolder {
    place(more, LIFE)
}

#[test]
fn a_preset_of_rules_of_others_is_refused() {
    let foreign = LIFE.replace("acme/fault\\22", "data/fault\\22");
    let place = place("extends = [\"plugin:acme-ab/quiet\"]", &foreign);
    place.check(
        &["check", "--unpinned"],
        2,
        &["<preset acme-ab/quiet>:2:1", "`data/fault` is no rule of this plugin"],
    );
    place.check(&["plugin", "check", "plugins/acme.wasm"], 1, &["`data/fault` is no rule of this plugin"]);
}

#[test]
fn a_family_belongs_to_whom_the_organisation_names() {
    let owned = place("families.acme = [\"billing\"]", "");
    let said = "rules of the family `acme`, which `[families]` gives to billing";
    owned.check(&["plugin", "pin"], 3, &["plugins/acme.wasm", said]);
    owned.check(&["check", "--unpinned"], 3, &[said]);
    pinned("families.acme = [\"billing\", \"acme-ab\"]", "").check(&["check"], 1, &["acme/fault"]);
    place("families.data = [\"acme-ab\"]", "").check(
        &["check", "--unpinned"],
        2,
        &["the family `data` is that of"],
    );
    place("families.\"../x\" = []", "").check(&["check"], 2, &["`../x` is no name of a family or plugin"]);
}

#[test]
fn only_the_rules_that_are_asked_for_run() {
    let place = pinned("ignore = [{ rule = \"data/late-input\", reason = \"not now\" }]", "");
    let text = place.check(&["check", "--rule", "data/missing-input"], 0, &[]);
    assert!(!text.contains("acme/fault") && !text.contains("stale-ignore"), "{text}");
    place.check(&["check", "--rule", "acme/fault", "--rule", "data/missing-input"], 1, &["acme/fault"]);
    place.check(&["check", "--plugin", "acme-ab"], 1, &["acme/fault"]);
    place.check(&["check", "--plugin", "builtin"], 0, &[]);
    place.check(&["check", "--rule", "acme/falt"], 2, &["there is no rule `acme/falt`", "acme/fault"]);
    place.check(&["check", "--plugin", "acme-ac"], 2, &["there is no plugin `acme-ac`", "acme-ab"]);
    let refused = super::TrustFolder::new("[[plugin]]\npath = \"plugins\"\n");
    refused.check(&["check", "--plugin", "plugins/acme.wasm"], 2, &["not pinned"]);
}
