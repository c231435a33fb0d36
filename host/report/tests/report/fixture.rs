//! A finished check of an order-to-delivery landscape, and the parts to make others from.

use std::sync::Arc;

use handoff_finding::{Certainty, Finding, Place, PluginIdentity, Reach, Severity, Verdict};
use handoff_landscape::contract::Side;
use handoff_landscape::unit::{
    self, Availability, CarriedItem, Department, DepartmentId, FileId, HandoffId, HandoffKind, Item, ItemId,
    Need, ProcessId, Provision, StateId, StepId,
};
use handoff_landscape::{Landscape, Origin, Unit};
use handoff_model::{
    Diagnostic, DiagnosticCode, Evidence, Exporter, FlowDiagnostic, FlowEnd, ForeignKind, ForeignRemedy,
    Language, LocalizedText, Refusal, RefusalKind, Span, Status, StepKind,
};
use handoff_report::text::{self, TextOptions};
use handoff_report::{
    FileReport, IgnoreReason, IgnoredFinding, Map, OmissionCounts, PluginReport, PluginStatus, Report,
    ReportCache, ResolvedUnits, list,
};

pub(crate) const SHOP: &str = "exports/order.bpmn";
pub(crate) const CONTRACT: &str = "handoff.toml";

/// What a person wrote: excerpts are taken from it.
const CONTRACT_TEXT: &str = "\
customers = [\"Customer\"]

[[contract]]
department = \"Shipping\"
requires = [
  { item = \"Delivery address\", fields = [\"street\", \"postcode\", \"city\"], from = \"Sales\" },
]

[[contract]]
department = \"Dispatching\"
requires = [{ item = \"Loading list\" }]
";

/// What a tool wrote: no excerpt is taken from it.
const EXPORT_TEXT: &str = "<bpmn:definitions>\n  <bpmn:task id=\"Task_ship\" name=\"Ship goods\"/>\n";

pub(crate) fn source(path: &str) -> Option<Arc<str>> {
    match path {
        CONTRACT => Some(CONTRACT_TEXT.into()),
        SHOP => Some(EXPORT_TEXT.into()),
        _ => None,
    }
}

pub(crate) fn as_text(report: &Report, options: TextOptions) -> String {
    written(|out| text::write(report, &source, options, out))
}

pub(crate) fn as_list(report: &Report) -> String {
    written(|out| list::write_text(report, 80, Language::English, out))
}

pub(crate) fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("renderers write UTF-8")
}

/// Takes the colours away, as the command line does where they are not wanted.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find('m').expect("only colours are written");
        assert!(after[..end].chars().all(|c| c.is_ascii_digit() || c == ';'), "not a colour: {after:.20}");
        rest = &after[end + 1..];
    }
    plain + rest
}

pub(crate) fn place(file: &str, line: u32, element: &str, name: &str) -> Place {
    Place {
        file: file.into(),
        line,
        column: 3,
        element: Some(element.into()),
        name: name.into(),
        ..Place::default()
    }
}

pub(crate) fn plugin_name(name: &str) -> PluginIdentity {
    PluginIdentity { name: name.into(), version: "0.1.0".into(), digest: "c0ffee".into() }
}

/// A finding with the least in it.
pub(crate) fn finding(rule: &str, severity: Severity, message: &str, place: Place) -> Finding {
    Finding {
        rule: rule.into(),
        severity,
        certainty: Certainty::Certain,
        message: message.into(),
        help: None,
        place,
        department: None,
        item: None,
        from: None,
        to: None,
        reach: None,
        witness: Vec::new(),
        related: Vec::new(),
        fixes: Vec::new(),
        undecided: None,
        cause: String::new(),
        known: false,
        fingerprint: "0123456789abcdef".into(),
        plugin: plugin_name("data"),
    }
}

fn step(element: &str, name: &str) -> Place {
    place(SHOP, 2, element, name)
}

/// A gap that reaches the customer, with everything in it.
pub(crate) fn gap() -> Finding {
    Finding {
        help: Some(
            "Let “Take phone order” ask for the address, or say in the contract where else it comes from."
                .into(),
        ),
        department: Some("Shipping".into()),
        item: Some("Delivery address".into()),
        from: Some("Sales".into()),
        to: Some("Shipping".into()),
        reach: Some(Reach {
            verdict: Verdict::Certain,
            touchpoint: Some(step("Task_deliver", "Deliver goods")),
            path: vec![
                step("Task_ship", "Ship goods"),
                step("Task_load", "Load van"),
                step("Task_deliver", "Deliver goods"),
            ],
            repaired_by: None,
        }),
        witness: vec![
            step("Start_phone", "Customer calls"),
            step("Task_phone", "Take phone order"),
            step("Task_ship", "Ship goods"),
        ],
        related: vec![
            Place { element: None, ..place(CONTRACT, 6, "", "Delivery address") },
            step("Task_web", "Copy address from web shop"),
        ],
        ..finding(
            "data/missing-input",
            Severity::Error,
            "“Ship goods” needs Delivery address, which Sales does not pass on when the order comes by phone.",
            step("Task_ship", "Ship goods"),
        )
    }
}

