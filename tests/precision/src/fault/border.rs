//! Faults of how work crosses borders, and of whose it is.

use handoff_model::{LaneId, MessageEnd, MessageFlow, StepId, StepKind};

use super::{PlantedFault, site::Site};

/// A pool with steps of its own that sends to another one loses its name.
pub(super) fn drop_pool_name(site: &Site<'_>) -> Vec<PlantedFault> {
    let owns = |pool: &handoff_model::Participant| {
        pool.process.is_some_and(|process| {
            let laned = site.model.lanes.rows().any(|lane| lane.process == process);
            let assigned = |step: &handoff_model::Step| step.process == process && !step.resources.is_empty();
            !laned && !site.is_customers_own(process) && !site.model.steps.rows().any(assigned)
        })
    };
    let pools = site.model.participants.rows().filter(|pool| !pool.name.trim().is_empty() && owns(pool));
    let planted = pools.filter_map(|pool| {
        let is_inside = |step: StepId| Some(site.model.steps[step].process) == pool.process;
        let flows = between_steps(site).filter(|(_, from, to)| is_inside(*from) != is_inside(*to));
        let flows =
            flows.filter(|(_, from, to)| !is_theirs(site, if is_inside(*from) { *to } else { *from }));
        let elements: Vec<String> = flows.map(|(flow, ..)| flow.id.clone()).collect();
        let name = site.element(&pool.id)?.attribute_node("name")?.range_value();
        (!elements.is_empty()).then(|| PlantedFault::new(site.edit(vec![(name, String::new())]), elements))
    });
    planted.collect()
}

/// A payment between two steps is drawn from the one that gets it to the one that pays.
pub(super) fn turn_message(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = between_steps(site).filter_map(|(flow, from, to)| {
        let is_work = |step: StepId| {
            site.model.steps[step].kind.is_activity() && !site.model.steps[step].kind.is_scope()
        };
        let gets = |step: StepId| {
            site.model.message_flows.rows().any(|other| other.target == MessageEnd::Step(step))
        };
        let is_ours = !is_theirs(site, from) || !is_theirs(site, to);
        if !flow.name.is_empty()
            || flow.message.is_some()
            || !is_work(from)
            || !is_work(to)
            || gets(from)
            || !is_ours
        {
            return None;
        }
        let label = |step: StepId| {
            Some(site.element(&site.model.steps[step].id)?.attribute_node("name")?.range_value())
        };
        let edits =
            vec![(label(from)?, "Receive payment".to_owned()), (label(to)?, "Pay invoice".to_owned())];
        Some(PlantedFault::new(site.edit(edits), site.ids(&[from, to])))
    });
    planted.collect()
}

/// A message that is awaited loses its flow, in a process that draws at least two others.
pub(super) fn drop_sending(site: &Site<'_>) -> Vec<PlantedFault> {
    let is_catch =
        |step: StepId| matches!(site.model.steps[step].kind, StepKind::Catch | StepKind::ReceiveTask);
    let received = |step: StepId| {
        site.model.message_flows.rows().filter(move |flow| flow.target == MessageEnd::Step(step))
    };
    let planted = site.model.steps.iter().filter_map(|(wait, row)| {
        let is_own = |step: &StepId| *step != wait && site.model.steps[*step].process == row.process;
        let catches =
            || site.model.steps.iter().map(|(step, _)| step).filter(is_own).filter(|step| is_catch(*step));
        let drawn = site
            .model
            .steps
            .iter()
            .map(|(step, _)| step)
            .filter(is_own)
            .filter(|step| received(*step).next().is_some());
        let all_drawn =
            catches().filter(|step| site.passes_message(*step)).all(|step| received(step).next().is_some());
        let mut own = received(wait);
        let flow = own.next().filter(|_| own.next().is_none())?;
        let is_alone =
            row.event.as_ref().is_none_or(|event| event.definitions.iter().all(|one| one.trigger.is_none()));
        let stands_out = is_catch(wait) && is_alone && all_drawn && drawn.count() > 1;
        let stands_out = stands_out && !is_theirs(site, wait) && site.reached(&[]).contains(&wait);
        let text = site.edit(vec![(site.element(&flow.id)?.range(), String::new())]);
        stands_out.then(|| PlantedFault::new(text, vec![row.id.clone()]))
    });
    planted.collect()
}

