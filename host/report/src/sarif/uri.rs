//! Paths as URIs (RFC 3986).

use std::fmt::Write;

/// Makes the URI of a file: relative for a relative path, `file:` for one from the root or from a drive.
pub(super) fn of(path: &str) -> String {
    let bytes = path.as_bytes();
    let is_drive = bytes.len() > 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/');
    let is_share = path.starts_with("//") && !path.starts_with("//?");
    let mut uri = match (is_drive, bytes.first()) {
        (true, _) => format!("file:///{}:", &path[..1]),
        // The name of the machine that it is on follows.
        (false, _) if is_share => "file:".to_owned(),
        (false, Some(b'/')) => "file://".to_owned(),
        (false, _) => String::new(),
    };
    for &byte in &bytes[if is_drive { 2 } else { 0 }..] {
        match byte {
            b'\\' if is_drive => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing into a string does not fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::of;

    fn check(path: &str, expected: &str) {
        assert_eq!(of(path), expected);
    }

    #[test]
    fn relative_paths_stay_relative() {
        check("exports/order.bpmn", "exports/order.bpmn");
        check("../a b.bpmn", "../a%20b.bpmn");
        check("C:x", "C%3Ax");
        check("Prüfung/100%.bpmn", "Pr%C3%BCfung/100%25.bpmn");
        check("a?b#c", "a%3Fb%23c");
        check("", "");
    }

    #[test]
    fn paths_from_the_root_name_their_scheme() {
        check("/tmp/a.bpmn", "file:///tmp/a.bpmn");
        check("C:\\Temp\\a b.bpmn", "file:///C:/Temp/a%20b.bpmn");
        check("C:/Temp/a.bpmn", "file:///C:/Temp/a.bpmn");
        check("//server/share/a.bpmn", "file://server/share/a.bpmn");
    }

    #[test]
    fn nothing_is_a_scheme_by_accident() {
        check("javascript:alert(1)", "javascript%3Aalert%281%29");
        check("<stdin>", "%3Cstdin%3E");
    }
}
