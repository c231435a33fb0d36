//! The attributes, each with what becomes of it, and the names of the diagram.

use handoff_model::LocalizedText;

use super::{ACTIVITY, ANYWHERE, EVENT, Handling, ROOT, STEP};
use Handling::{Harmless, Read};

/// An attribute that matters and is not read.
pub(in super::super) struct MissedAttribute {
    pub(in super::super) name: &'static str,
    /// The elements or families of elements that bear it.
    pub(super) owners: &'static [&'static str],
    /// The value that says no more than its absence.
    pub(in super::super) usual: &'static str,
    /// What is lost, beginning with its name.
    pub(in super::super) lost: LocalizedText,
}

const fn missed(
    name: &'static str,
    owners: &'static [&'static str],
    usual: &'static str,
    lost: LocalizedText,
) -> MissedAttribute {
    MissedAttribute { name, owners, usual, lost }
}

/// Attributes that matter and are not read.
pub(super) const MISSED: &[MissedAttribute] = &[
    missed(
        "startQuantity",
        &[ACTIVITY],
        "1",
        LocalizedText {
            en: "`startQuantity`, how often work must arrive before a step begins",
            de: "`startQuantity`, wie oft Arbeit eintreffen muss, bevor ein Schritt beginnt",
        },
    ),
    missed(
        "completionQuantity",
        &[ACTIVITY],
        "1",
        LocalizedText {
            en: "`completionQuantity`, how often work goes on when a step ends",
            de: "`completionQuantity`, wie oft es weitergeht, wenn ein Schritt endet",
        },
    ),
    missed(
        "ordering",
        &["adHocSubProcess"],
        "Parallel",
        LocalizedText {
            en: "`ordering`, that its steps are done one after another",
            de: "`ordering`, dass die Schritte nacheinander getan werden",
        },
    ),
    missed(
        "cancelRemainingInstances",
        &["adHocSubProcess"],
        "true",
        LocalizedText {
            en: "`cancelRemainingInstances`, that what is begun is done to its end",
            de: "`cancelRemainingInstances`, dass zu Ende geführt wird, was begonnen ist",
        },
    ),
    missed(
        "behavior",
        &["multiInstanceLoopCharacteristics"],
        "All",
        LocalizedText {
            en: "`behavior`, what is thrown while the instances are done",
            de: "`behavior`, was während der einzelnen Durchläufe ausgelöst wird",
        },
    ),
    missed(
        "eventGatewayType",
        &["eventBasedGateway"],
        "Exclusive",
        LocalizedText {
            en: "`eventGatewayType`, that all of its events are waited for",
            de: "`eventGatewayType`, dass auf alle Ereignisse gewartet wird",
        },
    ),
    missed(
        "operationRef",
        &["serviceTask"],
        "",
        LocalizedText {
            en: "`operationRef`, which messages a service takes and gives",
            de: "`operationRef`, welche Nachrichten ein Dienst nimmt und gibt",
        },
    ),
    missed(
        "activityRef",
        &["compensateEventDefinition"],
        "",
        LocalizedText {
            en: "`activityRef`, which step is undone",
            de: "`activityRef`, welcher Schritt rückgängig gemacht wird",
        },
    ),
    missed(
        "mustUnderstand",
        &["extension"],
        "false",
        LocalizedText {
            en: "`mustUnderstand`, an extension that the file says must be understood",
            de: "`mustUnderstand`, ein Zusatz, der laut der Datei verstanden werden muss",
        },
    ),
];

