//! What is said to have changed between two states, and what is not.

mod cases;
mod exports;
mod kinds;
mod mirror;

use std::sync::Arc;

use handoff_finding::{Certainty, Finding, Naming, Place, Reach, Severity, Verdict, fingerprint};
use handoff_landscape::contract::{Settings, Vocabulary};
use handoff_landscape::title::{GrammaticalCase, StepName};
use handoff_landscape::unit::{Availability, Need, ReachVerdict, StepId};
use handoff_landscape::{Export, Landscape, Unit};
use handoff_model::{Evidence, Exporter, Id, Language, Model};
use handoff_report::change::{self, Change, ChangeEntry, ChangeSubject, Edit, LandscapeState};
use handoff_report::{FileReport, Report, ResolvedUnits};

use crate::fixture::plugin_name;

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

/// What no rule of the tests speaks of.
const SILENT: &str = "Silent thing";

/// A checked landscape.
pub(crate) struct CheckedState {
    pub(crate) report: Report,
    pub(crate) parts: ResolvedUnits,
}

impl CheckedState {
    /// Checks texts; one that is no process is refused.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        Self::drawn(&files, |_| ())
    }

    /// Checks files after something was done to what is drawn in them.
    fn drawn(files: &[(&str, &[u8])], draw: impl Fn(&mut Model)) -> Self {
        let vocabulary = Vocabulary { customer: vec!["customer".into()], ..Vocabulary::default() };
        let settings = Settings { vocabulary, ..Settings::default() };
        let (mut exports, mut read) = (Vec::new(), Vec::new());
        for (path, bytes) in files {
            let mut import = handoff_import::read(bytes, path);
            import.model.iter_mut().for_each(&draw);
            let path: Arc<str> = (*path).into();
            read.push(FileReport {
                path: Arc::clone(&path),
                format: import.format,
                exporter: Exporter::default(),
                status: import.status,
                notes: import.diagnostics,
                refusal: import.refusal,
            });
            exports.extend(import.model.map(|model| Export { path, model: model.into() }));
        }
        let landscape = Landscape::of(exports, &settings);
        let findings = landscape.units.iter().flat_map(|unit| findings(unit)).collect();
        let report = Report::of(read, &landscape, findings, vec![]);
        Self { parts: ResolvedUnits::of(&landscape, Language::English), report }
    }

    pub(crate) fn state(&self) -> LandscapeState<'_> {
        LandscapeState { report: &self.report, parts: &self.parts, root: "" }
    }
}

/// A rule of the tests: every need that is not met is a finding.
fn findings(unit: &Unit) -> Vec<Finding> {
    let place = |id: StepId| {
        let step = &unit.steps[id.index()];
        let file = unit.processes[step.process.index()].file;
        let (name, naming) = match unit.called(id) {
            Some(StepName::Title(title)) => {
                (title.say(Language::English, GrammaticalCase::Subject), Naming::Around)
            }
            _ => (step.name.clone(), Naming::Label),
        };
        Place {
            file: unit.file(file).cloned().unwrap_or_default(),
            line: step.span.line,
            column: step.span.column,
            element: Some(step.id.as_str().into()),
            name,
            naming,
        }
    };
    let unmet = unit.needs.iter().filter(|need| need.availability != Availability::Always);
    let finding = |need: &Need| {
        let (at, item) = (place(need.step), unit.items[need.item.index()].name.clone());
        let owner = unit.steps[need.step.index()].owner;
        let owner: Option<Arc<str>> = owner.map(|owner| unit.departments[owner.index()].name.as_str().into());
        let giver = need.handoff.and_then(|handoff| unit.handoffs[handoff.index()].giver);
        let giver = giver.map(|giver| unit.departments[giver.index()].name.as_str().into());
        let rule = format!("data/{}", format!("{:?}", need.availability).to_lowercase());
        let reach = unit.reach(need.step, Some((need.item, need.state)));
        let verdict = match reach.verdict {
            ReachVerdict::Certain => Verdict::Certain,
            ReachVerdict::Possible => Verdict::Possible,
            ReachVerdict::None => Verdict::None,
            ReachVerdict::Unknown => Verdict::Unknown,
        };
        Finding {
            severity: match need.availability {
                Availability::Unknown => Severity::Info,
                Availability::Sometimes => Severity::Warning,
                _ => Severity::Error,
            },
            certainty: Certainty::Certain,
            message: format!("“{}” lacks {item}.", at.name),
            help: None,
            department: owner.clone(),
            from: giver,
            to: owner,
            // What may be no gap at all reaches nobody.
            reach: (need.availability != Availability::Unknown).then(|| Reach {
                verdict,
                touchpoint: reach.touchpoint.map(place),
                path: reach.path.iter().copied().map(place).collect(),
                repaired_by: reach.repaired_by.map(place),
            }),
            witness: need.witness.iter().copied().map(place).collect(),
            related: vec![],
            fixes: vec![],
            undecided: None,
            cause: String::new(),
            known: false,
            fingerprint: fingerprint(&[&rule, &at.file, at.element.as_deref().unwrap_or_default(), &item], 0),
            plugin: plugin_name("data"),
            rule: rule.into(),
            place: at,
            item: Some(item),
        }
    };
    let said = |need: &&Need| need.evidence < Evidence::Label && unit.items[need.item.index()].name != SILENT;
    unmet.filter(said).map(finding).collect()
}

