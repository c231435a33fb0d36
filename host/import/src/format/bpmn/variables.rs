//! Process variables: what expressions, scripts, forms and mappings read and write by name.

use std::collections::hash_map::Entry;

use handoff_model::{Evidence, Item, ItemId, ItemKind, Loop, ProcessId, Span, StepId};

use super::element::Element;
use super::reader::{BpmnReader, HiddenNames, ScopedElement, access};
use crate::expression::{self, ExpressionLanguage};

impl<'d> BpmnReader<'d, '_> {
    /// Tells the language of an expression: by what it looks like, else by what it declares, else by what the file
    /// declares. Where the file's word does not count, `declared` is empty.
    pub(super) fn language_of(&self, text: &str, declared: Option<&str>) -> Option<ExpressionLanguage> {
        if text.starts_with('=') {
            return Some(ExpressionLanguage::Feel);
        }
        if text.contains("${") || text.contains("#{") {
            return Some(ExpressionLanguage::Juel);
        }
        let known = declared.map_or(self.language, named_language);
        let has_functions = || {
            ["getData", "getProcessProperty", "getActivityProperty"].iter().any(|name| text.contains(name))
        };
        known.or_else(|| has_functions().then_some(ExpressionLanguage::Paths))
    }

    /// Lists the variables that an expression reads, as items of the process that the step lies in, whether the
    /// expression can do without, and what shows it: a drawn object that it asks for as such is read like any other.
    pub(super) fn expression_reads(
        &mut self,
        at: ScopedElement<'d>,
        text: &str,
        language: ExpressionLanguage,
        hidden: Option<StepId>,
    ) -> Vec<(ItemId, bool, Evidence)> {
        let mut names = expression::reads(text, language);
        names.retain(|read| !self.is_local(&read.name, hidden.or(at.scope)));
        if language == ExpressionLanguage::Paths {
            // Of a language that is not known, only what the file declares is sure.
            names.retain(|read| self.variables.known.contains_key(&(at.process, read.name.clone())));
        }
        let (span, objects) = (at.node.span(), expression::objects(text));
        let read = |read: &expression::VariableRead| {
            let item = self.variable(at.process, &read.name, span);
            let drawn = self.model.items[item].kind == ItemKind::Object && objects.contains(&read.name);
            (item, read.optional, if drawn { Evidence::DataObject } else { Evidence::Form })
        };
        names.iter().map(read).collect()
    }

    /// Records that a step reads what an expression reads, but for names that exist only inside the step.
    pub(super) fn step_reads(
        &mut self,
        step: StepId,
        text: &str,
        language: ExpressionLanguage,
        from: Element<'d>,
    ) {
        self.step_reads_if(step, text, language, from, false);
    }

    /// Like [`BpmnReader::step_reads`]; what is `optional` is used where it is there, but nothing has to bring it.
    pub(super) fn step_reads_if(
        &mut self,
        step: StepId,
        text: &str,
        language: ExpressionLanguage,
        from: Element<'d>,
        optional: bool,
    ) {
        let at = self.placed(step, from);
        for (item, guarded, evidence) in self.expression_reads(at, text, language, Some(step)) {
            self.step_reads_item(step, item, evidence, from, optional || guarded);
        }
    }

    /// Reads what runs when a step has done its work: it sees what the step has written itself.
    pub(super) fn when_done(&mut self, step: StepId, read: impl FnOnce(&mut Self)) {
        self.variables.done = Some(step);
        read(self);
        self.variables.done = None;
    }

    /// Records that a step reads a process variable by name.
    pub(super) fn step_reads_variable(
        &mut self,
        step: StepId,
        name: &str,
        from: Element<'d>,
        optional: bool,
    ) {
        if !self.is_local(name, Some(step)) {
            let item = self.variable(self.model.steps[step].process, name, from.span());
            self.step_reads_item(step, item, Evidence::Form, from, optional);
        }
    }

    fn step_reads_item(
        &mut self,
        step: StepId,
        item: ItemId,
        evidence: Evidence,
        from: Element<'d>,
        optional: bool,
    ) {
        if self.variables.done == Some(step) && self.variables.seen.contains_key(&(step, item, true)) {
            return;
        }
        let reads = &mut self.model.steps[step].reads;
        match self.variables.seen.entry((step, item, false)) {
            Entry::Vacant(entry) => {
                entry.insert(reads.len());
                reads.push(access(item, None, evidence, optional, from));
            }
            // Whoever needs it once cannot do without.
            Entry::Occupied(entry) => {
                if let Some(known) = reads.get_mut(*entry.get()) {
                    known.optional &= optional;
                }
            }
        }
    }

    /// Records that a step writes a process variable; of `order.total` the variable is `order`.
    pub(super) fn step_writes(&mut self, step: StepId, name: &str, from: Element<'d>, optional: bool) {
        let root = name.trim().trim_start_matches('=').split(['.', '[']).next().unwrap_or_default().trim();
        if root.is_empty() || root.contains(['$', '{', '#']) {
            self.model.steps[step].opaque = true;
            return;
        }
        let scope = self.model.steps[step].scope;
        if self.is_local(root, scope) || self.is_element(root, step) {
            return;
        }
        let item = self.variable(self.model.steps[step].process, root, from.span());
        // Of an activity that may have no instance, what one instance sets may be missing behind it.
        let optional = optional || matches!(self.model.steps[step].repeats, Loop::Each { surely: false, .. });
        self.step_writes_item(step, item, from, optional);
    }

    /// Records that a step writes the list that gathers the results of its instances: it is there, if only empty.
    pub(super) fn step_gathers(&mut self, step: StepId, name: &str, from: Element<'d>) {
        let item = self.variable(self.model.steps[step].process, name, from.span());
        self.step_writes_item(step, item, from, false);
    }

    fn step_writes_item(&mut self, step: StepId, item: ItemId, from: Element<'d>, optional: bool) {
        let writes = &mut self.model.steps[step].writes;
        match self.variables.seen.entry((step, item, true)) {
            Entry::Vacant(entry) => {
                entry.insert(writes.len());
                writes.push(access(item, None, Evidence::Form, optional, from));
            }
            Entry::Occupied(entry) => {
                if let Some(known) = writes.get_mut(*entry.get()) {
                    known.optional &= optional;
                }
            }
        }
    }

    /// Hides a name inside a step: in expressions it is not that of a process variable there.
    pub(super) fn hide(&mut self, step: StepId, name: &str) {
        self.variables.locals.entry(step).or_default().insert(name.to_owned());
    }

    /// Hides a name inside the instances of a step: not even an association means a process variable by it.
    pub(super) fn hide_element(&mut self, step: StepId, name: &str) {
        self.variables.elements.entry(step).or_default().insert(name.to_owned());
        self.hide(step, name);
    }

    fn is_local(&self, name: &str, innermost: Option<StepId>) -> bool {
        self.is_hidden(&self.variables.locals, name, innermost)
    }

    /// Tells whether a name is that of one element of a collection, in a step or a sub-process around it.
    pub(super) fn is_element(&self, name: &str, innermost: StepId) -> bool {
        self.is_hidden(&self.variables.elements, name, Some(innermost))
    }

    fn is_hidden(&self, by: &HiddenNames, name: &str, innermost: Option<StepId>) -> bool {
        let mut scope = innermost;
        while let Some(step) = scope {
            if by.get(&step).is_some_and(|names| names.contains(name)) {
                return true;
            }
            scope = self.model.steps[step].scope;
        }
        false
    }

    /// Returns the process variable of this name, new if it was not spoken of before.
    pub(super) fn variable(&mut self, process: ProcessId, name: &str, span: Span) -> ItemId {
        let items = &mut self.model.items;
        *self.variables.known.entry((process, name.to_owned())).or_insert_with(|| {
            items.push(Item {
                id: String::new(),
                name: name.to_owned(),
                kind: ItemKind::Variable,
                data_type: None,
                fields: Vec::new(),
                collection: false,
                process: Some(process),
                scope: None,
                span,
            })
        })
    }

    /// Notes the type of a process variable that has none yet.
    pub(super) fn type_variable(&mut self, process: ProcessId, name: &str, data_type: &str) {
        if let Some(item) = self.variables.known.get(&(process, name.to_owned())) {
            self.model.items[*item].data_type.get_or_insert_with(|| data_type.to_owned());
        }
    }

    /// Makes a declared item known as a process variable of this name.
    pub(super) fn name_variable(&mut self, process: ProcessId, name: &str, item: ItemId) {
        self.variables.known.entry((process, name.to_owned())).or_insert(item);
    }
}

/// Tells the language from its name or URI; `XPath` and natural language have no variables to read.
pub(super) fn named_language(declared: &str) -> Option<ExpressionLanguage> {
    let declared = declared.to_ascii_lowercase();
    if declared.contains("feel") {
        Some(ExpressionLanguage::Feel)
    } else if declared.contains("juel") || declared.contains("unified") {
        Some(ExpressionLanguage::Juel)
    } else if ["java", "mvel", "groovy", "python", "ruby"].iter().any(|name| declared.contains(name)) {
        Some(ExpressionLanguage::Script)
    } else {
        None
    }
}
