import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../project.mjs';
import { npm } from '../run.mjs';
import { say } from '../say.mjs';

/**
 * Installs one npm package into a folder of its own in the cache, once. A folder without the stamp was interrupted and is
 * completed on the next call.
 *
 * @param {string} name
 * @param {string} version
 * @param {string} why what the person at the terminal is told
 * @param {(folder: string) => void | Promise<void>} [finish] further steps on the installed package
 * @returns {Promise<string>} the package's folder
 */
export async function installOnce(name, version, why, finish) {
  const home = join(CACHE, `${name}-${version}`);
  const folder = join(home, 'node_modules', name);
  const stamp = join(home, 'complete');
  if (existsSync(stamp)) return folder;
  say(why);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  await npm(['install', `${name}@${version}`], home);
  await finish?.(folder);
  writeFileSync(stamp, `${new Date().toISOString()}\n`);
  return folder;
}
