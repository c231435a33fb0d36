//! What is said to have changed between two states, and what is not.

use std::sync::Arc;

use handoff_finding::{Certainty, Finding, Place, Reach, Severity, Verdict, fingerprint};
use handoff_landscape::contract::{Settings, Vocabulary};
use handoff_landscape::unit::{Availability, Need, ReachVerdict};
use handoff_landscape::{Export, Landscape, Unit};
use handoff_model::{Evidence, Exporter};
use handoff_report::change::{Change, State};
use handoff_report::{File, Map, Refusal, Report};

use crate::fixture::plugin_name;

/// A checked landscape.
pub(crate) struct Checked {
    pub(crate) report: Report,
    pub(crate) map: Map,
}

impl Checked {
    /// Checks texts; one that is no process is refused.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let vocabulary = Vocabulary { customer: vec!["customer".into()], ..Vocabulary::default() };
        let settings = Settings { vocabulary, ..Settings::default() };
        let (mut exports, mut read) = (Vec::new(), Vec::new());
        for (path, text) in files {
            let import = handoff_import::read(text.as_bytes(), path);
            let path: Arc<str> = (*path).into();
            let refused = |refusal: handoff_import::Refusal| Refusal {
                reason: refusal.reason,
                remedy: refusal.remedy,
                span: refusal.span,
            };
            read.push(File {
                path: Arc::clone(&path),
                format: import.format,
                exporter: Exporter::default(),
                status: import.status,
                notes: import.notes,
                refusal: import.refusal.map(refused),
            });
            exports.extend(import.model.map(|model| Export { path, model: model.into() }));
        }
        let landscape = Landscape::of(exports, &settings);
        let findings = landscape.units.iter().flat_map(|unit| findings(unit)).collect();
        let report = Report::of(read, &landscape, findings, vec![]);
        let map = Map::of(&landscape, &report);
        Self { report, map }
    }

    pub(crate) fn state(&self) -> State<'_> {
        State { report: &self.report, map: &self.map, root: "" }
    }
}

/// A rule of the tests: every need that is not met is a finding.
fn findings(unit: &Unit) -> Vec<Finding> {
    let place = |step: u32| {
        let step = &unit.steps[step as usize];
        let file = unit.processes[step.process as usize].file;
        let name = if step.name.is_empty() {
            format!("{} {}", step.kind.name(), step.id)
        } else {
            step.name.clone()
        };
        Place {
            file: unit.file(file).cloned().unwrap_or_default(),
            line: step.span.line,
            column: step.span.column,
            element: Some(step.id.as_str().into()),
            name,
        }
    };
    let unmet = unit.needs.iter().filter(|need| need.availability != Availability::Always);
    let finding = |need: &Need| {
        let (at, item) = (place(need.step), unit.items[need.item as usize].name.clone());
        let owner = unit.steps[need.step as usize].owner;
        let owner: Option<Arc<str>> =
            owner.map(|owner| unit.departments[owner as usize].name.as_str().into());
        let rule = format!("data/{}", format!("{:?}", need.availability).to_lowercase());
        let reach = unit.reach(need.step, Some((need.item, need.state)));
        let verdict = match reach.verdict {
            ReachVerdict::Certain => Verdict::Certain,
            ReachVerdict::Possible => Verdict::Possible,
            ReachVerdict::None => Verdict::None,
            ReachVerdict::Unknown => Verdict::Unknown,
        };
        Finding {
            severity: if need.availability == Availability::Sometimes {
                Severity::Warning
            } else {
                Severity::Error
            },
            certainty: Certainty::Certain,
            message: format!("“{}” lacks {item}.", at.name),
            help: None,
            department: owner.clone(),
            from: None,
            to: owner,
            reach: Some(Reach {
                verdict,
                touchpoint: reach.touchpoint.map(place),
                path: reach.path.iter().copied().map(place).collect(),
                repaired_by: reach.repaired_by.map(place),
            }),
            witness: need.witness.iter().copied().map(place).collect(),
            related: vec![],
            fingerprint: fingerprint(&[&rule, &at.file, at.element.as_deref().unwrap_or_default(), &item], 0),
            plugin: plugin_name("data"),
            rule: rule.into(),
            place: at,
            item: Some(item),
        }
    };
    unmet.filter(|need| need.evidence < Evidence::Label).map(finding).collect()
}

/// Compares two landscapes, and the mirror image with the image.
pub(crate) fn between(old: &[(&str, &str)], new: &[(&str, &str)]) -> Change {
    let (old, new) = (Checked::of(old), Checked::of(new));
    let change = Change::between(old.state(), new.state());
    assert!(Change::between(old.state(), old.state()).is_empty());
    assert_eq!(change.is_empty(), Change::between(new.state(), old.state()).is_empty());
    change
}

/// Compares two states of one file; what changed is expected as its effect, its code, and the sentence about it.
fn check(old: &str, new: &str, expected: &[&str]) {
    check_files(&[("a.handoff", old)], &[("a.handoff", new)], expected);
}

fn check_files(old: &[(&str, &str)], new: &[(&str, &str)], expected: &[&str]) {
    let change = between(old, new);
    let line = |entry: &handoff_report::change::Entry| {
        format!("{} {}: {}", entry.effect.name(), entry.code.name(), entry.sentence("en"))
    };
    let entries = change.entries.iter().map(line);
    let found: Vec<String> =
        entries.chain(change.unread.iter().map(|unread| unread.sentence("en"))).collect();
    assert_eq!(found, expected, "{found:#?}");
}

const SHOP: &str = "
pool Customer
pool Company
  lane Sales
    start message Order received | gives Order
    task Confirm order | gives Delivery address
  lane Shipping
    task Ship goods | needs Delivery address
    end message Goods sent
Customer ~Order~> Order received
Order received -> Confirm order -> Ship goods -> Goods sent
Goods sent ~Goods~> Customer
";

#[test]
fn what_stays_is_no_change() {
    check(SHOP, SHOP, &[]);
}

#[test]
fn a_provider_that_moves_behind() {
    check(
        SHOP,
        &SHOP.replace(
            "Order received -> Confirm order -> Ship goods -> Goods sent",
            "Order received -> Ship goods -> Confirm order -> Goods sent",
        ),
        &[
            "breaking finding-new: Shipping no longer gets Delivery address since “Confirm order” moved behind \
             “Ship goods”.",
            "degrading handoff-lost-items: The handoff from Sales to Shipping (“Order received” → “Ship goods”) no \
             longer carries Delivery address; it now carries Order.",
            "degrading handoff-new: A new handoff from Shipping to Sales (“Ship goods” → “Confirm order”) carries Goods.",
            "compatible handoff-new: A new handoff from Sales to Shipping (“Confirm order” → “Goods sent”) carries \
             Delivery address.",
        ],
    );
}
