//! Short rules, each a different question to the view. The page `docs/plugins/cookbook.md` is made from them.

mod recipe;

mod asks_too_often;
mod bare_field;
mod bare_handoff;
mod customer_feels_it;
mod due_in_vain;
mod gap_at_border;
mod good_news_untold;
mod handed_around;
mod made_at_once;
mod made_for_nobody;
mod open_question;
mod skips_approval;
mod two_makers;
mod vague_label;
mod waits_for_customer;
mod word_of_mouth;

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
    bare_field::RULE,
    made_at_once::RULE,
    handed_around::RULE,
    word_of_mouth::RULE,
    open_question::RULE,
    due_in_vain::RULE,
];

/// The plugin that holds them.
pub const PLUGIN: Plugin =
    Plugin { id: "cookbook", version: env!("CARGO_PKG_VERSION"), families: &[RECIPES], ..Plugin::DEFAULT };

handoff_sdk::export!(PLUGIN);
