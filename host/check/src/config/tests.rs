//! What a configuration means, and what it is told when it is wrong.

use handoff_landscape::contract::{Side, Subject};

use super::*;

fn read(text: &str) -> Result<Config, ConfigErrors> {
    Config::of(Some(ConfigFile::new("handoff.toml", text)), None)
}

/// Compares complaints, one a line: `line:column message | help`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let complaints = match read(text) {
        Ok(_) => Vec::new(),
        Err(ConfigErrors(complaints)) => complaints.iter().map(ConfigError::to_line).collect(),
    };
    assert_eq!(complaints, expected, "{text}");
}

#[test]
fn nothing_is_a_configuration() {
    let config = read("").unwrap();
    assert_eq!(config.preset.value, "recommended");
    assert_eq!(config.fail_on.value, FailOn::Error);
    assert!(config.settings.vocabulary.customer.contains(&"kunde".to_owned()));
}

#[test]
fn every_entry_arrives() {
    let config = read(include_str!("tests/whole.toml")).unwrap();
    let settings = &config.settings;
    assert_eq!(config.inputs[0].text, "exports/**/*.bpmn");
    assert_eq!(config.extends[1].text, "plugin:acme/strict");
    assert_eq!((config.families[0].family.as_str(), config.families[0].owners.len()), ("billing", 2));
    assert_eq!(config.preset.value, "strict");
    assert_eq!(config.fail_on.value, FailOn::Warning);
    assert_eq!(config.fail_on.origin.as_ref().map(|origin| (origin.line, origin.column)), Some((4, 11)));
    assert_eq!(settings.departments[0].name, "Customer Service");
    assert_eq!(settings.departments[0].aliases[1].text, "Kundendienst*");
    assert_eq!(settings.departments[1].side, Some(Side::Partner));
    assert!(settings.departments[1].agreement);
    assert_eq!(settings.customers[0].text, "Besteller");
    assert!(settings.touchpoints[0].inbound);
    assert!(!settings.touchpoints[1].inbound);
    assert_eq!(settings.glossary[0].synonyms, ["Kundenadresse", "Delivery address"]);
    assert_eq!(settings.glossary[0].steward.as_deref(), Some("Customer Service"));
    let shipping = &settings.contracts[0];
    assert_eq!(shipping.subject, Subject::Department("Shipping".into()));
    assert_eq!(shipping.within, Some(172_800));
    assert_eq!(shipping.complete_and_accurate, Some(0.85));
    let fields: Vec<_> = shipping.requires[0].fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(fields, ["street", "postcode", "city"]);
    assert_eq!(shipping.requires[0].fields[1].format.as_deref(), Some("5 digits"));
    assert_eq!(shipping.provides[0].data_type.as_deref(), Some("text"));
    assert_eq!(shipping.provides[0].many, Some(true));
    assert_eq!(shipping.requires[0].party.as_deref(), Some("Sales"));
    assert_eq!(shipping.requires[1].item, "Order");
    assert_eq!(shipping.requires[1].state.as_deref(), Some("approved"));
    assert!(shipping.requires[2].optional);
    assert_eq!(shipping.provides[0].party.as_deref(), Some("Customer Service"));
    assert_eq!(shipping.provides[0].origin.line, 46);
    assert_eq!(settings.contracts[1].subject, Subject::Step("Ship goods".into()));
    assert_eq!(settings.given[0].process.as_deref(), Some("Order handling"));
    assert!(settings.vocabulary.negative.contains(&"kein bedarf".to_owned()));
    let unused = config.rules.iter().find(|entry| entry.rule == "data/unused-output").unwrap();
    assert_eq!(unused.level, Some(Level::Off));
    let ping_pong = config.rules.iter().find(|entry| entry.rule == "transfer/ping-pong").unwrap();
    assert_eq!((ping_pong.level, &ping_pong.options["times"]), (Some(Level::Error), &serde_json::json!(3)));
    assert_eq!(config.plugins[0].path.text, "plugins");
    assert_eq!(config.plugins[1].signers[0].name, "acme");
    let fax = config.rules.iter().find(|entry| entry.rule == "acme/fax").unwrap();
    assert_eq!(
        (fax.plugin, fax.level, &fax.options["days"]),
        (Some(1), Some(Level::Error), &serde_json::json!(3))
    );
    assert_eq!(config.ignores[0].until, Date::parse("2027-03-31"));
    assert_eq!(config.ignores[1].describe(), "transfer/*, exports/*.bpmn, Task_1, Sales, Order");
    let written: Vec<&str> = config.written.iter().map(|entry| entry.rule.id.as_str()).collect();
    assert_eq!(written, ["acme/ship-unchecked", "acme/answer-late", "acme/list-leaves", "acme/bare-order"]);
    assert_eq!(config.written[1].rule.conditions["within"], 172_800);
}

