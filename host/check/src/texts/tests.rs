//! A German report of everything that can be refused holds no English sentence.

use std::sync::Arc;

use handoff_finding::PluginIdentity;
use handoff_machine::MemorySystem;
use handoff_model::Language;
use handoff_sandbox::{Blame, FailureCause, Phase};

use crate::config::{Config, ConfigFile};
use crate::inputs::InputList;
use crate::plugin_failure::{FailureDescription, PartMention};
use crate::texts::HostTexts;

/// Words that stand in most English sentences and in no German one.
const ENGLISH: [&str; 28] = [
    "the", "is", "of", "and", "it", "this", "or", "no", "not", "with", "has", "from", "as", "that", "by",
    "than", "more", "write", "export", "file", "into", "stands", "there", "read", "what", "for", "be", "on",
];

/// What each file holds is refused for another reason.
const REFUSED: [(&str, &str); 33] = [
    ("empty.bpmn", ""),
    ("zero.bpmn", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>a\0b</definitions>"),
    ("half.bpmn", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='a'>"),
    ("nothing.bpmn", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>"),
    ("twice.bpmn", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id='a' id='b'/>"),
    ("quotes.bpmn", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id=a'/>"),
    ("bracket.bpmn", "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>1 < 2</definitions>"),
    ("dmn.bpmn", "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'/>"),
    ("xpdl.bpmn", "<Package xmlns='http://www.wfmc.org/2008/XPDL2.1'/>"),
    ("escaped.bpmn", "&lt;definitions/&gt;"),
    ("packed.bpmn", "PD94bWwgdmVyc2lvbj0iMS4wIj8+"),
    ("merge.bpmn", "<a>\n<<<<<<< A\n<b/>\n=======\n<c/>\n>>>>>>> B\n</a>"),
    ("patch.bpmn", "--- a\n+++ b\n@@ -1 +1 @@\n-<a/>"),
    ("pdf.bpmn", "%PDF-1.4"),
    ("text.bpmn", "Guten Tag"),
    ("root.bpmn", "<notiz/>"),
    ("json.bpmn", "{}"),
    ("a.handoff", "tsak A"),
    ("b.handoff", "task A | needz B"),
    ("c.handoff", "pool P | x"),
    ("d.handoff", "process P | y"),
    ("e.handoff", "lane "),
    ("f.handoff", "task A -> "),
    ("g.handoff", "sub A {"),
    ("h.handoff", "}"),
    ("i.handoff", "task A {"),
    ("j.handoff", "boundary A"),
    ("k.handoff", "task A | needs a>b"),
    ("l.handoff", "task A | calls B"),
    ("m.handoff", "task A | timer PT2H"),
    ("n.handoff", "pool P\npool Q\nP -> Q"),
    ("o.handoff", "handoff text 9"),
    ("p.handoff", "task A\nA -> B"),
];

/// Returns the English words of a text, without what is quoted: names, paths and snippets are of no language.
fn english(text: &str) -> Vec<String> {
    let own: String = text.split('`').step_by(2).collect();
    let own = own.replace("BPMN 2.0 XML", "");
    let words = own.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned);
    words.filter(|word| ENGLISH.contains(&word.as_str())).collect()
}

/// Checks the findings of one configuration in both languages: as many, and each said otherwise.
#[track_caller]
fn check(system: &MemorySystem, named: &[&str], more: &str) {
    let said = |language: &str| {
        let text = format!("language = \"{language}\"\n{more}");
        let config = Config::of(Some(ConfigFile::new("handoff.toml", text)), None).unwrap();
        let named: Vec<_> = named.iter().map(Into::into).collect();
        let inputs = InputList::find(&named, None, &config, system);
        let report = crate::check(&inputs, &config, None, system).report;
        let finding = |finding: &Arc<handoff_finding::Finding>| {
            (finding.fingerprint.clone(), [finding.message.clone(), finding.help.clone().unwrap_or_default()])
        };
        report.findings.iter().map(finding).collect::<std::collections::BTreeMap<_, _>>()
    };
    let (in_english, in_german) = (said("en"), said("de"));
    assert!(in_english.keys().eq(in_german.keys()) && !in_german.is_empty());
    for (fingerprint, german) in &in_german {
        for (german, twin) in german.iter().zip(&in_english[fingerprint]) {
            assert_ne!(german, twin);
            assert!(english(german).is_empty(), "{:?}: {german}", english(german));
        }
    }
}

#[test]
fn refused_files_are_told_in_german() {
    let system =
        REFUSED.into_iter().fold(MemorySystem::default(), |system, (path, text)| system.file(path, text));
    check(&system, &[".", "gone.bpmn", "*.none", "["], "");
}

#[test]
fn stale_ignores_and_unread_keys_are_told_in_german() {
    let more = "[vocabulary]\ninformal = [\"fax\"]\n\
        [[ignore]]\nrule = \"gap/*\"\nreason = \"Später.\"\nuntil = \"2000-01-01\"\n\
        [[ignore]]\nrule = \"transfer/*\"\nreason = \"Später.\"\n";
    check(&MemorySystem::default().file("a.handoff", "task A"), &["a.handoff"], more);
}

#[test]
fn plugins_that_fail_are_told_in_german() {
    let plugin = PluginIdentity { name: "acme".into(), version: "1.0.0".into(), digest: "".into() };
    let causes = [
        FailureCause::Fuel { limit: 7 },
        FailureCause::Time { seconds: 3 },
        FailureCause::Memory { asked: 9, unit: "bytes of memory", limit: 8 },
        FailureCause::Stack,
        FailureCause::Panic("7".to_owned()),
        FailureCause::Trap("7".to_owned()),
        FailureCause::Queries { limit: 7 },
        FailureCause::Work { limit: 7 },
        FailureCause::NotShown { kind: "step", number: 7, shown: 3 },
        FailureCause::TooMany { limit: 7 },
        FailureCause::OptionsRefused("7".to_owned()),
        FailureCause::CheckError("7".to_owned()),
        FailureCause::Data("7".to_owned()),
    ];
    let blames = [Blame::Plugin, Blame::Together(3), Blame::OneOf(2), Blame::Rules(vec!["acme/fax".into()])];
    let phases = [Phase::Start, Phase::Describe, Phase::Configure, Phase::Check];
    for (index, cause) in causes.iter().enumerate() {
        let part =
            PartMention { process: "Bestellung".to_owned(), processes: 3, file: "a.bpmn".into(), files: 2 };
        let (blame, phase) = (&blames[index % blames.len()], phases[index % phases.len()]);
        let failed =
            FailureDescription { plugin: &plugin, key: String::new(), blame, phase, part, cause, others: 2 };
        let [message, help] = (HostTexts::of(Language::German).plugin_failed)(&failed);
        for text in [message, help] {
            assert!(english(&text).is_empty(), "{:?}: {text}", english(&text));
        }
    }
}
