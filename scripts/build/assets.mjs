import { chmodSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { inProject } from '../project.mjs';

const GRAMMARS = 'node_modules/@vscode/tree-sitter-wasm/wasm';

/**
 * Source in the project and place in dist. The runtime must come from the same package as its JavaScript.
 *
 * @type {readonly (readonly [string, string])[]}
 */
const COPIES = [
  ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'wasm/web-tree-sitter.wasm'],
  [`${GRAMMARS}/tree-sitter-typescript.wasm`, 'wasm/tree-sitter-typescript.wasm'],
  [`${GRAMMARS}/tree-sitter-tsx.wasm`, 'wasm/tree-sitter-tsx.wasm'],
  ['docs/rules', 'rules'],
];

/** Packages whose files are copied, not bundled: their licences belong into the notices too. */
export const COPIED_PACKAGES = ['web-tree-sitter', '@vscode/tree-sitter-wasm'];

export function copyAssets() {
  for (const [from, to] of COPIES) {
    const target = inProject('dist', to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(inProject(from), target, { recursive: true });
  }
  const cli = inProject('dist', 'cli.js');
  if (existsSync(cli)) chmodSync(cli, 0o755);
}
