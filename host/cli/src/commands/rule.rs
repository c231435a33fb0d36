//! `handoff rule …`

use handoff_check::Exit;
use handoff_machine::{Console, System};

use super::{plugin, request};
use crate::args::{RuleSubcommand, RuleTestCommand, TestCommand};
use crate::harness::component::Component;
use crate::harness::pages;

/// Does what was asked for.
pub(super) fn run(
    verb: &RuleSubcommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    match verb {
        RuleSubcommand::Test(asked) => test(asked, system, console),
    }
}

/// Runs the cases of the rules that people wrote, as those of any plugin.
fn test(asked: &RuleTestCommand, system: &dyn System, console: &mut Console<'_>) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    let component = Component::written(&config, system)?;
    let pages = pages::embedded(&component.plugin.description);
    let cases = TestCommand {
        plugin: None,
        cases: Vec::new(),
        only: asked.only.clone(),
        update: false,
        seed: asked.seed,
        views: None,
        format: asked.format.clone(),
        watch: false,
    };
    plugin::test::judge(&cases, &component, &pages, system, console)
}
