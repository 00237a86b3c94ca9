import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Settings } from '../analyser.ts';
import { excludedBy } from '../config/excluded.ts';
import { mergedSettings } from '../config/merge.ts';
import type { ConfiguredOptions } from '../config/options.ts';
import { PROJECT_FILE, readProjectFile } from '../config/project-file.ts';
import type { Trouble } from './inputs.ts';
import { LineColumns } from './line-columns.ts';
import { isFileError } from './node-environment.ts';

/** A project file with the folder that it speaks about. */
interface Found {
  readonly options: ConfiguredOptions;
  readonly troubles: readonly Trouble[];
  excludes(path: string): boolean;
}

/** The project files of a run: the nearest one from a file's folder up to the working folder holds for it. */
export class ProjectFiles {
  private readonly root: string;
  private readonly known = new Map<string, Found | null>();

  /** @param folder the working folder; above it, and for files elsewhere, none is looked for. */
  constructor(folder: string) {
    this.root = resolve(folder);
  }

  /** @param line what the command line says, which counts first. */
  settings(path: string, line: ConfiguredOptions): Settings {
    return mergedSettings([this.of(path)?.options ?? {}, line]);
  }

  /** Whether the file is not to be checked. */
  excludes(path: string): boolean {
    return this.of(path)?.excludes(path) ?? false;
  }

  /** Whether what holds for the file could not be read as it was meant. */
  isBrokenFor(path: string): boolean {
    return (this.of(path)?.troubles ?? []).length > 0;
  }

  /** What is wrong with the files that were read so far. */
  get troubles(): Trouble[] {
    return [...this.known.values()].flatMap((found) => found?.troubles ?? []);
  }

  private of(path: string): Found | null {
    for (const folder of this.foldersAbove(path)) {
      const found = this.at(folder);
      if (found !== null) return found;
    }
    return null;
  }

  private foldersAbove(path: string): string[] {
    const folders: string[] = [];
    for (let folder = dirname(path); isWithin(folder, this.root); folder = dirname(folder)) {
      folders.push(folder);
      if (folder === this.root) break;
    }
    return folders;
  }

  private at(folder: string): Found | null {
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const found = this.read(folder);
    this.known.set(folder, found);
    return found;
  }

  private read(folder: string): Found | null {
    const path = join(folder, PROJECT_FILE);
    const name = forwardSlashes(relative(this.root, path));
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if (!isFileError(error)) throw error;
      if (error.code === 'ENOENT') return null;
      const message = `${name} cannot be read: ${error.message}.`;
      return { options: {}, troubles: [{ path: name, message }], excludes: () => false };
    }
    const { options, problems } = readProjectFile(text);
    const places = new LineColumns(text);
    const troubles = problems.map(({ message, span }) => {
      const at = places.at(span.start);
      return { path: name, at, message: `${name}, line ${at.line}: ${message}` };
    });
    const excludes = excludedBy(options.exclude ?? []);
    return { options, troubles, excludes: (file) => excludes(forwardSlashes(relative(folder, file))) };
  }
}

function isWithin(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

function forwardSlashes(path: string): string {
  return path.split(sep).join('/');
}
