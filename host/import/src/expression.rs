//! The free variables of expressions and scripts: what they read and write.
//!
//! Nothing is evaluated and no grammar is checked: tokens and their neighbours tell names of variables from
//! functions, keys, paths and bound names. A read that is invented becomes a false gap, a read that is missed only
//! leaves something undecided: so where it is unsure, nothing is read. One pass, no recursion.

mod feel;
mod guard;
mod juel;
mod script;
mod token;

use rustc_hash::FxHashSet;

use self::token::{Lexer, Token};

/// The language of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExpressionLanguage {
    /// FEEL: DMN and Camunda 8, with or without the leading `=`.
    Feel,
    /// The unified expression language of Java: Camunda 7, Flowable, Activiti. Only `${...}` and `#{...}` are read.
    Juel,
    /// Snippets of Java, MVEL, JavaScript, Groovy, Python.
    Script,
    /// `XPath` and whatever else is not known: only BPMN's own functions, like `getDataObject('x')`, are read.
    Paths,
}

/// A variable that an expression reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VariableRead {
    pub(crate) name: String,
    /// The expression asks whether it is there, or says what stands in for it.
    pub(crate) optional: bool,
}

/// Lists the root names that an expression reads, in order of first appearance, without repeats.
pub(crate) fn reads(text: &str, language: ExpressionLanguage) -> Vec<VariableRead> {
    let mut names = NameSet::default();
    match language {
        ExpressionLanguage::Feel => feel::reads(text, &mut names),
        ExpressionLanguage::Juel => juel::reads(text, &mut names),
        ExpressionLanguage::Script => script::reads(text, &mut names),
        ExpressionLanguage::Paths => {
            let tokens: Vec<_> = Lexer::new(text).collect();
            let found = (0..tokens.len()).filter_map(|at| literal_argument(&tokens, at, &GETTERS));
            for name in found {
                names.add(name);
            }
        }
    }
    let guarded = names.guarded;
    names.list.into_iter().map(|name| VariableRead { optional: guarded.contains(&name), name }).collect()
}

