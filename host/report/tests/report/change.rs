//! What is said to have changed between two states, and what is not.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use handoff_finding::{Certainty, Finding, Place, Reach, Severity, Verdict, fingerprint};
use handoff_landscape::contract::{Settings, Vocabulary};
use handoff_landscape::unit::{Availability, Need, ReachVerdict};
use handoff_landscape::{Export, Landscape, Unit};
use handoff_model::{Evidence, Exporter, Model};
use handoff_report::change::{self, Change, Edit, Entry, State, What};
use handoff_report::{File, Parts, Refusal, Report};

use crate::fixture::{finding, plugin_name};

/// A checked landscape.
pub(crate) struct Checked {
    pub(crate) report: Report,
    pub(crate) parts: Parts,
}

impl Checked {
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
        Self { parts: Parts::of(&landscape), report }
    }

    pub(crate) fn state(&self) -> State<'_> {
        State { report: &self.report, parts: &self.parts, root: "" }
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
        let giver = need.handoff.and_then(|handoff| unit.handoffs[handoff as usize].giver);
        let giver = giver.map(|giver| unit.departments[giver as usize].name.as_str().into());
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
    let said =
        |need: &&Need| need.evidence < Evidence::Label && unit.items[need.item as usize].name != SILENT;
    unmet.filter(said).map(finding).collect()
}

/// Compares two landscapes; swapped, they give the mirror image, and each compared with itself gives nothing.
pub(crate) fn between(old: &[(&str, &str)], new: &[(&str, &str)]) -> Change {
    let (old, new) = (Checked::of(old), Checked::of(new));
    let change = Change::between(old.state(), new.state());
    let back = Change::between(new.state(), old.state());
    let told = |change: &Change, flip| {
        let mut told: Vec<String> = change.entries.iter().map(|entry| told(&entry.what, flip)).collect();
        told.sort();
        told
    };
    assert_eq!(told(&change, false), told(&back, true));
    assert_eq!((change.unread.len(), change.unchanged), (back.unread.len(), back.unchanged));
    for state in [&old, &new] {
        assert!(Change::between(state.state(), state.state()).is_empty());
    }
    change
}

/// Names what an entry is about, with before and after exchanged where it is to be flipped.
fn told(what: &What, flip: bool) -> String {
    fn ends<T>(edit: &Edit<T>, flip: bool, name: impl Fn(&T) -> String) -> String {
        let ends = [edit.before(), edit.after()].map(|end| end.map_or_else(String::new, &name));
        if flip { format!("{} > {}", ends[1], ends[0]) } else { format!("{} > {}", ends[0], ends[1]) }
    }
    let need = |need: &change::Need| {
        let (was, is) = if flip { (need.is, need.was) } else { (need.was, need.is) };
        format!("{} {was:?} {is:?} {}", need.item, need.broke != flip)
    };
    match what {
        What::Finding(edit, about) => {
            let finding = ends(edit, flip, |one| format!("{} {}", one.rule, one.place.name));
            format!("finding {finding} {}", about.as_deref().map(need).unwrap_or_default())
        }
        What::Need(about) => format!("need {}", need(about)),
        What::Handoff(edit, cargo) => {
            let (lost, gained) =
                if flip { (&cargo.gained, &cargo.lost) } else { (&cargo.lost, &cargo.gained) };
            format!("handoff {} {lost:?} {gained:?}", ends(edit, flip, |one| one.id.to_string()))
        }
        What::Touchpoint(edit) => format!("touchpoint {}", ends(edit, flip, |one| one.step.name.clone())),
        What::Department(edit) => format!("department {}", ends(edit, flip, ToString::to_string)),
        What::File(edit) => format!("file {}", ends(edit, flip, ToString::to_string)),
    }
}

/// Compares two states of one file; what changed is expected as its effect, its code, and the sentence about it.
fn check(old: &str, new: &str, expected: &[&str]) {
    check_files(&[("a.handoff", old)], &[("a.handoff", new)], expected);
}

