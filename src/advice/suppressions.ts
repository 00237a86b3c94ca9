import { RULE_IDS, type RuleId } from './rule-id.ts';

/** Rules that comments of a file silence. */
export interface Suppressions {
  /** Whether the rule is silent for a layer whose call, or a value whose text, begins at the offset. */
  silences(rule: RuleId, offset: number): boolean;
}

const WORD = 'init-lens-disable';
const COMMENT = /^[^\S\n]*\/\/[^\S\n]*init-lens-disable(-next-line)?\b([^\n]*)/gm;

/**
 * Reads `// init-lens-disable RULE, RULE` (the whole file) and `// init-lens-disable-next-line RULE, RULE` (what begins
 * on the line below). Without a rule all are silent.
 */
export function readSuppressions(text: string): Suppressions {
  const inFile = new Set<string>();
  const lines: { readonly start: number; readonly end: number; readonly rules: ReadonlySet<string> }[] = [];
  // The pattern is tried at every line: most files have no such comment at all.
  const comments = text.includes(WORD) ? text.matchAll(COMMENT) : [];
  for (const match of comments) {
    const rules = rulesIn(match[2] ?? '');
    if (match[1] === undefined) for (const rule of rules) inFile.add(rule);
    else lines.push({ ...lineBelow(text, match.index), rules });
  }
  return {
    silences: (rule, offset) =>
      inFile.has(rule) || lines.some(({ start, end, rules }) => start <= offset && offset < end && rules.has(rule)),
  };
}

function rulesIn(written: string): Set<string> {
  // Words behind ` -- ` say why.
  const names = (written.split(/\s--\s/)[0] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return new Set(names.length === 0 ? RULE_IDS : names);
}

/** The line after the one that holds the offset; a comment that goes on below is passed over. */
function lineBelow(text: string, offset: number): { start: number; end: number } {
  let start = nextLine(text, offset);
  while (/^[^\S\n]*\/\//.test(text.slice(start, nextLine(text, start)))) start = nextLine(text, start);
  return { start, end: nextLine(text, start) };
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length + 1 : end + 1;
}
