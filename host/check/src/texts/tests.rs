//! A German report of everything that can be refused holds no English sentence.

use std::io::ErrorKind;
use std::sync::Arc;

use handoff_finding::PluginIdentity;
use handoff_landscape::Origin;
use handoff_machine::{MemorySystem, ReadError};
use handoff_model::{AccessRefusal, Language};
use handoff_sandbox::{
    Blame, CallFailure, CompileBound, CompileError, ComponentPart, ContractRemedy, DescribedPart,
    DescribedValue, DescriptionError, FailureCause, FindingContent, FindingPart, InspectError, LoadError,
    MemoryUnit, NoArtefacts, OptionProblem, OptionSize, Phase, PluginName, Rejection, RunBound, SchemaError,
    TranslationError, UnsupportedContract,
};

use crate::config::{
    Config, ConfigAccessError, ConfigErrors, ConfigFile, ConfigLoadError, ConfigRequest, Suggestion,
};
use crate::failure::CommandError;
use crate::git::GitError;
use crate::inputs::InputList;
use crate::plugin_failure::{FailureDescription, PartMention};
use crate::plugins::{Lock, LockError, NameOwner, RefusalCause, RefusedPlugin};
use crate::rulebook::Rulebook;
use crate::texts::{HostTexts, unpinned};

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

/// What is wrong with each of these configurations is another thing.
const CONFIGURATIONS: [&str; 46] = [
    "language = ",
    "colour = 1",
    "fail_on = \"eror\"",
    "fail_on = \"colour\"",
    "fail_on = 7",
    "fail_on = []",
    "preset = \"strickt\"",
    "preset = \"colour\"",
    "inputs = 7",
    "inputs = [\"\"]",
    "inputs = [\"a[\"]",
    "inputs = [\"a\\tb\"]",
    "inputs = [true]",
    "inputs = [{}]",
    "inputs = [1.5]",
    "department = 7",
    "contracts = [\"none/*.toml\"]",
    "contracts = [\"none.toml\"]",
    "contracts = [\"wrong.toml\"]",
    "customers = [\"*\"]",
    "customers = [\" \"]",
    "customers = [\"A\"]\npartners = [\"a\"]",
    "[[department]]\nname = \"\"",
    "[[department]]\nname = \"A\"\n[[department]]\nname = \"a\"",
    "[[term]]\nname = \"A\"\n[[term]]\nname = \"B\"\nsynonyms = [\"a\", \"\"]",
    "[[term]]\nname = \"\"",
    "[[contract]]\nstep = \"A\"",
    "[[contract]]\nrequires = [\"A\"]",
    "[[contract]]\nstep = \"A\"\nprocess = \"B\"\nrequires = [\"A\"]",
    "[[contract]]\nstep = \"\"\nrequires = [7]\nprovides = [7]",
    "[[contract]]\nstep = \"A\"\nrequires = [\"\"]",
    "[[contract]]\nstep = \"A\"\nrequires = [{ item = \"A [x]\", state = \"y\" }]",
    "[[contract]]\nstep = \"A\"\nwithin = \"soon\"\ncomplete_and_accurate = 85",
    "[[contract]]\nstep = \"A\"\nwithin = \"3 months\"",
    "[[contract]]\nstep = \"A\"\nwithin = \"2\"",
    "[[contract]]\nstep = \"A\"\nwithin = \"2 moons\"",
    "[[contract]]\nstep = \"A\"\nwithin = \"0d\"",
    "[[contract]]\nstep = \"A\"\nwithin = \"\"",
    "[[ignore]]\nreason = \"\"",
    "[[ignore]]\nrule = \"a/b\"\nfile = \"a[\"\nuntil = \"2027-02-30\"\nreason = \"A.\"",
    "[keys]\nacme = \"none\"\n\"\" = \"none\"",
    "[[plugin]]\npath = \"*.wasm\"\n[[plugin]]\npath = \"a.wasm\"\n[[plugin]]\npath = \"a.wasm\"",
    "[[plugin]]\npath = \"\"\nsigned-by = []",
    "[[plugin]]\npath = \"a.wasm\"\nsigned-by = [\"acme\"]",
    "[rules]\n\"a/b\" = 7",
    "[rules]\n\"a/b\" = { severity = 99999999999999999999 }",
];

