//! How a machine writes paths, and how reports do.
//!
//! Reports, fingerprints, ignores and the lock write `/` on every machine, so that they are the same on each. On Windows
//! a path of the machine becomes one of reports when it comes in, by [`Paths::report`], and goes back by
//! [`Paths::native`]; nobody else turns one into the other. A machine in memory may be any of these, whatever machine it
//! runs on, which is why paths are taken apart here and not by the standard library where they may be those of Windows.
//! What Windows allows is in its documentation, "Naming Files, Paths, and Namespaces" and "File path formats".

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSet};

/// How a machine writes paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paths {
    /// Parts between `/`; two names that differ in case are two files.
    #[default]
    Unix,
    /// As on Unix, but two names that differ only in case are one file, as on disks of macOS that nobody made otherwise.
    Mac,
    /// Drives, shares, `\` and `/`; two names that differ only in case are one file.
    Windows,
}

/// How paths begin that Windows takes as they are, of any length. In the form of reports.
const VERBATIM: &str = "//?/";
/// Of more characters than this, Windows takes a path only in its verbatim form; a file of a folder needs 12 more.
const LONGEST: usize = 247;
/// Names that mean devices, whatever comes behind a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

impl Paths {
    /// The machine that this program is built for.
    pub const HERE: Self = match () {
        () if cfg!(windows) => Self::Windows,
        () if cfg!(target_os = "macos") => Self::Mac,
        () => Self::Unix,
    };

    /// Tells whether two names that differ only in case are one file.
    pub fn folds_case(self) -> bool {
        self != Self::Unix
    }

    /// Makes of a path of the machine the one that reports show. One that is already theirs stays as it is.
    pub fn report(self, path: &Path) -> Cow<'_, Path> {
        match path.to_str() {
            Some(text) if self == Self::Windows => match reported(text) {
                Cow::Borrowed(_) => Cow::Borrowed(path),
                Cow::Owned(text) => Cow::Owned(text.into()),
            },
            // A name that is not Unicode cannot be taken apart here: it keeps the marks of its machine.
            _ => Cow::Borrowed(path),
        }
    }

    /// Writes a path as reports do.
    pub fn shown(self, path: &Path) -> String {
        let text = path.to_string_lossy();
        if self == Self::Windows { reported(&text).into_owned() } else { text.into_owned() }
    }

    /// Makes of a path of reports the one that the machine takes.
    pub fn native(self, path: &Path) -> Cow<'_, Path> {
        let Some(text) = path.to_str().filter(|_| self == Self::Windows) else { return Cow::Borrowed(path) };
        let is_verbatim = text.starts_with(VERBATIM);
        if !is_verbatim && (text.len() <= LONGEST || !self.is_absolute(path)) {
            return Cow::Borrowed(path);
        }
        // What is taken as it is has no `..` and no `/`.
        let resolved = resolved(text);
        let text = match resolved.strip_prefix("//") {
            _ if is_verbatim => resolved,
            Some(share) => format!("{VERBATIM}UNC/{share}"),
            None => format!("{VERBATIM}{resolved}"),
        };
        Cow::Owned(text.replace('/', "\\").into())
    }

    /// Tells whether a path says where it begins.
    pub fn is_absolute(self, path: &Path) -> bool {
        match path.to_str() {
            Some(text) if self == Self::Windows => {
                let text = reported(text);
                let root = prefix(&text);
                root > 2 || (root == 2 && text[root..].starts_with('/'))
            }
            _ => path.is_absolute(),
        }
    }

    /// Joins a path to a folder as a person would write it: without `.`, in the form of reports.
    pub fn join(self, folder: &Path, path: &Path) -> PathBuf {
        match (folder.to_str(), path.to_str()) {
            (Some(folder), Some(path)) if self == Self::Windows => {
                joined(&reported(folder), &reported(path)).into()
            }
            _ => {
                let joined = folder.join(path);
                let plain: PathBuf = joined.components().filter(|part| *part != Component::CurDir).collect();
                if plain.as_os_str().is_empty() { ".".into() } else { plain }
            }
        }
    }

    /// Joins a path to a folder and takes `..` out of it, without asking the machine what is a link.
    pub fn resolve(self, folder: &Path, path: &Path) -> PathBuf {
        let joined = self.join(folder, path);
        if let Some(text) = joined.to_str().filter(|_| self == Self::Windows) {
            return resolved(text).into();
        }
        let mut full = PathBuf::new();
        for part in joined.components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => drop(full.pop()),
                part => full.push(part),
            }
        }
        full
    }

    /// Compiles patterns of files in the form of reports: `*` stays within a folder, `**` crosses them.
    pub fn pattern<T: AsRef<str>>(
        self,
        texts: impl IntoIterator<Item = T>,
    ) -> Result<Pattern, globset::Error> {
        let mut set = GlobSet::builder();
        for text in texts {
            let text =
                if self.folds_case() { text.as_ref().to_lowercase() } else { text.as_ref().to_owned() };
            let (root, rest) = text.trim_start_matches("./").split_at(verbatim(&text));
            let glob = GlobBuilder::new(&(globset::escape(root) + rest))
                .literal_separator(true)
                .backslash_escape(self != Self::Windows)
                .build()?;
            set.add(glob);
        }
        Ok(Pattern { set: set.build()?, folds_case: self.folds_case() })
    }

    /// Returns what a pattern is compared with: a path as seen from a folder, unless the pattern is absolute.
    pub fn seen<'p>(self, path: &'p Path, folder: &Path, pattern: &str) -> &'p Path {
        if self.is_absolute(Path::new(pattern)) { path } else { path.strip_prefix(folder).unwrap_or(path) }
    }
}

