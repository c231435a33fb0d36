//! Which files are checked: paths, folders and globs, in the order given.
//!
//! Whatever is named and cannot be had becomes an input that was not read: the account shows it, and the run goes on.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use handoff_machine::{
    FileKind, Pattern, ReadError, System, WalkEntry, is_about_path, is_glob, literal_start,
};
use handoff_model::AccessRefusal;

use crate::access::access;
use crate::config::{Config, PathEntry};
use crate::path::matches;
use crate::scope::ReadScope;

/// Endings of files that are exports for certain, in small letters.
const EXPORTS: [&str; 4] = [".bpmn", ".bpmn2", ".bpmn20.xml", ".handoff"];
/// The ending of files that may be exports: their content decides.
const PERHAPS: &str = ".xml";

/// Tells whether a link may lead to exports: by its name to one, or without an ending to a folder of them.
pub(crate) fn may_lead_to_exports(link: &Path) -> bool {
    link.extension().is_none_or(|ending| {
        ["bpmn", "bpmn2", "xml", "handoff"].iter().any(|export| ending.eq_ignore_ascii_case(export))
    })
}

/// One export to read, under the name that reports give it.
#[derive(Debug, PartialEq, Eq)]
pub struct Input {
    /// Its path as shown to the user.
    pub path: String,
    /// Where its bytes come from, or why there are none.
    pub from: InputSource,
}

/// Where the bytes of an input come from.
#[derive(Debug, PartialEq, Eq)]
pub enum InputSource {
    /// A file that was named, or whose ending says that it is an export.
    File(PathBuf),
    /// A file met in a folder, which is an export only if its content says so.
    Perhaps(PathBuf),
    /// A file met in a folder whose ending is that of no export: it counts only if its content says that it is a process
    /// model in a format that cannot be read.
    Beside(PathBuf),
    /// Standard input.
    Stdin,
    /// Nothing to read.
    Nowhere {
        /// Why.
        kind: AccessRefusal,
        /// Nothing is there at all; else there is something that cannot be read.
        absent: bool,
    },
}

impl InputSource {
    /// Returns the file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) | Self::Perhaps(path) | Self::Beside(path) => Some(path),
            Self::Stdin | Self::Nowhere { .. } => None,
        }
    }
}

/// Everything that a run reads, and how it was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct InputList {
    /// The inputs, each file once.
    pub list: Vec<Input>,
    /// What they are, by whatever way they were named.
    pub identities: HashSet<PathBuf>,
    /// How many files in folders were left out on request.
    pub excluded: usize,
    /// Each export is drawn as it is read, for an output that shows drawings.
    pub draws: bool,
}

impl InputList {
    /// Finds what was named, `-` being standard input under the name `stdin`; without anything, what the configuration
    /// names, else this folder. Only what was named may lie, or lead, out of the repository.
    pub fn find(named: &[PathBuf], stdin: Option<&str>, config: &Config, system: &dyn System) -> Self {
        let here = Path::new(".");
        let mut finder = InputFinder::new(system, &config.base, &config.exclude);
        for path in named {
            if path == Path::new("-") {
                finder.add_stdin(stdin.unwrap_or("<stdin>"));
            } else {
                finder.add(path, here);
            }
        }
        if named.is_empty() {
            let scope =
                if config.inputs.is_empty() { ReadScope::around(system, here) } else { config.scope.clone() };
            finder.scope = Some(scope);
            config.inputs.iter().for_each(|entry| finder.add(entry.text.as_ref(), &config.base));
            if config.inputs.is_empty() {
                finder.add(here, here);
            }
        }
        finder.finish()
    }
}

/// Looks for exports in files, folders and globs, and takes each file once.
pub struct InputFinder<'a> {
    system: &'a dyn System,
    /// Where what is named may lie; anywhere if not given.
    scope: Option<ReadScope>,
    exclude: Pattern,
    base: PathBuf,
    /// Inputs met, those included that were there already.
    met: usize,
    /// The identities of folders in which files were met.
    folders: HashMap<PathBuf, PathBuf>,
    /// The files beside exports, by identity, with the paths they are shown under.
    beside: HashMap<PathBuf, String>,
    found: InputList,
}

