import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './project.mjs';
import { npm } from './run.mjs';
import { say } from './say.mjs';

/** @typedef {{ version?: string, optional?: boolean }} LockEntry */

/** @param {string} path @returns {Record<string, LockEntry>} */
function lockedPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** npm records what it installed beside the packages; compared with the lock file it says whether anything is missing or old. */
function upToDate() {
  const record = inProject('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = lockedPackages(record);
  return Object.entries(lockedPackages(inProject('package-lock.json'))).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

/** Runs `npm ci` where the installed packages are not those of package-lock.json. */
export async function ensureDependencies() {
  if (upToDate()) return;
  say('Installing the packages of package-lock.json (npm ci; about 20 seconds the first time)');
  await npm(['ci']);
}
