//! What a source of an SDK declares for rules: signatures with what is written about them, without bodies and without what only
//! the SDK itself uses.

/// Takes the types that the compiler wrote of a source in JavaScript: everything but where they come from.
pub(super) fn typescript(source: &str) -> String {
    let is_kept = |line: &&str| {
        let line = line.trim_start();
        let is_origin =
            line.starts_with("///") || line.starts_with("// Generated") || line.starts_with("import ");
        !is_origin && line != "#private;" && !line.ends_with("@module */")
    };
    let lines = source.lines().filter(is_kept).map(|line| line.replacen("export declare ", "", 1));
    lines.map(|line| line.replacen("export type ", "type ", 1) + "\n").collect()
}

/// Takes the classes, functions and fields of a source in Python that have no leading underscore, with their texts.
pub(super) fn python(source: &str) -> String {
    let mut text = String::new();
    let mut lines = source.lines().peekable();
    let (mut is_property, mut is_own) = (false, false);
    while let Some(line) = lines.next() {
        let (indent, code) = line.split_at(line.len() - line.trim_start().len());
        let name = code.split(' ').nth(1).unwrap_or_default();
        let is_definition = ["class ", "def "].iter().any(|word| code.starts_with(word));
        let is_field =
            indent.len() == 4 && is_name(code.split(':').next().unwrap_or_default()) && code.contains(": ");
        // Constants are all capitals, and of the SDK itself.
        let is_alias = indent.is_empty()
            && code.starts_with(char::is_uppercase)
            && code.split(' ').next().is_some_and(|name| name.contains(char::is_lowercase))
            && code.contains(" = ");
        // What stands in a class of the SDK itself is of the SDK as well.
        if indent.is_empty() && !code.is_empty() {
            is_own = code.starts_with("class _");
        }
        match () {
            () if is_own => {}
            () if code == "@cached_property" => is_property = true,
            () if indent.len() > 4 || name.starts_with('_') => {}
            () if is_definition => {
                let mut whole = line.to_owned();
                while !whole.trim_end().ends_with(':') {
                    let Some(more) = lines.next() else { break };
                    whole = format!("{whole} {}", more.trim());
                }
                let whole = whole.trim_end().trim_end_matches(':').replace("( ", "(").replace(", )", ")");
                let said = docstring(indent.len() + 4, &mut lines);
                let whole = match () {
                    () if is_property => whole.replace("def ", "").replace("(self) ->", ":"),
                    () if said.is_empty() && code.starts_with("def ") => whole + ": ...",
                    () => whole + ":",
                };
                // What is read like a field has its text where fields have theirs.
                let said = if is_property { said.replacen("        ", "    ", 1) } else { said };
                is_property = false;
                text += if code.starts_with("class ") || indent.is_empty() { "\n" } else { "" };
                text += &format!("{whole}\n{said}");
            }
            () if is_field || is_alias => text += &format!("{line}\n{}", docstring(indent.len(), &mut lines)),
            () => {}
        }
    }
    text.trim_start().to_owned()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !text.starts_with('_')
}

/// Takes the text that stands right behind a definition, where there is one.
fn docstring<'s>(indent: usize, lines: &mut std::iter::Peekable<impl Iterator<Item = &'s str>>) -> String {
    let mark = "\"\"\"";
    let is_text =
        |line: &&str| line.trim_start().starts_with(mark) && line.len() - line.trim_start().len() == indent;
    let Some(first) = lines.next_if(is_text) else { return String::new() };
    let mut text = format!("{first}\n");
    if first.trim().len() > mark.len() && first.trim_end().ends_with(mark) {
        return text;
    }
    for line in lines.by_ref() {
        text += &format!("{line}\n");
        if line.trim_end().ends_with(mark) {
            break;
        }
    }
    text
}

/// Takes a header with its comments; of functions that are written out within it only what they are called by.
pub(super) fn c(source: &str) -> String {
    let (mut text, mut is_body) = (String::new(), false);
    for line in source.lines() {
        match line.strip_prefix("static inline ") {
            Some(head) => {
                is_body = true;
                text += &format!("{};\n", head.trim_end_matches(" {"));
            }
            None if is_body => is_body = line != "}",
            None => text += &format!("{line}\n"),
        }
    }
    text
}

