import { inProject } from '../project.mjs';
import { extensionHost, installedVsix, packed, restrictedMode, webHost, workspaceOfFolders } from './hosts.mjs';
import { runSideBySide } from './side-by-side.mjs';
import { checkRun, mochaRun } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {{ name: string, title: string, run: (options: { desktop: boolean }) => Promise<Tally> }} Stage */

const MOCHA = inProject('node_modules', 'mocha', 'bin', 'mocha.js');

/** In the order in which they run: the quick ones first. @type {readonly Stage[]} */
export const STAGES = [
  {
    name: 'types',
    title: 'each runtime against its own tsconfig',
    run: () => checkRun([inProject('scripts', 'typecheck.mjs')]),
  },
  {
    name: 'lint',
    title: 'Biome, the import table included',
    run: () => checkRun([inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check', '.']),
  },
  { name: 'unit', title: 'the pure parts', run: () => runSideBySide('test/unit/**/*.test.ts') },
  { name: 'oracles', title: 'against the real frameworks', run: () => runSideBySide('test/oracles/**/*.test.ts') },
  { name: 'vscode', title: 'inside the extension host, through @vscode/test-electron', run: extensionHost },
  { name: 'folders', title: 'inside the extension host, in a workspace of several folders', run: workspaceOfFolders },
  { name: 'restricted', title: 'inside the extension host, in Restricted Mode', run: restrictedMode },
  { name: 'web', title: 'inside VS Code for the Web', run: webHost },
  { name: 'vsix', title: 'the packed extension, installed', run: installedVsix },
  {
    name: 'browser',
    title: 'the real window, driven as a person would',
    run: async () =>
      mochaRun(process.execPath, [MOCHA, 'test/browser/**/*.test.ts'], {
        ...process.env,
        INIT_LENS_VSIX: await packed(),
      }),
  },
];
