//! What is said in German is not what is said in English.

use std::path::PathBuf;

use handoff_model::AccessRefusal;
use handoff_sandbox::{InspectError, LoadError, RecordingError, ReplayError};

use super::*;
use crate::usage::ComponentError;

#[test]
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
    let errors: Vec<UsageError> = errors.into_iter().chain(components.map(UsageError::Component)).collect();
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
            (texts.recorded)(2, "a"),
            (texts.other_configuration)("a"),
            (texts.compiled)("a", 2),
            (texts.rules_missing)("A.", "B."),
        ]
    };
    said(english).iter().zip(said(german)).for_each(|(english, german)| assert_ne!(*english, german));
}
