//! The pages of rules as trees of a few known elements, which the page builds node by node: no markup reaches it.
//!
//! A page is Markdown from a plugin. Raw HTML in it stays text, links and pictures become what they say.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag};
use serde_json::{Value, json};

/// Elements that lie deeper are drawn into the one above: nobody reads what is nested deeper, and the page builds the
/// tree by recursion.
const DEEPEST: usize = 16;

/// Turns Markdown into a list of nodes: a text, or `[element, node, …]`.
pub(super) fn tree(markdown: &str) -> Value {
    let mut open: Vec<Vec<Value>> = vec![Vec::new()];
    // For each open element of the text, whether it is one of the tree.
    let mut kept = Vec::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Start(tag) => {
                let element = element(&tag).filter(|_| open.len() <= DEEPEST);
                open.extend(element.map(|name| vec![json!(name)]));
                kept.push(element.is_some());
            }
            Event::End(_) => {
                if kept.pop() == Some(true)
                    && let Some(done) = open.pop()
                {
                    add(&mut open, Value::Array(done));
                }
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => add(&mut open, json!(&*text)),
            Event::Code(text) => add(&mut open, json!(["code", &*text])),
            Event::SoftBreak | Event::HardBreak => add(&mut open, json!(" ")),
            Event::Rule => add(&mut open, json!(["hr"])),
            // Belongs to extensions that are off.
            _ => {}
        }
    }
    Value::Array(open.swap_remove(0))
}

fn add(open: &mut [Vec<Value>], node: Value) {
    if let Some(children) = open.last_mut() {
        children.push(node);
    }
}

/// Names the element of the tree for one of the text; `None` draws its content into the one above.
fn element(tag: &Tag<'_>) -> Option<&'static str> {
    Some(match tag {
        Tag::Paragraph | Tag::HtmlBlock => "p",
        // The title of the rule stands above its page.
        Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. } => "h3",
        Tag::Heading { .. } => "h4",
        Tag::BlockQuote(_) => "blockquote",
        Tag::CodeBlock(CodeBlockKind::Fenced(kind)) if &**kind == "expect" => "found",
        Tag::CodeBlock(_) => "pre",
        Tag::List(None) => "ul",
        Tag::List(Some(_)) => "ol",
        Tag::Item => "li",
        Tag::Emphasis => "em",
        Tag::Strong => "strong",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &Value) {
        assert_eq!(&tree(markdown), expected, "{markdown:?}");
    }

    #[test]
    fn what_rule_pages_hold() {
        check("*A* `b` **c**", &json!([["p", ["em", "A"], " ", ["code", "b"], " ", ["strong", "c"]]]));
        check("## Wrong\n\nOne\ntwo.", &json!([["h3", "Wrong"], ["p", "One", " ", "two."]]));
        check("- a\n- b", &json!([["ul", ["li", "a"], ["li", "b"]]]));
        check("```handoff\ntask A\n```\n```expect\n```", &json!([["pre", "task A\n"], ["found"]]));
        check("", &json!([]));
    }

    #[test]
    fn markup_stays_text() {
        let hostile = "<img src=x onerror=alert(1)>";
        check(hostile, &json!([["p", hostile]]));
        check("a <b onclick=x>b</b>", &json!([["p", "a ", "<b onclick=x>", "b", "</b>"]]));
        check("[here](javascript:x) ![p](http://x)", &json!([["p", "here", " ", "p"]]));
        check("# <script>x</script>", &json!([["h3", "<script>", "x", "</script>"]]));
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("{} deep", "> ".repeat(5000));
        let (mut depth, mut node) = (0, &tree(&deep));
        while let Some(inner) = node.as_array().and_then(|children| children.last()) {
            (depth, node) = (depth + 1, inner);
        }
        assert!((2..=DEEPEST + 1).contains(&depth), "{depth}");
        assert!(tree(&deep).to_string().contains("deep"));
    }
}
