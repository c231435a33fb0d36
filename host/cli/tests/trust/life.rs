//! What plugins say of the life of their rules, and what a configuration says about rules of others.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use handoff_hostile::named;
use serde_json::{Value, json};

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
    place.check(&["plugin", "pin"], 0, &["handoff.lock"]);
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
    // A pattern fits what is there, not what a plugin says was there.
    let pattern = "ignore = [{ rule = \"acme/old*\", reason = \"not now\" }]";
    pinned(pattern, LIFE).check(&["check"], 1, &["acme/fault"]);
    let both = "rules.\"acme/older\" = \"info\"\nrules.\"acme/fault\" = \"error\"";
    pinned(both, LIFE).check(&["check"], 1, &["acme/fault"]);
}

#[test]
fn what_the_file_says_by_an_old_name_wins_over_what_it_extends() {
    let place = place("extends = [\"shared.toml\"]\nrules.\"acme/older\" = \"error\"", LIFE);
    place.write("shared.toml", "[rules]\n\"acme/fault\" = \"off\"\n");
    place.pin();
    place.check(&["check"], 1, &["error    acme/fault"]);
}

#[test]
fn a_pattern_ignores_no_rule_of_another_name() {
    let with = |rule: &str| {
        let moved = LIFE.replace("acme/older", "acmf/older");
        pinned(&format!("ignore = [{{ rule = \"{rule}\", reason = \"not now\" }}]"), &moved)
    };
    with("acmf/*").check(&["check"], 1, &["acme/fault"]);
    with("acmf/older").check(&["check"], 0, &["1 finding left out by `[[ignore]]`"]);
}

#[test]
fn settings_of_a_plugin_that_was_refused_are_no_mistake() {
    let place = pinned("rules.\"acme/older\" = \"error\"", LIFE);
    place.write("plugins/acme.wasm", named(["acme-ab", "1.0.1", "acme/fault"], LIFE));
    place.check(&["check"], 3, &["it has changed since it was pinned"]);
}

#[test]
fn a_rule_on_its_way_out_runs_and_is_told() {
    let place = pinned("", DEPRECATED);
    place.check(&["check"], 1, &["`acme/fault` is on its way out since 1.0.0: a fault"]);
    place.check(&["explain", "acme/fault"], 0, &["`acme/fault` is on its way out since 1.0.0: a fault"]);
    place.check(&["plugin", "inspect", "--describe", "plugins/acme.wasm"], 0, &["deprecated"]);
}