/// What is wrong with each of these rules is told by the plugins.
const RULES: [&str; 5] = [
    "\"data/mising-input\" = \"off\"",
    "\"colour/red\" = \"off\"",
    "\"handoff/stale-pin\" = \"off\"",
    "\"data/missing-input\" = { colour = 1 }",
    "\"transfer/unnamed-message\" = { colour = 1 }",
];

/// What is wrong with each of these locks is another thing.
const LOCKS: [&str; 6] =
    ["", "format = 9", "format = 0", "format = \"1\"", "<<<<<<< A", "format = 2\nplugin.a.name = \"a\""];

/// Returns the English words of a text, without what is quoted: names, paths and snippets are of no language.
fn english(text: &str) -> Vec<String> {
    let own: String = text.split('`').step_by(2).collect();
    let own: String = own.split('„').map(|part| part.split_once('“').map_or(part, |(_, own)| own)).collect();
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

/// Holds what is said in German against what is said in English.
#[track_caller]
fn check_twins(say: impl Fn(Language) -> String) {
    let (german, twin) = (say(Language::German), say(Language::English));
    assert_ne!(german, twin);
    assert!(english(&german).is_empty(), "{:?}: {german}", english(&german));
}

#[test]
fn complaints_about_a_configuration_are_told_in_german() {
    for text in CONFIGURATIONS {
        let system = MemorySystem::default()
            .file("handoff.toml", text)
            .file("wrong.toml", "[[source]]\nitem = \"\"\n[[contract]]");
        let wrong = Config::load(&system, ConfigRequest::default()).unwrap_err();
        let ConfigLoadError::Wrong(ConfigErrors(complaints)) = &wrong else { panic!("{text}: {wrong}") };
        assert!(!complaints.is_empty(), "{text}");
        for complaint in complaints {
            check_twins(|language| complaint.sentence(language));
        }
        assert!(wrong.say(Language::German).starts_with("Fehler: "), "{text}");
    }
}

#[test]
fn complaints_about_rules_are_told_in_german() {
    let book = Rulebook::open(&NoArtefacts).unwrap();
    for rule in RULES {
        let source = ConfigFile::new("handoff.toml", format!("[rules]\n{rule}"));
        let ConfigErrors(complaints) = book.select(&Config::of(Some(source), None).unwrap()).unwrap_err();
        for complaint in &complaints {
            check_twins(|language| complaint.sentence(language));
        }
    }
}

#[test]
fn complaints_about_a_lock_are_told_in_german() {
    let pin = |source: &str| {
        format!(
            "[plugin.\"{source}\"]\nname = \"a\"\nversion = \"1\"\nsha256 = \"ab\"\nsize = 1\n\
             contract = \"0.1.0\"\nimports = []\nlimits = \"compact\"\n"
        )
    };
    let one = format!("format = 2\n{}", pin("a.wasm"));
    let twice = format!("{one}{}", pin("b.wasm"));
    for text in LOCKS.into_iter().chain([one.as_str(), &twice]) {
        let wrong = LockError::Wrong(Lock::parse(&ConfigFile::new("handoff.lock", text)).unwrap_err());
        check_twins(|language| wrong.say(language));
    }
}

#[test]
fn what_commands_cannot_do_is_told_in_german() {
    let name = || "main".to_owned();
    let path = || "report.html".into();
    let unwritten = |kind: ErrorKind| CommandError::Unwritten { path: path(), error: kind.into() };
    let near = || Suggestion::All(vec!["strict".to_owned()]);
    let errors: [CommandError; 27] = [
        ConfigLoadError::Unread { path: path(), reason: ConfigAccessError::NotUtf8 }.into(),
        ConfigLoadError::Unread { path: path(), reason: ConfigAccessError::Access(AccessRefusal::Folder) }
            .into(),
        ConfigLoadError::Unread { path: path(), reason: ConfigAccessError::Access(AccessRefusal::NotFound) }
            .into(),
        ConfigLoadError::Preset { name: name(), near: near() }.into(),
        unwritten(ErrorKind::NotFound),
        unwritten(ErrorKind::PermissionDenied),
        unwritten(ErrorKind::IsADirectory),
        unwritten(ErrorKind::StorageFull),
        unwritten(ErrorKind::TimedOut),
        CommandError::Output(ErrorKind::StorageFull.into()),
        CommandError::NoComponent(AccessRefusal::Special),
        CommandError::OwnCommand,
        CommandError::NoConfiguration,
        LockError::Unread { path: path(), reason: ConfigAccessError::NotUtf8 }.into(),
        LockError::NoLock(path()).into(),
        ConfigLoadError::Unread { path: path(), reason: ConfigAccessError::LinkedAway }.into(),
        ConfigLoadError::Unread { path: path(), reason: ConfigAccessError::Access(AccessRefusal::Outside) }
            .into(),
        GitError::NotInstalled.into(),
        GitError::NotRun("7".to_owned()).into(),
        GitError::NoRepository(String::new()).into(),
        GitError::Option(name()).into(),
        GitError::Range(name()).into(),
        GitError::Unknown { name: name(), shallow: true }.into(),
        GitError::Unknown { name: name(), shallow: false }.into(),
        GitError::Bare.into(),
        GitError::TooLarge { name: name(), limit: 1 << 20 }.into(),
        GitError::Failed { name: name(), said: "7".to_owned() }.into(),
    ];
    for error in &errors {
        check_twins(|language| error.say(language));
    }
}

#[test]
fn plugins_that_are_refused_are_told_in_german() {
    let names = || vec!["acme".to_owned(), "other".to_owned()];
    let own = |owner| RefusalCause::NameTaken { name: "acme".to_owned(), by: owner };
    let causes = [
        RefusalCause::NotPinned,
        RefusalCause::Changed { pinned: "a".repeat(64), found: "b".repeat(64) },
        RefusalCause::Misdescribed,
        RefusalCause::Lock(LockError::Unread { path: "a.lock".into(), reason: ConfigAccessError::NotUtf8 }),
        RefusalCause::NoComponent,
        RefusalCause::UnplainPath,
        RefusalCause::Unread(ReadError::Special),
        RefusalCause::Unsigned { problem: ReadError::Dangling, names: names() },
        RefusalCause::SentUnsigned { names: names() },
        RefusalCause::NoSignature,
        RefusalCause::Forged { names: names() },
        own(NameOwner::Program),
        own(NameOwner::BuiltIn),
        RefusalCause::FamilyTaken("gap".to_owned()),
        RefusalCause::FamilyOwned { family: "gap".to_owned(), owners: vec!["acme".to_owned()] },
        RefusalCause::FamilyOwned { family: "gap".to_owned(), owners: Vec::new() },
        RefusalCause::RuleTaken { rule: "a/b".to_owned(), by: NameOwner::Plugin("b.wasm".to_owned()) },
        RefusalCause::RetiredTaken { rule: "a/b".to_owned(), by: NameOwner::BuiltIn },
    ];
    for cause in causes.into_iter().chain(unloaded().into_iter().map(RefusalCause::Load)) {
        let refused = RefusedPlugin {
            entry: 0,
            source: "a.wasm".to_owned(),
            origin: Origin::default(),
            cause,
            pin: None,
        };
        check_twins(|language| refused.message(language));
        check_twins(|language| refused.remedy(language));
        check_twins(|language| unpinned("a.wasm", &refused.cause.without_digests(language), language));
    }
}

fn contract(found: &[&str], remedy: ContractRemedy) -> InspectError {
    let found = found.iter().copied().map(str::to_owned).collect();
    InspectError::Contract(UnsupportedContract { found, remedy })
}

/// Why descriptions of plugins are not taken.
fn undescribed() -> Vec<DescriptionError> {
    let text = || "acme".to_owned();
    let schema = |error| DescriptionError::Schema { rule: text(), error };
    let too_many = |what| DescriptionError::TooMany { what, found: 9, limit: 8 };
    let value = |what| DescriptionError::Value { owner: text(), what, value: text() };
    vec![
        DescriptionError::Name(PluginName::Id),
        DescriptionError::Name(PluginName::Version),
        too_many(DescribedPart::Rules),
        too_many(DescribedPart::Texts),
        too_many(DescribedPart::SchemaBytes),
        too_many(DescribedPart::Pages),
        too_many(DescribedPart::Tags),
        too_many(DescribedPart::RelatedRules),
        too_many(DescribedPart::Properties),
        too_many(DescribedPart::Presets),
        too_many(DescribedPart::SettingsBytes),
        too_many(DescribedPart::RetiredRules),
        DescriptionError::NoRules,
        DescriptionError::RuleName(text()),
        DescriptionError::Twice(text()),
        DescriptionError::UnknownPart { rule: text(), part: text() },
        schema(SchemaError::Json("7".to_owned())),
        schema(SchemaError::NoObject),
        schema(SchemaError::Keyword("$ref".to_owned())),
        DescriptionError::Text { key: text(), language: "de".to_owned() },
        DescriptionError::Untranslated(text()),
        DescriptionError::NoText { owner: text(), key: text() },
        DescriptionError::Pages(text()),
        value(DescribedValue::Since),
        value(DescribedValue::Language),
        value(DescribedValue::Tag),
        value(DescribedValue::RelatedRule),
        value(DescribedValue::Replacement),
        value(DescribedValue::RetiredRule),
        value(DescribedValue::Measurement),
        value(DescribedValue::Link),
        value(DescribedValue::Preset),
        value(DescribedValue::Property),
        DescriptionError::Placeholder { key: text(), language: "de".to_owned(), placeholder: text() },
    ]
}

/// Why plugins cannot be loaded, as far as it is not in the words of the engine.
fn unloaded() -> Vec<LoadError> {
    let text = || "acme".to_owned();
    let compile = [
        CompileError::Engine("7".to_owned()),
        CompileError::OtherEngine,
        CompileError::Unstarted("7".to_owned()),
        CompileError::NoCode,
        CompileError::Failed { code: 7, said: "7".to_owned() },
        CompileError::Exhausted { what: CompileBound::Seconds, limit: 7 },
        CompileError::Exhausted { what: CompileBound::MemoryMib, limit: 7 },
        CompileError::Exhausted { what: CompileBound::MachineMib, limit: 7 },
        CompileError::Exhausted { what: CompileBound::CodeKib, limit: 7 },
        CompileError::Exhausted { what: CompileBound::KeptKib, limit: 7 },
    ];
    let parts = [
        ComponentPart::Nesting,
        ComponentPart::BodyBytes,
        ComponentPart::Links,
        ComponentPart::Functions,
        ComponentPart::Types,
        ComponentPart::Declarations,
        ComponentPart::BranchValues,
        ComponentPart::Globals,
        ComponentPart::Elements,
        ComponentPart::CustomBytes,
        ComponentPart::Instances,
        ComponentPart::CoreInstances,
        ComponentPart::Tables,
        ComponentPart::Memories,
    ];
    let inspect = [
        InspectError::TooLarge { size: 7 },
        InspectError::Precompiled,
        InspectError::CoreModule,
        InspectError::NotWasm,
        InspectError::ForeignImports(vec![text(); 99]),
        InspectError::NoRules,
        contract(&["0.1.0", "0.2.0"], ContractRemedy::BuildForOne),
        contract(&[], ContractRemedy::BuildFromRelease),
        contract(&["9.0.0"], ContractRemedy::UpgradeHost),
        contract(&["0.0.1"], ContractRemedy::Rebuild),
    ];
    let inspect =
        inspect.into_iter().chain(parts.map(|what| InspectError::TooMany { what, found: 9, limit: 8 }));
    let failed = CallFailure { cause: FailureCause::Stack, phase: Phase::Describe, frames: Vec::new() };
    let compile = compile.map(LoadError::Uncompiled).into_iter();
    let inspect = inspect.map(LoadError::Refused);
    let description = undescribed().into_iter().map(LoadError::Description);
    compile.chain(inspect).chain(description).chain([LoadError::Failed(failed)]).collect()
}

#[test]
fn rejected_findings_are_told_in_german() {
    let text = || "a".to_owned();
    let parts = [
        FindingPart::Place,
        FindingPart::Item,
        FindingPart::Giver,
        FindingPart::Receiver,
        FindingPart::Witness,
        FindingPart::Related,
        FindingPart::ReachStart,
        FindingPart::Reach,
        FindingPart::Fix,
        FindingPart::Argument(text()),
    ];
    let contents = [
        FindingContent::Arguments,
        FindingContent::Related,
        FindingContent::Witness,
        FindingContent::TextBytes,
        FindingContent::ListEntries,
        FindingContent::Fixes,
        FindingContent::FixSettings,
    ];
    let others = [
        Rejection::UnknownRule,
        Rejection::RuleOff,
        Rejection::UnknownMessage(text()),
        Rejection::MissingArgument(text()),
        Rejection::ContradictingArguments(text()),
        Rejection::NotCounted(text()),
        Rejection::BrokenWitness { from: text(), to: text() },
        Rejection::StateAlone,
    ];
    let rejections = parts.map(Rejection::NotShown).into_iter().chain(others);
    let rejections = rejections.chain(contents.map(|what| Rejection::TooMany { what, found: 9, limit: 8 }));
    for flaw in rejections {
        let cause = FailureCause::RejectedFinding { index: 0, rule: "a/b".to_owned(), flaw };
        check_twins(|language| cause.say(language));
    }
}

#[test]
fn options_that_break_their_schema_are_told_in_german() {
    let text = || "a".to_owned();
    let problems = [
        OptionProblem::Type(vec!["string".to_owned(), "array".to_owned()]),
        OptionProblem::Choice(vec![text(), text()]),
        OptionProblem::Constant("7".to_owned()),
        OptionProblem::AtLeast(3.0, OptionSize::Number),
        OptionProblem::AtMost(3.0, OptionSize::Characters),
        OptionProblem::AtLeast(3.0, OptionSize::Entries),
        OptionProblem::Lacks(text()),
        OptionProblem::Unknown { name: text(), known: vec![text()] },
        OptionProblem::NoOptions,
    ];
    for problem in &problems {
        check_twins(|language| problem.say(language));
    }
    let translations = [
        TranslationError::UnknownKey(text()),
        TranslationError::Broken,
        TranslationError::Placeholder(text()),
    ];
    for error in &translations {
        check_twins(|language| error.say(language));
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
    let more = "[[contract]]\ndepartment = \"A\"\ncomplete_and_accurate = 0.9\n\
        [[ignore]]\nrule = \"gap/*\"\nreason = \"Später.\"\nuntil = \"2000-01-01\"\n\
        [[ignore]]\nrule = \"transfer/*\"\nreason = \"Später.\"\n";
    let marks =
        "handoff-ignore gap/a: Später until 2000-01-01 handoff-ignore gap/b handoff-ignore gap/c: Später";
    let text = format!("task A | note {marks}");
    check(&MemorySystem::default().file("a.handoff", text), &["a.handoff"], more);
}

#[test]
fn plugins_that_fail_are_told_in_german() {
    let plugin = PluginIdentity { name: "acme".into(), version: "1.0.0".into(), digest: "".into() };
    let causes = [
        FailureCause::Fuel { limit: 7 },
        FailureCause::Time { seconds: 3 },
        FailureCause::Memory { asked: 9, unit: MemoryUnit::Bytes, limit: 8 },
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
        FailureCause::Run { what: RunBound::Fuel, limit: 7 },
        FailureCause::Run { what: RunBound::Work, limit: 7 },
        FailureCause::Run { what: RunBound::Findings, limit: 7 },
    ];
    let blames = [Blame::Plugin, Blame::Together(3), Blame::OneOf(2), Blame::Rules(vec!["acme/fax".into()])];
    let phases = [Phase::Start, Phase::Describe, Phase::Configure, Phase::Check];
    for (index, cause) in causes.iter().enumerate() {
        let part =
            PartMention { process: "Bestellung".to_owned(), processes: 3, file: "a.bpmn".into(), files: 2 };
        let (blame, phase) = (&blames[index % blames.len()], phases[index % phases.len()]);
        let failed = FailureDescription {
            plugin: &plugin,
            key: String::new(),
            blame,
            phase,
            part,
            cause,
            others: 2,
            skipped: 3,
        };
        let [message, help] = (HostTexts::of(Language::German).plugin_failed)(&failed);
        for text in [message, help] {
            assert!(english(&text).is_empty(), "{:?}: {text}", english(&text));
        }
    }
}
