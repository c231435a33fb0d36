//! Forms, mappings, assignments and code of the engines.

use super::{check, check_process};

#[test]
fn camunda_mappings_hide_their_names() {
    check_process(
        "<serviceTask id='a' camunda:type='external' camunda:topic='ship'><extensionElements><camunda:inputOutput>
           <camunda:inputParameter name='address'>${order.address}</camunda:inputParameter>
           <camunda:inputParameter name='list'><camunda:list><camunda:value>${first}</camunda:value></camunda:list></camunda:inputParameter>
           <camunda:outputParameter name='parcel'>${address}</camunda:outputParameter></camunda:inputOutput></extensionElements></serviceTask>
         <userTask id='b' camunda:assignee='${clerk}' camunda:candidateGroups='sales, service'/>",
        "ServiceTask a opaque | needs order Form | needs first Form | gives parcel Form
         UserTask b | by sales, service | needs clerk? Form",
    );
}

#[test]
fn names_of_an_outer_mapping_are_hidden_inside() {
    check_process(
        "<subProcess id='s'><extensionElements><camunda:inputOutput><camunda:inputParameter name='x'>${y}</camunda:inputParameter></camunda:inputOutput></extensionElements>
           <task id='t'/><task id='u'/><sequenceFlow id='f' sourceRef='t' targetRef='u'><conditionExpression>${x > z}</conditionExpression></sequenceFlow></subProcess>",
        "SubProcess s | needs y Form\nTask t in s\nTask u in s
         flow f t -> u if `${x > z}` | reads z Form",
    );
}

#[test]
fn forms_of_the_activiti_family() {
    check_process(
        "<startEvent id='a' camunda:initiator='who'><extensionElements><camunda:formData><camunda:formField id='amount' type='long'/></camunda:formData></extensionElements></startEvent>
         <userTask id='b'><extensionElements><camunda:formData><camunda:formField id='amount'><camunda:validation><camunda:constraint name='readonly'/></camunda:validation></camunda:formField>
            <camunda:formField id='ok'/></camunda:formData></extensionElements></userTask>
         <userTask id='c'><extensionElements><activiti:formProperty id='shown' writable='false'/><activiti:formProperty id='in' variable='v' readable='false'/>
            <flowable:formProperty id='maybe' required='false'/></extensionElements></userTask>
         <userTask id='d' camunda:formKey='embedded:app:form.html'/>",
        "Start a | gives who Form | gives amount Form
         UserTask b | needs amount Form | needs ok? Form | gives ok Form
         UserTask c | needs shown Form | needs maybe? Form | gives v Form | gives maybe? Form
         UserTask d opaque",
    );
}

#[test]
fn calls_pass_variables() {
    check_process(
        "<callActivity id='a' calledElement='q'><extensionElements><camunda:in source='order' target='o'/><camunda:in sourceExpression='${a+b}' target='sum'/>
            <camunda:in businessKey='#{key}'/><camunda:out source='r' target='result'/></extensionElements></callActivity>
         <callActivity id='b' calledElement='q'><extensionElements><camunda:in variables='all'/><camunda:out variables='all'/></extensionElements></callActivity>
         <callActivity id='c' calledElement='q' flowable:inheritVariables='true'/>",
        "Call a | calls q in order as o in a as sum out r as result | needs order Form | needs a Form | needs b Form | needs key Form | gives result Form
         Call b | calls q all in all out\nCall c | calls q all in",
    );
}

#[test]
fn scripts_decisions_and_listeners_are_opaque() {
    check_process(
        "<scriptTask id='a' scriptFormat='groovy' camunda:resultVariable='sum'><script>execution.setVariable('tax', 1)</script></scriptTask>
         <businessRuleTask id='b' camunda:decisionRef='d' camunda:resultVariable='discount'/>
         <task id='c'><extensionElements><camunda:executionListener class='x.Y' event='start'/></extensionElements></task>
         <serviceTask id='d' camunda:delegateExpression='${bean}'/>
         <serviceTask id='e' flowable:expression='${svc.run(order)}' flowable:resultVariableName='r'/>",
        "ScriptTask a opaque closed | gives sum Form | gives tax Form\nDecisionTask b opaque | gives discount Form\nTask c opaque
         ServiceTask d opaque\nServiceTask e opaque | needs order Form | gives r Form",
    );
}

