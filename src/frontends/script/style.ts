import { descendantsByType, firstMeaningful, type SyntaxNode } from './syntax.ts';

/** How a file is written, so that what is put into it looks the same. */
export interface ScriptStyle {
  readonly quote: "'" | '"';
  /** `{ a }` as against `{a}`. */
  readonly spacedBraces: boolean;
  /** Whether the last property of an object over several lines ends with a comma. */
  readonly trailingComma: boolean;
  readonly lineEnd: '\n' | '\r\n';
}

/** The majority's style within a node; what occurs nowhere in it is taken from the fallback. */
export function styleOf(text: string, root: SyntaxNode, fallback: ScriptStyle): ScriptStyle {
  const counts = { single: 0, double: 0, spaced: 0, tight: 0, comma: 0, bare: 0 };
  for (const node of descendantsByType(root, 'string', 'object')) {
    if (node.type === 'string') counts[text[node.start] === '"' ? 'double' : 'single']++;
    if (node.type !== 'object' || firstMeaningful(node) === null) continue;
    const opened = text[node.start + 1];
    if (opened === ' ') counts.spaced++;
    else if (opened !== '\n' && opened !== '\r') counts.tight++;
    const last = node.children.filter((child) => child.type !== '}' && child.type !== 'comment').at(-1);
    if (last !== undefined && text.slice(last.end, node.end).includes('\n'))
      counts[last.type === ',' ? 'comma' : 'bare']++;
  }
  const choose = (yes: number, no: number, otherwise: boolean) => (yes === no ? otherwise : yes > no);
  return {
    quote: choose(counts.double, counts.single, fallback.quote === '"') ? '"' : "'",
    spacedBraces: choose(counts.spaced, counts.tight, fallback.spacedBraces),
    trailingComma: choose(counts.comma, counts.bare, fallback.trailingComma),
    lineEnd: fallback.lineEnd,
  };
}

/** What a file without strings and objects gets: the commonest style of the language's formatters. */
export function plainStyle(text: string): ScriptStyle {
  return { quote: "'", spacedBraces: true, trailingComma: true, lineEnd: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[^\S\n\r]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