fn possible_gap() -> Finding {
    Finding {
        certainty: Certainty::Likely,
        department: Some("Billing".into()),
        reach: Some(Reach {
            verdict: Verdict::Possible,
            touchpoint: Some(step("Task_bill", "Send invoice")),
            path: vec![step("Task_price", "Set price"), step("Task_bill", "Send invoice")],
            repaired_by: Some(step("Task_check", "Check invoice")),
        }),
        ..finding(
            "customer/promise-before-check",
            Severity::Warning,
            "“Set price” promises a price before “Check stock” has made it true.",
            step("Task_price", "Set price"),
        )
    }
}

fn others() -> Vec<Finding> {
    let mut others: Vec<Finding> = ["Wait for payment", "Wait for parts", "Wait for release"]
        .iter()
        .zip(40..)
        .map(|(name, line)| Finding {
            help: Some("Add a timer that ends the wait.".into()),
            ..finding(
                "timing/unlimited-wait",
                Severity::Warning,
                &format!("“{name}” waits for another party without any time limit."),
                place(SHOP, line, "Catch_1", name),
            )
        })
        .collect();
    others.push(Finding {
        help: Some("Did you mean “Dispatch”?".into()),
        ..finding(
            "contract/stale-entry",
            Severity::Warning,
            "The contract speaks of department “Dispatching”, which no export knows.",
            Place { column: 14, element: None, ..place(CONTRACT, 10, "", "Dispatching") },
        )
    });
    others
}

#[expect(clippy::too_many_lines, reason = "one unit with one of each, to be read as a whole")]
fn unit() -> Unit {
    let department = |name: &str, side| Department {
        name: name.into(),
        side,
        certain: true,
        system: false,
        several: false,
        agreement: false,
    };
    let step = |id: &str, name: &str, owner| unit::Step {
        id: id.into(),
        name: name.into(),
        kind: StepKind::Task,
        owner: Some(owner),
        process: ProcessId(0),
        scope: None,
        reachable: true,
        loose: false,
        multiple: false,
        unordered: false,
        span: Span { line: 2, column: 3 },
    };
    let handoff =
        |id: &str, kind, (giver, last), (receiver, first), carries: Vec<CarriedItem>| unit::Handoff {
            id: id.into(),
            element: Some(id.into()),
            span: Span { line: 20, column: 5 },
            file: FileId(0),
            kind,
            giver,
            receiver,
            last,
            first,
            declared: carries.iter().any(|carried| carried.evidence < Evidence::Label),
            carries,
            named: false,
            expected: false,
        };
    let carried = |item, state, evidence| CarriedItem { item, state, evidence };
    let span = Span { line: 2, column: 3 };
    Unit {
        name: "order".into(),
        processes: vec![unit::Process {
            id: "Order".into(),
            name: "Order to delivery".into(),
            span,
            ..unit::Process::default()
        }],
        needs: vec![need(1, 1, None, Availability::Sometimes), need(1, 0, Some(1), Availability::Always)],
        provisions: vec![
            provision(0, 0, Some(1), &[1]),
            provision(0, 1, None, &[1]),
            provision(1, 0, None, &[]),
        ],
        touchpoints: vec![unit::Touchpoint {
            step: StepId(0),
            customer: Some(DepartmentId(0)),
            inbound: true,
            certain: true,
        }],
        departments: vec![
            department("Customer", Side::Customer),
            department("Sales", Side::Internal),
            department("Shipping", Side::Internal),
        ],
        steps: vec![
            step("Task_phone", "Take phone order", DepartmentId(1)),
            step("Task_ship", "Ship goods", DepartmentId(2)),
            step("Task_load", "", DepartmentId(2)),
        ],
        items: vec![
            Item { name: "Order".into(), states: vec!["draft".into(), "approved".into()], ..Item::default() },
            Item { name: "Delivery address".into(), ..Item::default() },
        ],
        handoffs: vec![
            handoff(
                "Flow_2",
                HandoffKind::Sequence,
                (Some(DepartmentId(1)), Some(StepId(0))),
                (Some(DepartmentId(2)), Some(StepId(1))),
                vec![
                    carried(ItemId(1), None, Evidence::Label),
                    carried(ItemId(0), Some(StateId(1)), Evidence::DataObject),
                ],
            ),
            handoff(
                "Flow_3",
                HandoffKind::Sequence,
                (Some(DepartmentId(1)), Some(StepId(0))),
                (Some(DepartmentId(2)), Some(StepId(2))),
                vec![],
            ),
            handoff(
                "Flow_1",
                HandoffKind::Message,
                (Some(DepartmentId(0)), None),
                (Some(DepartmentId(1)), Some(StepId(0))),
                vec![carried(ItemId(0), None, Evidence::Label)],
            ),
            handoff(
                "Flow_4",
                HandoffKind::Call,
                (Some(DepartmentId(2)), Some(StepId(1))),
                (None, None),
                vec![],
            ),
        ],
        ..Unit::default()
    }
}

