import { Argument, Place, type Reporter, rule, type Unit } from '../../../sdk/javascript/index.js';

/** How many borders an item may cross where nobody says otherwise. */
const BORDERS = 3;

/** Work that passes between two of our own departments, with an item. */
interface Border {
  last: number;
  first: number;
  giver: number | undefined;
  receiver: number | undefined;
}

/** `relay/too-many-hands`: its page, with the cases that test it, is `cases/too-many-hands.md`. */
export default rule({
  id: 'relay/too-many-hands',
  severity: 'info',
  certainty: 'certain',
  needs: ['handoffs', 'customer'],
  options: {
    type: 'object',
    properties: {
      borders: { type: 'integer', minimum: 1, description: 'How many borders an item may cross; 3 where it is not said.' },
    },
    additionalProperties: false,
  },
  texts: {
    title: { en: 'An item goes through too many hands before the customer has it' },
    many: {
      en: '{item} crosses {borders} borders between our own departments before the customer has it.',
      de: '{item} geht über {borders} Grenzen zwischen unseren eigenen Abteilungen, bevor der Kunde etwas davon hat.',
    },
    fewer: {
      en: 'Let fewer departments touch {item}, or let one of them stay with it to the end.',
      de: 'Weniger Abteilungen mit {item} befassen, oder eine davon bis zum Ende dabei bleiben lassen.',
    },
  },
  check(unit, options, report) {
    const allowed: number = options['borders'] ?? BORDERS;
    for (const [item, borders] of crossed(unit)) {
      if (borders.length > allowed) tell(unit, report, item, borders);
    }
  },
});

/** Lists the borders that each item crosses between our own departments. */
function crossed(unit: Unit): Map<number, Border[]> {
  const items = new Map<number, Border[]>();
  for (const { giver, receiver, last, first, carries } of unit.handoffs()) {
    if (last === undefined || first === undefined || !unit.isOurs(giver) || !unit.isOurs(receiver)) continue;
    for (const item of new Set(carries.map((carried) => carried.item))) {
      items.set(item, [...(items.get(item) ?? []), { last, first, giver, receiver }]);
    }
  }
  return items;
}

/** Reports an item at the last of its borders from which the customer is reached, if it is. */
function tell(unit: Unit, report: Reporter, item: number, borders: Border[]): void {
  const leaves = unit.touchpoints().filter((touchpoint) => !touchpoint.inbound);
  const before = borders.filter(({ first }) => leaves.some(({ step }) => step === first || unit.path(first, step)));
  const last = before.find((border) => before.every((other) => other === border || !unit.path(border.first, other.last)));
  if (!last) return;
  report
    .add(Place.step(last.first), 'many')
    .item(item)
    .between(last.giver, last.receiver)
    .with('borders', Argument.count(borders.length))
    .related(borders.map((border) => border.first))
    .help('fewer');
}
