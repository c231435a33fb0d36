//! The codes of notes on BPMN exports.

use handoff_model::{DiagnosticCode, LocalizedText};

macro_rules! codes {
    ($($const:ident = $name:literal, $kind:ident, $en:literal, $de:literal;)+) => {
        $(pub(super) const $const: DiagnosticCode = DiagnosticCode {
            name: $name,
            description: LocalizedText { en: $en, de: $de },
            repair: codes!(@$kind),
        };)+
        /// Every code of this reader.
        pub(crate) const CODES: &[DiagnosticCode] = &[$($const),+];
    };
    (@repair) => { true };
    (@left_out) => { false };
}

codes! {
    TRUNCATED = "truncated", repair,
        "The file ends too early, but not before every process was complete.",
        "Die Datei endet zu früh, aber nicht, bevor jeder Prozess vollständig war.";
    MALFORMED = "malformed-xml", repair,
        "The XML is damaged, but not before every process was complete.",
        "Das XML ist beschädigt, aber nicht, bevor jeder Prozess vollständig war.";
    OLD_NAMESPACE = "old-namespace", repair,
        "The namespace is that of a draft; the file was read as BPMN 2.0.",
        "Der Namensraum ist der eines Entwurfs; die Datei wurde als BPMN 2.0 gelesen.";
    FRAGMENT = "fragment", repair,
        "The file holds a part of a process without the process; it was read as if one were around it.",
        "Die Datei enthält einen Teil eines Prozesses ohne den Prozess; sie wurde gelesen, als läge einer darum.";
    MISSING_ID = "missing-id", left_out,
        "An element has no id; one was made up from its place, which changes when the file does.",
        "Ein Element hat keine Id; eine wurde aus seiner Stelle gebildet, die sich mit der Datei ändert.";
    DUPLICATE_ID = "duplicate-id", repair,
        "Two elements have the same id; references go to the first, the second is known by its place.",
        "Zwei Elemente haben dieselbe Id; Verweise gelten dem ersten, das zweite ist über seine Stelle bezeichnet.";
    DANGLING_REFERENCE = "dangling-reference", repair,
        "A reference leads nowhere in this file; what depends on it was left out.",
        "Ein Verweis führt in dieser Datei ins Leere; was davon abhängt, wurde weggelassen.";
    WRONG_REFERENCE = "wrong-reference", repair,
        "A reference leads to an element of a kind that cannot stand there; what depends on it was left out.",
        "Ein Verweis führt zu einem Element, das dort nicht stehen kann; was davon abhängt, wurde weggelassen.";
    FLOW_END_INFERRED = "flow-end-inferred", repair,
        "A sequence flow does not say where it starts or leads; the one step that lists it was taken.",
        "Ein Sequenzfluss sagt nicht, wo er beginnt oder wohin er führt; der eine Schritt, der ihn aufführt, wurde angenommen.";
    FLOW_END_BY_SHAPE = "flow-end-by-shape", repair,
        "A flow does not say where it starts or leads; what its drawn arrow touches was taken.",
        "Ein Fluss sagt nicht, wo er beginnt oder wohin er führt; was sein gezeichneter Pfeil berührt, wurde angenommen.";
    FLOW_WITHOUT_END = "flow-without-end", repair,
        "A sequence flow does not say where it starts or leads, and no step tells; it was left out.",
        "Ein Fluss sagt nicht, wo er beginnt oder wohin er führt, und kein Schritt verrät es; er wurde weggelassen.";
    FLOW_ACROSS_POOLS = "flow-across-pools", repair,
        "A sequence flow crosses from one pool to another, where only a message can; it was kept as drawn.",
        "Ein Sequenzfluss führt von einem Pool in einen anderen, was nur eine Nachricht kann; er blieb, wie er gezeichnet ist.";
    MESSAGE_INSIDE_POOL = "message-inside-pool", repair,
        "A message flow stays inside one pool; it was kept as drawn.",
        "Ein Nachrichtenfluss bleibt innerhalb eines Pools; er blieb, wie er gezeichnet ist.";
    MESSAGE_END_MOVED = "message-end-moved", repair,
        "A message flow ends at a process, lane or data instead of a pool or step; its pool was taken.",
        "Ein Nachrichtenfluss endet an Prozess, Lane oder Daten statt an Pool oder Schritt; dessen Pool wurde angenommen.";
    MISMATCH = "incoming-outgoing-mismatch", left_out,
        "The flows that steps list disagree with where the flows say they lead; only the flows were believed.",
        "Die Flüsse, die Schritte aufführen, widersprechen dem, was die Flüsse selbst sagen; nur die Flüsse gelten.";
    BOUNDARY_UNATTACHED = "boundary-unattached", repair,
        "A boundary event does not say which step it sits on.",
        "Ein angeheftetes Ereignis sagt nicht, an welchem Schritt es sitzt.";
    BOUNDARY_ELSEWHERE = "boundary-elsewhere", repair,
        "A boundary event stands in another process or sub-process than its step; it was taken to lie with its step.",
        "Ein angeheftetes Ereignis steht in einem anderen Prozess oder Teilprozess als sein Schritt; es wurde zu diesem gerechnet.";
    LANE_CONFLICT = "lane-conflict", repair,
        "A step is listed in two lanes of one kind; the first was taken.",
        "Ein Schritt ist in zwei Lanes einer Art aufgeführt; die erste gilt.";
    LANE_BY_SHAPE = "lane-by-shape", repair,
        "Steps that no lane lists were put into the lane that encloses their shape.",
        "Schritte, die keine Lane aufführt, wurden in die Lane gelegt, die um ihre Form herum liegt.";
    LANES_TOO_MANY = "lanes-too-many", left_out,
        "There are too many lanes to look for the shapes inside each; steps that no lane lists have none.",
        "Es sind zu viele Lanes, um in jeder nach Formen zu suchen; Schritte, die keine Lane aufführt, haben keine.";
    POOL_BY_SHAPE = "pool-by-shape", repair,
        "A pool that names no process was given the one whose steps lie inside its shape.",
        "Ein Pool, der keinen Prozess nennt, bekam den, dessen Schritte innerhalb seiner Form liegen.";
    POOLS_SWAPPED = "pools-swapped", repair,
        "Pools refer to the steps that are drawn inside each other; the shapes were believed.",
        "Pools verweisen auf die Schritte, die im jeweils anderen gezeichnet sind; die Formen gelten.";
    STEP_BY_SHAPE = "step-by-shape", repair,
        "A step is drawn inside another pool than its process, and a sequence flow leads there; the shape was believed.",
        "Ein Schritt ist in einem anderen Pool gezeichnet als sein Prozess, und ein Sequenzfluss führt dorthin; die Form gilt.";
    PROCESS_JOINED = "process-joined", repair,
        "Sequence flows lead between a process and one without a pool; both were read as one process.",
        "Sequenzflüsse verbinden einen Prozess mit einem ohne Pool; beide wurden als ein Prozess gelesen.";
    UNDRAWN = "undrawn", left_out,
        "Steps without a shape, beside others that have one, are leftovers of the tool; they are read and not judged.",
        "Schritte ohne Form neben anderen, die eine haben, hat das Werkzeug übrig gelassen; sie werden gelesen und nicht beurteilt.";
    LANE_SETS = "two-lane-sets", left_out,
        "A process is divided by two sets of lanes; the lanes of one were taken for who does the work.",
        "Zwei Sätze von Lanes teilen einen Prozess auf; die Lanes des einen sagen, wer die Arbeit tut.";
    EMPTY_ASSOCIATION = "empty-association", repair,
        "A data association lacks one end; it was left out, or kept by what its parameter tells.",
        "Einer Daten-Assoziation fehlt ein Ende; sie wurde weggelassen, oder ihr Parameter sagt, was sie meint.";
    UNNAMED_PARAMETER = "unnamed-parameter", left_out,
        "Inputs or outputs without name and connection say nothing; they were left out.",
        "Ein- oder Ausgaben ohne Namen und Verbindung besagen nichts; sie wurden weggelassen.";
    NOT_READ = "not-read", left_out,
        "Something of BPMN that may order work, own it, or carry data or messages is not read; the check knows nothing of it.",
        "Etwas aus BPMN, das Arbeit ordnen, zuordnen oder Daten und Nachrichten tragen kann, wird nicht gelesen; die Prüfung weiß nichts davon.";
    STRAY_TEXT = "stray-text", repair,
        "Text stands between elements where none belongs; it was left out.",
        "Text steht zwischen Elementen, wo keiner hingehört; er wurde weggelassen.";
    ELEMENT = "element-not-read", left_out,
        "Elements of BPMN that say nothing about work, its order, its owners, data or messages were left out.",
        "Elemente aus BPMN, die nichts über Arbeit, Reihenfolge, Zuständigkeit, Daten oder Nachrichten sagen, wurden weggelassen.";
    EXTENSION = "extension-not-read", left_out,
        "Extension elements of a known engine that this reader does not know were left out.",
        "Zusätze einer bekannten Engine, die hier nicht gelesen werden, wurden weggelassen.";
    NAME_CUT = "name-cut", left_out,
        "The name of an item is longer than anyone reads; its end was left out.",
        "Der Name eines Inhalts ist länger, als jemand liest; sein Ende wurde weggelassen.";
    SHARED_TOO_OFTEN = "shared-too-often", left_out,
        "A form or definition is referred to too often to be read for each step; some steps may read and write more.",
        "Auf ein Formular oder eine Festlegung wird zu oft verwiesen, um sie für jeden Schritt zu lesen; einige lesen und schreiben vielleicht mehr.";
    FORM_UNREADABLE = "form-unreadable", repair,
        "The text of an embedded form is no JSON; its fields are unknown.",
        "Der Text eines eingebetteten Formulars ist kein JSON; seine Felder sind unbekannt.";
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
            assert!(code.description.en.ends_with('.'), "{}", code.name);
        }
    }
}
