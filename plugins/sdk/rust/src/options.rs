//! What the user configured for one rule.

use serde_json::Value;

/// The options of one rule, which the host has checked against the schema of the rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options(Value);

impl Options {
    /// Reads the options from JSON; the error says what is wrong with it.
    pub fn parse(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map(Self).map_err(|error| error.to_string())
    }

    /// Tells whether a switch is on; one that is not given is off.
    pub fn flag(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// Returns a whole number, where it is given.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.0.get(name).and_then(Value::as_u64)
    }

    /// Returns a number that need not be whole or may be less than 0, where it is given.
    pub fn fraction(&self, name: &str) -> Option<f64> {
        self.0.get(name).and_then(Value::as_f64)
    }

    /// Returns a list of texts, or the one text that is given in its place; empty where none is.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        match self.0.get(name) {
            Some(Value::Array(entries)) => entries.iter().filter_map(Value::as_str).collect(),
            other => other.and_then(Value::as_str).into_iter().collect(),
        }
    }

    /// Writes an option of whatever kind as JSON; `None` where it is not given.
    pub fn json(&self, name: &str) -> Option<String> {
        self.0.get(name).map(Value::to_string)
    }

    /// Returns a text, where it is given.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_that_are_not_given_are_off_or_absent() {
        let options = Options::parse(r#"{"all": true, "hops": 3, "word": "x"}"#).unwrap();
        assert!(options.flag("all") && !options.flag("other"));
        assert_eq!((options.number("hops"), options.number("all")), (Some(3), None));
        assert_eq!((options.text("word"), Options::default().text("word")), (Some("x"), None));
    }

    #[test]
    fn lists_and_fractions_are_read() {
        let options =
            Options::parse(r#"{"exempt": ["Order", "Bill"], "one": "Order", "share": 0.5, "less": -2}"#)
                .unwrap();
        assert_eq!(options.texts("exempt"), ["Order", "Bill"]);
        assert_eq!((options.texts("one"), options.texts("none")), (vec!["Order"], Vec::new()));
        assert_eq!((options.fraction("share"), options.fraction("less")), (Some(0.5), Some(-2.0)));
        assert_eq!(options.json("exempt").as_deref(), Some(r#"["Order","Bill"]"#));
    }

    #[test]
    fn broken_json_is_an_error_with_a_reason() {
        assert!(Options::parse("{").unwrap_err().contains("EOF"));
    }
}
