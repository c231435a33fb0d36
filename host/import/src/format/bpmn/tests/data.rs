//! Items and what needs and provides them.

use super::{check, check_process};

#[test]
fn one_object_in_several_states() {
    check_process(
        "<dataObject id='o'/><dataObjectReference id='draft' name='Order [draft]' dataObjectRef='o'/>
         <dataObjectReference id='done' name='Order' dataObjectRef='x:o'><dataState name='[approved]'/></dataObjectReference>
         <task id='a'><property id='q' name='__targetRef_placeholder'/>
           <dataInputAssociation id='i'><sourceRef>draft</sourceRef><targetRef>q</targetRef></dataInputAssociation>
           <dataOutputAssociation><targetRef>done</targetRef></dataOutputAssociation></task>",
        "Task a | needs Order [draft] DataObject | gives Order [approved] DataObject",
    );
}

#[test]
fn stores_need_no_declaration() {
    check(
        "<dataStore id='crm' name='CRM'/><process id='p'>
         <dataStoreReference id='r' name='CRM' dataStoreRef='crm'/><dataStoreReference id='s' name='Archive'/>
         <task id='a'><dataInputAssociation><sourceRef>r</sourceRef></dataInputAssociation>
           <dataOutputAssociation><targetRef>s</targetRef></dataOutputAssociation></task></process>",
        "process p\nTask a | needs CRM DataObject | gives Archive DataObject",
    );
}

#[test]
fn an_input_of_a_drawn_arrow_says_what_the_arrow_says() {
    check_process(
        "<dataObject id='o' name='Order'/>
         <task id='a'><ioSpecification><dataInput id='i' name='Order'/><dataInput id='j'/>
           <inputSet><dataInputRefs>i</dataInputRefs><dataInputRefs>j</dataInputRefs></inputSet></ioSpecification>
           <dataInputAssociation><sourceRef>o</sourceRef><targetRef>i</targetRef></dataInputAssociation></task>
         <task id='b'><ioSpecification><dataInput id='k'/><inputSet><dataInputRefs>k</dataInputRefs></inputSet></ioSpecification>
           <dataInputAssociation><sourceRef>o</sourceRef><targetRef>k</targetRef></dataInputAssociation></task>",
        "Task a | needs Order DataObject\nTask b | needs Order DataObject\nnote unnamed-parameter",
    );
}

#[test]
fn unconnected_inputs_are_parameters() {
    check_process(
        "<task id='a'><ioSpecification><dataInput id='i' name='Price'/><dataInput id='j' name='Note'/><dataInput id='k' name='Hint'/>
           <dataOutput id='o' name='Offer'/>
           <inputSet><dataInputRefs>i</dataInputRefs><dataInputRefs>j</dataInputRefs><optionalInputRefs>j</optionalInputRefs></inputSet>
           <inputSet><dataInputRefs>i</dataInputRefs><dataInputRefs>k</dataInputRefs></inputSet>
           <outputSet/></ioSpecification></task>",
        "Task a | needs Price IoSpecification | needs Note? IoSpecification | needs Hint? IoSpecification | gives Offer IoSpecification",
    );
}

#[test]
fn an_output_may_come_from_the_step_itself() {
    // As Signavio writes it: the association leaves from the task, beside a declared output of the same name.
    check_process(
        "<dataObject id='o' name='Order'/>
         <task id='a'><ioSpecification><dataOutput id='d' name='Order'/><outputSet><dataOutputRefs>d</dataOutputRefs></outputSet></ioSpecification>
           <dataOutputAssociation><sourceRef>a</sourceRef><targetRef>o</targetRef></dataOutputAssociation></task>",
        "Task a | gives Order DataObject",
    );
}

#[test]
fn payloads_of_events() {
    check_process(
        "<dataObject id='o' name='Order'/>
         <startEvent id='a'><dataOutput id='d' name='payload'/><dataOutputAssociation><sourceRef>d</sourceRef><targetRef>o</targetRef></dataOutputAssociation>
           <outputSet><dataOutputRefs>d</dataOutputRefs></outputSet></startEvent>
         <endEvent id='b'><dataInputAssociation><sourceRef>o</sourceRef></dataInputAssociation></endEvent>",
        "Start a | gives Order DataObject\nEnd b | needs Order DataObject",
    );
}

