//! Rules that are written in `handoff.toml`, from the configuration to the report, and the packs that come with `handoff`.

#![expect(clippy::unwrap_used, reason = "a test that fails here is a failed test")]

use handoff_check::Exit;
use handoff_check::config::pack_names;
use handoff_cli::{play, run};
use handoff_machine::MemorySystem;

/// A shop that packs on credit, and one that does not.
const SHOP: &str = "handoff text 1
pool Shop
  lane Sales
    start Order received
    xor   Known?
    task  Check credit
  lane Depot
    task  Pack goods
    end   Packed
Order received -> Known?
Known? -no-> Check credit -> Pack goods
Known? -yes-> Pack goods -> Packed
";

/// A rule that the shop breaks, with a case of each kind.
const RULE: &str = r#"
[[rule]]
id = "acme/unchecked"
severity = "error"
title = { en = "Goods are packed unchecked", de = "Ware wird ungeprüft gepackt" }
message = { en = "{department} packs at {step}, and nobody has checked.", de = "{department} packt bei {step}, und niemand hat geprüft." }
remedy = "Check before."
step = { label = "Pack *", department = "Depot" }
after = { label = "Check *" }

[[rule.case]]
model = """
pool Shop
  lane Depot
    start Ordered
    task  Pack goods
Ordered -> Pack goods
"""
finds = ["pack-goods"]

[[rule.case]]
model = """
pool Shop
  lane Depot
    start Ordered
    task  Check goods
    task  Pack goods
Ordered -> Check goods -> Pack goods
"""
"#;

fn machine(configuration: &str) -> MemorySystem {
    MemorySystem::default().with_program(play).file("handoff.toml", configuration).file("shop.handoff", SHOP)
}

/// Runs `handoff …` and compares how it ends, and parts of what it says.
#[track_caller]
fn check(machine: &MemorySystem, arguments: &[&str], exit: Exit, said: &[&str]) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = ["handoff"].iter().chain(arguments).map(std::ffi::OsString::from);
    let ended = run(words, machine, &mut out, &mut err);
    out.extend(err);
    // However wide the page is: what is said counts.
    let text = String::from_utf8(out).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(ended, exit, "{arguments:?}\n{text}");
    for said in said {
        assert!(text.contains(said), "{arguments:?}: no {said:?} in\n{text}");
    }
}

#[test]
fn a_written_rule_is_a_rule_like_any_other() {
    let shop = machine(RULE);
    let said = ["Depot packs at “Pack goods”, and nobody has checked.", "Check before.", "acme/unchecked"];
    check(&shop, &["check", "shop.handoff"], Exit::Findings, &said);
    check(&shop, &["rules"], Exit::Clean, &["acme/unchecked error likely Goods are packed unchecked"]);
    check(
        &shop,
        &["explain", "acme/unchecked"],
        Exit::Clean,
        &["written", "Found: error acme/unchecked pack-goods"],
    );
    check(&shop, &["config"], Exit::Clean, &["id = \"acme/unchecked\"", "label = [\"Pack *\"]"]);
    check(&shop, &["config", "--schema"], Exit::Clean, &["acme/unchecked", "together-with"]);
    check(&shop, &["rule", "test"], Exit::Clean, &["2 cases: 1 validated, 1 reported"]);
    let german = machine(&format!("language = \"de\"\n{RULE}"));
    check(&german, &["check", "shop.handoff"], Exit::Findings, &["Depot packt bei „Pack goods“"]);
    let off = machine(&format!(
        "{RULE}\n[rules]\n\"acme/unchecked\" = \"off\"\n\"ownership/unowned-step\" = \"off\""
    ));
    check(&off, &["check", "shop.handoff"], Exit::Clean, &[]);
    let ignored = machine(&format!("{RULE}\n[[ignore]]\nrule = \"acme/unchecked\"\nreason = \"soon\""));
    check(&ignored, &["check", "shop.handoff"], Exit::Clean, &["1 finding ignored"]);
}

#[test]
fn a_case_that_is_wrong_fails_the_test() {
    let wrong = machine(&RULE.replace("finds = [\"pack-goods\"]", ""));
    check(&wrong, &["rule", "test"], Exit::Findings, &["+ error acme/unchecked pack-goods", "no wrong case"]);
    check(&machine(""), &["rule", "test"], Exit::Usage, &["no rule is written in the configuration"]);
}

#[test]
fn a_rule_about_nothing_is_said() {
    let renamed = machine(&RULE.replace("department = \"Depot\"", "department = \"Warehouse\""));
    let said = ["handoff/idle-rule", "`acme/unchecked` is about nothing that the exports show"];
    check(&renamed, &["check", "shop.handoff"], Exit::Clean, &said);
}