/// Takes the public items of a source in Rust with their documentation; nothing of its tests.
pub(super) fn rust(source: &str) -> String {
    let (mut text, mut docs) = (String::new(), String::new());
    // The head of a block of which nothing is written yet, and whether the block that is written has to be closed.
    let (mut head, mut is_open) = (String::new(), false);
    let mut lines = source.lines().take_while(|line| *line != "#[cfg(test)]");
    while let Some(line) = lines.next() {
        let code = line.trim();
        let is_item = code.starts_with("pub ") || code.starts_with("macro_rules! ");
        match () {
            () if code.starts_with("///") => docs += &format!("{line}\n"),
            () if code.starts_with("#[") => {
                // What the compiler is told stands on several lines where it gives a reason.
                let mut line = code;
                while !line.ends_with(']') {
                    let Some(more) = lines.next() else { break };
                    line = more.trim();
                }
            }
            () if line.starts_with("impl") => head = format!("\n{}\n", line.replace("impl<'r> ", "impl ")),
            () if is_item => {
                let mut whole = line.to_owned();
                while !whole.ends_with(['{', ';', ',']) || whole.contains('(') && !whole.contains(')') {
                    let Some(more) = lines.next() else { break };
                    whole = format!("{whole} {}", more.trim());
                }
                is_open |= !head.is_empty() || whole.starts_with("pub struct") && whole.ends_with('{');
                text += &std::mem::take(&mut head);
                text += if line.starts_with(' ') { "" } else { "\n" };
                text += &(std::mem::take(&mut docs) + &declaration(&whole) + "\n");
            }
            () if line == "}" => {
                text += if is_open { "}\n" } else { "" };
                (docs, head, is_open) = (String::new(), String::new(), false);
            }
            () => docs.clear(),
        }
    }
    text.trim_start().replace(" {\n}\n", ";\n")
}

/// Writes an item without its body.
fn declaration(whole: &str) -> String {
    let tidy = whole.replace("( ", "(").replace(", )", ")");
    match () {
        () if tidy.contains(" fn ") => {
            tidy.trim_end_matches(['{', ' ']).trim_end_matches(';').to_owned() + ";"
        }
        () if tidy.contains("pub const ") => tidy.split(" = ").next().unwrap_or_default().to_owned() + ";",
        () if tidy.starts_with("macro_rules!") => tidy + " … }",
        () if tidy.starts_with("pub struct") && tidy.ends_with(");") => {
            tidy.split('(').next().unwrap_or_default().to_owned() + ";"
        }
        () => tidy,
    }
}

#[cfg(test)]
mod tests {
    use super::{c, python, rust, typescript};

    #[test]
    fn of_python_signatures_and_texts_stay() {
        let source = "import a\n\nMOST = 3\nOptions = Mapping[str, Any]\n\n\nclass Unit:\n    \"\"\"One unit.\"\"\"\n\n    size: int = 1\n    \
            \"\"\"How large.\"\"\"\n\n    @cached_property\n    def gaps(self) -> int:\n        \"\"\"The gaps.\"\"\"\n        return 1\n\n    \
            def _own(self) -> None:\n        \"\"\"Hidden.\"\"\"\n\n    def path(\n        self,\n        start: int,\n    ) -> int:\n        \
            return start\n\n\nclass _Own:\n    def f(self) -> int:\n        return 1\n";
        let expected = "Options = Mapping[str, Any]\n\nclass Unit:\n    \"\"\"One unit.\"\"\"\n    size: int = 1\n    \"\"\"How large.\"\"\"\n    \
            gaps: int\n    \"\"\"The gaps.\"\"\"\n    def path(self, start: int) -> int: ...\n";
        assert_eq!(python(source), expected);
    }

    #[test]
    fn of_rust_public_items_stay() {
        let source = "use a;\n\n/// Options.\n#[derive(Debug)]\npub struct Options(Value);\n\nimpl Options {\n    /// Reads.\n    #[expect(\n        \
            lint,\n        reason = \"x\"\n    )]\n    pub fn read(&self, name: &str) -> bool {\n        name.is_empty()\n    }\n\n    /// Own.\n    \
            fn own(&self) {}\n}\n\nimpl Debug for Options {\n    fn fmt(&self) {}\n}\n\n/// A rule.\npub struct Rule {\n    /// Its id.\n    \
            pub id: u8,\n    hidden: u8,\n}\n\n#[cfg(test)]\nmod tests {\n    pub fn x() {}\n}\n";
        let expected = "/// Options.\npub struct Options;\n\nimpl Options {\n    /// Reads.\n    pub fn read(&self, name: &str) -> bool;\n}\n\n\
            /// A rule.\npub struct Rule {\n    /// Its id.\n    pub id: u8,\n}\n";
        assert_eq!(rust(source), expected);
    }

    #[test]
    fn of_c_functions_lose_their_bodies() {
        let source = "typedef int a;\n/* Asks. */\nstatic inline a ask(a b) {\n  if (b) {\n    return 0;\n  }\n  return b;\n}\nint c;\n";
        assert_eq!(c(source), "typedef int a;\n/* Asks. */\na ask(a b);\nint c;\n");
    }

    #[test]
    fn of_types_everything_stays_but_their_origin() {
        let source = "/// <reference path=\"a\" />\n// Generated from a\n/** Words. @module */\nimport type { A } from 'a';\nexport declare class A {\n    \
            #private;\n    a(): void;\n}\n";
        assert_eq!(typescript(source), "class A {\n    a(): void;\n}\n");
    }
}