fn check_files(old: &[(&str, &str)], new: &[(&str, &str)], expected: &[&str]) {
    let change = between(old, new);
    let line =
        |entry: &Entry| format!("{} {}: {}", entry.effect.name(), entry.code.name(), entry.sentence("en"));
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

/// The codes and effects of a change to the shop.
fn codes(new: &str) -> Vec<String> {
    let change = between(&[("a.handoff", SHOP)], &[("a.handoff", new)]);
    change.entries.iter().map(|entry| format!("{} {}", entry.effect.name(), entry.code.name())).collect()
}

/// The sentence about the one need that broke, with its customer, and about the same need mended.
fn check_need(old: &str, new: &str, broke: &str, mended: &str) {
    let said = |old: &str, new: &str| {
        let change = between(&[("a.handoff", old)], &[("a.handoff", new)]);
        let about = |entry: &&Entry| matches!(&entry.what, What::Finding(_, Some(_)) | What::Need(_));
        change.entries.iter().filter(about).map(|entry| entry.sentence("en")).collect::<Vec<_>>()
    };
    assert_eq!(said(old, new), [broke]);
    assert_eq!(said(new, old), [mended]);
}

#[test]
fn a_provider_that_is_gone() {
    check_need(
        SHOP,
        &SHOP
            .replace("    task Confirm order | gives Delivery address\n", "")
            .replace("Confirm order -> ", ""),
        "Shipping no longer gets Delivery address at “Ship goods” since “Confirm order” is gone.",
        "Shipping now gets Delivery address at “Ship goods” since “Confirm order” was added.",
    );
}

/// What another process loses at the same time is no reason.
#[test]
fn a_reason_is_looked_for_in_the_process() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let change = between(&[("a.handoff", SHOP), ("b.handoff", SHOP)], &[("a.handoff", &faulty)]);
    assert_eq!(
        change.headline("en"),
        "+1 gap that reaches the customer: Shipping no longer gets Delivery address at “Ship goods” since “Confirm \
         order” no longer provides it."
    );
}

#[test]
fn a_provider_that_no_longer_provides() {
    check_need(
        SHOP,
        &SHOP.replace("Confirm order | gives Delivery address", "Confirm order"),
        "Shipping no longer gets Delivery address at “Ship goods” since “Confirm order” no longer provides it.",
        "Shipping now gets Delivery address at “Ship goods” since “Confirm order” provides it.",
    );
}

#[test]
fn a_provider_that_has_a_way_around_it() {
    let new = SHOP
        .replace("    task Confirm order", "    xor Known?\n    task Greet\n    task Confirm order")
        .replace(
            "Order received -> Confirm order -> Ship goods",
            "Order received -> Known? -no-> Confirm order -> Ship goods\nKnown? -yes-> Greet -> Ship goods",
        );
    check_need(
        SHOP,
        &new,
        "Shipping no longer always gets Delivery address at “Ship goods” since “Known?” lies on a path around \
         “Confirm order”.",
        "Shipping now surely gets Delivery address at “Ship goods” since “Confirm order” lies on every path there.",
    );
}

#[test]
fn a_provider_at_the_same_time() {
    let new =
        SHOP.replace("    task Confirm order", "    and Fork\n    and Join\n    task Confirm order").replace(
            "Order received -> Confirm order -> Ship goods -> Goods sent",
            "Order received -> Fork -> Confirm order -> Join -> Goods sent\nFork -> Ship goods -> Join",
        );
    check_need(
        SHOP,
        &new,
        "Shipping no longer gets Delivery address at “Ship goods” since “Confirm order” runs at the same time.",
        "Shipping now gets Delivery address at “Ship goods” since “Confirm order” no longer runs at the same time.",
    );
}

#[test]
fn a_message_that_no_longer_carries() {
    let old = "
pool Sales
  start Begin
  task Take order | gives Delivery address
  throw message Pass on
  Begin -> Take order -> Pass on
pool Shipping
  start message Get
  task Ship goods | needs Delivery address
  Get -> Ship goods
Pass on ~Delivery address~> Get
";
    check_need(
        old,
        &old.replace("~Delivery address~>", "~Greeting~>"),
        "Shipping no longer gets Delivery address at “Ship goods” since the handoff from Sales to Shipping no longer \
         carries it.",
        "Shipping now gets Delivery address at “Ship goods” since the handoff from Sales to Shipping carries it.",
    );
}

