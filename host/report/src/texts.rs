//! The words of the text outputs, one catalogue for each language.
//!
//! Rules write their messages in the same languages, and so do the notes on files. The names that programs look for are
//! English in all of them: rules, formats, and the lines of the quiet output.

pub(crate) mod german;
pub(crate) mod html;
pub(crate) mod map;

use handoff_finding::Severity;
use handoff_landscape::title::GrammaticalCase;
use handoff_landscape::unit::{CustomerReason, HandoffKind};
use handoff_model::{Evidence, Language};

use self::german::DE;
use crate::escape::{name, sentence};
use crate::handoff::HandoffEnd;
use crate::run::PluginStatus;

/// The columns that a label beside a finding may take.
pub(crate) const LONGEST_LABEL: usize = 9;

/// A noun in both numbers.
pub(crate) struct Noun {
    pub(crate) one: &'static str,
    pub(crate) many: &'static str,
}

impl Noun {
    /// Counts in words: `1 file`, `3 files`.
    pub(crate) fn count(&self, number: usize) -> String {
        format!("{number} {}", if number == 1 { self.one } else { self.many })
    }
}

const fn noun(one: &'static str, many: &'static str) -> Noun {
    Noun { one, many }
}

/// Everything the text outputs say of their own. Text that goes in has been made safe.
pub(crate) struct ReportTexts {
    pub(crate) language: Language,
    // Headings.
    /// Gaps that surely reach the customer, and all that at least may.
    pub(crate) gaps: fn(usize, usize) -> &'static str,
    pub(crate) more_gaps: fn(usize, usize) -> &'static str,
    pub(crate) findings: &'static str,
    pub(crate) other_findings: &'static str,
    pub(crate) undecided: &'static str,
    pub(crate) not_checked: &'static str,
    pub(crate) notes: &'static str,
    // What stands beside a finding: no wider than `LONGEST_LABEL`.
    pub(crate) severity: fn(Severity) -> &'static Noun,
    pub(crate) handoff: &'static str,
    pub(crate) owner: &'static str,
    pub(crate) needed: &'static str,
    pub(crate) item: &'static str,
    pub(crate) path: &'static str,
    pub(crate) reach: &'static str,
    pub(crate) repair: &'static str,
    pub(crate) place: &'static str,
    pub(crate) also: &'static str,
    pub(crate) see: &'static str,
    pub(crate) remedy: &'static str,
    // On a path.
    pub(crate) is_gap: &'static str,
    pub(crate) is_customer: &'static str,
    pub(crate) is_both: &'static str,
    pub(crate) steps_left_out: fn(usize) -> String,
    // About a finding.
    pub(crate) customer_meets: fn(&str) -> String,
    pub(crate) customer_may_meet: fn(&str) -> String,
    pub(crate) repaired: fn(&str) -> String,
    pub(crate) repaired_elsewhere: fn(&str) -> String,
    pub(crate) likely: &'static str,
    pub(crate) advice: &'static str,
    // What is only counted.
    pub(crate) more: fn(usize) -> String,
    pub(crate) more_places: fn(usize) -> String,
    /// How the terminal shows them.
    pub(crate) show_places: &'static str,
    pub(crate) more_alike: fn(usize) -> String,
    pub(crate) more_rules: fn(usize, usize) -> String,
    pub(crate) more_notes: fn(usize, usize) -> String,
    pub(crate) held_back: fn(usize) -> String,
    // The account.
    pub(crate) refused: &'static str,
    /// Why a file was not read, and what to do about it: two clauses.
    pub(crate) not_read: fn(&str, &str) -> String,
    pub(crate) plugin_status: fn(PluginStatus) -> &'static str,
    pub(crate) plugin: &'static str,
    pub(crate) no_cause: &'static str,
    /// The line for the configuration, and who may be the customer.
    pub(crate) name_the_customer: fn(&str, &[String]) -> String,
    /// A department that is taken for the customer, why, and the first word of its name.
    pub(crate) taken_for_the_customer: fn(&str, CustomerReason, &str) -> String,
    /// How many more there are.
    pub(crate) more_customers: fn(usize) -> String,
    /// Processes without any department, and the files they stand in.
    pub(crate) unowned: fn(usize, usize) -> String,
    /// Sketches that were not judged, and the files they stand in.
    pub(crate) sketches: fn(usize, usize) -> String,
    /// Handoffs that say nothing, and the border that most of them cross, where there is more than one border.
    pub(crate) nothing_to_check: fn(usize, Option<&str>) -> String,
    pub(crate) no_gaps: &'static str,
    pub(crate) nothing_checked: &'static str,
    pub(crate) give_something_to_check: &'static str,
    // What helps where there is no process to judge.
    pub(crate) only_sketches: &'static str,
    pub(crate) only_choreography: &'static str,
    pub(crate) no_process: &'static str,
    /// How many surely reach the customer, and how many more may.
    pub(crate) reaching: fn(usize, usize) -> String,
    // What is undecided.
    /// How many needs, and the declaration that decides most of them.
    pub(crate) undecided_needs: fn(usize, &str) -> String,
    pub(crate) undecided_count: fn(usize) -> String,
    pub(crate) decides: fn(&str, usize) -> String,
    pub(crate) declare_source: &'static str,
    pub(crate) list_undecided: &'static str,
    pub(crate) incomplete: &'static str,
    pub(crate) files: Noun,
    pub(crate) statuses: fn(usize, usize, usize) -> String,
    pub(crate) handoffs: Noun,
    pub(crate) share_declared: fn(usize) -> String,
    pub(crate) rules: Noun,
    pub(crate) plugins_failed: fn(usize) -> String,
    pub(crate) ignored: fn(usize) -> String,
    pub(crate) skipped: fn(usize) -> String,
    // The list of handoffs.
    pub(crate) kind: fn(HandoffKind) -> &'static str,
    pub(crate) evidence: fn(Evidence) -> &'static str,
    pub(crate) no_department: &'static str,
    pub(crate) whole_pool: &'static str,
    pub(crate) nothing_declared: &'static str,
    pub(crate) perhaps: &'static str,
    pub(crate) no_handoff: &'static str,
    pub(crate) borders: Noun,
    /// Handoffs declared, all, and the share in percent.
    pub(crate) coverage: fn(usize, usize, usize) -> String,
    // What a run cost.
    pub(crate) time: &'static str,
    pub(crate) calls: Noun,
    pub(crate) of: &'static str,
}

