//! Faults of what the customer is asked, told and waited for: steps get other labels, so that what is drawn means something else.

use handoff_model::{DefinitionKind, MessageEnd, StepId, StepKind};

use super::{PlantedFault, Site};

/// Two tasks one behind the other ask the customer for the same.
pub(super) fn ask_twice(site: &Site<'_>) -> Vec<PlantedFault> {
    const QUESTIONS: [&str; 2] = ["Ask customer for delivery address", "Request delivery address"];
    // What programs ask is asked of programs, and what goes round is asked again on purpose.
    let asks = |step: StepId| site.model.steps[step].kind != StepKind::ServiceTask && !site.goes_round(step);
    let planted = own_tasks(site).into_iter().filter(|step| asks(*step)).filter_map(|first| {
        let second = lone_way(site, first).into_iter().find(|step| is_task(site, *step) && asks(*step))?;
        let edits = [site.recast(first, QUESTIONS[0])?, site.recast(second, QUESTIONS[1])?].concat();
        Some(PlantedFault::new(site.edit(edits), site.ids(&[second])))
    });
    planted.collect()
}

/// A step before a decision promises the customer something, and one way of the decision is a refusal.
pub(super) fn early_promise(site: &Site<'_>) -> Vec<PlantedFault> {
    let Some((telling, _)) = site.tellings().into_iter().next() else { return Vec::new() };
    let telling = &site.model.message_flows[telling];
    let MessageEnd::Pool(customer) = telling.target else { return Vec::new() };
    let planted = own_tasks(site).into_iter().filter_map(|teller| {
        let way = lone_way(site, teller);
        let decision = *way.last().filter(|step| site.model.steps[**step].kind == StepKind::Exclusive)?;
        let flows = site.model.flows.rows().filter(|flow| flow.source == decision);
        let ways: Vec<StepId> = flows.map(|flow| flow.target).collect();
        let ends = |step: &StepId| site.model.steps[*step].kind == StepKind::End;
        let of =
            |way: &StepId| std::iter::once(*way).chain(site.behind(*way)).filter(ends).collect::<Vec<_>>();
        let refused = ways.iter().find_map(|way| {
            let others = || ways.iter().filter(|other| *other != way).flat_map(of);
            of(way).into_iter().find(|end| !others().any(|other| other == *end))
        })?;
        let returns = site.behind(decision).contains(&teller);
        let heard = way.iter().chain(&site.behind(decision)).any(|step| site.answers(*step));
        let sends = site.tellings().iter().any(|(_, other)| *other == teller || way.contains(other));
        if ways.len() < 2 || returns || heard || sends || site.model.steps[refused].name.is_empty() {
            return None;
        }
        let label = |step: StepId, name: &str| {
            let node = site.element(&site.model.steps[step].id)?.attribute_node("name")?;
            Some((node.range_value(), name.to_owned()))
        };
        let element = site.element(&telling.id)?;
        let flow = format!(
            "<{}messageFlow id=\"planted-promise\" sourceRef=\"{}\" targetRef=\"{}\"/>",
            site.prefix(element),
            site.model.steps[teller].id,
            site.model.participants[customer].id
        );
        let at = element.range().end;
        let edits = vec![
            label(teller, "Send order confirmation")?,
            label(decision, "In stock?")?,
            label(refused, "Order rejected")?,
            (at..at, flow),
        ];
        Some(PlantedFault::new(site.edit(edits), site.ids(&[teller])))
    });
    planted.collect()
}

/// Work between a message to the customer and the wait for his answer binds him.
pub(super) fn early_work(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = site.tellings().into_iter().filter_map(|(_, teller)| {
        let way = lone_way(site, teller);
        let answer = way.iter().position(|step| site.answers(*step) && hears(site, *step))?;
        let work = *way[..answer].iter().find(|step| is_task(site, **step))?;
        if site.behind(way[answer]).contains(&work) || !is_catch(site, way[answer]) {
            return None;
        }
        let label = |step: StepId, name: &str| {
            let node = site.element(&site.model.steps[step].id)?.attribute_node("name")?;
            Some((node.range_value(), name.to_owned()))
        };
        let edits = [
            vec![label(teller, "Send drawing")?, label(way[answer], "Drawing approved")?],
            site.recast(work, "Produce part")?,
        ];
        Some(PlantedFault::new(site.edit(edits.concat()), site.ids(&[work])))
    });
    planted.collect()
}

