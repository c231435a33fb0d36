//! Expressions cut into names, texts, numbers and symbols, alike for every language.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    /// A word, keywords included.
    Name(&'a str),
    /// A literal text, without its quotes.
    Text(&'a str),
    /// A number.
    Number,
    /// An operator or bracket.
    Symbol(&'a str),
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    /// Nothing stands between it and the token before.
    pub(super) glued: bool,
    /// It is the first of its line.
    pub(super) starts_line: bool,
}

impl<'a> Token<'a> {
    pub(super) fn name(&self) -> Option<&'a str> {
        if let TokenKind::Name(name) = self.kind { Some(name) } else { None }
    }

    pub(super) fn text(&self) -> Option<&'a str> {
        if let TokenKind::Text(text) = self.kind { Some(text) } else { None }
    }

    pub(super) fn is(&self, symbol: &str) -> bool {
        self.kind == TokenKind::Symbol(symbol)
    }

    pub(super) fn is_any(&self, symbols: &[&str]) -> bool {
        matches!(self.kind, TokenKind::Symbol(symbol) if symbols.contains(&symbol))
    }
}

/// Operators of more than one letter, where the parts mean something else.
const OPERATORS: [&str; 15] =
    ["===", "!==", "==", "!=", "<=", ">=", "->", "=>", "..", "?.", "?:", "??", "&&", "||", ":="];

/// Cuts an expression into tokens; a text or comment without an end runs to the end of the expression.
pub(super) struct Lexer<'a> {
    text: &'a str,
    pub(super) at: usize,
    /// `#` begins a comment, as in Python.
    hash_comments: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, hash_comments: false }
    }

    pub(super) fn with_hash_comments(text: &'a str) -> Self {
        Self { hash_comments: true, ..Self::new(text) }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes bytes up to the first letter that does not belong.
    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|letter| !belongs(letter)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Skips over an opening mark to behind the closing one and returns what is between.
    fn between(&mut self, open: usize, close: &str) -> &'a str {
        let body = &self.rest()[open..];
        let end = body.find(close);
        self.at += open + end.map_or(body.len(), |end| end + close.len());
        &body[..end.unwrap_or(body.len())]
    }

    /// Skips a text in quotes, in which a backslash takes the next letter along.
    fn quoted(&mut self, quote: char) -> &'a str {
        let body = &self.rest()[1..];
        let mut escaped = false;
        for (at, letter) in body.char_indices() {
            if letter == quote && !escaped {
                self.at += at + 2;
                return &body[..at];
            }
            escaped = letter == '\\' && !escaped;
        }
        self.at = self.text.len();
        body
    }

    /// Skips white space and comments; tells whether a line ended.
    fn skip_blank(&mut self) -> bool {
        let mut ended = self.at == 0;
        loop {
            let from = self.at;
            ended |= self.take_while(char::is_whitespace).contains('\n');
            if self.rest().starts_with("//") || (self.hash_comments && self.rest().starts_with('#')) {
                self.take_while(|letter| letter != '\n');
            } else if self.rest().starts_with("/*") {
                self.between(2, "*/");
            }
            if self.at == from {
                return ended;
            }
        }
    }

    /// Takes a number; `1..3` is a number, a range and a number.
    fn number(&mut self) {
        self.take_while(char::is_alphanumeric);
        let mut letters = self.rest().chars();
        if letters.next() == Some('.') && letters.next().is_some_and(|digit| digit.is_ascii_digit()) {
            self.at += 1;
            self.take_while(char::is_alphanumeric);
        }
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let before = self.at;
        let starts_line = self.skip_blank();
        let glued = self.at == before;
        let rest = self.rest();
        let first = rest.chars().next()?;
        let kind = match first {
            '"' | '\'' if rest.starts_with("\"\"\"") => TokenKind::Text(self.between(3, "\"\"\"")),
            '"' | '\'' if rest.starts_with("'''") => TokenKind::Text(self.between(3, "'''")),
            '"' | '\'' => TokenKind::Text(self.quoted(first)),
            '`' => TokenKind::Name(self.between(1, "`")),
            _ if first.is_ascii_digit() => {
                self.number();
                TokenKind::Number
            }
            _ if is_name_letter(first) => TokenKind::Name(self.take_while(is_name_letter)),
            _ => {
                let operator = OPERATORS.into_iter().find(|operator| rest.starts_with(operator));
                let length = operator.map_or(first.len_utf8(), str::len);
                self.at += length;
                TokenKind::Symbol(&rest[..length])
            }
        };
        Some(Token { kind, glued, starts_line })
    }
}

fn is_name_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$')
}