/// A need of Shipping that Sales should meet.
fn need(step: u32, item: u32, state: Option<u32>, availability: Availability) -> Need {
    Need {
        step: StepId(step),
        item: ItemId(item),
        state: state.map(StateId),
        optional: false,
        evidence: Evidence::Contract,
        flow: None,
        unmapped: false,
        element: None,
        origin: None,
        availability,
        any_state: availability,
        arrives_in: Vec::new(),
        clause: None,
        missing_fields: vec!["postcode".into()],
        expected: None,
        expected_from: Some("Sales".into()),
        witness: Vec::new(),
        providers: vec![StepId(0)],
        undeclared: None,
        source: None,
        handoff: Some(HandoffId(0)),
    }
}

fn provision(step: u32, item: u32, state: Option<u32>, used_by: &[u32]) -> Provision {
    Provision {
        step: StepId(step),
        item: ItemId(item),
        state: state.map(StateId),
        optional: false,
        evidence: Evidence::DataObject,
        clause: None,
        used_by: used_by.iter().copied().map(StepId).collect(),
        leaves: false,
    }
}

pub(crate) fn landscape() -> Landscape {
    let shop = Unit { files: vec![SHOP.into()], ..unit() };
    Landscape { units: vec![shop.into(), Unit::default().into()], ..Landscape::default() }
}

pub(crate) fn files() -> Vec<FileReport> {
    let code = DiagnosticCode {
        name: "dangling-reference",
        description: LocalizedText {
            en: "A reference leads nowhere; it was left out.",
            de: "Ein Verweis führt ins Leere; er wurde weggelassen.",
        },
        repair: true,
    };
    let note = Diagnostic {
        code,
        kind: FlowDiagnostic::LooseEnd { end: FlowEnd::Target, other: None, dangling: true }.into(),
        span: Span { line: 31, column: 5 },
        element: Some("Flow_9".into()),
    };
    let exporter = Exporter { name: Some("Camunda Modeler".into()), version: Some("5.20.0".into()) };
    let file = |path: &str, status, notes, refusal| FileReport {
        path: path.into(),
        format: "bpmn",
        exporter: exporter.clone(),
        status,
        notes,
        refusal,
    };
    let refusal = Refusal::of_file(RefusalKind::Foreign(ForeignKind::Dmn, ForeignRemedy::Export));
    vec![
        file(SHOP, Status::Read, vec![], None),
        file("exports/returns.bpmn", Status::Repaired, vec![note.clone(), note], None),
        FileReport {
            format: "dmn",
            exporter: Exporter::default(),
            ..file("exports/prices.dmn", Status::Refused, vec![], Some(refusal))
        },
    ]
}

pub(crate) fn plugins() -> Vec<PluginReport> {
    let plugin = |name: &str, status, cause: Option<&str>, rules: &[&str]| PluginReport {
        id: plugin_name(name),
        status,
        cause: cause.map(str::to_owned),
        failures: vec![],
        fuel: 12_345,
        rules: rules.iter().map(|rule| (*rule).into()).collect(),
        lowered: None,
        in_english: 0,
    };
    vec![
        plugin("timing", PluginStatus::Run, None, &["timing/unlimited-wait"]),
        plugin("data", PluginStatus::Run, None, &["data/missing-input", "data/late-input"]),
        plugin(
            "house",
            PluginStatus::Failed,
            Some("It used up its fuel in unit “order”."),
            &["house/colours"],
        ),
    ]
}

/// A check in which everything happens once.
pub(crate) fn full() -> Report {
    let mut findings = others();
    findings.extend([possible_gap(), gap()]);
    with_ignored(findings, vec![ignored()])
}

/// A check that found this, and leaves that out.
pub(crate) fn with_ignored(findings: Vec<Finding>, ignored: Vec<IgnoredFinding>) -> Report {
    let files = files().into_iter().map(Arc::new).collect();
    let findings = (findings.into_iter().map(Arc::new).collect(), ignored);
    let (omitted, mut cache) = (OmissionCounts::default(), ReportCache::default());
    Report::update(files, &landscape(), findings, plugins(), omitted, &mut cache)
}

/// A finding that the configuration and an export leave out.
pub(crate) fn ignored() -> IgnoredFinding {
    let wait = "“Call back” waits for the customer without limit.";
    let finding = finding("timing/unlimited-wait", Severity::Warning, wait, step("Wait_call", "Call back"));
    let reason = |text: &str, until: Option<&str>, file: &str, in_export| IgnoreReason {
        text: text.to_owned(),
        until: until.map(str::to_owned),
        origin: Origin { file: file.into(), line: 7, column: 3 },
        in_export,
    };
    IgnoredFinding {
        finding: Finding { fingerprint: "fedcba9876543210".into(), ..finding }.into(),
        reasons: vec![
            reason("By letter [until June].", Some("2027-06-30"), "handoff.toml", false),
            reason("The call centre rings after three days.", None, SHOP, true),
        ],
    }
}

/// The map of the check in which everything happens once.
pub(crate) fn full_map() -> Map {
    Map::of(&ResolvedUnits::of(&landscape(), Language::English), &full())
}

/// A check in which nothing is wrong.
pub(crate) fn clean() -> Report {
    Report::of(files()[..1].to_vec(), &landscape(), vec![], plugins()[..2].to_vec())
}
