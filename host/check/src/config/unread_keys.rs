//! Who reads each key of the configuration: the host itself, or rules that need a part of the view. A key that nobody reads is told,
//! because whoever wrote it relies on it.

use std::collections::{BTreeMap, BTreeSet};

use handoff_landscape::Origin;
use handoff_sandbox::ViewPart;
use toml::de::{DeTable, DeValue};

use super::Config;

/// Keys of one file that nothing reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnreadKeys {
    /// Where the first of them stands.
    pub(crate) origin: Origin,
    /// Their names, each once, in the order in which they stand there.
    pub(crate) keys: Vec<String>,
}

/// Who reads a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeyReader {
    /// The host: what it reads, links, runs or shows depends on it.
    Host,
    /// Rules that need this part of the view, where they run.
    Rules(ViewPart),
    /// Nobody yet: it is kept for rules to come.
    Nobody,
}

/// Every key that a configuration or a contract file may hold, by its tables, with who reads it. What lies behind one that is not
/// divided here is read with it.
const READERS: &[(KeyReader, &[&str])] = &[
    (
        KeyReader::Host,
        &[
            "inputs",
            "exclude",
            "preset",
            "fail-on",
            "language",
            "customers",
            "partners",
            "contracts",
            "extends",
            "families",
            "department.name",
            "department.aliases",
            "department.side",
            "touchpoint.step",
            "touchpoint.direction",
            "term.name",
            "term.synonyms",
            "contract.department",
            "contract.step",
            "contract.process",
            "contract.requires.item",
            "contract.requires.state",
            "contract.requires.fields.name",
            "contract.requires.fields.optional",
            "contract.requires.from",
            "contract.requires.optional",
            "contract.provides.item",
            "contract.provides.state",
            "contract.provides.fields.name",
            "contract.provides.fields.optional",
            "contract.provides.to",
            "contract.provides.optional",
            "source.item",
            "source.from",
            "source.process",
            "vocabulary.customer",
            "vocabulary.partner",
            "vocabulary.contact",
            "vocabulary.transfer",
            "vocabulary.negative",
            "vocabulary.placeholder",
            "vocabulary.requester",
            "vocabulary.department",
            "vocabulary.service",
            "vocabulary.attend",
            "vocabulary.request",
            "vocabulary.onward",
            "vocabulary.choice",
            "vocabulary.withdrawal",
            "vocabulary.referral",
            "vocabulary.shelving",
            "vocabulary.system",
            "vocabulary.change",
            "vocabulary.standing",
            "vocabulary.inward",
            "plugin.path",
            "plugin.rules",
            "plugin.severity-cap",
            "plugin.signed-by",
            "keys",
            "rules",
            "baseline",
            "ignore.rule",
            "ignore.file",
            "ignore.element",
            "ignore.department",
            "ignore.item",
            "ignore.reason",
            "ignore.until",
            "rule",
        ],
    ),
    (KeyReader::Rules(ViewPart::Items), &["department.agreement", "term.steward"]),
    (KeyReader::Rules(ViewPart::Promises), &["contract.within"]),
    (
        KeyReader::Rules(ViewPart::Clauses),
        &[
            "contract.requires.type",
            "contract.requires.unit",
            "contract.requires.many",
            "contract.requires.format",
            "contract.requires.evidence",
            "contract.requires.fields.type",
            "contract.requires.fields.format",
            "contract.requires.fields.unit",
            "contract.provides.type",
            "contract.provides.unit",
            "contract.provides.many",
            "contract.provides.format",
            "contract.provides.evidence",
            "contract.provides.fields.type",
            "contract.provides.fields.format",
            "contract.provides.fields.unit",
        ],
    ),
    (KeyReader::Rules(ViewPart::Hints), &["vocabulary.informal", "vocabulary.hints"]),
    // It stands in a promise, but no rule that comes with the host goes by it.
    (KeyReader::Nobody, &["contract.complete-and-accurate"]),
];

/// Lists the keys of a configuration and its contract files that do nothing in a run, by file; `is_read` tells whether a rule that
/// runs needs a part of the view.
pub(crate) fn unread_keys(config: &Config, is_read: impl Fn(ViewPart) -> bool) -> Vec<UnreadKeys> {
    let mut files: BTreeMap<&str, UnreadKeys> = BTreeMap::new();
    for source in &config.sources {
        let (table, _) = DeTable::parse_recoverable(&source.text);
        let mut unread = BTreeMap::new();
        for (key, at) in keys(table.get_ref()) {
            let is_unread = match reader(&key) {
                Some(KeyReader::Rules(part)) => !is_read(part),
                Some(KeyReader::Nobody) => true,
                Some(KeyReader::Host) | None => false,
            };
            if is_unread {
                unread.insert(at, key);
            }
        }
        let Some(first) = unread.keys().next().copied() else { continue };
        let mut told = BTreeSet::new();
        let names = unread.values().map(|key| shown(key)).filter(|name| told.insert(name.clone()));
        files.insert(&source.path, UnreadKeys { origin: source.origin(first), keys: names.collect() });
    }
    files.into_values().collect()
}

