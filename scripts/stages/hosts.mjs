import { ensureNode24 } from '../host/node24.mjs';
import { scratchSamples } from '../host/scratch.mjs';
import { severalFolders } from '../host/several-folders.mjs';
import { packBuilt } from '../host/vsix.mjs';
import { inProject, ROOT } from '../project.mjs';
import { run } from '../run.mjs';
import { say } from '../say.mjs';
import { mochaRun } from './tally.mjs';

/** @param {...string} parts */
const hostScript = (...parts) => inProject('scripts', 'host', ...parts);

/** @type {Promise<string> | undefined} */
let build;

/** The bundles of the product and of the suites that run inside VS Code, built once a run. */
function built() {
  if (build === undefined) say('Building the extension and its suites');
  build ??= run(process.execPath, [inProject('scripts', 'build.mjs'), '--production', '--tests']);
  return build;
}

/** @type {Promise<string> | undefined} */
let vsix;

/** The VSIX, packed once a run from what was built for all stages. */
export async function packed() {
  await built();
  vsix ??= packBuilt();
  return vsix;
}

/** @param {string} folder below test/ */
const suite = (folder) => inProject('dist', 'test', folder, 'index.cjs');

/**
 * A suite in the Node extension host, started by @vscode/test-electron.
 *
 * @param {string} name folder below test/
 * @param {{ extension: string, folder?: string, more?: readonly string[] }} options the extension under development, what is
 *   opened (by default a copy of the samples), further arguments
 */
async function electronRun(name, { extension, folder = scratchSamples(name), more = [] }) {
  const args = ['--tests', suite(name), '--extension', extension, '--folder', folder, ...more];
  return mochaRun(await ensureNode24(), [hostScript('extension-tests.mjs'), ...args]);
}

/** @param {{ desktop: boolean }} options */
export async function extensionHost({ desktop }) {
  await built();
  const options = { extension: ROOT, more: desktop ? ['--desktop'] : [] };
  const suites = await electronRun('vscode', options);
  const { passed, failed } = await electronRun('soak', options);
  return { passed: suites.passed + passed, failed: suites.failed + failed };
}

/** @param {{ desktop: boolean }} options */
export async function workspaceOfFolders({ desktop }) {
  await built();
  const { workspace, remove } = severalFolders();
  try {
    return await electronRun('folders', { extension: ROOT, folder: workspace, more: desktop ? ['--desktop'] : [] });
  } finally {
    remove();
  }
}

/** Random editing alone, for as long as INIT_LENS_SOAK_MINUTES says. */
export async function soak() {
  await built();
  return electronRun('soak', { extension: ROOT });
}

/** The packed extension, installed; only an empty carrier is under development. */
export async function installedVsix() {
  const file = await packed();
  return electronRun('vsix', { extension: inProject('test', 'vsix', 'carrier'), more: ['--install-vsix', file] });
}

/** @vscode/test-electron always turns workspace trust off, so this host is launched without it. */
export async function restrictedMode() {
  await built();
  const args = [`--extensionDevelopmentPath=${ROOT}`, `--extensionTestsPath=${suite('restricted')}`];
  return mochaRun(await ensureNode24(), [hostScript('vscode.mjs'), scratchSamples('restricted'), ...args]);
}

export async function webHost() {
  await built();
  return mochaRun(process.execPath, [hostScript('web-tests.mjs'), ROOT, 'dist/test/web/index.js']);
}
