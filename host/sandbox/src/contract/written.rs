//! Values as tests in a plugin's own language read them: JSON in the words of the contract.

use serde_json::{Value, json};

/// A value that can be written down.
pub(crate) trait Written {
    /// Writes it; what is not there is `null`.
    fn written(&self) -> Value;
}

impl Written for bool {
    fn written(&self) -> Value {
        json!(self)
    }
}

impl Written for u32 {
    fn written(&self) -> Value {
        json!(self)
    }
}

/// A pair, like an item with its state.
impl<A: Written, B: Written> Written for (A, B) {
    fn written(&self) -> Value {
        json!([self.0.written(), self.1.written()])
    }
}

impl Written for String {
    fn written(&self) -> Value {
        json!(self)
    }
}

impl<T: Written> Written for Vec<T> {
    fn written(&self) -> Value {
        self.iter().map(T::written).collect()
    }
}

impl<T: Written> Written for Option<T> {
    fn written(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::written)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Written;
    use crate::contract::wire;

    #[test]
    fn records_are_written_in_the_words_of_the_contract() {
        let step = wire::Step {
            kind: wire::StepKind::EventSubProcess,
            owner: None,
            process: 1,
            scope: Some(2),
            reachable: true,
            loose: false,
            multiple: true,
            unordered: false,
        };
        let expected = json!({
            "kind": "event-sub-process", "owner": null, "process": 1, "scope": 2, "reachable": true, "loose": false, "multiple": true,
            "unordered": false,
        });
        assert_eq!(step.written(), expected);
        let reach = wire::Reach {
            verdict: wire::ReachVerdict::Possible,
            touchpoint: Some(3),
            path: vec![1, 3],
            repaired_by: None,
        };
        let expected = json!({ "verdict": "possible", "touchpoint": 3, "path": [1, 3], "repaired-by": null });
        assert_eq!(reach.written(), expected);
    }

    #[test]
    fn only_words_of_enums_are_changed() {
        let customer = wire::Department {
            name: "customer".into(),
            side: wire::Side::Customer,
            certain: true,
            system: false,
            several: false,
            agreement: false,
        };
        assert_eq!(
            customer.written(),
            json!({ "name": "customer", "side": "customer", "certain": true, "system": false,
                "several": false, "agreement": false })
        );
    }
}