#[test]
fn process_inputs_are_given() {
    check(
        "<process id='p'><ioSpecification><dataInput id='i' name='Request'/><dataOutput id='o' name='Answer'/>
           <inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification>
         <task id='a'><dataInputAssociation><sourceRef>i</sourceRef></dataInputAssociation><dataOutputAssociation><targetRef>o</targetRef></dataOutputAssociation></task></process>",
        "process p | given Request IoSpecification | returns Answer IoSpecification
         Task a | needs Request DataObject | gives Answer DataObject",
    );
}

#[test]
fn inputs_of_a_sub_process_stand_for_what_feeds_them() {
    check_process(
        "<dataObject id='o' name='Order'/><subProcess id='s'>
           <ioSpecification><dataInput id='i' name='in'/><inputSet><dataInputRefs>i</dataInputRefs></inputSet></ioSpecification>
           <dataInputAssociation><sourceRef>o</sourceRef><targetRef>i</targetRef></dataInputAssociation>
           <task id='t'><dataInputAssociation><sourceRef>i</sourceRef></dataInputAssociation></task></subProcess>",
        "SubProcess s | needs Order DataObject\nTask t in s | needs Order DataObject",
    );
}

#[test]
fn instances_read_the_collection_once() {
    check_process(
        "<dataObject id='o' name='Lines' isCollection='true'/><task id='t'>
           <ioSpecification><dataInput id='all' name='lines'/><dataInput id='one' name='line'/><inputSet><dataInputRefs>all</dataInputRefs><dataInputRefs>one</dataInputRefs></inputSet></ioSpecification>
           <dataInputAssociation><sourceRef>o</sourceRef><targetRef>all</targetRef></dataInputAssociation>
           <dataInputAssociation><sourceRef>item</sourceRef><targetRef>one</targetRef></dataInputAssociation>
           <multiInstanceLoopCharacteristics><loopDataInputRef>all</loopDataInputRef><inputDataItem id='item' name='line'/></multiInstanceLoopCharacteristics></task>",
        "Task t Each { sequential: false, surely: false } | needs Lines DataObject",
    );
}

#[test]
fn calls_map_through_associations() {
    check_process(
        "<dataObject id='o' name='Order'/><callActivity id='c' calledElement='q'>
           <ioSpecification><dataInput id='i' name='inner'/><dataOutput id='r' name='result'/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet><dataOutputRefs>r</dataOutputRefs></outputSet></ioSpecification>
           <dataInputAssociation><sourceRef>o</sourceRef><targetRef>i</targetRef></dataInputAssociation>
           <dataOutputAssociation><sourceRef>r</sourceRef><targetRef>o</targetRef></dataOutputAssociation></callActivity>",
        "Call c | calls q in Order as inner out result as Order | needs Order DataObject | gives Order DataObject",
    );
}

#[test]
fn arrows_are_data_associations_and_lines_hint() {
    check_process(
        "<dataObject id='o' name='Order'/><task id='a'/><task id='b'/><task id='c'/><sequenceFlow id='f' sourceRef='a' targetRef='b'/>
         <association sourceRef='a' targetRef='o' associationDirection='One'/>
         <association sourceRef='o' targetRef='b' associationDirection='One'/>
         <association sourceRef='o' targetRef='c'/>
         <association sourceRef='f' targetRef='o' associationDirection='One'/>",
        "Task a | gives Order DataObject | gives Order DataObject\nTask b | needs Order DataObject | needs Order DataObject
         Task c | needs Order? Annotation | gives Order? Annotation\nflow f a -> b",
    );
}

#[test]
fn types_come_from_item_definitions() {
    let text = format!(
        "{}<process id='p'><ioSpecification><dataInput id='i' name='Request' itemSubjectRef='x:d'/></ioSpecification><property id='v' name='Total' itemSubjectRef='d'/><property id='w' itemSubjectRef='xsd:int'/></process>
         <itemDefinition id='d' structureRef='Integer' isCollection='true'/></definitions>",
        super::HEAD
    );
    let model = super::read(&text).0.unwrap();
    let found: Vec<_> = model
        .items
        .rows()
        .map(|item| (item.name.as_str(), item.data_type.as_deref(), item.collection))
        .collect();
    assert_eq!(
        found,
        [("Total", Some("Integer"), true), ("w", Some("xsd:int"), false), ("Request", Some("Integer"), true)]
    );
}

