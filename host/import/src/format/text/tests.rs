//! What each statement makes, and what each mistake says.

use std::fmt::Write as _;

use handoff_model::{Access, LaneId};

use super::*;

fn model(text: &str) -> Model {
    read(text).unwrap_or_else(|refusal| panic!("{:?}: {refusal}\n{text}", refusal.span))
}

fn lane_path(model: &Model, lane: Option<LaneId>) -> String {
    let Some(lane) = lane.map(|lane| &model.lanes[lane]) else { return String::new() };
    let outer = lane_path(model, lane.parent);
    if outer.is_empty() { lane.name.clone() } else { format!("{outer}/{}", lane.name) }
}

fn accesses(model: &Model, accesses: &[Access]) -> String {
    let one = |access: &Access| {
        let item = &model.items[access.item];
        let state = access.state.as_ref().map_or(String::new(), |state| format!("[{state}]"));
        let optional = if access.optional { "?" } else { "" };
        format!("{}{state}{optional}:{:?}/{:?}", item.name, access.evidence, item.kind)
    };
    accesses.iter().map(one).collect::<Vec<_>>().join(",")
}

fn end(model: &Model, end: handoff_model::MessageEnd) -> String {
    match end {
        handoff_model::MessageEnd::Step(step) => model.steps[step].id.clone(),
        handoff_model::MessageEnd::Pool(pool) => format!("pool:{}", model.participants[pool].id),
    }
}

