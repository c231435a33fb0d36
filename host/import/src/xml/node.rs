//! The elements that were kept, in document order, and a handle to walk them.

use std::borrow::Cow;
use std::ops::Range;

use handoff_model::Span;

use super::{Namespace, XmlError};

/// One element; its attributes and texts lie in the document.
pub(super) struct Element<'a, S> {
    pub(super) space: S,
    pub(super) local: &'a str,
    /// The first of its attributes, and the first that is not its own.
    pub(super) attributes: (u32, u32),
    /// Its own text, as an index; `None` where there is none but white space.
    pub(super) text: Option<u32>,
    /// The index after its last descendant.
    pub(super) end: u32,
    /// Where it stands in the text, from its opening to its end tag.
    pub(super) bytes: Range<usize>,
    pub(super) span: Span,
}

/// One attribute that is no namespace declaration.
pub(super) struct Attribute<'a, S> {
    /// Its namespace; `None` without a prefix.
    pub(super) space: Option<S>,
    /// The prefix as written; empty without one.
    pub(super) prefix: &'a str,
    pub(super) local: &'a str,
    pub(super) value: Cow<'a, str>,
}

/// The kept elements of one XML text.
pub(crate) struct Document<'a, S> {
    pub(super) elements: Vec<Element<'a, S>>,
    pub(super) attributes: Vec<Attribute<'a, S>>,
    pub(super) texts: Vec<Cow<'a, str>>,
    /// What was left out right below the root, each from its opening to its end tag, in document order.
    pub(crate) left_out: Vec<&'a str>,
    /// Where the text broke off, if it did.
    pub(crate) damage: Option<XmlError>,
}

impl<S> Document<'_, S> {
    /// Returns the root element, if anything was read.
    pub(crate) fn root(&self) -> Option<Node<'_, S>> {
        (!self.elements.is_empty()).then_some(Node { document: self, index: 0 })
    }
}

/// One element of a document.
pub(crate) struct Node<'d, S> {
    document: &'d Document<'d, S>,
    index: u32,
}

impl<S> Clone for Node<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Node<'_, S> {}

impl<'d, S: Namespace> Node<'d, S> {
    fn element(self) -> &'d Element<'d, S> {
        &self.document.elements[self.index as usize]
    }

    /// Returns the namespace.
    pub(crate) fn space(self) -> S {
        self.element().space
    }

    /// Returns the name without prefix.
    pub(crate) fn local(self) -> &'d str {
        self.element().local
    }

    /// Returns the place of its opening tag.
    pub(crate) fn span(self) -> Span {
        self.element().span
    }

    fn attributes(self) -> &'d [Attribute<'d, S>] {
        let (start, end) = self.element().attributes;
        &self.document.attributes[start as usize..end as usize]
    }

    /// Returns the value of an attribute without prefix; blank values count as absent.
    pub(crate) fn attribute(self, local: &str) -> Option<&'d str> {
        self.find(|attribute| attribute.space.is_none() && attribute.local == local)
    }

    /// Returns the value of an attribute in one of the namespaces that `of` tells; blank values count as absent.
    pub(crate) fn attribute_of(self, of: impl Fn(S) -> bool, local: &str) -> Option<&'d str> {
        self.find(|attribute| attribute.local == local && attribute.space.is_some_and(&of))
    }

    /// Lists its attributes with a prefix: namespace, prefix, name, and value without white space around it.
    pub(crate) fn foreign_attributes(self) -> impl Iterator<Item = (S, &'d str, &'d str, &'d str)>
    where
        S: 'd,
    {
        let all = self.attributes().iter();
        all.filter_map(|attribute| {
            Some((attribute.space?, attribute.prefix, attribute.local, attribute.value.trim()))
        })
    }

    /// Lists the names of its attributes without prefix.
    pub(crate) fn attribute_names(self) -> impl Iterator<Item = &'d str> {
        self.attributes()
            .iter()
            .filter(|attribute| attribute.space.is_none())
            .map(|attribute| attribute.local)
    }

    /// Tells whether it has an attribute in a namespace.
    pub(crate) fn is_marked(self, of: S) -> bool
    where
        S: PartialEq,
    {
        self.attributes().iter().any(|attribute| attribute.space == Some(of))
    }

    fn find(self, is: impl Fn(&Attribute<'d, S>) -> bool) -> Option<&'d str> {
        let attribute = self.attributes().iter().find(|attribute| is(attribute))?;
        Some(attribute.value.trim()).filter(|value| !value.is_empty())
    }

    /// Returns its own text, trimmed; empty where there is none.
    pub(crate) fn text(self) -> &'d str {
        self.element().text.map_or("", |text| self.document.texts[text as usize].trim())
    }

    /// Returns its text with that of the elements inside, as in documentation with markup.
    pub(crate) fn whole_text(self) -> Cow<'d, str> {
        let inside = self.descendants().map(Self::text).filter(|text| !text.is_empty());
        let mut whole = Cow::Borrowed(self.text());
        for text in inside {
            let whole = whole.to_mut();
            whole.push_str(if whole.is_empty() { "" } else { " " });
            whole.push_str(text);
        }
        whole
    }

    /// Walks over the elements directly inside.
    pub(crate) fn children(self) -> impl Iterator<Item = Node<'d, S>> + use<'d, S> {
        let (document, end) = (self.document, self.element().end);
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let node = (next < end).then_some(Node { document, index: next })?;
            next = node.element().end;
            Some(node)
        })
    }

    /// Walks over all elements inside, in document order.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Node<'d, S>> + use<'d, S> {
        let document = self.document;
        (self.index + 1..self.element().end).map(move |index| Node { document, index })
    }

    /// Returns the bytes it takes in the text, with all that lies in it.
    pub(crate) fn size(self) -> usize {
        self.element().bytes.len()
    }

    /// Returns the first child of this namespace and name.
    pub(crate) fn child(self, space: S, local: &str) -> Option<Node<'d, S>> {
        self.children().find(|child| child.space() == space && child.local() == local)
    }
}