/// Work that passes from one lane to another goes back and forth twice more before it is done.
pub(super) fn pass_to_and_fro(site: &Site<'_>) -> Vec<PlantedFault> {
    let flows = site.model.flows.rows().filter(|flow| {
        let step = |step: StepId| &site.model.steps[step];
        let (from, to) = (step(flow.source), step(flow.target));
        let is_work = |step: &handoff_model::Step| {
            step.kind.is_activity() && !step.kind.is_scope() && step.scope.is_none()
        };
        let differ = lane_name(site, flow.source)
            .zip(lane_name(site, flow.target))
            .is_some_and(|(one, other)| one != other);
        is_work(from)
            && is_work(to)
            && differ
            && !is_theirs(site, flow.source)
            && !is_theirs(site, flow.target)
    });
    let planted = flows.filter_map(|flow| {
        let lane = |step: StepId| site.model.steps[step].lane;
        let (giver, receiver) = (lane(flow.source)?, lane(flow.target)?);
        let element = site.element(&flow.id)?;
        let last = &site.model.steps[flow.target].id;
        let (prefix, behind) = (site.prefix(element), element.range().end);
        let names = ["Ask", "Answer", "Ask more", "Answer more"];
        let lanes = [receiver, giver, receiver, giver];
        let ids: Vec<String> = (0..names.len()).map(|number| format!("planted-{number}")).collect();
        let mut text = String::new();
        for (number, (id, name)) in ids.iter().zip(names).enumerate() {
            let next = ids.get(number + 1).unwrap_or(last);
            text += &format!(
                "<{prefix}task id=\"{id}\" name=\"{name}\"/><{prefix}sequenceFlow id=\"{id}-flow\" sourceRef=\"{id}\" targetRef=\"{next}\"/>"
            );
        }
        let mut edits = vec![(element.attribute_node("targetRef")?.range_value(), ids[0].clone()), (behind..behind, text)];
        for own in [giver, receiver] {
            let steps = ids.iter().zip(lanes).filter(|(_, lane)| *lane == own).map(|(id, _)| id.as_str());
            edits.push(into_lane(site, own, &steps.collect::<Vec<_>>())?);
        }
        Some(PlantedFault::new(site.edit(edits), [ids, vec![flow.id.clone()]].concat()))
    });
    planted.collect()
}

/// Two tasks that follow each other print a thing and scan it again.
pub(super) fn print_and_scan(site: &Site<'_>) -> Vec<PlantedFault> {
    let reached = site.reached(&[]);
    let is_work = |step: StepId| {
        matches!(site.model.steps[step].kind, StepKind::Task | StepKind::UserTask | StepKind::ManualTask)
    };
    let flows = site.model.flows.rows().filter(|flow| {
        is_work(flow.source)
            && is_work(flow.target)
            && reached.contains(&flow.source)
            && !site.behind(flow.target).contains(&flow.source)
            && !is_theirs(site, flow.source)
    });
    let planted = flows.filter_map(|flow| {
        let label = |step: StepId| {
            Some(site.element(&site.model.steps[step].id)?.attribute_node("name")?.range_value())
        };
        let edits = vec![
            (label(flow.source)?, "Print delivery form".to_owned()),
            (label(flow.target)?, "Scan delivery form".to_owned()),
        ];
        Some(PlantedFault::new(site.edit(edits), site.ids(&[flow.source])))
    });
    planted.collect()
}

/// Three departments of one process write into one store.
pub(super) fn share_store(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = site.model.processes.iter().filter_map(|(process, row)| {
        let mut writers: Vec<StepId> = Vec::new();
        for (step, own) in site.model.steps.iter().filter(|(_, step)| step.process == process) {
            let known = |other: &StepId| lane_name(site, *other) == lane_name(site, step);
            let has_end = || site.into(step, "").is_some() || site.element(&own.id).is_some();
            let is_work = own.kind.is_activity() && !own.kind.is_scope() && own.kind != StepKind::Call;
            if is_work && lane_name(site, step).is_some() && !is_theirs(site, step) && has_end() && !writers.iter().any(known) {
                writers.push(step);
            }
        }
        let element = site.element(&row.id)?;
        let (prefix, first) = (site.prefix(element), element.first_element_child()?.range().start);
        let store = format!("<{prefix}dataStoreReference id=\"planted-store\" name=\"Planted register\"/>");
        let write = |step: StepId| {
            format!(
                "<{prefix}dataOutputAssociation id=\"planted-write-{}\"><{prefix}targetRef>planted-store</{prefix}targetRef></{prefix}dataOutputAssociation>",
                site.model.steps[step].id
            )
        };
        let mut edits = vec![(first..first, store)];
        edits.extend(writers.iter().filter_map(|step| site.into(*step, &write(*step))));
        (edits.len() > 3).then(|| PlantedFault::new(site.edit(edits), site.ids(&writers)))
    });
    planted.collect()
}

