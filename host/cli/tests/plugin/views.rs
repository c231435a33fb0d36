//! Views of real exports, before there is a component.

use handoff_check::Exit;
use handoff_machine::System as _;
use serde_json::Value;

use crate::{check, empty};

const EXPORT: &str = "handoff text 1
pool Company
  lane Sales
    start Begin
    task Check order
    end Done
Begin -> Check order -> Done
";

/// Writes the views of two exports that have nothing to do with each other, and reads one of them.
fn view(arguments: &[&str], file: &str) -> Value {
    let other = EXPORT.replace("Sales", "Shipping").replace("Company", "Other");
    let machine = empty().file("exports/order.handoff", EXPORT).file("exports/more/order.handoff", other);
    check(&machine, &[&["views", "exports"], arguments].concat(), Exit::Clean, &[file]);
    serde_json::from_slice(&machine.read(file.as_ref(), 1 << 20).unwrap()).unwrap()
}

#[test]
fn each_part_of_the_landscape_is_a_view() {
    let mut pools: Vec<Value> = ["views/order.json", "views/order-unit-2.json"]
        .map(|file| view(&[], file)["departments"][0]["name"].clone())
        .to_vec();
    pools.sort_by_key(ToString::to_string);
    assert_eq!(pools, ["Company", "Other"]);
}

/// What a test in the plugin's own language needs is there: the rules to run, lists, texts and places, and no question yet.
#[test]
fn a_view_is_whole() {
    let view = view(&["--rule", "acme/fault", "--out", "shown"], "shown/order.json");
    assert_eq!(view["format"], "handoff-view/2");
    assert_eq!(view["language"], "en");
    assert_eq!(view["rules"], serde_json::json!([{ "rule": "acme/fault", "options": {} }]));
    assert_eq!(view["expected"], serde_json::json!([]));
    assert_eq!(view["questions"]["path"], serde_json::json!([]));
    assert_eq!(view["steps"].as_array().map(Vec::len), Some(3));
    assert_eq!(view["elements"]["step"].as_array().map(Vec::len), Some(3));
    assert!(view["texts"]["label"].as_array().is_some_and(|labels| labels.contains(&"Check order".into())));
}

#[test]
fn what_cannot_be_read_is_told() {
    check(&empty(), &["views", "nowhere"], Exit::Usage, &["nowhere"]);
    let machine = empty().file("broken.bpmn", "<definitions");
    check(&machine, &["views", "broken.bpmn"], Exit::Usage, &["broken.bpmn"]);
}
