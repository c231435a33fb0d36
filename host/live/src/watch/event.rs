//! What happens, for programs: one JSON object a line. Stable: fields are added, never renamed or taken away.

use handoff_model::Language;
use handoff_report::change::{Change, Effect};
use handoff_report::escape::Untrusted;
use handoff_report::json;
use schemars::JsonSchema;
use serde::Serialize;

use super::plugins::PluginChange;
use super::session::{PollResult, Round};
use crate::texts::LiveTexts;

/// One event. Every text is safe for a terminal.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// There is another state; the first one is that in which the session began.
    State(Box<State>),
    /// Files could be read before and cannot now: half-written or gone. The state before stands for a second.
    Torn {
        /// Their paths.
        files: Vec<String>,
    },
    /// The configuration cannot be used. The state before stands until it can.
    Stuck {
        /// Why.
        reason: String,
    },
    /// The system does not tell of changes. They are looked for every two seconds.
    Unwatched {
        /// Why.
        reason: String,
    },
}

/// A state in figures, and what changed.
#[derive(Serialize, JsonSchema)]
pub struct State {
    /// The number of the state, from 1.
    number: u64,
    /// Every file was read and every plugin ran to its end.
    complete: bool,
    /// The figures of the state.
    summary: Summary,
    /// Compared with the state before; empty for the first.
    since_last: Changed,
    /// Compared with the state in which the session began.
    since_start: Changed,
    /// Plugins that ran in the state before and not in this one: what they found is missing, not mended.
    lost_plugins: Vec<String>,
    /// What became of the plugins of the configuration since the state before.
    changed_plugins: Vec<PluginChange>,
    /// Plugins that run without being pinned, by their paths.
    unpinned_plugins: Vec<String>,
    /// What there is to know about rules that are on their way out or gone, a sentence each.
    rule_notices: Vec<String>,
}

/// The figures of a state.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Inputs given.
    files: usize,
    /// Inputs not read.
    refused: usize,
    /// Handoffs.
    handoffs: usize,
    /// Handoffs for which something says what is handed over.
    declared_handoffs: usize,
    /// Findings that are errors; what the baseline knows is not among them, nor among those below.
    errors: usize,
    /// Findings that are warnings.
    warnings: usize,
    /// Findings worth knowing.
    infos: usize,
    /// Findings that reach the customer, surely or possibly.
    reaching_customer: usize,
    /// Findings that the baseline knows.
    known: usize,
    /// Findings left out because the configuration or an export says so.
    ignored: usize,
}

/// A change.
#[derive(Serialize, JsonSchema)]
struct Changed {
    /// What matters most, in one sentence.
    headline: String,
    /// What it means: `breaking-for-customer`, `breaking`, `degrading`, `compatible` or `improving`; `null` for nothing.
    worst: Option<&'static str>,
    /// Every change, the worst first.
    changes: Vec<Entry>,
    /// What could not be compared, a sentence each.
    not_compared: Vec<String>,
}

/// One change.
#[derive(Serialize, JsonSchema)]
struct Entry {
    /// What kind of change: like `finding-new` or `handoff-gone`.
    code: &'static str,
    /// What it means: as in `worst`.
    effect: &'static str,
    /// The change in one sentence.
    sentence: String,
}

impl Event {
    /// Writes down what came of a look; `None` where nothing changed.
    pub fn of(outcome: &PollResult) -> Option<Self> {
        Some(match outcome {
            PollResult::Same => return None,
            PollResult::Torn(files) => Self::Torn { files: files.clone() },
            PollResult::Stuck(failure, language) => Self::Stuck { reason: failure.say(*language) },
            PollResult::Unwatched(why) => {
                Self::Unwatched { reason: (LiveTexts::of(Language::English).watch_error)(why) }
            }
            PollResult::Round(round) => Self::State(Box::new(State::of(round))),
        })
    }

    /// Writes the event as one line.
    ///
    /// # Errors
    /// None in practice: it is written into memory.
    pub fn line(&self) -> std::io::Result<Vec<u8>> {
        let mut line = Vec::new();
        json::write_line(self, &mut line)?;
        Ok(line)
    }
}

impl State {
    fn of(round: &Round) -> Self {
        let (summary, language) = (&round.state.checked.report.summary, round.state.language);
        let notices = round.state.checked.notices.iter();
        Self {
            number: round.number,
            complete: summary.complete,
            summary: Summary {
                files: summary.files,
                refused: summary.refused,
                handoffs: summary.handoffs,
                declared_handoffs: summary.declared_handoffs,
                errors: summary.findings.error,
                warnings: summary.findings.warning,
                infos: summary.findings.info,
                reaching_customer: summary.reaching_customer,
                known: summary.known,
                ignored: summary.ignored,
            },
            since_last: Changed::of(&round.since_last, language),
            since_start: Changed::of(&round.since_start, language),
            lost_plugins: round.lost_plugins.iter().map(ToString::to_string).collect(),
            changed_plugins: round.plugins.clone(),
            unpinned_plugins: round.state.unpinned().map(|(source, _)| source.to_owned()).collect(),
            rule_notices: notices.map(|notice| Untrusted::new(&notice.say(language)).to_string()).collect(),
        }
    }
}

impl Changed {
    fn of(change: &Change, language: Language) -> Self {
        let entry = |entry: &handoff_report::change::ChangeEntry| Entry {
            code: entry.code.name(),
            effect: entry.effect.name(),
            sentence: entry.sentence(language),
        };
        Self {
            headline: change.headline(language),
            worst: change.worst().map(Effect::name),
            changes: change.entries.iter().map(entry).collect(),
            not_compared: change.uncompared.iter().map(|unread| unread.sentence(language)).collect(),
        }
    }
}

/// Returns the JSON Schema of one line.
pub fn schema() -> serde_json::Value {
    json::schema_of::<Event>()
}
