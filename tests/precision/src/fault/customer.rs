//! Faults of the customer's journey: a long way without a word, others who decide, a carrier who reports nothing, two answers to
//! one question.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use handoff_model::{LaneId, MessageEnd, ProcessId, Step, StepId, StepKind};

use super::{PlantedFault, site::Site};

/// Departments that nobody has drawn.
const PLANTED: [&str; 4] = ["Planted desk", "Planted office", "Planted board", "Planted archive desk"];

/// Puts four departments between the last step before a message to the customer and that message.
pub(super) fn long_way(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = detours(site).filter_map(|detour| {
        let tasks: Vec<Planted> = (0..PLANTED.len()).map(|at| Planted { lane: at, tag: "task" }).collect();
        let links: Vec<(usize, usize)> = (1..PLANTED.len()).map(|at| (at - 1, at)).collect();
        detour.plant(site, &tasks, &links)
    });
    planted.collect()
}

/// Lets two other departments decide what a contact answers that decided nothing before.
pub(super) fn decide_elsewhere(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = detours(site).filter(|detour| detour.is_of_one_hand(site)).filter_map(|detour| {
        let tags = [(0, "task"), (1, "exclusiveGateway"), (1, "task"), (1, "task")];
        let steps: Vec<Planted> = tags.into_iter().map(|(lane, tag)| Planted { lane, tag }).collect();
        detour.plant(site, &steps, &[(0, 1), (1, 2), (1, 3)])
    });
    planted.collect()
}

/// A step that comes between.
struct Planted {
    /// Its place in [`PLANTED`].
    lane: usize,
    tag: &'static str,
}

/// An arrow in a process with lanes that leads to the first message to the customer after he began the case.
struct Detour {
    flow: handoff_model::FlowId,
    start: StepId,
    sender: StepId,
}

fn detours<'s>(site: &'s Site<'_>) -> impl Iterator<Item = Detour> + 's {
    let tellers: BTreeSet<StepId> = site.tellings().into_iter().map(|(_, sender)| sender).collect();
    site.model.flows.iter().filter_map(move |(flow, row)| {
        let sender = Some(row.target).filter(|target| tellers.contains(target))?;
        let target = &site.model.steps[sender];
        let only = site.model.flows.rows().filter(|other| other.target == sender).count() == 1;
        let laned = target.lane.is_some() && target.scope.is_none();
        let mut before = site.model.steps.iter().filter(|(_, step)| step.process == target.process);
        let start = before.find(|(id, step)| {
            step.kind == StepKind::Start && site.passes_message(*id) && site.behind(*id).contains(&sender)
        });
        let (start, _) = start.filter(|_| only && laned && site.customers_process(target.process))?;
        // Whoever is met before it, or beside it, has not waited for long.
        let met = |step: &StepId| *step != sender && (tellers.contains(step) || site.answers(*step));
        let between = site.behind(start).into_iter().filter(|step| site.behind(*step).contains(&sender));
        let straight = between.clone().all(|step| {
            !met(&step) && !site.passes_message(step) && site.model.steps[step].kind != StepKind::Parallel
        });
        straight.then_some(Detour { flow, start, sender })
    })
}

impl Detour {
    /// Tells whether all of the way belongs to one lane, and nothing is decided on it.
    fn is_of_one_hand(&self, site: &Site<'_>) -> bool {
        let lane = |step: StepId| site.model.steps[step].lane;
        let mut between =
            site.behind(self.start).into_iter().filter(|step| site.behind(*step).contains(&self.sender));
        between.all(|step| !site.model.steps[step].kind.is_gateway() && lane(step) == lane(self.sender))
            && lane(self.start) == lane(self.sender)
    }

    fn plant(&self, site: &Site<'_>, steps: &[Planted], links: &[(usize, usize)]) -> Option<PlantedFault> {
        let flow = &site.model.flows[self.flow];
        let element = site.element(&flow.id)?;
        let target = element.attribute_node("targetRef")?.range_value();
        let lane = site.model.lanes.get(site.model.steps[self.sender].lane?)?;
        let lane = site.element(&lane.id)?;
        let prefix = site.prefix(element);
        let (mut inside, mut lanes) = (String::new(), String::new());
        for (at, Planted { tag, .. }) in steps.iter().enumerate() {
            let _ = write!(inside, "<{prefix}{tag} id=\"planted-{at}\" name=\"Look at planted file {at}\"/>");
        }
        let sender = &site.model.steps[self.sender].id;
        let ends = (0..steps.len()).filter(|at| links.iter().all(|(from, _)| from != at));
        let out = ends.map(|at| (format!("planted-{at}"), sender.clone()));
        let inner = links.iter().map(|(from, to)| (format!("planted-{from}"), format!("planted-{to}")));
        for (number, (from, to)) in inner.chain(out).enumerate() {
            let _ = write!(
                inside,
                "<{prefix}sequenceFlow id=\"planted-flow-{number}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>"
            );
        }
        for (number, name) in PLANTED.iter().enumerate() {
            let own = steps.iter().enumerate().filter(|(_, step)| step.lane == number);
            let refs: Vec<String> = own
                .map(|(at, _)| format!("<{prefix}flowNodeRef>planted-{at}</{prefix}flowNodeRef>"))
                .collect();
            let refs = refs.concat();
            if !refs.is_empty() {
                let _ = write!(
                    lanes,
                    "<{prefix}lane id=\"planted-lane-{number}\" name=\"{name}\">{refs}</{prefix}lane>"
                );
            }
        }
        let (at, before) = (element.range().end, lane.range().start);
        let edits = vec![(target, "planted-0".to_owned()), (at..at, inside), (before..before, lanes)];
        Some(PlantedFault::new(site.edit(edits), vec![sender.clone()]))
    }
}

