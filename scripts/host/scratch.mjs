import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, inProject } from '../project.mjs';

/**
 * A fresh copy of samples/ to open and edit; the original keeps its planted mistakes. It lies inside the project, so that
 * its imports resolve.
 *
 * @param {string} purpose names the copy
 * @returns {string} absolute folder
 */
export function scratchSamples(purpose) {
  const folder = join(CACHE, 'scratch', purpose, 'samples');
  mkdirSync(folder, { recursive: true });
  renewSamples(folder);
  return folder;
}

/**
 * Puts the samples back as they are delivered, and nothing else. The folder itself stays: a window may show it.
 *
 * @param {string} folder as `scratchSamples` gave it
 */
export function renewSamples(folder) {
  for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true, force: true });
  cpSync(inProject('samples'), folder, { recursive: true });
}