#[test]
fn typos_are_recognised() {
    check("prest = \"strict\"", &["1:1 there is no key `prest` here | did you mean `preset`?"]);
    check("preset = \"strickt\"", &["1:10 there is no preset `strickt` | did you mean `strict`?"]);
    check("fail-on = \"eror\"", &["1:11 `eror` is not possible here | did you mean `error`?"]);
    check("fail_on = \"warning\"", &[]);
    check(
        "language = \"klingon\"",
        &["1:12 there are no messages in `klingon` | it is one of: en, de, fr, es, pt, it, nl"],
    );
    check(
        "[[contract]]\ndepartment = \"A\"\nrequire = [\"B\"]",
        &["3:1 there is no key `require` here | did you mean `requires`?"],
    );
    check(
        "[[contract]]\ndepartment = \"A\"\nrequires = [{ item = \"B\", too = \"C\" }]",
        &[
            "3:27 there is no key `too` here | it is one of: item, state, fields, from, type, unit, many, format, evidence, optional",
        ],
    );
    check(
        "[rules]\n\"data/late-input\" = \"eror\"",
        &["2:21 `eror` is not possible here | did you mean `error`?"],
    );
}

#[test]
fn patterns_are_bounded_and_plain_paths_are_not() {
    let list =
        |key: &str, entry: &str, count| format!("{key} = [{}]", vec![format!("{entry:?}"); count].join(", "));
    let (long, plain) = (format!("{}*", "x".repeat(1023)), "x".repeat(1024));
    for key in ["inputs", "exclude", "contracts"] {
        check(&list(key, &long, 32), &[]);
        check(&list(key, &plain, 64), &[]);
        let line = format!(
            "1:{} with this the patterns of the list are longer than 32 KiB | name folders where many patterns are in one, or name files without `*`",
            key.len() + 5 + 32 * 1028
        );
        check(&list(key, &long, 34), &[&line]);
    }
    let ignore = |file: &str| format!("[[ignore]]\nfile = {file:?}\nreason = \"r\"\n");
    check(&ignore(&plain).repeat(64), &[]);
    check(
        &ignore(&long).repeat(34),
        &[
            "98:8 with this the patterns of the list are longer than 32 KiB | name folders where many patterns are in one, or name files without `*`",
        ],
    );
}

#[test]
fn all_faults_of_a_file_are_told_at_once() {
    check(
        "prest = \"strict\"\ncustomers = \"Kunde\"\n[[department]]\naliases = [7, \"Vertrieb\"]\n[[contract]]\nwithin = \"soon\"",
        &[
            "1:1 there is no key `prest` here | did you mean `preset`?",
            "2:13 expected a list in brackets, found string \"Kunde\"",
            "3:1 the key `name` is missing | add `name = …`",
            "4:12 expected a string, found integer `7`",
            "6:10 `soon` is no length of time | `soon` does not start with a number; write it like `2d`, `4h 30m` or `P2D`",
        ],
    );
}

