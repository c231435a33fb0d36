//! A case, ready to be checked: the same import, landscape and configuration as those of a check.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use handoff_check::access;
use handoff_check::config::{Config, ConfigError, ConfigErrors, ConfigFile, Level};
use handoff_import::limits;
use handoff_landscape::{Export, Landscape, Settings};
use handoff_machine::System;
use handoff_model::{Refusal, RefusalKind};
use handoff_sandbox::{Description, RuleChoice, Selection};

use super::case_error::{CaseError, CaseErrorKind};
use super::cases::{Case, CaseInput, CasePage, RIGHT, WRONG};

/// The name under which the process of a case is read.
pub(crate) const PROCESS: &str = "case.handoff";
/// The name under which its configuration is read.
pub(crate) const CONFIGURATION: &str = "handoff.toml";

/// A case as far as no plugin is needed.
pub struct PreparedCase {
    /// The configuration of the case: its own block, else the defaults.
    pub config: Config,
    /// The landscape of the case, linked and analysed.
    pub landscape: Arc<Landscape>,
}

impl PreparedCase {
    /// Reads a case the way a check reads its files; what is `described` holds where the case has no configuration of its own.
    pub fn of(
        page: &CasePage,
        case: &Case,
        described: Option<&Settings>,
        system: &dyn System,
    ) -> Result<Self, Vec<CaseError>> {
        let text = case.configuration.as_ref().map(|(_, text)| ConfigFile::new(CONFIGURATION, text.as_str()));
        let line = case.configuration.as_ref().map_or(case.line, |(line, _)| *line);
        // Each at its own line of the page, as other faults are.
        let wrong = |ConfigErrors(complaints): ConfigErrors| {
            let fault = |complaint: &ConfigError| {
                let at = line + complaint.origin().line as usize;
                page.fault(at, CaseErrorKind::Configuration(Box::new(complaint.clone())))
            };
            complaints.iter().map(fault).collect::<Vec<_>>()
        };
        let mut config = Config::of(text, None).map_err(wrong)?;
        if let (None, Some(described)) = (&case.configuration, described) {
            config.settings = described.clone();
        }
        if !config.contracts.is_empty() {
            return Err(vec![page.fault(line, CaseErrorKind::ContractFiles)]);
        }
        let exports = match &case.process {
            CaseInput::Text(text) => import(page, case, PROCESS, text.as_bytes()).map(|export| vec![export]),
            CaseInput::Exports(paths) => paths.iter().map(|path| read(page, case, path, system)).collect(),
        };
        let exports = exports.map_err(|fault| vec![fault])?;
        let landscape = Arc::new(Landscape::of(exports, &config.settings));
        Ok(Self { config, landscape })
    }
}

/// Reads one export of a case.
fn read(page: &CasePage, case: &Case, path: &str, system: &dyn System) -> Result<Export, CaseError> {
    let Some(file) = &page.file else {
        return Err(page.fault(case.line, CaseErrorKind::NothingBeside(path.to_owned())));
    };
    let found = system.paths().join(file.parent().unwrap_or(Path::new(".")), Path::new(path));
    let bytes = system.read(&found, limits::MAX_BYTES).map_err(|problem| {
        page.fault(case.line, CaseErrorKind::UnreadExport(path.to_owned(), access(&problem)))
    })?;
    import(page, case, path, &bytes)
}

fn import(page: &CasePage, case: &Case, path: &str, bytes: &[u8]) -> Result<Export, CaseError> {
    let import = handoff_import::read(bytes, path);
    if let Some(model) = import.model {
        return Ok(Export { path: path.into(), model: model.into() });
    }
    let refusal = import.refusal.unwrap_or_else(|| Refusal::of_file(RefusalKind::UnknownText));
    let line = case.line + if path == PROCESS { refusal.span.line as usize } else { 0 };
    Err(page.fault(line, CaseErrorKind::RefusedExport(path.to_owned(), Box::new(refusal))))
}

