import { existsSync, mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { globSync } from 'tinyglobby';
import { inProject } from '../project.mjs';
import { alias } from './bundles.mjs';
import { pageAssets } from './page-assets.mjs';

/** @param {string} pattern */
function find(pattern) {
  return globSync(pattern, { cwd: inProject(), absolute: true }).sort();
}

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  sourcemap: 'inline',
  target: 'es2022',
  logLevel: 'warning',
  absWorkingDir: inProject(),
  alias,
  plugins: [pageAssets()],
};

/**
 * Suites that run in VS Code's Node extension host: each folder's `index.ts` starts Mocha over its own bundled `suite/`.
 *
 * @param {string} folder below test/
 * @returns {import('esbuild').BuildOptions}
 */
function nodeHostSuite(folder) {
  return {
    ...common,
    entryPoints: [inProject('test', folder, 'index.ts'), ...find(`test/${folder}/suite/**/*.test.ts`)],
    outbase: inProject('test'),
    outdir: inProject('dist', 'test'),
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
  };
}

/**
 * The web host loads one file and cannot list folders: the suites found by pattern become the imports of one made-up entry.
 *
 * @returns {import('esbuild').BuildOptions}
 */
function webHostSuite() {
  const suites = find('test/web/suite/**/*.test.ts').map((file) => `./${relative(inProject('test', 'web'), file)}`);
  const loads = suites.map((file) => `await import(${JSON.stringify(file)});`).join(' ');
  return {
    ...common,
    stdin: {
      contents: `import { runSuites } from './index.ts'; export const run = () => runSuites(async () => { ${loads} });`,
      resolveDir: inProject('test', 'web'),
      loader: 'ts',
    },
    outfile: inProject('dist', 'test', 'web', 'index.js'),
    platform: 'browser',
    // Mocha's browser build assigns `module.exports` when it sees one, so ours is assigned last.
    format: 'iife',
    globalName: 'hostSuite',
    footer: { js: 'module.exports = hostSuite;' },
    external: ['vscode'],
    define: { global: 'globalThis', 'process.env.NODE_DEBUG': 'undefined' },
  };
}

/** The test bundles whose sources exist. */
export function testBundles() {
  mkdirSync(inProject('dist', 'test'), { recursive: true });
  const has = (/** @type {string} */ folder) => existsSync(inProject('test', folder, 'index.ts'));
  return [
    ...['vscode', 'folders', 'soak', 'restricted', 'vsix'].filter(has).map(nodeHostSuite),
    ...['web'].filter(has).map(webHostSuite),
  ];
}