#[test]
fn every_command_that_checks_tells_of_the_life_of_rules() {
    let said = "`acme/fault` is on its way out since 1.0.0: a fault";
    let place = pinned("", DEPRECATED);
    place.check(&["map"], 0, &[said]);
    place.check(&["diff", "exports/order.handoff", "exports/order.handoff"], 0, &[said]);
    let mut watching = place.command(&["watch", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(watching.stdout.take().unwrap()).read_line(&mut first).unwrap();
    watching.kill().and_then(|()| watching.wait()).unwrap();
    assert!(first.contains("\"rule_notices\"") && first.contains(said), "{first}");
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

#[test]
fn what_a_plugin_ships_under_the_name_of_a_preset_belongs_to_it() {
    let adopt = LIFE.replace("\"quiet\"", "\"adopt\"");
    let place = place("", &adopt);
    place.check(&["plugin", "pin"], 0, &["handoff.lock"]);
    place.check(&["rules"], 0, &["acme/fault error"]);
    place.check(&["rules", "--preset", "adopt"], 0, &["acme/fault info"]);
    let own = pinned("preset = \"adopt\"\nrules.\"acme/fault\" = \"warning\"", &adopt);
    own.check(&["rules"], 0, &["acme/fault warning"]);
}

/// Its rule is about the customer.
const TAGGED: &str = r#"
(data (i32.const 2400) "\68\09\00\00\08\00\00\00")
(data (i32.const 2408) "customer")
(data (i32.const @rule-info.tags) "\60\09\00\00\01\00\00\00")
"#;

#[test]
fn the_presets_hold_for_rules_of_plugins() {
    let place = pinned("", "");
    place.check(&["check"], 1, &["acme/fault"]);
    place.check(&["check", "--preset", "adopt"], 0, &["warning  acme/fault"]);
    let text = place.check(&["check", "--preset", "customer"], 0, &[]);
    assert!(!text.contains("acme/fault"), "{text}");
    pinned("", TAGGED).check(&["check", "--preset", "customer"], 1, &["acme/fault"]);
}

#[test]
fn a_plugin_says_no_more_than_its_cap() {
    let capped = |more: &str, functions: &str| {
        let place = TrustFolder::new(&format!(
            "{more}\n[[plugin]]\npath = \"plugins/acme.wasm\"\nseverity-cap = \"warning\"\n"
        ));
        place.write("plugins/acme.wasm", named(["acme-ab", "1.0.0", "acme/fault"], functions));
        place.check(&["plugin", "pin"], 0, &["handoff.lock"]);
        place
    };
    let place = capped("", "");
    let said = "acme-ab 1.0.0 says 1 finding with a higher severity than `severity-cap` allows";
    let text = place.check(&["check"], 0, &["warning  acme/fault", said, "as `warning`"]);
    assert_eq!(text.matches("severity-cap").count(), 1, "{text}");
    place.check(&["rules"], 0, &["acme/fault warning"]);
    place.check(&["explain", "acme/fault"], 0, &["Reported as `warning` at most"]);
    place.check(&["plugin", "inspect", "plugins/acme.wasm"], 0, &["reported     as warning at most"]);
    place.check(&["config"], 0, &["severity-cap = \"warning\""]);
    capped("language = \"de\"", "").check(&["check"], 0, &["acme-ab 1.0.0 stuft 1 Befund höher ein"]);
    // What people say of a rule by its name is their own word; what a plugin ships is the plugin's.
    capped("rules.\"acme/fault\" = \"error\"", "").check(&["check"], 1, &["error    acme/fault"]);
    let loud = LIFE.replace("\\22info\\22\")", "\\22error\\22\")").replace("\\1d", "\\1e");
    assert_ne!(loud, LIFE);
    capped("extends = [\"plugin:acme-ab/quiet\"]", &loud).check(&["check"], 0, &["warning  acme/fault"]);
    let wrong = TrustFolder::new("[[plugin]]\npath = \"a.wasm\"\nseverity-cap = \"off\"\n");
    wrong.check(&["check"], 2, &["handoff.toml:3:16"]);
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
fn what_is_said_of_a_rule_that_is_gone_is_for_no_other_plugin() {
    let thief = LIFE.replace("acme/older", "data/older");
    let ours = place("rules.\"data/older\" = \"off\"", &thief);
    ours.check(
        &["plugin", "pin"],
        3,
        &["rules of the family `data`, which are those of the built-in plugin"],
    );
    let owned = place(
        "families.acme = [\"acme-ab\"]\nfamilies.beta = [\"beta-ab\"]",
        &LIFE.replace("acme/older", "beta/older"),
    );
    owned.check(&["plugin", "pin"], 3, &["the family `beta`, which `[families]` gives to beta-ab"]);
    let both = pinned("", LIFE);
    both.write("plugins/beta.wasm", named(["beta-ab", "1.0.0", "beta/fault"], LIFE));
    both.check(&["plugin", "pin"], 3, &["plugins/beta.wasm", "`acme/older`"]);
}

#[test]
fn what_an_update_does_to_rules_is_shown_before_it_is_pinned() {
    let place = pinned("", "");
    place.write("plugins/acme.wasm", named(["acme-ab", "1.0.1", "acme/fault"], LIFE));
    let said = ["presets    + quiet", "retired    + acme/older is acme/fault now"];
    place.check(&["plugin", "pin"], 0, &said);
    place.write("plugins/acme.wasm", named(["acme-ab", "1.0.2", "acme/fault"], DEPRECATED));
    let said =
        ["presets    - quiet", "retired    - acme/older", "acme/fault error → error, deprecated since 1.0.2"];
    place.check(&["plugin", "pin"], 0, &said);
    assert!(place.lock().contains("deprecated = \"1.0.2\""), "{}", place.lock());
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

/// Its rule has an option, and a schema of it of 143 bytes.
const OPTIONS: &str = r#"
(data (i32.const 2400) "{\22additionalProperties\22:false,\22properties\22:{\22days\22:{\22type\22:\22integer\22,\22title\22:\22Days\22,\22default\22:3,\22minimum\22:1,\22maximum\22:30}},\22required\22:[\22days\22]}")
(data (i32.const @rule-info.options-schema) "\60\09\00\00\8f\00\00\00")
"#;

#[test]
fn editors_know_the_options_of_pinned_plugins() {
    let place = pinned("", OPTIONS);
    let print = |place: &TrustFolder| -> (Option<i32>, Value) {
        let output = place.command(&["config", "--schema"]).output().unwrap();
        (output.status.code(), serde_json::from_slice(&output.stdout).unwrap())
    };
    let (code, schema) = print(&place);
    assert_eq!(code, Some(0));
    let days = "/properties/rules/properties/acme~1fault/anyOf/1/properties/days";
    assert_eq!(schema.pointer(days).unwrap()["title"], "Days");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let fits = |setting: Value| {
        let alone = validator.is_valid(&json!({ "rules": { "acme/fault": setting.clone() } }));
        let entry = json!({ "path": "plugins", "rules": { "acme/fault": setting } });
        assert_eq!(validator.is_valid(&json!({ "plugin": [entry] })), alone);
        alone
    };
    for good in [json!("off"), json!({ "days": 3 }), json!({ "severity": "info", "days": 30 }), json!({})] {
        assert!(fits(good.clone()), "{good}");
    }
    for bad in [json!("loud"), json!({ "days": 0 }), json!({ "days": "3" }), json!({ "hours": 3 })] {
        assert!(!fits(bad.clone()), "{bad}");
    }
    // What the schema takes, the program takes.
    place.write("handoff.toml", "rules.\"acme/fault\" = { days = 30 }\n[[plugin]]\npath = \"plugins\"\n");
    place.check(&["rules"], 0, &[]);
    place.write("handoff.toml", "rules.\"acme/fault\" = { days = 31 }\n[[plugin]]\npath = \"plugins\"\n");
    place.check(&["rules"], 2, &["days"]);
    // A file that somebody is about to write gets one too.
    place.write("handoff.toml", "rules.\"acme/fault\" = {");
    assert_eq!(print(&place).0, Some(2));
}
