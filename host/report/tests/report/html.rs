//! The page that stands for itself.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use handoff_landscape::Landscape;
use handoff_model::{Drawing, Language};
use handoff_report::html::{self, Content};
use handoff_report::{Map, Report, ResolvedUnits, RulePage};

use crate::fixture::{SHOP, full, landscape, written};
use crate::golden;
use crate::wall::many;

/// The process that the findings of the fixture are about.
const EXPORT: &str = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>\
    <collaboration id='c'><participant id='pool' name='Shop' processRef='p'/></collaboration><process id='p'>\
    <laneSet id='l'><lane id='sales' name='Sales'><flowNodeRef>Start_phone</flowNodeRef><flowNodeRef>Task_phone\
    </flowNodeRef><flowNodeRef>Task_web</flowNodeRef></lane><lane id='ship' name='Shipping'><flowNodeRef>Task_ship\
    </flowNodeRef><flowNodeRef>Task_load</flowNodeRef><flowNodeRef>Task_deliver</flowNodeRef></lane></laneSet>\
    <startEvent id='Start_phone' name='Customer calls'/><userTask id='Task_phone' name='Take phone order'/>\
    <serviceTask id='Task_web' name='Copy address from web shop'/><task id='Task_ship' name='Ship goods'/>\
    <manualTask id='Task_load' name='Load van'/><sendTask id='Task_deliver' name='Deliver goods'/>\
    <sequenceFlow id='a' sourceRef='Start_phone' targetRef='Task_phone'/>\
    <sequenceFlow id='b' sourceRef='Task_phone' targetRef='Task_ship'/>\
    <sequenceFlow id='c1' name='by web' sourceRef='Task_web' targetRef='Task_ship'/>\
    <sequenceFlow id='d' sourceRef='Task_ship' targetRef='Task_load'/>\
    <sequenceFlow id='e' sourceRef='Task_load' targetRef='Task_deliver'/></process></definitions>";

const RULES: [RulePage<'_>; 1] = [RulePage {
    id: "data/missing-input",
    severity: handoff_finding::Severity::Error,
    title: "A required item is produced on no path",
    page: "# Missing input\n\nNobody *makes* it.\n\n```handoff\ntask A\n```\n",
    tags: &[],
    related: &[],
    link: None,
    deprecated: false,
    properties: &[],
}];

fn drawings() -> BTreeMap<Arc<str>, Arc<Drawing>> {
    let drawing = handoff_import::read_drawn(EXPORT.as_bytes(), SHOP).drawing.expect("it is drawn");
    BTreeMap::from([(SHOP.into(), drawing.into())])
}

fn page(report: &Report, landscape: &Landscape, language: Language) -> String {
    let map = Map::of(&ResolvedUnits::of(landscape, Language::English), report);
    let content = Content { report, map: &map, rules: &RULES, drawings: &drawings(), language };
    written(|out| html::write(&content, out))
}

/// What holds for every page: it stands for itself, its ids are its own, and its links lead somewhere.
#[track_caller]
fn check(page: &str) {
    for forbidden in ["<script", "<link", "<iframe", "javascript:", "src=", "url(", "@import", " onclick"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len());
    for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(link.strip_prefix('#').is_some_and(|id| unique.contains(id)), "{link} leads nowhere");
    }
}

#[test]
fn a_small_page() {
    let page = page(&full(), &landscape(), Language::English);
    check(&page);
    golden::check_page("html", &page);
}

#[test]
fn german_is_german() {
    let page = page(&full(), &landscape(), Language::German);
    check(&page);
    assert!(
        page.contains("<html lang=\"de\">") && page.contains("Lücken, die den Kunden sicher oder womöglich")
    );
}

#[test]
fn thousands_of_findings_are_all_there() {
    let report = many(5_000, 40, 7);
    let page = page(&report, &landscape(), Language::English);
    check(&page);
    let sentences: HashSet<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(page.matches("<article").count(), sentences.len());
    assert!(page.len() < 12 << 20, "{} bytes", page.len());
}

#[test]
fn nothing_is_a_page_too() {
    let landscape = Landscape::default();
    check(&page(&Report::of(vec![], &landscape, vec![], vec![]), &landscape, Language::English));
}
