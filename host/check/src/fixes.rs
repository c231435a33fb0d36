//! The fixes that findings offer, held against the configuration: what its own reader refuses is not offered.

use std::sync::Arc;

use handoff_finding::{Finding, Fix, FixChange};
use handoff_report::fix;

use crate::config::{Config, ConfigFile};

/// Keeps of a finding the fixes that the configuration would take, with the place of the text that each replaces.
pub(crate) fn checked(finding: Arc<Finding>, config: &Config) -> Arc<Finding> {
    if finding.fixes.is_empty() {
        return finding;
    }
    let fixes = finding.fixes.iter().filter_map(|fix| checked_fix(fix, config)).collect();
    Arc::new(Finding { fixes, ..Finding::clone(&finding) })
}

fn checked_fix(fix: &Fix, config: &Config) -> Option<Fix> {
    let change = match &fix.change {
        FixChange::Add { table, settings } => {
            is_read(&fix::toml(table, settings)).then(|| fix.change.clone())?
        }
        FixChange::Replace { file, line, column, old, new } => {
            let source = config.sources.iter().find(|source| source.path == *file)?;
            let (at, written) = find(source, (*line, *column), old)?;
            let changed = [&source.text[..at], &fix::quoted(new), &source.text[at + written..]].concat();
            let place = source.origin(at);
            let change = FixChange::Replace {
                file: Arc::clone(file),
                line: place.line,
                column: place.column,
                old: old.clone(),
                new: new.clone(),
            };
            is_read(&changed).then_some(change)?
        }
    };
    Some(Fix { text: fix.text.clone(), change })
}

/// Finds a text in quotation marks at a place or behind it, where nothing in it is escaped: its offset and its length.
fn find(source: &ConfigFile, (line, column): (u32, u32), text: &str) -> Option<(usize, usize)> {
    let lines = source.text.split_inclusive('\n').take(usize::try_from(line).ok()?.checked_sub(1)?);
    let start: usize = lines.map(str::len).sum();
    let rest = source.text.get(start..)?;
    let (inside, _) = rest.char_indices().nth(usize::try_from(column).ok()?.checked_sub(1)?)?;
    let from = start + inside;
    let quoted = ['"', '\''].map(|mark| format!("{mark}{text}{mark}"));
    let found = quoted
        .iter()
        .filter_map(|quoted| Some((from + source.text.get(from..)?.find(quoted)?, quoted.len())));
    found.min()
}

/// Tells whether the reader of the configuration, or that of contracts, takes a text.
fn is_read(text: &str) -> bool {
    let whole = || Config::of(Some(ConfigFile::new("handoff.toml", text)), None);
    let contracts = || Config::of(None, None)?.add_contracts(ConfigFile::new("contracts.toml", text));
    whole().is_ok() || contracts().is_ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use handoff_finding::{Fix, FixChange, SettingValue};

    use super::{Config, ConfigFile, checked_fix};

    const TEXT: &str =
        "customers = ['Kunde']\n\n[[contract]]\ndepartment = \"Shiping\"\nrequires = [\"Order\"]\n";

    fn replaced(text: &str, (line, column): (u32, u32), new: &str) -> Option<(u32, u32)> {
        let config = Config::of(Some(ConfigFile::new("handoff.toml", TEXT)), None).unwrap();
        let change = FixChange::Replace {
            file: Arc::from("handoff.toml"),
            line,
            column,
            old: text.to_owned(),
            new: new.to_owned(),
        };
        match checked_fix(&Fix { text: String::new(), change }, &config)?.change {
            FixChange::Replace { line, column, .. } => Some((line, column)),
            FixChange::Add { .. } => None,
        }
    }

    #[test]
    fn a_text_is_replaced_where_it_stands() {
        assert_eq!(replaced("Shiping", (3, 1), "Shipping"), Some((4, 14)));
        assert_eq!(replaced("Kunde", (1, 1), "Customer"), Some((1, 14)));
    }

    #[test]
    fn what_the_reader_refuses_is_not_offered() {
        assert_eq!(replaced("Shiping", (3, 1), ""), None);
        assert_eq!(replaced("Elsewhere", (3, 1), "Shipping"), None);
        let config = Config::of(None, None).unwrap();
        let added = |table: &str, key: &str| {
            let settings = vec![(key.to_owned(), SettingValue::Text("Order".to_owned()))];
            let change = FixChange::Add { table: table.to_owned(), settings };
            checked_fix(&Fix { text: String::new(), change }, &config).is_some()
        };
        assert!(added("source", "item"));
        assert!(!added("source", "thing"));
        assert!(!added("rules\"", "thing"));
    }
}
