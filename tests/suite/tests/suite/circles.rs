//! Which files of a crate need each other in a circle, by the paths that they name.
//!
//! A name that is passed on (`pub use`) leads to the file that holds it, so that a contents page ties nothing together.
//! What only tests name does not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A module, by the names from the root of its crate.
type Module = Vec<String>;

/// One file of a crate.
#[derive(Default)]
struct SourceFile {
    /// Its words and marks outside comments, texts, tests and `use`.
    tokens: Vec<String>,
    /// The modules whose files lie below it.
    children: BTreeSet<String>,
    /// What it calls by a short name: the full path, and whether others may have it from here.
    names: BTreeMap<String, (Module, bool)>,
    /// Modules of which everything is passed on.
    globs: Vec<Module>,
}

/// The files of a crate by module.
struct Crate(BTreeMap<Module, SourceFile>);

/// Lists the circles of a crate below `src`, each as its modules in order.
pub(crate) fn of(src: &Path, files: &[std::path::PathBuf]) -> Vec<Vec<String>> {
    let mut read = BTreeMap::new();
    for path in files.iter().filter(|path| path.starts_with(src)) {
        let mut module: Module = path
            .strip_prefix(src)
            .expect("a path below the sources")
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        if module.iter().any(|part| part == "tests") || module == ["main"] {
            continue;
        }
        module.retain(|part| part != "lib");
        let text = fs::read_to_string(path).expect("a readable source");
        read.insert(module.clone(), SourceFile::of(&module, &text));
    }
    Crate(read).circles()
}

impl SourceFile {
    fn of(module: &Module, text: &str) -> Self {
        let mut tokens = without_tests(&tokens(text)).into_iter().peekable();
        let mut file = Self::default();
        let mut uses = Vec::new();
        while let Some(token) = tokens.next() {
            match token.as_str() {
                "mod" => {
                    let name = tokens.next().unwrap_or_default();
                    if tokens.peek().is_some_and(|next| next == ";") {
                        file.children.insert(name);
                    }
                }
                "use" => {
                    let shown = file.tokens.last().is_some_and(|last| last == "pub" || last == ")");
                    let tree: Vec<String> = tokens.by_ref().take_while(|token| token != ";").collect();
                    uses.push((tree, shown));
                }
                _ => file.tokens.push(token),
            }
        }
        for (tree, shown) in uses {
            for (name, path) in leaves(&tree) {
                match file.absolute(module, &path) {
                    Some(path) if name == "*" => file.globs.push(path),
                    Some(path) => drop(file.names.insert(name, (path, shown))),
                    None => {}
                }
            }
        }
        file
    }

    /// Returns a path from the root of the crate; `None` where it leads out of it.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([module.as_slice(), rest].concat()),
            "super" => {
                let up = rest.iter().take_while(|part| *part == "super").count();
                let above = module.len().checked_sub(up + 1)?;
                Some([&module[..above], &rest[up..]].concat())
            }
            child if self.children.contains(child) => Some([module.as_slice(), path].concat()),
            name => Some([self.names.get(name)?.0.as_slice(), rest].concat()),
        }
    }

    /// Tells whether an item of this name stands in the file.
    fn defines(&self, name: &str) -> bool {
        const ITEMS: [&str; 9] =
            ["struct", "enum", "union", "trait", "type", "fn", "const", "static", "macro_rules"];
        self.tokens.windows(2).any(|pair| ITEMS.contains(&pair[0].as_str()) && pair[1] == name)
    }

    /// Lists the paths that the file names.
    fn paths(&self, module: &Module) -> Vec<Module> {
        let mut found = Vec::new();
        let mut used = BTreeSet::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let mut path = vec![self.tokens[at].clone()];
            while self.tokens.get(at + 1).is_some_and(|next| next == "::")
                && self.tokens.get(at + 2).is_some_and(|next| is_word(next))
            {
                path.push(self.tokens[at + 2].clone());
                at += 2;
            }
            used.insert(path[0].clone());
            if path.len() > 1 {
                found.extend(self.absolute(module, &path));
            }
            at += 1;
        }
        // What is only passed on is not needed here.
        let needed = self.names.iter().filter(|(name, (_, shown))| !shown || used.contains(*name));
        found.extend(needed.map(|(_, (path, _))| path.clone()));
        found
    }
}