#[test]
fn another_state() {
    let old = SHOP.replace("Delivery address", "Order [approved]");
    check_need(
        &old,
        &old.replace("gives Order [approved]", "gives Order [draft]"),
        "Shipping no longer gets Order [approved] at “Ship goods” since it arrives as [draft], not as “Confirm order” \
         left it.",
        "Shipping now gets Order [approved] at “Ship goods” since it no longer arrives as [draft].",
    );
}

#[test]
fn german_says_the_same() {
    let new = SHOP.replace("Confirm order -> Ship goods ->", "Ship goods -> Confirm order ->");
    let change = between(&[("a.handoff", SHOP)], &[("a.handoff", &new)]);
    assert_eq!(
        change.entries[0].sentence("de"),
        "Shipping bekommt Delivery address nicht mehr, seit „Confirm order“ hinter „Ship goods“ liegt."
    );
}

/// A rule has no more than a hint for what it cannot decide; who got it before has lost something.
#[test]
fn what_nobody_can_tell_any_more_is_worse() {
    let old = SHOP
        .replace("  lane Sales", "  variable Address\n  lane Sales")
        .replace("Delivery address", "Address")
        .replace("Customer", "Carrier");
    let new = old.replace("task Confirm order | gives Address", "script Confirm order | opaque");
    let change = between(&[("a.handoff", &old)], &[("a.handoff", &new)]);
    let undecided = change.entries.iter().find(|entry| matches!(entry.what, What::Finding(..)));
    let undecided = undecided.expect("a finding");
    assert_eq!(undecided.effect, change::Effect::Degrading);
    assert_eq!(
        undecided.sentence("en"),
        "Nobody can tell any more whether Shipping gets Address at “Ship goods” since “Confirm order” no longer \
         provides it."
    );
}

/// A tool may write everything anew: other ids, another order, other places.
#[test]
fn what_a_re_export_changes_is_no_change() {
    let numbered = SHOP
        .replace("| gives Order", "| id s1 | gives Order")
        .replace("order | gives D", "order | id t7 | gives D");
    check(SHOP, &numbered, &[]);
    let moved = "
pool Company

  lane Shipping
    end message Goods sent
    task Ship goods | needs Delivery address
  lane Sales
    task Confirm order | gives Delivery address
    start message Order received | gives Order
pool Customer
Goods sent ~Goods~> Customer
Ship goods -> Goods sent
Confirm order -> Ship goods
Order received -> Confirm order
Customer ~Order~> Order received
";
    check(SHOP, moved, &[]);
    // Faults and ids that change places at once: a gap stays the gap that it was.
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let swapped = faulty
        .replace("    task Confirm order", "    task Confirm order | id ship-goods")
        .replace("    task Ship goods", "    task Ship goods | id confirm-order");
    check(&faulty, &swapped, &[]);
}

/// A file that could be read in neither state, and a finding whose places were written in another order.
#[test]
fn findings_are_known_by_all_their_places() {
    let (mut old, mut new) = (Checked::of(&[("v1/a.handoff", SHOP)]), Checked::of(&[("v2/a.handoff", SHOP)]));
    let add = |checked: &mut Checked, root: &str, ids: [&str; 2]| {
        let place = |id: &str, name: &str| Place {
            file: format!("{root}/a.handoff").into(),
            element: (!id.is_empty()).then(|| id.into()),
            name: name.to_owned(),
            ..Place::default()
        };
        let [one, other] = ids.map(|id| place(id, id));
        let whole = place("", &format!("{root}/a.handoff"));
        let said = |rule, message: &str, place| finding(rule, Severity::Error, message, place);
        let several =
            Finding { related: vec![other], ..said("a/several", &format!("{} and more", ids[0]), one) };
        checked.report.findings.extend([several, said("a/whole", root, whole)].map(Arc::new));
    };
    add(&mut old, "v1", ["confirm-order", "ship-goods"]);
    add(&mut new, "v2", ["ship-goods", "confirm-order"]);
    let [before, after] = [(&old, "v1"), (&new, "v2")].map(|(one, root)| State { root, ..one.state() });
    let change = Change::between(before, after);
    assert!(change.is_empty() && change.unchanged == 2, "{change:#?}");
}

