import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { inProject } from '../project.mjs';

const NAMESPACE = 'vscode-api';

/** Every name that our sources take from the editor's API; types are among them and do no harm. */
function namesUsed() {
  const files = globSync('src/**/*.ts', { cwd: inProject(), absolute: true });
  const uses = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bvscode\.([A-Za-z]\w*)/g)]);
  return [...new Set(uses.flatMap(([, name]) => name ?? []))].sort();
}

/**
 * Hands the editor's API to all files as one module with the names that are used. Without it every file that imports
 * `vscode` copies the whole API, some hundred names, into an object of its own while the extension is being activated.
 *
 * @returns {import('esbuild').Plugin}
 */
export function oneVscode() {
  return {
    name: 'one-vscode',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^vscode$/ }, ({ kind }) =>
        kind === 'require-call' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: NAMESPACE },
      );
      onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({
        contents: `const api = require('vscode');\n${namesUsed()
          .map((name) => `export const ${name} = api.${name};`)
          .join('\n')}`,
        loader: 'js',
      }));
    },
  };
}
