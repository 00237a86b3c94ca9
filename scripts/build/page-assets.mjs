import { build } from 'esbuild';
import { inProject } from '../project.mjs';

const NAMESPACE = 'page-asset';

/** What the panel's page has in itself, by the name that the extension imports it under. */
const ASSETS = new Map([
  ['#page-style', inProject('media', 'panel.css')],
  ['#page-script', inProject('webview', 'glance', 'start.ts')],
]);

/**
 * Hands the extension the page's style sheet and first script as texts. To read a file while a window opens a panel takes a remote
 * window a third of a second, in which the page waits.
 *
 * @returns {import('esbuild').Plugin}
 */
export function pageAssets() {
  return {
    name: 'page-assets',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^#page-/ }, ({ path }) => (ASSETS.has(path) ? { path, namespace: NAMESPACE } : null));
      onLoad({ filter: /.*/, namespace: NAMESPACE }, async ({ path }) => {
        const entry = ASSETS.get(path) ?? path;
        const { outputFiles, metafile } = await build({
          entryPoints: [entry],
          bundle: true,
          minify: true,
          write: false,
          metafile: true,
          format: 'iife',
          target: 'es2022',
          absWorkingDir: inProject(),
        });
        const watchFiles = Object.keys(metafile.inputs).map((file) => inProject(file));
        return { contents: outputFiles[0]?.text ?? '', loader: 'text', watchFiles };
      });
    },
  };
}
