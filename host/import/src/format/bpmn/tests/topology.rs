//! Steps, flows, lanes, pools and events.

use handoff_model::Span;

use super::{HEAD, check, check_process, read};

#[test]
fn every_kind_of_step() {
    check_process(
        "<task id='a'/><userTask id='b'/><manualTask id='c'/><serviceTask id='d'/><scriptTask id='e'/>
         <sendTask id='f'/><receiveTask id='g' instantiate='true'/><businessRuleTask id='h'/>
         <subProcess id='i'><task id='i1'/><subProcess id='i2'><task id='i3'/></subProcess><task id='i4'/></subProcess>
         <subProcess id='j' triggeredByEvent='true'/><adHocSubProcess id='k'/><transaction id='l'/>
         <startEvent id='m'/><endEvent id='n'/><intermediateCatchEvent id='o'/><intermediateThrowEvent id='q'/>
         <exclusiveGateway id='r'/><parallelGateway id='s'/><inclusiveGateway id='t'/><eventBasedGateway id='u' instantiate='true'/>
         <complexGateway id='v'/><task id='w' isForCompensation='true'/>",
        "Task a\nUserTask b\nManualTask c\nServiceTask d\nScriptTask e\nSendTask f\nReceiveTask g instantiates\nDecisionTask h
         SubProcess i\nTask i1 in i\nSubProcess i2 in i\nTask i3 in i2\nTask i4 in i
         EventSubProcess j\nSubProcess k ad-hoc\nSubProcess l transaction
         Start m\nEnd n\nCatch o\nThrow q\nExclusive r\nParallel s\nInclusive t\nEventBased u instantiates\nComplex v
         Task w compensation",
    );
}

#[test]
fn flows_come_from_their_own_ends() {
    check_process(
        "<startEvent id='a'><outgoing>f</outgoing></startEvent><exclusiveGateway id='b' default='g'><incoming>f</incoming><outgoing>g</outgoing></exclusiveGateway>
         <endEvent id='c'><incoming>g</incoming></endEvent>
         <sequenceFlow id='f' name='go
           on' sourceRef='a' targetRef='b'/>
         <sequenceFlow id='g' sourceRef='b' targetRef='ns:c'><conditionExpression>${ total > 5 }</conditionExpression></sequenceFlow>",
        "Start a\nExclusive b | default g\nEnd c
         flow f \"go on\" a -> b
         flow g b -> c if `${ total > 5 }` | reads total Form",
    );
}

#[test]
fn wrong_incoming_and_outgoing_are_not_believed() {
    check_process(
        "<task id='a'><incoming>f</incoming></task><task id='b'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/>",
        "Task a\nTask b\nflow f a -> b\nnote incoming-outgoing-mismatch",
    );
    check_process(
        "<task id='a'/><task id='b'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/>",
        "Task a\nTask b\nflow f a -> b",
    );
    check_process(
        "<task id='a'/><task id='b'><incoming>f</incoming></task><sequenceFlow id='f' sourceRef='a'/>",
        "Task a\nTask b\nflow f a -> b\nnote flow-end-inferred",
    );
}

#[test]
fn natural_language_is_no_expression() {
    check_process(
        "<task id='a'/><task id='b'/><sequenceFlow id='f' sourceRef='a' targetRef='b'>
           <conditionExpression>customer is happy</conditionExpression></sequenceFlow>",
        "Task a\nTask b\nflow f a -> b if `customer is happy`",
    );
}

#[test]
fn pools_and_message_flows() {
    check(
        "<message id='m' name='Order'/>
         <collaboration id='c'>
           <participant id='us' name='Us' processRef='p'/><participant id='them' name='Them'/>
           <participant id='far' processRef='x:q'/>
           <participant id='many'><participantMultiplicity minimum='2' maximum='5'/></participant>
           <messageFlow id='f' name='order' sourceRef='them' targetRef='s' messageRef='m'/>
           <messageFlow id='g' sourceRef='us' targetRef='them'/>
         </collaboration>
         <process id='p'><startEvent id='s'/></process>",
        "pool us \"Us\" = p\npool them \"Them\"\npool far = elsewhere q of http://example.org/tool\npool many multiple
         process p\nStart s
         message-flow f \"order\" pool them ~> s message m \"Order\"
         message-flow g pool us ~> pool them",
    );
}

