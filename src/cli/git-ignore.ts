import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Which files the `.gitignore` files between a repository's root and the file exclude; the deepest has the last word. */
export class GitIgnore {
  private readonly rules = new Map<string, Ignore | null>();

  /** @param path absolute. */
  excludes(path: string): boolean {
    for (const folder of foldersAbove(path)) {
      const rules = this.rulesOf(folder);
      if (rules === null) continue;
      const { ignored, unignored } = rules.test(relative(folder, path).split(sep).join('/'));
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  private rulesOf(folder: string): Ignore | null {
    const known = this.rules.get(folder);
    if (known !== undefined) return known;
    const file = join(folder, '.gitignore');
    const rules = existsSync(file) ? ignore().add(readFileSync(file, 'utf8')) : null;
    this.rules.set(folder, rules);
    return rules;
  }
}

/** The file's folder and those above it, up to the repository's root; nearest first. */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, '.git')) || folder === dirname(folder)) return folders;
  }
}
