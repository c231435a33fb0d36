//! `handoff plugin new`: a package with one rule, its cases and its tests.

mod id;
pub(crate) mod package;

use std::path::Path;

use handoff_check::{ArtefactStore, CommandError, Exit, Rulebook};
use handoff_machine::{Console, System};
use handoff_model::Language;
use id::RuleId;

use crate::args;
use crate::commands::request;
use crate::texts::CliTexts;
use crate::usage::{PackageError, UsageError};

pub(super) fn run(
    asked: &args::NewCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let id = RuleId::parse(&asked.id).map_err(UsageError::from)?;
    refuse_taken(&id, system)?;
    let files = package::files(&id, asked.language, asked.sdk).map_err(UsageError::from)?;
    let folder = asked.path.as_deref().unwrap_or(Path::new(&id.family));
    if let Some(there) = files.keys().map(|path| folder.join(path)).find(|path| system.kind(path).is_ok()) {
        return Err(UsageError::from(PackageError::Occupied(there)).into());
    }
    for (path, text) in &files {
        let path = folder.join(path);
        let made = path.parent().map_or(Ok(()), |parent| system.make_folder(parent));
        made.and_then(|()| system.write(&path, text.as_bytes()))
            .map_err(|error| CommandError::Unwritten { path, error })?;
    }
    let texts = CliTexts::of(request::language(system)).plugin.new;
    let enter = (format!("cd {}", folder.display()), String::new());
    let steps = package::steps(asked.language);
    let steps = steps.into_iter().map(|(next, purpose)| (next.to_owned(), (texts.step)(purpose)));
    let next: Vec<_> = std::iter::once(enter).chain(steps).collect();
    let wide = next.iter().map(|(next, _)| next.len()).max().unwrap_or_default();
    let steps = next.iter().map(|(next, why)| format!("  {next:wide$}  {why}").trim_end().to_owned());
    let written = (texts.written)(&folder.to_string_lossy(), files.len(), &id.to_string());
    let lines: Vec<String> =
        [written, String::new(), texts.next.to_owned()].into_iter().chain(steps).collect();
    console.print(format!("{}\n", lines.join("\n")).as_bytes())?;
    Ok(Exit::Clean)
}

/// Refuses the families of the rules that come with `handoff`: a name that says whose a rule is must not lie.
fn refuse_taken(id: &RuleId, system: &dyn System) -> anyhow::Result<()> {
    let book = Rulebook::open(&ArtefactStore::new(system))?;
    if book.rules(Language::English).iter().any(|rule| rule.id.split('/').next() == Some(&id.family)) {
        return Err(UsageError::from(PackageError::TakenFamily(id.family.clone())).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use handoff_machine::{MemorySystem, System};

    /// Runs `handoff plugin new` and returns its exit code and what it said.
    fn new(system: &MemorySystem, arguments: &[&str]) -> (i32, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let arguments = ["handoff", "plugin", "new"].iter().chain(arguments).map(Into::into);
        let exit = crate::run(arguments, system, &mut out, &mut err);
        (exit as i32, String::from_utf8([out, err].concat()).unwrap())
    }

    fn refused(arguments: &[&str], reason: &str) {
        let system = MemorySystem::default();
        let (exit, said) = new(&system, arguments);
        assert!(exit == 2 && said.contains(reason), "{arguments:?}: {exit} {said}");
        assert!(system.walk(Path::new("/home"), None).is_empty(), "{arguments:?} wrote something");
    }

    #[test]
    fn a_package_is_written_once_and_never_over_another() {
        let system = MemorySystem::default();
        let (exit, said) = new(&system, &["acme/work-by-hand", "--lang", "rust"]);
        assert_eq!(exit, 0, "{said}");
        assert!(said.contains("cd acme") && said.contains("cargo test"), "{said}");
        let page = system.read(Path::new("acme/cases/work-by-hand.md"), 1 << 20).unwrap();
        assert!(String::from_utf8(page).unwrap().contains("acme/work-by-hand"));
        let (exit, said) = new(&system, &["acme/other", "--lang", "rust"]);
        assert!(exit == 2 && said.contains("exists already"), "{exit} {said}");
    }

    #[test]
    fn what_cannot_be_made_leaves_nothing_behind() {
        refused(&["data/fax", "--lang", "rust"], "come with handoff");
        refused(&["handoff/fax", "--lang", "rust"], "come with handoff");
        refused(&["Acme/fax", "--lang", "rust"], "family/fault");
        refused(&["acme/fax", "--lang", "c", "--sdk", "published"], "C");
    }
}
