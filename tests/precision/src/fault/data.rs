//! Faults of data: outputs that are dropped, come late or in another state, and calls that pass too little.

use std::ops::Range;

use handoff_model::{Evidence, Item, ItemKind, Model, Step, StepId, StepKind};
use roxmltree::Node;

use super::{PlantedFault, site::Site};

/// Names that tools and beginners give to anything: what is made under them, nobody could miss.
const DEFAULTS: [&str; 10] = [
    "data object",
    "dataobject",
    "data input",
    "data output",
    "data",
    "input",
    "output",
    "document",
    "daten",
    "datenobjekt",
];

/// An output association that is the only one of its item, and who reads it.
struct Output<'d> {
    node: Node<'d, 'd>,
    range: Range<usize>,
    readers: Vec<StepId>,
    maker: StepId,
    /// Those who read it in a state that it gets later.
    others: Vec<StepId>,
}

pub(super) fn drop_output(site: &Site<'_>) -> Vec<PlantedFault> {
    let outputs = only_outputs(site);
    let planted = outputs.iter().map(|output| {
        // What the step itself declares to give goes with the arrow that leads out of it.
        let declared = Site::child_text(output.node, "sourceRef").and_then(|id| site.element(id));
        let declared =
            declared.filter(|node| node.tag_name().name() == "dataOutput").map(|node| node.range());
        let gone = [Some(output.range.clone()), declared];
        let edits = gone.into_iter().flatten().map(|range| (range, String::new())).collect();
        PlantedFault::new(site.edit(edits), site.ids(&output.readers))
    });
    planted.collect()
}

pub(super) fn late_output(site: &Site<'_>) -> Vec<PlantedFault> {
    let outputs = only_outputs(site);
    let planted = outputs.iter().filter_map(|output| {
        let last = *output.readers.last()?;
        let late = site.behind(last).into_iter().find(|late| {
            let row = &site.model.steps[*late];
            row.kind.is_activity()
                && !row.kind.is_scope()
                && !output.readers.contains(late)
                // Who reads it in another state would miss it too on a way that leaves it out.
                && !site.behind_but(output.maker, *late).iter().any(|step| output.others.contains(step))
                // For a reader from whom no way leads there, nobody would make it at all.
                && output.readers.iter().all(|reader| {
                    !site.behind(*late).contains(reader) && site.behind(*reader).contains(late)
                })
        })?;
        let moved = site.text[output.range.clone()].to_owned();
        let declared = Site::child_text(output.node, "sourceRef").and_then(|id| site.element(id));
        let declared = declared.filter(|node| node.tag_name().name() == "dataOutput");
        let mut edits = vec![(output.range.clone(), String::new()), site.into(late, &moved)?];
        edits.extend(declared.map(|node| (node.range(), String::new())));
        Some(PlantedFault::new(site.edit(edits), site.ids(&output.readers)))
    });
    planted.collect()
}

/// A step between the one that makes a thing and the next makes it again.
pub(super) fn repeat_output(site: &Site<'_>) -> Vec<PlantedFault> {
    let outputs = only_outputs(site);
    let planted = outputs.iter().filter_map(|output| {
        let mut next = site.model.flows.rows().filter(|flow| flow.source == output.maker);
        let flow = next.next().filter(|_| next.next().is_none())?;
        // Where an event breaks off, or the first comes round again, a version may be read all the same.
        let breaks_off = |other: &Step| other.attached_to == Some(output.maker);
        let is_read_later =
            |reader: &StepId| *reader == flow.target || site.behind(flow.target).contains(reader);
        if !output.others.is_empty()
            || site.model.steps.rows().any(breaks_off)
            || site.goes_round(output.maker)
            || !output.readers.iter().all(is_read_later)
        {
            return None;
        }
        // What it declares to give is declared at the other step.
        let declared = Site::child_text(output.node, "sourceRef").and_then(|id| site.element(id));
        if declared.is_some_and(|node| node.tag_name().name() == "dataOutput") {
            return None;
        }
        let element = site.element(&flow.id)?;
        let target = element.attribute_node("targetRef")?.range_value();
        let prefix = site.prefix(element);
        let copied = site.text[output.range.clone()].replacen("id=\"", "id=\"planted-", 1);
        let again = format!(
            "<{prefix}task id=\"planted-again\" name=\"Write it anew\">{copied}</{prefix}task>\
             <{prefix}sequenceFlow id=\"planted-flow\" sourceRef=\"planted-again\" targetRef=\"{}\"/>",
            site.model.steps[flow.target].id
        );
        let at = element.range().end;
        let mut edits = vec![(target, "planted-again".to_owned()), (at..at, again)];
        let lane = site.model.steps[output.maker].lane.and_then(|lane| site.model.lanes.get(lane));
        if let Some(inside) = lane.and_then(|lane| site.element(&lane.id)?.last_element_child()) {
            let end = inside.range().end;
            edits.push((end..end, format!("<{prefix}flowNodeRef>planted-again</{prefix}flowNodeRef>")));
        }
        Some(PlantedFault::new(site.edit(edits), site.ids(&[output.maker])))
    });
    planted.collect()
}

