//! Any bytes as a configuration and a contract file: valid, or told in the user's own file.

use std::path::Path;

use handoff_check::config::{Config, ConfigLoadError, ConfigRequest};
use handoff_landscape::{Export, Landscape};
use handoff_machine::MemorySystem;
use handoff_model::Language;

use crate::safe::{safe, safe_in_colour};
use crate::world;

/// What stands between the configuration and the contract file.
const BETWEEN: &str = "\n---\n";

/// Reads bytes as a configuration, and what follows a line of `---` as the contract file `c.toml`.
pub fn config(bytes: &[u8]) {
    let split = bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN.as_bytes());
    let (file, contracts) = split.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + BETWEEN.len()..]));
    let machine = MemorySystem::default().file("handoff.toml", file).file("c.toml", contracts);
    let wanted = ConfigRequest { file: Some(Path::new("handoff.toml")), ..ConfigRequest::default() };
    match Config::load(&machine, wanted) {
        Ok(config) => {
            let order = include_bytes!("../../exports/order-to-delivery/exports/order.bpmn");
            let model = handoff_import::read(order, "order.bpmn").model.expect("the example is read");
            let exports = vec![Export { path: "order.bpmn".into(), model: model.into() }];
            Landscape::of(exports, &config.settings).units.iter().for_each(|unit| world::sound(unit));
        }
        Err(ConfigLoadError::Wrong(complaints)) => {
            assert!(!complaints.0.is_empty());
            safe(&complaints.render(Language::English, false));
            safe_in_colour(complaints.render(Language::German, true).as_bytes());
        }
        Err(error) => safe(&error.to_string()),
    }
}
