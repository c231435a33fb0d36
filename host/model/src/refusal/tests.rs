//! Every refusal in every language.

use super::{AccessRefusal, ForeignKind, ForeignRemedy, Refusal, RefusalKind, TextFormRefusal, XmlRefusal};
use crate::Language;

#[track_caller]
fn check(kind: impl Into<RefusalKind>, english: &str, german: &str) {
    let refusal = Refusal::of_file(kind);
    let say = |language| format!("{}; {}", refusal.reason(language), refusal.remedy(language));
    assert_eq!(say(Language::English), english);
    assert_eq!(say(Language::German), german);
}

#[test]
fn cause_and_remedy_are_in_one_language() {
    check(
        RefusalKind::Foreign(ForeignKind::Dmn, ForeignRemedy::Export),
        "this is a DMN decision model, not a BPMN process; export the process as BPMN 2.0 XML",
        "das ist ein DMN-Entscheidungsmodell, kein BPMN-Prozess; den Prozess als BPMN 2.0 XML exportieren",
    );
    check(
        AccessRefusal::Folder,
        "it is a folder; name the files in it",
        "das ist ein Ordner; die Dateien darin nennen",
    );
    check(
        XmlRefusal::Unquoted("id".to_owned()),
        "a tag is no well-formed XML: the value of `id` is not in quotes; export it again, or mend this tag by hand",
        "ein Tag ist kein wohlgeformtes XML: der Wert von `id` steht nicht in Anführungszeichen; erneut exportieren oder \
         dieses Tag von Hand berichtigen",
    );
    check(
        TextFormRefusal::Unknown { name: "Ship".to_owned(), near: Some("Shop".to_owned()) },
        "no step or pool is called `Ship`; did you mean `Shop`?",
        "kein Schritt oder Pool heißt `Ship`; ist `Shop` gemeint?",
    );
}

#[test]
fn what_was_only_met_may_be_left_out() {
    let refusal = Refusal { is_met: true, ..Refusal::of_file(RefusalKind::Empty) };
    let english = "export it again and look at its size; or leave the file out by `exclude` in handoff.toml";
    assert_eq!(refusal.remedy(Language::English), english);
    let german = "erneut exportieren und auf die Größe achten; oder die Datei durch `exclude` in handoff.toml weglassen";
    assert_eq!(refusal.remedy(Language::German), german);
}