/// Compares two landscapes; swapped, they give the mirror image, and each compared with itself gives nothing.
pub(crate) fn between(old: &[(&str, &str)], new: &[(&str, &str)]) -> Change {
    let (old, new) = (CheckedState::of(old), CheckedState::of(new));
    let change = Change::between(old.state(), new.state());
    let back = Change::between(new.state(), old.state());
    let told = |change: &Change, flip| {
        let mut told: Vec<String> = change.entries.iter().map(|entry| told(&entry.subject, flip)).collect();
        told.sort();
        told
    };
    assert_eq!(told(&change, false), told(&back, true));
    assert_eq!((change.uncompared.len(), change.unchanged), (back.uncompared.len(), back.unchanged));
    for state in [&old, &new] {
        assert!(Change::between(state.state(), state.state()).is_empty());
    }
    change
}

/// Names what an entry is about, with before and after exchanged where it is to be flipped.
fn told(what: &ChangeSubject, flip: bool) -> String {
    fn ends<T>(edit: &Edit<T>, flip: bool, name: impl Fn(&T) -> String) -> String {
        let ends = [edit.before(), edit.after()].map(|end| end.map_or_else(String::new, &name));
        if flip { format!("{} > {}", ends[1], ends[0]) } else { format!("{} > {}", ends[0], ends[1]) }
    }
    let need = |need: &change::NeedChange| {
        let (was, is) = if flip { (need.is, need.was) } else { (need.was, need.is) };
        format!("{} {was:?} {is:?} {}", need.item, need.broke != flip)
    };
    match what {
        ChangeSubject::Finding(edit, about) => {
            let finding = ends(edit, flip, |one| format!("{} {}", one.rule, one.place.name));
            format!("finding {finding} {}", about.as_deref().map(need).unwrap_or_default())
        }
        ChangeSubject::Need(about) => format!("need {}", need(about)),
        ChangeSubject::Handoff(edit, cargo) => {
            let (lost, gained) =
                if flip { (&cargo.gained, &cargo.lost) } else { (&cargo.lost, &cargo.gained) };
            format!("handoff {} {lost:?} {gained:?}", ends(edit, flip, |one| one.id.to_string()))
        }
        ChangeSubject::Touchpoint(edit) => {
            format!("touchpoint {}", ends(edit, flip, |one| one.step.name.clone()))
        }
        ChangeSubject::Department(edit) => format!("department {}", ends(edit, flip, ToString::to_string)),
        ChangeSubject::File(edit) => format!("file {}", ends(edit, flip, ToString::to_string)),
    }
}

/// Compares two states of one file; what changed is expected as its effect, its code, and the sentence about it.
fn check(old: &str, new: &str, expected: &[&str]) {
    check_files(&[("a.handoff", old)], &[("a.handoff", new)], expected);
}

fn check_files(old: &[(&str, &str)], new: &[(&str, &str)], expected: &[&str]) {
    let change = between(old, new);
    let line = |entry: &ChangeEntry| {
        format!("{} {}: {}", entry.effect.name(), entry.code.name(), entry.sentence(Language::English))
    };
    let entries = change.entries.iter().map(line);
    let found: Vec<String> =
        entries.chain(change.uncompared.iter().map(|unread| unread.sentence(Language::English))).collect();
    assert_eq!(found, expected, "{found:#?}");
}
