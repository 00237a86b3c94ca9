import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/**
 * Two native modules of the server stay unbuilt, since nothing is compiled here. Without them output channels are empty and
 * the log is full of stacks, so plain JavaScript takes their place in the cached copy.
 *
 * @param {string} vscode folder of the server build
 */
export function replaceNativeModules(vscode) {
  for (const name of ['spdlog', 'native-watchdog']) {
    copyFileSync(join(HERE, 'stubs', `${name}.cjs`), join(vscode, 'node_modules', '@vscode', name, 'index.js'));
  }
}
