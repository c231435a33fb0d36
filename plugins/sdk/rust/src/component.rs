//! The component around a plugin: what the exports of the contract do.

use std::cell::{Cell, RefCell};
use std::sync::Once;

use crate::bindings::handoff::plugin::log::{Level, emit};
use crate::bindings::handoff::plugin::types::{Description, RuleOptions};
use crate::{Finding, Options, Plugin, Rule, Source, Unit};

thread_local! {
    /// The rules that are switched on; `None` until `configure` was called.
    static SWITCHED_ON: RefCell<Option<Vec<(&'static Rule, Options)>>> = const { RefCell::new(None) };
    /// The rule that is running.
    static RUNNING: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Makes a panic say its message in the host's log, with the rule that was running, so that the trap that follows has a
/// reason a person can read.
pub fn hear_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            let rule = RUNNING.get().map(|rule| ["rule `", rule, "` "].concat()).unwrap_or_default();
            emit(Level::Panic, &[rule, panic.to_string()].concat());
        }));
    });
}

/// Says what the plugin holds.
pub fn describe(plugin: &Plugin) -> Description {
    plugin.description()
}

/// Switches rules on, with their options.
pub fn configure(plugin: &Plugin, rules: &[RuleOptions]) -> Result<(), String> {
    let switch_on = |configured: &RuleOptions| {
        let rule = plugin.rules().find(|rule| rule.id == configured.rule);
        let rule =
            rule.ok_or_else(|| format!("there is no rule `{}` in `{}`", configured.rule, plugin.id))?;
        let options = Options::parse(&configured.options)
            .map_err(|error| format!("the options of `{}` are no JSON: {error}", rule.id))?;
        Ok((rule, options))
    };
    let rules = rules.iter().map(switch_on).collect::<Result<Vec<_>, String>>()?;
    SWITCHED_ON.set(Some(rules));
    Ok(())
}

/// Runs the rules that are switched on, over one unit.
///
/// Without `configure` it fails: silence must not look like health.
pub fn check(source: &dyn Source) -> Result<Vec<Finding>, String> {
    SWITCHED_ON.with_borrow(|rules| {
        let rules = rules.as_ref().ok_or("`configure` was not called before `check`")?;
        let unit = Unit::new(source);
        let run = |(rule, options): &(&'static Rule, Options)| {
            RUNNING.set(Some(rule.id));
            rule.run(&unit, options)
        };
        let found = rules.iter().flat_map(run).collect();
        RUNNING.set(None);
        Ok(found)
    })
}

/// Makes a crate the component of a [`Plugin`] when it is built for wasm; natively it does nothing.
#[macro_export]
macro_rules! export {
    ($plugin:expr) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            use $crate::bindings::exports::handoff::plugin::rules;

            struct Component;

            impl rules::Guest for Component {
                fn describe() -> rules::Description {
                    $crate::hear_panics();
                    $crate::describe(&$plugin)
                }

                fn configure(rules: Vec<rules::RuleOptions>) -> Result<(), String> {
                    $crate::hear_panics();
                    $crate::configure(&$plugin, &rules)
                }

                fn check(unit: &rules::View) -> Result<Vec<$crate::Finding>, String> {
                    $crate::hear_panics();
                    $crate::check(unit)
                }
            }

    $crate::bindings::export!(Component with_types_in $crate::bindings);
        };
    };
}
