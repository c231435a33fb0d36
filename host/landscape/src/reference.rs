//! Which process a reference means.
//!
//! Ids are compared exactly, and those of a qualified name in its namespace only. A name is looked for where nothing
//! has that id. Of several processes, the one in the file itself is meant, else the one in a file that it imports, else
//! the nearest; where several are equally near, none is taken.

use std::sync::Arc;

use handoff_model::ProcessId;
use rustc_hash::FxHashMap;

use crate::{
    file_places::FilePlaces,
    indexed_export::IndexedExport,
    name::{generic, key},
};

/// A process of some file.
pub(crate) type ProcessRef = (usize, ProcessId);

/// A reference to a process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference<'r> {
    /// The file it stands in.
    pub(crate) file: usize,
    /// The namespace of the id, where one is told.
    pub(crate) namespace: Option<&'r str>,
    /// The id or name.
    pub(crate) text: &'r str,
    /// An id that many files use counts as an id; else it says as little as such a name.
    pub(crate) exact: bool,
}

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// The process of that id.
    Id(ProcessRef),
    /// The process of that name.
    Name(ProcessRef),
    /// None.
    Nothing,
    /// Several that are equally near.
    Several(Vec<ProcessRef>),
}

impl Resolution {
    /// Returns the process that is meant, if it can be told.
    pub(crate) fn process(&self) -> Option<ProcessRef> {
        match self {
            Self::Id(found) | Self::Name(found) => Some(*found),
            Self::Nothing | Self::Several(_) => None,
        }
    }
}

/// All processes, by what they may be called.
pub(crate) struct Processes<'a> {
    readings: &'a [Arc<IndexedExport>],
    ids: FxHashMap<&'a str, Vec<ProcessRef>>,
    names: FxHashMap<&'a str, Vec<ProcessRef>>,
    pools: FxHashMap<&'a str, Vec<ProcessRef>>,
    /// For each file, the files it imports, each with its namespace.
    imports: Vec<Vec<(&'a str, usize)>>,
}

impl<'a> Processes<'a> {
    pub(crate) fn new(readings: &'a [Arc<IndexedExport>], places: &FilePlaces<'_>) -> Self {
        let mut ids: FxHashMap<&str, Vec<ProcessRef>> = FxHashMap::default();
        let (mut names, mut pools) = (ids.clone(), ids.clone());
        for (file, IndexedExport { model, keys, .. }) in readings.iter().map(|reading| &**reading).enumerate()
        {
            for ((id, process), name) in model.processes.iter().zip(&keys.processes) {
                ids.entry(&process.id).or_default().push((file, id));
                if !name.is_empty() {
                    names.entry(name).or_default().push((file, id));
                }
            }
            for (pool, name) in model.participants.rows().zip(&keys.pools) {
                if let Some(process) = pool.process {
                    pools.entry(name).or_default().push((file, process));
                }
            }
        }
        let imports = readings.iter().enumerate().map(|(file, reading)| {
            let imports = reading.model.imports.iter();
            let mut imports: Vec<(&str, usize)> = imports
                .filter_map(|import| {
                    Some((import.namespace.as_str(), places.located(file, &import.location)?))
                })
                .collect();
            imports.sort_unstable();
            imports.dedup();
            imports
        });
        let imports = imports.collect();
        Self { readings, ids, names, pools, imports }
    }

    /// Finds what a reference means.
    pub(crate) fn find(&self, places: &FilePlaces<'_>, reference: Reference<'_>) -> Resolution {
        let telling = |found: &ProcessRef| found.0 == reference.file || !generic(reference.text);
        let by_id = self.ids.get(reference.text).map(Vec::as_slice).unwrap_or_default();
        let by_id = self.meant(places, reference, by_id, |found| reference.exact || telling(found));
        match by_id[..] {
            [] => {}
            [found] => return Resolution::Id(found),
            _ => return Resolution::Several(by_id),
        }
        let by_name = self.names.get(&*key(reference.text)).map(Vec::as_slice).unwrap_or_default();
        let by_name = self.meant(places, reference, by_name, telling);
        match by_name[..] {
            [] => Resolution::Nothing,
            [found] => Resolution::Name(found),
            _ => Resolution::Several(by_name),
        }
    }

    /// Finds the one process that a pool of a telling name describes, as seen from a file.
    pub(crate) fn pool(&self, places: &FilePlaces<'_>, file: usize, name: &str) -> Option<ProcessRef> {
        let candidates = self.pools.get(name).or_else(|| self.names.get(name))?;
        match places.nearest(file, candidates, |candidate| candidate.0)[..] {
            [found] => Some(found),
            _ => None,
        }
    }

