//! Findings, departments and map name the same giver for the same gap, and what rests on a guess is likely.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::program;

/// Checks exports as one landscape and compares, for each need that a finding is about, who should give what is missing; the
/// expected lines are `item: giver -> receiver`.
fn check(name: &str, files: &[(&str, &str)], contract: &str, expected: &[&str]) {
    let folder = format!("givers/{name}");
    for (file, text) in files {
        program::write(&format!("{folder}/{file}"), text.as_bytes());
    }
    let config = format!("{folder}/handoff.toml");
    program::write(&config, contract.as_bytes());
    let (_, report) = program::check(&["--config", &config, &folder]);
    let map = program::map(&["--config", &config, &folder]);
    let mut needs: BTreeMap<&str, (&Value, &Value)> = BTreeMap::new();
    for department in list(&map["departments"]) {
        for input in list(&department["inputs"]) {
            for print in list(&input["findings"]) {
                needs.insert(print.as_str().expect("a fingerprint"), (&department["name"], input));
            }
        }
    }
    let mut found = Vec::new();
    for finding in list(&report["findings"]) {
        let print = finding["fingerprint"].as_str().expect("a fingerprint");
        let Some((department, input)) = needs.get(print) else { continue };
        let (from, to) = (&finding["from"], &finding["to"]);
        let suppliers: Vec<&Value> = list(&input["suppliers"]).filter(|giver| giver != department).collect();
        let giver = match suppliers[..] {
            [one] => one,
            _ => &Value::Null,
        };
        assert_eq!(giver, from, "{name}: {finding:#}\n{input:#}");
        assert_eq!(*department, to, "{name}: {finding:#}");
        let drawn = list(&map["borders"]).any(|border| border["from"] == *from && border["to"] == *to);
        assert!(from.is_null() || drawn, "{name}: no border {from} -> {to}");
        let word = |value: &Value| value.as_str().unwrap_or("nobody").to_owned();
        found.push(format!("{}: {} -> {}", word(&finding["item"]), word(from), word(to)));
    }
    assert_eq!(found, expected, "{name}");
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[test]
fn nobody_is_not_who_stands_before() {
    let text = "pool Company\n lane Sales\n  start S\n  task Check order | gives Order\n lane Shipping\n  task Ship goods | needs Order, Address\n S -> Check order -> Ship goods";
    check("before", &[("a.handoff", text)], "", &["Address: nobody -> Shipping"]);
}

#[test]
fn a_contract_names_who_should_give() {
    let text = "pool Company\n lane Sales\n  start S\n  task Check order\n lane Shipping\n  task Ship goods\n S -> Check order -> Ship goods";
    let contract =
        "[[contract]]\ndepartment = \"Shipping\"\nrequires = [{ item = \"Address\", from = \"Sales\" }]\n";
    check("contract", &[("a.handoff", text)], contract, &["Address: Sales -> Shipping"]);
}

#[test]
fn one_branch_names_its_own() {
    let text = "pool Company\n lane Sales\n  start S\n  xor Web?\n  task Take address | gives Address\n  xor J\n lane Shipping\n  task Ship goods | needs Address\n S -> Web? -yes-> Take address -> J -> Ship goods\n Web? -no-> J";
    check("branch", &[("a.handoff", text)], "", &["Address: Sales -> Shipping"]);
}

#[test]
fn two_files_name_one_giver() {
    let sales = "pool Sales office\n start Call taken\n task Enter address | gives Address\n end message Order sent | name Order\n Call taken -> Enter address -> Order sent";
    let stock = "pool Warehouse\n start message Order received | name Order\n task Ship goods | needs Address\n Order received -> Ship goods";
    check(
        "files",
        &[("sales.handoff", sales), ("stock.handoff", stock)],
        "",
        &["Address: Sales office -> Warehouse"],
    );
}

/// Checks a call that names a process by its id or its name, and returns how sure a rule is of what it says of the process.
fn certainty(calls: &str, rule: &str) -> String {
    let text = format!(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' \
           xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='urn:x'>\
         <process id='order' name='Take order' isExecutable='true'><startEvent id='s' name='Order received'/>\
         <userTask id='t' name='Enter the order'/>\
         <callActivity id='c' name='Send the goods' calledElement='{calls}'><extensionElements>\
         <camunda:in source='order' target='order'/></extensionElements></callActivity>\
         <sequenceFlow id='f' sourceRef='s' targetRef='t'/><sequenceFlow id='g' sourceRef='t' targetRef='c'/></process>\
         <process id='ship' name='Ship goods' isExecutable='true'><startEvent id='b' name='Goods wanted'/>\
         <serviceTask id='p' name='Pack the goods'><extensionElements><camunda:inputOutput>\
         <camunda:inputParameter name='to'>${{address}}</camunda:inputParameter></camunda:inputOutput></extensionElements>\
         </serviceTask><receiveTask id='w' name='Wait for the carrier to answer'/>\
         <sequenceFlow id='h' sourceRef='b' targetRef='p'/><sequenceFlow id='i' sourceRef='p' targetRef='w'/></process>\
         </definitions>"
    );
    let path = format!("guessed/{calls}.bpmn");
    program::write(&path, text.as_bytes());
    let (_, report) = program::check(&["--isolated", &path]);
    let mut found = list(&report["findings"]).filter(|finding| finding["rule"] == rule);
    found.next().map_or_else(|| format!("{report:#}"), |finding| finding["certainty"].to_string())
}

#[test]
fn what_rests_on_a_name_is_likely() {
    for rule in ["data/missing-input", "timing/unlimited-wait"] {
        assert_eq!(certainty("ship", rule), "\"certain\"", "{rule}");
        assert_eq!(certainty("Ship goods", rule), "\"likely\"", "{rule}");
    }
}
