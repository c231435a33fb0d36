//! A model as text, one element a line, saying only what is not the default.

use std::fmt::Write;

use handoff_model::{Access, Loop, MessageEnd, Model, Step, TriggerId};

pub(super) fn model(model: &Model) -> String {
    let mut out = String::new();
    for import in &model.imports {
        writeln!(out, "import {} as {}", import.location, import.namespace).unwrap();
    }
    for pool in model.participants.rows() {
        write!(out, "pool {}", named(&pool.id, &pool.name)).unwrap();
        if let Some(process) = pool.process {
            write!(out, " = {}", model.processes[process].id).unwrap();
        }
        if let Some(missing) = &pool.missing_process {
            write!(out, " = elsewhere {missing}").unwrap();
        }
        if let Some(namespace) = &pool.missing_namespace {
            write!(out, " of {namespace}").unwrap();
        }
        out.push_str(if pool.multiple { " multiple\n" } else { "\n" });
    }
    for process in model.processes.rows() {
        write!(out, "process {}", named(&process.id, &process.name)).unwrap();
        out.push_str(if process.ad_hoc { " ad-hoc" } else { "" });
        accesses(&mut out, "given", model, &process.inputs);
        accesses(&mut out, "returns", model, &process.outputs);
        list(&mut out, "by", &process.resources);
        out.push('\n');
    }
    for lane in model.lanes.rows() {
        write!(out, "lane {}", named(&lane.id, &lane.name)).unwrap();
        if let Some(parent) = lane.parent {
            write!(out, " in {}", model.lanes[parent].id).unwrap();
        }
        out.push('\n');
    }
    for step in model.steps.rows() {
        writes_step(&mut out, model, step);
    }
    for flow in model.flows.rows() {
        let (source, target) = (&model.steps[flow.source].id, &model.steps[flow.target].id);
        write!(out, "flow {} {source} -> {target}", named(&flow.id, &flow.name)).unwrap();
        if let Some(condition) = &flow.condition {
            write!(out, " if `{condition}`").unwrap();
        }
        accesses(&mut out, "reads", model, &flow.reads);
        out.push('\n');
    }
    let end = |end| match end {
        MessageEnd::Step(step) => model.steps[step].id.clone(),
        MessageEnd::Pool(pool) => format!("pool {}", model.participants[pool].id),
    };
    for flow in model.message_flows.rows() {
        write!(
            out,
            "message-flow {} {} ~> {}",
            named(&flow.id, &flow.name),
            end(flow.source),
            end(flow.target)
        )
        .unwrap();
        out.push_str(
            &flow.message.map(|message| format!(" message {}", trigger(model, message))).unwrap_or_default(),
        );
        out.push('\n');
    }
    for note in &model.annotations {
        let steps: Vec<_> = note.steps.iter().map(|step| model.steps[*step].id.as_str()).collect();
        writeln!(out, "annotation `{}` on {}", note.text, steps.join(", ")).unwrap();
    }
    out
}

fn named(id: &str, name: &str) -> String {
    if name.is_empty() { id.to_owned() } else { format!("{id} \"{name}\"") }
}

fn list(out: &mut String, word: &str, names: &[String]) {
    if !names.is_empty() {
        write!(out, " | {word} {}", names.join(", ")).unwrap();
    }
}

fn accesses(out: &mut String, word: &str, model: &Model, accesses: &[Access]) {
    for access in accesses {
        write!(out, " | {word} {}", model.items[access.item].name).unwrap();
        if let Some(state) = &access.state {
            write!(out, " [{state}]").unwrap();
        }
        write!(out, "{} {:?}", if access.optional { "?" } else { "" }, access.evidence).unwrap();
    }
}

fn trigger(model: &Model, id: TriggerId) -> String {
    let trigger = &model.triggers[id];
    let code = trigger.code.as_ref().map(|code| format!(" code {code}")).unwrap_or_default();
    format!("{}{code}", named(&trigger.id, &trigger.name)).trim_start().to_owned()
}

fn writes_step(out: &mut String, model: &Model, step: &Step) {
    write!(out, "{:?} {}", step.kind, named(&step.id, &step.name)).unwrap();
    if let Some(scope) = step.scope {
        write!(out, " in {}", model.steps[scope].id).unwrap();
    }
    if let Some(lane) = step.lane {
        write!(out, " lane {}", model.lanes[lane].id).unwrap();
    }
    if let Some(host) = step.attached_to {
        write!(out, " on {}", model.steps[host].id).unwrap();
    }
    for (holds, word) in [
        (step.ad_hoc, "ad-hoc"),
        (step.transaction, "transaction"),
        (step.compensation, "compensation"),
        (step.instantiates, "instantiates"),
        (step.opaque, "opaque"),
        (step.opaque && step.closed, "closed"),
        (step.assigned && step.resources.is_empty(), "assigned"),
        (step.loose, "loose"),
        (step.undrawn, "undrawn"),
        (step.event.as_ref().is_some_and(|event| event.interrupting), "interrupting"),
        (step.event.as_ref().is_some_and(|event| event.parallel_multiple), "all"),
    ] {
        if holds {
            write!(out, " {word}").unwrap();
        }
    }
    if step.repeats != Loop::Once {
        write!(out, " {:?}", step.repeats).unwrap();
    }
    for definition in step.event.iter().flat_map(|event| &event.definitions) {
        write!(out, " | {:?}", definition.kind).unwrap();
        if let Some(id) = definition.trigger {
            write!(out, " {}", trigger(model, id)).unwrap();
        }
        if let Some(timer) = &definition.timer {
            write!(out, " {:?} {}", timer.kind, timer.text).unwrap();
        }
    }
    if let Some(message) = step.message {
        write!(out, " | message {}", trigger(model, message)).unwrap();
    }
    if let Some(flow) = step.default_flow {
        write!(out, " | default {}", model.flows[flow].id).unwrap();
    }
    if let Some(called) = &step.called {
        write!(out, " | calls {}", called.element).unwrap();
        if let Some(namespace) = &called.namespace {
            write!(out, " of {namespace}").unwrap();
        }
        for (holds, word) in
            [(called.dynamic, "dynamic"), (called.all_in, "all in"), (called.all_out, "all out")]
        {
            if holds {
                write!(out, " {word}").unwrap();
            }
        }
        for (word, mappings) in [("in", &called.inputs), ("out", &called.outputs)] {
            for mapping in mappings {
                write!(out, " {word} {} as {}", mapping.from.as_deref().unwrap_or("-"), mapping.to).unwrap();
            }
        }
    }
    list(out, "by", &step.resources);
    accesses(out, "needs", model, &step.reads);
    accesses(out, "gives", model, &step.writes);
    if let Some(text) = &step.documentation {
        write!(out, " | says `{text}`").unwrap();
    }
    out.push('\n');
}
