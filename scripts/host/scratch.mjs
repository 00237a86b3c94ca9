import { cpSync, rmSync } from 'node:fs';
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
  rmSync(folder, { recursive: true, force: true });
  cpSync(inProject('samples'), folder, { recursive: true });
  return folder;
}