#[test]
fn a_fault_inside_a_value_is_no_lack_of_it() {
    check("[[department]]\nname = 7", &["2:8 expected a string, found integer `7`"]);
}

#[test]
fn broken_toml_is_told_with_its_place() {
    check(
        "inputs = [\"a\"\n[rules",
        &["2:1 this is not TOML: missing comma between array elements, expected `,`"],
    );
}

#[test]
fn contradictions_are_told() {
    check(
        "[[department]]\nname = \"Sales\"\naliases = [\"Vertrieb\"]\n[[department]]\nname = \"Shipping\"\naliases = [\"vertrieb\"]",
        &[
            "6:12 `vertrieb` already stands for the department `Sales` in line 2 | one name can mean only one of them; \
           remove it in one place",
        ],
    );
    check(
        "customers = [\"Acme\"]\npartners = [\"acme\"]",
        &["2:13 `acme` is the customer and a partner at once | leave it in one of the two lists"],
    );
    check(
        "[[contract]]\nrequires = [\"C\"]",
        &["1:1 this contract does not say whose it is | add `department = …`, `step = …` or `process = …`"],
    );
    check("customers = [\"*\"]", &["1:14 this fits every name | add a part of the name, like `Customer*`"]);
    check(
        "[[contract]]\ndepartment = \"A\"\nstep = \"B\"\nrequires = [\"C\"]",
        &[
            "3:8 a contract belongs to a department, a step or a process, not to two of them | write two contracts",
        ],
    );
    check(
        "[[contract]]\ndepartment = \"A\"",
        &[
            "1:1 this contract states nothing | add `requires`, `provides`, `within` or `complete_and_accurate`",
        ],
    );
    check(
        "[[contract]]\ndepartment = \"A\"\ncomplete_and_accurate = 85",
        &["3:25 a share lies between 0 and 1 | write 85 % as `0.85`"],
    );
    check(
        "[[contract]]\ndepartment = \"A\"\nrequires = [{ item = \"B [new]\", state = \"old\" }]",
        &["3:13 the item is `new` by its name and `old` by its state | write the state once"],
    );
}

#[test]
fn ignores_say_what_and_why() {
    check(
        "[[ignore]]\nreason = \" \"",
        &[
            "1:1 this would ignore every finding | add a `rule`, `file`, `element`, `department` or `item`",
            "2:10 the reason is empty | say why this is not to be mended now",
        ],
    );
    check("[[ignore]]\nrule = \"a/b\"", &["1:1 the key `reason` is missing | add `reason = …`"]);
    check(
        "[[ignore]]\nrule = \"a/b\"\nreason = \"c\"\nuntil = \"2027-02-30\"",
        &["4:9 `2027-02-30` is no day of the calendar | write it like `2027-03-31`"],
    );
    check(
        "[[ignore]]\nfile = \"[\"\nreason = \"c\"",
        &["2:8 this is no glob: unclosed character class; missing ']'"],
    );
}

