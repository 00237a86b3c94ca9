import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that set-up downloads or makes; git-ignored, safe to delete. */
export const CACHE = join(ROOT, '.vscode-test');

/**
 * @param {...string} parts
 */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}

/** @returns {{ name: string, version: string, publisher: string }} */
export function manifest() {
  return JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
}
