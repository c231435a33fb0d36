//! The pages of rules: Markdown of whoever wrote the plugin, without links, pictures and markup of its own.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::escape::visible;

/// Shows a page; its headings stand below those of the report.
pub(super) fn show(page: &str) -> Markup {
    let mut shown = String::new();
    let mut events = Parser::new(page).peekable();
    while let Some(event) = events.next() {
        // A case in which nothing is found has an empty block.
        if matches!(event, Event::Start(Tag::CodeBlock(_))) && matches!(events.peek(), Some(Event::End(_))) {
            events.next();
            continue;
        }
        match event {
            Event::Start(tag) => shown.push_str(&open(&tag)),
            Event::End(tag) => shown.push_str(&close(tag)),
            Event::Code(text) => shown.push_str(&html! { code { (visible(&text)) } }.into_string()),
            // What looks like markup is shown as it is written.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                shown.push_str(&html! { (visible(&text)) }.into_string());
            }
            Event::SoftBreak => shown.push('\n'),
            Event::HardBreak => shown.push_str("<br>"),
            Event::Rule => shown.push_str("<hr>"),
            _ => {}
        }
    }
    PreEscaped(shown)
}

/// Returns the element of a tag; `None` for what is shown without one.
fn element(tag: TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(_) => "h3",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        _ => return None,
    })
}

fn open(tag: &Tag<'_>) -> String {
    // A long line scrolls, and what scrolls can be reached by the keyboard.
    let more = match tag {
        Tag::CodeBlock(CodeBlockKind::Fenced(kind)) if &**kind == "expect" => {
            " class=\"found\" tabindex=\"0\""
        }
        Tag::CodeBlock(_) => " tabindex=\"0\"",
        _ => "",
    };
    element(tag.to_end()).map(|element| format!("<{element}{more}>")).unwrap_or_default()
}

fn close(tag: TagEnd) -> String {
    element(tag).map(|element| format!("</{element}>")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(super::show(page).into_string(), expected);
    }

    #[test]
    fn pages_are_shown() {
        check("# A\n\nb *c*\n- `d`", "<h3>A</h3><p>b <em>c</em></p><ul><li><code>d</code></li></ul>");
        check("```x\na < b\n```", "<pre tabindex=\"0\">a &lt; b\n</pre>");
        check("```expect\na\n```\n```expect\n```", "<pre class=\"found\" tabindex=\"0\">a\n</pre>");
    }

    #[test]
    fn nothing_leads_out() {
        check("<script>a</script>", "&lt;script&gt;a&lt;/script&gt;");
        check("[a](javascript:b) ![c](https://d)", "<p>a c</p>");
        check("a\u{202e}b", "<p>a⟨U+202E⟩b</p>");
    }
}
