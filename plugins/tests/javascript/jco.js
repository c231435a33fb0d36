/** The contract as jco, which builds the components, writes it for TypeScript. */

/** Writes the interfaces that a rule sees. @param {string} wit */
export async function contract(wit) {
  // The package offers this by path only, and paths as the engine inside it cannot see them.
  const bindgen = new URL(
    '../../node_modules/@bytecodealliance/jco-transpile/vendor/js-component-bindgen-component.js',
    import.meta.url,
  );
  const { $init, generateTypes } = await import(bindgen);
  await $init;
  const files = generateTypes('contract', {
    wit: { tag: 'source', val: wit },
    world: 'rule-plugin',
    features: { tag: 'list', val: [] },
    guest: true,
    tlaCompat: false,
  });
  const interfaces = new Map(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
  const modules = ['types', 'model', 'log'].map((name) => interfaces.get(`interfaces/handoff-plugin-${name}.d.ts`));
  return modules
    .join('\n')
    .replaceAll(/^\/\/\/ <reference.*\n/gm, '')
    // The cases of an enum stand in its type already.
    .replaceAll(/^ *\* # Variants\n(?: *\* *(?:## .*)?\n)*/gm, '')
    .replaceAll(/^ *\/\*\*\n *\*\/\n/gm, '');
}