impl<'a> InputFinder<'a> {
    /// Prepares to find inputs, leaving out what the configuration in the folder `base` excludes.
    pub fn new(system: &'a dyn System, base: &Path, exclude: &[PathEntry]) -> Self {
        // The configuration has been validated: every entry is a glob. A folder stands for all that is in it.
        let all = exclude.iter().flat_map(|entry| {
            let text = entry.text.trim_end_matches('/');
            [text.to_owned(), format!("{text}/**")]
        });
        let exclude = system.paths().pattern(all).unwrap_or_default();
        Self {
            system,
            scope: None,
            exclude,
            base: base.to_path_buf(),
            met: 0,
            folders: HashMap::new(),
            beside: HashMap::new(),
            found: InputList::default(),
        }
    }

    /// Adds what a person named; `folder` is what relative paths are relative to.
    pub fn add(&mut self, named: &Path, folder: &Path) {
        let path = self.system.paths().join(folder, named);
        let shown = self.system.paths().shown(named);
        let start = if is_glob(&shown) && self.system.kind(&path).is_err() {
            self.system.paths().join(folder, Path::new(literal_start(&shown)))
        } else {
            path.clone()
        };
        if let Some(Err(problem)) = self.scope.as_ref().map(|scope| scope.admit(self.system, &start)) {
            return self.refuse(&path, &problem);
        }
        match self.system.kind(&path) {
            Ok(FileKind::Folder) => self.add_folder(&path, &shown),
            // The marks of a pattern are allowed in no name of Windows, which says so instead of finding nothing.
            Err(ReadError::Io(error)) if is_about_path(&error) && is_glob(&shown) => {
                self.add_glob(&shown, folder);
            }
            Ok(FileKind::File | FileKind::Special) => self.push(path, true, InputSource::File),
            Err(problem) => self.refuse(&path, &problem),
        }
    }

    /// Adds standard input under the name that reports use; it can be read once.
    pub fn add_stdin(&mut self, name: &str) {
        let input = Input { path: name.to_owned(), from: InputSource::Stdin };
        if !self.found.list.contains(&input) {
            self.found.list.push(input);
        }
    }

    /// Returns the inputs found so far, in the order in which they were added.
    pub fn finish(self) -> InputList {
        self.found
    }

    fn add_folder(&mut self, folder: &Path, named: &str) {
        let (before, mut beside) = (self.met, 0);
        let scope = self.scope_of(folder);
        for met in self.system.walk(folder, scope.as_ref().map(ReadScope::root)) {
            let path = self.system.paths().join(Path::new("."), &met.path);
            let name = path.to_string_lossy().to_lowercase();
            if self.is_excluded(&path) {
                self.found.excluded += 1;
            } else if matches!(met.problem, Some(ReadError::Outside)) && !may_lead_to_exports(&path) {
                // No export lies behind it.
            } else if let Some(problem) = met.problem {
                self.refuse(&path, &problem);
            } else if EXPORTS.iter().any(|ending| name.ends_with(ending)) {
                self.push(path, met.is_link, InputSource::File);
            } else if name.ends_with(PERHAPS) {
                self.push(path, met.is_link, InputSource::Perhaps);
            } else {
                self.push(path, met.is_link, InputSource::Beside);
                beside += 1;
            }
        }
        if self.met == before + beside {
            self.nothing(named, AccessRefusal::NoExport, true);
        }
    }

    fn add_glob(&mut self, pattern: &str, folder: &Path) {
        let Ok(glob) = self.system.paths().pattern([pattern]) else {
            return self.nothing(pattern, AccessRefusal::BadPattern, false);
        };
        let before = self.met;
        let scope = self.scope_of(&self.system.paths().join(folder, Path::new(literal_start(pattern))));
        let within = scope.as_ref().map(ReadScope::root);
        for WalkEntry { path, is_link, problem } in matches(self.system, pattern, &glob, folder, within) {
            match problem {
                _ if self.is_excluded(&path) => self.found.excluded += 1,
                Some(problem) => self.refuse(&path, &problem),
                None => self.push(path, is_link, InputSource::File),
            }
        }
        if self.met == before {
            self.nothing(pattern, AccessRefusal::NoMatch, true);
        }
    }

    /// Returns where links may lead that are met in a folder. In a repository others link too, and whoever names a folder of it does not
    /// name what they link there.
    fn scope_of(&self, folder: &Path) -> Option<ReadScope> {
        self.scope.clone().or_else(|| ReadScope::of_repository(self.system, folder))
    }

    fn is_excluded(&self, path: &Path) -> bool {
        self.exclude.fits(path.strip_prefix(&self.base).unwrap_or(path))
            || (self.system.paths().is_absolute(path) && self.exclude.fits(path))
    }