/// Every other attribute of the semantic model: it is read, or says nothing, for the reason given.
pub(super) const ATTRIBUTES: &[(&str, Handling)] = &[
    ("id", Read(&[ANYWHERE])),
    ("name", Read(&[ANYWHERE])),
    ("exporter", Read(&["definitions"])),
    ("exporterVersion", Read(&["definitions"])),
    ("expressionLanguage", Read(&["definitions"])),
    ("typeLanguage", Harmless("the language in which types are written; types are compared by name")),
    ("targetNamespace", Read(&[ANYWHERE])),
    ("importType", Harmless("it belongs to the import, which is told itself")),
    ("location", Read(&["import"])),
    ("namespace", Read(&["import"])),
    ("definition", Harmless("it belongs to the extension, which is read or left out where it stands")),
    (
        "type",
        Harmless("the kind of a relationship, or the type of a question asked for correlation or roles"),
    ),
    ("direction", Harmless("it belongs to the relationship, which says nothing about the process")),
    ("textFormat", Harmless("how a text is to be shown")),
    ("value", Harmless("the name of a group for reports")),
    ("categoryValueRef", Harmless("it groups elements for reports")),
    ("isClosed", Harmless("that no other messages are sent; those that are drawn are read")),
    ("processType", Harmless("whether others may see the process")),
    ("isExecutable", Read(&["process"])),
    (
        "definitionalCollaborationRef",
        Harmless("the collaboration that shows the process, which is read itself"),
    ),
    ("processRef", Read(&["participant"])),
    ("minimum", Harmless("the least number of participants; whether there are several is told by the most")),
    ("maximum", Read(&["participantMultiplicity"])),
    ("innerMessageFlowRef", Harmless("it belongs to the association around it, which is told itself")),
    ("outerMessageFlowRef", Harmless("it belongs to the association around it, which is told itself")),
    ("innerConversationNodeRef", Harmless("it belongs to the association around it, which is told itself")),
    ("outerConversationNodeRef", Harmless("it belongs to the association around it, which is told itself")),
    ("calledCollaborationRef", Harmless("it belongs to the conversation, which is told itself")),
    ("calledChoreographyRef", Harmless("it belongs to the choreography, which is told itself")),
    ("initiatingParticipantRef", Harmless("it belongs to the choreography, which is told itself")),
    ("loopType", Harmless("it belongs to the choreography, which is told itself")),
    ("correlationKeyRef", Harmless("how an engine finds the case that a message is for")),
    ("correlationPropertyRef", Harmless("how an engine finds the case that a message is for")),
    ("partitionElementRef", Read(&["lane"])),
    ("isRequired", Harmless("it belongs to a question asked when somebody is chosen for the work")),
    ("parameterRef", Harmless("it belongs to an answer when somebody is chosen for the work")),
    ("implementation", Harmless("by which technique a step is done")),
    ("implementationRef", Harmless("the technical name of a service")),
    ("operationRef", Read(&["sendTask", "receiveTask"])),
    ("messageRef", Read(&["messageFlow", "messageEventDefinition", "sendTask", "receiveTask"])),
    ("instantiate", Read(&["receiveTask", "eventBasedGateway"])),
    ("scriptFormat", Read(&["scriptTask"])),
    ("scriptLanguage", Harmless("the language of a script; it is told by its look")),
    ("script", Read(&["globalScriptTask"])),
    ("calledElement", Read(&["callActivity"])),
    ("triggeredByEvent", Read(&["subProcess"])),
    ("protocol", Harmless("by which technique a transaction is undone")),
    ("method", Harmless("by which technique a transaction is undone")),
    ("isForCompensation", Read(&[ACTIVITY])),
    ("default", Read(&[STEP])),
    ("gatewayDirection", Harmless("whether a gateway splits or joins, which its flows say")),
    ("isSequential", Read(&["multiInstanceLoopCharacteristics"])),
    ("oneBehaviorEventRef", Harmless("it belongs to the behaviour, which is told itself")),
    ("noneBehaviorEventRef", Harmless("it belongs to the behaviour, which is told itself")),
    ("testBefore", Read(&["standardLoopCharacteristics"])),
    ("loopMaximum", Harmless("how often a loop runs at most; whether it runs is read")),
    ("sourceRef", Read(&["sequenceFlow", "messageFlow", "association"])),
    ("targetRef", Read(&["sequenceFlow", "messageFlow", "association"])),
    ("isImmediate", Harmless("that nothing is done between two steps, which nothing drawn contradicts")),
    ("associationDirection", Read(&["association"])),
    ("attachedToRef", Read(&["boundaryEvent"])),
    ("cancelActivity", Read(&["boundaryEvent"])),
    ("isInterrupting", Read(&["startEvent"])),
    ("parallelMultiple", Read(&[EVENT])),
    ("signalRef", Read(&["signalEventDefinition"])),
    ("errorRef", Read(&["errorEventDefinition"])),
    ("escalationRef", Read(&["escalationEventDefinition"])),
    ("waitForCompletion", Harmless("whether undoing is waited for; what undoes is drawn")),
    ("errorCode", Read(&["error"])),
    ("escalationCode", Read(&["escalation"])),
    ("itemRef", Read(&["message"])),
    ("structureRef", Read(&["itemDefinition", "signal", "error", "escalation"])),
    ("itemKind", Harmless("whether an item is information or a thing")),
    (
        "isCollection",
        Read(&["itemDefinition", "dataObject", "dataInput", "dataOutput", "inputDataItem", "outputDataItem"]),
    ),
    (
        "itemSubjectRef",
        Read(&[
            "dataObject",
            "dataObjectReference",
            "dataStore",
            "dataStoreReference",
            "dataInput",
            "dataOutput",
            "property",
            // They name one element of a collection, whose type the collection tells.
            "inputDataItem",
            "outputDataItem",
        ]),
    ),
    ("dataObjectRef", Read(&["dataObjectReference"])),
    ("dataStoreRef", Read(&["dataStoreReference"])),
    ("capacity", Harmless("how much a store holds")),
    ("isUnlimited", Harmless("how much a store holds")),
    ("inputDataRef", Harmless("it belongs to the binding, which is told itself")),
    ("outputDataRef", Harmless("it belongs to the binding, which is told itself")),
    ("language", Read(&[ANYWHERE])),
    ("evaluatesToTypeRef", Harmless("the type of what an expression gives")),
];

