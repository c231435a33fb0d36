//! The codes of notes on BPMN exports.

use handoff_model::Code;

macro_rules! codes {
    ($($const:ident = $name:literal, $kind:ident, $description:literal;)+) => {
        $(pub(super) const $const: Code = Code {
            name: $name,
            description: $description,
            repair: codes!(@$kind),
        };)+
        /// Every code of this reader.
        pub(crate) const CODES: &[Code] = &[$($const),+];
    };
    (@repair) => { true };
    (@left_out) => { false };
}

codes! {
    TRUNCATED = "truncated", repair,
        "The file ends too early, but not before every process was complete.";
    MALFORMED = "malformed-xml", repair,
        "The XML is damaged, but not before every process was complete.";
    OLD_NAMESPACE = "old-namespace", repair,
        "The namespace is that of a draft; the file was read as BPMN 2.0.";
    FRAGMENT = "fragment", repair,
        "The file holds a part of a process without the process; it was read as if one were around it.";
    MISSING_ID = "missing-id", left_out,
        "An element has no id; one was made up from its place, which changes when the file does.";
    DUPLICATE_ID = "duplicate-id", repair,
        "Two elements have the same id; references go to the first, the second is known by its place.";
    DANGLING_REFERENCE = "dangling-reference", repair,
        "A reference leads nowhere in this file; what depends on it was left out.";
    WRONG_REFERENCE = "wrong-reference", repair,
        "A reference leads to an element of a kind that cannot stand there; what depends on it was left out.";
    FLOW_END_INFERRED = "flow-end-inferred", repair,
        "A sequence flow does not say where it starts or leads; the one step that lists it was taken.";
    FLOW_END_BY_SHAPE = "flow-end-by-shape", repair,
        "A flow does not say where it starts or leads; what its drawn arrow touches was taken.";
    FLOW_WITHOUT_END = "flow-without-end", repair,
        "A sequence flow does not say where it starts or leads, and no step tells; it was left out.";
    FLOW_ACROSS_POOLS = "flow-across-pools", repair,
        "A sequence flow crosses from one pool to another, where only a message can; it was kept as drawn.";
    MESSAGE_INSIDE_POOL = "message-inside-pool", repair,
        "A message flow stays inside one pool; it was kept as drawn.";
    MESSAGE_END_MOVED = "message-end-moved", repair,
        "A message flow ends at a process, lane or data instead of a pool or step; its pool was taken.";
    MISMATCH = "incoming-outgoing-mismatch", left_out,
        "The flows that steps list disagree with where the flows say they lead; only the flows were believed.";
    BOUNDARY_UNATTACHED = "boundary-unattached", repair,
        "A boundary event does not say which step it sits on.";
    BOUNDARY_ELSEWHERE = "boundary-elsewhere", repair,
        "A boundary event stands in another process or sub-process than its step; it was taken to lie with its step.";
    LANE_CONFLICT = "lane-conflict", repair,
        "A step is listed in two lanes of one kind; the first was taken.";
    LANE_BY_SHAPE = "lane-by-shape", repair,
        "Steps that no lane lists were put into the lane that encloses their shape.";
    LANES_TOO_MANY = "lanes-too-many", left_out,
        "There are too many lanes to look for the shapes inside each; steps that no lane lists have none.";
    POOL_BY_SHAPE = "pool-by-shape", repair,
        "A pool that names no process was given the one whose steps lie inside its shape.";
    POOLS_SWAPPED = "pools-swapped", repair,
        "Pools refer to the steps that are drawn inside each other; the shapes were believed.";
    STEP_BY_SHAPE = "step-by-shape", repair,
        "A step is drawn inside another pool than its process, and a sequence flow leads there; the shape was believed.";
    PROCESS_JOINED = "process-joined", repair,
        "Sequence flows lead between a process and one without a pool; both were read as one process.";
    UNDRAWN = "undrawn", left_out,
        "Steps without a shape, beside others that have one, are leftovers of the tool; they are read and not judged.";
    LANE_SETS = "two-lane-sets", left_out,
        "A process is divided by two sets of lanes; the lanes of one were taken for who does the work.";
    EMPTY_ASSOCIATION = "empty-association", repair,
        "A data association lacks one end; it was left out, or kept by what its parameter tells.";
    UNNAMED_PARAMETER = "unnamed-parameter", left_out,
        "Inputs or outputs without name and connection say nothing; they were left out.";
    NOT_READ = "not-read", left_out,
        "Something of BPMN that may order work, own it, or carry data or messages is not read; the check knows nothing of it.";
    STRAY_TEXT = "stray-text", repair,
        "Text stands between elements where none belongs; it was left out.";
    ELEMENT = "element-not-read", left_out,
        "Elements of BPMN that say nothing about work, its order, its owners, data or messages were left out.";
    EXTENSION = "extension-not-read", left_out,
        "Extension elements of a known engine that this reader does not know were left out.";
    NAME_CUT = "name-cut", left_out,
        "The name of an item is longer than anyone reads; its end was left out.";
    SHARED_TOO_OFTEN = "shared-too-often", left_out,
        "A form or definition is referred to too often to be read for each step; some steps may read and write more.";
    FORM_UNREADABLE = "form-unreadable", repair,
        "The text of an embedded form is no JSON; its fields are unknown.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_kebab_case_and_described() {
        let mut names: Vec<_> = CODES.iter().chain(crate::xml::CODES).map(|code| code.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        for code in CODES.iter().chain(crate::xml::CODES) {
            assert!(code.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", code.name);
            assert!(code.description.ends_with('.'), "{}", code.name);
        }
    }
}
