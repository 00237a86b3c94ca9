import { join } from 'node:path';
import { npm } from '../run.mjs';
import { installOnce } from './install.mjs';
import { replaceNativeModules } from './native-stubs.mjs';
import { CODE_SERVER } from './versions.mjs';

/** @param {string} folder of the package code-server */
const vscodeIn = (folder) => join(folder, 'lib', 'vscode');

/**
 * The VS Code server build: the real workbench and the real Node extension host, shown in a browser.
 *
 * @returns {Promise<string>} its folder, with `out/server-main.js`
 */
export async function ensureCodeServer() {
  const folder = await installOnce(
    'code-server',
    CODE_SERVER,
    'Fetching the VS Code server build (780 MB on disk, about half a minute the first time)',
    async (installed) => {
      await npm(['install', '--omit=dev'], vscodeIn(installed));
      await npm(['install', '--omit=dev'], join(vscodeIn(installed), 'extensions'));
      replaceNativeModules(vscodeIn(installed));
    },
  );
  return vscodeIn(folder);
}