    /// Keeps of the candidates those that are meant.
    fn meant(
        &self,
        places: &FilePlaces<'_>,
        reference: Reference<'_>,
        candidates: &[ProcessRef],
        telling: impl Fn(&ProcessRef) -> bool,
    ) -> Vec<ProcessRef> {
        let at_home = |found: &&ProcessRef| {
            // A file without a namespace does not say that another is meant.
            let home = &self.readings[found.0].model.namespace;
            home.is_empty() || reference.namespace.is_none_or(|namespace| namespace == home)
        };
        let fitting: Vec<ProcessRef> = candidates.iter().filter(at_home).copied().collect();
        let own: Vec<ProcessRef> =
            fitting.iter().copied().filter(|found| found.0 == reference.file).collect();
        if !own.is_empty() {
            return own;
        }
        let imports = self.imports[reference.file].iter();
        let imported: Vec<usize> = imports
            .filter(|(home, _)| reference.namespace.is_none_or(|namespace| namespace == *home))
            .map(|(_, file)| *file)
            .collect();
        let there: Vec<ProcessRef> =
            fitting.iter().copied().filter(|found| imported.contains(&found.0)).collect();
        if !there.is_empty() {
            return there;
        }
        let near = places.nearest(reference.file, &fitting, |found| found.0);
        near.into_iter().filter(telling).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::{Export, Landscape, lexicon::tests::settings};

    /// Makes an export in a namespace: a process of one id and name, which calls another if one is given.
    fn export(path: &str, namespace: &str, (id, name): (&str, &str), calls: &str) -> Export {
        let call = if calls.is_empty() {
            "<task id='do'/>".to_owned()
        } else {
            format!("<callActivity id='go' calledElement='{calls}'/>")
        };
        let text = format!(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:h='urn:home' xmlns:a='urn:abroad' \
             targetNamespace='{namespace}'>\
             <import importType='http://www.omg.org/spec/BPMN/20100524/MODEL' location='kept.bpmn' namespace='urn:home'/>\
             <process id='{id}' name='{name}'>{call}</process></definitions>"
        );
        let model = handoff_import::read(text.as_bytes(), "case.bpmn").model.unwrap();
        Export { path: Arc::from(path), model: Arc::new(model) }
    }

    #[track_caller]
    fn check(called: &[(&str, &str, (&str, &str))], calls: &str, expected: &str) {
        let mut exports = vec![export("caller.bpmn", "urn:caller", ("main", ""), calls)];
        exports.extend(called.iter().map(|(path, namespace, process)| export(path, namespace, *process, "")));
        let landscape = Landscape::of(exports, &settings());
        let notes: Vec<&str> = landscape.notes.iter().map(|(_, note)| note.code.name).collect();
        assert_eq!(format!("{} | {}", landscape.units[0].name, notes.join(", ")), expected);
    }

    #[test]
    fn an_id_is_an_id_whoever_made_it() {
        for id in ["Process_1", "Process_0i57bwz", "sid-6FB1", "a8098c1a-f86e-11da-bd1a-00112444be1e"] {
            check(&[("x.bpmn", "urn:x", (id, ""))], id, "caller.bpmn + x.bpmn | ");
        }
        check(&[("x.bpmn", "urn:x", ("Process_1", ""))], "process_1", "caller.bpmn | call-without-process");
    }

    #[test]
    fn a_qualified_name_is_looked_for_in_its_namespace() {
        let both = [("x.bpmn", "urn:home", ("p", "")), ("y.bpmn", "urn:abroad", ("p", ""))];
        check(&both, "h:p", "caller.bpmn + x.bpmn | ");
        check(&both, "a:p", "caller.bpmn + y.bpmn | ");
        check(&both[..1], "a:p", "caller.bpmn | call-without-process");
        check(&both, "p", "caller.bpmn | ambiguous-call");
    }

    #[test]
    fn an_imported_file_is_meant_before_others() {
        let both = [("x.bpmn", "urn:home", ("p", "")), ("kept.bpmn", "urn:home", ("p", ""))];
        check(&both, "h:p", "caller.bpmn + kept.bpmn | ");
    }

    #[test]
    fn a_name_links_and_is_said() {
        check(
            &[("x.bpmn", "urn:x", ("p", "Pack goods"))],
            "pack-goods",
            "caller.bpmn + x.bpmn | call-by-name",
        );
        check(&[("x.bpmn", "urn:x", ("p", "Process"))], "process", "caller.bpmn | call-without-process");
    }

    #[test]
    fn a_call_of_nothing_is_in_the_account() {
        check(&[], "elsewhere", "caller.bpmn | call-without-process");
        check(&[], "${next}", "caller.bpmn | call-without-process");
    }
}
