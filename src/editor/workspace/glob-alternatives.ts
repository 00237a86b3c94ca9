/**
 * A glob without braces for each way to read the given one (`*.{a,b}` gives `*.a` and `*.b`), so that globs can be joined
 * in one pair of braces: nested ones are not understood by the editor's file search.
 */
export function globAlternatives(glob: string): string[] {
  const open = glob.indexOf('{');
  const close = closingBrace(glob, open);
  if (open === -1 || close === -1) return [glob];
  const before = glob.slice(0, open);
  const after = glob.slice(close + 1);
  return splitAtTopLevel(glob.slice(open + 1, close)).flatMap((choice) => globAlternatives(before + choice + after));
}

/** One glob that matches what any of the given ones matches. */
export function anyGlob(globs: readonly string[]): string {
  return `{${[...new Set(globs.flatMap(globAlternatives))].join(',')}}`;
}

function closingBrace(glob: string, open: number): number {
  let depth = 0;
  for (let i = open; i >= 0 && i < glob.length; i++) {
    if (glob[i] === '{') depth++;
    if (glob[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function splitAtTopLevel(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts;
}