/// Lists the keys of a FEEL context: the variables that a result becomes, like `a` and `b` of `{a: x, b: {c: y}}`.
pub(crate) fn keys(text: &str) -> Vec<String> {
    let tokens: Vec<_> = Lexer::new(text.trim_start().trim_start_matches('=')).collect();
    let (mut names, mut depth) = (NameSet::default(), 0_usize);
    for (at, token) in tokens.iter().enumerate() {
        let key = token.name().or_else(|| token.text());
        let begins = at > 0 && tokens[at - 1].is_any(&["{", ","]);
        match key {
            Some(key) if depth == 1 && begins && tokens.get(at + 1).is_some_and(|next| next.is(":")) => {
                names.add(key);
            }
            _ if token.is_any(&["{", "(", "["]) => depth += 1,
            _ if token.is_any(&["}", ")", "]"]) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    names.list
}

/// Lists the variables that an expression or script sets through its engine (`setVariable("y", ...)`), in order of
/// first appearance, without repeats.
pub(crate) fn writes(text: &str) -> Vec<String> {
    let tokens: Vec<_> = Lexer::new(text).collect();
    let mut names = NameSet::default();
    for index in 0..tokens.len() {
        if let Some(name) = literal_argument(&tokens, index, &SETTERS) {
            names.add(name);
        }
    }
    names.list
}

/// Lists the data objects that an expression asks for by BPMN's own function: no variables of an engine.
pub(crate) fn objects(text: &str) -> Vec<String> {
    if !text.contains("getDataObject") {
        return Vec::new();
    }
    let tokens: Vec<_> = Lexer::new(text).collect();
    let named = (0..tokens.len()).filter_map(|at| literal_argument(&tokens, at, &["getDataObject"]));
    named.map(str::to_owned).collect()
}

/// Tells whether a script names every variable that it sets, and hands the engine's context to nobody who could set others.
pub(crate) fn shows_writes(text: &str) -> bool {
    const CONTEXTS: [&str; 5] = ["execution", "task", "kcontext", "delegateExecution", "delegateTask"];
    let tokens: Vec<_> = Lexer::new(text).collect();
    (0..tokens.len()).all(|at| match tokens[at].name() {
        Some("setVariables") => false,
        Some(name) if SETTERS.contains(&name) => literal_argument(&tokens, at, &SETTERS).is_some(),
        Some(name) if CONTEXTS.contains(&name) => {
            tokens.get(at + 1).is_some_and(|next| next.is_any(&[".", "?."]))
        }
        _ => true,
    })
}

/// Engine calls that read the variable their first argument names.
const GETTERS: [&str; 9] = [
    "getVariable",
    "getVariableLocal",
    "getVariableTyped",
    "getVariableLocalTyped",
    "getDataObject",
    "getDataInput",
    "getDataOutput",
    "getProcessProperty",
    "getActivityProperty",
];

/// Engine calls that set the variable their first argument names. What is set for the step alone is not there behind it.
const SETTERS: [&str; 2] = ["setVariable", "setProcessVariable"];

/// Methods of plain values: their receiver is a variable, that of any other method a bean.
const VALUE_METHODS: [&str; 40] = [
    "after",
    "before",
    "boolValue",
    "booleanValue",
    "charAt",
    "compareTo",
    "contains",
    "containsKey",
    "containsValue",
    "doubleValue",
    "elements",
    "endsWith",
    "equals",
    "equalsIgnoreCase",
    "get",
    "hasProp",
    "hashCode",
    "includes",
    "indexOf",
    "intValue",
    "isBlank",
    "isEmpty",
    "length",
    "longValue",
    "matches",
    "numberValue",
    "prop",
    "replace",
    "size",
    "split",
    "startsWith",
    "stringValue",
    "substring",
    "toLowerCase",
    "toString",
    "toUpperCase",
    "trim",
    "value",
    "join",
    "jsonPath",
];

/// What engines put in reach of every expression: no items of the process.
const IMPLICIT: [&str; 60] = [
    "FALSE",
    "False",
    "Infinity",
    "JSON",
    "Java",
    "Math",
    "NULL",
    "NaN",
    "None",
    "TRUE",
    "True",
    "authenticatedUserId",
    "binding",
    "camunda",
    "caseExecution",
    "connector",
    "console",
    "context",
    "currentUser",
    "currentUserId",
    "delegate",
    "delegateExecution",
    "environment",
    "event",
    "execution",
    "exports",
    "externalTask",
    "flowElement",
    "flowUtils",
    "globalThis",
    "historyService",
    "identityService",
    "it",
    "kcontext",
    "kruntime",
    "log",
    "logger",
    "loopCounter",
    "module",
    "nrOfActiveInstances",
    "nrOfCompletedInstances",
    "nrOfInstances",
    "out",
    "process",
    "processDefinition",
    "processDefinitionId",
    "processInstance",
    "processInstanceId",
    "repositoryService",
    "require",
    "runtimeService",
    "scriptContext",
    "secrets",
    "self",
    "super",
    "task",
    "taskService",
    "this",
    "undefined",
    "variables",
];

/// Names in order of first appearance, each once.
#[derive(Default)]
struct NameSet {
    list: Vec<String>,
    seen: FxHashSet<String>,
    /// Those that the expression can do without.
    guarded: FxHashSet<String>,
}

impl NameSet {
    fn add(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() && !IMPLICIT.contains(&name) && self.seen.insert(name.to_owned()) {
            self.list.push(name.to_owned());
        }
    }
}

/// Tells the literal first argument of a call to one of these methods, if the token at this position is its name.
fn literal_argument<'a>(tokens: &[Token<'a>], index: usize, methods: &[&str]) -> Option<&'a str> {
    let name = tokens.get(index)?.name()?;
    let opens = methods.contains(&name) && tokens.get(index + 1)?.is("(");
    let ends = tokens.get(index + 3)?.is_any(&[",", ")"]);
    if opens && ends { tokens[index + 2].text() } else { None }
}

/// Tells the variable behind an engine's bag of them, like `order` of `execution.variables.order`.
fn behind_variables<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    let is_bag = tokens.get(at)?.name() == Some("variables") && tokens.get(at + 1)?.is_any(&[".", "?."]);
    let follows = |symbols: &[&str]| tokens.get(at + 3).is_some_and(|token| token.is_any(symbols));
    tokens.get(at + 2)?.name().filter(|_| is_bag && !follows(&["(", "="]))
}

/// What follows a root name, across its path: `order.lines.size()` is a call of `size`.
enum PathTail<'a> {
    /// A value: the name alone or a path of properties.
    Value,
    /// A call of a method at the end of the path, with the position of its bracket.
    Method(&'a str, usize),
}

/// Reads the path behind a root name.
fn tail<'a>(tokens: &[Token<'a>], root: usize) -> PathTail<'a> {
    let mut at = root;
    while tokens.get(at + 1).is_some_and(|token| token.is_any(&[".", "?."])) {
        let Some(name) = tokens.get(at + 2).and_then(Token::name) else { break };
        if tokens.get(at + 3).is_some_and(|token| token.is("(")) {
            return PathTail::Method(name, at + 3);
        }
        at += 2;
    }
    PathTail::Value
}

/// Tells whether the path behind a root name leaves it a variable, not a bean.
fn is_value(tokens: &[Token<'_>], root: usize) -> bool {
    match tail(tokens, root) {
        PathTail::Value => true,
        PathTail::Method(method, _) => VALUE_METHODS.contains(&method),
    }
}

#[cfg(test)]
mod tests;
