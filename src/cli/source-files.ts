import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob } from 'tinyglobby';
import { EXTENSIONS } from '../language.ts';
import { isMissing } from './environment.ts';

export interface FoundFiles {
  /** As the user would write them, from the working folder; sorted, each once. */
  readonly paths: readonly string[];
  /** Arguments that match nothing. */
  readonly missing: readonly string[];
}

const MODEL_FILES = `**/*.{${Object.keys(EXTENSIONS).join(',')}}`;

/**
 * Expands files, folders and globs. A file that is named is taken as it is; what a folder or a glob turns up is left
 * out if it lies in node_modules or a `.gitignore` of its folders names it.
 */
export async function findFiles(args: readonly string[], workingFolder: string): Promise<FoundFiles> {
  const paths = new Set<string>();
  const missing: string[] = [];
  const isIgnored = gitIgnore();
  for (const argument of args) {
    const kind = await kindOf(resolve(workingFolder, argument));
    if (kind === 'file') {
      paths.add(argument);
      continue;
    }
    const pattern = kind === 'folder' ? MODEL_FILES : argument;
    const cwd = kind === 'folder' ? resolve(workingFolder, argument) : workingFolder;
    const found = await glob([pattern], {
      cwd,
      ignore: ['**/node_modules/**'],
      absolute: true,
      expandDirectories: false,
    });
    const kept: string[] = [];
    for (const path of found) if (!(await isIgnored(path))) kept.push(relative(workingFolder, path));
    for (const path of kept.sort()) paths.add(path);
    // An empty folder holds nothing to check; a path or glob that names nothing is a mistake.
    if (kind === 'nothing' && found.length === 0) missing.push(argument);
  }
  return { paths: [...paths], missing };
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (isMissing(error)) return 'nothing';
    throw error;
  }
}

/** Asks every `.gitignore` from a file's folder up to the repository's root (the folder with `.git`), each read once. */
function gitIgnore(): (path: string) => Promise<boolean> {
  const read = new Map<string, Promise<Ignore | null>>();
  const isRoot = new Map<string, Promise<boolean>>();
  const cached = <T>(cache: Map<string, Promise<T>>, key: string, make: (key: string) => Promise<T>): Promise<T> => {
    const known = cache.get(key) ?? make(key);
    cache.set(key, known);
    return known;
  };
  return async (path) => {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const rules = await cached(read, folder, readIgnoreFile);
      if (rules?.ignores(relative(folder, path).split(sep).join('/')) === true) return true;
      if (dirname(folder) === folder || (await cached(isRoot, folder, holdsRepository))) return false;
    }
  };
}

async function readIgnoreFile(folder: string): Promise<Ignore | null> {
  try {
    return ignore().add(await readFile(join(folder, '.gitignore'), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function holdsRepository(folder: string): Promise<boolean> {
  return (await kindOf(join(folder, '.git'))) !== 'nothing';
}