/// Lists the rules that a page is for: those it is named for, `cases/FAULT.md`, or `cases/FAULT.de.md` in another language; none for
/// a page of another name.
pub(crate) fn own_rules<'d>(page: &CasePage, plugin: &'d Description) -> Vec<&'d str> {
    let ids = plugin.rules.iter().map(|rule| &*rule.id);
    let Some(file) = &page.file else { return ids.filter(|id| *id == page.name).collect() };
    let named = |part: Option<&std::ffi::OsStr>, name: &str| part.is_some_and(|part| part == name);
    let mut own: Vec<&str> = ids
        .filter(|id| id.split_once('/').is_some_and(|(_, fault)| named(file.file_prefix(), fault)))
        .collect();
    let folder = file.parent().and_then(Path::file_name);
    let of_folder = |id: &&str| id.split_once('/').is_some_and(|(family, _)| named(folder, family));
    if own.len() > 1 && own.iter().any(of_folder) {
        own.retain(of_folder);
    }
    own
}

/// Lists the rules that a case is about: those of its page and those it names; every rule where the page has none.
pub(crate) fn rules_of<'d>(page: &CasePage, case: &Case, plugin: &'d Description) -> Vec<&'d str> {
    let own = own_rules(page, plugin);
    let ids = plugin.rules.iter().map(|rule| &*rule.id);
    ids.filter(|id| own.is_empty() || own.contains(id) || case.names(id)).collect()
}

/// Complains about a case that expects rules of other plugins, or stands under the wrong heading.
pub(crate) fn misplaced(page: &CasePage, case: &Case, plugin: &Description) -> Option<CaseError> {
    if let Some(other) = case.rules().find(|rule| plugin.rule(rule).is_none()) {
        let near = handoff_check::nearest(other, plugin.rules.iter().map(|rule| &*rule.id));
        let kind = CaseErrorKind::ForeignRule {
            rule: other.to_owned(),
            plugin: plugin.id.to_string(),
            near: near.map(str::to_owned),
        };
        return Some(page.fault(case.line, kind));
    }
    let own = own_rules(page, plugin);
    let wrong =
        if own.is_empty() { !case.expected.is_empty() } else { own.iter().any(|rule| case.names(rule)) };
    let fits = if wrong { WRONG } else { RIGHT };
    (case.heading != fits && [WRONG, RIGHT].contains(&&*case.heading)).then(|| {
        page.fault(
            case.line,
            CaseErrorKind::Misplaced { heading: case.heading.clone(), is_wrong: wrong, fits },
        )
    })
}

/// Selects rules that a case is about, with the options of its configuration. They run even where they are off
/// by default: whoever writes a case for a rule wants it to run.
pub(crate) fn select(
    page: &CasePage,
    case: &Case,
    about: &[&str],
    config: &Config,
    plugin: &Description,
) -> Result<Selection, CaseError> {
    let line = case.configuration.as_ref().map_or(case.line, |(line, _)| *line);
    let of_case = config.rules.iter().filter(|entry| &*entry.source.path == CONFIGURATION);
    for entry in of_case {
        if plugin.rule(&entry.rule).is_none() {
            let (rule, plugin) = (entry.rule.clone(), plugin.id.to_string());
            return Err(page.fault(line, CaseErrorKind::ForeignConfiguration { rule, plugin }));
        }
    }
    let mut choices = BTreeMap::new();
    for rule in &plugin.rules {
        let mut choice = RuleChoice { on: Some(about.contains(&&*rule.id)), ..RuleChoice::default() };
        for entry in config.rules.iter().filter(|entry| *entry.rule == *rule.id) {
            if entry.level == Some(Level::Off) {
                choice.on = Some(false);
            }
            entry.add_to(&mut choice);
        }
        choices.insert(rule.id.to_string(), choice);
    }
    plugin
        .select(config.language.value, &choices)
        .map_err(|wrong| page.fault(line, CaseErrorKind::Options(wrong)))
}
