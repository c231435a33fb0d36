//! Faults of the handing over, planted into exports one at a time: what a reader would find, the program must find.

mod site;

use std::ops::Range;

use handoff_model::{DefinitionKind, Model, StepId, StepKind};
use roxmltree::{Document, Node};

use site::Site;

/// A kind of fault that can be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The only output of an item is taken away.
    DropOutput,
    /// The only output of an item is moved behind the step that reads it.
    LateOutput,
    /// An item is made in another state than the one that is read.
    SwapState,
    /// The last message to the customer is taken away, and its step does something else.
    DropMessage,
    /// One message to the customer is taken away; its step stays as it is called.
    DropFlow,
    /// A decision gets one more way, to an end of which nobody tells the customer.
    SilentBranch,
    /// The time limit beside a wait is taken away.
    DropTimer,
    /// A lane of a process that has no pool is taken away.
    DropLane,
    /// A call no longer passes a value that the called process needs.
    CutMapping,
    /// A department no longer promises a field that the next one requires.
    DropField,
}

/// An export with one fault.
#[derive(Clone, Debug)]
pub struct Planted {
    /// The export, changed.
    pub text: String,
    /// The ids of the elements at one of which it shows.
    pub elements: Vec<String>,
    /// The contracts beside the export, without and with the fault; empty where there are none.
    pub contracts: [String; 2],
}

impl Planted {
    fn new(text: String, elements: Vec<String>) -> Self {
        Self { text, elements, contracts: [String::new(), String::new()] }
    }
}

impl Fault {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::DropOutput,
        Self::LateOutput,
        Self::SwapState,
        Self::DropMessage,
        Self::DropFlow,
        Self::SilentBranch,
        Self::DropTimer,
        Self::DropLane,
        Self::CutMapping,
        Self::DropField,
    ];

    /// The rules one of which finds it.
    pub fn rules(self) -> &'static [&'static str] {
        match self {
            Self::DropOutput => &["data/missing-input"],
            Self::LateOutput => &["data/late-input"],
            Self::SwapState => &["contract/wrong-state"],
            Self::DropMessage | Self::DropFlow | Self::SilentBranch => &["customer/silent-ending"],
            Self::DropTimer => &["timing/unlimited-wait"],
            Self::DropLane => &["ownership/unowned-step"],
            Self::CutMapping => &["data/missing-input", "data/possibly-missing-input"],
            Self::DropField => &["contract/missing-field"],
        }
    }

    /// Plants it wherever the export has room for it, each time alone.
    pub fn plant(self, text: &str, model: &Model) -> Vec<Planted> {
        let Ok(document) = Document::parse(text) else { return Vec::new() };
        let site = Site { text, model, document: &document };
        match self {
            Self::DropOutput => drop_output(&site),
            Self::LateOutput => late_output(&site),
            Self::SwapState => swap_state(&site),
            Self::DropMessage => drop_message(&site),
            Self::DropFlow => drop_flow(&site),
            Self::SilentBranch => silent_branch(&site),
            Self::DropTimer => drop_timer(&site),
            Self::DropLane => drop_lane(&site),
            Self::CutMapping => cut_mapping(&site),
            Self::DropField => drop_field(&site),
        }
    }
}

fn drop_output(site: &Site<'_>) -> Vec<Planted> {
    let outputs = site.only_outputs();
    let planted = outputs.iter().map(|output| {
        // What the step itself declares to give goes with the arrow that leads out of it.
        let declared = Site::child_text(output.node, "sourceRef").and_then(|id| site.element(id));
        let declared =
            declared.filter(|node| node.tag_name().name() == "dataOutput").map(|node| node.range());
        let gone = [Some(output.range.clone()), declared];
        let edits = gone.into_iter().flatten().map(|range| (range, String::new())).collect();
        Planted::new(site.edit(edits), site.ids(&output.readers))
    });
    planted.collect()
}

fn late_output(site: &Site<'_>) -> Vec<Planted> {
    let outputs = site.only_outputs();
    let planted = outputs.iter().filter_map(|output| {
        let last = *output.readers.last()?;
        let late = site.behind(last).into_iter().find(|late| {
            let row = &site.model.steps[*late];
            row.kind.is_activity()
                && !row.kind.is_scope()
                && !output.readers.contains(late)
                && output.readers.iter().all(|reader| !site.behind(*late).contains(reader))
        })?;
        let moved = site.text[output.range.clone()].to_owned();
        let edits = vec![(output.range.clone(), String::new()), site.into(late, &moved)?];
        Some(Planted::new(site.edit(edits), site.ids(&output.readers)))
    });
    planted.collect()
}

