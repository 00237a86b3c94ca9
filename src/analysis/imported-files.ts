import { importSpecifiers } from '../frontends/script/import-specifiers.ts';
import { moduleCandidates, sameFile } from '../frontends/script/module-uris.ts';

/** How much may be read for one document. */
export const IMPORT_LIMITS = {
  files: 64,
  /** Characters of all files together, and of one. */
  total: 4_000_000,
  file: 1_000_000,
  /** Steps from the document. */
  depth: 8,
} as const;

/** Milliseconds for which what was read holds without looking again, where nobody says that it changed. */
const FRESH = 2000;

interface Known {
  /** Null: there is no such file. */
  readonly text: Promise<string | null>;
  readonly since: number;
}

/** The files that a document imports, and what these import. */
export interface Imports {
  /** Texts by URI of those that were found. */
  readonly texts: ReadonlyMap<string, string>;
  /** A sentence if there are more than are read. */
  readonly limit: string | null;
}

/** Reads the files that documents import, and remembers them until they change or some time has passed. */
export class ImportedFiles {
  private readonly readFile: (uri: string) => Promise<string | null>;
  private readonly now: () => number;
  private readonly known = new Map<string, Known>();

  constructor(readFile: (uri: string) => Promise<string | null>, now: () => number) {
    this.readFile = readFile;
    this.now = now;
  }

  /**
   * Follows the relative imports of a document, nearest first. Never rejects: a file that cannot be read is not there.
   * @param lookedFor gets every URI that was looked for, found or not, before it is: a change of it matters.
   */
  async collect(uri: string, text: string, lookedFor: Set<string>): Promise<Imports> {
    const texts = new Map<string, string>();
    let characters = 0;
    let importers: readonly (readonly [string, string])[] = [[uri, text]];
    for (let depth = 0; importers.length > 0 && depth < IMPORT_LIMITS.depth; depth++) {
      const wanted = importers.flatMap(([importer, written]) =>
        importSpecifiers(written).map((specifier) => moduleCandidates(importer, specifier)),
      );
      const found = await Promise.all(
        wanted.slice(0, IMPORT_LIMITS.files).map((candidates) => this.first(candidates, uri, lookedFor)),
      );
      const next: (readonly [string, string])[] = [];
      for (const file of found) {
        if (file === null || texts.has(file[0])) continue;
        characters += file[1].length;
        if (texts.size >= IMPORT_LIMITS.files || characters > IMPORT_LIMITS.total) return { texts, limit: TOO_MANY };
        texts.set(...file);
        if (!file[0].endsWith('.json')) next.push(file);
      }
      if (wanted.length > IMPORT_LIMITS.files) return { texts, limit: TOO_MANY };
      importers = next;
    }
    return { texts, limit: null };
  }

  /** Forgets what a file was: it is read again when it is needed. */
  changed(uri: string): void {
    for (const known of this.known.keys()) if (sameFile(known, uri)) this.known.delete(known);
  }

  forgetAll(): void {
    this.known.clear();
  }

  /** The first of the files that is there and not too long; the document itself needs no reading. */
  private async first(
    candidates: readonly string[],
    document: string,
    lookedFor: Set<string>,
  ): Promise<readonly [string, string] | null> {
    for (const candidate of candidates) {
      if (candidate === document) return null;
      lookedFor.add(candidate);
      const text = await this.read(candidate);
      if (text !== null) return text.length > IMPORT_LIMITS.file ? null : [candidate, text];
    }
    return null;
  }

  private read(uri: string): Promise<string | null> {
    const before = this.known.get(uri);
    if (before !== undefined && this.now() - before.since < FRESH) return before.text;
    // What a host refuses to read (a folder, a file without permission) counts as not there.
    const text = this.readFile(uri).catch(() => null);
    this.known.set(uri, { text, since: this.now() });
    return text;
  }
}

const TOO_MANY = `The file imports more than ${IMPORT_LIMITS.files} files or ${IMPORT_LIMITS.total} characters: not all of them are read.`;