#[test]
fn names_inside_a_step_are_those_of_its_inputs() {
    check(
        "<process id='p'><ioSpecification><dataInput id='d' name='Order'/><inputSet><dataInputRefs>d</dataInputRefs></inputSet></ioSpecification>
         <scriptTask id='t' scriptFormat='FEEL'><ioSpecification><dataInput id='i' name='amount'/><inputSet><dataInputRefs>i</dataInputRefs></inputSet></ioSpecification>
           <dataInputAssociation><targetRef>i</targetRef><assignment><from language='FEEL'>Order.total</from><to>i</to></assignment></dataInputAssociation>
           <script>amount + tax</script></scriptTask></process>",
        "process p | given Order IoSpecification\nScriptTask t opaque | needs Order Form | needs tax Form",
    );
}

#[test]
fn only_the_drawn_side_counts() {
    check_process(
        "<property id='v' name='v'/><property id='w' name='w'/>
         <task id='a'><dataInputAssociation><sourceRef>v</sourceRef><targetRef>w</targetRef></dataInputAssociation>
           <dataOutputAssociation><sourceRef>v</sourceRef></dataOutputAssociation></task>",
        "Task a | needs v DataObject | gives v Form",
    );
}

/// A user task with two required inputs, of which only the first is connected.
const OPEN_INPUT: &str = "<userTask id='a'>{extension}<ioSpecification><dataInput id='i' name='Order'/><dataInput id='j' name='Address'/>
    <inputSet><dataInputRefs>i</dataInputRefs><dataInputRefs>j</dataInputRefs></inputSet></ioSpecification>
    <dataInputAssociation><sourceRef>o</sourceRef><targetRef>i</targetRef></dataInputAssociation></userTask>";

#[test]
fn an_open_input_is_a_need_where_data_is_drawn() {
    let task = OPEN_INPUT.replace("{extension}", "");
    let object = "<dataObject id='o' name='Order'/>";
    check_process(
        &format!("{object}{task}"),
        "UserTask a | needs Order DataObject | needs Address IoSpecification",
    );
    check(
        &format!("<process id='p' isExecutable='true'>{object}{task}</process>"),
        "process p\nUserTask a | needs Order DataObject | needs Address IoSpecification",
    );
}

#[test]
fn an_open_input_of_an_engine_has_a_default() {
    let task = OPEN_INPUT.replace("{extension}", "");
    check(
        &format!("<process id='p' isExecutable='true'><property id='o' name='Order'/>{task}</process>"),
        "process p\nUserTask a | needs Order IoSpecification | needs Address? Form",
    );
    let bound = OPEN_INPUT
        .replace("{extension}", "<extensionElements><triso:dataInputBindings/></extensionElements>");
    check_process(
        &format!("<dataObject id='o' name='Order'/>{bound}"),
        "UserTask a | needs Order DataObject | needs Address? Form\nnote unbound-prefix",
    );
}

#[test]
fn data_on_a_flow_is_handed_over_across_gateways() {
    check_process(
        "<dataObject id='o' name='Advert'/><task id='a'/><exclusiveGateway id='g'/><exclusiveGateway id='h'/><task id='b'/><task id='c'/>
         <sequenceFlow id='f' sourceRef='a' targetRef='g'/><sequenceFlow id='i' sourceRef='g' targetRef='h'/>
         <sequenceFlow id='j' sourceRef='h' targetRef='b'/><sequenceFlow id='k' sourceRef='g' targetRef='c'/>
         <association sourceRef='o' targetRef='i'/>",
        "Task a | gives Advert DataObject\nExclusive g\nExclusive h\nTask b | needs Advert DataObject\nTask c
         flow f a -> g\nflow i g -> h\nflow j h -> b\nflow k g -> c",
    );
}

