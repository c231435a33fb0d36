//! The plugin that runs the rules which people write in `handoff.toml`. What they are comes as options: the host describes them, this
//! only looks whether they hold.

mod condition;
mod flow_graph;
mod gates;
mod named_unit;
mod order;
mod pattern;
mod verdict;

use handoff_sdk::bindings::handoff::plugin::types::{Description, Page, RuleInfo, RuleOptions, Text};
use handoff_sdk::{Certainty, Finding, Severity, Source, Unit};

use crate::condition::WrittenRule;
use crate::named_unit::NamedUnit;

/// The id of the plugin; in its place the host describes the rules of the configuration.
const ID: &str = "written";

/// Says what the plugin holds while nobody has written a rule: an empty place.
pub fn describe() -> Description {
    let text = |key: &str, template: &str| Text {
        language: "en".into(),
        key: [ID, "/", key].concat(),
        template: template.into(),
    };
    let rule = RuleInfo {
        id: [ID, "/", "rule"].concat(),
        severity: Severity::Warning,
        certainty: Certainty::Likely,
        off: true,
        needs: Vec::new(),
        options_schema: String::new(),
        title: [ID, "/", "title"].concat(),
        pages: vec![Page {
            language: "en".into(),
            text: "The place of a rule that is written in `handoff.toml`.".into(),
        }],
        since: None,
        deprecated: None,
        tags: Vec::new(),
        related: Vec::new(),
        evidence: Vec::new(),
        measured: None,
        link: None,
        properties: Vec::new(),
    };
    Description {
        id: ID.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        rules: vec![rule],
        catalogue: vec![text("title", "A rule of the configuration")],
        title: None,
        link: None,
        presets: Vec::new(),
        retired: Vec::new(),
        properties: Vec::new(),
    }
}

/// Reads the rules that are switched on.
pub fn rules(options: &[RuleOptions]) -> Result<Vec<WrittenRule>, String> {
    options.iter().map(|rule| WrittenRule::parse(&rule.rule, &rule.options)).collect()
}

/// Looks at one unit; returns what was found, and the ids of the rules that speak of nothing in it.
pub fn check(rules: &[WrittenRule], source: &dyn Source) -> (Vec<Finding>, Vec<String>) {
    let unit = Unit::new(source);
    let unit = NamedUnit::new(&unit);
    let (mut findings, mut idle) = (Vec::new(), Vec::new());
    for rule in rules {
        let verdict = verdict::judge(rule, &unit);
        if verdict.is_idle {
            idle.push(rule.id.clone());
        }
        findings.extend(verdict.findings);
    }
    (findings, idle)
}

#[cfg(target_arch = "wasm32")]
mod component {
    use std::cell::RefCell;

    use handoff_sdk::Finding;
    use handoff_sdk::bindings::exports::handoff::plugin::rules;
    use handoff_sdk::bindings::handoff::plugin::log::{Level, emit};

    use crate::condition::WrittenRule;

    thread_local! {
        /// The rules that are switched on; `None` until `configure` was called.
        static SWITCHED_ON: RefCell<Option<Vec<WrittenRule>>> = const { RefCell::new(None) };
    }

    struct Component;

    impl rules::Guest for Component {
        fn describe() -> rules::Description {
            crate::describe()
        }

        fn configure(rules: Vec<rules::RuleOptions>) -> Result<(), String> {
            handoff_sdk::hear_panics();
            SWITCHED_ON.set(Some(crate::rules(&rules)?));
            Ok(())
        }

        fn check(unit: &rules::View) -> Result<Vec<Finding>, String> {
            handoff_sdk::hear_panics();
            SWITCHED_ON.with_borrow(|rules| {
                let rules = rules.as_ref().ok_or("`configure` was not called before `check`")?;
                let (findings, idle) = crate::check(rules, unit);
                if !idle.is_empty() {
                    // The host joins these lines: a rule that speaks of nothing anywhere is told once.
                    emit(Level::Debug, &["speak of nothing here: ", &idle.join(" ")].concat());
                }
                Ok(findings)
            })
        }
    }

    handoff_sdk::bindings::export!(Component with_types_in handoff_sdk::bindings);
}
