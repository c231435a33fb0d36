//! Broken exports: what is repaired, noted and refused.

use super::{HEAD, check, check_process, check_text, read};

#[test]
fn ids() {
    check_process(
        "<task id='a'/>\n<task id='a'/><task/><sequenceFlow id='f' sourceRef='a' targetRef='a'/>",
        "Task a\nTask a@7:1\nTask task@7:15\nflow f a -> a\nnote duplicate-id\nnote missing-id",
    );
}

#[test]
fn references_that_lead_nowhere() {
    check_process(
        "<task id='a'/><boundaryEvent id='b' attachedToRef='gone'/><sequenceFlow id='f' sourceRef='a' targetRef='gone'/><sequenceFlow id='g' sourceRef='a'/>
         <dataObjectReference id='r' name='Order' dataObjectRef='gone'/>
         <laneSet><lane id='l'><flowNodeRef>gone</flowNodeRef><flowNodeRef/></lane></laneSet>",
        "lane l\nTask a loose\nBoundary b interrupting
         note boundary-unattached\nnote dangling-reference\nnote dangling-reference\nnote flow-without-end\nnote dangling-reference\nnote dangling-reference",
    );
}

#[test]
fn flows_where_they_cannot_be() {
    check(
        "<collaboration><participant id='a' processRef='p'/><participant id='b' processRef='q'/>
           <messageFlow id='m' sourceRef='t' targetRef='q'/><messageFlow id='n' sourceRef='t' targetRef='l'/></collaboration>
         <process id='p'><laneSet><lane id='l'><flowNodeRef>t</flowNodeRef></lane></laneSet><task id='t'/><sequenceFlow id='f' sourceRef='t' targetRef='u'/></process>
         <process id='q'><task id='u'/></process>",
        "pool a = p\npool b = q\nprocess p\nprocess q\nlane l\nTask t lane l\nTask u\nflow f t -> u
         message-flow m t ~> pool b\nmessage-flow n t ~> pool a
         note message-end-moved\nnote message-end-moved\nnote message-inside-pool\nnote flow-across-pools",
    );
}

#[test]
fn empty_associations() {
    check_process(
        "<task id='a'><dataInputAssociation/><dataOutputAssociation><targetRef/></dataOutputAssociation></task>",
        "Task a\nnote empty-association\nnote empty-association",
    );
}

#[test]
fn lost_namespaces() {
    check_text(
        "<bpmn:definitions><bpmn:process id='p'><bpmn:task id='t' camunda:candidateGroups='x'/></bpmn:process></bpmn:definitions>",
        "process p\nTask t | by x\nnote unbound-prefix\nnote unbound-prefix",
    );
    check_text(
        "<definitions><process id='p'><task id='t'/></process></definitions>",
        "process p\nTask t\nnote unbound-prefix",
    );
    check_text(
        "<definitions><message id='m' name='M'/><process id='p'><property id='v'/><receiveTask id='t' messageRef='m'/></process></definitions>",
        "process p\nReceiveTask t | message m \"M\"\nnote unbound-prefix",
    );
    check("<process xmlns='' id='p'><task id='t'/></process>", "process p\nTask t\nnote unbound-prefix");
    check_text(
        "<definitions xmlns='http://schema.omg.org/spec/BPMN/2.0'><process id='p'/></definitions>",
        "process p\nnote old-namespace",
    );
}

#[test]
fn entities_are_never_expanded() {
    let text =
        HEAD.replace("<definitions", "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><definitions");
    check_text(
        &format!(
            "{text}<process id='p'><task id='t' name='&b; &nbsp;&amp;&#65;&#x;'/><textAnnotation><text>&b; &gt;</text></textAnnotation></process></definitions>"
        ),
        "process p\nTask t \"&b; &A&#x;\"\nannotation `&b; >` on\nnote doctype-ignored\nnote html-entity\nnote undefined-entity\nnote undefined-entity",
    );
}

#[test]
fn odd_attributes_and_characters() {
    check_process(
        "<task id='a' name=x name='x'/><task id='b'name='\u{1}z'/>",
        "Task a \"x\"\nTask b \"\u{1}z\"\nnote duplicate-attribute\nnote malformed-attribute\nnote malformed-attribute\nnote control-character",
    );
    check_process(
        "<task id='a' name='R&D < 5 & more'><documentation>A & B</documentation></task>",
        "Task a \"R&D < 5 & more\" | says `A & B`\nnote unescaped-character\nnote unescaped-character",
    );
}

#[test]
fn damage_behind_the_processes_is_repaired() {
    let whole = format!("{HEAD}<process id='p'><task id='t'/></process>");
    check_text(
        &format!("{whole}<bpmndi:BPMNDiagram><bpmndi:BPMNPlane><bpmndi:BPMN"),
        "process p\nTask t\nnote truncated",
    );
    check_text(
        &format!("{whole}<bpmndi:BPMNDiagram><bpmndi:BPMNPlane></a></b></bpmndi:BPMNPlane>"),
        "process p\nTask t\nnote malformed-xml",
    );
    check_text(&format!("{whole}</defin"), "process p\nTask t\nnote truncated");
    check_text(&format!("{whole}</definition>\n"), "process p\nTask t\nnote malformed-xml");
    check_text(
        &format!("{whole}</definitions> rest\0"),
        "process p\nTask t\nnote trailing-content\nnote control-character",
    );
    check_text(&format!("Saved today\n{whole}</definitions>"), "process p\nTask t\nnote leading-content");
}