#[test]
fn ids_and_words_that_are_taken_or_unknown_are_refused_with_their_place() {
    let named = |id: &str| machine(&RULE.replace("acme/unchecked", id));
    for (id, said) in [
        ("data/late-input", "the family `data` is that of rules of handoff itself"),
        ("handoff/mine", "the family `handoff` is that of rules of handoff itself"),
        ("Acme", "`Acme` is no id of a rule"),
    ] {
        check(&named(id), &["check", "shop.handoff"], Exit::Usage, &[said, "handoff.toml:3:6"]);
    }
    let twice = machine(&format!("{RULE}{RULE}"));
    check(
        &twice,
        &["rules"],
        Exit::Usage,
        &["the rule `acme/unchecked` is already written in line 3 of handoff.toml"],
    );
    let owned = machine(&format!("{RULE}\n[families]\nacme = [\"acme-rules\"]"));
    check(&owned, &["rules"], Exit::Usage, &["the family `acme` belongs to acme-rules", "`written`"]);
    let words = machine(&RULE.replace("{ label = \"Check *\" }", "{ words = \"papers\" }"));
    check(&words, &["rules"], Exit::Usage, &["there is no list of words `papers`", "did you mean `paper`?"]);
}

#[test]
fn rules_and_words_come_from_shared_files() {
    let company = format!("{RULE}\n[vocabulary.hints]\nproof = [\"check\"]")
        .replace("label = \"Check *\"", "words = \"proof\"");
    let shop = machine("extends = [\"company.toml\"]").file("company.toml", company);
    check(&shop, &["check", "shop.handoff"], Exit::Findings, &["Depot packs at “Pack goods”"]);
}

/// A rule of each demand that no pack makes, each with its cases.
const DEMANDS: &str = r#"
[[rule]]
id = "acme/one-pair-of-eyes"
title = "Who orders pays"
message = "{department} does both {step} and {other}."
step = { label = "Order *" }
apart-from = { label = "Pay *" }
[[rule.case]]
model = """
pool P
  lane Office
    start -> task Order goods -> task Pay bill -> end
"""
finds = ["order-goods"]
[[rule.case]]
model = """
pool P
  lane Office
    start -> task Order goods
  lane Accounting
    task Pay bill -> end
Order goods -> Pay bill
"""

[[rule]]
id = "acme/fax"
title = "Something is faxed"
message = "{department} faxes at {step}."
step = { label = "* fax", kind = ["task", "send-task"] }
never = true
[[rule.case]]
model = """
pool P
  lane Office
    start -> task Send fax -> end
"""
finds = ["send-fax"]
[[rule.case]]
model = """
pool P
  lane Office
    start -> user Send fax -> end
"""

[[rule]]
id = "acme/bare-order"
title = "The depot gets no address"
message = "{giver} hands over to {receiver} at {step}, and no address goes along."
handoff = { from = { department = "Sales" }, to = { department = "Depot" } }
carries = "Address"
[[rule.case]]
model = """
pool P
  lane Sales
    start -> task Take order
  lane Depot
    task Pack -> end
Take order -> Pack
"""
finds = ["flow-take-order-pack"]
[[rule.case]]
model = """
pool P
  lane Sales
    start Asked
    task Take order | gives Address
  lane Depot
    task Pack | needs Address
Asked -> Take order -> Pack
"""

[[rule]]
id = "acme/unasked"
title = "Work begins unasked"
message = "{department} begins {step} unasked."
step = { label = "Work" }
after = { label = "Ask" }
[[rule.case]]
title = "An event ends the asking before it is done"
model = """
pool P
  lane Office
    start -> user Ask -> task Work -> end
    boundary timer Too late on Ask | timer P1D
Too late -> Work
"""
finds = ["work"]
[[rule.case]]
title = "Asked in a sub-process that surely runs"
model = """
pool P
  lane Office
    sub Prepare {
      start -> task Ask -> end
    }
    start -> Prepare -> task Work -> end
"""
"#;

#[test]
fn every_demand_passes_its_cases() {
    check(&machine(DEMANDS), &["rule", "test"], Exit::Clean, &["8 cases: 4 validated, 4 reported"]);
}

#[test]
fn every_pack_passes_its_cases() {
    let packs: Vec<String> = pack_names().map(|name| format!("\"pack:{name}\"")).collect();
    let shop = machine(&format!("extends = [{}]", packs.join(", ")));
    check(&shop, &["rule", "test"], Exit::Clean, &["personal-data/leaves-company", "validated", "reported"]);
    check(&shop, &["check", "--all", "shop.handoff"], Exit::Clean, &["handoff/idle-rule"]);
    let wrong = machine("extends = [\"pack:quote-in-time\"]");
    check(
        &wrong,
        &["rules"],
        Exit::Usage,
        &["there is no pack", "did you mean `quotes-in-time`?", "handoff.toml:1:12"],
    );
}