/// Writes a model down, leaving out what has its usual value.
fn render(model: &Model) -> String {
    let mut out = String::new();
    for pool in model.participants.rows() {
        let process = pool.process.map_or("black box", |process| &model.processes[process].id);
        writeln!(out, "pool {} = {process}{}", pool.id, if pool.multiple { " multiple" } else { "" })
            .unwrap();
    }
    for process in model.processes.rows() {
        write!(out, "process {}", process.id).unwrap();
        for (word, list) in [("given", &process.inputs), ("returns", &process.outputs)] {
            if !list.is_empty() {
                write!(out, " {word} {}", accesses(model, list)).unwrap();
            }
        }
        writeln!(out).unwrap();
    }
    for step in model.steps.rows() {
        write!(out, "{:?} {}", step.kind, step.id).unwrap();
        for definition in step.event.iter().flat_map(|event| &event.definitions) {
            write!(out, " {:?}", definition.kind).unwrap();
            if let Some(trigger) = definition.trigger {
                write!(out, "={}", model.triggers[trigger].name).unwrap();
            }
            if let Some(timer) = &definition.timer {
                write!(out, "={:?} {}", timer.kind, timer.text).unwrap();
            }
        }
        if step.event.as_ref().is_some_and(|event| !event.interrupting) {
            write!(out, " non-interrupting").unwrap();
        }
        for (word, other) in [("in", step.scope), ("on", step.attached_to)] {
            if let Some(other) = other {
                write!(out, " {word}:{}", model.steps[other].id).unwrap();
            }
        }
        if step.lane.is_some() {
            write!(out, " lane:{}", lane_path(model, step.lane)).unwrap();
        }
        for (word, list) in [("needs", &step.reads), ("gives", &step.writes)] {
            if !list.is_empty() {
                write!(out, " {word} {}", accesses(model, list)).unwrap();
            }
        }
        writeln!(out).unwrap();
    }
    for flow in model.flows.rows() {
        let is_default = model.steps.rows().any(|step| {
            step.default_flow.is_some_and(|default| std::ptr::eq(&raw const model.flows[default], flow))
        });
        let reads = accesses(model, &flow.reads);
        write!(out, "{} {:?}", flow.id, flow.name).unwrap();
        writeln!(out, "{}{reads}", if is_default { " default" } else { "" }).unwrap();
    }
    for flow in model.message_flows.rows() {
        let message = flow.message.map_or("", |message| &model.triggers[message].name);
        writeln!(out, "{} ~{message}~> {}", end(model, flow.source), end(model, flow.target)).unwrap();
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let trim =
        |text: &str| text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(trim(&render(&model(text))), trim(expected));
}

#[track_caller]
fn check_error(text: &str, line: u32, column: u32, expected: &str) {
    let refusal = read(text).expect_err("the text has a mistake");
    assert_eq!(
        (refusal.span.line, refusal.span.column, refusal.to_string().as_str()),
        (line, column, expected)
    );
}

#[test]
fn the_tour() {
    check(
        "pool Customer                       # a pool without steps is a black box
         pool Company                        # a pool with steps is a participant with a process
           lane Sales
             start message Order received    | gives Order
             task  Check order               | needs Order | gives Order [checked]
             xor   In stock?
             end   Rejected
           lane Shipping
             user  Ship goods                | needs Delivery address, Order [checked], Insurance note? | gives Tracking number
             end   Shipped
         Customer ~Order~> Order received
         Order received -> Check order -> In stock?
         In stock? -yes-> Ship goods -> Shipped
         In stock? -no-> Rejected",
        "pool customer = black box
         pool company = company
         process company
         Start order-received Message lane:Sales gives Order:DataObject/Object
         Task check-order lane:Sales needs Order:DataObject/Object gives Order[checked]:DataObject/Object
         Exclusive in-stock lane:Sales
         End rejected lane:Sales
         UserTask ship-goods lane:Shipping needs Delivery address:DataObject/Object,Order[checked]:DataObject/Object,Insurance note?:DataObject/Object gives Tracking number:DataObject/Object
         End shipped lane:Shipping
         flow-order-received-check-order \"\"
         flow-check-order-in-stock \"\"
         flow-in-stock-ship-goods \"yes\"
         flow-ship-goods-shipped \"\"
         flow-in-stock-rejected \"no\"
         pool:customer ~Order~> order-received",
    );
}

#[test]
fn steps_are_declared_inside_arrows() {
    check(
        "start -> task A -> end
         A -> end
         task A -> end error",
        "process process
         Start start
         Task a
         End end
         End end-2 Error
         flow-start-a \"\"
         flow-a-end \"\"
         flow-a-end-2 \"\"
         flow-a-end-2-2 \"\"",
    );
}

#[test]
fn a_name_that_begins_like_a_kind_is_still_a_name() {
    check(
        "task end of day\nstart -> end of day",
        "process process\nTask end-of-day\nStart start\nflow-start-end-of-day \"\"",
    );
}

#[test]
fn flows_may_stand_above_their_steps() {
    check("A -> B\ntask A\ntask B", "process process\nTask a\nTask b\nflow-a-b \"\"");
}

#[test]
fn events() {
    check(
        "start timer Every night | timer R/PT24H
         catch message Answer | name Answer
         throw signal Stock low
         throw escalation Too late | name Delay
         catch link
         end error Failed | any
         catch message timer Either | timer 2030-01-01",
        "process process
         Start every-night Timer=Cycle R/PT24H
         Catch answer Message=Answer
         Throw stock-low Signal=Stock low
         Throw too-late Escalation=Delay
         Catch catch Link
         End failed Error
         Catch either Message Timer=Date 2030-01-01",
    );
}

#[test]
fn boundary_events() {
    check(
        "task Put on shelf
         boundary timer Late on time on Put on shelf | timer PT2H
         boundary non-interrupting error on Put on shelf",
        "process process
         Task put-on-shelf
         Boundary late-on-time Timer=Duration PT2H on:put-on-shelf
         Boundary boundary Error non-interrupting on:put-on-shelf",
    );
}

#[test]
fn sub_processes() {
    check(
        "sub Prepare | multi {
           task Pack -> end
           event sub Problem {
             start non-interrupting message Complaint
           }
         }
         Prepare -> end",
        "process process
         SubProcess prepare
         Task pack in:prepare
         End end in:prepare
         EventSubProcess problem in:prepare
         Start complaint Message non-interrupting in:problem
         End end-2
         flow-pack-end \"\"
         flow-prepare-end-2 \"\"",
    );
}

