//! The memory of the last landscape.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

use handoff_model::Model;
use rayon::prelude::*;
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
        let reading = |model: Arc<Model>| {
            let known = self.readings.get(&Arc::as_ptr(&model).addr());
            known.map(Arc::clone).unwrap_or_else(|| {
                let owners = department::owners(&model, lexicon);
                let keys = Keys::of(&model);
                Arc::new(Reading { model, owners, keys })
            })
        };
        let readings: Vec<Arc<Reading>> = models.into_par_iter().map(reading).collect();
        let by_address =
            readings.iter().map(|reading| (Arc::as_ptr(&reading.model).addr(), Arc::clone(reading)));
        self.readings = by_address.collect();
        readings
    }

    /// Returns the unit of each recipe: that of the last landscape, or else a new one.
    pub(crate) fn units(
        &mut self,
        recipes: Vec<Recipe>,
        analyse: impl Fn(&Recipe) -> Unit + Sync,
    ) -> Vec<Arc<Unit>> {
        let analysed = AtomicUsize::new(0);
        let unit = |recipe: Recipe| {
            let first = recipe.parts.first().map(|part| Arc::clone(&part.path)).unwrap_or_default();
            let unit = match self.units.get(&first) {
                Some((known, unit)) if *known == recipe => Arc::clone(unit),
                _ => {
                    analysed.fetch_add(1, Relaxed);
                    Arc::new(analyse(&recipe))
                }
            };
            (first, (recipe, unit))
        };
        let made: Vec<(Arc<str>, (Recipe, Arc<Unit>))> = recipes.into_par_iter().map(unit).collect();
        self.analysed = analysed.into_inner();
        let units = made.iter().map(|(_, (_, unit))| Arc::clone(unit)).collect();
        self.units = made.into_iter().collect();
        units
    }
}