/// Patterns of files, of which one is to fit.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    set: GlobSet,
    folds_case: bool,
}

impl Pattern {
    /// Tells whether a path in the form of reports fits.
    pub fn fits(&self, path: &Path) -> bool {
        if self.folds_case {
            self.set.is_match(path.to_string_lossy().to_lowercase())
        } else {
            self.set.is_match(path)
        }
    }
}

/// Tells whether a text is a pattern of files and not the path of one.
pub fn is_glob(text: &str) -> bool {
    text[verbatim(text)..].contains(['*', '?', '[', '{'])
}

/// Returns the part of a pattern before its first folder with a special character.
pub fn literal_start(pattern: &str) -> &str {
    let root = verbatim(pattern);
    let special = pattern[root..].find(['*', '?', '[', '{']).map_or(pattern.len(), |at| root + at);
    match pattern[..special].rfind('/') {
        None => ".",
        // The root, of the machine or of a drive.
        Some(end) if end == 0 || pattern[..end].ends_with(':') => &pattern[..=end],
        Some(end) => &pattern[..end],
    }
}

/// Returns the length of a beginning in which no character is special.
fn verbatim(text: &str) -> usize {
    if text.starts_with(VERBATIM) { prefix(text) } else { 0 }
}

/// Makes of a path of Windows the one that reports show.
fn reported(text: &str) -> Cow<'_, str> {
    let is_small_drive = is_drive(text) && text.as_bytes()[0].is_ascii_lowercase();
    if !text.contains('\\') && !text.starts_with(VERBATIM) && !is_small_drive {
        return Cow::Borrowed(text);
    }
    let mut text = text.replace('\\', "/");
    if let Some(rest) = text.strip_prefix(VERBATIM) {
        let share = rest.get(..4).filter(|unc| unc.eq_ignore_ascii_case("unc/")).map(|_| &rest[4..]);
        let plain = share.map(|share| format!("//{share}")).or(is_drive(rest).then(|| rest.to_owned()));
        match plain.filter(|plain| plain[prefix(plain)..].split('/').all(means_the_same)) {
            Some(plain) => text = plain,
            None => return Cow::Owned(text),
        }
    }
    if is_drive(&text) {
        text[..1].make_ascii_uppercase();
    }
    Cow::Owned(text)
}

/// Tells whether Windows takes a part of a path for the same, whether it is verbatim or not.
fn means_the_same(part: &str) -> bool {
    let name = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_port = name.len() == 4
        && (name.starts_with("com") || name.starts_with("lpt"))
        && name.ends_with(|last: char| last.is_ascii_digit());
    !(part.ends_with(['.', ' ']) || DEVICES.contains(&&*name) || is_port)
}