/// Gives everything another id and another place, as a tool may that writes an export anew.
fn renumber(model: &mut Model) {
    for (number, step) in model.steps.rows_mut().enumerate() {
        step.id = format!("step-{number}");
        step.span.line += 1_000;
        for (number, access) in step.reads.iter_mut().chain(&mut step.writes).enumerate() {
            access.element = access.element.as_ref().map(|_| format!("{}-{number}", step.id));
        }
    }
    for (number, flow) in model.flows.rows_mut().enumerate() {
        (flow.id, flow.span.line) = (format!("flow-{number}"), flow.span.line + 1_000);
    }
    for (number, flow) in model.message_flows.rows_mut().enumerate() {
        (flow.id, flow.span.line) = (format!("message-{number}"), flow.span.line + 1_000);
    }
    for (number, lane) in model.lanes.rows_mut().enumerate() {
        lane.id = format!("lane-{number}");
    }
    for (number, item) in model.items.rows_mut().enumerate() {
        item.id = format!("item-{number}");
    }
}

#[test]
fn real_exports_written_anew_change_nothing() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(smoke) = std::fs::read_to_string(corpus.join("smoke.txt")) else {
        eprintln!("NOTICE: {} is absent, no real export was compared", corpus.display());
        return;
    };
    let mut compared = 0;
    for path in smoke.lines() {
        let bytes = std::fs::read(corpus.join(path)).expect("the file is there");
        let old = Checked::drawn(&[(path, &bytes)], |_| ());
        let new = Checked::drawn(&[(path, &bytes)], renumber);
        let change = Change::between(old.state(), new.state());
        assert!(change.is_empty(), "{path}: {:#?}", change.entries);
        compared += usize::from(old.report.summary.handoffs > 0);
    }
    assert!(compared > 30, "only {compared} exports had handoffs to compare");
}

#[test]
fn files_are_known_by_their_steps() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    check_files(
        &[("old/shop.handoff", &faulty)],
        &[("new/order.handoff", &faulty)],
        &["compatible file-renamed: old/shop.handoff is now called new/order.handoff."],
    );
    check_files(
        &[],
        &[("a.handoff", "start Begin -> end Done")],
        &["compatible file-new: The file a.handoff is new."],
    );
}

#[test]
fn folders_are_compared_below_their_roots() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let (old, new) =
        (Checked::of(&[("v1/shop.handoff", &faulty)]), Checked::of(&[("v2/shop.handoff", &faulty)]));
    let [before, after] = [(&old, "v1"), (&new, "v2/")].map(|(one, root)| State { root, ..one.state() });
    assert!(Change::between(before, after).is_empty());
    assert!(!Change::between(State { root: "v", ..before }, after).is_empty());
}

#[test]
fn departments_are_known_by_their_steps() {
    check(
        SHOP,
        &SHOP.replace("lane Sales", "lane Vertrieb"),
        &["compatible department-renamed: Sales is now called Vertrieb."],
    );
    let divided = SHOP.replace("    task Confirm order", "  lane Desk\n    task Confirm order");
    assert!(codes(&divided).contains(&"compatible department-new".to_owned()));
}

/// Half a file is no file without faults.
#[test]
fn what_cannot_be_read_is_not_compared() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    check_files(
        &[("a.bpmn", &faulty.replacen('\n', "handoff text 1\n", 1))],
        &[("a.bpmn", "<definitions><process")],
        &["a.bpmn cannot be read now; what stands in it is not compared."],
    );
}

