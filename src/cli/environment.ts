import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../analyser.ts';

/** The core's view of a machine with Node. @param assets folder that holds `wasm/`. */
export function nodeEnvironment(assets: string): Environment {
  return {
    loadWasm: (name) => readFile(join(assets, 'wasm', name)),
    readFile: readFileOrNull,
    now: () => performance.now(),
  };
}

async function readFileOrNull(uri: string): Promise<string | null> {
  try {
    return await readFile(fileURLToPath(uri), 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether an error of node:fs says that there is no such file, or that it is a folder. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
}
