/**
 * Writes what the SDKs know of the contract, from the contract: `npm install && npm run generate` in `plugins/`.
 *
 * Each file names the digest of what it was made from, so that a test can tell without any tool whether it is stale.
 */

import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const plugins = join(dirname(fileURLToPath(import.meta.url)), '..');
const sdk = join(plugins, 'sdk/javascript');

/** Returns the line that tells what a file was made from. */
export function origin(name, source) {
  return `// Generated from ${name}, sha256 ${createHash('sha256').update(source).digest('hex')}: npm run generate in plugins/`;
}

/** Writes the contract as TypeScript sees it. */
async function contract() {
  // The package offers this by path only, and paths as the engine inside it cannot see them.
  const bindgen = join(plugins, 'node_modules/@bytecodealliance/jco-transpile/vendor/js-component-bindgen-component.js');
  const { $init, generateTypes } = await import(pathToFileURL(bindgen).href);
  await $init;
  const wit = await readFile(join(plugins, 'wit/handoff.wit'), 'utf8');
  const files = generateTypes('contract', {
    wit: { tag: 'source', val: wit },
    world: 'rule-plugin',
    features: { tag: 'list', val: [] },
    guest: true,
    tlaCompat: false,
  });
  const interfaces = new Map(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
  const modules = ['types', 'model', 'log'].map((name) => interfaces.get(`interfaces/handoff-plugin-${name}.d.ts`));
  const text = modules
    .join('\n')
    .replaceAll(/^\/\/\/ <reference.*\n/gm, '')
    // The cases of an enum stand in its type already.
    .replaceAll(/^ *\* # Variants\n(?: *\* *(?:## .*)?\n)*/gm, '')
    .replaceAll(/^ *\/\*\*\n *\*\/\n/gm, '');
  await writeFile(join(sdk, 'contract.d.ts'), `${origin('handoff.wit', wit)}\n${text}`);
}

/** Writes the types of the SDK, which stand as comments in its sources. */
async function declarations() {
  // The exports of a component are called by the host alone.
  const sources = (await readdir(sdk)).filter((name) => name.endsWith('.js') && name !== 'component.js');
  // The compiler refuses to write over what it reads.
  await Promise.all(sources.map((name) => rm(join(sdk, name.replace(/\.js$/, '.d.ts')), { force: true })));
  const options = '--allowJs --checkJs --declaration --emitDeclarationOnly --strict --target es2023 --module nodenext';
  const types = ['--lib', 'es2023,esnext.disposable', '--types', 'node'];
  const tsc = join(plugins, 'node_modules/typescript/bin/tsc');
  const paths = [...sources.map((name) => join(sdk, name)), join(sdk, 'contract.d.ts')];
  const made = spawnSync(process.execPath, [tsc, ...options.split(' '), ...types, ...paths], { cwd: plugins, stdio: 'inherit' });
  if (made.status !== 0) throw new Error('the sources of the SDK have errors');
  for (const name of sources) {
    const path = join(sdk, name.replace(/\.js$/, '.d.ts'));
    // What the compiler copies beside the types it made of it.
    const text = (await readFile(path, 'utf8')).replaceAll(/^\/\*\*(?: @import.*|\n(?: \*.*\n)*? \* @typedef(?:.*\n)*? \*\/)\n/gm, '');
    const source = origin(name, await readFile(join(sdk, name), 'utf8'));
    await writeFile(path, `/// <reference path="./contract.d.ts" />\n${source}\n${text}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await contract();
  await declarations();
}