/// A lane in which a step tells the customer something gets work that begins by the clock.
pub(super) fn add_pile(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = site.tellings().into_iter().filter_map(|(_, teller)| {
        let lane = site.model.steps[teller].lane.filter(|_| !is_theirs(site, teller))?;
        let named: Vec<&str> = site.model.steps.iter().filter_map(|(step, row)| {
            lane_name(site, step).filter(|_| row.kind.is_activity() && row.process == site.model.steps[teller].process && !is_theirs(site, step))
        }).collect();
        let own = lane_name(site, teller)?;
        let is_divided = named.iter().any(|other| *other != own);
        let process = site.element(&site.model.processes[site.model.steps[teller].process].id)?;
        let prefix = site.prefix(process);
        let end = process.range().start + site.text[process.range()].rfind("</")?;
        let names = ["Make roster", "Order tools", "Settle holidays", "Write monthly report"];
        let ids: Vec<String> = (0..names.len()).map(|number| format!("planted-{number}")).collect();
        let mut text = format!(
            "<{prefix}startEvent id=\"planted-start\" name=\"First of the month\"><{prefix}timerEventDefinition id=\"planted-timer\"/></{prefix}startEvent>"
        );
        let sources = std::iter::once("planted-start").chain(ids.iter().map(String::as_str));
        for ((id, name), source) in ids.iter().zip(names).zip(sources) {
            text += &format!(
                "<{prefix}task id=\"{id}\" name=\"{name}\"/><{prefix}sequenceFlow id=\"{id}-flow\" sourceRef=\"{source}\" targetRef=\"{id}\"/>"
            );
        }
        let all: Vec<&str> = std::iter::once("planted-start").chain(ids.iter().map(String::as_str)).collect();
        let edits = vec![(end..end, text), into_lane(site, lane, &all)?];
        is_divided.then(|| PlantedFault::new(site.edit(edits), ids))
    });
    planted.collect()
}

/// Lists the messages that a step sends to a step of another pool.
fn between_steps<'a>(site: &'a Site<'_>) -> impl Iterator<Item = (&'a MessageFlow, StepId, StepId)> {
    site.model.message_flows.rows().filter_map(|flow| match (flow.source, flow.target) {
        (MessageEnd::Step(from), MessageEnd::Step(to)) => Some((flow, from, to)),
        _ => None,
    })
}

/// Tells whether a step is the customer's.
fn is_theirs(site: &Site<'_>, step: StepId) -> bool {
    let row = &site.model.steps[step];
    site.is_customers_own(row.process) || site.is_in_customers_lane(row)
}

/// The name of the lane of a step; `None` where it has none.
fn lane_name<'a>(site: &'a Site<'_>, step: StepId) -> Option<&'a str> {
    let lane = site.model.lanes.get(site.model.steps[step].lane?)?;
    Some(lane.name.trim()).filter(|name| !name.is_empty())
}

/// The edit that puts steps into a lane that lists its own; `None` where it is told by its place in the drawing.
fn into_lane(site: &Site<'_>, lane: LaneId, steps: &[&str]) -> Option<(std::ops::Range<usize>, String)> {
    let element = site.element(&site.model.lanes[lane].id)?;
    let listed = element.children().filter(|child| child.tag_name().name() == "flowNodeRef").last()?;
    let (prefix, end) = (site.prefix(element), listed.range().end);
    let text: String =
        steps.iter().map(|step| format!("<{prefix}flowNodeRef>{step}</{prefix}flowNodeRef>")).collect();
    Some((end..end, text))
}
