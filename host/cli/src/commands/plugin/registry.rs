//! `handoff plugin push` and `handoff plugin pull`

use crate::args;
use crate::console::Console;
use crate::exit::Exit;
use crate::run::Failure;
use crate::system::System;

pub(super) fn push(
    _asked: &args::Push,
    _system: &dyn System,
    _console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    Err(Failure::Usage("under construction".to_owned()))
}

pub(super) fn pull(
    _asked: &args::Pull,
    _system: &dyn System,
    _console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    Err(Failure::Usage("under construction".to_owned()))
}