    /// Adds a file, unless it is there already, by whatever way; `asks` if its own name may not say what it is.
    fn push(&mut self, path: PathBuf, asks: bool, from: fn(PathBuf) -> InputSource) {
        self.met += 1;
        let identity = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if !asks => self.folder(folder).join(name),
            _ => self.system.identity(&path),
        };
        let shown = self.system.paths().shown(&path);
        let from = from(path);
        if matches!(from, InputSource::Beside(_)) {
            // It is no input until its content says so: what is written over it loses nothing.
            if !self.found.identities.contains(&identity)
                && self.beside.insert(identity, shown.clone()).is_none()
            {
                self.found.list.push(Input { path: shown, from });
            }
        } else if self.found.identities.insert(identity.clone()) {
            if let Some(met) = self.beside.remove(&identity) {
                self.found.list.retain(|input| input.path != met);
            }
            self.found.list.push(Input { path: shown, from });
        }
    }

    /// Returns the identity of a folder; most files of a walk stand in one with others.
    fn folder(&mut self, folder: &Path) -> &Path {
        if !self.folders.contains_key(folder) {
            let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            self.folders.insert(folder.to_path_buf(), self.system.identity(here));
        }
        &self.folders[folder]
    }

    fn refuse(&mut self, path: &Path, problem: &ReadError) {
        self.met += 1;
        let absent = matches!(problem, ReadError::Io(error) if error.kind() == std::io::ErrorKind::NotFound);
        self.nothing(&self.system.paths().shown(path), access(problem), absent);
    }

    fn nothing(&mut self, shown: &str, kind: AccessRefusal, absent: bool) {
        let from = InputSource::Nowhere { kind, absent };
        let input = Input { path: shown.to_owned(), from };
        if !self.found.list.contains(&input) {
            self.found.list.push(input);
        }
    }
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;
    use handoff_model::{Language, Refusal};

    use super::*;
    use crate::config::ConfigFile;

    fn machine() -> MemorySystem {
        [
            "a.bpmn",
            "b.BPMN",
            "c.xml",
            "d.txt",
            "old/e.bpmn",
            "old/deep/f.bpmn20.xml",
            "new/g.handoff",
            ".h.bpmn",
        ]
        .into_iter()
        .fold(MemorySystem::default(), |machine, path| machine.file(path, ""))
    }

    #[track_caller]
    fn check(named: &[&str], exclude: &[&str], expected: &[&str], excluded: usize) {
        check_on(&machine(), named, exclude, expected, excluded);
    }

    #[track_caller]
    fn check_on(
        machine: &MemorySystem,
        named: &[&str],
        exclude: &[&str],
        expected: &[&str],
        excluded: usize,
    ) {
        let source = ConfigFile::new("handoff.toml", "");
        let exclude: Vec<PathEntry> = exclude
            .iter()
            .map(|text| PathEntry { text: (*text).to_owned(), source: source.clone(), span: 0..0 })
            .collect();
        let mut finder = InputFinder::new(machine, Path::new("."), &exclude);
        for named in named {
            finder.add(named.as_ref(), Path::new("."));
        }
        let found = finder.finish();
        let show = |input: &Input| match &input.from {
            InputSource::File(_) => input.path.clone(),
            InputSource::Perhaps(_) => format!("{}?", input.path),
            InputSource::Beside(_) => format!("({})", input.path),
            InputSource::Stdin => "-".to_owned(),
            InputSource::Nowhere { kind, .. } => {
                let reason = Refusal::of_file(kind.clone()).reason(Language::English);
                format!("{}: {reason}", input.path)
            }
        };
        assert_eq!(found.list.iter().map(show).collect::<Vec<_>>(), expected, "{named:?}");
        assert_eq!(found.excluded, excluded, "{named:?}");
    }

    #[test]
    fn folders_give_what_looks_like_an_export() {
        let all =
            ["a.bpmn", "b.BPMN", "c.xml?", "(d.txt)", "new/g.handoff", "old/deep/f.bpmn20.xml", "old/e.bpmn"];
        check(&["."], &[], &all, 0);
        check(&["./old/"], &[], &["old/deep/f.bpmn20.xml", "old/e.bpmn"], 0);
    }

    #[test]
    fn files_are_read_whatever_their_name() {
        check(&["d.txt", "./a.bpmn"], &[], &["d.txt", "a.bpmn"], 0);
    }

    #[test]
    fn a_file_is_checked_once() {
        check(&["a.bpmn", "./a.bpmn", "*.bpmn", "old/../a.bpmn"], &[], &["a.bpmn"], 0);
    }

    #[test]
    fn globs_stay_in_a_folder_unless_told() {
        check(&["*.{bpmn,txt}"], &[], &["a.bpmn", "d.txt"], 0);
        check(&["old/**/*.bpmn*"], &[], &["old/deep/f.bpmn20.xml", "old/e.bpmn"], 0);
        check(&["**/[ef].bpmn"], &[], &["old/e.bpmn"], 0);
    }

    #[test]
    fn what_is_not_there_is_an_input_all_the_same() {
        check(&["z.bpmn", "a.bpmn"], &[], &["z.bpmn: there is no such file", "a.bpmn"], 0);
        check(&["z*.bpmn"], &[], &["z*.bpmn: nothing matches it"], 0);
        check(&["nowhere/*.bpmn"], &[], &["nowhere/*.bpmn: nothing matches it"], 0);
        check(&["[.bpmn"], &[], &["[.bpmn: it is neither a path nor a glob"], 0);
    }

    #[test]
    fn an_absolute_pattern_fits_absolute_paths() {
        let all = ["/home/old/deep/f.bpmn20.xml", "/home/old/e.bpmn"];
        check(&["/home/old/**/*.bpmn*"], &[], &all, 0);
        check(&["/home/old"], &["/home/*/deep"], &all[1..], 1);
    }

    #[track_caller]
    fn check_windows(named: &[&str], exclude: &[&str], expected: &[&str], excluded: usize) {
        let files = ["Exports/a.bpmn", r"exports\B.BPMN", r"exports\old\c.bpmn", r"D:\d.bpmn"];
        let files = files.into_iter().chain([r"\\server\share\in\e.bpmn", r"\\?\Volume{0a}\f.bpmn"]);
        let machine = files.fold(MemorySystem::windows(), |machine, path| machine.file(path, ""));
        check_on(&machine, named, exclude, expected, excluded);
    }

    #[test]
    fn windows_takes_both_separators_and_reports_write_one() {
        let all = ["Exports/B.BPMN", "Exports/a.bpmn", "Exports/old/c.bpmn"];
        check_windows(&["."], &[], &all, 0);
        check_windows(&[r"Exports\"], &[], &all, 0);
        check_windows(&[r".\Exports\**\*.bpmn"], &[], &all, 0);
        check_windows(&["Exports/*.bpmn"], &[], &all[..2], 0);
        check_windows(&[r"Exports\a.bpmn", "./exports/A.bpmn"], &[], &["Exports/a.bpmn"], 0);
        check_windows(&[r"exports\nothing*.bpmn"], &[], &["exports/nothing*.bpmn: nothing matches it"], 0);
        check_windows(&[r"x\y.bpmn"], &[], &["x/y.bpmn: there is no such file"], 0);
    }

    #[test]
    fn windows_excludes_whatever_the_case() {
        check_windows(&["Exports"], &["exports/OLD"], &["Exports/B.BPMN", "Exports/a.bpmn"], 1);
        check_windows(&["Exports"], &["**/b.bpmn"], &["Exports/a.bpmn", "Exports/old/c.bpmn"], 1);
    }

    #[test]
    fn windows_has_drives_and_shares() {
        let here = ["C:/home/Exports/B.BPMN", "C:/home/Exports/a.bpmn"];
        check_windows(&[r"c:\home\Exports\*.bpmn"], &[], &here, 0);
        check_windows(&[r"\\?\C:\home\Exports\*.bpmn"], &[], &here, 0);
        check_windows(&[r"D:\", r"d:\*.bpmn", "D:/D.bpmn"], &[], &["D:/d.bpmn"], 0);
        check_windows(&[r"\\server\share\**\*.bpmn"], &[], &["//server/share/in/e.bpmn"], 0);
        check_windows(&[r"\\?\UNC\server\share"], &[], &["//server/share/in/e.bpmn"], 0);
        check_windows(&[r"\\?\Volume{0a}\*.bpmn"], &[], &["//?/Volume{0a}/f.bpmn"], 0);
    }

    #[test]
    fn what_is_excluded_is_counted_and_naming_a_file_wins() {
        check(&["old"], &["old/deep"], &["old/e.bpmn"], 1);
        check(&["old"], &["**/e.bpmn"], &["old/deep/f.bpmn20.xml"], 1);
        check(&["old/e.bpmn"], &["old/**"], &["old/e.bpmn"], 0);
        check(&["old"], &["old"], &["old: there is no export that can be read in this folder"], 2);
    }
}
