//! Which files lie near each other: folders hold many unrelated exports, so that links stay near.

use std::borrow::Cow;
use std::sync::Arc;

use handoff_model::Id;
use rustc_hash::FxHashMap;

use crate::indexed_export::ExportId;

/// The places of all files.
pub(crate) struct FilePlaces<'a> {
    folders: Vec<Vec<&'a str>>,
    /// Each file by its path without detours.
    files: FxHashMap<String, ExportId>,
}

impl<'a> FilePlaces<'a> {
    pub(crate) fn new(paths: &'a [Arc<str>]) -> Self {
        let mut files = FxHashMap::default();
        let mut folders = Vec::with_capacity(paths.len());
        for (file, path) in ExportId::number(paths) {
            let mut parts = parts(path);
            files.entry(parts.join("/")).or_insert(file);
            parts.pop();
            folders.push(parts);
        }
        Self { folders, files }
    }

    /// How near two files are: the larger, the nearer; `None` if farther than neighbouring folders.
    fn nearness(&self, one: ExportId, other: ExportId) -> Option<usize> {
        let (a, b) = (&self.folders[one.index()], &self.folders[other.index()]);
        if one == other {
            return Some(usize::MAX);
        }
        let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        (shared + 1 >= a.len().max(b.len())).then_some(shared)
    }

    /// Keeps the candidates nearest to a file.
    pub(crate) fn nearest<T: Copy>(
        &self,
        file: ExportId,
        candidates: &[T],
        place: impl Fn(T) -> ExportId,
    ) -> Vec<T> {
        let near = |candidate: T| self.nearness(file, place(candidate));
        let best = candidates.iter().filter_map(|candidate| near(*candidate)).max();
        candidates.iter().copied().filter(|candidate| best.is_some() && near(*candidate) == best).collect()
    }

    /// Finds the file that a location means, as seen from another file.
    pub(crate) fn located(&self, from: ExportId, location: &str) -> Option<ExportId> {
        let location = if location.contains("%20") {
            Cow::Owned(location.replace("%20", " "))
        } else {
            Cow::Borrowed(location)
        };
        let mut path = self.folders[from.index()].clone();
        for part in parts(&location) {
            match part {
                ".." => drop(path.pop()),
                _ => path.push(part),
            }
        }
        self.files.get(&path.join("/")).copied()
    }
}

fn parts(path: &str) -> Vec<&str> {
    path.split(['/', '\\']).filter(|part| *part != ".").collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{ExportId, FilePlaces};

    #[test]
    fn locations_are_seen_from_their_file() {
        let paths: Vec<Arc<str>> = ["a/b/x.bpmn", "a/y z.bpmn", "./w.bpmn"].map(Arc::from).to_vec();
        let places = FilePlaces::new(&paths);
        assert_eq!(places.located(ExportId(0), "../y%20z.bpmn"), Some(ExportId(1)));
        assert_eq!(places.located(ExportId(1), "./b\\x.bpmn"), Some(ExportId(0)));
        assert_eq!(places.located(ExportId(0), "../../w.bpmn"), Some(ExportId(2)));
        assert_eq!(places.located(ExportId(0), "w.bpmn"), None);
    }
}
