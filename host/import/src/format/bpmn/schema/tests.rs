//! The names of the schemas (`BPMN20.xsd`, `Semantic.xsd`, `BPMNDI.xsd`, `DI.xsd`, `DC.xsd`), none of which is forgotten.
//!
//! Abstract elements, which no file can hold, are left out.

use std::collections::BTreeSet;

use super::attributes::{ATTRIBUTES, DIAGRAM, MISSED};
use super::elements::ELEMENTS;
use super::*;

/// `BPMN20.xsd` and `Semantic.xsd`.
const MODEL_ELEMENTS: &str = "\
    activationCondition adHocSubProcess assignment association auditing boundaryEvent businessRuleTask \
    callActivity callChoreography callConversation cancelEventDefinition category categoryValue \
    categoryValueRef childLaneSet choreography choreographyRef choreographyTask collaboration \
    compensateEventDefinition completionCondition complexBehaviorDefinition complexGateway condition \
    conditionExpression conditionalEventDefinition conversation conversationAssociation conversationLink \
    correlationKey correlationProperty correlationPropertyBinding correlationPropertyRef \
    correlationPropertyRetrievalExpression correlationSubscription dataInput dataInputAssociation \
    dataInputRefs dataObject dataObjectReference dataOutput dataOutputAssociation dataOutputRefs \
    dataPath dataState dataStore dataStoreReference definitions documentation endEvent endPoint \
    endPointRef error errorEventDefinition errorRef escalation escalationEventDefinition event \
    eventBasedGateway eventDefinitionRef exclusiveGateway expression extension extensionElements \
    flowNodeRef formalExpression from globalBusinessRuleTask globalChoreographyTask globalConversation \
    globalManualTask globalScriptTask globalTask globalUserTask group humanPerformer implicitThrowEvent \
    import inMessageRef inclusiveGateway incoming innerParticipantRef inputDataItem inputSet \
    inputSetRefs interface interfaceRef intermediateCatchEvent intermediateThrowEvent ioBinding \
    ioSpecification itemDefinition lane laneSet linkEventDefinition loopCardinality loopCondition \
    loopDataInputRef loopDataOutputRef manualTask message messageEventDefinition messageFlow \
    messageFlowAssociation messageFlowRef messagePath monitoring multiInstanceLoopCharacteristics \
    operation operationRef optionalInputRefs optionalOutputRefs outMessageRef outerParticipantRef \
    outgoing outputDataItem outputSet outputSetRefs parallelGateway participant participantAssociation \
    participantMultiplicity participantRef partitionElement partnerEntity partnerRole performer \
    potentialOwner process property receiveTask relationship rendering resource \
    resourceAssignmentExpression resourceParameter resourceParameterBinding resourceRef resourceRole \
    script scriptTask sendTask sequenceFlow serviceTask signal signalEventDefinition source sourceRef \
    standardLoopCharacteristics startEvent subChoreography subConversation subProcess \
    supportedInterfaceRef supports target targetRef task terminateEventDefinition text textAnnotation \
    timeCycle timeDate timeDuration timerEventDefinition to transaction transformation userTask \
    whileExecutingInputRefs whileExecutingOutputRefs";

/// The same.
const MODEL_ATTRIBUTES: &str = "\
    activityRef associationDirection attachedToRef behavior calledChoreographyRef calledCollaborationRef \
    calledElement cancelActivity cancelRemainingInstances capacity categoryValueRef completionQuantity \
    correlationKeyRef correlationPropertyRef dataObjectRef dataStoreRef default definition \
    definitionalCollaborationRef direction errorCode errorRef escalationCode escalationRef \
    evaluatesToTypeRef eventGatewayType exporter exporterVersion expressionLanguage gatewayDirection id \
    implementation implementationRef importType initiatingParticipantRef innerConversationNodeRef \
    innerMessageFlowRef inputDataRef instantiate isClosed isCollection isExecutable isForCompensation \
    isImmediate isInterrupting isRequired isSequential isUnlimited itemKind itemRef itemSubjectRef \
    language location loopMaximum loopType maximum messageRef method minimum mustUnderstand name \
    namespace noneBehaviorEventRef oneBehaviorEventRef operationRef ordering outerConversationNodeRef \
    outerMessageFlowRef outputDataRef parallelMultiple parameterRef partitionElementRef processRef \
    processType protocol script scriptFormat scriptLanguage signalRef sourceRef startQuantity \
    structureRef targetNamespace targetRef testBefore textFormat triggeredByEvent type typeLanguage \
    value waitForCompletion";

