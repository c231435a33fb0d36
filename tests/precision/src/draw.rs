//! Draws findings for review: few of each rule, from many processes, tools and repositories.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use handoff_model::{Flow, Model, StepId};

use crate::Finding;

/// How a sample is drawn.
#[derive(Clone, Copy, Debug)]
pub struct SampleSize {
    /// The same seed draws the same findings of the same report.
    pub seed: u64,
    /// The most findings of one rule, severity and certainty.
    pub most: usize,
}

/// The most findings, of one rule, about what is one model written by different tools.
const TWINS: usize = 3;

/// The part of a sample that may come from one repository.
const SHARE: usize = 5;

/// Draws a sample, in the order of rules: at most [`SampleSize::most`] of each rule and severity, one of a process, three
/// of one model by different tools, and a fifth from one repository.
///
/// Each finding has a place in a line that depends on the seed and on the finding alone, so that a finding that comes or
/// goes does not change what else is drawn but at the end of the line.
pub fn draw<'f>(
    findings: &'f [Finding],
    models: &BTreeMap<String, Model>,
    sample: SampleSize,
) -> Vec<&'f Finding> {
    let mut lines: BTreeMap<(&str, &str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        lines.entry((&finding.rule, &finding.severity, &finding.certainty)).or_default().push(finding);
    }
    let mut drawn = Vec::new();
    for line in lines.values_mut() {
        line.sort_by_cached_key(|finding| {
            place(&(&finding.path, &finding.rule, &finding.element, &finding.item), sample.seed)
        });
        drawn.extend(pick(line, models, sample.most));
    }
    drawn
}

/// The least number of handoffs of a model that is read blind.
const HANDOFFS: usize = 3;

/// The least number of its labels that have several words, as those of businesses do.
const LABELS: usize = 8;

/// Draws exports to be read before the program has seen them: business-like ones, with handoffs between departments, at most
/// one of what is one model written by different tools, and a fifth from one repository.
pub fn exports(models: BTreeMap<String, Model>, sample: SampleSize) -> Vec<(String, Model)> {
    let mut line: Vec<(String, Model)> = models.into_iter().collect();
    line.sort_by_cached_key(|(path, _)| place(path, sample.seed));
    let (mut picked, mut labels) = (Vec::new(), Vec::<BTreeSet<String>>::new());
    let mut repositories: BTreeMap<String, usize> = BTreeMap::new();
    for (path, model) in line {
        if picked.len() == sample.most {
            break;
        }
        let own = words(&model);
        let from = repositories.entry(repository(&path).to_owned()).or_default();
        if handoffs(&model) >= HANDOFFS
            && own.iter().filter(|label| label.split_whitespace().count() > 1).count() >= LABELS
            && *from < sample.most.div_ceil(SHARE)
            && !labels.iter().any(|known| same(known, &own))
        {
            *from += 1;
            labels.push(own);
            picked.push((path, model));
        }
    }
    picked
}

/// Counts the flows from one named lane to another and the messages between pools that a process is drawn in.
fn handoffs(model: &Model) -> usize {
    let lane = |step: StepId| model.steps[step].lane.map(|lane| model.lanes[lane].name.trim());
    let crosses = |flow: &&Flow| {
        let (from, to) = (lane(flow.source), lane(flow.target));
        from != to && [from, to].iter().all(|lane| lane.is_some_and(|lane| !lane.is_empty()))
    };
    model.flows.rows().filter(crosses).count() + model.message_flows.len()
}

/// The repository of a corpus that keeps one folder for each below the folder of a format.
pub(crate) fn repository(path: &str) -> &str {
    let mut ends = path.match_indices('/').map(|(at, _)| at);
    let end = ends.nth(1).or_else(|| path.find('/')).unwrap_or(0);
    &path[..end]
}

/// The place of something in a line that depends on a seed: the same in every run.
pub fn place(what: &(impl Hash + ?Sized), seed: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    seed.hash(&mut hasher);
    what.hash(&mut hasher);
    hasher.finish()
}

fn pick<'f>(line: &[&'f Finding], models: &BTreeMap<String, Model>, most: usize) -> Vec<&'f Finding> {
    let mut picked: Vec<&Finding> = Vec::new();
    let mut labels: Vec<BTreeSet<String>> = Vec::new();
    let mut processes: BTreeSet<(&str, u32)> = BTreeSet::new();
    let mut repositories: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in line {
        if picked.len() == most {
            break;
        }
        let Some(model) = models.get(&finding.path) else { continue };
        let own = words(model);
        let twins = labels.iter().filter(|known| same(known, &own)).count();
        let from = repositories.entry(finding.repository()).or_default();
        if twins >= TWINS
            || *from >= most.div_ceil(SHARE)
            || !processes.insert((&finding.path, process(model, finding)))
        {
            continue;
        }
        *from += 1;
        labels.push(own);
        picked.push(finding);
    }
    picked
}

/// The process that a finding lies in; of one about the whole file, none.
fn process(model: &Model, finding: &Finding) -> u32 {
    let found = model.steps.rows().find(|step| step.id == finding.element);
    found.map_or(u32::MAX, |step| step.process.0)
}

/// The labels of a model, by which it is known again.
pub fn words(model: &Model) -> BTreeSet<String> {
    model.steps.rows().map(|step| step.name.to_lowercase()).filter(|name| !name.is_empty()).collect()
}

/// Tells whether two files hold mostly the same labels.
pub fn same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    shared > 0 && 2 * shared >= one.len().min(other.len())
}

#[cfg(test)]
mod tests {
    use super::{SampleSize, draw};
    use crate::Finding;
    use std::collections::BTreeMap;

    fn finding(path: &str, element: &str) -> Finding {
        Finding {
            path: path.to_owned(),
            rule: "data/late-input".to_owned(),
            severity: "error".to_owned(),
            certainty: "certain".to_owned(),
            element: element.to_owned(),
            item: String::new(),
            text: String::new(),
            others: Vec::new(),
            witness: Vec::new(),
            places: Vec::new(),
        }
    }

    fn drawn(files: &[(&str, &str)], most: usize) -> Vec<String> {
        let models = files.iter().map(|(path, text)| {
            let model = handoff_import::read(format!("handoff text 1\n{text}").as_bytes(), path).model;
            ((*path).to_owned(), model.expect("a model"))
        });
        let models: BTreeMap<_, _> = models.collect();
        let findings: Vec<Finding> =
            files.iter().flat_map(|(path, _)| [finding(path, "a"), finding(path, "b")]).collect();
        let drawn = draw(&findings, &models, SampleSize { seed: 1, most });
        let mut paths: Vec<String> = drawn.iter().map(|finding| finding.path.clone()).collect();
        paths.sort();
        paths
    }

    #[test]
    fn one_of_a_process() {
        assert_eq!(drawn(&[("f/r/x", "task A\ntask B")], 25), ["f/r/x"]);
    }

    #[test]
    fn three_of_one_model_by_different_tools() {
        let files: Vec<(String, &str)> = (0..6).map(|n| (format!("f/r{n}/x"), "task A\ntask B")).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        assert_eq!(drawn(&files, 25).len(), 3);
    }

    #[test]
    fn no_repository_dominates() {
        let files: Vec<(String, String)> =
            (0..20).map(|n| (format!("f/r/{n}"), format!("task A{n}\ntask B{n}"))).collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(drawn(&files, 25).len(), 5);
    }
}