/// A folder that is not there has lost nothing of what stands in it: a disk that is not plugged in mends no gap.
#[test]
fn a_folder_that_is_gone_is_not_compared() {
    let faulty = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let other = ("other.handoff", "process Print\n task Print | gives Page\n");
    let nothing = "<definitions><process";
    let said = |root: &str| format!("{root} cannot be read now; what stands in it is not compared.");
    for root in ["in", "in/*.handoff", "in/**/*.{bpmn,handoff}", "."] {
        let expected = said(root);
        check_files(&[("in/a.handoff", &faulty), other], &[(root, nothing), other], &[&expected]);
    }
    // A new file that cannot be read excuses nothing.
    check_files(
        &[("in/a.handoff", "process Print\n task Print\n"), other],
        &[("inn", nothing), other],
        &[
            "compatible file-gone: The file in/a.handoff is gone.",
            "compatible file-new: The file inn is new.",
        ],
    );
}

/// What no rule of the tests speaks of.
const SILENT: &str = "Silent thing";

/// Pairs of states in which everything happens that can happen, forth and back.
fn everything() -> Vec<[Vec<(&'static str, String)>; 2]> {
    let one = |text: &str| vec![("a.handoff", text.to_owned())];
    let shop = |from: &str, to: &str| [one(SHOP), one(&SHOP.replace(from, to))];
    // Without a customer no gap reaches one.
    let inside = |text: &str| text.replace("pool Customer", "pool Carrier").replace("Customer", "Carrier");
    let indoors = |from: &str, to: &str| [one(&inside(SHOP)), one(&inside(&SHOP.replace(from, to)))];
    let silent = |need: &str, give: &str| {
        let needs = SHOP.replace("needs Delivery address", need).replace("gives Delivery address", give);
        [one(&needs), one(&needs.replace(&format!(" | {give}"), ""))]
    };
    let opaque = |item: &str| {
        let shop = inside(SHOP)
            .replace("  lane Sales", &format!("  variable {item}\n  lane Sales"))
            .replace("Delivery address", item);
        let script =
            shop.replace(&format!("task Confirm order | gives {item}"), "script Confirm order | opaque");
        [one(&shop), one(&script)]
    };
    let optional = SHOP.replace("gives Delivery address", "gives Delivery address?");
    let never = SHOP.replace("Confirm order | gives Delivery address", "Confirm order");
    let labels =
        SHOP.replace(" | gives Delivery address", " | id c").replace(" | needs Delivery address", "");
    let inserted = SHOP.replace("    task Confirm order", "    task Greet\n    task Confirm order");
    vec![
        shop("Confirm order | gives Delivery address", "Confirm order"),
        indoors("Confirm order | gives Delivery address", "Confirm order"),
        indoors("gives Delivery address", "gives Delivery address?"),
        [one(&inside(&never)), one(&never)],
        [one(&inside(&optional)), one(&inside(&never))],
        [one(&optional), one(&never)],
        opaque("Address"),
        [vec![], opaque("Address")[1].clone()],
        opaque(SILENT),
        silent(&format!("needs {SILENT}"), &format!("gives {SILENT}")),
        silent(&format!("needs {SILENT}?"), &format!("gives {SILENT}")),
        shop("gives Delivery address", "gives Delivery address, Note"),
        [one(&labels), one(&labels.replace("Confirm order", "Write letter"))],
        [one(&labels.replace("order | id c", "order | id c | gives Order")), one(&labels)],
        [one(&inserted), one(&inserted.replace("Confirm order -> Ship", "Confirm order -> Greet -> Ship"))],
        shop("Goods sent ~Goods~> Customer\n", ""),
        shop("Confirm order -> Ship goods ->", "Ship goods -> Confirm order ->"),
        shop("lane Sales", "lane Vertrieb"),
        shop("    task Confirm order", "  lane Desk\n    task Confirm order"),
        [one(SHOP), vec![("b.handoff", SHOP.to_owned())]],
        [vec![], one(SHOP)],
    ]
}

#[test]
fn every_category() {
    use change::{Code, Effect};
    let mut seen = BTreeSet::new();
    for [old, new] in everything() {
        for (old, new) in [(&old, &new), (&new, &old)] {
            let [old, new] = [old, new].map(|files| files.iter().map(|(path, text)| (*path, text.as_str())));
            let change = between(&old.collect::<Vec<_>>(), &new.collect::<Vec<_>>());
            seen.extend(change.entries.iter().map(|entry| (entry.code, entry.effect)));
        }
    }
    let expected: BTreeSet<(Code, Effect)> = [
        (Code::FindingNew, Effect::BreakingForCustomer),
        (Code::FindingNew, Effect::Breaking),
        (Code::FindingNew, Effect::Degrading),
        (Code::FindingNew, Effect::Compatible),
        (Code::FindingWorse, Effect::BreakingForCustomer),
        (Code::FindingWorse, Effect::Breaking),
        (Code::FindingWorse, Effect::Degrading),
        (Code::FindingBetter, Effect::Improving),
        (Code::FindingGone, Effect::Improving),
        (Code::NeedBroken, Effect::Breaking),
        (Code::NeedBroken, Effect::Degrading),
        (Code::NeedUndecided, Effect::Degrading),
        (Code::NeedMended, Effect::Improving),
        (Code::HandoffNew, Effect::Degrading),
        (Code::HandoffNew, Effect::Compatible),
        (Code::HandoffGone, Effect::Degrading),
        (Code::HandoffGone, Effect::Compatible),
        (Code::HandoffLostItems, Effect::Degrading),
        (Code::HandoffLostItems, Effect::Compatible),
        (Code::HandoffGainedItems, Effect::Compatible),
        (Code::HandoffUndeclared, Effect::Degrading),
        (Code::HandoffDeclared, Effect::Improving),
        (Code::HandoffMoved, Effect::Compatible),
        (Code::TouchpointGone, Effect::Degrading),
        (Code::TouchpointNew, Effect::Compatible),
        (Code::DepartmentNew, Effect::Compatible),
        (Code::DepartmentGone, Effect::Compatible),
        (Code::DepartmentRenamed, Effect::Compatible),
        (Code::FileNew, Effect::Compatible),
        (Code::FileGone, Effect::Compatible),
        (Code::FileRenamed, Effect::Compatible),
    ]
    .into();
    let missing: Vec<_> = expected.difference(&seen).collect();
    let unknown: Vec<_> = seen.difference(&expected).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing: {missing:?}, unknown: {unknown:?}");
    // The page names every kind, and no other.
    let page = include_str!("../../../../docs/diff.md");
    let (_, kinds) = page.split_once("The kinds, as JSON names them: ").expect("the kinds");
    let (kinds, _) = kinds.split_once(".\n").expect("their end");
    let named: BTreeSet<&str> = kinds.split('`').skip(1).step_by(2).collect();
    assert_eq!(named, expected.iter().map(|(code, _)| code.name()).collect());
}

/// Numbers that only look random, so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A process with some steps that need and provide, in some order.
fn random(dice: &mut Dice) -> String {
    let names = ["Check", "Confirm", "Pack", "Ship", "Bill", "Close"];
    let mut order: Vec<usize> = (0..names.len()).filter(|_| dice.roll(5) > 0).collect();
    if !order.is_empty() {
        let (one, other) = (dice.roll(order.len()), dice.roll(order.len()));
        order.swap(one, other);
    }
    let items = ["Order", "Address", "Price [final]"];
    let mut text = "pool Customer\npool Company\n".to_owned();
    for (lane, steps) in [("Sales", 0..3), ("Shipping", 3..6)] {
        text = format!("{text}lane {lane}\n");
        for step in steps.filter(|step| order.contains(step)) {
            let attribute = match dice.roll(3) {
                0 => String::new(),
                1 => format!(" | needs {}", items[dice.roll(3)]),
                _ => format!(" | gives {}", items[dice.roll(3)]),
            };
            text = format!("{text}task {}{attribute}\n", names[step]);
        }
    }
    text += "lane Sales\nstart message Begin\nend message Done\n";
    let path: Vec<&str> = order.iter().map(|step| names[*step]).collect();
    let middle = if path.is_empty() { String::new() } else { format!("{} -> ", path.join(" -> ")) };
    text + &format!("Begin -> {middle}Done\nCustomer ~Order~> Begin\nDone ~> Customer\n")
}

#[test]
fn any_two_states_mirror_each_other() {
    let mut dice = Dice(7);
    for _ in 0..300 {
        let (old, new) = (random(&mut dice), random(&mut dice));
        between(&[("a.handoff", &old)], &[("a.handoff", &new)]);
    }
}
