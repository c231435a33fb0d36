//! The memory of the last landscape.

use std::{mem, sync::Arc};

use handoff_model::Model;
use rustc_hash::FxHashMap;

use crate::{
    contract::Settings,
    department,
    keys::Keys,
    lexicon::Lexicon,
    recipe::{Reading, Recipe},
    unit::Unit,
};

/// The memory of the last landscape, from which the next one takes over what has not changed.
///
/// It holds one landscape and no more: what the next one does not take over is forgotten.
#[derive(Debug, Default)]
pub struct Recall {
    learned: Option<(Settings, Arc<Lexicon>)>,
    /// By the address of the model, which lives as long as the reading.
    readings: FxHashMap<usize, Arc<Reading>>,
    /// By the path of the first export.
    units: FxHashMap<Arc<str>, (Recipe, Arc<Unit>)>,
    /// How many units of the last landscape were analysed, and not taken over.
    pub analysed: usize,
}

impl Recall {
    /// Returns the settings, compiled. Nothing that other settings made is kept.
    pub(crate) fn lexicon(&mut self, settings: &Settings) -> Arc<Lexicon> {
        match &self.learned {
            Some((learned, lexicon)) if learned == settings => Arc::clone(lexicon),
            _ => {
                let lexicon = Arc::new(Lexicon::new(settings));
                let learned = Some((settings.clone(), Arc::clone(&lexicon)));
                *self = Self { learned, ..Self::default() };
                lexicon
            }
        }
    }

    /// Returns what is known of each export alone.
    pub(crate) fn readings(&mut self, models: Vec<Arc<Model>>, lexicon: &Lexicon) -> Vec<Arc<Reading>> {
        let old = mem::take(&mut self.readings);
        let reading = |model: Arc<Model>| {
            let address = Arc::as_ptr(&model).addr();
            let new = || {
                let owners = department::owners(&model, lexicon);
                let keys = Keys::of(&model);
                Arc::new(Reading { model: Arc::clone(&model), owners, keys })
            };
            let reading = old.get(&address).map_or_else(new, Arc::clone);
            self.readings.insert(address, Arc::clone(&reading));
            reading
        };
        models.into_iter().map(reading).collect()
    }

    /// Returns the unit of each recipe: that of the last landscape, or else a new one.
    pub(crate) fn units(
        &mut self,
        recipes: Vec<Recipe>,
        analyse: impl Fn(&Recipe) -> Unit,
    ) -> Vec<Arc<Unit>> {
        let mut old = mem::take(&mut self.units);
        self.analysed = 0;
        let unit = |recipe: Recipe| {
            let first = recipe.parts.first().map(|part| Arc::clone(&part.path)).unwrap_or_default();
            let unit = match old.remove(&first) {
                Some((known, unit)) if known == recipe => unit,
                _ => {
                    self.analysed += 1;
                    Arc::new(analyse(&recipe))
                }
            };
            self.units.insert(first, (recipe, Arc::clone(&unit)));
            unit
        };
        recipes.into_iter().map(unit).collect()
    }
}
