import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { EXTENSIONS } from '../language.ts';
import { GitIgnore } from './git-ignore.ts';
import type { LineColumn } from './line-columns.ts';

/** A file to read, as it is printed and where it is; `-` is standard input. */
export interface Input {
  /** Relative to the working folder, with forward slashes. */
  readonly name: string;
  readonly path: string;
}

export interface Trouble {
  readonly path: string;
  readonly message: string;
  /** Where in the file, if it could be read so far. */
  readonly at?: LineColumn;
}

const MODEL_FILES = `**/*.{${Object.keys(EXTENSIONS).join(',')}}`;
const NEVER = ['**/node_modules/**', '**/.git/**', '**/*.d.{ts,mts,cts}'];

/**
 * The files that operands name: files as they are, folders and globs expanded without what Git ignores.
 * What does not exist is a trouble; the others are still done.
 */
export async function findInputs(operands: readonly string[], folder: string) {
  const inputs = new Map<string, Input>();
  const troubles: Trouble[] = [];
  for (const operand of operands) {
    const paths = await expand(operand, folder);
    if (paths === null) troubles.push({ path: operand, message: `There is no file ${operand}.` });
    for (const path of paths ?? []) inputs.set(path, { name: path === '-' ? '-' : printed(path, folder), path });
  }
  return { inputs: [...inputs.values()], troubles };
}

/** Null for what names nothing; an empty folder is named, and holds nothing to read. */
async function expand(operand: string, folder: string): Promise<readonly string[] | null> {
  if (operand === '-') return ['-'];
  const path = resolve(folder, operand);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return search(MODEL_FILES, path);
  if (found !== undefined) return [path];
  const matches = isDynamicPattern(operand) ? await search(operand, folder) : [];
  return matches.length === 0 ? null : matches;
}

async function search(pattern: string, cwd: string): Promise<string[]> {
  const found = await glob(pattern, { cwd, absolute: true, ignore: NEVER });
  const ignored = new GitIgnore();
  return found
    .map((path) => resolve(path))
    .filter((path) => !ignored.excludes(path))
    .sort();
}

function printed(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}
