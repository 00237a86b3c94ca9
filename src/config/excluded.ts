import ignore from 'ignore';

/**
 * Tells which paths patterns as in `.gitignore` leave out; of several that match the last one counts.
 * @returns of a path relative to the patterns' folder, with forward slashes.
 */
export function excludedBy(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const rules = ignore().add([...patterns]);
  return (path) => ignore.isPathValid(path) && rules.ignores(path);
}
