//! What is said on standard error beside the outputs: nothing goes unseen in silence.

use handoff_check::{CheckResult, Exit, Rulebook, unpinned};
use handoff_machine::Console;
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_report::{PluginStatus, Report, Summary};
use handoff_sandbox::Plugin;

use crate::texts::CliTexts;

/// Bytes of a component from which on compiling takes a second or more.
const SLOW_TO_COMPILE: usize = 1 << 20;

/// Says what was not read and not run, for outputs in which it does not stand.
pub(super) fn tell_unread(report: &Report, language: Language, console: &mut Console<'_>) {
    for line in unchecked(report, language) {
        console.tell(&format!("{}\n", Untrusted::new(&line)));
    }
}

/// Lists what was not read and not run, each with the reason. The lines are untrusted.
pub(super) fn unchecked(report: &Report, language: Language) -> Vec<String> {
    let texts = CliTexts::of(language);
    let refused = report.files.iter().filter_map(|file| Some((&file.path, file.refusal.as_ref()?)));
    let unread = refused
        .map(|(path, refusal)| (texts.unread)(path, &refusal.reason(language), &refusal.remedy(language)));
    let failed = report.plugins.iter().filter(|plugin| plugin.status != PluginStatus::Run).map(|plugin| {
        let failed = plugin.status == PluginStatus::Failed;
        (texts.not_run)(&plugin.id.name, failed, plugin.cause.as_deref())
    });
    unread.chain(failed).collect()
}

/// Says what was left out: nothing goes unseen in silence.
pub(super) fn tell_left_out(checked: &CheckResult, language: Language, console: &mut Console<'_>) {
    let report = &checked.report;
    let Summary { skipped, excluded, ignored, ignored_in_exports, .. } = report.summary;
    let texts = CliTexts::of(language);
    let mut tell = |line: &str| console.tell(&format!("{line}\n"));
    if report.files.is_empty() {
        tell(texts.nothing);
    }
    if skipped > 0 {
        tell(&(texts.skipped)(skipped));
    }
    if excluded > 0 {
        tell(&(texts.excluded)(excluded));
    }
    if ignored > ignored_in_exports {
        tell(&(texts.ignored)(ignored - ignored_in_exports));
    }
    if ignored_in_exports > 0 {
        tell(&(texts.ignored_in_exports)(ignored_in_exports));
    }
}

/// Says which rules are on their way out, and which the configuration names that are gone.
pub(super) fn tell_rules(checked: &CheckResult, language: Language, console: &mut Console<'_>) {
    for notice in &checked.notices {
        console.tell(&format!("{}\n", Untrusted::new(&notice.say(language))));
    }
}

/// Says which plugins were refused, so that their rules are missing in what was printed, and how the command ends for that.
pub(super) fn tell_rules_missing(book: &Rulebook, language: Language, console: &mut Console<'_>) -> Exit {
    for refused in &book.refused {
        let (message, remedy) = (refused.message(language), refused.remedy(language));
        let line = (CliTexts::of(language).rules_missing)(&message, &remedy);
        console.tell(&format!("{}\n", Untrusted::new(&line)));
    }
    if book.refused.is_empty() { Exit::Clean } else { Exit::Incomplete }
}

/// Says which plugins run without being pinned, and which had to be compiled, however quiet the check is to be.
pub(super) fn tell_loaded(book: &Rulebook, language: Language, console: &mut Console<'_>) {
    tell_unpinned(book, language, console);
    tell_compiled(book, language, console);
}

/// Says which plugins run without being pinned.
fn tell_unpinned(book: &Rulebook, language: Language, console: &mut Console<'_>) {
    let doubted = book.third_party().filter_map(|(_, from)| Some((&from.source, from.doubt.as_ref()?)));
    for (source, doubt) in doubted {
        let line = unpinned(source, &doubt.say(language), language);
        console.tell(&format!("{}\n", Untrusted::new(&line)));
    }
}

/// Says which plugins this run compiled, where that takes long enough for somebody to wonder. A run that keeps nothing does so
/// each time.
fn tell_compiled(book: &Rulebook, language: Language, console: &mut Console<'_>) {
    let large = |plugin: &Plugin| plugin.is_fresh && plugin.inspection.size >= SLOW_TO_COMPILE;
    for (plugin, from) in book.third_party().filter(|(plugin, _)| large(plugin)) {
        let line = (CliTexts::of(language).compiled)(&from.source, plugin.inspection.size >> 20);
        console.tell(&format!("{}\n", Untrusted::new(&line)));
    }
}
