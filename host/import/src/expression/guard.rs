//! Reads that do without: whoever asks whether a value is there, or names what stands in for it, does not need it.

use rustc_hash::FxHashSet;

use super::GETTERS;
use super::token::Token;

/// Words for a value that is not there.
const NOTHING: [&str; 5] = ["null", "undefined", "nil", "None", "NULL"];

/// Comparisons, in symbols.
const COMPARISONS: [&str; 5] = ["==", "!=", "===", "!==", "="];

/// Words that stand before a name and are no part of it.
const BETWEEN: [&str; 9] = ["and", "else", "if", "in", "not", "or", "return", "satisfies", "then"];

/// Functions, by their last word, that take a first argument that may not be there.
const LENIENT: [&str; 22] = [
    "coalesce",
    "default",
    "defaultIfEmpty",
    "defaultIfNull",
    "defaultString",
    "defined",
    "else",
    "exists",
    "getOrDefault",
    "getOrElse",
    "hasVariable",
    "hasVariableLocal",
    "ifNull",
    "isEmpty",
    "isNotEmpty",
    "isNull",
    "isset",
    "nonNull",
    "null",
    "nvl",
    "ofNullable",
    "typeof",
];

/// Prefixes of the functions of engines that never fail on a variable that is not there.
const LENIENT_PREFIXES: [&str; 3] = ["variables", "vars", "var"];

/// Collects the names that an expression or script reads with the question whether they are there.
pub(super) fn guarded(tokens: &[Token<'_>], names: &mut FxHashSet<String>) {
    let aliases = aliases(tokens);
    let mut add = |name: &str| {
        names.insert(name.to_owned());
        names.extend(
            aliases.iter().filter(|(local, _)| *local == name).map(|(_, behind)| (*behind).to_owned()),
        );
    };
    for at in 0..tokens.len() {
        if let Some(end) = compares(tokens, at) {
            if is_nothing(tokens.get(end)) {
                for name in before(tokens, at) {
                    add(&name);
                }
            }
            if at > 0 && is_nothing(tokens.get(at - 1)) {
                root(tokens, end).into_iter().for_each(&mut add);
            }
        }
        if tokens[at].is_any(&["?.", "?:", "??"]) {
            for name in before(tokens, at) {
                add(&name);
            }
        }
        if tokens[at].is("?")
            && at > 0
            && tokens[at - 1].name().is_some_and(|name| word(tokens, at + 1) == Some(name))
        {
            for name in before(tokens, at) {
                add(&name);
            }
        }
        if let Some(name) = guarded_name(tokens, at) {
            add(name);
        }
    }
}

/// Tells a comparison at this position, and where its right side begins.
fn compares(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if tokens[at].is_any(&COMPARISONS) || matches!(tokens[at].name(), Some("eq" | "ne")) {
        return Some(at + 1);
    }
    let is = tokens[at].name() == Some("is");
    is.then(|| if word(tokens, at + 1) == Some("not") { at + 2 } else { at + 1 })
}

fn word<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    tokens.get(at)?.name()
}

fn is_nothing(token: Option<&Token<'_>>) -> bool {
    token.and_then(Token::name).is_some_and(|name| NOTHING.contains(&name))
}

/// The name that ends before this position: the last word, all words in a row, or what a getter there names. What is
/// asked of a property says nothing of the variable in front.
fn before(tokens: &[Token<'_>], at: usize) -> Vec<String> {
    let getter = at.checked_sub(4).and_then(|start| super::literal_argument(tokens, start, &GETTERS));
    if let Some(name) = getter.filter(|_| tokens[at - 1].is(")")) {
        return vec![name.to_owned()];
    }
    let mut words: Vec<&str> = Vec::new();
    let mut start = at;
    // FEEL knows names of several words; nobody writes longer ones.
    while start > 0 && words.len() < 8 {
        let Some(name) = tokens[start - 1].name().filter(|name| !BETWEEN.contains(name)) else { break };
        words.insert(0, name);
        start -= 1;
    }
    let is_property = start > 0 && tokens[start - 1].is_any(&[".", "?."]);
    match words.last() {
        Some(last) if !is_property => vec![(*last).to_owned(), words.join(" ")],
        _ => Vec::new(),
    }
}

/// The name that begins at this position, if it is not the first of a path.
fn root<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    let getter = (at..at + 3).find_map(|start| super::literal_argument(tokens, start, &GETTERS));
    let name = word(tokens, at).filter(|_| !tokens.get(at + 1).is_some_and(|next| next.is(".")));
    getter.or(name)
}

/// The name that a question at this position is about: `empty x`, `is defined(x)`, `hasVariable('x')`, `if (x)`.
fn guarded_name<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    let name = tokens[at].name()?;
    if name == "empty" || name == "typeof" {
        return root(tokens, at + 1);
    }
    if name == "if" {
        let open = tokens.get(at + 1).is_some_and(|token| token.is("("));
        let mut start = at + 1 + usize::from(open);
        let negated =
            tokens.get(start).is_some_and(|token| token.is("!")) || word(tokens, start) == Some("not");
        start += usize::from(negated);
        let ends = tokens.get(start + 1)?.is_any(&[")", "&&", ":"]) || word(tokens, start + 1) == Some("and");
        return word(tokens, start).filter(|_| ends && (open || tokens[start + 1].is(":")));
    }
    // `x && x.isOpen()`: the second is only asked where there is a first.
    if word(tokens, at + 2) == Some(name)
        && tokens[at + 1].is("&&")
        && tokens.get(at + 3).is_some_and(|token| token.is("."))
        && !at.checked_sub(1).is_some_and(|before| tokens[before].is("."))
    {
        return Some(name);
    }
    // `get or else(x, y)` is a function, `else (x)` is none.
    if name == "else" && at.checked_sub(1).is_none_or(|before| word(tokens, before) != Some("or")) {
        return None;
    }
    let opens = tokens.get(at + 1).is_some_and(|token| token.is("("));
    let prefixed = at > 1
        && tokens[at - 1].is(":")
        && tokens[at - 1].glued
        && word(tokens, at - 2).is_some_and(|prefix| LENIENT_PREFIXES.contains(&prefix));
    if !opens || !(prefixed || LENIENT.contains(&name)) {
        return None;
    }
    let ends = tokens.get(at + 3).is_some_and(|token| token.is_any(&[",", ")"]));
    root(tokens, at + 2).or_else(|| tokens.get(at + 2)?.text().filter(|_| ends))
}

/// Names of a script's own that hold what a getter brought: `var x = execution.getVariable("y")`.
fn aliases<'a>(tokens: &[Token<'a>]) -> Vec<(&'a str, &'a str)> {
    let getters = (0..tokens.len()).filter_map(|at| {
        let behind = super::literal_argument(tokens, at, &GETTERS)?;
        let mut start = at;
        while start > 1 && tokens[start - 1].is(".") && tokens[start - 2].name().is_some() {
            start -= 2;
        }
        let local = start.checked_sub(2).and_then(|name| word(tokens, name))?;
        tokens[start - 1].is("=").then_some((local, behind))
    });
    // Beyond this no script is read by people.
    getters.take(64).collect()
}
