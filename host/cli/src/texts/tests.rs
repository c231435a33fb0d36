//! What is said in German is not what is said in English.

use std::path::PathBuf;

use handoff_check::config::{Config, ConfigFile};
use handoff_machine::WatchError;
use handoff_model::{AccessRefusal, Refusal, RefusalKind};
use handoff_sandbox::{
    InspectError, LoadError, RecordingError, ReplayError, TextDifference, TextDifferenceKind,
};

use super::*;
use crate::harness::case_error::{CaseError, CaseErrorKind};
use crate::harness::case_run::{AnswerPart, CaseVerdict, PluginViolation};
use crate::harness::remark::Remark;
use crate::usage::{
    BaselineError, BuildError, ComponentError, HarnessError, IgnoreError, ManifestError, MissingTool,
    PackageError, RuleIdProblem,
};

#[test]
#[expect(clippy::too_many_lines, reason = "each complaint once, to be read as a whole")]
fn every_complaint_is_another_in_german() {
    let path = || PathBuf::from("a.bpmn");
    let name = || "main".to_owned();
    let errors = [
        UsageError::UnreadStdin,
        UsageError::WatchedStdin,
        UsageError::ComparedStdin,
        UsageError::Unread(path(), AccessRefusal::NotFound),
        UsageError::OutputIsInput(path()),
        UsageError::OutputLinkedAway(path()),
        UsageError::TwoFormats(None),
        UsageError::TwoFormats(Some(path())),
        UsageError::UnknownRule(name(), None),
        UsageError::UnknownPlugin(name(), Some(name())),
        UsageError::UnknownRule(name(), Some(name())),
        UsageError::UnknownCommand(name(), None),
        UsageError::PathBeforeRevision(path(), name()),
        UsageError::OnePath(path()),
        UsageError::PathAndRevision(name()),
        UsageError::NothingToPin,
        UsageError::NoBaseline,
        UsageError::IncompleteBaseline,
        UsageError::AddressSpace { found: 50 << 20, needed: 5 << 30 },
        UsageError::NoCache,
        UsageError::NoConfiguration,
        UsageError::NoPlugin,
    ];
    let components = [
        ComponentError::NoComponent(path()),
        ComponentError::TooLarge(path(), 32),
        ComponentError::SeveralComponents(path()),
        ComponentError::Unloaded(path(), Box::new(LoadError::Refused(InspectError::NotWasm))),
        ComponentError::NoPluginFile(
            path(),
            vec![InspectError::NotWasm.into(), InspectError::NoRules.into()],
        ),
        ComponentError::NoRecording(path(), RecordingError::TooLarge { size: 7 }),
        ComponentError::NoReplay(ReplayError::NoRule(name())),
        ComponentError::UnknownRecorded(name()),
    ];
    let text = || "7".to_owned();
    let ignores = [
        IgnoreError::NoReason,
        IgnoreError::NoDate(text()),
        IgnoreError::Over(text()),
        IgnoreError::NoFinding(text()),
        IgnoreError::Ignored(text()),
        IgnoreError::Several(text()),
        IgnoreError::AboutTheCheck(text()),
        IgnoreError::NotUtf8("a.toml".into()),
        IgnoreError::NoRoom("a.toml".into(), text()),
    ];
    let errors = errors.into_iter().chain(components.map(UsageError::Component));
    let errors: Vec<UsageError> = errors.chain(ignores.map(UsageError::Ignore)).collect();
    let [english, german] = [Language::English, Language::German].map(CliTexts::of);
    for error in &errors {
        assert_ne!((english.usage)(error), (german.usage)(error));
    }
    let said = |texts: &CliTexts| {
        [
            texts.nothing.to_owned(),
            texts.left_open.to_owned(),
            (texts.unread)("a", "b", "c"),
            (texts.not_run)("a", true, None),
            (texts.not_run)("a", false, None),
            (texts.skipped)(1),
            (texts.skipped)(2),
            (texts.excluded)(2),
            (texts.ignored)(1),
            (texts.ignored_in_exports)(1),
            (texts.ignore_written)("a", "b", 1),
            (texts.ignore_written)("a", "b", 3),
            (texts.baseline_written)("a", 2),
            (texts.recorded)(2, "a"),
            (texts.compiled)("a", 2),
            (texts.rules_missing)("A.", "B."),
        ]
    };
    said(english).iter().zip(said(german)).for_each(|(english, german)| assert_ne!(*english, german));
}