/// Whoever reads on would have to guess what was meant.
#[test]
fn what_can_be_mended_in_more_than_one_way_is_refused() {
    #[track_caller]
    fn refused(inside: &str, expected: &str) {
        let (result, _) = read(&format!("{HEAD}<process id='p'>\n{inside}</process></definitions>"));
        assert_eq!(
            result.map_err(|refusal| format!(
                "{}: {}",
                refusal.span.line,
                refusal.reason(handoff_model::Language::English)
            )),
            Err(expected.to_owned())
        );
    }
    let torn = |cause: &str| format!("7: a tag is no well-formed XML: {cause}");
    refused(
        "<task id='a' name='x' name='y'/>",
        &torn("the attribute `name` comes twice with different values"),
    );
    refused("<task id='a' broken/>", &torn("`broken` stands where an attribute is due"));
    refused("<task id='a' name=x'y'/>", &torn("the value of `name` is not in quotes"));
    refused("<task id='a' name='say 'yes' now'/>", &torn("`yes` stands where an attribute is due"));
    refused("<task id='a' name='A/>\n<task id='b' name='B/>", &torn("`b` stands where an attribute is due"));
    refused("<documentation>a < b</documentation>", "7: `<` stands where neither a tag begins nor ends");
    refused("<task id='a'/>\0<task id='b'/>", "7: it holds NUL bytes, which no text does");
    refused("<?xml version='1.0'?><definitions/>", "7: a second document begins here, or a part of one");
    refused("</process>", "7: the XML breaks off: </process> stands where </definitions> is due");
    refused(
        "<task id='a'/>\n=======\n<task id='b'/>",
        "8: a merge is not resolved: here begins a conflict between two versions",
    );
    refused(
        "<task id='a'/>\\n",
        "0: the export stands here as the text of a table, of JSON or of a program: a quote stands as `\\\"` or twice, or an end of a line as `\\n`",
    );
    let whole = format!("{HEAD}<process id='p'><task id='t'/></process>");
    for rest in ["", "<mess", "</definitions>\n<definitions>", "</a><process id='q'/></definitions>"] {
        let (result, _) = read(&format!("{whole}{rest}"));
        assert!(result.is_err(), "{rest}");
    }
}

#[test]
fn half_a_process_is_refused() {
    check_text(
        &format!("{HEAD}<process id='p'><task id='t'/>\n<task id='u' na"),
        "refused 7:1 the XML breaks off: syntax error: tag not closed: `>` not found before end of input",
    );
    check_text(
        &format!("{HEAD}<process id='p'>\n<task id='t'></process></definitions>"),
        "refused 7:14 the XML breaks off: </process> stands where </task> is due",
    );
}

#[test]
fn nothing_to_read_is_refused() {
    check_text("", "refused 0:0 it holds no XML element");
    check("", "refused 1:1 it defines no process, no pool and no data");
}

#[test]
fn fragments_are_read() {
    let root =
        "<subProcess xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id='s'><task id='t'/></subProcess>";
    check_text(root, "process process@1:1\nSubProcess s\nTask t in s\nnote fragment");
}

#[test]
fn choreographies_are_named() {
    check(
        "<choreography><participant id='a' name='A'/><choreographyTask id='x'/></choreography>",
        "pool a \"A\"\nnote not-read",
    );
}

/// What would take minutes if anything were quadratic or recursive.
#[test]
fn hostile_texts_are_quick() {
    let deep = format!("{HEAD}{}", "<process>".repeat(200_000));
    assert!(read(&deep).0.unwrap_err().reason(handoff_model::Language::English).contains("deep"));
    let wide = format!(
        "{HEAD}<process {}/></definitions>",
        (0..50_000).fold(String::new(), |all, n| all + "a" + &n.to_string() + "='' ")
    );
    assert!(read(&wide).0.unwrap_err().reason(handoff_model::Language::English).contains("attributes"));
    let same = format!("{HEAD}<process id='p'>{}</process></definitions>", "<task id='a'/>".repeat(100_000));
    let (model, notes) = read(&same);
    assert_eq!(model.unwrap().steps.len(), 100_000);
    assert!(notes.len() < 50);
    let nested = format!(
        "{HEAD}<process id='p'>{}{}</process></definitions>",
        "<subProcess>".repeat(60),
        "</subProcess>".repeat(60)
    );
    assert_eq!(read(&nested).0.unwrap().steps.len(), 60);
    let one_line = format!(
        "{HEAD}<process id='p'><task id='t' name='{}'/></process></definitions>",
        "&amp;".repeat(1_000_000)
    );
    assert_eq!(read(&one_line).0.unwrap().steps.rows().next().unwrap().name.len(), 1_000_000);
    let tail = format!("{HEAD}<process id='p'/>{}", "<bpmndi:BPMNDiagram>".repeat(50_000));
    read(&tail).0.unwrap_err();
    let state = "s".repeat(1_000_000);
    let states = format!(
        "{HEAD}<process id='p'><dataObject id='o' name='Order [{state}]'/>{}</process></definitions>",
        "<task><dataInputAssociation><sourceRef>o</sourceRef></dataInputAssociation></task>".repeat(10_000)
    );
    let model = read(&states).0.unwrap();
    assert!(
        model.steps.rows().all(|step| step.reads[0].state.as_ref().is_some_and(|state| state.len() < 2_000))
    );
    let shared = format!(
        "{HEAD}<timerEventDefinition id='d'><timeDuration>{state}</timeDuration></timerEventDefinition><process id='p'>{}</process></definitions>",
        "<endEvent><eventDefinitionRef>d</eventDefinitionRef></endEvent>".repeat(10_000)
    );
    let (model, notes) = read(&shared);
    assert_eq!(model.unwrap().steps.len(), 10_000);
    assert!(notes.iter().any(|note| note.code.name == "shared-too-often"));
}
