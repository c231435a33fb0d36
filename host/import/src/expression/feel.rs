//! FEEL: names may have spaces, contexts bind what follows, filters see inside the list.

use rustc_hash::FxHashMap;

use super::token::{Lexer, Token, TokenKind};
use super::{GETTERS, NameSet, literal_argument};

const KEYWORDS: [&str; 20] = [
    "and",
    "between",
    "else",
    "every",
    "external",
    "false",
    "for",
    "function",
    "if",
    "in",
    "instance",
    "not",
    "null",
    "of",
    "or",
    "return",
    "satisfies",
    "some",
    "then",
    "true",
];

/// Built-in functions whose names hold keywords.
const FUNCTIONS: [&[&str]; 3] =
    [&["date", "and", "time"], &["years", "and", "months", "duration"], &["get", "or", "else"]];

/// A bracket that is open.
enum Bracket {
    /// `(`, a list or an interval.
    Plain,
    /// `{`: its keys bind what follows.
    Context,
    /// `[` behind a value: names inside may be those of the elements.
    Filter,
    /// The parameters of `function(`.
    Parameters,
}

#[derive(Default)]
struct FeelReader<'a> {
    open: Vec<Bracket>,
    filters: usize,
    /// Bound names with the depth at which they end, and how often each is bound.
    bound: Vec<(usize, String)>,
    counts: FxHashMap<String, usize>,
    /// The depths of `for`, `some`, `every` whose `return` or `satisfies` is to come.
    binders: Vec<usize>,
    before: Option<Token<'a>>,
}

pub(super) fn reads(text: &str, names: &mut NameSet) {
    let tokens: Vec<_> = Lexer::new(text).collect();
    super::guard::guarded(&tokens, &mut names.guarded);
    let mut reader = FeelReader::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let next = match token.kind {
            TokenKind::Name(word) if !KEYWORDS.contains(&word) => reader.name(&tokens, at, names),
            TokenKind::Name(word) => {
                reader.keyword(word);
                at + 1
            }
            TokenKind::Symbol(symbol) => {
                reader.symbol(symbol);
                at + 1
            }
            TokenKind::Text(key) if tokens.get(at + 1).is_some_and(|next| next.is(":")) => {
                reader.bind(key.to_owned());
                at + 1
            }
            TokenKind::Text(_) | TokenKind::Number => at + 1,
        };
        reader.before = tokens.get(next - 1).copied();
        at = next;
    }
}

impl FeelReader<'_> {
    /// Reads a name of one or more words and returns the position behind it.
    fn name(&mut self, tokens: &[Token<'_>], at: usize, names: &mut NameSet) -> usize {
        if let Some(name) = literal_argument(tokens, at, &GETTERS) {
            names.add(name);
        }
        for function in FUNCTIONS {
            let has_words = function.iter().enumerate().all(|(offset, word)| {
                tokens.get(at + offset).and_then(Token::name).is_some_and(|name| name == *word)
            });
            if has_words && tokens.get(at + function.len()).is_some_and(|token| token.is("(")) {
                return at + function.len();
            }
        }
        let words = tokens[at..].iter().map_while(Token::name).take_while(|word| !KEYWORDS.contains(word));
        let words: Vec<_> = words.collect();
        let end = at + words.len();
        let follows = |symbol: &str| tokens.get(end).is_some_and(|token| token.is(symbol));
        let before = self.before;
        let is_path = before.is_some_and(|token| token.is("."));
        let is_type = before.and_then(|token| token.name()).is_some_and(|word| word == "of");
        let name = words.join(" ");
        if is_path || is_type || follows("(") {
            return end;
        }
        if matches!(self.open.last(), Some(Bracket::Parameters)) {
            if !before.is_some_and(|token| token.is(":")) {
                self.bind(name);
            }
        } else if follows(":") {
            if matches!(self.open.last(), Some(Bracket::Context)) {
                self.bind(name);
            }
        } else if self.is_binder(before) {
            self.bind(name);
        } else if self.filters == 0 && !self.counts.contains_key(&name) && name != "item" && name != "partial"
        {
            names.add(&name);
        }
        end
    }

    /// Tells whether a name here is bound by `for`, `some` or `every`.
    fn is_binder(&self, before: Option<Token<'_>>) -> bool {
        let is_here = self.binders.last() == Some(&self.open.len());
        let after_word = before.and_then(|token| token.name());
        is_here
            && (before.is_some_and(|token| token.is(","))
                || after_word.is_some_and(|word| matches!(word, "for" | "some" | "every")))
    }

    fn keyword(&mut self, word: &str) {
        match word {
            "for" | "some" | "every" => self.binders.push(self.open.len()),
            "return" | "satisfies" => drop(self.binders.pop()),
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: &str) {
        let after_value = self.before.is_some_and(|token| match token.kind {
            TokenKind::Name(word) => !KEYWORDS.contains(&word),
            TokenKind::Symbol(symbol) => matches!(symbol, ")" | "]" | "}"),
            _ => false,
        });
        let after_function =
            self.before.and_then(|token| token.name()).is_some_and(|word| word == "function");
        match symbol {
            "(" if after_function => self.open.push(Bracket::Parameters),
            "{" => self.open.push(Bracket::Context),
            "[" if after_value => {
                self.filters += 1;
                self.open.push(Bracket::Filter);
            }
            "(" | "[" => self.open.push(Bracket::Plain),
            ")" | "]" | "}" => self.close(),
            _ => {}
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Bracket::Filter) => self.filters -= 1,
            // The parameters of a function are bound in its body, which follows.
            Some(Bracket::Parameters) => {
                for (depth, _) in
                    self.bound.iter_mut().rev().take_while(|(depth, _)| *depth > self.open.len())
                {
                    *depth = self.open.len();
                }
            }
            _ => {}
        }
        while let Some((_, name)) = self.bound.pop_if(|(depth, _)| *depth > self.open.len()) {
            if let Some(count) = self.counts.get_mut(&name) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(&name);
                }
            }
        }
        while self.binders.pop_if(|depth| *depth > self.open.len()).is_some() {}
    }

    /// Binds a name until the bracket around it closes.
    fn bind(&mut self, name: String) {
        *self.counts.entry(name.clone()).or_default() += 1;
        self.bound.push((self.open.len(), name));
    }
}
