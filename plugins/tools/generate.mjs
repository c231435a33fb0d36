/**
 * Writes the types of the SDK from its sources: `npm install && npm run generate` in `plugins/`.
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

/** Writes the types of the SDK, which stand as comments in its sources. */
async function declarations() {
  // The exports of a component are called by the host alone; what follows from the contract has its types already.
  const given = ['checks.js', 'component.js', 'lists.js', 'place.js', 'rows.js'];
  const sources = (await readdir(sdk)).filter((name) => name.endsWith('.js') && !given.includes(name));
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
  await declarations();
}
