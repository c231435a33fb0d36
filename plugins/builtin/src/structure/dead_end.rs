//! `structure/dead-end`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, EventKind, FindingBuilder, Options, Place, Reporter, Rule, Severity, StepId,
    StepKind, TextOf, Unit, ViewPart,
};

/// Finds work that goes round for ever, and events and work behind which nothing is drawn.
///
/// Whoever comes into such a circle is looked after again and again, and never served; whoever waits for an event behind which
/// nothing stands has nobody who acts on it; and of work behind which nothing stands nobody knows who goes on.
///
/// - Wrong: a complaint leads to *Calm customer*, and from there only back to the wait for the next complaint.
/// - Right: a way leads out of every circle.
///
/// What goes round from the beginning on purpose (a process that never ends, a round that a timer sets going), and what something
/// beside it ends, is no dead end. Work without an end event behind it is one where all other ways of its process come to drawn
/// ends, no message leads on from it, and its label does not say that the case is over or handed on.
pub(crate) const RULE: Rule = Rule {
    id: "structure/dead-end",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Flows],
    page: include_str!("../../cases/structure/dead-end.md"),
    since: Some("0.2.0"),
    tags: &["flow"],
    related: &["structure/unsound-join", "customer/silent-ending"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A case stays where it is for ever",
            de: "Ein Vorgang kommt nie weiter",
        }
        "circle" {
            en: "What comes to {steps} never comes to an end: it only goes round there.",
            de: "Was zu {steps} kommt, kommt nie zu einem Ende: Es dreht sich dort nur im Kreis.",
        }
        "leave" {
            en: "Draw the way on which the work there is finished.",
            de: "Den Weg einzeichnen, auf dem die Arbeit dort fertig wird.",
        }
        "nothing" {
            en: "Nothing follows {step}: what is done when it happens is not drawn.",
            de: "Auf {step} folgt nichts: Was dann getan wird, ist nicht gezeichnet.",
        }
        "unfinished" {
            en: "Nothing follows {step}: on the other ways it is drawn who goes on with the case or that it is over, here it is not.",
            de: "Auf {step} folgt nichts: Auf den anderen Wegen ist gezeichnet, wer weitermacht oder dass der Vorgang zu Ende ist, hier \
                 nicht.",
        }
        "follow" {
            en: "Draw what is done then, or the end.",
            de: "Einzeichnen, was dann getan wird, oder das Ende.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let ways = Ways::new(unit);
    let mut scopes: Vec<StepId> = Vec::new();
    for (id, row) in (0..).zip(unit.steps()) {
        let is_ours = unit.is_ours(row.owner) && row.reachable && !row.loose && !row.unordered;
        if is_ours && row.kind == StepKind::Catch && ways.is_last(id) && is_beside_ends(unit, id) {
            if !is_link(unit, id) && !sends(unit, id) {
                report_last(report, id, "nothing");
            }
        } else if is_ours && unit.works(id) && ways.is_last(id) && is_beside_ends(unit, id) {
            if !sends(unit, id) && !is_left(unit, id) && ways.is_alone(unit, id) && !closes(unit, id) {
                report_last(report, id, "unfinished").certainty(Certainty::Likely);
            }
        } else if is_ours
            && !ways.ends[id as usize]
            && !scopes.iter().any(|other| same_scope(unit, *other, id))
        {
            scopes.push(id);
            let steps = ways.circle(unit, id);
            let works: Vec<StepId> = steps.iter().copied().filter(|step| unit.works(*step)).collect();
            if let Some(first) = works.first().filter(|_| !is_on_purpose(unit, &ways, &steps)) {
                report
                    .add(Place::Step(*first), "circle")
                    .with("steps", Argument::Steps(works.iter().copied().take(NAMED).collect()))
                    .related(&steps)
                    .help("leave");
            }
        }
    }
}

/// Begins to say that nothing follows a step.
fn report_last<'r>(report: &'r mut Reporter<'_>, step: StepId, message: &str) -> FindingBuilder<'r> {
    let finding = report.add(Place::Step(step), message).with("step", Argument::Step(step));
    finding.help("follow").severity(Severity::Info)
}

/// How many steps a sentence can name.
const NAMED: usize = 3;

/// Where cases can go.
struct Ways {
    /// By step, whether an arrow leads away from it.
    leaves: Vec<bool>,
    /// By step, whether some way from it comes to where nothing follows.
    ends: Vec<bool>,
}

