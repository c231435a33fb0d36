//! Numbers of pictures.

use std::fmt::{self, Display, Formatter, Write};

/// A length in pixels, with one decimal at most: more nobody sees.
#[derive(Clone, Copy)]
pub(crate) struct Pixels(pub(crate) f64);

impl Display for Pixels {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // Minus nothing is nothing.
        write!(f, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

impl maud::Render for Pixels {
    fn render_to(&self, buffer: &mut String) {
        // Writing into a string does not fail.
        let _ = write!(buffer, "{self}");
    }
}

#[cfg(test)]
mod tests {
    use super::Pixels;

    #[track_caller]
    fn check(number: f64, expected: &str) {
        assert_eq!(Pixels(number).to_string(), expected);
    }

    #[test]
    fn numbers_are_short() {
        check(1.0, "1");
        check(-0.01, "0");
        check(2.55, "2.6");
        check(1e6, "1000000");
        check(-3.26, "-3.3");
    }
}
