//! A model in words: compact enough to be read beside a finding, with every fact that a judge may need.

use std::fmt::Write as _;

use handoff_model::{
    Access, Definition, Id as _, LaneId, Loop, MessageEnd, Model, ProcessId, Step, StepId, StepKind,
    TriggerId,
};

/// Writes a model as text: pools, lanes, steps with what they read and write, flows and messages.
///
/// A step without a label of its own gets its number; steps whose ids are `marked` get a mark. Of a model that fills
/// more than a screen or two, only the processes with a mark are written out.
pub fn picture(model: &Model, marked: &[String]) -> String {
    let picture = Picture { model, marked };
    let mut text = String::new();
    for pool in model.participants.rows() {
        let name = if pool.name.is_empty() { "(no name)" } else { &pool.name };
        let _ = match pool.process {
            Some(process) => writeln!(text, "pool {name}: process {}", model.processes[process].id),
            None => writeln!(text, "pool {name}: black box"),
        };
    }
    for (id, process) in model.processes.iter() {
        let kind = if process.executable { "executable process" } else { "process" };
        let _ = writeln!(text, "{kind} {} “{}”", process.id, process.name);
        picture.lanes(&mut text, id);
        if model.steps.len() <= WHOLE || picture.has_mark(id) {
            picture.steps(&mut text, id);
        } else {
            text.push_str("  (its steps are left out here)\n");
        }
    }
    for flow in model.message_flows.rows() {
        let end = |end| match end {
            MessageEnd::Step(step) => picture.title(step),
            MessageEnd::Pool(pool) => format!("pool {}", model.participants[pool].name),
        };
        let message = flow.message.map(|id| format!(" (message {})", model.triggers[id].name));
        let (name, message) = (&flow.name, message.unwrap_or_default());
        let _ = writeln!(text, "message {} ~{name}{message}~> {}", end(flow.source), end(flow.target));
    }
    for annotation in &model.annotations {
        let steps: Vec<String> = annotation.steps.iter().map(|step| picture.title(*step)).collect();
        let _ = writeln!(text, "annotation at {}: {}", steps.join(", "), annotation.text);
    }
    text
}

/// Calls a step by its label in quotation marks, by its number where that is not enough.
pub fn title(model: &Model, id: &str) -> String {
    let found = model.steps.iter().find(|(_, step)| step.id == id);
    found.map_or_else(|| id.to_owned(), |(id, _)| Picture { model, marked: &[] }.title(id))
}

/// The most steps of a model that is written out whole.
const WHOLE: usize = 120;

struct Picture<'m> {
    model: &'m Model,
    marked: &'m [String],
}