pub(super) fn swap_state(site: &Site<'_>) -> Vec<PlantedFault> {
    let planted = only_outputs(site).into_iter().filter_map(|output| {
        let target = Site::child_text(output.node, "targetRef")?;
        let reference = site.element(target)?;
        let state = reference.children().find(|child| child.tag_name().name() == "dataState")?;
        let name = state.attribute("name").filter(|name| !name.trim().is_empty())?;
        // The same reference, called otherwise and in another state.
        let other = site.text[reference.range()].replacen(target, "planted-reference", 1);
        let other = other.replace(&format!("\"{name}\""), "\"under correction\"");
        let at = reference.range().end;
        let write = site.text[output.range.clone()].replacen(target, "planted-reference", 1);
        let edits = vec![(at..at, other), (output.range.clone(), write)];
        Some(PlantedFault::new(site.edit(edits), site.ids(&output.readers)))
    });
    planted.collect()
}

pub(super) fn cut_mapping(site: &Site<'_>, beside: &[Model]) -> Vec<PlantedFault> {
    let mut planted = Vec::new();
    for step in site.model.steps.rows() {
        let Some(called) = step.called.as_ref().filter(|called| !called.all_in) else { continue };
        let models = || std::iter::once(site.model).chain(beside);
        let Some((model, inside)) = models().find_map(|model| {
            let process = model.processes.iter().find(|(_, row)| row.id == called.element);
            process.map(|(inside, _)| (model, inside))
        }) else {
            continue;
        };
        for mapping in &called.inputs {
            let named = |access: &handoff_model::Access| {
                !access.optional && model.items[access.item].name == mapping.to
            };
            let reads = |row: &&Step| row.process == inside && row.reads.iter().any(named);
            let readers: Vec<String> = model.steps.rows().filter(reads).map(|row| row.id.clone()).collect();
            let element = site.element(&step.id).and_then(|call| mapped(call, &mapping.to));
            if let (Some(element), false) = (element, readers.is_empty()) {
                let text = site.edit(vec![(element.range(), String::new())]);
                planted.push(PlantedFault::new(text, readers));
            }
        }
    }
    planted
}

/// The element by which a call passes a value to what the called process knows under a name.
fn mapped<'d>(call: Node<'d, 'd>, to: &str) -> Option<Node<'d, 'd>> {
    let input =
        |node: &Node<'d, 'd>| node.tag_name().name() == "dataInput" && node.attribute("name") == Some(to);
    let id = call.descendants().find(input).and_then(|node| node.attribute("id"));
    call.descendants().find(|node| match node.tag_name().name() {
        "in" | "input" => node.attribute("target") == Some(to),
        "dataInputAssociation" => id.is_some() && Site::child_text(*node, "targetRef") == id,
        _ => false,
    })
}

/// Lists the drawn outputs of items that nobody else makes in that state and a step behind needs, the readers in order.
///
/// What events receive, what a call brings back and what a start or a message speaks of may come from outside; and what only
/// changes a thing has not made it.
fn only_outputs<'d>(site: &Site<'d>) -> Vec<Output<'d>> {
    let mut found = Vec::new();
    for (id, step) in site.model.steps.iter() {
        let works = step.kind.is_activity()
            && !step.kind.is_scope()
            && !matches!(step.kind, StepKind::Call | StepKind::ReceiveTask);
        for write in step.writes.iter().filter(|write| works && drawn(write)) {
            let Some(node) = site.output(id, write) else { continue };
            let item = site.item(write);
            let all = |list: fn(&Step) -> &[handoff_model::Access]| -> Vec<StepId> {
                let fits = |one: &handoff_model::Access| {
                    site.item(one) == item && (write.state.is_none() || one.state == write.state)
                };
                let steps = site.model.steps.iter();
                steps.filter(|(_, row)| list(row).iter().any(fits)).map(|(id, _)| id).collect()
            };
            let (readers, behind) = (all(|row| &row.reads), site.behind(id));
            let first = |reader: &StepId| {
                let reads = site.model.steps[*reader].reads.iter();
                let needs = reads.filter(|read| drawn(read)).any(|read| site.item(read) == item);
                needs && behind.contains(reader) && !site.behind(*reader).contains(&id)
            };
            let alone = all(|row| &row.writes) == [id] && !readers.contains(&id);
            // Who makes it by his own label reads it by mistake.
            let own = |reader: &StepId| site.model.steps[*reader].name.to_lowercase().contains(&item);
            let thing = is_thing(&site.model.items[write.item])
                && !site.comes_from_outside(&item)
                && !readers.iter().all(own);
            if thing && alone && !readers.is_empty() && readers.iter().all(first) {
                let any = |row: &Step| row.reads.iter().any(|read| site.item(read) == item);
                let others = site.model.steps.iter().filter(|(_, row)| any(row)).map(|(id, _)| id);
                let others = others.filter(|step| !readers.contains(step)).collect();
                found.push(Output { node, range: node.range(), maker: id, others, readers });
            }
        }
    }
    found
}

fn drawn(access: &handoff_model::Access) -> bool {
    access.evidence <= Evidence::DataObject && !access.optional
}

/// Tells whether an item is a thing with a name of its own.
fn is_thing(item: &Item) -> bool {
    let name = item.name.to_lowercase();
    let bare = name.trim_end_matches(|last: char| last.is_ascii_digit() || matches!(last, ' ' | '_' | '-'));
    item.kind == ItemKind::Object && bare.len() > 2 && !DEFAULTS.contains(&bare)
}
