/** A bracket that a half-typed script has opened and not closed. */
export interface OpenBracket {
  readonly bracket: '(' | '[' | '{';
  /** A brace that holds statements, as against an object literal's. */
  readonly block: boolean;
  /** Indentation of the line that it stands on. */
  readonly indent: number;
  /** Indentation of the first item that stands on a line of its own; null until there is one. */
  items: number | null;
  /** The word before a parenthesis that is a statement's head (`for`, `if`), null for other brackets. */
  readonly head: string | null;
  /** Words and marks that stand in the head of a `for`: what it still lacks is told from them. */
  readonly parts: Set<string>;
}

export const CLOSER = { '(': ')', '[': ']', '{': '}' } as const;

/** Statements that need a body behind their parentheses. */
export const HEAD = /^(?:for|if|while|switch)$/;

/** What the head of a `for` needs to be one, from what stands in it. */
export function missingInFor(parts: ReadonlySet<string>, last: string): string {
  if (parts.has('of') || parts.has('in') || parts.has(';;')) return '';
  if (parts.has(';')) return ';';
  if (parts.has('=')) return ';;';
  return /^(?:let|const|var|\()$/.test(last) ? ' missing of []' : ' of []';
}
