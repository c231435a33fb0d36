//! Changes that would mend a fault, as whoever makes them writes them.

use std::fmt::Write as _;

use handoff_finding::SettingValue;

/// Writes an entry of the configuration: the table as one of several, and a line for each key.
pub fn toml(table: &str, settings: &[(String, SettingValue)]) -> String {
    let mut entry = format!("[[{}]]\n", quoted_key(table));
    for (key, value) in settings {
        entry.extend([&quoted_key(key), " = ", &written(value), "\n"]);
    }
    entry
}

/// Writes a value; the host makes no list deeper than a table in a list.
fn written(value: &SettingValue) -> String {
    match value {
        SettingValue::Text(text) => quoted(text),
        SettingValue::Number(number) => number.to_string(),
        SettingValue::List(values) => {
            let values: Vec<String> = values.iter().map(written).collect();
            format!("[{}]", values.join(", "))
        }
        SettingValue::Table(settings) => {
            let settings =
                settings.iter().map(|(key, value)| format!("{} = {}", quoted_key(key), written(value)));
            format!("{{ {} }}", settings.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Writes a text as a basic string of TOML.
pub fn quoted(text: &str) -> String {
    let mut written = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => written.extend(['\\', char]),
            // Writing into a string does not fail.
            char if char.is_control() => drop(write!(written, "\\u{:04X}", u32::from(char))),
            char => written.push(char),
        }
    }
    written + "\""
}

fn quoted_key(key: &str) -> String {
    let is_bare =
        !key.is_empty() && key.chars().all(|char| char.is_ascii_alphanumeric() || "-_".contains(char));
    if is_bare { key.to_owned() } else { quoted(key) }
}

#[cfg(test)]
mod tests {
    use handoff_finding::SettingValue;

    #[test]
    fn an_entry_is_written_as_people_write_it() {
        let text = |text: &str| SettingValue::Text(text.to_owned());
        let promise =
            SettingValue::Table(vec![("item".to_owned(), text("Order")), ("to".to_owned(), text("A \"B\""))]);
        let settings = [
            ("department".to_owned(), text("Sales")),
            ("provides".to_owned(), SettingValue::List(vec![promise])),
        ];
        let expected =
            "[[contract]]\ndepartment = \"Sales\"\nprovides = [{ item = \"Order\", to = \"A \\\"B\\\"\" }]\n";
        assert_eq!(super::toml("contract", &settings), expected);
    }

    #[test]
    fn no_text_ends_its_string() {
        assert_eq!(super::quoted("a\"\n\\"), "\"a\\\"\\u000A\\\\\"");
    }
}
