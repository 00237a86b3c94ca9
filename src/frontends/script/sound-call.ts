import type { Span } from '../../model/text.ts';
import { optionsLiteral } from './options-text.ts';
import type { SyntaxNode } from './syntax.ts';
import { tokensIn } from './tokens.ts';

const DEPTHS: Readonly<Record<string, number>> = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 };

/**
 * Whether an option may be written into a call's options at an offset. Where a bracket before it is open
 * (`inputShape: [28, 28, filters: 8`) the option would go into that bracket, and where the parser made no sense of a part of
 * the call the option may change what it makes of the rest.
 */
export function takesOption(text: string, call: SyntaxNode, offset: number): boolean {
  const literal = optionsLiteral(call);
  return !hasErrors(call) && (literal === null || isBalanced(text, { start: literal.start + 1, end: offset }));
}

function hasErrors(node: SyntaxNode): boolean {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === 'ERROR') return true;
    open.push(...next.children);
  }
  return false;
}

/** Whether every bracket of a stretch is opened and closed in it. */
function isBalanced(text: string, span: Span): boolean {
  let depth = 0;
  for (const { kind, start } of tokensIn(text, span)) {
    if (kind === 'punctuator') depth += DEPTHS[text[start] ?? ''] ?? 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}