#[test]
fn qualified_names_keep_their_namespace() {
    check(
        "<import importType='http://www.omg.org/spec/BPMN/20100524/MODEL' location='far.bpmn' namespace='http://example.org/tool'/>
         <import importType='http://www.w3.org/2001/XMLSchema' location='types.xsd' namespace='urn:types'/>
         <process id='p'><callActivity id='a' calledElement='x:q'/><callActivity id='b' calledElement='{urn:other}q'/>
           <callActivity id='c' calledElement='lost:q'/><callActivity id='d' calledElement='q'/></process>",
        "import far.bpmn as http://example.org/tool\nprocess p
         Call a | calls q of http://example.org/tool\nCall b | calls q of urn:other\nCall c | calls q\nCall d | calls q
         note element-not-read",
    );
}

#[test]
fn an_empty_process_makes_a_black_box() {
    check(
        "<collaboration id='c'><participant id='a' processRef='p'/></collaboration><process id='p'/>",
        "pool a = elsewhere p\nprocess p",
    );
}

#[test]
fn lanes_nest_and_the_innermost_counts() {
    check_process(
        "<laneSet><lane id='o' name='Outer'><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef>
           <childLaneSet><lane id='i' name='Inner'><flowNodeRef>x:a</flowNodeRef></lane></childLaneSet></lane></laneSet>
         <task id='a'/><subProcess id='b'><task id='c'/></subProcess><boundaryEvent id='d' attachedToRef='a' cancelActivity='false'/>",
        "lane o \"Outer\"\nlane i \"Inner\" in o
         Task a lane i\nSubProcess b lane o\nTask c in b lane o\nBoundary d lane i on a",
    );
}

#[test]
fn shapes_tell_lanes_that_list_nothing() {
    check(
        "<process id='p'><laneSet><lane id='l'/><lane id='m'/></laneSet><task id='a'/><task id='b'/></process>
         <bpmndi:BPMNDiagram><bpmndi:BPMNPlane>
           <bpmndi:BPMNShape bpmnElement='l'><dc:Bounds x='0' y='0' width='100' height='50'/></bpmndi:BPMNShape>
           <bpmndi:BPMNShape bpmnElement='m'><dc:Bounds x='0' y='50' width='100' height='50'/></bpmndi:BPMNShape>
           <bpmndi:BPMNShape bpmnElement='x:a'><dc:Bounds x='10' y='60' width='10' height='10'/></bpmndi:BPMNShape>
           <bpmndi:BPMNShape bpmnElement='b'><dc:Bounds x='10' y='600' width='10' height='10'/></bpmndi:BPMNShape>
         </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>",
        "process p\nlane l\nlane m\nTask a lane m\nTask b\nnote lane-by-shape",
    );
}

#[test]
fn shapes_tell_pools_that_name_no_process() {
    check(
        "<collaboration><participant id='a'/><participant id='b'/></collaboration><process id='p'><task id='t'/></process>
         <bpmndi:BPMNDiagram><bpmndi:BPMNPlane>
           <bpmndi:BPMNShape bpmnElement='a'><dc:Bounds x='0' y='0' width='100' height='50'/></bpmndi:BPMNShape>
           <bpmndi:BPMNShape bpmnElement='b'><dc:Bounds x='0' y='50' width='100' height='50'/></bpmndi:BPMNShape>
           <bpmndi:BPMNShape bpmnElement='t'><dc:Bounds x='10' y='60' width='10' height='10'/></bpmndi:BPMNShape>
         </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>",
        "pool a\npool b = p\nprocess p\nTask t\nnote pool-by-shape",
    );
}

