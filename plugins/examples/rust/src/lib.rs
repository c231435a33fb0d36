//! A worked example of a plugin in Rust: what costs time between departments and adds nothing.

mod pass_through;

use handoff_sdk::Plugin;

/// All rules: a new one is a file beside this one, a page in `cases/`, and a line here.
pub const PLUGIN: Plugin =
    Plugin { id: "lean", version: env!("CARGO_PKG_VERSION"), families: &[&[pass_through::RULE]], ..Plugin::DEFAULT };

handoff_sdk::export!(PLUGIN);

#[cfg(test)]
mod tests {
    #[test]
    fn the_rules_find_what_their_pages_promise() {
        handoff_sdk::testing::check_views(&super::PLUGIN, "views");
    }
}
