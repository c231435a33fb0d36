//! `handoff plugin …`: one file per verb.

mod archive;
mod bench;
mod build;
mod check;
mod compile;
mod inspect;
mod new;
mod pin;
#[cfg(feature = "registry")]
mod registry;
mod replay;
mod test;

use handoff_check::{Exit, Failure};
use handoff_machine::{Console, System};

use crate::args::Verb;

/// Does what was asked for.
pub(super) fn run(verb: &Verb, system: &dyn System, console: &mut Console<'_>) -> Result<Exit, Failure> {
    match verb {
        Verb::New(asked) => new::run(asked, system, console),
        Verb::Build(asked) => build::run(asked, system, console),
        Verb::Test(asked) => test::run(asked, system, console),
        Verb::Inspect(asked) => inspect::run(asked, system, console),
        Verb::Bench(asked) => bench::run(asked, system, console),
        Verb::Check(asked) => check::run(asked, system, console),
        Verb::Replay(asked) => replay::run(asked, system, console),
        Verb::Pin(asked) => pin::run(asked, system, console),
        Verb::Compile => compile::run(system, console),
        Verb::Save(asked) => archive::save(asked, system, console),
        Verb::Load(asked) => archive::load(asked, system, console),
        #[cfg(feature = "registry")]
        Verb::Push(asked) => registry::push(asked, system, console),
        #[cfg(feature = "registry")]
        Verb::Pull(asked) => registry::pull(asked, system, console),
    }
}