impl Crate {
    /// Follows a path, through whoever passes it on, to the module whose file holds it; a module itself is held by none,
    /// for what is needed of it stands in the paths that go on.
    fn holder(&self, path: &[String]) -> Option<Module> {
        let mut path = path.to_vec();
        // No honest chain is longer.
        for _ in 0..16 {
            let length = (0..=path.len()).rev().find(|length| self.0.contains_key(&path[..*length]))?;
            let (module, rest) = path.split_at(length);
            let name = rest.first()?;
            let file = &self.0[module];
            let glob =
                || file.globs.iter().find(|glob| self.0.get(*glob).is_some_and(|file| file.defines(name)));
            let onward = match file.names.get(name) {
                Some((onward, _)) => [onward.as_slice(), &rest[1..]].concat(),
                None => match glob() {
                    Some(glob) => [glob.as_slice(), rest].concat(),
                    None => return Some(module.to_vec()),
                },
            };
            path = onward;
        }
        None
    }

    /// Lists the circles: modules that reach each other.
    fn circles(&self) -> Vec<Vec<String>> {
        let modules: Vec<&Module> = self.0.keys().collect();
        let mut reached: Vec<BTreeSet<Module>> = Vec::new();
        for (module, file) in &self.0 {
            let needed = file.paths(module).into_iter().filter_map(|path| self.holder(&path));
            reached.push(needed.filter(|needed| needed != module).collect());
        }
        let place = |module: &Module| modules.binary_search(&module).expect("a module that is there");
        loop {
            let before: usize = reached.iter().map(BTreeSet::len).sum();
            for at in 0..reached.len() {
                let further: Vec<Module> =
                    reached[at].iter().flat_map(|module| reached[place(module)].clone()).collect();
                reached[at].extend(further);
            }
            if before == reached.iter().map(BTreeSet::len).sum::<usize>() {
                break;
            }
        }
        let mut circles = BTreeSet::new();
        for (at, module) in modules.iter().enumerate().filter(|(at, module)| reached[*at].contains(**module))
        {
            let circle = reached[at].iter().filter(|other| reached[place(other)].contains(*module));
            circles.insert(circle.map(|module| module.join("::")).collect::<Vec<_>>());
        }
        circles.into_iter().collect()
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Lists the words and marks of a source; comments and texts are none.
fn tokens(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => text_length(rest),
            'r' | 'b' if raw_length(rest) > 0 => raw_length(rest),
            '\'' => quote_length(rest),
            ':' if rest.starts_with("::") => {
                found.push("::".to_owned());
                2
            }
            first if first.is_alphanumeric() || first == '_' => {
                let is_end = |c: char| !c.is_alphanumeric() && c != '_';
                let length = rest.find(is_end).unwrap_or(rest.len());
                found.push(rest[..length].to_owned());
                length
            }
            first => {
                if !first.is_whitespace() {
                    found.push(first.to_string());
                }
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    found
}

/// Measures a text in quotes.
fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Measures a raw text, like `r#"…"#`; 0 where it is none.
fn raw_length(rest: &str) -> usize {
    let marked = rest.strip_prefix('b').unwrap_or(rest);
    let Some(raw) = marked.strip_prefix('r') else { return 0 };
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let Some(body) = raw[hashes..].strip_prefix('"') else { return 0 };
    let end = format!("\"{}", "#".repeat(hashes));
    let before = rest.len() - body.len();
    body.find(&end).map_or(rest.len(), |at| before + at + end.len())
}

/// Measures a character in quotes, or the mark of a lifetime.
fn quote_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let from = at + escaped.len_utf8();
            rest[from..].find('\'').map_or(1, |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// Takes out what is compiled for tests only.
fn without_tests(tokens: &[String]) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if tokens.len() < at + MARK.len() || tokens[at..at + MARK.len()] != MARK {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += MARK.len();
        let mut depth = 0_usize;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token.as_str() {
                "{" => depth += 1,
                "}" if depth == 1 => break,
                "}" => depth = depth.saturating_sub(1),
                ";" if depth == 0 => break,
                _ => {}
            }
        }
    }
    kept
}

/// Lists what a `use` brings in: the short name and the path of each.
fn leaves(tree: &[String]) -> Vec<(String, Module)> {
    let mut found = Vec::new();
    let mut path: Module = Vec::new();
    let mut outer: Vec<usize> = Vec::new();
    let mut name = None;
    let mut at = 0;
    let mut close = |path: &Module, name: Option<String>| {
        let mut path = path.clone();
        let last = path.last().cloned().unwrap_or_default();
        if last == "self" && path.len() > 1 {
            path.pop();
        }
        let own = if last == "*" { path.pop() } else { path.last().cloned() };
        found.extend(name.or(own).map(|name| (name, path)));
    };
    // What a bracket holds has been told when it closes.
    let mut told = false;
    while let Some(token) = tree.get(at) {
        match token.as_str() {
            "{" => outer.push(path.len()),
            "," | "}" => {
                if !told && path.len() > outer.last().copied().unwrap_or_default() {
                    close(&path, name.take());
                }
                told = false;
                if token == "}" {
                    path.truncate(outer.pop().unwrap_or_default());
                    told = true;
                } else {
                    path.truncate(outer.last().copied().unwrap_or_default());
                }
            }
            "as" => {
                at += 1;
                name = tree.get(at).cloned();
            }
            "::" => {}
            word => path.push(word.to_owned()),
        }
        at += 1;
    }
    if !told && !path.is_empty() {
        close(&path, name);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&[&str]]) {
        let files = files.iter().map(|(module, text)| {
            let module: Module =
                module.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
            (module.clone(), SourceFile::of(&module, text))
        });
        assert_eq!(Crate(files.collect()).circles(), expected);
    }

    #[test]
    fn files_that_name_each_other_are_a_circle() {
        let a = "use crate::b::{self, Other as B};\nstruct A(B);";
        check(&[("", "mod a; mod b;"), ("a", a), ("b", "pub struct Other(crate::a::A);")], &[&["a", "b"]]);
        check(&[("", "mod a; mod b;"), ("a", a), ("b", "pub struct Other(u8); // crate::a::A")], &[]);
        check(
            &[("", "mod a; mod b;"), ("a", a), ("b", "pub struct Other; const T: &str = \"crate::a::A\";")],
            &[],
        );
    }

    #[test]
    fn who_passes_a_name_on_is_not_needed() {
        let root = "mod a; mod b; pub use a::A; pub use b::*;";
        check(&[("", root), ("a", "use crate::B; pub struct A(B);"), ("b", "pub struct B;")], &[]);
        check(
            &[("", root), ("a", "use crate::B; pub struct A(B);"), ("b", "pub struct B(crate::A);")],
            &[&["a", "b"]],
        );
    }

    #[test]
    fn a_parent_and_its_child_may_be_a_circle_too() {
        let child = "use super::A; pub fn of(_: A) {}";
        check(&[("a", "mod b; pub struct A; fn f() { b::of(A) }"), ("a::b", child)], &[&["a", "a::b"]]);
        check(&[("a", "mod b; pub struct A; pub use b::of;"), ("a::b", child)], &[]);
    }

    #[test]
    fn what_only_tests_name_does_not_count() {
        let test = "#[cfg(test)]\nmod tests { use crate::a::A; fn f() { if true {} } }";
        check(&[("a", "use crate::b::B; struct A(B);"), ("b", &format!("pub struct B; {test}"))], &[]);
    }
}