/// What the verbs for plugins can complain about; each says something else in every language.
#[test]
fn every_complaint_about_plugins_is_another_in_german() {
    let name = || "main".to_owned();
    let complaint = |text: &str| {
        let source = ConfigFile::new("handoff.toml", text);
        Config::of(Some(source), None).expect_err("it is wrong").0.remove(0)
    };
    let cases = [
        CaseErrorKind::UnclosedBlock,
        CaseErrorKind::NoExportPath,
        CaseErrorKind::SecondConfiguration,
        CaseErrorKind::ConfigurationAlone,
        CaseErrorKind::ExpectationAlone,
        CaseErrorKind::ProcessAlone,
        CaseErrorKind::NoExpectation(name()),
        CaseErrorKind::NeitherWrongNorRight,
        CaseErrorKind::Configuration(Box::new(complaint("input = []"))),
        CaseErrorKind::ContractFiles,
        CaseErrorKind::NothingBeside(name()),
        CaseErrorKind::UnreadExport(name(), AccessRefusal::NotFound),
        CaseErrorKind::RefusedExport(name(), Box::new(Refusal::of_file(RefusalKind::Empty))),
        CaseErrorKind::ForeignRule { rule: name(), plugin: name(), near: None },
        CaseErrorKind::ForeignRule { rule: name(), plugin: name(), near: Some(name()) },
        CaseErrorKind::Misplaced { heading: name(), is_wrong: true, fits: "Wrong" },
        CaseErrorKind::Misplaced { heading: name(), is_wrong: false, fits: "Right" },
        CaseErrorKind::ForeignConfiguration { rule: name(), plugin: name() },
    ];
    let [english, german] = [Language::English, Language::German].map(|of| CliTexts::of(of).plugin);
    for kind in &cases {
        let ((problem, remedy), (other, another)) = ((english.case)(kind), (german.case)(kind));
        assert!(problem != other && remedy != another, "{kind:?}");
    }
    let text = |kind| Remark::Text(TextDifference { key: name(), language: "de".to_owned(), kind });
    let remarks = [
        Remark::Refused(InspectError::NotWasm.into()),
        Remark::Unloaded(UsageError::NoPlugin),
        Remark::NoFunctionNames,
        Remark::SeveralFamilies(vec![name()]),
        text(TextDifferenceKind::Missing),
        text(TextDifferenceKind::Invented(name())),
        text(TextDifferenceKind::Omitted(name())),
        text(TextDifferenceKind::Plural("one")),
        Remark::MissingTexts { language: "de".to_owned(), keys: vec![name()] },
        Remark::Preset(complaint("input = []")),
        Remark::Title(name()),
        Remark::NoNeeds(name()),
        Remark::Option { rule: name(), option: name(), field: "default" },
        Remark::UntitledPage(name()),
        Remark::NoWrongCase(name()),
        Remark::NoRightCase(name()),
        Remark::Case(CaseError { page: name(), line: 1, kind: CaseErrorKind::ProcessAlone }),
    ];
    for remark in &remarks {
        assert_ne!((english.remark)(remark), (german.remark)(remark));
    }
}

