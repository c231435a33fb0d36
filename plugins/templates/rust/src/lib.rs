//! The rules of `{{family}}`.

mod {{fault_snake}};

use handoff_sdk::Plugin;

/// All rules: a new one is a file beside this one, a page in `cases/`, and a line here.
pub const PLUGIN: Plugin = Plugin {
    id: "{{family}}",
    version: env!("CARGO_PKG_VERSION"),
    families: &[&[{{fault_snake}}::RULE]],
    ..Plugin::DEFAULT
};

handoff_sdk::export!(PLUGIN);

#[cfg(test)]
mod tests {
    #[test]
    fn the_rules_find_what_their_pages_promise() {
        handoff_sdk::testing::check_views(&super::PLUGIN, "views");
    }
}
