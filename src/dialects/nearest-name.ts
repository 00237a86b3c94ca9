/**
 * The candidate that a misspelt name most likely means, null if none is near: equal but for case and punctuation,
 * else by a synonym, else within two typing errors (one for short names).
 * @param synonyms names of other frameworks, reduced, to names of this one.
 */
export function nearestName(
  written: string,
  candidates: readonly string[],
  synonyms: Readonly<Record<string, string>> = {},
): string | null {
  const wanted = reduce(written);
  const meant = Object.hasOwn(synonyms, wanted) ? synonyms[wanted] : undefined;
  if (meant !== undefined && candidates.includes(meant)) return meant;
  const same = candidates.find((candidate) => reduce(candidate) === wanted);
  if (same !== undefined) return same;
  const tolerance = wanted.length < 6 ? 1 : 2;
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const other = reduce(candidate);
    // So much longer a name is that many errors away; a file can bring one of megabytes.
    if (Math.abs(other.length - wanted.length) > tolerance) continue;
    const distance = editDistance(wanted, other);
    if (distance <= tolerance && (best === null || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate ?? null;
}

/** Letters and digits, lower case. */
export function reduce(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Levenshtein distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
