import { Argument, Place, rule } from '../../../sdk/javascript/index.js';

/** `desk/two-names`: its page, with the cases that test it, is `cases/two-names.md`. */
export default rule({
  id: 'desk/two-names',
  severity: 'info',
  certainty: 'certain',
  needs: ['spellings'],
  texts: {
    title: { en: 'A department does not use the word of the glossary' },
    other: {
      en: '{step} speaks of “{written}”; the glossary calls it “{term}”.',
      de: '{step} spricht von „{written}“; im Glossar heißt es „{term}“.',
    },
    word: {
      en: 'Write “{term}” there.',
      de: 'Dort „{term}“ schreiben.',
    },
  },
  check(unit, _options, report) {
    for (const { item, written, glossary, term, steps } of unit.spellings()) {
      const step = [...steps].find((step) => unit.isOurs(unit.owner(step)));
      if (glossary !== 'synonym' || term === undefined || step === undefined) continue;
      report
        .add(Place.step(step), 'other')
        .between(undefined, unit.owner(step))
        .item(item)
        .with('step', Argument.step(step))
        .with('written', Argument.text(written))
        .with('term', Argument.text(term))
        .help('word');
    }
  },
});
