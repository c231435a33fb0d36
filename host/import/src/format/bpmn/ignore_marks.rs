//! What whoever drew an export asks to leave out: marks in the documentation of any element, and in annotations that a line joins
//! to one.

use handoff_model::IgnoreMark;
use memchr::memmem;
use rustc_hash::FxHashMap;

use super::element::Element;
use super::namespace::{Ns, local_name};

/// Lists the marks below the root of a text, in file order.
pub(super) fn list(text: &str, root: Element<'_>) -> Vec<IgnoreMark> {
    if memmem::find(text.as_bytes(), IgnoreMark::WORD.as_bytes()).is_none() {
        return Vec::new();
    }
    let elements = || root.descendants().filter(|node| node.space() == Ns::Bpmn);
    let mut joined: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in elements().filter(|node| node.local() == "association") {
        let ends = [line.attribute("sourceRef"), line.attribute("targetRef")];
        if let [Some(source), Some(target)] = ends.map(|end| end.map(local_name)) {
            joined.entry(source).or_default().push(target);
            joined.entry(target).or_default().push(source);
        }
    }
    let mut marks = Vec::new();
    for node in elements() {
        let id = node.attribute("id").map(local_name);
        for said in node.children().filter(|child| child.space() == Ns::Bpmn) {
            match said.local() {
                "documentation" if node.local() != "textAnnotation" => {
                    marks.extend(IgnoreMark::list(&said.whole_text(), id, said.span()));
                }
                "text" if node.local() == "textAnnotation" => {
                    let ends = id.and_then(|id| joined.get(id)).map_or(&[][..], Vec::as_slice);
                    let ends = ends.iter().copied().map(Some);
                    // One that is joined to nothing is told: whoever wrote it relies on it.
                    let alone = (ends.len() == 0).then_some(None);
                    for end in ends.chain(alone) {
                        marks.extend(IgnoreMark::list(&said.whole_text(), end, node.span()));
                    }
                }
                _ => {}
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::super::read;

    #[track_caller]
    fn check(inside: &str, expected: &[(Option<&str>, &str)]) {
        let head = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>";
        let text = format!("{head}<process id='p'><task id='a'/>{inside}</process></definitions>");
        let (model, _) = read(&text, false, &mut Vec::new()).unwrap();
        let marks: Vec<_> =
            model.ignore_marks.iter().map(|mark| (mark.element.as_deref(), mark.text.as_str())).collect();
        assert_eq!(marks, expected, "{inside}");
    }

    #[test]
    fn documentation_of_any_element_may_hold_marks() {
        check("<task id='b'><documentation>Rings.</documentation></task>", &[]);
        check(
            "<task id='b'><documentation>Rings. handoff-ignore x/y: by phone</documentation></task>
             <sequenceFlow id='f' sourceRef='a' targetRef='b'><documentation>handoff-ignore x/z: soon</documentation></sequenceFlow>",
            &[(Some("b"), "x/y: by phone"), (Some("f"), "x/z: soon")],
        );
    }

    #[test]
    fn annotations_hold_them_for_what_they_are_joined_to() {
        let note = "<textAnnotation id='n'><text>handoff-ignore x/y: by phone</text></textAnnotation>";
        check(note, &[(None, "x/y: by phone")]);
        for ends in ["sourceRef='a' targetRef='n'", "sourceRef='n' targetRef='a'"] {
            check(&format!("{note}<association id='l' {ends}/>"), &[(Some("a"), "x/y: by phone")]);
        }
    }
}
