//! The word that whoever asks from elsewhere has to know.

use std::io;

use data_encoding::HEXLOWER;
use handoff_machine::System;
use subtle::ConstantTimeEq as _;

/// A random token: 128 bits, as text.
#[derive(Clone)]
pub(super) struct AccessToken(String);

impl AccessToken {
    /// Makes one up that nobody can guess.
    pub(super) fn new(system: &dyn System) -> io::Result<Self> {
        word(system).map(Self)
    }

    /// Returns the token for the address that is printed, and for the cookie.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Tells whether this is it, taking as long for a near miss as for a wild guess.
    pub(super) fn is(&self, guess: &str) -> bool {
        self.0.as_bytes().ct_eq(guess.as_bytes()).into()
    }
}

/// Makes up a word of 32 hexadecimal digits.
pub(super) fn word(system: &dyn System) -> io::Result<String> {
    let mut bytes = [0; 16];
    system.random(&mut bytes)?;
    Ok(HEXLOWER.encode(&bytes))
}

#[cfg(test)]
mod tests {
    use handoff_machine::OsSystem;

    use super::*;

    #[test]
    fn only_the_whole_token_is_it() {
        let token = AccessToken::new(&OsSystem::default()).unwrap();
        assert_eq!(token.text().len(), 32);
        assert!(token.is(&token.text().to_ascii_lowercase()));
        for guess in ["", &token.text()[1..], &format!("{}0", token.text()), &"0".repeat(32)] {
            assert!(!token.is(guess), "{guess}");
        }
        assert!(!token.is(AccessToken::new(&OsSystem::default()).unwrap().text()));
    }
}
