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

pub(super) fn repeat_output(site: &Site<'_>) -> Vec<PlantedFault> {
    let outputs = only_outputs(site);
    let planted = outputs.iter().filter_map(|output| {
        let flows = || site.model.flows.rows();
        let mut next = flows().filter(|flow| flow.source == output.maker).map(|flow| flow.target);
        let again = next.next().filter(|_| next.next().is_none())?;
        let row = &site.model.steps[again];
        let is_plain = row.kind.is_activity()
            && !row.kind.is_scope()
            && row.kind != StepKind::Call
            && flows().filter(|flow| flow.target == again).count() == 1;
        let reads = |step: &StepId| output.readers.contains(step) || output.others.contains(step);
        // Where an event breaks off, or the first comes round again, a version may be read all the same.
        let breaks_off = |other: &Step| other.attached_to == Some(output.maker);
        if !is_plain
            || reads(&again)
            || !output.others.is_empty()
            || site.model.steps.rows().any(breaks_off)
            || site.behind(again).contains(&output.maker)
            || !output.readers.iter().all(|reader| site.behind(again).contains(reader))
        {
            return None;
        }
        let copied = site.text[output.range.clone()].replacen("id=\"", "id=\"planted-", 1);
        // What it declares to give is declared at the other step.
        let declared = Site::child_text(output.node, "sourceRef").and_then(|id| site.element(id));
        if declared.is_some_and(|node| node.tag_name().name() == "dataOutput") {
            return None;
        }
        let text = site.edit(vec![site.into(again, &copied)?]);
        Some(PlantedFault::new(text, site.ids(&[output.maker])))
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