#[test]
fn inputs_outside_of_every_set_are_not_required() {
    check_process(
        "<dataObject id='o' name='Order'/>
         <task id='a'><ioSpecification><dataInput id='i' name='Price'/><dataInput id='j' name='Note'/><inputSet><dataInputRefs>i</dataInputRefs></inputSet></ioSpecification></task>
         <task id='b'><ioSpecification><dataInput id='k' name='Price'/><dataInput id='l'/><inputSet/></ioSpecification>
           <dataInputAssociation><sourceRef>o</sourceRef><targetRef>l</targetRef></dataInputAssociation></task>",
        "Task a | needs Price IoSpecification | needs Note? IoSpecification
         Task b | needs Order? DataObject | needs Price? IoSpecification",
    );
}

#[test]
fn the_result_of_all_instances_is_that_of_the_whole() {
    check_process(
        "<dataObject id='o' name='Reviews' isCollection='true'/>
         <task id='t'><multiInstanceLoopCharacteristics><loopDataOutputRef>o</loopDataOutputRef></multiInstanceLoopCharacteristics></task>",
        "Task t Each { sequential: false, surely: false } | gives Reviews DataObject",
    );
}

#[test]
fn references_with_names_of_their_own_show_things_of_their_own() {
    check_process(
        "<dataObject id='o' name='Data Object'/><dataObjectReference id='r' name='Offer' dataObjectRef='o'/><dataObjectReference id='s' name='Bill' dataObjectRef='o'/>
         <dataObjectReference id='t' name='offer (signed)' dataObjectRef='o'/><dataObjectReference id='u' dataObjectRef='o'/>
         <task id='a'><dataOutputAssociation><targetRef>r</targetRef></dataOutputAssociation></task>
         <task id='b'><dataInputAssociation><sourceRef>s</sourceRef></dataInputAssociation><dataInputAssociation><sourceRef>t</sourceRef></dataInputAssociation></task>
         <task id='c'><dataInputAssociation><sourceRef>u</sourceRef></dataInputAssociation></task>",
        "Task a | gives Offer DataObject\nTask b | needs Bill DataObject | needs Offer DataObject\nTask c | needs Offer DataObject",
    );
}

#[test]
fn the_name_that_people_see_counts() {
    check_process(
        "<dataObject id='o' name='dataObj4' x:displayName='Order [new]'/><task id='a' x:displayName='Check order'><dataInputAssociation><sourceRef>o</sourceRef></dataInputAssociation></task><task id='b' name='Send mail' drools:displayName='Email'/>",
        "Task a \"Check order\" | needs Order [new] DataObject\nTask b \"Send mail\"",
    );
}

#[test]
fn expressions_name_data_by_its_id() {
    check_process(
        "<dataObject id='obj_7' name='Order'/><task id='a'><dataOutputAssociation><targetRef>obj_7</targetRef></dataOutputAssociation></task>
         <scriptTask id='b' scriptFormat='javascript'><script>getDataObject('obj_7')</script></scriptTask>",
        "Task a | gives Order DataObject\nScriptTask b opaque | needs Order DataObject",
    );
}

#[test]
fn an_input_named_like_a_store_is_the_store() {
    check(
        "<dataStore id='d' name='Register'/><process id='p'><dataStoreReference id='r' name='Register' dataStoreRef='d'/>
         <task id='a'><ioSpecification><dataOutput id='o' name='Register'/><inputSet/><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification></task>
         <task id='b'><dataInputAssociation><sourceRef>r</sourceRef></dataInputAssociation></task></process>",
        "process p\nTask a | gives Register DataObject\nTask b | needs Register DataObject",
    );
}

#[test]
fn data_on_a_message_flow_is_what_it_brings() {
    check(
        "<collaboration><participant id='x' processRef='p'/><participant id='y'/><messageFlow id='m' sourceRef='a' targetRef='y'/><messageFlow id='n' name='Greeting' sourceRef='a' targetRef='y'/>
           <association sourceRef='o' targetRef='m'/><association sourceRef='n' targetRef='o'/></collaboration>
         <process id='p'><dataObject id='o' name='Offer [signed]'/><task id='a'/></process>",
        "pool x = p\npool y\nprocess p\nTask a\nmessage-flow m \"Offer [signed]\" a ~> pool y\nmessage-flow n \"Greeting\" a ~> pool y",
    );
}
