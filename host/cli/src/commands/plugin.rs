//! `handoff plugin …`: one file per verb.

mod archive;
mod bench;
mod build;
mod check;
mod compile;
mod inspect;
pub(crate) mod new;
mod offers;
mod pin;
#[cfg(feature = "registry")]
mod registry;
mod replay;
pub(super) mod test;
mod update;
mod views;

use handoff_check::Exit;
use handoff_machine::{Console, System};

use crate::args::PluginSubcommand;

/// Does what was asked for.
pub(super) fn run(
    verb: &PluginSubcommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    match verb {
        PluginSubcommand::New(asked) => new::run(asked, system, console),
        PluginSubcommand::Build(asked) => build::run(asked, system, console),
        PluginSubcommand::Test(asked) => test::run(asked, system, console),
        PluginSubcommand::Views(asked) => views::run(asked, system, console),
        PluginSubcommand::Inspect(asked) => inspect::run(asked, system, console),
        PluginSubcommand::Bench(asked) => bench::run(asked, system, console),
        PluginSubcommand::Check(asked) => check::run(asked, system, console),
        PluginSubcommand::Replay(asked) => replay::run(asked, system, console),
        PluginSubcommand::Pin(asked) => pin::run(asked, system, console),
        PluginSubcommand::Outdated(asked) => update::outdated(asked, system, console),
        PluginSubcommand::Compile(asked) => compile::run(asked, system, console),
        PluginSubcommand::Save(asked) => archive::save(asked, system, console),
        PluginSubcommand::Load(asked) => archive::load(asked, system, console),
        #[cfg(feature = "registry")]
        PluginSubcommand::Push(asked) => registry::push(asked, system, console),
        #[cfg(feature = "registry")]
        PluginSubcommand::Pull(asked) => registry::pull(asked, system, console),
    }
}
