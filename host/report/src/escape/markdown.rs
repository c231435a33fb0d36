//! Text within a line of Markdown, as GitHub and GitLab read it.

use std::fmt::Write;

use super::Untrusted;

/// Shows text as nothing but text: no markup, no HTML, no cell of a table, no link, nobody and nothing mentioned.
///
/// May stand anywhere in a line, also at its start.
pub(crate) fn markdown(text: &str) -> String {
    let text = Untrusted::new(text).to_string();
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars();
    // Up to here a number, a dash or the like would begin a list.
    let mut at_start = true;
    while let Some(character) = rest.next() {
        let after = rest.as_str();
        match character {
            '@' | '#' | '$' | '!' | '~' | '%' | '^' | '&' if begins_reference(after) => {
                apart(character, &mut shown);
            }
            // `https://` and the like become links in text, `www.` too.
            ':' if after.starts_with("//") => apart(character, &mut shown),
            '.' if ends_in_www(&shown) => shown.push_str("\\."),
            '.' | ')' | '-' | '+' | '=' if at_start => push_escaped(character, &mut shown),
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '#' | '$' => {
                push_escaped(character, &mut shown);
            }
            _ => shown.push(character),
        }
        at_start &= character.is_ascii_digit() || character == ' ';
    }
    shown
}

/// Shows text as code, which no renderer searches for links and names.
pub(crate) fn code(text: &str) -> String {
    let shown = Untrusted::new(text.trim()).to_string();
    if shown.contains(['`', '|', '\\']) || shown.is_empty() {
        format!("<code>{}</code>", markdown(&shown))
    } else {
        format!("`{shown}`")
    }
}

fn push_escaped(character: char, shown: &mut String) {
    shown.extend(['\\', character]);
}

/// Sets a character apart from what follows: mentions, references and links are looked for in text without a break.
fn apart(character: char, shown: &mut String) {
    let safe = if character == '&' { "&amp;".to_owned() } else { character.to_string() };
    // Writing into a string does not fail.
    let _ = write!(shown, "<span>{safe}</span>");
}

/// Tells whether a mark before this text would mention a person or refer to an issue, a label or a milestone.
fn begins_reference(after: &str) -> bool {
    after.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '"' | '_' | '-'))
}

fn ends_in_www(shown: &str) -> bool {
    shown.len() >= 3 && shown.as_bytes()[shown.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::{code, markdown};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(markdown(text), expected);
    }

    #[test]
    fn sentences_stay_readable() {
        let sentence =
            "“Ship goods” needs Delivery address, which Sales does not pass on (50 % of the time).";
        check(sentence, sentence);
        check("Stop! A-B, c: d; 1.5 + 2 = 3.5?", "Stop! A-B, c: d; 1.5 + 2 = 3.5?");
    }

    #[test]
    fn markup_is_text() {
        check("Order [approved]", "Order \\[approved\\]");
        check("*a* _b_ `c` ~~d~~ a|b \\", "\\*a\\* \\_b\\_ \\`c\\` \\~<span>~</span>d\\~\\~ a\\|b \\\\");
        check("![x](http://x) [x]: y", "!\\[x\\](http<span>:</span>//x) \\[x\\]: y");
        check("a\nb", "a b");
    }

    #[test]
    fn html_is_text() {
        check("<script>a&b</script>", "&lt;script&gt;a<span>&amp;</span>b&lt;/script&gt;");
        check("&lt; & <!--", "<span>&amp;</span>lt; &amp; &lt;<span>!</span>--");
    }

    #[test]
    fn nobody_and_nothing_is_mentioned() {
        check(
            "@all #12 $x$ !3 ~bug %1",
            "<span>@</span>all <span>#</span>12 <span>$</span>x\\$ <span>!</span>3 <span>~</span>bug <span>%</span>1",
        );
        check("a@b.example www.x", "a<span>@</span>b.example www\\.x");
    }

    #[test]
    fn no_line_becomes_a_list_or_a_heading() {
        check("- a", "\\- a");
        check("12. a", "12\\. a");
        check("# a", "\\# a");
        check("===", "\\===");
        check("+ a", "\\+ a");
    }

    #[test]
    fn code_is_code() {
        assert_eq!(code("exports/order.bpmn:2:3"), "`exports/order.bpmn:2:3`");
        assert_eq!(code("a`b|<i>@x"), "<code>a\\`b\\|&lt;i&gt;<span>@</span>x</code>");
        assert_eq!(code("a\\"), "<code>a\\\\</code>");
        assert_eq!(code(""), "<code></code>");
    }
}
