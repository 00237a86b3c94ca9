import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../analyser.ts';

/** The core's view of Node: files by their `file:` URI. */
export function nodeEnvironment(loadWasm: Environment['loadWasm']): Environment {
  return { loadWasm, readFile: readText, now: () => performance.now() };
}

async function readText(uri: string): Promise<string | null> {
  try {
    return await readFile(fileURLToPath(uri), 'utf8');
  } catch (error) {
    if (isFileError(error) && (error.code === 'ENOENT' || error.code === 'EISDIR')) return null;
    throw error;
  }
}

/** What the operating system says about a path, as against a defect of the program. */
export function isFileError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;
}