/// `BPMNDI.xsd`, `DI.xsd` and `DC.xsd`, elements and attributes.
const DIAGRAM_NAMES: &str = "\
    BPMNDiagram BPMNEdge BPMNLabel BPMNLabelStyle BPMNPlane BPMNShape Bounds Font Point bpmnElement \
    choreographyActivityShape documentation extension height id isBold isExpanded isHorizontal isItalic \
    isMarkerVisible isMessageVisible isStrikeThrough isUnderline labelStyle messageVisibleKind name \
    participantBandKind resolution size sourceElement targetElement waypoint width x y";

#[track_caller]
fn check<'a>(schema: &'a str, table: impl Iterator<Item = &'a str>) {
    let schema: BTreeSet<_> = schema.split_whitespace().collect();
    let table: BTreeSet<_> = table.collect();
    assert_eq!(schema, table);
}

#[test]
fn every_name_of_the_schemas_has_its_fate() {
    check(MODEL_ELEMENTS, ELEMENTS.iter().map(|(name, _)| *name));
    check(
        MODEL_ATTRIBUTES,
        ATTRIBUTES.iter().map(|(name, _)| *name).chain(MISSED.iter().map(|missed| missed.name)),
    );
    check(DIAGRAM_NAMES, DIAGRAM.iter().map(|(name, _)| *name));
}

#[test]
fn no_name_stands_twice() {
    for table in [ELEMENTS, ATTRIBUTES, DIAGRAM] {
        let names: BTreeSet<_> = table.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), table.len());
    }
}

#[test]
fn every_fate_has_its_reason() {
    for (name, fate) in ELEMENTS.iter().chain(ATTRIBUTES).chain(DIAGRAM) {
        let is_clause = |reason: &str| reason.len() > 10 && !reason.ends_with('.');
        match fate {
            Handling::Harmless(reason) => assert!(is_clause(reason), "{name}"),
            Handling::Missed(lost) => assert!(is_clause(lost.en) && is_clause(lost.de), "{name}"),
            Handling::Read(places) => {
                for place in places.iter().filter(|place| !place.starts_with(['(', '*'])) {
                    let is_known = ELEMENTS.iter().chain(DIAGRAM).any(|(name, _)| name == place);
                    assert!(is_known, "{name} in {place}");
                }
            }
        }
    }
}

/// What owns, orders or carries is never called harmless.
#[test]
fn what_matters_is_read_or_missed() {
    for name in MODEL_ELEMENTS.split_whitespace() {
        let matters = is_of(name, STEP)
            || ["lane", "flow", "data", "message", "participant"]
                .iter()
                .any(|word| name.to_lowercase().starts_with(word));
        let within = ["messagePath", "messageFlowRef", "participantRef", "dataPath"];
        if matters && !within.contains(&name) {
            assert!(!matches!(Handling::of(name), Some(Handling::Harmless(_))), "{name}");
        }
    }
}

#[test]
fn places() {
    let read = |name: &str, parent| Handling::of(name).is_some_and(|fate| fate.is_read_in(parent));
    assert!(
        read("task", "process")
            && read("task", "transaction")
            && read("task", "lane")
            && !read("task", "task")
    );
    assert!(read("lane", "laneSet") && !read("lane", "process"));
    assert!(read("documentation", "lane") && !read("definitions", "process"));
    assert!(
        is_read_elsewhere("attachedToRef", "task") && !is_read_elsewhere("attachedToRef", "boundaryEvent")
    );
    assert!(!is_read_elsewhere("name", "task") && !is_read_elsewhere("of-a-tool", "task"));
}
