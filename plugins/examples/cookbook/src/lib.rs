//! Ten short rules, each a different question to the view. The page `docs/plugins/cookbook.md` is made from them.

mod recipe;

mod asks_too_often;
mod bare_handoff;
mod customer_feels_it;
mod gap_at_border;
mod good_news_untold;
mod made_for_nobody;
mod skips_approval;
mod two_makers;
mod vague_label;
mod waits_for_customer;

use handoff_sdk::{Plugin, Rule};

/// The rules, in the order of the page.
pub const RECIPES: &[Rule] = &[
    gap_at_border::RULE,
    bare_handoff::RULE,
    waits_for_customer::RULE,
    good_news_untold::RULE,
    made_for_nobody::RULE,
    asks_too_often::RULE,
    vague_label::RULE,
    skips_approval::RULE,
    customer_feels_it::RULE,
    two_makers::RULE,
];

/// The plugin that holds them.
pub const PLUGIN: Plugin =
    Plugin { id: "cookbook", version: env!("CARGO_PKG_VERSION"), families: &[RECIPES] };

handoff_sdk::export!(PLUGIN);