/// Lets a carrier bring the customer what was told to him directly.
pub(super) fn hand_to_carrier(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = site.tellings().into_iter().filter_map(|(flow, sender)| {
        let flow = &site.model.message_flows[flow];
        let heard = |step: &StepId| site.passes_message(*step) && !site.tellings().iter().any(|(_, own)| own == step);
        if !site.customers_process(site.model.steps[sender].process) || site.behind(sender).iter().any(heard) {
            return None;
        }
        let pool = match flow.target {
            MessageEnd::Pool(pool) => site.model.participants.get(pool)?,
            MessageEnd::Step(_) => return None,
        };
        let element = site.element(&flow.id)?;
        let participant = site.element(&pool.id)?;
        let prefix = site.prefix(element);
        let carrier = format!("<{prefix}participant id=\"planted-carrier\" name=\"Carrier\"/>");
        let flows = format!(
            "<{prefix}messageFlow id=\"planted-order\" name=\"Parcel\" sourceRef=\"{}\" targetRef=\"planted-carrier\"/>\
             <{prefix}messageFlow id=\"planted-delivery\" name=\"Parcel\" sourceRef=\"planted-carrier\" targetRef=\"{}\"/>",
            site.model.steps[sender].id, pool.id
        );
        let (before, after) = (participant.range().start, element.range().end);
        let text = site.edit(vec![(before..before, carrier), (after..after, flows)]);
        Some(PlantedFault::new(text, vec!["planted-order".to_owned()]))
    });
    planted.collect()
}

/// States one more kind of customers than a decision has branches for.
pub(super) fn forget_segment(site: &Site<'_>) -> Vec<PlantedFault> {
    let decisions = site.model.steps.iter().filter(|(_, step)| step.kind == StepKind::Exclusive);
    let planted = decisions.filter_map(|(id, step)| {
        let flows: Vec<&handoff_model::Flow> =
            site.model.flows.rows().filter(|flow| flow.source == id).collect();
        let labels: BTreeSet<String> = flows.iter().map(|flow| flow.name.trim().to_lowercase()).collect();
        let telling = |label: &String| label.len() > 3 && label.chars().all(char::is_alphabetic);
        let others = site.element(&step.id)?.attribute("default").is_some();
        if others || flows.len() < 2 || labels.len() < flows.len() || !labels.iter().all(telling) {
            return None;
        }
        let stated = |more: &[&str]| {
            let all: Vec<String> = labels
                .iter()
                .map(String::as_str)
                .chain(more.iter().copied())
                .map(|word| format!("\"{word}\""))
                .collect();
            format!("[rules.\"customer/uncovered-segment\"]\nsegments = [{}]\n", all.join(", "))
        };
        Some(PlantedFault {
            text: site.text.to_owned(),
            elements: vec![step.id.clone()],
            contracts: [stated(&[]), stated(&["planted class"])],
        })
    });
    planted.collect()
}

/// Lets two departments promise the customer a date of their own.
pub(super) fn answer_twice(site: &Site<'_>) -> Vec<PlantedFault> {
    let lane = |step: StepId| -> Option<LaneId> { site.model.steps[step].lane };
    let tellings = site.tellings();
    let pairs =
        tellings.iter().flat_map(|(flow, one)| tellings.iter().map(move |(_, other)| (*flow, *one, *other)));
    let planted = pairs.filter_map(|(flow, one, other)| {
        let apart = lane(one).is_some() && lane(other).is_some() && lane(one) != lane(other);
        let customer = match site.model.message_flows[flow].target {
            MessageEnd::Pool(pool) => &site.model.participants.get(pool)?.name,
            MessageEnd::Step(_) => return None,
        };
        if !apart || !site.behind(one).contains(&other) || customer.contains(['"', '\\', '\n']) {
            return None;
        }
        let provides = |step: &Step| {
            format!(
                "[[contract]]\nstep = \"{}\"\nprovides = [{{ item = \"Planted date\", to = \"{customer}\" }}]\n",
                step.id
            )
        };
        let [first, second] = [&site.model.steps[one], &site.model.steps[other]];
        Some(PlantedFault {
            text: site.text.to_owned(),
            elements: vec![second.id.clone()],
            contracts: [provides(first), provides(first) + &provides(second)],
        })
    });
    planted.collect()
}

/// Lets the customer ask how things stand.
pub(super) fn make_him_ask(site: &Site<'_>) -> Vec<PlantedFault> {
    let own = |process: ProcessId| site.is_customers_own(process);
    let steps = site.model.steps.iter().filter(|(_, step)| own(step.process) && step.kind.is_activity());
    let planted = steps.filter_map(|(_, step)| {
        let label = site.element(&step.id)?.attribute_node("name")?.range_value();
        let text = site.edit(vec![(label, "Ask where it is".to_owned())]);
        Some(PlantedFault::new(text, vec![step.id.clone()]))
    });
    planted.collect()
}