#[test]
fn items() {
    check(
        "store Customer file
         variable amount
         given Contract
         returns Invoice [paid]
         task A | needs Customer file, amount, Contract | gives Invoice [draft] {sum: number, date}?
         user B | form | needs Street, amount
         service C | needs Street | spec | gives Parcels*
         process Other
         task D | needs Customer file, Contract",
        "process process given Contract:IoSpecification/Parameter returns Invoice[paid]:IoSpecification/Parameter
         process other
         Task a needs Customer file:DataObject/Store,amount:Form/Variable,Contract:DataObject/Parameter gives Invoice[draft]?:DataObject/Parameter
         UserTask b needs Street:Form/Variable,amount:Form/Variable
         ServiceTask c needs Street:IoSpecification/Variable gives Parcels:IoSpecification/Parameter
         Task d needs Customer file:DataObject/Store,Contract:DataObject/Object",
    );
    let model = model("task A | gives Order {a, b: text}\ntask B | needs Orders*, Order {c}");
    let order = model.items.rows().next().unwrap();
    let fields: Vec<_> = order.fields.iter().map(|f| (f.name.as_str(), f.data_type.as_deref())).collect();
    assert_eq!(fields, [("a", None), ("b", Some("text")), ("c", None)]);
    assert!(model.items.rows().nth(1).unwrap().collection);
}

#[test]
fn conditions_read_items() {
    check(
        "xor Big? -when Amount, Order-> task A
         Big? -yes when Amount-> task B
         Big? =else=> task C
         A => end",
        "process process
         Exclusive big
         Task a
         Task b
         Task c
         End end
         flow-big-a \"\"Amount:Form/Variable,Order:Form/Variable
         flow-big-b \"yes\"Amount:Form/Variable
         flow-big-c \"else\" default
         flow-a-end \"\" default",
    );
}

#[test]
fn calls() {
    let model = model(
        "process Main
         call Bill | calls Send invoice | in Order as order, Price | out invoice as Invoice | all out
         call Other | calls ${which}
         process Send invoice
         task Print",
    );
    let called: Vec<_> = model.steps.rows().filter_map(|step| step.called.as_ref()).collect();
    let names = |mappings: &[handoff_model::Mapping]| -> Vec<_> {
        mappings.iter().map(|m| (m.from.clone().unwrap(), m.to.clone())).collect()
    };
    assert_eq!((called[0].element.as_str(), called[0].dynamic), ("send-invoice", false));
    assert_eq!((called[0].all_in, called[0].all_out), (false, true));
    assert_eq!(
        names(&called[0].inputs),
        [("Order".into(), "order".into()), ("Price".into(), "Price".into())]
    );
    assert_eq!(names(&called[0].outputs), [("invoice".into(), "Invoice".into())]);
    assert_eq!((called[1].element.as_str(), called[1].dynamic), ("${which}", true));
}

#[test]
fn lanes_nest_and_reopen() {
    check(
        "pool P
         lane Office / Sales
         task A
         lane Office
         task B
         lane Office / Sales
         task C",
        "pool p = p
         process p
         Task a lane:Office/Sales
         Task b lane:Office
         Task c lane:Office/Sales",
    );
}

#[test]
fn names_are_looked_up_near_first() {
    check(
        "pool A
         task Check -> end
         pool B
         task Check -> end
         Check -> end terminate
         A ~> Check
         check ~> check-2",
        "pool a = a
         pool b = b
         process a
         process b
         Task check
         End end
         Task check-2
         End end-2
         End end-3 Terminate
         flow-check-end \"\"
         flow-check-2-end-2 \"\"
         flow-check-2-end-3 \"\"
         pool:a ~~> check-2
         check ~~> check-2",
    );
}

#[test]
fn marks() {
    let model = model(
        "process P | executable | shared | by Clerks
         task A | by Manager, Clerk | loop | doc What it is | attr camunda:priority = 50 | note Phone only | opaque | loose | undrawn
         task B | multi sequential surely | compensation | while
         receive C | instantiates | name Order | id the-c
         sub D | ad-hoc | transaction",
    );
    let steps: Vec<_> = model.steps.rows().collect();
    assert!(model.processes.rows().next().is_some_and(|process| process.executable && process.global_task));
    assert_eq!(steps[0].resources, ["Manager", "Clerk"]);
    assert_eq!(steps[0].documentation.as_deref(), Some("What it is"));
    let attributes = steps[0].attributes.iter();
    let attributes: Vec<_> = attributes.map(|one| (one.name.as_str(), one.value.as_str())).collect();
    assert_eq!(attributes, [("camunda:priority", "50")]);
    assert_eq!(model.annotations[0].text, "Phone only");
    assert!(steps[0].loose && steps[0].undrawn);
    assert!(steps[0].opaque && steps[1].compensation && steps[2].instantiates);
    assert!(steps[3].ad_hoc && steps[3].transaction);
    assert_eq!(steps[1].repeats, handoff_model::Loop::While { test_before: true });
    assert_eq!((steps[2].id.as_str(), steps[2].message.is_some()), ("the-c", true));
}

