//! Which plugins a host takes, and that the engine links an older one to a newer contract.

use wasmtime::component::{Component, Linker, Resource, ResourceType, Val};
use wasmtime::{Engine, Store, StoreContextMut};

use super::lists::{LISTS, QUESTIONS};
use super::{Contract, ContractRemedy, UnsupportedContract, covers, unsupported, wire};

fn check(names: &[&str], expected: Result<Option<Contract>, ContractRemedy>) {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let found = Contract::of(&names).map_err(|UnsupportedContract { remedy, .. }| remedy);
    assert_eq!(found, expected, "{names:?}");
}

#[test]
fn the_error_says_which_side_to_upgrade() {
    check(&["wasi:cli/run@0.2.0", "handoff:plugin/log@0.1.0"], Ok(Some(Contract::V1)));
    check(&["handoff:plugin/rules@0.2.0", "handoff:plugin/log@0.2.0"], Ok(Some(Contract::V2)));
    check(&["wasi:cli/run@0.2.0"], Ok(None));
    check(&["handoff:plugin/rules@0.1.0", "handoff:plugin/log@0.2.0"], Err(ContractRemedy::BuildForOne));
    check(&["handoff:plugin/rules@0.2.1"], Err(ContractRemedy::UpgradeHost));
    check(&["handoff:plugin/rules@0.1.1"], Err(ContractRemedy::UpgradeHost));
    check(&["handoff:plugin/rules@0.1.0", "handoff:plugin/log@0.1.1"], Err(ContractRemedy::UpgradeHost));
    check(&["handoff:plugin/rules@1.0.0"], Err(ContractRemedy::UpgradeHost));
    check(&["handoff:plugin/rules@0.0.9"], Err(ContractRemedy::Rebuild));
    check(&["handoff:plugin/rules"], Err(ContractRemedy::BuildFromRelease));
    check(&["handoff:plugin/rules@new"], Err(ContractRemedy::BuildFromRelease));
    check(&["handoff:plugin/rules@0.1.0-draft"], Err(ContractRemedy::BuildFromRelease));
    check(&["handoff:plugin/rules@0.1"], Err(ContractRemedy::BuildFromRelease));
}

#[test]
fn a_host_covers_its_own_patch_and_those_before() {
    let check = |spoken, found, expected| assert_eq!(covers(spoken, found), expected, "{spoken} and {found}");
    check("0.1.3", "0.1.3", true);
    check("0.1.3", "0.1.0", true);
    check("0.1.3", "0.1.4", false);
    check("0.1.3", "0.2.0", false);
    check("0.2.0", "0.1.3", false);
    check("0.1.10", "0.1.9", true);
    check("0.1.3", "", false);
    assert_eq!(unsupported("0.1.4", ["0.1.3", "0.2.0"]).remedy, ContractRemedy::UpgradeHost);
    assert_eq!(unsupported("0.1.4", ["0.2.0"]).remedy, ContractRemedy::Rebuild);
}

#[test]
fn only_the_contract_is_offered() {
    assert!(Contract::V1.offers("handoff:plugin/model@0.1.0"));
    assert!(!Contract::V1.offers("handoff:plugin/model@0.1.1"));
    assert!(!Contract::V1.offers("handoff:plugin/model@0.2.0"));
    assert!(Contract::V2.offers("handoff:plugin/model@0.2.0"));
    assert!(!Contract::V1.offers("handoff:plugin/rules@0.1.0"));
    assert!(!Contract::V1.offers("wasi:cli/environment@0.2.0"));
}

/// The contract, and a component that was built for it.
const WIT: &str = include_str!("../../../../plugins/wit/handoff.wit");
const BUILTIN: &[u8] = include_bytes!("../../../../plugins/dist/builtin.wasm");

#[test]
fn the_version_is_that_of_the_contract() {
    let package = format!("package handoff:plugin@{};", Contract::NEWEST.version());
    assert!(WIT.contains(&package), "handoff.wit does not say `{package}`");
}

/// A host of the future: the same names one patch later, with one more query and one more interface.
fn newer(engine: &Engine) -> Linker<()> {
    let mut linker = Linker::new(engine);
    let mut model = linker.instance("handoff:plugin/model@0.2.1").unwrap();
    model.resource("view", ResourceType::host::<()>(), |_, _| Ok(())).unwrap();
    // One that a later patch has added.
    for list in LISTS.into_iter().chain(["deadlines"]) {
        let empty = |store: StoreContextMut<'_, ()>, _, asked: &[Val], answers: &mut [Val]| {
            answers.fill(Val::List(Vec::new()));
            if let [Val::Resource(view), ..] = asked { view.resource_drop(store) } else { Ok(()) }
        };
        model.func_new(&format!("[method]view.{list}"), empty).unwrap();
    }
    for question in QUESTIONS {
        let never = |_: StoreContextMut<'_, ()>, _, _: &[Val], _: &mut [Val]| wasmtime::bail!("unasked");
        model.func_new(&format!("[method]view.{question}"), never).unwrap();
    }
    let mut log = linker.instance("handoff:plugin/log@0.2.1").unwrap();
    log.func_new("emit", |_, _, _, _| Ok(())).unwrap();
    linker.instance("handoff:plugin/types@0.2.1").unwrap();
    linker.instance("handoff:plugin/clock@0.2.1").unwrap();
    linker
}

/// What `configure` and `check` answer.
type ConfigureReturn = (Result<(), String>,);
type CheckReturn = (Result<Vec<wire::Finding>, String>,);

#[test]
fn a_plugin_of_an_older_patch_runs_on_a_newer_host() {
    let engine = Engine::default();
    let component = Component::from_binary(&engine, BUILTIN).unwrap();
    let mut store = Store::new(&engine, ());
    let instance = newer(&engine).instantiate(&mut store, &component).unwrap();
    let rules = instance.get_export_index(&mut store, None, "handoff:plugin/rules@0.2.1").unwrap();
    let mut export = |name| instance.get_export_index(&mut store, Some(&rules), name).unwrap();
    let (describe, configure, check) = (export("describe"), export("configure"), export("check"));

    let describe = instance.get_typed_func::<(), (wire::Description,)>(&mut store, describe).unwrap();
    let (description,) = describe.call(&mut store, ()).unwrap();
    assert!(!description.rules.is_empty());

    let configure =
        instance.get_typed_func::<(Vec<wire::RuleOptions>,), ConfigureReturn>(&mut store, configure).unwrap();
    let options =
        description.rules.into_iter().map(|rule| wire::RuleOptions { rule: rule.id, options: "{}".into() });
    assert_eq!(configure.call(&mut store, (options.collect(),)).unwrap().0, Ok(()));

    let check = instance.get_typed_func::<(Resource<()>,), CheckReturn>(&mut store, check).unwrap();
    let (findings,) = check.call(&mut store, (Resource::new_borrow(0),)).unwrap();
    assert_eq!(findings.unwrap().len(), 0);
}
