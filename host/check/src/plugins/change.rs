//! What is different about a plugin since it was pinned, in plain words.

use std::collections::BTreeMap;

use super::{Pin, PinnedRule};

/// Says what a pin allows that is not allowed yet: one line, and indented facts below it.
pub fn describe(old: Option<&Pin>, new: &Pin) -> Vec<String> {
    match old {
        None => {
            let heading = format!("+ {} {} ({}) is new", new.name, new.version, new.source);
            std::iter::once(heading).chain(facts(new)).collect()
        }
        Some(old) if old == new => {
            vec![format!("= {} {} ({}) is unchanged", new.name, new.version, new.source)]
        }
        Some(old) => {
            let heading = format!("~ {} ({}) has changed", new.name, new.source);
            std::iter::once(heading).chain(differences(old, new)).collect()
        }
    }
}

/// Says that a plugin is no longer allowed.
pub fn gone(old: &Pin) -> String {
    format!("- {} {} ({}) is no longer in the configuration", old.name, old.version, old.source)
}

fn facts(pin: &Pin) -> Vec<String> {
    let mut facts = vec![
        fact("sha256", &pin.sha256),
        fact("size", &bytes(pin.size)),
        fact("contract", &pin.contract),
        fact("powers", &powers(&pin.imports)),
        fact("limits", &pin.limits),
        fact("rules", &pin.rules.iter().map(|(id, rule)| of_rule(id, rule)).collect::<Vec<_>>().join(", ")),
    ];
    let names = pin.presets.keys().map(String::as_str).collect::<Vec<_>>();
    facts.extend((!names.is_empty()).then(|| fact("presets", &names.join(", "))));
    let gone: Vec<String> = pin.retired.iter().map(|(old, new)| retired(old, new)).collect();
    facts.extend((!gone.is_empty()).then(|| fact("retired", &gone.join(", "))));
    facts.extend(pin.signed_by.as_ref().map(|signer| fact("signed by", &signer.name)));
    facts
}

fn differences(old: &Pin, new: &Pin) -> Vec<String> {
    let mut lines = Vec::new();
    let mut differ = |name: &str, old: &str, new: &str| {
        if old != new {
            lines.push(fact(name, &format!("{old} → {new}")));
        }
    };
    differ("name", &old.name, &new.name);
    differ("version", &old.version, &new.version);
    differ("sha256", &old.sha256, &new.sha256);
    differ("size", &bytes(old.size), &bytes(new.size));
    differ("contract", &old.contract, &new.contract);
    differ("limits", &old.limits, &new.limits);
    let key = |pin: &Pin| {
        let signer = pin.signed_by.as_ref();
        signer.map_or_else(|| "nobody".to_owned(), |signer| format!("{} ({})", signer.name, signer.key))
    };
    differ("signed by", &key(old), &key(new));
    if old.version == new.version && old.sha256 != new.sha256 {
        lines.insert(0, fact("version", &format!("{}, as before, though its bytes differ", new.version)));
    }
    lines.extend(changes("powers", &old.imports, &new.imports));
    lines.extend(entries("rules", (&old.rules, &new.rules), of_rule, |id, old, new| {
        format!("{id} {} → {}", settings(old), settings(new))
    }));
    lines.extend(entries(
        "presets",
        (&old.presets, &new.presets),
        |name, _| name.to_owned(),
        |name, _, _| format!("{name} has other settings"),
    ));
    lines.extend(entries(
        "retired",
        (&old.retired, &new.retired),
        |old, new| retired(old, new),
        |id, _, new| retired(id, new),
    ));
    lines.extend(new.older.as_ref().map(|reason| fact("older", &format!("because {reason}"))));
    lines
}

/// Lists what came and what went.
fn changes(name: &str, old: &[String], new: &[String]) -> Option<String> {
    let came = new.iter().filter(|entry| !old.contains(entry)).map(|entry| format!("+ {entry}"));
    let went = old.iter().filter(|entry| !new.contains(entry)).map(|entry| format!("- {entry}"));
    let changes: Vec<String> = came.chain(went).collect();
    (!changes.is_empty()).then(|| fact(name, &changes.join(", ")))
}

/// Lists of what has names what came, what went, and what is otherwise.
fn entries<T: PartialEq>(
    name: &str,
    (old, new): (&BTreeMap<String, T>, &BTreeMap<String, T>),
    show: impl Fn(&str, &T) -> String,
    compare: impl Fn(&str, &T, &T) -> String,
) -> Option<String> {
    let came = new.iter().filter(|(key, _)| !old.contains_key(*key));
    let went = old.iter().filter(|(key, _)| !new.contains_key(*key));
    let both = new.iter().filter_map(|(key, new)| Some((key, old.get(key)?, new)));
    let altered = both.filter(|(_, old, new)| old != new).map(|(key, old, new)| compare(key, old, new));
    let changes: Vec<String> = came
        .map(|(key, value)| format!("+ {}", show(key, value)))
        .chain(went.map(|(key, _)| format!("- {key}")))
        .chain(altered)
        .collect();
    (!changes.is_empty()).then(|| fact(name, &changes.join(", ")))
}