fn is_drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// Returns the length of the drive or share with which a path of Windows begins, in the form of reports.
fn prefix(text: &str) -> usize {
    // So many parts, with a `/` before each but the first.
    let parts = |from: usize, count: usize| {
        let ends = text[from..].match_indices('/').map(|(at, _)| from + at);
        ends.chain([text.len()]).nth(count - 1).unwrap_or(text.len())
    };
    let is_share = |from: usize| text.get(from..from + 4).is_some_and(|unc| unc.eq_ignore_ascii_case("unc/"));
    match () {
        () if text.starts_with(VERBATIM) && is_share(4) => parts(8, 2),
        () if text.starts_with(VERBATIM) || text.starts_with("//./") => parts(4, 1),
        () if text.starts_with("//") => parts(2, 2),
        () if is_drive(text) => 2,
        () => 0,
    }
}

/// Joins two paths of Windows in the form of reports.
fn joined(folder: &str, path: &str) -> String {
    let whole = match () {
        () if prefix(path) > 0 => path.to_owned(),
        // From the root of the drive or share that the folder is on.
        () if path.starts_with('/') => format!("{}{path}", &folder[..prefix(folder)]),
        // In the folder that the drive is in just now.
        () if folder.is_empty() || (folder.len() == 2 && is_drive(folder)) => format!("{folder}{path}"),
        () => format!("{folder}/{path}"),
    };
    let (root, rest) = whole.split_at(prefix(&whole));
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let slash = if rest.starts_with('/') { "/" } else { "" };
    match format!("{root}{slash}{}", parts.join("/")) {
        nothing if nothing.is_empty() => ".".to_owned(),
        joined => joined,
    }
}

