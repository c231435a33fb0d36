//! The paths that pipelines look files up by: from the root of the repository, wherever the job runs.
//!
//! People read paths as they named them. GitHub and GitLab show an annotation only where its path is that of a file in
//! the change, so that the outputs made for them are written from a report with other paths.

use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_finding::{Finding, Place};
use handoff_machine::{Paths, System};
use handoff_report::{FileReport, Handoff, IgnoredFinding, Report};

/// Variables in which pipelines say where the repository lies.
const WORKSPACES: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// Returns a report with the paths that pipelines know.
pub(crate) fn report(report: &Report, system: &dyn System) -> Report {
    RepositoryRoot::of(system).map_or_else(|| report.clone(), |root| root.report(report))
}

/// Returns how pipelines know a path.
pub(crate) fn path(system: &dyn System) -> impl Fn(&str) -> Arc<str> {
    let root = RepositoryRoot::of(system);
    move |shown| root.as_ref().map_or_else(|| shown.into(), |root| root.path(shown))
}

/// The root of the repository, seen from the folder in which the program runs.
struct RepositoryRoot {
    top: PathBuf,
    here: PathBuf,
    paths: Paths,
}

impl RepositoryRoot {
    /// Finds the root: where the pipeline says it is, else where git keeps its own files; `None` where there is none
    /// around the current folder.
    fn of(system: &dyn System) -> Option<Self> {
        let here = system.identity(&system.current_dir().ok()?);
        let said = WORKSPACES.iter().filter_map(|name| Some(system.identity(Path::new(&system.env(name)?))));
        let git = handoff_check::repository(system, &here).map(Path::to_path_buf);
        let top = said.chain(git).find(|top| here.starts_with(top))?;
        Some(Self { top, here, paths: system.paths() })
    }

    /// Returns a path as the repository knows it; what lies elsewhere, or is no file, stays as it is shown.
    fn path(&self, shown: &str) -> Arc<str> {
        if shown.is_empty() || shown.starts_with('<') {
            return shown.into();
        }
        let full = self.paths.resolve(&self.here, Path::new(shown));
        let Ok(inside) = full.strip_prefix(&self.top) else { return shown.into() };
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/").into()
    }

    /// Rewrites the paths of a report.
    fn report(&self, report: &Report) -> Report {
        let mut report = report.clone();
        for file in &mut report.files {
            let path = self.path(&file.path);
            *file = FileReport { path, ..FileReport::clone(file) }.into();
        }
        for handoff in &mut report.handoffs {
            *handoff = self.handoff(handoff).into();
        }
        let of_causes =
            report.causes.iter_mut().flat_map(|cause| iter::once(&mut cause.first).chain(&mut cause.others));
        let of_open = report.open.iter_mut().flat_map(|open| &mut open.findings);
        for finding in report.findings.iter_mut().chain(of_causes).chain(of_open) {
            *finding = self.finding(finding).into();
        }
        for mend in &mut report.plan.mends {
            mend.file = self.path(&mend.file);
        }
        for IgnoredFinding { finding, reasons } in &mut report.ignored {
            *finding = self.finding(finding).into();
            for reason in reasons {
                reason.origin.file = self.path(&reason.origin.file);
            }
        }
        for sketch in &mut report.sketches {
            sketch.place.file = self.path(&sketch.place.file);
        }
        report
    }

    fn handoff(&self, handoff: &Handoff) -> Handoff {
        let mut handoff = handoff.clone();
        let path = self.path(&handoff.place.file);
        if let Some(rest) = handoff.id.strip_prefix(&*handoff.place.file) {
            handoff.id = format!("{path}{rest}").into();
        }
        handoff.place.file = path;
        handoff
    }

    /// Rewrites the paths of a finding.
    fn finding(&self, finding: &Finding) -> Finding {
        let mut finding = finding.clone();
        let reach = finding.reach.iter_mut().flat_map(|reach| {
            reach.touchpoint.iter_mut().chain(&mut reach.path).chain(&mut reach.repaired_by)
        });
        let places = iter::once(&mut finding.place).chain(reach);
        let places: Vec<&mut Place> =
            places.chain(&mut finding.witness).chain(&mut finding.related).collect();
        for place in places {
            place.file = self.path(&place.file);
        }
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(root: &str, here: &str, shown: &str, expected: &str) {
        let root = RepositoryRoot { top: root.into(), here: here.into(), paths: Paths::Unix };
        assert_eq!(&*root.path(shown), expected, "{shown} in {here}");
    }

    #[test]
    fn paths_begin_at_the_root() {
        check("/shop", "/shop", "exports/order.bpmn", "exports/order.bpmn");
        check("/shop", "/shop", "./exports/order.bpmn", "exports/order.bpmn");
        check("/shop", "/shop/exports", "order.bpmn", "exports/order.bpmn");
        check("/shop", "/shop/exports", "../contracts/sales.toml", "contracts/sales.toml");
        check("/shop", "/shop/exports", "/shop/exports/order.bpmn", "exports/order.bpmn");
    }

    #[test]
    fn what_lies_elsewhere_stays_as_it_is() {
        check("/shop", "/shop", "/other/order.bpmn", "/other/order.bpmn");
        check("/shop", "/shop", "../order.bpmn", "../order.bpmn");
        check("/shop", "/shop/exports", "<stdin>", "<stdin>");
        check("/shop", "/shop/exports", "", "");
    }
}