#[test]
fn plugins_and_keys_are_checked() {
    let key = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    check("[[plugin]]", &["1:1 the key `path` is missing | add `path = …`"]);
    check(
        "[[plugin]]\npath = \" \"",
        &["2:8 the path of the plugin is empty | write its name, or leave the entry out"],
    );
    check(
        "[[plugin]]\npath = \"plugins/*.wasm\"",
        &[
            "2:8 a plugin is named by its path, not by a pattern | name the folder to take every `*.wasm` in it",
        ],
    );
    check(
        "[[plugin]]\npath = \"a.wasm\"\n[[plugin]]\npath = \"a.wasm\"",
        &["4:8 `a.wasm` is already named in line 2 | name it once"],
    );
    check(
        "[[plugin]]\npath = \"a.wasm\"\nsigned-by = []",
        &[
            "3:13 nobody could sign this plugin | name a key of `[keys]`, or remove `signed-by` to ask for no signature",
        ],
    );
    check(
        "[[plugin]]\npath = \"a.wasm\"\nsigned-by = [\"acme\"]",
        &["3:14 there is no key `acme` | add `acme = \"RW…\"` to `[keys]`"],
    );
    check(
        &format!("[keys]\nacme = \"{key}\"\n[[plugin]]\npath = \"a.wasm\"\nsigned-by = [\"acmee\"]"),
        &["5:14 there is no key `acmee` | did you mean `acme`?"],
    );
    // One fault is told once: the key is named, and wrong.
    check(
        "[keys]\nacme = \"RWQ\"\n[[plugin]]\npath = \"a.wasm\"\nsigned-by = [\"acme\"]",
        &[
            "2:8 this is no public key of minisign | write the second line of the `.pub` file that `minisign -G` made; \
             it begins with `RW`",
        ],
    );
    check(
        "[[plugin]]\npath = \"a.wasm\"\nrules = { \"a/b\" = \"of\" }",
        &["3:19 `of` is not possible here | did you mean `off`?"],
    );
}

#[test]
fn rule_names_are_checked_once_the_rules_are_known() {
    let config =
        read("[rules]\n\"data/late-inputs\" = \"off\"\n[[ignore]]\nrule = \"nothing\"\nreason = \"x\"")
            .unwrap();
    let known = ["data/late-input", "data/racing-input"];
    let complaint = config.rules[0].unknown(known.into_iter()).unwrap();
    assert_eq!(
        complaint.to_line(),
        "2:1 there is no rule `data/late-inputs` | did you mean `data/late-input`?"
    );
    let complaint = config.ignores[0].unknown(known.into_iter()).unwrap();
    assert_eq!(complaint.to_line(), "4:8 there is no rule `nothing` | `handoff rules` lists them all");
}

#[test]
fn a_complaint_shows_the_place() {
    let complaints = read("# ours\npreset = \"strickt\"\n").unwrap_err();
    assert_eq!(
        complaints.render(Language::English, false),
        "error: there is no preset `strickt`\n \
         --> handoff.toml:2:10\n  \
         |\n\
         2 | preset = \"strickt\"\n  \
         |          ^^^^^^^^^\n  \
         |\n  \
         = help: did you mean `strict`?"
    );
}

#[test]
fn contract_files_hold_contracts_terms_and_sources_only() {
    let mut config = read("").unwrap();
    let add = |config: &mut Config, text: &str| {
        config.add_contracts(ConfigFile::new("contracts/shipping.toml", text))
    };
    add(&mut config, "[[contract]]\ndepartment = \"Shipping\"\nrequires = [\"Order [approved]\"]").unwrap();
    assert_eq!(config.settings.contracts[0].requires[0].state.as_deref(), Some("approved"));
    assert_eq!(config.settings.contracts[0].origin.file.as_ref(), "contracts/shipping.toml");
    let wrong = add(&mut config, "preset = \"strict\"").unwrap_err();
    assert_eq!(
        wrong.0[0].to_line(),
        "1:1 there is no key `preset` here | it is one of: contract, source, term"
    );
}

#[test]
fn the_schema_names_every_key_and_allows_no_other() {
    let schema = schema();
    assert_eq!(schema["additionalProperties"], false);
    for key in
        ["inputs", "fail-on", "department", "contract", "rules", "ignore", "vocabulary", "plugin", "keys"]
    {
        assert!(schema["properties"][key]["description"].is_string(), "{key}");
    }
}

#[test]
fn the_worked_examples_of_contracts_read() {
    let mut config = read("").unwrap();
    for text in [
        include_str!("../../../../rules/contracts/shipping.toml"),
        include_str!("../../../../rules/contracts/kundendienst.toml"),
    ] {
        config.add_contracts(ConfigFile::new("contract.toml", text)).unwrap();
    }
    assert_eq!(config.settings.contracts.len(), 3);
}