impl Ways {
    fn new(unit: &Unit<'_>) -> Self {
        let count = unit.steps().len();
        let (mut leaves, mut before) = (vec![false; count], vec![Vec::new(); count]);
        for flow in unit.flows() {
            leaves[flow.source as usize] = true;
            before[flow.target as usize].push(flow.source);
        }
        for event in unit.events() {
            before[event.step as usize].extend(event.host);
        }
        let mut ends = vec![false; count];
        let mut stack: Vec<StepId> =
            (0..).zip(&leaves).filter(|(_, leaves)| !**leaves).map(|(id, _)| id).collect();
        while let Some(step) = stack.pop() {
            if !std::mem::replace(&mut ends[step as usize], true) {
                stack.extend(&before[step as usize]);
            }
        }
        Self { leaves, ends }
    }

    fn is_last(&self, step: StepId) -> bool {
        !self.leaves[step as usize]
    }

    /// Tells whether no other work of its process or sub-process is the last on its way: who leaves out one end leaves out others on
    /// purpose.
    fn is_alone(&self, unit: &Unit<'_>, step: StepId) -> bool {
        let mut rows = (0..).zip(unit.steps()).filter(|(_, row)| row.reachable && !row.loose);
        let is_last = |id: StepId| unit.works(id) && self.is_last(id) && same_scope(unit, id, step);
        rows.all(|(id, _)| id == step || !is_last(id))
    }

    /// Lists the steps of the process or sub-process of a step from which no way comes to an end.
    fn circle(&self, unit: &Unit<'_>, step: StepId) -> Vec<StepId> {
        let steps = (0..).zip(unit.steps()).filter(|(_, row)| row.reachable).map(|(id, _)| id);
        steps.filter(|id| !self.ends[*id as usize] && same_scope(unit, *id, step)).collect()
    }
}

/// Tells whether the process or sub-process of a step draws where cases end.
fn is_beside_ends(unit: &Unit<'_>, step: StepId) -> bool {
    let mut rows = (0..).zip(unit.steps());
    rows.any(|(id, row)| row.kind == StepKind::End && row.reachable && same_scope(unit, id, step))
}

fn same_scope(unit: &Unit<'_>, one: StepId, other: StepId) -> bool {
    let scope = |step: StepId| unit.steps().get(step as usize).map(|row| (row.process, row.scope));
    scope(one) == scope(other)
}

/// Tells whether steps go round as they should: from the beginning on, whenever a timer says so, or until something else ends them.
fn is_on_purpose(unit: &Unit<'_>, ways: &Ways, steps: &[StepId]) -> bool {
    const ENDS_ALL: [EventKind; 3] = [EventKind::Terminate, EventKind::Error, EventKind::Cancel];
    let Some(first) = steps.first() else { return true };
    let rows = || (0..).zip(unit.steps()).filter(|(id, _)| same_scope(unit, *id, *first));
    let around = unit.steps().get(*first as usize).and_then(|row| row.scope);
    let is_ended = |row: &handoff_sdk::Event| {
        let beside = same_scope(unit, row.step, *first);
        let is_timer = row.kind == EventKind::Timer && !ways.ends[row.step as usize];
        let is_end = row.throws && ENDS_ALL.contains(&row.kind);
        beside && (is_timer || is_end) || row.host.is_some() && row.host == around
    };
    rows().all(|(id, row)| !row.reachable || !ways.ends[id as usize])
        || rows().any(|(_, row)| row.kind == StepKind::EventSubProcess)
        || unit.events().iter().any(is_ended)
}

/// Tells whether a message goes out from a step: then somebody else goes on.
fn sends(unit: &Unit<'_>, step: StepId) -> bool {
    unit.exchanges().iter().any(|exchange| exchange.thrower == Some(step))
}

/// Tells whether the label of a step says that the case is over or handed on there.
fn closes(unit: &Unit<'_>, step: StepId) -> bool {
    unit.hints().iter().any(|hint| hint.at.of == TextOf::Label(step) && hint.words == "closing")
}

/// Tells whether an event at the border of a step leads on from it.
fn is_left(unit: &Unit<'_>, step: StepId) -> bool {
    unit.events().iter().any(|event| event.host == Some(step))
}

fn is_link(unit: &Unit<'_>, step: StepId) -> bool {
    unit.events().iter().any(|event| event.step == step && event.kind == EventKind::Link)
}