/// Takes `..` out of a path of Windows in the form of reports.
fn resolved(text: &str) -> String {
    let (root, rest) = text.split_at(prefix(text));
    let mut parts = Vec::new();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let slash = if rest.starts_with('/') { "/" } else { "" };
    format!("{root}{slash}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(path: &str) -> String {
        Paths::Windows.report(path.as_ref()).to_str().unwrap().to_owned()
    }

    #[track_caller]
    fn check(machine: &str, report: &str) {
        assert_eq!(windows(machine), report);
        assert_eq!(windows(report), report, "what is in the form of reports stays so");
        assert_eq!(Paths::Windows.shown(machine.as_ref()), report);
        assert_eq!(Paths::Unix.shown(machine.as_ref()), machine, "on other machines it is a name");
    }

    #[test]
    fn reports_write_paths_of_windows_with_slashes() {
        check(r"exports\order.bpmn", "exports/order.bpmn");
        check(r"..\exports/order.bpmn", "../exports/order.bpmn");
        check(r"C:\exports\a.bpmn", "C:/exports/a.bpmn");
        check(r"c:exports\a.bpmn", "C:exports/a.bpmn");
        check(r"\\server\share\a.bpmn", "//server/share/a.bpmn");
        check(r"\exports", "/exports");
        check("", "");
    }

    #[test]
    fn verbatim_paths_are_shown_as_people_write_them() {
        check(r"\\?\c:\exports\a.bpmn", "C:/exports/a.bpmn");
        check(r"\\?\UNC\server\share\a.bpmn", "//server/share/a.bpmn");
        // These would mean something else.
        check(r"\\?\C:\exports\a.", "//?/C:/exports/a.");
        check(r"\\?\C:\exports\nul.bpmn", "//?/C:/exports/nul.bpmn");
        check(r"\\?\C:\COM7\a.bpmn", "//?/C:/COM7/a.bpmn");
        check(r"\\?\Volume{0a}\a.bpmn", "//?/Volume{0a}/a.bpmn");
    }

    #[test]
    fn the_machine_gets_what_it_takes() {
        let native = |path: &str| Paths::Windows.native(path.as_ref()).to_str().unwrap().to_owned();
        for short in ["exports/a.bpmn", "C:/exports/a.bpmn", "//server/share/a.bpmn", "../a"] {
            assert_eq!(native(short), short, "Windows takes `/` as well");
        }
        assert_eq!(native("//?/C:/exports/a."), r"\\?\C:\exports\a.");
        assert_eq!(native("//?/Volume{0a}/a.bpmn"), r"\\?\Volume{0a}\a.bpmn");
        let (long, marks) = ("long/".repeat(60), r"long\".repeat(60));
        assert_eq!(native(&format!("C:/x/../{long}a")), format!(r"\\?\C:\{marks}a"));
        assert_eq!(native(&format!("//server/share/{long}a")), format!(r"\\?\UNC\server\share\{marks}a"));
        assert_eq!(native(&long), long, "the standard library sees to what is relative");
        assert_eq!(windows(&native(&format!("C:/{long}a"))), format!("C:/{long}a"), "and back");
        assert_eq!(Paths::Unix.native(Path::new("//?/a")), Path::new("//?/a"));
    }

    #[test]
    fn paths_are_joined_as_the_machine_would() {
        let join = |folder: &str, path: &str| {
            Paths::Windows.join(folder.as_ref(), path.as_ref()).to_str().unwrap().to_owned()
        };
        assert_eq!(join(".", r".\exports\"), "exports");
        assert_eq!(join(r"..\shop", r"exports\a.bpmn"), "../shop/exports/a.bpmn");
        assert_eq!(join(".", "."), ".");
        assert_eq!(join("C:/shop", r"D:\exports"), "D:/exports");
        assert_eq!(join("C:/shop", r"\exports"), "C:/exports");
        assert_eq!(join("//server/share/shop", r"\exports"), "//server/share/exports");
        assert_eq!(join("C:/shop", r"\\server\share"), "//server/share");
        assert_eq!(join("C:/", "a"), "C:/a");
        assert_eq!((join("C:", "a"), join("", "a")), ("C:a".to_owned(), "a".to_owned()));
        let resolve = |folder: &str, path: &str| {
            Paths::Windows.resolve(folder.as_ref(), path.as_ref()).to_str().unwrap().to_owned()
        };
        assert_eq!(resolve("C:/shop/x", r"..\a.bpmn"), "C:/shop/a.bpmn");
        assert_eq!(resolve("C:/", r"..\..\a.bpmn"), "C:/a.bpmn");
        assert_eq!(resolve("//server/share", ".."), "//server/share/");
    }

    #[test]
    fn what_is_absolute_says_where_it_begins() {
        let is_absolute = |path: &str| Paths::Windows.is_absolute(path.as_ref());
        for path in [r"C:\", "c:/a", r"\\server\share", r"\\?\C:\a", r"\\?\Volume{0a}\a"] {
            assert!(is_absolute(path), "{path}");
        }
        for path in ["a", r"..\a", r"\a", "C:a", ""] {
            assert!(!is_absolute(path), "{path}");
        }
    }

    #[test]
    fn patterns_begin_with_a_folder() {
        for (pattern, start) in [
            ("*.bpmn", "."),
            ("exports/*.bpmn", "exports"),
            ("exports/**/x/*.bpmn", "exports"),
            ("/*.bpmn", "/"),
            ("/tmp/a*/b", "/tmp"),
            ("C:/*.bpmn", "C:/"),
            ("C:/exports/*.bpmn", "C:/exports"),
            ("//server/share/*.bpmn", "//server/share"),
            ("//?/Volume{0a}/exports/*.bpmn", "//?/Volume{0a}/exports"),
        ] {
            assert_eq!(literal_start(pattern), start);
            assert!(is_glob(pattern), "{pattern}");
        }
        assert!(!is_glob("//?/Volume{0a}/exports/a.bpmn"));
    }

    #[test]
    fn patterns_tell_case_apart_as_the_machine_does() {
        let fits =
            |paths: Paths, pattern: &str, path: &str| paths.pattern([pattern]).unwrap().fits(path.as_ref());
        for paths in [Paths::Windows, Paths::Mac] {
            assert!(fits(paths, "Exports/*.BPMN", "exports/Prüfung.bpmn"));
            assert!(fits(paths, "PRÜFUNG.bpmn", "prüfung.bpmn"));
        }
        assert!(!fits(Paths::Unix, "Exports/*.BPMN", "exports/a.bpmn"));
        assert!(fits(Paths::Windows, "//?/Volume{0a}/*.bpmn", "//?/Volume{0a}/a.bpmn"));
        assert!(fits(Paths::Unix, r"\[a\].bpmn", "[a].bpmn"));
        assert!(!fits(Paths::Windows, "*.bpmn", "exports/a.bpmn"));
    }
}
