//! JUEL: `${order.amount > 100 && fn:contains(x, 'y')}`, alone or inside a text.

use super::token::{Lexer, Token, TokenKind};
use super::{GETTERS, NameSet, is_value, literal_argument};

const KEYWORDS: [&str; 17] = [
    "and",
    "div",
    "empty",
    "eq",
    "false",
    "ge",
    "gt",
    "instanceof",
    "le",
    "lt",
    "mod",
    "ne",
    "new",
    "not",
    "null",
    "or",
    "true",
];

pub(super) fn reads(text: &str, names: &mut NameSet) {
    let mut lexer = Lexer::new(text);
    while let Some(open) = next_opening(&text[lexer.at..]) {
        lexer.at += open + 2;
        let Some(tokens) = body(&mut lexer) else { return };
        // Two names side by side are no expression, whatever was meant.
        let is_name = |token: &Token<'_>| token.name().is_some_and(|word| !KEYWORDS.contains(&word));
        if tokens.windows(2).all(|pair| !(is_name(&pair[0]) && is_name(&pair[1]))) {
            expression(&tokens, names);
        }
    }
}

fn next_opening(text: &str) -> Option<usize> {
    text.match_indices('{').map(|(at, _)| at).find_map(|at| {
        let opener = text[..at].chars().next_back()?;
        matches!(opener, '$' | '#').then(|| at - 1)
    })
}

/// Takes the tokens up to the closing brace; `None` if there is none.
fn body<'a>(lexer: &mut Lexer<'a>) -> Option<Vec<Token<'a>>> {
    let (mut tokens, mut depth) = (Vec::new(), 0_usize);
    for token in lexer {
        match token.kind {
            TokenKind::Symbol("}") if depth == 0 => return Some(tokens),
            TokenKind::Symbol("}") => depth -= 1,
            TokenKind::Symbol("{") => depth += 1,
            _ => {}
        }
        tokens.push(token);
    }
    None
}

fn expression(tokens: &[Token<'_>], names: &mut NameSet) {
    super::guard::guarded(tokens, &mut names.guarded);
    for (at, token) in tokens.iter().enumerate() {
        let behind = literal_argument(tokens, at, &GETTERS).or_else(|| super::behind_variables(tokens, at));
        if let Some(name) = behind {
            names.add(name);
        }
        let Some(name) = token.name().filter(|name| !KEYWORDS.contains(name)) else { continue };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let after = tokens.get(at + 1);
        let is_path = before.is_some_and(|token| token.is("."));
        let is_call = after.is_some_and(|token| token.is("("));
        // A prefix of a function stands without spaces; those of a ternary operator are read.
        let is_prefix = after.is_some_and(|token| token.is(":") && token.glued)
            && tokens.get(at + 2).is_some_and(|token| token.name().is_some() && token.glued)
            && tokens.get(at + 3).is_some_and(|token| token.is("("));
        let is_parameter = after.is_some_and(|token| token.is("->"));
        if !is_path && !is_call && !is_prefix && !is_parameter && is_value(tokens, at) {
            names.add(name);
        }
    }
}