#[test]
fn what_a_script_sets_is_in_sight_where_it_names_all() {
    let script = |text: &str, expected: &str| {
        check_process(
            &format!("<scriptTask id='a' scriptFormat='groovy'><script>{text}</script></scriptTask>"),
            expected,
        );
    };
    script("execution.setVariable('tax', 1)", "ScriptTask a opaque closed | gives tax Form");
    script(
        "execution.setVariable('tax', 1); execution.setVariable(name, 2)",
        "ScriptTask a opaque | needs name Form | gives tax Form",
    );
    script("execution.setVariable('tax', 1); helper.run(execution)", "ScriptTask a opaque | gives tax Form");
    script("execution.setVariables(all)", "ScriptTask a opaque | needs all Form");
}

#[test]
fn instances_over_a_collection() {
    check_process(
        "<userTask id='a' camunda:assignee='${one}'><multiInstanceLoopCharacteristics camunda:collection='${all}' camunda:elementVariable='one'/></userTask>
         <userTask id='b'><extensionElements><zeebe:assignmentDefinition assignee='=one'/></extensionElements>
           <multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection='=many' inputElement='one' outputCollection='results' outputElement='=r'/></extensionElements></multiInstanceLoopCharacteristics></userTask>",
        "UserTask a assigned Each { sequential: false, surely: false } | needs all Form
         UserTask b assigned Each { sequential: false, surely: false } | needs many Form | gives results Form",
    );
}