fn swap_state(site: &Site<'_>) -> Vec<Planted> {
    let planted = site.only_outputs().into_iter().filter_map(|output| {
        let target = Site::child_text(output.node, "targetRef")?;
        let reference = site.element(target)?;
        let state = reference.children().find(|child| child.tag_name().name() == "dataState")?;
        let name = state.attribute("name").filter(|name| !name.trim().is_empty())?;
        // The same reference, called otherwise and in another state.
        let other = site.text[reference.range()].replacen(target, "planted-reference", 1);
        let other = other.replacen(&format!("\"{name}\""), "\"under correction\"", 1);
        let at = reference.range().end;
        let write = site.text[output.range.clone()].replacen(target, "planted-reference", 1);
        let edits = vec![(at..at, other), (output.range.clone(), write)];
        Some(Planted::new(site.edit(edits), site.ids(&output.readers)))
    });
    planted.collect()
}

fn drop_message(site: &Site<'_>) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (flow, sender) in site.tellings() {
        let row = &site.model.steps[sender];
        let quiet = |step: &StepId| !site.tellings().iter().any(|(_, other)| other == step);
        if !site.customers_process(row.process)
            || !site.behind(sender).iter().all(quiet)
            || !site.before_decision(sender).iter().all(quiet)
            // What he has just said himself, nobody has decided for him.
            || site.before_decision(sender).iter().any(|step| site.answers(*step))
            || site.told_beside(sender)
        {
            continue;
        }
        let Some(element) = site.element(&site.model.message_flows[flow].id) else { continue };
        let Some(recast) = site.recast(sender, "Close file") else { continue };
        let elements = site.model.steps.rows().filter(|step| step.process == row.process);
        let mut elements: Vec<String> = elements.map(|step| step.id.clone()).collect();
        // Where he waits for it in a process of his own, it is missed there too.
        if let handoff_model::MessageEnd::Step(step) = site.model.message_flows[flow].target {
            elements.push(site.model.steps[step].id.clone());
        }
        let text = site.edit([vec![(element.range(), String::new())], recast].concat());
        planted.push(Planted::new(text, elements));
    }
    planted
}

fn drop_flow(site: &Site<'_>) -> Vec<Planted> {
    let last = |sender: &StepId| {
        site.behind(*sender).iter().all(|step| !site.tellings().iter().any(|(_, other)| other == step))
    };
    let planted = site.tellings().into_iter().filter_map(|(flow, sender)| {
        let flow = &site.model.message_flows[flow];
        let process = site.model.steps[sender].process;
        let awaited = match flow.target {
            handoff_model::MessageEnd::Step(step) => {
                matches!(site.model.steps[step].kind, StepKind::ReceiveTask | StepKind::Catch)
            }
            handoff_model::MessageEnd::Pool(_) => false,
        };
        // A step that only speaks of telling him, beside others, is told by its own label.
        let sends = site.model.steps[sender].has(DefinitionKind::Message)
            || site.model.steps[sender].kind == StepKind::SendTask;
        if site.told_beside(sender) || !(awaited || site.customers_process(process) && last(&sender) && sends)
        {
            return None;
        }
        let element = site.element(&flow.id)?;
        let elements = site.model.steps.rows().map(|step| step.id.clone()).collect();
        Some(Planted::new(site.edit(vec![(element.range(), String::new())]), elements))
    });
    planted.collect()
}

fn silent_branch(site: &Site<'_>) -> Vec<Planted> {
    let decisions = site.model.steps.iter().filter(|(id, step)| {
        step.kind == StepKind::Exclusive
            && !site.answered(*id)
            && step.scope.is_none()
            && site.customers_process(step.process)
            && site.model.flows.rows().filter(|flow| flow.source == *id).count() > 1
            && site.tellings().iter().any(|(_, sender)| site.behind(*id).contains(sender))
    });
    let planted = decisions.filter_map(|(_, step)| {
        let element = site.element(&step.id)?;
        let prefix = site.prefix(element);
        let branch = format!(
            "<{prefix}endEvent id=\"planted-end\" name=\"Request rejected\"/><{prefix}sequenceFlow id=\"planted-flow\" \
             name=\"no\" sourceRef=\"{}\" targetRef=\"planted-end\"/>",
            step.id
        );
        let at = element.range().start;
        let elements = vec!["planted-end".to_owned()];
        Some(Planted::new(site.edit(vec![(at..at, branch)]), elements))
    });
    planted.collect()
}