#[test]
fn events_with_all_their_definitions() {
    check(
        "<signal id='s' name='Stop'/><error id='e' name='Bad' errorCode='E1'/><escalation id='x' escalationCode='X'/>
         <timerEventDefinition id='shared'><timeDuration>PT2H</timeDuration></timerEventDefinition>
         <process id='p'>
           <intermediateCatchEvent id='a' parallelMultiple='true'><eventDefinitionRef>shared</eventDefinitionRef>
             <signalEventDefinition signalRef='q:s'/></intermediateCatchEvent>
           <endEvent id='b'><errorEventDefinition errorRef='e'/></endEvent>
           <endEvent id='c'><errorEventDefinition errorRef='E2'/></endEvent>
           <intermediateThrowEvent id='d'><escalationEventDefinition escalationRef='x'/></intermediateThrowEvent>
           <intermediateThrowEvent id='e1'><linkEventDefinition name='Over'/></intermediateThrowEvent>
           <intermediateCatchEvent id='e2'><linkEventDefinition name='Over'/></intermediateCatchEvent>
           <subProcess id='f' triggeredByEvent='true'><startEvent id='g'><conditionalEventDefinition><condition>${late}</condition></conditionalEventDefinition></startEvent>
             <startEvent id='h' isInterrupting='false'><compensateEventDefinition/></startEvent></subProcess>
           <task id='t'/><boundaryEvent id='i' attachedToRef='t'><cancelEventDefinition/></boundaryEvent>
           <endEvent id='j'><terminateEventDefinition/></endEvent>
         </process>",
        "process p
         Catch a all | Timer Duration PT2H | Signal s \"Stop\"
         End b | Error e \"Bad\" code E1
         End c | Error E2 code E2
         Throw d | Escalation x code X
         Throw e1 | Link \"Over\"
         Catch e2 | Link \"Over\"
         EventSubProcess f
         Start g in f interrupting | Conditional | needs late? Form
         Start h in f | Compensation
         Task t
         Boundary i on t interrupting | Cancel
         End j | Terminate",
    );
}

#[test]
fn messages_of_tasks_and_operations() {
    check(
        "<message id='m' name='Offer'/><interface id='i'><operation id='o'><inMessageRef>m</inMessageRef></operation></interface>
         <process id='p'><sendTask id='a' messageRef='m'/><receiveTask id='b' operationRef='o'/>
         <startEvent id='c'><messageEventDefinition messageRef='gone'/></startEvent>
         <endEvent id='d'><messageEventDefinition><operationRef>o</operationRef></messageEventDefinition></endEvent></process>",
        "process p\nSendTask a | message m \"Offer\"\nReceiveTask b | message m \"Offer\"
         Start c | Message gone\nEnd d | Message m \"Offer\"\nnote dangling-reference",
    );
}

#[test]
fn loops() {
    check_process(
        "<task id='a'><standardLoopCharacteristics testBefore='true'/></task><task id='b'><standardLoopCharacteristics/></task>
         <task id='c'><multiInstanceLoopCharacteristics isSequential='true'><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></task>
         <task id='d'><multiInstanceLoopCharacteristics><loopCardinality>${n}</loopCardinality></multiInstanceLoopCharacteristics></task>",
        "Task a While { test_before: true }\nTask b While { test_before: false }
         Task c Each { sequential: true, surely: true }
         Task d Each { sequential: false, surely: false } | needs n Form",
    );
}

#[test]
fn a_case_has_no_order() {
    check("<process id='p' drools:adHoc='true'><task id='a'/></process>", "process p ad-hoc\nTask a");
}

#[test]
fn roles_are_named_in_many_ways() {
    check_process(
        "<userTask id='a' activiti:assignee='anna' activiti:candidateUsers='ben, carla' activiti:candidateGroups='sales'/>
         <userTask id='b'><humanPerformer><resourceAssignmentExpression><formalExpression>user(lead)</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>
         <userTask id='c'><potentialOwner><resourceAssignmentExpression><formalExpression>user(anna), group(sales), service</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>
         <userTask id='d' drools:taskName='x'><potentialOwner><resourceAssignmentExpression><formalExpression>anna</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>
         <userTask id='e' camunda:assignee='${boss}'/>
         <userTask id='f'><humanPerformer name='Team lead'/></userTask>",
        "UserTask a | by sales\nUserTask b | by lead\nUserTask c | by sales, service\nUserTask d opaque assigned\nUserTask e assigned | needs boss? Form\nUserTask f | by Team lead",
    );
}

#[test]
fn calls_and_global_tasks() {
    check(
        "<globalUserTask id='g' name='Approve'><potentialOwner><resourceRef>r</resourceRef></potentialOwner></globalUserTask>
         <resource id='r' name='Boss'/>
         <process id='p'><callActivity id='a' calledElement='x:g'/><callActivity id='b' calledElement='${next}'/><callActivity id='c'/></process>",
        "process g \"Approve\" | by Boss\nprocess p
         UserTask g \"Approve\" | by Boss
         Call a | calls g of http://example.org/tool\nCall b | calls ${next} dynamic | needs next Form\nCall c | calls",
    );
}

