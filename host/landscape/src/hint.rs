//! What the words of labels and names hint at, by the lists of the vocabulary that are kept for rules.

use std::sync::Arc;

use handoff_model::Id;

use crate::unit::{Hint, HintText, ItemId, StepId, Unit};

impl Unit {
    /// Returns what the texts of the unit hint at, text by text; made when first asked for.
    pub fn hints(&self) -> &[Hint] {
        self.hints.get_or_init(|| {
            let mut hints = Vec::new();
            let mut read = |text: &str, of: HintText| {
                self.hint_vocabulary.each_hint(text, |key, start, end| {
                    hints.push(Hint { words: Arc::clone(key), text: of, start, end });
                });
            };
            for (id, step) in StepId::number(&self.steps) {
                read(&step.name, HintText::Label(id));
                let documentation = self.documentation.get(&id).map_or("", String::as_str);
                read(documentation, HintText::Documentation(id));
            }
            for (number, flow) in (0..).zip(&self.flows) {
                read(&flow.name, HintText::Flow(number));
                let condition = flow.condition.as_deref().unwrap_or_default();
                read(condition, HintText::Condition(number));
            }
            for (id, item) in ItemId::number(&self.items) {
                read(&item.name, HintText::Item(id));
            }
            for (number, exchange) in (0..).zip(&self.exchanges) {
                read(&exchange.name, HintText::Exchange(number));
            }
            for (number, clause) in (0..).zip(&self.clauses) {
                read(clause.form.kept_in.as_deref().unwrap_or_default(), HintText::KeptIn(number));
                for (at, field) in (0..).zip(&clause.form.fields) {
                    read(&field.name, HintText::Field(number, at));
                }
            }
            hints
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::{
        contract::{Clause, Settings, Subject, Vocabulary},
        testing::{contract, unit_with},
        unit::HintText,
    };

    #[track_caller]
    fn check(label: &str, expected: &[&str]) {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let vocabulary = Vocabulary {
            contact: list(&["inform"]),
            informal: list(&["phone", "by phone"]),
            hints: BTreeMap::from([("paper".to_owned(), list(&["brief", "faxgeraet"]))]),
            ..Vocabulary::default()
        };
        let kept = Clause { item: "Form".to_owned(), evidence: Some(label.to_owned()), ..Clause::default() };
        let contracts = vec![contract(Subject::Step("S".to_owned()), vec![kept], Vec::new())];
        let settings = Settings { contracts, vocabulary, ..Settings::default() };
        let unit = unit_with(&format!("process P\n start S\n task {label}\n S -> {label}"), &settings);
        let of = |is_text: fn(&HintText) -> bool| unit.hints().iter().filter(move |hint| is_text(&hint.text));
        let kept = of(|text| matches!(text, HintText::KeptIn(0))).count();
        assert_eq!(kept, expected.len(), "{label}");
        let found = of(|text| matches!(text, HintText::Label(_))).map(|hint| {
            let words: String =
                label.chars().skip(hint.start as usize).take((hint.end - hint.start) as usize).collect();
            format!("{}: {words}", hint.words)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{label}");
    }

    #[test]
    fn words_are_found_where_they_stand() {
        check("Inform the guest by phone", &["contact: Inform", "informal: by phone"]);
        check("Informing of phones", &["contact: Informing", "informal: phones"]);
        check("Über das Faxgerät und per Brief", &["paper: Faxgerät", "paper: Brief"]);
        check("Check order", &[]);
    }
}