/// The elements and attributes of the diagram: a drawing adds nothing to what the model says, but for places.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "it says what `diagram` and `geometry` read, and a test that it is all")
)]
pub(super) const DIAGRAM: &[(&str, Handling)] = &[
    ("BPMNDiagram", Read(&[ROOT])),
    ("BPMNPlane", Read(&["BPMNDiagram"])),
    ("BPMNShape", Read(&["BPMNPlane"])),
    ("BPMNEdge", Read(&["BPMNPlane"])),
    ("BPMNLabel", Harmless("where a name is written")),
    ("BPMNLabelStyle", Harmless("how names are written")),
    ("Bounds", Read(&["BPMNShape"])),
    ("waypoint", Read(&["BPMNEdge"])),
    ("Point", Harmless("a place that no shape or edge has")),
    ("Font", Harmless("how names are written")),
    ("extension", Harmless("how a tool draws")),
    ("id", Read(&[ANYWHERE])),
    ("bpmnElement", Read(&["BPMNShape", "BPMNEdge", "BPMNPlane"])),
    ("x", Read(&["Bounds", "waypoint"])),
    ("y", Read(&["Bounds", "waypoint"])),
    ("width", Read(&["Bounds"])),
    ("height", Read(&["Bounds"])),
    ("isHorizontal", Harmless("how a pool lies, which its bounds say")),
    ("isExpanded", Harmless("whether the inside of a sub-process is shown; it is read all the same")),
    ("isMarkerVisible", Harmless("whether a gateway bears a cross")),
    ("isMessageVisible", Harmless("whether an envelope is shown; messages are read from their flows")),
    ("messageVisibleKind", Harmless("whether an envelope is shown; messages are read from their flows")),
    ("participantBandKind", Harmless("how a choreography is drawn, which is told itself")),
    ("choreographyActivityShape", Harmless("how a choreography is drawn, which is told itself")),
    ("labelStyle", Harmless("how names are written")),
    ("sourceElement", Harmless("where an edge is docked; the flow itself says what it joins")),
    ("targetElement", Harmless("where an edge is docked; the flow itself says what it joins")),
    ("name", Harmless("the name of a diagram or font")),
    ("documentation", Harmless("a remark on the drawing")),
    ("resolution", Harmless("the units of the drawing")),
    ("size", Harmless("how names are written")),
    ("isBold", Harmless("how names are written")),
    ("isItalic", Harmless("how names are written")),
    ("isUnderline", Harmless("how names are written")),
    ("isStrikeThrough", Harmless("how names are written")),
];
