import { Argument, Place, rule } from '../../../sdk/javascript/index.js';

/** `relay/lost-at-call`: its page, with the cases that test it, is `cases/lost-at-call.md`. */
export default rule({
  id: 'relay/lost-at-call',
  severity: 'error',
  certainty: 'certain',
  needs: ['calls'],
  texts: {
    title: { en: 'A call does not pass what the called process needs' },
    lost: {
      en: '{step} calls {process} and does not pass {items}, which it needs.',
      de: '{step} ruft {process} auf und gibt {items} nicht mit, obwohl das dort gebraucht wird.',
    },
    pass: {
      en: 'Let the call pass {items}.',
      de: 'Den Aufruf {items} mitgeben lassen.',
    },
  },
  check(unit, _options, report) {
    for (const { step, process, guessed, unpassed } of unit.calls()) {
      const [first] = unpassed;
      if (process === undefined || first === undefined || !unit.isOurs(unit.owner(step))) continue;
      report
        .add(Place.step(step), 'lost')
        .certainty(guessed ? 'likely' : 'certain')
        .item(first)
        .with('step', Argument.step(step))
        .with('process', Argument.process(process))
        .with('items', Argument.items(unpassed))
        .help('pass');
    }
  },
});
