//! What is said on standard error beside the outputs: nothing goes unseen in silence.

use handoff_check::{CheckResult, Rulebook, unpinned};
use handoff_machine::Console;
use handoff_model::Language;
use handoff_report::Report;
use handoff_report::escape::Untrusted;

/// Says what was not read and not run, for outputs in which it does not stand.
pub(super) fn tell_unread(report: &Report, console: &mut Console<'_>) {
    let refused = report.files.iter().filter_map(|file| Some((&file.path, file.refusal.as_ref()?)));
    let unread = refused.map(|(path, refusal)| format!("{path} was not read: {refusal}"));
    let failed = report.plugins.iter().filter_map(|plugin| {
        Some(format!("the plugin {} {}: {}", plugin.id.name, plugin.status.name(), plugin.cause.as_ref()?))
    });
    for line in unread.chain(failed) {
        console.tell(&format!("{}\n", Untrusted::new(&line)));
    }
}

/// Says what was left out: nothing goes unseen in silence.
pub(super) fn tell_left_out(checked: &CheckResult, excluded: usize, console: &mut Console<'_>) {
    let CheckResult { report, skipped, ignored, .. } = checked;
    let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    if report.files.is_empty() {
        console.tell("nothing to check: there is no export in the folders\n");
    }
    if *skipped > 0 {
        let what = if *skipped == 1 { "is no export" } else { "are no exports" };
        console.tell(&format!(
            "{} in the folders {what} by name or content; name one to see why\n",
            files(*skipped)
        ));
    }
    if excluded > 0 {
        console.tell(&format!("{} left out by `exclude`\n", files(excluded)));
    }
    if !ignored.is_empty() {
        let findings = if ignored.len() == 1 { "finding" } else { "findings" };
        console.tell(&format!("{} {findings} left out by `[[ignore]]`\n", ignored.len()));
    }
}

/// Says which plugins run without being pinned, however quiet the check is to be.
pub(super) fn tell_unpinned(book: &Rulebook, language: Language, console: &mut Console<'_>) {
    let doubted = book.third_party().filter_map(|(_, from)| Some((&from.source, from.doubt.as_ref()?)));
    for (source, doubt) in doubted {
        let line = unpinned(source, &doubt.say(language), language);
        console.tell(&format!("{}\n", Untrusted::new(&line)));
    }
}
