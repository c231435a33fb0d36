//! `handoff schema`, and the schema that `handoff config` prints.

use handoff_machine::Console;

use crate::args::SchemaOf;
use crate::exit::Exit;
use crate::failure::Failure;

use super::output;

pub(super) fn run(what: SchemaOf, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let schema = match what {
        SchemaOf::Report => handoff_report::json::schema(),
        SchemaOf::List => handoff_report::list::schema(),
        SchemaOf::Diff => handoff_report::diff::json::schema(),
        SchemaOf::Map => handoff_report::map::json::schema(),
        SchemaOf::Watch => crate::watch::schema(),
        SchemaOf::Config => crate::config::schema(),
        SchemaOf::Contracts => crate::config::contracts_schema(),
    };
    output::finish(console, format!("{schema:#}\n").as_bytes())
}