/// Why no component comes of a package, and no package of a name.
#[test]
fn every_failed_build_is_another_in_german() {
    let (name, path) = (|| "main".to_owned(), || PathBuf::from("Cargo.toml"));
    let [english, german] = [Language::English, Language::German].map(|of| CliTexts::of(of).plugin);
    let manifests = [
        ManifestError::Unreadable(name()),
        ManifestError::NoName(None),
        ManifestError::NoName(Some("package")),
        ManifestError::NoNameLine,
        ManifestError::BadName(name()),
        ManifestError::NoComponent,
    ];
    let tools = [
        MissingTool::Cargo,
        MissingTool::RustTarget("wasm32"),
        MissingTool::Node,
        MissingTool::NodeModules,
        MissingTool::Typescript,
        MissingTool::ComponentizePy,
        MissingTool::Make,
        MissingTool::CCompiler,
    ];
    let builds = [
        BuildError::Unread(path(), AccessRefusal::NotFound),
        BuildError::NoPackage(path()),
        BuildError::NoOut,
        BuildError::Unstarted(name(), io::Error::from(io::ErrorKind::NotFound)),
        BuildError::Failed { program: name(), code: Some(1), output: String::new() },
        BuildError::Failed { program: name(), code: None, output: String::new() },
    ];
    let builds = builds
        .into_iter()
        .chain(manifests.map(|error| BuildError::Manifest(path(), error)))
        .chain(tools.map(|tool| BuildError::Missing(vec![tool])));
    builds.for_each(|error| assert_ne!((english.unbuilt)(&error), (german.unbuilt)(&error)));
    let ids = [
        RuleIdProblem::NoSlash,
        RuleIdProblem::TooLong(64),
        RuleIdProblem::NotKebab,
        RuleIdProblem::Reserved(name()),
    ];
    let packages = [
        PackageError::TakenFamily(name()),
        PackageError::Occupied(path()),
        PackageError::Unpublished,
        PackageError::Template(name()),
    ];
    let packages = packages.into_iter().chain(ids.map(|problem| PackageError::Id(name(), problem)));
    packages.for_each(|error| assert_ne!((english.no_package)(&error), (german.no_package)(&error)));
}

#[test]
fn what_is_tested_and_measured_is_another_in_german() {
    let (name, path) = (|| "main".to_owned(), || PathBuf::from("acme.wasm"));
    let [english, german] = [Language::English, Language::German].map(|of| CliTexts::of(of).plugin);
    let baselines = [
        BaselineError::Unread(AccessRefusal::NotFound),
        BaselineError::Unreadable(name()),
        BaselineError::Format(name(), "handoff-bench/1"),
    ];
    let errors = [
        HarnessError::NoMatch(name()),
        HarnessError::NoCases(path()),
        HarnessError::NoWrittenRules,
        HarnessError::Faults(vec![CaseError { page: name(), line: 1, kind: CaseErrorKind::NoExportPath }]),
        HarnessError::Unwatched(WatchError::TooManyFolders),
        HarnessError::Unwatched(WatchError::TooManyPrograms),
        HarnessError::Unwatched(WatchError::System(name())),
        HarnessError::UnreadPage(path(), AccessRefusal::NotFound),
        HarnessError::NoText(path()),
        HarnessError::PageInside(name()),
        HarnessError::NoRandomNumbers(name()),
        HarnessError::NothingToMeasure,
        HarnessError::StandardInput,
        HarnessError::Export(name(), Box::new(Refusal::of_file(RefusalKind::Empty))),
        HarnessError::Undetermined(name()),
    ];
    let errors = errors.into_iter().chain(baselines.map(|error| HarnessError::Baseline(path(), error)));
    errors.for_each(|error| assert_ne!((english.no_harness)(&error), (german.no_harness)(&error)));
    for part in [AnswerPart::Findings, AnswerPart::Failures, AnswerPart::LogLines, AnswerPart::Fuel] {
        for violation in [PluginViolation::Undetermined(part), PluginViolation::Kept(part)] {
            assert_ne!(violation.say(Language::English), violation.say(Language::German));
        }
    }
    for verdict in [CaseVerdict::Validated, CaseVerdict::Reported, CaseVerdict::Noisy, CaseVerdict::Missing] {
        assert_ne!((english.test.verdict)(verdict), (german.test.verdict)(verdict));
    }
}
