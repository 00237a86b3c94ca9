import { statSync } from 'node:fs';
import { inProject, manifest } from '../project.mjs';
import { run, withNode } from '../run.mjs';
import { say } from '../say.mjs';
import { ensureNode24 } from './node24.mjs';

/**
 * Builds for production and packs what .vscodeignore lets through.
 *
 * @returns {Promise<string>} path of the VSIX
 */
export async function packageExtension() {
  say('Building the extension and packing it');
  await run(process.execPath, [inProject('scripts', 'build.mjs'), '--production']);
  return packBuilt();
}

/**
 * Packs what the last build, which was one for production, has left in dist/.
 *
 * @returns {Promise<string>} path of the VSIX
 */
export async function packBuilt() {
  const { name, version } = manifest();
  const file = inProject(`${name}-${version}.vsix`);
  const node = await ensureNode24();
  const vsce = inProject('node_modules', '@vscode', 'vsce', 'vsce');
  await run(node, [vsce, 'package', '--no-dependencies', '--out', file], {
    env: withNode(node),
    quiet: true,
  });
  say(`Packed ${name}-${version}.vsix: ${(statSync(file).size / 1e6).toFixed(2)} MB (goal: under 2)`);
  return file;
}