#[test]
fn who_does_it_and_what_is_said() {
    check_process(
        "<userTask id='a' name='  Check\n the order '><documentation>First <b>bold</b></documentation>
           <potentialOwner><resourceAssignmentExpression><formalExpression>Sales</formalExpression></resourceAssignmentExpression></potentialOwner>
           <performer name='Clerk'/></userTask>
         <textAnnotation id='n'><text>Mind the gap</text></textAnnotation><association sourceRef='n' targetRef='a'/>",
        "UserTask a \"Check the order\" | by Sales, Clerk | says `First bold`\nannotation `Mind the gap` on a",
    );
}

#[test]
fn any_prefix_and_places_in_characters() {
    let text = "<?xml version='1.0'?>\n<ü:definitions xmlns:ü='http://www.omg.org/spec/BPMN/20100524/MODEL'>\r\n  <ü:process id='p'><ü:task id='t'/></ü:process></ü:definitions>";
    let (model, notes) = read(text);
    let model = model.unwrap();
    assert_eq!(notes, []);
    assert_eq!(model.steps.rows().next().unwrap().span, Span { line: 3, column: 21 });
}

#[test]
fn exporter() {
    let (model, _) = read(&format!(
        "{}<process id='p'/></definitions>",
        HEAD.replace("<definitions", "<definitions exporter='Tool' exporterVersion='2'")
    ));
    let exporter = model.unwrap().exporter;
    assert_eq!((exporter.name.as_deref(), exporter.version.as_deref()), (Some("Tool"), Some("2")));
}

#[test]
fn unusual_places_lose_nothing() {
    check(
        "<dataObject id='o' name='Order'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/>
         <collaboration><participant id='x' processRef='p'/><process id='q'><task id='c'/></process><association sourceRef='c' targetRef='o' associationDirection='One'/>
           <sequenceFlow id='g' sourceRef='b' targetRef='d'/></collaboration>
         <process id='p'><participant id='y' name='Buyer'/><messageFlow id='m' sourceRef='y' targetRef='a'/>
           <laneSet><lane id='l' name='Sales'><task id='a'/><sequenceFlow id='h' sourceRef='d' targetRef='e'/><dataObjectReference id='r' dataObjectRef='o'/>
             <childLaneSet><lane id='i' name='Desk'><flowNodeRef>d</flowNodeRef><subProcess id='b'><task id='e'/></subProcess></lane></childLaneSet></lane></laneSet>
           <task id='d'><ioSpecification><dataInputAssociation><sourceRef>r</sourceRef></dataInputAssociation></ioSpecification></task></process>",
        "pool x = p\npool y \"Buyer\"\nprocess p\nprocess q\nlane l \"Sales\"\nlane i \"Desk\" in l
         Task d lane i | needs Order DataObject\nTask c | gives Order DataObject\nTask a lane l\nSubProcess b lane i\nTask e in b lane i
         flow f a -> b\nflow g b -> d\nflow h d -> e\nmessage-flow m pool y ~> a",
    );
}

#[test]
fn work_without_any_process_has_one_made_up() {
    check(
        "<task id='a'/><task id='b'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/>",
        "process process@6:1\nTask a\nTask b\nflow f a -> b\nnote fragment",
    );
}

#[test]
fn choreographies_hold_no_work() {
    check(
        "<choreography><participant id='a' name='A'/><participant id='b' name='B'/><startEvent id='s'/><subChoreography id='c'><choreographyTask id='t'/></subChoreography>
           <sequenceFlow id='f' sourceRef='s' targetRef='c'/><messageFlow id='m' sourceRef='a' targetRef='b'/></choreography><globalChoreographyTask id='g'/>",
        "pool a \"A\"\npool b \"B\"\nmessage-flow m pool a ~> pool b
         note not-read\nnote not-read\nnote not-read\nnote not-read",
    );
}

#[test]
fn a_boundary_event_lies_where_its_step_lies() {
    check(
        "<process id='p'><subProcess id='s'><task id='a'/></subProcess><boundaryEvent id='b' attachedToRef='a'/></process><process id='q'><boundaryEvent id='c' attachedToRef='s'/></process>",
        "process p\nprocess q\nSubProcess s\nTask a in s\nBoundary b in s on a interrupting\nBoundary c on s interrupting
         note boundary-elsewhere\nnote boundary-elsewhere",
    );
}