impl Picture<'_> {
    fn has_mark(&self, process: ProcessId) -> bool {
        self.model.steps.rows().any(|step| step.process == process && self.marked.contains(&step.id))
    }

    fn lanes(&self, text: &mut String, process: ProcessId) {
        for lane in self.model.lanes.rows().filter(|lane| lane.process == process) {
            let inside = lane.parent.map(|parent| format!(" in {}", self.model.lanes[parent].name));
            let _ = writeln!(text, "  lane “{}”{}", lane.name, inside.unwrap_or_default());
        }
    }

    fn steps(&self, text: &mut String, process: ProcessId) {
        for (id, step) in self.model.steps.iter().filter(|(_, step)| step.process == process) {
            let indent = "  ".repeat(self.depth(step) + 1);
            let mark = if self.marked.contains(&step.id) { "» " } else { "" };
            let _ = write!(text, "{indent}{mark}{} {}", step.kind.name(), self.title(id));
            self.extras(text, step);
            let _ = writeln!(text);
            self.flows(text, id, &indent);
        }
    }

    fn extras(&self, text: &mut String, step: &Step) {
        if let Some(lane) = step.lane.map(|lane| self.lane(lane)).filter(|lane| !lane.is_empty()) {
            let _ = write!(text, " @{lane}");
        }
        if !step.resources.is_empty() {
            let _ = write!(text, " by {}", step.resources.join(", "));
        } else if step.assigned {
            text.push_str(" assigned");
        }
        if let Some(host) = step.attached_to {
            let _ = write!(text, " on {}", self.title(host));
        }
        if let Some(event) = &step.event {
            let definitions: Vec<String> =
                event.definitions.iter().map(|definition| self.definition(definition)).collect();
            let beside =
                step.kind == StepKind::Boundary || step.kind == StepKind::Start && step.scope.is_some();
            let around = if event.interrupting || !beside { "" } else { " non-interrupting" };
            let _ = write!(text, " [{}{around}]", definitions.join(" + "));
        }
        if let Some(message) = step.message {
            let _ = write!(text, " [message {}]", self.trigger(message));
        }
        if let Some(called) = &step.called {
            let names = |list: &[handoff_model::Mapping]| -> Vec<String> {
                list.iter()
                    .map(|row| format!("{} as {}", row.from.as_deref().unwrap_or("?"), row.to))
                    .collect()
            };
            let (ins, outs) = (names(&called.inputs).join(", "), names(&called.outputs).join(", "));
            let all = if called.all_in { " all" } else { "" };
            let _ = write!(text, " calls {} in({ins}{all}) out({outs})", called.element);
        }
        if step.repeats != Loop::Once {
            let _ = write!(text, " {:?}", step.repeats);
        }
        for (word, list) in [("needs", &step.reads), ("gives", &step.writes)] {
            if !list.is_empty() {
                let items: Vec<String> = list.iter().map(|access| self.item(access)).collect();
                let _ = write!(text, " | {word} {}", items.join(", "));
            }
        }
    }

    fn flows(&self, text: &mut String, id: StepId, indent: &str) {
        let default = self.model.steps[id].default_flow;
        for (number, flow) in self.model.flows.iter().filter(|(_, flow)| flow.source == id) {
            let label = if flow.name.is_empty() { String::new() } else { format!("{}-", flow.name) };
            let condition = flow.condition.as_ref().map(|text| format!(" if {text}")).unwrap_or_default();
            let default = if default == Some(number) { " (default)" } else { "" };
            let _ = writeln!(text, "{indent}  -{label}> {}{condition}{default}", self.title(flow.target));
        }
    }

    fn depth(&self, step: &Step) -> usize {
        let outer = |scope: &StepId| self.model.steps.get(*scope)?.scope.filter(|outer| outer < scope);
        std::iter::successors(step.scope, outer).count()
    }

    fn title(&self, id: StepId) -> String {
        let Some(step) = self.model.steps.get(id) else { return format!("step {}", id.index()) };
        let shared = || self.model.steps.rows().filter(|other| other.name == step.name).count() > 1;
        if step.name.is_empty() {
            format!("#{}", id.index())
        } else if shared() {
            format!("“{}” #{}", step.name, id.index())
        } else {
            format!("“{}”", step.name)
        }
    }

    fn lane(&self, lane: LaneId) -> &str {
        self.model.lanes.get(lane).map_or("?", |lane| lane.name.as_str())
    }

    fn trigger(&self, trigger: TriggerId) -> &str {
        self.model.triggers.get(trigger).map_or("?", |trigger| trigger.name.as_str())
    }

    fn definition(&self, definition: &Definition) -> String {
        let timer = definition.timer.as_ref().map(|timer| format!(" {}", timer.text)).unwrap_or_default();
        let trigger = definition.trigger.map(|trigger| format!(" {}", self.trigger(trigger)));
        format!("{:?}{}{timer}", definition.kind, trigger.unwrap_or_default()).to_lowercase()
    }

    fn item(&self, access: &Access) -> String {
        let name = self.model.items.get(access.item).map_or("?", |item| item.name.as_str());
        let state = access.state.as_ref().map(|state| format!(" [{state}]")).unwrap_or_default();
        let optional = if access.optional { "?" } else { "" };
        let evidence = format!("{:?}", access.evidence).to_lowercase();
        format!("“{name}”{state}{optional} ({evidence})")
    }
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn a_model_can_be_read() {
        let text = "handoff text 1\npool Customer\npool Shop\n lane Sales\n  start message Get\n  task A | gives Order [new]\n  xor G\nGet -> A -> G\nCustomer ~Wish~> Get";
        let model = handoff_import::read(text.as_bytes(), "x").model.expect("a model");
        let expected = [
            "pool Customer: black box",
            "pool Shop: process shop",
            "process shop “Shop”",
            "  lane “Sales”",
            "  start event “Get” @Sales [message]",
            "    -> “A”",
            "  » task “A” @Sales | gives “Order” [new] (dataobject)",
            "    -> “G”",
            "  exclusive gateway “G” @Sales",
            "message pool Customer ~Wish (message Wish)~> “Get”",
        ];
        let picture = picture(&model, &["a".to_owned()]);
        assert_eq!(picture.lines().collect::<Vec<_>>(), expected);
    }
}
