//! The memory of the last landscape.

use std::sync::Arc;

use handoff_model::Model;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    arc_map::ArcMap, contract::Settings, department, indexed_export::IndexedExport, keys::Keys,
    lexicon::Lexicon, unit::Unit, unit_inputs::UnitInputs,
};

/// The memory of the last landscape, from which the next one takes over what has not changed.
///
/// It holds one landscape and no more: what the next one does not take over is forgotten.
#[derive(Debug, Default)]
pub struct LandscapeCache {
    learned: Option<(Settings, Arc<Lexicon>)>,
    readings: ArcMap<Model, Arc<IndexedExport>>,
    /// By the path of the first export.
    units: FxHashMap<Arc<str>, (UnitInputs, Arc<Unit>)>,
    /// How many units of the last landscape were analysed, and not taken over.
    pub analysed: usize,
}

impl LandscapeCache {
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
    pub(crate) fn readings(&mut self, models: Vec<Arc<Model>>, lexicon: &Lexicon) -> Vec<Arc<IndexedExport>> {
        let known = |model: &Arc<Model>| self.readings.get(model).map(Arc::clone);
        let (readings, _) = known_or_made(models, known, |model| {
            let (owners, keys) = (department::owners(model, lexicon), Keys::of(model));
            Arc::new(IndexedExport { model: Arc::clone(model), owners, keys })
        });
        let kept = readings.iter().map(|(model, reading)| (Arc::clone(model), Arc::clone(reading)));
        self.readings = kept.collect();
        readings.into_iter().map(|(_, reading)| reading).collect()
    }

    /// Returns the unit of each recipe: that of the last landscape, or else a new one.
    pub(crate) fn units(
        &mut self,
        recipes: Vec<UnitInputs>,
        analyse: impl Fn(&UnitInputs) -> Unit + Sync,
    ) -> Vec<Arc<Unit>> {
        let known = |recipe: &UnitInputs| {
            let (known, unit) = self.units.get(&recipe.first())?;
            (known == recipe).then(|| Arc::clone(unit))
        };
        let (units, analysed) = known_or_made(recipes, known, |recipe| Arc::new(analyse(recipe)));
        self.analysed = analysed;
        let list = units.iter().map(|(_, unit)| Arc::clone(unit)).collect();
        self.units = units.into_iter().map(|(recipe, unit)| (recipe.first(), (recipe, unit))).collect();
        list
    }
}

/// Gives each source what is known to come of it, or else what is made of it, on all threads; also tells how many were
/// made. What is known is looked up on one thread: there is nothing to share out.
fn known_or_made<S: Send + Sync, T: Send>(
    sources: Vec<S>,
    known: impl Fn(&S) -> Option<T>,
    make: impl Fn(&S) -> T + Sync,
) -> (Vec<(S, T)>, usize) {
    let mut results: Vec<Option<T>> = sources.iter().map(known).collect();
    let mut open: Vec<(&S, &mut Option<T>)> =
        sources.iter().zip(&mut results).filter(|(_, result)| result.is_none()).collect();
    let number = open.len();
    open.par_iter_mut().for_each(|(source, result)| **result = Some(make(source)));
    (sources.into_iter().zip(results.into_iter().flatten()).collect(), number)
}
