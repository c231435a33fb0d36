/**
 * Makes the component of a package.
 *
 * The toolchain is the package's own, so it is handed in: this file then works from wherever the SDK lies.
 *
 * @module
 */

import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { chdir } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SDK = dirname(fileURLToPath(import.meta.url));
/** Everything that an engine for JavaScript could ask of its host. A plugin gets none of it. */
const POWERS = ['stdio', 'random', 'clocks', 'http', 'fetch-event'];

/**
 * Makes the component of a package.
 * @param {(options: object) => Promise<{ component: Uint8Array }>} componentize Of `@bytecodealliance/componentize-js`.
 * @param {string} folder The folder of the package, with `cases/<fault>.md` for each rule, and `cases/<fault>.<language>.md`
 *   for its page in another language.
 * @param {string} entry The module in it whose default export is the plugin.
 * @param {string} out The component to write.
 */
export async function build(componentize, folder, entry, out) {
  const target = resolve(out);
  const { default: plugin } = await import(pathToFileURL(join(folder, entry)).href);
  const pages = await Promise.all(plugin.rules.map(async ({ id }) => [id, await pagesOf(join(folder, 'cases'), id)]));
  const work = await mkdtemp(join(folder, '.build-'));
  try {
    const source = join(work, 'component.js');
    await writeFile(source, wrapper(work, join(folder, entry), Object.fromEntries(pages)));
    // The engine reads modules below the working directory only.
    chdir(common(folder, SDK));
    const { component } = await componentize({
      sourcePath: source,
      witPath: wit(),
      worldName: 'rule-plugin',
      disableFeatures: POWERS,
    });
    await writeFile(target, component);
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Reads the pages of a rule, by language. */
async function pagesOf(folder, rule) {
  const fault = rule.split('/')[1];
  const languages = (await readdir(folder)).sort().flatMap((file) => {
    const [name, language, ...rest] = file.split('.');
    return name === fault && rest.join('.') === 'md' ? [language] : [];
  });
  const files = [['en', `${fault}.md`], ...languages.map((language) => [language, `${fault}.${language}.md`])];
  const read = files.map(async ([language, file]) => [language, await readFile(join(folder, file), 'utf8')]);
  return Object.fromEntries(await Promise.all(read));
}

/** Writes the module that makes a component of a plugin. */
function wrapper(work, entry, pages) {
  const from = (path) => JSON.stringify(relative(work, path).split(sep).join('/'));
  return [
    `import { emit } from 'handoff:plugin/log@0.2.0';`,
    `import { component, forbidChance } from ${from(join(SDK, 'component.js'))};`,
    `import plugin from ${from(entry)};`,
    // Behind the modules of the plugin: what they do at their top level happens once, when it is built.
    `forbidChance(globalThis);`,
    `export const rules = component(plugin, ${JSON.stringify(pages)}, emit);`,
    '',
  ].join('\n');
}

/** Returns the contract: beside a vendored SDK, or where this repository keeps it. */
function wit() {
  return [join(SDK, 'wit'), join(SDK, '../../wit')].find((path) => existsSync(path));
}

/** Returns the innermost folder that holds both. */
function common(one, other) {
  const [parts, others] = [resolve(one).split(sep), resolve(other).split(sep)];
  const differ = parts.findIndex((part, depth) => part !== others[depth]);
  return parts.slice(0, differ < 0 ? undefined : differ).join(sep) || sep;
}