fn drop_timer(site: &Site<'_>) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (timer, step) in site.model.steps.iter().filter(|(_, step)| step.has(DefinitionKind::Timer)) {
        let beside =
            site.model.flows.rows().find(|flow| {
                flow.target == timer && site.model.steps[flow.source].kind == StepKind::EventBased
            });
        let wait = match (step.kind, beside) {
            (StepKind::Catch, Some(flow)) => flow.source,
            (StepKind::Boundary, _) => match step.attached_to {
                Some(host) if site.model.steps[host].kind == StepKind::ReceiveTask => host,
                _ => continue,
            },
            _ => continue,
        };
        if site.model.steps.rows().filter(|other| other.attached_to == Some(wait)).count() > 1 {
            continue;
        }
        let row = &site.model.steps[wait];
        let called_off =
            |scope: StepId| site.model.steps.rows().any(|other| other.attached_to == Some(scope));
        // Where nothing but the time is waited for, or all around is called off, nothing is lost with the timer.
        if row.kind == StepKind::EventBased && !site.waits_for_others(wait)
            || row.scope.is_some_and(called_off)
        {
            continue;
        }
        let behind = site.model.flows.rows().filter(|flow| flow.source == wait).map(|flow| flow.target);
        let mut elements = site.ids(&behind.collect::<Vec<_>>());
        elements.push(row.id.clone());
        let gone = site.model.flows.rows().filter(|flow| flow.source == timer || flow.target == timer);
        let gone = gone.map(|flow| flow.id.as_str()).chain([step.id.as_str()]);
        let ranges: Option<Vec<_>> =
            gone.map(|id| Some((site.element(id)?.range(), String::new()))).collect();
        planted.extend(ranges.map(|edits| Planted::new(site.edit(edits), elements)));
    }
    planted
}

fn drop_lane(site: &Site<'_>) -> Vec<Planted> {
    let pooled = |lane: &handoff_model::Lane| {
        site.model.participants.rows().any(|pool| pool.process == Some(lane.process) && !pool.name.is_empty())
    };
    let lanes = site.model.lanes.iter().filter(|(_, lane)| !pooled(lane) && lane.parent.is_none());
    let planted = lanes.filter_map(|(id, lane)| {
        let own: Vec<StepId> =
            site.model.steps.iter().filter(|(_, step)| step.lane == Some(id)).map(|(id, _)| id).collect();
        let works = |step: &StepId| site.model.steps[*step].kind.is_activity();
        let named = |lane: &handoff_model::Lane| !lane.name.trim().is_empty();
        let employs =
            |id| site.model.steps.rows().any(|step| step.lane == Some(id) && step.kind.is_activity());
        let mut all = site.model.lanes.iter();
        let others = named(lane)
            && all.any(|(other, row)| {
                other != id && row.process == lane.process && named(row) && employs(other)
            });
        let text = site.edit(vec![(site.element(&lane.id)?.range(), String::new())]);
        (others && own.iter().any(works)).then(|| Planted::new(text, site.ids(&own)))
    });
    planted.collect()
}

fn cut_mapping(site: &Site<'_>) -> Vec<Planted> {
    let mut planted = Vec::new();
    for step in site.model.steps.rows() {
        let Some(called) = step.called.as_ref().filter(|called| !called.all_in) else { continue };
        let Some((inside, _)) = site.model.processes.iter().find(|(_, row)| row.id == called.element) else {
            continue;
        };
        for mapping in &called.inputs {
            let reads = |row: &&handoff_model::Step| {
                let named = |access: &handoff_model::Access| {
                    !access.optional && site.model.items[access.item].name == mapping.to
                };
                row.process == inside && row.reads.iter().any(named)
            };
            let readers: Vec<String> =
                site.model.steps.rows().filter(reads).map(|row| row.id.clone()).collect();
            let element = site.element(&step.id).and_then(|element| {
                element.descendants().find(|node| {
                    ["in", "input"].contains(&node.tag_name().name())
                        && node.attribute("target") == Some(&mapping.to)
                })
            });
            if let (Some(element), false) = (element, readers.is_empty()) {
                let text = site.edit(vec![(element.range(), String::new())]);
                planted.push(Planted::new(text, readers));
            }
        }
    }
    planted
}

fn drop_field(site: &Site<'_>) -> Vec<Planted> {
    let owner = |step: StepId| {
        let lane = site.model.steps[step].lane.and_then(|lane| site.model.lanes.get(lane))?;
        Some(lane.name.trim()).filter(|name| !name.is_empty() && !name.contains(['"', '\\', '\n']))
    };
    let works = |step: StepId| site.model.steps[step].kind.is_activity();
    let borders = site.model.flows.rows().filter(|flow| works(flow.source) && works(flow.target));
    let planted = borders.filter_map(|flow| {
        let (giver, receiver) = (owner(flow.source)?, owner(flow.target)?);
        let contract = |given: &str| {
            format!(
                "[[contract]]\ndepartment = \"{receiver}\"\nrequires = [{{ item = \"Planted folder\", fields = \
                 [\"number\", \"due date\"], from = \"{giver}\" }}]\n[[contract]]\nstep = \"{}\"\nprovides = \
                 [{{ item = \"Planted folder\", fields = [{given}] }}]\n",
                site.model.steps[flow.source].id
            )
        };
        let own = site.model.steps.iter().filter(|(id, _)| owner(*id) == Some(receiver));
        (giver != receiver).then(|| Planted {
            text: site.text.to_owned(),
            elements: own.map(|(_, step)| step.id.clone()).collect(),
            contracts: [contract("\"number\", \"due date\""), contract("\"number\"")],
        })
    });
    planted.collect()
}

/// An output association that is the only one of its item, and who reads it.
struct Output<'d> {
    node: Node<'d, 'd>,
    range: Range<usize>,
    readers: Vec<StepId>,
}
