import { inProject } from '../project.mjs';
import { oneVscode } from './one-vscode.mjs';
import { pageAssets } from './page-assets.mjs';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/**
 * Leaves a module to another bundle.
 *
 * @param {string} module as it is imported
 * @param {string} file beside the bundle
 * @returns {import('esbuild').Plugin}
 */
function besides(module, file) {
  return {
    name: 'besides',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\// }, ({ path }) => (path === module ? { path: file, external: true } : null));
    },
  };
}

/**
 * Of the two forms that a package comes in, the one that can be bundled. web-tree-sitter's ES module finds its files through
 * `import.meta.url`, which is empty in CommonJS output; its CommonJS twin takes the bytes that it is handed.
 * tinyglobby and what it imports ask for `import.meta.url` too. fflate's module for Node looks for worker threads, which
 * nothing here needs; the one for browsers runs anywhere.
 */
export const alias = {
  'web-tree-sitter': inProject('node_modules', 'web-tree-sitter', 'web-tree-sitter.cjs'),
  fflate: inProject('node_modules', 'fflate', 'esm', 'browser.js'),
  // What the panel's page shows before its script is there is the page's own code, which the extension runs.
  '#glance': inProject('webview', 'glance', 'main.ts'),
  tinyglobby: inProject('node_modules', 'tinyglobby', 'dist', 'index.cjs'),
};

/**
 * @param {string} entry
 * @param {string} outfile
 * @param {BuildOptions} options
 * @returns {BuildOptions}
 */
function bundle(entry, outfile, options) {
  return {
    entryPoints: [inProject(entry)],
    outfile: inProject('dist', outfile),
    bundle: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: inProject(),
    alias,
    ...options,
  };
}

/** @type {BuildOptions} */
const IN_NODE = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // By `require`, which the editor serves `vscode` through.
  supported: { 'dynamic-import': false },
};

/** The product: one bundle a runtime; in Node two, as most of the extension is loaded when a file first needs it. */
export const PRODUCT = [
  bundle('src/extension.ts', 'extension.cjs', {
    ...IN_NODE,
    plugins: [oneVscode(), besides('./main.ts', './main.cjs')],
  }),
  bundle('src/main.ts', 'main.cjs', { ...IN_NODE, plugins: [oneVscode(), pageAssets()] }),
  bundle('src/extension.ts', 'web/extension.js', {
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    plugins: [oneVscode(), pageAssets()],
  }),
  bundle('webview/main.ts', 'webview/panel.js', { platform: 'browser', format: 'iife', target: 'es2022' }),
  bundle('webview/toolkit/main.ts', 'webview/toolkit.js', { platform: 'browser', format: 'iife', target: 'es2022' }),
  bundle('webview/worker/main.ts', 'webview/worker.js', { platform: 'browser', format: 'iife', target: 'es2022' }),
  bundle('webview/worker/map-main.ts', 'webview/map-worker.js', {
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
  bundle('webview/worker/theory-main.ts', 'webview/theory-worker.js', {
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
  bundle('webview/worker/training/main.ts', 'webview/convergence-worker.js', {
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
  bundle('src/cli/main.ts', 'cli.js', {
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
  }),
];
