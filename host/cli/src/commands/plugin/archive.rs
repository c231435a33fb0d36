//! `handoff plugin save` and `handoff plugin load`

use crate::args;
use crate::console::Console;
use crate::exit::Exit;
use crate::run::Failure;
use crate::system::System;

pub(super) fn save(
    _asked: &args::Save,
    _system: &dyn System,
    _console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    Err(Failure::Usage("under construction".to_owned()))
}

pub(super) fn load(
    _asked: &args::Load,
    _system: &dyn System,
    _console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    Err(Failure::Usage("under construction".to_owned()))
}
