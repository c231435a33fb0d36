//! The map holds what the landscape holds, loses no finding, and is the same whatever order the work was done in.

use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_landscape::Landscape;
use handoff_landscape::unit::{Availability, Department, DepartmentId, Handoff, HandoffId};
use handoff_model::{Id, Language};
use handoff_report::map::{Gaps, Input, Map, ResolvedUnits};
use handoff_report::{OmissionCounts, Report, ReportCache, map};

use std::io::Read;

use crate::fixture::{SHOP, files, finding, full, full_map, landscape, place, plain, plugins, written};

/// A finding with these ends.
fn between(from: Option<&str>, to: Option<&str>, department: Option<&str>) -> Finding {
    Finding {
        from: from.map(Into::into),
        to: to.map(Into::into),
        department: department.map(Into::into),
        ..finding("a/b", Severity::Info, "m", place(SHOP, 2, "Task_load", "Load"))
    }
}

fn all_gaps(map: &Map) -> Vec<(String, usize)> {
    let name = |name: &Option<_>| name.as_deref().unwrap_or("-").to_owned();
    let borders = map
        .borders
        .iter()
        .map(|border| (format!("{} → {}", name(&border.giver), name(&border.receiver)), &border.gaps));
    let departments = map.departments.iter().map(|department| (name(&department.name), &department.gaps));
    let elsewhere = std::iter::once(("elsewhere".to_owned(), &map.elsewhere));
    let counted = |(at, gaps): (String, &Gaps)| (at, gaps.all());
    borders.chain(departments).chain(elsewhere).map(counted).filter(|(_, gaps)| *gaps > 0).collect()
}

/// Checks where one finding is counted, and that it is counted there only.
fn check(said: Finding, expected: &str) {
    let report = Report::of(files(), &landscape(), vec![said], plugins());
    assert_eq!(
        all_gaps(&Map::of(&ResolvedUnits::of(&landscape(), Language::English), &report)),
        [(expected.to_owned(), 1)]
    );
}

#[test]
fn a_finding_is_counted_once() {
    check(between(Some("Sales"), Some("Shipping"), Some("Shipping")), "Sales → Shipping");
    check(between(Some("Customer"), Some("Shipping"), Some("Shipping")), "Customer → Shipping");
    check(between(Some("Sales"), Some("Sales"), Some("Sales")), "Sales");
    check(between(Some("Sales"), None, Some("Sales")), "Sales");
    check(between(None, Some("Shipping"), None), "Shipping");
    check(between(None, None, Some("Shipping")), "Shipping");
    check(between(None, None, Some("Nobody")), "elsewhere");
    check(between(None, None, None), "elsewhere");
}

#[test]
fn no_finding_is_lost() {
    let (report, map) = (full(), full_map());
    let total: usize = all_gaps(&map).iter().map(|(_, gaps)| gaps).sum();
    assert_eq!(total, report.findings.len());
    let reaching = map.borders.iter().map(|border| border.gaps.reaching);
    let reaching = reaching.chain(map.departments.iter().map(|department| department.gaps.reaching));
    assert_eq!(reaching.sum::<usize>() + map.elsewhere.reaching, report.summary.reaching_customer);
}

fn inputs(map: &Map) -> Vec<&Input> {
    map.department(Some("Shipping")).expect("it is there").inputs.iter().collect()
}

#[test]
fn an_input_knows_its_verdict_its_supplier_and_its_findings() {
    let map = full_map();
    let [address, order] = inputs(&map)[..] else { panic!("two inputs") };
    assert_eq!((&*address.item, address.availability), ("Delivery address", Availability::Sometimes));
    assert_eq!(address.suppliers, [Some("Sales".into())]);
    assert_eq!(address.findings, ["0123456789abcdef"]);
    assert_eq!(address.handoff.as_deref(), Some("Flow_2"));
    assert_eq!((&*order.item, order.state.as_deref()), ("Order", Some("approved")));
    assert!(order.findings.is_empty() && !order.is_met(), "a field is missing");
}

#[test]
fn an_output_knows_where_it_goes() {
    let map = full_map();
    let outputs = &map.department(Some("Sales")).expect("it is there").outputs;
    assert!(outputs.iter().all(|output| output.receivers == [Some("Shipping".into())]));
    let unused = &map.department(Some("Shipping")).expect("it is there").outputs;
    assert!(unused.iter().all(|output| !output.is_used()));
}

#[test]
fn an_item_has_one_journey() {
    let map = full_map();
    let order = map.items.iter().find(|item| &*item.name == "Order").expect("it is there");
    let made: Vec<_> = order.made.iter().map(|made| (&*made.step.place.name, made.changed)).collect();
    assert_eq!(made, [("Take phone order", false), ("Ship goods", true)]);
    assert_eq!(order.crossings.len(), 2);
    assert_eq!(order.needed.len(), 1);
}

