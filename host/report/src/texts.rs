//! What the reports say of their own, one catalogue for each language.
//!
//! Rules write their messages in the same languages, and so do the notes on files. The names that programs look for are
//! English in all of them: rules, formats, and the lines of the quiet output.

pub(crate) mod change;
mod english;
mod german;
pub(crate) mod html;
pub(crate) mod map;

use handoff_finding::Severity;
use handoff_landscape::title::GrammaticalCase;
use handoff_landscape::unit::{CustomerReason, HandoffKind};
use handoff_model::{Evidence, Language};

use self::change::{ChangeTexts, DiffTexts};
use self::html::HtmlTexts;
use self::map::MapTexts;
use crate::escape::{name, sentence};
use crate::handoff::HandoffEnd;
use crate::run::{LoweredFindings, PluginStatus};

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

/// Everything that is said in one language.
pub(crate) struct Catalogue {
    pub(crate) report: &'static ReportTexts,
    pub(crate) html: &'static HtmlTexts,
    pub(crate) map: &'static MapTexts,
    pub(crate) diff: &'static DiffTexts,
    pub(crate) change: &'static ChangeTexts,
}

impl Catalogue {
    /// Returns the catalogue of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::German => &german::CATALOGUE,
            Language::English | Language::Other(_) => &english::CATALOGUE,
        }
    }
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
    /// How many notes say only that something was left out that is not about the work.
    pub(crate) idle_notes: fn(usize) -> String,
    pub(crate) held_back: fn(usize) -> String,
    /// Of a plugin, by its name: how many findings the configuration has lowered.
    pub(crate) lowered: fn(&str, LoweredFindings) -> String,
    /// Of a plugin, by its name: how many findings it says in English for want of a text in the language of the reader.
    pub(crate) in_english: fn(&str, usize) -> String,
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
    pub(crate) no_new_gaps: &'static str,
    /// How many findings a baseline knows, and its path.
    pub(crate) known: fn(usize, &str) -> String,
    /// The heading above them.
    pub(crate) known_findings: &'static str,
    pub(crate) no_rule_ran: &'static str,
    pub(crate) nothing_checked: &'static str,
    /// Nothing was found, and none of so many handoffs could be checked.
    pub(crate) no_handoff_checked: fn(usize) -> String,
    pub(crate) give_something_to_check: &'static str,
    /// Why a single handoff could not be checked.
    pub(crate) says_nothing: &'static str,
    // What helps where there is no process to judge.
    pub(crate) only_sketches: &'static str,
    pub(crate) only_choreography: &'static str,
    pub(crate) no_process: &'static str,
    /// An item in quotes, who is to provide it, and how many gaps that closes.
    pub(crate) mend: fn(&str, Option<&str>, usize) -> String,
    /// Such changes, how many gaps they close, and of how many.
    pub(crate) begin_with: fn(&[String], usize, usize) -> String,
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
    /// How many findings are ignored, and how many of them because an export says so.
    pub(crate) ignored: fn(usize, usize) -> String,
    /// The heading above what is ignored.
    pub(crate) ignored_findings: &'static str,
    /// The label beside why something is ignored.
    pub(crate) reason: &'static str,
    /// The last day on which that holds.
    pub(crate) until: fn(&str) -> String,
    pub(crate) skipped: fn(usize) -> String,
    pub(crate) excluded: fn(usize) -> String,
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

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Catalogue, Language};

    /// A longer label would run into the text beside it.
    #[test]
    fn labels_fit_their_column() {
        for words in Language::ALL.map(|language| Catalogue::of(language).report) {
            let labels = [
                words.reason,
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