/// An event at a task breaks it off, and no arrow leads on to what tells the customer.
pub(super) fn lost_exception(site: &Site<'_>) -> Vec<PlantedFault> {
    let tellers: Vec<StepId> = site.tellings().into_iter().map(|(_, step)| step).collect();
    let planted = own_tasks(site).into_iter().filter_map(|task| {
        let way = lone_way(site, task);
        let told = way.iter().any(|step| tellers.contains(step));
        let heard = way.iter().any(|step| site.answers(*step));
        let step = &site.model.steps[task];
        if !told || heard || step.has(DefinitionKind::Message) || tellers.contains(&task) {
            return None;
        }
        let element = site.element(&step.id)?;
        let prefix = site.prefix(element);
        let event = format!(
            "<{prefix}boundaryEvent id=\"planted-event\" name=\"Card refused\" attachedToRef=\"{}\">\
             <{prefix}errorEventDefinition id=\"planted-error\"/></{prefix}boundaryEvent>",
            step.id
        );
        let at = element.range().end;
        Some(PlantedFault::new(site.edit(vec![(at..at, event)]), vec!["planted-event".to_owned()]))
    });
    planted.collect()
}

/// A message to the customer goes to another pool, whose inside nobody sees.
pub(super) fn redirect(site: &Site<'_>) -> Vec<PlantedFault> {
    let tellings = site.tellings();
    let planted = tellings.iter().filter_map(|(flow, teller)| {
        let row = &site.model.message_flows[*flow];
        let MessageEnd::Pool(pool) = row.target else { return None };
        let name = site.model.participants[pool].name.trim();
        let other = site.model.participants.rows().find(|other| {
            other.process.is_none() && !other.name.is_empty() && !Site::is_customers_name(&other.name)
        })?;
        let alone = tellings.iter().filter(|(_, step)| step == teller).count() == 1;
        let target = site.element(&row.id)?.attribute_node("targetRef")?.range_value();
        let label = site.element(&site.model.steps[*teller].id)?.attribute_node("name")?.range_value();
        let edits = vec![(target, other.id.clone()), (label, format!("Inform {name}"))];
        alone.then(|| PlantedFault::new(site.edit(edits), site.ids(&[*teller])))
    });
    planted.collect()
}

/// Lists the tasks of ours in the cases that a customer starts.
fn own_tasks(site: &Site<'_>) -> Vec<StepId> {
    let reached = site.reached(&[]);
    let tasks = site.model.steps.iter().filter(|(id, step)| {
        is_task(site, *id)
            && reached.contains(id)
            && step.scope.is_none()
            && site.customers_process(step.process)
            && !site.is_in_customers_lane(step)
    });
    tasks.map(|(id, _)| id).collect()
}

fn is_task(site: &Site<'_>, step: StepId) -> bool {
    let kinds = [StepKind::Task, StepKind::UserTask, StepKind::ManualTask, StepKind::ServiceTask];
    let row = &site.model.steps[step];
    kinds.contains(&row.kind) && !site.passes_message(step) && !row.name.is_empty()
}

fn is_catch(site: &Site<'_>, step: StepId) -> bool {
    matches!(site.model.steps[step].kind, StepKind::Catch | StepKind::ReceiveTask)
}

/// Tells whether the customer's message comes to a step.
fn hears(site: &Site<'_>, step: StepId) -> bool {
    let at = MessageEnd::Step(step);
    site.model.message_flows.rows().any(|flow| flow.target == at)
}

/// Lists what follows a step as long as nothing is decided and nothing meets; the last may be where that ends.
fn lone_way(site: &Site<'_>, step: StepId) -> Vec<StepId> {
    let (mut way, mut at) = (Vec::new(), step);
    loop {
        let mut next = site.model.flows.rows().filter(|flow| flow.source == at).map(|flow| flow.target);
        match (next.next(), next.next()) {
            (Some(target), None) if !way.contains(&target) => way.push(target),
            _ => return way,
        }
        at = way[way.len() - 1];
    }
}
