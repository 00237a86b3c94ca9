import ignore, { type Ignore } from 'ignore';

/** What one `.gitignore` says, and the folder that it speaks about: a path that ends with `/`. */
export interface IgnoreFile {
  readonly folder: string;
  readonly text: string;
}

/** Tells which paths the given `.gitignore` files exclude; a deeper file has the last word, as in Git. */
export function ignoredPaths(files: readonly IgnoreFile[]): (path: string) => boolean {
  const deepestFirst: { folder: string; rules: Ignore }[] = [...files]
    .sort((a, b) => b.folder.length - a.folder.length)
    .map(({ folder, text }) => ({ folder, rules: ignore().add(text) }));
  return (path) => {
    for (const { folder, rules } of deepestFirst) {
      if (!path.startsWith(folder) || path === folder) continue;
      const { ignored, unignored } = rules.test(path.slice(folder.length));
      if (ignored || unignored) return ignored;
    }
    return false;
  };
}