#[test]
fn zeebe_mappings_forms_and_calls() {
    check(
        "<message id='m' name='paid'><extensionElements><zeebe:subscription correlationKey='=orderId'/></extensionElements></message>
         <process id='p'><extensionElements><zeebe:userTaskForm id='f'>{\"components\":[{\"type\":\"textfield\",\"key\":\"reason\"}]}</zeebe:userTaskForm></extensionElements>
         <serviceTask id='a'><extensionElements><zeebe:taskDefinition type='ship'/><zeebe:ioMapping><zeebe:input source='=order.address' target='to'/>
            <zeebe:output source='=result' target='parcel.number'/></zeebe:ioMapping></extensionElements></serviceTask>
         <userTask id='b'><extensionElements><zeebe:formDefinition formKey='camunda-forms:bpmn:f'/></extensionElements></userTask>
         <userTask id='c'><extensionElements><zeebe:formDefinition formId='elsewhere'/></extensionElements></userTask>
         <callActivity id='d'><extensionElements><zeebe:calledElement processId='q' propagateAllChildVariables='false'/></extensionElements></callActivity>
         <callActivity id='e'><extensionElements><zeebe:calledElement processId='=next' propagateAllParentVariables='false'/>
            <zeebe:ioMapping><zeebe:input source='=order' target='o'/></zeebe:ioMapping></extensionElements></callActivity>
         <receiveTask id='g' messageRef='m'/><scriptTask id='h'><extensionElements><zeebe:script expression='=a + b' resultVariable='c'/></extensionElements></scriptTask></process>",
        "process p
         ServiceTask a opaque closed | needs order Form | gives parcel Form
         UserTask b | needs reason? Form | gives reason Form
         UserTask c opaque
         Call d | calls q all in
         Call e | calls =next dynamic all out in order as o | needs next Form | needs order Form
         ReceiveTask g | message m \"paid\" | needs orderId Form
         ScriptTask h | needs a Form | needs b Form | gives c Form",
    );
}

#[test]
fn jbpm_settings_are_no_needs() {
    check_process(
        "<property id='order' itemSubjectRef='_o'/><userTask id='a'>
           <extensionElements><drools:onEntry-script scriptFormat='java'><drools:script>kcontext.setVariable(\"seen\", true);</drools:script></drools:onEntry-script></extensionElements>
           <ioSpecification><dataInput id='t' name='TaskName'/><dataInput id='g' name='GroupId'/><dataInput id='s' name='Skippable'/><dataInput id='o' name='OrderIn'/>
             <inputSet><dataInputRefs>t</dataInputRefs><dataInputRefs>g</dataInputRefs><dataInputRefs>s</dataInputRefs><dataInputRefs>o</dataInputRefs></inputSet></ioSpecification>
           <dataInputAssociation><targetRef>t</targetRef><assignment><from>Check</from><to>t</to></assignment></dataInputAssociation>
           <dataInputAssociation><targetRef>g</targetRef><assignment><from>sales</from><to>g</to></assignment></dataInputAssociation>
           <dataInputAssociation><sourceRef>order</sourceRef><targetRef>o</targetRef></dataInputAssociation></userTask>",
        "UserTask a opaque | by sales | needs order IoSpecification | gives seen Form",
    );
}

#[test]
fn data_objects_with_values_are_given() {
    check(
        "<process id='p'><dataObject id='d' name='limit' itemSubjectRef='xsd:int'><extensionElements><activiti:value>5</activiti:value></extensionElements></dataObject>
         <task id='a' activiti:skipExpression='${limit > 3}'/></process>",
        "process p | given limit Form\nTask a | needs limit Form",
    );
}

#[test]
fn what_says_nothing_is_counted() {
    check_process(
        "<task id='a'><extensionElements><camunda:list><camunda:value/></camunda:list><x:colour/><x:colour/></extensionElements></task><monitoring/>",
        "Task a\nnote extension-not-read\nnote foreign-extension\nnote element-not-read",
    );
}

#[test]
fn what_one_instance_sets_stays_its_own_or_may_be_missing() {
    check_process(
        "<serviceTask id='a'><extensionElements><zeebe:ioMapping><zeebe:output source='=shelf' target='place'/><zeebe:output source='=x' target='last'/></zeebe:ioMapping></extensionElements>
           <multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection='=lines' inputElement='line' outputCollection='places' outputElement='=place'/></extensionElements></multiInstanceLoopCharacteristics></serviceTask>",
        "ServiceTask a Each { sequential: false, surely: false } | needs lines Form | gives places Form | gives last? Form",
    );
}

#[test]
fn mappings_see_those_before_them() {
    check_process(
        "<serviceTask id='a'><extensionElements><zeebe:ioMapping><zeebe:input source='=order' target='o'/><zeebe:input source='=o.total + tax' target='sum'/></zeebe:ioMapping></extensionElements></serviceTask>",
        "ServiceTask a | needs order Form | needs tax Form",
    );
}

#[test]
fn connectors_say_what_becomes_of_their_result() {
    check_process(
        "<serviceTask id='a'><extensionElements><zeebe:taskDefinition type='io.http'/><zeebe:taskHeaders><zeebe:header key='resultVariable' value='answer'/>
           <zeebe:header key='resultExpression' value='={price: response.body.price, \"stock\": 1}'/><zeebe:header key='other' value='x'/></zeebe:taskHeaders></extensionElements></serviceTask>",
        "ServiceTask a opaque | gives answer Form | gives price Form | gives stock Form",
    );
}

#[test]
fn listeners_set_variables_on_the_way() {
    check(
        "<process id='p'><extensionElements><camunda:executionListener event='start' expression='${execution.setVariable(\"begun\", 1)}'/></extensionElements>
         <userTask id='a'><extensionElements><camunda:taskListener event='complete'><camunda:script scriptFormat='javascript'>task.setVariable('seen', amount + rate)</camunda:script></camunda:taskListener>
           <camunda:formData><camunda:formField id='amount'/></camunda:formData></extensionElements></userTask><task id='b'/>
         <sequenceFlow id='f' sourceRef='a' targetRef='b'><extensionElements><camunda:executionListener event='take' expression=\"${execution.setVariable('way', 1)}\"/></extensionElements></sequenceFlow></process>",
        "process p | given begun Form
         UserTask a opaque | needs amount? Form | needs rate Form | gives amount Form | gives seen Form | gives way Form
         Task b\nflow f a -> b",
    );
}

#[test]
fn caught_errors_set_their_variables() {
    check_process(
        "<task id='t'/><boundaryEvent id='b' attachedToRef='t'><errorEventDefinition flowable:errorVariableName='declined'/></boundaryEvent>",
        "Task t\nBoundary b on t interrupting | Error | gives declined Form",
    );
}

#[test]
fn answers_are_no_names() {
    check_process(
        "<dataObject id='o' name='Order'/><task id='a'/><sequenceFlow id='f' sourceRef='a' targetRef='a'><conditionExpression>=no</conditionExpression></sequenceFlow>
         <sequenceFlow id='g' name='Approved' sourceRef='a' targetRef='a'><conditionExpression>=approved</conditionExpression></sequenceFlow>
         <sequenceFlow id='h' sourceRef='a' targetRef='a'><conditionExpression language='http://www.w3.org/1999/XPath'>getDataObject('Order') = getDataObject('other')</conditionExpression></sequenceFlow>",
        "Task a\nflow f a -> a if `=no`\nflow g \"Approved\" a -> a if `=approved`
         flow h a -> a if `getDataObject('Order') = getDataObject('other')` | reads Order DataObject",
    );
}

#[test]
fn templates_read_what_they_insert() {
    check_process(
        "<serviceTask id='a'><extensionElements><camunda:inputOutput><camunda:inputParameter name='body'><camunda:script scriptFormat='freemarker'>&lt;soap:Body>${order.id} of us&lt;/soap:Body></camunda:script></camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>",
        "ServiceTask a | needs order Form",
    );
}

#[test]
fn a_task_without_a_form_may_hand_back_anything() {
    check(
        "<process id='p' isExecutable='true'><userTask id='a'/><userTask id='b'><extensionElements><camunda:formData><camunda:formField id='x'/></camunda:formData></extensionElements></userTask>
           <userTask id='c'><ioSpecification><dataOutput id='o' name='Price'/><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification></userTask></process>
         <process id='q'><userTask id='d'/></process>",
        "process p\nprocess q\nUserTask a opaque\nUserTask b | needs x? Form | gives x Form\nUserTask c | gives Price? Form\nUserTask d",
    );
}

/// Compares what tools wrote about the first step of a process.
#[track_caller]
fn check_attributes(step: &str, expected: &[(&str, &str)]) {
    const OTHERS: &str =
        "xmlns:signavio='http://www.signavio.com' xmlns:bizagi='http://www.bizagi.com/bpmn20'";
    let head = super::HEAD.replace("xmlns:x=", &format!("{OTHERS} xmlns:x="));
    let (result, notes) = super::read(&format!("{head}<process id='p'>{step}</process></definitions>"));
    let model = result.unwrap();
    let attributes = model.steps.rows().next().unwrap().attributes.iter();
    let found: Vec<_> = attributes.map(|one| (one.name.as_str(), one.value.as_str())).collect();
    assert_eq!(found, expected);
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn what_engines_write_about_a_step_is_kept() {
    check_attributes(
        "<userTask id='a' camunda:priority='50' camunda:assignee='demo' x:colour='red'><extensionElements>
           <camunda:properties><camunda:property name='sla' value=' 2 days '/><camunda:property name='none' value=''/></camunda:properties>
           <camunda:formData><camunda:formField id='f'><camunda:properties><camunda:property id='p' value='v'/></camunda:properties></camunda:formField></camunda:formData>
         </extensionElements></userTask>",
        &[("camunda:priority", "50"), ("camunda:assignee", "demo"), ("x:colour", "red"), ("sla", "2 days")],
    );
    check_attributes(
        "<serviceTask id='a' zeebe:modelerTemplate='mail'><extensionElements>
           <zeebe:taskHeaders><zeebe:header key='channel' value='e-mail'/></zeebe:taskHeaders>
           <zeebe:properties><zeebe:property name='owner' value='Sales'/></zeebe:properties>
         </extensionElements></serviceTask>",
        &[("zeebe:modelerTemplate", "mail"), ("channel", "e-mail"), ("owner", "Sales")],
    );
    check_attributes(
        "<serviceTask id='a' flowable:async='true'><extensionElements>
           <flowable:field name='to'><flowable:string>the customer</flowable:string></flowable:field>
           <flowable:field name='from' stringValue='us'/>
         </extensionElements></serviceTask>",
        &[("flowable:async", "true"), ("to", "the customer"), ("from", "us")],
    );
}

#[test]
fn what_drawing_tools_write_about_a_step_is_kept() {
    check_attributes(
        "<task id='a'><extensionElements><signavio:signavioMetaData metaKey='risk' metaValue='high'/></extensionElements></task>",
        &[("risk", "high")],
    );
    check_attributes(
        "<task id='a'><extensionElements><bizagi:BizagiExtensions xmlns='http://www.bizagi.com/bpmn20'><BizagiProperties>
           <BizagiProperty name='runtimeProperties' value='{}'/></BizagiProperties></bizagi:BizagiExtensions></extensionElements></task>",
        &[("runtimeProperties", "{}")],
    );
    check_attributes(
        "<task id='a'><extensionElements><drools:metaData name='cost'><drools:metaValue><![CDATA[12 Euro]]></drools:metaValue></drools:metaData></extensionElements></task>",
        &[("cost", "12 Euro")],
    );
    check_attributes(
        "<userTask id='a'><extensionElements><zeebe:taskSchedule dueDate='=now() + duration(&quot;P2D&quot;)'/></extensionElements></userTask>",
        &[("zeebe:dueDate", "=now() + duration(\"P2D\")")],
    );
}

#[test]
fn what_tools_write_about_a_step_is_bounded() {
    let long = "x".repeat(2_000);
    let property = |value: &str| format!("<camunda:property name='n' value='{value}'/>");
    let text = property(&long) + &property("v").repeat(70);
    let step = format!(
        "<task id='a'><extensionElements><camunda:properties>{text}</camunda:properties></extensionElements></task>"
    );
    let (result, notes) =
        super::read(&format!("{}<process id='p'>{step}</process></definitions>", super::HEAD));
    assert_eq!(result.unwrap().steps.rows().next().unwrap().attributes.len(), 64);
    let [note] = &notes[..] else { panic!("{notes:?}") };
    assert_eq!(note.say(handoff_model::Language::English, &|_, _| None), "7 × property left out");
}