impl ReportTexts {
    /// Returns the words of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &DE,
            Language::English | Language::Other(_) => &EN,
        }
    }

    /// Names the step at an end of a handoff; `None` for a pool as a whole.
    pub(crate) fn step(&self, end: &HandoffEnd) -> Option<String> {
        let title =
            || end.title.as_ref().map(|title| sentence(&title.say(self.language, GrammaticalCase::Subject)));
        let label = end.name.as_deref().map(|label| self.quoted(&name(label)));
        label.or_else(title).or_else(|| end.step.as_deref().map(name))
    }

    /// Puts a label between quotation marks.
    pub(crate) fn quoted(&self, label: &str) -> String {
        let [open, close] = self.language.quotes();
        format!("{open}{label}{close}")
    }
}

static EN: ReportTexts = ReportTexts {
    language: Language::English,
    gaps: |surely, all| match surely {
        0 => "Gaps that may reach the customer",
        _ if surely == all => "Gaps that reach the customer",
        _ => "Gaps that reach the customer, or may",
    },
    more_gaps: |surely, all| match surely {
        0 => "More gaps that may reach the customer",
        _ if surely == all => "More gaps that reach the customer",
        _ => "More gaps that reach the customer, or may",
    },
    findings: "Findings",
    other_findings: "Other findings",
    undecided: "Undecided",
    not_checked: "Not checked",
    notes: "Notes on reading",
    severity: |severity| match severity {
        Severity::Error => &const { noun("error", "errors") },
        Severity::Warning => &const { noun("warning", "warnings") },
        Severity::Info => &const { noun("info", "info") },
    },
    handoff: "handoff",
    owner: "owner",
    needed: "needed by",
    item: "item",
    path: "path",
    reach: "reach",
    repair: "repair",
    place: "place",
    also: "also",
    see: "see",
    remedy: "remedy",
    is_gap: "gap",
    is_customer: "customer",
    is_both: "gap, customer",
    steps_left_out: |steps| format!("… {steps} steps …"),
    customer_meets: |at| match at {
        "" => "The customer meets it.".to_owned(),
        at => format!("The customer meets it at {at}."),
    },
    customer_may_meet: |at| match at {
        "" => "The customer may meet it.".to_owned(),
        at => format!("The customer may meet it at {at}."),
    },
    repaired: |step| format!("{step} makes up for it before the customer notices"),
    repaired_elsewhere: |step| format!("{step} makes up for it on other paths"),
    likely: "likely: rests on wording",
    advice: "advice",
    more: |number| format!("… and {number} more"),
    more_places: |number| format!("… and {}", noun("more place", "more places").count(number)),
    show_places: "--all shows them",
    more_alike: |number| format!("… and {number} more like this"),
    more_rules: |findings, rules| {
        let findings = noun("finding", "findings").count(findings);
        format!("… and {findings} of {}", noun("more rule", "more rules").count(rules))
    },
    more_notes: |notes, kinds| format!("… and {notes} more of {kinds} other kinds"),
    held_back: |number| {
        let findings = noun("finding is", "findings are").count(number);
        format!("{findings} only counted here: --all shows every one, --format json lists them.")
    },
    refused: "refused",
    not_read: |reason, remedy| format!("Not read: {reason}; {remedy}."),
    plugin_status: PluginStatus::name,
    plugin: "plugin",
    no_cause: "It gave no cause.",
    name_the_customer: |line, candidates| match candidates {
        [] => format!(
            "No customer can be recognised around some of these gaps. To see which reach the customer, name the \
             customer’s pools and lanes in handoff.toml: {line}."
        ),
        candidates => format!(
            "No customer can be recognised. If it is {}, who begins a case and gets an answer, write in handoff.toml: \
             {line}.",
            candidates.join(" or ")
        ),
    },
    nothing_to_check: |handoffs, border| {
        let handoffs = noun("handoff", "handoffs").count(handoffs);
        let border = border.map(|border| format!(" (most of all {border})")).unwrap_or_default();
        format!("{handoffs} could not be checked{border}: nothing says what is handed over.")
    },
    no_gaps: "No gaps found",
    nothing_checked: "What is handed over could not be checked",
    give_something_to_check: "Draw data objects and name messages in the export, or write down in a contract what a \
                              department requires: requires = [\"…\"].",
    only_sketches: "There is nothing but sketches: give the steps the names that the people who do them use, and check again.",
    only_choreography: "There is no process here, only who exchanges messages with whom (a choreography or conversation), \
                        which is not read: export the process of each participant, with its steps.",
    no_process: "There is no process with steps here: export what is inside the pools too.",
    reaching: |surely, perhaps| match (surely, perhaps) {
        (0, _) => format!("{perhaps} may reach the customer"),
        (_, 0) => format!("{} the customer", noun("reaches", "reach").count(surely)),
        _ => format!("{} the customer, {perhaps} more may", noun("reaches", "reach").count(surely)),
    },
    undecided_needs: |needs, declaration| {
        let needs = noun("need is", "needs are").count(needs);
        format!("{needs} undecided, since a source is not declared. {declaration}.")
    },
    undecided_count: |needs| format!("{} undecided", noun("need", "needs").count(needs)),
    decides: |declare, needs| format!("{declare}: decides {}", noun("need", "needs").count(needs)),
    declare_source: "Say in the export what is passed on",
    list_undecided: "--undecided lists them.",
    incomplete: "The check is incomplete: see “Not checked”.",
    files: noun("file", "files"),
    statuses: |read, repaired, refused| format!("{read} read, {repaired} repaired, {refused} refused"),
    handoffs: noun("handoff", "handoffs"),
    share_declared: |percent| format!("{percent} % declared"),
    rules: noun("rule", "rules"),
    plugins_failed: |number| format!("{} failed", noun("plugin", "plugins").count(number)),
    ignored: |number| format!("{} ignored", noun("finding", "findings").count(number)),
    skipped: |number| format!("{} skipped as no export", noun("file", "files").count(number)),
    kind: crate::names::handoff_kind,
    evidence: crate::names::evidence,
    no_department: "(no department)",
    whole_pool: "(whole pool)",
    nothing_declared: "nothing declared",
    perhaps: "perhaps",
    taken_for_the_customer: |department, why, first| {
        let reason = match why {
            CustomerReason::Configuration => "the configuration says so".to_owned(),
            CustomerReason::Name => "its name says so".to_owned(),
            CustomerReason::Beginning => format!("its name begins with {first}"),
            CustomerReason::Pool => "its lane lies in a pool of the customer".to_owned(),
            CustomerReason::Starter => "it begins the case and gets an answer".to_owned(),
        };
        format!("{department} is taken for the customer: {reason}.")
    },
    more_customers: |number| match number {
        1 => "One more is taken for a customer; `--format json` lists all with the reason.".to_owned(),
        _ => format!("{number} more are taken for customers; `--format json` lists all with the reason."),
    },
    unowned: |processes, files| {
        let (names, them) = if processes == 1 { ("names", "it") } else { ("name", "them") };
        format!(
            "{} in {} {names} no department, so that no handoff between departments can be seen in {them}: draw lanes, \
             name the pools, or name the roles.",
            noun("process", "processes").count(processes),
            noun("file", "files").count(files)
        )
    },
    sketches: |processes, files| {
        let (are, their) = if processes == 1 { ("is a sketch", "its") } else { ("are sketches", "their") };
        let (were, them) = if processes == 1 { ("was", "it") } else { ("were", "them") };
        format!(
            "{} in {} {are} (most of {their} steps have no names of their own) and {were} not judged; `--preset strict` \
             judges {them}.",
            noun("process", "processes").count(processes),
            noun("file", "files").count(files)
        )
    },
    no_handoff: "No handoff: no flow, message or call leads from one department to another.",
    borders: noun("border", "borders"),
    coverage: |declared, all, percent| {
        format!("{declared} of {} declared ({percent} %)", EN.handoffs.count(all))
    },
    time: "Time",
    calls: noun("call", "calls"),
    of: "of",
};

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Language, ReportTexts};

    /// A longer label would run into the text beside it.
    #[test]
    fn labels_fit_their_column() {
        for words in Language::ALL.map(ReportTexts::of) {
            let labels = [
                words.handoff,
                words.owner,
                words.needed,
                words.item,
                words.path,
                words.reach,
                words.repair,
                words.place,
            ];
            for label in labels.into_iter().chain([words.also, words.see, words.remedy]) {
                assert!(label.width() <= super::LONGEST_LABEL, "{label}");
            }
        }
    }
}
