//! `handoff cache`: what is kept of compiled plugins.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

use handoff_check::config::ConfigRequest;
use handoff_check::{ArtefactStore, CacheEntry, Exit};
use handoff_machine::{Console, System};
use handoff_report::escape::Untrusted;

use crate::args::CacheSubcommand;
use crate::texts::CliTexts;
use crate::usage::UsageError;

const DAY: Duration = Duration::from_hours(24);

pub(super) fn run(
    verb: CacheSubcommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let texts = CliTexts::of(ConfigRequest::default().language(system));
    let store = ArtefactStore::new(system);
    let folder = store.folder().ok_or(UsageError::NoCache)?.display().to_string();
    let folder = Untrusted::new(&folder).to_string();
    let mut text = match verb {
        CacheSubcommand::Size => {
            let entries = store.entries();
            (texts.cached)(entries.len(), bytes(&entries), ArtefactStore::MAX_BYTES, &folder)
        }
        CacheSubcommand::List => {
            let now = system.now();
            let line = |mut text: String, entry: &CacheEntry| {
                let used = (texts.cache_used)(days(entry.used, now));
                let _ = writeln!(text, "{}  {:>10}  {used}", entry.digest, entry.bytes);
                text
            };
            store.entries().iter().fold(String::new(), line)
        }
        CacheSubcommand::Clean => {
            let gone = store.evict(0);
            (texts.cache_cleaned)(gone.len(), bytes(&gone), &folder)
        }
    };
    if verb != CacheSubcommand::List {
        text.push('\n');
    }
    console.print(text.as_bytes())?;
    Ok(Exit::Clean)
}

fn bytes(entries: &[CacheEntry]) -> u64 {
    entries.iter().map(|entry| entry.bytes).sum()
}

/// Counts the whole days between two moments.
fn days(earlier: SystemTime, later: SystemTime) -> u64 {
    later.duration_since(earlier).map_or(0, |since| since.as_secs() / DAY.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole_and_never_negative() {
        let moment = |hours| SystemTime::UNIX_EPOCH + Duration::from_hours(hours);
        assert_eq!(
            [days(moment(0), moment(23)), days(moment(0), moment(49)), days(moment(9), moment(0))],
            [0, 2, 0]
        );
    }
}