fn of_rule(id: &str, rule: &PinnedRule) -> String {
    format!("{id} ({})", settings(rule))
}

/// Says what a rule does where nobody has set anything.
fn settings(rule: &PinnedRule) -> String {
    let off = if rule.off { ", off" } else { "" };
    let gone = match (&rule.deprecated, &rule.replaced_by) {
        (Some(since), Some(next)) => format!(", deprecated since {since} for {next}"),
        (Some(since), None) => format!(", deprecated since {since}"),
        (None, _) => String::new(),
    };
    format!("{}{off}{gone}", rule.severity)
}

fn retired(old: &str, new: &str) -> String {
    if new.is_empty() { old.to_owned() } else { format!("{old} is {new} now") }
}

fn fact(name: &str, value: &str) -> String {
    format!("    {name:<10} {value}")
}

/// Says what a plugin can do, which is what it imports.
fn powers(imports: &[String]) -> String {
    let words = imports.iter().filter_map(|import| {
        let interface = import.strip_prefix("handoff:plugin/").and_then(|rest| rest.split('@').next());
        match interface {
            // Names of types alone give no power.
            Some("types") => None,
            Some("model") => Some("sees the process model"),
            Some("log") => Some("writes log lines"),
            _ => Some(import.as_str()),
        }
    });
    let words: Vec<&str> = words.collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

/// Writes a length as people read it.
fn bytes(count: u64) -> String {
    match count {
        0..10_000 => format!("{count} bytes"),
        10_000..10_000_000 => format!("{} kB", count / 1000),
        _ => format!("{}.{} MB", count / 1_000_000, count / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugins::Signer;

    fn rules(all: &[(&str, &str)]) -> BTreeMap<String, PinnedRule> {
        let rule = |severity: &str| PinnedRule {
            severity: severity.to_owned(),
            off: false,
            deprecated: None,
            replaced_by: None,
        };
        all.iter().map(|(id, severity)| ((*id).to_owned(), rule(severity))).collect()
    }

    fn pin() -> Pin {
        Pin {
            name: "acme".to_owned(),
            version: "1.0.0".to_owned(),
            source: "acme.wasm".to_owned(),
            sha256: "aa".to_owned(),
            size: 24_576,
            contract: "0.1.0".to_owned(),
            imports: vec!["handoff:plugin/types@0.1.0".to_owned(), "handoff:plugin/model@0.1.0".to_owned()],
            limits: "compact".to_owned(),
            signed_by: None,
            older: None,
            rules: rules(&[("acme/fax", "error"), ("acme/mail", "error")]),
            presets: BTreeMap::from([("quiet".to_owned(), "ab".to_owned())]),
            retired: BTreeMap::new(),
        }
    }

    #[track_caller]
    fn check(old: Option<&Pin>, new: &Pin, expected: &[&str]) {
        assert_eq!(describe(old, new), expected);
    }

    #[test]
    fn of_a_new_plugin_everything_is_told() {
        check(
            None,
            &pin(),
            &[
                "+ acme 1.0.0 (acme.wasm) is new",
                "    sha256     aa",
                "    size       24 kB",
                "    contract   0.1.0",
                "    powers     sees the process model",
                "    limits     compact",
                "    rules      acme/fax (error), acme/mail (error)",
                "    presets    quiet",
            ],
        );
    }

    #[test]
    fn of_a_known_plugin_the_differences_are_told() {
        check(Some(&pin()), &pin(), &["= acme 1.0.0 (acme.wasm) is unchanged"]);
        let imports = vec!["handoff:plugin/log@0.1.0".to_owned(), "handoff:plugin/model@0.1.0".to_owned()];
        let mut rules = rules(&[("acme/fax", "info"), ("acme/phone", "error")]);
        if let Some(fax) = rules.get_mut("acme/fax") {
            (fax.off, fax.deprecated) = (true, Some("1.0.0".to_owned()));
        }
        let presets = BTreeMap::from([("quiet".to_owned(), "cd".to_owned())]);
        let retired = BTreeMap::from([("acme/mail".to_owned(), "acme/phone".to_owned())]);
        let signed_by = Some(Signer { name: "ann".to_owned(), key: "RWQ".to_owned() });
        let new = Pin { sha256: "bb".to_owned(), imports, rules, presets, retired, signed_by, ..pin() };
        check(
            Some(&pin()),
            &new,
            &[
                "~ acme (acme.wasm) has changed",
                "    version    1.0.0, as before, though its bytes differ",
                "    sha256     aa → bb",
                "    signed by  nobody → ann (RWQ)",
                "    powers     + handoff:plugin/log@0.1.0, - handoff:plugin/types@0.1.0",
                "    rules      + acme/phone (error), - acme/mail, acme/fax error → info, off, deprecated since 1.0.0",
                "    presets    quiet has other settings",
                "    retired    + acme/mail is acme/phone now",
            ],
        );
    }
}
