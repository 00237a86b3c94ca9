import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, inProject } from '../project.mjs';

/**
 * @vscode/test-electron spawns one executable file: a script that hands its arguments to the server build.
 *
 * @param {string} node
 * @returns {string} its path
 */
export function makeExecutable(node) {
  const host = inProject('scripts', 'host', 'vscode.mjs');
  const windows = process.platform === 'win32';
  const path = join(CACHE, windows ? 'vscode.cmd' : 'vscode.sh');
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(path, windows ? `@"${node}" "${host}" %*\r\n` : `#!/bin/sh\nexec '${node}' '${host}' "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}
