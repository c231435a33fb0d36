import { Argument, Place, rule } from '../{{sdk_path}}/index.js';

/** `{{id}}`: its page, with the cases that test it, is `cases/{{fault}}.md`. */
export default rule({
  id: '{{id}}',
  severity: 'warning',
  certainty: 'certain',
  needs: ['handoffs'],
  texts: {
    title: { en: 'Work goes on by hand after a handoff' },
    'by-hand': {
      en: '{receiver} goes on by hand at {step} with what {giver} hands over.',
      de: '{receiver} macht bei {step} von Hand weiter mit dem, was {giver} übergibt.',
    },
    record: {
      en: 'Let {receiver} record what arrived.',
      de: '{receiver} erfassen lassen, was ankam.',
    },
  },
  check(unit, _options, report) {
    for (const { first, giver, receiver } of unit.handoffs()) {
      if (first === undefined || giver === undefined || receiver === undefined) continue;
      if (unit.steps()[first].kind === 'manual-task' && unit.isOurs(receiver)) {
        report
          .add(Place.step(first), 'by-hand')
          .between(giver, receiver)
          .with('step', Argument.step(first))
          .help('record');
      }
    }
  },
});