#[test]
fn mistakes_say_where_why_and_what_to_do() {
    for (text, line, column, expected) in [
        (
            "task Ship goods\n start -> Ship good",
            2,
            11,
            "no step or pool is called `Ship good`; did you mean `Ship goods`?",
        ),
        (
            "start -> Rejected",
            1,
            10,
            "no step or pool is called `Rejected`; declare it on a line of its own, or right here: `task Rejected`",
        ),
        ("tsak A", 1, 1, "`tsak` begins no statement; did you mean `task`?"),
        (
            "Check order",
            1,
            1,
            "`Check` begins no statement; begin the line with what it is, as in `task Check order`",
        ),
        ("task A | neds B", 1, 10, "`neds` is no attribute of a step; did you mean `needs`?"),
        (
            "task A\nA -when Sum > 3-> A",
            2,
            13,
            "an item's name does not hold this letter; write `Order [state] {field, field}`; a condition lists the items it \
             reads, no comparison",
        ),
        ("task A | needs B,", 1, 18, "an item has no name; write items as `needs Order, Invoice [approved]`"),
    ] {
        check_error(text, line, column, expected);
    }
}

#[test]
fn mistakes_of_structure() {
    for (text, line, column, expected) in [
        ("sub A {", 1, 1, "this sub-process is not closed; close it with a line `}`"),
        ("}", 1, 1, "this brace closes nothing; open a sub-process with `sub NAME {`"),
        (
            "boundary Late on A",
            1,
            10,
            "a boundary event needs a definition; write `boundary timer NAME on STEP`, below that step",
        ),
        (
            "boundary timer Late on A",
            1,
            24,
            "no step or pool is called `A`; declare it on a line of its own, or right here: `task A`",
        ),
        (
            "task A-> task B",
            1,
            7,
            "this arrow has no space before it; write ` -> ` with a space on both sides, or ` -label-> `",
        ),
        ("task A | id x\ntask B | id x", 2, 13, "the id `x` is in use; choose another one"),
        ("task A ->", 1, 10, "an arrow points at nothing; write a step on both sides of every arrow"),
        (
            "handoff text 2",
            1,
            9,
            "this is another version of the text form; this program reads `handoff text 1`",
        ),
        (
            "pool P\npool Q\nstart -> P",
            3,
            7,
            "a pool is no step of a flow; draw a message flow with `~>`, or name a step of the pool",
        ),
        (
            "task A | gives X\nstore X",
            2,
            7,
            "`X` was used before it was declared; move this line above its first use",
        ),
        (
            "task A\nsub B {\ntask C\nA -> C\n}",
            4,
            3,
            "`A` and `C` do not lie in the same process and sub-process; write `~>` between pools; end a sub-process inside its braces",
        ),
    ] {
        check_error(text, line, column, expected);
    }
}

#[test]
fn recognised_by_name_or_first_statement() {
    for (text, name, expected) in [
        ("task A", "case.handoff", true),
        ("task A", "Case.HANDOFF", true),
        ("# x\n\nhandoff text 1\n", "-", true),
        ("task A", "case.txt", false),
        ("", "", false),
    ] {
        assert_eq!(recognises(text, name), expected, "{name}");
    }
}

/// Every indented block of the page is a text that can be read; the last block of a page section stands for itself.
#[test]
fn the_documentation_runs() {
    let page = include_str!("../../../../../docs/text-form.md");
    let blocks: Vec<_> =
        page.split("```handoff\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 5);
    for block in blocks {
        assert!(!model(block).steps.is_empty(), "{block}");
    }
}

mod random {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = super::read(&text);
        }

        #[test]
        fn no_words_panic(words in proptest::collection::vec(
            prop::sample::select(vec![
                "task", "A", "B", "->", "-x->", "=>", "~>", "~M~>", "|", "needs", "gives", "\n", "sub", "{", "}", "pool",
                "boundary", "timer", "on", "start", "end", "lane", "/", ",", "[s]", "?", "*", "calls", "in", "as", "name",
                "id", "when", "-when", "#", "é", "event", "call", "store", "all", "\t", "signal", "given",
            ]), 0..40)) {
            let _ = super::read(&words.join(" "));
        }
    }
}
