import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const resolve = createRequire(__filename).resolve;

/** Bytes of a WebAssembly file by the name that the build gives it, straight from the packages. */
export async function loadWasm(name: string): Promise<Uint8Array> {
  if (name === 'web-tree-sitter.wasm') return readFile(resolve('web-tree-sitter/web-tree-sitter.wasm'));
  return readFile(join(dirname(resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm', name));
}
