//! Forms: what a person sees and fills in.

use std::rc::Rc;

use handoff_model::{Omission, StepId, StepKind};
use serde_json::Value;

use super::super::code;
use super::super::element::Element;
use super::super::items::cut;
use super::super::namespace::Ns;
use super::super::reader::{BpmnReader, Field, Form};

impl<'d> BpmnReader<'d, '_> {
    /// Records what a field of a step's form shows and takes.
    pub(super) fn form_field(&mut self, step: StepId, field: &Field, from: Element<'d>) {
        let is_start = self.model.steps[step].kind == StepKind::Start;
        // What can be filled in need not be there before; what is only shown must.
        if field.readable && !is_start {
            self.step_reads_variable(step, &field.key, from, field.writable);
        }
        if field.writable {
            self.step_writes(step, &field.key, from, field.may_stay_empty);
        }
        if let Some(data_type) = &field.data_type {
            let process = self.model.steps[step].process;
            self.type_variable(process, &field.key, data_type);
        }
    }

    /// Keeps the fields of a form that the process holds as JSON.
    pub(super) fn embedded_form(&mut self, node: Element<'d>) {
        let Some(id) = node.attribute("id") else { return };
        match serde_json::from_str::<Value>(node.text()) {
            Ok(form) => {
                let form = Form { fields: fields(&form), size: node.text().len() };
                self.forms.insert(id, Rc::new(form));
            }
            Err(_) => self
                .notes
                .add(code::FORM_UNREADABLE, node.span(), Some(id), || Omission::FormUnreadable.into()),
        }
    }

    /// Reads the form that a user task or start event refers to; one that is kept elsewhere hides its fields.
    pub(super) fn zeebe_form(&mut self, step: StepId, node: Element<'d>) {
        let key = node.attribute("formKey").or(node.attribute("formId")).unwrap_or_default();
        let id = key.rsplit(':').next().unwrap_or(key);
        debug_assert!(node.space() == Ns::Zeebe);
        match self.forms.get(id).cloned() {
            Some(form) if self.may_share(form.size, node) => {
                for field in &form.fields {
                    self.form_field(step, field, node);
                }
            }
            _ => self.model.steps[step].opaque = true,
        }
    }
}

/// Lists the fields of a form-js schema, those in groups included.
///
/// The parser bounds the depth of what it reads, so the walk is bounded too.
fn fields(form: &Value) -> Vec<Field> {
    let mut found = Vec::new();
    let mut open = vec![form];
    while let Some(component) = open.pop() {
        let is = |name: &str| component.get(name).and_then(Value::as_bool) == Some(true);
        // A list repeats its fields under its own path.
        let key = component.get("path").or_else(|| component.get("key")).and_then(Value::as_str);
        let kind = component.get("type").and_then(Value::as_str).unwrap_or_default();
        let is_shown_only =
            matches!(kind, "button" | "group" | "text" | "image" | "separator" | "spacer" | "html");
        if let Some(key) = key.filter(|key| !key.is_empty() && !is_shown_only) {
            let required =
                component.get("validate").and_then(|rules| rules.get("required")).and_then(Value::as_bool);
            let field = Field {
                key: cut(key.split('.').next().unwrap_or(key)).to_owned(),
                data_type: (!key.contains('.') && !kind.is_empty()).then(|| kind.to_owned()),
                readable: true,
                writable: !is("disabled") && !is("readonly"),
                may_stay_empty: required == Some(false),
            };
            if !found.contains(&field) {
                found.push(field);
            }
        }
        if kind != "dynamiclist" {
            let inside = component.get("components").and_then(Value::as_array);
            open.extend(inside.into_iter().flatten().rev());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: &str, expected: &[&str]) {
        let found = fields(&serde_json::from_str(form).unwrap());
        assert_eq!(found.iter().map(|field| field.key.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn keys_of_fields() {
        check(
            r#"{"type":"default","components":[{"type":"textfield","key":"name"},{"type":"button","key":"b"}]}"#,
            &["name"],
        );
        check(
            r#"{"components":[{"type":"group","components":[{"type":"number","key":"order.total"}]},{"type":"text"}]}"#,
            &["order"],
        );
        check(
            r#"{"components":[{"type":"dynamiclist","path":"rows","components":[{"key":"x","type":"number"}]}]}"#,
            &["rows"],
        );
        check("{}", &[]);
    }
}
