//! Scripts of any of the languages that engines run: only what is surely a process variable counts.

use rustc_hash::FxHashSet;

use super::token::{Lexer, Token, TokenKind};
use super::{GETTERS, NameSet, VALUE_METHODS, literal_argument};

/// Words of Java, JavaScript, Groovy, MVEL and Python that are no names.
const KEYWORDS: [&str; 62] = [
    "and",
    "as",
    "assert",
    "async",
    "await",
    "boolean",
    "break",
    "byte",
    "case",
    "catch",
    "char",
    "class",
    "continue",
    "default",
    "del",
    "delete",
    "do",
    "double",
    "elif",
    "else",
    "empty",
    "except",
    "false",
    "finally",
    "float",
    "for",
    "global",
    "if",
    "in",
    "instanceof",
    "int",
    "is",
    "lambda",
    "long",
    "new",
    "nil",
    "not",
    "null",
    "of",
    "or",
    "package",
    "pass",
    "private",
    "public",
    "raise",
    "return",
    "short",
    "static",
    "strictfp",
    "switch",
    "throw",
    "throws",
    "true",
    "try",
    "typeof",
    "undefined",
    "void",
    "while",
    "with",
    "yield",
    "contains",
    "soundslike",
];

/// Words before a name that is declared there.
const DECLARATIONS: [&str; 16] = [
    "as", "boolean", "byte", "char", "class", "const", "def", "double", "final", "float", "function", "int",
    "let", "long", "val", "var",
];

/// Where the full names of Java classes begin.
const PACKAGES: [&str; 4] = ["com", "java", "javax", "org"];

/// Methods that no class has, so that even `Approval.equals(...)` is a variable.
const INSTANCE_METHODS: [&str; 6] =
    ["contains", "endsWith", "equals", "equalsIgnoreCase", "isEmpty", "startsWith"];

pub(super) fn reads(text: &str, names: &mut NameSet) {
    let tokens: Vec<_> = Lexer::with_hash_comments(text).collect();
    super::guard::guarded(&tokens, &mut names.guarded);
    let mut script = ScriptReader { local: declared(&tokens), tokens, assigned: Vec::new(), depth: 0 };
    for at in 0..script.tokens.len() {
        let tokens = &script.tokens;
        let behind = literal_argument(tokens, at, &GETTERS).or_else(|| super::behind_variables(tokens, at));
        if let Some(name) = behind {
            names.add(name);
        }
        script.pass(at);
        if let Some(name) = script.read(at) {
            names.add(name);
        }
    }
}

struct ScriptReader<'a> {
    tokens: Vec<Token<'a>>,
    /// Names of the script itself.
    local: FxHashSet<&'a str>,
    /// Names that the current statement sets: local from the next one on, since `x = x + 1` reads first.
    assigned: Vec<&'a str>,
    depth: usize,
}

impl<'a> ScriptReader<'a> {
    /// Keeps account of brackets and statements up to this token.
    fn pass(&mut self, at: usize) {
        let token = self.tokens[at];
        if token.starts_line || token.is_any(&[";", "{", "}"]) {
            self.local.extend(self.assigned.drain(..));
        }
        match token.kind {
            TokenKind::Symbol("(" | "[") => self.depth += 1,
            TokenKind::Symbol(")" | "]") => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn symbol(&self, at: usize, symbol: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(symbol))
    }

    /// Tells the name that the token at this position surely reads.
    fn read(&mut self, at: usize) -> Option<&'a str> {
        let name = self.tokens[at].name()?;
        if KEYWORDS.contains(&name) || DECLARATIONS.contains(&name) {
            return None;
        }
        let before = at.checked_sub(1).map(|before| self.tokens[before]);
        if self.symbol(at + 1, "=") {
            if self.depth == 0 && !before.is_some_and(|token| token.is_any(&[".", "?."])) {
                self.assigned.push(name);
            }
            return None;
        }
        let after_path = before.is_some_and(|token| token.is_any(&[".", "?.", "@"]));
        let is_key = self.symbol(at + 1, ":") && before.is_none_or(|token| token.is_any(&["{", ","]));
        let is_call = self.symbol(at + 1, "(") || self.symbol(at + 1, "!");
        // A text right behind a name: a mark like f"..." of Python, or a call without brackets like Groovy's println.
        let is_mark = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.text().is_some() && (next.glued || !next.starts_line));
        let is_package = PACKAGES.contains(&name) && self.symbol(at + 1, ".");
        let is_typed = self.tokens.get(at + 1).is_some_and(|next| is_plain_name(next) && !next.starts_line);
        let unsure =
            after_path || is_key || is_call || is_mark || is_package || is_typed || self.local.contains(name);
        (!unsure && self.is_variable(at, name)).then_some(name)
    }

    /// Tells a variable from a class or bean by what is done with it.
    fn is_variable(&self, at: usize, name: &str) -> bool {
        let is_class_like = name.starts_with(char::is_uppercase);
        match super::tail(&self.tokens, at) {
            super::PathTail::Method(method, _) if is_class_like => INSTANCE_METHODS.contains(&method),
            super::PathTail::Method(method, open) => {
                VALUE_METHODS.contains(&method) || (is_getter(method) && self.symbol(open + 1, ")"))
            }
            super::PathTail::Value if is_class_like => {
                self.tokens.get(at + 1).is_some_and(|token| token.is_any(&["==", "!=", "===", "!=="]))
            }
            super::PathTail::Value => true,
        }
    }
}

/// Tells `isPaid` and `getTotal`: without arguments, a script asks values for these and seldom beans.
fn is_getter(method: &str) -> bool {
    let rest = ["is", "get", "has"].into_iter().find_map(|prefix| method.strip_prefix(prefix));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

fn is_plain_name(token: &Token<'_>) -> bool {
    token.name().is_some_and(|word| !KEYWORDS.contains(&word))
}

/// Collects the names that are declared anywhere in a script: parameters, loop variables, imports, locals.
fn declared<'a>(tokens: &[Token<'a>]) -> FxHashSet<&'a str> {
    let mut local = FxHashSet::default();
    let (mut imports, mut parameters) = (false, false);
    for (at, token) in tokens.iter().enumerate() {
        if token.starts_line || token.is(";") {
            imports = false;
        }
        if token.is(")") {
            parameters = false;
        }
        let Some(name) = token.name() else { continue };
        let before = at.checked_sub(1).map(|before| &tokens[before]).filter(|_| !token.starts_line);
        let after = tokens.get(at + 1);
        imports |= matches!(name, "import" | "from");
        // `function f(a, b)`, `def f(a, b)`: what stands between the brackets.
        let declares_function =
            before.and_then(Token::name).is_some_and(|word| matches!(word, "def" | "function"));
        parameters |= declares_function && after.is_some_and(|token| token.is("("));
        let is_parameter = parameters && before.is_some_and(|token| token.is_any(&["(", ","]));
        let is_lambda = after.is_some_and(|token| token.is_any(&["->", "=>"]));
        let is_declared = before.is_some_and(|token| {
            is_plain_name(token)
                || token.name().is_some_and(|word| DECLARATIONS.contains(&word) || word == "lambda")
        });
        let is_looped = before.and_then(Token::name) == Some("for")
            && after.is_some_and(|token| token.name() == Some("in"));
        let is_generic =
            before.is_some_and(|token| token.is_any(&[">", "]"])) && after.is_some_and(|token| token.is("="));
        if imports || is_parameter || is_lambda || is_declared || is_looped || is_generic {
            local.insert(name);
        }
    }
    local
}