#[test]
fn a_border_counts_its_handoffs() {
    let map = full_map();
    let border = map.border(Some("Sales"), Some("Shipping")).expect("it is there");
    assert_eq!((border.declared, border.handoffs.len(), border.items.len()), (1, 2, 2));
    assert_eq!((border.gaps.counts.error, border.gaps.reaching), (1, 1));
    assert!(map.border(Some("Shipping"), Some("Sales")).is_none());
}

#[test]
fn the_order_of_work_does_not_show() {
    let mut back = landscape();
    for unit in back.units.iter_mut().map(std::sync::Arc::make_mut) {
        unit.needs.reverse();
        unit.provisions.reverse();
        unit.handoffs.reverse();
        for need in &mut unit.needs {
            need.handoff = need.handoff.map(|handoff| HandoffId(3 - handoff.0));
        }
    }
    back.units.reverse();
    let mut findings = full().findings;
    findings.reverse();
    let files = files().into_iter().map(Arc::new).collect();
    let report = Report::update(
        files,
        &back,
        (findings, Vec::new()),
        plugins(),
        OmissionCounts::default(),
        &mut ReportCache::default(),
    );
    let (forth, back) = (full_map(), Map::of(&ResolvedUnits::of(&back, Language::English), &report));
    assert_eq!(forth, back);
    assert_eq!(written(|out| map::json::write(&forth, out)), written(|out| map::json::write(&back, out)));
}

/// Returns the parts of the workbook that hold text, one below the other.
pub(crate) fn unpacked(map: &Map, language: Language) -> String {
    let mut bytes = Vec::new();
    map::sipoc::xlsx::write(map, language, &mut bytes).expect("it can be written");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is an archive");
    let names = archive.file_names().map(|name| name.expect("it has a name").into_owned());
    let mut names: Vec<String> = names.collect();
    names.retain(|name| {
        name.contains("/sheet")
            || name.contains("haredStrings")
            || name.contains("workbook.xml")
            || name.contains("docProps/core")
    });
    names.sort();
    let mut text = String::new();
    for name in names {
        let mut part = String::new();
        archive.by_name(&name).expect("it is there").read_to_string(&mut part).expect("it is text");
        text = format!("{text}== {name}\n{}\n", part.replace('<', "\n<"));
    }
    text
}

#[test]
fn the_same_map_gives_the_same_workbook() {
    let written = || {
        let mut bytes = Vec::new();
        map::sipoc::xlsx::write(&full_map(), Language::English, &mut bytes).expect("it can be written");
        bytes
    };
    assert_eq!(written(), written());
}

/// A long way through many departments, and everybody with everybody.
#[test]
fn wide_matrices_are_cut_into_bands_that_fit() {
    for departments in [2, 5, 12, 40] {
        let landscape = crossing(departments);
        let map = Map::of(
            &ResolvedUnits::of(&landscape, Language::English),
            &Report::of(vec![], &landscape, vec![], vec![]),
        );
        for width in [40, 80, 140] {
            let text = plain(&written(|out| map::text::write(&map, width, Language::English, out)));
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(widest <= width.max(60), "{departments} departments, {widest} of {width}:\n{text}");
        }
    }
}

#[test]
fn too_many_borders_are_counted_and_not_listed() {
    let landscape = crossing(40);
    let map = Map::of(
        &ResolvedUnits::of(&landscape, Language::English),
        &Report::of(vec![], &landscape, vec![], vec![]),
    );
    let text = plain(&written(|out| map::text::write(&map, 80, Language::English, out)));
    assert_eq!(text.matches(" → ").count(), 40);
    assert!(text.contains("and 1520 more borders; `--format html` shows all"), "{text}");
}

/// A landscape in which each of some departments hands over to every other.
fn crossing(departments: usize) -> Landscape {
    let mut landscape = landscape();
    landscape.units.truncate(1);
    let unit = std::sync::Arc::make_mut(&mut landscape.units[0]);
    let department = unit.departments[1].clone();
    let handoff = unit.handoffs[0].clone();
    unit.departments = (0..departments)
        .map(|number| Department { name: format!("Department number {number:02}"), ..department.clone() })
        .collect();
    unit.handoffs = DepartmentId::all(departments)
        .flat_map(|giver| DepartmentId::all(departments).map(move |receiver| (Some(giver), Some(receiver))))
        .filter(|(giver, receiver)| giver != receiver)
        .map(|(giver, receiver)| Handoff {
            id: format!("{giver:?}-{receiver:?}"),
            giver,
            receiver,
            ..handoff.clone()
        })
        .collect();
    landscape
}