/// Returns who reads a key.
fn reader(key: &str) -> Option<KeyReader> {
    let has = |(_, keys): &&(KeyReader, &[&str])| keys.contains(&key);
    READERS.iter().find(has).map(|(reader, _)| *reader)
}

/// Lists the keys of a document that are read one by one, each with its place in the text.
fn keys(document: &DeTable<'_>) -> Vec<(String, usize)> {
    let mut keys = Vec::new();
    let mut open = vec![(String::new(), document)];
    while let Some((around, table)) = open.pop() {
        for (name, value) in table {
            let name = name_with_place(name);
            let path = if around.is_empty() { name.0 } else { format!("{around}.{}", name.0) };
            if reader(&path).is_some() {
                keys.push((path, name.1));
                continue;
            }
            match value.get_ref() {
                DeValue::Table(table) => open.push((path, table)),
                DeValue::Array(rows) => {
                    let tables = rows.iter().filter_map(|row| match row.get_ref() {
                        DeValue::Table(table) => Some((path.clone(), table)),
                        _ => None,
                    });
                    open.extend(tables);
                }
                _ => {}
            }
        }
    }
    keys
}

/// Returns a key in the spelling of the schema, with its place.
fn name_with_place(key: &toml::Spanned<toml::de::DeString<'_>>) -> (String, usize) {
    (key.get_ref().replace('_', "-"), key.span().start)
}

/// Writes a key as people write it: in a contract without the tables around it.
fn shown(key: &str) -> String {
    let of_contract = key.strip_prefix("contract.").map(|key| key.rsplit('.').next().unwrap_or(key));
    of_contract.unwrap_or(key).replace('-', "_")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::config::{ConfigFile, contracts_schema, schema};

    #[track_caller]
    fn check(text: &str, read: &[ViewPart], expected: &[(u32, &[&str])]) {
        let config = Config::of(Some(ConfigFile::new("handoff.toml", text)), None).unwrap();
        let found = unread_keys(&config, |part| read.contains(&part));
        let found: Vec<(u32, Vec<&str>)> = found
            .iter()
            .map(|one| (one.origin.line, one.keys.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(u32, Vec<&str>)> =
            expected.iter().map(|(line, keys)| (*line, keys.to_vec())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn keys_that_nothing_reads_are_told() {
        check("", &[], &[]);
        check("[[contract]]\ndepartment = \"A\"\nrequires = [\"Order [checked]\"]", &[], &[]);
        let text = "[[contract]]\ndepartment = \"A\"\nwithin = \"2d\"\nrequires = [{ item = \"Order\", format = \"PDF\" }]";
        check(text, &[], &[(3, &["within", "format"])]);
        check(text, &[ViewPart::Promises], &[(4, &["format"])]);
        check(text, &[ViewPart::Promises, ViewPart::Clauses], &[]);
        check("[vocabulary]\ninformal = [\"phone\"]", &[], &[(2, &["vocabulary.informal"])]);
        let share = "[[contract]]\ndepartment = \"A\"\ncomplete_and_accurate = 0.9";
        check(share, &ViewPart::ALL, &[(3, &["complete_and_accurate"])]);
    }

    /// Lists the keys of a schema that have no keys of their own behind them, with all tables around them.
    fn leaves(schema: &Value) -> BTreeSet<String> {
        let mut leaves = BTreeSet::new();
        let mut open = vec![(String::new(), schema)];
        while let Some((path, node)) = open.pop() {
            let mut inner = Vec::new();
            if let Some(name) = node["$ref"].as_str() {
                let found = schema.pointer(name.trim_start_matches('#'));
                inner.push((path.clone(), found.unwrap_or_else(|| panic!("{name} is nowhere"))));
            }
            let choices = ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| node[*key].as_array());
            inner.extend(choices.flatten().map(|choice| (path.clone(), choice)));
            inner.extend(node.get("items").map(|items| (path.clone(), items)));
            for (name, value) in node["properties"].as_object().into_iter().flatten() {
                let dot = if path.is_empty() { "" } else { "." };
                inner.push((format!("{path}{dot}{}", name.replace('_', "-")), value));
            }
            // What is chosen by whoever writes it is read with the key that it lies behind.
            if inner.is_empty() || reader(&path).is_some() {
                leaves.insert(path);
            } else {
                open.extend(inner);
            }
        }
        let is_divided = |leaf: &String| leaves.iter().any(|other| other.starts_with(&format!("{leaf}.")));
        leaves.iter().filter(|leaf| !is_divided(leaf)).cloned().collect()
    }

    #[test]
    fn every_key_has_a_reader_or_is_told() {
        let known: BTreeSet<String> =
            READERS.iter().flat_map(|(_, keys)| keys.iter().map(|key| (*key).to_owned())).collect();
        let found = leaves(&schema());
        assert_eq!(found, known);
        assert!(leaves(&contracts_schema()).is_subset(&known));
    }
}
